"""Outcomes, pauses and parts: what a reader is told."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from ..model import Model
from .fields import Id, Items, RawCondition, Text, Words

Status: TypeAlias = Literal["proceed", "care", "stop", "advice", "pause"]
WHICHEVER = ""
"""In a `resume`, stands for whichever question led to the pause."""


class HandOver(Model):
    """A guide to go on with."""

    guide: Text
    """Its id."""
    label: Text | None = None
    """What the link says; left out: the guide's title."""
    set: dict[str, Any] = Field(default_factory=dict)
    """Answers there that this result implies, by shared answer or question."""


class Advice(Model):
    """What outcomes, pauses and parts have in common."""

    text: Text | None = None
    """Markdown."""
    law: Words = ()
    """Ids of propositions, or pins, on which it rests."""
    no_law: Text | None = None
    """Why it rests on no law."""
    do: Items = Field(default_factory=dict)
    """What to do: lines to tick."""
    record: Items = Field(default_factory=dict)
    """What to write down: lines to fill."""
    evidence: Items = Field(default_factory=dict)
    """What to keep on file."""
    decides: Words = ()
    """The roles that decide."""
    ask: Words = ()
    """The roles to ask; needed on outcomes and pauses."""
    signs: Words = ()
    """The roles that sign the record."""
    caution: Text | None = None
    """What is not settled; needed where the law is not seen or our own reading."""
    risk: Text | None = None
    """What can go wrong."""
    checklists: Words = ()
    """Checklists to work through."""
    next: tuple[HandOver, ...] = ()
    """Guides to go on with."""
    group: Text | None = None
    """A heading under which it stands together with others."""


class Part(Advice):
    """A piece that is shown where its condition holds."""

    when: RawCondition | None = None
    """Shown where this holds; left out: always."""
    title: Text | None = None
    """Its heading."""


def _resume(value: Any) -> Any:
    return {WHICHEVER: value} if isinstance(value, str) else value


class Result(Advice):
    """An outcome, or a pause."""

    status: Status
    """What the reader may do: proceed, care, stop, advice; or a pause, which says what to do first."""
    title: Text
    """Its heading: the answer in a few words."""
    parts: dict[Id, Part] = Field(default_factory=dict)
    """Pieces that are shown where their conditions hold, in this order."""
    resume: Annotated[
        dict[str, Text], Field(min_length=1),
        BeforeValidator(_resume, json_schema_input_type=str | dict[str, str]),
    ] | None = None
    """For a pause: `again`, a later question or an outcome, or one of these by the question that led here."""
    was: tuple[Id, ...] = ()
    """Ids that it had in earlier versions."""
