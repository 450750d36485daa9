"""Small kinds of field that the models of guides share."""

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema

from ..conditions.parse import WORDS
from ..model import Model

RESERVED = {*WORDS, "v", "then", "end", "again"}
"""Words of the format that cannot be ids."""
ID = re.compile(r"[a-z][a-z0-9_]*")


def _id(value: str) -> str:
    if not ID.fullmatch(value):
        raise ValueError(f'"{value}" is not an id.\nAn id has small letters, digits and _, and starts with a letter.')
    return value


def _free(value: str) -> str:
    if value in RESERVED:
        raise ValueError(f'"{value}" is a word of the format, so it cannot be an id.\nGive it another name.')
    return value


def _one_is_a_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Id: TypeAlias = Annotated[str, AfterValidator(_id)]
NodeId: TypeAlias = Annotated[Id, AfterValidator(_free)]
"""An id that conditions and `go` name: of a question, an outcome, a pause, a fact."""
Text: TypeAlias = Annotated[str, Field(min_length=1)]
Words: TypeAlias = Annotated[
    tuple[Text, ...], BeforeValidator(_one_is_a_list, json_schema_input_type=str | list[str])
]
"""A list of words or ids; one alone needs no brackets."""
Nation: TypeAlias = Literal["england", "wales", "scotland", "northern_ireland"]


def _quantity(value: Any) -> int | Decimal | datetime.date:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, datetime.date)):
        # Pydantic makes a finding of a ValueError, and of no other error.
        raise ValueError(  # noqa: TRY004
            "A number or a day should stand here.\nFor example 1000, 12.5 or 2026-11-23."
        )
    return value


Quantity: TypeAlias = Annotated[
    int | Decimal | datetime.date, PlainValidator(_quantity, json_schema_input_type=int | Decimal | datetime.date)
]
RawCondition: TypeAlias = Annotated[
    dict[str, Any],
    WithJsonSchema({"type": "object", "minProperties": 1, "description": "A condition; see the format's page."}),
]


class Item(Model):
    """One line of a list that a reader ticks, fills or keeps."""

    text: Text
    """What to do, write down or keep."""
    hint: Text | None = None
    """How."""
    law: Words = ()
    """What it rests on."""
    who: Words = ()
    """The roles that do it."""


def _item(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Items: TypeAlias = dict[Id, Annotated[Item, BeforeValidator(_item, json_schema_input_type=str | Item)]]
"""Lines by id, so that ticks, typed reasons and locks have stable names."""
