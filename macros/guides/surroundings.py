"""What the check of guides must know about the rest of the data.

Tests fill it by hand, the library from the files.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from ..source import Document
from .model import SharedAnswers, SharedBlock

Grade: TypeAlias = Literal["read", "secondary", "article", "our-reading", "not-seen"]
GRADES: tuple[Grade, ...] = ("read", "secondary", "article", "our-reading", "not-seen")
"""From strong to weak."""


@dataclass(frozen=True)
class FigureValue:
    """One value of a figure: in pounds, per cent, or what its unit says."""

    unit: Literal["money", "percent", "number", "days", "weeks", "months", "years"]
    value: Decimal


@dataclass(frozen=True)
class Surroundings:
    """The rest of the data, as far as guides lean on it."""

    today: datetime.date
    """The day of the check: `--on`, else SOURCE_DATE_EPOCH, else the clock."""
    law: Mapping[str, Grade] = field(default_factory=dict)
    """Evidence of each proposition, by id and by former id."""
    law_fault: Callable[[str], tuple[str, str] | None] | None = None
    """What is wrong with a citation (a proposition's id or a pin), and what to do; None where it holds.

    Left out: what is in `law`, and everything that looks like a pin, holds."""
    figures: Mapping[str, Callable[[datetime.date], FigureValue | None]] = field(default_factory=dict)
    """By id: its value on a day, None where it has none on that day."""
    roles: Collection[str] = ()
    """Ids of roles."""
    checklists: Collection[str] = ()
    """Ids of checklists."""
    shared_answers: SharedAnswers | None = None
    """The file of shared answers, read."""
    blocks: Mapping[str, tuple[SharedBlock, Document]] = field(default_factory=dict)
    """Shared blocks by name, each with its file."""

    def citation_fault(self, cited: str) -> tuple[str, str] | None:
        """What is wrong with a citation, and what to do."""
        if self.law_fault:
            return self.law_fault(cited)
        if cited in self.law or " " in cited:
            return None
        return f'There is no proposition "{cited}" in the register.', ""
