"""What a page says of when its elements can occur: read back, it is what the proof says; and ways lead to what is there."""

import json
import re
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from macros.data import Library
from macros.guides.proof.narrowing import Choices, Narrowing, Thing
from macros.guides.render import guide
from macros.guides.render_marks import _DIGITS, _written
from tests.guides.pages import ROOT, context_of, library_of

MARKET = (ROOT / "tests/fixtures/guide-pages/market.yml").read_text(encoding="utf-8")
GUIDES = ["general-power", "market"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    data = ROOT / "docs" / "data"
    checklists = {f"data/checklists/{path.name}": path.read_text(encoding="utf-8") for path in (data / "checklists").glob("*.yml")}
    real = (data / "guides" / "general-power.yml").read_text(encoding="utf-8")
    return library_of(tmp_path_factory.mktemp("marks"), {"market": MARKET, "general-power": real}, checklists)


def narrowing_in(library: Library, name: str) -> Narrowing:
    found = library.guides[name].narrowing
    assert found
    return found


def read_back(page: HTMLParser) -> tuple[list[Choices], Choices, dict[int, Choices]]:
    """The sets of the marked elements in the page's order, that of the whole, and all sets by number."""
    table = json.loads(page.css_first(".guide-marks").text())
    numbers = []
    for capitals, digit in re.findall("([A-Z]*)([0-9a-z])", table["marks"]):
        high = 0
        for capital in capitals:
            high = high * 26 + ord(capital) - 64
        numbers.append(high * 36 + int(digit, 36))
    size = 1
    for name in table["questions"]:
        size *= len(page.css_first(f'[id="{name}"]').css("[data-option]"))
    groups = -(-size // 6)
    count = len(table["sets"]) // groups
    sets = {n: sum(_DIGITS.index(table["sets"][g * count + n]) << 6 * g for g in range(groups)) for n in range(count)}
    return [sets[number] for number in numbers], sets[table["top"]], sets



@pytest.mark.parametrize("name", GUIDES)
def test_marks_read_back_are_what_the_proof_says(library: Library, name: str) -> None:
    narrowing = narrowing_in(library, name)
    text = guide(context_of(library, f"guides/{name}.md"), name)
    page = HTMLParser(markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables"]))
    marked, top, _ = read_back(page)
    assert top == narrowing.top
    nodes = page.css("[data-for]")
    assert len(nodes) == len(marked) and not any(node.attributes["data-for"] for node in nodes)
    known: dict[int, Choices] = {node.mem_id: choices for node, choices in zip(nodes, marked, strict=True)}

    def at(node: object) -> Choices:
        """When something on the page is there, by its own mark or that of what holds it."""
        while node is not None:
            if node.mem_id in known:  # type: ignore[attr-defined]  # selectolax has no types for nodes
                return known[node.mem_id]  # type: ignore[attr-defined]
            node = node.parent  # type: ignore[attr-defined]
        return top

    tried = 0
    for thing, choices in narrowing.things.items():
        match thing:
            case ("question" | "result", holder):
                found = page.css(f'[id="{holder}"]')
            case ("option", holder, option):
                found = page.css(f'[id="{holder}"] [data-option="{option}"]')
            case ("none", holder):
                found = page.css(f'[id="{holder}"] [data-none]')
            case ("part", part):
                holder, _, part = part.rpartition(".")
                found = page.css(f'[id="{holder}"] [data-part="{part}"]')
            case ("way", holder, option, n):
                found = page.css(f'[id="{holder}"] [data-option="{option}"] > .rules > li')[int(n) : int(n) + 1]
            case ("then", holder, n):
                found = page.css(f'[id="{holder}"] > .question__else > .rules > li')[int(n) : int(n) + 1]
            case ("passed", holder):
                found = page.css(f'[id="{holder}"] > .when')
            case _:
                continue
        for node in found:
            assert at(node) == choices, thing
            tried += 1
    assert tried > 25


@pytest.mark.parametrize("name", GUIDES)
def test_what_a_way_leads_to_can_occur_wherever_the_way_can(library: Library, name: str) -> None:
    """So no way that is shown leads to what is left out."""
    plan, narrowing = library.guides[name].plan, narrowing_in(library, name)
    things, tried = narrowing.things, 0

    def leads(thing: Thing, to: str | None) -> None:
        nonlocal tried
        target = things["question", to or ""] if to in plan.steps else things["result", to or ""]
        assert things[thing] & ~target == 0, (thing, to)
        tried += 1

    for step in plan.steps.values():
        for choice in step.choices:
            for n, branch in enumerate(choice.go or ()):
                leads(("way", step.id, choice.id, str(n)), branch.to)
        for n, branch in enumerate(step.go or ()):
            leads(("then", step.id, str(n)), branch.to)
            leads(("passed", step.id, str(n)), branch.to)
        if step.go is None and step.next:
            leads(("passed", step.id, "0"), step.next)
            leads(("then", step.id, "0"), step.next)
    for thing in things:
        if thing[0] == "resume" and thing[2] not in ("", "again"):
            leads(thing, thing[2])
    assert tried > 15


def test_numbers_are_written_once_each() -> None:
    written = [_written(number) for number in range(36 * 28)]
    assert written[:2] == ["0", "1"] and written[35:38] == ["z", "A0", "A1"] and written[36 * 26] == "Z0" and written[36 * 27] == "AA0"
    assert len(set(written)) == len(written)


def test_a_guide_that_is_not_narrowed_has_neither_marks_nor_form(tmp_path: Path) -> None:
    plain = library_of(tmp_path, {"market": MARKET.replace("narrow: [nation, kind]\n", "")})
    assert plain.guides["market"].narrowing is None
    text = guide(context_of(plain, "guides/market.md"), "market")
    assert "data-for" not in text and "guide-narrow" not in text and "guide-marks" not in text
    assert 'data-print="whole"' in text
