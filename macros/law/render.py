"""Pages made from the register: one a topic, the table of legislation, figures, what is not verified."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from .. import html
from ..context import AuthorError, Context
from ..data import REGISTER_PAGES, Library, Use
from ..links import Links
from .model import NATIONS, STATES, Evidence, Proposition, weakest
from .pages import KIND_PAGES, source_page
from .pin import Pin


def register(context: Context, topic: str) -> str:
    """Every proposition of one topic of the register, under headings of its own."""
    topics = context.library.register.topics
    if topic not in topics:
        raise AuthorError(context, f'There is no topic "{topic}". Topics: {", ".join(sorted(topics))}.')
    links = context.links("register")
    parts: list[str] = [html.template("law/templates/topic.html", summary=links.markdown(topics[topic].summary))]
    for name, proposition in topics[topic].propositions.items():
        parts += [html.heading(2, proposition.title, name), _proposition(links, name, proposition)]
    return "\n\n".join(parts)


def _proposition(links: Links, name: str, proposition: Proposition) -> Markup:
    sources = links.library.register.sources
    return html.template(
        "law/templates/proposition.html",
        name=name,
        proposition=proposition,
        text=links.markdown(proposition.text),
        seen=links.inline(proposition.seen) if proposition.seen else None,
        watch=links.inline(proposition.watch) if proposition.watch else None,
        unverified=links.inline(proposition.unverified) if proposition.unverified else None,
        pins=[
            (
                links.pin(pinned.pin), pinned, links.inline(pinned.seen) if pinned.seen else None,
                sources[pinned.pin.source].address == "not-checked",
            )
            for pinned in proposition.pins
        ],
        nations=[NATIONS[nation] for nation in proposition.nations],
        state=STATES[proposition.state],
        uses=_use_links(links, links.library.uses.law.get(name, ())),
    )


def _use_links(links: Links, uses: Iterable[Use]) -> list[Markup]:
    """One link for each page that uses something, at its first place."""
    first: dict[str, Use] = {}
    for use in uses:
        first.setdefault(use.title, use)
    return [
        Markup('<a href="{}">{}</a>').format(links.href(use.page, use.anchor), use.title)
        for use in first.values()
        if use.page != links.page
    ]


@dataclass(frozen=True)
class _Row:
    """One provision of a source in the table of legislation."""

    place: str
    link: Markup
    facts: list[Markup]
    uses: list[Markup]


def legislation(context: Context, *kinds: str) -> str:
    """The table of legislation: an index of all sources, or the provisions of the kinds named, each with every use."""
    library, links = context.library, context.links("legislation")
    if not kinds:
        return html.template(
            "law/templates/sources.html",
            sources=[
                (source, links.href(source_page(source), name), _count(library, name))
                for name, source in sorted(library.register.sources.items(), key=lambda item: item[1].title.casefold())
            ],
            kinds=KIND_PAGES, states=STATES,
        )
    if unknown := set(kinds) - {source.kind for source in library.register.sources.values()} - set(KIND_PAGES):
        raise AuthorError(context, f"There is no kind of source {sorted(unknown)}. Kinds: {', '.join(KIND_PAGES)}.")
    parts: list[str] = []
    chosen = [(name, source) for name, source in library.register.sources.items() if source.kind in kinds]
    for name, source in sorted(chosen, key=lambda item: item[1].title.casefold()):
        parts += [
            html.heading(2, source.title, name),
            html.template(
                "law/templates/source.html", source=source, state=STATES[source.state],
                nations=[NATIONS[nation] for nation in source.nations],
                note=links.inline(source.note) if source.note else None, rows=_rows(links, name),
            ),
        ]
    return "\n\n".join(parts) or "Nothing of this kind is in the register yet."


def _count(library: Library, source: str) -> int:
    return sum(any(p.pin.source == source for p in prop.pins) for prop in library.register.propositions.values())


def _rows(links: Links, source: str) -> list[_Row]:
    """Provisions of a source in the order of their numbers, each with the facts and pages that rest on it."""
    library = links.library
    by_place: dict[str, tuple[Pin, list[str], dict[Use, None]]] = {}
    for name, proposition in library.register.propositions.items():
        for pinned in proposition.pins:
            if pinned.pin.source == source:
                _, facts, uses = by_place.setdefault(pinned.pin.place, (pinned.pin, [], {}))
                facts.append(name)
                uses.update(dict.fromkeys(library.uses.law.get(name, ())))
    for cited, found in library.uses.law.items():
        if cited in library.register.propositions:
            continue
        pin = library.register.pins(cited)[0]
        if pin.source == source:
            by_place.setdefault(pin.place, (pin, [], {}))[2].update(dict.fromkeys(found))
    return [
        _Row(
            place,
            links.pin(pin, place or "The whole"),
            [
                Markup('<a href="{}">{}</a>').format(links.register_link(fact), library.register.propositions[fact].title)
                for fact in facts
            ],
            _use_links(links, uses),
        )
        for place, (pin, facts, uses) in sorted(by_place.items(), key=lambda item: _natural(item[0]))
    ]


def _natural(place: str) -> list[tuple[int, str]]:
    """Sort key: `s9` before `s10`, sections before schedules."""
    kind = 1 if place.startswith("sch") else 0
    return [(kind, "")] + [(int(n or 0), w) for n, w in re.findall(r"([0-9]+)|([^0-9]+)", place)]


def figures(context: Context) -> str:
    """Every figure with its values, the one that holds first."""
    links = context.links("figures")
    parts: list[str] = []
    for name, figure in sorted(context.library.register.figures.items(), key=lambda item: item[1].title.casefold()):
        values = sorted(figure.values, key=lambda value: value.from_, reverse=True)
        parts += [
            html.heading(2, figure.title, name),
            html.template(
                "law/templates/figure.html", figure=figure, note=links.inline(figure.note) if figure.note else None,
                now=figure.on(context.law_as_at), day=context.law_as_at,
                values=[(value, figure.shown(value.value), links.pin(value.source)) for value in values],
                nations=[NATIONS[nation] for nation in figure.nations],
                uses=_use_links(links, context.library.uses.figures.get(name, ())),
            ),
        ]
    return "\n\n".join(parts) or "The register holds no figures yet."


def unverified(context: Context) -> str:
    """Every proposition that somebody still has to confirm, and why."""
    links = context.links("unverified")
    known = context.library.register
    parts: list[str] = []
    for topic, file in known.topics.items():
        rows = [
            (links.register_link(name), proposition, _doubts(links, proposition))
            for name, proposition in file.propositions.items()
        ]
        rows = [row for row in rows if row[2]]
        if rows:
            parts += [html.heading(2, file.title, topic), html.template("law/templates/unverified.html", rows=rows)]
    return "\n\n".join(parts) or "Every proposition in the register was read in its source."


def _doubts(links: Links, proposition: Proposition) -> list[Markup]:
    doubts: list[Markup] = []
    if proposition.unverified:
        doubts.append(links.inline(proposition.unverified))
    elif proposition.evidence is Evidence.NOT_SEEN:
        doubts.append(escape("Nobody has seen a source for this yet: it is general knowledge."))
    elif proposition.state == "not-verified":
        doubts.append(escape("Whether it is in force was not verified."))
    return doubts


def topics(context: Context) -> str:
    """Every topic of the register, with what it holds and the weakest evidence in it."""
    links = context.links("topics")
    rows = [
        {
            "href": links.href(f"{REGISTER_PAGES}{name}.md"),
            "title": file.title,
            "summary": links.inline(file.summary),
            "count": len(file.propositions),
            "evidence": weakest([proposition.evidence for proposition in file.propositions.values()]),
        }
        for name, file in sorted(context.library.register.topics.items(), key=lambda item: item[1].title.casefold())
        if file.propositions
    ]
    return html.template("law/templates/topics.html", rows=rows)
