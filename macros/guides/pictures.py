"""Pictures of a guide: one a section and an overview, as SVG files that need nothing else.

Graphviz finds the places. It is told the size of every text, by our own measure, so that the same guide gives the same
bytes whatever fonts a machine has. What is drawn is ours: shapes and words for each status, light and dark colours, and a
link from every node to its step on the guide's page.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pygraphviz

from .. import html
from .picture_graph import Edge, Graph, Node, graphs
from .render_names import Names

Point: TypeAlias = tuple[float, float]
SIZE, LEADING, PAD = 13, 17, 10
"""Type size, distance of lines and inner margin, in pixels."""
_NODE_WIDTH, _LABEL_WIDTH = 176, 116
_NODE_LINES, _LABEL_LINES = 4, 3
_EDGE_OF_PAGE = 16
# Widths of Arial's letters in thousandths of the type size, by group; a little more than true, for fonts that are wider.
_WIDE = {**dict.fromkeys("ijl|'.,:;![]", 280), **dict.fromkeys("frtI() -/“”‘’\"", 380), **dict.fromkeys("mwMW%@…", 880),
         **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 720)}


@dataclass(frozen=True)
class Picture:
    """One SVG file."""

    name: str
    title: str
    about: str
    width: int
    height: int
    svg: str


@dataclass(frozen=True)
class _Box:
    """A node in its place, with its text in lines."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Arrow:
    """An edge in its place."""

    edge: Edge
    path: str
    head: str
    """The points of its tip."""
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


def pictures_of(names: Names) -> tuple[Picture, ...]:
    """All pictures of a guide: an overview where it has sections, then one a section."""
    # Not "../": a folder's address shows no page where the site is opened from disk.
    return tuple(picture(graph, "../index.html") for graph in graphs(names))


def picture(graph: Graph, page: str) -> Picture:
    """Lay a graph out and draw it. `page`: where the guide's page is, seen from the picture."""
    drawn = _laid_out(graph)
    left, low, right, top = (float(part) for part in drawn.graph_attr["bb"].split(","))
    width, height = right - left + 2 * _EDGE_OF_PAGE, top - low + 2 * _EDGE_OF_PAGE

    def place(text: str) -> Point:
        x, y = (float(part) for part in text.split(","))
        return round(x - left + _EDGE_OF_PAGE, 1), round(top - y + _EDGE_OF_PAGE, 1)

    boxes = [_box(node, place(drawn.get_node(node.key).attr["pos"])) for node in graph.nodes.values()]
    arrows = [_arrow(edge, drawn.get_edge(edge.source, edge.target, key=edge.line).attr, place)
              for edge in graph.edges.values()]
    svg = html.template(
        "guides/templates/picture.svg", graph=graph, boxes=boxes, arrows=arrows, page=page, width=round(width),
        height=round(height), size=SIZE, leading=LEADING, octagon=_octagon, hexagon=_hexagon,
    )
    return Picture(graph.name, graph.title, graph.about, round(width), round(height), f"{svg}\n")


def _laid_out(graph: Graph) -> pygraphviz.AGraph:
    drawn = pygraphviz.AGraph(strict=False, directed=True)
    drawn.graph_attr.update(rankdir="TB", nodesep="0.3", ranksep="0.35", splines="spline")
    drawn.node_attr.update(shape="box", fixedsize="true", label="")
    for node in graph.nodes.values():
        box = _box(node, (0, 0))
        drawn.add_node(node.key, width=f"{box.width / 72:.4f}", height=f"{box.height / 72:.4f}")
    leaves = graph.nodes.keys() - {edge.source for edge in graph.edges.values()}
    for i, edge in enumerate(graph.edges.values()):
        lines = _label(edge)
        size = {"label": _empty(*_extent(lines))} if lines else {}
        # Of the ends of one question every second stands a row lower, so that pictures grow less wide.
        steps = 1 + (i % 2 if edge.target in leaves else 0)
        # Ways on from a pause may run up or sideways: they should not decide who stands above whom.
        drawn.add_edge(edge.source, edge.target, key=edge.line, minlen=str(steps),
                       weight="1" if edge.line == "resume" else "4", **size)
    drawn.layout("dot")
    return drawn


def _empty(width: float, height: float) -> str:
    """A label of a fixed size without text."""
    return (f'<<TABLE BORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="{width + 8:.0f}" '
            f'HEIGHT="{height + 4:.0f}"><TR><TD></TD></TR></TABLE>>')


def _box(node: Node, centre: Point) -> _Box:
    lines = wrapped(node.text, _NODE_WIDTH, _NODE_LINES)
    width, height = _extent((node.head, *lines))
    # Slanted corners and round ends need room.
    width += 2 * PAD + (18 if node.kind in ("proceed", "care", "stop", "advice") else 0)
    height += 2 * PAD
    return _Box(node, round(centre[0] - width / 2, 1), round(centre[1] - height / 2, 1), width, height, lines)


def _label(edge: Edge) -> tuple[str, ...]:
    return wrapped(" / ".join(edge.labels), _LABEL_WIDTH, _LABEL_LINES) if edge.labels else ()


def _arrow(edge: Edge, attributes: dict[str, str], place: Callable[[str], Point]) -> _Arrow:
    spline = str(attributes["pos"]).split(";", maxsplit=1)[0].split()
    tip = place(spline[0][2:])
    points = [place(point) for point in spline if not point.startswith(("e,", "s,"))]
    start, curve = points[0], points[1:]
    path = f"M{_xy(start)} C{' '.join(map(_xy, curve))}"
    lines = _label(edge)
    width, height = _extent(lines)
    x, y = place(attributes["lp"]) if lines else (0.0, 0.0)
    return _Arrow(edge, path, _tip(points[-1], tip), lines, x, y, width + 8, height + 4)


def _tip(base: Point, tip: Point) -> str:
    """A triangle from the end of a line to its target."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1
    ox, oy = -dy / length * 3.5, dx / length * 3.5
    return " ".join(_xy((round(x, 1), round(y, 1))) for x, y in (
        (base[0] + ox, base[1] + oy), tip, (base[0] - ox, base[1] - oy)))


def _xy(point: Point) -> str:
    return f"{point[0]:g},{point[1]:g}"


def _octagon(box: _Box) -> str:
    return _corners(box, 12, 12)


def _hexagon(box: _Box) -> str:
    return _corners(box, 12, box.height / 2)


def _corners(box: _Box, dx: float, dy: float) -> str:
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    points = ((x + dx, y), (right - dx, y), (right, y + dy), (right, bottom - dy), (right - dx, bottom), (x + dx, bottom),
              (x, bottom - dy), (x, y + dy))
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in points)


def _extent(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of lines of text, in pixels."""
    return round(max(map(measure, lines), default=0), 1), len(lines) * LEADING


def measure(text: str) -> float:
    """The width of a text in pixels, as wide as the widest of our fonts sets it."""
    return sum(_WIDE.get(letter, 580) for letter in text) * SIZE / 1000


def wrapped(text: str, width: float, most: int) -> tuple[str, ...]:
    """A text in lines no wider than `width`; what goes beyond `most` lines ends in an ellipsis."""
    lines: list[str] = []
    for word in re.split(r"\s+", text.strip()):
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(f"{last}…") > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:/')}…"]
    return tuple(lines)
