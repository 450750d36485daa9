"""What a guide's page needs so that its script can narrow it: a number on each element, and what the numbers mean.

`data-for` has the number, in base 36, of the set of choices with which an element can occur (proof/narrowing.py). It is left
out where that is whenever what holds the element can occur. The sets stand once on the page, as JSON:

    {"questions": ["nation", "project"], "top": 2, "sets": "AAgw…"}

A choice takes one option of each question, in the page's order, and the last question's options change fastest. A sign of
`sets` is a digit of base 64 (A to Z, a to z, 0 to 9, + and /): its bits, the lowest first, say of six choices whether a set
has them. First come the digits of all sets for the first six choices, then for the next six, and so on. `top` is the set
of choices with which the guide can be gone through at all. (Written set by set it is a third larger when compressed.)
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .proof.narrowing import Choices, Narrowing, Thing

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BITS = 6


@dataclass(frozen=True)
class Marks:
    """The marks of one guide's page; of a guide that is not narrowed, none."""

    narrowing: Narrowing | None = None

    def of(self, *thing: str) -> str | None:
        """The mark of a thing; None where it needs none."""
        if not self.narrowing or self.narrowing.things[thing] == self._outer(thing):
            return None
        return _base_36(self._sets[self.narrowing.things[thing]])

    @property
    def table(self) -> dict[str, Any] | None:
        """What the marks mean, as the page has it."""
        if not self.narrowing:
            return None
        rows = [self._row(choices) for choices in self._sets]
        columns = ("".join(digits) for digits in zip(*rows, strict=True))
        return {"questions": self.narrowing.questions, "top": self._sets[self.narrowing.top], "sets": "".join(columns)}

    @cached_property
    def _sets(self) -> dict[Choices, int]:
        """The sets that the page needs, with their numbers: those like each other side by side, which compresses well."""
        assert self.narrowing
        used = {choices for thing, choices in self.narrowing.things.items() if choices != self._outer(thing)}
        return {choices: n for n, choices in enumerate(sorted(used | {self.narrowing.top}, key=self._row))}

    def _row(self, choices: Choices) -> str:
        assert self.narrowing
        return "".join(_DIGITS[choices >> n & 63] for n in range(0, self.narrowing.size, _BITS))

    def _outer(self, thing: Thing) -> Choices:
        """When what holds a thing on the page can occur."""
        assert self.narrowing
        things = self.narrowing.things
        match thing:
            case ("question" | "result", _):
                return self.narrowing.top
            case ("part", name):
                holder = name.rpartition(".")[0]
                return things["question", holder] if ("question", holder) in things else things["result", holder]
            case ("resume", pause, _):
                return things["result", pause]
            case ("way", question, option, _):
                return things["option", question, option]
            case ("then" | "passed" as kind, question, _):
                return things[kind, question]
        return things["question", thing[1]]


def _base_36(number: int) -> str:
    high, low = divmod(number, 36)
    return (_base_36(high) if high else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[low]
