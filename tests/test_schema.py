"""JSON Schemas: as the models say, named by every data file, and true of every data file."""

import datetime
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from macros.schema import FOLDER, KINDS, kind_of, schema, write_schemas
from macros.source import read

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "docs" / "data"
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yml"))


def plain(value: Any) -> Any:
    """Values as JSON has them, and as an editor's YAML server reads them: days are text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_schema_on_disk_is_what_the_models_say(kind) -> None:
    on_disk = (ROOT / FOLDER / f"{kind.name}.json").read_text(encoding="utf-8")
    assert on_disk == schema(kind), "Run: python -m macros schema"


def test_no_schema_lies_about_that_no_kind_has() -> None:
    assert {path.stem for path in (ROOT / FOLDER).iterdir()} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_schema_is_valid_in_the_draft_that_editors_know(kind) -> None:
    made = json.loads(schema(kind))
    jsonschema.Draft7Validator.check_schema(made)
    later = {"prefixItems", "unevaluatedProperties", "dependentRequired", "$dynamicRef"}
    assert not later & set(keys(made)), "Words that draft 7 does not know."


def keys(node: Any):
    if isinstance(node, dict):
        yield from node
        for value in node.values():
            yield from keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys(value)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_an_editor_is_told_what_every_key_is_for(kind) -> None:
    made = json.loads(schema(kind))
    for name, model in [(kind.model.__name__, made), *made["$defs"].items()]:
        for key, value in model.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key} has no docstring under it."


@pytest.mark.parametrize("file", FILES)
def test_every_data_file_names_its_schema_and_keeps_to_it(file: str) -> None:
    kind = kind_of(file)
    assert kind, f"No kind of macros/schema.py has docs/data/{file}."
    path = DATA / file
    way = os.path.relpath(ROOT / FOLDER / f"{kind.name}.json", path.parent)
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={Path(way).as_posix()}"
    document = read(path, ROOT, [])
    assert document is not None
    jsonschema.Draft7Validator(json.loads(schema(kind))).validate(plain(document.data))


def test_a_wrong_key_a_wrong_word_and_a_wrong_id_are_underlined() -> None:
    validator = jsonschema.Draft7Validator(json.loads(schema(next(k for k in KINDS if k.name == "roles"))))
    role = {"title": "T", "what": "W."}
    assert list(validator.iter_errors({"roles": {"tester": role}})) == []
    for wrong in ({"Tester": role}, {"tester": role | {"waht": "x"}}, {"tester": role | {"nations": ["france"]}}):
        assert list(validator.iter_errors({"roles": wrong})), wrong


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path)) == len(KINDS)
    assert write_schemas(tmp_path) == []


@pytest.mark.parametrize(("file", "name"), [
    ("law/sources/acts.yml", "sources"), ("figures-2027.yml", "figures"), ("guides/general-power.yml", "guide"),
    ("guides/blocks/people.yml", "block"), ("oddment.yml", None), ("law/oddment.yml", None), ("guides/a/b.yml", None),
])
def test_the_kind_of_a_file_is_known_by_its_path(file: str, name: str | None) -> None:
    kind = kind_of(file)
    assert (kind.name if kind else None) == name
