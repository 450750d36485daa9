"""The look, measured: contrast of the colour table, axe in every state of the shell, weight, paper."""

import gzip
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]
ROOT = Path(__file__).resolve().parents[2]
SITE_CSS = (ROOT / "docs/assets/styles/site.css").read_text()
TEXT = ("ink", "quiet", "link", "proceed", "care", "pause", "stop")
LINES = ("thread", "edge")
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BUDGET = 90_000  # bytes of gzip for everything a first view fetches


def colours() -> dict[str, tuple[str, str]]:
    """Each colour token of site.css: (light, dark)."""
    pairs = re.findall(r"--cs-(\w+): light-dark\((#\w{6}), (#\w{6})\);", SITE_CSS)
    return {name: (light, dark) for name, light, dark in pairs}


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of #rrggbb (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_contrast(scheme: int, ground: str) -> None:
    table = colours()
    behind = table[ground][scheme]
    ratios = {name: round(contrast(table[name][scheme], behind), 2) for name in (*TEXT, *LINES)}
    assert {name: ratios[name] for name in TEXT if ratios[name] < 7} == {}
    assert {name: ratios[name] for name in LINES if ratios[name] < 3} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_focus_ring_stands_out_from_its_glow(scheme: int) -> None:
    table = colours()
    assert contrast(table["ink"][scheme], table["glow"][scheme]) >= 3
    assert contrast(table["ink"][scheme], table["paper"][scheme]) >= 7


def test_the_light_colours_written_twice_agree() -> None:
    alone = dict(re.findall(r"--cs-(\w+): (#\w{6});", SITE_CSS.split("@supports")[0]))
    assert alone == {name: light for name, (light, _) in colours().items()}


def rest(page: Page) -> None:
    """The page as it opens."""


def contents(page: Page) -> None:
    """The contents, open where they are a sheet."""
    if page.locator(".tool--contents").is_visible():
        page.locator(".tool--contents").click()
    page.locator("#contents summary").evaluate_all(
        "all => all.forEach(one => { one.parentElement.open = true; })"
    )


def search(page: Page) -> None:
    """The search with results in it."""
    page.locator(".tool--search").click()
    page.keyboard.type("page")
    expect(page.locator("#search a").first).to_be_visible()


def tip(page: Page) -> None:
    """A glossary tip, and every disclosure of the text, open."""
    page.locator(".prose details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.locator(".term").first.click()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", [rest, contents, search, tip])
def test_axe_on_every_part(
    new_page: NewPage, sample_url: str, state: Callable[[Page], None], dark: bool, width: int
) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(f"{sample_url}law/sample/")
    state(page)
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ["", "nowhere/"])
def test_axe_on_home_and_the_missing_page(
    new_page: NewPage, site_url: str, address: str, dark: bool, width: int
) -> None:
    page = new_page(width=width, dark=dark)
    page.goto(f"{site_url}{address}")
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1280, 800, 320])
def test_nothing_makes_the_page_scroll_sideways(
    new_page: NewPage, sample_url: str, site_url: str, width: int
) -> None:
    page = new_page(width=width)
    for address in (site_url, f"{sample_url}law/sample/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_first_view_is_light(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{sample_url}law/sample/", wait_until="networkidle")
    weight = sum(len(gzip.compress(urllib.request.urlopen(url).read())) for url in asked)
    assert weight <= BUDGET, f"{weight} bytes in {len(asked)} requests"


def test_paper_shows_the_text_and_none_of_the_chrome(new_page: NewPage, sample_url: str) -> None:
    page = new_page(dark=True)
    page.goto(f"{sample_url}law/sample/")
    page.emulate_media(media="print")
    for chrome in ("#contents", ".masthead__tools", ".page-end", ".colophon", ".nation-chooser", ".tip"):
        expect(page.locator(chrome).first).to_be_hidden()
    whole = page.locator("details.note").bounding_box()
    summary = page.locator("details.note summary").bounding_box()
    assert whole and summary and whole["height"] > summary["height"] * 1.8, "closed on screen, open on paper"
    ink = page.evaluate("getComputedStyle(document.documentElement).color")
    assert ink == "rgb(0, 0, 0)", "dark ink on paper, in the dark scheme too"
    address = page.evaluate("getComputedStyle(document.querySelector('a.law'), '::after').content")
    assert "legislation.gov.uk" in address


def test_large_print_is_sixteen_points(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}law/sample/")
    page.emulate_media(media="print")
    text = "parseFloat(getComputedStyle(document.querySelector('.prose > p:not([class])')).fontSize)"
    assert page.evaluate(text) * 0.75 == pytest.approx(10.5, abs=0.05)
    page.evaluate("document.documentElement.classList.add('large-print')")
    assert page.evaluate(text) * 0.75 == pytest.approx(16, abs=0.05)


def test_styles_name_no_colour_outside_the_table() -> None:
    """Colours come from tokens, so that both schemes and forced colours hold everywhere."""
    colour = re.compile(r"#[0-9a-f]{3,8}\b(?![^(]*\))|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
    strays = []
    for sheet in sorted(Path(ROOT, "docs/assets/styles").glob("*.css")):
        if sheet.name in ("site.css", "print.css"):  # the table itself; and paper, where ink is black
            continue
        for number, line in enumerate(sheet.read_text().splitlines(), 1):
            # Black lines are for paper; the shade behind a sheet is no text's ground.
            if colour.search(line.replace("#000;", "")) and "::backdrop" not in line:
                strays.append(f"{sheet.name}:{number}: {line.strip()}")
    assert strays == []


def test_a_figure_past_its_last_day_says_so_by_the_readers_clock(new_page: NewPage, site_url: str) -> None:
    """The thresholds of 2026 hold until the end of 2027."""
    page = new_page()
    page.clock.install(time="2027-12-31T12:00:00")
    page.goto(f"{site_url}law/what-changed/")
    expect(page.get_by_text("held until 31.12.2027")).to_have_count(0)
    later = new_page()
    later.clock.install(time="2028-01-01T12:00:00")
    later.goto(f"{site_url}law/what-changed/")
    expect(later.get_by_text("held until 31.12.2027").first).to_be_visible()
