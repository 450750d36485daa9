"""The proof says of small random guides what trying every answer shows."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.conditions.evaluate import holds
from macros.conditions.model import Alike, Answered, atoms, questions_of, to_json
from macros.conditions.quantities import Kind, text_of, units_of
from macros.finding import Severity, report
from macros.guides.check import check_guides
from macros.guides.expand import expand
from macros.guides.logic import compile_guide
from macros.guides.model import Guide
from macros.guides.notes import Notes
from macros.guides.plan import At, Plan
from macros.guides.proof.counts import counts_of
from macros.guides.proof.flow import EVER, Flow, spares_of
from macros.guides.proof.space import Space, conditions_of
from macros.guides.proof.truth import judge
from macros.guides.replay import _Run, read_answer, replay
from macros.model import parse
from tests.guides.brute_force import answers_to, bits_of, case_of, route_of, walk
from tests.guides.random_guides import document, guides, random_guide, surroundings

SURROUNDINGS = surroundings()
SEEDS = 300
MANY_SEEDS = range(10_000, int(os.environ.get("GUIDE_SEEDS", "18000")))
"""For `make audit`; GUIDE_SEEDS sets where it ends."""


def laid_out(data: dict) -> Plan | None:
    """The plan of a random guide; None where a condition is at fault in itself (a bound that nothing breaks)."""
    file = document(data)
    findings: list = []
    guide = parse(file, Guide, findings)
    assert guide, findings
    plan = expand("random", guide, At(file), SURROUNDINGS, findings)
    assert all(finding.code in ("G01", "G08") for finding in findings), findings
    return None if findings else plan


def compare(data: dict) -> bool:
    plan = laid_out(data)
    if plan is None:
        return False
    logic = compile_guide(plan)
    space = Space(plan, spares_of(plan), 200_000, 100_000)
    flow = Flow(plan, space)
    flow.run()
    tried = walk(logic)
    # What is reached
    assert {q for q, cases in flow.reach.items() if cases.satisfiable()} == tried.come_to
    assert {leak.source for leak in flow.leaks} - {""} == {q for q in tried.nowhere}
    for name, cases in flow.offered.items():
        assert cases.satisfiable() == (name in tried.offered), name
    # Each route in every diagram
    conditions = [(condition, to_json(condition)) for condition in conditions_of(plan)]
    facts = logic.get("facts", {})
    routes, cases_seen, longest = set(), set(), 0
    for texts, route in tried.leaves:
        run = _Run(logic, texts)
        run.walk()
        answers = run.answers
        bits = list(bits_of(plan, space, answers).items())
        case = case_of(route)
        cases_seen.add(case)
        routes.add(route_of(plan, space, answers))
        longest = max(longest, len(route.asked))
        seen = {name for name, _, cases in flow.visible() if cases.eval(bits)}
        expected = {f"asked {q}" for q in route.asked} | {f"note {n}" for n in route.notes}
        expected |= {f"part {p}" for p in route.parts} | {f"pause {m.pause}" for m in route.pauses}
        assert seen == expected | {f"end {route.at}"}
        for condition, json in conditions:
            assert flow.holds(condition, EVER).eval(bits) == holds(json, answers, facts)
    # What is never reached
    for name, _, cases in flow.visible():
        kind, _, what = name.partition(" ")
        reached = {
            "asked": lambda r, w: w in r.asked, "note": lambda r, w: w in r.notes, "part": lambda r, w: w in r.parts,
            "pause": lambda r, w: w in [m.pause for m in r.pauses], "end": lambda r, w: w == r.at,
        }[kind]
        assert (cases & flow.complete()).satisfiable() == any(reached(r, what) for _, r in tried.leaves), name
    counts = counts_of(flow)
    assert (counts.cases, counts.routes, counts.longest) == (len(cases_seen), len(routes), longest)
    warned_of_what_is_missing(plan, flow, logic, tried.leaves)
    reports_what_is_dead(data, flow, logic, tried.leaves)
    return True


def reports_what_is_dead(data: dict, flow: Flow, logic: dict, leaves: list) -> None:
    """An error where something is dead or leads nowhere, and only there; G13 where an answer changes nothing."""
    result = check_guides({"random": document(data)}, SURROUNDINGS)
    errors = {finding.code for finding in result.findings if finding.severity is Severity.ERROR}
    ways = [*flow.reach.values(), *flow.asked.values(), *flow.offered.values(), *flow.shown.values()]
    ways += [edge.cases for edge in flow.edges if edge.how == "rule"]
    ways += [flow.met[end.id] if end.is_pause else flow.ended[end.id] for end in flow.plan.ends.values()]
    dead = not all(cases.satisfiable() for cases in ways)
    assert not (dead or flow.leaks) or errors & {"G02", "G03", "G04", "G06"}, report(result.findings)
    assert dead or flow.leaks or not errors & {"G02"}, report(result.findings)
    assert bool(flow.leaks) == ("G02" in errors)
    if errors:
        return
    idle = {
        finding.place.line for finding in result.findings
        if finding.code == "G13" and finding.message.startswith("Whatever the answer")
    }
    uses = {step.id for step in flow.plan.steps.values() if step.use}  # one finding may speak for several uses
    for step in flow.plan.steps.values():
        place = step.at.document.place(*step.at.path).line
        if step.id not in uses and not any(choice.text.note for choice in step.choices):
            assert (place in idle) == (not matters(logic, step.id, leaves)), (step.id, report(result.findings))


def matters(logic: dict, name: str, leaves: list) -> bool:
    """Whether another answer to one question, all others being the same, shows in some case."""
    question = next(question for question in logic["questions"] if question["id"] == name)
    options = [option["id"] for option in question.get("options", ())]
    texts = list(answers_to(question, options))
    for given_texts, route in leaves:
        if name not in route.asked:
            continue
        for text in texts:
            other = replay(logic, {**given_texts, name: text})
            if other.notice and other.notice.key == name:
                continue  # not on offer here, so no other answer
            if other.notice or case_of(other) != case_of(route):
                return True
    return False


def warned_of_what_is_missing(plan: Plan, flow: Flow, logic: dict, leaves: list) -> None:
    """G07 over parts of outcomes, by trying every answer to what was not asked."""
    notes = Notes()
    judge(flow, notes)
    warned = {
        (noted.subject, name) for noted in notes.noted if noted.finding.code == "G07"
        for name in noted.finding.message.partition(" may have")[0].split('"')[1::2]
    }
    spoken = {noted.finding.place for noted in notes.noted if noted.finding.code in ("G06", "G04")}
    questions = {question["id"]: question for question in logic["questions"]}
    for end in plan.ends.values():
        for piece in end.pieces if not end.is_pause else ():
            if not piece.when or (piece.at / "when").finding("G07", "").place in spoken:
                continue
            if _constant(flow, end.id, piece.when) or not _ever_given(flow, end.id, piece.when):
                continue
            settled = {a.question for a in atoms(piece.when, plan.facts) if isinstance(a, Answered)}
            names = {q for a in atoms(piece.when, {}) if not isinstance(a, Alike) for q in questions_of(a)} - settled
            for name in names:
                changes = _missing_changes(logic, questions[name], to_json(piece.when), end.id, leaves)
                assert changes == ((piece.id, name) in warned), (piece.id, name)


def _missing_changes(logic: dict, question: dict, condition: list, end: str, leaves: list) -> bool:
    anything = {**question, "none": 1}
    options = [option["id"] for option in question.get("options", ())]
    values = [read_answer(anything, text)[0] for text in answers_to(anything, options)]
    for texts, route in leaves:
        if route.at == end and question["id"] not in route.asked:
            run = _Run(logic, texts)
            run.walk()
            facts = logic.get("facts", {})
            now = holds(condition, run.answers, facts)
            if any(holds(condition, {**run.answers, question["id"]: value}, facts) != now for value in values):
                return True
    return False


def _constant(flow: Flow, end: str, condition: object) -> bool:
    cases, true = flow.ended[end], flow.holds(condition, EVER)
    return not (cases & true).satisfiable() or not (cases & ~true).satisfiable()


def _ever_given(flow: Flow, end: str, condition: object) -> bool:
    return all(
        (flow.ended[end] & flow.given(q, EVER)).satisfiable() for a in atoms(condition, {}) for q in questions_of(a)
    )


@pytest.mark.parametrize("part", range(4))
def test_proof_agrees_with_trying_everything(part: int) -> None:
    compared = sum(compare(random_guide(seed, 5)) for seed in range(part, SEEDS, 4))
    assert compared > SEEDS // 10


@pytest.mark.audit
@pytest.mark.parametrize("part", range(8))
def test_proof_agrees_with_trying_everything_in_larger_guides(part: int) -> None:
    for seed in MANY_SEEDS[part::8]:
        compare(random_guide(seed, 6))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(guides(most=4))
def test_proof_agrees_on_guides_that_hypothesis_finds(data: dict) -> None:
    compare(data)


@given(st.integers(-(10**13), 10**13), st.sampled_from(["money", "percent", "number", "date"]))
def test_quantities_survive_an_address(units: int, kind: str) -> None:
    shape = Kind(kind, decimals=3 if kind == "number" else 0)  # type: ignore[arg-type]
    if kind == "date":
        units %= 50_000
    assert units_of(text_of(units, shape), shape) == units
