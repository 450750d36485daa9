"""What a page calls: `{{ provisions("pv.gpc-1") }}`, read as Jinja reads it, so that no build ends in its traceback."""

import re
from collections.abc import Iterator

import jinja2
from jinja2 import nodes

from .finding import did_you_mean

MACROS = (
    "facts_line", "questions", "provisions", "checklist", "clear_device", "glossary", "legislation", "register", "topics",
    "figures", "unverified", "guide", "guide_index", "guide_cases", "how_sure", "upgrades", "falls_due",
    "changes", "case_study", "case_index", "hooks", "forms",
)
"""Every macro by name. `author.MACROS` holds the functions, which need all data; a test keeps the two alike."""

_OPENING = re.compile(r"\{\{|\{%|\{#")
_ENVIRONMENT = jinja2.Environment(autoescape=True)  # it reads, and renders nothing

Fault = tuple[int, str, str]
"""Line, counted from 1; what is wrong; what to do."""


def call_faults(text: str) -> list[Fault]:
    """Every call of a page's text that the site engine could not make, by line."""
    faults: list[Fault] = []
    while True:
        try:
            tree = _ENVIRONMENT.parse(text)
        except jinja2.TemplateSyntaxError as error:
            start = _start(text, error.lineno)
            if start is None:
                return [*faults, (error.lineno, f"This page cannot be read: {error.message}.", "")]
            faults.append(_syntax_fault(text, start, error))
            text = text[:start] + "  " + text[start + 2 :]  # without its opening it is text, and the rest can be read
            continue
        return sorted({*faults, *_unknown(tree)})


def _start(text: str, line: int) -> int | None:
    """Where the last call opens that could be the cause of a fault in a line."""
    end = -1
    for _ in range(line):
        end = text.find("\n", end + 1)
        if end < 0:
            end = len(text)
            break
    found = [match.start() for match in _OPENING.finditer(text, 0, end)]
    # Jinja gives up where the next call opens, when that one is sound and the one before is not closed.
    return next((start for start in reversed(found) if not _sound(text, start)), found[-1] if found else None)


def _sound(text: str, start: int) -> bool:
    closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[text[start : start + 2]]
    end = text.find(closing, start)
    if end < 0 or closing == "%}":
        return False
    try:
        _ENVIRONMENT.parse(text[start : end + 2])
    except jinja2.TemplateSyntaxError:
        return False
    return True


def _syntax_fault(text: str, start: int, error: jinja2.TemplateSyntaxError) -> Fault:
    line = text.count("\n", 0, start) + 1
    kind, said = text[start : start + 2], (error.message or "").split(".")[0]
    if kind != "{{":
        return (
            line, f"What opens with {kind} cannot be read: {said}.",
            "Close it; or, if it is only shown, put {% raw %} before it and {% endraw %} after it.",
        )
    first = text[start:].split("\n\n", maxsplit=1)[0]
    call = first.split("}}", maxsplit=1)[0]
    if curly := re.search("[\u201c\u201d\u2018\u2019]", call):
        return line, f"This call holds a curly quotation mark: {curly[0]}", 'Write straight ones: "pv.gpc-1".'
    if "}}" not in first or call.count("(") > call.count(")") or call.count('"') % 2:
        whole = call.split("\n", maxsplit=1)[0].rstrip("} ")
        whole += '"' * (whole.count('"') % 2) + ")" * max(0, whole.count("(") - whole.count(")"))
        return line, "This call is not closed.", f"Close it: {whole.replace('( )', '()')} }}}}"
    return line, f"This call cannot be read: {said}.", 'Write it as {{ provisions("pv.gpc-1", "la2011 s1") }}'


def _unknown(tree: nodes.Template) -> Iterator[Fault]:
    called = set()
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            called.add(id(call.node))
            if call.node.name not in MACROS:
                yield (
                    call.lineno, f'There is no macro "{call.node.name}".',
                    did_you_mean(call.node.name, MACROS) or f"There are: {', '.join(MACROS)}.",
                )
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in MACROS and id(name) not in called:
            yield name.lineno, f'"{name.name}" is named and not called.', f"Write {{{{ {name.name}() }}}}"
