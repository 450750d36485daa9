"""All that readers could say: one block of diagram variables a question, in file order.

A variable means "what the reader would say if asked". Options that nothing tells apart share a class, and so do
quantities between two constants; the number of the class is written in binary, and numbers that no class has count as
the last class, so that every assignment means something. Boxes have a variable each. Behind each question's variables
stand spare ones for what shows on a route (see `counts.py`), so that both have one order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oxidd.bdd import BDDFunction, BDDManager

from ...conditions.model import Alike, Apart, Condition, Is, Within, walk
from ...conditions.quantities import text_of
from ..plan import Choice, Plan, Step
from .clusters import Cluster, cut


@dataclass(frozen=True)
class Wheel:
    """Variables that hold the number of a class."""

    first: int
    """Its first variable."""
    bits: int
    size: int
    """How many classes there are."""


class Space:
    """The variables of one guide, and what sets of assignments mean."""

    def __init__(self, plan: Plan, spares: Mapping[int, int], capacity: int, cache: int) -> None:
        """`spares`: how many spare variables stand behind each question, by index.

        Raises clusters.TooIntricate.
        """
        self.plan = plan
        self.capacity = capacity
        self.manager = BDDManager(capacity, cache, 1)
        self.true, self.false = self.manager.true(), self.manager.false()
        conditions = list(conditions_of(plan))
        self.classes = {
            step.id: _classes(step, conditions) for step in plan.steps.values() if step.kind.type == "one"
        }
        self.clusters = {member: cluster for cluster in _clusters(plan) for member in cluster.members}
        self.wheels: dict[str, Wheel] = {}
        """By question of one answer, by first member of a cluster."""
        self.boxes: dict[str, dict[str, int]] = {}
        """By question with boxes: the variable of each box."""
        self.spares: dict[int, list[int]] = {}
        self.variables = 0
        for step in plan.steps.values():
            self._allot(step)
            count = spares.get(step.index, 0)
            self.spares[step.index] = list(range(self.variables, self.variables + count))
            self.variables += count
        self.manager.add_vars(self.variables)
        self._sets: dict[tuple[Wheel, frozenset[int]], BDDFunction] = {}

    def _allot(self, step: Step) -> None:
        if step.kind.type == "many":
            self.boxes[step.id] = {choice.id: self.variables + i for i, choice in enumerate(step.choices)}
            self.variables += len(step.choices)
            return
        if step.id in self.clusters:
            cluster = self.clusters[step.id]
            if any(member in self.wheels for member in cluster.members):
                return
            size = len(cluster.cells)
        else:
            size = len(self.classes[step.id])
        wheel = Wheel(self.variables, (size - 1).bit_length(), size)
        self.wheels[step.id] = wheel
        self.variables += wheel.bits

    def free(self) -> BDDFunction:
        """A new variable that means nothing, below all others."""
        self.manager.add_vars(1)
        self.variables += 1
        return self.manager.var(self.variables - 1)

    def wheel(self, question: str) -> Wheel:
        """The variables of a question's class, or of its cluster's cell."""
        if question in self.wheels:
            return self.wheels[question]
        return next(self.wheels[member] for member in self.clusters[question].members if member in self.wheels)

    def bits(self, question: str) -> list[int]:
        """The variables on which a question's answer stands; those of a cluster are shared by its members."""
        if question in self.boxes:
            return list(self.boxes[question].values())
        wheel = self.wheel(question)
        return list(range(wheel.first, wheel.first + wheel.bits))

    def crowded(self) -> bool:
        """Whether over half of the table is in use; from then on work slows to a crawl."""
        # Dead nodes are cleared well before the table is full: one step may need much of it, and none can clear on its way.
        if self.manager.approx_num_inner_nodes() < 0.3 * self.capacity:
            return False
        self.manager.gc()
        return self.manager.num_inner_nodes() > 0.5 * self.capacity

    def meaningful(self) -> list[int]:
        """The variables that stand for answers."""
        return [variable for question in (*self.boxes, *self.wheels) for variable in self.bits(question)]

    def cube(self, variables: Iterable[int]) -> BDDFunction:
        """The conjunction of variables, for quantifying over them."""
        result = self.true
        for variable in sorted(variables, reverse=True):
            result = self.manager.var(variable) & result
        return result

    def among(self, wheel: Wheel, numbers: frozenset[int]) -> BDDFunction:
        """Assignments whose class is one of these."""
        key = (wheel, numbers)
        if key not in self._sets:
            self._sets[key] = self._among(wheel, 0, 0, lambda code: min(code, wheel.size - 1) in numbers)
        return self._sets[key]

    def _among(self, wheel: Wheel, bit: int, code: int, wanted: Callable[[int], bool]) -> BDDFunction:
        if bit == wheel.bits:
            return self.true if wanted(code) else self.false
        low = self._among(wheel, bit + 1, code, wanted)
        high = self._among(wheel, bit + 1, code + (1 << (wheel.bits - bit - 1)), wanted)
        return self.manager.var(wheel.first + bit).ite(high, low)

    def proper(self, wheel: Wheel) -> BDDFunction:
        """Assignments whose number is that of a class, not a spare one."""
        return self._among(wheel, 0, 0, lambda code: code < wheel.size)

    def says(self, question: str, options: Sequence[str]) -> BDDFunction:
        """The answer would be one of these options."""
        wanted = frozenset(i for i, members in enumerate(self.classes[question]) if members[0] in options)
        return self.among(self.wheel(question), wanted)

    def ticks(self, question: str, option: str) -> BDDFunction:
        """The box would be ticked."""
        return self.manager.var(self.boxes[question][option])

    def lies(self, question: str, low: int | None, high: int | None) -> BDDFunction:
        """The quantity would be from `low` to `high`."""
        return self.among(self.wheel(question), self.clusters[question].lying(question, low, high))

    def apart(self, one: str, two: str, low: int | None, high: int | None) -> BDDFunction:
        """The difference of two quantities would be from `low` to `high`."""
        return self.among(self.wheel(one), self.clusters[one].differing(one, two, low, high))

    def example(self, function: BDDFunction) -> dict[str, str] | None:
        """What a reader says in one assignment of a function, for every question, as texts of an address."""
        picked = function.pick_cube()
        if picked is None:
            return None
        texts: dict[str, str] = {}
        for step in self.plan.steps.values():
            if step.id in self.boxes:
                texts[step.id] = ",".join(box for box, var in self.boxes[step.id].items() if picked[var])
                continue
            wheel = self.wheel(step.id)
            code = 0
            for variable in range(wheel.first, wheel.first + wheel.bits):
                code = 2 * code + bool(picked[variable])
            code = min(code, wheel.size - 1)
            if step.id in self.clusters:
                cluster = self.clusters[step.id]
                member = cluster.members.index(step.id)
                units = cluster.cells[code].witness[member]
                if len(cluster.members) == 1 and units == step.kind.low:
                    last = cluster.intervals[step.id][cluster.cells[code].lies[0]][1]
                    units = last if last < step.kind.high else units
                texts[step.id] = text_of(units, step.kind)
            else:
                texts[step.id] = self.classes[step.id][code][0]
        return texts


