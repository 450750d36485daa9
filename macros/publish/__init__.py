"""After the build, for either engine: what a static site needs that its engine does not do.

Each step changes files of the built site; run twice, it leaves the same bytes. A fault is an error of the whole: the site is
then not to be published.
"""

import urllib.parse
from pathlib import Path

from ..finding import Finding
from .audit import audit
from .join import join
from .page import read_pages
from .policy import headers, with_policy
from .shrink import shrink
from .tidy import tidy


def publish(site: Path, site_url: str = "") -> list[Finding]:
    """Make a freshly built site ready for the public; everything wrong with it.

    `site_url` is the address that the engine was told; empty, the site is at home anywhere.
    """
    tidy(site, site_url)
    shrink(site)
    join(read_pages(site), site)
    for page in read_pages(site):
        page.path.write_text(with_policy(page), encoding="utf-8", newline="\n")
    (site / "_headers").write_text(headers(site), encoding="utf-8", newline="\n")
    return audit(site, urllib.parse.urlsplit(site_url).path or "/")
