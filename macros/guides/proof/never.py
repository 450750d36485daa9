"""G02 and G03: cases that lead nowhere, and what can never occur, with what takes its cases.

What cannot occur only because something before it cannot is not reported again.
"""

from dataclasses import dataclass

from oxidd.bdd import BDDFunction

from ...conditions.model import atoms, questions_of
from ..notes import Notes
from ..plan import At, Branch, Step
from .examples import Example, example, said
from .flow import LOOSE, Edge, Flow, Leak, Site
from .truth import Verdicts


def check_never(flow: Flow, verdicts: Verdicts, notes: Notes, led_back: set[str]) -> None:
    """Note what leads nowhere and what never occurs; `led_back`: questions to which a faulty way leads."""
    worker = _Never(flow, notes)
    for leak in flow.leaks:
        worker.leak(leak)
    for site in verdicts.dead.values():
        worker.dead_site(site)
    worker.unreached_ways()
    broken = any(branch.to is None for branch in _branches(flow)) or _broken_resume(flow)
    worker.unreached_nodes(led_back, broken=broken)
    worker.resume_keys()


def _branches(flow: Flow) -> list[Branch]:
    return [
        branch for step in flow.plan.steps.values()
        for go in (step.go, *(choice.go for choice in step.choices)) for branch in go or ()
    ]


def _broken_resume(flow: Flow) -> bool:
    return any(None in (end.resume or {}).values() for end in flow.plan.ends.values())


