"""YAML files as plain values that know their file and line.

PyYAML parses a file into nodes, each with its place. This module turns nodes into values itself, so that three traps of
YAML are closed with a plain message: words that turn into true or false, keys that stand twice, and keys that are
not text. Whole numbers stay `int`, numbers with a point become `Decimal` (never a float), days become `date`.
"""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from .advice import day_in
from .finding import HIDDEN, Finding, Place, Severity, quoted
from .syntax import syntax_finding

Key: TypeAlias = str | int
KeyPath: TypeAlias = tuple[Key, ...]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_THOUSANDS = re.compile(r"[0-9]{3}(\.[0-9]+)?")
_SWITCH = re.compile(r"yes|no|on|off|y|n", re.IGNORECASE)
_TRUTH = {"true": True, "false": False, "True": True, "False": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
# What other YAML readers would take for a number, a time or a day; we ask for quotes instead of guessing.
_AMBIGUOUS = re.compile(
    r"[-+]?0[0-9_]+|[-+]?[0-9][0-9,]*_[0-9_,]*|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9]+(:[0-5]?[0-9])+"
    r"|[-+]?(\.[0-9]+|[0-9.]+[eE][-+]?[0-9]+)|[-+]?\.(inf|nan)|\+[0-9.]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Document:
    """One file that was read."""

    file: str
    """Its path from the project's root, with forward slashes."""
    data: Any
    """Plain values: dict, list, str, int, Decimal, bool, date, None."""
    lines: tuple[str, ...]
    """The file's lines, for quoting the author's words."""
    places: dict[KeyPath, Place] = field(repr=False)
    """Where each value starts (for a value of a mapping: where its key stands), by path of keys."""

    def place(self, *path: Key) -> Place:
        """Where the value at `path` stands; where there is none, its nearest container."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def words(self, place: Place) -> str:
        """The author's line at a place, trimmed to 120 characters."""
        return quoted(self.lines, place)

    def finding(
        self,
        path: KeyPath,
        code: str,
        message: str,
        advice: str = "",
        severity: Severity = Severity.ERROR,
        needle: str = "",
    ) -> Finding:
        """A finding about the value at `path`; `needle` narrows it to the line of a long text that holds it."""
        place = self.place(*path)
        if needle:
            for number in range(place.line, len(self.lines) + 1):
                column = self.lines[number - 1].find(needle)
                if column >= 0:
                    place = Place(self.file, number, column + 1)
                    break
        return Finding(place, code, message, advice, self.words(place), severity)


def read(path: Path, root: Path, findings: list[Finding]) -> Document | None:
    """Read one YAML file; faults are added to `findings`. None where nothing of it can be used."""
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        what = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error.strerror})"
        findings.append(Finding(Place(file), "Y01", f"This file {what}.", "Save it again as UTF-8 text."))
        return None
    return read_text(text, file, findings)


