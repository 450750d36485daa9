"""Collecting findings about one guide: one cause once, warnings that are accepted left out."""

import re
from dataclasses import dataclass, field, replace

from ..finding import Finding, Severity
from .plan import At

CODES = re.compile(r"G(0[1-9]|1[0-5])")


@dataclass(frozen=True)
class _Noted:
    finding: Finding
    subject: str
    use: str


@dataclass
class Notes:
    """Findings of one guide, as they come up."""

    noted: list[_Noted] = field(default_factory=list)

    def error(self, at: At, code: str, message: str, advice: str = "", use: str = "", needle: str = "") -> None:
        """Note an error; `use` is the use of a block that it is about."""
        self.noted.append(_Noted(at.finding(code, message, advice, needle=needle), "", use))

    def warning(
        self, at: At, code: str, message: str, advice: str = "", subject: str = "", use: str = "", needle: str = ""
    ) -> None:
        """Note a warning; `subject` is what `accept` may name beside the code."""
        self.noted.append(_Noted(at.finding(code, message, advice, Severity.WARNING, needle), subject, use))

    @property
    def has_errors(self) -> bool:
        """Whether an error was noted."""
        return any(noted.finding.severity is Severity.ERROR for noted in self.noted)

    def settled(self, accept: dict[str, str], at: At, *, proved: bool) -> list[Finding]:
        """What is left once acceptances are applied; those that no longer apply are errors.

        `proved`: the proof was run to its end, so that an acceptance can be judged.
        """
        used: set[str] = set()
        left: list[_Noted] = []
        for noted in self.noted:
            keys = {noted.finding.code, f"{noted.finding.code} {noted.subject}"} & set(accept)
            if keys and noted.finding.severity is Severity.WARNING:
                used |= keys
            else:
                left.append(noted)
        for key in accept:
            place = at / key
            if not CODES.fullmatch(key.partition(" ")[0]):
                left.append(_Noted(place.finding(
                    "G01", f'"{key}" does not start with the code of a finding.', "Write, for example, G13: reason."
                ), "", ""))
            elif key not in used and proved:
                left.append(_Noted(place.finding(
                    key.partition(" ")[0], f"Nothing here gives the warning {key} any more.",
                    "Take this line out; errors cannot be accepted.",
                ), "", ""))
        return _once_a_block(left)


def _once_a_block(notes: list[_Noted]) -> list[Finding]:
    """One finding where several uses of a block have the same fault in the same place."""
    groups: dict[tuple[object, ...], list[_Noted]] = {}
    for noted in notes:
        plain = noted.finding.message.replace(f"{noted.use}.", "") if noted.use else noted.finding.message
        key = (noted.finding.place, noted.finding.code, noted.finding.severity)
        groups.setdefault((*key, "" if noted.use else plain), []).append(noted)
    findings: list[Finding] = []
    for group in groups.values():
        uses = list(dict.fromkeys(noted.use for noted in group))
        if len(uses) > 1:
            first = group[0].finding
            also = ", ".join(use for use in uses[1:])
            findings.append(replace(first, message=f"{first.message}\nThe same in the use of this block as {also}."))
        else:
            findings += [noted.finding for noted in group]
    return findings
