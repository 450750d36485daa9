"""A checklist as HTML: what each item shows, what the contents show, and that hostile data stays text."""

import datetime
import gzip
import re
from pathlib import Path
from typing import Any

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from macros.checklists.model import Checklist
from macros.checklists.render import checklist, clear_device
from macros.context import AuthorError, Context
from macros.data import Library
from macros.law.model import PropositionsFile, Role, Source
from macros.law.register import Register
from macros.links import Links

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 11, 1)
LATER = datetime.date(2027, 11, 1)
NASTY = (
    "</script></textarea></li><script>alert(1)</script><img src=x onerror=alert(1)>"
    " [press](javascript:alert(1)) <javascript:alert(1)> ![x](javascript:alert(2)) \" onmouseover=\"alert(3)' x='"
    " {{ 7*7 }} {% raw %} ]]> <!-- &lt;b&gt; `code` **bold** {: onclick=alert(4) } [[law:pv.none-1]] [[term:none]]"
)


def item(**values: Any) -> dict[str, Any]:
    """One item's data; `values` replaces what the test is about."""
    return {
        "do": "Name the power",
        "why": "A test needs one. [[law:pv.test-1]]",
        "law": ["pv.test-1"],
        "signs": ["tester"],
        "evidence": "The paragraph that names it",
        **values,
    }


def made(groups: dict[str, Any], **values: Any) -> Checklist:
    """A checklist with these groups."""
    return Checklist.model_validate(
        {
            "title": "A test report",
            "summary": "When it is done, it is ready.",
            "audience": ("officer", "clerk"),
            "nations": ("england", "wales"),
            "law_as_at": DAY,
            "review_by": LATER,
            "groups": groups,
            **values,
        }
    )


def register(title: str = "A body may test", role: str = "Tester", act: str = "Test Act 2001") -> Register:
    """One Act, two propositions (one read, one our reading and not yet in force), one role."""
    source = Source.model_validate(
        {
            "title": act,
            "kind": "act",
            "nations": ("england",),
            "url": "https://www.legislation.gov.uk/ukpga/2001/9",
            "state": "in-force",
            "checked": DAY,
            "review_by": LATER,
        }
    )
    fact = {"text": "It may.", "nations": ("england",), "checked": DAY, "review_by": LATER}
    topic = PropositionsFile.model_validate(
        {
            "title": "Tests",
            "summary": "Tests.",
            "propositions": {
                "pv.test-1": {
                    **fact,
                    "title": title,
                    "pins": ["test_act s1(1)", "test_act s2"],
                    "evidence": "read",
                    "state": "in-force",
                },
                "pv.test-2": {
                    **fact,
                    "title": title,
                    "pins": ["test_act s3"],
                    "evidence": "our-reading",
                    "state": "not-yet",
                },
            },
        }
    )
    return Register(
        sources={"test_act": source},
        propositions=dict(topic.propositions),
        topics={"test": topic},
        topic_of=dict.fromkeys(topic.propositions, "test"),
        roles={"tester": Role(title=role, what="Tests.")},
    )


def output(found: Checklist, known: Register | None = None) -> str:
    """What the macro gives to the page."""
    library = Library(register=known or register(), checklists={"report": found})
    return checklist(Context(library, "checklists/report.md", {}, DAY), "report")


