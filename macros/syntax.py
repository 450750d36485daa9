"""What YAML's own reader says of a file that it cannot read, in plain words and at the right line."""

import re

import yaml

from .finding import Finding, Place, quoted

# What PyYAML says, by a part of its words, and what an author needs to hear instead.
_SYNTAX = {
    "mapping values are not allowed": (
        "There is a colon followed by a space where no key can stand.",
        "If it belongs to a text, put the whole text in quotes.",
    ),
    "cannot start any token": (
        "A text may not start with this character.",
        "Put the text in quotes; indent with spaces, never with tabs.",
    ),
    "could not find expected ':'": (
        "A key without its colon, or a text that runs on without being indented.",
        "Add the colon, or indent the text further than its key.",
    ),
    "tab character": ("A tab stands where the line is indented.", "Indent with spaces, never with tabs."),
    "while scanning a quoted scalar": ("A quotation mark is opened and not closed.", "Close it."),
    "found unexpected end of stream": ("A quotation mark is opened and not closed.", "Close it."),
    "while parsing a flow": (
        "A { … } or [ … ] is not closed, or a text inside it holds a comma, a question mark or a colon.",
        "Close it, and put such texts in quotes.",
    ),
    "while parsing a block": (
        "This line is not indented like its neighbours.",
        "Indent the keys of one group by the same number of spaces.",
    ),
    "undefined alias": ("A text may not start with a star.", "Put the text in quotes."),
    "expected a single document": ("A line of three dashes starts a second document.", "Take it out."),
}


_KEY_LINE = re.compile(r"""( *)(- +)?(?:"[^"]*"|'[^']*'|[\w.-]+):(?: (.*)|$)""")
_GLUED = re.compile(r" *(?:- +)?([\w-]+):(\S.*)")


def syntax_finding(error: yaml.MarkedYAMLError, file: str, lines: tuple[str, ...]) -> Finding:
    """The finding for a file that is not YAML: at the line that is to be mended, where that can be told."""
    said = f"{error.context or ''} {error.problem or ''}"
    # What is opened and not closed is to be mended where it was opened, not where the reader gave up; so is a key.
    opened = any(part in said for part in ("quoted scalar", "while parsing a flow", "while scanning a simple key"))
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if "mapping values are not allowed" in said and (found := _before_the_colon(lines, place)):
        return found
    if "while parsing a block" in said and (found := _uneven(lines, place)):
        return found
    message, advice = next(
        (texts for part, texts in _SYNTAX.items() if part in said), (f"This is not YAML: {said.strip()}.", "")
    )
    return Finding(place, "Y01", message, advice, quoted(lines, place, indented="tab character" in said))


def _before_the_colon(lines: tuple[str, ...], place: Place) -> Finding | None:
    """What is wrong where the first colon of a line is not allowed: the line before it was taken for a text that goes on."""
    line = lines[place.line - 1]
    key = _KEY_LINE.match(line)
    if key is None or line.index(":") + 1 != place.column:
        return None
    above = _written(lines, place.line)
    if not above:
        return None
    number, text = above[0]
    if glued := _GLUED.fullmatch(text):
        at = Place(place.file, number)
        return Finding(
            at, "Y01", "A space is missing after the colon.", f"Write {glued[1]}: {glued[2]}", quoted(lines, at)
        )
    holder = next((match for _, said in above if (match := _KEY_LINE.fullmatch(said))), None)
    if holder is not None and holder[3]:
        return _uneven(lines, place)  # that key has its text; this line was meant as the next key
    at = Place(place.file, number)
    word, _, rest = text.strip().partition(" ")
    return Finding(at, "Y01", "This key has no colon.", f"Write {f'{word}: {rest}'.strip()}", quoted(lines, at))


def _uneven(lines: tuple[str, ...], place: Place) -> Finding | None:
    """A line beside the line above that it should be level with; None where there is none."""
    line = lines[place.line - 1]
    dash = line.lstrip().startswith("- ")
    own = _column(line, dash=dash)
    beside = [
        (number, _column(text, dash=dash)) for number, text in _written(lines, place.line)
        if (text.lstrip().startswith("- ") if dash else _KEY_LINE.fullmatch(text))
    ]
    # The line meant is that whose level is nearest; of several, the one just above.
    levels = [(abs(column - own), -number, column) for number, column in beside if column != own]
    if not levels:
        return None
    _, number, column = min(levels)
    return Finding(
        place, "Y01", f"This line has {_spaces(own)} before it; line {-number} has {_spaces(column)}.",
        "Indent the keys of one group by the same number of spaces.", quoted(lines, place, indented=True),
    )


def _written(lines: tuple[str, ...], line: int) -> list[tuple[int, str]]:
    """The lines above one that hold more than a remark, each with its number, the nearest first."""
    above = enumerate(lines[: line - 1], 1)
    return [(number, text) for number, text in above if text.strip() and not text.lstrip().startswith("#")][::-1]


def _column(text: str, *, dash: bool) -> int:
    """What stands before a key, a dash included; or before the dash itself."""
    match = re.match(r" *(?:- +)?" if not dash else " *", text)
    return match.end() if match else 0


def _spaces(count: int) -> str:
    return f"{count or 'no'} space{'s' * (count != 1)}"
