"""Every option, rule, part, note, result and pause of each guide, met at least once by real presses in a real browser.

To keep the time short, a walk is put by its address (as a reader's link would do) to the first step that meets something
new, and is left after the last one. At each step the page is compared with what the reference replays.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from macros.guides.address import format_address
from macros.guides.logic import Logic, as_text
from macros.guides.replay import replay
from tests.browser.conftest import ROOT, NewPage, served
from tests.browser.guide_site import FIXTURES, logic_in, published
from tests.browser.test_guide import guides_folder  # noqa: F401 — a fixture
from tests.browser.walks import cover, stretches, used
from tests.guides.vectors import Given

SOURCES = {"general-power": ROOT / "docs/data/guides/general-power.yml", **FIXTURES}

# What stands on the page, in one call.
STAND = """() => {
  const now = CommonsSense.guide.now;
  const app = document.querySelector('.guide-app');
  const all = (where, what) => [...app.querySelectorAll(where)].map(what);
  const at = now ? now.route.at : app.querySelector('[data-in-whole]').getAttribute('href').slice(1);
  const box = now ? '[data-shown]' : '.guide-step';
  return {
    at: (now ? now.route.state : 'question') + ' ' + at,
    parts: all(box + ' [data-part]', (part) => at + '.' + part.dataset.part),
    options: now ? [] : all('.guide-step input[name=answer]', (input) => input.value),
    notes: all('[data-notes-list] [data-note], [data-rows] [data-note]', () => 1).length,
    answers: all('[data-rows] dt', () => 1).length,
    open: all('[data-open-list] > li', () => 1).length,
    refused: !app.querySelector('[data-refused]').hidden,
    failed: document.documentElement.classList.contains('guide-off'),
    hash: location.hash,
    focus: document.activeElement.tagName,
  };
}"""


@pytest.fixture(scope="session")
def published_folder(guides_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811 — the fixture
    """The site of guide_site.py as it is published: what is walked is what readers get."""
    return published(guides_folder, tmp_path_factory.mktemp("published") / "site")


@pytest.fixture(scope="session")
def published_guides(published_folder: Path) -> Iterator[str]:
    """The address of its folder of guides, with a slash at its end."""
    with served(published_folder) as url:
        yield f"{url}guides/"


def authors_answers(path: Path) -> list[Given]:
    """The answers of a guide's own tests, as an address has them."""
    tests = yaml.safe_load(path.read_text(encoding="utf-8")).get("tests", [])
    return [{name: as_text(value) for name, value in test["answers"].items()} for test in tests]


def expected(logic: Logic, given: Given) -> dict[str, Any]:
    """What must stand on the page after these answers."""
    route = replay(logic, given)
    question = next((one for one in logic["questions"] if one["id"] == route.at), {})
    boxes = [*route.offered, *([""] if question.get("none") else [])]
    return {
        "at": f"{route.state} {route.at}",
        "parts": [part for part in route.parts if part.rpartition(".")[0] == route.at],
        "options": [] if route.state != "question" else boxes if question["type"] in ("one", "many") else None,
        "notes": len(route.notes),
        "answers": len(used(route)),
        "open": len(route.still_open) if route.state != "question" else None,
        "refused": False,
        "failed": False,
        "hash": format_address(logic["version"], {key: given[key] for key in used(route)}) if given else "",
    }


def press(page: Page, logic: Logic, step: tuple[str, str]) -> None:
    """Give one answer by the page's own controls."""
    name, text = step
    if name.endswith(".then"):
        page.locator(f'.guide-end button[value="{text}"]').click()
        return
    question = next(one for one in logic["questions"] if one["id"] == name)
    if question["type"] in ("one", "many"):
        for value in text.split(","):
            page.locator(f'.guide-step input[value="{value}"]').check()
    else:
        page.locator(".guide-step input").fill(text)
    page.locator(".guide-step button").click()


def compare(page: Page, logic: Logic, given: Given) -> dict[str, Any]:
    """Compare the page with the reference; gives what stands there."""
    stands: dict[str, Any] = page.evaluate(STAND)
    wanted = {key: value for key, value in expected(logic, given).items() if value is not None}
    assert {key: stands[key] for key in wanted} == wanted, f"after {given}"
    return stands


@pytest.mark.parametrize("name", SOURCES)
def test_all_that_is_in_a_guide_is_met(new_page: NewPage, published_guides: str, published_folder: Path, name: str) -> None:
    logic = logic_in(published_folder / "guides" / name / "index.html")
    walks, unseen = cover(logic, authors_answers(SOURCES[name]))
    assert unseen == set(), "a walk must be found for everything"
    page = new_page(width=360, height=740)
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    address = f"{published_guides}{name}/"
    page.goto(address)
    pressed = 0
    for before, steps in stretches(logic, walks):
        page.get_by_role("link", name="Start again").click()  # else answers of earlier walks would be kept
        page.evaluate("(hash) => { location.hash = hash; }", format_address(logic["version"], before))
        given = dict(before)
        for step in steps:
            given[step[0]] = step[1]
            press(page, logic, step)
            stands = compare(page, logic, given)
            assert stands["focus"] == "H2", f"the focus is on the heading after {given}"
            pressed += 1
    print(f"\n{name}: {len(walks)} walks, {pressed} steps pressed")
    assert faults == []
