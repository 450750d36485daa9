"""G10: an author's tests, and what no test reaches. Also the answers that a result sets in another guide (G01)."""

from collections.abc import Collection, Mapping

from ..finding import did_you_mean
from .hand_over import asked_there
from .logic import Logic, as_text, compile_guide
from .model import Case
from .notes import Notes
from .plan import At, Plan
from .replay import Route, read_answer, replay
from .results import Advice


def check_cases(plan: Plan, logic: Logic, notes: Notes) -> None:
    """Run an author's tests, and warn of outcomes, pauses and parts that none reaches."""
    reached: set[str] = set()
    failed = False
    for i, case in enumerate(plan.guide.tests):
        at = At(plan.document, ("tests", i))
        before = len(notes.noted)
        if _names(plan, case, at, notes):
            route = run_case(logic, case)
            _judge(case, route, at, notes)
            reached.update(route.parts, [met.pause for met in route.pauses], [route.at])
        failed = failed or len(notes.noted) > before
    wanted = [*plan.ends, *(piece.id for piece in plan.pieces())]
    missing = [name for name in wanted if name not in reached]
    if missing and not failed:
        tests = At(plan.document, ("tests",))
        notes.warning(
            tests, "G10", f"No test reaches: {', '.join(missing)}.", "Add tests whose answers lead there."
        )


def run_case(logic: Logic, case: Case) -> Route:
    """The route of a test's answers, past every pause but the one at which it is to end."""
    given = {key: as_text(value) for key, value in case.answers.items()}
    while True:
        route = replay(logic, given)
        stands = route.pauses[-1] if route.state == "pause" else None
        if not stands or not route.can_go_on or stands.pause == case.outcome or f"{stands.led_by}.then" in given:
            return route
        given[f"{stands.led_by}.then"] = "open"


def _names(plan: Plan, case: Case, at: At, notes: Notes) -> bool:
    """Whether everything that a test names exists."""
    before = len(notes.noted)
    questions = {*plan.steps, *(f"{name}.then" for name in plan.steps)}
    for key in case.answers:
        if key not in questions:
            notes.error(
                at / "answers" / key, "G01", f'There is no question named "{key}".', did_you_mean(key, plan.steps)
            )
    if case.outcome not in plan.ends:
        notes.error(
            at / "outcome", "G01", f'There is no outcome or pause named "{case.outcome}".',
            did_you_mean(case.outcome, plan.ends),
        )
    parts = {piece.id for piece in plan.pieces()}
    for key in ("parts", "not_parts"):
        for i, name in enumerate(getattr(case, key)):
            if _part(case, name) not in parts:
                own = [part.removeprefix(f"{case.outcome}.") for part in parts]
                notes.error(at / key / i, "G01", f'There is no part named "{name}" there.', did_you_mean(name, own))
    notes_known = {
        f"{step.id}.{choice.id}" for step in plan.steps.values() for choice in step.choices if choice.text.note
    }
    for key, known in (("asked", plan.steps), ("pauses", plan.ends), ("notes", notes_known)):
        for i, name in enumerate(getattr(case, key) or ()):
            if name not in known:
                notes.error(at / key / i, "G01", f'There is nothing named "{name}" here.', did_you_mean(name, known))
    return len(notes.noted) == before


def _part(case: Case, name: str) -> str:
    return name if "." in name else f"{case.outcome}.{name}"


def _judge(case: Case, route: Route, at: At, notes: Notes) -> None:
    faults = list(_faults(case, route))
    if faults:
        notes.error(
            at, "G10", "\n- ".join([f'The test "{case.name}" fails:', *faults]), "Mend the guide, or the test."
        )


def _faults(case: Case, route: Route) -> list[str]:
    if route.notice:
        offered = f" On offer: {', '.join(route.offered)}." if route.offered else ""
        given, key = route.notice.given, route.notice.key
        return [f'the answer "{given}" to "{key}" is not taken ({route.notice.trouble}).{offered}']
    if route.state == "question":
        return [f'the guide also asks "{route.at}", to which it gives no answer.']
    faults: list[str] = []
    if route.at != case.outcome:
        faults.append(f'it leads to "{route.at}", not to "{case.outcome}".')
    extra = [key for key in case.answers if not key.endswith(".then") and key not in route.asked]
    if extra:
        faults.append(f"it answers what is not asked: {', '.join(extra)}.")
    if case.asked is not None and list(case.asked) != route.asked:
        faults.append(f"the questions asked are {', '.join(route.asked) or 'none'}.")
    if case.pauses is not None and list(case.pauses) != [met.pause for met in route.pauses]:
        faults.append(f"the pauses met are {', '.join(met.pause for met in route.pauses) or 'none'}.")
    if hidden := [name for name in case.parts if _part(case, name) not in route.parts]:
        faults.append(f"these parts are not shown: {', '.join(hidden)}.")
    if shown := [name for name in case.not_parts if _part(case, name) in route.parts]:
        faults.append(f"these parts are shown: {', '.join(shown)}.")
    if silent := [name for name in case.notes if name not in route.notes]:
        faults.append(f"these notes are not shown: {', '.join(silent)}.")
    return faults


def check_hand_over(plan: Plan, plans: Mapping[str, Plan], known: Collection[str], notes: Notes) -> None:
    """Note guides that do not exist, and answers set there that would not be lawful.

    `known`: ids of all guides, of those too that could not be laid out.
    """
    holders: list[tuple[str, Advice, At]] = [(end.id, end.text, end.at) for end in plan.ends.values()]
    holders += [(piece.id, piece.text, piece.at) for piece in plan.pieces()]
    for holder, text, at in holders:
        for i, hand_over in enumerate(text.next):
            place, use = at / "next" / i, holder.rpartition(".")[0]
            if hand_over.guide not in known:
                notes.error(
                    place / "guide", "G01", f'There is no guide named "{hand_over.guide}".',
                    did_you_mean(hand_over.guide, known), use,
                )
            elif hand_over.guide in plans and plans[hand_over.guide].provable:
                _check_set(plans[hand_over.guide], hand_over.set, place / "set", notes, use)


def _check_set(there: Plan, answers: Mapping[str, object], at: At, notes: Notes, use: str) -> None:
    by_name = asked_there(there)
    questions = {question["id"]: question for question in compile_guide(there)["questions"]}
    for name, value in answers.items():
        step = by_name.get(name)
        if not step:
            notes.error(
                at / name, "G01", f'The guide "{there.id}" asks no "{name}".',
                did_you_mean(name, [known for known in by_name if known]), use,
            )
            continue
        _, trouble = read_answer(questions[step.id], as_text(value))
        if trouble:
            options = ", ".join(choice.id for choice in step.choices)
            notes.error(
                at / name, "G01",
                f'"{as_text(value)}" is not an answer to "{name}" in the guide "{there.id}" ({trouble}).',
                f"Its options: {options}." if options else "", use,
            )
