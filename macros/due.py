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
            place = _line_of(path, path.relative_to(root).as_posix(), "review_by:")
            found.append((review_by, _review(place, f'The page "{page.title}"', review_by, day)))
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
        yield review_by, _review(document.place(*path, "review_by"), name, review_by, day)
    if value.get("state") == "not-yet" and isinstance(begins, datetime.date) and begins <= day:
        yield begins, Finding(
            document.place(*path, "state"), "E03", f"{name} is marked as not yet in force, but its day was {begins}.",
            "See whether it has begun; then change the state, and give the day of your check.",
            severity=Severity.WARNING,
        )
    if isinstance(values := value.get("values"), list) and (ended := _ended(values)) and ended < day:
        yield ended, Finding(
            document.place(*path, "values"), "E04", f"{name} has no value after {ended}.",
            "Add the value that holds now, with its source.", severity=Severity.WARNING,
        )
    for key, item in value.items():
        yield from _in_data(document, item, (*path, key), day, soon)


def _ended(values: list[Any]) -> datetime.date | None:
    """The last day of the last value of a figure; None where one has no end."""
    days = [value.get("until") if isinstance(value, dict) else None for value in values]
    return max((d for d in days if isinstance(d, datetime.date)), default=None) if all(days) else None


def _review(place: Place, name: str, review_by: datetime.date, day: datetime.date) -> Finding:
    if review_by < day:
        code, message = "E01", f"{name} was due for review by {review_by}."
    else:
        code, message = "E02", f"{name} is due for review by {review_by}."
    return Finding(
        place, code, message, "Read its sources again; then give the day of your check and a new day for review.",
        severity=Severity.WARNING,
    )


def _line_of(path: Path, file: str, start: str) -> Place:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return Place(file, next((i for i, line in enumerate(lines, 1) if line.startswith(start)), 1))
