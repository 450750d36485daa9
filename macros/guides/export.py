"""A guide as one JSON file: its texts, its logic and its law, for whoever wants to build on it.

    {
      "format": 1, "id": "general-power", "title": …, "summary": …, "audience": […], "nations": […], "minutes": 30,
      "version": 1, "law_as_at": "2026-11-23", "review_by": "2027-05-23", "signed": null or {"role", "date"},
      "licence": "https://creativecommons.org/licenses/by/4.0/", "advice": "This is not legal advice. …",
      "sections": [{"id", "title", "summary"}],
      "questions": [{"id", "number", "section", "ask", "why", "hint", "asked_if", "type", "law", "evidence", "parts",
                     "options": [{"id", "label", "hint", "offered_if", "note", "evidence"}], "none_of_these", "unit"}],
      "results": [{"id", "mark", "status", "says", "title", …what parts have, "decides", "signs", "parts",
                   "weakest_evidence"}],
      "law": {"pv.gpc-1": {"title", "pins": [{"citation", "address"}], "evidence", "state", "checked", "note"}},
      "logic": …                             see macros/guides/logic.py: what the page itself replays
    }

A part: {"id", "title", "shown_if", "text", "caution", "risk", "do", "evidence", "record", "law", "no_law", "ask"}. Lines of
`do`, `evidence` and `record`: {"id", "text", "hint", "law", "who"}. All texts are plain, conditions are in words, `law`
holds keys of "law", roles are titles. What is empty is left out.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from .check import Checked
from .fields import Item
from .logic import compile_guide
from .plan import End, Piece, Step
from .render_law import cited_in
from .render_names import STATUS, Names
from .results import Advice
from .words import text

Shape: TypeAlias = dict[str, Any]
FORMAT = 1
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ADVICE = "This is not legal advice. Each result says whom to ask."


def as_json(names: Names, checked: Checked) -> str:
    """The file's text, ending in a line feed."""
    return json.dumps(_Export(names).guide(checked), ensure_ascii=False, indent=1) + "\n"


class _Export:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.plain = names.links.plain
        self.register = names.links.library.register

    def guide(self, checked: Checked) -> Shape:
        plan = self.names.plan
        guide = plan.guide
        signed = guide.signed
        return _full(
            format=FORMAT, id=plan.id, title=self.plain(guide.title), summary=self.plain(guide.summary),
            audience=list(guide.audience), nations=list(guide.nations), minutes=guide.minutes, version=guide.version,
            law_as_at=str(guide.law_as_at), review_by=str(guide.review_by),
        ) | {"signed": {"role": signed.role, "date": str(signed.date)} if signed else None} | _full(
            licence=LICENCE, advice=ADVICE,
            sections=[
                _full(id=name, title=section.title, summary=self._text(section.summary))
                for name, section in guide.sections.items()
            ],
            questions=[self._question(step) for step in plan.steps.values()],
            results=[self._result(end) for end in plan.ends.values()],
            law={name: self._law(name) for name in self.names.law.entries},
            logic=checked.logic or compile_guide(plan),
        )

    def _question(self, step: Step) -> Shape:
        said = step.text
        return _full(
            id=step.id, number=self.names.number(step.id), section=step.section, ask=self._text(said.ask),
            why=self._text(said.why), hint=self._text(said.hint), asked_if=self._when(step.ask_when), type=step.kind.type,
            unit=step.kind.unit, law=self._cited(said.law), evidence=self._items(said.evidence),
            parts=[self._part(piece) for piece in step.pieces],
            options=[
                _full(
                    id=choice.id, label=self._text(choice.label), hint=self._text(choice.text.hint),
                    offered_if=self._when(choice.when), note=self._text(choice.text.note),
                    evidence=self._items(choice.text.evidence),
                )
                for choice in step.choices
            ],
            none_of_these=self._text(said.none_of_these),
        )

    def _result(self, end: End) -> Shape:
        said = end.text
        weakest = self.register.evidence(cited_in(said))
        return _full(
            id=end.id, mark=self.names.marks[end.id], status=said.status, says=STATUS[said.status],
            title=self._text(said.title),
        ) | self._advice(said) | _full(
            decides=self._roles(said.decides), signs=self._roles(said.signs),
            parts=[self._part(piece) for piece in end.pieces], weakest_evidence=weakest.value if weakest else None,
        )

    def _part(self, piece: Piece) -> Shape:
        return _full(
            id=piece.id.rsplit(".", 1)[1], title=self._text(piece.text.title), shown_if=self._when(piece.when)
        ) | self._advice(piece.text)

    def _advice(self, said: Advice) -> Shape:
        return _full(
            text=self._text(said.text), caution=self._text(said.caution), risk=self._text(said.risk),
            do=self._items(said.do), evidence=self._items(said.evidence), record=self._items(said.record),
            law=self._cited(said.law), no_law=self._text(said.no_law), ask=self._roles(said.ask),
            checklists=list(said.checklists),
        )

    def _items(self, items: Mapping[str, Item]) -> list[Shape]:
        return [
            _full(
                id=name, text=self._text(item.text), hint=self._text(item.hint), law=self._cited(item.law),
                who=self._roles(item.who),
            )
            for name, item in items.items()
        ]

    def _law(self, name: str) -> Shape:
        proposition = self.register.proposition(name)
        pins = [
            {"citation": self.register.citation(pin), "address": self.register.address(pin)}
            for pin in self.register.pins(name)
        ]
        if proposition is None:
            return {"pins": pins}
        return _full(
            title=proposition.title, pins=pins, evidence=proposition.evidence.value, state=proposition.state,
            checked=str(proposition.checked), note=self._text(proposition.unverified),
        )

    def _cited(self, cited: tuple[str, ...]) -> list[str]:
        return [self.names.law.entry(name).name for name in cited]

    def _roles(self, roles: tuple[str, ...]) -> list[str]:
        return [self.register.roles[role].title for role in roles]

    def _text(self, said: str | None) -> str | None:
        return self.plain(said) if said else None

    def _when(self, condition: Any) -> str | None:
        return text(self.names.speech.condition(condition), self.names.number) if condition is not None else None


def _full(**fields: Any) -> Shape:
    return {key: value for key, value in fields.items() if value not in (None, [], {}, "")}
