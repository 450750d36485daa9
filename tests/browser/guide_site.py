"""Guides in a browser: a site with the real data and theme, the real guide, and two guides for tests."""

import functools
import json
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from macros.guides.replay import replay
from tests.browser.conftest import ROOT, build

FIXTURES = {
    "everything": ROOT / "tests/fixtures/guides/everything.yml",
    "hall": ROOT / "tests/fixtures/guide-pages/hall.yml",
}
PAGE = "---\ndescription: A guide for tests.\n---\n\n# {title}\n\n{{{{ guide(\"{name}\") }}}}\n"


def build_guides(root: Path) -> Path:
    """Build general-power, everything and hall at guides/<name>/ below the folder that this gives."""
    docs = root / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for part in ("macros", "overrides"):
        (root / part).symlink_to(ROOT / part)
    (docs / "guides").mkdir(exist_ok=True)
    for name, file in FIXTURES.items():
        # The guide that "everything" leads on to is another fixture, which is not here.
        text = file.read_text(encoding="utf-8").replace('{guide: small, set: {resolved: "yes"}}', '{guide: hall, set: {hall: "yes"}}')
        (docs / "data" / "guides" / f"{name}.yml").write_text(text, encoding="utf-8")
        (docs / "guides" / f"{name}.md").write_text(PAGE.format(title=f"The guide {name}", name=name), encoding="utf-8")
    real = docs / "guides" / "general-power.md"
    if not real.exists():
        real.write_text(PAGE.format(title="Can we rely on the general power?", name="general-power"), encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: Test\nstrict: false\nnav:\n", encoding="utf-8"
    )
    return build(root / "mkdocs.yml", root / "site")


@functools.cache
def logic_in(page_file: Path) -> dict[str, Any]:
    """The logic that a built page carries."""
    found = re.search(r'<script type="application/json" class="guide-logic">(.*?)</script>', page_file.read_text("utf-8"), re.DOTALL)
    assert found, f"{page_file} carries no logic"
    logic: dict[str, Any] = json.loads(found[1])
    return logic


def leads(logic: dict[str, Any], given: dict[str, str]) -> str:
    """Where answers lead, as the reference replays them: `question body`, `pause find_body`, `outcome no_power`."""
    route = replay(logic, given)
    return f"{route.state} {route.at}"


def fill_in(page: Page, question: dict[str, Any], text: str) -> None:
    """Give one answer by the page's controls, and leave the step."""
    if question["type"] in ("one", "many"):
        for value in text.split(","):
            page.locator(f'.guide-step input[value="{value}"]').check()
    else:
        page.locator(".guide-step input").fill(text)
    page.locator(".guide-step").get_by_role("button", name="Continue").click()


def shown(page: Page) -> str:
    """What the page stands at, in the words of `leads`."""
    found: str = page.evaluate(
        """() => {
          const now = CommonsSense.guide.now;
          if (now) return now.route.state + ' ' + now.route.at;
          return 'question ' + document.querySelector('[data-in-whole]').getAttribute('href').slice(1);
        }"""
    )
    return found