def page(found: Checklist, known: Register | None = None) -> tuple[Html, list[dict[str, Any]]]:
    """The rendered page, and its contents list."""
    engine = markdown.Markdown(
        extensions=["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
    )
    html = engine.convert(output(found, known))
    return Html(f"<!doctype html><body>{html}"), engine.toc_tokens  # type: ignore[attr-defined]  # toc adds it


def words(node: Any) -> str:
    """Its text, with runs of space made one."""
    return re.sub(r"\s+", " ", node.text()).strip()


def facts(html: Html) -> dict[str, str]:
    """The facts line as it reads."""
    return {
        words(line.css_first("dt")): words(line.css_first("dd")) for line in html.css(".facts-line > div")
    }


TWO = {
    "power": {
        "title": "Power",
        "summary": "Begin here.",
        "items": {
            "name_power": item(nations=["wales"], not_when="a narrower power is named", was=["power_named"]),
            "old_law": item(do="Look for older law", law=["pv.test-2", "test_act s9"]),
        },
    },
    "record": {
        "title": "Record",
        "items": {
            "keep": item(do="Keep it", law=[], no_law="It is plain good sense", why="So that it is there.")
        },
    },
}


def test_items_are_numbered_through_the_groups_and_each_box_has_its_own_label() -> None:
    html, _ = page(made(TWO))
    labels = [words(label) for label in html.css(".item__head label")]
    assert labels == ["1. Name the power", "2. Look for older law", "3. Keep it"]
    assert [ol.attributes["start"] for ol in html.css("ol.items")] == ["1", "3"]
    for row in html.css(".item"):
        box = row.css_first(".item__head input")
        assert box.attributes["type"] == "checkbox"
        assert row.css_first(".item__head label").attributes["for"] == box.attributes["id"]


def test_an_item_shows_its_law_with_addresses_register_entry_grade_and_state() -> None:
    html, _ = page(made(TWO))
    first, second, third = html.css(".item__law")
    assert [a.attributes["href"] for a in first.css("a.law")] == [
        "https://www.legislation.gov.uk/ukpga/2001/9/section/1",
        "https://www.legislation.gov.uk/ukpga/2001/9/section/2",
    ]
    assert first.css_first("a.item__entry").attributes["href"] == "../../reference/register/test/#pv.test-1"
    assert words(first) == "Law (2) of item 1 Test Act 2001 s1(1); Test Act 2001 s2 A body may test"
    assert "Our reading Not yet in force" in words(second)
    assert words(second.css_first("summary")) == "Law (2) of item 2 Our reading Not yet in force", "a fold does not hide that law is weak"
    assert "Test Act 2001 s9 In the table of legislation Evidence not graded" in words(second)
    assert words(third) == "Law None is cited. It is plain good sense"


def test_a_provision_that_two_facts_share_stands_once_in_an_item() -> None:
    groups = {"one": {"title": "One", "items": {"a": item(law=["pv.test-1", "test_act s2", "pv.test-1"])}}}
    html, _ = page(made(groups))
    assert [words(a) for a in html.css(".item__law a.law")] == ["Test Act 2001 s1(1)", "Test Act 2001 s2"]
    assert len(html.css(".item__law li")) == 1


def test_the_head_says_what_no_note_means() -> None:
    html, _ = page(made(TWO))
    assert "was read in its source or a copy of it" in words(html.css_first(".checklist__how"))


def test_an_item_shows_evidence_signatures_nations_and_when_it_does_not_apply() -> None:
    html, _ = page(made(TWO))
    first, second, _ = html.css(".item")
    assert words(first.css_first(".item__facts")) == (
        "Keep on file The paragraph that names it Signed off by Tester "
        "It does not apply where a narrower power is named"
    )
    assert words(first.css_first(".item__only")) == "Wales only"
    assert second.css_first(".item__only") is None, (
        "an item for every nation of the checklist says nothing of nations"
    )
    assert [b.attributes["data-words"] for b in first.css("[data-words]")] == [
        "The council is not in Wales.",
        "A narrower power is named.",
    ]
    assert first.attributes["data-was"] == "power_named"


def test_the_facts_line_gives_nations_days_weakest_evidence_and_no_lawyer() -> None:
    html, _ = page(made(TWO))
    assert facts(html) == {
        "Nation": "England and Wales",
        "Law as at": "1 November 2026",
        "Review by": "1 November 2027",
        "Weakest evidence": "Our reading",
        "Legal review": "Not yet reviewed by a lawyer",
    }
    assert html.css_first("[data-review-by]").attributes["data-review-by"] == "2027-11-01"
    signed, _ = page(made(TWO, signed="Reviewed by a solicitor on 3 November 2026"))
    assert facts(signed)["Legal review"] == "Reviewed by a solicitor on 3 November 2026"


def test_law_that_only_the_reason_cites_counts_towards_the_weakest_evidence() -> None:
    groups = {"one": {"title": "One", "items": {"a": item(why="See [[law:pv.test-2]].", law=["pv.test-1"])}}}
    html, _ = page(made(groups))
    assert facts(html)["Weakest evidence"] == "Our reading"


def test_groups_stand_in_the_contents() -> None:
    _, contents = page(made(TWO))
    assert [(entry["id"], entry["name"]) for entry in contents] == [
        ("group-power", "Power"),
        ("group-record", "Record"),
        ("checklist-record", "Keep the record"),
    ]


def test_paper_has_lines_for_initials_date_and_reason_and_every_address_once() -> None:
    html, _ = page(made(TWO))
    for row in html.css(".item"):
        assert [words(dt) for dt in row.css(".item__sheet.paper-only dt")] == [
            "Initials",
            "Date",
            "Does not apply, because",
        ]
    addresses = [a.attributes["href"] for a in html.css(".checklist-sources.paper-only a.law")]
    assert len(addresses) == len(set(addresses)) == 4
    assert {a.attributes["href"] for a in html.css(".item__law a.law")} == set(addresses)


def test_what_needs_a_script_is_hidden_until_one_runs() -> None:
    html, _ = page(made(TWO))
    for name in ("live", "skip", "status", "count"):
        found = html.css(f"[data-{name}]")
        assert found and all("hidden" in node.attributes for node in found), name
    assert "cannot keep your ticks" in words(html.css_first("[data-plain]"))
    assert "hidden" not in html.css_first("[data-plain]").attributes


def test_changes_are_listed_with_the_newest_first() -> None:
    html, _ = page(
        made(
            TWO,
            version=3,
            changes=[
                {"version": 2, "date": DAY, "what": "An item was added."},
                {"version": 3, "date": LATER, "what": "An item went."},
            ],
        )
    )
    assert [words(li) for li in html.css("[data-change]")] == [
        "Version 3, 1 November 2027: An item went.",
        "Version 2, 1 November 2026: An item was added.",
    ]
    assert page(made(TWO))[0].css_first(".checklist__changes") is None


def test_no_id_stands_twice_and_labels_and_descriptions_lead_somewhere() -> None:
    html, _ = page(made(TWO))
    ids = [node.attributes["id"] for node in html.css("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        assert {node.attributes[attribute] for node in html.css(f"[{attribute}]")} <= set(ids)


def test_the_output_is_safe_inside_markdown() -> None:
    blocks = output(made(TWO)).split("\n\n")
    assert [block.split(" ")[0] for block in blocks[2:]] == ["##", "<div", "##", "<div", "##", "<div"]
    assert not re.search(r"^[ \t]", "\n".join(blocks), re.MULTILINE), "an indented line is code to Markdown"


def nasty() -> tuple[Checklist, Register]:
    """A checklist and a register with hostile text in every field that holds text."""
    groups = {
        "one": {
            "title": NASTY,
            "summary": NASTY,
            "items": {
                "a": item(
                    do=NASTY,
                    why=NASTY,
                    evidence=NASTY,
                    not_when=NASTY,
                    law=["pv.test-1", "pv.test-2"],
                    nations=["wales"],
                ),
                "b": item(do=NASTY, law=[], no_law=NASTY),
            },
        }
    }
    change = {"version": 2, "date": DAY, "what": NASTY}
    return (
        made(groups, title=NASTY, summary=NASTY, signed=NASTY, version=2, changes=[change]),
        register(title=NASTY, role=NASTY, act=NASTY),
    )


def test_hostile_data_makes_no_script_no_handler_and_no_address() -> None:
    html, contents = page(*nasty())
    assert [s.attributes["src"] for s in html.css("script")] == [
        "../../assets/scripts/store.js",
        "../../assets/scripts/checklist.js",
    ]
    assert all(not s.text() for s in html.css("script"))
    assert html.css("img, iframe, object, embed, style, base, form, svg") == []
    for node in html.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (node.tag, name)
            assert name != "style"
            if name in {"href", "src", "action", "formaction"}:
                assert not re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE), value
    assert {a.attributes.get("href", "").split(":")[0] for a in html.css("a[href]")} <= {
        "https",
        "#checklist-record",
        "../../reference/register/test/#pv.test-1",
        "../../reference/register/test/#pv.test-2",
    }
    assert len(html.css(".item")) == 2, "no closing tag of theirs closes one of ours"
    assert len(contents) == 2


def test_hostile_titles_are_shown_letter_for_letter() -> None:
    html, _ = page(*nasty())
    plain = re.sub(r"\s+", " ", NASTY)
    assert words(html.css_first("h2")) == plain
    assert html.css_first("h2").attributes == {"id": "group-one"}
    assert html.css_first("[data-checklist]").attributes["data-title"] == NASTY
    assert html.css_first("[data-group]").attributes["data-group"] == NASTY
    assert words(html.css_first("[data-signs]")) == plain
    assert words(html.css_first("a.item__entry")) == plain
    assert plain in words(html.css_first("[data-change]"))
    assert facts(html)["Legal review"] == plain


def test_hostile_markdown_fields_keep_their_words() -> None:
    html, _ = page(*nasty())
    for place in (
        ".answer",
        ".checklist-group__summary",
        "[data-do]",
        ".item__why",
        "[data-evidence]",
        "[data-no-law]",
    ):
        text = words(html.css_first(place))
        assert "<script>alert(1)</script>" in text and "{{ 7*7 }}" in text and "]]>" in text, place


def test_a_call_with_an_unknown_name_says_which_is_near() -> None:
    library = Library(register=register(), checklists={"report": made(TWO)})
    with pytest.raises(
        AuthorError, match=r'docs/checklists/x\.md: There is no checklist "reprot"\. Did you mean "report"\?'
    ):
        checklist(Context(library, "checklists/x.md", {}, DAY), "reprot")


def test_a_checklist_has_one_page() -> None:
    library = Library(register=register(), checklists={"report": made(TWO)})
    with pytest.raises(
        AuthorError, match=r"docs/index\.md: .*docs/checklists/report\.md.*\[\[checklist:report\]\]"
    ):
        checklist(Context(library, "index.md", {}, DAY), "report")


def test_figures_are_shown_for_the_day_of_the_checklist_not_of_the_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = set()
    first = Links.inline
    monkeypatch.setattr(Links, "inline", lambda self, text: days.add(self.on) or first(self, text))
    library = Library(register=register(), checklists={"report": made(TWO)})
    checklist(Context(library, "checklists/report.md", {}, datetime.date(2030, 1, 1)), "report")
    assert days == {DAY}


def test_the_list_of_what_is_kept_finds_its_scripts_from_any_page() -> None:
    for path, up in (("index.md", "./"), ("start/privacy.md", "../../")):
        html = Html(clear_device(Context(Library(), path, {}, DAY)))
        assert [s.attributes["src"] for s in html.css("script")] == [
            f"{up}assets/scripts/store.js",
            f"{up}assets/scripts/device.js",
        ]


def test_an_item_names_its_nations_for_the_script_where_it_is_not_for_all() -> None:
    html, _ = page(made(TWO))
    assert [row.attributes.get("data-nations") for row in html.css(".item")] == ["wales", None, None]
    assert html.css_first("[data-checklist]").attributes["data-nations"] == "england wales"
    every = ("england", "wales", "scotland", "northern_ireland")
    assert "data-nations" not in page(made(TWO, nations=every))[0].css_first("[data-checklist]").attributes
    assert "hidden" in html.css_first("[data-place]").attributes


def test_the_scripts_are_light_and_classic() -> None:
    minify = pytest.importorskip("minify", reason="the minifier has no wheel for Apple processors")
    texts = {
        name: (ROOT / "docs/assets/scripts" / name).read_text()
        for name in ("store.js", "checklist.js", "device.js", "review.js")
    }
    assert (
        # As they are published (macros/publish/shrink.py).
        sum(
            len(gzip.compress(minify.string("application/javascript", texts[name]).encode(), mtime=0))
            for name in ("store.js", "checklist.js")
        )
        <= 5000
    )
    for name, text in texts.items():
        assert "'use strict';" in text, name
        for banned in (
            "innerHTML =",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "import(",
            ".style.",
        ):
            assert banned not in text, (name, banned)
