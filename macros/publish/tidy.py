"""Files of a built site that no page uses. The audit, which runs later, would miss one that is needed."""

from pathlib import Path

_DEAD = (
    "assets/javascripts/lunr/**/*",  # the search's other languages; this site is in English
    "assets/stylesheets/*",  # the theme's own styles; docs/assets/styles has ours
    "assets/images/favicon.png",  # the theme's
    "assets/javascripts/**/*.map",
    "assets/javascripts/**/*.LICENSE.txt.map",
)
_WITHOUT_ADDRESS = ("sitemap.xml", "sitemap.xml.gz")
"""These hold full addresses, so they mean nothing where the site has none."""


def tidy(site: Path, site_url: str) -> None:
    """Delete what nobody would fetch, and folders left empty."""
    patterns = (*_DEAD, *(_WITHOUT_ADDRESS if not site_url else ()))
    for path in [path for pattern in patterns for path in site.glob(pattern) if path.is_file()]:
        path.unlink(missing_ok=True)
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
