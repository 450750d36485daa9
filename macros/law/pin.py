"""Pins: a place in a source, as written in the data, as read by a person, as an address.

`la2011 s4(2), s4(4)`  →  "Localism Act 2011 s4(2), s4(4)"  →  https://www.legislation.gov.uk/ukpga/2011/20/section/4
"""

import re
from dataclasses import dataclass

_PIN = re.compile(r"([a-z][a-z0-9_]*)(?: (.+))?")
_NUMBER = r"[0-9]+[A-Z]{0,3}[0-9]*"
_RUN = rf"{_NUMBER}(?:\([0-9A-Za-z]+\))*(?:-\(?[0-9A-Za-z]+\)?)?"
_BELOW = r"(?:\([0-9A-Za-z]+\))+(?:-\([0-9A-Za-z]+\))?"  # subsections of the section just named
_PLACE = re.compile(
    rf"(?:(ss?|arts?|regs?|paras?) ?({_RUN}(?:, {_RUN})*)"
    rf"|(sch|pt|part|ch|chapter) ?({_NUMBER}|[IVXLC]+[A-Z]?|)(?: (paras?|pts?|parts?|ch) ({_RUN}(?:, {_RUN})*))?"
    r"|(annex|ground|theme|page|rule|principle|section|question|appendix|table|row) [A-Za-z0-9.\-]+)"
)
# The word of a pin → the segment of a legislation.gov.uk address.
_SEGMENTS = {
    "s": "section", "ss": "section", "art": "article", "arts": "article", "reg": "regulation", "regs": "regulation",
    "sch": "schedule", "part": "part", "pt": "part",
}
_SPOKEN = {
    "s": "section", "ss": "sections", "art": "article", "arts": "articles", "reg": "regulation", "regs": "regulations",
    "para": "paragraph", "paras": "paragraphs", "sch": "Schedule", "pt": "Part", "part": "Part", "ch": "Chapter",
    "chapter": "Chapter",
}


@dataclass(frozen=True)
class Pin:
    """One place, or several, in one source."""

    source: str
    """Id of the source."""
    places: tuple[str, ...] = ()
    """Each place as written, without the source: ("s4(2)", "s4(4)"); empty for the whole source."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.source, ", ".join(self.places))))

    @property
    def place(self) -> str:
        """The places as one text, runs with a dash: `s4(2), s4(4)`."""
        return re.sub(r"(?<=[0-9)A-Z])-(?=[(0-9])", "\N{EN DASH}", ", ".join(self.places))

    @property
    def spoken(self) -> str:
        """The places in whole words: `sections 25 to 28`, `Schedule 1 paragraph 5`."""
        words = re.sub(r"\b(ss?|arts?|regs?|paras?|sch|part|pt|ch)(?=[ 0-9])\s*", lambda m: f"{_SPOKEN[m[1]]} ", self.place)
        return words.replace("\N{EN DASH}", " to ")

    def segment(self) -> str:
        """The end of a legislation.gov.uk address for the first place: `/section/4`, or an empty text."""
        match = _PLACE.match(self.places[0]) if self.places else None
        if match is None:
            return ""
        word = match[1] or match[3]
        number = re.match(_NUMBER + r"|[IVXLC]+[A-Z]?", match[2] or match[4] or "")
        if word not in _SEGMENTS:
            return ""
        return f"/{_SEGMENTS[word]}/{number[0]}" if number else f"/{_SEGMENTS[word]}" if word == "sch" else ""

    def paragraph(self) -> str:
        """The number of the first paragraph, for a judgment: `76`, or an empty text."""
        match = re.match(r"paras? ([0-9]+)", self.places[0]) if self.places else None
        return match[1] if match else ""


def parse_pin(text: str) -> Pin:
    """Read `la2011 s4(2), s4(4)`.

    A place that goes on with the kind of the one before it may leave the word out: `si2012_2089 regs 5, 8-11`.
    Raises ValueError, in plain words (a line break parts what is wrong from what to do).
    """
    match = _PIN.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f'"{text}" is not a pin.\nWrite the id of a source, a space and a place, for example: la2011 s4(2)'
        )
    places: list[str] = []
    for part in re.split(r"[,;] ", match[2]) if match[2] else []:
        if _PLACE.fullmatch(part):
            places.append(part)
        elif places and re.fullmatch(rf"{_RUN}|{_BELOW}", part):
            places[-1] += f", {part}"
        else:
            raise ValueError(
                f'"{part}" is not a place in a source.\n'
                "Write it as s4(2), ss25-28, art 3(1), reg 2, sch 1 para 5, part 6, para 76 or annex A."
            )
    return Pin(match[1], tuple(places))
