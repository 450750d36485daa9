"""Conditions: what an author writes, what it means, what is refused."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pytest

from macros.conditions.evaluate import holds
from macros.conditions.model import to_json
from macros.conditions.parse import parse
from macros.conditions.quantities import Kind, Unlike, units_of, whole
from macros.source import Document

KINDS = {
    "one": Kind("one", ("a", "b", "c")),
    "other": Kind("one", ("a", "no")),
    "many": Kind("many", ("x", "y", "z")),
    "money": Kind("money", low=0, high=100_000),
    "cost": Kind("money", low=0, high=100_000),
    "number": Kind("number", low=0, high=100, decimals=1),
    "day": Kind("date", low=20_000, high=30_000),
}


class Names:
    def question(self, name: str) -> tuple[str, Kind | None] | None:
        return (f"b.{name}", KINDS[name]) if name in KINDS else None

    def questions(self) -> Collection[str]:
        return KINDS

    def facts(self) -> Collection[str]:
        return ("known",)

    def sets(self) -> dict[str, tuple[str, ...]]:
        return {"two": ("a", "b")}

    def figure(self, name: str, kind: Kind) -> int:
        if name != "limit":
            raise LookupError(f'There is no figure named "{name}".')
        return whole(Decimal(500), kind)


def read(raw: Any) -> tuple[list[Any], list[str]]:
    findings: list[Any] = []
    condition = parse(raw, Document("f.yml", {}, (), {}), (), Names(), findings)
    return to_json(condition), [f"{finding.code} {finding.message}" for finding in findings]


@pytest.mark.parametrize(("raw", "json"), [
    ({"one": "a"}, ["is", "b.one", "a"]),
    ({"one": ["a", "c"]}, ["is", "b.one", "a", "c"]),
    ({"one": {"in": "two"}}, ["is", "b.one", "a", "b"]),
    ({"many": {"any": ["x", "y"]}}, ["some", "b.many", "x", "y"]),
    ({"many": {"all": ["x"]}}, ["every", "b.many", "x"]),
    ({"many": {"none": "z"}}, ["none", "b.many", "z"]),
    ({"many": {"count": {"at_least": 2}}}, ["ticks", "b.many", 2, None]),
    ({"many": {"count": {"between": [1, 2]}}}, ["ticks", "b.many", 1, 2]),
    ({"count": {"of": ["one", "other"], "is": "a", "at_most": 1}}, ["alike", ["b.one", "b.other"], ["a"], None, 1]),
    ({"money": {"at_least": 10}}, ["in", "b.money", 1000, None]),
    ({"money": {"more_than": Decimal("9.99")}}, ["in", "b.money", 1000, None]),
    ({"money": {"less_than": {"figure": "limit"}}}, ["in", "b.money", None, 49_999]),
    ({"money": {"between": [1, 2]}}, ["in", "b.money", 100, 200]),
    ({"money": {"at_least": 1, "less_than": 2}}, ["and", ["in", "b.money", 100, None], ["in", "b.money", None, 199]]),
    ({"money": {"more_than": {"answer": "cost", "plus": 1}}}, ["apart", "b.money", "b.cost", 101, None]),
    ({"number": {"at_most": Decimal("2.5")}}, ["in", "b.number", None, 25]),
    ({"answered": "one"}, ["answered", "b.one"]),
    ({"fact": "known"}, ["fact", "known"]),
    ({"one": "a", "many": {"any": "x"}}, ["and", ["is", "b.one", "a"], ["some", "b.many", "x"]]),
    ({"any": [{"one": "a"}, {"not": {"one": "b"}}]}, ["or", ["is", "b.one", "a"], ["not", ["is", "b.one", "b"]]]),
])
def test_what_is_written_and_what_it_becomes(raw: Any, json: list[Any]) -> None:
    assert read(raw) == (json, [])


@pytest.mark.parametrize(("raw", "said"), [
    ("a", "S04 A condition is written as keys and values."),
    ({}, "S04 This condition is empty."),
    ({"one": []}, "S04 This list is empty."),
    ({"one": ["a", "a"]}, "G01 An option stands twice in this list."),
    ({"any": []}, 'S04 "any" takes a list of conditions that is not empty.'),
    ({"one": {"at_least": 1}}, 'G08 The answer to "one" is one of its options'),
    ({"many": "x"}, 'G08 The answer to "many" is boxes to tick'),
    ({"money": 5}, 'G08 The answer to "money" is an amount of money'),
    ({"money": {"any": [1]}}, 'G08 "any" is not a comparison that this kind of answer takes.'),
    ({"money": {"at_least": Decimal("0.001")}}, "G08 0.001 is finer than an answer can be"),
    ({"money": {"at_least": 2000}}, "G08 An answer lies between 0 and 1000, so nothing can meet"),
    ({"money": {"at_most": 1000}}, "G08 An answer lies between 0 and 1000, so every answer meets"),
    ({"money": {"between": [5, 1]}}, "G08 An answer lies between 0 and 1000, so nothing can meet"),
    ({"money": {"at_least": {"answer": "number"}}}, "G08 Only like compares with like"),
    ({"money": {"at_least": {"answer": "money"}}}, "G08 An answer is compared with itself."),
    ({"money": {"at_least": {"answer": "nil"}}}, 'G01 There is no question named "nil"'),
    ({"money": {"at_least": {"figure": "nil"}}}, 'G01 There is no figure named "nil".'),
    ({"many": {"count": {"at_least": 4}}}, "G08 There are 3 boxes to tick, so nothing can meet"),
    ({"many": {"count": {"at_least": 0}}}, "G08 There are 3 boxes to tick, so every answer meets"),
    ({"count": {"of": ["one", "many"], "is": "a", "at_least": 1}}, "G08 A count across questions needs"),
    ({"count": {"of": ["one"], "at_least": 1}}, "S04 A count across questions is not written like this."),
    ({"count": {"of": ["one", "other"], "is": "c", "at_least": 1}}, 'G01 "c" in what is counted over "b.other"'),
    ({"fact": "unknown"}, 'G01 There is no fact named "unknown".'),
    ({"nil": "a"}, 'G01 There is no question named "nil"'),
])
def test_what_is_refused(raw: Any, said: str) -> None:
    findings = read(raw)[1]
    assert len(findings) == 1
    assert findings[0].startswith(said)


COMPARISONS = [
    ["is", "q", "a"], ["some", "q", "a"], ["every", "q", "a"], ["none", "q", "a"], ["ticks", "q", None, 3],
    ["in", "q", None, 9], ["apart", "q", "r", None, 9], ["answered", "q"],
]


@pytest.mark.parametrize("condition", COMPARISONS)
def test_without_an_answer_every_comparison_is_false_and_not_turns_it(condition: list[Any]) -> None:
    assert not holds(condition, {}, {})
    assert holds(["not", condition], {}, {})


def test_counts_take_the_answers_that_are_given() -> None:
    count = ["alike", ["p", "q", "r"], ["no"], 0, 1]
    assert holds(count, {}, {})
    assert holds(count, {"p": "no", "q": "yes"}, {})
    assert not holds(count, {"p": "no", "r": "no"}, {})


def test_the_empty_set_is_an_answer() -> None:
    assert holds(["none", "q", "a"], {"q": frozenset()}, {})
    assert holds(["ticks", "q", None, 0], {"q": frozenset()}, {})
    assert not holds(["some", "q", "a"], {"q": frozenset()}, {})


@pytest.mark.parametrize(("text", "units"), [
    ("0", 0), ("12", 1200), ("12.5", 1250), ("12.50", 1250), ("-3", -300), ("012", None), ("1.234", None), ("1,000", None),
    ("", None), (" 1", None), ("1e3", None), (".5", None), ("١", None), ("9" * 16, None),
])
def test_amounts_that_can_be_typed(text: str, units: int | None) -> None:
    assert units_of(text, Kind("money")) == units


@pytest.mark.parametrize("value", [True, "1", 1.5, None])
def test_only_numbers_are_quantities(value: Any) -> None:
    with pytest.raises(Unlike):
        whole(value, Kind("money"))
