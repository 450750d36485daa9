"""The glossary, read and checked."""

from ..finding import Finding, did_you_mean
from ..law.register import Register, citation_faults
from ..model import parse
from ..source import Document
from .model import GlossaryFile, Term


def read_glossary(document: Document, register: Register, findings: list[Finding]) -> dict[str, Term]:
    """Terms by id; faults are added to `findings`."""
    file = parse(document, GlossaryFile, findings)
    if file is None:
        return {}
    names: dict[str, str] = {}
    for name, term in file.terms.items():
        for i, other in enumerate(term.see):
            if other not in file.terms:
                findings.append(
                    document.finding(
                        ("terms", name, "see", i), "T01", f'There is no term "{other}".', did_you_mean(other, file.terms)
                    )
                )
        findings += citation_faults(document, ("terms", name, "law"), term.law, register)
        for word in {term.term.casefold(), *(w.casefold() for w in term.also)}:
            if word in names:
                findings.append(
                    document.finding(
                        ("terms", name), "T02", f'"{word}" stands under "{names[word]}" already.',
                        "Keep it under one of the two.",
                    )
                )
            names[word] = name
        if any(mark in term.short for mark in ("[", "*", "`", "<")):
            findings.append(
                document.finding(
                    ("terms", name, "short"), "T03", "The short meaning holds Markdown; it is shown as plain text.",
                    "Write it in plain words, and move links to text.",
                )
            )
    return file.terms
