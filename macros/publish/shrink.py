"""Our scripts and styles without their comments: readers of the source have them in the repository."""

from pathlib import Path

import rcssmin
import rjsmin

_OURS = ("assets/scripts/*.js", "assets/made/*.js", "assets/styles/*.css")


def shrink(site: Path) -> None:
    """Take comments and spare white space out of what we wrote; the theme's own files come small."""
    for path in [path for pattern in _OURS for path in site.glob(pattern)]:
        text = path.read_text(encoding="utf-8")
        small = rjsmin.jsmin(text) if path.suffix == ".js" else rcssmin.cssmin(text)
        path.write_text(small, encoding="utf-8", newline="\n")
