"""Pages as far as the data knows them. Their faults stand in tests/fixtures/broken/page.md and front-matter.md."""

from pathlib import Path

import pytest

from macros.finding import Finding
from macros.pages import LAW_SHAPE, Page, read_page
from tests.conftest import write_docs


def page_of(root: Path, text: str) -> tuple[Page, list[str]]:
    write_docs(root, {"law/page.md": text})
    findings: list[Finding] = []
    page = read_page(root / "docs/law/page.md", root / "docs", root, findings)
    return page, [f"{finding.place.line} {finding.code} {finding.message}" for finding in sorted(findings)]


FRONT = "---\ntitle: Best Value\ndescription: What it asks.\n---\n"


def test_a_page_has_its_path_title_and_front_matter(tmp_path: Path) -> None:
    page, faults = page_of(tmp_path, FRONT + "# Another heading\n")
    assert (page.path, page.title, page.meta["description"]) == ("law/page.md", "Best Value", "What it asks.")
    assert faults == []


def test_without_a_title_in_front_the_first_heading_is_the_title(tmp_path: Path) -> None:
    page, _ = page_of(tmp_path, "## Not this\n\n# The heading {: #top }\n")
    assert page.title == "The heading"


def test_references_and_calls_are_found_with_their_lines_in_the_file(tmp_path: Path) -> None:
    page, _ = page_of(tmp_path, FRONT + '# Title\n\nSee [[law:pv.gpc-1]].\n\n{{ provisions("pv.gpc-2",\n   "la2011 s1") }}\n')
    assert [(reference.name, line) for reference, line in page.references] == [("pv.gpc-1", 7)]
    assert [(name, line) for name, _, line in page.calls] == [("provisions", 9)]
    assert list(page.cited) == [("pv.gpc-1", 7), ("pv.gpc-2", 9), ("la2011 s1", 9)]


@pytest.mark.parametrize("example", [
    "`[[law:pv.none-1]]`",
    "```yaml\nlaw: [[law:pv.none-1]]\n```",
    "~~~\n{{ provisions(\"pv.none-1\") }}\n~~~",
    '{% raw %}{{ provisions("pv.none-1") }}{% endraw %}',
])
def test_what_is_shown_as_code_refers_to_nothing(tmp_path: Path, example: str) -> None:
    page, _ = page_of(tmp_path, f"{FRONT}{example}\n\n[[law:pv.gpc-1]]\n")
    assert [name for name, _ in page.cited] == ["pv.gpc-1"]
    assert next(line for _, line in page.cited) == 7 + example.count("\n")


def test_a_page_that_shows_facts_must_have_them(tmp_path: Path) -> None:
    front = "---\ntitle: A\ndescription: B.\nlaw_as_at: 2026-11-23\nnations: [england, cornwall]\n---\n"
    _, faults = page_of(tmp_path, front + "{{ facts_line() }}\n")
    assert faults == [
        "1 P05 facts_line shows what the front matter lacks here: answer, review_by.",
        '5 P02 "cornwall" is not a nation.',
    ]


def test_a_law_chapter_in_shape_has_no_fault_and_one_heading_too_early_has_one(tmp_path: Path) -> None:
    def chapter(headings: list[str]) -> list[str]:
        front = FRONT.replace("---\n", "---\nshape: law\n", 1)
        return page_of(tmp_path, front + "\n".join(f"## {heading}\n" for heading in headings))[1]

    assert chapter(list(LAW_SHAPE)) == []
    assert chapter([LAW_SHAPE[1], LAW_SHAPE[0], *LAW_SHAPE[2:]]) == [
        '6 P03 The heading "What it says" stands too early or too late.'
    ]
    assert chapter(["In short: what it gives", *LAW_SHAPE[1:-1]]) == ["1 P03 This law chapter lacks the headings: Sources."]


def test_a_page_that_is_not_utf_8_is_a_finding_and_not_a_crash(tmp_path: Path) -> None:
    write_docs(tmp_path, {"law/page.md": ""})
    (tmp_path / "docs/law/page.md").write_bytes(b"# Caf\xe9\n")
    findings: list[Finding] = []
    read_page(tmp_path / "docs/law/page.md", tmp_path / "docs", tmp_path, findings)
    assert [finding.code for finding in findings] == ["Y01"]
