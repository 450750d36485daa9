"""What an author of a page may call: `MACROS`, and nothing else.

`define_env` is called by mkdocs-macros (once a build) and by Zensical (once a page); both find this package by path. All
state is kept by `library.load`, in a submodule, which stays loaded under either.
"""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from macros.chapter import facts_line, provisions
from macros.checklists.render import checklist, clear_device
from macros.context import Context
from macros.finding import report
from macros.glossary.render import glossary
from macros.law.render import figures, legislation, register, unverified
from macros.library import Library, load, today

MACROS: tuple[Callable[..., str], ...] = (
    facts_line, provisions, checklist, clear_device, glossary, legislation, register, figures, unverified,
)
"""Each takes a `Context` first, which the page does not write: `{{ checklist("general-power-report") }}`."""


def define_env(env: Any) -> None:
    """Register the macros; stop, with every finding, where the data is not sound."""
    library = load(Path(env.project_dir))
    if not library.sound:
        raise click.ClickException("The data has faults, so no page is built.\n\n" + report(library.findings))
    for macro in MACROS:
        env.macro(_bind(macro, env, library), macro.__name__)


def _bind(macro: Callable[..., str], env: Any, library: Library) -> Callable[..., str]:
    @functools.wraps(macro)
    def call(*arguments: object, **named: object) -> str:
        page = env.page
        path = getattr(page, "path", None) or page.file.src_uri
        return str(macro(Context(library, path, dict(page.meta), today()), *arguments, **named))

    return call
