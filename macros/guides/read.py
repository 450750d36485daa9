"""All guides of the project: their files, shared answers and shared blocks, read and checked."""

import datetime
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from ..finding import Finding
from ..law.model import Figure
from ..law.register import Register
from ..source import Document
from ..today import today
from .check import Checked, CheckedGuides, check_guides, read_block, read_shared_answers
from .kept import checked_guides
from .surroundings import FigureValue, Grade, Surroundings

_GUIDES, _BLOCKS, _SHARED = "guides/", "guides/blocks/", "shared-answers.yml"


def read_guides(
    documents: Mapping[str, Document], register: Register, checklists: Collection[str], root: Path, findings: list[Finding]
) -> dict[str, Checked]:
    """Guides by id, without diagrams; faults are added to `findings`. `documents` by path below docs/data/."""
    surroundings = surroundings_of(documents, register, checklists, findings)
    law = (sorted(register.sources), sorted(register.merged.items()))
    result = checked_guides(guide_documents(documents), surroundings, root / ".cache", law)
    findings += result.findings
    return result.guides


def prove_guides(
    documents: Mapping[str, Document], register: Register, checklists: Collection[str]
) -> CheckedGuides:
    """The same anew, with diagrams: for the lock and for tables of cases. Takes seconds."""
    return check_guides(guide_documents(documents), surroundings_of(documents, register, checklists, []))


def guide_documents(documents: Mapping[str, Document]) -> dict[str, Document]:
    """Files of guides by id."""
    return {
        name.removeprefix(_GUIDES).removesuffix(".yml"): document
        for name, document in documents.items()
        if name.startswith(_GUIDES) and not name.startswith(_BLOCKS)
    }


def surroundings_of(
    documents: Mapping[str, Document], register: Register, checklists: Collection[str], findings: list[Finding]
) -> Surroundings:
    """What guides lean on; faults of shared answers and blocks are added to `findings`."""
    shared = documents.get(_SHARED)
    blocks = {
        name.removeprefix(_BLOCKS).removesuffix(".yml"): (block, document)
        for name, document in documents.items()
        if name.startswith(_BLOCKS) and (block := read_block(document, findings)) is not None
    }
    grades: dict[str, Grade] = {name: found.evidence.value for name, found in register.propositions.items()}
    return Surroundings(
        today=today(),
        law=grades | {old: grades[kept] for old, kept in register.merged.items()},
        law_fault=register.fault,
        figures={name: _values(figure) for name, figure in register.figures.items()},
        roles=register.roles,
        checklists=checklists,
        shared_answers=read_shared_answers(shared, findings) if shared else None,
        blocks=blocks,
    )


def _values(figure: Figure) -> Callable[[datetime.date], FigureValue | None]:
    def on(day: datetime.date) -> FigureValue | None:
        value = figure.on(day)
        return FigureValue(figure.unit, value.value) if value else None

    return on
