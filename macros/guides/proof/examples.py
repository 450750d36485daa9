"""Examples of answers, taken as models of a diagram, in words for messages."""

from dataclasses import dataclass

from oxidd.bdd import BDDFunction

from ..plan import Plan
from .flow import Flow


@dataclass(frozen=True)
class Example:
    """One assignment: what a reader says, and what is asked of it."""

    flow: Flow
    values: tuple[tuple[int, bool], ...]
    decided: frozenset[int]
    """Variables whose value matters; with any value of the others, the case is as good an example."""
    texts: dict[str, str]
    """By question, asked or not: as in an address."""

    def holds(self, function: BDDFunction) -> bool:
        """Whether the assignment is among those of a function."""
        return function.eval(self.values)

    def answers(self, time: int) -> dict[str, str]:
        """The answers given to questions with a lower index."""
        return {
            step.id: self.texts[step.id] for step in self.flow.plan.steps.values()
            if step.index < time and self.holds(self.flow.answered[step.id])
        }

    def words(self, time: int) -> str:
        """The answers given that matter, for a message; whatever the others are, they lead there too."""
        answers = self.answers(time)
        if not answers:
            return "no answer given"
        space = self.flow.space
        telling = {name: text for name, text in answers.items() if not self.decided.isdisjoint(space.bits(name))}
        return said(self.flow.plan, telling) if telling else "any answers"


def example(flow: Flow, function: BDDFunction) -> Example:
    """An assignment of a satisfiable function: the first options where nothing else is asked for."""
    picked = function.pick_cube()
    texts = flow.space.example(function)
    assert picked is not None
    assert texts is not None
    values = tuple((i, bool(value)) for i, value in enumerate(picked))
    return Example(flow, values, frozenset(i for i, value in enumerate(picked) if value is not None), texts)


def said(plan: Plan, answers: dict[str, str]) -> str:
    """Answers in words: `resolved = yes, kinds = a + b`."""
    return ", ".join(f"{question} = {_word(plan, question, text)}" for question, text in answers.items())


def _word(plan: Plan, question: str, text: str) -> str:
    kind = plan.steps[question].kind
    if kind.type == "many":
        return text.replace(",", " + ") or "none of these"
    if kind.type == "money":
        return f"£{text}"
    return f"{text} %" if kind.type == "percent" else text
