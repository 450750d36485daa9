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
_ANSWERED = "you answered "


@dataclass(frozen=True)
class _Clause:
    words: Words
    head: str = ""
    """What the next clause need not say again."""
    joint: bool = False
    """Whether it joins several clauses."""
    parted: bool = False
    """Whether it joins them by semicolons."""


@dataclass(frozen=True)
class Speech:
    """How one guide's conditions are said."""

    steps: Mapping[str, Step]
    facts: Mapping[str, Condition]
    plain: Callable[[str], str] = str
    """Turns a text of the guide into plain words."""

    def condition(self, condition: Condition) -> Words:
        """A condition as a clause without a capital or a full stop."""
        clause = self._clause(condition, True)  # it holds
        return (clause.head, *clause.words) if clause.head else clause.words

    def label(self, question: str, option: str) -> str:
        """An option as the reader sees it, in quotation marks."""
        step = self.steps[question]
        return next(f"“{self.plain(choice.label)}”" for choice in step.choices if choice.id == option)

    def _clause(self, condition: Condition, holds: bool) -> _Clause:  # noqa: FBT001  # of one caller
        match condition:
            case Not(member):
                return self._clause(member, not holds)
            case Fact(name):
                return self._clause(self.facts[name], holds)
            case All(members):
                return self._joined(members, "and" if holds else "or", holds)
            case AnyOf(members):
                return self._joined(members, "or" if holds else "and", holds)
            case Answered(question):
                return _Clause(("you answered " if holds else "you were not asked ", Asked(question)))
            case Is(question, options):
                said = _listed([self.label(question, option) for option in options], "or")
                return _answer(holds, f"{said} to ", Asked(question))
            case Alike(questions, options, low, high):
                said = _listed([self.label(questions[0], option) for option in options], "or")
                asked = _listed_pieces([Asked(question) for question in questions])
                return _answer(holds, f"{said} to {_count(low, high)} of ", *asked)
            case Within(question, low, high):
                return _answer(holds, f"{_range(low, high, self.steps[question].kind)} to ", Asked(question))
            case Apart(question, other, low, high):
                return _answer(holds, *_apart(question, other, low, high, self.steps[question].kind))
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
            if holds:
                return ("you answered ", Asked(question), f" without ticking {_listed(labels, 'or')}")
            return (f"you ticked {_listed(labels, 'or')} in ", Asked(question), ", or were not asked it")
        verb = "you ticked" if holds else "you did not tick"
        every = "both " if len(labels) == 2 else "all of " if len(labels) > 2 else ""
        said = every + _listed(labels, "and") if how == "every" else _listed(labels, "or")
        return (f"{verb} {said} in ", Asked(question))

    def _joined(self, members: Sequence[Condition], word: str, holds: bool) -> _Clause:  # noqa: FBT001
        if word == "and" and holds:
            members = _needed(members)
        clauses = [self._clause(member, holds) for member in members]
        if len(clauses) == 1:
            return clauses[0]
        # "and" and "or" side by side read two ways, so a semicolon parts the outer from the inner, and brackets the next.
        mark = ";" if any(clause.joint for clause in clauses) else "," if len(clauses) > 2 else ""
        words: list[Piece] = []
        head = ""
        for i, clause in enumerate(clauses):
            if i:
                words.append(f"{mark} {word} " if mark == ";" or i == len(clauses) - 1 else f"{mark} ")
            said = (clause.head, *clause.words) if clause.head and clause.head != head else clause.words
            words += ("(", *said, ")") if clause.parted else said
            head = "" if clause.joint else clause.head
        return _Clause(tuple(words), joint=True, parted=mark == ";")


def _answer(holds: bool, *words: Piece) -> _Clause:  # noqa: FBT001  # of one caller
    """What was answered. Only "you answered" is left out when the next clause has it too: "not A or B" means neither."""
    return _Clause(words, _ANSWERED) if holds else _Clause(("you did not answer ", *words))


def _needed(members: Sequence[Condition]) -> Sequence[Condition]:
    """What all must hold, without "you answered question 3" where another member says how it was answered."""
    read = {question for member in members if isinstance(member, (Is, Ticked, Ticks, Within, Apart))
            for question in questions_of(member)}
    return [member for member in members if not (isinstance(member, Answered) and member.question in read)]


def needs(condition: Condition, question: str, facts: Mapping[str, Condition]) -> bool:
    """Whether a condition cannot hold while a question has no answer."""
    match condition:
        case All(members):
            return any(needs(member, question, facts) for member in members)
        case AnyOf(members):
            return all(needs(member, question, facts) for member in members)
        case Fact(name):
            return needs(facts[name], question, facts)
        case Is() | Ticked() | Ticks() | Within() | Apart() | Answered():
            return question in questions_of(condition)
    return False


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
    """How much larger or later one answer is than another: `at least £100 more`, `a day at most 28 days later`."""
    dated = kind.type == "date"
    more, less = ("later", "earlier") if dated else ("more", "less")
    day = "a day " if dated else ""

    def size(units: int) -> str:
        return f"{units:,} day{'s' * (units != 1)}" if dated else quantity(units, kind)

    if low == high == 0:
        yield from (f"the same{' day' * dated} to ", Asked(question), " as to ", Asked(other))
        return
    said = []
    if low is not None:
        said.append(f"{day}no {less}" if low == 0 else f"{day}{more}" if low == 1 and kind.scale == 0 else
                    f"{day}at least {size(low)} {more}" if low > 0 else f"{day}at most {size(-low)} {less}")
    if high is not None:
        said.append(f"{day}no {more}" if high == 0 else f"{day}{less}" if high == -1 and kind.scale == 0 else
                    f"{day}at most {size(high)} {more}" if high > 0 else f"{day}at least {size(-high)} {less}")
    yield from (" and ".join(said) + " to ", Asked(question), " than to ", Asked(other))
