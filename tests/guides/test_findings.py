"""Every finding about guides, word by word: a guide with the fault, and beside it the whole report.

`UPDATE_FIXTURES=1 pytest tests/guides/test_findings.py` writes the reports anew; read the difference before committing.
"""

import datetime
import os
from decimal import Decimal
from pathlib import Path

import pytest

from macros.finding import Finding, report
from macros.guides import check
from macros.guides.check import Checked, check_guides, read_shared_answers
from macros.guides.surroundings import FigureValue, Surroundings
from macros.source import Document, read, read_text

FIXTURES = Path("tests/fixtures/guides")
NAMES = sorted(path.stem for path in (*FIXTURES.glob("G*.yml"), FIXTURES / "accepted.yml"))
SHARED = """
answers:
  nation: {ask: Which nation?, options: {england: England, wales: Wales, scotland: Scotland}}
"""


def load(name: str, findings: list[Finding]) -> Document | None:
    return read(FIXTURES / f"{name}.yml", Path(), findings)


def surroundings() -> Surroundings:
    findings: list[Finding] = []
    shared = read_text(SHARED, "shared-answers.yml", findings)
    assert shared
    return Surroundings(
        datetime.date(2026, 11, 23),
        {"pv.a": "read", "pv.unseen": "not-seen", "pv.ours": "our-reading"}
        | {f"pv.gpc-{n}": "read" for n in (1, 7, 14, 15, 16, 18)},
        figures={
            "limit": lambda _: FigureValue("money", Decimal(1000)),
            "share": lambda _: FigureValue("percent", Decimal(20)),
        },
        roles={"clerk", "monitoring_officer", "full_council"},
        checklists={"report"},
        shared_answers=read_shared_answers(shared, findings),
    )


def checked(*names: str) -> tuple[str, dict[str, Checked]]:
    findings: list[Finding] = []
    documents = {name: document for name in names if (document := load(name, findings))}
    result = check_guides(documents, surroundings())
    return report(findings + result.findings), result.guides


def test_the_small_guide_has_no_finding() -> None:
    said, guides = checked("small")
    assert said == "0 errors, 0 warnings"
    counts = guides["small"].counts
    assert counts
    assert (counts.questions, counts.results, counts.parts) == (3, 4, 1)
    assert (counts.cases, counts.routes, counts.longest) == (5, 5, 3)


@pytest.mark.parametrize("name", NAMES)
def test_report(name: str) -> None:
    said, _ = checked(name, "small")
    expected = FIXTURES / f"{name}.txt"
    if os.environ.get("UPDATE_FIXTURES"):
        expected.write_text(said + "\n", encoding="utf-8")
    assert said + "\n" == expected.read_text(encoding="utf-8")
    if name.startswith("G"):
        codes = {line.split()[2] for line in said.splitlines() if ": error G" in line or ": warning G" in line}
        assert name[:3] in codes


def test_every_code_has_a_fixture() -> None:
    shown = {name[:3] for name in NAMES if name.startswith("G")}
    # G11 compares with the lock; its fixtures stand in tests/guides/test_lock.py.
    assert shown == {f"G{n:02}" for n in range(1, 16)} - {"G11"}


def test_too_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "NODE_LIMIT", 8)
    monkeypatch.setattr(check, "_FIRST_TRY", 8)
    said, _ = checked("small")
    assert "error G14" in said
    assert "too intricate to prove" in said
    assert "commercial" in said
