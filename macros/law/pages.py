"""On which pages of the site the register's parts stand."""

from .model import Source

KIND_PAGES: dict[str, tuple[str, str]] = {
    "act": ("Acts", "reference/legislation/acts.md"),
    "instrument": ("Statutory instruments", "reference/legislation/instruments.md"),
    "case": ("Cases in court", "reference/legislation/cases.md"),
    "guidance": ("Guidance", "reference/legislation/guidance.md"),
    "bill": ("Bills", "reference/legislation/guidance.md"),
    "report": ("Reports", "reference/legislation/reports.md"),
    "page": ("Other pages", "reference/legislation/reports.md"),
}
"""Kind of source → its heading, and the page that lists its provisions."""


def source_page(source: Source) -> str:
    """Path below docs/ of the page on which a source stands, under its id."""
    return KIND_PAGES[source.kind][1]
