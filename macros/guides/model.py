"""What stands in a guide's file, before blocks are expanded and names are looked up."""

import datetime
from typing import Annotated, Any

from pydantic import Field

from ..model import Model
from .fields import Id, Nation, NodeId, RawCondition, Text, Words
from .questions import Entry, SharedAnswer
from .results import Result


class Block(Model):
    """A run of questions used more than once."""

    questions: Annotated[dict[NodeId, Entry], Field(min_length=1)]
    """In the order of asking; the first is where a use of it starts."""
    outcomes: dict[NodeId, Result] = Field(default_factory=dict)
    """Outcomes and pauses of its own; each use has its copy."""


class SharedBlock(Block):
    """A block in a file of its own, for any guide: `docs/data/guides/blocks/<name>.yml`."""

    title: Text
    """What it is about; for authors."""


class SharedAnswers(Model):
    """The file of shared answers: `docs/data/shared-answers.yml`."""

    answers: dict[Id, SharedAnswer]
    """By id; a guide's question names one with `shared`."""


class Section(Model):
    """A part of a guide with a name."""

    title: Text
    """Its heading."""
    summary: Text | None = None
    """What is settled in it."""


class Change(Model):
    """What a new version changed."""

    version: Annotated[int, Field(ge=1)]
    """The version that brought it."""
    date: datetime.date
    """The day of that version."""
    what: Text
    """What is different, for a reader who has an older link."""
    questions: tuple[Text, ...] = ()
    """The questions whose answers should be looked at again."""


class Signed(Model):
    """A lawyer's sign-off."""

    role: Text
    """In what capacity."""
    date: datetime.date
    """The day."""
    hash: Text
    """The hash of what the guide did and said when it was signed; `make lock` prints it."""


class Case(Model):
    """An author's test: exactly these answers are asked for, and they lead here."""

    name: Text
    """What it shows, in a few words."""
    answers: dict[str, Any] = Field(default_factory=dict)
    """Answers by question. A pause that is not the outcome is gone past; `question.then: done` may say how."""
    outcome: Text
    """The outcome or pause at which it ends."""
    parts: tuple[Text, ...] = ()
    """Parts that are shown: of the outcome, or of anything on the way as `holder.part`."""
    not_parts: tuple[Text, ...] = ()
    """Parts that are not shown."""
    asked: tuple[Text, ...] | None = None
    """The questions asked, in order, and no others."""
    pauses: tuple[Text, ...] | None = None
    """The pauses met, in order, and no others."""
    notes: tuple[Text, ...] = ()
    """Notes that are shown, as `question.option`."""


class Guide(Model):
    """One decision guide."""

    title: Text
    """What the guide decides, as a question where it can be."""
    summary: Text
    """What the reader ends with."""
    audience: Words = ()
    """For whom it is written."""
    minutes: Annotated[int, Field(ge=1)] | None = None
    """How long it takes."""
    nations: tuple[Nation, ...] = ()
    """Where it holds; left out: all four nations."""
    law_as_at: datetime.date
    """The day on which its law was last checked; figures have their value of that day."""
    review_by: datetime.date
    """Past it the page says so."""
    version: Annotated[int, Field(ge=1)]
    """Rises when behaviour changes."""
    changes: tuple[Change, ...] = ()
    """What each later version changed."""
    signed: Signed | None = None
    """Left out: the page says that no lawyer has reviewed it."""
    draft: bool = False
    """Shown while writing only, never published."""
    sections: dict[Id, Section] = Field(default_factory=dict)
    """Needed where there are more than 8 questions."""
    sets: dict[Id, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Named lists of options, for conditions."""
    facts: dict[NodeId, RawCondition] = Field(default_factory=dict)
    """Named conditions."""
    blocks: dict[NodeId, Block] = Field(default_factory=dict)
    """Runs of questions used more than once."""
    questions: Annotated[dict[NodeId, Entry], Field(min_length=1)]
    """In the order of asking, of proof and of printing; the first is the start."""
    outcomes: Annotated[dict[NodeId, Result], Field(min_length=1)]
    """Outcomes and pauses."""
    narrow: Annotated[tuple[Text, ...], Field(max_length=4)] = ()
    """Up to four questions by whose answers the whole guide can be narrowed, on screen and on paper."""
    tests: tuple[Case, ...] = ()
    """What must come out; a lawyer can read them."""
    accept: dict[str, Text] = Field(default_factory=dict)
    """Warnings that are meant, each with its reason: `G13`, or `G13 question` for one of them."""
