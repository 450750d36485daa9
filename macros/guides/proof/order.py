"""G05: every `go` leads later in the file."""

from collections.abc import Iterator

from ..notes import Notes
from ..plan import AGAIN, At, Plan, Step
from ..results import WHICHEVER


def check_order(plan: Plan, notes: Notes) -> set[str]:
    """Note ways that lead back; gives the questions to which they lead."""
    back = [(step, to, at) for step, to, at in _ways(plan) if plan.steps[to].index <= step.index]
    later = _order(plan)
    for step, to, at in back:
        if to == step.id:
            notes.error(at, "G05", f'"{to}" leads back to itself.', "Name a later question or an outcome.", step.use)
            continue
        message = f'"{to}" stands before "{step.id}", so this leads back.'
        if later is None:
            loop = " → ".join([step.id, *_way(plan, to, step.id)])
            advice = (
                f"No order mends this, because the questions make a loop: {loop}.\n"
                "Ask the question earlier, or put the run of questions in a block and use it twice."
            )
        else:
            advice = f"Every `go` leads later in the file. This order mends it: {', '.join(later)}."
        notes.error(at, "G05", message, advice.replace("`go`", '"go"'), step.use)
    return {to for _, to, _ in back}


def _ways(plan: Plan) -> Iterator[tuple[Step, str, At]]:
    """Every written way from a question to a question."""
    for step in plan.steps.values():
        for go in (step.go, *(choice.go for choice in step.choices)):
            for branch in go or ():
                if branch.to in plan.steps:
                    yield step, branch.to, branch.at / "go"
                elif branch.to in plan.ends:
                    end = plan.ends[branch.to]
                    for led_by in (WHICHEVER, step.id):
                        on = (end.resume or {}).get(led_by)
                        if on and on != AGAIN and on in plan.steps:
                            yield step, on, end.at / "resume" / led_by if led_by else end.at / "resume"


def _links(plan: Plan) -> dict[str, list[str]]:
    """By question: the questions to which it leads, the next in its section included."""
    links: dict[str, list[str]] = {step.id: [] for step in plan.steps.values()}
    for step, to, _ in _ways(plan):
        links[step.id].append(to)
    for step in plan.steps.values():
        if step.go is None and step.next:
            links[step.id].append(step.next)
    return links


def _order(plan: Plan) -> list[str] | None:
    """An order in which every way leads later, as near to the file's as can be; None where there is a loop."""
    links = _links(plan)
    waiting = dict.fromkeys(links, 0)
    for targets in links.values():
        for target in targets:
            waiting[target] += 1
    start = next(iter(links))
    order: list[str] = []
    free = [name for name in links if not waiting[name]]
    while free:
        name = start if start in free else free[0]
        free.remove(name)
        order.append(name)
        for target in links[name]:
            waiting[target] -= 1
            if not waiting[target]:
                free.append(target)
        free.sort(key=lambda each: plan.steps[each].index)
    return order if len(order) == len(links) and order[0] == start else None


def _way(plan: Plan, start: str, goal: str) -> list[str]:
    """A way from one question to another, both included; only the start where there is none."""
    links = _links(plan)
    ways = [[start]]
    seen = {start}
    for way in ways:
        if way[-1] == goal:
            return way
        for target in links[way[-1]]:
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return [start]
