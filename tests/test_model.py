"""Models: pydantic's faults in plain words, at the right line. More stands in tests/fixtures/broken."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

import pytest
from pydantic import BeforeValidator, Field, StringConstraints

from macros.finding import Finding
from macros.model import Model, parse
from macros.source import read_text


class Leaf(Model):
    """A leaf."""

    colour: Literal["green", "brown"]
    """Its colour."""
    parts: tuple[int, ...] = Field(default=(), min_length=2)
    """Its parts."""


class Tree(Model):
    """A tree."""

    leaves: dict[str, Annotated[Leaf, BeforeValidator(lambda v: {"colour": v} if isinstance(v, str) else v)]]
    """Its leaves, by name."""
    height: int | None = None
    """In metres."""


def faults(text: str, model: type[Model] = Tree) -> list[str]:
    findings: list[Finding] = []
    document = read_text(text, "tree.yml", findings)
    assert document is not None, findings
    parsed = parse(document, model, findings)
    assert (parsed is None) == bool(findings)
    return [f"{finding.place.line} {finding.code} {finding.message} {finding.advice}".strip() for finding in findings]


def test_a_sound_file_becomes_its_model() -> None:
    assert faults("leaves: {one: green, two: {colour: brown, parts: [1, 2]}}\nheight: 3\n") == []


def test_an_unknown_key_is_named_with_the_nearest_that_can_stand_there() -> None:
    assert faults("leaves:\n  one:\n    colour: green\n    prats: [1, 2]\n") == [
        '4 S02 "prats" is not a key here. Did you mean "parts"?'
    ]
    assert faults("leaves: {}\nwidth: 1\n") == [
        '2 S02 "width" is not a key here. Known keys: height, leaves.'
    ]


def test_a_wrong_word_is_named_with_those_that_can_stand_there() -> None:
    assert faults("leaves:\n  one: grene\n") == [
        '2 S03 "grene" is not one of the words that can stand here. Did you mean "green"?'
    ]
    assert faults("leaves:\n  one: mauve\n") == [
        '2 S03 "mauve" is not one of the words that can stand here. It can be: green, brown.'
    ]


def test_a_short_list_is_reported_unless_it_is_short_because_a_member_is_wrong() -> None:
    assert faults("leaves:\n  one: {colour: green, parts: [1]}\n") == ["2 S04 Too few stand here: at least 2."]
    assert faults("leaves:\n  one: {colour: green, parts: [1, two]}\n") == ["2 S04 A whole number should stand here. Write digits alone, with a point before pence: no £, no commas, no words."]


def test_every_fault_of_a_file_comes_at_once() -> None:
    assert faults("leaves:\n  one: {parts: none}\n  two: mauve\nheight: tall\n") == [
        '2 S01 "colour" is missing here. Add it.',
        "2 S04 A list should stand here, for example [a, b].",
        '3 S03 "mauve" is not one of the words that can stand here. It can be: green, brown.',
        "4 S04 A whole number should stand here. Write digits alone, with a point before pence: no £, no commas, no words.",
    ]


def test_a_key_without_a_value_is_told_from_a_key_that_is_not_there() -> None:
    assert faults("leaves:\n") == ['1 S01 "leaves" has no value. Fill it, or leave the key out.']
    assert faults("height: 2\n") == ['1 S01 "leaves" is missing here. Add it.']


Nation: TypeAlias = Literal["england", "northern_ireland"]


class Wood(Model):
    """A wood."""

    nation: Nation | Literal["elsewhere"]
    """Where it is."""
    planted: datetime.date | int | str | None = None
    """When."""
    felled: datetime.date | None = None
    """When."""
    price: Decimal | None = None
    """In pounds."""
    kinds: tuple[Literal["oak", "ash"], ...] = ()
    """What grows there."""
    owners: tuple[Annotated[str, StringConstraints(pattern="^[a-z]+$")], ...] = ()
    """Whose it is."""


@pytest.mark.parametrize(("text", "told"), [
    ("nation: England\n", ('1 S03 "England" is not one of the words that can stand here. '
     "Write it in small letters: england. It can be: england, northern_ireland, elsewhere.")),
    ("nation: Northern Ireland\n", ('1 S03 "Northern Ireland" is not one of the words that can stand here. '
     "Write it in small letters: northern_ireland. It can be: england, northern_ireland, elsewhere.")),
    ("nation: northern-ireland\n", ('1 S03 "northern-ireland" is not one of the words that can stand here. '
     "Write it so: northern_ireland. It can be: england, northern_ireland, elsewhere.")),
    ("nation: Wessex\n", ('1 S03 "Wessex" is not one of the words that can stand here. '
     "It can be: england, northern_ireland, elsewhere.")),
    ("nation: elsewhere\nplanted: [1]\n", "2 S04 A text should stand here."),
    ("naton: elsewhere\n", '1 S02 "naton" is not a key here. Did you mean "nation"? It is missing otherwise.'),
    ("nation: elsewhere\nnaton: elsewhere\n", '2 S02 "naton" is not a key here. Did you mean "nation"?'),
    ("nation: elsewhere\nfelled: 23/11/2026\n", ("2 S04 A day should stand here. "
     "Write the day as year-month-day: 23/11/2026 is 2026-11-23.")),
    ("nation: elsewhere\nfelled: soon\n", ("2 S04 A day should stand here. "
     "Write the day as year-month-day: 31 March 2025 is 2025-03-31.")),
    ("nation: elsewhere\nprice: £315,000\n", "2 S04 A number should stand here. Write 315000: no £, no commas."),
    ("nation: elsewhere\nkinds: [oak ash]\n", "2 S03 A comma is missing between oak and ash. Write [oak, ash]."),
    ("nation: elsewhere\nowners: [jo al]\n", "2 S04 A comma is missing between jo and al. Write [jo, al]."),
])
def test_one_cause_is_told_once_and_with_what_to_write(text: str, told: str) -> None:
    assert faults(text, Wood) == [told]
