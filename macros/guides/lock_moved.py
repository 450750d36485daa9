"""What moved between two locks, names that changed left out."""

import re
from collections import Counter
from dataclasses import dataclass, field

from .logic import Logic

_SET = re.compile(r"(?P<question>[\w.]+) (?P<how>in|has|lacks) \{(?P<values>[^}]*)\}")
_OTHERS = re.compile(r"[a-z][\w.]*")
_ROUTES = re.compile(r": routes [0-9]+$")


@dataclass
class Names:
    """Present names by former ones."""

    holders: dict[str, str] = field(default_factory=dict)
    """Questions, outcomes and pauses."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """By present question."""

    @classmethod
    def of(cls, logic: Logic, results: dict[str, tuple[str, ...]]) -> "Names":
        """The names that `was` tells of: of a guide's questions and options, and of `results` by id."""
        names = cls()
        for question in logic["questions"]:
            names.holders |= dict.fromkeys(question.get("was", ()), question["id"])
            names.options[question["id"]] = question.get("options_was", {})
        for result, old in results.items():
            names.holders |= dict.fromkeys(old, result)
        return names

    def _holder(self, name: str) -> str:
        """`old.part` too: a part or a note goes with what holds it."""
        if name in self.holders:
            return self.holders[name]
        holder, dot, rest = name.rpartition(".")
        return self.holders.get(holder, holder) + dot + rest if dot else name

    def line(self, line: str, holder: str) -> str:
        """A line of an older lock, below the heading of what is now `holder`, in present names."""
        word, _, rest = line.strip().partition(" ")
        own = self.options.get(holder, {})
        if word in ("answers", "offers"):
            head, where, tail = rest.partition(" where ")
            head = re.sub(r"\w+", lambda found: own.get(found[0], found[0]), head)
            return f"  {word} {head}{where}{self.conditions(tail)}"
        if word == "note":
            option = rest.rpartition(".")[2]
            return f"  note {holder}.{own.get(option, option)}"
        head, where, tail = line.partition(" where ")
        return f"  {self._words(head.strip())}{where}{self.conditions(tail)}"

    def _words(self, text: str) -> str:
        return _OTHERS.sub(lambda found: self._holder(found[0]), text)

    def conditions(self, text: str) -> str:
        """The conditions of a line."""
        return _SET.sub(self._set, text)

    def _set(self, found: re.Match[str]) -> str:
        question = self._holder(found["question"])
        known = self.options.get(question, {})
        values = ", ".join(known.get(value, value) for value in found["values"].split(", "))
        return f"{question} {found['how']} {{{values}}}"


def moved(old: str, new: str, names: Names) -> list[str]:
    """The lines that are gone, with a minus before them, and those that have come, with a plus, each with its heading.

    Cases and numbers of routes follow from the rest, and are left out.
    """
    before: dict[str, Counter[str]] = {}
    for heading, lines in _sections(old).items():
        kind, _, name = heading.rpartition(" ")
        # A result may have another status, a question another name, and still be the same.
        present = names.holders.get(name, name)
        before[f"{kind} {present}"] = Counter(names.line(line, present) for line in lines)
    after = {heading: Counter(lines) for heading, lines in _sections(new).items()}
    found: list[str] = []
    for heading in (*after, *(heading for heading in before if heading not in after)):
        gone, come = before.get(heading, Counter()), after.get(heading, Counter())
        found += [f"- {heading}: {line.strip()}" for line in gone - come]
        found += [f"+ {heading}: {line.strip()}" for line in come - gone]
    return found


def _sections(lock: str) -> dict[str, list[str]]:
    """The lines of each question, outcome and pause."""
    sections: dict[str, list[str]] = {}
    for block in lock.split("\n\n")[1:]:
        heading, *lines = block.rstrip("\n").split("\n")
        if heading != "every case":
            lines = [line for line in lines if not re.match(r"  (option \S+ )?was ", line)]
            sections[_ROUTES.sub("", heading)] = lines
    return sections
