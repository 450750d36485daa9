"""What all the data is, once it is read: the library, without the reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .cases.model import CaseStudy
from .checklists.model import Checklist
from .finding import Finding, Severity, did_you_mean
from .forms.model import Form
from .glossary.model import Term
from .guides.check import Checked
from .hooks.model import Hook
from .law.history import LawChange, Merge, Upgrade
from .law.register import Register
from .pages import Page
from .questions.model import Question
from .references import KINDS, Reference

REGISTER_PAGES = "reference/register/"
"""Folder of the register's pages, one a topic."""


@dataclass(frozen=True)
class Use:
    """A place on the site that cites law."""

    page: str
    """Path below docs/."""
    anchor: str
    title: str


@dataclass(frozen=True)
class Uses:
    """Where the site uses what the register holds."""

    law: dict[str, tuple[Use, ...]] = field(default_factory=dict)
    """By citation: a proposition's id, or a pin as written."""
    figures: dict[str, tuple[Use, ...]] = field(default_factory=dict)
    """By the figure's id."""


@dataclass(frozen=True)
class Library:
    """Everything that was read, and everything that is wrong with it."""

    register: Register = field(default_factory=Register)
    upgrades: tuple[Upgrade, ...] = ()
    merges: tuple[Merge, ...] = ()
    changes: tuple[LawChange, ...] = ()
    glossary: dict[str, Term] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    guides: dict[str, Checked] = field(default_factory=dict)
    """Decision guides after their check, by id, without the proof's diagrams."""
    cases: dict[str, CaseStudy] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    """The plain questions of the home page."""
    pages: dict[str, Page] = field(default_factory=dict)
    """Markdown pages by path below docs/."""
    uses: Uses = field(default_factory=Uses)
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the site may be built."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def fault(self, reference: Reference) -> tuple[str, str] | None:
        """What is wrong with a text reference, and what to do; None where it holds."""
        if not reference.complete:
            return (
                f'The reference "{reference.written}" is not closed.',
                f"Write two brackets on each side: {reference.written.strip()}]].",
            )
        if reference.kind not in KINDS:
            return f'"{reference.kind}" is not a kind of reference.', did_you_mean(reference.kind, KINDS) or (
                f"It can be: {', '.join(KINDS)}."
            )
        if reference.kind == "law":
            return self.register.fault(reference.name)
        if reference.kind == "answer":
            return None  # only guides have answers; the guide's own check knows its questions
        names = list(self.named(reference.kind))
        if reference.name in names:
            return None
        return f'There is no {reference.kind} "{reference.name}".', did_you_mean(reference.name, names)

    def named(self, kind: str) -> Iterable[str]:
        """What a reference of this kind may name."""
        known: dict[str, Iterable[str]] = {
            "figure": self.register.figures, "term": self.glossary, "page": self.pages, "role": self.register.roles,
            "checklist": self.checklists, "guide": self.guides, "case": self.cases, "hook": self.hooks,
        }
        return known.get(kind, ())
