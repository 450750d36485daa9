"""Every case of a guide, one a line, where they are few: answers that lead to it, and what it shows."""

from collections.abc import Iterator

from oxidd.bdd import BDDFunction

from ..conditions.quantities import text_of
from .proof.flow import Flow
from .proof.space import Space

MOST_CASES = 2000
_SHOWN = {"pause": "pauses", "part": "parts", "note": "notes"}


def case_lines(flow: Flow) -> list[str]:
    """A line for every case, by where it ends, in the order of the file.

    The answers are the first that belong to the case: of each question, in file order, the option that stands first,
    the fewest boxes, the least quantity. They name exactly the questions asked.
    """
    lines = []
    for end, ended in flow.ended.items():
        for shown, cases in _split(flow, ended):
            asked = [name for kind, name in shown if kind == "asked"]
            answers = first_answers(flow.space, cases, asked)
            said = " ".join(f"{question}={text}" for question, text in answers.items())
            more = [
                f"{word} {', '.join(names)}" for kind, word in _SHOWN.items()
                if (names := [name for each, name in shown if each == kind and name != end])
            ]
            lines.append("; ".join([f"{said}: {end}", *more]))
    return lines


def _split(flow: Flow, cases: BDDFunction) -> Iterator[tuple[list[tuple[str, str]], BDDFunction]]:
    """A set of cases one by one, each with what it shows."""
    if not cases.satisfiable():
        return
    found: list[tuple[list[tuple[str, str]], BDDFunction]] = [([], cases)]
    for label, _, showing in flow.visible():
        kind, _, name = label.partition(" ")
        if kind == "end":
            continue
        grown = []
        for shown, part in found:
            with_it, without = part & showing, part & ~showing
            if with_it.satisfiable():
                grown.append(([*shown, (kind, name)], with_it))
            if without.satisfiable():
                grown.append((shown, without))
        found = grown
    yield from found


def first_answers(space: Space, cases: BDDFunction, asked: list[str]) -> dict[str, str]:
    """The first answers of a set that is not empty, by question asked, as texts of an address."""
    answers: dict[str, str] = {}
    for question in asked:
        step = space.plan.steps[question]
        if question in space.boxes:
            ticked = []
            for box in space.boxes[question]:
                without = cases & ~space.ticks(question, box)
                if without.satisfiable():
                    cases = without
                else:
                    ticked.append(box)
            answers[question] = ",".join(ticked)
        elif question in space.clusters:
            cluster, wheel = space.clusters[question], space.wheel(question)
            cells = (space.among(wheel, frozenset({code})) & cases for code in range(wheel.size))
            code, cases = next((code, cell) for code, cell in enumerate(cells) if cell.satisfiable())
            answers[question] = text_of(cluster.cells[code].witness[cluster.members.index(question)], step.kind)
        else:
            for choice in step.choices:
                members = next(each for each in space.classes[question] if choice.id in each)
                said = cases & space.says(question, members)
                if said.satisfiable():
                    answers[question], cases = choice.id, said
                    break
    return answers
