"""All data of the site, read once and cross-checked: what every renderer draws from."""

import datetime
import functools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .checklists.model import Checklist
from .checklists.read import read_checklist
from .finding import Finding, Place, Severity, did_you_mean
from .glossary.model import Term
from .glossary.read import read_glossary
from .law.register import Register, read_register
from .pages import Page, read_page
from .references import KINDS, Reference, references
from .source import Document, KeyPath, read

REGISTER_PAGES = "reference/register/"
"""Folder of the register's pages, one a topic."""


@dataclass(frozen=True)
class Use:
    """A place on the site that cites law."""

    page: str
    """Path below docs/."""
    anchor: str
    title: str


@dataclass(frozen=True)
class Library:
    """Everything that was read, and everything that is wrong with it."""

    register: Register = field(default_factory=Register)
    glossary: dict[str, Term] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    """Markdown pages by path below docs/."""
    uses: dict[str, tuple[Use, ...]] = field(default_factory=dict)
    """Citation (proposition id, or pin as written; "figure " and its id) → where the site uses it."""
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the site may be built."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def fault(self, reference: Reference) -> tuple[str, str] | None:
        """What is wrong with a text reference, and what to do; None where it holds."""
        if not reference.complete:
            return f'The reference "{reference.written}" is not closed.', "End it with ]]."
        if reference.kind not in KINDS:
            return f'"{reference.kind}" is not a kind of reference.', did_you_mean(reference.kind, KINDS) or (
                f"It can be: {', '.join(KINDS)}."
            )
        if reference.kind == "law":
            return self.register.fault(reference.name)
        if reference.kind == "answer":
            return None  # only guides have answers; the guide's own check knows its questions
        known: dict[str, Iterable[str]] = {
            "figure": self.register.figures, "term": self.glossary, "page": self.pages, "role": self.register.roles,
            "checklist": self.checklists, "guide": (), "case": (), "hook": (),
        }
        names = list(known[reference.kind])
        if reference.name in names:
            return None
        return f'There is no {reference.kind} "{reference.name}".', did_you_mean(reference.name, names)


def load(root: Path) -> Library:
    """Read all data and pages of a project; kept until a file changes.

    `root` holds docs/. Nothing is raised: faults are in `findings`.
    """
    docs = root / "docs"
    files = tuple(sorted([*docs.rglob("*.yml"), *docs.rglob("*.md")]))
    return _load(root, tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@functools.lru_cache(maxsize=4)
def _load(root: Path, files: tuple[tuple[Path, int, int], ...]) -> Library:
    docs, data = root / "docs", root / "docs" / "data"
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    pages: dict[str, Page] = {}
    for path, _, _ in files:
        if path.suffix == ".md":
            page = read_page(path, docs, root, findings)
            pages[page.path] = page
        elif path.is_relative_to(data) and (document := read(path, root, findings)):
            documents[path.relative_to(data).as_posix()] = document
    law = [d for name, d in documents.items() if _is_law(name)]
    register = read_register(law, findings)
    glossary: dict[str, Term] = {}
    if document := documents.get("glossary.yml"):
        glossary = read_glossary(document, register, findings)
    checklists: dict[str, Checklist] = {}
    for name, document in documents.items():
        if name.startswith("checklists/") and (checklist := read_checklist(document, register, findings)):
            checklists[name.removeprefix("checklists/").removesuffix(".yml")] = checklist
    library = Library(register, glossary, checklists, pages)
    findings += _unknown_files(documents)
    findings += _reference_faults(library, documents)
    findings += _page_faults(library)
    return Library(
        register, glossary, checklists, pages, _uses(library), tuple(sorted(set(findings)))
    )


def _is_law(name: str) -> bool:
    return name.startswith(("law/sources/", "law/propositions/", "figures")) or name == "roles.yml"


_KNOWN = ("law/", "figures", "roles.yml", "glossary.yml", "checklists/", "guides/", "shared-answers.yml", "questions.yml",
          "cases/", "hooks/", "forms.yml", "changes.yml", "local/")


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
    for page in library.pages.values():
        for reference, line in page.references:
            if fault := library.fault(reference):
                yield Finding(Place(f"docs/{page.path}", line), "R01", *fault, words=reference.written)
        for cited, line in page.cited:
            if fault := library.register.fault(cited):
                yield Finding(Place(f"docs/{page.path}", line), "R01", *fault, words=cited)


def _page_faults(library: Library) -> Iterator[Finding]:
    """Data that has no page, so that nobody would see it."""
    wanted = {f"{REGISTER_PAGES}{topic}.md": f'register("{topic}")' for topic in library.register.topics}
    wanted |= {f"checklists/{name}.md": f'checklist("{name}")' for name in library.checklists}
    for path, call in wanted.items():
        if path not in library.pages:
            yield Finding(
                Place(f"docs/{path}"), "D02", "This page is missing, so what the data holds for it would not be shown.",
                f"Run: python -m macros new pages\nor make the page yourself, with {{{{ {call} }}}} on a line of its own, "
                "and name it in mkdocs.yml under nav.",
            )


def _uses(library: Library) -> dict[str, tuple[Use, ...]]:
    found: dict[str, dict[Use, None]] = {}

    def add(cited: str, use: Use) -> None:
        found.setdefault(library.register.merged.get(cited, cited), {})[use] = None

    def add_text(text: str | None, use: Use) -> None:
        for reference in references(text or ""):
            if reference.kind == "law":
                add(reference.name, use)
            elif reference.kind == "figure":
                add(f"figure {reference.name}", use)

    for page in library.pages.values():
        use = Use(page.path, "", page.title)
        for cited, _ in page.cited:
            add(cited, use)
        for reference, _ in page.references:
            add_text(reference.written, use)
    for name, checklist in library.checklists.items():
        for _, item_id, item in checklist.items():
            use = Use(f"checklists/{name}.md", item_id, checklist.title)
            for cited in item.law:
                add(cited, use)
            for text in (item.why, item.evidence, item.not_when):
                add_text(text, use)
    for name, term in library.glossary.items():
        use = Use("reference/glossary.md", name, f"Glossary: {term.term}")
        for cited in term.law:
            add(cited, use)
        add_text(term.text, use)
    return {cited: tuple(uses) for cited, uses in found.items()}


def today() -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
