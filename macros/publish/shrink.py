"""Our scripts and styles as small as they can be: readers of the source have them, with comments, in the repository."""

from pathlib import Path

try:
    import minify
except ImportError:  # pragma: no cover — no wheel for Apple processors
    minify = None

_OURS = {
    "assets/scripts/*.js": "application/javascript",
    "assets/made/*.js": "application/javascript",
    "assets/styles/*.css": "text/css",
}


def shrink(site: Path) -> None:
    """Take comments, spare white space and long local names out of what we wrote; the theme's own files come small.

    Where the minifier cannot be had the files stay as we wrote them: they do the same, and are larger.
    """
    if minify is None:
        return
    for pattern, kind in _OURS.items():
        for path in sorted(site.glob(pattern)):
            path.write_text(minify.string(kind, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
