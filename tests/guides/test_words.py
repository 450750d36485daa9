"""Conditions in plain words."""

import datetime
from pathlib import Path

import pytest

from macros.conditions.model import (
    Alike,
    All,
    Answered,
    AnyOf,
    Apart,
    Condition,
    Fact,
    Is,
    Not,
    Ticked,
    Ticks,
    Unknown,
    Within,
)
from macros.conditions.quantities import Kind
from macros.guides.plan import Plan
from macros.guides.render_names import Names, names_of
from macros.guides.words import quantity, text
from tests.guides.pages import fixture, library_of


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    return names_of(library_of(tmp_path_factory.mktemp("words"), {"everything": fixture("everything")}), "everything")


def said(names: Names, condition: Condition) -> str:
    return text(names.speech.condition(condition), names.number)


def all_conditions(plan: Plan) -> list[Condition]:
    go = [branch.when for step in plan.steps.values() for rules in (step.go, *(c.go for c in step.choices)) for branch in rules or ()]
    own = [when for step in plan.steps.values() for when in (step.ask_when, *(choice.when for choice in step.choices))]
    return [when for when in [*go, *own, *(piece.when for piece in plan.pieces())] if when is not None]


def test_every_condition_of_a_guide_as_a_reader_meets_it(names: Names) -> None:
    assert "\n".join(said(names, condition) for condition in all_conditions(names.plan)) == """\
you ticked both “Sport” and “Art” in question 2
you answered question 2 without ticking “Sport”, “Art” or “Food”
you ticked 1 to 2 boxes in question 2
you answered 200 or more to question 4
you answered “A firm” to question 1
you answered a day earlier to question 10 than to question 9
you answered “Yes” to at least 2 of question 3 and question 5
you answered £1,000.51 or more to question 7 or a day at least 30 days later to question 10 than to question 9; \
and you answered 12.5 per cent or less to question 8
you answered “A firm” to question 1
you ticked “Food” or “Art” in question 2
you answered £1,000.51 or more to question 7
you answered “A club” or “A charity” to question 1
you answered from 50.5 to 199.9 to question 4
you answered less than £10 to question 7 and you did not tick “Trade” or “Food” in question 2
you answered 1 April 2027 or later to question 9
you were not asked question 4"""


CLUB, AGREED, INSURED = Is("constructor", ("club",)), Is("agree", ("yes",)), Is("insured", ("yes",))


@pytest.mark.parametrize(("condition", "expected"), [
    (Not(CLUB), "you did not answer “A club” to question 1"),
    (Not(Not(CLUB)), "you answered “A club” to question 1"),
    (All((CLUB, AGREED, INSURED)), "you answered “A club” to question 1, “Yes” to question 3, and “Yes” to question 5"),
    (All((CLUB, Not(AGREED))), "you answered “A club” to question 1 and you did not answer “Yes” to question 3"),
    # De Morgan: a reader never has to undo a bracket; "not A or B", which means neither, is never said for "not both".
    (Not(All((CLUB, AGREED))), "you did not answer “A club” to question 1 or you did not answer “Yes” to question 3"),
    (Not(AnyOf((CLUB, AGREED))), "you did not answer “A club” to question 1 and you did not answer “Yes” to question 3"),
    (All((CLUB, AnyOf((AGREED, INSURED)))),
     "you answered “A club” to question 1; and you answered “Yes” to question 3 or “Yes” to question 5"),
    (AnyOf((CLUB, All((AGREED, AnyOf((INSURED, Answered("rooms"))))))),
     ("you answered “A club” to question 1; or (you answered “Yes” to question 3; and "
      "you answered “Yes” to question 5 or you answered question 6)")),
    # What follows from another member is not said.
    (All((Answered("agree"), AGREED)), "you answered “Yes” to question 3"),
    (All((Answered("rooms"), AGREED)), "you answered question 6 and you answered “Yes” to question 3"),
    (Not(Answered("guests")), "you were not asked question 4"),
    (Fact("dear"), "you answered £1,000.51 or more to question 7"),
    (Not(Fact("dear")), "you did not answer £1,000.51 or more to question 7"),
    (Ticked("rooms", "some", ("hall",)), "you ticked “The hall” in question 6"),
    (Ticked("rooms", "every", ("hall", "kitchen")), "you ticked both “The hall” and “The kitchen” in question 6"),
    (Ticked("rooms", "none", ("hall",)), "you answered question 6 without ticking “The hall”"),
    (Ticked("rooms", "none", ("hall", "kitchen")), "you answered question 6 without ticking “The hall” or “The kitchen”"),
    (Not(Ticked("rooms", "none", ("hall",))), "you ticked “The hall” in question 6, or were not asked it"),
    (Ticks("rooms", 2, None), "you ticked at least 2 boxes in question 6"),
    (Ticks("rooms", 1, 1), "you ticked exactly 1 box in question 6"),
    (Not(Ticks("rooms", None, 1)), "you did not tick at most 1 box in question 6"),
    (Alike(("agree", "insured"), ("no",), None, 1), "you answered “No” to at most 1 of question 3 and question 5"),
    (Within("price", 500_001, None), "you answered more than £5,000 to question 7"),
    (Within("price", None, 499_999), "you answered less than £5,000 to question 7"),
    (Within("price", 500_000, 500_000), "you answered £5,000 to question 7"),
    (Within("guests", None, 1995), "you answered 199.5 or less to question 4"),
    (Apart("finishes", "begins", 0, 0), "you answered the same day to question 10 as to question 9"),
    (Apart("finishes", "begins", 1, 28),
     "you answered a day later and a day at most 28 days later to question 10 than to question 9"),
])
def test_wordings(names: Names, condition: Condition, expected: str) -> None:
    assert said(names, condition) == expected


def test_a_condition_at_fault_has_no_words(names: Names) -> None:
    with pytest.raises(ValueError, match="at fault"):
        said(names, Unknown())


@pytest.mark.parametrize(("units", "kind", "expected"), [
    (120_000, Kind("money"), "£1,200"), (120_050, Kind("money"), "£1,200.50"), (-5, Kind("money"), "−£0.05"),
    (1250, Kind("percent"), "12.5 per cent"), (28, Kind("number", unit="days"), "28 days"),
    (15, Kind("number", decimals=1), "1.5"),
    ((datetime.date(2026, 4, 1) - datetime.date(1970, 1, 1)).days, Kind("date"), "1 April 2026"),
])
def test_quantities(units: int, kind: Kind, expected: str) -> None:
    assert quantity(units, kind) == expected


def test_the_real_guide_says_every_condition(real_names: Names) -> None:
    spoken = [said(real_names, condition) for condition in all_conditions(real_names.plan)]
    assert len(spoken) > 100
    assert all(words.startswith(("you ", "(")) and "question" in words for words in spoken)


@pytest.fixture(scope="module")
def real_names() -> Names:
    from macros.library import load  # the whole library, for one test

    return names_of(load(Path(__file__).resolve().parents[2]), "general-power")
