"""What an author of a page may call, and nothing else: `MACROS`."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .cases.render import case_index, case_study
from .chapter import facts_line, provisions
from .checklists.render import checklist, clear_device
from .context import Context
from .data import Library
from .finding import report
from .forms.render import forms
from .glossary.render import glossary
from .guides.render import guide
from .guides.render_lists import guide_cases, guide_index
from .hooks.render import hooks
from .law.render import figures, legislation, register, topics, unverified
from .law.review import changes, falls_due, how_sure, upgrades
from .library import load
from .questions.render import questions
from .today import today

MACROS: tuple[Callable[..., str], ...] = (
    facts_line, questions, provisions, checklist, clear_device, glossary, legislation, register, topics, figures, unverified,
    guide, guide_index, guide_cases, how_sure, upgrades, falls_due, changes, case_study, case_index, hooks, forms,
)
"""Each takes a `Context` first, which the page does not write: `{{ checklist("general-power-report") }}`."""


def register_macros(env: Any) -> None:
    """Make the macros known to the engine's environment (mkdocs-macros' or Zensical's).

    Raises click.ClickException, which either engine prints without a traceback, where the data has faults.
    """
    library = load(Path(env.project_dir).resolve())
    if not library.sound:
        raise click.ClickException("The data has faults, so no page is built.\n\n" + report(library.findings))
    for macro in MACROS:
        env.macro(_bind(macro, env, library), macro.__name__)


def _bind(macro: Callable[..., str], env: Any, library: Library) -> Callable[..., str]:
    @functools.wraps(macro)
    def call(*arguments: object, **named: object) -> str:
        page = env.page
        zensical = getattr(page, "path", None)
        path = zensical or page.file.src_uri
        # The front matter as we read it: the engines differ in what they make of a day.
        return str(macro(Context(library, path, library.pages[path].meta, today(), bool(zensical)), *arguments, **named))

    return call
