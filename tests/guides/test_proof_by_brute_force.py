"""The proof says of small random guides what trying every answer shows."""

import os

import pytest
from brute_force import bits_of, case_of, route_of, walk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_guides import document, guides, random_guide, surroundings

from macros.conditions.evaluate import holds
from macros.conditions.model import Alike, Answered, atoms, questions_of, to_json
from macros.guides.expand import expand
from macros.guides.logic import compile_guide
from macros.guides.model import Guide
from macros.guides.plan import At, Plan
from macros.guides.proof.counts import counts_of
from macros.guides.proof.flow import EVER, Flow, spares_of
from macros.guides.proof.space import Space, conditions_of
from macros.guides.replay import _Run
from macros.model import parse

SURROUNDINGS = surroundings()
SEEDS = int(os.environ.get("GUIDE_SEEDS", "300"))


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
    missing_matters(plan, flow, logic, tried.leaves)
    return True


def missing_matters(plan: Plan, flow: Flow, logic: dict, leaves: list) -> None:
    """G07 over parts of outcomes, by trying every answer to what was not asked."""
    from brute_force import answers_to

    from macros.guides.notes import Notes
    from macros.guides.proof.truth import judge

    notes = Notes()
    judge(flow, notes)
    warned = {(noted.subject, noted.finding.message.split('"')[1]) for noted in notes.noted if noted.finding.code == "G07"}
    spoken = {noted.finding.place for noted in notes.noted if noted.finding.code in ("G06", "G04")}
    questions = {question["id"]: question for question in logic["questions"]}
    from macros.guides.replay import read_answer

    for end in plan.ends.values():
        for piece in end.pieces if not end.is_pause else ():
            if not piece.when or (piece.at / "when").finding("G07", "").place in spoken:
                continue
            read = list(atoms(piece.when, {}))
            settled = {a.question for a in atoms(piece.when, plan.facts) if isinstance(a, Answered)}
            names = {q for a in read if not isinstance(a, Alike) for q in questions_of(a)} - settled
            json = to_json(piece.when)
            for name in names:
                question = questions[name]
                options = [option["id"] for option in question.get("options", ())]
                values = [read_answer({**question, "none": 1}, text)[0] for text in answers_to({**question, "none": 1}, options)]
                matters = False
                for texts, route in leaves:
                    if route.at != end.id or name in route.asked:
                        continue
                    run = _Run(logic, texts)
                    run.walk()
                    facts = logic.get("facts", {})
                    now = holds(json, run.answers, facts)
                    matters |= any(holds(json, {**run.answers, name: value}, facts) != now for value in values)
                constant = _constant(flow, end.id, piece.when)
                if not constant and _ever_given(flow, end.id, piece.when):
                    assert matters == ((piece.id, name) in warned), (piece.id, name)


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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(guides(most=4))
def test_proof_agrees_on_guides_that_hypothesis_finds(data: dict) -> None:
    compare(data)


@given(st.integers(-(10**13), 10**13), st.sampled_from(["money", "percent", "number", "date"]))
def test_quantities_survive_an_address(units: int, kind: str) -> None:
    from macros.conditions.quantities import Kind, text_of, units_of

    shape = Kind(kind, decimals=3 if kind == "number" else 0)  # type: ignore[arg-type]
    if kind == "date":
        units %= 50_000
    assert units_of(text_of(units, shape), shape) == units
