"""What narrows a guide: exact, as trying every answer shows."""

import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from macros.conditions.evaluate import holds
from macros.finding import report
from macros.guides.archive import texts_hash
from macros.guides.kept import checked_guides
from macros.guides.logic import Logic, compile_guide, logic_hash
from macros.guides.proof.flow import Flow, spares_of
from macros.guides.proof.narrowing import Narrowing, Thing, narrowing_of
from macros.guides.proof.space import Space
from macros.guides.replay import Route, _Run
from macros.source import read_text
from tests.guides.brute_force import walk
from tests.guides.loading import checked_from, random_plan, surroundings
from tests.guides.random_guides import random_guide

GUIDE = """
title: May the shed be let?
summary: A made-up matter.
law_as_at: 2026-11-23
review_by: 2027-05-23
version: 1
questions:
  early: {ask: Is it early?, answer: yes-no, options: {"yes": {go: wait}}}
  place: {ask: Where is it?, options: {north: North, south: {label: South, go: size}, west: {label: West, go: [{when: {early: "no"}, go: last}]}}}
  kind: {ask: Which kind is it?, options: {old: Old, new: New, worn: {label: Worn, note: Say how., go: wait}}, go: last}
  size: {ask: Is it large?, answer: yes-no, go: last}
  last: {ask: Is it all?, answer: yes-no, parts: {north: {when: {place: north}, title: North, text: Cold., law: [pv.gpc-1]}}, go: can}
outcomes:
  can: {status: proceed, title: You can, law: [pv.gpc-1], ask: [clerk]}
  wait: {status: stop, title: Wait, law: [pv.gpc-1], ask: [clerk]}
"""
SEEDS = 160
MANY_SEEDS = range(20_000, int(os.environ.get("GUIDE_SEEDS", "22000")))
"""For `make audit`; GUIDE_SEEDS sets where it ends."""


def narrowing(plan: Any) -> Narrowing:
    flow = Flow(plan, Space(plan, spares_of(plan), 200_000, 100_000))
    flow.run()
    found = narrowing_of(flow)
    assert found
    return found


def met(logic: Logic, given: dict[str, str], route: Route) -> Iterator[Thing]:
    """Everything that a reader meets who gives these answers."""
    run = _Run(logic, given)
    run.walk()
    answers, facts = run.answers, logic.get("facts", {})
    order = [question["id"] for question in logic["questions"]]

    def true(condition: Any, last: str) -> bool:
        """Whether a condition holds when read behind a question; empty: when all are behind."""
        known = order[: order.index(last) + 1] if last else order
        return condition == 1 or holds(condition, {name: answers[name] for name in known if name in answers}, facts)

    def taken(go: Any, name: str) -> str:
        return str(next(n for n, (when, _) in enumerate(go) if true(when, name)) if isinstance(go, list) else 0)

    for question in logic["questions"]:
        name, answer = question["id"], answers.get(question["id"])
        if name not in (*route.asked, *route.passed):
            continue
        yield "question", name
        if name in route.passed:
            yield "passed", name
            if "go" in question:
                yield "passed", name, taken(question["go"], name)
            continue
        yield "asked", name
        options = question.get("options", [])
        picked = [option for option in options if option["id"] in given[name].split(",")]
        yield from (("option", name, option["id"]) for option in picked)
        if question["type"] == "many" and not answer:
            yield "none", name
        own = picked[0].get("go") if question["type"] == "one" else None
        if own is not None:
            yield "way", name, picked[0]["id"], taken(own, name)
        else:
            yield "then", name
            if "go" in question:
                yield "then", name, taken(question["go"], name)
        earlier = {known: answers[known] for known in order[: order.index(name)] if known in answers}
        yield from _parts(name, question, lambda when, earlier=earlier: when == 1 or holds(when, earlier, facts))
    for pause in route.pauses:
        result = logic["results"][pause.pause]
        on = result.get("resume", "")
        yield "result", pause.pause
        yield "resume", pause.pause, on if isinstance(on, str) else on.get(pause.led_by, "")
        yield from _parts(pause.pause, result, lambda when, led_by=pause.led_by: true(when, led_by))
    if route.state == "outcome":
        yield "result", route.at
        yield from _parts(route.at, logic["results"][route.at], lambda when: true(when, ""))


