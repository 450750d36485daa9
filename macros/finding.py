"""What is wrong in a file, said so that its author can mend it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Control characters, marks of direction, spaces without width, private use; joiners (U+200C, U+200D) shape real words.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff]"
)
"""A character that a reader cannot see."""


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Nothing is published while it stands."""
    WARNING = "warning"
    """Published, but somebody should look."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where it is, the author's words, what is wrong, what to do."""

    place: Place
    code: str
    """Letter and two digits; `docs/reference/findings.md` explains each."""
    message: str
    """What is wrong: whole sentences."""
    advice: str = ""
    """What to do: whole sentences; empty where the message says it."""
    words: str = ""
    """The author's own words at that place: one line, trimmed."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.severity} {self.code}"]
        if self.words:
            lines.append(f"    {self.words}")
        lines += [f"  {part}" for text in (self.message, self.advice) if text for part in text.split("\n")]
        return "\n".join(lines)


def quoted(lines: tuple[str, ...], place: Place, *, indented: bool = False) -> str:
    """The author's line at a place: one line, trimmed to 120 characters, hidden characters by their number.

    `indented` shows what stands before it, for a finding that is about that: a dot for a space, ⇥ for a tab.
    """
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    text = HIDDEN.sub(lambda hidden: f"<U+{ord(hidden[0]):04X}>", line.strip())
    if indented:
        text = line[: len(line) - len(line.lstrip())].replace(" ", "·").replace("\t", "⇥") + text
    return text if len(text) <= 120 else text[:117] + "…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest; None where none is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or an empty text where none is near."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else ""


def report(findings: Iterable[Finding]) -> str:
    """All findings as text: each once, sorted by file and line, with a closing count."""
    ordered = sorted(set(findings))
    errors = sum(f.severity is Severity.ERROR for f in ordered)
    warnings = len(ordered) - errors
    count = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return "\n\n".join([*map(str, ordered), count])
