"""Answers that try a guide out, derived from its logic: boundaries, walks, and what nobody should send."""

import random
from collections.abc import Iterator
from typing import Any

from macros.conditions.quantities import text_of
from macros.guides.logic import Logic
from macros.guides.replay import kind_in, replay

Given = dict[str, str]
JUNK = (
    "", "yes", "nonsense", "constructor", "__proto__", "toString", "hasOwnProperty", "length", "a,b", ",", "0", "-0",
    "-1", "1.", ".5", "01", "1e3", "+1", " 1", "1\n", "1.00005", "1.005", "1.5", "1.50", "NaN", "Infinity", "٣", "999999999999999.9999",
    "1000000000000000", "2026-02-29", "2028-02-29", "2026-02-30", "2026-13-01", "0000-01-01", "0001-01-01",
    "9999-12-31", "2026-11-23T00:00", "20261123", "done", "open", "null", "undefined", "é", "\U0001f600",
)


def units(logic: Logic) -> dict[str, set[int]]:
    """By question with a quantity: every number that matters, one unit below and above each, and its bounds."""
    found: dict[str, set[int]] = {
        question["id"]: {question["min"], question["max"]} for question in logic["questions"] if "min" in question
    }
    for condition in conditions(logic):
        if condition[0] == "in":
            found[condition[1]] |= {bound for bound in condition[2:] if bound is not None}
    for condition in conditions(logic):
        if condition[0] == "apart":
            _, one, two, low, high = condition
            for apart in (low, high):
                if apart is not None:
                    found[one] |= {unit + apart for unit in list(found[two])[:8]}
                    found[two] |= {unit - apart for unit in list(found[one])[:8]}
    return {question: {unit + by for unit in near for by in (-1, 0, 1)} for question, near in found.items()}


def conditions(logic: Logic) -> Iterator[Any]:
    """Every condition of a guide and every condition in it."""
    roots = [*logic.get("facts", {}).values()]
    for node in (*logic["questions"], *logic["results"].values()):
        roots += [when for _, when in node.get("parts", ())]
        for holder in (node, *node.get("options", ())):
            roots += [holder.get("when"), *(rule[0] for rule in holder.get("go", ()) if isinstance(rule, list))]
    while roots:
        condition = roots.pop()
        if isinstance(condition, list):
            yield condition
            if condition[0] in ("and", "or", "not"):
                roots += condition[1:]


def words(logic: Logic) -> dict[str, list[str]]:
    """By question: answers worth trying, legal ones and those just beyond a bound."""
    numbers = units(logic)
    found: dict[str, list[str]] = {}
    for question in logic["questions"]:
        ids = [option["id"] for option in question.get("options", ())]
        if question["type"] == "many":
            found[question["id"]] = [",".join(ids[:size]) for size in range(len(ids) + 1)] + ids
        elif question["type"] == "one":
            found[question["id"]] = ids
        else:
            found[question["id"]] = [_text(unit, question) for unit in sorted(numbers[question["id"]])]
    return found


def walk(logic: Logic, chance: random.Random, choices: dict[str, list[str]]) -> Given:
    """Answers given one after another, as a reader would, until the route stands for good."""
    given: Given = {}
    for _ in range(2 * len(logic["questions"]) + 2):
        route = replay(logic, given)
        if route.notice or route.state in ("outcome", "nowhere"):
            break
        if route.state == "pause":
            if not route.can_go_on:
                break
            given[f"{route.pauses[-1].led_by}.then"] = chance.choice(["done", "open"])
        elif route.offered and chance.random() < 0.9:
            boxes = logic_question(logic, route.at)["type"] == "many"
            few = chance.sample(route.offered, chance.randint(0, len(route.offered))) if boxes else []
            given[route.at] = ",".join(few) if boxes else chance.choice(route.offered)
        else:
            given[route.at] = chance.choice(choices[route.at])
    return given


def vectors(logic: Logic, walks: int = 400, seed: int = 1) -> list[Given]:
    """Walks to an end; each then with one answer changed, one dropped, one spoilt, and some added."""
    chance = random.Random(seed)
    choices = words(logic)
    found: list[Given] = [{}]
    for _ in range(walks):
        given = walk(logic, chance, choices)
        found.append(given)
        key = chance.choice(list(given)) if given else logic["questions"][0]["id"]
        spoilt = {**given, key: chance.choice(JUNK)}
        dropped = {name: text for name, text in given.items() if name != key}
        other = chance.choice(logic["questions"])["id"]
        changed = {**given, other: chance.choice(choices[other])}
        odd = {
            chance.choice(JUNK): chance.choice(JUNK), f"{key}.thenceforth": "done", **given,
            f"{other}.then": chance.choice(JUNK),
        }
        found += [spoilt, dropped, changed, odd]
    for question, texts in choices.items():
        # Each boundary behind the first walk that comes by it.
        before = next((given for given in found if question in given), {})
        found += [{**before, question: text} for text in (*texts, *JUNK)]
    return found


def logic_question(logic: Logic, question: str) -> dict[str, Any]:
    """One question of the logic."""
    found: dict[str, Any] = next(item for item in logic["questions"] if item["id"] == question)
    return found


def _text(unit: int, question: dict[str, Any]) -> str:
    try:
        return text_of(unit, kind_in(question))
    except OverflowError:
        return "no such day"
