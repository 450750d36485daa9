"""G13: questions none of whose answers changes anything, sections and lists that are too long."""

from oxidd.bdd import BDDFunction

from ...references import references
from ..notes import Notes
from ..plan import Plan, Step
from .flow import Flow

MAX_IN_SECTION = 12
MAX_UNFILTERED = 10


def check_sizes(plan: Plan, notes: Notes) -> None:
    """Warn of long sections and long lists of options."""
    by_section: dict[str, list[Step]] = {}
    for step in plan.steps.values():
        by_section.setdefault(step.section, []).append(step)
        if len(step.choices) > MAX_UNFILTERED and not step.text.filter:
            notes.warning(
                step.at, "G13", f"This question has {len(step.choices)} options.",
                "Write filter: true, so that a reader can narrow them by typing; or ask in two steps.",
                step.id, step.use,
            )
    for section, steps in by_section.items():
        if section and len(steps) > MAX_IN_SECTION:
            notes.warning(
                steps[0].at, "G13", f'The section "{section}" has {len(steps)} questions.',
                f"With more than {MAX_IN_SECTION}, split it.", section,
            )


def check_idle(flow: Flow, notes: Notes, texts: list[str]) -> None:
    """Warn of questions that change neither route, parts, notes nor record. `texts`: all texts of the guide."""
    shown = {ref.name for text in texts for ref in references(text) if ref.kind == "answer"}
    things = [cases for _, _, cases in flow.visible()]
    offers = [(offered, flow.asked[name.rpartition(".")[0]]) for name, offered in flow.offered.items()]
    complete = flow.complete()
    for step in flow.plan.steps.values():
        if step.id in shown or step.id.rpartition(".")[2] in shown or _leads(step) or _keeps(step):
            continue
        cases = complete & flow.answered[step.id]
        if not cases.satisfiable() or any(_changes(flow, step, thing, cases) for thing in things):
            continue
        if not any(_changes(flow, step, *offer) for offer in offers if offer[0] != flow.space.false):
            notes.warning(
                step.at, "G13", "Whatever the answer to this question, route, parts, notes and record are the same.",
                "Let something depend on it, or take it out.", step.id, step.use,
            )


def _leads(step: Step) -> bool:
    """Whether different options plainly lead to different places."""
    if any(choice.when for choice in step.choices):
        return False
    if any(go and len(go) > 1 for go in (step.go, *(choice.go for choice in step.choices))):
        return False
    rest = step.go[0].to if step.go else step.next
    return len({choice.go[0].to if choice.go else rest for choice in step.choices}) > 1


def _keeps(step: Step) -> bool:
    return any(choice.text.note or choice.text.evidence for choice in step.choices)


def _changes(flow: Flow, step: Step, thing: BDDFunction, cases: BDDFunction) -> bool:
    """Whether two answers to a question, all else being equal, differ in something that shows."""
    space = flow.space
    own = space.cube(space.bits(step.id))
    if thing.exists(own) == thing:
        return False
    with_it, without = thing & cases, cases & ~thing
    cluster = space.clusters.get(step.id)
    if not cluster or len(cluster.members) == 1:
        return bool((with_it.exists(own) & without.exists(own)).satisfiable())
    others = frozenset(cluster.members) - {step.id}
    alike: dict[tuple[int, ...], set[int]] = {}
    for number, cell in enumerate(cluster.cells):
        alike.setdefault(cluster.signature(cell, others), set()).add(number)
    for numbers in alike.values():
        here = space.among(space.wheel(step.id), frozenset(numbers))
        if ((with_it & here).exists(own) & (without & here).exists(own)).satisfiable():
            return True
    return False
