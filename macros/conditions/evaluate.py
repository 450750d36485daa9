"""Does a condition hold? The reference for the JavaScript engine, over the JSON form of conditions."""

from collections.abc import Mapping
from typing import TypeAlias

from .model import Json

Answer: TypeAlias = str | frozenset[str] | int
"""An option's id, the ids of the ticked boxes, or a quantity in whole units."""


def holds(condition: Json, answers: Mapping[str, Answer], facts: Mapping[str, Json]) -> bool:
    """Whether a condition holds over the answers given so far; facts must not go in circles."""
    kind, *rest = condition
    if kind == "and":
        return all(holds(member, answers, facts) for member in rest)
    if kind == "or":
        return any(holds(member, answers, facts) for member in rest)
    if kind == "not":
        return not holds(rest[0], answers, facts)
    if kind == "fact":
        return holds(facts[rest[0]], answers, facts)
    if kind == "answered":
        return rest[0] in answers
    if kind == "alike":
        questions, options, low, high = rest
        return _between(sum(answers.get(question) in options for question in questions), low, high)
    if kind == "apart":
        question, other, low, high = rest
        one, two = answers.get(question), answers.get(other)
        return isinstance(one, int) and isinstance(two, int) and _between(one - two, low, high)
    answer = answers.get(rest[0])
    if answer is None:
        return False
    if kind == "is":
        return answer in rest[1:]
    if kind == "in":
        return isinstance(answer, int) and _between(answer, rest[1], rest[2])
    assert isinstance(answer, frozenset)
    if kind == "ticks":
        return _between(len(answer), rest[1], rest[2])
    if kind == "some":
        return not answer.isdisjoint(rest[1:])
    if kind == "every":
        return answer.issuperset(rest[1:])
    if kind == "none":
        return answer.isdisjoint(rest[1:])
    raise ValueError(f"no such kind of condition: {kind}")


def _between(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)
