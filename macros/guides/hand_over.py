"""What goes along from a result of one guide to the guide that it leads on to.

A link carries what the result implies (`set`) in its address, script or not. The answers that the two guides share are
added by the page's script, which knows them: `data-carry` names them as pairs of questions, `here=there`, with the options
that the other guide takes behind a colon where it does not take all: `nation=nation body=kind:parish,principal`.
"""

from collections.abc import Iterator, Mapping

from .address import format_address
from .logic import as_text
from .plan import Plan, Step
from .results import HandOver


def asked_there(there: Plan) -> dict[str, Step]:
    """The other guide's questions by what a `set` may call them: the shared answer, or the question's own id."""
    shared = {step.text.shared: step for step in there.steps.values() if step.text.shared}
    return shared | dict(there.steps)


def address(hand_over: HandOver, there: Plan) -> str:
    """What a link to the other guide ends in: `#v=1&over_threshold=yes`."""
    return format_address(there.guide.version, _implied(hand_over, there))


def carried(hand_over: HandOver, here: Plan, there: Plan) -> str:
    """The pairs of `data-carry`; what the result implies comes before what the reader said."""
    return " ".join(_pairs(here, there, _implied(hand_over, there)))


def _implied(hand_over: HandOver, there: Plan) -> dict[str, str]:
    by_name = asked_there(there)
    return {by_name[name].id: as_text(value) for name, value in hand_over.set.items()}


def _pairs(here: Plan, there: Plan, implied: Mapping[str, str]) -> Iterator[str]:
    by_name = asked_there(there)
    for step in here.steps.values():
        other = by_name.get(step.text.shared or "")
        if other is None or other.text.shared != step.text.shared or other.id in implied:
            continue
        mine, theirs = [choice.id for choice in step.choices], [choice.id for choice in other.choices]
        if step.kind.is_quantity:
            if other.kind.low <= step.kind.low and step.kind.high <= other.kind.high and other.kind.scale == step.kind.scale:
                yield f"{step.id}={other.id}"
        elif set(mine) <= set(theirs):
            yield f"{step.id}={other.id}"
        elif step.kind.type == "one" and (both := [option for option in mine if option in theirs]):
            yield f"{step.id}={other.id}:{','.join(both)}"
