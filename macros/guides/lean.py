"""What the register, the checklists and the files beside guides tell the check of guides."""

import datetime
from collections.abc import Callable, Collection, Mapping

from ..finding import Finding
from ..law.model import Figure
from ..law.register import Register
from ..source import Document
from .check import read_block, read_shared_answers
from .model import SharedBlock
from .surroundings import FigureValue, Grade, Surroundings

BLOCKS = "guides/blocks/"
SHARED_ANSWERS = "shared-answers.yml"


def surroundings_of(
    register: Register,
    checklists: Collection[str],
    documents: Mapping[str, Document],
    today: datetime.date,
    findings: list[Finding],
) -> Surroundings:
    """Gather them; `documents` by path below docs/data/. Faults of the files read here are added to `findings`."""
    shared = documents.get(SHARED_ANSWERS)
    blocks: dict[str, tuple[SharedBlock, Document]] = {}
    for path, document in documents.items():
        if path.startswith(BLOCKS) and (block := read_block(document, findings)):
            blocks[path.removeprefix(BLOCKS).removesuffix(".yml")] = (block, document)
    law: dict[str, Grade] = {name: fact.evidence.value for name, fact in register.propositions.items()}
    law |= {former: law[present] for former, present in register.merged.items() if present in law}
    return Surroundings(
        today,
        law,
        register.fault,
        {name: _value_on(figure) for name, figure in register.figures.items()},
        register.roles,
        checklists,
        read_shared_answers(shared, findings) if shared else None,
        blocks,
    )


def guide_documents(documents: Mapping[str, Document]) -> dict[str, Document]:
    """The files of guides by id, of all files by path below docs/data/; a council's own stand under local/guides/."""
    found: dict[str, Document] = {}
    for path, document in documents.items():
        inside = path.removeprefix("local/")
        if inside.startswith("guides/") and not inside.startswith(BLOCKS) and inside.endswith(".yml"):
            found[inside.removeprefix("guides/").removesuffix(".yml")] = document
    return found


def _value_on(figure: Figure) -> Callable[[datetime.date], FigureValue | None]:
    def on(day: datetime.date) -> FigureValue | None:
        value = figure.on(day)
        return FigureValue(figure.unit, value.value) if value else None

    return on
