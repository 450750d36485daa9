"""The flow: by which answers each step, rule, result and part is reached.

In file order, what reaches a question is the union of the steps that lead to it. Every set is a decision diagram
over what readers would say. Reading a question in a condition is conjoined with its having been answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from oxidd.bdd import BDDFunction

from ...conditions.diagrams import compiled, counted
from ...conditions.model import (
    Alike,
    Answered,
    Apart,
    Atom,
    Condition,
    Is,
    Ticked,
    Ticks,
    Unknown,
    Within,
    atoms,
    questions_of,
)
from ..plan import AGAIN, At, Branch, Choice, End, Go, Piece, Plan, Step
from ..results import WHICHEVER
from .space import Space

EVER = 1 << 30
"""A time after every question."""
LOOSE = "*"
"""See Flow.holds."""


@dataclass(frozen=True)
class Context:
    """Where a condition is read: in which cases, and how many questions have been put by then."""

    cases: BDDFunction
    time: int
    """Questions with a lower index may have been answered."""


SiteKind: TypeAlias = Literal["ask_when", "option", "rule", "part"]


@dataclass
class Site:
    """A condition where it stands."""

    kind: SiteKind
    holder: str
    """The question, outcome or pause."""
    name: str
    """What hangs on it, for messages and for `accept`: `vehicle`, `vehicle.other`, `can.form`."""
    when: Condition
    at: At
    contexts: list[Context]
    before: BDDFunction
    """For a rule: the cases that come to its list; else those of its contexts."""
    earlier: tuple[Branch, ...] = ()
    """For a rule: the rules before it."""
    more: bool = False
    """For a rule: whether others stand below it."""
    use: str = ""


@dataclass
class Edge:
    """A way from a question to something later."""

    source: str
    to: str
    cases: BDDFunction
    time: int
    how: Literal["rule", "next", "resume"]
    at: At


@dataclass
class Leak:
    """Cases that lead nowhere."""

    source: str
    cases: BDDFunction
    at: At
    why: Literal["rules", "end of section", "no option", "resume"]


@dataclass
class Unreached:
    """A `go` that no case comes to although its question is asked."""

    source: str
    at: At
    why: Literal["options lead elsewhere", "earlier rules"]
    earlier: tuple[Branch, ...] = ()


@dataclass
class Flow:
    """Everything that is reached, and by which cases. Build it with `flow_of`."""

    plan: Plan
    space: Space
    reach: dict[str, BDDFunction] = field(default_factory=dict)
    """By question: the cases that come to it, asked or passed over."""
    asked: dict[str, BDDFunction] = field(default_factory=dict)
    """By question: the cases in which it is put."""
    answered: dict[str, BDDFunction] = field(default_factory=dict)
    """By question: the cases in which it is put and a lawful answer given."""
    met: dict[str, BDDFunction] = field(default_factory=dict)
    """By pause: the cases that meet it."""
    ended: dict[str, BDDFunction] = field(default_factory=dict)
    """By outcome or pause: the cases that end there."""
    shown: dict[str, BDDFunction] = field(default_factory=dict)
    """By part: the cases that show it."""
    noted: dict[str, BDDFunction] = field(default_factory=dict)
    """By note, as `question.option`: the cases that show it."""
    offered: dict[str, BDDFunction] = field(default_factory=dict)
    """By option, as `question.option`, where it is not always offered."""
    sites: list[Site] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)
    at_work: str = ""
    """The question that is being worked on, for a message if memory runs out."""
    loose: dict[str, BDDFunction] = field(default_factory=dict)
    """By question: the variable that says it is answered, where conditions are read loosely."""
    _memo: dict[tuple[int, str, int], BDDFunction] = field(default_factory=dict)
    _facts: dict[tuple[int, str], dict[str, BDDFunction]] = field(default_factory=dict)
    _free: dict[int, BDDFunction] = field(default_factory=dict)

    # Conditions

    def holds(self, condition: Condition, time: int, given: str = "") -> BDDFunction:
        """The cases in which a condition holds when read at a time.

        `given`: a question taken as answered; LOOSE: each question may be answered or not, whatever leads to it.
        """
        key = (id(condition), given, time)
        if key not in self._memo:
            self._memo[key] = compiled(
                condition, self.plan.facts, lambda atom: self._atom(atom, time, given), self.space.true,
                self._facts.setdefault((time, given), {}),
            )
        return self._memo[key]

    def given(self, question: str, time: int, given: str = "") -> BDDFunction:
        """The cases in which a question has an answer at a time."""
        if question == given:
            return self.space.true
        if given == LOOSE:
            if question not in self.loose:
                self.loose[question] = self.space.free()
            return self.loose[question]
        if self.plan.steps[question].index >= time or question not in self.answered:
            return self.space.false
        return self.answered[question]

    def _atom(self, atom: Atom | Unknown, time: int, given: str) -> BDDFunction:
        space = self.space
        match atom:
            case Unknown():
                if id(atom) not in self._free:
                    self._free[id(atom)] = space.free()
                return self._free[id(atom)]
            case Alike(questions, options, low, high):
                return counted(
                    [self.given(question, time, given) & space.says(question, options) for question in questions],
                    low, high, space.true,
                )
        if any(self.given(question, time, given) == space.false for question in questions_of(atom)):
            return space.false
        said = space.true
        match atom:
            case Is(question, options):
                said = space.says(question, options)
            case Ticked(question, how, options):
                for option in options:
                    box = space.ticks(question, option)
                    said = said & (~box if how in ("none", "some") else box)
                if how == "some":
                    said = ~said
            case Ticks(question, low, high):
                boxes = [space.ticks(question, option) for option in space.boxes[question]]
                said = counted(boxes, low, high, space.true)
            case Within(question, low, high):
                said = space.lies(question, low, high)
            case Apart(question, other, low, high):
                said = space.apart(question, other, low, high)
            case Answered():
                pass
        for question in questions_of(atom):
            said = said & self.given(question, time, given)
        return said

    # Steps

    def run(self) -> None:
        """Work through all questions in file order, then through what hangs on pauses and outcomes."""
        space, steps = self.space, list(self.plan.steps.values())
        self.reach = {step.id: space.false for step in steps}
        self.reach[steps[0].id] = space.true
        for end in self.plan.ends.values():
            self.ended[end.id] = space.false
            if end.is_pause:
                self.met[end.id] = space.false
        for step in steps:
            self.at_work = step.id
            self._step(step)
        for end in self.plan.ends.values():
            self.at_work = end.id
            contexts = [Context(edge.cases, edge.time) for edge in self.edges
                        if edge.to == end.id and edge.how != "resume"]
            if not end.is_pause:
                contexts = [Context(self.ended[end.id], EVER)]
            for piece in end.pieces:
                self._piece(piece, end.id, contexts, "")

    def _step(self, step: Step) -> None:
        reach, time = self.reach[step.id], step.index
        if step.ask_when:
            self._site(Site("ask_when", step.id, step.id, step.ask_when, step.at / "ask_when",
                            [Context(reach, time)], reach, use=step.use))
            asked = reach & self.holds(step.ask_when, time)
        else:
            asked = reach
        self.asked[step.id] = asked
        for choice in step.choices:
            if choice.when:
                self._site(Site("option", step.id, f"{step.id}.{choice.id}", choice.when, choice.at / "when",
                                [Context(asked, time)], asked, use=step.use))
        for piece in step.pieces:
            self._piece(piece, step.id, [Context(asked, time)], step.use)
        answered = asked & self._lawful(step, asked)
        self.answered[step.id] = answered
        rest = answered
        for choice in step.choices:
            said = self._said(step, choice)
            if choice.text.note:
                self.noted[f"{step.id}.{choice.id}"] = answered & said
            if choice.go is not None:
                cases = answered & said
                rest = rest & ~said
                self._go(step, choice.go, cases, choice.at / "go", choice)
        rest = rest | (reach & ~asked)
        if step.go is not None:
            # An option without a way of its own that is never offered is reported itself.
            all_lead = all(choice.go is not None for choice in step.choices)
            if all_lead and not rest.satisfiable() and reach.satisfiable():
                self.unreached.append(Unreached(step.id, step.at / "go", "options lead elsewhere"))
            self._go(step, step.go, rest, step.at / "go", None)
        elif step.next:
            self._lead(step, step.next, rest, "next", step.at)
        elif rest.satisfiable():
            self.leaks.append(Leak(step.id, rest, step.at, "end of section"))

    def _said(self, step: Step, choice: Choice) -> BDDFunction:
        if step.kind.type == "many":
            return self.space.ticks(step.id, choice.id)
        return self.space.says(step.id, (self._class(step, choice),))

    def _class(self, step: Step, choice: Choice) -> str:
        return next(members[0] for members in self.space.classes[step.id] if choice.id in members)

    def _lawful(self, step: Step, asked: BDDFunction) -> BDDFunction:
        """What can be answered: an option on offer; boxes on offer, at least one unless none is an answer."""
        space = self.space
        if step.kind.is_quantity:
            return space.true
        lawful = space.false if step.kind.type == "one" else space.true
        some_offered, some_ticked = space.false, space.false
        for choice in step.choices:
            offered = self.holds(choice.when, step.index) if choice.when else space.true
            if choice.when:
                self.offered[f"{step.id}.{choice.id}"] = asked & offered
            some_offered = some_offered | offered
            said = self._said(step, choice)
            if step.kind.type == "one":
                lawful = lawful | (offered & said)
            else:
                lawful = lawful & (offered | ~said)
                some_ticked = some_ticked | said
        if step.kind.type == "many" and not step.may_be_empty:
            lawful = lawful & some_ticked
        nothing = asked & ~some_offered
        if nothing.satisfiable() and not step.may_be_empty:
            self.leaks.append(Leak(step.id, nothing, step.at / "options", "no option"))
        return lawful

    def _go(self, step: Step, go: Go, cases: BDDFunction, at: At, choice: Choice | None) -> None:
        left, time, use = cases, step.index + 1, step.use
        name = f"{step.id}.{choice.id}" if choice else step.id
        for i, branch in enumerate(go):
            if branch.when:
                self._site(Site("rule", step.id, name, branch.when, branch.at / "when",
                                [Context(left, time)], cases, go[:i], i + 1 < len(go), use))
                taken = left & self.holds(branch.when, time)
                left = left & ~taken
            else:
                if i and not left.satisfiable() and cases.satisfiable():
                    self.unreached.append(Unreached(step.id, branch.at, "earlier rules", go[:i]))
                taken, left = left, self.space.false
            if branch.to is not None:
                self._lead(step, branch.to, taken, "rule", branch.at / "go")
        if left.satisfiable():
            self.leaks.append(Leak(step.id, left, at, "rules"))

    def _lead(self, step: Step, to: str, cases: BDDFunction, how: Literal["rule", "next"], at: At) -> None:
        """Add cases to what they lead to; ways back were reported and lead nowhere here."""
        if to in self.plan.steps:
            if self.plan.steps[to].index > step.index:
                self.edges.append(Edge(step.id, to, cases, step.index + 1, how, at))
                self.reach[to] = self.reach[to] | cases
            return
        self.edges.append(Edge(step.id, to, cases, step.index + 1, how, at))
        end = self.plan.ends[to]
        if not end.is_pause:
            self.ended[to] = self.ended[to] | cases
            return
        self.met[to] = self.met[to] | cases
        on = self._resumed(end, step, cases)
        if on == "":
            self.ended[to] = self.ended[to] | cases
        elif on in self.plan.steps:
            if self.plan.steps[on].index > step.index:
                self.edges.append(Edge(step.id, on, cases, step.index + 1, "resume", end.at / "resume"))
                self.reach[on] = self.reach[on] | cases
        elif on is not None:
            self.edges.append(Edge(step.id, on, cases, step.index + 1, "resume", end.at / "resume"))
            self.ended[on] = self.ended[on] | cases

    def _resumed(self, end: End, step: Step, cases: BDDFunction) -> str | None:
        """Where a pause goes on: an id; empty where its cases end; None where what it names is at fault."""
        if end.resume is None:
            return ""
        if WHICHEVER in end.resume:
            on = end.resume[WHICHEVER]
        elif step.id in end.resume:
            on = end.resume[step.id]
        else:
            if cases.satisfiable():
                self.leaks.append(Leak(step.id, cases, end.at / "resume", "resume"))
            return None
        return "" if on == AGAIN else on

    def _piece(self, piece: Piece, holder: str, contexts: list[Context], use: str) -> None:
        shown = self.space.false
        if piece.when:
            before = self.space.false
            for context in contexts:
                before = before | context.cases
            self._site(Site("part", holder, piece.id, piece.when, piece.at / "when", contexts, before, use=use))
        for context in contexts:
            shown = shown | (context.cases & self.holds(piece.when, context.time) if piece.when else context.cases)
        self.shown[piece.id] = shown

    def _site(self, site: Site) -> None:
        self.sites.append(site)

    # What came of it

    def complete(self) -> BDDFunction:
        """Assignments that end somewhere; in a guide without errors, every one whose answers are lawful."""
        result = self.space.false
        for ended in self.ended.values():
            result = result | ended
        return result

    def visible(self) -> Iterator[tuple[str, int, BDDFunction]]:
        """What tells cases apart: its name, the last question it hangs on, its cases."""
        steps, last, parts = self.plan.steps, _last_steps(self.plan), _last_read(self.plan)
        for step in steps.values():
            yield f"asked {step.id}", step.index, self.answered[step.id]
        for name, cases in self.noted.items():
            yield f"note {name}", steps[name.rpartition(".")[0]].index, cases
        for name, cases in self.shown.items():
            yield f"part {name}", parts[name], cases
        for name, cases in self.met.items():
            yield f"pause {name}", last[name], cases
        for name, cases in self.ended.items():
            yield f"end {name}", last[name], cases


def spares_of(plan: Plan) -> dict[int, int]:
    """How many visible things hang on each question last: what `visible` yields, counted before it is worked out."""
    spares = {step.index: 1 + len(step.choices) for step in plan.steps.values()}
    for index in _last_steps(plan).values():
        spares[index] += 2
    for index in _last_read(plan).values():
        spares[index] += 1
    return spares


def _last_read(plan: Plan) -> dict[str, int]:
    """By part: the index of the last question that its condition reads.

    Its variable stands there, not behind the questions that lead to its holder: so the diagram need not remember what
    was read until the end.
    """
    return {
        piece.id: max(
            (plan.steps[question].index for atom in (atoms(piece.when, plan.facts) if piece.when else ())
             for question in questions_of(atom)), default=0,
        )
        for piece in plan.pieces()
    }


def _last_steps(plan: Plan) -> dict[str, int]:
    """By outcome or pause: the index of the last question that leads there."""
    last = dict.fromkeys(plan.ends, 0)
    for step in plan.steps.values():
        for go in (step.go, *(choice.go for choice in step.choices)):
            for branch in go or ():
                if branch.to in last:
                    last[branch.to] = step.index
                    on = plan.ends[branch.to].resume or {}
                    for target in (on.get(WHICHEVER), on.get(step.id)):
                        if target in last:
                            last[target] = step.index
    return last
