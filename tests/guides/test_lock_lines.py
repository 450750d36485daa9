"""The lines of a lock: they say what the guide does, all of it, in one way only."""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from macros.guides.lock_text import lock_body, make_lock
from macros.guides.logic import compile_guide
from macros.guides.plan import Plan
from macros.guides.proof.counts import counts_of
from macros.guides.proof.flow import Flow, spares_of
from macros.guides.proof.space import Space
from macros.guides.replay import replay
from tests.guides.brute_force import case_of, walk
from tests.guides.loading import DATA, FIXTURES, checked_from, random_plan
from tests.guides.lock_reader import LockReader, followed
from tests.guides.random_guides import guides, random_guide

SEEDS = int(os.environ.get("GUIDE_SEEDS", "300"))
SMALL = FIXTURES / "small.yml"


def test_the_lock_of_the_small_guide() -> None:
    lock = make_lock(checked_from(SMALL.read_text(), "small"))
    head, _, body = lock.partition("cases")
    assert [line.split(" ")[0] for line in head.splitlines()] == ["#", "format", "version", "logic", "texts", "lines"]
    assert f"cases{body}" == """\
cases 5
routes 5
longest 3

question resolved
  answers yes, no, unsure
  at the start

question commercial
  answers yes, no
  after resolved where resolved in {yes}
  note commercial.yes

question vehicle
  answers society, company, other
  after commercial
  asked where commercial in {yes}

outcome proceed can: routes 2
  after vehicle where vehicle in {society, company}
  passing over vehicle
  part can.form where commercial in {yes}

outcome stop no_power: routes 1
  after resolved where resolved in {no}

pause find_out: routes 1
  after resolved where resolved in {unsure}
  change the answer to resolved

pause change_form: routes 1
  after vehicle where vehicle in {other}
  change the answer to vehicle

every case
  resolved=yes commercial=yes vehicle=society: can; parts can.form; notes commercial.yes
  resolved=yes commercial=no: can
  resolved=no: no_power
  resolved=unsure: find_out
  resolved=yes commercial=yes vehicle=other: change_form; notes commercial.yes
"""


def lock_of(plan: Plan) -> tuple[list[str], int]:
    """The lines of a guide's lock, also of one that leads nowhere in places, and the number of its cases."""
    flow = Flow(plan, Space(plan, spares_of(plan), 200_000, 100_000))
    flow.run()
    counts = counts_of(flow)
    return lock_body(flow, counts), counts.cases


def answers_in(case: str) -> dict[str, str]:
    """The answers of a line of cases."""
    given, _, _ = case.partition(": ")
    return {pair.partition("=")[0]: pair.partition("=")[2] for pair in given.split(" ") if pair}


def compare(data: dict[str, Any]) -> bool:
    """Follow every way of answering a guide through its lock."""
    plan = random_plan(data)
    if plan is None:
        return False
    lines, cases = lock_of(plan)
    reader, logic = LockReader(lines), compile_guide(plan)
    leaves = walk(logic).leaves
    for texts, route in leaves:
        answers = {key: text for key, text in texts.items() if not key.endswith(".then")}
        assert reader.follow(answers) == followed(route), texts
    # Every case once, with answers that belong to it and name what is asked.
    by_case = {case_of(route) for _, route in leaves}
    found = set()
    for line in reader.cases:
        answers = answers_in(line)
        route = replay(logic, {**answers, **{f"{question}.then": "open" for question in plan.steps}})
        assert [*answers] == route.asked, line
        assert line.startswith(f"{' '.join(f'{q}={a}' for q, a in answers.items())}: {route.at}")
        found.add(case_of(route))
    assert found == by_case
    assert len(reader.cases) == cases == len(by_case)
    return True


@pytest.mark.parametrize("part", range(6))
def test_locks_say_what_trying_everything_shows(part: int) -> None:
    tried = sum(compare(random_guide(seed)) for seed in range(part * 10_000, part * 10_000 + SEEDS // 6))
    assert tried > SEEDS // 12, "too few random guides could be laid out"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=guides())
def test_locks_of_guides_that_hypothesis_finds(data: dict[str, Any]) -> None:
    compare(data)


def test_a_guide_of_real_size_has_a_lock_that_can_be_read() -> None:
    lock = make_lock(checked_from((DATA / "guides" / "general-power.yml").read_text(), "general-power"))
    assert lock.count("\n") < 1500
    assert max(map(len, lock.splitlines())) < 400
    assert "every case" not in lock


HEAD = """\
title: A trial
summary: Of nothing.
law_as_at: 2026-11-23
review_by: 2027-05-23
version: 1
"""
OUTCOMES = """\
outcomes:
  good: {status: proceed, title: Good, law: [pv.a], ask: [clerk]}
  bad: {status: stop, title: Bad, law: [pv.a], ask: [clerk]}
"""
PLAIN = HEAD + """\
questions:
  size:
    ask: How large?
    answer: number
    max: 10
  sort:
    ask: Which sort?
    options: {a: A, b: B, c: C}
    go:
      - {when: {sort: a}, go: good}
      - {when: {sort: b, size: {more_than: 4}}, go: good}
      - {go: bad}
""" + OUTCOMES
# The same by another way: a fact, options that lead, the rules turned round, a bound said otherwise.
OTHERWISE = HEAD + """\
facts:
  small: {not: {size: {at_least: 5}}}
questions:
  size:
    ask: How large?
    answer: number
    max: 10
    go: sort
  sort:
    ask: Which sort?
    options:
      a: {label: A, go: good}
      b: {label: B, go: [{when: {fact: small}, go: bad}, {go: good}]}
      c: C
    go: bad
""" + OUTCOMES


def lines_of(text: str) -> list[str]:
    """The lock of a guide's text, below its hashes."""
    return make_lock(checked_from(text)).splitlines()[6:]


def test_what_does_the_same_has_the_same_lines() -> None:
    assert lines_of(PLAIN) == lines_of(OTHERWISE)
    assert "  after sort where size in {5..10}; sort in {a, b}" in lines_of(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [("more_than: 4", "more_than: 5"), ("{sort: a}, go: good", "{sort: a}, go: bad"), ("max: 10", "max: 11"),
     ("c: C", "d: C"), ("c: C", "c: {label: C, note: Mind.}"), ("proceed", "care")],
)
def test_what_does_something_else_has_other_lines(old: str, new: str) -> None:
    assert old in PLAIN
    assert lines_of(PLAIN) != lines_of(PLAIN.replace(old, new))


def test_the_example_on_the_page_is_a_real_one() -> None:
    page = (DATA.parent / "reference" / "formats" / "guide-locks.md").read_text(encoding="utf-8")
    example = page.split("```")[1].strip()
    assert example in make_lock(checked_from(SMALL.read_text(), "small"))


def test_the_page_explains_every_kind_of_line() -> None:
    page = (DATA.parent / "reference" / "formats" / "guide-locks.md").read_text(encoding="utf-8")
    for path in (SMALL, FIXTURES / "everything.yml", DATA / "guides" / "general-power.yml"):
        lock = make_lock(checked_from(path.read_text(encoding="utf-8"), path.stem))
        for line in lock.partition("\n\nevery case")[0].splitlines()[9:]:
            if line.startswith("  "):
                word = line.split()[0]
                assert f"`{word} " in page or f"`{word}`" in page, line
