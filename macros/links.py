"""Where references lead, seen from one page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from . import html
from .data import REGISTER_PAGES, Library
from .law.model import Evidence, Proposition
from .law.pages import source_page
from .law.pin import Pin, parse_pin
from .references import Reference, Target, relative_source, relative_url

GLOSSARY = "reference/glossary.md"


@dataclass
class LawRow:
    """One row of a list of law: provisions, each once, and the facts of the register that rest on them."""

    links: dict[Markup, None]
    """Links to the provisions, in order; a dict, so that none stands twice."""
    facts: dict[str, Proposition | None]
    """What is known of them, by the address of its entry; None for the table of legislation."""


@dataclass
class Links:
    """Resolves the references of one page, or of one macro's output on it."""

    library: Library
    page: str
    """Path of the page below docs/."""
    on: datetime.date
    """The day for which figures are shown: the day the page's law was checked."""
    prefix: str = "tip"
    """Start of the ids made here; callers on one page use different ones."""
    source_links: bool = False
    """Whether the site engine still rewrites what is made here, from paths of Markdown files to addresses of pages."""
    _count: int = field(default=0, repr=False)

    def href(self, page: str, anchor: str = "") -> str:
        """Link to another page, seen from this one."""
        return (relative_source if self.source_links else relative_url)(self.page, page, anchor)

    @property
    def root(self) -> str:
        """Start of an address below the site's root, seen from this page: for assets."""
        return "../" * self.page.count("/") if self.source_links else relative_url(self.page, "index.md")

    def target(self, reference: Reference) -> Target:
        """What a sound reference leads to; KeyError where it names nothing (`Library.fault` says so first)."""
        library, name, label = self.library, reference.name, reference.label
        match reference.kind:
            case "law":
                return self._law(name, label)
            case "figure":
                figure = library.register.figures[name]
                value = figure.on(self.on)
                text = figure.shown(value.value) if value else f"(no figure for {self.on})"
                until = value.until if value else None
                return Target(label or text, "reference/figures.md", name, kind="figure", until=until)
            case "term":
                term = library.glossary[name]
                return Target(label or term.term, GLOSSARY, name, kind="term", definition=term.short)
            case "page":
                return Target(label or library.pages[name].title, name)
            case "guide":
                return Target(label or library.guides[name].plan.guide.title, f"guides/{name}.md")
            case "checklist":
                return Target(label or library.checklists[name].title, f"checklists/{name}.md")
            case "case":
                return Target(label or library.cases[name].title, f"cases/{name}.md")
            case "hook":
                return Target(label or library.hooks[name].title, "policy/hooks.md", name)
            case "role":
                return Target(label or _in_sentence(library.register.roles[name].title), kind="role")
            case _:
                raise KeyError(reference.written)

    def _law(self, cited: str, label: str | None) -> Target:
        register = self.library.register
        name = register.merged.get(cited, cited)
        if name in register.propositions:
            text = label or register.citation(register.pins(name)[0])
            grade = register.propositions[name].evidence
            return Target(
                text, f"{REGISTER_PAGES}{register.topic_of[name]}.md", name, kind="law",
                mark=grade.label.lower() if grade in (Evidence.OUR_READING, Evidence.NOT_SEEN) else None,
            )
        pin = parse_pin(cited)
        address = register.address(pin) if register.opens(pin) else None
        return Target(label or register.citation(pin), address=address, kind="law")

    def resolve(self, reference: Reference) -> Markup:
        """The HTML of a reference; the author's own words where it names nothing."""
        try:
            target = self.target(reference)
        except (KeyError, ValueError):
            return escape(reference.written)
        return self.link(target)

    def link(self, target: Target) -> Markup:
        """The HTML of a target."""
        self._count += target.definition is not None
        href = target.address or (self.href(target.page, target.anchor) if target.page else "")
        return html.link(target, href, f"{self.prefix}-{self._count}")

    def say(self, reference: Reference) -> str:
        """A reference in plain words."""
        try:
            return self.target(reference).text
        except (KeyError, ValueError):
            return reference.written

    def markdown(self, text: str) -> Markup:
        """A Markdown field as blocks."""
        return html.markdown(text, self.resolve)

    def inline(self, text: str) -> Markup:
        """A Markdown field as one run of text."""
        return html.inline(text, self.resolve)

    def citations(self, cited: str) -> list[Markup]:
        """Links for one citation: each pin of a proposition, opened at the statute, or the pin itself."""
        return [self.pin(pin) for pin in dict.fromkeys(self.library.register.pins(cited))]

    def law_list(self, cited: Iterable[str]) -> list[LawRow]:
        """Citations as rows in which every provision stands once: facts that share one share a row."""
        rows: list[LawRow] = []
        for name in cited:
            made = LawRow(
                dict.fromkeys(self.citations(name)), {self.register_link(name): self.library.register.proposition(name)}
            )
            shared = [row for row in rows if row.links.keys() & made.links.keys()]
            if not shared:
                rows.append(made)
                continue
            for row in (*shared[1:], made):
                shared[0].links |= row.links
                shared[0].facts |= row.facts
            rows = [row for row in rows if not any(row is other for other in shared[1:])]
        return rows

    def pin(self, pin: Pin, text: str | None = None) -> Markup:
        """A pin as a link to the statute; plain text where nobody has opened more than its front page."""
        register = self.library.register
        words = text or register.citation(pin)
        if not register.opens(pin):
            return Markup('<span class="law">{}</span>').format(words)
        return Markup('<a class="law" href="{}">{}</a>').format(register.address(pin), words)

    def register_link(self, cited: str) -> str:
        """Address of a proposition in the register; of the table of legislation for a bare pin."""
        register = self.library.register
        name = register.merged.get(cited, cited)
        if name in register.propositions:
            return self.href(f"{REGISTER_PAGES}{register.topic_of[name]}.md", name)
        source = parse_pin(cited).source
        return self.href(source_page(register.sources[source]), source)


_NAMES = {"Welsh", "Scottish", "English", "Northern", "Parliament", "Best"}
"""First words that keep their capital letter."""


def _in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: its first letter small, unless the word is a name or an abbreviation."""
    word = title.split(maxsplit=1)[0]
    if word in _NAMES or word[1:] != word[1:].lower():
        return title
    return title[0].lower() + title[1:]
