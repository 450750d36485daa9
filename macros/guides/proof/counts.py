"""Exact numbers: cases, routes, the longest route, nodes of the diagrams.

A *case* is a set of answers with the same questions asked, pauses met, end, parts and notes. A *route* is one way of
answering the questions asked on it, by classes of answers.
"""

from dataclasses import dataclass

from oxidd.bdd import BDDFunction
from oxidd.util import DDMemoryError

from .flow import Flow
from .space import Space


@dataclass(frozen=True)
class Counts:
    """How large a guide is."""

    questions: int
    results: int
    """Outcomes and pauses."""
    parts: int
    cases: int | None
    """None where telling them apart takes more nodes than are allowed; all else is proved and exact even then."""
    routes: int
    longest: int
    """Questions on the longest route."""
    nodes: int
    """Nodes of all diagrams together, shared ones once."""


def counts_of(flow: Flow, *, may_give_up: bool = True) -> Counts:
    """Count a guide without errors.

    Raises DDMemoryError where nodes run out; over the cases alone it may give up instead.
    """
    plan, space = flow.plan, flow.space
    complete = flow.complete()
    space.manager.gc()
    nodes = space.manager.num_inner_nodes()
    routes, longest = _routes(flow, complete), _longest(flow, complete)
    try:
        cases = _cases(flow)
    except DDMemoryError:
        if not may_give_up:
            raise
        cases = None
    return Counts(
        len(plan.steps), len(plan.ends), sum(1 for _ in plan.pieces()), cases, routes, longest, nodes
    )


def _routes(flow: Flow, complete: BDDFunction) -> int:
    """Each route once: what is not asked holds the first class, and each class its own number."""
    space, result, meaning = flow.space, complete, 0
    done: set[str] = set()
    for step in reversed(flow.plan.steps.values()):
        answered = flow.answered[step.id]
        if step.id in space.boxes:
            unasked = space.true
            for variable in space.bits(step.id):
                unasked = unasked & ~space.manager.var(variable)
            result = result & (answered | unasked)
        elif step.id in space.clusters:
            if step.id not in done:
                done.update(space.clusters[step.id].members)
                result = result & _once(flow, step.id)
        else:
            wheel = space.wheel(step.id)
            first = space.among(wheel, frozenset({0})) & space.proper(wheel)
            result = result & answered.ite(space.proper(wheel), first)
    for question in (*space.boxes, *space.wheels):
        meaning += len(space.bits(question))
    return result.sat_count(space.variables) >> (space.variables - meaning)


def _once(flow: Flow, question: str) -> BDDFunction:
    """For a cluster: of the cells that look alike to the questions asked, the first."""
    space = flow.space
    cluster, wheel = space.clusters[question], space.wheel(question)
    result = space.false
    for given in cluster.subsets():
        part = space.among(wheel, cluster.first_of_kind(given))
        for member in cluster.members:
            answered = flow.answered[member]
            part = part & (answered if member in given else ~answered)
        result = result | part
    return result & space.proper(wheel)


def _cases(flow: Flow) -> int:
    """Distinct combinations of what shows, end by end."""
    visible = [(index, cases) for _, index, cases in flow.visible()]
    return sum(_cases_at(flow.space, ended, flow, visible) for ended in flow.ended.values() if ended.satisfiable())


def _cases_at(space: Space, here: BDDFunction, flow: Flow, visible: list[tuple[int, BDDFunction]]) -> int:
    """The cases that end in one place.

    Each visible thing gets a spare variable that is equal to it; what remains when the answers are quantified away are
    the combinations. Before that, answers which show by themselves (by a part for that answer alone, by where it leads)
    stand for themselves, and things that hang on such answers alone add nothing and are left out: so guides with many
    parts stay small.
    """
    things: dict[BDDFunction, int] = {}
    for index, cases in visible:
        thing = cases & here
        if thing.satisfiable() and thing != here:
            things.setdefault(thing, index)
    plain = _all_plain(flow, here, things)
    for step in flow.plan.steps.values():
        for variable in plain.intersection(space.bits(step.id)):
            here = here & (flow.answered[step.id] | ~space.manager.var(variable))
    wheels = {wheel for wheel in space.wheels.values() if wheel.bits and wheel.first in plain}
    for wheel in wheels:
        here = here & space.proper(wheel)
    hidden = space.cube(set(space.meaningful()) - plain)
    telling: list[tuple[int, BDDFunction]] = []
    for thing, index in things.items():
        with_it = thing & here
        if (with_it.exists(hidden) & (here & ~thing).exists(hidden)).satisfiable():
            telling.append((index, with_it))
    relation, kept, spares = here, len(plain), {i: list(spares) for i, spares in space.spares.items()}
    # From the bottom of the diagram up, which keeps it smaller on the way.
    for index, with_it in sorted(telling, key=lambda pair: -pair[0]):
        relation = relation & space.manager.var(spares[index].pop()).equiv(with_it)
        kept += 1
        if space.crowded():
            raise DDMemoryError
    return relation.exists(hidden).sat_count(space.variables) >> (space.variables - kept)


def _all_plain(flow: Flow, here: BDDFunction, things: dict[BDDFunction, int]) -> set[int]:
    """The variables of answers that can be read off what shows in the cases that end in one place."""
    plain: set[int] = set()
    for step in flow.plan.steps.values():
        asked = here & flow.answered[step.id]
        if asked.satisfiable():
            # In cases that end in one place, a thing hangs on no question after its index.
            later = [thing for thing, index in things.items() if index >= step.index]
            plain |= _plain(flow.space, step.id, asked, later)
    return plain


def _plain(space: Space, question: str, asked: BDDFunction, things: list[BDDFunction]) -> set[int]:
    """The variables of a question whose values can be read off what shows wherever it is asked."""
    if len(space.clusters[question].members if question in space.clusters else ()) > 1:
        return set()
    own = space.bits(question)
    others = space.cube(set(space.meaningful()) - set(own))
    domain = asked.exists(others)
    telling: list[BDDFunction] = []
    for thing in things:
        with_it = (thing & asked).exists(others)
        if with_it != domain and with_it.satisfiable() and not (with_it & (asked & ~thing)).satisfiable():
            telling.append(with_it)
    if question in space.boxes:
        return {
            variable for variable in own
            if any(shown in (domain & space.manager.var(variable), domain & ~space.manager.var(variable))
                   for shown in telling)
        }
    wheel = space.wheel(question)
    marks = [tuple((shown & space.among(wheel, frozenset({i}))).satisfiable() for shown in telling)
             for i in range(wheel.size) if (domain & space.among(wheel, frozenset({i}))).satisfiable()]
    return set(own) if len(set(marks)) == len(marks) else set()


def _longest(flow: Flow, complete: BDDFunction) -> int:
    """The most questions that one case asks."""
    by_number = {0: complete}
    for step in flow.plan.steps.values():
        grown: dict[int, BDDFunction] = {}
        for number, cases in by_number.items():
            for more, part in ((1, cases & flow.answered[step.id]), (0, cases & ~flow.answered[step.id])):
                if part.satisfiable():
                    grown[number + more] = grown[number + more] | part if number + more in grown else part
        by_number = grown
    return max(by_number, default=0)
