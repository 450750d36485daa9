"""The check of all guides: read, laid out, proved. `check_guides` is what the library calls."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from oxidd.util import DDMemoryError

from ..conditions.model import atoms, questions_of
from ..finding import Finding, Severity
from ..model import parse
from ..source import Document
from .cases import check_cases, check_hand_over
from .expand import expand
from .law import check_law
from .logic import Logic, compile_guide
from .model import Guide, SharedAnswers, SharedBlock
from .notes import Notes
from .plan import At, Plan
from .proof.clusters import TooIntricate
from .proof.counts import Counts, counts_of
from .proof.flow import Flow, spares_of
from .proof.idle import check_idle, check_sizes
from .proof.narrowing import Narrowing, narrowing_of
from .proof.never import check_never
from .proof.order import check_order
from .proof.space import Space, conditions_of
from .proof.truth import judge
from .surroundings import Surroundings
from .wording import check_wording, shown_texts

NODE_LIMIT = 2_000_000
_FIRST_TRY = 200_000
"""Most guides fit into far fewer nodes, and a small table is quicker to set up."""
_LARGE = 80
"""Questions from which on a guide gets the large table at once."""


@dataclass
class Checked:
    """One guide after its check."""

    plan: Plan
    findings: list[Finding] = field(default_factory=list)
    logic: Logic | None = None
    """None where the guide has errors."""
    flow: Flow | None = None
    """The proof's diagrams; None where the guide has errors that keep them from being made."""
    counts: Counts | None = None
    """None where the guide has errors."""
    narrowing: Narrowing | None = None
    """None where the guide has errors, or names nothing to be narrowed by."""

    @property
    def sound(self) -> bool:
        """Whether it may be published."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass
class CheckedGuides:
    """All guides after their check."""

    guides: dict[str, Checked] = field(default_factory=dict)
    """By id; those that could not be laid out are not here."""
    findings: list[Finding] = field(default_factory=list)
    """Of all files."""


def read_shared_answers(document: Document, findings: list[Finding]) -> SharedAnswers | None:
    """Read `shared-answers.yml`; faults are added to `findings`."""
    return parse(document, SharedAnswers, findings)


def read_block(document: Document, findings: list[Finding]) -> SharedBlock | None:
    """Read a file of `guides/blocks/`; faults are added to `findings`."""
    return parse(document, SharedBlock, findings)


def check_guides(documents: Mapping[str, Document], surroundings: Surroundings) -> CheckedGuides:
    """Check all guides, given by id; every finding of every file comes back."""
    result = CheckedGuides()
    for guide_id, document in documents.items():
        faults: list[Finding] = []
        guide = parse(document, Guide, faults)
        if guide:
            plan = expand(guide_id, guide, At(document), surroundings, faults)
            result.guides[guide_id] = Checked(plan, faults)
        else:
            result.findings += faults
    plans = {guide_id: checked.plan for guide_id, checked in result.guides.items()}
    for checked in result.guides.values():
        # A guide that could not be read is known by name all the same.
        _check(checked, plans, set(documents), surroundings)
        result.findings += checked.findings
    result.findings = sorted(set(result.findings))
    return result


def _check(
    checked: Checked, plans: Mapping[str, Plan], known: set[str], surroundings: Surroundings
) -> None:
    plan, notes, faulty = checked.plan, Notes(), not checked.sound
    check_law(plan, surroundings, notes)
    check_wording(plan, surroundings, notes)
    check_sizes(plan, notes)
    check_hand_over(plan, plans, known, notes)
    _check_unused(plan, notes)
    _check_was(plan, notes)
    led_back = check_order(plan, notes)
    if plan.provable:
        _prove(checked, notes, led_back)
    proved = not faulty and checked.flow is not None and not notes.has_errors
    if proved:
        checked.logic = compile_guide(plan)
        check_cases(plan, checked.logic, notes)
    root = At(plan.document)
    checked.findings += notes.settled(plan.guide.accept, root / "accept", proved=proved and not notes.has_errors)
    if not checked.sound:
        checked.logic, checked.counts, checked.narrowing = None, None, None


def _prove(checked: Checked, notes: Notes, led_back: set[str]) -> None:
    """Make the diagrams, and judge by them; once more with all the memory allowed if a little is not enough."""
    plan = checked.plan
    at_work = ""
    for capacity in (_FIRST_TRY, NODE_LIMIT)[len(plan.steps) > _LARGE:]:
        trial = Notes()
        flow: Flow | None = None
        try:
            flow = Flow(plan, Space(plan, spares_of(plan), capacity, capacity // 2))
            flow.run()
            verdicts = judge(flow, trial)
            check_never(flow, verdicts, trial, led_back)
            if checked.sound and not trial.has_errors and not notes.has_errors:
                check_idle(flow, trial, [text for _, text in shown_texts(plan.document.data)])
                checked.narrowing = narrowing_of(flow)
                checked.counts = counts_of(flow, may_give_up=capacity == NODE_LIMIT)
        except TooIntricate as intricate:
            names = ", ".join(intricate.questions)
            notes.error(
                plan.steps[intricate.questions[0]].at, "G14", f"This is too intricate to prove: {intricate.why}. "
                f"The questions: {names}.", "Compare fewer answers with each other, or with fewer constants.",
            )
            return
        except DDMemoryError:
            at_work = flow.at_work if flow else ""
            continue
        notes.noted += trial.noted
        checked.flow = flow
        return
    notes.error(
        _place(plan, at_work), "G14",
        f"This guide is too intricate to prove: its diagrams need over {NODE_LIMIT:,} nodes. "
        f"What makes it so stands at or before this place, and reads: {', '.join(_read_at(plan, at_work))}.",
        "Read fewer answers together there, ask the questions that belong together side by side, or split the guide.",
    )


def _place(plan: Plan, name: str) -> At:
    """Where a question, an outcome or a pause stands."""
    if name in plan.steps:
        return plan.steps[name].at
    return plan.ends[name].at if name in plan.ends else At(plan.document)


def _read_at(plan: Plan, name: str) -> list[str]:
    """The questions that the conditions at a place read most, at most eight; of the whole guide where it reads none."""
    read: Counter[str] = Counter()
    step, end = plan.steps.get(name), plan.ends.get(name)
    here = [piece.when for node in (step, end) if node for piece in node.pieces]
    if step:
        here += [step.ask_when, *(choice.when for choice in step.choices)]
        here += [branch.when for go in (step.go, *(choice.go for choice in step.choices)) for branch in go or ()]
    for condition in [each for each in here if each] or conditions_of(plan):
        read.update(question for atom in atoms(condition, plan.facts) for question in questions_of(atom))
    return [question for question, _ in read.most_common(8)]


def _check_unused(plan: Plan, notes: Notes) -> None:
    """Blocks and sets that nothing uses."""
    data = plan.document.data
    used = {str(value) for key, value in _pairs(data) if key in ("use", "in")}
    for name in plan.guide.blocks:
        if name not in used:
            notes.error(
                At(plan.document, ("blocks", name)), "G03",
                f'The questions of the block "{name}" can never be asked: nothing uses it.', "Use it, or take it out.",
            )
    for name in plan.guide.sets:
        if name not in used:
            notes.warning(
                At(plan.document, ("sets", name)), "G13", "No condition uses this set.", "Use it, or take it out.", name
            )


def _check_was(plan: Plan, notes: Notes) -> None:
    """Former ids, which must lead to one present question or option."""
    owners: dict[str, str] = {}
    for step in plan.steps.values():
        for old in step.was:
            taken = old if old in plan.steps else owners.get(old)
            if taken:
                notes.error(
                    step.at / "was", "G01", f'"{old}" cannot be a former id of "{step.id}": it leads to "{taken}".',
                    "An older link could mean either. Keep one.", step.use,
                )
            owners.setdefault(old, step.id)
        options: dict[str, str] = {choice.id: choice.id for choice in step.choices}
        for choice in step.choices:
            for old in choice.text.was:
                if old in options:
                    notes.error(
                        choice.at / "was", "G01",
                        f'"{old}" cannot be a former id of "{choice.id}": it leads to "{options[old]}".',
                        "An older link could mean either. Keep one.", step.use,
                    )
                options.setdefault(old, choice.id)


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key of plain data with its value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key, item
            yield from _pairs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _pairs(item)
