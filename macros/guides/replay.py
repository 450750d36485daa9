"""Replay: from answers to a route. The reference for the JavaScript engine.

Answers are texts, as they stand in an address: an option's id; ids joined by commas (none: an empty text); a quantity
as `1200.50` or `2026-11-23`; `<question>.then` is `done` or `open`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..conditions.evaluate import Answer, holds
from ..conditions.quantities import Kind, units_of
from .logic import Logic

Trouble: TypeAlias = Literal[
    "no such option", "not offered", "no such kind of value", "too small", "too large", "nothing picked",
    "neither done nor open",
]


@dataclass(frozen=True)
class Notice:
    """Why a replay stopped at an answer."""

    key: str
    """A question, or `<question>.then`."""
    given: str
    trouble: Trouble


@dataclass(frozen=True)
class Met:
    """A pause on the way."""

    pause: str
    led_by: str
    """The question whose step led to it; it may have been passed over."""
    then: Literal["done", "open"] | None
    """None where the route stands at it."""


@dataclass
class Route:
    """How far answers lead."""

    state: Literal["question", "pause", "outcome", "nowhere"] = "nowhere"
    """What it stands at; `nowhere`: the guide leads nowhere (a checked guide never does)."""
    at: str = ""
    """The id of what it stands at; for `nowhere`, of the question that leads nowhere."""
    asked: list[str] = field(default_factory=list)
    """Questions answered, in order."""
    passed: list[str] = field(default_factory=list)
    """Questions passed over, in order."""
    pauses: list[Met] = field(default_factory=list)
    """Pauses met, in order; the last may be the one it stands at."""
    parts: list[str] = field(default_factory=list)
    """Parts shown on the way and where it stands, as `holder.part`, in order, each once."""
    notes: list[str] = field(default_factory=list)
    """Notes of the options picked, as `question.option`, in order."""
    offered: list[str] = field(default_factory=list)
    """At a question: the options on offer."""
    ended: bool = False
    """Whether it stands at an outcome, or at a pause that ends the guide."""
    can_go_on: bool = False
    """At a pause: whether `<question>.then` leads on."""
    unused: list[str] = field(default_factory=list)
    """Keys of given answers that the route did not use."""
    notice: Notice | None = None
    """Why it stands where it does although an answer was given."""

    @property
    def aside(self) -> list[str]:
        """Answers to name as set aside: those unused, once the route has ended without them."""
        return self.unused if self.ended else []

    @property
    def still_open(self) -> list[str]:
        """Pauses whose steps are still to do."""
        return [met.pause for met in self.pauses if met.then == "open"]


def replay(logic: Logic, given: Mapping[str, str]) -> Route:
    """The route that answers lead; keys that the guide does not know are ignored."""
    run = _Run(logic, given)
    run.walk()
    known = {question["id"] for question in logic["questions"]}
    used = {*run.route.asked, *(f"{met.led_by}.then" for met in run.route.pauses if met.then)}
    known |= {f"{question}.then" for question in known}
    run.route.unused = [key for key in given if key in known and key not in used]
    return run.route


class _Run:
    def __init__(self, logic: Logic, given: Mapping[str, str]) -> None:
        self.logic = logic
        self.given = given
        self.questions: dict[str, dict[str, Any]] = {question["id"]: question for question in logic["questions"]}
        self.facts = logic.get("facts", {})
        self.answers: dict[str, Answer] = {}
        self.route = Route()

    def walk(self) -> None:
        target: str | None = self.logic["questions"][0]["id"]
        while target in self.questions:
            target = self._step(self.questions[target])
        if target:
            self._stand("outcome", target)
            self.route.ended = True
            self._show(target, self.logic["results"][target])

    def _step(self, question: dict[str, Any]) -> str | None:
        """One step; gives the next question or the outcome, None where the route stands."""
        go = question.get("go")
        if self._holds(question.get("when")):
            self._show(question["id"], question)
            answer = self._answer(question)
            if answer is None:
                return None
            self.answers[question["id"]] = answer
            self.route.asked.append(question["id"])
            picked = [option for option in question.get("options", ()) if option["id"] == answer
                      or (isinstance(answer, frozenset) and option["id"] in answer)]
            self.route.notes += [f"{question['id']}.{option['id']}" for option in picked if option.get("note")]
            if question["type"] == "one":
                go = picked[0].get("go", go)
        else:
            self.route.passed.append(question["id"])
        target = self._target(go)
        if target is None:
            self._stand("nowhere", question["id"])
        elif target not in self.questions and self.logic["results"][target]["status"] == "pause":
            return self._pause(question["id"], target)
        return target

    def _pause(self, led_by: str, pause: str) -> str | None:
        result = self.logic["results"][pause]
        self._show(pause, result)
        resume = result.get("resume")
        if isinstance(resume, dict):
            resume = resume.get(led_by)
        key = f"{led_by}.then"
        then = self.given.get(key)
        self.route.can_go_on = resume not in (None, "again")
        if self.route.can_go_on and then in ("done", "open"):
            self.route.pauses.append(Met(pause, led_by, "done" if then == "done" else "open"))
            self.route.can_go_on = False
            return str(resume)
        if self.route.can_go_on and then is not None:
            self.route.notice = Notice(key, then, "neither done nor open")
        self.route.pauses.append(Met(pause, led_by, None))
        self._stand("pause", pause)
        self.route.ended = resume is None
        return None

    def _answer(self, question: dict[str, Any]) -> Answer | None:
        """The answer given; None, with the route standing here, where there is none or it is illegal."""
        offered = [option["id"] for option in question.get("options", ()) if self._holds(option.get("when"))]
        text = self.given.get(question["id"])
        if text is not None:
            answer, trouble = read_answer(question, text, offered)
            if answer is not None:
                return answer
            if trouble:
                self.route.notice = Notice(question["id"], text, trouble)
        self._stand("question", question["id"])
        self.route.offered = offered
        if question["type"] in ("one", "many") and not offered and not question.get("none"):
            self.route.state = "nowhere"
        return None

    def _target(self, go: Any) -> str | None:
        if isinstance(go, list):
            go = next((target for when, target in go if when == 1 or self._holds(when)), None)
        return str(go) if go else None

    def _holds(self, condition: Any) -> bool:
        return condition is None or holds(condition, self.answers, self.facts)

    def _show(self, holder: str, node: dict[str, Any]) -> None:
        for part, when in node.get("parts", ()):
            name = f"{holder}.{part}"
            if name not in self.route.parts and (when == 1 or self._holds(when)):
                self.route.parts.append(name)

    def _stand(self, state: Literal["question", "pause", "outcome", "nowhere"], at: str) -> None:
        self.route.state, self.route.at = state, at


def read_answer(
    question: dict[str, Any], text: str, offered: list[str] | None = None
) -> tuple[Answer | None, Trouble | None]:
    """An answer's text as a value, or what is wrong with it; `offered` left out: every option is."""
    known = [option["id"] for option in question.get("options", ())]
    if question["type"] == "one":
        if text not in known:
            return None, "no such option"
        return (text, None) if offered is None or text in offered else (None, "not offered")
    if question["type"] == "many":
        ticked = text.split(",") if text else []
        if any(box not in known for box in ticked):
            return None, "no such option"
        if offered is not None and any(box not in offered for box in ticked):
            return None, "not offered"
        return (frozenset(ticked), None) if ticked or question.get("none") else (None, "nothing picked")
    units = units_of(text, kind_in(question))
    if units is None:
        return None, "no such kind of value"
    if units < question["min"]:
        return None, "too small"
    return (units, None) if units <= question["max"] else (None, "too large")


def kind_in(question: dict[str, Any]) -> Kind:
    """The kind of a question of the logic."""
    return Kind(
        question["type"], tuple(option["id"] for option in question.get("options", ())), question.get("min", 0),
        question.get("max", 0), question.get("decimals", 0) if question["type"] == "number" else 0,
    )
