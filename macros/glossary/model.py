"""The glossary's file (docs/reference/formats/glossary.md)."""

from typing import Annotated, TypeAlias

from pydantic import Field, StringConstraints

from ..law.model import Text
from ..model import Model

TermId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Term(Model):
    """A word that a reader may not know."""

    term: Text
    """The word, as it stands in a sentence: "social value"."""
    short: Text = Field(max_length=240)
    """Its meaning in one plain sentence, without Markdown; it is what a reader sees beside the word."""
    text: Text | None = None
    """More, for the glossary page; Markdown."""
    also: tuple[Text, ...] = ()
    """Other words and abbreviations for the same thing."""
    see: tuple[TermId, ...] = ()
    """Other terms to look at."""
    law: tuple[Text, ...] = ()
    """Propositions or pins on which the meaning rests."""


class GlossaryFile(Model):
    """The glossary."""

    terms: dict[TermId, Term]
    """Each term by its id."""
