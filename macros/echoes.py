"""One cause, one finding: a file that cannot be read must not be reported again by everything that cites it."""

import re
from collections.abc import Iterable
from pathlib import Path

from .finding import Finding

_MISSING = re.compile(r'There is no [a-z]+ "([^"]+)"')
_KEY = re.compile(r"^[ \t]*[\"']?([A-Za-z][\w.\-]*)[\"']? *:", re.MULTILINE)


def without_echoes(findings: Iterable[Finding], root: Path) -> list[Finding]:
    """The findings, less those about a name that is missing only because its own file has faults.

    Such a file is known by a finding of reading (Y) or of shape (S); the name, by standing there as a key, or by being
    the file's own.
    """
    kept = list(findings)
    faulty = {finding.place.file for finding in kept if finding.code[0] in "YS" and finding.place.file.endswith(".yml")}
    keys = {
        key for file in faulty
        for key in (Path(file).stem, *_KEY.findall((root / file).read_text(encoding="utf-8", errors="replace")))
    }
    return [finding for finding in kept if not ((m := _MISSING.match(finding.message)) and _first_word(m[1]) in keys)]


def _first_word(name: str) -> str:
    """The id in a citation: a pin's source, or the name itself."""
    return name.split(" ", maxsplit=1)[0]
