"""Questions, their options, and uses of blocks, as they stand in a file."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..model import Model
from .fields import Id, Items, Quantity, RawCondition, Text, Words
from .results import Part

AnswerWord: TypeAlias = Literal["one", "yes-no", "many", "number", "money", "percent", "date"]


class Rule(Model):
    """One line of a list of rules."""

    when: RawCondition | None = None
    """Taken where this holds; left out: taken in every case that is left."""
    go: Text
    """A later question, an outcome or a pause; in a block also `end`."""


def _rules(value: Any) -> Any:
    return [{"go": value}] if isinstance(value, str) else value


Go: TypeAlias = Annotated[
    tuple[Rule, ...], Field(min_length=1), BeforeValidator(_rules, json_schema_input_type=str | list[Rule])
]


class Option(Model):
    """One answer that can be picked."""

    label: Text | None = None
    """What stands beside the button; `yes` and `no`, and options of shared answers, have one already."""
    hint: Text | None = None
    """A line under the label."""
    go: Go | None = None
    """Where this answer leads; not for boxes to tick."""
    when: RawCondition | None = None
    """Offered only where this holds."""
    note: Text | None = None
    """Markdown, shown from the next step on once this is picked, and in the record."""
    evidence: Items = Field(default_factory=dict)
    """What to keep on file where this is picked."""
    was: tuple[Id, ...] = ()
    """Ids that this option had in earlier versions."""


def _option(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else {} if value is None else value


Options: TypeAlias = dict[Id, Annotated[Option, BeforeValidator(_option, json_schema_input_type=str | Option | None)]]


class Answerable(Model):
    """What questions and shared answers have in common."""

    why: Text | None = None
    """Why it is asked: Markdown."""
    hint: Text | None = None
    """A line that helps to answer it."""
    law: Words = ()
    """Ids of propositions, or pins, on which the question rests."""
    answer: AnswerWord | None = None
    """Kind of answer; left out: one of the options."""
    options: Options = Field(default_factory=dict)
    """The answers that can be picked, by id; `yes` and `no` need not be written."""
    min: Quantity | None = None
    """The least quantity that is taken; left out: see the format's page."""
    max: Quantity | None = None
    """The greatest quantity that is taken; left out: see the format's page."""
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    """For a number: decimal places that may be typed; left out: none."""
    unit: Text | None = None
    """For a number: what it counts, shown after the box; a figure in days, months or years compares with it."""
    none_of_these: Text | None = None
    """For boxes: the label that says that none is ticked, which then is an answer."""
    filter: bool = False
    """Offers a box that narrows a long list of options while one types."""
    if_missing: Text | None = None
    """What is said where no answer is given; left out: a text by kind of answer."""


class SharedAnswer(Answerable):
    """A question that many guides ask."""

    ask: Text
    """The question."""


class Question(Answerable):
    """One question, asked on a step of its own."""

    ask: Text | None = None
    """The question; needed unless it is shared."""
    evidence: Items = Field(default_factory=dict)
    """What to keep on file, whatever the answer."""
    ask_when: RawCondition | None = None
    """Asked only where this holds, else passed over."""
    section: Id | None = None
    """The section that it belongs to."""
    shared: Id | None = None
    """The shared answer that it asks for."""
    go: Go | None = None
    """Where the answers lead that have no `go` of their own, asked or passed over."""
    parts: dict[Id, Part] = Field(default_factory=dict)
    """Help that depends on earlier answers."""
    was: tuple[Text, ...] = ()
    """Ids that this question had in earlier versions; in a block, as they stood in the block."""


class Use(Model):
    """A place where a block's questions are asked."""

    use: Text
    """The block's name."""
    subject: Text
    """What fills `{subject}` in the block's texts, so that no two steps have one heading."""
    then: Text
    """Where the block's `go: end` leads."""
    section: Id | None = None
    """The section of all its questions."""
    was: tuple[Id, ...] = ()
    """Ids that this use had in earlier versions."""


def _entry(value: Any) -> str:
    return "a use" if isinstance(value, Use) or (isinstance(value, dict) and "use" in value) else "a question"


class _AnyOf:
    """Has the schema of a union say `anyOf`, as that of every other union does."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(core)
        return {"anyOf": made["oneOf"]} if "oneOf" in made else made


Entry: TypeAlias = Annotated[
    Annotated[Use, Tag("a use")] | Annotated[Question, Tag("a question")], Discriminator(_entry), _AnyOf()
]
