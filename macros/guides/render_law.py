"""The law of one guide: one numbered list at the end of its page, and mentions of it everywhere else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from ..law.model import NATIONS, STATES, Evidence, Proposition
from ..law.register import Register
from ..links import Links
from ..model import Model
from ..references import references
from .plan import Plan

_WEAK = {
    Evidence.SECONDARY: "secondary source", Evidence.ARTICLE: "article only", Evidence.OUR_READING: "our reading",
    Evidence.NOT_SEEN: "source not seen",
}
"""Grades below the best, short enough to stand beside each mention."""


@dataclass(frozen=True)
class Entry:
    """One citation in the list."""

    name: str
    """A proposition's id, or a pin."""
    number: int
    """Its place in the list, from 1."""
    links: list[Markup]
    """Its pins, each opened at the statute."""
    href: str
    """Its place in the register."""
    proposition: Proposition | None
    nations: str
    """First letters of the nations where it holds, for example `ew`; empty where it holds in all."""

    @property
    def state(self) -> str | None:
        """The state in words, where it is not plainly in force."""
        quiet = self.proposition is None or self.proposition.state in ("in-force", "not-law")
        return None if self.proposition is None or quiet else STATES[self.proposition.state]

    @property
    def notes(self) -> str:
        """What a reader must know at once: a grade below the best, a state that is not plainly in force."""
        grade = _WEAK.get(self.proposition.evidence, "") if self.proposition else ""
        return ", ".join(filter(None, (grade, (self.state or "").lower())))


@dataclass(frozen=True)
class Mention:
    """A citation where it is used: `Localism Act 2011 s4(2)`, or `s4(4) and 2 more` behind another of that source."""

    number: int
    source: str
    """The source's name; empty where the mention before has named it."""
    place: str
    notes: str
    mark: str
    """What stands before it: nothing, a comma, a semicolon."""


def cited_in(value: object) -> Iterator[str]:
    """Citations in a text, a model, or anything that holds some: those under `law` and those in texts, in order."""
    match value:
        case str():
            yield from (reference.name for reference in references(value) if reference.kind == "law")
        case Model():
            for name in type(value).model_fields:
                inner = getattr(value, name)
                yield from inner if name == "law" else cited_in(inner)
        case dict():
            yield from (name for inner in value.values() for name in cited_in(inner))
        case tuple() | list():
            yield from (name for inner in value for name in cited_in(inner))


def cited_by(plan: Plan) -> Iterator[str]:
    """All that a guide's page cites, in file order."""
    yield from cited_in(plan.guide.summary)
    yield from cited_in(plan.guide.sections)
    for text in (*(step.text for step in plan.steps.values()), *(end.text for end in plan.ends.values())):
        yield from cited_in(text)


@dataclass
class Law:
    """Everything that one guide cites, in one list."""

    links: Links
    plan: Plan
    entries: dict[str, Entry] = field(default_factory=dict)
    """By citation, sorted by source and place; one entry for ids that were merged."""

    def __post_init__(self) -> None:
        register = self.links.library.register
        names = dict.fromkeys(register.merged.get(name, name) for name in cited_by(self.plan))
        for number, name in enumerate(sorted(names, key=lambda name: _order(register, name)), 1):
            proposition = register.proposition(name)
            nations = (proposition or register.sources[register.pins(name)[0].source]).nations
            self.entries[name] = Entry(
                name, number, self.links.citations(name), self.links.register_link(name), proposition,
                "" if set(nations) == set(NATIONS) else "".join(nation[0] for nation in NATIONS if nation in nations),
            )

    def entry(self, cited: str) -> Entry:
        """The entry of a citation; KeyError where the guide does not cite it."""
        return self.entries[self.links.library.register.merged.get(cited, cited)]

    def mentions(self, cited: Iterable[str]) -> list[Mention]:
        """Citations in the author's order, each by its first pin; neighbours in one source name it once."""
        register = self.links.library.register
        mentions: list[Mention] = []
        before = ""
        for name in dict.fromkeys(cited):
            entry, first = self.entry(name), register.pins(name)[0]
            title, more = register.sources[first.source].name, len(register.pins(name)) - 1
            named = first.source == before and first.place
            place = first.place or title
            mentions.append(Mention(
                entry.number, "" if named or not first.place else title, f"{place} and {more} more" if more else place,
                entry.notes, "" if not mentions else ", " if named else "; ",
            ))
            before = first.source
        return mentions


def _order(register: Register, name: str) -> tuple[str, ...]:
    pins = register.pins(name)
    return (register.sources[pins[0].source].name.casefold(), *(_padded(pin.place) for pin in pins))


def _padded(place: str) -> str:
    """A place so that s9 comes before s10."""
    return "".join(part.rjust(5, "0") if part.isdigit() else part for part in re.split(r"([0-9]+)", place))
