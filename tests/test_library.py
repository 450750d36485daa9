"""The library: all data and pages read together."""

from pathlib import Path

import pytest

from macros.data import Use
from macros.library import load
from macros.today import today
from tests.conftest import page, write_docs


def test_a_sound_project_is_read_whole(project: Path) -> None:
    library = load(project)
    assert library.sound
    assert set(library.register.sources) == {"test_act"}
    assert set(library.register.propositions) == {"pv.test-1", "pv.test-2"}
    assert library.register.topic_of["pv.test-1"] == "test"
    assert set(library.glossary) == {"trial"}
    assert set(library.checklists) == {"report"}
    assert set(library.pages) == {"index.md", "checklists/report.md", "reference/register/test.md"}


def test_it_is_kept_until_a_file_changes(project: Path) -> None:
    first = load(project)
    assert load(project) is first
    write_docs(project, {"law/more.md": page("More")})
    second = load(project)
    assert second is not first
    assert "law/more.md" in second.pages
    (project / "docs/law/more.md").unlink()
    assert "law/more.md" not in load(project).pages


def test_an_empty_project_is_sound(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert load(tmp_path).sound


def test_where_law_is_used_is_known_the_other_way_round(project: Path) -> None:
    write_docs(project, {"law/chapter.md": page("A chapter", "[[law:pv.test-1]] and [[law:test_act s9]]")})
    library = load(project)
    assert library.uses.law["pv.test-1"] == (
        Use("law/chapter.md", "", "A chapter"),
        Use("checklists/report.md", "name_power", "A report on a test"),
        Use("reference/glossary.md", "trial", "Glossary: trial"),
    )
    assert library.uses.law["test_act s9"] == (Use("law/chapter.md", "", "A chapter"),)


def test_a_file_that_cannot_be_read_is_one_finding_however_often_it_is_cited(project: Path) -> None:
    write_docs(project, {"data/roles.yml": "roles:\n\ttester: {}\n"})
    assert [finding.place.file for finding in load(project).findings] == ["docs/data/roles.yml"]


def test_a_name_that_the_faulty_file_does_not_have_is_still_reported(project: Path) -> None:
    write_docs(project, {"data/roles.yml": "roles:\n  another: {}\n"})
    assert [finding.code for finding in load(project).findings] == ["L06", "S01", "S01"]


def test_the_day_of_a_build_is_that_of_the_commit_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert str(today()) == "2026-11-23"
