"""The whole guide narrowed to some answers: what stays, what is said, what is printed, and that no link leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from macros.guides.check import Checked
from macros.guides.proof.narrowing import Narrowing
from tests.browser.conftest import NewPage
from tests.browser.guide_site import FIXTURES
from tests.browser.test_guide import AXE, guides, guides_folder, pick  # noqa: F401 — fixtures among them
from tests.guides.loading import checked_from

NATION = "Which nation's law applies to your council?"
KIND = "What is sold?"


@pytest.fixture
def whole(new_page: NewPage, guides: str) -> Iterator[Page]:  # noqa: F811 — the fixture
    """The whole of the small guide that is narrowed by nation and kind; no script may fail."""
    page = new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{guides}market/#all")
    expect(page.locator(".guide-narrow form")).to_be_visible()
    yield page
    assert faults == []


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).select_option(label=option)


def said(page: Page) -> str:
    return page.locator(".guide-narrow [role=status]").inner_text()


def seen(page: Page, selector: str) -> list[str]:
    """The ids of what is visible."""
    found: list[str] = page.evaluate(
        "(what) => [...document.querySelectorAll(what)].filter((one) => one.checkVisibility()).map((one) => one.id)", selector
    )
    return found


DANGLING = """() => [...document.querySelectorAll('.guide-static a[href^="#"]')]
  .filter((link) => link.checkVisibility() && !document.getElementById(link.hash.slice(1))?.checkVisibility())
  .map((link) => link.outerHTML)"""


# What stays


def test_all_is_there_until_something_is_picked(whole: Page) -> None:
    assert said(whole) == "All 8 questions and 6 results and pauses are shown."
    assert len(seen(whole, "section[data-question]")) == 8
    assert [option.inner_text() for option in whole.get_by_label(KIND).locator("option").all()] == ["All", "Food", "Craft", "A fair"]
    expect(whole.locator(".left-out")).to_have_count(0)


def test_what_cannot_occur_is_left_out_with_all_that_hangs_on_it(whole: Page) -> None:
    choose(whole, NATION, "England")
    choose(whole, KIND, "Craft")
    assert said(whole) == (
        "Shown: 5 of 8 questions, 3 of 6 results and pauses. Numbers stay as they are. "
        "Pictures show the whole, so they are not printed."
    )
    assert seen(whole, "section[data-question]") == ["early", "nation", "kind", "stall.fair", "lights"]
    assert seen(whole, "section[data-result]") == ["too_early", "too_low", "craft_held"], "what comes before the choice stays"
    assert seen(whole, "h2[id^=section]") == ["section-start", "section-rent"]
    expect(whole.get_by_text("What is sold.", exact=True)).to_be_hidden()  # a section's summary, and its picture
    expect(whole.locator("figure", has=whole.locator("img[src$='goods.svg']"))).to_be_hidden()
    expect(whole.locator("#guide-pauses")).to_be_hidden()
    expect(whole.locator("section#kind [data-option]:visible")).to_have_text([re.compile("^Craft")])
    expect(whole.locator("section#lights h3 b")).to_have_text("8")  # numbers stay
    cited = whole.locator(".guide-law li:visible").all_inner_texts()
    assert len(cited) < whole.locator(".guide-law li").count() and not any("2003 s20" in entry for entry in cited), "a law of Scotland"
    choose(whole, NATION, "All")
    choose(whole, KIND, "All")
    expect(whole.locator(".left-out, .guide-passed, [data-gone]:not(form)")).to_have_count(0)


def test_rules_parts_and_ways_back_too(whole: Page) -> None:
    choose(whole, NATION, "Wales")
    expect(whole.locator("#held [data-part=wales]")).to_be_visible()
    expect(whole.locator("section#lights")).to_contain_text("Asked only if")
    expect(whole.locator("#cool_it [data-resume] li:visible")).to_have_text([re.compile("From question 4")])
    last = whole.locator("section#kind [data-option=craft] .rules li")
    expect(last.last).to_have_text(re.compile("^In every case"))
    choose(whole, NATION, "Scotland")
    expect(whole.locator("section#kind [data-option=craft] .rules li:visible")).to_have_text([re.compile("^If you answered")])
    expect(whole.locator("section#lights")).not_to_contain_text("Asked only if", use_inner_text=True)  # there it always is
    choose(whole, NATION, "All")
    expect(last.last).to_have_text(re.compile("^Otherwise"))


def test_a_question_that_is_only_passed_over_says_where_to_go_on(whole: Page) -> None:
    choose(whole, NATION, "England")
    place = whole.locator("section#tasting")
    assert place.inner_text().split("\n")[0].startswith("5") and "If not asked:" in place.inner_text()
    expect(place.locator(".options")).to_be_hidden()


def test_a_condition_on_what_is_left_out_has_no_link(whole: Page) -> None:
    choose(whole, NATION, "Wales")
    choose(whole, KIND, "A fair")
    when = whole.locator("#held [data-part=cool] .when")
    expect(when.locator("a:not([href])")).to_have_text(["question 5", "question 4"])
    after = when.locator("a").first.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert after == '" (" attr(data-gone) ")"' or "left out" in after
    expect(when.locator('a[href="#kind"]')).to_have_count(1)
    choose(whole, KIND, "All")
    expect(when.locator("a:not([href])")).to_have_count(0)


def test_a_choice_that_does_not_go_with_another_takes_it_back(whole: Page) -> None:
    choose(whole, KIND, "A fair")
    assert "section-scots" not in seen(whole, "h2")
    choose(whole, NATION, "Scotland")
    expect(whole.get_by_label(KIND)).to_have_value("")
    assert said(whole).startswith("A fair does not go with this: taken back. Shown: 7 of 8")
    expect(whole.get_by_label(NATION)).to_have_value("scotland")


@pytest.mark.parametrize("nation", ["", "england", "wales", "scotland"])
def test_the_page_shows_what_the_proof_says(whole: Page, nation: str) -> None:
    """Each element of each kind, for each choice; and no link leads to something that is left out."""
    narrowing = narrowing_in("market")
    places = {thing: selector for thing in narrowing.things if (selector := selector_of(thing))}
    for kind in ["", *narrowing.options[1]]:
        chosen = {name: value for name, value in (("nation", nation), ("kind", kind)) if value}
        if not chosen or (kind and not narrowing.can_occur(("option", "kind", kind), **chosen)):
            continue  # all is shown; or the form takes one of them back
        whole.get_by_label(NATION).select_option(nation)
        whole.get_by_label(KIND).select_option(kind)
        shown = whole.evaluate("(all) => all.map((one) => document.querySelector(one).checkVisibility())", list(places.values()))
        told = {thing: narrowing.can_occur(thing, **chosen) for thing in places}
        assert dict(zip(places, shown, strict=True)) == told, chosen
        assert whole.evaluate(DANGLING) == [], chosen


def narrowing_in(name: str) -> Narrowing:
    checked: Checked = checked_from(FIXTURES[name].read_text(encoding="utf-8"), name)
    assert checked.narrowing
    return checked.narrowing


def selector_of(thing: tuple[str, ...]) -> str | None:
    """Where something of the small guide stands on the page; None where it is not an element by itself."""
    match thing:
        case ("question" | "result", name):
            return f"section[id='{name}']"
        case ("option", question, option):
            return f"section[id='{question}'] [data-option='{option}']"
        case ("way", "kind", option, n) if option == "craft":
            return f"section#kind [data-option={option}] .rules li:nth-child({int(n) + 1})"
        case ("part", name):
            holder, _, part = name.rpartition(".")
            return f"section[id='{holder}'] [data-part='{part}']"
        case ("then", "hygiene" | "lights" as question, n):
            return f"section#{question} .question__else li:nth-child({int(n) + 1})"
        case ("passed", "lights", n):
            return f"section#lights > .when li:nth-child({int(n) + 1})"
        case ("resume", "cool_it", to):
            return f"section#cool_it [data-resume] li:has(a[href='#{to}'])"
    return None


def test_no_link_of_the_real_guide_leads_to_what_is_left_out(new_page: NewPage, guides: str) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.goto(f"{guides}general-power/#all")
    expect(page.locator(".guide-narrow form")).to_be_visible()
    found: dict[str, Any] = page.evaluate(
        """(dangling) => {
          const dangles = eval(dangling);
          const selects = [...document.querySelectorAll('.guide-narrow select')];
          const form = document.querySelector('.guide-narrow form');
          const wrong = [];
          let tried = 0;
          let longest = 0;
          const walk = (number) => {
            if (number === selects.length) {
              const start = performance.now();
              selects[0].dispatchEvent(new Event('change', { bubbles: true }));
              longest = Math.max(longest, performance.now() - start);
              wrong.push(...dangles());
              if (!document.querySelector('section#nation').checkVisibility()) wrong.push(selects.map((one) => one.value).join());
              tried += 1;
              return;
            }
            [...selects[number].options].slice(number === 0 ? 1 : 0, number === 1 ? 1 : undefined).forEach((option) => {
              selects[number].value = option.value;
              walk(number + 1);
            });
          };
          walk(0);
          return { wrong: wrong.slice(0, 3), tried, longest };
        }""", DANGLING,
    )
    print(f"\n{found['tried']} choices, the longest took {found['longest']:.0f} ms")
    assert found["wrong"] == [] and found["tried"] >= 20


# Ways in


def test_the_answers_so_far_are_put_in_and_said(new_page: NewPage, guides: str) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.goto(f"{guides}market/#v=1&early=no&nation=wales&kind=food")
    page.evaluate("location.hash = '#all'")
    expect(page.get_by_label(NATION)).to_have_value("wales")
    expect(page.get_by_label(KIND)).to_have_value("food")
    assert said(page).startswith("Filled in from your answers: Wales, Food. Shown: ")
    expect(page.locator(".guide-narrow form")).to_be_in_viewport()
    choose(page, KIND, "All")
    page.get_by_role("link", name="Answer the questions one at a time").click()
    expect(page.locator(".guide-step h2")).to_have_text("Is it kept cool?")
    expect(page.locator(".left-out")).to_have_count(0)
    pick(page, "Yes")
    page.evaluate("location.hash = '#all'")
    expect(page.get_by_label(NATION)).to_have_value("wales")
    expect(page.get_by_label(KIND)).to_have_value("")  # as the reader left it
    page.get_by_role("link", name="Answer the questions one at a time").click()
    # Where the reader comes to one question, the form is out of sight: nothing is left out.
    page.get_by_role("link", name=re.compile("^Show the whole guide")).click()
    expect(page.locator("section#tasting")).to_be_in_viewport()
    expect(page.get_by_label(NATION)).to_have_value("")
    expect(page.locator(".left-out")).to_have_count(0)


def test_the_nation_chosen_for_the_site_is_put_in_and_said(new_page: NewPage, guides: str) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.add_init_script("""localStorage.setItem('commons-sense:nation', '"scotland"')""")
    page.goto(f"{guides}market/#all")
    expect(page.get_by_label(NATION)).to_have_value("scotland")
    assert said(page).startswith("Filled in from your answers: Scotland. Shown: ")
    page.goto(f"{guides}market/#tasting")
    page.reload()
    expect(page.locator("section#tasting")).to_be_in_viewport()
    expect(page.get_by_label(NATION)).to_have_value("")
    assert said(page) == "All 8 questions and 6 results and pauses are shown."


def test_an_address_of_what_is_left_out_shows_it(whole: Page) -> None:
    choose(whole, NATION, "England")
    expect(whole.locator("section#licence")).to_be_hidden()
    whole.evaluate("location.hash = '#kind'")
    expect(whole.locator("section#kind")).to_be_in_viewport()
    expect(whole.get_by_label(NATION)).to_have_value("england")  # nothing that is left out was asked for
    whole.evaluate("location.hash = '#licence'")
    expect(whole.locator("section#licence")).to_be_in_viewport()
    expect(whole.get_by_label(NATION)).to_have_value("")
    assert said(whole).startswith("What you opened was left out")
    whole.go_back()
    expect(whole.locator("section#kind")).to_be_in_viewport()


def test_the_guide_itself_is_as_it_was(whole: Page) -> None:
    """What is narrowed is put back before the guide copies anything out of it."""
    choose(whole, NATION, "Wales")
    choose(whole, KIND, "A fair")
    for _ in range(2):
        whole.get_by_role("link", name="Answer the questions one at a time").click()
        expect(whole.locator(".left-out, .guide-narrowed")).to_have_count(0)
        pick(whole, "No")
        expect(whole.locator(".guide-step [data-option]:visible")).to_have_count(4)
        whole.go_back()
        whole.go_back()
        expect(whole.get_by_label(NATION)).to_have_value("wales")
        expect(whole.locator("section#tasting")).to_be_hidden()
    whole.get_by_role("link", name="Answer the questions one at a time").click(modifiers=["ControlOrMeta"])
    expect(whole.locator("section#tasting")).to_be_hidden()


@pytest.mark.parametrize("missing", ["guide-whole.js", "guide-whole.css"])
def test_without_its_files_the_whole_is_as_ever(new_page: NewPage, guides: str, missing: str) -> None:  # noqa: F811 — the fixture
    page = new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{guides}market/#all", wait_until="networkidle")
    expect(page.locator("section[data-question]:visible")).to_have_count(8)
    expect(page.locator(".guide-narrow")).to_be_hidden()
    assert faults == []


def test_without_a_script_and_embedded_all_is_there(new_page: NewPage, guides: str) -> None:  # noqa: F811 — the fixture
    page = new_page(javascript=False)
    page.goto(f"{guides}market/")
    expect(page.locator("section[data-question]:visible")).to_have_count(8)
    expect(page.locator(".guide-narrow")).to_be_hidden()
    page = new_page()
    page.goto(f"{guides}../embed/market/#all", wait_until="networkidle")
    expect(page.locator("section[data-question]:visible")).to_have_count(8)
    expect(page.locator(".guide-narrow, [data-for]")).to_have_count(0)


def test_from_a_folder_without_a_server(new_page: NewPage, guides_folder: Path) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.goto(f"{(guides_folder / 'guides' / 'market' / 'index.html').as_uri()}#all")
    choose(page, NATION, "Scotland")
    assert said(page).startswith("Shown: 7 of 8")


# Ways of reading


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_targets_and_width(new_page: NewPage, guides: str, dark: bool, width: int) -> None:  # noqa: F811 — the fixture
    page = new_page(width=width, dark=dark)
    page.goto(f"{guides}market/#all")
    choose(page, NATION, "Wales")
    choose(page, KIND, "A fair")
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing scrolls sideways"
    for control in page.locator(".guide-narrow :is(select, button)").all():
        box = control.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44


def test_by_keyboard_and_the_focus_stays(whole: Page) -> None:
    whole.get_by_label(NATION).focus()
    whole.keyboard.type("Wal")
    expect(whole.get_by_label(NATION)).to_have_value("wales")
    expect(whole.get_by_label(NATION)).to_be_focused()
    assert said(whole).startswith("Shown: 7 of 8")
    whole.keyboard.press("Tab")
    expect(whole.get_by_label(KIND)).to_be_focused()
    whole.keyboard.press("Tab")
    expect(whole.get_by_role("button", name="Print what is shown")).to_be_focused()
    expect(whole.get_by_role("group", name="Show and print only what can concern you")).to_have_count(1)


def test_forced_colours_keep_its_edge(browser: Browser, guides: str) -> None:  # noqa: F811 — the fixture
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{guides}market/#all")
    form = page.locator(".guide-narrow form")
    expect(form).to_be_visible()
    assert form.evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"
    assert page.get_by_label(NATION).evaluate("(one) => getComputedStyle(one).borderTopStyle") == "solid"
    context.close()


# Paper


def test_paper_holds_what_the_form_shows_and_says_so(whole: Page) -> None:
    whole.emulate_media(media="print")
    head = whole.get_by_text("Only what can occur with these answers.")
    expect(head).to_be_hidden()
    expect(whole.locator("figure:visible").first).to_be_visible()
    whole.emulate_media(media="screen")
    choose(whole, NATION, "England")
    choose(whole, KIND, "Craft")
    whole.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    whole.get_by_role("button", name="Print what is shown").click()
    assert "guide-narrowed" in whole.evaluate("printed")
    whole.emulate_media(media="print")
    expect(head).to_be_visible()
    expect(whole.locator(".guide-narrow li")).to_have_text([f"{NATION} England", f"{KIND} Craft"])
    expect(whole.get_by_text("This is the whole guide, to read or to print.")).to_be_hidden()
    expect(whole.locator("section#licence")).to_be_hidden()
    expect(whole.locator("figure:visible")).to_have_count(0)
    for control in whole.locator(".guide-narrow :is(select, button)").all():
        expect(control).to_be_hidden()


def test_a_result_leads_to_the_form(new_page: NewPage, guides: str) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.goto(f"{guides}market/#v=1&early=no&nation=england&kind=craft&stall.fair=yes&lights=no")
    page.get_by_role("link", name="Print the whole guide, or what can concern you").click()
    expect(page.get_by_role("button", name="Print what is shown")).to_be_visible()
    assert said(page).startswith("Filled in from your answers: England, Craft.")
    assert len(seen(page, "section[data-question]")) == 5


SIZES = """() => {
  const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
  const sizes = { law: 99, text: 99 };
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !one.checkVisibility() || one.closest('svg')) continue;
    const kind = one.closest('[data-law], .guide-law, .evidence, a[href^="#law-"], i') ? 'law' : 'text';
    sizes[kind] = Math.min(sizes[kind], parseFloat(getComputedStyle(one).fontSize) * 0.75);
  }
  return sizes;
}"""


@pytest.mark.parametrize("large", [False, True])
def test_print_is_never_too_small(new_page: NewPage, guides: str, large: bool) -> None:  # noqa: F811 — the fixture
    page = new_page()
    page.goto(f"{guides}everything/#all")
    page.emulate_media(media="print")
    page.evaluate("(large) => document.documentElement.classList.toggle('large-print', large)", large)
    sizes = page.evaluate(SIZES)
    least = {"text": 16, "law": 16} if large else {"text": 9, "law": 8}
    assert {kind: size for kind, size in sizes.items() if size < least[kind] - 0.05} == {}
    columns = page.locator(".prose").evaluate("(one) => getComputedStyle(one).columnCount")
    assert columns == ("auto" if large else "2")