def conditions_of(plan: Plan) -> Iterator[Condition]:
    """Every condition of a guide, facts included."""
    yield from plan.facts.values()
    for step in plan.steps.values():
        for go in (step.go, *(choice.go for choice in step.choices)):
            yield from (branch.when for branch in go or () if branch.when)
        yield from (choice.when for choice in step.choices if choice.when)
        if step.ask_when:
            yield step.ask_when
    yield from (piece.when for piece in plan.pieces() if piece.when)


def _classes(step: Step, conditions: list[Condition]) -> list[tuple[str, ...]]:
    """Options of one question, those together that nothing tells apart."""
    named = {
        atom.options
        for condition in conditions
        for atom in walk(condition)
        if (isinstance(atom, Is) and atom.question == step.id)
        or (isinstance(atom, Alike) and step.id in atom.questions)
    }
    groups: dict[object, list[str]] = {}
    for choice in step.choices:
        key = (_own(choice), tuple(choice.id in options for options in sorted(named)))
        groups.setdefault(key, []).append(choice.id)
    return [tuple(group) for group in groups.values()]


def _own(choice: Choice) -> str | None:
    """What an option does by itself: where it leads, or its id where it is like no other."""
    if choice.when or choice.text.note or choice.text.evidence:
        return choice.id
    if choice.go is None:
        return None
    if len(choice.go) == 1 and choice.go[0].when is None and choice.go[0].to:
        return f"→ {choice.go[0].to}"
    return choice.id


def _clusters(plan: Plan) -> Iterator[Cluster]:
    """Every quantity, those together that are compared with each other."""
    quantities = [step.id for step in plan.steps.values() if step.kind.is_quantity]
    joined = {question: {question} for question in quantities}
    starts: dict[str, set[int]] = {question: set() for question in quantities}
    differences: dict[tuple[str, str], set[int]] = {}
    for condition in conditions_of(plan):
        for atom in walk(condition):
            if isinstance(atom, Within):
                starts[atom.question] |= _starts(atom.low, atom.high)
            elif isinstance(atom, Apart):
                one, two, low, high = atom.question, atom.other, atom.low, atom.high
                if plan.steps[one].index > plan.steps[two].index:
                    one, two, low, high = two, one, (None if high is None else -high), (None if low is None else -low)
                differences.setdefault((one, two), set()).update(_starts(low, high))
                group = joined[one] | joined[two]
                for member in group:
                    joined[member] = group
    seen: Counter[str] = Counter()
    for question in quantities:
        if seen[question]:
            continue
        members = tuple(member for member in quantities if member in joined[question])
        seen.update(members)
        kinds = {member: plan.steps[member].kind for member in members}
        yield Cluster(
            members,
            {member: cut(kinds[member].low, kinds[member].high, starts[member]) for member in members},
            {
                (one, two): cut(kinds[one].low - kinds[two].high, kinds[one].high - kinds[two].low, cuts)
                for (one, two), cuts in sorted(differences.items()) if one in kinds
            },
        )


def _starts(low: int | None, high: int | None) -> set[int]:
    """Where intervals begin so that the bounds fall between them."""
    return ({low} if low is not None else set()) | ({high + 1} if high is not None else set())
