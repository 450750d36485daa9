"""G04, G06, G07: conditions that cannot be otherwise, that read what was never asked, or what may be missing.

A condition is judged where it stands: in the cases that come there. A fact is judged over all its uses.
"""

from dataclasses import dataclass, field
from functools import cached_property

from ...conditions.model import (
    Alike,
    All,
    Answered,
    AnyOf,
    Condition,
    Fact,
    Not,
    Unknown,
    atoms,
    fact_names,
    has_unknown,
    questions_of,
    walk,
)
from ..notes import Notes
from ..plan import At
from .examples import example
from .flow import LOOSE, Context, Flow, Site
from .space import conditions_of


@dataclass
class Verdicts:
    """What was found about conditions, for those who look at what hangs on them."""

    dead: dict[int, Site] = field(default_factory=dict)
    """Sites whose condition never holds there, by identity; not those explained by another finding."""


def judge(flow: Flow, notes: Notes) -> Verdicts:
    """Judge every condition; those that never hold where they stand are left to `never.py`, which says why."""
    return _Judge(flow, notes).run()


@dataclass
class _Judge:
    flow: Flow
    notes: Notes
    uses: dict[str, list[tuple[Context, set[str]]]] = field(default_factory=dict)
    """By fact: where it is read, and of which questions the condition there says `answered`."""
    verdicts: Verdicts = field(default_factory=Verdicts)

    @cached_property
    def unsure(self) -> bool:
        """Whether some condition of the guide is at fault."""
        plan = self.flow.plan
        return any(has_unknown(condition, plan.facts) for condition in conditions_of(plan))

    def run(self) -> Verdicts:
        facts = self.flow.plan.facts
        sites = [site for site in self.flow.sites if not has_unknown(site.when, facts)]
        live = [(site, [c for c in site.contexts if c.cases.satisfiable()]) for site in sites]
        live = [(site, contexts) for site, contexts in live if contexts]
        for site, contexts in live:
            self._use_facts(site.when, contexts)
        false_facts = self._facts()
        for site, contexts in live:
            explained = bool(_all_facts(site.when, facts) & false_facts)
            self._site(site, contexts, explained=explained)
        for site in sites:
            if site.kind == "rule" and site.before.satisfiable() and not site.contexts[0].cases.satisfiable():
                self.verdicts.dead[id(site)] = site
        return self.verdicts

    def _use_facts(self, condition: Condition, contexts: list[Context]) -> None:
        for name in _all_facts(condition, self.flow.plan.facts):
            self.uses.setdefault(name, []).extend(self._with_settled(condition, contexts))

    def _with_settled(self, condition: Condition, contexts: list[Context]) -> list[tuple[Context, set[str]]]:
        read = atoms(condition, self.flow.plan.facts)
        settled = {atom.question for atom in read if isinstance(atom, Answered)}
        return [(context, settled) for context in contexts]

    # One site

    def _site(self, site: Site, contexts: list[Context], *, explained: bool) -> None:
        if self._never_given(site.when, contexts, site.at, site.use, own=site.holder):
            return
        if not self._some(site.when, contexts, true=True):
            if not explained:
                if self.flow.holds(site.when, 0, LOOSE).satisfiable():
                    self.verdicts.dead[id(site)] = site
                else:
                    self.notes.error(
                        site.at, "G04", f"This condition can never hold: it contradicts itself.{_so(site)}",
                        "Change it, or take out what hangs on it.", site.use,
                    )
            return
        if not self._some(site.when, contexts, true=False):
            if site.more:
                return  # the rules below it are reported as never taken
            after = ", once the rules before it took their cases" if site.earlier else ""
            self.notes.warning(
                site.at, "G04", f"This condition always holds here{after}, so it decides nothing.",
                "Leave it out, or change it.", site.name, site.use,
            )
            return
        self._members(site.when, contexts, site.at, site.name, site.use)
        self._missing(site.when, self._with_settled(site.when, contexts), site.at, site.name, site.use)

    def _some(self, condition: Condition, contexts: list[Context], *, true: bool) -> bool:
        """Whether a condition holds (or fails) in some case."""
        for context in contexts:
            holds = self.flow.holds(condition, context.time)
            if (context.cases & (holds if true else ~holds)).satisfiable():
                return True
        return False

    def _members(self, condition: Condition, contexts: list[Context], at: At, name: str, use: str) -> None:
        """Members of a condition that decide nothing in it; facts have their own judgment."""
        members = condition.members if isinstance(condition, (All, AnyOf)) else ()
        if isinstance(condition, Not):
            members = (condition.member,)
        for member in members:
            if isinstance(member, Fact):
                continue
            place = At(at.document, member.path)
            if not self._some(member, contexts, true=True):
                self.notes.error(
                    place, "G04", "This part of the condition never holds here, so it adds nothing.",
                    "Take it out, or change it.", use,
                )
            elif not self._some(member, contexts, true=False):
                self.notes.warning(
                    place, "G04", "This part of the condition always holds here, so it adds nothing.",
                    "Take it out, or change it.", name, use,
                )
            else:
                self._members(member, contexts, at, name, use)

    def _never_given(self, condition: Condition, contexts: list[Context], at: At, use: str, own: str = "") -> bool:
        """G06: answers read that can never have been given; facts have their own judgment."""
        flow, found = self.flow, False
        for part in walk(condition):
            if isinstance(part, (All, AnyOf, Not, Fact, Unknown)):
                continue
            for question in dict.fromkeys(questions_of(part)):
                if any((c.cases & flow.given(question, c.time)).satisfiable() for c in contexts):
                    continue
                found = True
                index, time = flow.plan.steps[question].index, max(c.time for c in contexts)
                if question == own:
                    why, advice = "it is read before that question is asked", "Read an earlier answer."
                elif index >= time:
                    why, advice = "it stands later in the file", "Ask it earlier, or read an earlier answer."
                else:
                    why = "no way that leads here asks it"
                    advice = "Read an answer that is given on the way here."
                self.notes.error(
                    At(at.document, part.path), "G06",
                    f'The answer to "{question}" can never have been given here: {why}.', advice, use,
                )
        return found

    def _missing(
        self, condition: Condition, contexts: list[tuple[Context, set[str]]], at: At, name: str, use: str
    ) -> None:
        """G07: answers that may be missing although giving one would change what the condition says.

        A guide with a condition at fault is not judged: nobody knows yet what is asked in it.
        """
        if self.unsure:
            return
        flow, facts = self.flow, self.flow.plan.facts
        read = list(atoms(condition, facts))
        own = {question for part in walk(condition) for question in _direct(part)}
        found: dict[str, str] = {}
        for question in dict.fromkeys(q for atom in read if not isinstance(atom, Alike) for q in questions_of(atom)):
            if question not in own:
                continue
            for context, settled in contexts:
                if question in settled:
                    continue
                missing = context.cases & ~flow.given(question, context.time)
                holds = flow.holds(condition, context.time)
                changed = missing & (holds ^ flow.holds(condition, context.time, question))
                if changed.satisfiable():
                    found[question] = example(flow, changed).words(context.time)
                    break
        if found:
            first, answers = next(iter(found.items()))
            named = ", ".join(f'"{question}"' for question in found)
            self.notes.warning(
                at, "G07", f"Here {named} may have no answer (for example with {answers}), "
                "and an answer would change what this condition says.",
                f"Say what is meant: add answered: {first}, or not: {{answered: {first}}}.", name, use,
            )

    # Facts

    def _facts(self) -> set[str]:
        """Judge facts; gives those that never hold."""
        plan, false = self.flow.plan, set[str]()
        # A fact that leans on another leans on more of them: so this order puts the others first.
        for name in sorted(plan.facts, key=lambda each: len(_all_facts(plan.facts[each], plan.facts))):
            fact = plan.facts[name]
            at = At(plan.document, ("facts", name))
            if has_unknown(fact, plan.facts):
                continue
            uses = self.uses.get(name, [])
            contexts = [context for context, _ in uses]
            if not contexts:
                if not any(name in _all_facts(site.when, plan.facts) for site in self.flow.sites):
                    self.notes.warning(at, "G13", "No condition uses this fact.", "Use it, or take it out.", name)
                continue
            inner = fact_names(fact)
            if self._never_given(fact, contexts, at, ""):
                false.add(name)
            elif not self._some(fact, contexts, true=True):
                if not inner & false:
                    self.notes.error(
                        at, "G04", "This fact never holds where it is used.", "Change it, or take it out with its uses."
                    )
                false.add(name)
            elif not self._some(fact, contexts, true=False):
                self.notes.warning(
                    at, "G04", "This fact always holds where it is used, so it decides nothing.",
                    "Change it, or take it out.", name,
                )
            else:
                self._members(fact, contexts, at, name, "")
                self._missing(fact, uses, at, name, "")
        return false


def _direct(part: Condition) -> tuple[str, ...]:
    if isinstance(part, (All, AnyOf, Not, Fact, Unknown)):
        return ()
    return questions_of(part)


def _all_facts(condition: Condition, facts: dict[str, Condition]) -> set[str]:
    """Facts that a condition leans on, by way of others too."""
    found: set[str] = set()
    todo = fact_names(condition)
    while todo:
        name = todo.pop()
        if name not in found and name in facts:
            found.add(name)
            todo |= fact_names(facts[name])
    return found


def _so(site: Site) -> str:
    what = {
        "ask_when": f' So "{site.name}" is never asked.', "option": f' So "{site.name}" is never offered.',
        "rule": " So this rule is never taken.", "part": f' So "{site.name}" is never shown.',
    }
    return what[site.kind]
