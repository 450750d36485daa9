"""Guides in a browser: a site with the real data and theme, the real guide, and guides for tests."""

import functools
import json
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from macros.publish import publish
from tests.browser.conftest import ROOT, build

FIXTURES = {
    "everything": ROOT / "tests/fixtures/guides/everything.yml",
    "hall": ROOT / "tests/fixtures/guide-pages/hall.yml",
    "market": ROOT / "tests/fixtures/guide-pages/market.yml",
    "rooms": ROOT / "tests/fixtures/guide-pages/rooms.yml",
    "stalls": ROOT / "tests/fixtures/guide-pages/stalls.yml",
}


def add_guide(docs: Path, name: str, text: str | None = None) -> None:
    """Put a guide's pages, and its file where `text` is given, into a copy of docs/."""
    if text is not None:
        (docs / "data" / "guides" / f"{name}.yml").write_text(text, encoding="utf-8")
    for path, call in {
        f"guides/{name}.md": f'guide("{name}")', f"guides/{name}/cases.md": f'guide_cases("{name}")',
        f"embed/{name}.md": f'guide("{name}", embed=True)',
    }.items():
        page = docs / path
        page.parent.mkdir(parents=True, exist_ok=True)
        if not page.exists():
            page.write_text(
                f"---\ndescription: A guide for tests.\n---\n\n# The guide {name}\n\n{{{{ {call} }}}}\n", encoding="utf-8"
            )


def build_guides(root: Path) -> Path:
    """Build general-power and the fixtures at guides/<name>/ below the folder that this gives."""
    docs = root / "docs"
    shutil.copytree(ROOT / "docs", docs)
    for part in ("macros", "overrides"):
        (root / part).symlink_to(ROOT / part)
    for name, file in FIXTURES.items():
        # The guide that "everything" leads on to is another fixture, which is not here.
        text = file.read_text(encoding="utf-8").replace('{guide: small, set: {resolved: "yes"}}', '{guide: hall, set: {hall: "yes"}}')
        add_guide(docs, name, text)
    add_guide(docs, "general-power")
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: Test\nstrict: false\nnav:\n", encoding="utf-8"
    )
    return build(root / "mkdocs.yml", root / "site")


def published(built: Path, folder: Path) -> Path:
    """A copy of that site as its readers get it: small scripts in one file, under the policy. Its audit is not ours."""
    shutil.copytree(built, folder)
    publish(folder)
    return folder


@functools.cache
def logic_in(page_file: Path) -> dict[str, Any]:
    """The logic that a built page carries."""
    found = re.search(r'<script type="application/json" class="guide-logic">(.*?)</script>', page_file.read_text("utf-8"), re.DOTALL)
    assert found, f"{page_file} carries no logic"
    logic: dict[str, Any] = json.loads(found[1])
    return logic


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
