"""A guide's page, its table of cases, its JSON and the list of guides."""

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from macros.context import AuthorError
from macros.data import Library
from macros.guides.export import as_json
from macros.guides.logic import compile_guide
from macros.guides.plan import Plan
from macros.guides.products import make_products, products
from macros.guides.render import guide
from macros.guides.render_lists import guide_cases, guide_index
from macros.guides.render_names import names_of
from macros.guides.replay import replay
from macros.guides.table import Table
from tests.guides.pages import ROOT, context_of, fixture, library_of

CAUTION = "title: Choose a permitted form\n"
SMALL = fixture("small").replace(CAUTION, f"{CAUTION}    caution: Our own reading of the list.\n")
GUIDES = ["general-power", "everything", "small"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    real = (ROOT / "docs" / "data" / "guides" / "general-power.yml").read_text(encoding="utf-8")
    checklists = {f"data/checklists/{path.name}": path.read_text(encoding="utf-8")
                  for path in (ROOT / "docs" / "data" / "checklists").glob("*.yml")}
    guides = {"everything": fixture("everything"), "small": SMALL, "general-power": real}
    return library_of(tmp_path_factory.mktemp("guides"), guides, checklists)


def built(text: str) -> HTMLParser:
    """A page's Markdown as the site's engines make it, below <body>."""
    return HTMLParser(markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables"]))


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, HTMLParser]:
    return {name: built(guide(context_of(library, f"guides/{name}.md"), name)) for name in GUIDES}


def plan_of(library: Library, name: str) -> Plan:
    return library.guides[name].plan


def words(node: object) -> str:
    return re.sub(r"\s+", " ", node.text()).strip()  # type: ignore[attr-defined]  # selectolax has no types for nodes


@pytest.mark.parametrize("name", GUIDES)
def test_every_question_option_part_and_result_is_there_once(
    library: Library, pages: dict[str, HTMLParser], name: str
) -> None:
    page, plan = pages[name], plan_of(library, name)
    assert [node.id for node in page.css("[data-question]")] == list(plan.steps)
    assert {node.id for node in page.css("[data-result]")} == set(plan.ends)
    for step in plan.steps.values():
        place = page.css_first(f'[id="{step.id}"]')
        assert words(place.css_first("h3 > b")) == str(step.index + 1)
        assert [node.attributes["data-option"] for node in place.css("[data-option]")] == [c.id for c in step.choices]
        assert [node.attributes["data-part"] for node in place.css("[data-part]")] == [p.text and p.id.rsplit(".", 1)[1] for p in step.pieces]
        noted = [node.parent.attributes["data-option"] for node in place.css("[data-note]")]
        assert noted == [choice.id for choice in step.choices if choice.text.note]
    for end in plan.ends.values():
        place = page.css_first(f'[id="{end.id}"]')
        assert place.attributes["data-status"] == end.text.status
        assert [node.attributes["data-part"] for node in place.css("[data-part]")] == [p.id.rsplit(".", 1)[1] for p in end.pieces]
        for kind in ("do", "record", "evidence"):
            own = {f"{kind}={item}" for item in getattr(end.text, kind)}
            shown = {f"{kind}={node.attributes[f'data-{kind}']}" for node in place.css(f"li[data-{kind}]")
                     if not any("data-part" in up.attributes for up in parents(node))}
            assert shown == own
    for piece in plan.pieces():
        holder, _, part = piece.id.rpartition(".")
        place = page.css_first(f'[id="{holder}"]').css_first(f'[data-part="{part}"]')
        for kind, named, between in (("decides", piece.text.decides, " or "), ("signs", piece.text.signs, ", ")):
            assert [len(words(node).split(between)) for node in place.css(f"[data-{kind}]")] == ([len(named)] if named else [])


def parents(node: object) -> list[object]:
    found = []
    while (node := node.parent) is not None:  # type: ignore[attr-defined]  # as above
        found.append(node)
    return found


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_to_an_id_of_the_page_and_ids_stand_once(pages: dict[str, HTMLParser], name: str) -> None:
    page = pages[name]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    # The frame is filled by its script, whose tests follow its links.
    links = [link.attributes["href"][1:] for link in page.css('.guide-static a[href^="#"]')]
    assert links
    assert set(links) <= set(ids)


@pytest.mark.parametrize("name", GUIDES)
def test_plain_options_lead_where_the_logic_leads(library: Library, pages: dict[str, HTMLParser], name: str) -> None:
    plan, page = plan_of(library, name), pages[name]
    tried = 0
    for question in compile_guide(plan)["questions"]:
        for option in question.get("options", ()):
            go = option.get("go", question.get("go"))
            if question["type"] == "one" and isinstance(go, str):
                place = page.css_first(f'[id="{question["id"]}"] [data-option="{option["id"]}"] > a.go')
                assert place.attributes["href"] == f"#{go}"
                target = plan.steps.get(go)
                assert words(place).startswith(f"go to {target.index + 1}" if target else ("result R", "pause P"))
                tried += 1
    assert tried >= 3


@pytest.mark.parametrize("name", GUIDES)
def test_every_rule_has_its_line_in_order(library: Library, pages: dict[str, HTMLParser], name: str) -> None:
    plan, page = plan_of(library, name), pages[name]
    for step in plan.steps.values():
        for go in [step.go, *(choice.go for choice in step.choices)]:
            if go and len(go) > 1:
                targets = [f"#{branch.to}" for branch in go]
                lists = [[a.attributes["href"] for a in found.css("a.go")] for found in page.css(f'[id="{step.id}"] .rules')]
                assert targets in lists


def test_a_question_that_is_passed_over_says_so(pages: dict[str, HTMLParser]) -> None:
    place = pages["small"].css_first('[id="vehicle"] .when')
    assert words(place) == "Asked only if you answered “Yes” to question 2. If not asked: result R1: The power is there"


def test_rules_that_need_an_answer_are_left_out_where_it_was_not_asked(library: Library, pages: dict[str, HTMLParser]) -> None:
    assert words(pages["everything"].css_first('[id="guests"] > .when')) == (
        "Asked only if you ticked “Food” or “Art” in question 2. If not asked: go to 5"
    )
    ways = Table(names_of(library, "everything"), library.guides["everything"]).ways
    assert [(way.rule, way.to) for way in ways if (way.question, way.answer) == ("guests", "not asked")] == [("", "insured")]


def test_its_own_question_is_called_this_one(pages: dict[str, HTMLParser]) -> None:
    first = pages["everything"].css_first('[id="purposes"] .question__else li')
    assert words(first) == "If you ticked both “Sport” and “Art” in this question go to 3"


def test_quantities_say_unit_and_bounds(pages: dict[str, HTMLParser]) -> None:
    said = {name: words(pages["everything"].css_first(f'[id="{name}"] [data-blank]')) for name in ("guests", "price", "share", "begins")}
    assert said == {
        "guests": "a number from 0 to 500", "price": "pounds from £0 to £5,000", "share": "per cent from 0 per cent to 100 per cent",
        "begins": "a day from 23 November 2026 to 31 December 2027",
    }


def test_pauses_say_how_to_go_on(pages: dict[str, HTMLParser]) -> None:
    said = {node.id: words(node.css_first("[data-resume]")) for node in pages["everything"].css('[data-status="pause"]')
            if node.css_first("[data-resume]")}
    assert said == {
        "find_out": "when you know, go back to question 1 and answer it again",
        "talk": "when it is done, or noted as still to do go to 4",
        "sort": "From question 2 go to 5 From question 4 result R2: Lend it with care",
        "dates": "the guide ends here",
    }


def test_each_result_has_its_law_its_roles_its_grade_and_the_warning(library: Library, pages: dict[str, HTMLParser]) -> None:
    for name in GUIDES:
        for node in pages[name].css("[data-result]"):
            assert "This is not legal advice. Whom to ask: " in words(node)
            assert node.css_first("[data-weakest]") or not plan_of(library, name).ends[node.id].text.law
            assert node.css_first('a[href^="#law-"]')
    assert words(pages["small"].css_first('[id="change_form"] [data-weakest]')) == "Our reading"
    assert "Not yet reviewed by a lawyer" in words(pages["small"].css_first("[data-review]"))


def test_the_list_of_law_has_every_pin_with_address_grade_and_state(library: Library, pages: dict[str, HTMLParser]) -> None:
    register = library.register
    for name in GUIDES:
        entries = pages[name].css("li[id^=law-]")
        assert entries
        for entry in entries:
            cited = entry.css_first("[data-entry]").attributes["href"].partition("#")[2]
            pins = [(words(pin), pin.attributes.get("href")) for pin in entry.css(".law")]
            if proposition := register.proposition(cited):
                assert pins == [
                    (register.citation(p.pin), register.address(p.pin) if register.opens(p.pin) else None)
                    for p in proposition.pins
                ]
                assert words(entry.css_first("[data-grade]")) == proposition.evidence.label
                quiet = proposition.state in ("in-force", "not-law")
                assert (entry.css_first("[data-state]") is None) is quiet


def test_weak_law_is_marked_where_it_is_cited(pages: dict[str, HTMLParser]) -> None:
    assert words(pages["small"].css_first('[id="change_form"] [data-law]')) == (
        "Law Localism Act 2011 s4(4)(a)–(b) and 3 more, s4(4) and 1 more (our reading)"
    )


def test_what_a_text_cites_is_not_listed_again(pages: dict[str, HTMLParser]) -> None:
    place = pages["small"].css_first('[id="can"]')
    links = [a.attributes["href"] for a in place.css('[data-text] a, [data-law] a') if not any("data-part" in up.attributes for up in parents(a))]
    assert len(links) == len(set(links)) == 2
    assert words(place.css_first("[data-law]")).startswith("Law, also ")


def test_no_blank_line_stands_inside_a_block_and_headings_are_markdown(library: Library) -> None:
    for name in GUIDES:
        text = guide(context_of(library, f"guides/{name}.md"), name)
        for block in text.split("\n\n"):
            assert block.startswith(("<", "## "))
            if block.startswith("## "):
                assert re.fullmatch(r"## .+ \{: #[a-z_-]+ \.guide-static \}", block)
                assert "\n" not in block


def test_the_same_data_gives_the_same_page(library: Library) -> None:
    context = context_of(library, "guides/everything.md")
    assert guide(context, "everything") == guide(context, "everything")


HOSTILE = "'</script><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) {{ 7*7 }} *em*'"


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    text = f"""\
title: {HOSTILE}
summary: {HOSTILE}
law_as_at: 2026-11-23
review_by: 2027-05-23
version: 1
questions:
  first:
    ask: {HOSTILE}
    why: {HOSTILE}
    hint: {HOSTILE}
    options:
      a: {{label: {HOSTILE}, hint: {HOSTILE}, note: {HOSTILE}}}
      b: {{label: B, go: other}}
    go: done
outcomes:
  done:
    status: proceed
    title: {HOSTILE}
    text: {HOSTILE}
    law: [pv.gpc-1]
    ask: [clerk]
    do: {{one: {HOSTILE}}}
    record: {{one: {HOSTILE}}}
    parts: {{p: {{when: {{first: a}}, title: {HOSTILE}, text: {HOSTILE}, law: [pv.gpc-1]}}}}
  other: {{status: stop, title: Not so, text: Not so., law: [pv.gpc-1], ask: [clerk]}}
"""
    library = library_of(tmp_path, {"hostile": text})
    assert "hostile" in library.guides, [str(found) for found in library.findings if "guides/hostile" in str(found.place)]
    page = built(guide(context_of(library, "guides/hostile.md"), "hostile"))
    assert [script.attributes.get("type") for script in page.css("script") if "src" not in script.attributes] == ["application/json"]
    assert not page.css("img[onerror], [onerror], [onclick]")
    assert not [link for link in page.css("a[href]") if link.attributes["href"].lower().startswith("javascript")]
    made = dict(products(library, "hostile"))
    assert "<script" not in made["guides/hostile/pictures/guide.svg"].replace("&lt;script", "")
    assert json.loads(made["guides/hostile.json"])["title"].startswith("</script><script>")
    assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(made["guides/hostile/cases.csv"])) for cell in row)