@dataclass
class _Never:
    flow: Flow
    notes: Notes

    # G02

    def leak(self, leak: Leak) -> None:
        step = self.flow.plan.steps[leak.source]
        shown = example(self.flow, leak.cases)
        answers = shown.words(step.index + (leak.why != "no option"))
        if leak.why == "rules":
            message = f"With {answers}, none of these rules holds, so the guide leads nowhere."
            advice = 'Add a last rule without "when", or widen one.'
        elif leak.why == "no option":
            message = f"With {answers}, no option of this question is on offer."
            advice = 'Offer one in every case, or let "ask_when" pass the question over.'
        elif leak.why == "resume":
            message = f'"resume" does not say where to go on for those whom "{step.id}" led here (with {answers}).'
            advice = f"Add a line for {step.id}."
        else:
            passed = "" if shown.holds(self.flow.answered[step.id]) else " and this question passed over"
            end = "its use of the block" if step.use else "its section" if step.section else "the guide"
            message = f"With {answers}{passed}, nothing says where to go: it is the last question of {end}."
            advice = 'Give it a "go", or one to each of its options.'
        self.notes.error(leak.at, "G02", message, advice, step.use)

    # G03: conditions that never hold where they stand

    def dead_site(self, site: Site) -> None:
        what = {
            "ask_when": f'"{site.name}" can never be asked', "option": f'"{site.name}" can never be offered',
            "rule": "This rule can never be taken", "part": f'The part "{site.name}" can never be shown',
        }[site.kind]
        taken = self._taken(site) if site.kind == "rule" else ""
        why = taken or self._why(site)
        advice = "Change the order of the rules, or take this one out." if taken else (
            "Change its condition or what comes before it, or take it out."
        )
        self.notes.error(site.at, "G03", f"{what}: {why}", advice, site.use)

    def _taken(self, site: Site) -> str:
        """Which earlier rules take a rule's cases; empty where they are not the cause."""
        flow, time = self.flow, site.contexts[0].time
        wanted = site.before & flow.holds(site.when, time)
        if not wanted.satisfiable():
            nothing_left = not site.contexts[0].cases.satisfiable()
            return "the rules before it take every case." if nothing_left else ""
        takers, left = [], wanted
        for branch in site.earlier:
            holds = flow.holds(branch.when, time) if branch.when else flow.space.true
            if (left & holds).satisfiable():
                line = branch.at.document.place(*branch.at.path).line
                answers = example(flow, left & holds).words(time)
                takers.append(f'the one in line {line} that leads to "{branch.to}" (for example with {answers})')
                left = left & ~holds
        return f"earlier rules take all its cases: {'; '.join(takers)}."

    def _why(self, site: Site) -> str:
        """What answers a condition needs, and where these lead instead."""
        flow, plan = self.flow, self.flow.plan
        loose = flow.holds(site.when, 0, LOOSE)
        time = max(context.time for context in site.contexts)
        reached, furthest = loose, None
        for step in reversed(plan.steps.values()):
            if step.index < time and (loose & flow.reach[step.id]).satisfiable():
                reached, furthest = loose & flow.reach[step.id], step
                break
        if furthest and (reached & ~flow.complete()).satisfiable() and (reached & flow.complete()).satisfiable():
            reached = reached & flow.complete()
        read = dict.fromkeys(q for atom in atoms(site.when, plan.facts) for q in questions_of(atom))
        for question in read:
            # Rather an answer than none, where both would do.
            if question in flow.loose and (reached & flow.loose[question]).satisfiable():
                reached = reached & flow.loose[question]
        shown = example(flow, reached)
        needed = {q: shown.texts[q] for q in read if q not in flow.loose or shown.holds(flow.loose[q])}
        without = " and ".join(f'no answer to "{question}"' for question in read if question not in needed)
        needs = f"it needs {said(plan, needed)}" if needed else f"it needs {without}"
        if needed and without:
            needs += f", and {without}"
        unasked = [q for q in needed if not shown.holds(flow.answered[q])]
        if (unasked and furthest and furthest.id == site.holder) or not furthest:
            return f'{needs}, but then "{unasked[0]}" is not asked.' if unasked else f"{needs}."
        if away := self._exit(shown, furthest, site, time):
            return f"{needs}, but such answers lead elsewhere: {away}."
        return f'{needs}, but then "{unasked[0]}" is not asked.' if unasked else f"{needs}, which no case gives here."

    def _exit(self, shown: Example, furthest: Step, site: Site, time: int) -> str:
        """The way by which an example leaves before it comes to a site."""
        steps = self.flow.plan.steps
        for edge in self.flow.edges:
            if edge.source == furthest.id and edge.how != "resume" and shown.holds(edge.cases):
                target = steps.get(edge.to)
                if edge.to != site.holder and (target is None or target.index >= time or site.holder not in steps):
                    answer = shown.answers(furthest.index + 1).get(furthest.id)
                    led = said(self.flow.plan, {furthest.id: answer}) if answer is not None else furthest.id
                    return f'{led} leads to "{edge.to}"'
        return ""

    # G03: ways and places that nothing comes to

    def unreached_ways(self) -> None:
        for way in self.flow.unreached:
            use = self.flow.plan.steps[way.source].use
            if way.why == "options lead elsewhere":
                self.notes.error(
                    way.at, "G03", 'This "go" is never used: every answer has a "go" of its own, '
                    "and the question is never passed over.", "Take it out.", use,
                )
            else:
                self.notes.error(
                    way.at, "G03", "This rule can never be taken: the rules before it take every case.",
                    "Take it out, or change the order of the rules.", use,
                )

    def unreached_nodes(self, led_back: set[str], *, broken: bool) -> None:
        """Questions, outcomes and pauses that no case comes to, where nothing reported explains it."""
        flow, plan = self.flow, self.flow.plan
        into: dict[str, list[Edge]] = {}
        for edge in flow.edges:
            into.setdefault(edge.to, []).append(edge)
        places: list[tuple[str, At, BDDFunction, str]] = [
            (step.id, step.at, flow.reach[step.id], step.use) for step in plan.steps.values()
        ]
        for end in plan.ends.values():
            use = end.id.rpartition(".")[0]
            places.append((end.id, end.at, flow.met[end.id] if end.is_pause else flow.ended[end.id], use))
        for name, at, reach, use in places:
            if reach.satisfiable():
                continue
            ways = into.get(name, [])
            if not ways and (broken or name in led_back):
                continue
            if all(edge.how == "next" and flow.reach[edge.source].satisfiable() for edge in ways):
                self._unreached(name, at, [edge.source for edge in ways], use)

    def _unreached(self, name: str, at: At, before: list[str], use: str) -> None:
        plan = self.flow.plan
        kind = "question" if name in plan.steps else "pause" if plan.ends[name].is_pause else "outcome"
        if before:
            source = before[0]
            led = ", ".join(dict.fromkeys(
                f'"{edge.to}"' for edge in self.flow.edges if edge.source == source and edge.cases.satisfiable()
            ))
            why = f'every answer to "{source}" leads elsewhere ({led}).'
        else:
            why = "nothing leads to it."
        self.notes.error(
            at, "G03", f'The {kind} "{name}" can never be reached: {why}', "Lead to it, or take it out.", use
        )

    def resume_keys(self) -> None:
        """Lines of a `resume` for questions that never lead to the pause."""
        flow = self.flow
        for end in flow.plan.ends.values():
            if not end.is_pause or not flow.met[end.id].satisfiable():
                continue
            for led_by in end.resume or {}:
                edges = [edge for edge in flow.edges if edge.source == led_by and edge.to == end.id]
                if led_by and not edges:
                    key = next(k for k in end.text.resume or {} if led_by == k or led_by.endswith(f".{k}"))
                    self.notes.error(
                        end.at / "resume" / key, "G03",
                        f'"{led_by}" never leads to this pause, so this line is never used.',
                        "Take it out.", end.id.rpartition(".")[0],
                    )
