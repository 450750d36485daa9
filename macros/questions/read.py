"""The questions, read and checked."""

from collections.abc import Container

from ..finding import Finding
from ..model import parse
from ..source import Document
from .model import Question, QuestionsFile


def read_questions(document: Document, pages: Container[str], findings: list[Finding]) -> tuple[Question, ...]:
    """The questions in order; faults are added to `findings`."""
    file = parse(document, QuestionsFile, findings)
    if file is None:
        return ()
    for i, question in enumerate(file.questions):
        if question.to.partition("#")[0] not in pages:
            findings.append(
                document.finding(
                    ("questions", i, "to"), "R01", f'There is no page "{question.to}".', "Give its path below docs/."
                )
            )
    return file.questions