def test_wrong_calls_are_explained(library: Library) -> None:
    with pytest.raises(AuthorError, match=re.escape('There is no guide "everthing". Did you mean')):
        guide(context_of(library, "guides/everthing.md"), "everthing")
    with pytest.raises(AuthorError, match=re.escape("has its page at docs/guides/everything.md")):
        guide(context_of(library, "law/best-value.md"), "everything")


def test_the_bare_page_leaves_pictures_out_and_links_to_the_full_one(library: Library) -> None:
    page = built(guide(context_of(library, "embed/everything.md"), "everything", embed=True))
    assert "data-embed" in page.css_first(".guide").attributes
    assert not page.css("figure")
    assert page.css_first('a[href="../../guides/everything/"]')
    assert page.css("li[id^=law-]")


@pytest.mark.parametrize("name", ["everything", "small"])
def test_the_table_holds_every_case_once(library: Library, name: str) -> None:
    checked = library.guides[name]
    table = Table(names_of(library, name), checked)
    assert table.whole
    assert checked.counts
    assert len(table.cases) == checked.counts.cases
    seen = set()
    for case in table.cases:
        route = case.route
        assert route == replay(table.logic, case.answers)
        assert route.ended or route.state == "pause"
        seen.add((tuple(route.asked), tuple(m.pause for m in route.pauses), route.at, frozenset(route.parts), frozenset(route.notes)))
    assert len(seen) == len(table.cases)
    rows = list(csv.reader(io.StringIO(table.csv().removeprefix("\ufeff"))))
    assert len(rows) == len(table.cases) + 1
    assert {len(row) for row in rows} == {len(table.plan.steps) + 6}


