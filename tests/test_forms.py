"""Forms of working together: faults of the data, what the tables show, and that hostile data stays text."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from macros.context import Context
from macros.data import Library
from macros.forms.model import ASPECTS
from macros.forms.render import forms
from macros.library import load
from tests.conftest import page, write_docs

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 11, 1)
Said = Callable[[Mapping[str, str]], str]

FORMS = """\
forms:
  alone:
    title: Alone
    what: One does it.
    surplus: Stays.
    control: {text: All of it., law: [pv.test-1]}
    exit: {text: By stopping., law: [test_act s9]}
    risk: Yours.
    procurement: {text: None., law: [pv.test-2]}
    subsidy: None.
    suits: The able.
    does_not_suit: The tired.
    law: [pv.test-1]
  together:
    title: Together
    what: Many do it.
    surplus: Shared.
    control: Shared.
    exit: By leave.
    risk: Shared.
    procurement: Some.
    subsidy: Some.
    suits: The tired.
    does_not_suit: The able.
    law: [pv.test-1]
"""
FILES = {"data/forms.yml": FORMS, "together/forms.md": page("Ways of working", "{{ forms() }}")}


def shown(library: Library) -> str:
    """The comparison as its page has it; headings are still Markdown."""
    return forms(Context(library, "together/forms.md", {}, DAY))


@pytest.fixture
def library(project: Path) -> Library:
    """A sound project with two forms."""
    found = load(write_docs(project, FILES))
    assert found.findings == ()
    return found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("    risk: Yours.\n", ""), "risk"),
        (("law: [test_act s9]", "law: [no_act s9]"), "no_act"),
        (("law: [pv.test-2]", "law: [pv.none]"), "pv.none"),
        (("surplus: Stays.", "surplus: {texts: Stays.}"), "texts"),
        (("what: One does it.", "what: One does it. [[law:pv.lost]]"), "pv.lost"),
    ],
)
def test_what_is_missing_or_unknown_is_named(said: Said, change: tuple[str, str], named: str) -> None:
    assert change[0] in FORMS
    assert named in said({**FILES, "data/forms.yml": FORMS.replace(*change)})


def test_each_question_has_a_table_with_every_form(library: Library) -> None:
    text = shown(library)
    tables = Html(text).css("table")
    assert len(tables) == len(ASPECTS)
    for (aspect, title), table in zip(ASPECTS.items(), tables, strict=True):
        assert f"#{aspect}" in text
        assert [head.text() for head in table.css("thead th")] == ["Form", title]
        assert [link.attributes["href"] for link in table.css("tbody th a")] == ["#alone", "#together"]
    assert "Test Act 2001 s9" in tables[list(ASPECTS).index("exit")].text()


def test_the_grade_is_that_of_the_weakest_law_in_any_table(library: Library) -> None:
    alone, together = Html(shown(library)).css(".form-of-working")
    assert "Our reading" in alone.text(), "pv.test-2 stands under procurement only"
    assert "Read in the source" in together.text()


def test_hostile_data_stays_text(project: Path) -> None:
    nasty = "</td><script>alert(1)</script><img src=x onerror=alert(1)>"
    data = FORMS.replace("title: Alone", f"title: Alone {nasty}").replace("surplus: Stays.", f"surplus: Stays. {nasty}")
    data = data.replace("what: One", f"what: {nasty} One").replace("suits: The able", f"suits: {nasty} The able")
    found = Html(shown(load(write_docs(project, {**FILES, "data/forms.yml": data}))))
    assert found.text().count("alert(1)") >= 4, "the words are shown"
    assert not found.css("script, img, [onerror]")


def test_the_site_compares_the_forms_that_councils_ask_about() -> None:
    real = load(ROOT).forms
    assert {
        "public_private_partnership", "public_commons_partnership", "co_operative_membership", "joint_venture",
        "contract", "grant",
    } <= set(real)
    for name, form in real.items():
        assert form.procurement.law, f"{name}: what procurement law asks is a statement of law"
        assert form.subsidy.law, f"{name}: what subsidy control asks is a statement of law"
