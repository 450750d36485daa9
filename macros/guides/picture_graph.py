"""What the pictures of a guide show: its questions and results as nodes, its answers as edges, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..conditions.model import All, Condition, Fact, Is
from .plan import AGAIN, Branch, Plan, Step
from .render_names import STATUS, Names

Kind: TypeAlias = Literal["question", "proceed", "care", "stop", "advice", "pause", "way", "section"]
"""Kind of node; `way` leads from or to another picture."""
Line: TypeAlias = Literal["plain", "rule", "passed", "resume"]
"""Kind of edge: an answer; an answer under a rule; a question passed over; the way on from a pause."""

SHAPES: dict[str, str] = {
    "proceed": "\N{BLACK CIRCLE}", "care": "\N{CIRCLE WITH LEFT HALF BLACK}", "stop": "\N{BLACK SQUARE}", "advice": "?",
    "pause": "\N{DOUBLE VERTICAL LINE}",
}
"""The sign of each status, as in the style sheet."""


@dataclass(frozen=True)
class Node:
    """One thing in a picture."""

    key: str
    kind: Kind
    head: str
    """Its number or status."""
    text: str
    anchor: str
    """The id on the guide's page to which it leads."""


@dataclass
class Edge:
    """One arrow; `labels` are the answers that it stands for."""

    source: str
    target: str
    line: Line
    labels: list[str] = field(default_factory=list)


@dataclass
class Graph:
    """One picture, before it is laid out."""

    name: str
    """Its file's name without `.svg`: a section's id, or `overview`."""
    title: str
    about: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, Line], Edge] = field(default_factory=dict)

    def add(self, node: Node) -> str:
        """Add a node once; gives its key."""
        self.nodes.setdefault(node.key, node)
        return node.key

    def join(self, source: str, target: str, line: Line, label: str = "") -> None:
        """Add an arrow, or one more answer to it."""
        edge = self.edges.setdefault((source, target, line), Edge(source, target, line))
        if label and label not in edge.labels:
            edge.labels.append(label)


@dataclass(frozen=True)
class _Move:
    """One way from a question."""

    to: str
    line: Line
    label: str


Moves: TypeAlias = dict[str, tuple[_Move, ...]]


def graphs(names: Names) -> list[Graph]:
    """The pictures of a guide: an overview where it has sections, then one a section."""
    plan = names.plan
    moves = {step.id: tuple(_moves(names, step)) for step in plan.steps.values()}
    if not plan.guide.sections:
        return [_section(names, moves, "", "guide", names.links.plain(plan.guide.title))]
    return [_overview(names, moves)] + [
        _section(names, moves, section, section, about.title) for section, about in plan.guide.sections.items()
        if any(step.section == section for step in plan.steps.values())
    ]


def _section(names: Names, moves: Moves, section: str, name: str, title: str) -> Graph:
    plan = names.plan
    inside = {step.id for step in plan.steps.values() if step.section == section}
    first, last = min(map(names.number, inside)), max(map(names.number, inside))
    graph = Graph(
        name, f"{title}: questions {first} to {last}",
        "Arrows carry the answers. The same stands in words in the numbered questions of the guide.",
    )
    for step in plan.steps.values():
        for move in moves[step.id]:
            if step.id in inside:
                target = _target(names, graph, move.to, inside)
                graph.join(graph.add(_question(names, step.id)), target, move.line, move.label)
                _go_on(names, graph, step, move, inside)
            elif move.to in inside:
                graph.join(_from(names, graph, step), graph.add(_question(names, move.to)), "plain")
        if step.id not in inside:
            for move in moves[step.id]:
                if move.to in plan.ends and (on := names.resume(plan.ends[move.to], step.id)) in inside and on:
                    graph.join(_from(names, graph, step), graph.add(_question(names, on)), "plain")
    return graph


def _go_on(names: Names, graph: Graph, step: Step, move: _Move, inside: set[str]) -> None:
    """The way on from a pause to which a move led."""
    end = names.plan.ends.get(move.to)
    if end and end.is_pause and (on := names.resume(end, step.id)) and on != AGAIN:
        graph.join(end.id, _target(names, graph, on, inside), "resume")


def _target(names: Names, graph: Graph, to: str, inside: set[str]) -> str:
    if to in names.plan.ends:
        return graph.add(_end(names, to))
    if to in inside:
        return graph.add(_question(names, to))
    section = names.plan.steps[to].section
    title = names.plan.guide.sections[section].title
    return graph.add(Node(f"to {to}", "way", f"to {names.number(to)}", title, to))


