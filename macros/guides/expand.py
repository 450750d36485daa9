"""From a guide's file to its plan: blocks are expanded, then names are looked up and conditions read."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field

from ..conditions.model import Condition, Unknown, fact_names
from ..conditions.parse import parse
from ..conditions.quantities import Kind, Unlike, whole
from ..finding import Finding, did_you_mean
from .answers import kind_of, merged
from .blocks import Entry, Scope, lay_out
from .model import Guide
from .plan import AGAIN, At, Branch, Choice, End, Go, Piece, Plan, Step
from .questions import Rule
from .results import WHICHEVER, Part, Result
from .surroundings import Surroundings

MOST_CHOICES = 600
"""Combinations of answers that a guide may be narrowed by."""


def expand(guide_id: str, guide: Guide, at: At, surroundings: Surroundings, findings: list[Finding]) -> Plan:
    """Lay a guide out; faults are added to `findings`."""
    layout = lay_out(guide, at, surroundings, findings)
    kinds: dict[str, Kind | None] = {}
    for entry in layout.entries:
        before = len(findings)
        entry.question = merged(entry.question, entry.at, surroundings, findings)
        kinds[entry.id] = kind_of(entry.question, entry.at, findings) if len(findings) == before else None
    reader = _Reader(guide, at, surroundings, findings, kinds, layout.root)
    steps = {entry.id: reader.step(i, entry) for i, entry in enumerate(layout.entries)}
    ends = {end_id: reader.end(end_id, scope, result, end_at) for end_id, scope, result, end_at in layout.ends}
    for then, scope, then_at in layout.thens:
        reader.target(then, scope, then_at)
    facts, narrow = reader.facts(), reader.narrow()
    provable = bool(steps) and layout.whole and None not in kinds.values()
    return Plan(guide_id, guide, at.document, steps, ends, facts, frozenset(reader.figures), narrow, provable)


@dataclass
class _Reader:
    guide: Guide
    at: At
    surroundings: Surroundings
    findings: list[Finding]
    kinds: dict[str, Kind | None]
    root: Scope
    figures: set[str] = field(default_factory=set)

    def condition(self, raw: dict[str, object] | None, scope: Scope, at: At) -> Condition | None:
        if raw is None:
            return None
        return parse(raw, at.document, at.path, _Names(self, scope), self.findings)

    def facts(self) -> dict[str, Condition]:
        facts: dict[str, Condition] = {}
        for name, raw in self.guide.facts.items():
            condition = self.condition(raw, self.root, self.at / "facts" / name)
            assert condition
            facts[name] = condition
        for name in list(facts):
            if circle := _circle(name, facts):
                self.findings.append((self.at / "facts" / name).finding(
                    "G08", f"Facts lean on each other in a circle: {' → '.join(circle)}.", "Write one of them out.",
                ))
                for member in circle:
                    facts[member] = Unknown()
        return facts

    def narrow(self) -> tuple[str, ...]:
        """The questions by which the guide is narrowed."""
        found: list[str] = []
        for i, name in enumerate(self.guide.narrow):
            question, at = self.root.question(name), self.at / "narrow" / i
            kind = self.kinds[question] if question else None
            if question is None:
                self._fault(at, f'There is no question named "{name}".', did_you_mean(name, self.root.questions()))
            elif question in found:
                self._fault(at, f'"{name}" stands here twice.', "Take one out.")
            elif kind and kind.type != "one":
                self._fault(
                    at, f'A guide cannot be narrowed by "{name}": its answer is of the kind "{kind.type}".',
                    "Name a question that is answered with one of its options.",
                )
            elif kind:
                found.append(question)
        choices = math.prod(len(kind.options) for name in found if (kind := self.kinds[name]))
        if choices > MOST_CHOICES:
            self.findings.append((self.at / "narrow").finding(
                "G14", f"These questions have {choices:,} combinations of answers: {', '.join(found)}.",
                f"At most {MOST_CHOICES} keep the page small. Name fewer questions, or such with fewer options.",
            ))
        return tuple(found)

    def step(self, index: int, entry: Entry) -> Step:
        question, at, scope = entry.question, entry.at, entry.scope
        kind = self.kinds[entry.id] or Kind("one", tuple(question.options))
        choices = tuple(
            Choice(
                option_id, option.label or option_id, option,
                self.go(option.go, scope, at / "options" / option_id / "go"),
                self.condition(option.when, scope, at / "options" / option_id / "when"), at / "options" / option_id,
            )
            for option_id, option in question.options.items()
        )
        ask_when = self.condition(question.ask_when, scope, at / "ask_when")
        go = self.go(question.go, scope, at / "go")
        pieces = self.pieces(entry.id, question.parts, scope, at)
        return Step(
            entry.id, index, question, kind, choices, ask_when, go, entry.next, pieces, entry.section, at, entry.use,
            entry.was,
        )

    def end(self, end_id: str, scope: Scope, result: Result, at: At) -> End:
        resume: dict[str, str | None] | None = None
        if result.resume is not None:
            resume = {}
            if result.status != "pause":
                self._fault(at / "resume", f'Only a pause has a "resume"; this is {result.status}.', "Take it out.")
            for led_by, name in result.resume.items():
                key_at = at / "resume" / led_by if led_by != WHICHEVER else at / "resume"
                question = scope.question(led_by) if led_by != WHICHEVER else WHICHEVER
                if question is None:
                    near = did_you_mean(led_by, scope.questions())
                    self._fault(key_at, f'There is no question named "{led_by}".', near)
                    continue
                resume[question] = AGAIN if name == AGAIN else self._resume_target(name, scope, key_at)
        return End(end_id, result, self.pieces(end_id, result.parts, scope, at), resume, at)

    def _resume_target(self, name: str, scope: Scope, at: At) -> str | None:
        target = self.target(name, scope, at)
        if target and target in self.root.pauses:
            self._fault(at, f'A pause cannot go on to another pause ("{name}").', "Name a question or an outcome.")
            return None
        return target

    def go(self, rules: tuple[Rule, ...] | None, scope: Scope, at: At) -> Go | None:
        if rules is None:
            return None
        return tuple(
            Branch(
                self.condition(rule.when, scope, at / i / "when"), self.target(rule.go, scope, at / i / "go"), at / i
            )
            for i, rule in enumerate(rules)
        )

    def target(self, name: str, scope: Scope, at: At) -> str | None:
        found = scope.target(name)
        if found is None:
            advice = did_you_mean(name, scope.targets())
            if name == "end":
                advice = '"end" leads out of a block; here, name a question or an outcome.'
            elif name == AGAIN:
                advice = '"again" stands only in the "resume" of a pause.'
            self._fault(at, f'There is no question, outcome or pause named "{name}".', advice)
        return found or None

    def pieces(self, holder: str, parts: dict[str, Part], scope: Scope, at: At) -> tuple[Piece, ...]:
        return tuple(
            Piece(
                f"{holder}.{part_id}", part, self.condition(part.when, scope, at / "parts" / part_id / "when"),
                at / "parts" / part_id,
            )
            for part_id, part in parts.items()
        )

    def _fault(self, at: At, message: str, advice: str = "") -> None:
        self.findings.append(at.finding("G01", message, advice))


@dataclass
class _Names:
    """The names that a condition can use at its place; see conditions.parse.Names."""

    reader: _Reader
    scope: Scope

    def question(self, name: str) -> tuple[str, Kind | None] | None:
        found = self.scope.question(name)
        return (found, self.reader.kinds[found]) if found else None

    def questions(self) -> Collection[str]:
        return self.scope.questions()

    def facts(self) -> Collection[str]:
        return self.reader.guide.facts

    def sets(self) -> dict[str, tuple[str, ...]]:
        return self.reader.guide.sets

    def figure(self, name: str, kind: Kind) -> int:
        figures, day = self.reader.surroundings.figures, self.reader.guide.law_as_at
        if name not in figures:
            raise LookupError(f'There is no figure named "{name}".\n{did_you_mean(name, figures)}')
        figure = figures[name](day)
        if figure is None:
            raise LookupError(
                f'The figure "{name}" has no value on {day}, the day of "law_as_at".\nGive it one, or change the day.'
            )
        self.reader.figures.add(name)
        if figure.unit not in (kind.type, kind.unit or kind.type):
            raise Unlike(f'The figure "{name}" is in {figure.unit}.')
        value = figure.value
        return whole(value, kind)


def _circle(name: str, facts: dict[str, Condition]) -> list[str] | None:
    """A way from a fact back to itself."""
    stack = [[name]]
    seen: set[str] = set()
    while stack:
        way = stack.pop()
        for after in sorted(fact_names(facts[way[-1]])):
            if after == name:
                return [*way, name]
            if after in facts and after not in seen:
                seen.add(after)
                stack.append([*way, after])
    return None

