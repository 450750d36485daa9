"""How each provision that a guide cites was read, as a script that its record loads: too much for the guide's page.

    CommonsSense.guideLaw = [[["Read in the source", "the text of 26 March 2026", "[2018] EWHC 192 (Admin)"], …], …];

One list for each entry of the page's list of law, in its order; in it, for each pin: the grade, what exactly was read
(empty where nothing is said), and a case's own citation.
"""

import json

from ..law.model import Evidence, Pinned, Proposition, Source
from .render_names import Names


def law_script(names: Names) -> str:
    """The script's text."""
    entries = [_entry(names, name, entry.proposition) for name, entry in names.law.entries.items()]
    said = json.dumps(entries, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"'use strict';\nwindow.CommonsSense = window.CommonsSense || {{}};\nCommonsSense.guideLaw = {said};\n"


def _entry(names: Names, name: str, proposition: Proposition | None) -> list[list[str]]:
    register = names.links.library.register
    pinned: dict[object, Pinned] = {one.pin: one for one in reversed(proposition.pins)} if proposition else {}
    return [
        _pin(names, pinned.get(pin), proposition, register.sources[pin.source])
        for pin in dict.fromkeys(register.pins(name))
    ]


def _pin(names: Names, pinned: Pinned | None, proposition: Proposition | None, source: Source) -> list[str]:
    """A pin's own words come before those of the whole fact, which rests on the weakest of its pins."""
    evidence: Evidence | None = (pinned and pinned.evidence) or (proposition and proposition.evidence) or None
    seen = (pinned and pinned.seen) or (None if pinned and pinned.evidence else proposition and proposition.seen) or ""
    cited = source.citation if source.kind == "case" else None
    return [evidence.label if evidence else "", names.links.plain(seen) if seen else "", cited or ""]
