"""Broken files, each with the whole of what `make check` says about it.

tests/fixtures/broken/NAME.yml (or .md) stands in a project that is otherwise sound, at the path that its line
`# as …` names; NAME.txt is the report.
"""

import re
import shutil
from pathlib import Path

import pytest

from macros.finding import report
from macros.library import load
from tests.conftest import write_docs

BROKEN = Path(__file__).parent / "fixtures" / "broken"
FILES = sorted(path for path in BROKEN.iterdir() if path.suffix != ".txt")


def test_the_project_is_sound_before_anything_is_broken(project: Path) -> None:
    assert report(load(project).findings) == "0 errors, 0 warnings"


@pytest.mark.parametrize("broken", FILES, ids=[path.name for path in FILES])
def test_the_report_on(broken: Path, project: Path) -> None:
    place = re.search(rb"^# as (\S+)", broken.read_bytes(), re.MULTILINE)
    assert place, "The file does not say what it stands for."
    target = project / "docs" / place[1].decode()
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(broken, target)
    assert report(load(project).findings) + "\n" == broken.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_report_belongs_to_a_file() -> None:
    assert {path.stem for path in BROKEN.glob("*.txt")} == {path.stem for path in FILES}


def test_ten_mistakes_in_six_files_come_in_one_report_sorted(project: Path) -> None:
    sound = {
        path: (project / "docs" / path).read_text(encoding="utf-8")
        for path in ("data/roles.yml", "data/figures.yml", "data/glossary.yml", "data/checklists/report.yml")
    }
    write_docs(project, {
        "data/roles.yml": sound["data/roles.yml"].replace("what: Tests.", "waht: Tests.").replace("what: Tests a", "what:\n#"),
        "data/figures.yml": sound["data/figures.yml"].replace("2026-01-01, source", "2025-06-01, source"),  # overlap
        "data/glossary.yml": sound["data/glossary.yml"].replace("[[law:pv.test-1]]", "[[law:pv.tset-1]]"),  # reference
        "data/checklists/report.yml": sound["data/checklists/report.yml"].replace("do: Name", "do: name"),  # no capital
        "data/oddment.yml": "a: 1\n",  # read by nobody
        "law/page.md": "---\ndescription: D.\n---\n[[page:none.md]] [[term:trail]]\n[[law:test_act s1\n",  # three, no title
    })
    assert [str(finding).partition("\n")[0] for finding in load(project).findings] == [
        "docs/data/checklists/report.yml:12: error C02",
        "docs/data/figures.yml:8: error L05",
        "docs/data/glossary.yml:5: error R01",
        "docs/data/oddment.yml:1: error D01",
        "docs/data/roles.yml:4: error S02",
        "docs/data/roles.yml:7: error S01",
        "docs/law/page.md:1: error P01",
        "docs/law/page.md:4: error R01",
        "docs/law/page.md:4: error R01",
        "docs/law/page.md:5: error R01",
    ]
