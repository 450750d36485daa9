"""Pictures of guides: whole, readable, linked, and the same each time."""

import re
from pathlib import Path

import pytest
from lxml import etree

from macros.data import Library
from macros.guides.picture_graph import SHAPES, Graph, graphs
from macros.guides.pictures import SIZE, Picture, measure, picture, wrapped
from macros.guides.products import products
from macros.guides.render_names import Names, names_of
from tests.guides.pages import ROOT, fixture, library_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    real = (ROOT / "docs" / "data" / "guides" / "general-power.yml").read_text(encoding="utf-8")
    return library_of(
        tmp_path_factory.mktemp("pictures"),
        {"everything": fixture("everything"), "small": fixture("small"), "general-power": real},
    )


@pytest.fixture(scope="module", params=["general-power", "everything", "small"])
def drawn(request: pytest.FixtureRequest, library: Library) -> tuple[Names, list[Graph], list[Picture]]:
    names = names_of(library, request.param)
    made = graphs(names)
    return names, made, [picture(graph, "../index.html") for graph in made]


def test_every_question_stands_in_one_picture_and_every_result_in_some(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    names, made, _ = drawn
    sections = [graph for graph in made if graph.name != "overview"]
    homes = [key for graph in sections for key, node in graph.nodes.items() if node.kind == "question"]
    assert sorted(homes) == sorted(names.plan.steps)
    shown = {key for graph in sections for key, node in graph.nodes.items() if node.kind in SHAPES}
    assert shown == set(names.plan.ends)


def test_every_answer_is_an_arrow(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    names, made, _ = drawn
    edges = [edge for graph in made if graph.name != "overview" for edge in graph.edges.values()]
    for step in names.plan.steps.values():
        out = [edge for edge in edges if edge.source == step.id]
        targets = {branch.to for go in (step.go, *(choice.go for choice in step.choices)) for branch in go or ()}
        assert {edge.target.removeprefix("to ") for edge in out} >= targets
        if step.kind.type == "one":
            said = " / ".join(label for edge in out for label in edge.labels)
            assert all(names.links.plain(choice.label) in said for choice in step.choices)


def test_an_arrow_under_a_rule_says_which(library: Library) -> None:
    [whole, people, _] = graphs(names_of(library, "everything"))
    rules = {(edge.target, label) for edge in people.edges.values() if edge.source == "insured" and edge.line == "rule"
             for label in edge.labels}
    assert rules == {("refused", "if 1 is A firm: No"), ("to rooms", "otherwise: No")}
    assert [edge.line for edge in people.edges.values() if edge.labels == ["not asked"]] == ["passed"]
    assert whole.name == "overview"


def test_the_way_on_from_a_pause_is_drawn(library: Library) -> None:
    people = graphs(names_of(library, "everything"))[1]
    on = {(edge.source, edge.target) for edge in people.edges.values() if edge.line == "resume"}
    assert on == {("talk", "guests"), ("sort", "insured"), ("sort", "careful")}


def test_a_picture_is_sound_xml_that_runs_and_fetches_nothing(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    for made in drawn[2]:
        root = etree.fromstring(made.svg.encode())
        assert root.get("lang") == "en-GB"
        assert root.find(f"{SVG}title").text == made.title
        assert root.find(f"{SVG}desc").text
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "style", "rect", "g", "path", "polygon", "text", "tspan", "a",
        }
        assert not re.search(r"url\(|@import|https?:(?!//www\.w3\.org/2000/svg)", made.svg)


def test_nodes_link_to_their_steps_on_the_page(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    names, _, pictures = drawn
    known = {*names.plan.steps, *names.plan.ends, *(f"section-{section}" for section in names.plan.guide.sections)}
    for made in pictures:
        links = etree.fromstring(made.svg.encode()).findall(f".//{SVG}a")
        assert links
        for link in links:
            page, _, anchor = link.get("href").partition("#")
            assert page == "../index.html"
            assert anchor in known
            assert link.get("target") == "_top"


def test_everything_stands_inside_the_picture(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    for made in drawn[2]:
        for box in etree.fromstring(made.svg.encode()).iterfind(f".//{SVG}rect"):
            x, y = float(box.get("x", 0)), float(box.get("y", 0))
            assert x >= 0
            assert y >= 0
            assert x + float(box.get("width")) <= made.width + 1
            assert y + float(box.get("height")) <= made.height + 1


def test_words_fit_their_boxes(drawn: tuple[Names, list[Graph], list[Picture]]) -> None:
    for made in drawn[2]:
        for link in etree.fromstring(made.svg.encode()).iterfind(f".//{SVG}a"):
            box = link.find(f"{SVG}rect")
            if box is not None:
                widest = max(measure(line.text or "") for line in link.iter(f"{SVG}tspan"))
                assert widest <= float(box.get("width"))


def test_status_is_a_word_and_a_shape_not_only_a_colour(library: Library) -> None:
    svg = {made.name: made.svg for made in (picture(graph, "") for graph in graphs(names_of(library, "everything")))}
    assert "■ R3 You cannot" in svg["people"]
    assert re.search(r'class="stop">.*?<polygon class="box"', svg["people"], re.DOTALL)
    assert re.search(r'class="pause">.*?<rect class="inner"', svg["people"], re.DOTALL)
    assert "◐ R2 You can, with care" in svg["money"]


def test_the_same_guide_gives_the_same_bytes(library: Library) -> None:
    names = names_of(library, "general-power")
    first, second = ([picture(graph, "").svg for graph in graphs(names)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("text", "lines"), [
    ("Short", ("Short",)),
    ("Two words here that run on", ("Two words here", "that run on")),
    ("One two three four five six seven eight nine ten eleven", ("One two three", "four five six…")),
    ("Pneumonoultramicroscopicsilicovolcanoconiosis", ("Pneumonoultramicroscopicsilicovolcanoconiosis",)),
])
def test_wrapping(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 8.2 * SIZE, 2) == lines


def test_pictures_lie_where_the_page_looks_for_them(library: Library) -> None:
    paths = {Path(path).as_posix() for path, _ in products(library, "everything")}
    assert {"guides/everything/pictures/overview.svg", "guides/everything/pictures/people.svg",
            "guides/everything/pictures/money.svg"} <= paths
