"""A lock read back: follows answers through a guide by the lines of its lock alone.

What it finds must be what replay finds. So the lock says everything that a guide does, and nothing else.
"""

import re
from dataclasses import dataclass, field

from macros.conditions.quantities import AnswerType, Kind, units_of
from macros.guides.replay import Route

_SET = re.compile(r"(?P<name>[\w.]+(?: - [\w.]+)?) (?P<how>in|has|lacks) \{(?P<values>[^}]*)\}")
_QUANTITY = re.compile(r"  answers (number|money|percent|date) ([^\s,]+)(?:, ([0-9]) decimal places)?")
_KINDS: dict[str, AnswerType] = {"number": "number", "money": "money", "percent": "percent", "date": "date"}


@dataclass
class Block:
    """What stands below one heading: for each thing that is said, its lines of conditions."""

    kind: str
    said: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Followed:
    """Where answers lead."""

    asked: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    pauses: list[str] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    end: str = ""


def followed(route: Route) -> Followed:
    """What replay found, in the form of what the lock says."""
    return Followed(
        route.asked, route.passed, [met.pause for met in route.pauses], set(route.parts), set(route.notes), route.at
    )


class LockReader:
    """A lock, given the lines below its head."""

    def __init__(self, lines: list[str]) -> None:
        self.blocks: dict[str, Block] = {}
        self.kinds: dict[str, Kind] = {}
        self.cases: list[str] = []
        name = ""
        for line in lines:
            if line == "every case":
                name = line
            elif line and not line.startswith(" "):
                words = line.partition(":")[0].split(" ")
                name = words[-1]
                assert name not in self.blocks
                self.blocks[name] = Block(words[-2] if words[0] == "outcome" else words[0])
            elif name == "every case":
                self.cases.append(line.strip())
            elif line:
                what, _, where = line.strip().partition(" where ")
                self.blocks[name].said.setdefault(what, []).append(where)
                if found := _QUANTITY.match(line):
                    self.kinds[name] = Kind(_KINDS[found[1]], decimals=int(found[3] or 0))

    def follow(self, answers: dict[str, str]) -> Followed:
        """Walk from the first question to an end; answers must be there for what is asked, and lawful."""
        way, given = Followed(), dict[str, str]()
        at = next(name for name, block in self.blocks.items() if "at the start" in block.said)
        while self.blocks[at].kind == "question":
            said = self.blocks[at].said
            put = "asked never" not in said and ("asked" not in said or self.holds(said["asked"], given))
            if put:
                way.parts |= self._parts(at, given)
                given[at] = answers[at]
                way.asked.append(at)
                picked = answers[at].split(",")
                way.notes |= {name for option in picked if f"note {(name := f'{at}.{option}')}" in said}
                for option in picked:
                    assert f"offers {option} never" not in said
                    assert f"offers {option}" not in said or self.holds(said[f"offers {option}"], given)
            else:
                way.passed.append(at)
            at = self._next(f"{'after' if put else 'passing over'} {at}", at, way, given)
        way.end = at
        for end in (*way.pauses, at):
            way.parts |= self._parts(end, given)
        return way

    def _next(self, how: str, source: str, way: Followed, given: dict[str, str]) -> str:
        [target] = [name for name, block in self.blocks.items() if how in block.said and self.holds(block.said[how], given)]
        if self.blocks[target].kind != "pause":
            return target
        way.pauses.append(target)
        on = [name for name, block in self.blocks.items() if f"beyond {target} after {source}" in block.said]
        # One that goes nowhere says so, unless it leads on.
        assert len(on) + sum(
            f"{what} {source}" in self.blocks[target].said for what in ("change the answer to", "ends there, after")
        ) == 1
        return on[0] if on else target

    def _parts(self, holder: str, given: dict[str, str]) -> set[str]:
        return {
            what.removeprefix("part ") for what, lines in self.blocks[holder].said.items()
            if what.startswith("part ") and not what.endswith(" never") and self.holds(lines, given)
        }

    def holds(self, lines: list[str], given: dict[str, str], shared: str = "") -> bool:
        """Whether one of the lines does; those of a shared part start with its number."""
        for line in lines:
            number = re.match(r"\((\d+)\) ", line)
            if (number[1] if number else "") != shared:
                continue
            rest, _, on = line[number.end() if number else 0:].partition(" -> ")
            literals = list(_SET.finditer(rest))
            assert "; ".join(found[0] for found in literals) == rest
            if all(self._literal(found, given) for found in literals) and (
                not on or self.holds(lines, given, on.strip("()"))
            ):
                return True
        return False

    def _literal(self, found: re.Match[str], given: dict[str, str]) -> bool:
        values = found["values"].split(", ")
        one, _, two = found["name"].partition(" - ")
        if one not in given or (two and two not in given):
            return "not asked" in values and found["how"] == "in"
        if found["how"] == "in" and one not in self.kinds:
            return given[one] in values or values == ["asked"]
        if found["how"] != "in":
            ticked = set(given[one].split(","))
            return set(values) <= ticked if found["how"] == "has" else not ticked & set(values)
        number, kind = self._units(one, given), self.kinds[one]
        if two:
            number -= self._units(two, given)
            # A difference of days is a number of days.
            kind = Kind("number") if kind.type == "date" else kind
        for value in values:
            low, _, high = value.partition("..")
            if value != "not asked" and _units(low, kind) <= number <= _units(high or low, kind):
                return True
        return False

    def _units(self, question: str, given: dict[str, str]) -> int:
        return _units(given[question], self.kinds[question])


def _units(text: str, kind: Kind) -> int:
    found = units_of(text, kind)
    assert found is not None, text
    return found
