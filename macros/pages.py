"""Chapters and other Markdown pages, as far as the data needs to know them: titles, front matter, what they cite."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .advice import choose, write_day
from .calls import call_faults
from .finding import Finding, Place, Severity
from .law.model import NATIONS
from .references import Reference, references, slip_words, slips
from .source import read_text

_CALL = re.compile(r"\{\{\s*([a-z_]+)\(([^}]*)\)\s*\}\}")
_CITED = re.compile(r'"((?:(?:pv|ps|ci|cs)\.[a-z0-9-]+)|[a-z][a-z0-9_]* [a-z]+ ?[0-9][^"]*)"')
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|\{%\s*raw\s*%\}.*?\{%\s*endraw\s*%\}", re.DOTALL | re.MULTILINE)

FACTS = ("answer", "nations", "law_as_at", "review_by")
"""What a page that calls `facts_line` has in its front matter."""

LAW_SHAPE = (
    "In short", "What it says", "The narrow reading", "The reading it can bear", "What limits it", "In each nation",
    "What to write down", "Ask your officers", "Do it", "Discuss it", "Sources",
)
"""The headings of a law chapter, in order (front matter `shape: law`)."""


@dataclass(frozen=True)
class Page:
    """One Markdown file below docs/."""

    path: str
    """Below docs/, for example law/best-value.md."""
    title: str
    meta: dict[str, Any]
    """Its front matter: plain values."""
    references: tuple[tuple[Reference, int], ...] = ()
    """What its text names, each with its line in the file."""
    calls: tuple[tuple[str, str, int], ...] = ()
    """Macros that it calls: name, arguments as written, line."""

    @property
    def cited(self) -> Iterator[tuple[str, int]]:
        """Law that the page cites, in text or in a macro's arguments: proposition id or pin, line."""
        yield from ((reference.name, line) for reference, line in self.references if reference.kind == "law")
        yield from self.called

    @property
    def called(self) -> Iterator[tuple[str, int]]:
        """Law that the page cites in the arguments of macros."""
        for _, arguments, line in self.calls:
            for match in _CITED.finditer(arguments):
                yield match[1], line


@dataclass
class _Text:
    """The body of a page with its first line's number in the file."""

    body: str
    first: int

    def line(self, offset: int) -> int:
        return self.first + self.body.count("\n", 0, offset)


def read_page(path: Path, docs: Path, root: Path, findings: list[Finding]) -> Page:
    """Read one page. Faults of its front matter are added to `findings`, with lines of the file itself."""
    name = path.relative_to(docs).as_posix()
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        findings.append(Finding(Place(file), "Y01", "This file is not UTF-8 text.", "Save it again as UTF-8 text."))
        return Page(name, name, {})
    meta: dict[str, Any] = {}
    faults: list[Finding] = []
    body, first = text, 1
    if match := re.match(r"---\n(.*?)\n---\n", text, re.DOTALL):
        document = read_text(match[1], file, faults)
        # The front matter starts in the second line of the file.
        findings += [replace(f, place=Place(file, f.place.line + 1, f.place.column)) for f in faults]
        meta = document.data if document else {}
        body, first = text[match.end() :], text.count("\n", 0, match.end()) + 1
    raw = _Text(body, first)
    # Code shows what an author may write; it refers to nothing. Its lines stay, so that places stay right.
    body = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    where = _Text(body, first)
    heading = re.search(r"^# +(.+?)\s*(?:\{.*\})?$", body, re.MULTILINE)
    title = str(meta.get("title") or (heading[1] if heading else name))
    page = Page(
        name, title, meta,
        tuple((r, where.line(r.start)) for r in references(body)),
        tuple((m[1], m[2], where.line(m.start())) for m in _CALL.finditer(body)),
    )
    findings += _slip_faults(file, raw, where)
    if not faults:
        findings += _faults(page, text, file, heading is not None)
        if meta.get("shape") == "law":
            findings += _shape_faults(body, file, where)
    return page


def _slip_faults(file: str, raw: _Text, where: _Text) -> Iterator[Finding]:
    """What would be published as it stands, or would end the build. Calls are made in code too, so they are read there."""
    for written, right, start in slips(where.body):
        yield Finding(Place(file, where.line(start)), "R02", *slip_words(written, right), words=written)
    lines = raw.body.splitlines()
    for line, message, advice in call_faults(raw.body):
        yield Finding(Place(file, raw.first + line - 1), "R03", message, advice, lines[line - 1].strip())


def _faults(page: Page, text: str, file: str, has_heading: bool) -> Iterator[Finding]:  # noqa: FBT001  # of one caller
    def finding(code: str, message: str, advice: str, key: str = "") -> Finding:
        lines = text.splitlines()
        # The line of a key of the front matter, which has been read, so it is there; else the first.
        line = next((i for i, said in enumerate(lines, 1) if key and said.lstrip("\"' ").startswith(key)), 1)
        return Finding(Place(file, line), code, message, advice, lines[line - 1].strip() if key else "")

    meta = page.meta
    if "title" not in meta and not has_heading:
        yield finding("P01", "This page has no title.", 'Add "title: …" between two lines of three dashes.')
    if not meta.get("description"):
        yield replace(
            finding(
                "P04", "This page has no description.",
                'Add "description: …" to its front matter: one sentence, in plain words, for lists and search engines.',
            ),
            severity=Severity.WARNING,
        )
    for name in ("law_as_at", "review_by"):
        value = meta.get(name)
        if value is not None and not isinstance(value, datetime.date):
            yield finding("P02", f'"{name}" is not a day: {value}.', write_day(value), name)
    if any(name == "facts_line" for name, _, _ in page.calls) and (lacks := [k for k in FACTS if k not in meta]):
        yield finding("P05", f"facts_line shows what the front matter lacks here: {', '.join(lacks)}.", "Add it there.")
    nations = meta.get("nations", [])
    for nation in nations if isinstance(nations, list) else [nations]:
        if nation not in NATIONS:
            yield finding("P02", f'"{nation}" is not a nation.', choose(str(nation), NATIONS), "nations")


def _shape_faults(body: str, file: str, where: _Text) -> Iterator[Finding]:
    headings = [(m[1], where.line(m.start())) for m in re.finditer(r"^## +(.+?)\s*(?:\{.*\})?$", body, re.MULTILINE)]
    order = f"The headings of a law chapter, in order: {', '.join(LAW_SHAPE)}."
    missing, last = [], -1
    for wanted in LAW_SHAPE:
        found = next((i for i, (text, _) in enumerate(headings) if text.startswith(wanted)), None)
        if found is None:
            missing.append(wanted)
        elif found < last:
            text, line = headings[found]
            yield Finding(
                Place(file, line), "P03", f'The heading "{wanted}" stands too early or too late.', order, f"## {text}"
            )
        else:
            last = found
    if missing:
        yield Finding(Place(file), "P03", f"This law chapter lacks the headings: {', '.join(missing)}.", order)
