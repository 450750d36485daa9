"""Diagrams of a lock as words: one line a branch that leads to yes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

FEW = 12
"""A set of more lines than this names the parts of its diagram that several lines share."""


@dataclass(frozen=True)
class Level:
    """What a node of a diagram asks: which option, whether a box is ticked, in which interval something lies."""

    words: str
    """`vehicle`, `amount`, `finish - begin`."""
    values: tuple[str, ...]
    """The text of each value; of a box its name, where unticked is 0 and ticked 1."""
    box: bool = False
    asking: bool = False
    """Whether it is about boxes being asked at all."""
    joined: bool = False
    """Whether neighbouring values run into each other, as intervals do; the last value does not."""


Branches: TypeAlias = tuple[tuple[tuple[int, ...], int], ...]
"""Values and the node to which they lead; -1 is yes, other negative numbers are not."""
Nodes: TypeAlias = Sequence[tuple[Level, Branches]]
Literal: TypeAlias = tuple[Level, tuple[int, ...]]


def written(root: int, nodes: Nodes) -> list[str]:
    """The lines of a diagram; shared parts follow under a number where there are many lines."""
    named = _shared(root, nodes) if _size(root, nodes, {}) > FEW else {}
    lines = [_line(way, named.get(end)) for way, end in _ways(root, nodes, named)]
    for node, number in named.items():
        lines += [f"({number}) {_line(way, named.get(end))}" for way, end in _ways(node, nodes, named)]
    return lines


def _shared(root: int, nodes: Nodes) -> dict[int, int]:
    """Nodes to which several branches lead, in the order in which they are come by, with their numbers."""
    parents: dict[int, int] = {}
    todo = [root]
    for node in todo:
        for _, child in nodes[node][1]:
            if child >= 0:
                parents[child] = parents.get(child, 0) + 1
                if parents[child] == 1:
                    todo.append(child)
    shared = [node for node in todo if parents.get(node, 0) > 1 and _size(node, nodes, {}) > 1]
    return {node: number for number, node in enumerate(shared, 1)}


def _ways(root: int, nodes: Nodes, named: dict[int, int]) -> Iterator[tuple[tuple[Literal, ...], int]]:
    """The branches from a node to yes, or to a shared part."""
    def deeper(node: int, way: tuple[Literal, ...]) -> Iterator[tuple[tuple[Literal, ...], int]]:
        if node == -1 or (node in named and way):
            yield way, node
        elif node >= 0:
            level, branches = nodes[node]
            for values, child in branches:
                yield from deeper(child, (*way, (level, values)))

    return deeper(root, ())


def _size(node: int, nodes: Nodes, known: dict[int, int]) -> int:
    """How many branches lead to yes."""
    if node < 0:
        return int(node == -1)
    if node not in known:
        known[node] = sum(_size(child, nodes, known) for _, child in nodes[node][1])
    return known[node]


def _line(way: tuple[Literal, ...], shared: int | None) -> str:
    words: list[str] = []
    for question, run in groupby(way, key=lambda literal: literal[0].words):
        literals = list(run)
        if literals[0][0].box or literals[0][0].asking:
            words.append(_boxes(question, literals))
        else:
            words += [f"{question} in {{{_values(level, values)}}}" for level, values in literals]
    return "; ".join(words) + (f" -> ({shared})" if shared else "")


def _boxes(question: str, literals: list[Literal]) -> str:
    """The boxes of one question: has {…}, lacks {…}; both say that it was asked."""
    words = [
        f"{question} {how} {{{', '.join(boxes)}}}" for how, bit in (("has", 1), ("lacks", 0))
        if (boxes := [level.values[0] for level, values in literals if level.box and values == (bit,)])
    ]
    return "; ".join(words) or f"{question} in {{{', '.join(literals[0][0].values[i] for i in literals[0][1])}}}"


def _values(level: Level, values: tuple[int, ...]) -> str:
    if not level.joined:
        return ", ".join(level.values[value] for value in values)
    last = len(level.values) - 1
    # Numbers in a row have one distance to their place.
    runs = [
        [value for _, value in run]
        for _, run in groupby(enumerate(value for value in values if value != last), key=lambda pair: pair[1] - pair[0])
    ]
    texts = [(level.values[run[0]].split("..")[0], level.values[run[-1]].split("..")[-1]) for run in runs]
    words = [low if low == high else f"{low}..{high}" for low, high in texts]
    return ", ".join([*words, level.values[last]] if last in values else words)
