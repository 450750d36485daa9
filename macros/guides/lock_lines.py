"""A set of cases as lines of a lock: its reduced ordered decision diagram, written out branch by branch.

A set is always written within another one (`within`): the cases that come to a question, that end at a result. What
cannot be there leaves no trace. First every question is left out that the set does not hang on, last ones first;
what is left is drawn as a diagram whose levels are questions, boxes, intervals and differences in file order, without
the branches that `within` rules out. So the lines are the same whenever the two sets are, however the conditions
are written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from oxidd.bdd import BDDFunction

from ..conditions.quantities import Kind, text_of
from .lock_given import Given, Group
from .lock_words import Branches, Level, written
from .proof.clusters import Cluster
from .proof.space import Space, Wheel

Tree: TypeAlias = int
"""A node of a diagram by number, or YES, NO, NEVER."""
YES, NO, NEVER = -1, -2, -3


@dataclass
class Drawer:
    """Draws sets of one guide. Keeps nodes, so that equal parts are found again."""

    given: Given
    nodes: list[tuple[Level, Branches]] = field(default_factory=list)
    _numbers: dict[tuple[Level, Branches], int] = field(default_factory=dict)
    _drawn: dict[tuple[BDDFunction, BDDFunction], Tree] = field(default_factory=dict)
    _owners: dict[int, Group] = field(default_factory=dict)
    _cubes: dict[tuple[int, int], BDDFunction] = field(default_factory=dict)
    _levels: dict[str, list[Level]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._owners = {variable: group for group in self.given.groups for variable in (*group.bits, *group.asked)}

    @property
    def space(self) -> Space:
        """The variables."""
        return self.given.flow.space

    def lines(self, cases: BDDFunction, within: BDDFunction, time: int) -> list[str]:
        """The lines of a set over what readers would say; one empty line where that is all of what it is written within.

        `time`: how many questions, in file order, have been put by then.
        """
        inside, outside = cases & within, within & ~cases
        if not inside.satisfiable() or not outside.satisfiable():
            return [""] * inside.satisfiable()
        inside, outside = self._lean(self.given.cases(inside, time), self.given.cases(outside, time), time)
        return written(self._draw(inside, inside | outside), self.nodes)

    def _lean(self, inside: BDDFunction, outside: BDDFunction, time: int) -> tuple[BDDFunction, BDDFunction]:
        """The two sets with every question forgotten that is not needed to tell them apart."""
        steps = self.space.plan.steps
        left = sum(steps[group.question].index < time for group in self.given.groups)
        while left > 0:
            # How many of the groups left can be forgotten together? Mostly all or none; else found by halving.
            few, many = 0, left
            tried, found = many, (inside, outside)
            while few < many:
                cube = self._cube(left - tried, left)
                less = (inside.exists(cube), outside.exists(cube))
                apart = not (less[0] & less[1]).satisfiable()
                few, many, found = (tried, many, less) if apart else (few, tried - 1, found)
                tried = (few + many + 1) // 2 if few else 1
            inside, outside = found
            left -= few + 1
        return inside, outside

    def _cube(self, first: int, end: int) -> BDDFunction:
        """The variables of groups in a row."""
        if (first, end) not in self._cubes:
            groups = self.given.groups[first:end]
            self._cubes[first, end] = self.space.cube(
                variable for group in groups for variable in (*group.bits, *group.asked)
            )
        return self._cubes[first, end]

    def _draw(self, inside: BDDFunction, within: BDDFunction) -> Tree:
        if not within.satisfiable():
            return NEVER
        if not inside.satisfiable():
            return NO
        if inside == within:
            return YES
        key = (inside, within)
        if key not in self._drawn:
            tops = [top for top in (inside.node_var(), within.node_var()) if top is not None]
            self._drawn[key] = self._node(inside, within, min(tops))
        return self._drawn[key]

    def _node(self, inside: BDDFunction, within: BDDFunction, variable: int) -> Tree:
        group = self._owners[variable]
        levels = self._levels_of(group.question)
        if group.question in self.space.boxes:
            return self._boxes(inside, within, variable, group)
        wheel = self.space.wheel(group.question)
        if group.question not in self.space.clusters:
            classes = [self._spokes(inside, within, wheel, code, group.asked[0]) for code in range(wheel.size)]
            members = zip(self.space.classes[group.question], classes, strict=True)
            by_option = {option: child for options, child in members for option in options}
            rest = self._rest(inside, within, group)
            return self._put(levels[0], [*(by_option[option] for option in levels[0].values[:-1]), rest])
        cluster = self.space.clusters[group.question]
        keys: list[tuple[int, ...]] = []
        children: list[Tree] = []
        for (some, part_inside), (_, part_within) in zip(
            self.given.by_asking(cluster, inside), self.given.by_asking(cluster, within), strict=True
        ):
            for code in sorted(cluster.first_of_kind(some)):
                keys.append(_key(cluster, code, some))
                children.append(self._spokes(part_inside, part_within, wheel, code, None))
        return self._split(levels, keys, children)

    def _spokes(
        self, inside: BDDFunction, within: BDDFunction, wheel: Wheel, code: int, asked: int | None
    ) -> Tree:
        """What follows where a question's class has this number."""
        bits = {wheel.first + i: bool(code >> (wheel.bits - i - 1) & 1) for i in range(wheel.bits)}
        if asked is not None:
            bits[asked] = True
        return self._draw(_cofactor(inside, bits), _cofactor(within, bits))

    def _rest(self, inside: BDDFunction, within: BDDFunction, group: Group) -> Tree:
        """What follows where a question was not asked."""
        bits = dict.fromkeys((*group.bits, *group.asked), False)
        return self._draw(_cofactor(inside, bits), _cofactor(within, bits))

    def _boxes(self, inside: BDDFunction, within: BDDFunction, variable: int, group: Group) -> Tree:
        asked = self.space.manager.var(group.asked[0])
        if (within & ~asked).satisfiable():
            children = [self._draw(inside & asked, within & asked), self._rest(inside, within, group)]
            return self._put(Level(group.question, ("asked", "not asked"), asking=True), children)
        if variable == group.asked[0]:
            return self._draw(_cofactor(inside, {variable: True}), _cofactor(within, {variable: True}))
        boxes = self.space.boxes[group.question]
        box = next(name for name, number in boxes.items() if number == variable)
        return self._put(Level(group.question, (box,), box=True), [
            self._draw(_cofactor(inside, {variable: bit}), _cofactor(within, {variable: bit})) for bit in (False, True)
        ])

    def _split(self, levels: Sequence[Level], keys: list[tuple[int, ...]], children: list[Tree]) -> Tree:
        """A diagram over the coordinates of a cluster's cells."""
        if not levels:
            return children[0] if children else NEVER
        parts = []
        for value in range(len(levels[0].values)):
            fit = [i for i, key in enumerate(keys) if key[0] == value]
            parts.append(self._split(levels[1:], [keys[i][1:] for i in fit], [children[i] for i in fit]))
        return self._put(levels[0], parts)

    def _put(self, level: Level, children: list[Tree]) -> Tree:
        """The node with these children by value; where all that can be are the same, that one."""
        by_child: dict[Tree, list[int]] = {}
        for value, child in enumerate(children):
            if child != NEVER:
                by_child.setdefault(child, []).append(value)
        if len(by_child) < 2:
            return next(iter(by_child), NEVER)
        key = (level, tuple((tuple(values), child) for child, values in by_child.items()))
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(key)
        return self._numbers[key]

    def _levels_of(self, question: str) -> list[Level]:
        if question not in self._levels:
            if question in self.space.clusters:
                self._levels[question] = list(_cluster_levels(self.space, self.space.clusters[question]))
            else:
                options = (choice.id for choice in self.space.plan.steps[question].choices)
                self._levels[question] = [Level(question, (*options, "not asked"))]
        return self._levels[question]


