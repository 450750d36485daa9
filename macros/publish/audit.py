"""What a reader of the built site would trip over: dead links, foreign requests, blocked code, nameless pages."""

import posixpath
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from ..finding import Finding, Place
from .page import BuiltPage, Tag, read_pages

# Attribute → elements on which it makes the browser fetch something by itself.
_FETCHED = {
    "src": {"script", "img", "source", "audio", "video", "track", "iframe", "embed", "input"},
    "href": {"link", "image", "use"},
    "poster": {"video"},
    "data": {"object"},
}
_FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect", "dns-prefetch"}
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "list")
"""Attributes that name ids of their own page."""
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def audit(site: Path, base: str = "/") -> list[Finding]:
    """Everything wrong with a built site, sorted. `base` is the path of its address on its host, ending in a slash."""
    pages = read_pages(site)
    ids = {page.file: page.ids for page in pages}
    findings: list[Finding] = []
    for page in pages:
        findings += _nameless(page)
        findings += _blocked(page)
        findings += _links(page, site, base, ids)
    findings += _styles(site)
    return sorted(set(findings))


def _nameless(page: BuiltPage) -> Iterator[Finding]:
    html = next(page.all("html"), None)
    descriptions = [t for t in page.all("meta") if t.attributes.get("name") == "description"]
    checks = {
        "has no <head>": page.head_end > 0,
        "does not say its language": html is not None and bool(html.attributes.get("lang")),
        "has no title": bool(page.title.strip()),
        "has no description": bool(descriptions and descriptions[0].attributes.get("content", "").strip()),
        "does not have exactly one first-level heading": len(list(page.all("h1"))) == 1,
    }
    for fault, sound in checks.items():
        if not sound:
            yield Finding(Place(page.file), "W05", f"This page {fault}.", "See the page's front matter, or the theme.")
    seen: set[str] = set()
    for tag in page.tags:
        name = tag.attributes.get("id")
        if name in seen:
            yield _finding(page, tag, "W06", f'The id "{name}" stands twice on this page.', "Give one of them another.")
        seen |= {name} if name else set()


def _blocked(page: BuiltPage) -> Iterator[Finding]:
    """What the page's own policy would refuse, so that the page would not be as it was tested."""
    for tag in page.tags:
        for name, value in tag.attributes.items():
            if name == "style" or name.startswith("on"):
                yield _finding(
                    page, tag, "W03", f'<{tag.name}> has the attribute "{name}", which the policy of this site blocks.',
                    "Use a class and a style sheet, or a listener in a script of docs/assets/scripts.",
                )
            if value.strip().lower().startswith(("javascript:", "vbscript:")):
                yield _finding(page, tag, "W03", f'"{name}" of <{tag.name}> holds code.', "Take it out.")
        if tag.name in {"style", "base"}:
            yield _finding(
                page, tag, "W03", f"<{tag.name}> is blocked by the policy of this site.",
                "Use a style sheet, or a full link.",
            )


def _links(page: BuiltPage, site: Path, base: str, ids: dict[str, set[str]]) -> Iterator[Finding]:
    for tag in page.tags:
        for name in _NAMING:
            for target in tag.attributes.get(name, "").split():
                if target not in ids[page.file]:
                    yield _finding(
                        page, tag, "W02", f'"{name}" names the id "{target}", which is not on this page.', "Mend the id."
                    )
        for address, fetched in _addresses(tag):
            yield from _link(page, tag, address, fetched, site, base, ids)


def _addresses(tag: Tag) -> Iterator[tuple[str, bool]]:
    """Addresses that an element names, and whether the browser fetches them by itself."""
    for name, value in tag.attributes.items():
        if name == "srcset":
            yield from ((part.split()[0], True) for part in value.split(",") if part.strip())
        elif name in {"href", "xlink:href", "action", "formaction", *_FETCHED} and value.strip():
            fetched = tag.name in _FETCHED.get(name.removeprefix("xlink:"), ())
            if tag.name == "link":
                fetched = bool(_FETCHING_LINKS & set(tag.attributes.get("rel", "").split()))
            if name != "data" or tag.name == "object":
                yield value.strip(), fetched


def _link(
    page: BuiltPage, tag: Tag, address: str, fetched: bool, site: Path, base: str, ids: dict[str, set[str]]  # noqa: FBT001  # of one caller
) -> Iterator[Finding]:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme == "data" and fetched:
        return
    if parts.scheme or parts.netloc:
        if fetched:
            yield _finding(
                page, tag, "W04", f"This page would fetch {address} from elsewhere.", "Keep a copy in docs/assets."
            )
        elif parts.scheme not in {"https", "mailto", "tel"}:
            yield _finding(page, tag, "W04", f'"{address}" is not an https address.', "Write it in full, with https://.")
        return
    file = _file(page.file, parts.path, site, base)
    if file is None:
        yield _finding(page, tag, "W01", f"{address} leads to no file of this site.", "Mend the link.")
        return
    # #top and #:~:text= need no id, nor do answers to a guide (#v=1&nation=wales).
    name = urllib.parse.unquote(parts.fragment)
    if name not in {"", "top", *ids.get(file, {name})} and not name.startswith((":~:", "v=")):
        yield _finding(page, tag, "W02", f'{address} leads to the id "{name}", which is not there.', "Mend the link.")


def _file(current: str, path: str, site: Path, base: str) -> str | None:
    """The file below the site that a link opens, as a static host would find it; None where there is none."""
    path = urllib.parse.unquote(path)
    if not path:
        return current
    if path.startswith("/"):
        if not f"{path}/".startswith(base):
            return None
        joined = path[len(base) :]
    else:
        joined = posixpath.join(posixpath.dirname(current), path)
    name = posixpath.normpath(joined or ".")
    if name.startswith(".."):
        return None
    if (site / name).is_dir():
        name = posixpath.normpath(posixpath.join(name, "index.html"))
    return name if (site / name).is_file() else None


def _styles(site: Path) -> Iterator[Finding]:
    """Foreign and missing files that style sheets name."""
    for path in sorted(site.rglob("*.css")):
        file = path.relative_to(site).as_posix()
        text = _CSS_COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), path.read_text(encoding="utf-8"))
        for match in _CSS_URL.finditer(text):
            address = match[1] or match[2]
            parts = urllib.parse.urlsplit(address)
            place = Place(file, text.count("\n", 0, match.start()) + 1)
            if parts.scheme not in {"", "data"} or parts.netloc:
                yield Finding(place, "W04", f"This style sheet would fetch {address}.", "Keep a copy in docs/assets.")
            elif not parts.scheme and parts.path and _file(file, parts.path, site, "/") is None:
                yield Finding(place, "W01", f"{address} leads to no file of this site.", "Mend the address.")


def _finding(page: BuiltPage, tag: Tag, code: str, message: str, advice: str) -> Finding:
    lines = page.text.splitlines()
    words = lines[tag.line - 1].strip() if tag.line <= len(lines) else ""
    return Finding(Place(page.file, tag.line), code, message, advice, words[:117] + "…" if len(words) > 120 else words)
