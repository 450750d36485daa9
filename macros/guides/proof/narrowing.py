"""The narrowing of a guide: for which answers to a few questions each thing of it can occur. Exact, by the diagrams.

A *choice* picks one option for each question of `narrow`. A thing *can occur* with a choice if there are answers with
which a reader

- gets to an end of the guide, and meets the thing on the way; and
- gives the chosen option wherever one of these questions is asked.

So a question that is not asked in those answers excludes nothing: what is met before it, and not only by readers who
then cannot answer so; what is met where the guide passes it over, or ends without it. All questions are taken together:
what occurs in Scotland, and in England for parishes only, does not occur for an English principal council.

What each thing's cases are:

- a question: that the guide comes to it, asked or passed over, since links lead to it either way;
- an option, or that no box is ticked: that it is given; a note occurs with its option;
- a way: that it is taken, by an answer or passed over, as the page lists it;
- a part: that it is shown; a result: that it is met; a line of a `resume`: that its pause is met from its questions;
- a condition in words: that it can fail where it stands. Where it always holds, it tells the reader nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from oxidd.bdd import BDDFunction

from ...source import KeyPath
from ..plan import Choice, Step
from ..results import WHICHEVER
from .flow import Flow

Thing: TypeAlias = tuple[str, ...]
"""A kind with names:

    question q · asked q · option q o · none q · part holder.p · result r · resume r to
    way q o n · then q · then q n · passed q n      (rules: of an option; for the other answers; where passed over)
    if q · if q o · if holder.p                     (conditions in words: of a question, an option, a part)

