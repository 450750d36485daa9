"""A case study's file (docs/reference/formats/cases-hooks-forms.md)."""

import datetime
from typing import Literal, TypeAlias

from pydantic import Field

from ..law.model import Nation, PropositionId, Text
from ..model import Model

Ending: TypeAlias = Literal["working", "mixed", "ended", "failed", "too-early"]
ENDINGS: dict[Ending, str] = {
    "working": "Working", "mixed": "Mixed results", "ended": "Ended", "failed": "Failed",
    "too-early": "Too early to say",
}
Theme: TypeAlias = Literal[
    "co-operative", "community-ownership", "community-wealth-building", "public-commons", "land", "food", "energy",
    "housing", "digital", "care", "procurement", "in-house", "network", "grants",
]


class Number(Model):
    """A number that the case study shows."""

    what: Text
    """What was counted."""
    value: Text
    """The number, as readers see it: "£112.3m" or "5% to 18%"."""
    when: Text
    """The time that it speaks of."""
    fact: PropositionId
    """The proposition of the register that holds it, with its source and grade."""


class CaseStudy(Model):
    """One case study: it becomes a page and a row of the index."""

    title: Text
    """The name under which people know it."""
    place: Text
    """Where."""
    nation: Nation | Literal["elsewhere"]
    """One of the four nations, or `elsewhere`."""
    years: Text
    """From when to when: "2011 to today"."""
    ending: Ending
    """How it stands: failures are shown as plainly as successes."""
    themes: tuple[Theme, ...] = Field(min_length=1)
    """What it is about, for the index."""
    form: Text
    """Its legal form or arrangement, in words; Markdown."""
    summary: Text
    """One or two sentences: what it shows; Markdown."""
    done: Text
    """What was done, by whom; Markdown with references to facts."""
    numbers: tuple[Number, ...] = ()
    """Its numbers, each with its fact."""
    caution: Text
    """What to be careful of; what went wrong; what is claimed and not shown; Markdown."""
    take: tuple[Text, ...] = Field(min_length=1)
    """What a UK council can take from it; each Markdown."""
    leave: tuple[Text, ...] = Field(min_length=1)
    """What a UK council cannot take from it, and why; each Markdown."""
    facts: tuple[PropositionId, ...] = Field(min_length=1)
    """Every proposition on which the page rests; the weakest sets the grade shown."""
    law: tuple[Text, ...] = ()
    """Law that a UK council would use to do the like."""
    checked: datetime.date
    """The day its facts were last compared with their sources."""
    review_by: datetime.date
    """The day by which somebody should look again."""
