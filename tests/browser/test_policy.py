"""The security policy in a real browser: it stops what it should, and nothing that the site needs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

PAGES = ["index.html", "law/general-power/index.html", "checklists/general-power-report/index.html", "start/privacy/index.html"]

STYLE = "['fontFamily', 'fontSize', 'lineHeight', 'color'].map(name => getComputedStyle(document.body)[name]).join()"
"""How the page's text looks: differs where its style sheets do not apply."""


def watch(page: Page) -> tuple[list[str], list[str]]:
    """What the browser complains of, and what it asks for, from now on."""
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}"))
    page.on("request", lambda request: asked.append(request.url))
    return complaints, asked


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_a_host_works_without_a_complaint_and_asks_nobody_else(
    site_url: str, new_page: Callable[..., Page], name: str
) -> None:
    page = new_page()
    complaints, asked = watch(page)
    page.goto(site_url + name.removesuffix("index.html"))
    page.wait_for_load_state("networkidle")
    assert complaints == []
    assert [address for address in asked if not address.startswith(site_url)] == []
    assert page.evaluate("document.documentElement.classList.contains('js')")


def test_the_search_works_under_the_policy(site_url: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    complaints, asked = watch(page)
    page.goto(site_url)
    page.get_by_role("button", name="Search").first.click()
    page.keyboard.type("competence")
    page.wait_for_selector(".md-search-result__item a")
    assert complaints == []
    assert [address for address in asked if not address.startswith(site_url)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opened_from_disk_has_its_styles_and_scripts(
    site_folder: Path, site_url: str, new_page: Callable[..., Page], name: str
) -> None:
    page = new_page()
    complaints, asked = watch(page)
    page.goto(site_url + name.removesuffix("index.html"))
    styled = page.evaluate(STYLE)
    page.goto("about:blank")
    assert page.evaluate(STYLE) != styled
    complaints.clear()
    asked.clear()
    page.goto((site_folder / name).resolve().as_uri())
    assert complaints == []
    assert [address for address in asked if not address.startswith("file:")] == []
    assert page.evaluate("document.documentElement.classList.contains('js')"), "Its scripts did not run."
    assert page.evaluate(STYLE) == styled, "Its styles did not apply."


def test_what_an_attacker_would_add_does_not_run(site_url: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(site_url)
    page.evaluate("""() => {
        window.ran = [];
        const code = document.createElement('script');
        code.textContent = "window.ran.push('inline')";
        document.body.append(code);
        const holder = document.createElement('div');
        holder.innerHTML = `<img src="none" onerror="window.ran.push('handler')"><a href="javascript:window.ran.push('address')">x</a>`;
        document.body.append(holder);
        holder.querySelector('a').click();
        setTimeout("window.ran.push('text as code')");
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
