"""A checklist as its page: what it is for, its items in groups, and the record at its end.

The page is whole without a script: boxes that the browser ticks, and a sheet of paper. `assets/scripts/checklist.js`
finds its parts by their `data-` attributes and shows what only it can do (`hidden` until then).
"""

from collections.abc import Iterator
from typing import Any

from .. import html
from ..chapter import nations_in_words
from ..context import AuthorError, Context
from ..finding import did_you_mean
from ..law.model import NATIONS, STATES, Evidence
from ..links import Links
from ..references import references
from .model import Checklist, Item

_AUDIENCE = {"councillor": "councillors", "officer": "officers", "facilitator": "facilitators", "clerk": "clerks"}
_FIRM = {"in-force", "not-law"}
_TEMPLATES = "checklists/templates/"


def checklist(context: Context, name: str) -> str:
    """A checklist's page below its title: Markdown headings with HTML between them. `name`: its file, without .yml."""
    found = context.library.checklists.get(name)
    if found is None:
        near = did_you_mean(name, context.library.checklists) or "Checklists are files in docs/data/checklists/."
        raise AuthorError(context, f'There is no checklist "{name}". {near}')
    if context.page != f"checklists/{name}.md":
        raise AuthorError(
            context, f'The checklist "{name}" has its page at docs/checklists/{name}.md, where its links and ticks '
            f"belong. Refer to it here as [[checklist:{name}]].",
        )
    links = context.links("checklist", found.law_as_at)
    return "\n\n".join([*_head(found, name, links), *_groups(found, links), *_foot(found, links)])


def clear_device(context: Context) -> str:
    """What this browser keeps for the site, in words, and the button that clears it."""
    return html.template(f"{_TEMPLATES}device.html", root=context.links("device").root)


def _head(found: Checklist, name: str, links: Links) -> Iterator[str]:
    yield html.template(
        "templates/facts-line.html",
        answer=links.inline(found.summary),
        nations=nations_in_words(found.nations),
        law_as_at=found.law_as_at,
        review_by=found.review_by,
        minutes=found.minutes,
        signed=found.signed,
        evidence=_weakest(found, links),
    )
    yield html.template(
        f"{_TEMPLATES}head.html",
        root=links.root,
        name=name,
        checklist=found,
        readers=_and([_AUDIENCE[reader] for reader in found.audience]),
        count=sum(1 for _ in found.items()),
        nations=" ".join(found.nations) if len(found.nations) < len(NATIONS) else None,
        changes=sorted(found.changes, key=lambda change: -change.version),
    )


def _groups(found: Checklist, links: Links) -> Iterator[str]:
    numbers = {item_id: number for number, (_, item_id, _) in enumerate(found.items(), 1)}
    for group_id, group in found.groups.items():
        # Ids of items hold no hyphen, so an id with one can never be an item's.
        yield html.heading(2, group.title, f"group-{group_id}")
        yield html.template(
            f"{_TEMPLATES}group.html",
            title=group.title,
            summary=links.inline(group.summary) if group.summary else None,
            items=[_item(item_id, item, numbers[item_id], found, links) for item_id, item in group.items.items()],
            states=STATES,
        )


def _foot(found: Checklist, links: Links) -> Iterator[str]:
    cited = dict.fromkeys(link for _, _, item in found.items() for name in item.law for link in links.citations(name))
    yield html.heading(2, "Keep the record", "checklist-record")
    yield html.template(f"{_TEMPLATES}foot.html", law=sorted(cited, key=lambda link: link.striptags()))


def _item(item_id: str, item: Item, number: int, found: Checklist, links: Links) -> dict[str, Any]:
    """What the template needs of one item."""
    register = links.library.register
    limited = not set(found.nations) <= set(item.nations)
    where = nations_in_words(item.nations)
    law, weakest = links.law_list(item.law), register.evidence(item.law)
    reasons = [f"The council is not in {_or([NATIONS[n] for n in NATIONS if n in item.nations])}."] if limited else []
    if item.not_when:
        reasons.append(_sentence(html.plain(item.not_when, links.say)))
    return {
        "id": item_id,
        "number": number,
        "was": " ".join(item.was),
        "do": links.inline(item.do),
        "only": f"{where} only" if limited else None,
        "nations": " ".join(item.nations) if limited else None,
        "why": links.markdown(item.why),
        "law": law,
        "count": sum(len(row.links) for row in law),
        # What a fold must not hide: law that is weakly known, or not wholly in force.
        "doubts": [s for s in STATES if s in {fact.state for row in law for fact in row.facts.values() if fact} - _FIRM],
        "weakest": weakest if weakest not in (None, Evidence.READ) else None,
        "no_law": links.inline(item.no_law) if item.no_law else None,
        "evidence": links.inline(item.evidence),
        "signs": ", ".join(register.roles[role].title for role in item.signs),
        "not_when": links.inline(item.not_when) if item.not_when else None,
        "reasons": reasons,
    }


def _weakest(found: Checklist, links: Links) -> Evidence | None:
    cited: list[str] = []
    for _, _, item in found.items():
        cited += [*item.law, *(r.name for r in references(item.why) if r.complete and r.kind == "law")]
    return links.library.register.evidence(cited)


def _sentence(clause: str) -> str:
    """A clause as a sentence: nothing is let → Nothing is let."""
    return clause[:1].upper() + clause[1:].rstrip(".") + "."


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _or(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
