"""Conditions in plain words: `you answered “England” to question 1 and “Yes” to question 4`.

Words come as pieces, plain text and questions, so that one wording serves pages (where a question is a link), pictures,
tables and JSON. Negations are carried down to what they deny, and facts are written out: a reader never meets a name
that only the file knows.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..conditions.model import (
    Alike,
    All,
    Answered,
    AnyOf,
    Apart,
    Condition,
    Fact,
    Is,
    Not,
    Ticked,
    Ticks,
    Within,
    questions_of,
)
from ..conditions.quantities import Kind
from .plan import Step


@dataclass(frozen=True)
class Asked:
    """A question, named by its number."""

    question: str


Piece: TypeAlias = str | Asked
Words: TypeAlias = tuple[Piece, ...]
_EPOCH = datetime.date(1970, 1, 1)
_HEAD = {True: "you answered ", False: "you did not answer "}


@dataclass(frozen=True)
class _Clause:
    words: Words
    head: str = ""
    """What the next clause need not say again."""
    joint: bool = False
    """Whether it joins several clauses."""


@dataclass(frozen=True)
class Speech:
    """How one guide's conditions are said."""

    steps: Mapping[str, Step]
    facts: Mapping[str, Condition]
    plain: Callable[[str], str] = str
    """Turns a text of the guide into plain words."""

    def condition(self, condition: Condition) -> Words:
        """A condition as a clause without a capital or a full stop."""
        clause = self._clause(condition, True, 0)
        return (clause.head, *clause.words) if clause.head else clause.words

    def label(self, question: str, option: str) -> str:
        """An option as the reader sees it, in quotation marks."""
        step = self.steps[question]
        return next(f"“{self.plain(choice.label)}”" for choice in step.choices if choice.id == option)

    def _clause(self, condition: Condition, holds: bool, depth: int) -> _Clause:  # noqa: FBT001  # of one caller
        match condition:
            case Not(member):
                return self._clause(member, not holds, depth)
            case Fact(name):
                return self._clause(self.facts[name], holds, depth)
            case All(members):
                return self._joined(members, "and" if holds else "or", holds, depth)
            case AnyOf(members):
                return self._joined(members, "or" if holds else "and", holds, depth)
            case Answered(question):
                return _Clause(("you answered " if holds else "you were not asked ", Asked(question)))
            case Is(question, options):
                said = _listed([self.label(question, option) for option in options], "or")
                return _Clause((f"{said} to ", Asked(question)), _HEAD[holds])
            case Alike(questions, options, low, high):
                said = _listed([self.label(questions[0], option) for option in options], "or")
                asked = _listed_pieces([Asked(question) for question in questions])
                return _Clause((f"{said} to {_count(low, high)} of ", *asked), _HEAD[holds])
            case Within(question, low, high):
                return _Clause(
                    (f"{_range(low, high, self.steps[question].kind)} to ", Asked(question)), _HEAD[holds]
                )
            case Apart(question, other, low, high):
                return _Clause(tuple(_apart(question, other, low, high, self.steps[question].kind)), _HEAD[holds])
            case Ticked(question, how, options):
                return _Clause(self._ticked(question, how, options, holds))
            case Ticks(question, low, high):
                boxes = "box" if (low, high) in ((1, 1), (1, None), (None, 1)) else "boxes"
                verb = "you ticked" if holds else "you did not tick"
                return _Clause((f"{verb} {_count(low, high)} {boxes} in ", Asked(question)))
        raise ValueError(f"A condition at fault has no words: {condition}")

    def _ticked(self, question: str, how: str, options: Sequence[str], holds: bool) -> Words:  # noqa: FBT001  # as above
        labels = [self.label(question, option) for option in options]
        if how == "none":
            if not holds:
                return (f"you ticked {_listed(labels, 'or')} in ", Asked(question), ", or were not asked it")
            many = f"neither {_listed(labels, 'nor')}" if len(labels) == 2 else f"none of {_listed(labels, 'or')}"
            return (f"you did not tick {labels[0]} in " if len(labels) == 1 else f"you ticked {many} in ", Asked(question))
        verb = "you ticked" if holds else "you did not tick"
        every = "both " if len(labels) == 2 else "all of " if len(labels) > 2 else ""
        said = every + _listed(labels, "and") if how == "every" else _listed(labels, "or")
        return (f"{verb} {said} in ", Asked(question))

    def _joined(self, members: Sequence[Condition], word: str, holds: bool, depth: int) -> _Clause:  # noqa: FBT001
        if word == "and" and holds:
            members = _needed(members)
        clauses = [self._clause(member, holds, depth + 1) for member in members]
        if len(clauses) == 1:
            return clauses[0]
        # "and" and "or" side by side read two ways, so a semicolon parts the outer from the inner, and brackets the next.
        mark = ";" if any(clause.joint for clause in clauses) else "," if len(clauses) > 2 else ""
        words: list[Piece] = []
        head = ""
        for i, clause in enumerate(clauses):
            if i:
                words.append(f"{mark} {word} " if mark == ";" or i == len(clauses) - 1 else f"{mark} ")
            if clause.head and clause.head != head:
                words.append(clause.head)
            words += clause.words
            head = "" if clause.joint else clause.head
        if depth > 1:
            words = ["(", *words, ")"]
        return _Clause(tuple(words), joint=True)


