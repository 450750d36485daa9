"""Blocks, shared answers and hand-over: what a guide becomes before it is proved."""

import datetime

from macros.finding import report
from macros.guides.check import Checked, check_guides, read_block, read_shared_answers
from macros.guides.surroundings import Surroundings
from macros.source import read_text

HEAD = "title: T\nsummary: S\nlaw_as_at: 2026-11-23\nreview_by: 2027-05-23\nversion: 1\n"
END = "{status: proceed, title: Can, law: [pv.a], ask: [clerk]}"
SHARED = """
answers:
  nation: {ask: Which nation?, why: Laws differ., options: {england: England, wales: Wales, scotland: Scotland}}
  over: {ask: Over the threshold?, answer: yes-no, options: {unsure: Not sure}}
  value: {ask: What is it worth?, answer: money, max: 1000}
"""
BLOCK = """
title: Money
questions:
  given: {ask: "Is {subject} given?", answer: yes-no, options: {"no": {go: end}}, was: [gift]}
  route:
    ask: "Which way for {subject}?"
    options: {minimal: {label: Minimal, go: report}, other: Other}
    go: end
outcomes:
  report:
    status: pause
    title: Report {subject}
    do: {form: "Fill the form for {subject}"}
    law: [pv.a]
    ask: [clerk]
    resume: end
"""


def checked(**guides: str) -> tuple[str, dict[str, Checked]]:
    findings: list = []
    shared, block = read_text(SHARED, "shared.yml", findings), read_text(BLOCK, "money.yml", findings)
    assert shared
    assert block
    money = read_block(block, findings)
    assert money, findings
    documents = {name: read_text(HEAD + text, f"{name}.yml", findings) for name, text in guides.items()}
    result = check_guides(
        {name: document for name, document in documents.items() if document},
        Surroundings(
            datetime.date(2026, 11, 23), {"pv.a": "read"}, roles={"clerk"},
            shared_answers=read_shared_answers(shared, findings), blocks={"money": (money, block)},
        ),
    )
    errors = [finding for finding in findings + result.findings if finding.severity == "error"]
    return report(errors), result.guides


def test_a_block_used_twice_becomes_two_runs_of_questions() -> None:
    said, guides = checked(g=f"""
questions:
  joining: {{use: money, subject: the membership, then: votes, was: [join]}}
  votes: {{ask: "Are there votes?", answer: yes-no, options: {{"no": {{go: can}}}}}}
  lending: {{use: money, subject: the loan, then: can}}
outcomes:
  can:
    {END[1:-1].replace(', ', chr(10) + '    ').replace('[pv.a]', '[pv.a]')}
    parts:
      small: {{when: {{answered: lending.route, lending.route: minimal}}, text: Small., law: [pv.a]}}
""")
    assert said == "0 errors, 0 warnings"
    plan, logic = guides["g"].plan, guides["g"].logic
    assert logic
    assert list(plan.steps) == ["joining.given", "joining.route", "votes", "lending.given", "lending.route"]
    assert plan.steps["joining.given"].text.ask == "Is the membership given?"
    assert plan.ends["lending.report"].text.do["form"].text == "Fill the form for the loan"
    questions = {question["id"]: question for question in logic["questions"]}
    assert questions["joining.given"]["options"] == [{"id": "yes"}, {"id": "no", "go": "votes"}]
    assert questions["joining.given"]["was"] == ["joining.gift", "join.given", "join.gift"]
    assert questions["lending.route"]["options"][0] == {"id": "minimal", "go": "lending.report"}
    assert logic["results"]["joining.report"]["resume"] == "votes"
    assert logic["results"]["lending.report"]["resume"] == "can"


def test_a_block_in_a_block_and_names_from_inside_out() -> None:
    said, guides = checked(g=f"""
blocks:
  outer:
    questions:
      first: {{ask: "First of {{subject}}?", answer: yes-no}}
      inner: {{use: money, subject: "the money of {{subject}}", then: last}}
      last:
        ask: "Last of {{subject}}?"
        ask_when: {{first: "yes"}}
        options: {{a: A, b: {{label: B, when: {{answered: inner.route, inner.route: other}}}}}}
        go: [{{when: {{start: "yes"}}, go: end}}, {{go: stop}}]
questions:
  start: {{ask: "Start?", answer: yes-no}}
  use: {{use: outer, subject: the deal, then: can}}
outcomes:
  can: {END}
  stop: {END.replace('Can', 'Stop')}
""")
    assert said == "0 errors, 0 warnings"
    steps = guides["g"].plan.steps
    assert list(steps) == ["start", "use.first", "use.inner.given", "use.inner.route", "use.last"]
    assert steps["use.inner.given"].text.ask == "Is the money of the deal given?"


