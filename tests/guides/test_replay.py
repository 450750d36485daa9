"""Replay and addresses: how far answers lead, what is held, what an older address becomes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.guides.address import Address, carry_over, format_address, parse_address
from macros.guides.check import check_guides
from macros.guides.logic import Logic, canonical, logic_hash
from macros.guides.replay import Met, Notice, replay
from macros.guides.surroundings import Surroundings
from macros.source import read_text

HEAD = "title: T\nsummary: S\nlaw_as_at: 2026-11-23\nreview_by: 2027-05-23\n"
GUIDE = """
version: 3
changes: [{version: 3, date: 2026-11-01, what: The sum counts now., questions: [sum]}]
questions:
  kind:
    ask: Which kind?
    options: {small: {label: Small, was: [little]}, large: {label: Large, note: Mind the size.}}
  boxes:
    ask: Which ones?
    answer: many
    options: {a: A, b: B, c: {label: C, when: {kind: large}}}
    was: [ticks]
    go: [{when: {boxes: {any: [a]}}, go: first_do}, {go: sum}]
  sum:
    ask: How much?
    answer: money
    max: 100
    ask_when: {kind: large}
    parts:
      help: {when: {boxes: {any: [c]}}, text: Help., law: [pv.a]}
    go: day
  day:
    ask: When?
    answer: date
    min: 2026-01-01
    max: 2026-12-31
    go: [{when: {sum: {at_least: 50}}, go: stop}, {go: can}]
outcomes:
  can:
    status: proceed
    title: Can
    law: [pv.a]
    ask: [clerk]
    parts: {late: {when: {day: {at_least: 2026-06-01}}, text: Late., law: [pv.a]}}
  stop: {status: stop, title: Stop, law: [pv.a], ask: [clerk]}
  first_do: {status: pause, title: First, do: {a: Do}, law: [pv.a], ask: [clerk], resume: sum}
"""


def logic(text: str = GUIDE) -> Logic:
    document = read_text(HEAD + text, "g.yml", [])
    assert document
    result = check_guides({"g": document}, Surroundings(datetime.date(2026, 11, 23), {"pv.a": "read"}, roles={"clerk"}))
    made = result.guides["g"].logic
    assert made, result.findings
    return made


LOGIC = logic()


def test_a_route_to_its_end() -> None:
    route = replay(LOGIC, {"kind": "large", "boxes": "b,c", "sum": "49.99", "day": "2026-06-01"})
    assert (route.state, route.at, route.ended) == ("outcome", "can", True)
    assert route.asked == ["kind", "boxes", "sum", "day"]
    assert route.parts == ["sum.help", "can.late"]
    assert route.notes == ["kind.large"]


def test_it_stands_at_the_first_question_without_an_answer() -> None:
    route = replay(LOGIC, {"kind": "small", "day": "2026-06-01"})
    assert (route.state, route.at, route.offered) == ("question", "boxes", ["a", "b"])
    assert (route.unused, route.aside, route.ended) == (["day"], [], False)


def test_a_question_is_passed_over_and_its_kept_answer_is_set_aside() -> None:
    route = replay(LOGIC, {"kind": "small", "boxes": "b", "sum": "60", "day": "2026-06-01"})
    assert (route.at, route.passed, route.aside) == ("can", ["sum"], ["sum"])


def test_a_pause_waits_and_goes_on_done_or_open() -> None:
    given_answers = {"kind": "small", "boxes": "a"}
    stands = replay(LOGIC, given_answers)
    assert (stands.state, stands.at, stands.can_go_on, stands.ended) == ("pause", "first_do", True, False)
    assert stands.pauses == [Met("first_do", "boxes", None)]
    on = replay(LOGIC, {**given_answers, "boxes.then": "open", "day": "2026-01-01"})
    assert (on.at, on.pauses, on.still_open) == ("can", [Met("first_do", "boxes", "open")], ["first_do"])
    assert on.unused == []
    wrong = replay(LOGIC, {**given_answers, "boxes.then": "later"})
    assert (wrong.at, wrong.notice) == ("first_do", Notice("boxes.then", "later", "neither done nor open"))


@pytest.mark.parametrize(("answers", "trouble"), [
    ({"kind": "huge"}, "no such option"),
    ({"kind": "small", "boxes": "c"}, "not offered"),
    ({"kind": "small", "boxes": ""}, "nothing picked"),
    ({"kind": "large", "boxes": "b", "sum": "ten"}, "no such kind of value"),
    ({"kind": "large", "boxes": "b", "sum": "1.005"}, "no such kind of value"),
    ({"kind": "large", "boxes": "b", "sum": "-1"}, "too small"),
    ({"kind": "large", "boxes": "b", "sum": "100.01"}, "too large"),
    ({"kind": "small", "boxes": "b", "day": "2026-02-30"}, "no such kind of value"),
])
def test_a_value_that_cannot_be_stops_the_replay(answers: dict[str, str], trouble: str) -> None:
    route = replay(LOGIC, answers)
    key = list(answers)[-1]
    assert (route.state, route.at) == ("question", key)
    assert route.notice == Notice(key, answers[key], trouble)  # type: ignore[arg-type]


def test_unknown_keys_are_ignored() -> None:
    assert replay(LOGIC, {"nothing": "x", "kind": "small"}).unused == []


KEY = st.from_regex(r"[a-z][a-z0-9_]{0,5}(\.[a-z]{1,4})?", fullmatch=True).filter(lambda key: key != "v")


@given(st.integers(1, 999_999), st.dictionaries(KEY, st.text(max_size=8)))
def test_an_address_is_read_as_it_was_written(version: int, answers: dict[str, str]) -> None:
    assert parse_address(format_address(version, answers)) == Address(version, answers)


@pytest.mark.parametrize("text", ["", "#", "#the-law", "#q=1&v=2", "#v=", "#v=0", "#v=1.5", "#version=1"])
def test_other_hashes_are_no_addresses_of_answers(text: str) -> None:
    assert parse_address(text) is None


def test_an_address_reads_plainly() -> None:
    assert format_address(3, {"kind": "large", "boxes": "b,c", "sum": "49.50", "boxes.then": "done"}) == (
        "#v=3&kind=large&boxes=b,c&sum=49.50&boxes.then=done"
    )
    assert parse_address("#v=2&kind=a&kind=b&odd&=x") == Address(2, {"kind": "a"})


def test_an_older_address_is_carried_over() -> None:
    moved = carry_over(LOGIC, Address(2, {"kind": "little", "ticks": "a,b", "ticks.then": "done", "sum": "5"}))
    assert moved.answers == {"kind": "small", "boxes": "a,b", "boxes.then": "done", "sum": "5"}
    assert moved.renamed == ("kind", "boxes")
    assert moved.changed == ("sum",)
    same = Address(3, {"kind": "little"})
    assert carry_over(LOGIC, same).answers == same.answers


def test_the_hash_is_that_of_the_behaviour() -> None:
    assert logic_hash(logic(GUIDE.replace("Which kind?", "What kind?").replace("version: 3", "version: 4"))) == logic_hash(LOGIC)
    assert logic_hash(logic(GUIDE.replace("at_least: 50", "at_least: 51"))) != logic_hash(LOGIC)


def test_the_logic_holds_no_texts() -> None:
    line = canonical(LOGIC)
    for text in ("Which", "Mind", "Help", "Late", "pv.a"):
        assert text not in line
    sums = next(question for question in LOGIC["questions"] if question["id"] == "sum")
    assert (sums["min"], sums["max"], sums["decimals"]) == (0, 10000, 2)
