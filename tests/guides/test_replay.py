"""Replay and addresses: how far answers lead, what is held, what an older address becomes."""

import datetime
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.guides.address import Address, carry_over, format_address, parse_address
from macros.guides.check import check_guides
from macros.guides.logic import Logic, canonical, logic_hash
from macros.guides.replay import Met, Notice, replay
from macros.guides.surroundings import Surroundings
from macros.source import read_text
from tests.guides.loading import DATA

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


def reader(first: Logic, chance: random.Random) -> dict[str, str]:
    """Answers by chance up to an end, such as lead on more often than not."""
    answers: dict[str, str] = {}
    while True:
        route = replay(first, answers)
        if route.can_go_on:
            answers[f"{route.pauses[-1].led_by}.then"] = chance.choice(["done", "open"])
        elif route.state != "question":
            return answers
        else:
            texts = ["", *route.offered] if route.at == "scottish_limits" else route.offered
            tried = {text: replay(first, {**answers, route.at: text}) for text in texts}
            leading = [text for text, on in tried.items() if on.state == "question" or on.can_go_on]
            answers[route.at] = chance.choice(leading if leading and chance.random() < 0.98 else texts)


def holders(logic: Logic) -> list[tuple[str, Any]]:
    return [*((question["id"], question) for question in logic["questions"]), *logic["results"].items()]


def test_links_to_the_first_edition_of_the_general_power_guide_lead_where_they_led() -> None:
    """Version 2 asks which project it is second, and no longer last; addresses name answers, not their order.

    On purpose, where version 1 ended with "you can" in Scotland or Northern Ireland, version 2 asks one question more, and
    what was one part for all is now several, by nation and kind of council.

    On purpose too, a link that went into the joint enterprise beside a commons body loses those answers: it is a run of the
    guide of its own. One that tested a discount on land by itself stops at the one test of all help to that enterprise, or
    at the pause on market terms for land below its price. In the joint venture and the commons body money now comes before
    subsidy. Who joins an association is now asked about a stake. And equality, once asked with consultation, has a question
    of its own, at which every link stops that went past it; here it is answered, to see the rest.
    """
    first, second = (
        json.loads((DATA / f"guides/archive/general-power/{version}.json").read_text(encoding="utf-8"))["logic"] for version in (1, 2)
    )
    kept = {f"{holder}.{part[0]}" for holder, said in holders(first) for part in said.get("parts", ())}
    kept &= {f"{holder}.{part[0]}" for holder, said in holders(second) for part in said.get("parts", ())}
    kept -= {f"{end}.{part}" for end in ("go_coop", "go_jv", "go_commons", "go_fund") for part in ("lending", "grant")}
    ends = ("go_coop", "go_jv", "go_commons", "go_fund")
    present = {question["id"] for question in second["questions"]}
    asked_again = {"project", "express_limit", "commons_role", "jv_subsidy.economic", "commons_subsidy.economic"}
    swapped = ("jv_subsidy.", "jv_funding.", "commons_subsidy.", "commons_funding.")
    chance = random.Random(20261130)
    met = set()
    elsewhere = set()
    for _ in range(300):
        answers = reader(first, chance)
        led = replay(first, answers)
        moved = carry_over(second, Address(1, answers))
        assert moved.answers == answers
        if "project" in led.asked and answers["project"] != "unsure":
            stops = replay(second, answers)
            assert (stops.state, stops.at) == ("question", "equality")
        leads = replay(second, {**answers, "equality": "yes"})
        assert moved.changed == tuple(key for key in answers if key in asked_again)
        gone = set(led.asked) - present
        anew = answers.get("coop.legal_form") == "unincorporated" or (
            led.at not in ends and any(key.startswith(swapped) for key in led.asked))
        if "project" not in led.asked:  # it ended before that question, which now comes first
            assert (leads.state, leads.at) == ("question", "project")
            assert set(led.asked) - {"nation"} <= set(leads.unused)
        elif answers["project"] == "unsure":  # this paused, and is now asked again
            assert (leads.state, leads.at) == ("question", "project_settled")
        elif gone or anew:
            assert set(leads.asked) <= set(led.asked) | {leads.at, "equality"}
            assert leads.at == led.at or leads.at in {
                "coop_stake", "jv_funding.back", "jv_subsidy.economic", "commons_funding.back", "commons_subsidy.economic",
                "commons_functions", "below_market", "own_law", "jv_puts_in", "protection",
            }
            elsewhere.add(leads.at)
        elif answers["nation"] in ("scotland", "northern_ireland") and led.at in ends:
            assert (leads.state, leads.at) == ("question", "own_law")
            assert set(leads.asked) - {"own_law", "equality"} == set(led.asked)
            assert sorted(leads.pauses, key=str) == sorted(led.pauses, key=str)
            assert sorted(leads.still_open) == sorted(led.still_open)
            met.add((answers["nation"], answers["project"], led.at))
        else:
            assert (leads.state, leads.at, leads.ended) == (led.state, led.at, led.ended)
            assert set(led.parts) & kept <= set(leads.parts)
            assert set(led.notes) <= set(leads.notes)
            assert sorted(leads.pauses, key=str) == sorted(led.pauses, key=str)
            assert sorted(leads.still_open) == sorted(led.still_open)
            assert set(leads.asked) - {"equality"} == set(led.asked)
            met.add((answers["nation"], answers["project"], led.at))
    assert {at for _, _, at in met} >= set(ends)
    assert elsewhere >= {"go_commons", "jv_subsidy.economic", "commons_subsidy.economic", "coop_stake"}
    assert len({(nation, project) for nation, project, _ in met}) == 4 * 4


def test_the_hash_is_that_of_the_behaviour() -> None:
    assert logic_hash(logic(GUIDE.replace("Which kind?", "What kind?").replace("version: 3", "version: 4"))) == logic_hash(LOGIC)
    assert logic_hash(logic(GUIDE.replace("at_least: 50", "at_least: 51"))) != logic_hash(LOGIC)


def test_the_logic_holds_no_texts() -> None:
    line = canonical(LOGIC)
    for text in ("Which", "Mind", "Help", "Late", "pv.a"):
        assert text not in line
    sums = next(question for question in LOGIC["questions"] if question["id"] == "sum")
    assert (sums["min"], sums["max"], sums["decimals"]) == (0, 10000, 2)
