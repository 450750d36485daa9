"""What became of the register's facts: grades that were raised, facts that were merged, law that changed."""

import datetime
from collections.abc import Iterator

from pydantic import Field

from ..finding import Finding
from ..model import Model, parse
from ..source import Document
from .model import Address, Evidence, Nation, PropositionId, State, Text
from .register import Register, citation_faults


class Upgrade(Model):
    """A fact that was looked up again."""

    id: PropositionId
    """The proposition."""
    from_: Evidence = Field(alias="from")
    """Its grade before."""
    to: Evidence
    """Its grade now."""
    address: Address
    """What was read."""
    date: datetime.date
    """The day on which it was read."""
    note: Text | None = None
    """What was found; Markdown."""


class UpgradesFile(Model):
    """docs/data/law/upgrades*.yml."""

    upgrades: tuple[Upgrade, ...]
    """Each fact that was looked up again."""


class Merge(Model):
    """Two facts that were one."""

    kept: PropositionId
    """The id that stands."""
    dropped: PropositionId
    """The id that now leads to it."""
    why: Text
    """How they were seen to be the same; Markdown."""


class MergedFile(Model):
    """docs/data/law/merged*.yml."""

    merged: tuple[Merge, ...]
    """Each pair."""


class LawChange(Model):
    """A change of the law that readers of older guides should know."""

    date: datetime.date | Text
    """The day on which it took effect, or words where no day is known."""
    title: Text
    """What changed, in a few words."""
    text: Text
    """What was so before, and what is so now; Markdown with law."""
    law: tuple[Text, ...] = Field(min_length=1)
    """Propositions or pins."""
    nations: tuple[Nation, ...] = Field(min_length=1)
    """Where."""
    state: State
    """Whether it is in force."""


class ChangesFile(Model):
    """docs/data/changes.yml."""

    changes: tuple[LawChange, ...]
    """Each change, in the order in which they are shown."""


def read_upgrades(document: Document, register: Register, findings: list[Finding]) -> tuple[Upgrade, ...]:
    """Upgrades of one file; faults are added to `findings`."""
    file = parse(document, UpgradesFile, findings)
    if file is None:
        return ()
    findings += _unknown(document, "upgrades", [(i, "id", upgrade.id) for i, upgrade in enumerate(file.upgrades)], register)
    for i, upgrade in enumerate(file.upgrades):
        proposition = register.proposition(upgrade.id)
        if proposition and proposition.evidence.strength < upgrade.to.strength:
            findings.append(
                document.finding(
                    ("upgrades", i, "to"), "L07",
                    f'"{upgrade.id}" is said to be raised to "{upgrade.to}", but its own grade is "{proposition.evidence}".',
                    "Mend the one that is wrong.",
                )
            )
    return file.upgrades


def read_merged(document: Document, register: Register, findings: list[Finding]) -> tuple[Merge, ...]:
    """Merges of one file; faults are added to `findings`."""
    file = parse(document, MergedFile, findings)
    if file is None:
        return ()
    findings += _unknown(document, "merged", [(i, "kept", merge.kept) for i, merge in enumerate(file.merged)], register)
    for i, merge in enumerate(file.merged):
        if register.merged.get(merge.dropped) != merge.kept:
            findings.append(
                document.finding(
                    ("merged", i, "dropped"), "L08", f'"{merge.kept}" does not name "{merge.dropped}" under also.',
                    "Add it there, so that older references still lead somewhere.",
                )
            )
    return file.merged


def read_changes(document: Document, register: Register, findings: list[Finding]) -> tuple[LawChange, ...]:
    """Changes of the law; faults are added to `findings`."""
    file = parse(document, ChangesFile, findings)
    if file is None:
        return ()
    for i, change in enumerate(file.changes):
        findings += citation_faults(document, ("changes", i, "law"), change.law, register)
    return file.changes


def _unknown(
    document: Document, key: str, named: list[tuple[int, str, str]], register: Register
) -> Iterator[Finding]:
    for i, name, cited in named:
        if fault := register.fault(cited):
            yield document.finding((key, i, name), "L02", *fault)
