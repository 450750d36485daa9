"""Policy hooks: faults of the data, what each clause shows, and that hostile data stays text."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from macros.context import Context
from macros.data import Library
from macros.hooks.model import STEPS
from macros.hooks.render import hooks
from macros.library import load
from tests.conftest import page, write_docs

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 11, 1)
Said = Callable[[Mapping[str, str]], str]

HOOKS = """\
hooks:
  late:
    title: A new direction
    purpose: Points somewhere.
    goes_in: [plan]
    wording: We will test in [place] at least [number] times.
    step: direction
    law: [pv.test-1]
    guard_rail: Not too often. [[law:pv.test-1]]
    guard_law: [pv.test-1, test_act s9]
  early:
    title: An easy step
    purpose: Begins.
    goes_in: [plan, strategy]
    wording: We will begin.
    step: first
    law: [pv.test-1, test_act s2]
    guard_rail: Begin once.
    evidence_first: Show that you have begun before.
    nations: [england]
    elsewhere: In Wales use another way. [[law:pv.test-2]]
"""
FILES = {"data/hooks.yml": HOOKS, "policy/hooks.md": page("Policy hooks", "{{ hooks() }}")}


def shown(library: Library) -> str:
    """All hooks as their page has them; headings are still Markdown."""
    return hooks(Context(library, "policy/hooks.md", {}, DAY))


@pytest.fixture
def library(project: Path) -> Library:
    """A sound project with two hooks, written in the wrong order of steps."""
    found = load(write_docs(project, FILES))
    assert found.findings == ()
    return found


def test_a_clause_for_some_nations_must_speak_of_the_others(said: Said) -> None:
    silent = HOOKS.replace("    elsewhere: In Wales use another way. [[law:pv.test-2]]\n", "")
    found = said({**FILES, "data/hooks.yml": silent})
    assert "H01" in found and "early" in found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("law: [pv.test-1]", "law: [pv.none]"), "pv.none"),
        (("guard_law: [pv.test-1, ", "guard_law: [pv.gone, "), "pv.gone"),
        (("[[law:pv.test-2]]", "[[law:pv.lost]]"), "pv.lost"),
        (("step: first", "step: last"), "step: last"),
    ],
)
def test_what_does_not_exist_is_named(said: Said, change: tuple[str, str], named: str) -> None:
    assert change[0] in HOOKS
    assert named in said({**FILES, "data/hooks.yml": HOOKS.replace(*change)})


def test_clauses_stand_by_their_step(library: Library) -> None:
    text = shown(library)
    places = [text.index(words) for words in ("#step-first", "#early", "#step-direction", "#late")]
    assert places == sorted(places)
    assert "#step-practice" not in text, "a step without clauses has no heading"


def test_gaps_are_marked_and_the_copied_text_is_the_wording(library: Library) -> None:
    wording = Html(shown(library)).css_first("#late-wording")
    assert [gap.text() for gap in wording.css(".hook__gap")] == ["[place]", "[number]"]
    assert wording.text().strip() == library.hooks["late"].wording
    button = Html(shown(library)).css_first('[data-copy="late-wording"]')
    assert "of A new direction" in button.text(), "fifteen buttons must not all sound the same"


def test_law_named_in_the_guard_rail_is_not_listed_twice(library: Library) -> None:
    late = Html(shown(library)).css("div.hook")[1].text()
    assert late.count("Test Act 2001 s1(1)") == 2, "once as the law that carries it, once in the guard-rail"
    assert "See also Test Act 2001 s9." in late


def test_a_place_that_two_citations_share_is_named_once(library: Library) -> None:
    early = Html(shown(library)).css("div.hook")[0]
    assert [link.text() for link in early.css("dd")[1].css("a")] == ["Test Act 2001 s1(1)", "Test Act 2001 s2"]


def test_the_grade_counts_law_for_the_other_nations(library: Library) -> None:
    early, late = Html(shown(library)).css("div.hook")
    assert "Our reading" in early.text(), "pv.test-2, named only under elsewhere, is the weakest"
    assert "Our reading" not in late.text()


def test_hostile_data_stays_text(project: Path) -> None:
    nasty = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>"
    data = HOOKS
    for words in ("A new direction", "Points somewhere.", "goes_in: [plan]", "at least [number] times", "Not too"):
        written = f"goes_in: ['{nasty}']" if words.startswith("goes_in") else f"{words} {nasty}"
        data = data.replace(words, written, 1)
    found = Html(shown(load(write_docs(project, {**FILES, "data/hooks.yml": data}))))
    assert found.text().count("alert(1)") >= 4, "the words are shown"
    assert not found.css("script:not([src]), img, [onerror]")


def test_the_site_has_fifteen_hooks_on_the_ladder_that_its_page_tells() -> None:
    real = load(ROOT)
    told = (ROOT / "docs/policy/hooks.md").read_text(encoding="utf-8")
    steps = [hook.step for hook in real.hooks.values()]
    words = {3: "Three", 6: "Six"}
    assert len(steps) == 15
    for step in STEPS:
        assert f"**{STEPS[step]}.** {words[steps.count(step)]}" in told
    for name, hook in real.hooks.items():
        assert "[[" not in hook.wording, f"{name}: wording is plain text, to be pasted elsewhere"
        assert hook.guard_law or "[[law:" in hook.guard_rail, f"{name}: a guard-rail without law"
