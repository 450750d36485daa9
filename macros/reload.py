"""A hook of MkDocs for `make serve`: edits of our Python are seen at the next build, without a restart.

MkDocs builds again when a file changes, but Python keeps modules that it has loaded. Zensical knows no hooks, and this
one changes no page, so it does not miss it.
"""

import sys
from typing import Any

from mkdocs.plugins import event_priority


@event_priority(100)  # before the macros plugin, which loads our package in the same event
def on_config(config: Any) -> Any:
    """Forget our package at the start of every build."""
    for name in [name for name in sys.modules if name.split(".", maxsplit=1)[0] == "macros"]:
        del sys.modules[name]
    return config
