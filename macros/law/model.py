"""The law register's files: sources, propositions, figures and roles (docs/reference/formats/law.md)."""

import datetime
import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from ..model import Model
from .pin import Pin, parse_pin

Text: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
"""A text that is not empty; Markdown where the field's description says so."""
Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
PropositionId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^(pv|ps|ci|cs)\.[a-z0-9-]+$")]
Nation: TypeAlias = Literal["england", "wales", "scotland", "northern_ireland"]
State: TypeAlias = Literal["in-force", "part", "not-yet", "not-verified", "ended", "not-law"]

NATIONS: dict[str, str] = {
    "england": "England", "wales": "Wales", "scotland": "Scotland", "northern_ireland": "Northern Ireland",
}
STATES: dict[str, str] = {
    "in-force": "In force", "part": "Partly in force", "not-yet": "Not yet in force",
    "not-verified": "Not verified as in force", "ended": "No longer in force", "not-law": "Not a rule of law",
}


class Evidence(StrEnum):
    """How a fact is known, from strong to weak."""

    READ = "read"
    """The text itself was read."""
    SECONDARY = "secondary"
    """Read in a note, summary, report or news page."""
    ARTICLE = "article"
    """Only the article that inspired the site says it."""
    OUR_READING = "our-reading"
    """Reasoned from text that was read."""
    NOT_SEEN = "not-seen"
    """General knowledge; no source was seen."""

    @property
    def label(self) -> str:
        """The grade in words, for readers."""
        return {
            "read": "Read in the source", "secondary": "Read in a secondary source",
            "article": "From the 2025 article only", "our-reading": "Our reading", "not-seen": "Source not seen",
        }[self]

    @property
    def strength(self) -> int:
        """4 for `read` down to 0 for `not-seen`."""
        return len(Evidence) - 1 - list(Evidence).index(self)


def weakest(grades: list[Evidence]) -> Evidence:
    """The weakest of one or more grades."""
    return min(grades, key=lambda grade: grade.strength)


def _https(address: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"]+", address):
        raise ValueError(f'"{address}" is not an https address.\nWrite it in full, starting with https://')
    return address


Address: TypeAlias = Annotated[str, AfterValidator(_https)]


class Source(Model):
    """An Act, instrument, case, guidance, report or page."""

    title: Text
    """Its title in full, with the year."""
    short: Text | None = None
    """A short title for tables and citations; left out, the title serves."""
    kind: Literal["act", "instrument", "case", "guidance", "bill", "report", "page"]
    """What kind of source it is."""
    citation: Text | None = None
    """Chapter number, SI number or neutral citation."""
    nations: tuple[Nation, ...] = Field(min_length=1)
    """Where this site relies on it."""
    url: Address
    """The address of its front page; https."""
    address: Literal["checked", "not-checked"] = "checked"
    """`not-checked`: nobody has opened the address; the site says so."""
    state: State
    """Whether it is in force."""
    from_: datetime.date | None = Field(default=None, alias="from")
    """The day it began, where known."""
    date: datetime.date | int | Text | None = None
    """For guidance, reports and pages: its day, its year, or words such as "undated, about 2025"."""
    note: Text | None = None
    """What a reader should know of it; Markdown."""
    checked: datetime.date
    """The day somebody last read it, or tried to."""
    review_by: datetime.date
    """The day by which somebody should look again."""

    @property
    def name(self) -> str:
        """The short title, or the title."""
        return self.short or self.title

    def address_of(self, pin: Pin) -> str:
        """Where a pin of this source opens."""
        base = self.url.rstrip("/")
        if re.fullmatch(r"https://www\.legislation\.gov\.uk/[a-z]+/[0-9]{4}/[0-9]+", base):
            return base + pin.segment()
        if "caselaw.nationalarchives.gov.uk" in base and pin.paragraph():
            return f"{base}#para_{pin.paragraph()}"
        return self.url


class SourcesFile(Model):
    """One file of sources."""

    sources: dict[Id, Source]
    """Each source by its id."""


def _pin(value: Any) -> Any:
    return {"pin": value} if isinstance(value, str) else value


class Pinned(Model):
    """A pin of a proposition, with what was seen there."""

    pin: Annotated[Pin, BeforeValidator(lambda v: parse_pin(v) if isinstance(v, str) else v, json_schema_input_type=str)]
    """Source id and place: `la2011 s4(2)`."""
    evidence: Evidence | None = None
    """The grade of this pin, where it differs from the proposition's."""
    seen: Text | None = None
    """What exactly was read here; Markdown."""


