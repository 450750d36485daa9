"""The policy hooks' file (docs/reference/formats/cases-hooks-forms.md)."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from ..law.model import Nation, Text
from ..model import Model
from ..references import references

HookId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
STEPS: dict[str, str] = {
    "first": "Start here", "practice": "Then change practice", "direction": "Then set direction",
}


class Hook(Model):
    """A clause that a council can adapt for its own policy."""

    title: Text
    """What it is called."""
    purpose: Text
    """What it is for, in one sentence; Markdown."""
    goes_in: tuple[Text, ...] = Field(min_length=1)
    """The documents in which it belongs."""
    wording: Text
    """The clause, ours, to be adapted; plain text. Words in square brackets are for the council to fill in."""
    step: Literal["first", "practice", "direction"]
    """Where it stands on the ladder: easy to agree, a change of practice, or a new direction."""
    law: tuple[Text, ...] = Field(min_length=1)
    """Propositions or pins that carry it."""
    guard_rail: Text
    """What limits it, and what would make it unlawful; Markdown with law."""
    guard_law: tuple[Text, ...] = ()
    """Propositions or pins that limit it."""
    evidence_first: Text | None = None
    """What a council should be able to show before it adopts the clause; Markdown."""
    nations: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
    """Where the clause can be used as it is."""
    elsewhere: Text | None = None
    """What to lean on in the other nations; Markdown with law."""

    @property
    def cited(self) -> tuple[str, ...]:
        """All law that the clause and the words round it rest on, in every nation."""
        texts = (self.purpose, self.guard_rail, self.evidence_first or "", self.elsewhere or "")
        named = (reference.name for text in texts for reference in references(text) if reference.kind == "law")
        return (*self.law, *self.guard_law, *named)


class HooksFile(Model):
    """All hooks, in the order in which they are shown."""

    hooks: dict[HookId, Hook]
    """Each hook by its id."""
