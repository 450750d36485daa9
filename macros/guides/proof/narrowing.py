"""The narrowing of a guide: for which answers to a few questions each thing of it can occur. Exact, by the diagrams.

A *choice* picks one option for each question of `narrow`. A thing *can occur* with a choice if there are answers with
which a reader

- gets to an end of the guide, and meets the thing on the way; and
- gives the chosen option wherever one of these questions is asked.

So a question that is not asked in those answers excludes nothing. That holds for what is met before it, unless all who
meet it cannot answer so later; and for what is met where the guide passes it over, or ends without it. All questions
count together: what occurs in Scotland, and in England for parishes only, does not occur for an English principal council.

What each thing's cases are:

- a question: that the guide comes to it, asked or passed over, since links lead to it either way;
- an option, or that no box is ticked: that it is given; a note occurs with its option;
- a way: that it is taken, by an answer or passed over, as the page lists it;
- a part: that it is shown; a result: that it is met; a line of a `resume`: that its pause is met from its questions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

from oxidd.bdd import BDDFunction

from ...source import KeyPath
from ..plan import Choice, Step
from ..results import WHICHEVER
from .flow import Flow

Thing: TypeAlias = tuple[str, ...]
"""A kind with names; `n` counts the rules of a `go` from 0; `to` is where a pause goes on, empty where the guide ends.

    question q · asked q · option q o · none q · part holder.p · result r · resume r to
    way q o n                       (rules of an option)
    then q · then q n               (rules for the other answers, together and one by one)
    passed q · passed q n           (rules where the question is passed over, together and one by one)
"""
Choices: TypeAlias = int
"""A set of choices: bit n stands for the nth of `product(*options)`."""


@dataclass(frozen=True)
class Narrowing:
    """When each thing can occur. Plain values, so that it can be kept."""

    questions: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    """By question: its options."""
    top: Choices
    """The choices with which the guide can be gone through at all."""
    things: dict[Thing, Choices]

    @property
    def size(self) -> int:
        """How many choices there are."""
        return len(list(product(*self.options)))

    def picked(self, chosen: Mapping[str, str]) -> Choices:
        """The choices with these options; questions left out may have any."""
        wanted = [chosen.get(name) for name in self.questions]
        return sum(
            1 << n for n, choice in enumerate(product(*self.options))
            if all(want in (None, option) for want, option in zip(wanted, choice, strict=True))
        )

    def can_occur(self, thing: Thing, **chosen: str) -> bool:
        """Whether a thing can occur with these options."""
        return bool(self.things[thing] & self.picked(chosen))


def narrowing_of(flow: Flow) -> Narrowing | None:
    """The narrowing of a guide without errors; None where it is narrowed by nothing.

    Raises DDMemoryError.
    """
    plan = flow.plan
    if not plan.narrow:
        return None
    options = tuple(tuple(choice.id for choice in plan.steps[name].choices) for name in plan.narrow)
    worker = _Worker(flow)
    found = Narrowing(plan.narrow, options, worker.choices(flow.space.true), {})
    for thing, cases in _cases(flow):
        found.things[thing] = worker.choices(cases)
        if thing[0] in ("option", "way") and thing[1] in plan.narrow:
            # Options that nothing tells apart are one to the diagrams; here each is itself alone.
            found.things[thing] &= found.picked({thing[1]: thing[2]})
    return found


@dataclass
class _Worker:
    """Turns cases into choices."""

    flow: Flow
    _seen: dict[tuple[int, BDDFunction], Choices] = field(default_factory=dict)

    def __post_init__(self) -> None:
        space = self.flow.space
        self._steps = [self.flow.plan.steps[name] for name in self.flow.plan.narrow]
        self._own = [space.cube(space.bits(step.id)) for step in self._steps]
        own = {bit for step in self._steps for bit in space.bits(step.id)}
        self._others = space.cube(set(range(space.variables)) - own)
        self._complete = self.flow.complete()

    def choices(self, cases: BDDFunction) -> Choices:
        """The choices with which a thing can occur, by its cases."""
        return self._choices((cases & self._complete).exists(self._others), 0)

    def _choices(self, cases: BDDFunction, level: int) -> Choices:
        """As choices among the questions from `level` on."""
        if level == len(self._steps):
            return int(cases.satisfiable())
        if (level, cases) not in self._seen:
            result, step = 0, self._steps[level]
            width = 1
            for later in self._steps[level + 1:]:
                width *= len(later.choices)
            for n, choice in enumerate(step.choices):
                rest = (cases & _said(self.flow, step, choice)).exists(self._own[level])
                result |= self._choices(rest, level + 1) << (n * width)
            self._seen[level, cases] = result
        return self._seen[level, cases]


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


def _of_question(flow: Flow, step: Step) -> Iterator[tuple[Thing, BDDFunction]]:
    space, reach, asked, answered = flow.space, flow.reach[step.id], flow.asked[step.id], flow.answered[step.id]
    passed = reach & ~asked
    taken = {edge.at.path: edge.cases for edge in flow.edges if edge.source == step.id and edge.how == "rule"}

    def by_rule(holder: KeyPath, n: int) -> BDDFunction:
        return taken.get((*holder, "go", n, "go"), space.false)

    yield ("question", step.id), reach
    yield ("asked", step.id), asked
    empty = rest = answered
    for choice in step.choices:
        many = step.kind.type == "many"
        given = space.ticks(step.id, choice.id) if many else _said(flow, step, choice)
        empty = empty & ~given
        yield ("option", step.id, choice.id), answered & given
        if choice.go is not None:
            rest = rest & ~given
        for n in range(len(choice.go or ())):
            yield ("way", step.id, choice.id, str(n)), by_rule(choice.at.path, n)
    if step.may_be_empty:
        yield ("none", step.id), empty
    yield ("then", step.id), rest
    yield ("passed", step.id), passed
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
