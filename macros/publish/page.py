"""A built page, as far as its publisher needs to know it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_CODE_TYPES = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}
"""Types of a script that a browser acts on; any other is data."""


@dataclass(frozen=True)
class Tag:
    """An element's start."""

    name: str
    attributes: dict[str, str]
    """An attribute without a value has an empty one."""
    line: int


@dataclass
class BuiltPage:
    """One HTML file of the built site."""

    path: Path
    file: str
    """Its path below the site, with forward slashes."""
    text: str
    tags: list[Tag] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    """Inline code: its text, as the browser hashes it, and its line."""
    title: str = ""
    """What stands in <title>."""
    head_end: int = 0
    """Offset behind the tag <head>; 0 where there is none."""

    def all(self, *names: str) -> Iterator[Tag]:
        """The tags of these names, in order."""
        return (tag for tag in self.tags if tag.name in names)

    @property
    def ids(self) -> set[str]:
        """Every id, every name of an old-style anchor, and the ids that a script will make (announced in `data-ids`)."""
        found: set[str] = set()
        for tag in self.tags:
            found |= {tag.attributes.get("id", ""), tag.attributes.get("name", "") if tag.name == "a" else ""}
            found |= set(tag.attributes.get("data-ids", "").split())
        return found - {""}


def read_pages(site: Path) -> list[BuiltPage]:
    """Every page of a built site, sorted by path."""
    return [read_page(path, site) for path in sorted(site.rglob("*.html"))]


def read_page(path: Path, site: Path) -> BuiltPage:
    """One page."""
    text = path.read_text(encoding="utf-8")
    page = BuiltPage(path, path.relative_to(site).as_posix(), text)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


class _Reader(HTMLParser):
    """Notes the tags, the title and the inline code."""

    def __init__(self, page: BuiltPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._code: list[str] | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, _ = self.getpos()
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")  # a browser keeps the first of two
        self.page.tags.append(Tag(tag, attributes, line))
        if tag == "head" and not self.page.head_end:
            self.page.head_end = self._offset() + len(self.get_starttag_text() or "")
        self._in_title = tag == "title" and not self.page.title
        is_code = tag == "script" and "src" not in attributes
        self._code = [] if is_code and attributes.get("type", "").strip().lower() in _CODE_TYPES else None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data
        elif self._code is not None:
            self._code.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._code:
            self.page.scripts.append(("".join(self._code), self.getpos()[0]))
        if tag in {"script", "title"}:
            self._code, self._in_title = None, False

    def _offset(self) -> int:
        """Where the current tag starts in the text."""
        line, column = self.getpos()
        return sum(map(len, self.page.text.splitlines(keepends=True)[: line - 1])) + column
