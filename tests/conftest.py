"""A small sound project for every test that reads data, and the built site for those that look at pages."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from macros.library import load
from tests.site import LAW

ROOT = Path(__file__).resolve().parents[1]


def page(title: str, body: str = "") -> str:
    """A page with all that a page must have."""
    return f"---\ntitle: {title}\ndescription: What this page is for.\n---\n# {title}\n\n{body}\n"


SOUND: Mapping[str, str] = {
    **LAW,
    "index.md": page("First page"),
    "reference/register/test.md": page("The law of tests", '{{ register("test") }}'),
    "data/glossary.yml": """\
terms:
  trial:
    term: trial
    short: A first go at something, small enough to stop.
    text: The law allows it. [[law:pv.test-1]]
    also: [pilot]
    law: [pv.test-1]
""",
    "data/figures.yml": """\
figures:
  test_limit:
    title: The most that a test may cost
    unit: money
    law: [pv.test-1]
    values:
      - {value: 1000, from: 2020-01-01, until: 2025-12-31, source: test_act s4, evidence: read, checked: 2026-11-01}
      - {value: 1250.50, from: 2026-01-01, source: test_act s4, evidence: read, checked: 2026-11-01}
""",
    "data/checklists/report.yml": """\
title: A report on a test
summary: When every item is done, the report is ready.
audience: [officer]
nations: [england, wales]
law_as_at: 2026-11-01
review_by: 2027-11-01
groups:
  power:
    title: Power
    items:
      name_power:
        do: Name the power
        why: A test needs one. [[law:pv.test-1]]
        law: [pv.test-1]
        signs: [tester]
        evidence: The paragraph that names it
""",
    "checklists/report.md": page("A report on a test", '{{ checklist("report") }}'),
}
"""One small file of each kind, without a fault, with the pages that they need; paths are below docs/."""


def write_docs(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below root/docs; gives `root`."""
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of a sound project of its own."""
    return write_docs(tmp_path, SOUND)


@pytest.fixture
def said(project: Path) -> Callable[..., str]:
    """Call with files that replace or join those of the sound project; gives all findings as text."""

    def check(files: Mapping[str, str]) -> str:
        write_docs(project, files)
        return "\n\n".join(map(str, load(project).findings))

    return check


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built and published: $SITE_FOLDER (set by `make test`), else a build of our own."""
    if given := os.environ.get("SITE_FOLDER"):
        return Path(given)
    from tests.engines import build_with_mkdocs, publish

    return publish(build_with_mkdocs(tmp_path_factory.mktemp("built") / "site"))
