"""The file of questions: docs/data/questions.yml."""

from typing import Literal

from pydantic import Field

from ..law.model import Text
from ..model import Model


class Question(Model):
    """One question on the home page."""

    question: Text
    """As a reader would put it; plain text."""
    to: Text
    """The page that answers it, from docs/, with an anchor where one fits: law/general-power.md#in-each-nation."""
    for_: tuple[Literal["councillor", "officer", "facilitator"], ...] = Field(alias="for", min_length=1)
    """Whose door shows it."""
    words: tuple[Text, ...] = ()
    """Other words by which a reader may look for it; the filter finds it by them, and they are not shown."""


class QuestionsFile(Model):
    """The questions, in the order in which they are shown."""

    questions: tuple[Question, ...] = Field(min_length=1)
    """Each question."""
