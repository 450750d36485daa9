"""The shell by keyboard: header, contents, search, home. axe sees none of these faults, so they are walked through."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

NewPage = Callable[..., Page]

# What has the focus: its name, its box, and whether the reader can see it where it is.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    name: (element.getAttribute('aria-label') || element.textContent || element.id).trim(),
    tag: element.tagName.toLowerCase(),
    box: [box.left, box.top, box.right, box.bottom].map(Math.round),
    seen: Boolean(top) && (element.contains(top) || top.contains(element)),
  };
}"""


def walk(page: Page, limit: int = 150) -> list[dict]:
    """Press Tab from the top of the page until it leaves the page; everything that took the focus on the way."""
    stops = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab never leaves the page: the last stops were {stops[-5:]}")


def name_of_focus(page: Page) -> str:
    """The name of what has the focus, or nothing."""
    stop = page.evaluate(FOCUSED)
    return stop["name"] if stop else ""


def test_tab_at_320_pixels_reaches_nothing_out_of_sight(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    stops = walk(page)
    assert [stop for stop in stops if not stop["seen"] or stop["box"][0] < -1] == []
    first = ["Skip to the text", "Commons Sense", "Contents", "Search", "Dark colours"]
    assert [stop["name"] for stop in stops[: len(first)]] == first
    assert "Close" not in [stop["name"] for stop in stops], "closed sheets must be out of the tab order"


def test_the_skip_link_leads_into_the_text(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}law/sample/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_text"


def test_contents_open_say_so_and_close_with_escape(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    button = page.get_by_role("button", name="Contents")
    links = page.locator("#contents a")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(links.first).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#contents') !== null"), (
        "Tab goes from the button into the list"
    )
    expect(page.locator("#contents [aria-current=page]")).to_have_text("A sample")
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert name_of_focus(page) == "Contents"


def test_focus_is_never_behind_open_contents(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Contents").press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        assert stop is None or stop["seen"], stop
    expect(page.locator("#contents")).to_be_hidden()


def test_contents_stand_beside_the_text_on_wide_screens(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=1280)
    page.goto(f"{sample_url}law/sample/")
    expect(page.get_by_role("navigation", name="Contents")).to_be_visible()
    expect(page.get_by_role("button", name="Contents")).to_be_hidden()


def test_search_by_keyboard_alone(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").press("Enter")
    assert page.evaluate("document.activeElement.name") == "query"
    page.keyboard.type("quince")
    expect(page.locator("#search").get_by_role("link", name=re.compile("plain page"))).to_be_visible()
    expect(page.locator("#search [role=status]")).to_contain_text("1")
    page.keyboard.press("ArrowDown")
    assert "plain page" in name_of_focus(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")  # the field's Close button, then the results: Tab must not close the search
    page.keyboard.press("Tab")
    assert "plain page" in name_of_focus(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{sample_url}law/plain/")


def test_escape_closes_search_and_gives_the_focus_back(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    assert name_of_focus(page) == "Search"


def test_search_follows_text_that_no_key_typed(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").click()
    page.locator("#search-query").fill("quince")  # as speech or a paste would
    expect(page.locator("#search").get_by_role("link", name=re.compile("plain page"))).to_be_visible()


def test_a_result_on_the_same_page_is_shown_where_it_stands(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("alternatives that you weighed")
    page.locator("#search a[href$='#steps-along-the-thread']").first.click()
    expect(page.locator("#search")).to_be_hidden()
    page.wait_for_timeout(
        700
    )  # the theme restores an old scroll position after 400 ms unless it is kept from it
    expect(page.locator("#steps-along-the-thread")).to_be_in_viewport()


def test_single_letters_are_not_commands(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("quince")
    expect(page.locator("#search a").first).to_be_visible()  # the theme's code runs now
    page.keyboard.press("Escape")
    for key in "fs/pn,.":
        page.keyboard.press(key)
    assert page.url == f"{sample_url}law/sample/"
    expect(page.locator("#search")).to_be_hidden()


def test_without_javascript_the_contents_are_reached(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640, javascript=False)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Contents").press("Enter")
    page.get_by_role("link", name="A plain page", exact=True).first.click()
    page.wait_for_url(f"{sample_url}law/plain/")
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(page.get_by_role("button", name="Dark colours")).to_be_hidden()


def test_a_glossary_term_opens_and_closes_without_javascript(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640, javascript=False)
    page.goto(f"{sample_url}law/sample/")
    term = page.get_by_role("button", name="a term from the glossary")
    term.press("Enter")
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_colours_are_kept_from_page_to_page(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}law/sample/")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark colours").click()
    page.goto(f"{sample_url}law/plain/")
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    button.click()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == light


def test_targets_are_large_enough(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Contents").click()
    sizes = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
      .map(e => [e.textContent.trim(), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"""
    contents = page.evaluate(sizes, "#contents a, #contents summary, #contents button")
    masthead = page.evaluate(sizes, ".masthead__name, .masthead .tool, .page-tools button")
    assert len(contents) > 5 and len(masthead) == 6
    assert [target for target in contents if min(target[1:]) < 24] == []
    assert [target for target in masthead if min(target[1:]) < 43.9] == []


def test_no_request_leaves_for_another_host(new_page: NewPage, sample_url: str, site_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("quince")
    expect(page.locator("#search a").first).to_be_visible()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((site_url, sample_url, "blob:", "data:"))] == []


def test_search_costs_nothing_until_it_is_opened(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{sample_url}law/sample/", wait_until="networkidle")
    assert [url for url in asked if "bundle" in url or "search_index" in url or "worker" in url] == []
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("quince")
    expect(page.locator("#search a").first).to_be_visible()
    assert [url for url in asked if "search_index" in url]


def test_no_page_has_a_script_or_a_style_inline(site_folder: Path) -> None:
    pages = list(site_folder.rglob("*.html"))
    assert pages
    script = r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>"
    inline = re.compile(script + r"|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=\"", re.IGNORECASE)
    found = [(page.name, match.group()) for page in pages for match in inline.finditer(page.read_text())]
    assert found == []


def test_a_policy_without_inline_code_breaks_nothing(new_page: NewPage, sample_url: str) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    policy += "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    page = new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    page.route("**/*", strict)
    page.goto(f"{sample_url}law/sample/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("quince")
    expect(page.locator("#search a").first).to_be_visible()
    assert said == []


def test_the_page_for_a_wrong_address_works_at_any_depth(new_page: NewPage, sample_url: str) -> None:
    page = new_page(width=320, height=640)
    answer = page.goto(f"{sample_url}nowhere/at/all/")
    assert answer is not None and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex", (
        "styles load"
    )
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("quince")
    page.locator("#search a").first.click()
    page.wait_for_url(f"{sample_url}law/plain/")


def test_home_questions_are_filtered_and_counted(new_page: NewPage, site_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(site_url)
    questions = page.locator(".questions > li")
    count = page.locator(".filter [role=status]")
    total = questions.count()
    expect(count).to_have_text(f"{total} questions")
    page.get_by_label("Find a question with these words").press_sequentially("report vote")
    shown = page.locator(".questions > li:visible")
    expect(shown).to_have_count(1)
    expect(count).to_have_text(f"1 of {total} questions")
    for words in ("parish", "clerk", "shop", "share", "trading"):  # what people type; no question has these words in it
        page.get_by_label("Find a question with these words").fill(words)
        expect(page.locator(".questions > li:visible", has_text="Can we")).not_to_have_count(0)
    page.get_by_label("Find a question with these words").fill("zzz")
    expect(shown).to_have_count(0)
    expect(count).to_contain_text("No question fits")
    page.get_by_label("Find a question with these words").fill("")
    page.get_by_label("facilitators").check()
    expect(shown).to_have_count(page.locator(".questions > li[data-for~=facilitator]").count())
    assert 0 < shown.count() < total


def test_home_without_javascript_is_a_plain_list(new_page: NewPage, site_url: str) -> None:
    page = new_page(width=320, height=640, javascript=False)
    page.goto(site_url)
    expect(page.locator(".filter")).to_be_hidden()
    assert page.locator(".questions > li:visible").count() == page.locator(".questions > li").count() > 5


def test_the_doors_lead_to_the_routes(new_page: NewPage, site_url: str) -> None:
    page = new_page(width=320, height=640)
    page.goto(site_url)
    doors = page.locator(".doors a")
    assert doors.count() == 3
    for address in doors.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        assert page.locator(f"{address} ~ ol a").count() >= 2
