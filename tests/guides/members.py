"""A member of every line of a lock: answers that the line speaks of, worked out by the proof's diagrams."""

import re

from oxidd.bdd import BDDFunction

from macros.conditions.quantities import Kind, units_of
from macros.guides.check import Checked
from macros.guides.lock_cases import first_answers
from macros.guides.lock_text import make_lock
from macros.guides.proof.flow import Flow

_SET = re.compile(r"(?P<name>[\w.]+(?: - [\w.]+)?) (?P<how>in|has|lacks) \{(?P<values>[^}]*)\}")


def members(checked: Checked) -> list[tuple[str, dict[str, str]]]:
    """Each line with a heading before it, and complete answers that belong to it."""
    assert checked.flow
    flow, heading = checked.flow, ""
    complete = flow.complete()
    found: list[tuple[str, dict[str, str]]] = []
    for line in make_lock(checked).partition("\n\nevery case")[0].splitlines()[9:]:
        if line and not line.startswith(" "):
            heading = line.partition(":")[0]
            continue
        what, _, where = line.strip().partition(" where ")
        cases = _cases(flow, heading.split(" ")[-1], what)
        if cases is None:
            continue
        cases = cases & complete & _where(flow, where)
        assert cases.satisfiable(), f"{heading}: {line}"
        found.append((f"{heading}: {line.strip()}", _answers(flow, cases)))
    return found


def _answers(flow: Flow, cases: BDDFunction) -> dict[str, str]:
    """The first answers of one case of a set."""
    asked = []
    for question, answered in flow.answered.items():
        put = cases & answered
        if put.satisfiable():
            cases = put
            asked.append(question)
        else:
            cases = cases & ~answered
    return first_answers(flow.space, cases, asked)


def _cases(flow: Flow, holder: str, what: str) -> BDDFunction | None:
    """The set that a line is about; None where it speaks of no cases."""
    word, _, name = what.partition(" ")
    match word:
        case "after" | "passing":
            name = name.removeprefix("over ")
            led = flow.space.false
            for edge in flow.edges:
                if (edge.source, edge.to) == (name, holder) and edge.how != "resume":
                    led = led | edge.cases
            return led & (flow.answered[name] if word == "after" else ~flow.asked[name])
        case "asked":
            return flow.asked[holder]
        case "offers":
            return flow.offered[f"{holder}.{name}"]
        case "part":
            return flow.shown[name]
        case "note":
            return flow.noted[name]
        case "at":
            return flow.reach[holder]
        case "change" | "ends":
            return flow.ended[holder]
    return None


def _where(flow: Flow, where: str) -> BDDFunction:
    result = flow.space.true
    for found in _SET.finditer(where):
        result = result & _literal(flow, found)
    return result


def _literal(flow: Flow, found: re.Match[str]) -> BDDFunction:
    space = flow.space
    one, _, two = found["name"].partition(" - ")
    values = found["values"].split(", ")
    given = flow.answered[one] & (flow.answered[two] if two else space.true)
    said = space.false
    if one in space.boxes:
        if found["how"] == "in":
            return given if values == ["asked"] else ~given
        said = space.true
        for box in values:
            said = said & (space.ticks(one, box) if found["how"] == "has" else ~space.ticks(one, box))
    elif one not in space.clusters:
        for members_of in space.classes[one]:
            if set(members_of) & set(values):
                said = said | space.says(one, members_of)
    else:
        kind = flow.plan.steps[one].kind
        kind = Kind("number") if two and kind.type == "date" else kind
        for value in values:
            if value != "not asked":
                low, _, high = value.partition("..")
                least, most = units_of(low, kind), units_of(high or low, kind)
                said = said | (space.apart(one, two, least, most) if two else space.lies(one, least, most))
    return (given & said) | (~given if "not asked" in values else space.false)