def test_the_record_knows_how_each_provision_was_read(library: Library, pages: dict[str, HTMLParser]) -> None:
    files = dict(products(library, "general-power"))
    found = re.search(r"guideLaw = (\[.*\]);\n$", files["assets/made/law-general-power.js"])
    assert found
    entries = json.loads(found[1])
    places = pages["general-power"].css("li[id^='law-']")
    assert [len(entry) for entry in entries] == [len(place.css(".law")) for place in places], "one for each provision, in order"
    law, pins = names_of(library, "general-power").law, library.register.pins
    number = law.entry("pv.gpc-18").number - 1
    own = {pin.place: said for pin, said in zip(dict.fromkeys(pins("pv.gpc-18")), entries[number], strict=True)}
    assert own["s4(2)"][0] == "Read in the source", "its own grade, not that of the whole fact"
    assert places[number].css_first("[data-grade]").text() == "Read in a secondary source"
    assert any(said[2].startswith("[20") for entry in entries for said in entry), "cases have their citation"


def test_a_guide_of_too_many_cases_lists_every_answer_under_every_rule(library: Library) -> None:
    table = Table(names_of(library, "general-power"), library.guides["general-power"])
    assert not table.whole
    assert table.cases == []
    plan = table.plan
    expected = 0
    for step in plan.steps.values():
        onward = len(step.go or ()) or 1
        expected += sum(len(c.go) if c.go else onward for c in step.choices) if step.kind.type == "one" else onward
        expected += onward if step.ask_when is not None else 0  # passed over: no rule here needs the question's own answer
    rows = list(csv.reader(io.StringIO(table.csv().removeprefix("\ufeff"))))
    assert len(rows) == expected + 1


