"""The forms compared, read and checked."""

from ..finding import Finding
from ..law.register import Register, citation_faults
from ..model import parse
from ..source import Document
from .model import ASPECTS, Form, FormsFile


def read_forms(document: Document, register: Register, findings: list[Finding]) -> dict[str, Form]:
    """Forms by id; faults are added to `findings`."""
    file = parse(document, FormsFile, findings)
    if file is None:
        return {}
    for name, form in file.forms.items():
        findings += citation_faults(document, ("forms", name, "law"), form.law, register)
        for aspect in ASPECTS:
            findings += citation_faults(document, ("forms", name, aspect, "law"), getattr(form, aspect).law, register)
    return file.forms
