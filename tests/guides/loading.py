"""Guides for tests: read from a file or a text, laid out, as logic."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from macros.finding import Finding, report
from macros.guides.check import Checked, check_guides
from macros.guides.expand import expand
from macros.guides.logic import Logic, compile_guide
from macros.guides.model import Guide, SharedAnswers, SharedBlock
from macros.guides.plan import At, Plan
from macros.guides.surroundings import FigureValue, Surroundings
from macros.model import parse
from macros.source import Document, read, read_text
from tests.guides import random_guides

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "guides"
DATA = ROOT / "docs" / "data"
_RANDOM = random_guides.surroundings()
TODAY = datetime.date(2026, 11, 23)


def plan_of(path: Path) -> Plan:
    """The plan of a guide's file, with the shared answers and blocks of the project."""
    findings: list[Finding] = []
    document = read(path, ROOT, findings)
    assert document, report(findings)
    return _plan(path.stem, document, findings)


def plan_from(text: str, guide_id: str = "guide") -> Plan:
    """The plan of a guide's text."""
    findings: list[Finding] = []
    document = read_text(text, f"{guide_id}.yml", findings)
    assert document, report(findings)
    return _plan(guide_id, document, findings)


def logic_of(path: Path) -> Logic:
    """The logic of a guide's file."""
    return compile_guide(plan_of(path))


def guide_files() -> list[Path]:
    """Every guide that can be replayed: the site's own, and fixtures that have no fault or one of another kind."""
    return [
        path for folder in (FIXTURES, DATA / "guides") for path in sorted(folder.glob("*.yml"))
        if not path.name.startswith("G05") and _laid_out(path)
    ]


def checked_from(text: str, guide_id: str = "guide") -> Checked:
    """A guide's text, checked. What it says of its law is taken as it stands."""
    findings: list[Finding] = []
    document = read_text(text, f"docs/data/guides/{guide_id}.yml", findings)
    assert document, report(findings)
    return check_guides({guide_id: document}, surroundings()).guides[guide_id]


def surroundings(today: datetime.date = TODAY) -> Surroundings:
    """What guides of the project share; every citation holds."""
    findings: list[Finding] = []
    document = read(DATA / "shared-answers.yml", ROOT, findings)
    assert document
    blocks: dict[str, tuple[SharedBlock, Document]] = {}
    for path in sorted((DATA / "guides" / "blocks").glob("*.yml")):
        file = read(path, ROOT, findings)
        block = file and parse(file, SharedBlock, findings)
        if file and block:
            blocks[path.stem] = (block, file)
    shared = parse(document, SharedAnswers, findings)
    assert not findings, report(findings)
    return Surroundings(
        today, law_fault=lambda _: None, figures={"limit": _limit}, roles=_Anything(), checklists=_Anything(),
        shared_answers=shared, blocks=blocks,
    )


def random_plan(data: dict[str, Any]) -> Plan | None:
    """The plan of a random guide; None where a condition is at fault in itself (a bound that nothing breaks)."""
    file = random_guides.document(data)
    findings: list[Finding] = []
    guide = parse(file, Guide, findings)
    assert guide, report(findings)
    plan = expand("random", guide, At(file), _RANDOM, findings)
    return None if findings else plan


def _limit(day: datetime.date) -> FigureValue:
    """A figure that rises on 6 April 2027, and has been known about since long before."""
    return FigureValue("money", Decimal(1000 if day < datetime.date(2027, 4, 6) else 1250))


class _Anything(tuple[str, ...]):
    """A collection that holds every id."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True


def _laid_out(path: Path) -> bool:
    findings: list[Finding] = []
    document = read(path, ROOT, findings)
    guide = document and parse(document, Guide, findings)
    if document and guide:
        expand(path.stem, guide, At(document), surroundings(), findings)
    return not findings


def _plan(guide_id: str, document: Document, findings: list[Finding]) -> Plan:
    guide = parse(document, Guide, findings)
    assert guide, report(findings)
    plan = expand(guide_id, guide, At(document), surroundings(), findings)
    assert not findings, report(findings)
    return plan
