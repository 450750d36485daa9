"""Pages that the data needs and nobody has made yet."""

import json
from pathlib import Path

from . import html
from .cases.model import CaseStudy
from .checklists.model import Checklist
from .crosscheck import wanted_pages
from .data import REGISTER_PAGES, Library
from .guides.model import Guide
from .links import Links
from .today import today

_REGISTER = "What the law register holds on this topic, each fact with its provision, its evidence and its date."


def new_pages(root: Path, library: Library) -> list[str]:
    """Write every page that is missing; their paths below docs/, in order."""
    written = []
    for path, call in sorted(wanted_pages(library).items()):
        if path in library.pages:
            continue
        title, description = _about(library, path)
        extra = "template: embed.html\n" if path.startswith("embed/") else ""
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\n{extra}---\n"
            f"# {title}\n\n{{{{ {call} }}}}\n",
            encoding="utf-8", newline="\n",
        )
        written.append(path)
    return written


def nav_lines(library: Library, pages: list[str]) -> str:
    """The lines that name these pages in mkdocs.yml; a person puts them where they belong."""
    return "\n".join(f"- {_quoted(_about(library, path)[0])}: {path}" for path in pages)


def _about(library: Library, path: str) -> tuple[str, str]:
    """Title and description of a page of the data."""
    folder, _, file = path.rpartition("/")
    name = file.removesuffix(".md")
    if f"{folder}/" == REGISTER_PAGES:
        return library.register.topics[name].title, _REGISTER
    entry: Checklist | CaseStudy | Guide
    if folder == "checklists":
        entry = library.checklists[name]
    elif folder == "cases":
        entry = library.cases[name]
    else:  # a guide's page, its page of cases (guides/<id>/cases.md), or its bare page
        entry = library.guides[folder.rsplit("/", 1)[-1] if name == "cases" else name].plan.guide
    summary = html.plain(entry.summary, Links(library, path, today()).say)
    return entry.title, summary.partition(". ")[0].rstrip(".") + "."


def _quoted(text: str) -> str:
    """A text as YAML: in double quotes, which JSON writes in the same way."""
    return json.dumps(text, ensure_ascii=False)
