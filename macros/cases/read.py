"""A case study, read and checked."""

from ..finding import Finding
from ..law.register import Register, citation_faults
from ..model import parse
from ..source import Document
from .model import CaseStudy


def read_case(document: Document, register: Register, findings: list[Finding]) -> CaseStudy | None:
    """One case study; faults are added to `findings`."""
    case = parse(document, CaseStudy, findings)
    if case is None:
        return None
    findings += citation_faults(document, ("facts",), case.facts, register)
    findings += citation_faults(document, ("law",), case.law, register)
    for i, number in enumerate(case.numbers):
        if number.fact not in case.facts:
            findings.append(
                document.finding(
                    ("numbers", i, "fact"), "K01",
                    f'The number rests on "{number.fact}", which is not among the facts.',
                    "Add it to facts, so that its grade counts.",
                )
            )
    if case.review_by <= case.checked:
        findings.append(
            document.finding(
                ("review_by",), "K02", "The day for review is not after the day of the last check.", "Give a later day."
            )
        )
    return case