def test_blocks_in_a_circle() -> None:
    said, _ = checked(g=f"""
blocks:
  one: {{questions: {{a: {{use: two, subject: a, then: end}}}}}}
  two: {{questions: {{b: {{use: one, subject: b, then: end}}}}}}
questions:
  q: {{ask: "Q?", answer: yes-no}}
  u: {{use: one, subject: u, then: can}}
outcomes: {{can: {END}}}
""")
    assert "error G08" in said
    assert "Blocks use each other in a circle: one → two → one." in said
    assert "1 error," in said


def test_a_then_that_names_nothing_is_reported_at_the_use() -> None:
    said, _ = checked(g=f"""
questions:
  u: {{use: money, subject: u, then: cna}}
outcomes: {{can: {END}}}
""")
    assert said.count("error G01") == 1
    assert said.startswith("g.yml:8:")
    assert 'Did you mean "can"?' in said


def test_shared_answers_are_taken_over() -> None:
    said, guides = checked(g=f"""
questions:
  land:
    shared: nation
    options: {{wales: {{go: can}}, england: Here}}
  big: {{shared: over, options: {{"no": {{go: can}}}}}}
  worth: {{shared: value, ask: "What is the loan worth?", max: 500, go: can}}
outcomes: {{can: {END}}}
""")
    assert said == "0 errors, 0 warnings"
    land, big, worth = guides["g"].plan.steps.values()
    assert (land.text.ask, land.text.why) == ("Which nation?", "Laws differ.")
    assert [(choice.id, choice.label) for choice in land.choices] == [("wales", "Wales"), ("england", "Here")]
    assert [choice.id for choice in big.choices] == ["yes", "no"]
    assert (worth.text.ask, worth.kind.high) == ("What is the loan worth?", 50_000)


def test_what_a_result_sets_in_another_guide() -> None:
    there = f"""
questions:
  threshold: {{shared: over}}
  price: {{ask: "Which price?", answer: money, max: 100}}
  things: {{ask: "Which things?", answer: many, options: {{a: A, b: B}}, go: can}}
outcomes: {{can: {END}}}
"""
    here = """
questions: {q: {ask: "Q?", answer: yes-no, go: can}}
outcomes:
  can:
    status: proceed
    title: Can
    law: [pv.a]
    ask: [clerk]
    next: [{guide: there, set: SET}]
"""
    said, guides = checked(there=there, here=here.replace("SET", '{over: "yes", price: 9.50, things: [a, b]}'))
    assert said == "0 errors, 0 warnings"
    logic = guides["here"].logic
    assert logic
    assert logic["results"]["can"]["next"] == [["there", {"over": "yes", "price": "9.50", "things": "a,b"}]]
    said, _ = checked(there=there, here=here.replace("SET", "{over: unsure, price: 101, things: [c], q: a}"))
    assert said.count("error G01") == 3
    assert '"101" is not an answer to "price" in the guide "there" (too large).' in said


def test_former_ids_that_could_mean_either() -> None:
    said, _ = checked(g=f"""
questions:
  a: {{ask: "A?", options: {{x: X, z: {{label: Z, was: [x]}}}}, was: [b]}}
  b: {{ask: "B?", answer: yes-no, was: [c]}}
  d: {{ask: "D?", answer: yes-no, was: [c], go: can}}
outcomes: {{can: {END}}}
""")
    assert said.count("error G01") == 3
    assert '"c" cannot be a former id of "d": it leads to "b".' in said


def test_every_guide_is_checked_although_one_cannot_be_read() -> None:
    said, guides = checked(bad="questions: {}\noutcomes: {}\n", good="""
questions: {q: {ask: "Q?", answer: yes-no, go: can}}
outcomes: {can: {status: proceed, title: Can, law: [pv.a], ask: [clerk], next: [{guide: bad}]}}
""")
    assert "bad.yml" in said
    assert "good.yml" not in said
    assert guides["good"].counts
