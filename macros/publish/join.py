"""Style sheets that stand side by side on a page, as one file: fewer requests, and together they compress better."""

import re
from pathlib import Path

from .page import BuiltPage

_LINK = r'<link rel="stylesheet" href="(?:\.\./|\./|/)*assets/styles/[a-z\-]+\.css">'
_RUN = re.compile(rf"{_LINK}(?:\s*{_LINK})+")
_PARTS = re.compile(r'href="((?:\.\./|\./|/)*)assets/styles/([a-z\-]+)\.css"')


def join_styles(pages: list[BuiltPage], site: Path) -> None:
    """Join each run of links to our style sheets, in the order of the run; a second time there is no run left."""
    for page in pages:
        text = _RUN.sub(lambda run: _joined(run[0], site), page.text)
        if text != page.text:
            page.path.write_text(text, encoding="utf-8", newline="\n")


def _joined(run: str, site: Path) -> str:
    """One link in place of several; its file is made where it is not there yet."""
    parts = _PARTS.findall(run)
    name = "--".join(stem for _, stem in parts)
    styles = site / "assets" / "styles"
    target = styles / f"{name}.css"
    if not target.exists():
        texts = [(styles / f"{stem}.css").read_text(encoding="utf-8") for _, stem in parts]
        target.write_text("\n".join(texts), encoding="utf-8", newline="\n")
    return f'<link rel="stylesheet" href="{parts[0][0]}assets/styles/{name}.css">'
