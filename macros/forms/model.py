"""The file of forms compared (docs/reference/formats/cases-hooks-forms.md)."""

from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field

from ..law.model import Id, Text
from ..model import Model

ASPECTS: dict[str, str] = {
    "surplus": "Where the surplus goes", "control": "Who controls it", "exit": "How one leaves, and what is left",
    "risk": "Who carries the risk", "procurement": "Procurement law", "subsidy": "Subsidy control",
}
"""Key of an aspect → its heading in the comparison."""


class Aspect(Model):
    """What one form means in one respect."""

    text: Text
    """Markdown."""
    law: tuple[Text, ...] = ()
    """Propositions or pins."""


def _aspect(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Said: TypeAlias = Annotated[Aspect, BeforeValidator(_aspect, json_schema_input_type=str | Aspect)]


class Form(Model):
    """One way of working together."""

    title: Text
    """Its name."""
    what: Text
    """What it is, in a sentence or two; Markdown."""
    surplus: Said
    """Where the surplus goes."""
    control: Said
    """Who controls it."""
    exit: Said
    """How a party leaves, and what stays behind."""
    risk: Said
    """Who carries the risk."""
    procurement: Said
    """What procurement law asks."""
    subsidy: Said
    """What subsidy control asks."""
    suits: Text
    """When it suits; Markdown."""
    does_not_suit: Text
    """When it does not; Markdown."""
    law: tuple[Text, ...] = Field(min_length=1)
    """Law on the form as a whole."""

    @property
    def cited(self) -> tuple[str, ...]:
        """All law that the form cites, in every respect."""
        return (*self.law, *(name for aspect in ASPECTS for name in getattr(self, aspect).law))


class FormsFile(Model):
    """All forms, in the order in which they are shown."""

    forms: dict[Id, Form]
    """Each form by its id."""
