"""A library of guides for tests of their pages: the real law, and guides that a test names or writes."""

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path

from macros.context import Context
from macros.data import Library
from macros.library import load

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "guides"
DAY = datetime.date(2026, 11, 23)


def library_of(folder: Path, guides: Mapping[str, str], pages: Mapping[str, str] | None = None) -> Library:
    """Write a project into a folder and load it. `guides`: YAML by id; `pages`: Markdown by path below docs/."""
    data = folder / "docs" / "data"
    for part in ("law", "roles.yml", "figures.yml", "figures-procurement.yml", "glossary.yml", "shared-answers.yml"):
        source, target = ROOT / "docs" / "data" / part, data / part
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for name, text in guides.items():
        (data / "guides").mkdir(exist_ok=True)
        (data / "guides" / f"{name}.yml").write_text(text, encoding="utf-8")
    for path, text in (pages or {}).items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    return load(folder)


def fixture(name: str) -> str:
    """The text of a guide of tests/fixtures/guides."""
    return (FIXTURES / f"{name}.yml").read_text(encoding="utf-8")


def context_of(library: Library, page: str) -> Context:
    """What a macro is given on a page."""
    return Context(library, page, {}, DAY)
