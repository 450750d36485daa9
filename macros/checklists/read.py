"""A checklist, read and checked."""

from collections.abc import Iterator

from ..finding import Finding, Severity, did_you_mean
from ..law.register import Register, citation_faults
from ..model import parse
from ..source import Document
from .model import Checklist

_PAGE_IDS = {"contents", "search", "text"}
"""Ids that the shell of every page uses; an item's id becomes an id on its page."""


def read_checklist(document: Document, register: Register, findings: list[Finding]) -> Checklist | None:
    """One checklist; faults are added to `findings`."""
    checklist = parse(document, Checklist, findings)
    if checklist is not None:
        findings += _faults(document, checklist, register)
    return checklist


def _faults(document: Document, checklist: Checklist, register: Register) -> Iterator[Finding]:
    if checklist.review_by <= checklist.law_as_at:
        yield document.finding(
            ("review_by",), "C04", "The day for review is not after the day the law was checked.",
            "Give a later day for review_by.",
        )
    if checklist.version != max([1, *(change.version for change in checklist.changes)]):
        yield document.finding(
            ("version",), "C07", f"The version is {checklist.version}, but changes does not say what changed in it.",
            "Add {version, date, what} under changes, or put the version back.",
        )
    seen: set[str] = set()
    for group_id, item_id, item in checklist.items():
        path = ("groups", group_id, "items", item_id)
        for name in (item_id, *item.was):
            if name in seen:
                yield document.finding(
                    path, "C03", f'The id "{name}" stands twice in this checklist.',
                    "Ids keep a reader's ticks: rename one.",
                )
            seen.add(name)
        if item_id in _PAGE_IDS:
            yield document.finding(
                path, "C03", f'The id "{item_id}" belongs to a part of every page.', "Give the item another id."
            )
        if not item.law and not item.no_law:
            yield document.finding(
                path, "C01", f'The item "{item_id}" cites no law.', "Add law: […], or no_law: with the reason."
            )
        yield from citation_faults(document, (*path, "law"), item.law, register)
        for i, role in enumerate(item.signs):
            if role not in register.roles:
                yield document.finding(
                    (*path, "signs", i), "L06", f'There is no role "{role}".',
                    did_you_mean(role, register.roles) or "Add it to docs/data/roles.yml.",
                )
        if not item.do[0].isupper() or item.do.endswith(".") or "](" in item.do or "[[" in item.do:
            yield document.finding(
                (*path, "do"), "C02", "What to do is one plain clause: it starts with a capital letter, and has no "
                "full stop and no link.", "Move links and law to why.", Severity.ERROR,
            )
        for i, nation in enumerate(item.nations if "nations" in item.model_fields_set else ()):
            if nation not in checklist.nations:
                yield document.finding(
                    (*path, "nations", i), "C05", f'The checklist does not cover "{nation}".',
                    "Add it to the checklist's nations, or take it out here.",
                )
