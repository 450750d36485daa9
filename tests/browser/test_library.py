"""The library in a browser: the filter of the case studies, the copy buttons, and both without script or clipboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ["cases/", "cases/robin-hood-energy/", "policy/hooks/", "together/forms/"]
HOOK = "decide-before-you-buy"


@pytest.fixture
def index(new_page: NewPage, site_url: str) -> Page:
    """The index of case studies."""
    page = new_page()
    page.goto(f"{site_url}cases/")
    return page


def titles(page: Page) -> list[str]:
    """The case studies that can be seen."""
    return [item.locator("h2").inner_text() for item in page.locator("#cases > li").all() if item.is_visible()]


def count(page: Page) -> str:
    """What the status line says."""
    return page.locator("form.filter [role=status]").inner_text()


def test_words_narrow_the_list_and_the_count_says_so(index: Page) -> None:
    everything = titles(index)
    assert count(index) == f"{len(everything)} case studies"
    index.get_by_label("With these words").fill("fibre  DUCTS")
    assert titles(index) == ["Co-operative Network Infrastructure"]
    assert count(index) == f"1 of {len(everything)} case studies"
    index.get_by_label("With these words").fill("quinquereme")
    assert titles(index) == []
    assert count(index).startswith("None fits.")
    index.get_by_role("button", name="Show all").click()
    expect(index.locator("form.filter [role=status]")).to_have_text(f"{len(everything)} case studies")
    assert titles(index) == everything


def test_choices_work_together(index: Page) -> None:
    index.get_by_label("How it stands").select_option(label="Failed")
    failed = titles(index)
    assert "Robin Hood Energy" in failed and "Preston" not in failed
    index.get_by_label("About", exact=True).select_option(label="energy")
    assert titles(index) == ["Robin Hood Energy"]
    index.get_by_label("Where").select_option(label="Scotland")
    assert titles(index) == []


def test_enter_in_the_field_does_not_leave_the_page(index: Page) -> None:
    index.get_by_label("With these words").fill("preston")
    before = index.url
    index.keyboard.press("Enter")
    assert index.url == before and "Preston" in titles(index)


def test_without_script_the_whole_list_stands_and_no_dead_controls(new_page: NewPage, site_url: str) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site_url}cases/")
    expect(page.locator("form.filter")).to_be_hidden()
    assert len(titles(page)) == page.locator("#cases > li").count() > 20
    page.goto(f"{site_url}policy/hooks/")
    assert not any(button.is_visible() for button in page.locator("[data-copy]").all())
    expect(page.locator(f"#{HOOK}-wording")).to_be_visible()


def test_on_paper_the_list_is_whole_whatever_was_filtered(index: Page) -> None:
    everything = titles(index)
    index.get_by_label("With these words").fill("preston")
    assert len(titles(index)) < len(everything)
    index.emulate_media(media="print")
    assert titles(index) == everything
    expect(index.locator("form.filter")).to_be_hidden()


def hook_button(page: Page, site_url: str) -> tuple[str, Page]:
    """The wording of a hook, and its page with the copy button pressed by keyboard."""
    page.goto(f"{site_url}policy/hooks/")
    wording = page.locator(f"#{HOOK}-wording").inner_text()
    page.locator(f'[data-copy="{HOOK}-wording"]').focus()
    page.keyboard.press("Enter")
    return wording.strip(), page


def test_copy_puts_the_wording_on_the_clipboard_and_says_so(new_page: NewPage, site_url: str) -> None:
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    wording, page = hook_button(page, site_url)
    status = page.locator(f'.hook__copy:has([data-copy="{HOOK}-wording"]) [role=status]')
    expect(status).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == wording
    assert page.locator(".hook__copy [role=status]").all_inner_texts().count("Copied") == 1


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('barred')) }"])
def test_where_the_browser_will_not_copy_the_wording_is_selected(
    new_page: NewPage, site_url: str, clipboard: str
) -> None:
    page = new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }});")
    wording, page = hook_button(page, site_url)
    status = page.locator(f'.hook__copy:has([data-copy="{HOOK}-wording"]) [role=status]')
    expect(status).to_contain_text("Selected.")
    assert page.evaluate("getSelection().toString()").strip() == wording


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    new_page: NewPage, site_url: str, path: str, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(site_url + path)
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_tables_fit_a_phone(new_page: NewPage, site_url: str, path: str) -> None:
    """No table of the library has to be scrolled sideways at 320 px."""
    page = new_page(width=320)
    page.goto(site_url + path)
    wide = page.eval_on_selector_all(
        "main table", "tables => tables.filter(table => table.scrollWidth > table.parentElement.clientWidth).length"
    )
    assert wide == 0
