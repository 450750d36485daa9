"""The questions, read and checked."""

from collections.abc import Collection

from ..finding import Finding, did_you_mean
from ..model import parse
from ..source import Document
from .model import Question, QuestionsFile


def read_questions(document: Document, pages: Collection[str], findings: list[Finding]) -> tuple[Question, ...]:
    """The questions in order; faults are added to `findings`."""
    file = parse(document, QuestionsFile, findings)
    if file is None:
        return ()
    for i, question in enumerate(file.questions):
        page = question.to.partition("#")[0]
        if page not in pages:
            advice = did_you_mean(page, pages) or "Give its path below docs/, for example law/general-power.md."
            findings.append(document.finding(("questions", i, "to"), "R01", f'There is no page "{page}".', advice))
    return file.questions
