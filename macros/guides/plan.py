"""A guide laid out: blocks expanded, names looked up, conditions read. The proof and the logic are made from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ..conditions.model import Condition
from ..conditions.quantities import Kind
from ..finding import Finding, Severity
from ..source import Document, Key, KeyPath
from .model import Guide
from .questions import Option, Question
from .results import Part, Result

AGAIN = "again"
"""A `resume` that goes back to the answer that led to the pause."""


@dataclass(frozen=True)
class At:
    """Where something stands in a file."""

    document: Document = field(repr=False)
    path: KeyPath = ()

    def __truediv__(self, key: Key) -> "At":
        return At(self.document, (*self.path, key))

    def finding(
        self, code: str, message: str, advice: str = "", severity: Severity = Severity.ERROR, needle: str = ""
    ) -> Finding:
        """A finding at this place."""
        return self.document.finding(self.path, code, message, advice, severity, needle)


@dataclass(frozen=True)
class Branch:
    """One line of a `go`."""

    when: Condition | None
    to: str | None
    """A question, an outcome or a pause; None where what is named does not exist."""
    at: At


Go: TypeAlias = tuple[Branch, ...]


@dataclass(frozen=True)
class Choice:
    """One option of a question."""

    id: str
    label: str
    text: Option
    go: Go | None
    when: Condition | None
    at: At


@dataclass(frozen=True)
class Piece:
    """One part of a question, an outcome or a pause."""

    id: str
    """The holder's id, a dot, its own id."""
    text: Part
    when: Condition | None
    at: At


@dataclass(frozen=True)
class Step:
    """One question."""

    id: str
    index: int
    """Its place in file order, from 0."""
    text: Question
    """Its texts, with `{subject}` filled and shared texts taken over."""
    kind: Kind
    choices: tuple[Choice, ...]
    ask_when: Condition | None
    go: Go | None
    next: str | None
    """The next question in the same section; used where nothing else says where to go."""
    pieces: tuple[Piece, ...]
    section: str
    at: At
    use: str = ""
    """The use of a block that it belongs to."""
    was: tuple[str, ...] = ()
    """Ids that it had in earlier versions."""

    @property
    def may_be_empty(self) -> bool:
        """Whether no box ticked is an answer."""
        return self.text.none_of_these is not None


@dataclass(frozen=True)
class End:
    """One outcome or pause."""

    id: str
    text: Result
    pieces: tuple[Piece, ...]
    resume: dict[str, str | None] | None
    """By the question that led here, or by WHICHEVER: AGAIN, a question, an outcome; None where at fault."""
    at: At

    @property
    def is_pause(self) -> bool:
        """Whether it says what to do first."""
        return self.text.status == "pause"


@dataclass(frozen=True)
class Plan:
    """One guide, laid out."""

    id: str
    guide: Guide
    document: Document
    steps: dict[str, Step]
    """In file order."""
    ends: dict[str, End]
    facts: dict[str, Condition]
    figures: frozenset[str]
    """Figures that conditions lean on."""
    narrow: tuple[str, ...] = ()
    """Questions by whose answers the whole guide can be narrowed, in the author's order; those at fault left out."""
    provable: bool = True
    """False where the kind of some answer is at fault, so that nothing can be proved."""

    def pieces(self) -> Iterator[Piece]:
        """All parts, of questions first."""
        for step in self.steps.values():
            yield from step.pieces
        for end in self.ends.values():
            yield from end.pieces
