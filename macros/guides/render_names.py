"""What a guide's page calls its questions and results, and where its words lead."""

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from .. import html
from ..conditions.model import Condition
from ..data import Library
from ..links import Links
from ..references import Reference
from .plan import AGAIN, Choice, End, Go, Plan, Step
from .render_law import Law
from .results import WHICHEVER
from .words import Speech, needs

STATUS: dict[str, str] = {
    "proceed": "You can", "care": "You can, with care", "stop": "You cannot", "advice": "Ask first",
    "pause": "Pause: do this first",
}
"""Each status in words; its shape stands in the style sheet and in the pictures."""


@dataclass
class GuideLinks(Links):
    """References of a guide's texts: the reader's answers and the page's own list of law as well."""

    plan: Plan | None = None
    law: Law | None = None
    """The page's own list of law, to which its texts refer."""

    def resolve(self, reference: Reference) -> Markup:
        """As `Links.resolve`; an answer is named by its question's number until a script fills it in."""
        if reference.kind == "answer" and self.plan and reference.name in self.plan.steps:
            return Markup('<span data-answer="{}">{}</span>').format(reference.name, self.say(reference))
        if reference.kind == "law" and self.law:
            entry = self.law.entry(reference.name)
            linked = Markup('<a href="#law-{}">{}</a>').format(entry.number, self.say(reference))
            return Markup("{} <i>({})</i>").format(linked, entry.notes) if entry.notes else linked
        return super().resolve(reference)

    def say(self, reference: Reference) -> str:
        """As `Links.say`, answers included."""
        if reference.kind == "answer" and self.plan and reference.name in self.plan.steps:
            return f"your answer to question {self.plan.steps[reference.name].index + 1}"
        return super().say(reference)

    def plain(self, text: str) -> str:
        """A text that names something, as plain words."""
        return html.plain(text, self.say)


@dataclass(frozen=True)
class Way:
    """Where something leads, in words and as a link."""

    href: str
    said: str
    """`go to 12`, or `result R2: You cannot …`."""


@dataclass(frozen=True)
class Rule:
    """One line of a list of rules."""

    when: Markup | None
    """None: in all other cases."""
    way: Way
    only: str | None = None
    """For which choices it stands: see render_marks.py."""


@dataclass(frozen=True)
class Names:
    """Numbers and words of one guide."""

    plan: Plan
    links: GuideLinks
    law: Law
    """Its list of law."""

    @cached_property
    def speech(self) -> Speech:
        """Says this guide's conditions."""
        return Speech(self.plan.steps, self.plan.facts, self.links.plain)

    @cached_property
    def marks(self) -> dict[str, str]:
        """Outcomes as R1, R2 …, pauses as P1, P2 …, in file order."""
        marks: dict[str, str] = {}
        counted = {"R": 0, "P": 0}
        for end in self.plan.ends.values():
            letter = "P" if end.is_pause else "R"
            counted[letter] += 1
            marks[end.id] = f"{letter}{counted[letter]}"
        return marks

    def number(self, question: str) -> int:
        """A question's number, from 1, in file order."""
        return self.plan.steps[question].index + 1

    def ask(self, question: str) -> str:
        """A question as plain words."""
        return self.links.plain(self.plan.steps[question].text.ask or "")

    def title(self, end: str) -> str:
        """A result's title as plain words."""
        return self.links.plain(self.plan.ends[end].text.title)

    def way(self, target: str) -> Way:
        """The words and the link to a question, an outcome or a pause."""
        if target in self.plan.steps:
            return Way(f"#{target}", f"go to {self.number(target)}")
        kind = "pause" if self.plan.ends[target].is_pause else "result"
        return Way(f"#{target}", f"{kind} {self.marks[target]}: {self.title(target)}")

    def rules(self, go: Go, here: str) -> list[Rule]:
        """The lines of a `go` of the question `here`, in a guide without faults."""
        return [Rule(self.condition(branch.when, here), self.way(branch.to or "")) for branch in go]

    def onward(self, step: Step) -> list[Rule]:
        """Where a question leads that leaves it to itself: by its `go`, else to the next one."""
        if step.go:
            return self.rules(step.go, step.id)
        return [Rule(None, self.way(step.next))] if step.next else []

    def passing(self, step: Step) -> Go:
        """The rules of a question that is passed over: those that need its answer are left out."""
        return tuple(
            branch for branch in step.go or ()
            if branch.when is None or not needs(branch.when, step.id, self.plan.facts)
        )

    def passed(self, step: Step) -> list[Rule]:
        """Where the guide goes on if a question is not asked; empty for one that always is."""
        if step.ask_when is None:
            return []
        return self.rules(self.passing(step), step.id) if step.go else self.onward(step)

    def leads(self, step: Step, choice: Choice) -> list[Rule]:
        """Where an option leads; empty where rules below the options decide."""
        if choice.go:
            return self.rules(choice.go, step.id)
        onward = self.onward(step)
        return onward if len(onward) == 1 else []

    def condition(self, condition: Condition | None, here: str = "") -> Markup | None:
        """A condition in words, its questions as links; the question `here` is called this one. None stays None."""
        if condition is None:
            return None
        return Markup("").join(
            escape(piece) if isinstance(piece, str) else Markup("this question") if piece.question == here else
            Markup('<a href="#{}">question {}</a>').format(piece.question, self.number(piece.question))
            for piece in self.speech.condition(condition)
        )

    @cached_property
    def sources(self) -> dict[str, list[str]]:
        """By result: the questions that lead to it, in file order."""
        found: dict[str, dict[str, None]] = {end: {} for end in self.plan.ends}
        for step in self.plan.steps.values():
            for go in (step.go, *(choice.go for choice in step.choices)):
                for branch in go or ():
                    if branch.to in found:
                        found[branch.to][step.id] = None
                        on = self.resume(self.plan.ends[branch.to], step.id)
                        if on in found:
                            found[on][step.id] = None
        return {end: sorted(steps, key=self.number) for end, steps in found.items()}

    @staticmethod
    def resume(pause: End, led_by: str) -> str | None:
        """Where a pause goes on for those whom a question led to it: a target, AGAIN, or None where the guide ends."""
        on = pause.resume or {}
        return on.get(led_by, on.get(WHICHEVER))

    def resumes(self, pause: End) -> list[tuple[list[int], str | None]]:
        """How a pause goes on, each way once with the numbers of the questions that lead to it."""
        ways: dict[str | None, list[int]] = {}
        for question in self.sources[pause.id]:
            ways.setdefault(self.resume(pause, question), []).append(self.number(question))
        return [(numbers, way) for way, numbers in ways.items()]


def names_of(library: Library, guide: str, page: str = "", *, source_links: bool = False) -> Names:
    """The names of a guide, seen from a page (left out: its own); `source_links` as in `Links`."""
    plan = library.guides[guide].plan
    links = GuideLinks(library, page or f"guides/{guide}.md", plan.guide.law_as_at, "guide", source_links, plan=plan)
    links.law = Law(links, plan)
    return Names(plan, links, links.law)


__all__ = ["AGAIN", "STATUS", "GuideLinks", "Names", "Rule", "Way", "names_of"]
