"""All data of the site, read once and cross-checked: what every renderer draws from."""

import datetime
import functools
import os
from dataclasses import replace
from pathlib import Path

from .cases.model import CaseStudy
from .cases.read import read_case
from .checklists.model import Checklist
from .checklists.read import read_checklist
from .crosscheck import crosscheck
from .data import Library
from .finding import Finding
from .forms.read import read_forms
from .glossary.model import Term
from .glossary.read import read_glossary
from .hooks.read import read_hooks
from .law.register import read_register
from .pages import Page, read_page
from .questions.model import Question
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
    law = [d for name, d in documents.items() if _is_law(name)]
    register = read_register(law, findings)
    glossary: dict[str, Term] = {}
    if document := documents.get("glossary.yml"):
        glossary = read_glossary(document, register, findings)
    checklists: dict[str, Checklist] = {}
    for name, document in documents.items():
        if name.startswith("checklists/") and (checklist := read_checklist(document, register, findings)):
            checklists[name.removeprefix("checklists/").removesuffix(".yml")] = checklist
    cases: dict[str, CaseStudy] = {}
    for name, document in documents.items():
        if name.startswith("cases/") and (case := read_case(document, register, findings)):
            cases[name.removeprefix("cases/").removesuffix(".yml")] = case
    hooks = read_hooks(documents["hooks.yml"], register, findings) if "hooks.yml" in documents else {}
    forms = read_forms(documents["forms.yml"], register, findings) if "forms.yml" in documents else {}
    questions: tuple[Question, ...] = ()
    if document := documents.get("questions.yml"):
        questions = read_questions(document, pages, findings)
    library = Library(register, glossary, checklists, cases, hooks, forms, questions, pages)
    findings += crosscheck(library, documents)
    return replace(library, uses=uses_of(library), findings=tuple(sorted(set(findings))))


def _is_law(name: str) -> bool:
    return name.startswith(("law/sources/", "law/propositions/", "figures")) or name == "roles.yml"


def today() -> datetime.date:
    """The day of the build: SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
