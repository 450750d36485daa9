"""What is wrong in a file, said so that its author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
