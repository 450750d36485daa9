"""Commons Sense: from data to pages. What an author of a page may call stands in `macros/author.py`.

`define_env` is called by mkdocs-macros (once a build) and by Zensical (once a page); both find this package by its path. All
state is kept by `library.load`, in a submodule, which stays loaded under either. Imports stand inside `define_env`, so that
the command line does not load what only pages need.
"""

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros; stop, with every finding, where the data is not sound."""
    from macros.author import register_macros

    register_macros(env)
