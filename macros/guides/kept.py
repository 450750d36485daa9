"""The check of all guides, kept on disk until something that it reads changes.

A proof of a large guide takes seconds; a build, a check and the tests ask for it again and again. What is kept is the
result without its diagrams (those who need diagrams prove again). The key is a hash of every input, of the code that
proves, and of the day. The file lies in `.cache/`, which git ignores; like the code itself it is trusted, since whoever
can write it can write the code.
"""

import datetime
import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from ..source import Document
from .check import Checked, CheckedGuides, check_guides
from .surroundings import Surroundings

_CODE = Path(__file__).resolve().parent.parent
_KEEP = 4
"""Results kept side by side: those of a branch or two."""


def checked_guides(
    documents: Mapping[str, Document], surroundings: Surroundings, cache: Path, also: object = None
) -> CheckedGuides:
    """As `check_guides`, from the folder `cache` where the same was checked before.

    `also` is whatever `surroundings.law_fault` depends on, as a value whose `repr` changes with it.
    """
    file = cache / f"guides-{_key(documents, surroundings, also)}.pickle"
    try:
        kept = pickle.loads(file.read_bytes())  # noqa: S301  # our own file: see above
        if isinstance(kept, CheckedGuides):
            file.touch()
            return kept
    except Exception:  # noqa: BLE001, S110  # pickle raises nearly anything; whatever is wrong, the check is made anew
        pass
    result = check_guides(documents, surroundings)
    slim = CheckedGuides({name: _without_diagrams(guide) for name, guide in result.guides.items()}, result.findings)
    _keep(file, slim)
    return slim


def _without_diagrams(guide: Checked) -> Checked:
    return replace(guide, flow=None)


def _keep(file: Path, result: CheckedGuides) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_bytes(pickle.dumps(result))
        part.replace(file)
        older = sorted(file.parent.glob("guides-*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in older[_KEEP:]:
            path.unlink(missing_ok=True)
    except OSError:
        return  # a folder that cannot be written costs time, nothing else


def _key(documents: Mapping[str, Document], surroundings: Surroundings, also: object) -> str:
    digest = hashlib.sha256()

    def add(*values: object) -> None:
        digest.update(repr(values).encode())

    add(version("oxidd"), version("pydantic"), surroundings.today)
    for source in sorted([*_CODE.glob("*.py"), *_CODE.glob("guides/**/*.py"), *_CODE.glob("conditions/*.py")]):
        add(source.name, source.read_bytes())
    shared = [(name, document) for name, (_, document) in sorted(surroundings.blocks.items())]
    for name, document in [*sorted(documents.items()), *shared]:
        add(name, document.file, document.lines)
    if surroundings.shared_answers is not None:
        add(surroundings.shared_answers.model_dump_json())
    add(sorted(surroundings.law.items()), sorted(surroundings.roles), sorted(surroundings.checklists))
    # A figure's value is asked on the day of each guide's law; the days that guides can name are in their own lines.
    days = {document.data.get("law_as_at") for document in documents.values()}
    for name, on in sorted(surroundings.figures.items()):
        for day in sorted(day for day in days if isinstance(day, datetime.date)):
            add(name, day, on(day))
    add(also)
    return digest.hexdigest()[:32]