def _from(names: Names, graph: Graph, step: Step) -> str:
    title = names.plan.guide.sections[step.section].title
    return graph.add(Node(f"from {step.section}", "way", "from", title, f"section-{step.section}"))


def _question(names: Names, question: str) -> Node:
    return Node(question, "question", str(names.number(question)), names.ask(question), question)


def _end(names: Names, end: str) -> Node:
    status = names.plan.ends[end].text.status
    word = STATUS[status].partition(":")[0]
    return Node(end, status, f"{SHAPES[status]} {names.marks[end]} {word}", names.title(end), end)


def _overview(names: Names, moves: Moves) -> Graph:
    plan = names.plan
    graph = Graph(
        "overview", "The whole guide",
        "Its sections and results. Pauses, which come before going on, stand in the pictures of the sections.",
    )
    for step in plan.steps.values():
        here = graph.add(_section_node(names, step.section))
        for move in moves[step.id]:
            targets = [move.to]
            if move.to in plan.ends and plan.ends[move.to].is_pause:
                on = names.resume(plan.ends[move.to], step.id)
                targets = [on] if on and on != AGAIN else []
            for to in targets:
                if to in plan.ends:
                    graph.join(here, graph.add(_end(names, to)), "plain")
                elif plan.steps[to].section != step.section:
                    several = len({*_leaving(names, moves, step)}) > 1
                    label = move.label if several and move.line == "plain" else ""
                    graph.join(here, graph.add(_section_node(names, plan.steps[to].section)), "plain", label)
    return graph


def _leaving(names: Names, moves: Moves, step: Step) -> Iterator[str]:
    """The other sections to which a question's answers lead straight."""
    yield from {
        names.plan.steps[move.to].section for move in moves[step.id]
        if move.to in names.plan.steps and names.plan.steps[move.to].section != step.section
    }


def _section_node(names: Names, section: str) -> Node:
    numbers = [names.number(step.id) for step in names.plan.steps.values() if step.section == section]
    head = f"{min(numbers)} to {max(numbers)}" if len(numbers) > 1 else str(numbers[0])
    return Node(f"section {section}", "section", head, names.plan.guide.sections[section].title, f"section-{section}")


def _moves(names: Names, step: Step) -> Iterator[_Move]:
    """Every way from a question, in the order of its options."""
    plain = names.links.plain
    one = step.kind.type == "one"
    left = [choice for choice in step.choices if one and not choice.go]
    for choice in step.choices if one else ():
        for branch in choice.go or ():
            yield _branch(names, branch, plain(choice.label), len(choice.go or ()) > 1)
    if not one or left:
        label = " / ".join(plain(choice.label) for choice in left)
        go = step.go or ()
        for branch in go:
            yield _branch(names, branch, label, len(go) > 1)
        if not go and step.next:
            yield _Move(step.next, "plain", label)
    if step.ask_when is not None:
        for branch in names.passing(step):
            if branch.to:
                yield _Move(branch.to, "passed", "not asked")
        if not step.go and step.next:
            yield _Move(step.next, "passed", "not asked")


def _branch(names: Names, branch: Branch, label: str, ruled: bool) -> _Move:  # noqa: FBT001  # of one caller
    assert branch.to
    if not ruled:
        return _Move(branch.to, "plain", label)
    rule = _brief(names, branch.when) if branch.when else "otherwise"
    # The rule comes first: what does not fit is cut off at the end, and the rule is what tells two arrows apart.
    return _Move(branch.to, "rule", ": ".join(filter(None, (rule, label))))


def _brief(names: Names, condition: Condition) -> str:
    """A condition in the few words that an arrow has room for; the rule itself stands with the question."""
    match condition:
        case Is(question, options):
            labels = [names.speech.label(question, option).strip("“”") for option in options]
            return f"if {names.number(question)} is {' or '.join(labels)}"
        case All(members) if all(isinstance(member, (Is, Fact)) for member in members):
            return " and ".join(_brief(names, member) for member in members).replace(" and if ", " and ")
        case Fact(name):
            return _brief(names, names.plan.facts[name])
    return "by rule"


__all__ = ["Edge", "Graph", "Kind", "Node", "Plan", "graphs"]
