"""Every way through a guide, by trying every answer: what the proof must agree with."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from macros.conditions.quantities import text_of
from macros.guides.logic import Logic
from macros.guides.plan import Plan
from macros.guides.proof.space import Space
from macros.guides.replay import Route, _Run, kind_in


@dataclass
class Walk:
    """All complete routes of a guide, and all that was seen on the way."""

    leaves: list[tuple[dict[str, str], Route]] = field(default_factory=list)
    nowhere: set[str] = field(default_factory=set)
    """Questions after which, or at which, some case leads nowhere."""
    come_to: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)


def answers_to(question: dict[str, Any], offered: list[str]) -> Iterator[str]:
    """Every lawful answer's text."""
    if question["type"] == "one":
        yield from offered
    elif question["type"] == "many":
        for size in range(0 if question.get("none") else 1, len(offered) + 1):
            yield from map(",".join, combinations(offered, size))
    else:
        for units in range(question["min"], question["max"] + 1):
            yield text_of(units, kind_in(question))


def walk(logic: Logic) -> Walk:
    """Try everything."""
    found = Walk()
    questions = {question["id"]: question for question in logic["questions"]}
    todo: list[dict[str, str]] = [{}]
    while todo:
        given = todo.pop()
        run = _Run(logic, given)
        run.walk()
        route = run.route
        found.come_to.update(route.asked, route.passed)
        if route.state == "nowhere":
            found.nowhere.add(route.at)
            found.come_to.add(route.at)
        elif route.state == "question":
            found.come_to.add(route.at)
            found.offered.update(f"{route.at}.{option}" for option in route.offered)
            for text in answers_to(questions[route.at], route.offered):
                todo.append({**given, route.at: text})
        elif route.state == "pause" and route.can_go_on:
            todo.append({**given, f"{route.pauses[-1].led_by}.then": "open"})
        elif route.state == "pause" and _unsaid(logic, route):
            found.nowhere.add(route.pauses[-1].led_by)
        else:
            found.leaves.append((given, route))
    return found


def _unsaid(logic: Logic, route: Route) -> bool:
    """Whether a pause says for some questions where to go on, but not for the one that led there."""
    resume = logic["results"][route.at].get("resume")
    return isinstance(resume, dict) and route.pauses[-1].led_by not in resume


def case_of(route: Route) -> tuple[object, ...]:
    """What tells a case from another."""
    return (
        frozenset(route.asked), frozenset(met.pause for met in route.pauses), route.at, frozenset(route.parts),
        frozenset(route.notes),
    )


def bits_of(plan: Plan, space: Space, answers: dict[str, Any]) -> dict[int, bool]:
    """An assignment of diagram variables in which a reader says these answers."""
    bits = dict.fromkeys(range(space.variables), False)
    for name in plan.steps:
        if name in space.boxes:
            for box, variable in space.boxes[name].items():
                bits[variable] = box in answers.get(name, ())
            continue
        if name not in space.wheels:
            continue
        wheel = space.wheels[name]
        if name in space.clusters:
            code = _cell(space, name, answers)
        else:
            code = next((i for i, members in enumerate(space.classes[name]) if answers.get(name) in members), 0)
        for k in range(wheel.bits):
            bits[wheel.first + k] = bool(code >> (wheel.bits - 1 - k) & 1)
    return bits


def _cell(space: Space, name: str, answers: dict[str, Any]) -> int:
    cluster = space.clusters[name]
    given = frozenset(member for member in cluster.members if member in answers)
    want = mark_of(space, name, answers)
    return next(i for i, cell in enumerate(cluster.cells) if cluster.signature(cell, given) == want)


def mark_of(space: Space, name: str, answers: dict[str, Any]) -> tuple[int, ...]:
    """The class of the answers given to a cluster, from their numbers."""
    cluster = space.clusters[name]
    lies = [
        bisect_right([first for first, _ in cluster.intervals[member]], answers[member]) - 1
        for member in cluster.members if member in answers
    ]
    apart = [
        bisect_right([first for first, _ in intervals], answers[one] - answers[two]) - 1
        for (one, two), intervals in cluster.differences.items() if one in answers and two in answers
    ]
    return (*lies, *apart)


def route_of(plan: Plan, space: Space, answers: dict[str, Any]) -> tuple[object, ...]:
    """The route as classes of answers."""
    parts: list[object] = []
    for name in plan.steps:
        if name in space.clusters:
            if name == space.clusters[name].members[0]:
                cluster = space.clusters[name]
                parts.append((frozenset(m for m in cluster.members if m in answers), mark_of(space, name, answers)))
        elif name in space.boxes:
            parts.append(answers.get(name))
        else:
            parts.append(next((i for i, m in enumerate(space.classes[name]) if answers.get(name) in m), None))
    return tuple(parts)
