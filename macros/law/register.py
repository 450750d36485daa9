"""The register read from its files: what exists, what cites what, how well it is known."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..finding import Finding, Severity, nearest
from ..model import parse
from ..source import Document, KeyPath
from .model import (
    Evidence,
    Figure,
    FiguresFile,
    Proposition,
    PropositionsFile,
    Role,
    RolesFile,
    Source,
    SourcesFile,
    weakest,
)
from .pin import Pin, parse_pin

_ID = re.compile(r"((?:pv|ps|ci|cs)\.[a-z0-9-]+)(?= |$)")


def _only_if(near: str, title: str) -> str:
    """An id beside the one that was written may be quite another law: so its title says what it is."""
    return f'{near} is "{title}": only if you mean that.'


@dataclass(frozen=True)
class Register:
    """All law that the site may cite."""

    sources: dict[str, Source] = field(default_factory=dict)
    propositions: dict[str, Proposition] = field(default_factory=dict)
    topics: dict[str, PropositionsFile] = field(default_factory=dict)
    """Each file of propositions, by the file's name without `.yml`: one page of the register."""
    topic_of: dict[str, str] = field(default_factory=dict)
    """Proposition id → topic."""
    merged: dict[str, str] = field(default_factory=dict)
    """Id that was merged → the id that was kept."""
    figures: dict[str, Figure] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def proposition(self, name: str) -> Proposition | None:
        """A proposition by its id, or by one that was merged into it."""
        return self.propositions.get(self.merged.get(name, name))

    def fault(self, cited: str) -> tuple[str, str] | None:
        """What is wrong with a citation (a proposition id or a pin), and what to do; None where it holds."""
        parts = [part for part in map(str.strip, _ID.split(cited)) if part]
        if len(parts) > 1 and all(_ID.fullmatch(part) or part.split(" ")[0] in self.sources for part in parts):
            return (
                f"A comma is missing between {' and '.join(parts)}.",
                f"In a list, write [{', '.join(parts)}]; in a text, give each its own brackets.",
            )
        if "." in cited.split(" ", maxsplit=1)[0]:
            if self.proposition(cited):
                return None
            near = nearest(cited, [*self.propositions, *self.merged])
            fact = self.proposition(near) if near else None
            return (
                f'There is no proposition "{cited}" in the law register.',
                _only_if(near, fact.title) if near and fact else "Look in docs/data/law/propositions.",
            )
        try:
            pin = parse_pin(cited)
        except ValueError as error:
            message, _, advice = str(error).partition("\n")
            return message, advice
        if pin.source in self.sources:
            return None
        near = nearest(pin.source, self.sources)
        return (
            f'There is no source "{pin.source}" in the law register.',
            _only_if(near, self.sources[near].title) if near else "Look in docs/data/law/sources.",
        )

    def citation(self, pin: Pin) -> str:
        """`Localism Act 2011 s4(2)`."""
        return " ".join(filter(None, (self.sources[pin.source].name, pin.place)))

    def address(self, pin: Pin) -> str:
        """Where the pin opens."""
        return self.sources[pin.source].address_of(pin)

    def opens(self, pin: Pin) -> bool:
        """Whether the pin's address leads to the place itself: not where nobody opened more than a front page's address."""
        source = self.sources[pin.source]
        return source.address == "checked" or self.address(pin) != source.url

    def pins(self, cited: str) -> tuple[Pin, ...]:
        """The pins of a proposition, or the pin itself."""
        proposition = self.proposition(cited)
        return tuple(p.pin for p in proposition.pins) if proposition else (parse_pin(cited),)

    def evidence(self, cited: Iterable[str]) -> Evidence | None:
        """The weakest grade among cited propositions; a bare pin carries no grade. None where nothing is graded."""
        grades = [p.evidence for p in map(self.proposition, cited) if p is not None]
        return weakest(grades) if grades else None


def read_register(documents: Iterable[Document], findings: list[Finding]) -> Register:
    """Build the register from its documents; a document is known by its top-level key.

    Every fault of every file is added to `findings`: ids given twice, pins that name no source, figures whose values
    overlap, references to what does not exist.
    """
    register = Register()
    origin: dict[str, tuple[Document, KeyPath]] = {}
    for document in documents:
        _read_one(document, register, origin, findings)
    for name, proposition in register.propositions.items():
        for old in proposition.also:
            register.merged[old] = name
    findings += _cross_check(register, origin)
    return register


