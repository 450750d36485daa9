"""How sure the register is, and when somebody has to look again: pages made from its grades and dates."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from .. import html
from ..chapter import nations_in_words
from ..context import Context
from ..data import REGISTER_PAGES, Library
from .model import STATES, Evidence
from .pages import KIND_PAGES, source_page


@dataclass(frozen=True, order=True)
class Due:
    """Something that somebody has promised to look at again."""

    review_by: datetime.date
    kind: str
    title: str
    page: str
    """Path below docs/."""
    anchor: str = ""


def due(library: Library) -> list[Due]:
    """Everything with a day for review, the earliest first."""
    return sorted(_due(library))


def _due(library: Library) -> Iterator[Due]:
    register = library.register
    for name, proposition in register.propositions.items():
        page = f"{REGISTER_PAGES}{register.topic_of[name]}.md"
        yield Due(proposition.review_by, "Fact", proposition.title, page, name)
    for name, source in register.sources.items():
        yield Due(source.review_by, "Source", source.title, source_page(source), name)
    for name, checklist in library.checklists.items():
        yield Due(checklist.review_by, "Checklist", checklist.title, f"checklists/{name}.md")
    for name, case in library.cases.items():
        yield Due(case.review_by, "Case study", case.title, f"cases/{name}.md")
    for figure_name, figure in register.figures.items():
        last = max(figure.values, key=lambda value: value.from_)
        if last.until is not None:
            yield Due(last.until, "Figure (last known day)", figure.title, "reference/figures.md", figure_name)
    for path, page_ in library.pages.items():
        day = page_.meta.get("review_by")
        if isinstance(day, datetime.date):
            yield Due(day, "Page", page_.title, path)


def falls_due(context: Context) -> str:
    """What has to be looked at again, by day."""
    links = context.links("due")
    parts: list[str] = []
    by_day: dict[datetime.date, list[Due]] = {}
    for item in due(context.library):
        by_day.setdefault(item.review_by, []).append(item)
    for day, items in by_day.items():
        parts += [
            html.heading(2, f"{day.day} {day:%B %Y}", f"due-{day}"),
            html.template(
                "law/templates/due.html",
                groups=[
                    (kind, [(links.href(item.page, item.anchor), item.title) for item in items if item.kind == kind])
                    for kind in dict.fromkeys(item.kind for item in items)
                ],
            ),
        ]
    return "\n\n".join(parts)


def how_sure(context: Context) -> Markup:
    """Counts of facts by grade, by state, and of sources by kind."""
    register = context.library.register
    grades = Counter(proposition.evidence for proposition in register.propositions.values())
    states: Counter[str] = Counter(proposition.state for proposition in register.propositions.values())
    kinds: Counter[str] = Counter(source.kind for source in register.sources.values())
    unopened = sum(source.address == "not-checked" for source in register.sources.values())
    return html.template(
        "law/templates/how-sure.html", facts=len(register.propositions), grades=[(g, grades[g]) for g in Evidence],
        states=[(STATES[s], states[s]) for s in STATES if states[s]],
        kinds=[(title, kinds[kind]) for kind, (title, _) in KIND_PAGES.items() if kinds[kind]],
        sources=len(register.sources), unopened=unopened,
    )


def upgrades(context: Context) -> Markup:
    """Facts that were looked up again, what was read, and the facts that were merged."""
    links = context.links("upgrades")
    register = context.library.register
    rows = [
        {
            "href": links.register_link(upgrade.id),
            "fact": register.propositions[register.merged.get(upgrade.id, upgrade.id)],
            "upgrade": upgrade, "note": links.inline(upgrade.note) if upgrade.note else "",
        }
        for upgrade in context.library.upgrades
    ]
    merges = [
        {
            "href": links.register_link(merge.kept), "merge": merge, "why": links.inline(merge.why),
            "fact": register.propositions[merge.kept],
        }
        for merge in context.library.merges
    ]
    return html.template("law/templates/upgrades.html", rows=rows, merges=merges)


def changes(context: Context) -> str:
    """What changed in the law, each change under a heading of its own."""
    links = context.links("changes")
    parts: list[str] = []
    for i, change in enumerate(context.library.changes, 1):
        day = change.date
        parts += [
            html.heading(2, change.title, f"change-{i}"),
            html.template(
                "law/templates/change.html", text=links.markdown(change.text), state=STATES[change.state],
                nations=nations_in_words(change.nations),
                date=f"{day.day} {day:%B %Y}" if isinstance(day, datetime.date) else day,
                law=[link for cited in change.law for link in links.citations(cited)],
                grade=context.library.register.evidence(change.law),
            ),
        ]
    return "\n\n".join(parts)
