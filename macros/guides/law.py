"""G01, G09, G15 as to law, roles, checklists: what a guide cites and whom it names."""


from ..finding import did_you_mean
from ..references import references
from .notes import Notes
from .plan import At, End, Piece, Plan
from .results import Advice
from .surroundings import GRADES, Grade, Surroundings

WEAK: tuple[Grade, ...] = ("our-reading", "not-seen")
"""Grades on which no result may rest without a caution."""


def check_law(plan: Plan, surroundings: Surroundings, notes: Notes) -> None:
    """Note what is cited and does not exist, results without law or a role to ask, and weak law without a caution."""
    root, today = At(plan.document), surroundings.today
    if plan.guide.law_as_at > today:
        notes.error(
            root / "law_as_at", "G09", f"The law cannot have been checked on {plan.guide.law_as_at}: today is {today}.",
            "Write the day on which somebody last checked it.",
        )
    if plan.guide.review_by <= plan.guide.law_as_at:
        notes.error(
            root / "review_by", "G09", "The next review is not after the day on which the law was checked.",
            "Write a later day.",
        )
    for step in plan.steps.values():
        _cited(step.text.law, step.at, surroundings, notes, step.use)
        for holder, items in (("evidence", step.text.evidence),):
            for item_id, item in items.items():
                _cited(item.law, step.at / holder / item_id, surroundings, notes, step.use)
                _roles(item.who, step.at / holder / item_id / "who", surroundings, notes, step.use)
        for piece in step.pieces:
            _advice(piece, piece.text, piece.at, None, surroundings, notes, step.use)
    for end in plan.ends.values():
        use = end.id.rpartition(".")[0]
        _advice(end, end.text, end.at, None, surroundings, notes, use)
        for piece in end.pieces:
            _advice(piece, piece.text, piece.at, end.text, surroundings, notes, use)


def grades_of(advice: Advice, surroundings: Surroundings) -> dict[str, Grade]:
    """The propositions on which a result or part rests, each with its evidence."""
    cited = [*advice.law]
    for items in (advice.do, advice.record, advice.evidence):
        for item in items.values():
            cited += item.law
            cited += _named_in(item.text) + _named_in(item.hint)
    cited += _named_in(advice.text) + _named_in(advice.risk)
    return {name: surroundings.law[name] for name in dict.fromkeys(cited) if name in surroundings.law}


def _named_in(text: str | None) -> list[str]:
    return [reference.name for reference in references(text or "") if reference.kind == "law"]


def weakest(advice: Advice, surroundings: Surroundings) -> Grade | None:
    """The weakest evidence on which a result or part rests; None where it cites no proposition."""
    grades = grades_of(advice, surroundings).values()
    return max(grades, key=GRADES.index, default=None)


def _advice(
    node: End | Piece, text: Advice, at: At, holder: Advice | None, surroundings: Surroundings, notes: Notes, use: str
) -> None:
    what = "part" if isinstance(node, Piece) else "pause" if node.is_pause else "outcome"
    if not text.law and not text.no_law:
        notes.error(
            at, "G09", f'The {what} "{node.id}" has no law.',
            'Add "law", or "no_law" with the reason why it needs none.', use,
        )
    if isinstance(node, End) and not text.ask:
        notes.error(
            at, "G09", f'The {what} "{node.id}" does not say whom to ask.', 'Add "ask" with one or more roles.', use
        )
    if isinstance(node, End) and node.is_pause and not text.do:
        notes.error(at, "G09", f'The pause "{node.id}" does not say what to do first.', 'Add "do".', use)
    _cited(text.law, at, surroundings, notes, use)
    for name in ("do", "record", "evidence"):
        for item_id, item in getattr(text, name).items():
            _cited(item.law, at / name / item_id, surroundings, notes, use)
            _roles(item.who, at / name / item_id / "who", surroundings, notes, use)
    for name in ("ask", "decides", "signs"):
        _roles(getattr(text, name), at / name, surroundings, notes, use)
    for checklist in text.checklists:
        if checklist not in surroundings.checklists:
            notes.error(
                at / "checklists", "G01", f'There is no checklist "{checklist}".',
                did_you_mean(checklist, surroundings.checklists), use,
            )
    weak = [name for name, grade in grades_of(text, surroundings).items() if grade in WEAK]
    if weak and not text.caution and not (holder and holder.caution):
        named = ", ".join(f"{name} ({surroundings.law[name]})" for name in weak)
        notes.error(
            at, "G15", f'The {what} "{node.id}" rests on law that nobody has seen or that is our own reading: {named}.',
            'Add "caution" and say what is not settled.', use,
        )


def _cited(law: tuple[str, ...], at: At, surroundings: Surroundings, notes: Notes, use: str) -> None:
    for cited in law:
        if fault := surroundings.citation_fault(cited):
            notes.error(at / "law", "G01", fault[0], fault[1], use)


def _roles(roles: tuple[str, ...], at: At, surroundings: Surroundings, notes: Notes, use: str) -> None:
    for role in roles:
        if role not in surroundings.roles:
            notes.error(at, "G01", f'There is no role "{role}".', did_you_mean(role, surroundings.roles), use)


