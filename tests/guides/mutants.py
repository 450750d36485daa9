"""Small changes to a guide's data, one at a time: what a slip of the hand could do."""

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.source import KeyPath

Data = dict[str, Any]


@dataclass(frozen=True)
class Mutant:
    """One changed guide."""

    kind: str
    """What was changed: go, when, ask_when, fact, option, part, resume."""
    how: str
    """In a few words."""
    path: KeyPath
    data: Data

    def __str__(self) -> str:
        return f"{self.kind} {self.how}: {'.'.join(map(str, self.path))}"


def mutants(data: Data, options: dict[str, tuple[str, ...]], seed: int = 1) -> Iterator[Mutant]:
    """Every mutant of a guide; `options`: those of each question, by the last word of its id."""
    yield from _Maker(data, options, random.Random(seed)).all()


class _Maker:
    def __init__(self, data: Data, options: dict[str, tuple[str, ...]], chance: random.Random) -> None:
        self.data = data
        self.options = options
        self.chance = chance

    def all(self) -> Iterator[Mutant]:
        for name in self.data.get("facts", {}):
            yield from self.condition("fact", ("facts", name))
        yield from self.run((), self.data)
        for name, block in self.data.get("blocks", {}).items():
            yield from self.run(("blocks", name), block)

    def run(self, path: KeyPath, scope: Data) -> Iterator[Mutant]:
        """The mutants of a guide's, or of a block's, questions and results."""
        questions, results = list(scope["questions"]), list(scope.get("outcomes", {}))
        for index, (name, question) in enumerate(scope["questions"].items()):
            later = [*questions[index + 1:], *results, *(["end"] if path else [])]
            at = (*path, "questions", name)
            yield from self.go((*at, "then" if "use" in question else "go"), question, later)
            yield from self.when("ask_when", at, question)
            for option, value in question.get("options", {}).items():
                option_at = (*at, "options", option)
                yield self.without("option", option_at)
                if isinstance(value, dict):
                    yield from self.go((*option_at, "go"), value, later)
                    yield from self.when("when", option_at, value)
            yield from self.parts(at, question)
        for name, result in scope.get("outcomes", {}).items():
            at = (*path, "outcomes", name)
            yield from self.parts(at, result)
            if "resume" in result:
                yield from self.resume((*at, "resume"), result["resume"], ["again", *questions])

    def parts(self, at: KeyPath, holder: Data) -> Iterator[Mutant]:
        for name, part in holder.get("parts", {}).items():
            yield self.without("part", (*at, "parts", name))
            yield from self.when("when", (*at, "parts", name), part)

    def go(self, path: KeyPath, holder: Data, targets: list[str]) -> Iterator[Mutant]:
        go = holder.get(path[-1])
        if isinstance(go, str):
            if path[-1] == "go":
                yield self.without("go", path)
            yield from self.aimed("go", path, go, targets)
        for i, rule in enumerate(go if isinstance(go, list) else []):
            yield self.without("go", (*path, i))
            yield from self.aimed("go", (*path, i, "go"), rule["go"], targets)
            yield from self.when("when", (*path, i), rule)

    def resume(self, path: KeyPath, resume: Any, targets: list[str]) -> Iterator[Mutant]:
        yield self.without("resume", path)
        for key, value in resume.items() if isinstance(resume, dict) else [("", resume)]:
            at = (*path, key) if key else path
            if key and len(resume) > 1:
                yield self.without("resume", at)
            yield from self.aimed("resume", at, value, targets)

    def when(self, kind: str, holder: KeyPath, values: Data) -> Iterator[Mutant]:
        key = "ask_when" if kind == "ask_when" else "when"
        if key in values:
            yield self.without(kind, (*holder, key))
            yield from self.condition(kind, (*holder, key))

    def condition(self, kind: str, path: KeyPath) -> Iterator[Mutant]:
        """A condition turned round; one of its members left out; one of its values more, less or another."""
        condition = _at(self.data, path)
        yield self.changed(kind, "turned round", path, {"not": condition})
        for at, value in _pairs(condition, path):
            holder, word = _at(self.data, at[:-1]), at[-1]
            if isinstance(holder, dict) and len(holder) > 1 and "of" not in holder:
                yield self.without(kind, at, "less one member")
            if isinstance(holder, list) and len(holder) > 1:
                yield self.without(kind, at, "less one value")
            if type(value) is int:
                yield self.changed(kind, "one more", at, value + 1)
            known = [option for option in self.options.get(str(word), ()) if option != value]
            if isinstance(value, str) and known and word not in ("answered", "fact"):
                yield self.changed(kind, "another value", at, self.chance.choice(known))

    def aimed(self, kind: str, path: KeyPath, now: str, targets: list[str]) -> Iterator[Mutant]:
        others = [target for target in targets if target != now]
        if others:
            yield self.changed(kind, "aimed elsewhere", path, self.chance.choice(others))

    def changed(self, kind: str, how: str, path: KeyPath, value: Any) -> Mutant:
        data = copy.deepcopy(self.data)
        _at(data, path[:-1])[path[-1]] = copy.deepcopy(value)
        return Mutant(kind, how, path, data)

    def without(self, kind: str, path: KeyPath, how: str = "left out") -> Mutant:
        data = copy.deepcopy(self.data)
        del _at(data, path[:-1])[path[-1]]
        return Mutant(kind, how, path, data)


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def _pairs(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """All that stands in a condition, from the outside in."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key), item
        if isinstance(item, (dict, list)):
            yield from _pairs(item, (*path, key))
