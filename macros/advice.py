"""What to write instead: days, numbers and fixed words, worked out from the author's own."""

import datetime
import re
from collections.abc import Iterable

from .finding import did_you_mean

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)
_TH = "(?:st|nd|rd|th)?"
# Each way of writing a day that can be told from the others, and the places of year, month and day in it.
_DAYS = (
    (re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"), (3, 1, 2)),  # as in America; only where ours makes no day
    (re.compile(rf"(\d{{1,2}}){_TH}[- ]([A-Za-z]{{3,9}}),?[- ](\d{{4}})"), (3, 2, 1)),
    (re.compile(rf"([A-Za-z]{{3,9}}) (\d{{1,2}}){_TH},? (\d{{4}})"), (3, 1, 2)),
)
_NUMBER = re.compile(r"(?:£|GBP)? ?([0-9][0-9, ]*(?:\.[0-9]+)?) ?(£|%|[A-Za-z][A-Za-z ]*)?")
_SCALES = {"k", "m", "bn", "thousand", "million", "billion"}


def day_in(text: str) -> datetime.date | None:
    """The day that somebody wrote: `23/11/2026`, `23 November 2026`. None where it cannot be understood."""
    for pattern, order in _DAYS:
        if match := pattern.fullmatch(text.strip()):
            year, month, day = (match[i] for i in order)
            try:
                return datetime.date(int(year) + 2000 * (len(year) == 2), _month(month), int(day))
            except ValueError:
                continue
    return None


def _month(word: str) -> int:
    """1 to 12 for a number, a name or its beginning; 0 where it is none."""
    if word.isdigit():
        return int(word)
    return next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)


def write_day(written: object) -> str:
    """How to write a day, with the author's own where it can be understood."""
    if day := day_in(str(written)):
        if str(written) == str(day):
            return f"Write the day without quotes: {day}."
        return f"Write the day as year-month-day: {written} is {day}."
    return "Write the day as year-month-day: 31 March 2025 is 2025-03-31."


def write_number(written: object) -> str:
    """How to write a number, with the author's own where it can be understood."""
    text = str(written).strip()
    match = _NUMBER.fullmatch(text)
    if match is None or (match[2] or "").lower() in _SCALES:
        return "Write digits alone, with a point before pence: no £, no commas, no words."
    number = re.sub(r"[, ]", "", match[1])
    signs = [f"no {sign}" for sign in ("£", "%") if sign in text] + ["no commas"] * ("," in text)
    if re.search(r"[A-Za-z]", text):
        signs.append("no words")
    return f"Write {number}{': ' if signs else ''}{', '.join(signs)}."


def choose(written: str, words: Iterable[str]) -> str:
    """Which of the fixed words to write."""
    words = list(words)
    every = f"It can be: {', '.join(words)}."
    same = next((word for word in words if _bare(word) == _bare(written)), None)
    if same is None:
        return did_you_mean(written, words) or every
    how = "in small letters" if written != written.lower() else "so"
    return f"Write it {how}: {same}. {every}"


def _bare(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.strip().lower())


def missing_comma(written: str, *, fits: re.Pattern[str]) -> tuple[str, str] | None:
    """What is wrong, and what to do, where a member of a list is really several with no comma between them."""
    parts = written.split()
    if len(parts) < 2 or not all(fits.fullmatch(part) for part in parts):
        return None
    return f"A comma is missing between {' and '.join(parts)}.", f"Write [{', '.join(parts)}]."
