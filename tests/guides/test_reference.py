"""The pages about guides say what the models and the check do.

`UPDATE_FIXTURES=1` writes the tables of keys anew from the models' docstrings.
"""

import os
import re
from pathlib import Path

import pytest

from macros.finding import report
from macros.guides.check import check_guides
from macros.guides.fields import Item
from macros.guides.model import Block, Case, Change, Guide, Section, SharedAnswers, SharedBlock, Signed
from macros.guides.new import new_guide
from macros.guides.questions import Option, Question, Rule, SharedAnswer, Use
from macros.guides.results import HandOver, Part, Result
from macros.guides.surroundings import Surroundings
from macros.model import Model
from macros.source import read_text
from tests.guides.test_findings import surroundings

PAGE = Path("docs/reference/formats/guides.md")
HOW_TO = Path("docs/reference/write-a-guide.md")
MODELS: dict[str, type[Model]] = {
    model.__name__: model for model in (
        Guide, Section, Question, Option, Rule, Result, Part, Item, HandOver, Change, Signed, Case, Block, SharedBlock,
        Use, SharedAnswers, SharedAnswer,
    )
}
_TABLE = re.compile(r"<!-- keys: (\w+) -->\n\n(?:\|[^\n]*\n)*")
FIRST = ("ask", "title", "text", "when", "name", "guide", "use")
"""Keys that come first in a table."""


def table(model: type[Model]) -> str:
    fields = sorted(model.model_fields.items(), key=lambda item: FIRST.index(item[0]) if item[0] in FIRST else len(FIRST))
    rows = [
        f"| `{field.alias or name}` | {'yes' if field.is_required() else ''} | {(field.description or '').replace('|', chr(92) + '|')} |"
        for name, field in fields
    ]
    return "\n".join(["| key | needed | what it says |", "|---|---|---|", *rows]) + "\n"


def test_every_key_of_every_model_is_in_the_reference() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = _TABLE.sub(lambda found: f"<!-- keys: {found[1]} -->\n\n{table(MODELS[found[1]])}", text)
    if os.environ.get("UPDATE_FIXTURES"):
        PAGE.write_text(made, encoding="utf-8")
        text = made
    assert text == made
    assert sorted(_TABLE.findall(text)) == sorted(MODELS)


def test_every_key_has_a_docstring() -> None:
    for name, model in MODELS.items():
        for key, field in model.model_fields.items():
            assert field.description, f"{name}.{key}"


def test_the_small_guide_of_the_reference_is_the_one_that_is_checked() -> None:
    small = Path("tests/fixtures/guides/small.yml").read_text(encoding="utf-8")
    assert f"```yaml\n{small}```" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [f"G{n:02}" for n in range(1, 16)])
def test_every_finding_is_explained(code: str) -> None:
    assert f"\n| {code} | " in PAGE.read_text(encoding="utf-8")


def test_the_guide_of_the_how_to_comes_out_as_it_says() -> None:
    text = HOW_TO.read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    head, questions, outcomes, settled, tests = blocks
    around = surroundings()
    around = Surroundings(around.today, around.law, roles={"monitoring_officer"})

    def check(guide: str) -> str:
        document = read_text(guide, "docs/data/guides/hall-hire.yml", [])
        assert document
        return report(check_guides({"hall-hire": document}, around).findings)

    assert check(new_guide("hall-hire", around.today)) == "0 errors, 0 warnings"
    first = check(f"{head}\n{questions}\n{outcomes}")
    told = re.search(r"```text\n.*?\n(.*?)```", text, re.DOTALL)
    assert told
    for line in told[1].splitlines():
        assert line.strip() in first
    assert "error" not in first.replace("0 errors", "")
    mended = re.sub(r" +go: \[\{when: \{charge.*\n", settled, questions)
    assert mended != questions
    assert check(f"{head}\n{mended}\n{outcomes}\n{tests}") == "0 errors, 0 warnings"
    broken = mended.replace('"no": {go: refuse}', '"yes": {go: lend}\n      "no": {go: lend}')
    assert 'The question "purpose" can never be reached: every answer to "free" leads elsewhere' in check(
        f"{head}\n{broken}\n{outcomes}\n{tests}"
    )
