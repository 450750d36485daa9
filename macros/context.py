"""What a macro knows: the library, and the page that it is called on."""

import datetime
from dataclasses import dataclass
from typing import Any

from .data import Library
from .links import Links


@dataclass(frozen=True)
class Context:
    """Given to every macro as its first argument."""

    library: Library
    page: str
    """Path of the page below docs/."""
    meta: dict[str, Any]
    """The page's front matter."""
    today: datetime.date
    """The day of the build; only notices about review may use it."""
    source_links: bool = False
    """Whether the engine rewrites the addresses in a macro's HTML as it does those of Markdown: Zensical does."""

    @property
    def law_as_at(self) -> datetime.date:
        """The day for which the page's figures are shown."""
        day = self.meta.get("law_as_at")
        return day if isinstance(day, datetime.date) else self.today

    def links(self, prefix: str, on: datetime.date | None = None) -> Links:
        """Links of one macro's output; `prefix` keeps its ids apart from those of other macros on the page.

        Figures are shown for the day `on`; left out, for the page's.
        """
        return Links(self.library, self.page, on or self.law_as_at, prefix, self.source_links)


class AuthorError(Exception):
    """A macro was called wrongly; says on which page, and what to write instead."""

    def __init__(self, context: Context, message: str) -> None:
        super().__init__(f"docs/{context.page}: {message}")