def read_text(text: str, file: str, findings: list[Finding]) -> Document | None:
    """Read YAML from a text, as if it stood in `file`."""
    lines = tuple(text.splitlines())
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        findings.append(syntax_finding(error, file, lines))
        return None
    except yaml.YAMLError as error:
        findings.append(Finding(Place(file), "Y01", f"This file is not YAML: {error}."))
        return None
    if node is None:
        findings.append(Finding(Place(file), "Y01", "This file is empty.", "Delete it, or fill it."))
        return None
    reader = _Reader(file, lines, findings)
    before = len(findings)
    data = reader.value(node, ())
    document = Document(file, data, lines, reader.places)
    if not isinstance(data, dict):
        findings.append(document.finding((), "Y01", "This file does not hold keys and values at its top level."))
    return document if len(findings) == before else None


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, file: str, lines: tuple[str, ...], findings: list[Finding]) -> None:
        self.file = file
        self.lines = lines
        self.findings = findings
        self.places: dict[KeyPath, Place] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        self.places.setdefault(path, self._place(node))
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self._seen:
                self._add(node, "Y05", "An alias (*name) repeats another part of the file.", "Write the values out.")
                return None
            self._seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self._add(node, "Y05", f'The tag "{node.tag}" is not used here.', "Take the tag out.")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for i, (key_node, value_node) in enumerate(node.value):
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(key_node, "Y04", "A key must be text.", "Put the value in quotes if it holds braces.")
                continue
            if _is_cut(node, i):
                if not _is_cut(node, i - 1):
                    self._cut_number(node, i)
                continue
            if not key_node.style and self._is_switch(key):
                self._switch(key_node, "key")
                continue
            if not key_node.style and not isinstance(_plain(key), str):
                self._add(key_node, "Y04", f"The key {key} is not text.", f'Put it in quotes: "{key}".')
                continue
            if key == "<<":
                self._add(key_node, "Y05", "A merge key (<<) is not used here.", "Write the values out.")
                continue
            if key in result:
                first = self.places[(*path, key)].line
                self._add(
                    key_node, "Y02", f'"{key}" stands twice in the same place; the first is in line {first}.',
                    "Keep one of the two, or give the second another name.",
                )
                continue
            self.places[(*path, key)] = self._place(key_node)
            result[key] = self.value(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if hidden := HIDDEN.search(text):
            self._add(
                node, "Y07", f"This text holds a character that cannot be seen (U+{ord(hidden[0]):04X}).",
                "Delete it, or type the text again.",
            )
            return None
        if node.style:
            return text
        if self._is_switch(text):
            self._switch(node, "value")
            return None
        value = _plain(text)
        if isinstance(value, str) and _DAY.fullmatch(text):
            self._add(node, "Y06", f"There is no day {text}.", "Mend the day, or put it in quotes if it is text.")
            return None
        if isinstance(value, str) and _AMBIGUOUS.fullmatch(text):
            day = day_in(text)
            other = f"If it is a day, write {day}." if day else "If it is a number, write digits, or digits and a point."
            self._add(
                node, "Y06", f"{text} could be read as a number, a day or a time.",
                f'If it is text, put it in quotes: "{text}". {other}',
            )
            return None
        return value

    def _cut_number(self, node: yaml.MappingNode, i: int) -> None:
        """Between braces a comma ends a value: £315,000 is the value £315 and the key 000."""
        digits = re.sub(r"[^0-9.]", "", node.value[i - 1][1].value)
        for j in range(i, len(node.value)):
            if not _is_cut(node, j):
                break
            digits += node.value[j][0].value
        self._add(node.value[i][0], "Y06", "A comma cuts this number in two.", f"Write {digits}: no £, no commas.")

    @staticmethod
    def _is_switch(text: str) -> bool:
        return _SWITCH.fullmatch(text) is not None

    def _switch(self, node: yaml.ScalarNode, what: str) -> None:
        self._add(
            node, "Y03", f'YAML reads the bare word {node.value} as true or false, so this {what} would be lost.',
            f'Put it in quotes: "{node.value}".',
        )

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _add(self, node: yaml.Node, code: str, message: str, advice: str) -> None:
        place = self._place(node)
        self.findings.append(Finding(place, code, message, advice, quoted(self.lines, place)))


def _is_cut(node: yaml.MappingNode, i: int) -> bool:
    """Whether a key is really what stands after the comma of a number."""
    if not 0 < i < len(node.value) or not node.flow_style:
        return False
    key, value = node.value[i]
    before = node.value[i - 1][1]
    bare = all(isinstance(part, yaml.ScalarNode) and not part.style for part in (key, value, before))
    if not bare or not _THOUSANDS.fullmatch(key.value) or value.value:
        return False
    return _is_cut(node, i - 1) or re.fullmatch("£?[0-9]{1,3}", before.value) is not None


def _plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if match := _DAY.fullmatch(text):
        try:
            return datetime.date(*map(int, match.groups()))
        except ValueError:
            return text
    return text
