"""What the templates need of a guide's questions and results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from ..references import Reference
from .fields import Item
from .hand_over import address, carried
from .plan import End, Go, Piece, Step
from .render_law import Mention, cited_in
from .render_marks import Marks
from .render_names import AGAIN, STATUS, Names, Rule
from .results import Advice, HandOver
from .words import quantity

MISSING = {
    "one": "Select one of the answers.", "many": "Tick at least one box.", "number": "Enter a number.",
    "money": "Enter an amount, like 1200 or 1200.50.", "percent": "Enter a percentage, like 20 or 12.5.",
    "date": "Enter a day, like 23 11 2026.",
}
"""What is said where no answer is given, by type of answer."""


@dataclass(frozen=True)
class Link:
    """One link onward."""

    href: str
    said: str
    carry: str = ""
    """Answers that the page's script adds to it: see hand_over.py."""


@dataclass(frozen=True)
class Lead:
    """Links of one kind."""

    name: str
    kind: str
    """Of the data- attribute that holds them."""
    links: list[Link]


@dataclass(frozen=True)
class Views:
    """Turns the parts of a plan into what templates print."""

    names: Names
    marks: Marks = field(default_factory=Marks)

    def law(self, cited: Iterable[str]) -> list[Mention]:
        """Citations in the author's order; neighbours in one source name it once."""
        return self.names.law.mentions(cited)

    def question(self, step: Step) -> dict[str, Any]:
        """A question's view."""
        names, text = self.names, step.text
        return {
            "id": step.id,
            "only": self.marks.of("question", step.id),
            "type": step.kind.type,
            "number": names.number(step.id),
            "ask": names.ask(step.id),
            "why": self._markdown(text.why),
            "hint": self._inline(text.hint),
            "law": self.law(name for name in text.law if name not in {*cited_in(text.why), *cited_in(text.hint)}),
            "evidence": self.items(text.evidence),
            "when": names.condition(step.ask_when),
            "when_only": self.marks.of("passed", step.id),
            "passed": self._marked(names.passed(step), names.passing(step), "passed", step.id),
            "options": [
                {
                    "id": choice.id,
                    "only": self.marks.of("option", step.id, choice.id),
                    "label": names.links.plain(choice.label),
                    "hint": self._inline(choice.text.hint),
                    "when": names.condition(choice.when),
                    "ways": [] if step.kind.type == "many" else
                    self._marked(names.leads(step, choice), choice.go, "way", step.id, choice.id),
                    "note": self._markdown(choice.text.note),
                    "evidence": self.items(choice.text.evidence),
                }
                for choice in step.choices
            ],
            "none": names.links.plain(text.none_of_these) if text.none_of_these else None,
            "none_only": self.marks.of("none", step.id) if step.may_be_empty else None,
            "blank": self._blank(step),
            "blank_only": self.marks.of("asked", step.id),
            "then": self._marked(self._then(step), step.go, "then", step.id),
            "then_only": self.marks.of("then", step.id),
            "parts": [self.part(piece) for piece in step.pieces],
            "missing": names.links.plain(text.if_missing) if text.if_missing else None,
        }

    def _then(self, step: Step) -> list[Rule]:
        """The ways below the options: where no option has its own, or where rules decide for those that have none."""
        if step.kind.type != "one" or (step.go and len(step.go) > 1):
            return self.names.onward(step)
        return []

    def _marked(self, rules: list[Rule], go: Go | None, *thing: str) -> list[Rule]:
        """Rules with their marks; one alone has that of what it stands in."""
        if go is None or len(rules) < 2:
            return rules
        return [
            replace(rule, only=self.marks.of(*thing, str(branch.at.path[-1])))
            for rule, branch in zip(rules, go, strict=True)
        ]

    @staticmethod
    def _blank(step: Step) -> dict[str, str] | None:
        """What is to be written, and between which bounds, where the answer is a quantity."""
        kind = step.kind
        if not kind.is_quantity:
            return None
        what = {"money": "pounds", "percent": "per cent", "date": "a day"}.get(kind.type, kind.unit or "a number")
        return {"what": what, "low": quantity(kind.low, kind), "high": quantity(kind.high, kind)}

    def result(self, end: End) -> dict[str, Any]:
        """A result's view."""
        names, text = self.names, end.text
        return self._advice(text) | {
            "id": end.id,
            "only": self.marks.of("result", end.id),
            "status": text.status,
            "word": STATUS[text.status],
            "mark": names.marks[end.id],
            "title": names.title(end.id),
            "group": text.group,
            "resumes": [
                (numbers, way if way in (None, AGAIN) else names.way(way), self.marks.of("resume", end.id, way or ""))
                for numbers, way in names.resumes(end)
            ] if end.is_pause else [],
            "parts": [self.part(piece) for piece in end.pieces],
            "weakest": names.links.library.register.evidence(cited_in(text)),
        }

    def part(self, piece: Piece) -> dict[str, Any]:
        """A part's view."""
        text = piece.text
        return self._advice(text) | {
            "id": piece.id.rsplit(".", 1)[1],
            "only": self.marks.of("part", piece.id),
            "title": self.names.links.plain(text.title) if text.title else None,
            "when": self.names.condition(piece.when),
        }

    def _leads(self, text: Advice) -> Iterator[Lead]:
        """Where a result or a part leads on to."""
        links, library = self.names.links, self.names.links.library
        if text.checklists:
            yield Lead("Work through", "checklists", [
                Link(links.href(f"checklists/{name}.md"), library.checklists[name].title) for name in text.checklists
            ])
        if text.next:
            yield Lead("Next", "next", [self._next(hand_over) for hand_over in text.next])

    def _next(self, hand_over: HandOver) -> Link:
        there = self.names.links.library.guides[hand_over.guide].plan
        return Link(
            self.names.links.href(f"guides/{hand_over.guide}.md") + address(hand_over, there),
            hand_over.label or there.guide.title,
            carried(hand_over, self.names.plan, there),
        )

    def _advice(self, text: Advice) -> dict[str, Any]:
        # What a text cites itself stands there, and is not listed a second time below it.
        said = {*cited_in(text.text), *cited_in(text.caution), *cited_in(text.risk)}
        return {
            "text": self._markdown(text.text),
            "law": self.law(name for name in text.law if name not in said),
            "also": bool(said),
            "no_law": self._inline(text.no_law),
            "do": self.items(text.do),
            "record": self.items(text.record),
            "evidence": self.items(text.evidence),
            "leads": list(self._leads(text)),
            "decides": self.roles(text.decides),
            "signs": self.roles(text.signs),
            "ask": self.roles(text.ask),
            "caution": self._inline(text.caution),
            "risk": self._inline(text.risk),
        }

    def items(self, items: Mapping[str, Item]) -> list[dict[str, Any]]:
        """Lines of a list."""
        return [
            {
                "id": item_id,
                "text": self._inline(item.text),
                "hint": self._inline(item.hint),
                "law": self.law(item.law),
                "who": self.roles(item.who),
            }
            for item_id, item in items.items()
        ]

    def roles(self, roles: Iterable[str]) -> list[str]:
        """Titles of roles as they stand inside a sentence."""
        return [self.names.links.target(Reference("role", role, None, "", 0)).text for role in roles]

    def _markdown(self, text: str | None) -> Markup | None:
        return self.names.links.markdown(text) if text else None

    def _inline(self, text: str | None) -> Markup | None:
        return self.names.links.inline(text) if text else None