def test_what_leads_to_each_result(library: Library) -> None:
    page = built(guide_cases(context_of(library, "guides/general-power/cases.md"), "general-power"))
    plan = plan_of(library, "general-power")
    assert len(page.css("h2")) == len(plan.ends)
    assert all(words(found) for found in page.css("ul.ways"))
    table = Table(names_of(library, "general-power"), library.guides["general-power"])
    direct = sum(way.to in plan.ends for way in table.ways) + sum(way.then in plan.ends for way in table.ways)
    lines = [li for found in page.css("ul.ways") for li in found.css("li") if li.css_first("a[href]") and words(li).startswith("Question")]
    assert len(lines) == direct
    small = built(guide_cases(context_of(library, "guides/small/cases.md"), "small"))
    assert words(small.css_first("ul.ways li")) == "Question 1: Yes; Question 2: Yes; Question 3: A registered co-operative or community benefit society"


def test_the_json_names_only_what_it_holds(library: Library) -> None:
    for name in GUIDES:
        checked = library.guides[name]
        data = json.loads(as_json(names_of(library, name), checked))
        assert data["logic"] == json.loads(json.dumps(checked.logic or compile_guide(checked.plan)))
        assert [question["id"] for question in data["questions"]] == list(checked.plan.steps)
        assert [result["id"] for result in data["results"]] == list(checked.plan.ends)
        cited = {law for holder in [*data["questions"], *data["results"]]
                 for part in [holder, *holder.get("parts", ())] for law in part.get("law", ())}
        assert cited <= set(data["law"])
        assert all(pin["address"].startswith("https://") for law in data["law"].values() for pin in law["pins"])
        assert not re.search(r"\[\[[a-z]+:", json.dumps(data))


def test_files_are_made_once_and_cleared_away(library: Library, tmp_path: Path) -> None:
    library = replace(library, guides={name: library.guides[name] for name in ("small", "everything")})
    made = make_products(library, tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in made} >= {
        "guides/small.json", "guides/small/cases.csv", "guides/small/pictures/guide.svg", "guides/everything/pictures/overview.svg",
        "guides/everything/pictures/people.svg",
    }
    assert make_products(library, tmp_path) == []
    stale = tmp_path / "guides/small/pictures/gone.svg"
    stale.write_text("<svg/>", encoding="utf-8")
    assert make_products(library, tmp_path) == [stale]
    assert not stale.exists()


def test_the_list_says_what_is_covered(library: Library) -> None:
    page = built(guide_index(context_of(library, "guides/index.md")))
    row = next(row for row in page.css("tbody tr") if "general power?" in words(row))
    cells = [words(cell) for cell in row.css("td")]
    assert cells[0].startswith("Covered1")
    assert cells[3].startswith("Covered in part")
    assert len(page.css("ul.guides > li")) == sum(checked.sound for checked in library.guides.values())


def test_the_real_guide_keeps_its_logic_small(pages: dict[str, HTMLParser]) -> None:
    logic = pages["general-power"].css_first("script.guide-logic").text()
    assert json.loads(logic)["id"] == "general-power"
    assert len(gzip.compress(logic.encode(), 9)) <= 12_000
