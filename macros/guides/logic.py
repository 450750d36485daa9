"""A guide's logic: the one plain JSON structure that Python and JavaScript replay.

It holds ids, conditions and routing, and no text but ids. Quantities are whole numbers (pence, hundredths of a per
cent, units of the last decimal place, days since 1970-01-01), figures are numbers already. Keys whose value would be
empty are left out.

    {
      "format": 1,
      "id": "general-power",
      "version": 3,
      "questions": [                         in file order; the first is the start
        {
          "id": "vehicle",
          "type": "one",                     one | many | number | money | percent | date (yes-no is one)
          "options": [{"id": "society", "when": CONDITION, "go": GO, "note": 1}, …],
          "none": 1,                         many: no box ticked is an answer
          "min": 0, "max": 100, "decimals": 2,   quantities, in whole units; decimals as typed
          "when": CONDITION,                 asked only where it holds
          "go": GO,                          where answers without a `go` lead, asked or passed over
          "parts": [["help", CONDITION or 1], …],
          "shared": "nation",                the shared answer that fills it
          "was": ["old_id"], "options_was": {"old": "society"}
        }, …],
      "results": {                           outcomes and pauses
        "can": {"status": "proceed", "parts": [["form", CONDITION or 1], …],
                "next": [["weigh-social-value", {"over_threshold": "yes"}], …],
                "resume": "again" or an id, or {question that led here: "again" or an id}}, …},
      "facts": {"trading": CONDITION, …},
      "changed": [[version, ["question", …]], …],
    }

GO is an id, or a list of [CONDITION or 1, id] read in order. CONDITION: see `macros/conditions/model.py`.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any, TypeAlias

from ..conditions.model import Condition, to_json
from .plan import Choice, End, Go, Piece, Plan, Step
from .results import WHICHEVER

Logic: TypeAlias = dict[str, Any]
FORMAT = 1


def compile_guide(plan: Plan) -> Logic:
    """The logic of a guide that has no errors."""
    return _full(
        format=FORMAT,
        id=plan.id,
        version=plan.guide.version,
        questions=[_question(step) for step in plan.steps.values()],
        results={end.id: _result(end) for end in plan.ends.values()},
        facts={name: to_json(fact) for name, fact in plan.facts.items()},
        changed=[[change.version, list(change.questions)] for change in plan.guide.changes],
    )


def canonical(logic: Logic) -> str:
    """The logic as one line of JSON: the same logic gives the same bytes."""
    return json.dumps(logic, ensure_ascii=False, separators=(",", ":"))


def logic_hash(logic: Logic) -> str:
    """A hash of the behaviour: of everything but version and changes."""
    behaviour = {key: value for key, value in logic.items() if key not in ("version", "changed")}
    return hashlib.sha256(canonical(behaviour).encode()).hexdigest()[:16]


def as_text(value: object) -> str:
    """An answer that an author wrote, as it stands in an address."""
    if isinstance(value, (list, tuple)):
        return ",".join(map(as_text, value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _full(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, [], {}, "")}


def _question(step: Step) -> dict[str, Any]:
    kind, quantity = step.kind, step.kind.is_quantity
    return _full(
        id=step.id,
        type=kind.type,
        options=[_option(choice) for choice in step.choices],
        none=1 if step.may_be_empty else None,
        min=kind.low if quantity else None,
        max=kind.high if quantity else None,
        decimals=kind.scale or None,
        when=_condition(step.ask_when),
        go=_go(step.go) if step.go else step.next,
        parts=[_part(piece) for piece in step.pieces],
        shared=step.text.shared,
        was=list(step.was),
        options_was={old: choice.id for choice in step.choices for old in choice.text.was},
    )


def _option(choice: Choice) -> dict[str, Any]:
    return _full(
        id=choice.id,
        when=_condition(choice.when),
        go=_go(choice.go) if choice.go else None,
        note=1 if choice.text.note else None,
    )


def _result(end: End) -> dict[str, Any]:
    resume: Any = end.resume
    if resume and set(resume) == {WHICHEVER}:
        resume = resume[WHICHEVER]
    return _full(
        status=end.text.status,
        parts=[_part(piece) for piece in end.pieces],
        next=[
            [hand_over.guide, {key: as_text(value) for key, value in hand_over.set.items()}]
            for hand_over in end.text.next
        ],
        resume=resume,
    )


def _part(piece: Piece) -> list[Any]:
    return [piece.id.rsplit(".", 1)[1], _condition(piece.when) or 1]


def _go(go: Go) -> Any:
    if len(go) == 1 and go[0].when is None:
        return go[0].to
    return [[_condition(branch.when) or 1, branch.to] for branch in go]


def _condition(condition: Condition | None) -> Any:
    return to_json(condition) if condition is not None else None
