"""The base of every kind of data file: a strict pydantic model, and pydantic's faults in plain words."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .advice import choose, missing_comma, write_day, write_number
from .finding import Finding, nearest
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
    "bool_type": "true or false should stand here.",
    "bool_parsing": "true or false should stand here.",
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
        told = [f for f in faults if not _follows(f, faults)]
        told, misspelt = _misspelt(model, told)
        for path, fault in _once(data, told):
            findings.append(_finding(document, model, (*at, *path), fault, misspelt))
        return None


def _follows(fault: Any, faults: list[Any]) -> bool:
    """Pydantic counts only sound members of a list; the faults of the others are reported, so its length is not."""
    return fault["type"] == "too_short" and any(_inside(other["loc"], fault["loc"]) for other in faults)


Loc = tuple[int | str, ...]


def _misspelt(model: type[Model], faults: list[Any]) -> tuple[list[Any], dict[Loc, str]]:
    """The faults without keys that are missing only because they are misspelt; and which those are: place → right key."""
    missing = {fault["loc"]: fault for fault in faults if fault["type"] == "missing"}
    found: dict[Loc, str] = {}
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            *holder, name = fault["loc"]
            right = nearest(str(name), _keys_at(model, tuple(holder)))
            if right and (*holder, right) in missing and right not in found.values():
                found[fault["loc"]] = right
    gone = {(*loc[:-1], right) for loc, right in found.items()}
    return [fault for fault in faults if fault["type"] != "missing" or fault["loc"] not in gone], found


def _once(data: Any, faults: list[Any]) -> Iterator[tuple[KeyPath, Any]]:
    """Each fault with its path. Of a value that could be one of several kinds pydantic says what each kind misses: one
    fault is made of them, with all the words that could stand there.
    """
    by_path: dict[KeyPath, list[Any]] = {}
    for fault in faults:
        by_path.setdefault(_path(data, fault["loc"]), []).append(fault)
    for path, same in by_path.items():
        worded = [fault for fault in same if fault["type"] in ("literal_error", "enum")]
        if len(worded) > 1:
            expected = ", ".join(fault["ctx"]["expected"] for fault in worded)
            yield path, {**worded[0], "ctx": {"expected": expected}}
        else:
            yield path, next((fault for fault in same if fault["type"] == "string_type"), (worded or same)[0])


def _inside(loc: Loc, outer: Loc) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _path(data: Any, loc: Loc) -> KeyPath:
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


def _finding(
    document: Document, model: type[Model], path: KeyPath, fault: Any, misspelt: dict[Loc, str]
) -> Finding:
    kind, name = fault["type"], fault["loc"][-1] if fault["loc"] else ""
    if kind == "missing":
        return document.finding(path[:-1], "S01", f'"{name}" is missing here.', "Add it.")
    if kind == "extra_forbidden":
        known = _keys_at(model, fault["loc"][:-1])
        near = nearest(str(name), known)
        advice = f'Did you mean "{near}"?' if near else f"Known keys: {', '.join(sorted(known))}."
        if right := misspelt.get(fault["loc"]):
            advice = f'Did you mean "{right}"? It is missing otherwise.'
        return document.finding(path, "S02", f'"{name}" is not a key here.', advice)
    if fault["input"] is None:
        return document.finding(path, "S01", f'"{name}" has no value.', "Fill it, or leave the key out.")
    if kind in ("literal_error", "enum"):
        expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        words = [word.strip() for word in expected.split(",")]
        joined = _joined(path, fault["input"], "|".join(map(re.escape, words)))
        message = f'"{fault["input"]}" is not one of the words that can stand here.'
        return document.finding(path, "S03", *(joined or (message, choose(str(fault["input"]), words))))
    if kind == "value_error":
        message, _, advice = str(fault["ctx"]["error"]).partition("\n")
        return document.finding(path, "S04", message, advice)
    if kind == "string_pattern_mismatch":
        joined = _joined(path, fault["input"], fault["ctx"]["pattern"])
        return document.finding(path, "S04", *(joined or (
            f'"{fault["input"]}" is not written as it should be here.',
            "Small letters, digits and the joining marks of its kind; see the format's page.",
        )))
    if kind.startswith("date_"):
        return document.finding(path, "S04", "A day should stand here.", write_day(fault["input"]))
    if kind.startswith(("int_", "decimal_")):
        message = "A whole number should stand here." if kind.startswith("int_") else "A number should stand here."
        return document.finding(path, "S04", message, write_number(fault["input"]))
    if kind == "too_short" and fault["input"]:
        return document.finding(path, "S04", f"Too few stand here: at least {fault['ctx']['min_length']}.")
    return document.finding(path, "S04", _MESSAGES.get(kind, f"{fault['msg']}."))


def _joined(path: KeyPath, written: object, pattern: str) -> tuple[str, str] | None:
    """What to say of a member of a list that is several with no comma between them."""
    in_list = bool(path) and isinstance(path[-1], int)
    return missing_comma(written, fits=re.compile(pattern)) if in_list and isinstance(written, str) else None


def _keys_at(model: type[Model], loc: Loc) -> set[str]:
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