`n` counts the rules of a `go` from 0; `to` is where a pause goes on, empty where the guide ends.
"""
NEVER, ALWAYS = 0, 1


@dataclass(frozen=True)
class Narrowing:
    """When each thing can occur. Numbers below mean sets of choices; plain values, so that it can be kept."""

    questions: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    """By question: its options."""
    sets: tuple[tuple[int, ...], ...]
    """The sets from number 2 on (0 is none, 1 is all): of the choices that take the first question's nth option, the
    nth number says which there are, as a set of choices for the questions after it."""
    top: int
    """The choices with which the guide can be gone through at all."""
    things: dict[Thing, int]
    """Every thing with its set."""

    def fits(self, number: int, chosen: Mapping[str, str]) -> bool:
        """Whether a set has some choice in it with these options; questions left out may have any."""
        return self._fits(number, [
            [n for n, option in enumerate(options) if chosen.get(name) in (None, option)]
            for name, options in zip(self.questions, self.options, strict=True)
        ])

    def _fits(self, number: int, wanted: Sequence[Sequence[int]]) -> bool:
        if number in (NEVER, ALWAYS):
            return number == ALWAYS
        return any(self._fits(self.sets[number - 2][n], wanted[1:]) for n in wanted[0])

    def can_occur(self, thing: Thing, **chosen: str) -> bool:
        """Whether a thing can occur with these options."""
        return self.fits(self.things[thing], chosen)


def narrowing_of(flow: Flow) -> Narrowing | None:
    """The narrowing of a guide without errors; None where it is narrowed by nothing.

    Raises DDMemoryError.
    """
    plan = flow.plan
    if not plan.narrow:
        return None
    maker = _Maker(flow, flow.complete())
    top = maker.number(flow.space.true)
    things = {}
    for thing, cases in _cases(flow):
        own = thing[1:3] if thing[0] in ("option", "way") and thing[1] in plan.narrow else ()
        things[thing] = maker.number(cases, own)
    options = tuple(tuple(choice.id for choice in plan.steps[name].choices) for name in plan.narrow)
    return Narrowing(plan.narrow, options, tuple(maker.sets), top, things)


@dataclass
class _Maker:
    """Turns cases into numbers of sets."""

    flow: Flow
    complete: BDDFunction
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)
    _seen: dict[tuple[int, BDDFunction], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        flow, space = self.flow, self.flow.space
        bits = [space.bits(name) for name in flow.plan.narrow]
        self._others = space.cube(set(range(space.variables)) - {bit for some in bits for bit in some})
        self._own = [space.cube(some) for some in bits]

    def number(self, cases: BDDFunction, own: tuple[str, ...] = ()) -> int:
        """The set of choices with which these cases occur; `own`: a question with the option that they all give.

        Options that nothing tells apart are one to the diagrams, so the option itself has to be told from its like.
        """
        return self._number((cases & self.complete).exists(self._others), 0, own)

    def _number(self, cases: BDDFunction, level: int, own: tuple[str, ...]) -> int:
        names = self.flow.plan.narrow
        if level == len(names) or not cases.satisfiable():
            return ALWAYS if cases.satisfiable() else NEVER
        key = (level, cases)
        if key in self._seen and not own:
            return self._seen[key]
        step = self.flow.plan.steps[names[level]]
        numbers = tuple(
            NEVER if own and own[0] == step.id and own[1] != choice.id else
            self._number((cases & _said(self.flow, step, choice)).exists(self._own[level]), level + 1, own)
            for choice in step.choices
        )
        same = set(numbers)
        number = numbers[0] if same <= {NEVER, ALWAYS} and len(same) == 1 else (
            self.sets.setdefault(numbers, len(self.sets) + 2)
        )
        if not own:
            self._seen[key] = number
        return number


def _said(flow: Flow, step: Step, choice: Choice) -> BDDFunction:
    return flow.space.says(step.id, [members[0] for members in flow.space.classes[step.id] if choice.id in members])


def _cases(flow: Flow) -> Iterator[tuple[Thing, BDDFunction]]:
    """Every thing of a guide with its cases."""
    for step in flow.plan.steps.values():
        yield from _of_question(flow, step)
    yield from ((("part", name), cases) for name, cases in flow.shown.items())
    for end in flow.plan.ends.values():
        yield ("result", end.id), flow.met[end.id] if end.is_pause else flow.ended[end.id]
        if end.is_pause:
            yield from _resumes(flow, end.id)
    for site in flow.sites:
        if site.kind == "part":
            fails = flow.space.false
            for context in site.contexts:
                fails = fails | (context.cases & ~flow.holds(site.when, context.time))
            yield ("if", site.name), fails


def _of_question(flow: Flow, step: Step) -> Iterator[tuple[Thing, BDDFunction]]:
    space, reach, asked, answered = flow.space, flow.reach[step.id], flow.asked[step.id], flow.answered[step.id]
    passed = reach & ~asked
    taken = {(edge.source, edge.at.path): edge.cases for edge in flow.edges if edge.source == step.id and edge.how == "rule"}

    def by_rule(path: KeyPath, n: int) -> BDDFunction:
        return taken.get((step.id, (*path, "go", n, "go")), space.false)

    yield ("question", step.id), reach
    yield ("asked", step.id), asked
    yield ("if", step.id), passed
    empty = rest = answered
    for choice in step.choices:
        if step.kind.type == "many":
            given = space.ticks(step.id, choice.id)
            empty = empty & ~given
        else:
            given = _said(flow, step, choice)
        yield ("option", step.id, choice.id), answered & given
        if choice.when:
            yield ("if", step.id, choice.id), asked & ~flow.holds(choice.when, step.index)
        if choice.go is not None:
            rest = rest & ~given
        for n in range(len(choice.go or ())):
            yield ("way", step.id, choice.id, str(n)), by_rule(choice.at.path, n)
    if step.may_be_empty:
        yield ("none", step.id), empty
    yield ("then", step.id), rest
    for n in range(len(step.go or ())):
        yield ("then", step.id, str(n)), by_rule(step.at.path, n) & answered
        yield ("passed", step.id, str(n)), by_rule(step.at.path, n) & passed
    if step.go is None and step.next:
        yield ("then", step.id, "0"), rest
        yield ("passed", step.id, "0"), passed


def _resumes(flow: Flow, pause: str) -> Iterator[tuple[Thing, BDDFunction]]:
    resume = flow.plan.ends[pause].resume or {}
    found: dict[str, BDDFunction] = {}
    for edge in flow.edges:
        if edge.to == pause and edge.how != "resume":
            on = resume.get(edge.source, resume.get(WHICHEVER)) or ""
            found[on] = found.get(on, flow.space.false) | edge.cases
    yield from ((("resume", pause, on), cases) for on, cases in found.items())

