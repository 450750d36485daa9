"""Statements of law drawn at random, for a person to trace to their sources."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .data import Library
from .references import references


@dataclass(frozen=True)
class Statement:
    """Words on the site that say what the law is, and what they cite."""

    where: str
    """File and line, or file and id."""
    words: str
    """As they stand in the file, on one line."""
    cited: tuple[str, ...]
    """Proposition ids and pins."""


def statements(library: Library, docs: Path) -> Iterator[Statement]:
    """Every fact of the register, every item of a checklist, and every sentence of a chapter that cites law."""
    for name, fact in library.register.propositions.items():
        if fact.state != "not-law":
            yield Statement(f"register {name}", _one_line(fact.text), (name,))
    for name, checklist in library.checklists.items():
        for _, item_id, item in checklist.items():
            cited = tuple(dict.fromkeys([*item.law, *(r.name for r in references(item.why) if r.kind == "law")]))
            if cited:
                yield Statement(f"checklists/{name}.yml {item_id}", f"{_one_line(item.do)}. {_one_line(item.why)}", cited)
    for path in sorted(library.pages):
        if path.startswith("reference/formats/"):
            continue  # what stands there are examples
        yield from _sentences(path, (docs / path).read_text(encoding="utf-8"))


def _sentences(path: str, text: str) -> Iterator[Statement]:
    for paragraph in re.finditer(r"(?:^(?!```|---|\s*$).+\n?)+", text, re.MULTILINE):
        for sentence in re.finditer(r"(?:[^.\[]|\.(?!\s)|\[\[[^\]]*\]\]|\[)+\.?", paragraph[0]):
            cited = tuple(dict.fromkeys(r.name for r in references(sentence[0]) if r.kind == "law"))
            if cited:
                line = text.count("\n", 0, paragraph.start() + sentence.start()) + 1
                yield Statement(f"{path}:{line}", _one_line(sentence[0]), cited)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .")


def draw(library: Library, docs: Path, count: int, seed: int) -> list[Statement]:
    """`count` statements, the same for the same seed and data."""
    pool = sorted(statements(library, docs), key=lambda statement: (statement.where, statement.words))
    return random.Random(seed).sample(pool, min(count, len(pool)))  # noqa: S311  # a draw, not a secret


def sheet(library: Library, drawn: list[Statement]) -> str:
    """The statements as a list to work through: words, pins in full, addresses, grade, and a line for the result."""
    register = library.register
    parts: list[str] = []
    for number, statement in enumerate(drawn, 1):
        lines = [f"{number}. {statement.where}", f"   {statement.words}"]
        for cited in statement.cited:
            proposition = register.proposition(cited)
            grade = f" [{proposition.evidence}; {proposition.state}; checked {proposition.checked}]" if proposition else ""
            lines.append(f"   - {cited}{grade}")
            lines += [f"     {register.citation(pin)}: {register.address(pin)}" for pin in register.pins(cited)]
        parts.append("\n".join([*lines, "   Result: ……"]))
    return "\n\n".join(parts)
