"""Uses of blocks laid out as plain questions, and what a name means where it stands.

A use `member_money: {use: money, …}` turns the block's question `economic` into `member_money.economic`. Inside the
block a name means the block's own question or outcome first, then what the guide calls so. `go: end` leads where the
use's `then` says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from ..finding import Finding, did_you_mean
from ..model import Model
from .model import Block, Guide
from .plan import At
from .questions import Entry as RawEntry
from .questions import Question, Use
from .results import Result
from .surroundings import Surroundings

MAX_UNSECTIONED = 8
"""Questions that a guide may have without sections."""
T = TypeVar("T")


@dataclass
class Scope:
    """The names of one guide or of one use of a block."""

    prefix: str
    parent: "Scope | None" = None
    then: str = ""
    """What `end` means, as a name in the parent."""
    asked: dict[str, str] = field(default_factory=dict)
    """Questions: name here → id in the guide. Those of blocks are also here, as `use.question`."""
    starts: dict[str, str] = field(default_factory=dict)
    """Uses: name here → id of the first question."""
    ends: dict[str, str] = field(default_factory=dict)
    """Outcomes and pauses: name here → id in the guide."""
    former: tuple[str, ...] = ()
    """Prefixes that its questions had in earlier versions."""
    pauses: set[str] = field(default_factory=set)
    """Ids of all pauses; kept in the guide's scope."""

    def _chain(self) -> Iterator["Scope"]:
        scope: Scope | None = self
        while scope:
            yield scope
            scope = scope.parent

    def question(self, name: str) -> str | None:
        """The id of a question."""
        return next((scope.asked[name] for scope in self._chain() if name in scope.asked), None)

    def target(self, name: str) -> str | None:
        """The id of what a `go` names; empty where it is at fault and reported elsewhere."""
        if name == "end" and self.parent:
            # What a use's `then` names is looked up, and found missing, where the use stands.
            return self.parent.target(self.then) or ""
        for scope in self._chain():
            for names in (scope.asked, scope.starts, scope.ends):
                if name in names:
                    return names[name]
        return None

    def questions(self) -> list[str]:
        """Names that conditions can use."""
        return [name for scope in self._chain() for name in scope.asked]

    def targets(self) -> list[str]:
        """Names that a `go` can use."""
        names = [name for scope in self._chain() for names in (scope.asked, scope.starts, scope.ends) for name in names]
        return [*names, "end"] if self.parent else names


@dataclass
class Entry:
    """One question, on its way to be a step."""

    id: str
    question: Question
    at: At
    scope: Scope
    section: str
    use: str
    was: tuple[str, ...] = ()
    """Ids in earlier versions, in full."""
    next: str | None = None


@dataclass
class Layout:
    """All questions and results of a guide, in file order."""

    root: Scope
    entries: list[Entry] = field(default_factory=list)
    ends: list[tuple[str, Scope, Result, At]] = field(default_factory=list)
    thens: list[tuple[str, Scope, At]] = field(default_factory=list)
    """What uses name as `then`, in which scope."""
    whole: bool = True
    """False where a use could not be laid out, so that questions are missing."""


def lay_out(guide: Guide, at: At, surroundings: Surroundings, findings: list[Finding]) -> Layout:
    """Expand all uses; faults are added to `findings`."""
    layout = Layout(Scope(""))
    worker = _Worker(guide, at, surroundings, findings, layout)
    heads = worker.run(guide.questions, at / "questions", layout.root, "", ())
    worker.results(guide.outcomes, at / "outcomes", layout.root, "")
    worker.sections(heads)
    return layout


def fill(value: T, subject: str) -> T:
    """A value with `{subject}` filled in every text of it."""
    if isinstance(value, str):
        return value.replace("{subject}", subject)  # type: ignore[return-value]
    if isinstance(value, (tuple, list)):
        return type(value)(fill(item, subject) for item in value)
    if isinstance(value, dict):
        return {key: fill(item, subject) for key, item in value.items()}  # type: ignore[return-value]
    if isinstance(value, Model):
        return value.model_copy(update={name: fill(getattr(value, name), subject) for name in value.model_fields_set})
    return value


