"""The base of every kind of data file: a strict pydantic model, and pydantic's faults in plain words."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .finding import Finding, did_you_mean
from .source import Document, KeyPath


class Model(BaseModel):
    """Values of one kind: unknown keys are faults, nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=False, validate_default=False
    )


M = TypeVar("M", bound=Model)

# What is wrong, by pydantic's type of error; {expected} and the like are pydantic's own context.
_MESSAGES = {
    "string_type": "A text should stand here.",
    "string_too_short": "This text is empty.",
    "list_type": "A list should stand here, for example [a, b].",
    "tuple_type": "A list should stand here, for example [a, b].",
    "dict_type": "Keys and values should stand here.",
    "model_type": "Keys and values should stand here.",
    "model_attributes_type": "Keys and values should stand here.",
    "int_type": "A whole number should stand here.",
    "int_parsing": "A whole number should stand here.",
    "int_from_float": "A whole number should stand here.",
    "decimal_type": "A number should stand here.",
    "decimal_parsing": "A number should stand here.",
    "bool_type": "true or false should stand here.",
    "bool_parsing": "true or false should stand here.",
    "date_type": "A day should stand here, written 2026-11-23.",
    "date_parsing": "A day should stand here, written 2026-11-23.",
    "date_from_datetime_parsing": "A day should stand here, written 2026-11-23.",
    "date_from_datetime_inexact": "A day should stand here, written 2026-11-23.",
    "too_short": "This is empty.",
}


def parse(document: Document, model: type[M], findings: list[Finding], at: KeyPath = ()) -> M | None:
    """Read a document (or the part of it at `at`) as a model; faults are added to `findings`."""
    data = document.data
    for key in at:
        data = data[key]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults:
            if fault["type"] == "too_short" and any(_inside(other["loc"], fault["loc"]) for other in faults):
                continue  # pydantic counts only sound members; the faults of the others are reported
            findings.append(_finding(document, model, (*at, *_path(data, fault["loc"])), fault))
        return None


def _inside(loc: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _path(data: Any, loc: tuple[int | str, ...]) -> KeyPath:
    """The part of pydantic's location that is a path in the data: names of union members are left out."""
    path: list[int | str] = []
    for i, part in enumerate(loc):
        if isinstance(data, dict) and (part in data or i == len(loc) - 1):
            path.append(part)
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
    return tuple(path)


def _finding(document: Document, model: type[Model], path: KeyPath, fault: Any) -> Finding:
    kind, name = fault["type"], fault["loc"][-1] if fault["loc"] else ""
    if kind == "missing":
        return document.finding(path[:-1], "S01", f'"{name}" is missing here.', "Add it.")
    if kind == "extra_forbidden":
        known = _keys_at(model, fault["loc"][:-1])
        advice = did_you_mean(str(name), known) or f"Known keys: {', '.join(sorted(known))}."
        return document.finding(path, "S02", f'"{name}" is not a key that can stand here.', advice)
    if fault["input"] is None:
        return document.finding(path, "S01", f'"{name}" has no value.', "Fill it, or leave the key out.")
    if kind in ("literal_error", "enum"):
        expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        words = [word.strip() for word in expected.split(",")]
        advice = did_you_mean(str(fault["input"]), words) or f"It can be: {', '.join(words)}."
        return document.finding(path, "S03", f'"{fault["input"]}" is not one of the words that can stand here.', advice)
    if kind == "value_error":
        message, _, advice = str(fault["ctx"]["error"]).partition("\n")
        return document.finding(path, "S04", message, advice)
    if kind == "string_pattern_mismatch":
        return document.finding(
            path, "S04", f'"{fault["input"]}" is not written as it should be here.',
            "Small letters, digits and the joining marks of its kind; see the format's page.",
        )
    if kind == "too_short" and fault["input"]:
        return document.finding(path, "S04", f"Too few stand here: at least {fault['ctx']['min_length']}.")
    return document.finding(path, "S04", _MESSAGES.get(kind, f"{fault['msg']}."))


def _keys_at(model: type[Model], loc: tuple[int | str, ...]) -> set[str]:
    """The keys a model takes at a place, from its JSON Schema."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    found: list[dict[str, Any]] = [schema]
    for part in loc:
        step: list[dict[str, Any]] = []
        for node in _unfold(found, definitions):
            if part in node.get("properties", {}):
                step.append(node["properties"][part])
            elif isinstance(node.get("additionalProperties"), dict):
                step.append(node["additionalProperties"])
            elif isinstance(part, int) and isinstance(node.get("items"), dict):
                step.append(node["items"])
            step += [p for p in (node.get("patternProperties") or {}).values()]
        found = step or found
    return {key for node in _unfold(found, definitions) for key in node.get("properties", {})}


def _unfold(nodes: list[dict[str, Any]], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    """Nodes with references followed and alternatives laid out."""
    flat: list[dict[str, Any]] = []
    for node in nodes:
        if "$ref" in node:
            flat += _unfold([definitions[node["$ref"].rsplit("/", 1)[1]]], definitions)
        elif "anyOf" in node:
            flat += _unfold(node["anyOf"], definitions)
        else:
            flat.append(node)
    return flat
