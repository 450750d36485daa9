"""The engine in the browser does what the reference in Python does, on answers of every sort."""

import gzip
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.conditions.evaluate import holds
from macros.finding import report
from macros.guides.address import Address, carry_over, format_address, parse_address
from macros.guides.lock_text import lock_body
from macros.guides.logic import compile_guide
from macros.guides.replay import read_answer, replay
from tests.guides.engine import SCRIPT, Engine, in_browser
from tests.guides.loading import DATA, FIXTURES, checked_from, guide_files, logic_of, random_plan
from tests.guides.lock_reader import LockReader, followed
from tests.guides.members import members
from tests.guides.random_guides import random_guide
from tests.guides.vectors import JUNK, Given, conditions, vectors

EVERYTHING = FIXTURES / "everything.yml"
TROUBLES = {
    "no such option", "not offered", "no such kind of value", "too small", "too large", "nothing picked",
    "neither done nor open",
}


@pytest.mark.parametrize("path", guide_files(), ids=lambda path: path.stem)
def test_same_routes(path: Path, engine: Engine) -> None:
    logic = logic_of(path)
    given = vectors(logic)
    expected = [in_browser(replay(logic, answers)) for answers in given]
    for answers, ours, theirs in zip(given, expected, engine.replay(logic, given), strict=True):
        assert theirs == ours, answers


def sound_guides() -> list[Path]:
    """Guides that can be locked, each of its features somewhere."""
    return [FIXTURES / "small.yml", EVERYTHING, *sorted((DATA / "guides").glob("*.yml"))]


@pytest.mark.parametrize("path", sound_guides(), ids=lambda path: path.stem)
def test_a_member_of_every_line_of_a_lock(path: Path, engine: Engine) -> None:
    """The lock, the reference and the browser find the same way."""
    checked = checked_from(path.read_text(encoding="utf-8"), path.stem)
    assert checked.logic and checked.flow and checked.counts, report(checked.findings)
    lock = LockReader(lock_body(checked.flow, checked.counts))
    found = members(checked)
    ways = [lock.follow(answers) for _, answers in found]
    questions = [question["id"] for question in checked.logic["questions"]]
    for then in ("done", "open"):
        given = [{**answers, **{f"{question}.then": then for question in questions}} for _, answers in found]
        routes = [replay(checked.logic, answers) for answers in given]
        for (line, answers), way, route in zip(found, ways, routes, strict=True):
            assert way == followed(route), (line, answers)
        assert engine.replay(checked.logic, given) == [in_browser(route) for route in routes]
    assert {way.end for way in ways} | {pause for way in ways for pause in way.pauses} == set(checked.logic["results"])


def test_same_routes_in_random_guides(engine: Engine) -> None:
    """Guides that use every feature, also such as lead nowhere, with thousands of answers in one call."""
    logics, jobs, expected = [], [], []
    for seed in range(400):
        plan = random_plan(random_guide(seed))
        if plan is None:
            continue
        logic = compile_guide(plan)
        for answers in vectors(logic, walks=8, seed=seed):
            jobs.append({"kind": "replay", "logic": len(logics), "answers": [*answers.items()]})
            expected.append(in_browser(replay(logic, answers)))
        logics.append(logic)
    assert len(logics) > 200
    assert len(jobs) > 20_000
    for job, ours, theirs in zip(jobs, expected, engine.run(logics, jobs), strict=True):
        assert theirs == ours, (logics[job["logic"]], job["answers"])


def test_vectors_meet_every_kind_of_trouble_and_stand() -> None:
    logic = logic_of(EVERYTHING)
    routes = [replay(logic, answers) for answers in vectors(logic)]
    assert {route.notice.trouble for route in routes if route.notice} == TROUBLES
    assert {route.at for route in routes} == {question["id"] for question in logic["questions"]} | set(logic["results"])
    assert {part for route in routes for part in route.parts} == {
        "purposes.help", "purposes.always", "lent.many", "lent.cheap", "lent.late", "careful.uncounted",
    }
    assert any(route.aside for route in routes)
    assert any(route.still_open for route in routes)


