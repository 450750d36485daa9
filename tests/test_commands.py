"""The command line, on a small project."""

import datetime
import importlib
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.library import load
from tests.conftest import write_docs

main = importlib.import_module("macros.__main__").main


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *words])


def test_check_succeeds_on_a_sound_project_and_fails_on_a_fault(project: Path) -> None:
    sound = run(project, "check")
    assert (sound.exit_code, sound.output) == (0, "0 errors, 0 warnings\n")
    write_docs(project, {"data/oddment.yml": "a: 1\n"})
    faulty = run(project, "check")
    assert faulty.exit_code == 1
    assert faulty.output.endswith("1 error, 0 warnings\n")


def test_a_warning_is_told_and_does_not_fail_the_check(project: Path) -> None:
    write_docs(project, {"law/page.md": "# A page\n"})
    checked = run(project, "check")
    assert checked.exit_code == 0
    assert "warning P04" in checked.output


def test_a_command_called_wrongly_exits_with_2(project: Path) -> None:
    assert run(project, "check", "--on", "tomorrow").exit_code == 2
    assert run(project, "chek").exit_code == 2


def test_check_on_a_day_says_what_is_late_on_that_day(project: Path) -> None:
    late = run(project, "check", "--on", "2027-11-02")
    assert late.exit_code == 0
    assert (
        "docs/data/checklists/report.yml:6: warning E01\n"
        "    review_by: 2027-11-01\n"
        "  This file was due for review by 2027-11-01.\n"
    ) in late.output


def test_due_lists_what_comes_and_fails_once_something_is_late(project: Path) -> None:
    assert run(project, "due", "--on", "2027-01-01").output == "On 2027-01-01: 0 late, 0 to come within 60 days.\n"
    soon = run(project, "due", "--on", "2027-10-01")
    assert soon.exit_code == 0
    assert 'docs/data/law/sources/acts.yml:10: E02 "test_act" is due for review by 2027-11-01.' in soon.output
    late = run(project, "due", "--on", "2027-11-02")
    assert late.exit_code == 1
    assert late.output.endswith("On 2027-11-02: 4 late, 0 to come within 60 days.\n")


def test_due_knows_law_whose_day_has_come_figures_that_have_run_out_and_pages(project: Path) -> None:
    proposition = (project / "docs/data/law/propositions/test.yml").read_text(encoding="utf-8")
    figures = (project / "docs/data/figures.yml").read_text(encoding="utf-8")
    write_docs(project, {
        "data/law/propositions/test.yml": proposition.replace("state: not-yet\n", "state: not-yet\n    from: 2027-01-01\n"),
        "data/figures.yml": figures.replace("2026-01-01, source", "2026-01-01, until: 2026-12-31, source"),
        "law/page.md": "---\ntitle: A page\ndescription: D.\nreview_by: 2026-12-01\n---\n",
    })
    lines = run(project, "due", "--on", "2027-02-01").output.splitlines()
    assert lines == [
        'docs/law/page.md:4: E01 The page "A page" was due for review by 2026-12-01.',
        'docs/data/figures.yml:6: E04 "test_limit" has no value after 2026-12-31.',
        'docs/data/law/propositions/test.yml:19: E03 "pv.test-2" is marked as not yet in force, but its day was 2027-01-01.',
        "On 2027-02-01: 3 late, 0 to come within 60 days.",
    ]


def test_due_asks_the_clock_and_not_the_commit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    today = datetime.datetime.fromtimestamp(time.time(), datetime.UTC).date()
    assert f"On {today}:" in run(project, "due").output


def test_new_pages_writes_what_is_missing_once_and_says_what_to_add(project: Path) -> None:
    for path in ("checklists/report.md", "reference/register/test.md"):
        (project / "docs" / path).unlink()
    assert [finding.code for finding in load(project).findings] == ["D02", "D02"]
    assert run(project, "new", "pages").output == (
        "Written:\n  docs/checklists/report.md\n  docs/reference/register/test.md\n\n"
        "Now name them in mkdocs.yml under nav, where they belong:\n"
        '- "A report on a test": checklists/report.md\n'
        '- "The law of tests": reference/register/test.md\n'
    )
    assert load(project).findings == ()
    assert (project / "docs/checklists/report.md").read_text(encoding="utf-8") == (
        '---\ntitle: "A report on a test"\ndescription: "When every item is done, the report is ready."\n---\n'
        '# A report on a test\n\n{{ checklist("report") }}\n'
    )
    assert run(project, "new", "pages").output == "No page is missing.\n"


def test_trace_draws_the_same_statements_again_with_what_they_cite(project: Path) -> None:
    drawn = run(project, "trace", "--count", "2", "--seed", "7")
    assert drawn.exit_code == 0
    assert drawn.output == run(project, "trace", "--count", "2", "--seed", "7").output
    assert "https://www.legislation.gov.uk/ukpga/2001/9" in drawn.output
    assert drawn.output.count("Result:") == 2


def test_every_command_explains_itself() -> None:
    told = CliRunner().invoke(main, ["--help"])
    for name in main.commands:
        assert name in told.output
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_publish_fails_where_the_site_has_a_fault(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><head></head><body></body></html>", encoding="utf-8")
    published = CliRunner().invoke(main, ["publish", str(tmp_path)])
    assert published.exit_code == 1
    assert "W05" in published.output
