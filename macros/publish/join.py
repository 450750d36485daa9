"""Style sheets, or scripts, side by side on a page become one file: fewer requests, and together they compress better."""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from .page import BuiltPage


@dataclass(frozen=True)
class _Kind:
    """Files of ours that may be joined: all in one folder, called by elements that differ in nothing but the file."""

    folder: str
    suffix: str
    elements: tuple[str, ...]
    """The shapes of the element, with `{}` for the address of the file; the first is written for what is joined."""
    between: str
    """What keeps two texts apart."""

    @property
    def address(self) -> str:
        """The address of a file as a pattern."""
        return rf"(?:\.\./|\./|/)*assets/{self.folder}/[a-z\-]+\.{self.suffix}"

    @property
    def run(self) -> str:
        """Two or more such elements as a pattern."""
        one = "|".join(re.escape(shape).replace(r"\{\}", self.address) for shape in self.elements)
        return rf"(?:{one})(?:\s*(?:{one}))+"


_KINDS = (
    _Kind("styles", "css", ('<link rel="stylesheet" href="{}">',), "\n"),
    # Scripts that wait for the page; one that does not runs where it stands.
    _Kind("scripts", "js", ('<script defer src="{}"></script>', '<script src="{}" defer></script>'), ";\n"),
)


def join(pages: list[BuiltPage], site: Path) -> None:
    """Join each run of our style sheets and scripts, in the order of the run; a second time there is no run left."""
    for page in pages:
        text = page.text
        for kind in _KINDS:
            text = re.sub(kind.run, partial(_joined, kind=kind, site=site), text)
        if text != page.text:
            page.path.write_text(text, encoding="utf-8", newline="\n")


def _joined(run: re.Match[str], kind: _Kind, site: Path) -> str:
    """One element in place of several; its file is made where it is not there yet."""
    addresses = re.findall(kind.address, run[0])
    stems = [PurePosixPath(address).stem for address in addresses]
    name = "--".join(stems)
    folder = site / "assets" / kind.folder
    target = folder / f"{name}.{kind.suffix}"
    if not target.exists():
        texts = [(folder / f"{stem}.{kind.suffix}").read_text(encoding="utf-8") for stem in stems]
        target.write_text(kind.between.join(texts), encoding="utf-8", newline="\n")
    return kind.elements[0].format(str(PurePosixPath(addresses[0]).with_name(target.name)))
