"""From what an author wrote to a condition; faults become findings, and the condition `Unknown`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ..finding import Finding, did_you_mean
from ..source import Document, KeyPath
from .model import (
    Alike,
    All,
    Answered,
    AnyOf,
    Apart,
    Condition,
    Fact,
    Is,
    Not,
    Ticked,
    Ticks,
    Unknown,
    Within,
)
from .quantities import WHAT, Kind, Unlike, text_of, whole

COMPARISONS = ("at_least", "more_than", "at_most", "less_than", "between")
TICKED: dict[str, Literal["some", "every", "none"]] = {"any": "some", "all": "every", "none": "none"}
WORDS = ("answered", "fact", "all", "any", "not", "count")
"""Keys of a condition that are not ids of questions."""


class Names(Protocol):
    """What the names in a condition mean where it stands."""

    def question(self, name: str) -> tuple[str, Kind | None] | None:
        """The full id and the kind of a question; the kind is None where the question itself is at fault."""

    def questions(self) -> Collection[str]:
        """Ids that can be written here."""

    def facts(self) -> Collection[str]:
        """Names of facts."""

    def sets(self) -> dict[str, tuple[str, ...]]:
        """Named sets of options."""

    def figure(self, name: str, kind: Kind) -> int:
        """A figure's value in whole units; raises LookupError or Unlike with a whole sentence."""


def parse(raw: Any, document: Document, path: KeyPath, names: Names, findings: list[Finding]) -> Condition:
    """Read one condition that stands at `path` in a document."""
    return _Parser(document, names, findings).condition(raw, path)