def _needed(members: Sequence[Condition]) -> Sequence[Condition]:
    """What all must hold, without "you answered question 3" where another member says how it was answered."""
    read = {question for member in members if isinstance(member, (Is, Ticked, Ticks, Within, Apart))
            for question in questions_of(member)}
    return [member for member in members if not (isinstance(member, Answered) and member.question in read)]


def text(words: Words, numbers: Callable[[str], int]) -> str:
    """Words as plain text."""
    return "".join(piece if isinstance(piece, str) else f"question {numbers(piece.question)}" for piece in words)


def quantity(units: int, kind: Kind) -> str:
    """A quantity as a reader writes it: £1,200 · £1,200.50 · 12.5 per cent · 28 days · 1 April 2026."""
    if kind.type == "date":
        day = _EPOCH + datetime.timedelta(days=units)
        return f"{day.day} {day:%B %Y}"
    sign, units = ("−", -units) if units < 0 else ("", units)
    whole, rest = divmod(units, 10**kind.scale)
    digits = f"{rest:0{kind.scale}d}" if rest else ""
    if kind.type != "money":
        digits = digits.rstrip("0")
    number = f"{sign}{'£' if kind.type == 'money' else ''}{whole:,}{'.' if digits else ''}{digits}"
    return f"{number} per cent" if kind.type == "percent" else f"{number} {kind.unit}".strip()


def _listed(items: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def _listed_pieces(items: Sequence[Piece]) -> Iterator[Piece]:
    for i, item in enumerate(items):
        if i:
            yield " and " if i == len(items) - 1 else ", "
        yield item


def _count(low: int | None, high: int | None) -> str:
    if low == high:
        return f"exactly {low}"
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if not low else f"{low} to {high}"


def _range(low: int | None, high: int | None, kind: Kind) -> str:
    """`£5,000 or more`. A bound one unit past a round one is said from the round one: `more than £5,000`."""
    dated = kind.type == "date"

    def rounder(bound: int, near: int) -> bool:
        return kind.scale > 0 and near % 10**kind.scale == 0 and bound % 10**kind.scale != 0

    if low is not None and low == high:
        return quantity(low, kind)
    if low is not None and high is not None:
        return f"from {quantity(low, kind)} to {quantity(high, kind)}"
    if low is not None:
        if rounder(low, low - 1):
            return f"more than {quantity(low - 1, kind)}"
        return f"{quantity(low, kind)} or {'later' if dated else 'more'}"
    assert high is not None
    if rounder(high, high + 1):
        return f"less than {quantity(high + 1, kind)}"
    return f"{quantity(high, kind)} or {'earlier' if dated else 'less'}"


def _apart(question: str, other: str, low: int | None, high: int | None, kind: Kind) -> Iterator[Piece]:
    """How much larger or later one answer is than another."""
    more, less = ("later", "earlier") if kind.type == "date" else ("more", "less")

    def size(units: int) -> str:
        return f"{units:,} day{'s' * (units != 1)}" if kind.type == "date" else quantity(units, kind)

    if low == high == 0:
        yield from ("the same to ", Asked(question), " as to ", Asked(other))
        return
    said = []
    if low is not None:
        said.append(f"no {less}" if low == 0 else more if low == 1 else
                    f"at least {size(low)} {more}" if low > 0 else f"at most {size(-low)} {less}")
    if high is not None:
        said.append(f"no {more}" if high == 0 else less if high == -1 else
                    f"at most {size(high)} {more}" if high > 0 else f"at least {size(-high)} {less}")
    yield from (" and ".join(said) + " to ", Asked(question), " than to ", Asked(other))