class Proposition(Model):
    """One fact, in our own words."""

    title: Text
    """What it is about, in a few words."""
    text: Text
    """The fact; Markdown."""
    pins: tuple[
        Annotated[Pinned, BeforeValidator(_pin, json_schema_input_type=str | Pinned)], ...
    ] = Field(min_length=1)
    """Where it stands: a pin, or a pin with its own grade."""
    nations: tuple[Nation, ...] = Field(min_length=1)
    """Where it holds."""
    evidence: Evidence
    """The weakest grade on which the whole fact rests."""
    seen: Text | None = None
    """What exactly was read, or which part was not; Markdown."""
    state: State
    """Whether it is law today."""
    from_: datetime.date | None = Field(default=None, alias="from")
    """The day it began, where known."""
    watch: Text | None = None
    """The common mistake, as a caution; Markdown."""
    unverified: Text | None = None
    """What could not be confirmed; Markdown."""
    checked: datetime.date
    """The day somebody last compared it with its sources."""
    review_by: datetime.date
    """The day by which somebody should look again."""
    also: tuple[PropositionId, ...] = ()
    """Ids of the same fact that were merged into this one."""


class PropositionsFile(Model):
    """One topic of the register: it becomes one page."""

    title: Text
    """The topic."""
    summary: Text
    """One sentence on what the topic holds; Markdown."""
    propositions: dict[PropositionId, Proposition]
    """Each fact by its id."""


class FigureValue(Model):
    """A value and the days on which it holds."""

    value: Decimal
    """Pounds, per cent, or a plain count, as the figure's unit says."""
    from_: datetime.date = Field(alias="from")
    """Its first day."""
    until: datetime.date | None = None
    """Its last day; left out where no end is known."""
    source: Annotated[Pin, BeforeValidator(lambda v: parse_pin(v) if isinstance(v, str) else v, json_schema_input_type=str)]
    """Pin of the source."""
    evidence: Evidence
    """How the value is known."""
    checked: datetime.date
    """The day somebody last looked."""
    state: State = "in-force"
    """`not-verified` where it may have changed since its source; `not-law` for a proposal."""

    @model_validator(mode="after")
    def _in_order(self) -> "FigureValue":
        if self.until is not None and self.until < self.from_:
            raise ValueError(f'"until" ({self.until}) is before "from" ({self.from_}).\nSwap them, or mend the day.')
        return self


class Figure(Model):
    """A threshold, limit or period that the law sets and changes."""

    title: Text
    """What is measured, with VAT where it matters."""
    unit: Literal["money", "percent", "number", "days", "weeks", "months", "years"]
    """What the values count; money is pounds."""
    note: Text | None = None
    """How to measure; Markdown."""
    nations: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
    """Where it holds."""
    law: tuple[PropositionId, ...] = ()
    """Propositions that use it."""
    values: tuple[FigureValue, ...] = Field(min_length=1)
    """Its values, which may not overlap in time."""

    def on(self, day: datetime.date) -> FigureValue | None:
        """The value that holds on a day."""
        for value in self.values:
            if value.from_ <= day and (value.until is None or day <= value.until):
                return value
        return None

    def shown(self, value: Decimal) -> str:
        """A value in words: £207,720 · 20 per cent · 28 days."""
        number = f"{value.normalize():,f}"
        if self.unit == "money":
            return f"£{number}" if value == value.to_integral_value() else f"£{value:,.2f}"
        if self.unit == "number":
            return number
        word = "per cent" if self.unit == "percent" else self.unit.removesuffix("s") if value == 1 else self.unit
        return f"{number} {word}"


class FiguresFile(Model):
    """A file of figures."""

    figures: dict[Id, Figure]
    """Each figure by its id."""


class Role(Model):
    """Somebody who decides, signs or advises."""

    title: Text
    """What the role is called; a council may rename it."""
    what: Text
    """One sentence on what the role is for."""
    nations: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
    """Where the role exists."""
    law: tuple[PropositionId, ...] = ()
    """Propositions on the role."""


class RolesFile(Model):
    """The file of roles."""

    roles: dict[Id, Role]
    """Each role by its id."""