@pytest.mark.parametrize("path", guide_files(), ids=lambda path: path.stem)
def test_same_reading_of_each_answer(path: Path, engine: Engine) -> None:
    logic = logic_of(path)
    jobs: list[dict[str, Any]] = []
    expected: list[dict[str, Any]] = []
    for question in logic["questions"]:
        for text in JUNK:
            answer, trouble = read_answer(question, text)
            jobs.append({"kind": "answer", "logic": 0, "question": question["id"], "given": text})
            shown = sorted(answer) if isinstance(answer, frozenset) else answer
            expected.append({"trouble": trouble} if trouble else {"answer": shown})
    assert engine.run([logic], jobs) == expected


@pytest.mark.parametrize(
    ("type", "decimals", "text", "units"),
    [
        ("money", 2, "0.29", 29),                  # 0.29 * 100 is 28.999… in floating point
        ("money", 2, "1.1", 110),
        ("money", 2, "1000000000000.01", 100_000_000_000_001),
        ("money", 2, "-4.35", -435),
        ("percent", 2, "8.2", 820),
        ("number", 4, "0.0003", 3),
        ("number", 0, "-0", 0),
        ("date", 0, "1969-12-31", -1),
        ("date", 0, "2028-02-29", 21243),
        ("date", 0, "0001-01-01", -719162),
    ],
)
def test_quantities_are_exact(type: str, decimals: int, text: str, units: int, engine: Engine) -> None:
    question = {"id": "q", "type": type, "min": -(10**14), "max": 10**14 + 1, "decimals": decimals}
    job = {"kind": "answer", "logic": 0, "question": "q", "given": text}
    assert read_answer(question, text) == (units, None)
    assert engine.run([{"questions": [question]}], [job]) == [{"answer": units}]


def test_same_address_from_answers(engine: Engine) -> None:
    logic = logic_of(EVERYTHING)
    given = [answers for answers in vectors(logic) if "" not in answers]
    jobs = [{"kind": "format", "logic": 0, "version": 3, "answers": [*answers.items()]} for answers in given]
    hashes = engine.run([logic], jobs)
    assert hashes == [format_address(3, answers) for answers in given]
    # And back: what an address says is what it was made from.
    back = engine.run([logic], [{"kind": "parse", "logic": 0, "hash": text} for text in hashes])
    assert back == [{"version": 3, "answers": [[*pair] for pair in answers.items()]} for answers in given]


def test_an_address_reads_well(engine: Engine) -> None:
    answers = {"kinds": "a,b", "amount": "1200.50", "vehicle.then": "done"}
    job = {"kind": "format", "logic": 0, "version": 12, "answers": [*answers.items()]}
    assert engine.run([None], [job]) == ["#v=12&kinds=a,b&amount=1200.50&vehicle.then=done"]


def broken_hash(chance: random.Random, words: list[str]) -> str:
    """A hash as readers, chat programs and vandals mangle it."""
    bits = [
        *words, "v", "v=", "v=3", "v=1", "=", "=", "&", "&", "#", "%", "%2", "%zz", "%e2%82", "%E2%82%AC", "%F0%80%80",
        "%ED%A0%80", "%EF%BB%BF", "%FF", "%00", "%23", "%26", "%3D", "%2C", "+", ",", ".then", "?", "/", "é", "€",
        "\ufeff", "\U0001f600", " ", "__proto__", "constructor", "prototype", "\x00", "v=0", "v=03", "v=1000000",
    ]
    text = "".join(chance.choice(bits) for _ in range(chance.randint(0, 14)))
    return chance.choice(["", "#", "#v=3&", "#v=3&", "#v=1&", "v=2&"]) + text


def mangled(chance: random.Random, given: list[Given]) -> str:
    """A sound address with a few characters struck out, put in or changed."""
    text = [*format_address(chance.choice([1, 2, 3, 4]), chance.choice(given))]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        text[at:at + chance.randint(0, 3)] = chance.choice([[], ["%"], ["&"], ["="], [","], ["é"], ["constructor"]])
    return "".join(text)


