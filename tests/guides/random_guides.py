"""Small random guides that use every feature, for comparing the proof, the lock and the engines with brute force.

`guides()` is a hypothesis strategy; `random_guide(seed)` gives the same kind of guide from a plain seed. Both give what
YAML would give. Ways always lead later; all else may be at fault: conditions that never hold, cases that lead nowhere.
"""

import datetime
import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from macros.guides.check import read_block, read_shared_answers
from macros.guides.surroundings import FigureValue, Surroundings
from macros.source import Document, read_text

TODAY = datetime.date(2026, 11, 23)
LAW = {"law": ["pv.gpc-1"], "ask": ["clerk"]}
T = TypeVar("T")


class Chooser:
    """Takes decisions: from hypothesis, or from a seed."""

    def __init__(self, integer: Callable[[int, int], int]) -> None:
        self.integer = integer

    def pick(self, of: Sequence[T]) -> T:
        return of[self.integer(0, len(of) - 1)]

    def chance(self, percent: int) -> bool:
        return self.integer(0, 99) >= 100 - percent

    def some(self, of: Sequence[T], least: int = 1) -> list[T]:
        kept = [item for item in of if self.chance(50)]
        return kept if len(kept) >= least else list(of[:least])


def random_guide(seed: int, most: int = 6) -> dict[str, Any]:
    """A guide from a seed."""
    return _Maker(Chooser(random.Random(seed).randint), most).guide()


@st.composite
def guides(draw: st.DrawFn, most: int = 5) -> dict[str, Any]:
    """A strategy for guides."""
    return _Maker(Chooser(lambda low, high: draw(st.integers(low, high))), most).guide()


def as_yaml(data: dict[str, Any]) -> str:
    """A guide as an author could have written it."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, width=100, allow_unicode=True)
    return text


def document(data: dict[str, Any], name: str = "random") -> Document:
    """A guide's file, read."""
    findings: list[Any] = []
    read = read_text(as_yaml(data), f"{name}.yml", findings)
    assert read, findings
    return read


def surroundings() -> Surroundings:
    """All that random guides lean on."""
    findings: list[Any] = []
    shared = read_text(as_yaml(SHARED), "shared-answers.yml", findings)
    block = read_text(as_yaml(BLOCK), "blocks/common.yml", findings)
    assert shared and block
    answers, common = read_shared_answers(shared, findings), read_block(block, findings)
    assert common, findings
    return Surroundings(
        TODAY, {"pv.gpc-1": "read"}, figures={"limit": lambda _: FigureValue("number", Decimal(2))},
        roles={"clerk"}, shared_answers=answers, blocks={"common": (common, block)},
    )


SHARED: dict[str, Any] = {"answers": {
    "nation": {"ask": "Which nation?", "options": {"england": "England", "wales": "Wales", "scotland": "Scotland"}},
}}
BLOCK: dict[str, Any] = {
    "title": "A common run",
    "questions": {
        "risky": {"ask": "Is {subject} risky?", "answer": "yes-no", "options": {"yes": {"go": "wait"}}},
        "sure": {"ask": "Is {subject} sure?", "ask_when": {"risky": "yes"}, "answer": "yes-no", "go": "end"},
    },
    "outcomes": {
        "wait": {"status": "pause", "title": "Wait for {subject}", "do": {"a": "Wait"}, "resume": "sure", **LAW},
    },
}


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value}"))
_Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style='"' if value in ("yes", "no", "y", "n", "on", "off") else None
    ),
)
_Dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]


