"""Files that are not YAML: the fault at the line that is to be mended. More stands in tests/fixtures/broken."""

import pytest

from macros.finding import Finding
from macros.source import read_text

COLON = "A key without its colon, or a text that runs on without being indented."


@pytest.mark.parametrize(("text", "line", "words", "message"), [
    ("roles:\n  tester:\n    title Tester\n    what: Tests.\n", 3, "title Tester", "This key has no colon."),
    ("roles:\n  tester:\n    title: Tester\n    what Tests.\n    law: []\n", 4, "what Tests.", COLON),
    ("roles:\n  tester:\n    title: Tester\n\n    # a remark\n    what Tests.\n", 6, "what Tests.", COLON),
    ("roles:\n  tester\n    title: Tester\n", 2, "tester", "This key has no colon."),
    ("roles\n  tester:\n    title: T\n", 1, "roles", "This key has no colon."),
    ("a:\n  b:1\n  c: 2\n", 2, "b:1", "A space is missing after the colon."),
    ("a:\n  b: text\n  goes on\n  c: d\n", 3, "goes on", COLON),
    ("a:\n  b: x\n  c: long text: here\n", 3, "c: long text: here",
     "There is a colon followed by a space where no key can stand."),
])
def test_a_missing_colon_is_told_at_its_own_line(text: str, line: int, words: str, message: str) -> None:
    assert told(text) == (line, words, message)


@pytest.mark.parametrize(("text", "line", "words", "message"), [
    ("a:\n    b: 1\n    c: 2\n   d: 3\n", 4, "···d: 3", "This line has 3 spaces before it; line 3 has 4 spaces."),
    ("a:\n    b: x\n      c: y\n", 3, "······c: y", "This line has 6 spaces before it; line 2 has 4 spaces."),
    ("a:\n    b: x\n      goes on\n      c: y\n", 4, "······c: y", "This line has 6 spaces before it; line 2 has 4 spaces."),
    ("a: 1\nb: >-\n  text\n c: 2\n", 4, "·c: 2", "This line has 1 space before it; line 2 has no spaces."),
    ("a:\n  - x: 1\n   y: 2\n", 3, "···y: 2", "This line has 3 spaces before it; line 2 has 4 spaces."),
    ("a:\n  - x: 1\n - y: 2\n", 3, "·- y: 2", "This line has 1 space before it; line 2 has 2 spaces."),
    ("a:\n  b: 1\n\tc: 2\n", 3, "⇥c: 2", "A tab stands where the line is indented."),
])
def test_what_stands_before_an_uneven_line_is_counted_and_shown(text: str, line: int, words: str, message: str) -> None:
    assert told(text) == (line, words, message)


def told(text: str) -> tuple[int, str, str]:
    """Line, words and message of the one finding on a text."""
    findings: list[Finding] = []
    assert read_text(text, "file.yml", findings) is None
    [finding] = findings
    assert finding.code == "Y01"
    return finding.place.line, finding.words, finding.message
