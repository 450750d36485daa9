"""Files that are made before the site is built, because pages link to them: `python -m macros prepare`.

They stand in docs/assets/made/, which git ignores, so that MkDocs, Zensical and `mkdocs serve` find them like any other
file.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from .guides.docx_template import made as word_template

MADE = "assets/made"
"""The folder of made files, below docs/."""

Made = Iterable[tuple[str, str]]
"""Names below the folder, with `/` between them, and texts."""

MAKERS: tuple[Callable[[Path], Made], ...] = (word_template,)
"""Each is given the project's folder, and makes some of the files: the same texts from the same data."""


def prepare(root: Path) -> list[Path]:
    """Make every file, write those that differ, remove what nobody makes any more; the paths written or removed.

    `root` is the project's folder. A file that is as it should be is left alone, so that `mkdocs serve` does not build
    again for nothing.
    """
    folder = root / "docs" / MADE
    texts = {folder / name: text for maker in MAKERS for name, text in maker(root)}
    changed = []
    for path, text in texts.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in texts:
            path.unlink()
            changed.append(path)
    return changed