def _key(cluster: Cluster, code: int, some: frozenset[str]) -> tuple[int, ...]:
    """A cell's coordinates; the last value of each level stands for what was not asked."""
    cell = cluster.cells[code]
    lies = (
        lies if member in some else len(cluster.intervals[member])
        for member, lies in zip(cluster.members, cell.lies, strict=True)
    )
    apart = (
        apart if some.issuperset(pair) else len(intervals)
        for (pair, intervals), apart in zip(cluster.differences.items(), cell.apart, strict=True)
    )
    return (*lies, *apart)


def _cluster_levels(space: Space, cluster: Cluster) -> Iterator[Level]:
    for member in cluster.members:
        kind = space.plan.steps[member].kind
        yield Level(member, (*(_range(at, kind) for at in cluster.intervals[member]), "not asked"), joined=True)
    for (one, two), intervals in cluster.differences.items():
        kind = space.plan.steps[one].kind
        # A difference of days is a number of days.
        kind = Kind("number") if kind.type == "date" else kind
        yield Level(f"{one} - {two}", (*(_range(at, kind) for at in intervals), "not asked"), joined=True)


def _range(interval: tuple[int, int], kind: Kind) -> str:
    low, high = (text_of(bound, kind) for bound in interval)
    return low if low == high else f"{low}..{high}"


def _cofactor(function: BDDFunction, bits: dict[int, bool]) -> BDDFunction:
    """A set where the variables at its top have these values."""
    for variable, bit in bits.items():
        if function.node_var() == variable:
            below = function.cofactor_true() if bit else function.cofactor_false()
            assert below is not None
            function = below
    return function
