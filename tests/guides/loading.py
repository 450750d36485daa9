"""Guides for tests: read from a file or a text, laid out, as logic."""

import datetime
from pathlib import Path

from macros.finding import Finding, report
from macros.guides.expand import expand
from macros.guides.logic import Logic, compile_guide
from macros.guides.model import Guide, SharedAnswers, SharedBlock
from macros.guides.plan import At, Plan
from macros.guides.surroundings import Surroundings
from macros.model import parse
from macros.source import Document, read, read_text

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "guides"
DATA = ROOT / "docs" / "data"


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
    """Every guide that is there: fixtures without a fault, and the site's own."""
    return [path for folder in (FIXTURES, DATA / "guides") for path in sorted(folder.glob("*.yml"))]


def _plan(guide_id: str, document: Document, findings: list[Finding]) -> Plan:
    guide = parse(document, Guide, findings)
    assert guide, report(findings)
    plan = expand(guide_id, guide, At(document), surroundings(findings), findings)
    assert plan and not findings, report(findings)
    return plan


def surroundings(findings: list[Finding]) -> Surroundings:
    """What guides of the project share, without its law."""
    document = read(DATA / "shared-answers.yml", ROOT, findings)
    assert document
    blocks: dict[str, tuple[SharedBlock, Document]] = {}
    for path in sorted((DATA / "guides" / "blocks").glob("*.yml")):
        file = read(path, ROOT, findings)
        block = file and parse(file, SharedBlock, findings)
        if file and block:
            blocks[path.stem] = (block, file)
    return Surroundings(
        datetime.date(2026, 11, 23), shared_answers=parse(document, SharedAnswers, findings), blocks=blocks
    )
