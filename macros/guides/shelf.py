"""The guides that pages show."""

from ..data import Library
from .plan import Plan


def guides_of(library: Library) -> dict[str, Plan]:
    """Every guide by its file's name."""
    return {name: checked.plan for name, checked in library.guides.items()}
