"""G12: the wording of a guide, as far as a machine can judge it; and `[[answer:…]]`, which names a question (G01)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..finding import did_you_mean
from ..references import references
from ..source import KeyPath
from .notes import Notes
from .plan import At, Plan
from .surroundings import Surroundings

_CLICK = re.compile(r"\b(click|press|tap) here\b|\[(here|this|more|read more|link)\]\(", re.IGNORECASE)
_LINK = re.compile(r"\[\[|\]\(|https?://|<a\b")
_HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
_FIRST_HEADING = 3
"""Texts stand under headings of level 2, so their own start with ###."""
_AMOUNT = re.compile(
    r"£\s?(?P<pounds>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:\s?(?P<by>k|m|bn|thousand|million|billion)\b)?"
    r"|(?P<percent>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)", re.IGNORECASE,
)
_TIMES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_NOT_TEXT = {"when", "ask_when", "facts", "sets", "tests", "accept", "law", "go", "was", "set", "resume", "shared"}
"""Keys whose values are not shown to readers."""
_OF_IDS = {"sections", "blocks", "questions", "options", "outcomes", "parts", "do", "record", "evidence"}
"""Keys that hold ids, which may be spelt like those of _NOT_TEXT."""


def shown_texts(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text of a guide's file that a reader can see, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _NOT_TEXT or (path and path[-1] in _OF_IDS):
                yield from shown_texts(value, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from shown_texts(value, (*path, i))


def check_wording(plan: Plan, surroundings: Surroundings, notes: Notes) -> None:
    """Note faults of wording in one guide."""
    _labels(plan, notes)
    _headings(plan, notes)
    figures = _figures(plan, surroundings)
    for path, text in shown_texts(plan.document.data):
        at = At(plan.document, path)
        if found := _CLICK.search(text):
            notes.error(
                at, "G12", f'"{found[0]}" does not say where a link leads.', "Let the link's own words name its page.",
                needle=found[0],
            )
        _levels(text, at, notes)
        for amount in _AMOUNT.finditer(text):
            for figure in figures.get(_value(amount), ()):
                notes.warning(
                    at, "G12", f'"{amount[0]}" is typed, and it is the figure "{figure}", which can change.',
                    f"Write [[figure:{figure}]], or accept the warning if it is another amount.",
                    figure, needle=amount[0],
                )
    _answers(plan, notes)


def _levels(text: str, at: At, notes: Notes) -> None:
    """Headings go down one step at a time."""
    level = _FIRST_HEADING - 1
    for heading in _HEADING.finditer(text):
        marks = len(heading[1])
        if marks > level + 1 or marks < _FIRST_HEADING:
            notes.error(
                at, "G12", f'A heading "{heading[1]}" stands where "{"#" * min(level + 1, 6)}" is due.',
                f"Start with {'#' * _FIRST_HEADING} and go down one step at a time.", needle=heading[1],
            )
        level = marks


def _labels(plan: Plan, notes: Notes) -> None:
    for step in plan.steps.values():
        seen: dict[str, str] = {}
        labels = [(choice.id, choice.label, choice.at) for choice in step.choices]
        if step.text.none_of_these:
            labels.append(("none_of_these", step.text.none_of_these, step.at / "none_of_these"))
        for name, label, at in labels:
            if _LINK.search(label):
                notes.error(at, "G12", "A label holds a link.", 'Put the link into "hint" or "why".', step.use)
            if label.rstrip().endswith("."):
                notes.error(at, "G12", "A label ends with a full stop.", "Take the full stop out.", step.use)
            plain = _plain(label)
            if plain in seen:
                notes.error(
                    at, "G12", f'The labels of "{seen[plain]}" and "{name}" are alike.',
                    "Say how they differ.", step.use,
                )
            seen.setdefault(plain, name)


def _headings(plan: Plan, notes: Notes) -> None:
    """No two steps share a heading."""
    seen: dict[str, str] = {}
    nodes = [(step.id, step.text.ask or "", step.at / "ask", step.use) for step in plan.steps.values()]
    nodes += [(end.id, end.text.title, end.at / "title", end.id.rpartition(".")[0]) for end in plan.ends.values()]
    for name, heading, at, use in nodes:
        plain = _plain(heading)
        if plain and plain in seen:
            advice = "Say how they differ; in a block, put {subject} into the text."
            notes.error(at, "G12", f'"{seen[plain]}" and "{name}" have the same heading.', advice, use)
        seen.setdefault(plain, name)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _figures(plan: Plan, surroundings: Surroundings) -> dict[tuple[str, Decimal], list[str]]:
    """Figures by unit and value on the guide's day."""
    found: dict[tuple[str, Decimal], list[str]] = {}
    for name, value_on in surroundings.figures.items():
        value = value_on(plan.guide.law_as_at)
        if value and value.unit in ("money", "percent"):
            found.setdefault((value.unit, value.value), []).append(name)
    return found


def _value(amount: re.Match[str]) -> tuple[str, Decimal]:
    if amount["percent"]:
        return "percent", Decimal(amount["percent"])
    times = _TIMES[amount["by"].lower()] if amount["by"] else 0
    return "money", Decimal(amount["pounds"].replace(",", "")).scaleb(times)


def _answers(plan: Plan, notes: Notes) -> None:
    """`[[answer:question]]` names a question of the guide; in a block, one of its own may be meant."""
    names = {*plan.steps, *(step.id.rpartition(".")[2] for step in plan.steps.values() if step.use)}
    for path, text in shown_texts(plan.document.data):
        for reference in references(text):
            if reference.kind == "answer" and reference.name not in names:
                notes.error(
                    At(plan.document, path), "G01", f'There is no question "{reference.name}".',
                    did_you_mean(reference.name, names), needle=reference.written,
                )