def citation_faults(document: Document, path: KeyPath, cited: Iterable[str], register: Register) -> Iterator[Finding]:
    """A finding for each citation of the list at `path` that names nothing."""
    for i, name in enumerate(cited):
        if fault := register.fault(name):
            yield document.finding((*path, i), "L02", *fault)


def _kind(document: Document) -> str | None:
    """What a document holds: its top-level key says it; where that is misspelt, its path, so that the key is reported."""
    kinds = ("sources", "propositions", "figures", "roles")
    known = [kind for kind in kinds if kind in document.data] or [kind for kind in kinds if f"/{kind}" in document.file]
    return known[0] if known else None


def _read_one(
    document: Document, register: Register, origin: dict[str, tuple[Document, KeyPath]], findings: list[Finding]
) -> None:
    def add(kind: str, items: dict[str, object], store: dict[str, object]) -> None:
        for name, item in items.items():
            if name in store:
                first, path = origin[f"{kind} {name}"]
                findings.append(
                    document.finding(
                        (kind, name), "L01", f'"{name}" is given twice; the first stands in {first.place(*path)}.',
                        "Give one of them another id, or merge them and name the other id under also.",
                    )
                )
                continue
            store[name] = item
            origin[f"{kind} {name}"] = (document, (kind, name))

    match _kind(document):
        case "sources":
            if sources := parse(document, SourcesFile, findings):
                add("sources", dict(sources.sources), register.sources)  # type: ignore[arg-type]  # one helper for all
        case "propositions":
            if topic := parse(document, PropositionsFile, findings):
                name = document.file.rsplit("/", 1)[-1].removesuffix(".yml")
                register.topics[name] = topic
                add("propositions", dict(topic.propositions), register.propositions)  # type: ignore[arg-type]  # as above
                register.topic_of.update(dict.fromkeys(topic.propositions, name))
        case "figures":
            if figures := parse(document, FiguresFile, findings):
                add("figures", dict(figures.figures), register.figures)  # type: ignore[arg-type]  # as above
        case "roles":
            if roles := parse(document, RolesFile, findings):
                add("roles", dict(roles.roles), register.roles)  # type: ignore[arg-type]  # as above


def _cross_check(register: Register, origin: dict[str, tuple[Document, KeyPath]]) -> Iterator[Finding]:
    for name, proposition in register.propositions.items():
        document, path = origin[f"propositions {name}"]
        for i, pinned in enumerate(proposition.pins):
            if fault := register.fault(str(pinned.pin)):
                yield document.finding((*path, "pins", i), "L02", *fault)
        for i, old in enumerate(proposition.also):
            if old in register.propositions:
                yield document.finding(
                    (*path, "also", i), "L03", f'"{old}" is said to be merged into "{name}", but it still stands.',
                    "Delete the other, or take it out of also.",
                )
    addresses: dict[str, str] = {}
    for name, source in register.sources.items():
        document, path = origin[f"sources {name}"]
        key = source.url.rstrip("/")
        if key in addresses and source.kind in ("act", "instrument"):
            yield document.finding(
                (*path, "url"), "L04", f'"{name}" has the same address as "{addresses[key]}".',
                "Keep one of the two sources, and cite it in both places.", Severity.WARNING,
            )
        addresses.setdefault(key, name)
    for name, figure in register.figures.items():
        document, path = origin[f"figures {name}"]
        yield from _figure_faults(register, name, figure, document, path)
    for name, role in register.roles.items():
        document, path = origin[f"roles {name}"]
        yield from citation_faults(document, (*path, "law"), role.law, register)


def _figure_faults(
    register: Register, name: str, figure: Figure, document: Document, path: KeyPath
) -> Iterator[Finding]:
    yield from citation_faults(document, (*path, "law"), figure.law, register)
    for i, value in enumerate(figure.values):
        if fault := register.fault(str(value.source)):
            yield document.finding((*path, "values", i, "source"), "L02", *fault)
        for j, other in enumerate(figure.values[:i]):
            start, end = max(value.from_, other.from_), min(
                value.until or datetime.date.max, other.until or datetime.date.max
            )
            if start <= end:
                yield document.finding(
                    (*path, "values", i), "L05", f'Values {j + 1} and {i + 1} of "{name}" both hold on {start}.',
                    "Give the earlier one a last day (until).",
                )
