"""What each version of a guide said and did, kept for those who relied on it."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from .logic import Logic
from .model import Guide
from .plan import Plan

# Routing, which the hash of the logic covers.
_ROUTING = {"go", "when", "ask_when", "was", "answer", "min", "max", "decimals", "resume", "set", "shared"}
# What may change without a word on the page being different, or is about the texts themselves.
_ABOUT = {
    "version", "changes", "signed", "draft", "tests", "accept", "law_as_at", "review_by", "facts", "sets", "blocks",
    "questions", "outcomes", "narrow",
}


def texts_of(plan: Plan) -> dict[str, Any]:
    """Every text of a guide that readers see, by question and result, blocks and shared answers written out."""
    return {
        "guide": _plain(plan.guide.model_dump(include=set(Guide.model_fields) - _ABOUT)),
        "questions": {step.id: _plain(step.text.model_dump()) for step in plan.steps.values()},
        "results": {end.id: _plain(end.text.model_dump()) for end in plan.ends.values()},
    }


def texts_hash(plan: Plan) -> str:
    """A hash of all texts: the same texts give the same hash."""
    return hashlib.sha256(_json(texts_of(plan)).encode()).hexdigest()[:16]


def archive_path(guide: Path, version: int) -> Path:
    """Where a version of a guide's file is kept: `archive/<id>/<version>.json` beside the guide."""
    return guide.parent / "archive" / guide.stem / f"{version}.json"


def archived(plan: Plan, logic: Logic) -> str:
    """A version of a guide as JSON: its logic and its texts."""
    guide = plan.guide
    kept = {
        "id": plan.id, "version": guide.version, "law_as_at": guide.law_as_at, "logic": logic, "texts": texts_of(plan),
    }
    return _json(kept) + "\n"


def _plain(value: Any, key: str = "") -> Any:
    """Texts alone: routing and what is empty left out."""
    if isinstance(value, dict):
        # Below `options`, `parts`, `do` and their like stand ids, which may be called anything.
        by_id = key in ("options", "parts", "do", "record", "evidence", "sections")
        items = ((name, _plain(item, "" if by_id else name)) for name, item in value.items()
                 if by_id or name not in _ROUTING)
        return {name: item for name, item in items if by_id or item not in (None, "", [], {}, False)}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_written)


def _written(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
