"""Findings: what an author sees when something is wrong."""

import re
from pathlib import Path

from macros.finding import Finding, Place, Severity, did_you_mean, report


def finding(file: str, line: int, code: str = "S01", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(Place(file, line), code, "It is wrong.", "Mend it.", "kind: stature", severity)


def test_a_finding_says_where_the_authors_words_what_is_wrong_and_what_to_do() -> None:
    assert str(finding("docs/data/roles.yml", 7)) == (
        "docs/data/roles.yml:7: error S01\n"
        "    kind: stature\n"
        "  It is wrong.\n"
        "  Mend it."
    )


def test_a_message_of_two_lines_is_indented_as_a_whole() -> None:
    assert str(Finding(Place("a.yml"), "D02", "One.", "Two.\nThree.")) == "a.yml:1: error D02\n  One.\n  Two.\n  Three."


def test_the_report_has_each_finding_once_sorted_by_file_and_line_as_a_number() -> None:
    findings = [finding("b.yml", 2), finding("a.yml", 10), finding("a.yml", 9), finding("b.yml", 2)]
    places = [part.split(": ")[0] for part in report(findings).split("\n\n")[:-1]]
    assert places == ["a.yml:9", "a.yml:10", "b.yml:2"]


def test_the_report_ends_with_a_count() -> None:
    last = {
        (): "0 errors, 0 warnings",
        ("error",): "1 error, 0 warnings",
        ("error", "warning", "warning"): "1 error, 2 warnings",
    }
    for kinds, count in last.items():
        findings = [finding("a.yml", i, severity=Severity(kind)) for i, kind in enumerate(kinds, 1)]
        assert report(findings).split("\n\n")[-1] == count


def test_a_near_word_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("titel", ["title", "text"]) == 'Did you mean "title"?'
    assert did_you_mean("nonsense", ["title", "text"]) == ""


def test_every_code_is_explained_and_every_explanation_has_a_code() -> None:
    root = Path(__file__).resolve().parents[1]
    used = {
        code for path in (root / "macros").rglob("*.py")
        for code in re.findall(r'"([A-Z][0-9]{2})"', path.read_text(encoding="utf-8"))
    }
    page = (root / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| ([A-Z][0-9]{2}) \|", page, re.MULTILINE))
    assert used
    # Findings about guides are explained with the format of guides.
    assert explained == {code for code in used if not code.startswith("G")}
