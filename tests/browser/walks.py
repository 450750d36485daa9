"""Walks through a guide that together see everything in it once: a greedy cover."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from macros.conditions.evaluate import holds
from macros.guides.logic import Logic
from macros.guides.replay import Route, read_answer, replay
from tests.guides.vectors import Given, walk, words

Goal = tuple[str, ...]


def goals(logic: Logic) -> set[Goal]:
    """Everything to see: options, boxes, the empty answer, rules, parts, notes, results, both ways past a pause."""
    found: set[Goal] = set()
    for question in logic["questions"]:
        name = question["id"]
        for option in question.get("options", ()):
            found.add(("option", name, option["id"]))
            found |= {("rule", name, option["id"], str(rule)) for rule in range(len(_rules(option)))}
            if option.get("note"):
                found.add(("note", f"{name}.{option['id']}"))
        if question.get("none"):
            found.add(("option", name, ""))
        found |= {("rule", name, "", str(rule)) for rule in range(len(_rules(question)))}
        found |= {("part", f"{name}.{part}") for part, _ in question.get("parts", ())}
    for name, result in logic["results"].items():
        found.add(("result", name))
        found |= {("part", f"{name}.{part}") for part, _ in result.get("parts", ())}
        ways = result.get("resume", "again")
        if ways != "again" and not (isinstance(ways, dict) and set(ways.values()) == {"again"}):
            found |= {("past", name, "done"), ("past", name, "open")}
    return found


def seen(logic: Logic, given: Given) -> set[Goal]:
    """The goals that a walk meets."""
    route = replay(logic, given)
    questions = {question["id"]: question for question in logic["questions"]}
    found: set[Goal] = {("note", note) for note in route.notes} | {("part", part) for part in route.parts}
    found |= {("past", met.pause, met.then) for met in route.pauses if met.then}
    found |= {("result", met.pause) for met in route.pauses}
    if route.state == "outcome":
        found.add(("result", route.at))
    answers: dict[str, Any] = {}
    for name, question in questions.items():
        if name in route.asked:
            answers[name] = read_answer(question, given[name])[0]
            found |= {("option", name, one) for one in given[name].split(",")}
        elif name not in route.passed:
            continue
        option = next((o for o in question.get("options", ()) if question["type"] == "one" and o["id"] == answers.get(name)), {})
        for holder, label in ((option, option.get("id", "")), (question, "")):
            if rules := _rules(holder):
                met = next(n for n, (when, _) in enumerate(rules) if when == 1 or holds(when, answers, logic.get("facts", {})))
                found.add(("rule", name, label, str(met)))
            if "go" in holder:
                break
    return found


def cover(logic: Logic, tests: Sequence[Given]) -> tuple[list[Given], set[Goal]]:
    """Walks that see as many goals as can be found, those with most that is new first; and the goals that none sees.

    Walks come from the author's tests, with pauses passed in both ways, and from chance; then, until nothing new comes of
    it, from these with an answer or two changed so that they meet what is still unseen.
    """
    chance = random.Random(4)
    choices = words(logic)
    pool = [past(logic, given, then) for given in tests for then in ("done", "open")]
    pool += [_in_order(logic, walk(logic, chance, choices)) for _ in range(100 if tests else 1000)]
    left = goals(logic)
    found: list[Given] = []
    while pool:
        met = [(given, seen(logic, given)) for given in pool]
        while True:
            given, new = max(met, key=lambda one: len(one[1] & left))
            if not new & left:
                break
            found.append(given)
            left -= new
        pool = [given for goal in sorted(left) if (given := _near(logic, goal, found))]
    return found, left


def _in_order(logic: Logic, given: Given) -> Given:
    """Boxes in the order of the page, as its own addresses have them."""
    order = {question["id"]: [option["id"] for option in question["options"]] for question in logic["questions"] if question["type"] == "many"}
    return {
        name: ",".join(sorted(text.split(","), key=order[name].index)) if text and name in order else text
        for name, text in given.items()
    }


def _near(logic: Logic, goal: Goal, found: list[Given]) -> Given | None:
    """A walk that meets a goal, one or two answers away from one that comes by its question; what is asked besides gets the usual answer."""
    usual: dict[str, Counter[str]] = {}
    for given in found:
        for name, text in given.items():
            usual.setdefault(name, Counter())[text] += 1
    most = {name: texts.most_common(1)[0][0] for name, texts in usual.items()}
    options = {
        question["id"]: [option["id"] for option in question.get("options", ()) if question["type"] == "one"]
        for question in logic["questions"]
    }
    own = {goal[1]: goal[2]} if goal[0] in ("option", "rule") and goal[2] else {}
    for given in found:
        if goal[1] in given:
            for earlier in [goal[1], *given]:
                for option in options.get(earlier, ()):
                    other = past(logic, {**most, **given, earlier: option, **own}, "done")
                    if goal in seen(logic, other):
                        return other
    return None


def past(logic: Logic, given: Given, then: str) -> Given:
    """The answers that a route uses, with every pause on it passed in one way."""
    given = dict(given)
    while (route := replay(logic, given)).can_go_on:
        given[f"{route.pauses[-1].led_by}.then"] = then
    return {key: given[key] for key in used(route)}


def used(route: Route) -> list[str]:
    """The keys that a route used, in the order of its steps."""
    keys: list[str] = []
    pauses = {met.led_by: met for met in route.pauses if met.then}
    for name in sorted({*route.asked, *pauses}, key=[*route.asked, *route.passed].index):
        keys += [name] if name in route.asked else []
        keys += [f"{name}.then"] if name in pauses else []
    return keys


def stretches(logic: Logic, walks: Iterable[Given]) -> Iterator[tuple[Given, list[tuple[str, str]]]]:
    """Walks from the first step that meets something new to the last one: the answers before, and the steps."""
    met: set[Goal] = set()
    for given in walks:
        keys = used(replay(logic, given))
        known: Given = {}
        new: list[int] = []
        for number, key in enumerate(keys):
            known[key] = given[key]
            if found := seen(logic, known) - met:
                met |= found
                new.append(number)
        if new:
            yield {key: given[key] for key in keys[: new[0]]}, [(key, given[key]) for key in keys[new[0] : new[-1] + 1]]


def _rules(holder: dict[str, Any]) -> list[Any]:
    go = holder.get("go")
    return go if isinstance(go, list) else []
