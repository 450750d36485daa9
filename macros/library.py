"""All data of the site, read once and cross-checked: what every renderer draws from."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from .cases.read import read_case
from .checklists.read import read_checklist
from .crosscheck import crosscheck
from .data import Library
from .echoes import without_echoes
from .finding import Finding
from .forms.read import read_forms
from .glossary.read import read_glossary
from .guides.read import read_guides
from .hooks.read import read_hooks
from .law.history import read_changes, read_merged, read_upgrades
from .law.register import Register, read_register
from .pages import Page, read_page
from .questions.read import read_questions
from .source import Document, read
from .uses import uses_of


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
    register = read_register([d for name, d in documents.items() if _is_law(name)], findings)
    shelf = _Shelf(documents, register, findings)
    library = Library(
        register=register,
        upgrades=shelf.joined("law/upgrades", read_upgrades),
        merges=shelf.joined("law/merged", read_merged),
        changes=shelf.joined("changes.yml", read_changes),
        glossary=shelf.named("glossary.yml", read_glossary),
        checklists=shelf.folder("checklists/", read_checklist),
        cases=shelf.folder("cases/", read_case),
        hooks=shelf.named("hooks.yml", read_hooks),
        forms=shelf.named("forms.yml", read_forms),
        questions=shelf.joined("questions.yml", lambda document, _, faults: read_questions(document, pages, faults)),
        pages=pages,
    )
    guides = read_guides(documents, register, set(library.checklists), root, findings)
    library = replace(library, guides=guides)
    findings += crosscheck(library, documents)
    return replace(library, uses=uses_of(library), findings=tuple(without_echoes(sorted(set(findings)), root)))


T = TypeVar("T")


@dataclass(frozen=True)
class _Shelf:
    """The documents, and how files of a kind become one value."""

    documents: dict[str, Document]
    register: Register
    findings: list[Finding]

    def folder(self, folder: str, read_one: Callable[[Document, Register, list[Finding]], T | None]) -> dict[str, T]:
        """Each file of a folder by its name without `.yml`."""
        found: dict[str, T] = {}
        for name, document in self.documents.items():
            if name.startswith(folder) and (value := read_one(document, self.register, self.findings)) is not None:
                found[name.removeprefix(folder).removesuffix(".yml")] = value
        return found

    def named(self, name: str, read_one: Callable[[Document, Register, list[Finding]], dict[str, T]]) -> dict[str, T]:
        """What one file holds by id; nothing where the file is not there."""
        document = self.documents.get(name)
        return read_one(document, self.register, self.findings) if document else {}

    def joined(
        self, start: str, read_one: Callable[[Document, Register, list[Finding]], tuple[T, ...]]
    ) -> tuple[T, ...]:
        """What all files hold whose path starts so, one after another."""
        found = (d for name, d in self.documents.items() if name.startswith(start))
        return tuple(item for document in found for item in read_one(document, self.register, self.findings))


def _is_law(name: str) -> bool:
    return name.startswith(("law/sources/", "law/propositions/", "figures")) or name == "roles.yml"
