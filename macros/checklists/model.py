"""A checklist's file (docs/reference/formats/checklists.md)."""

import datetime
from collections.abc import Iterator
from typing import Literal, TypeAlias

from pydantic import Field

from ..law.model import Id, Nation, Text
from ..model import Model

Audience: TypeAlias = Literal["councillor", "officer", "facilitator", "clerk"]


class Item(Model):
    """One thing to do."""

    do: Text
    """What to do, starting with a verb; Markdown without links."""
    why: Text
    """Why it matters; Markdown with law references."""
    law: tuple[Text, ...] = ()
    """Propositions or pins that call for it."""
    no_law: Text | None = None
    """Why no law is cited, where none is."""
    signs: tuple[Id, ...] = Field(min_length=1)
    """Roles that sign the item off."""
    evidence: Text
    """What to keep on file; Markdown."""
    nations: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
    """Where the item applies; left out, everywhere."""
    not_when: Text | None = None
    """When the item does not apply, as a clause: "the council puts in no land"; Markdown."""
    was: tuple[Id, ...] = ()
    """Earlier ids of the item, so that ticks already made are kept."""


class Group(Model):
    """Items that belong together."""

    title: Text
    """The group's heading."""
    summary: Text | None = None
    """One sentence under the heading; Markdown."""
    items: dict[Id, Item] = Field(min_length=1)
    """Each item by its id, in order."""


class Change(Model):
    """A change that readers are told of."""

    version: int
    """The version that it made."""
    date: datetime.date
    """The day of the change."""
    what: Text
    """What changed, in one sentence."""


class Checklist(Model):
    """One checklist: it becomes a page, a sheet of paper and a file of answers in the reader's browser."""

    title: Text
    """What the checklist is for."""
    summary: Text
    """What the reader has when it is done; one or two sentences; Markdown."""
    audience: tuple[Audience, ...] = Field(min_length=1)
    """Who uses it."""
    nations: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
    """Nations that the checklist covers."""
    minutes: int | None = None
    """Minutes to read it through."""
    law_as_at: datetime.date
    """The day its law was last checked."""
    review_by: datetime.date
    """Past this day the page says that it is due for review."""
    version: int = 1
    """Rises when an item is added, removed or changes its meaning."""
    changes: tuple[Change, ...] = ()
    """What changed in each version after the first."""
    signed: Text | None = None
    """Who signed it off in law, and when; left out, the page says that no lawyer has."""
    groups: dict[Id, Group] = Field(min_length=1)
    """The groups, in order."""

    def items(self) -> Iterator[tuple[str, str, Item]]:
        """Every item in order: group id, item id, item."""
        for group_id, group in self.groups.items():
            for item_id, item in group.items.items():
                yield group_id, item_id, item