@pytest.mark.parametrize("path", sound_guides(), ids=lambda path: path.stem)
def test_no_hash_breaks_it(path: Path, engine: Engine) -> None:
    logic = logic_of(path)
    chance = random.Random(7)
    given = vectors(logic, walks=60)
    options = [option["id"] for question in logic["questions"] for option in question.get("options", ())]
    words = [question["id"] for question in logic["questions"]] + options
    hashes = [broken_hash(chance, words) for _ in range(3000)] + [mangled(chance, given) for _ in range(3000)]
    read = [parse_address(text) for text in hashes]
    theirs = engine.run([logic], [{"kind": "parse", "logic": 0, "hash": text} for text in hashes])
    assert theirs == [found and _address(found) for found in read]
    sound = [found for found in read if found]
    assert len(sound) > 3000
    jobs = [{"kind": "carry", "logic": 0, **_address(found)} for found in sound]
    moved = [carry_over(logic, found) for found in sound]
    assert engine.run([logic], jobs) == [
        {"answers": [[*pair] for pair in at.answers.items()], "renamed": [*at.renamed], "changed": [*at.changed]}
        for at in moved
    ]
    routes = engine.replay(logic, [at.answers for at in moved])
    assert routes == [in_browser(replay(logic, at.answers)) for at in moved]


def _address(found: Address) -> dict[str, Any]:
    return {"version": found.version, "answers": [[*pair] for pair in found.answers.items()]}


@pytest.mark.parametrize(
    ("version", "answers", "carried", "renamed", "changed"),
    [
        (1, "builder=society&builder.then=done&aims=sport,food&price=12",
         "constructor=club&constructor.then=done&purposes=sport,food&price=12",
         ["constructor", "purposes"], ["constructor", "purposes", "price"]),
        # Of two names of one question, the first counts.
        (2, "who=firm&constructor=club", "constructor=firm", ["constructor"], ["constructor"]),
        # An option has another name, its question has not; steps of a pause are no option.
        (2, "constructor=society&constructor.then=society", "constructor=club&constructor.then=society",
         ["constructor"], ["constructor"]),
        # The present version, or one to come: taken as it is.
        (3, "builder=society", "builder=society", [], []),
        (4, "constructor=society", "constructor=society", [], []),
    ],
)
def test_an_older_address_is_carried_over(
    version: int, answers: str, carried: str, renamed: list[str], changed: list[str], engine: Engine
) -> None:
    logic = logic_of(EVERYTHING)
    address = parse_address(f"#v={version}&{answers}")
    assert address
    moved = carry_over(logic, address)
    assert (format_address(3, moved.answers), [*moved.renamed], [*moved.changed]) == (f"#v=3&{carried}", renamed, changed)
    [theirs] = engine.run([logic], [{"kind": "carry", "logic": 0, **_address(address)}])
    assert theirs == {"answers": [[*pair] for pair in moved.answers.items()], "renamed": renamed, "changed": changed}


@pytest.mark.parametrize(
    ("text", "version"),
    [("#v=3", 3), ("v=3", 3), ("#v=999999", 999999), ("##v=3", None), ("#v=0", None), ("#v=03", None), ("#v=1000000", None),
     ("#v", None), ("#v=", None), ("#V=3", None), ("#a=1&v=3", None), ("#v=3a", None), ("#v=%33", None), ("", None), ("#", None),
     ("#v=٣", None), ("#v=3\n", None), ("#section", None)],
)
def test_what_is_an_address(text: str, version: int | None, engine: Engine) -> None:
    found = parse_address(text)
    assert (found.version if found else None) == version
    assert engine.run([None], [{"kind": "parse", "logic": 0, "hash": text}]) == [found and _address(found)]


def test_an_id_that_objects_inherit_leads_nowhere_by_accident(engine: Engine) -> None:
    """A `resume` by question must not find `constructor` in what every object has."""
    logic = {
        "questions": [{"id": "constructor", "type": "one", "options": [{"id": "a"}], "go": "wait"}],
        "results": {"wait": {"status": "pause", "resume": {"other": "again"}}},
    }
    given = {"constructor": "a", "constructor.then": "done"}
    [route] = engine.replay(logic, [given])
    assert route == in_browser(replay({**logic, "version": 1}, given))
    assert route["ended"] and not route["canGoOn"]


def test_an_unknown_kind_of_condition_is_loud(engine: Engine) -> None:
    """Pages show the plain guide on any exception; a condition guessed at would be worse."""
    question = {"id": "a", "type": "one", "options": [{"id": "b"}], "when": ["perhaps", "a"]}
    logic = {"questions": [question], "results": {}}
    assert "no such kind of condition: perhaps" in engine.replay(logic, [{}])[0]["threw"]


