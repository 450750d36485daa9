"""What a guide's page needs so that its script can narrow it: marks on its elements, and what they mean.

An element has `data-for` unless it can occur whenever what holds it can. The sets of choices with which such elements can
occur (proof/narrowing.py) stand once on the page, and so do their numbers, as JSON:

    {"questions": ["nation", "project"], "top": 2, "marks": "3A0A0z…", "sets": "AAgw…"}

`marks`: the number of each such element's set, in the order of the page. A number's last digit is of base 36, 0 to z;
capitals before it, A for 1 to Z for 26, count its 36s. `top`: the choices with which the guide can be gone through at all.

`sets`: a choice takes one option of each question, in the page's order, and the last question's options change fastest. A
sign is a digit of base 64 (A to Z, a to z, 0 to 9, + and /): its bits, the lowest first, say of six choices whether a set
has them. First come the digits of all sets for the first six choices, then for the next six, and so on.

(Numbers on the elements themselves, or sets one after the other, are each a third larger when compressed.)
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .proof.narrowing import Choices, Narrowing, Thing

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BITS = 6
_MARK = re.compile(' data-for="([A-Z]*[0-9a-z])"')


@dataclass(frozen=True)
class Marks:
    """The marks of one guide's page; of a guide that is not narrowed, none."""

    narrowing: Narrowing | None = None

    def of(self, *thing: str) -> str | None:
        """The mark of a thing; None where it needs none."""
        if not self.narrowing or self.narrowing.things[thing] == self._outer(thing):
            return None
        return _written(self._sets[self.narrowing.things[thing]])

    def gathered(self, page: str) -> tuple[str, dict[str, Any]]:
        """A page whose marks stand in its `data-for`, without them; and what is needed to narrow it, the marks included."""
        assert self.narrowing
        rows = [self._row(choices) for choices in self._sets]
        columns = ("".join(digits) for digits in zip(*rows, strict=True))
        return _MARK.sub(" data-for", page), {
            "questions": self.narrowing.questions, "top": self._sets[self.narrowing.top],
            "marks": "".join(_MARK.findall(page)), "sets": "".join(columns),
        }

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


def _written(number: int) -> str:
    high, low = divmod(number, 36)
    capitals = ""
    while high:
        high, letter = divmod(high - 1, 26)
        capitals = chr(ord("A") + letter) + capitals
    return capitals + "0123456789abcdefghijklmnopqrstuvwxyz"[low]
