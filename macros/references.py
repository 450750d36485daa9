"""Text references: `[[law:pv.gpc-4]]`, `[[term:social-value|value]]` and their kin, in data and in chapters alike."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

_REFERENCE = re.compile(r"\[\[([a-z]+):([^\[\]|]+?)(?:\|([^\[\]|]+))?\]\]")
_BROKEN = re.compile(r"\[\[[a-z]+:[^\[\]\n]*")

_SLIP = re.compile(
    r"(?<!\\)\[\[\s*[A-Za-z]+\s*:[^\[\]\n]*\]\]"  # spaces or capitals where none can stand
    r"|(?<![\[\\])\[ *(?i:law|figure|term|page|guide|checklist|case|hook|role|answer) *:[^\[\]\n]+\]\]?(?![(\[:])"
)

KINDS = ("law", "figure", "term", "page", "guide", "checklist", "case", "hook", "role", "answer")
"""What a reference may name."""

PATTERN = _REFERENCE.pattern
"""For the Markdown extension: kind, name, label."""


@dataclass(frozen=True)
class Reference:
    """One reference, as its author wrote it."""

    kind: str
    name: str
    label: str | None
    written: str
    start: int
    """Offset in its text."""

    @property
    def complete(self) -> bool:
        """False where the brackets are not closed."""
        return self.written.endswith("]]")


def references(text: str) -> Iterator[Reference]:
    """Every reference in a text, in order; one that is not closed comes with `complete` false."""
    whole = set()
    for match in _REFERENCE.finditer(text):
        whole.add(match.start())
        yield Reference(match[1], match[2].strip(), match[3], match[0], match.start())
    for match in _BROKEN.finditer(text):
        if match.start() not in whole:
            yield Reference("", "", None, match[0], match.start())


def slips(text: str) -> Iterator[tuple[str, str, int]]:
    """What was meant as a reference and would be published as it stands: as written, as it should be, its offset.

    `[law:pv.gpc-1]` and `[[ law : pv.gpc-1 ]]`. A Markdown link (`[page: one](one.md)`) is none, nor is what stands
    after a backslash.
    """
    for match in _SLIP.finditer(text):
        if not _REFERENCE.fullmatch(match[0]):
            kind, _, rest = match[0].strip("[]").partition(":")
            name, bar, label = rest.partition("|")
            yield match[0], f"[[{kind.strip().lower()}:{name.strip()}{bar}{label}]]", match.start()


def slip_words(written: str, right: str) -> tuple[str, str]:
    """What to say of a slip: what is wrong, what to do."""
    return f"{written} would be published as it stands.", f"Write two brackets on each side, and no spaces: {right}"


@dataclass(frozen=True)
class Target:
    """What a reference leads to."""

    text: str
    """What the reader sees."""
    page: str | None = None
    """Path of a page below docs/, for example reference/glossary.md."""
    anchor: str = ""
    """Id on that page."""
    address: str | None = None
    """An https address, for what lies outside the site."""
    kind: str = "ref"
    """CSS class of the link."""
    definition: str | None = None
    """For a glossary term: its meaning, as plain text."""
    until: datetime.date | None = None
    """For a figure: the last day of its value, where one is known."""
    mark: str | None = None
    """For weak law: its grade in words, shown after the link."""


def relative_source(current: str, page: str, anchor: str = "") -> str:
    """Link from one Markdown file to another, as an author would write it; the site engine checks and rewrites it."""
    here, there = current.split("/")[:-1], page.split("/")
    return _climb(here, there) + (f"#{anchor}" if anchor else "")


def relative_url(current: str, page: str, anchor: str = "") -> str:
    """Link from the built page of one Markdown file to that of another (directory addresses)."""
    here = [part for part in url_of(current).split("/") if part]
    there = url_of(page)
    climbed = _climb(here, there.split("/")) if there else "../" * len(here)
    return (climbed or "./") + (f"#{anchor}" if anchor else "")


def url_of(page: str) -> str:
    """Address of a page's folder below the site: law/best-value.md → law/best-value/, index.md → an empty text."""
    stem = page.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def _climb(here: list[str], there: list[str]) -> str:
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])
