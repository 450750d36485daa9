"""The law register: pins, figures, grades."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.law.model import Evidence, Figure, Source, weakest
from macros.law.pin import parse_pin
from macros.library import load
from tests.conftest import write_docs


@pytest.mark.parametrize(("written", "place", "spoken", "segment"), [
    ("la2011", "", "", ""),
    ("la2011 s4(2)", "s4(2)", "section 4(2)", "/section/4"),
    ("la2011 s4(2), s4(4)", "s4(2), s4(4)", "section 4(2), section 4(4)", "/section/4"),
    ("la2011 ss25-28", "ss25–28", "sections 25 to 28", "/section/25"),
    ("la2011 s95A", "s95A", "section 95A", "/section/95A"),
    ("la2011 s1(4)(a)-(c)", "s1(4)(a)–(c)", "section 1(4)(a) to (c)", "/section/1"),
    ("la2011 sch 1 para 5", "sch 1 para 5", "Schedule 1 paragraph 5", "/schedule/1"),
    ("la2011 sch para 5", "sch para 5", "Schedule paragraph 5", "/schedule"),
    ("la2011 art 3(1)-(4)", "art 3(1)–(4)", "article 3(1) to (4)", "/article/3"),
    ("la2011 regs 5, 8-11", "regs 5, 8–11", "regulations 5, 8 to 11", "/regulation/5"),
    ("la2011 part 6", "part 6", "Part 6", "/part/6"),
    ("la2011 pt VA", "pt VA", "Part VA", "/part/VA"),
    ("la2011 annex A", "annex A", "annex A", ""),
    ("la2011 page 3", "page 3", "page 3", ""),
])
def test_a_pin_as_written_as_read_aloud_and_as_an_address(written: str, place: str, spoken: str, segment: str) -> None:
    pin = parse_pin(written)
    assert (pin.place, pin.spoken, pin.segment()) == (place, spoken, segment)
    assert str(pin) == written


def test_a_place_without_its_word_goes_on_with_the_kind_before_it() -> None:
    assert parse_pin("si2012 regs 5, 8-11").places == ("regs 5, 8-11",)
    assert parse_pin("la2011 s1(1), (2)").places == ("s1(1), (2)",)


@pytest.mark.parametrize(("written", "message"), [
    ("", '"" is not a pin.'), ("LA2011 s1", '"LA2011 s1" is not a pin.'), ("s1(", "is not a pin"),
    ("la2011 clause 4", '"clause 4" is not a place'), ("la2011 s", '"s" is not a place'),
    ("la2011 s4(2", '"s4(2" is not a place'), ("la2011 4", '"4" is not a place'), ("la2011 s4,s5", "is not a place"),
    ("la2011  s4", "is not a place"),
])
def test_what_is_not_a_pin_is_refused_with_what_to_write(written: str, message: str) -> None:
    with pytest.raises(ValueError) as fault:  # noqa: PT011  # the message is matched below, brackets and all
        parse_pin(written)
    what, _, advice = str(fault.value).partition("\n")
    assert message in what
    assert advice


@given(st.text(max_size=30))
def test_any_text_is_a_pin_or_is_refused_in_words(text: str) -> None:
    try:
        pin = parse_pin(text)
    except ValueError as fault:
        what, _, advice = str(fault).partition("\n")
        assert what
        assert advice
    else:
        assert parse_pin(str(pin)) == pin


def source(url: str) -> Source:
    return Source.model_validate({
        "title": "T", "kind": "act", "nations": ["england"], "url": url, "state": "in-force",
        "checked": "2026-11-23", "review_by": "2027-05-23",
    })


@pytest.mark.parametrize(("url", "pin", "address"), [
    ("https://www.legislation.gov.uk/ukpga/2011/20", "a s4(2)", "https://www.legislation.gov.uk/ukpga/2011/20/section/4"),
    ("https://www.legislation.gov.uk/ukpga/2011/20/", "a sch 1", "https://www.legislation.gov.uk/ukpga/2011/20/schedule/1"),
    ("https://www.legislation.gov.uk/ukpga/2011/20", "a annex B", "https://www.legislation.gov.uk/ukpga/2011/20"),
    ("https://caselaw.nationalarchives.gov.uk/uksc/2020/1", "a paras 76, 84",
     "https://caselaw.nationalarchives.gov.uk/uksc/2020/1#para_76"),
    ("https://example.org/guide", "a para 4", "https://example.org/guide"),
])
def test_where_a_pin_opens(url: str, pin: str, address: str) -> None:
    assert source(url).address_of(parse_pin(pin)) == address


def figure(unit: str) -> Figure:
    return Figure.model_validate({
        "title": "T", "unit": unit, "values": [
            {"value": "10", "from": "2024-01-01", "until": "2025-12-31", "source": "a s1", "evidence": "read",
             "checked": "2026-11-23"},
            {"value": "12", "from": "2026-01-01", "source": "a s1", "evidence": "read", "checked": "2026-11-23"},
        ],
    })


def test_a_figure_has_the_value_of_the_day_with_its_first_and_last_day_included() -> None:
    days = {"2023-12-31": None, "2024-01-01": 10, "2025-12-31": 10, "2026-01-01": 12, "2099-01-01": 12}
    for day, value in days.items():
        found = figure("money").on(datetime.date.fromisoformat(day))
        assert (found.value if found else None) == value, day


@pytest.mark.parametrize(("unit", "value", "words"), [
    ("money", "207720", "£207,720"), ("money", "0.50", "£0.50"), ("money", "1000.00", "£1,000"),
    ("money", "100000", "£100,000"), ("percent", "20", "20 per cent"), ("percent", "2.5", "2.5 per cent"),
    ("days", "1", "1 day"), ("days", "28", "28 days"), ("number", "10000", "10,000"), ("years", "10", "10 years"),
])
def test_a_value_in_words(unit: str, value: str, words: str) -> None:
    assert figure(unit).shown(Decimal(value)) == words


def test_grades_run_from_what_was_read_to_what_nobody_saw() -> None:
    assert [grade.strength for grade in Evidence] == [4, 3, 2, 1, 0]
    assert weakest([Evidence.READ, Evidence.OUR_READING, Evidence.SECONDARY]) is Evidence.OUR_READING


def test_an_id_that_was_merged_leads_to_the_fact_that_was_kept(project: Path) -> None:
    path = "data/law/propositions/test.yml"
    text = (project / "docs" / path).read_text(encoding="utf-8")
    write_docs(project, {path: text.replace("    title: A body may test\n", "    title: A body may test\n    also: [ps.old-1]\n")})
    library = load(project)
    assert library.findings == ()
    kept = library.register.proposition("ps.old-1")
    assert kept is not None
    assert kept.title == "A body may test"
    assert library.register.fault("ps.old-1") is None


def test_the_weakest_grade_of_what_a_page_cites_and_none_for_bare_pins(project: Path) -> None:
    register = load(project).register
    assert register.evidence(["pv.test-1"]) is Evidence.READ
    assert register.evidence(["pv.test-1", "pv.test-2", "test_act s1"]) is Evidence.OUR_READING
    assert register.evidence(["test_act s1"]) is None


@pytest.mark.parametrize(("cited", "message", "advice"), [
    ("pv.test-99", 'There is no proposition "pv.test-99" in the law register.',
     'pv.test-2 is "A test must be able to fail": only if you mean that.'),
    ("tset_act s1", 'There is no source "tset_act" in the law register.', 'test_act is "Test Act 2001": only if you mean that.'),
    ("cs.zzz", 'There is no proposition "cs.zzz" in the law register.', "Look in docs/data/law/propositions."),
    ("pv.test-1 pv.test-2", "A comma is missing between pv.test-1 and pv.test-2.",
     "In a list, write [pv.test-1, pv.test-2]; in a text, give each its own brackets."),
    ("test_act s4 pv.test-1", "A comma is missing between test_act s4 and pv.test-1.",
     "In a list, write [test_act s4, pv.test-1]; in a text, give each its own brackets."),
    ("pv.test-1 s4", 'There is no proposition "pv.test-1 s4" in the law register.',
     'pv.test-1 is "A body may test": only if you mean that.'),
])
def test_a_near_id_is_told_with_its_title_and_two_in_one_are_told_apart(
    project: Path, cited: str, message: str, advice: str
) -> None:
    assert load(project).register.fault(cited) == (message, advice)