class _Maker:
    def __init__(self, choose: Chooser, most: int) -> None:
        self.choose = choose
        self.most = most
        self.kinds: dict[str, dict[str, Any]] = {}
        """By name that conditions use: the question."""
        self.order: list[str] = []
        self.facts: dict[str, Any] = {}
        self.sets: dict[str, list[str]] = {}

    def guide(self) -> dict[str, Any]:
        choose = self.choose
        count = choose.integer(2, self.most)
        entries: dict[str, Any] = {}
        for i in range(count):
            if choose.chance(12) and len(self.order) < self.most - 1:
                name = f"u{i}"
                block = choose.pick(["own", "common"])
                entries[name] = {"use": block, "subject": f"thing {i}"}
                for inner in ("first", "second") if block == "own" else ("risky", "sure"):
                    self.kinds[f"{name}.{inner}"] = {"options": {"yes": "Yes", "no": "No"}}
            else:
                name = f"q{i}"
                entries[name] = self.question(i)
                self.kinds[name] = entries[name]
            self.order.append(name)
        blocks = {"own": self.own_block()} if any(e.get("use") == "own" for e in entries.values()) else {}
        if choose.chance(40):
            self.sets["some"] = ["a", "b"]
        for k in range(choose.integer(0, 2)):
            self.facts[f"f{k}"] = self.condition(len(self.order), facts=list(self.facts))
        outcomes = self.outcomes(entries)
        for i, name in enumerate(self.order):
            self.route(i, entries[name], outcomes)
        if choose.chance(30):
            for i, name in enumerate(self.order):
                entries[name]["section"] = "s0" if i <= len(self.order) // 2 else "s1"
            sections = {s: {"title": s} for s in dict.fromkeys(e["section"] for e in entries.values())}
        else:
            sections = {}
        data = {
            "title": "Random", "summary": "Random.", "law_as_at": TODAY, "review_by": datetime.date(2027, 5, 1),
            "version": 1, "sections": sections, "sets": self.sets, "facts": self.facts, "blocks": blocks,
            "questions": entries, "outcomes": outcomes,
        }
        return {key: value for key, value in data.items() if value != {}}

    def question(self, i: int) -> dict[str, Any]:
        choose = self.choose
        kinds = ["one", "one", "yes-no", "yes-no", "many", "number", "number", "money", "percent", "date", "shared"]
        kind = choose.pick(kinds)
        question: dict[str, Any] = {"ask": f"Question {i}?"}
        if kind == "shared":
            nations = choose.some(["england", "wales", "scotland"])
            return {"shared": "nation", "ask": f"Nation {i}?", "options": {nation: {} for nation in nations}}
        question["answer"] = kind
        if kind == "one":
            question["options"] = {o: {"label": o.upper()} for o in ("a", "b", "c")[: choose.integer(1, 3)]}
        elif kind == "yes-no":
            question["options"] = {"unsure": {"label": "Not sure"}} if choose.chance(30) else {}
        elif kind == "many":
            question["options"] = {o: {"label": o.upper()} for o in ("a", "b", "c")[: choose.integer(1, 3)]}
            if choose.chance(50):
                question["none_of_these"] = "None of these"
        elif kind == "number":
            low = choose.integer(0, 2)
            question |= {"min": low, "max": low + choose.integer(1, 4)}
        elif kind == "money":
            question |= {"min": 0, "max": Decimal("0.03")}
        elif kind == "percent":
            question |= {"min": Decimal("99.97"), "max": 100}
        else:
            question |= {"min": datetime.date(2026, 11, 23), "max": datetime.date(2026, 11, 26)}
        return question

    def own_block(self) -> dict[str, Any]:
        choose = self.choose
        first: dict[str, Any] = {"ask": "Does {subject} fit?", "answer": "yes-no"}
        if choose.chance(50):
            first["options"] = {"no": {"go": choose.pick(["end", "stop"]), "note": "Mind {subject}."}}
        second: dict[str, Any] = {"ask": "Does {subject} last?", "answer": "yes-no", "go": "end"}
        if choose.chance(50):
            second["ask_when"] = {"first": "yes"}
        return {"questions": {"first": first, "second": second}}

    # Conditions

    def options(self, name: str) -> list[str]:
        question = self.kinds[name]
        if question.get("answer") == "yes-no":
            return ["yes", "no", *[o for o in question["options"] if o not in ("yes", "no")]]
        return list(question.get("options", {}))

    def names(self, before: int) -> list[str]:
        """Questions of entries before an index; now and then any."""
        if self.choose.chance(4):
            before = len(self.order)
        return [name for name in self.kinds if self.order.index(name.partition(".")[0]) < before]

    def condition(self, before: int, depth: int = 2, facts: Sequence[str] = ()) -> dict[str, Any]:
        choose = self.choose
        names = self.names(before)
        if not names:
            names = list(self.kinds)
        if depth and choose.chance(35):
            how = choose.pick(["all", "any", "not"])
            if how == "not":
                return {"not": self.condition(before, depth - 1, facts)}
            return {how: [self.condition(before, depth - 1, facts) for _ in range(choose.integer(1, 3))]}
        if facts and choose.chance(15):
            return {"fact": choose.pick(facts)}
        if choose.chance(8):
            return {"answered": choose.pick(names)}
        ones = [n for n in names if self.kinds[n].get("answer", "one") in ("one", "yes-no")]
        if choose.chance(10):
            alike = [n for n in ones if "yes" in self.options(n)]
            if len(alike) > 1:
                return {"count": {"of": alike, "is": "yes", choose.pick(["at_least", "at_most"]): len(alike) - 1}}
        return self.atom(choose.pick(names), names)

    def atom(self, name: str, names: list[str]) -> dict[str, Any]:
        choose, question = self.choose, self.kinds[name]
        kind = question.get("answer", "one")
        options = self.options(name)
        if kind in ("one", "yes-no"):
            if "some" in self.sets and {"a", "b"} <= set(options) and choose.chance(40):
                return {name: {"in": "some"}}
            picked = choose.some(options)
            return {name: picked[0] if len(picked) == 1 else picked}
        if kind == "many":
            word = choose.pick(["any", "all", "none", "count"])
            if word == "count" and len(options) > 1:
                return {name: {"count": {choose.pick(["at_least", "more_than"]): 1}}} if len(options) > 1 else {}
            return {name: {"any" if word == "count" else word: choose.some(options)}}
        others = [n for n in names if n != name and self.kinds[n].get("answer") == kind]
        if others and choose.chance(60):
            plus: Any = choose.integer(-1, 1)
            if kind in ("money", "percent"):
                plus = Decimal(plus) / 100
            word = choose.pick(["at_least", "more_than", "at_most", "less_than"])
            return {name: {word: {"answer": choose.pick(others), "plus": plus}}}
        low, high = question["min"], question["max"]
        if kind == "number" and low < 2 < high and choose.chance(30):
            return {name: {"more_than": {"figure": "limit"}}}
        middle = {
            "number": lambda: choose.integer(low + 1, high), "money": lambda: Decimal(choose.integer(1, 3)) / 100,
            "percent": lambda: Decimal(choose.integer(9998, 10000)) / 100,
            "date": lambda: datetime.date(2026, 11, choose.integer(24, 26)),
        }[kind]()
        if choose.chance(20):
            return {name: {"between": [middle, middle]}}
        return {name: {choose.pick(["at_least", "less_than"]): middle}}

    def maybe(self, percent: int, before: int) -> dict[str, Any] | None:
        if before and self.choose.chance(percent):
            return self.condition(before, facts=list(self.facts))
        return None

    # Routing

    def later(self, i: int, outcomes: dict[str, Any]) -> str:
        """A place to go to from entry i; the nearest questions are likeliest."""
        choose = self.choose
        after = self.order[i + 1:]
        if after and choose.chance(60):
            return after[min(choose.integer(0, 2), len(after) - 1)]
        return choose.pick(list(outcomes))

    def go(self, i: int, outcomes: dict[str, Any]) -> Any:
        choose = self.choose
        if choose.chance(70):
            return self.later(i, outcomes)
        rules: list[dict[str, Any]] = [
            {"when": self.condition(i + 1, facts=list(self.facts)), "go": self.later(i, outcomes)}
            for _ in range(choose.integer(1, 2))
        ]
        return [*rules, {"go": self.later(i, outcomes)}] if choose.chance(85) else rules

    def route(self, i: int, entry: dict[str, Any], outcomes: dict[str, Any]) -> None:
        choose, last = self.choose, i == len(self.order) - 1
        if "use" in entry:
            entry["then"] = self.later(i, {k: v for k, v in outcomes.items() if v["status"] != "pause"})
            return
        if condition := self.maybe(25, i):
            entry["ask_when"] = condition
        options = entry.get("options", {})
        if entry.get("answer") == "yes-no" and choose.chance(50):
            options = entry["options"] = {"no": {}, **options}
        for option in options.values():
            if condition := self.maybe(12, i):
                option["when"] = condition
            if choose.chance(20):
                option["note"] = "A note."
            if entry.get("answer") != "many" and choose.chance(30):
                option["go"] = self.go(i, outcomes)
        if last or choose.chance(30):
            entry["go"] = self.go(i, outcomes)
        if condition := self.maybe(15, i):
            entry["parts"] = {"help": {"when": condition, "text": "Help.", "law": ["pv.gpc-1"]}}

    def outcomes(self, entries: dict[str, Any]) -> dict[str, Any]:
        choose, count = self.choose, len(self.order)
        outcomes: dict[str, Any] = {"can": {"status": "proceed", "title": "Can", **LAW}}
        outcomes["stop"] = {"status": "stop", "title": "Stop", **LAW}
        if choose.chance(60):
            pause: dict[str, Any] = {"status": "pause", "title": "Pause", "do": {"a": "Do it"}, **LAW}
            how = choose.pick(["none", "again", "outcome", "mapping"])
            if how == "again":
                pause["resume"] = "again"
            elif how == "outcome":
                pause["resume"] = "can"
            elif how == "mapping":
                resume = {}
                for i, name in enumerate(self.order):
                    if "use" not in entries[name] and choose.chance(85):
                        resume[name] = choose.pick(["again", "can", *self.order[i + 1: i + 3]])
                if resume:
                    pause["resume"] = resume
            outcomes["wait"] = pause
        for name, outcome in outcomes.items():
            parts = {}
            for k in range(choose.integer(0, 2)):
                condition = self.condition(count, facts=list(self.facts))
                parts[f"p{k}"] = {"when": condition, "title": f"{name} {k}", "law": ["pv.gpc-1"]}
            if parts:
                outcome["parts"] = parts
        return outcomes
