"""Answers in an address: `#v=3&resolved=yes&kinds=a,b&amount=1200.50&vehicle.then=done`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from .logic import Logic

_VERSION = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Address:
    """What an address says."""

    version: int
    """The guide's version when it was made."""
    answers: dict[str, str]
    """Texts by question, in the order of the address."""


@dataclass(frozen=True)
class Moved:
    """An older address, carried over to the guide's present version."""

    answers: dict[str, str]
    renamed: tuple[str, ...]
    """Present ids of the questions that had another id, or whose answer had."""
    changed: tuple[str, ...]
    """Answered questions that a later version says to look at again."""


def format_address(version: int, answers: Mapping[str, str]) -> str:
    """The hash of an address, with its `#`."""
    pairs = [("v", str(version)), *answers.items()]
    return "#" + "&".join(f"{quote(key, safe='')}={quote(value, safe=',')}" for key, value in pairs)


def parse_address(text: str) -> Address | None:
    """What a hash says; None where it is not an address of answers. Of a key that stands twice, the first counts."""
    text = text.removeprefix("#")
    pairs = [pair.partition("=") for pair in text.split("&")]
    if pairs[0][0] != "v" or not _VERSION.fullmatch(pairs[0][2]):
        return None
    answers: dict[str, str] = {}
    for key, sign, value in pairs[1:]:
        if sign and key:
            answers.setdefault(unquote(key), unquote(value))
    return Address(int(pairs[0][2]), answers)


def carry_over(logic: Logic, address: Address) -> Moved:
    """An address's answers under present ids, with what changed since its version."""
    if address.version >= logic["version"]:
        return Moved(dict(address.answers), (), ())
    present = {old: question["id"] for question in logic["questions"] for old in question.get("was", ())}
    options = {question["id"]: question.get("options_was", {}) for question in logic["questions"]}
    answers: dict[str, str] = {}
    renamed: list[str] = []
    for key, value in address.answers.items():
        base, dot, then = key.rpartition(".")
        is_then = bool(dot) and then == "then"
        name = base if is_then else key
        now = present.get(name, name)
        text = value if is_then else ",".join(options.get(now, {}).get(word, word) for word in value.split(","))
        if (now, text) != (name, value) and now not in renamed:
            renamed.append(now)
        answers.setdefault(f"{now}.then" if is_then else now, text)
    later = {question for version, questions in logic.get("changed", ()) if version > address.version
             for question in questions}
    return Moved(answers, tuple(renamed), tuple(key for key in answers if key in later))
