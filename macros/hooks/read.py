"""The policy hooks, read and checked."""

from ..finding import Finding
from ..law.register import Register, citation_faults
from ..model import parse
from ..source import Document
from .model import Hook, HooksFile


def read_hooks(document: Document, register: Register, findings: list[Finding]) -> dict[str, Hook]:
    """Hooks by id; faults are added to `findings`."""
    file = parse(document, HooksFile, findings)
    if file is None:
        return {}
    for name, hook in file.hooks.items():
        findings += citation_faults(document, ("hooks", name, "law"), hook.law, register)
        findings += citation_faults(document, ("hooks", name, "guard_law"), hook.guard_law, register)
        if len(hook.nations) < 4 and hook.elsewhere is None:
            findings.append(
                document.finding(
                    ("hooks", name), "H01",
                    "The clause does not serve all four nations, and says nothing of the others.",
                    "Say under elsewhere what the others can lean on, or that it was not checked for them.",
                )
            )
    return file.hooks
