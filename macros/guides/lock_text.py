"""The text of a lock: everything that a guide does, as the proof worked it out, without a word of how it is written.

See `docs/reference/formats/guide-locks.md`. The same behaviour gives the same text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from oxidd.bdd import BDDFunction

from ..conditions.quantities import text_of
from .archive import texts_hash
from .check import NODE_LIMIT, Checked
from .lock_cases import MOST_CASES, case_lines
from .lock_given import Given
from .lock_lines import Drawer
from .logic import as_text, logic_hash
from .plan import End, Piece, Step
from .proof.counts import Counts
from .proof.flow import EVER, Flow, spares_of
from .proof.space import Space
from .results import WHICHEVER

FORMAT = 1


def make_lock(checked: Checked) -> str:
    """The lock of a guide without errors, ending in a line feed.

    Raises ValueError where it has errors, and DDMemoryError where all the nodes that a proof may have are too few.
    """
    if checked.logic is None or checked.counts is None:
        raise ValueError(f"{checked.plan.id} has errors, so it has no lock")
    counts = checked.counts
    # A proof that was kept has no diagrams, and those of a fresh one stand in a table of the size that it needed.
    flow = Flow(checked.plan, Space(checked.plan, spares_of(checked.plan), NODE_LIMIT, NODE_LIMIT // 2))
    flow.run()
    body = lock_body(flow, counts)
    cases = counts.cases or "too many to tell apart"
    text = "\n".join([f"cases {cases}", f"routes {counts.routes}", f"longest {counts.longest}", *body]) + "\n"
    head = [
        f"# What the guide {checked.plan.id} does, worked out by the proof. `make lock` writes this; do not edit it.",
        f"format {FORMAT}",
        f"version {checked.plan.guide.version}",
        f"logic {logic_hash(checked.logic)}",
        f"texts {texts_hash(checked.plan)}",
        f"lines {body_hash(text)}",
    ]
    return "\n".join(head) + f"\n{text}"


def body_hash(text: str) -> str:
    """A hash of what stands below the hashes, so that a lock that was changed by hand is found out."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lock_body(flow: Flow, counts: Counts) -> list[str]:
    """The lines below the head and the counts."""
    writer = Writer(flow)
    lines = [line for name in (*flow.plan.steps, *flow.plan.ends) for line in ("", *writer.block(name))]
    if counts.cases is not None and counts.cases <= MOST_CASES:
        lines += ["", "every case", *(f"  {line}" for line in case_lines(flow))]
    return lines


@dataclass
class Writer:
    """Writes what a guide does, question by question and result by result."""

    flow: Flow
    drawer: Drawer = field(init=False)
    to: dict[str, dict[str, BDDFunction]] = field(default_factory=dict)
    """By target, by the question whose step leads there: the cases."""
    beyond: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By target: the pauses that go on to it, each with the question that led to the pause."""

    def __post_init__(self) -> None:
        self.drawer = Drawer(Given(self.flow))
        for edge in self.flow.edges:
            if edge.how != "resume" and edge.cases.satisfiable():
                sources = self.to.setdefault(edge.to, {})
                sources[edge.source] = sources[edge.source] | edge.cases if edge.source in sources else edge.cases
        for end in self.flow.plan.ends.values():
            for source in self.to.get(end.id, ()):
                if (on := _resumed(end, source)) and on != "again":
                    self.beyond.setdefault(on, []).append((end.id, source))

    def block(self, name: str) -> list[str]:
        """The lines of one question, outcome or pause, with their heading."""
        steps = self.flow.plan.steps
        return list(self._step(steps[name]) if name in steps else self._result(self.flow.plan.ends[name]))

    def _step(self, step: Step) -> Iterator[str]:
        yield f"question {step.id}"
        yield from self._question(step)
        yield from self._ways(step.id)
        yield from self._options(step)
        for piece in step.pieces:
            yield from self._part(piece, self.flow.asked[step.id], step.index)

    def _result(self, end: End) -> Iterator[str]:
        cases = self.flow.met[end.id] if end.is_pause else self.flow.ended[end.id]
        status = "pause" if end.is_pause else f"outcome {end.text.status}"
        yield f"{status} {end.id}: routes {self.drawer.given.routes(cases)}"
        yield from self._ways(end.id)
        yield from self._end(end)
        for piece in end.pieces:
            yield from self._part(piece, cases, EVER)

    def _question(self, step: Step) -> Iterator[str]:
        kind = step.kind
        if kind.is_quantity:
            places = f", {kind.scale} decimal places" if kind.scale else ""
            yield f"  answers {kind.type} {text_of(kind.low, kind)}..{text_of(kind.high, kind)}{places}"
        else:
            boxes = "boxes " if kind.type == "many" else ""
            none = ", or none of them" if step.may_be_empty else ""
            yield f"  answers {boxes}{', '.join(kind.options)}{none}"
        if step.text.shared:
            yield f"  shared {step.text.shared}"
        yield from (f"  was {old}" for old in step.was)
        yield from (f"  option {choice.id} was {old}" for choice in step.choices for old in choice.text.was)

    def _ways(self, target: str) -> Iterator[str]:
        """How the cases come here."""
        flow = self.flow
        if target == next(iter(flow.plan.steps)):
            yield "  at the start"
        sources = self.to.get(target, {})
        for step in flow.plan.steps.values():
            if step.id in sources:
                passed, time = flow.reach[step.id] & ~flow.asked[step.id], step.index + 1
                yield from self._where(f"  after {step.id}", sources[step.id], flow.answered[step.id], time)
                yield from self._where(f"  passing over {step.id}", sources[step.id], passed, time)
        yield from (f"  beyond {pause} after {source}" for pause, source in self.beyond.get(target, ()))
        if target in flow.plan.steps and flow.asked[target] != flow.reach[target]:
            time = flow.plan.steps[target].index
            yield from self._when("  asked", flow.asked[target], flow.reach[target], time)

    def _options(self, step: Step) -> Iterator[str]:
        flow = self.flow
        for choice in step.choices:
            name = f"{step.id}.{choice.id}"
            if name in flow.offered and flow.offered[name] != flow.asked[step.id]:
                yield from self._when(f"  offers {choice.id}", flow.offered[name], flow.asked[step.id], step.index)
            if name in flow.noted:
                yield f"  note {name}"

    def _end(self, end: End) -> Iterator[str]:
        if end.is_pause:
            # What it goes on to says `beyond`.
            for source in self.to.get(end.id, ()):
                if (on := _resumed(end, source)) in ("again", ""):
                    yield f"  {'change the answer to' if on else 'ends there, after'} {source}"
        for hand_over in end.text.next:
            given = "".join(f"; {key}={as_text(value)}" for key, value in hand_over.set.items())
            yield f"  next {hand_over.guide}{given}"

    def _part(self, piece: Piece, within: BDDFunction, time: int) -> Iterator[str]:
        yield from self._when(f"  part {piece.id}", self.flow.shown[piece.id], within, time)

    def _when(self, what: str, cases: BDDFunction, within: BDDFunction, time: int) -> Iterator[str]:
        """As _where, and said too of what never happens, which only a guide with errors has."""
        yield from self._where(what, cases, within, time) if cases.satisfiable() else (f"{what} never",)

    def _where(self, what: str, cases: BDDFunction, within: BDDFunction, time: int) -> Iterator[str]:
        for line in self.drawer.lines(cases, within, time):
            yield f"{what} where {line}" if line else what


def _resumed(end: End, source: str) -> str:
    """Where a pause goes on when a question led to it; empty where it ends."""
    resume = end.resume or {}
    return resume.get(WHICHEVER) or resume.get(source) or ""
