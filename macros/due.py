"""What time has caught up with: days for review, law whose day has come, figures that have run out.

It reads files, not models: every kind of file writes these days in the same way.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .finding import Finding, Place, Severity
from .pages import read_page
from .source import Document, KeyPath, read

SOON = datetime.timedelta(days=60)
"""How long before its day a review is announced."""

_READ_AGAIN = "Read its sources again; then give the day of your check and a new day for review."


def due(root: Path, day: datetime.date, soon: datetime.timedelta = SOON) -> list[Finding]:
    """Everything below docs/ that somebody should look at on `day`, the oldest duty first. All are warnings."""
    docs = root / "docs"
    faults: list[Finding] = []  # `check` reports them; here they only mean that a file is left out
    found: list[tuple[datetime.date, Finding]] = []
    for path in sorted((docs / "data").rglob("*.yml")):
        if document := read(path, root, faults):
            found += _in_data(document, document.data, (), day, soon)
    for path in sorted(docs.rglob("*.md")):
        page = read_page(path, docs, root, faults)
        review_by = page.meta.get("review_by")
        if isinstance(review_by, datetime.date) and review_by <= day + soon:
            found.append((review_by, _of_page(path, path.relative_to(root).as_posix(), page.title, review_by, day)))
    return [finding for _, finding in sorted(found)]


def _in_data(
    document: Document, value: Any, path: KeyPath, day: datetime.date, soon: datetime.timedelta
) -> Iterator[tuple[datetime.date, Finding]]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _in_data(document, item, (*path, i), day, soon)
    if not isinstance(value, dict):
        return
    name = f'"{path[-1]}"' if path and isinstance(path[-1], str) else "This file"
    review_by, begins = value.get("review_by"), value.get("from")
    if isinstance(review_by, datetime.date) and review_by <= day + soon:
        code, message = _review(name, review_by, day)
        yield review_by, document.finding((*path, "review_by"), code, message, _READ_AGAIN, Severity.WARNING)
    if value.get("state") == "not-yet" and isinstance(begins, datetime.date) and begins <= day:
        yield begins, document.finding(
            (*path, "state"), "E03", f"{name} is marked as not yet in force, but its day was {begins}.",
            "See whether it has begun; then change the state, and give the day of your check.", Severity.WARNING,
        )
    if isinstance(values := value.get("values"), list) and (ended := _ended(values)) and ended < day:
        yield ended, document.finding(
            (*path, "values"), "E04", f"{name} has no value after {ended}.",
            "Add the value that holds now, with its source.", Severity.WARNING,
        )
    for key, item in value.items():
        yield from _in_data(document, item, (*path, key), day, soon)


def _ended(values: list[Any]) -> datetime.date | None:
    """The last day of the last value of a figure; None where one has no end."""
    days = [value.get("until") if isinstance(value, dict) else None for value in values]
    return max((d for d in days if isinstance(d, datetime.date)), default=None) if all(days) else None


def _review(name: str, review_by: datetime.date, day: datetime.date) -> tuple[str, str]:
    """Code and message for something with a day for review."""
    if review_by < day:
        return "E01", f"{name} was due for review by {review_by}."
    return "E02", f"{name} is due for review by {review_by}."


def _of_page(path: Path, file: str, title: str, review_by: datetime.date, day: datetime.date) -> Finding:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    line = next((i for i, written in enumerate(lines, 1) if written.startswith("review_by:")), 1)
    code, message = _review(f'The page "{title}"', review_by, day)
    return Finding(Place(file, line), code, message, _READ_AGAIN, lines[line - 1], Severity.WARNING)
