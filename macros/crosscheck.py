"""What only shows when all data is seen together: references to nothing, data without a page, files that nobody reads."""

from collections.abc import Iterator

from .data import REGISTER_PAGES, Library
from .finding import Finding, Place
from .references import references, slip_words, slips
from .source import Document, KeyPath

_KNOWN = ("law/", "figures", "roles.yml", "glossary.yml", "checklists/", "guides/", "shared-answers.yml", "questions.yml",
          "cases/", "hooks.yml", "forms.yml", "changes.yml", "local/")


def crosscheck(library: Library, documents: dict[str, Document]) -> Iterator[Finding]:
    """Every such fault. `documents` by path below docs/data/."""
    yield from _unknown_files(documents)
    yield from _reference_faults(library, documents)
    yield from _page_faults(library)


def _unknown_files(documents: dict[str, Document]) -> Iterator[Finding]:
    for name, document in documents.items():
        if not name.startswith(_KNOWN):
            yield document.finding(
                (), "D01", f"Nothing on the site reads docs/data/{name}.", "Move it to the folder of its kind, or delete it."
            )


def texts(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text in plain data, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from texts(item, (*path, i))


def _reference_faults(library: Library, documents: dict[str, Document]) -> Iterator[Finding]:
    for document in documents.values():
        for path, text in texts(document.data):
            for reference in references(text):
                if fault := library.fault(reference):
                    yield document.finding(path, "R01", *fault, needle=reference.written)
            for written, right, _ in slips(text):
                yield document.finding(path, "R02", *slip_words(written, right), needle=written)
    for page in library.pages.values():
        for reference, line in page.references:
            if fault := library.fault(reference):
                yield Finding(Place(f"docs/{page.path}", line), "R01", *fault, words=reference.written)
        for cited, line in page.called:
            if fault := library.register.fault(cited):
                yield Finding(Place(f"docs/{page.path}", line), "R01", *fault, words=cited)


def wanted_pages(library: Library) -> dict[str, str]:
    """The pages that the data needs: path below docs/ → the macro that such a page calls."""
    wanted = {f"{REGISTER_PAGES}{topic}.md": f'register("{topic}")' for topic in library.register.topics}
    wanted |= {f"checklists/{name}.md": f'checklist("{name}")' for name in library.checklists}
    for name, checked in library.guides.items():
        if checked.sound and not checked.plan.guide.draft:
            wanted[f"guides/{name}.md"] = f'guide("{name}")'
            wanted[f"guides/{name}/cases.md"] = f'guide_cases("{name}")'
            wanted[f"embed/{name}.md"] = f'guide("{name}", embed=True)'
    return wanted | {f"cases/{name}.md": f'case_study("{name}")' for name in library.cases}


def _page_faults(library: Library) -> Iterator[Finding]:
    """Data that has no page, so that nobody would see it."""
    for path, call in wanted_pages(library).items():
        if path not in library.pages:
            yield Finding(
                Place(f"docs/{path}"), "D02", "This page is missing, so what the data holds for it would not be shown.",
                f"Run: python -m macros new pages\nor make the page yourself, with {{{{ {call} }}}} on a line of its own, "
                "and name it in mkdocs.yml under nav.",
            )
