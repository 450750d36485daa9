"""Case studies: faults of the data, what a page and a row show, and that hostile data stays text."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from macros.cases.render import case_index, case_study
from macros.context import AuthorError, Context
from macros.data import Library
from macros.library import load
from tests.conftest import page, write_docs

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 11, 1)
Said = Callable[[Mapping[str, str]], str]

FACTS = """\
title: Places that test
summary: What they did.
propositions:
  ci.case-tst-1:
    title: How many
    text: The town made 12 tests.
    pins: [test_act]
    nations: [england]
    evidence: read
    state: not-law
    checked: 2026-11-01
    review_by: 2027-11-01
  ci.case-tst-2:
    title: What came of them
    text: We looked for results.
    pins: [test_act]
    nations: [england]
    evidence: our-reading
    state: not-law
    unverified: No results were found.
    checked: 2026-11-01
    review_by: 2027-11-01
"""

CASE = """\
title: Testing in Trial
place: Trial, Testshire
nation: wales
years: 2001 to 2004
ending: failed
themes: [in-house, community-wealth-building]
form: A council
summary: A town tested and learned little.
done: It [[law:ci.case-tst-1|made tests]].
numbers:
  - {what: Tests, value: "12", when: "2002", fact: ci.case-tst-1}
caution: It proves nothing.
take: [Test less.]
leave: ["Its law. [[law:pv.test-1]]"]
facts: [ci.case-tst-1, ci.case-tst-2]
law: [pv.test-2, test_act s9]
checked: 2026-11-01
review_by: 2027-11-01
"""

FILES = {
    "data/law/propositions/places.yml": FACTS,
    "reference/register/places.md": page("Places that test", '{{ register("places") }}'),
    "data/cases/trial.yml": CASE,
    "cases/trial.md": page("Testing in Trial", '{{ case_study("trial") }}'),
    "cases/index.md": page("Case studies", "{{ case_index() }}"),
}
"""A case study of two facts, one weaker than the other; paths are below docs/."""


@pytest.fixture
def library(project: Path) -> Library:
    """A sound project with one case study."""
    found = load(write_docs(project, FILES))
    assert found.findings == ()
    return found


def shown(library: Library, name: str = "trial") -> Html:
    """The case study as its page shows it; headings are still Markdown."""
    return Html(case_study(Context(library, f"cases/{name}.md", {}, DAY), name))


def index(library: Library) -> Html:
    """The index as its page shows it."""
    return Html(case_index(Context(library, "cases/index.md", {}, DAY)))


def test_a_number_must_rest_on_a_fact_of_the_page(said: Said) -> None:
    found = said({**FILES, "data/cases/trial.yml": CASE.replace("facts: [ci.case-tst-1, ", "facts: [")})
    assert "K01" in found and 'rests on "ci.case-tst-1"' in found and "data/cases/trial.yml" in found


def test_the_day_for_review_comes_after_the_check(said: Said) -> None:
    found = said({**FILES, "data/cases/trial.yml": CASE.replace("review_by: 2027-11-01", "review_by: 2026-11-01")})
    assert "K02" in found


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("ci.case-tst-2]", "ci.case-tst-3]"), "ci.case-tst-3"),
        (("law: [pv.test-2", "law: [pv.nothing"), "pv.nothing"),
        (("It proves nothing.", "It [[law:ci.case-none|proves]] nothing."), "ci.case-none"),
        (("ending: failed", "ending: splendid"), "ending: splendid"),
        (("themes: [in-house", "themes: [unheard-of"), "unheard-of"),
    ],
)
def test_what_does_not_exist_is_named(said: Said, change: tuple[str, str], named: str) -> None:
    assert change[0] in CASE
    assert named in said({**FILES, "data/cases/trial.yml": CASE.replace(*change)})


def test_the_page_shows_ending_numbers_grades_and_what_is_open(library: Library) -> None:
    found = shown(library)
    facts = {row.css_first("dt").text(): row.css_first("dd").text() for row in found.css(".facts-line > div")}
    assert facts["How it stands"] == "Failed"
    assert facts["Place"] == "Trial, Testshire, Wales"
    assert facts["Weakest evidence"] == "Our reading", "the weaker of the two facts"
    number = found.css_first("tbody tr").text()
    assert "12" in number and "2002" in number and "Test Act 2001" in number and "Read in the source" in number
    assert "Not confirmed: No results were found." in found.css_first("ul.facts").text()
    law = [item.text() for item in found.css("ul:not(.facts) li")]
    assert any("A test must be able to fail" in item and "Our reading" in item for item in law)
    assert any(item.startswith("Test Act 2001 s9") for item in law), "a bare pin stands without a grade"


def test_references_lead_from_the_page_to_the_register(library: Library) -> None:
    [link] = [link for link in shown(library).css("a.law") if link.text() == "made tests"]
    assert link.attributes["href"] == "../../reference/register/places/#ci.case-tst-1"


def test_an_unknown_case_says_which_there_are(library: Library) -> None:
    with pytest.raises(AuthorError, match=r'no case study "other".*trial'):
        shown(library, "other")


def test_the_index_offers_only_choices_that_find_something(library: Library) -> None:
    found = index(library)
    [row] = found.css("#cases > li")
    assert row.attributes["data-theme"] == "in-house community-wealth-building"
    assert row.css_first("a").attributes["href"] == "trial/"
    assert "About: in-house, community wealth building." in row.text()
    for name in ("theme", "ending", "nation"):
        offered = [option.attributes["value"] for option in found.css(f'[data-filter="{name}"] option')][1:]
        assert offered == sorted((row.attributes[f"data-{name}"] or "").split())
    assert "hidden" in found.css_first("form.filter").attributes, "without a script the filter is not there"


def test_hostile_data_stays_text(project: Path) -> None:
    nasty = "</p><script>alert(1)</script><img src=x onerror=alert(1)> [press](javascript:alert(1))"
    case = CASE.replace("take: [Test less.]", "take: ['Test less.']")
    for words in ("Testing in Trial", "Trial, Testshire", "2001 to 2004", "A council", "A town tested", "It proves",
                  "Test less.", "It [[law:ci.case-tst-1"):
        assert words in case
        case = case.replace(words, f"{nasty} {words}" if words.startswith("It [[") else f"{words} {nasty}", 1)
    case = case.replace('value: "12"', f"value: '12 {nasty}'")
    library = load(write_docs(project, {**FILES, "data/cases/trial.yml": case}))
    for found in (shown(library), index(library)):
        assert found.text().count("alert(1)") >= 4, "the words are shown"
        assert not found.css("script:not([src]), img, [onerror]")
        assert not [a for a in found.css("a") if (a.attributes.get("href") or "").startswith("javascript")]


@pytest.fixture(scope="module")
def real() -> Library:
    """The site's own data."""
    return load(ROOT)


def test_failures_are_there_and_every_case_warns(real: Library) -> None:
    endings = [case.ending for case in real.cases.values()]
    assert endings.count("failed") >= 3
    assert len(real.cases) >= 20
    for name, case in real.cases.items():
        assert len(case.take) >= 2 and len(case.leave) >= 2, name
        assert len(case.caution) > 100, f"{name} says too little of what to be careful of"


def test_no_page_hides_what_its_facts_leave_open(real: Library) -> None:
    """What a fact could not confirm stands on the page of every case that rests on it."""
    open_facts = 0
    for name, case in real.cases.items():
        text = shown(real, name).text()
        for fact in case.facts:
            proposition: Any = real.register.proposition(fact)
            if proposition.unverified:
                open_facts += 1
                assert "Not confirmed:" in text, f"{name}: {fact}"
    assert open_facts > 10


def test_facts_on_places_are_not_law(real: Library) -> None:
    for name, topic in real.register.topics.items():
        if name.startswith("places"):
            assert {fact.state for fact in topic.propositions.values()} == {"not-law"}
