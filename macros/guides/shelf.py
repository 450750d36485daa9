"""The guides that pages show, read from their files, until the library carries them itself."""

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from ..data import Library
from ..law.model import Figure
from ..model import Model, parse
from ..source import Document, read
from .expand import expand
from .model import Guide, SharedAnswers, SharedBlock
from .plan import At, Plan
from .surroundings import FigureValue, Surroundings

T = TypeVar("T", bound=Model)


def guides_of(library: Library) -> dict[str, Plan]:
    """Every guide without faults, by its file's name."""
    data = Path.cwd() / "docs" / "data"
    files = tuple(sorted([*data.glob("guides/**/*.yml"), *data.glob("shared-answers.yml")]))
    return _guides(_Key(library), tuple((path, path.stat().st_mtime_ns) for path in files))


class _Key:
    """A library as a key of the cache: by identity, since it is kept until a file changes."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.library is self.library


@functools.lru_cache(maxsize=2)
def _guides(key: _Key, files: tuple[tuple[Path, int], ...]) -> dict[str, Plan]:
    library, root = key.library, Path.cwd()
    shared: SharedAnswers | None = None
    blocks: dict[str, tuple[SharedBlock, Document]] = {}
    guides: dict[str, tuple[Guide, Document]] = {}
    for path, _ in files:
        document = read(path, root, [])
        if document is None:
            continue
        if path.name == "shared-answers.yml":
            shared = parse(document, SharedAnswers, [])
        elif path.parent.name == "blocks":
            if block := parse(document, SharedBlock, []):
                blocks[path.stem] = (block, document)
        elif guide := parse(document, Guide, []):
            guides[path.stem] = (guide, document)
    surroundings = Surroundings(
        today=date.min,
        law={name: found.evidence.value for name, found in library.register.propositions.items()},
        law_fault=library.register.fault,
        figures={name: _values(figure) for name, figure in library.register.figures.items()},
        roles=library.register.roles, checklists=library.checklists, shared_answers=shared, blocks=blocks,
    )
    plans = {name: expand(name, guide, At(document), surroundings, []) for name, (guide, document) in guides.items()}
    return {name: plan for name, plan in plans.items() if plan}


def _values(figure: Figure) -> Callable[[date], FigureValue | None]:
    def on(day: date) -> FigureValue | None:
        value = figure.on(day)
        return FigureValue(figure.unit, value.value) if value and figure.unit != "weeks" else None

    return on
