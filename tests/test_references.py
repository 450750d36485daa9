"""Text references: found in a text, and where they lead."""

import datetime

import pytest

from macros.data import Library
from macros.library import load
from macros.links import Links
from macros.references import Reference, references, relative_source, relative_url, url_of
from tests.conftest import write_docs


def test_references_are_found_in_order_with_kind_name_and_label() -> None:
    text = "A [[law:pv.gpc-1]], a [[term:social-value|value]] and [a link](page.md)."
    assert [(r.kind, r.name, r.label, text[r.start : r.start + 6]) for r in references(text)] == [
        ("law", "pv.gpc-1", None, "[[law:"), ("term", "social-value", "value", "[[term"),
    ]


def test_a_reference_that_is_not_closed_is_told_from_one_that_is() -> None:
    found = list(references("[[law:pv.gpc-1] and [[law:pv.gpc-2]]"))
    assert [(r.written, r.complete) for r in found] == [("[[law:pv.gpc-2]]", True), ("[[law:pv.gpc-1", False)]


@pytest.mark.parametrize("text", ["[[]]", "[[law]]", "[law:pv.gpc-1]", "[[ law:x]]", "[[Law:x]]", "a [[b]] c"])
def test_other_brackets_are_not_references(text: str) -> None:
    assert list(references(text)) == []


@pytest.mark.parametrize(("here", "there", "address"), [
    ("index.md", "index.md", "./"),
    ("index.md", "law/best-value.md", "law/best-value/"),
    ("law/best-value.md", "index.md", "../../"),
    ("law/best-value.md", "law/best-value.md", "./"),
    ("law/best-value.md", "law/index.md", "../"),
    ("law/index.md", "law/best-value.md", "best-value/"),
    ("law/best-value.md", "reference/register/wales.md", "../../reference/register/wales/"),
])
def test_addresses_between_built_pages(here: str, there: str, address: str) -> None:
    assert relative_url(here, there) == address
    assert relative_url(here, there, "top") == f"{address}#top"


@pytest.mark.parametrize(("here", "there", "path"), [
    ("index.md", "law/best-value.md", "law/best-value.md"),
    ("law/best-value.md", "index.md", "../index.md"),
    ("law/best-value.md", "law/general-power.md", "general-power.md"),
    ("reference/register/wales.md", "reference/glossary.md", "../glossary.md"),
])
def test_paths_between_markdown_files(here: str, there: str, path: str) -> None:
    assert relative_source(here, there, "a") == f"{path}#a"


def test_a_page_has_the_address_of_its_folder() -> None:
    assert [url_of(page) for page in ("index.md", "law/index.md", "law/best-value.md")] == ["", "law/", "law/best-value/"]


@pytest.fixture
def library(project) -> Library:
    return load(project)


def shown(library: Library, text: str, on: str = "2026-11-01") -> str:
    links = Links(library, "law/page.md", datetime.date.fromisoformat(on))
    return links.inline(text)


@pytest.mark.parametrize(("written", "html"), [
    ("[[law:pv.test-1]]", '<a class="law" href="../../reference/register/test/#pv.test-1">Test Act 2001 s1(1)</a>'),
    ("[[law:test_act s4(2)|section 4]]", '<a class="law" href="https://www.legislation.gov.uk/ukpga/2001/9/section/4">section 4</a>'),
    ("[[checklist:report]]", '<a class="ref" href="../../checklists/report/">A report on a test</a>'),
    ("[[page:index.md]]", '<a class="ref" href="../../">First page</a>'),
    ("[[role:tester]]", "tester"),
    ("[[figure:test_limit]]", '<a class="figure" href="../../reference/figures/#test_limit">£1,250.50</a>'),
])
def test_a_reference_becomes(library: Library, written: str, html: str) -> None:
    assert shown(library, written) == html


def test_a_term_is_a_button_that_shows_its_meaning_without_leaving_the_page(library: Library) -> None:
    assert shown(library, "[[term:trial|first trial]]") == (
        '<button type="button" class="term" popovertarget="tip-1">first trial</button>'
        '<span class="tip" id="tip-1" popover="auto" data-search-exclude=""><strong>first trial</strong>: '
        'A first go at something, small enough to stop. <a href="../../reference/glossary/#trial">In the glossary</a></span>'
    )


def test_two_terms_on_a_page_have_different_ids(library: Library) -> None:
    html = shown(library, "[[term:trial]] and [[term:trial]]")
    assert 'id="tip-1"' in html
    assert 'id="tip-2"' in html


def test_a_figure_has_the_value_of_the_day_on_which_the_page_was_checked(library: Library) -> None:
    assert "£1,000" in shown(library, "[[figure:test_limit]]", on="2025-12-31")
    assert "£1,250.50" in shown(library, "[[figure:test_limit]]", on="2026-01-01")
    assert "no figure for 2019-12-31" in shown(library, "[[figure:test_limit]]", on="2019-12-31")


def test_what_names_nothing_stays_as_it_was_written(library: Library) -> None:
    assert shown(library, "See [[law:pv.none-1]].") == "See [[law:pv.none-1]]."


@pytest.mark.parametrize(("written", "fault"), [
    ("[[law:pv.test-1]]", None),
    ("[[law:test_act s1]]", None),
    ("[[answer:any]]", None),
    ("[[law:pv.tset-1]]", ('There is no proposition "pv.tset-1" in the law register.', 'pv.test-1 is "A body may test": only if you mean that.')),
    ("[[term:trail]]", ('There is no term "trail".', 'Did you mean "trial"?')),
    ("[[guide:none]]", ('There is no guide "none".', "")),
])
def test_the_library_says_what_is_wrong_with_a_reference(library: Library, written: str, fault: object) -> None:
    reference = next(references(written))
    assert isinstance(reference, Reference)
    assert library.fault(reference) == fault


def test_in_a_list_of_law_every_provision_stands_once(project) -> None:
    more = """\
title: More law
summary: Facts that share provisions.
propositions:
"""
    for number, pins in enumerate(["test_act s1(1)", "test_act s5", "test_act s5, test_act s7", "test_act s7, test_act s8"], 1):
        more += f"""\
  pv.more-{number}:
    title: Fact {number}
    text: Text.
    pins: [{pins}]
    nations: [england]
    evidence: read
    state: in-force
    checked: 2026-11-01
    review_by: 2027-11-01
"""
    write_docs(project, {"data/law/propositions/more.yml": more})
    links = Links(load(project), "law/page.md", datetime.date(2026, 11, 1))

    def rows(*cited: str) -> list[tuple[str, list[str]]]:
        return [
            ("; ".join(link.striptags() for link in row.links), [fact.title if fact else "-" for fact in row.facts.values()])
            for row in links.law_list(cited)
        ]

    # All alike; one beside others; two that a third joins; a bare pin.
    assert rows("pv.test-1", "pv.more-1", "pv.test-2") == [
        ("Test Act 2001 s1(1); Test Act 2001 s2", ["A body may test", "Fact 1"]),
        ("Test Act 2001 s3", ["A test must be able to fail"]),
    ]
    assert rows("pv.more-2", "pv.more-4", "pv.more-3", "test_act s9") == [
        ("Test Act 2001 s5; Test Act 2001 s7; Test Act 2001 s8", ["Fact 2", "Fact 4", "Fact 3"]),
        ("Test Act 2001 s9", ["-"]),
    ]
    assert rows("pv.test-2", "pv.test-2") == [("Test Act 2001 s3", ["A test must be able to fail"])]
