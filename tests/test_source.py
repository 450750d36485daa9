"""Reading YAML: plain values that know their place. What it refuses stands in tests/fixtures/broken."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.finding import Finding
from macros.source import Document, read, read_text

SMALL = """\
# A comment
name: la2011
text: >-
  Two lines,
  one text.
items:
  - first: 1
  - second: [a, b]
"""


def sound(text: str) -> Document:
    findings: list[Finding] = []
    document = read_text(text, "file.yml", findings)
    assert document is not None, findings
    return document


def test_every_value_knows_its_line_and_column() -> None:
    document = sound(SMALL)
    assert str(document.place("name")) == "file.yml:2"
    assert str(document.place("items", 1, "second")) == "file.yml:8"
    assert document.place("items", 1, "second").column == 5
    assert str(document.place("items", 1, "second", 1)) == "file.yml:8"
    assert document.place("items", 1, "second", 1).column == 17


def test_what_is_not_there_is_placed_at_what_would_hold_it() -> None:
    assert str(sound(SMALL).place("items", 1, "third")) == "file.yml:8"
    assert str(sound(SMALL).place("nothing")) == "file.yml:2"


def test_a_finding_quotes_the_line_and_narrows_a_long_text_to_the_words_meant() -> None:
    document = sound(SMALL)
    found = document.finding(("text",), "X01", "Wrong.", needle="one")
    assert str(found.place) == "file.yml:5"
    assert found.words == "one text."
    assert str(document.finding(("text",), "X01", "Wrong.", needle="not there").place) == "file.yml:3"


@pytest.mark.parametrize(("written", "value"), [
    ("12", 12), ("-3", -3), ("12.50", Decimal("12.50")), ("true", True), ("False", False), ("~", None), ("", None),
    ("2026-11-23", datetime.date(2026, 11, 23)), ("yesterday", "yesterday"), ('"yes"', "yes"), ("'12'", "12"),
    ('"2026-11-23"', "2026-11-23"), ("s4(2)", "s4(2)"), ("none", "none"), ("Norway", "Norway"), ("1.2.3", "1.2.3"),
    ("12 per cent", "12 per cent"), ("£5", "£5"), ("la2011 s4(2), s4(4)", "la2011 s4(2), s4(4)"),
])
def test_a_bare_word_becomes(written: str, value: object) -> None:
    read_value = sound(f"key: {written}\n").data["key"]
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize("written", ["yes", "No", "ON", "off", "y", "N"])
def test_a_switch_is_refused_as_a_value_and_as_a_key(written: str) -> None:
    for text in (f"key: {written}\n", f"{written}: key\n"):
        findings: list[Finding] = []
        assert read_text(text, "file.yml", findings) is None
        assert [finding.code for finding in findings] == ["Y03"]


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2066", "\ue000", "\ufeff"])
def test_a_character_that_cannot_be_seen_is_refused_and_not_repeated(character: str) -> None:
    findings: list[Finding] = []
    assert read_text(f'key: "a{character}b"\n', "file.yml", findings) is None
    assert [finding.code for finding in findings] == ["Y07"]
    assert character not in str(findings[0])


def test_joined_letters_and_signs_of_several_parts_are_let_through() -> None:
    assert sound("key: \U0001f468\u200d\U0001f469\n").data["key"] == "\U0001f468\u200d\U0001f469"


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_bytes(b"\xef\xbb\xbfkey: value\r\nother: value\r\n")
    document = read(path, tmp_path, [])
    assert document is not None
    assert document.data == {"key": "value", "other": "value"}


plain = st.recursive(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1F5, exclude_categories=["Cc"]), max_size=20)
    | st.integers() | st.booleans() | st.dates(min_value=datetime.date(1000, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z_]{3,8}", fullmatch=True), inner,
                                                                max_size=3),
)


@given(st.dictionaries(st.from_regex(r"key_[a-z]{1,5}", fullmatch=True), plain, min_size=1, max_size=4))
def test_what_yaml_writes_is_read_as_it_was(data: dict[str, object]) -> None:
    # Texts are quoted, as we ask authors to do where YAML might guess.
    class Quoting(yaml.SafeDumper):
        pass

    Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
    Quoting.ignore_aliases = lambda self, data: True  # type: ignore[method-assign]  # nothing is repeated by name
    assert sound(yaml.dump(data, Dumper=Quoting, allow_unicode=True)).data == data


@given(st.text(max_size=200))
def test_no_text_whatever_makes_the_reader_fail(text: str) -> None:
    findings: list[Finding] = []
    document = read_text(text, "file.yml", findings)
    assert (document is None) == bool(findings)


@pytest.mark.parametrize(("written", "right"), [
    ("{value: £315,000, from: 2026-01-01}", "315000"), ("{value: 1,315,000}", "1315000"), ("{value: 1,000,000}", "1000000"),
    ("{value: £1,250.50}", "1250.50"),
])
def test_a_comma_that_cuts_a_number_between_braces_is_told_once(written: str, right: str) -> None:
    findings: list[Finding] = []
    assert read_text(f"key: {written}\n", "file.yml", findings) is None
    assert [(f.code, f.message, f.advice) for f in findings] == [
        ("Y06", "A comma cuts this number in two.", f"Write {right}: no £, no commas.")
    ]