@dataclass
class _Parser:
    document: Document
    names: Names
    findings: list[Finding]

    def _fault(self, path: KeyPath, code: str, message: str, advice: str = "") -> Unknown:
        self.findings.append(self.document.finding(path, code, message, advice))
        return Unknown(path=path)

    def condition(self, raw: Any, path: KeyPath) -> Condition:
        if not isinstance(raw, dict):
            return self._fault(
                path, "S04", "A condition is written as keys and values.", 'For example {resolved: "yes"}.'
            )
        if not raw:
            return self._fault(path, "S04", "This condition is empty.", "Fill it, or leave it out.")
        members = tuple(self._one(key, value, (*path, key)) for key, value in raw.items())
        return members[0] if len(members) == 1 else All(members, path=path)

    def _one(self, key: str, value: Any, path: KeyPath) -> Condition:
        match key:
            case "answered":
                found = self._question(value, path)
                return Answered(found[0], path=path) if found else Unknown(path=path)
            case "fact":
                if value in self.names.facts():
                    return Fact(value, path=path)
                return self._fault(
                    path, "G01", f'There is no fact named "{value}".', did_you_mean(str(value), self.names.facts())
                )
            case "all" | "any":
                if not isinstance(value, list) or not value:
                    return self._fault(
                        path, "S04", f'"{key}" takes a list of conditions that is not empty.',
                        'For example all: [{a: "yes"}, {b: "no"}].',
                    )
                members = tuple(self.condition(item, (*path, i)) for i, item in enumerate(value))
                return All(members, path=path) if key == "all" else AnyOf(members, path=path)
            case "not":
                return Not(self.condition(value, path), path=path)
            case "count":
                return self._alike(value, path)
        return self._about(key, value, path)

    def _question(self, name: Any, path: KeyPath) -> tuple[str, Kind] | None:
        """The question a condition names; None (with a finding, unless one stands already) where there is none."""
        found = self.names.question(name) if isinstance(name, str) else None
        if found is None:
            advice = did_you_mean(str(name), [*self.names.questions(), *WORDS])
            self._fault(path, "G01", f'There is no question named "{name}" that this condition could read.', advice)
            return None
        return (found[0], found[1]) if found[1] else None

    def _about(self, key: str, value: Any, path: KeyPath) -> Condition:
        found = self._question(key, path)
        if not found:
            return Unknown(path=path)
        question, kind = found
        if kind.type == "one":
            return self._is(question, kind, value, path)
        if not isinstance(value, dict):
            example = '{any: [a, b]}' if kind.type == "many" else "{at_least: 10}"
            return self._fault(
                path, "G08", f'The answer to "{key}" is {WHAT[kind.type]}, so it cannot be compared like this.',
                f"Write, for example, {{{key}: {example}}}.",
            )
        if not value:
            return self._fault(path, "S04", "This comparison is empty.", "Fill it, or leave it out.")
        part = self._ticks if kind.type == "many" else self._quantity
        members = tuple(part(question, kind, word, what, (*path, word)) for word, what in value.items())
        return members[0] if len(members) == 1 else All(members, path=path)

    def _is(self, question: str, kind: Kind, value: Any, path: KeyPath) -> Condition:
        if isinstance(value, dict):
            if set(value) != {"in"}:
                return self._fault(
                    path, "G08", f'The answer to "{path[-1]}" is {WHAT["one"]}, so it cannot be compared like this.',
                    f"Write {{{path[-1]}: option}}, {{{path[-1]}: [one, other]}} or {{{path[-1]}: {{in: a_set}}}}.",
                )
            sets = self.names.sets()
            if value["in"] not in sets:
                return self._fault(
                    path, "G01", f'There is no set named "{value["in"]}".', did_you_mean(str(value["in"]), sets)
                )
            options = self._options(list(sets[value["in"]]), kind, path, f'the set "{value["in"]}"')
        else:
            options = self._options(value, kind, path)
        return Is(question, options, path=path) if options else Unknown(path=path)

    def _options(self, value: Any, kind: Kind, path: KeyPath, where: str = "") -> tuple[str, ...]:
        """Options named in a condition; empty, with findings, where one is at fault."""
        options = value if isinstance(value, list) else [value]
        if not options:
            self._fault(path, "S04", "This list is empty.", "Name at least one option.")
            return ()
        wrong = [option for option in options if option not in kind.options]
        for option in wrong:
            advice = did_you_mean(str(option), kind.options) or f"Its options: {', '.join(kind.options)}."
            part = f" in {where}" if where else ""
            self._fault(path, "G01", f'"{option}"{part} is not an option of this question.', advice)
        if not wrong and len(set(options)) < len(options):
            self._fault(path, "G01", "An option stands twice in this list.", "Name each once.")
            return ()
        return () if wrong else tuple(options)

    def _ticks(self, question: str, kind: Kind, word: str, value: Any, path: KeyPath) -> Condition:
        if how := TICKED.get(word):
            options = self._options(value, kind, path)
            return Ticked(question, how, options, path=path) if options else Unknown(path=path)
        if word == "count":
            bounds = self._count(value, len(kind.options), path, "boxes to tick")
            return Ticks(question, *bounds, path=path) if bounds else Unknown(path=path)
        return self._no_word(word, (*TICKED, "count"), path)

    def _no_word(self, word: str, known: Collection[str], path: KeyPath) -> Unknown:
        advice = did_you_mean(word, known) or f"It can be: {', '.join(known)}."
        return self._fault(path, "G08", f'"{word}" is not a comparison that this kind of answer takes.', advice)

    def _alike(self, value: Any, path: KeyPath) -> Condition:
        keys = {"of", "is", *COMPARISONS}
        if not isinstance(value, dict) or not {"of", "is"} <= set(value) or not set(value) <= keys or len(value) < 3:
            return self._fault(
                path, "S04", "A count across questions is not written like this.",
                'Write count: {of: [q1, q2], is: "no", at_least: 2}.',
            )
        names = value["of"] if isinstance(value["of"], list) else [value["of"]]
        found = [self._question(name, (*path, "of", i)) for i, name in enumerate(names)]
        if not names or None in found:
            return Unknown(path=path) if names else self._fault((*path, "of"), "S04", "This list is empty.")
        questions = [item[0] for item in found if item]
        if len(set(questions)) < len(questions):
            return self._fault((*path, "of"), "G01", "A question stands twice in this count.", "Name each once.")
        for item in found:
            assert item
            if item[1].type != "one":
                return self._fault(
                    (*path, "of"), "G08",
                    f'A count across questions needs questions with one answer; "{item[0]}" takes '
                    f"{WHAT[item[1].type]}.",
                    "Take it out of the count.",
                )
            if not self._options(value["is"], item[1], (*path, "is"), f'what is counted over "{item[0]}"'):
                return Unknown(path=path)
        options = value["is"] if isinstance(value["is"], list) else [value["is"]]
        bounds = self._count(
            {word: what for word, what in value.items() if word in COMPARISONS}, len(questions), path, "questions"
        )
        return Alike(tuple(questions), tuple(options), *bounds, path=path) if bounds else Unknown(path=path)

    def _count(self, value: Any, most: int, path: KeyPath, of: str) -> tuple[int | None, int | None] | None:
        """The bounds of a count from 0 to `most`."""
        if not isinstance(value, dict) or not value:
            self._fault(path, "S04", "A count needs a comparison.", "For example {count: {at_least: 3}}.")
            return None
        low, high = 0, most
        for word, what in value.items():
            if word not in COMPARISONS:
                self._no_word(word, COMPARISONS, (*path, word))
                return None
            pair = what if word == "between" else [what, what]
            if not isinstance(pair, list) or len(pair) != 2 or not all(type(n) is int for n in pair):
                self._fault(
                    (*path, word), "S04", "A count is compared with whole numbers.",
                    "For example at_least: 3, or between: [1, 3].",
                )
                return None
            part = _bounds(word, pair[0], pair[1])
            low = max(low, part[0] if part[0] is not None else 0)
            high = min(high, part[1] if part[1] is not None else most)
        return self._sound(low, high, 0, most, path, f"There are {most} {of}")

    def _sound(
        self, low: int, high: int, least: int, most: int, path: KeyPath, why: str
    ) -> tuple[int | None, int | None] | None:
        """Bounds that some answer meets and some answer breaks; else a finding."""
        if low > high:
            self._fault(path, "G08", f"{why}, so nothing can meet this comparison.", "Change its bounds.")
            return None
        if low <= least and high >= most:
            self._fault(
                path, "G08", f"{why}, so every answer meets this comparison.",
                'Change its bounds, or write {answered: question}.',
            )
            return None
        return (low if low > least else None), (high if high < most else None)

    def _quantity(self, question: str, kind: Kind, word: str, value: Any, path: KeyPath) -> Condition:
        if word not in COMPARISONS:
            return self._no_word(word, COMPARISONS, path)
        if word == "between":
            if not isinstance(value, list) or len(value) != 2:
                return self._fault(path, "S04", '"between" takes two bounds.', "For example between: [1, 10].")
            first = self._bound(question, kind, "at_least", value[0], (*path, 0))
            last = self._bound(question, kind, "at_most", value[1], (*path, 1))
            if isinstance(first, Within) and isinstance(last, Within):
                return self._within(question, kind, first.low, last.high, path)
            return All((self._judged(first, kind), self._judged(last, kind)), path=path)
        return self._judged(self._bound(question, kind, word, value, path), kind)

    def _judged(self, found: Condition, kind: Kind) -> Condition:
        """A bound, judged against those of the question itself."""
        if isinstance(found, Within):
            return self._within(found.question, kind, found.low, found.high, found.path)
        return found

    def _within(self, question: str, kind: Kind, low: int | None, high: int | None, path: KeyPath) -> Condition:
        least, most = kind.low, kind.high
        why = f"An answer lies between {text_of(least, kind)} and {text_of(most, kind)}"
        bounds = self._sound(
            max(low if low is not None else least, least), min(high if high is not None else most, most),
            least, most, path, why,
        )
        return Within(question, *bounds, path=path) if bounds else Unknown(path=path)

    def _bound(self, question: str, kind: Kind, word: str, value: Any, path: KeyPath) -> Condition:
        """One comparison of a quantity; a Within is not yet judged against the question's own bounds."""
        try:
            if isinstance(value, dict) and "answer" in value:
                return self._apart(question, kind, word, value, path)
            if isinstance(value, dict):
                if set(value) != {"figure"}:
                    return self._fault(
                        path, "S04", "A quantity is compared with a value, a figure or another answer.",
                        "Write 1000, {figure: id} or {answer: other, plus: 10}.",
                    )
                number = self.names.figure(str(value["figure"]), kind)
            else:
                number = whole(value, kind)
        except Unlike as unlike:
            return self._fault(path, "G08", f'{unlike} The answer to "{question}" is {WHAT[kind.type]}.')
        except LookupError as missing:
            message, _, advice = str(missing.args[0]).partition("\n")
            return self._fault(path, "G01", message, advice)
        return Within(question, *_bounds(word, number, number), path=path)

    def _apart(self, question: str, kind: Kind, word: str, value: dict[str, Any], path: KeyPath) -> Condition:
        if not set(value) <= {"answer", "plus"}:
            return self._fault(path, "S04", "Another answer is written {answer: other, plus: 10}.")
        found = self._question(value["answer"], path)
        if not found:
            return Unknown(path=path)
        other, other_kind = found
        if other == question:
            return self._fault(path, "G08", "An answer is compared with itself.", "Name another question.")
        if (other_kind.type, other_kind.decimals, other_kind.unit) != (kind.type, kind.decimals, kind.unit):
            return self._fault(
                path, "G08",
                f'Only like compares with like: the answer to "{question}" is {_like(kind)}, '
                f'the answer to "{other}" is {_like(other_kind)}.',
                "Compare answers of one kind, with the same decimals and unit.",
            )
        plus = value.get("plus", 0)
        if kind.type == "date" and (isinstance(plus, bool) or not isinstance(plus, int)):
            raise Unlike(f"{plus} is not a whole number of days.")
        number = plus if kind.type == "date" else whole(plus, kind)
        low, high = _bounds(word, number, number)
        least, most = kind.low - other_kind.high, kind.high - other_kind.low
        why = f'The answers to "{question}" and "{other}" have bounds of their own'
        bounds = self._sound(
            max(low if low is not None else least, least), min(high if high is not None else most, most),
            least, most, path, why,
        )
        return Apart(question, other, *bounds, path=path) if bounds else Unknown(path=path)


def _like(kind: Kind) -> str:
    decimals = f" with {kind.decimals} decimals" if kind.type == "number" and kind.decimals else ""
    return WHAT[kind.type] + decimals + (f" of {kind.unit}" if kind.unit else "")


def _bounds(word: str, low: int, high: int) -> tuple[int | None, int | None]:
    """The bounds, both included, that a comparison sets."""
    match word:
        case "at_least":
            return low, None
        case "more_than":
            return low + 1, None
        case "at_most":
            return None, high
        case "less_than":
            return None, high - 1
    return low, high
