"""The table of cases: every case of a small guide, or every answer of a large one with where it leads.

A case is a set of answers with the same questions asked and the same pauses, parts, notes and result. A large guide has
more of them than any table can hold; its table says of each answer, under each rule, where it leads, so that nothing that
decides is left out.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .check import Checked
from .lock_cases import MOST_CASES, case_lines
from .logic import Logic, compile_guide
from .plan import AGAIN, Go, Plan, Step
from .proof.flow import Flow, spares_of
from .proof.space import Space
from .render_names import STATUS, Names
from .replay import Route, replay
from .words import text

_NODES, _CACHE = 200_000, 100_000
"""Room for the diagrams of a guide with few cases."""


@dataclass(frozen=True)
class Case:
    """One case: the first answers that lead to it, and their route."""

    answers: dict[str, str]
    route: Route


@dataclass(frozen=True)
class Way:
    """One answer, under one rule, and where it leads."""

    question: str
    answer: str
    """In words: the option, `any answer`, or `not asked`."""
    rule: str
    """In words; empty where there is none."""
    to: str
    then: str
    """For a pause: where it goes on from this question, as a target, AGAIN, or empty."""


@dataclass(frozen=True)
class Table:
    """The table of one guide."""

    names: Names
    checked: Checked

    @property
    def plan(self) -> Plan:
        """The guide."""
        return self.checked.plan

    @property
    def whole(self) -> bool:
        """Whether every case is listed."""
        counts = self.checked.counts
        return counts is not None and counts.cases is not None and counts.cases <= MOST_CASES

    @cached_property
    def logic(self) -> Logic:
        """The guide's logic."""
        return self.checked.logic or compile_guide(self.plan)

    @cached_property
    def cases(self) -> list[Case]:
        """Every case, by result in the order of the file; empty where they are too many. Proves the guide once more."""
        if not self.whole:
            return []
        flow = Flow(self.plan, Space(self.plan, spares_of(self.plan), _NODES, _CACHE))
        flow.run()
        found = []
        for line in case_lines(flow):
            said = line.partition(": ")[0]
            answers = dict(pair.split("=", 1) for pair in said.split(" ") if pair)
            found.append(Case(answers, self._to_the_end(answers)))
        return found

    def _to_the_end(self, answers: dict[str, str]) -> Route:
        """The route, past every pause as if its steps were done: that is added to the answers."""
        route = replay(self.logic, answers)
        while route.can_go_on:
            answers[f"{route.pauses[-1].led_by}.then"] = "done"
            route = replay(self.logic, answers)
        return route

    @cached_property
    def ways(self) -> list[Way]:
        """Every answer and rule, in the order of the file."""
        return [way for step in self.plan.steps.values() for way in self._ways(step)]

    def _ways(self, step: Step) -> Iterator[Way]:
        plain = self.names.links.plain
        answers = [(plain(choice.label), choice.go) for choice in step.choices] if step.kind.type == "one" else []
        for label, go in answers or [("any answer", None)]:
            yield from self._lines(step, label, go)
        if step.ask_when is not None:
            yield from self._lines(step, "not asked", self.names.passing(step) or None)

    def _lines(self, step: Step, answer: str, own: Go | None) -> Iterator[Way]:
        """The lines of one answer: by its own `go`, by its question's, or on to the next question."""
        go = own or step.go or ()
        for branch in go:
            rule = "" if len(go) == 1 and branch.when is None else "otherwise"
            if branch.when is not None:
                rule = f"if {text(self.names.speech.condition(branch.when), self.names.number)}"
            yield self._way(step, answer, rule, branch.to or "")
        if not go and step.next:
            yield self._way(step, answer, "", step.next)

    def _way(self, step: Step, answer: str, rule: str, to: str) -> Way:
        end = self.plan.ends.get(to)
        then = self.names.resume(end, step.id) if end and end.is_pause else None
        return Way(step.id, answer, rule, to, then or "")

    def said(self, question: str, given: str) -> str:
        """An answer in words."""
        step = self.plan.steps[question]
        plain = self.names.links.plain
        if step.kind.is_quantity:
            return given
        labels = {choice.id: plain(choice.label) for choice in step.choices}
        if step.kind.type == "one":
            return labels[given]
        none = plain(step.text.none_of_these) if step.text.none_of_these else ""
        return "; ".join(labels[box] for box in given.split(",")) if given else none

    def place(self, target: str) -> str:
        """A question, result or pause in words."""
        if target in self.plan.steps:
            return f"question {self.names.number(target)}"
        return f"{self.names.marks[target]}: {self.names.title(target)}"

    def csv(self) -> str:
        """The table as a file for spreadsheets: RFC 4180, one head line, UTF-8 with the mark that Excel wants."""
        lines = self._case_rows() if self.whole else self._way_rows()
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerows([_harmless(cell) for cell in line] for line in lines)
        return f"\ufeff{out.getvalue()}"

    def _case_rows(self) -> Iterator[Sequence[str]]:
        plan, names = self.plan, self.names
        asks = [f"{names.number(question)} {names.ask(question)}" for question in plan.steps]
        yield ["case", *asks, "status", "result", "pauses met", "parts shown", "notes shown"]
        for number, case in enumerate(self.cases, 1):
            route = case.route
            yield [
                str(number),
                *(self.said(q, case.answers[q]) if q in route.asked else "not asked" for q in plan.steps),
                STATUS[plan.ends[route.at].text.status], self.place(route.at),
                "; ".join(self.place(met.pause) for met in route.pauses if met.pause != route.at),
                "; ".join(route.parts), "; ".join(route.notes),
            ]

    def _way_rows(self) -> Iterator[Sequence[str]]:
        plan, names = self.plan, self.names
        yield ["number", "question", "answer", "rule", "leads to", "status", "the pause goes on to"]
        for way in self.ways:
            end = plan.ends.get(way.to)
            then = "answer the question again" if way.then == AGAIN else self.place(way.then) if way.then else ""
            yield [
                str(names.number(way.question)), names.ask(way.question), way.answer, way.rule, self.place(way.to),
                STATUS[end.text.status] if end else "", then or ("the guide ends" if end and end.is_pause else ""),
            ]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
