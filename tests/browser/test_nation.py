"""The nation: chosen once for the site, kept in this browser, changeable; marked on pages; filled in guides, never silently."""

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, NewPage, build, served
from tests.browser.guide_site import FIXTURES, add_guide

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ITEMS = '<ul><li data-nations="england wales">For two nations</li><li data-nations="scotland">For Scotland</li><li>For all</li></ul>'


@pytest.fixture(scope="session")
def nation_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real project with the chooser on every page, the guide `hall`, and a page with items for some nations."""
    root = tmp_path_factory.mktemp("nation")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "macros").symlink_to(ROOT / "macros")
    content = root / "overrides" / "partials" / "content.html"
    # On the site the chooser stands on pages of some sections; here every page has it.
    include = '{% include "partials/nation.html" %}\n'
    content.write_text(include + content.read_text("utf-8").replace(include, ""), "utf-8")
    add_guide(root / "docs", "hall", FIXTURES["hall"].read_text("utf-8"))
    (root / "docs" / "items.md").write_text(f"---\ndescription: Items.\n---\n\n# Items\n\n{ITEMS}\n", "utf-8")
    (root / "mkdocs.yml").write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: Test\nstrict: false\nnav:\n", "utf-8")
    with served(build(root / "mkdocs.yml", root / "site")) as url:
        yield url


def choose(page: Page, nation: str) -> None:
    """Choose on the page."""
    page.get_by_label("Your nation").select_option(label=nation)


def marks(page: Page) -> list[str]:
    """What stands before each item."""
    found: list[str] = page.evaluate("[...document.querySelectorAll('li[data-nations]')].map((one) => getComputedStyle(one, '::before').content)")
    return found


def test_nothing_is_chosen_until_a_reader_does(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.goto(f"{nation_url}items/")
    expect(page.get_by_label("Your nation")).to_have_value("")
    assert marks(page) == ["none", "none"]
    assert page.evaluate("localStorage.getItem('commons-sense:nation')") is None


def test_the_choice_is_kept_marked_told_and_taken_back(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.goto(f"{nation_url}items/")
    choose(page, "Scotland")
    assert marks(page) == ['"Not for Scotland"', "none"]
    expect(page.get_by_role("status").filter(has_text="What is not for Scotland is marked or left out where we know it.")).to_be_visible()
    expect(page.get_by_text("For two nations")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Your nation")).to_have_value("scotland")
    assert marks(page)[0] == '"Not for Scotland"'
    choose(page, "Not chosen: all four are shown")
    assert marks(page) == ["none", "none"]
    assert page.evaluate("localStorage.getItem('commons-sense:nation')") is None


def test_another_tab_follows(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.goto(f"{nation_url}items/")
    other = page.context.new_page()
    other.goto(f"{nation_url}items/")
    choose(page, "Wales")
    expect(other.get_by_label("Your nation")).to_have_value("wales")


def test_it_fills_the_guide_and_shows_that_it_did(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.goto(f"{nation_url}guides/hall/")
    choose(page, "Wales")
    heading = page.locator(".guide-step h2")
    expect(heading).to_have_text("Is the hall free on the day?")
    expect(page.locator(".guide-answers dd").first).to_have_text("Wales")
    expect(page.locator(".guide-step input:checked")).to_have_count(0)
    page.reload()
    expect(heading).to_have_text("Is the hall free on the day?")
    page.get_by_role("link", name="Change your answer to: Which nation").click()
    expect(page.get_by_label("Wales", exact=True)).to_be_checked()
    page.get_by_label("England", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    assert page.evaluate("location.hash") == "#v=2&nation=england"
    assert page.evaluate("localStorage.getItem('commons-sense:nation')") == '"wales"', "the guide's own answer is of this guide"


def test_an_address_with_answers_is_left_alone(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.goto(f"{nation_url}items/")
    choose(page, "Wales")
    page.goto(f"{nation_url}guides/hall/#v=2&nation=england&hall=yes")
    expect(page.locator(".guide-answers dd").first).to_have_text("England")
    page.goto(f"{nation_url}guides/hall/#v=2")
    expect(page.locator(".guide-step h2")).to_have_text("Which nation's law applies to your council?")


@pytest.mark.parametrize("kept", ['"france"', "17", "{", '["wales"]', '"constructor"'])
def test_what_cannot_be_is_not_taken(new_page: NewPage, nation_url: str, kept: str) -> None:
    page = new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.add_init_script(f"localStorage.setItem('commons-sense:nation', {kept!r})")
    page.goto(f"{nation_url}guides/hall/")
    expect(page.locator(".guide-step h2")).to_have_text("Which nation's law applies to your council?")
    expect(page.get_by_label("Your nation")).to_have_value("")
    assert faults == []


def test_storage_forbidden_says_so(new_page: NewPage, nation_url: str) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('barred', 'SecurityError'); } })")
    page.goto(f"{nation_url}items/")
    choose(page, "England")
    expect(page.locator("[data-nation-said]")).to_contain_text("does not keep the choice")
    assert marks(page) == ["none", '"Not for England"']


def test_without_javascript_all_four_are_shown(new_page: NewPage, nation_url: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{nation_url}items/")
    expect(page.locator(".nation-chooser")).to_be_hidden()
    expect(page.get_by_text("For two nations")).to_be_visible()
    page.goto(f"{nation_url}guides/hall/")
    for nation in ("England", "Wales", "Scotland", "Northern Ireland"):
        expect(page.locator("section#nation").get_by_text(nation, exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe(new_page: NewPage, nation_url: str, dark: bool, width: int) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(f"{nation_url}items/")
    choose(page, "England")
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_label("Your nation").bounding_box()
    assert box and box["height"] >= 44