def _parts(holder: str, node: Any, true: Any) -> Iterator[Thing]:
    yield from (("part", f"{holder}.{part}") for part, when in node.get("parts", ()) if true(when))


def compare(seed: int, most: int) -> int:
    """Compare one random guide, narrowed by up to three of its questions; how many things were compared."""
    data = random_guide(seed, most)
    plan = random_plan(data)
    ones = [step.id for step in plan.steps.values() if step.kind.type == "one"] if plan else []
    if not ones:
        return 0
    at = seed % len(ones)
    data["narrow"] = (ones[at:] + ones[:at])[: 1 + seed % 3]
    plan = random_plan(data)
    assert plan and list(plan.narrow) == data["narrow"]
    found = narrowing(plan)
    logic = compile_guide(plan)
    expected: dict[Thing, set[tuple[str, ...]]] = defaultdict(set)
    everyone: set[tuple[str, ...]] = set()
    for given, route in walk(logic).leaves:
        choices = set(product(*([given[name]] if name in route.asked else options
                                for name, options in zip(found.questions, found.options, strict=True))))
        everyone |= choices
        for thing in met(logic, given, route):
            expected[thing] |= choices
    told = {
        thing: {choice for n, choice in enumerate(product(*found.options)) if choices >> n & 1}
        for thing, choices in [*found.things.items(), (("top",), found.top)]
    }
    assert told.pop(("top",)) == everyone
    assert not set(expected) - set(told), "all that is met is known"
    for thing, choices in told.items():
        assert choices == expected[thing], (seed, thing)
    return len(told)


@pytest.mark.parametrize("part", range(2))
def test_narrowing_agrees_with_trying_everything(part: int) -> None:
    assert sum(compare(seed, 5) for seed in range(part, SEEDS, 2)) > SEEDS * 5


@pytest.mark.audit
@pytest.mark.parametrize("part", range(4))
def test_narrowing_agrees_with_trying_everything_in_larger_guides(part: int) -> None:
    for seed in MANY_SEEDS[part::4]:
        compare(seed, 6)


def test_what_is_met_before_a_question_or_without_it_stays() -> None:
    found = checked_from(f"{GUIDE}narrow: [place, kind]\n").narrowing
    assert found
    assert found.can_occur(("option", "early", "yes"), place="south", kind="new"), "the guide may end before it asks"
    assert found.can_occur(("question", "size"), kind="old"), "in the south the kind is not asked, so it excludes nothing"
    assert not found.can_occur(("question", "size"), place="north")
    assert not found.can_occur(("question", "kind"), place="south")
    assert found.can_occur(("result", "wait"), place="south")
    assert not found.can_occur(("option", "kind", "worn"), place="north", kind="old")
    assert found.can_occur(("part", "last.north"), place="north", kind="old")
    assert not found.can_occur(("part", "last.north"), place="north", kind="worn"), "that ends the guide: no question comes after it"
    assert not found.can_occur(("part", "last.north"), place="south")


def test_it_is_presentation(tmp_path: Path) -> None:
    """Neither the version nor the lock is touched; and what is kept of a proof has it."""
    plain, narrowed = checked_from(GUIDE), checked_from(f"{GUIDE}narrow: [place]\n")
    assert plain.sound and narrowed.sound, report(narrowed.findings)
    assert plain.narrowing is None
    assert plain.logic and narrowed.logic and logic_hash(plain.logic) == logic_hash(narrowed.logic)
    assert texts_hash(plain.plan) == texts_hash(narrowed.plan)
    document = read_text(f"{GUIDE}narrow: [place]\n", "docs/data/guides/guide.yml", [])
    assert document
    for _ in range(2):
        kept = checked_guides({"guide": document}, surroundings(), tmp_path).guides["guide"]
        assert kept.flow is None and kept.narrowing == narrowed.narrowing