FACTS: dict[str, Any] = {"f": ["is", "o", "a"]}
CONDITIONS: tuple[list[Any], ...] = (
    ["is", "o", "a"], ["is", "o", "a", "b"], ["is", "o"], ["answered", "o"], ["answered", "q"], ["fact", "f"],
    ["alike", ["o", "p"], ["a"], 1, 2], ["alike", ["o", "p"], ["a", "b"], 0, 0], ["alike", ["o", "p"], ["a"], 2, None],
    ["in", "q", 3, None], ["in", "q", None, 3], ["in", "q", 4, 5], ["apart", "q", "r", 0, None],
    ["apart", "q", "r", None, -1], ["apart", "q", "r", 1, 1], ["some", "m", "x", "y"], ["every", "m", "x", "y"],
    ["none", "m", "x", "y"], ["ticks", "m", 1, 2], ["ticks", "m", 0, 0], ["ticks", "m", None, 1],
)
SAID: tuple[dict[str, Any], ...] = (
    {}, {"o": "a"}, {"o": "b", "p": "a"}, {"o": "a", "p": "a"}, {"q": 3}, {"q": 4, "r": 3}, {"q": 3, "r": 4}, {"r": 0},
    {"q": 0, "r": 0}, {"m": frozenset()}, {"m": frozenset("x")}, {"m": frozenset("xy")}, {"m": frozenset("z")},
    {"m": frozenset("xyz"), "o": "c", "q": -1},
)


def test_same_truth(engine: Engine) -> None:
    """Every kind of condition, by itself, turned round and joined, over answers given and missing."""
    both: list[list[Any]] = [[how, one, two] for how in ("and", "or") for one in CONDITIONS for two in CONDITIONS[::4]]
    tried = [*CONDITIONS, *(["not", condition] for condition in CONDITIONS), *both, ["and"], ["or"]]
    cases = [(condition, answers) for condition in tried for answers in SAID]
    jobs = [
        {"kind": "holds", "logic": 0, "condition": condition, "answers": [
            [question, sorted(answer) if isinstance(answer, frozenset) else answer] for question, answer in answers.items()
        ]} for condition, answers in cases
    ]
    found = engine.run([FACTS], jobs)
    expected = [holds(condition, answers, FACTS) for condition, answers in cases]
    assert found == expected
    # Each condition is both true and false of some answers, unless it names nothing.
    for condition in CONDITIONS:
        assert len({holds(condition, answers, FACTS) for answers in SAID}) == (1 if condition == ["is", "o"] else 2)


TWICE = {
    "version": 1,
    "questions": [
        {"id": "a", "type": "one", "options": [{"id": "x"}], "go": "wait"},
        {"id": "b", "type": "many", "none": 1, "options": [{"id": "x", "when": ["is", "a", "y"]}], "go": "wait"},
    ],
    "results": {
        "wait": {"status": "pause", "parts": [["always", 1]], "resume": {"a": "b", "b": "end"}},
        "end": {"status": "stop"},
    },
}


def test_what_random_guides_rarely_meet(engine: Engine) -> None:
    """A pause met twice shows its part once; boxes of which none is on offer may be left empty where that is an answer."""
    given: list[Given] = [
        {"a": "x", "a.then": "open"}, {"a": "x", "a.then": "done", "b": ""},
        {"a": "x", "a.then": "open", "b": "", "b.then": "done"},
    ]
    routes = engine.replay(TWICE, given)
    assert routes == [in_browser(replay(TWICE, answers)) for answers in given]
    assert [route["state"] for route in routes] == ["question", "pause", "outcome"]
    assert routes[2]["parts"] == ["wait.always"]
    assert routes[2]["stillOpen"] == ["wait"]


def test_every_kind_of_condition_is_tried() -> None:
    kinds = Counter(condition[0] for condition in conditions(logic_of(EVERYTHING)))
    assert set(kinds) == {
        "and", "or", "not", "fact", "answered", "alike", "apart", "is", "in", "ticks", "some", "every", "none"
    }


def test_weight() -> None:
    """What is left of the 6 kB for guides is the page's."""
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 3_750
