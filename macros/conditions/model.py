"""Conditions as values: what they read, and their JSON form.

The JSON form is an array whose first member names the kind. It is what the replay in Python and in JavaScript
evaluates. `None` stands for an open bound. All quantities are whole numbers (see `quantities.py`).

| JSON | holds when |
|---|---|
| `["is", q, a, …]` | the answer to `q` is one of these options |
| `["some", q, a, …]` · `["every", …]` · `["none", …]` | some, all, none of these boxes are ticked |
| `["ticks", q, low, high]` | so many boxes are ticked |
| `["alike", [q, …], [a, …], low, high]` | so many of the given answers are among these options |
| `["in", q, low, high]` | low ≤ answer ≤ high |
| `["apart", q, other, low, high]` | low ≤ answer to `q` − answer to `other` ≤ high |
| `["answered", q]` · `["fact", f]` | as they read |
| `["and", c, …]` · `["or", c, …]` · `["not", c]` | as they read |

All but `answered`, `alike`, `and`, `or`, `not` are false while one of the questions they read has no answer; `alike`
counts given answers only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..source import KeyPath

Json: TypeAlias = list[Any]


def _path() -> Any:
    return field(default=(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Is:
    """The answer to a question of one answer is among `options`."""

    question: str
    options: tuple[str, ...]
    path: KeyPath = _path()


@dataclass(frozen=True)
class Ticked:
    """Some, every or none of `options` are ticked."""

    question: str
    how: Literal["some", "every", "none"]
    options: tuple[str, ...]
    path: KeyPath = _path()


@dataclass(frozen=True)
class Ticks:
    """`low` to `high` boxes are ticked."""

    question: str
    low: int | None
    high: int | None
    path: KeyPath = _path()


@dataclass(frozen=True)
class Alike:
    """`low` to `high` of the given answers to `questions` are among `options`."""

    questions: tuple[str, ...]
    options: tuple[str, ...]
    low: int | None
    high: int | None
    path: KeyPath = _path()


@dataclass(frozen=True)
class Within:
    """A quantity lies from `low` to `high`, both included, in whole units."""

    question: str
    low: int | None
    high: int | None
    path: KeyPath = _path()


@dataclass(frozen=True)
class Apart:
    """One quantity minus another lies from `low` to `high`, both included, in whole units."""

    question: str
    other: str
    low: int | None
    high: int | None
    path: KeyPath = _path()


@dataclass(frozen=True)
class Answered:
    """The question was asked and answered."""

    question: str
    path: KeyPath = _path()


@dataclass(frozen=True)
class Fact:
    """A named condition holds."""

    name: str
    path: KeyPath = _path()


@dataclass(frozen=True)
class All:
    """Every member holds."""

    members: tuple["Condition", ...]
    path: KeyPath = _path()


@dataclass(frozen=True)
class AnyOf:
    """At least one member holds."""

    members: tuple["Condition", ...]
    path: KeyPath = _path()


@dataclass(frozen=True)
class Not:
    """The member does not hold."""

    member: "Condition"
    path: KeyPath = _path()


@dataclass(frozen=True)
class Unknown:
    """Stands where a condition is at fault: it may hold or not, so that one fault is not reported twice."""

    path: KeyPath = field(default=(), kw_only=True)


Atom: TypeAlias = Is | Ticked | Ticks | Alike | Within | Apart | Answered
Condition: TypeAlias = Atom | Fact | All | AnyOf | Not | Unknown


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all conditions in it, facts not followed."""
    yield condition
    match condition:
        case All(members) | AnyOf(members):
            for member in members:
                yield from walk(member)
        case Not(member):
            yield from walk(member)


def questions_of(atom: Atom) -> tuple[str, ...]:
    """The questions that one atom reads."""
    match atom:
        case Alike(questions):
            return questions
        case Apart(question, other):
            return (question, other)
    return (atom.question,)


def atoms(condition: Condition, facts: Mapping[str, Condition]) -> Iterator[Atom]:
    """Every atom of a condition, facts followed (which must not go in circles)."""
    for part in walk(condition):
        if isinstance(part, Fact):
            if part.name in facts:
                yield from atoms(facts[part.name], facts)
        elif not isinstance(part, (All, AnyOf, Not, Unknown)):
            yield part


def fact_names(condition: Condition) -> set[str]:
    """The facts named in a condition itself."""
    return {part.name for part in walk(condition) if isinstance(part, Fact)}


def has_unknown(condition: Condition, facts: Mapping[str, Condition]) -> bool:
    """Whether a part of it, facts followed, is at fault."""
    return any(
        isinstance(part, Unknown)
        or (isinstance(part, Fact) and (part.name not in facts or has_unknown(facts[part.name], facts)))
        for part in walk(condition)
    )


def to_json(condition: Condition) -> Json:
    """The JSON form; a condition at fault has none and counts as false."""
    match condition:
        case Is(question, options):
            return ["is", question, *options]
        case Ticked(question, how, options):
            return [how, question, *options]
        case Ticks(question, low, high):
            return ["ticks", question, low, high]
        case Alike(questions, options, low, high):
            return ["alike", list(questions), list(options), low, high]
        case Within(question, low, high):
            return ["in", question, low, high]
        case Apart(question, other, low, high):
            return ["apart", question, other, low, high]
        case Answered(question):
            return ["answered", question]
        case Fact(name):
            return ["fact", name]
        case All(members):
            return ["and", *map(to_json, members)]
        case AnyOf(members):
            return ["or", *map(to_json, members)]
        case Not(member):
            return ["not", to_json(member)]
    return ["or"]
