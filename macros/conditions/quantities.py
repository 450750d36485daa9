"""Kinds of answer, and quantities as whole numbers.

Inside, an amount of money is in pence, a percentage in hundredths of a per cent, a number in units of its last decimal
place, a day in days since 1 January 1970. So Python and JavaScript agree exactly.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

QuantityType: TypeAlias = Literal["number", "money", "percent", "date"]
AnswerType: TypeAlias = Literal["one", "many", "number", "money", "percent", "date"]
Written: TypeAlias = int | Decimal | datetime.date
"""A quantity as YAML gives it: pounds, per cent, a plain number, or a day."""

_EPOCH = datetime.date(1970, 1, 1)
_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,4}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What may be typed where a question sets no bounds of its own; all stay well inside JavaScript's exact whole numbers.
DEFAULT_BOUNDS: dict[QuantityType, tuple[Written, Written]] = {
    "number": (0, 1_000_000_000),
    "money": (0, 100_000_000_000),
    "percent": (0, 100),
    "date": (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)),
}
WHAT: dict[AnswerType, str] = {
    "one": "one of its options", "many": "boxes to tick", "number": "a number", "money": "an amount of money",
    "percent": "a percentage", "date": "a day",
}


class Unlike(ValueError):
    """A value that is not of the question's kind; the message says so in a whole sentence."""


@dataclass(frozen=True)
class Kind:
    """What can be answered to a question."""

    type: AnswerType
    options: tuple[str, ...] = ()
    low: int = 0
    """The least quantity, in whole units."""
    high: int = 0
    """The greatest quantity, in whole units."""
    decimals: int = 0
    unit: str = ""
    """For a number: what it counts."""

    @property
    def is_quantity(self) -> bool:
        """Whether the answer is a number, an amount, a percentage or a day."""
        return self.type not in ("one", "many")

    @property
    def scale(self) -> int:
        """Decimal places that one whole unit stands for."""
        return 2 if self.type in ("money", "percent") else self.decimals if self.type == "number" else 0


def whole(value: object, kind: Kind) -> int:
    """A quantity written in YAML in whole units; raises Unlike."""
    if kind.type == "date":
        if isinstance(value, datetime.date):
            return (value - _EPOCH).days
        raise Unlike(f"{value} is not a day.")
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Unlike(f"{value} is not {WHAT[kind.type]}.")
    scaled = Decimal(value).scaleb(kind.scale)
    if scaled != int(scaled):
        places = f"{kind.scale} decimal place{'s' * (kind.scale != 1)}" if kind.scale else "no decimal places"
        raise Unlike(f"{value} is finer than an answer can be: this question takes {places}.")
    return int(scaled)


def text_of(units: int, kind: Kind) -> str:
    """A quantity as it stands in an address: `1200`, `1200.50`, `2026-11-23`."""
    if kind.type == "date":
        return (_EPOCH + datetime.timedelta(days=units)).isoformat()
    sign, units = ("-", -units) if units < 0 else ("", units)
    pounds, rest = divmod(units, 10**kind.scale)
    return f"{sign}{pounds}" + (f".{rest:0{kind.scale}d}" if rest else "")


def units_of(text: str, kind: Kind) -> int | None:
    """A quantity read from an address or a box; None where it is not one of this kind."""
    if kind.type == "date":
        try:
            return (datetime.date.fromisoformat(text) - _EPOCH).days if _DAY.fullmatch(text) else None
        except ValueError:
            return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    sign, pounds, rest = match[1], match[2], match[3] or ""
    if len(rest) > kind.scale:
        return None
    units: int = int(pounds) * 10**kind.scale + int(rest.ljust(kind.scale, "0") or 0)
    return -units if sign else units
