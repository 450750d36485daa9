"""The files that are made from a guide beside its page: pictures, the table of cases, JSON, what its record says of the law.

They must lie below docs/ before either engine collects its files, so `python -m macros prepare` writes them; git ignores
them. Their addresses are stable: guides/<id>.json, guides/<id>/cases.csv, guides/<id>/pictures/<section>.svg.
"""

from collections.abc import Iterator
from pathlib import Path

from ..data import Library
from .export import as_json
from .law_script import law_script
from .pictures import pictures_of
from .render_names import names_of
from .table import Table

MADE = "assets/made/"
"""Folder below docs/ of scripts that are made."""


def products(library: Library, guide: str) -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of every file of a guide without errors."""
    names, checked = names_of(library, guide), library.guides[guide]
    yield f"guides/{guide}.json", as_json(names, checked)
    yield f"guides/{guide}/cases.csv", Table(names, checked).csv()
    yield f"{MADE}law-{guide}.js", law_script(names)
    for picture in pictures_of(names):
        yield f"guides/{guide}/pictures/{picture.name}.svg", picture.svg


def make_products(library: Library, docs: Path) -> list[Path]:
    """Write the files of all guides below `docs`, delete those of guides and sections that are gone; those that changed."""
    wanted = {docs / path: text for guide, checked in library.guides.items() if checked.sound
              for path, text in products(library, guide)}
    folder = docs / "guides"
    stale = {
        *folder.glob("*.json"), *folder.glob("*/cases.csv"), *folder.glob("*/pictures/*.svg"),
        *(docs / MADE).glob("law-*.js"),
    } - wanted.keys()
    for path in stale:
        path.unlink()
    changed = [path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text.encode()]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path].encode())
    return sorted([*changed, *stale])