@dataclass
class _Worker:
    guide: Guide
    at: At
    surroundings: Surroundings
    findings: list[Finding]
    layout: Layout

    def run(
        self, raw: dict[str, RawEntry], at: At, scope: Scope, subject: str, within: tuple[str, ...], section: str = ""
    ) -> list[tuple[str, list[Entry], RawEntry]]:
        """Lay out one run of questions; gives each of its entries with the questions it became."""
        heads: list[tuple[str, list[Entry], RawEntry]] = []
        for name, entry in raw.items():
            filled = fill(entry, subject) if within else entry
            start = len(self.layout.entries)
            own_section = section if within else (filled.section or "")
            if within and filled.section:
                self._fault(
                    at / name / "section", "In a block, a question takes the section of its use.", "Take it out."
                )
            if isinstance(filled, Use):
                self._use(name, filled, at / name, scope, within, own_section)
            else:
                question_id = scope.prefix + name
                scope.asked[name] = question_id
                self.layout.entries.append(
                    Entry(
                        question_id, filled, at / name, scope, own_section, scope.prefix.rstrip("."),
                        _former(name, filled.was, scope),
                    )
                )
            heads.append((name, self.layout.entries[start:], filled))
        if within:
            _link([(entries, entry) for _, entries, entry in heads])
        return heads

    def _use(self, name: str, use: Use, at: At, scope: Scope, within: tuple[str, ...], section: str) -> None:
        scope.starts[name] = ""
        block_found = self._block(use.use, at / "use")
        if not block_found:
            self.layout.whole = False
            return
        if use.use in within:
            circle = " → ".join([*within[within.index(use.use):], use.use])
            self.layout.whole = False
            self._fault(at / "use", f"Blocks use each other in a circle: {circle}.", "Write one of them out.", "G08")
            return
        block, block_at = block_found
        inner = Scope(f"{scope.prefix}{name}.", scope, use.then)
        inner.former = tuple(f"{old}." for old in _former(name, use.was, scope))
        self.layout.thens.append((use.then, scope, at / "then"))
        start = len(self.layout.entries)
        self.run(block.questions, block_at / "questions", inner, use.subject, (*within, use.use), section)
        self.results(block.outcomes, block_at / "outcomes", inner, use.subject)
        if len(self.layout.entries) > start:
            scope.starts[name] = self.layout.entries[start].id
        for inner_name, inner_id in inner.asked.items():
            scope.asked[f"{name}.{inner_name}"] = inner_id
        for inner_name, inner_id in inner.ends.items():
            scope.ends[f"{name}.{inner_name}"] = inner_id

    def _block(self, name: str, at: At) -> tuple[Block, At] | None:
        own, shared = self.guide.blocks.get(name), self.surroundings.blocks.get(name)
        if own and shared:
            self._fault(at, f'The block "{name}" stands here and among the shared blocks.', "Give one another name.")
        if own:
            return own, self.at / "blocks" / name
        if shared:
            return shared[0], At(shared[1])
        known = [*self.guide.blocks, *self.surroundings.blocks]
        self._fault(at, f'There is no block named "{name}".', did_you_mean(name, known))
        return None

    def results(self, raw: dict[str, Result], at: At, scope: Scope, subject: str) -> None:
        for name, result in raw.items():
            if name in scope.asked or name in scope.starts:
                self._fault(at / name, f'"{name}" is a question and an outcome.', "Give one of them another name.")
            end_id = scope.prefix + name
            scope.ends[name] = end_id
            filled = fill(result, subject) if scope.parent else result
            self.layout.ends.append((end_id, scope, filled, at / name))
            if result.status == "pause":
                self.layout.root.pauses.add(end_id)

    def sections(self, heads: list[tuple[str, list[Entry], RawEntry]]) -> None:
        """Check sections, and link each question to the next in its section."""
        known, groups = self.guide.sections, dict[str, list[tuple[list[Entry], RawEntry]]]()
        if not known and len(self.layout.entries) > MAX_UNSECTIONED:
            self._fault(
                self.at / "questions", f"This guide has {len(self.layout.entries)} questions and no sections.",
                f"With more than {MAX_UNSECTIONED} questions, define sections and name one in every question.",
            )
        for name, entries, entry in heads:
            groups.setdefault(entry.section or "", []).append((entries, entry))
            at = self.at / "questions" / name
            if entry.section and entry.section not in known:
                self._fault(
                    at / "section", f'There is no section named "{entry.section}".', did_you_mean(entry.section, known)
                )
            elif known and not entry.section:
                self._fault(at, "This question names no section.", f"It can be: {', '.join(known)}.")
        for section in known:
            if section not in groups:
                self._fault(self.at / "sections" / section, "No question belongs to this section.", "Take it out.")
        for group in groups.values():
            _link(group)

    def _fault(self, at: At, message: str, advice: str = "", code: str = "G01") -> None:
        self.findings.append(at.finding(code, message, advice))


def _former(name: str, was: tuple[str, ...], scope: Scope) -> tuple[str, ...]:
    """Every id that a question or a use had, given its own former names and those of what it stands in."""
    present = f"{scope.prefix}{name}"
    prefixes, names = (scope.prefix, *scope.former), (name, *was)
    return tuple(full for prefix in prefixes for each in names if (full := f"{prefix}{each}") != present)


def _link(run: list[tuple[list[Entry], RawEntry]]) -> None:
    """Tell each question of a run which one comes next; a use says that itself."""
    for (entries, entry), (after, _) in pairwise(run):
        if isinstance(entry, Question) and after:
            entries[0].next = after[0].id
