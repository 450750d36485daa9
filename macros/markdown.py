"""The Markdown extension of chapters: text references become links, under MkDocs and Zensical alike.

Named in mkdocs.yml under `markdown_extensions`. Links are made in the form that an author would write
(`../reference/glossary.md#term`), so that the site engine checks and rewrites them with its own.
"""

import datetime
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from .library import load
from .links import Links
from .references import PATTERN, Reference
from .today import today


class References(InlineProcessor):
    """`[[law:pv.gpc-1]]` in a chapter."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(PATTERN, md)
        self._links: Links | None = None

    def handleMatch(  # type: ignore[override]  # Markdown's own stub is narrower than its documented return
        self, m: re.Match[str], data: str  # noqa: ARG002  # Markdown gives it
    ) -> tuple[ElementTree.Element | str | None, int | None, int | None]:
        """One reference as an element; what names nothing stays as it was written (`make check` reports it)."""
        reference = Reference(m[1], m[2].strip(), m[3], m[0], m.start())
        if self._links is None:
            self._links = _links(self.md)
        try:
            target = self._links.target(reference)
        except (KeyError, ValueError):
            return None, None, None
        if target.page is None and target.address is None:
            return target.text, m.start(0), m.end(0)
        made = f"<span>{self._links.link(target)}</span>"
        element = ElementTree.fromstring(made)  # noqa: S314  # made and escaped by html.py a line above
        return element[0] if len(element) == 1 else element, m.start(0), m.end(0)


def _links(md: markdown.Markdown) -> Links:
    path, docs = _page(md)
    library = load(docs.parent)
    meta = library.pages[path].meta if path in library.pages else {}
    day = meta.get("law_as_at")
    return Links(library, path, day if isinstance(day, datetime.date) else today(), prefix="word", source_links=True)


def _page(md: markdown.Markdown) -> tuple[str, Path]:
    """Path below docs/ of the page being rendered, and docs/ itself, asked of the engine's own processors."""
    if "relpath" in md.treeprocessors:  # MkDocs
        links: Any = md.treeprocessors["relpath"]
        return links.file.src_uri, Path(links.config["docs_dir"])
    if "rendering_context" in md.preprocessors:  # Zensical
        context: Any = md.preprocessors["rendering_context"]
        return context.page.path, Path(context.config["docs_dir"]).resolve()
    raise RuntimeError("Text references need MkDocs or Zensical, which say which page is being rendered.")


class ReferencesExtension(Extension):
    """Registers the reference syntax before Markdown's own links, which also start with a bracket."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Called by Markdown."""
        md.inlinePatterns.register(References(md), "references", 175)


def makeExtension(**options: Any) -> ReferencesExtension:
    """Called by Markdown for `macros.markdown`."""
    return ReferencesExtension(**options)
