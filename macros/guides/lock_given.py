"""Sets of cases over the answers given, each question with one value more: not asked.

The proof's diagrams say what readers would say if asked. A lock says what they said. The difference is a relation:
a variable for each question says whether it was answered, and where it was not, its other variables stand at rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from oxidd.bdd import BDDFunction

from .proof.clusters import Cluster
from .proof.flow import Flow


@dataclass(frozen=True)
class Group:
    """The variables of one question, or of questions compared with each other."""

    question: str
    """The first of them."""
    bits: tuple[int, ...]
    """What is answered."""
    asked: tuple[int, ...]
    """By question: whether it is."""


@dataclass
class Given:
    """The relation of one guide."""

    flow: Flow
    asked: dict[str, int] = field(default_factory=dict)
    """By question: the variable that says it was answered."""
    groups: list[Group] = field(default_factory=list)
    """In file order."""
    _normal: list[BDDFunction] = field(default_factory=list)

    def __post_init__(self) -> None:
        space, steps = self.flow.space, self.flow.plan.steps
        self.asked = {step.id: space.spares[step.index][0] for step in steps.values()}
        normal = space.true
        self._normal.append(normal)
        clusters: dict[str, Cluster] = {}
        for step in steps.values():
            if step.id in space.clusters:
                cluster = space.clusters[step.id]
                if cluster.members[0] == step.id:
                    clusters[step.id] = cluster
                    self._group(step.id, cluster.members)
                normal = normal & self._is_asked(step.id)
            else:
                self._group(step.id, (step.id,))
                normal = normal & self._is_asked(step.id) & self._at_rest(step.id)
            cells = space.true
            for cluster in clusters.values():
                cells = cells & self._cells(cluster, step.index)
            self._normal.append(normal & cells)

    def _group(self, question: str, members: tuple[str, ...]) -> None:
        bits = tuple(self.flow.space.bits(question))
        self.groups.append(Group(question, bits, tuple(self.asked[member] for member in members)))

    def cases(self, would_say: BDDFunction, time: int) -> BDDFunction:
        """A set over what readers would say, as one over what they said; `time`: questions put so far.

        The set may hang on those only.
        """
        return would_say & self._normal[min(time, len(self._normal) - 1)]

    def routes(self, would_say: BDDFunction) -> int:
        """How many ways of answering, by classes of answers, belong to a set."""
        told = sum(len(group.bits) + len(group.asked) for group in self.groups)
        variables = self.flow.space.variables
        return int(self.cases(would_say, len(self.asked)).sat_count(variables) >> (variables - told))

    def _is_asked(self, question: str) -> BDDFunction:
        answered: BDDFunction = self.flow.answered[question]
        return self.flow.space.manager.var(self.asked[question]).equiv(answered)

    def _at_rest(self, question: str) -> BDDFunction:
        """Where it is asked, a number that a class has; else the first, or no box."""
        space = self.flow.space
        asked = space.manager.var(self.asked[question])
        if question not in space.boxes:
            wheel = space.wheel(question)
            return space.proper(wheel) & (asked | space.among(wheel, frozenset({0})))
        empty = space.true
        for variable in space.bits(question):
            empty = empty & ~space.manager.var(variable)
        return asked | empty

    def _cells(self, cluster: Cluster, last: int) -> BDDFunction:
        """Of the cells that look alike to the questions asked, the first; questions after `last` are not asked."""
        space = self.flow.space
        wheel = space.wheel(cluster.members[0])
        result = space.false
        put = [member for member in cluster.members if self.flow.plan.steps[member].index <= last]
        for some in cluster.subsets():
            if not some.issubset(put):
                continue
            part = space.among(wheel, cluster.first_of_kind(some))
            for member in put:
                asked = space.manager.var(self.asked[member])
                part = part & (asked if member in some else ~asked)
            result = result | part
        return result & space.proper(wheel)

    def by_asking(self, cluster: Cluster, cases: BDDFunction) -> Iterator[tuple[frozenset[str], BDDFunction]]:
        """A set cut by which questions of a cluster were asked."""
        space = self.flow.space
        cube = space.cube(self.asked[member] for member in cluster.members)
        for some in cluster.subsets():
            part = cases
            for member in cluster.members:
                asked = space.manager.var(self.asked[member])
                part = part & (asked if member in some else ~asked)
            yield some, part.exists(cube)
