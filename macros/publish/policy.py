"""The content security policy: what a page may load and run. Its own host's files, and nothing else.

Each page carries its policy itself, so that it holds on every host and for files opened from disk. What a page cannot say
of itself (who may frame it) stands in `_headers`, for hosts that read such a file.
"""

import base64
import hashlib
import re
from pathlib import Path

from .page import BuiltPage

_RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",  # the search index
    "worker-src": "'self'",  # the search worker
    "base-uri": "'none'",
    "form-action": "'none'",
}
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_OURS = re.compile(r'\n?<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


def policy(page: BuiltPage) -> str:
    """The policy of one page: inline code that it holds is allowed by its hash, and by nothing else."""
    hashes = sorted({f"'sha256-{_hash(code)}'" for code, _ in page.scripts})
    rules = _RULES | {"script-src": " ".join([_RULES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(page: BuiltPage) -> str:
    """The page's text with its policy first in <head>, in place of any earlier one.

    First, because a policy says nothing about what stands before it. A page without <head> is left alone; the audit
    reports it.
    """
    if not page.head_end:
        return page.text
    start, rest = page.text[: page.head_end], _OURS.sub("", page.text[page.head_end :])
    return f"{start}\n{_META.format(policy(page))}{rest}"


_FRAMED = "embed"
"""The folder whose pages are made to stand inside other sites."""
_UNFRAMED = "  Content-Security-Policy: frame-ancestors 'none'"


def headers(site: Path) -> str:
    """The text of `_headers`, as Netlify, Cloudflare Pages and their like read it.

    Hosts add up the rules that fit an address, so none but those of pages that may not be framed can name framing.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in _HEADERS.items())]
    folders = sorted(path.name for path in site.iterdir() if path.is_dir() and path.name != _FRAMED)
    for address in ["/", "/index.html", "/404.html", *(f"/{folder}/*" for folder in folders)]:
        lines += [address, _UNFRAMED]
    return "\n".join([*lines, ""])


def _hash(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
