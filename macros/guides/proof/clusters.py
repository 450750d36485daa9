"""Answers compared with each other: their cells, enumerated exactly by difference bounds.

A cell says for each answer of a cluster in which interval it lies, and for each pair that is compared in which
interval their difference lies. Cells that no whole numbers meet are left out. The bounds of a cell form a matrix
`d[i][j]` = the greatest that x_i − x_j can be, where x_0 is the number 0; closing it by shortest ways shows whether
whole numbers meet it, and which.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

MAX_MEMBERS = 4
MAX_CELLS = 2000

Interval: TypeAlias = tuple[int, int]
_Matrix: TypeAlias = list[list[int]]


class TooIntricate(Exception):
    """More than the proof takes on; names the questions that make it so."""

    def __init__(self, questions: tuple[str, ...], why: str) -> None:
        super().__init__(why)
        self.questions = questions
        self.why = why


@dataclass(frozen=True)
class Cell:
    """One class of answers to all questions of a cluster."""

    lies: tuple[int, ...]
    """By member: the number of its interval."""
    apart: tuple[int, ...]
    """By pair: the number of the interval of its difference."""
    witness: tuple[int, ...]
    """Answers that lie in the cell, each as small as can be."""


@dataclass
class Cluster:
    """Questions whose answers are compared with each other; also a single quantity."""

    members: tuple[str, ...]
    intervals: dict[str, list[Interval]]
    """By member: intervals between the constants that conditions name, in order."""
    differences: dict[tuple[str, str], list[Interval]]
    """By pair that is compared: intervals of first minus second."""
    cells: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        if len(self.members) > MAX_MEMBERS:
            raise TooIntricate(
                self.members, f"{len(self.members)} answers are compared with each other; {MAX_MEMBERS} is the most"
            )
        for cell in self._enumerate():
            self.cells.append(cell)
            if len(self.cells) > MAX_CELLS:
                raise TooIntricate(
                    self.members, f"the answers compared with each other fall into over {MAX_CELLS} classes"
                )

    def _enumerate(self) -> Iterator[Cell]:
        size = len(self.members) + 1
        pairs = list(self.differences)
        index = {member: i + 1 for i, member in enumerate(self.members)}
        low = min(interval[0][0] for interval in self.intervals.values())
        high = max(interval[-1][1] for interval in self.intervals.values())
        wide = 2 * (abs(low) + abs(high) + 1)
        start = [[0 if i == j else wide for j in range(size)] for i in range(size)]

        def deeper(matrix: _Matrix, lies: tuple[int, ...], apart: tuple[int, ...]) -> Iterator[Cell]:
            if len(lies) < len(self.members):
                member = self.members[len(lies)]
                for number, interval in enumerate(self.intervals[member]):
                    if closed := _narrowed(matrix, index[member], 0, interval):
                        yield from deeper(closed, (*lies, number), apart)
            elif len(apart) < len(pairs):
                one, two = pairs[len(apart)]
                for number, interval in enumerate(self.differences[one, two]):
                    if closed := _narrowed(matrix, index[one], index[two], interval):
                        yield from deeper(closed, lies, (*apart, number))
            else:
                yield Cell(lies, apart, tuple(-matrix[0][i] for i in range(1, size)))

        return deeper(start, (), ())

    def lying(self, member: str, low: int | None, high: int | None) -> frozenset[int]:
        """Cells in which an answer is from `low` to `high`."""
        at = self.members.index(member)
        inside = _inside(self.intervals[member], low, high)
        return frozenset(i for i, cell in enumerate(self.cells) if cell.lies[at] in inside)

    def differing(self, one: str, two: str, low: int | None, high: int | None) -> frozenset[int]:
        """Cells in which one answer minus another is from `low` to `high`."""
        if (one, two) not in self.differences:
            one, two, low, high = two, one, (None if high is None else -high), (None if low is None else -low)
        at = list(self.differences).index((one, two))
        inside = _inside(self.differences[one, two], low, high)
        return frozenset(i for i, cell in enumerate(self.cells) if cell.apart[at] in inside)

    def signature(self, cell: Cell, given: frozenset[str]) -> tuple[int, ...]:
        """What of a cell shows when only these questions are answered."""
        lies = (cell.lies[i] for i, member in enumerate(self.members) if member in given)
        apart = (cell.apart[i] for i, pair in enumerate(self.differences) if given.issuperset(pair))
        return (*lies, *apart)

    def first_of_kind(self, given: frozenset[str]) -> frozenset[int]:
        """For each class of answers to the questions given, the first cell that shows it."""
        first: dict[tuple[int, ...], int] = {}
        for i, cell in enumerate(self.cells):
            first.setdefault(self.signature(cell, given), i)
        return frozenset(first.values())

    def subsets(self) -> Iterator[frozenset[str]]:
        """Every set of its questions that may have been asked."""
        for size in range(len(self.members) + 1):
            yield from map(frozenset, combinations(self.members, size))


def cut(low: int, high: int, starts: set[int]) -> list[Interval]:
    """The intervals from `low` to `high` that begin at these numbers."""
    begins = [low, *sorted(start for start in starts if low < start <= high)]
    return [(begin, end - 1) for begin, end in zip(begins, [*begins[1:], high + 1], strict=True)]


def _inside(intervals: list[Interval], low: int | None, high: int | None) -> set[int]:
    return {
        i for i, (first, last) in enumerate(intervals)
        if (low is None or low <= first) and (high is None or last <= high)
    }


def _narrowed(matrix: _Matrix, i: int, j: int, interval: Interval) -> _Matrix | None:
    """The bounds with x_i − x_j held in an interval, closed again; None where nothing meets them."""
    closed = [row.copy() for row in matrix]
    for a, b, weight in ((i, j, interval[1]), (j, i, -interval[0])):
        if weight >= closed[a][b]:
            continue
        if weight + closed[b][a] < 0:
            return None
        closed[a][b] = weight
        for p in range(len(closed)):
            for q in range(len(closed)):
                closed[p][q] = min(closed[p][q], closed[p][a] + weight + closed[b][q])
    return closed
