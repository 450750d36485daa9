"""From text to HTML: the only place where Markup is made.

Markdown fields go through four steps: references are taken out, Markdown is rendered with raw HTML switched off, the
result is cleaned to a fixed set of tags, references are put back as links that this module builds itself.
"""

import functools
import re
from collections.abc import Callable
from typing import Any

import jinja2
import markdown as python_markdown
import nh3
from markupsafe import Markup, escape

from .references import Reference, Target, references

Resolve = Callable[[Reference], Markup]
"""Turns a reference into the HTML that stands for it."""

_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "code", "blockquote", "table", "thead", "tbody", "tr",
         "th", "td"}
_MARK = "\ue000{}\ue001"  # private-use characters: source.py refuses them in data, so they can only come from here
_MARKS = re.compile("[\ue000\ue001]")
_MARKED = re.compile("\ue000([0-9]+)\ue001")
_ADDRESS = re.compile(r"(https://|mailto:|#|\.{1,2}/|[A-Za-z0-9_])[^\s]*", re.IGNORECASE)
_SCHEME = re.compile(r"(?!https:|mailto:)[A-Za-z][A-Za-z0-9+.\-]*:", re.IGNORECASE)


def _href(_tag: str, _attribute: str, value: str) -> str | None:
    """Only https, mailto and relative links; anything else, protocol-relative included, loses its address."""
    sound = _ADDRESS.fullmatch(value) and not _SCHEME.match(value) and "\ue000" not in value
    return value if sound else None


@functools.cache
def _renderer() -> python_markdown.Markdown:
    renderer = python_markdown.Markdown(extensions=["tables", "sane_lists"])
    renderer.preprocessors.deregister("html_block")  # raw HTML comes out as the text that it is
    renderer.inlinePatterns.deregister("html")
    return renderer


def markdown(text: str, resolve: Resolve) -> Markup:
    """A Markdown field as blocks."""
    text = _MARKS.sub("", text)
    found: list[Reference] = []
    parts: list[str] = []
    end = 0
    for reference in references(text):
        if not reference.complete:
            continue
        parts += [text[end : reference.start], _MARK.format(len(found))]
        found.append(reference)
        end = reference.start + len(reference.written)
    marked = "".join([*parts, text[end:]])
    rendered = _renderer().reset().convert(marked)
    cleaned = nh3.clean(
        rendered, tags=_TAGS, attributes={"a": {"href"}}, attribute_filter=_href, link_rel=None,
        url_schemes={"https", "mailto"},
    )
    return flat(_MARKED.sub(lambda match: str(resolve(found[int(match[1])])), cleaned))


def inline(text: str, resolve: Resolve) -> Markup:
    """A Markdown field that is one run of text: no paragraph round it."""
    rendered = markdown(text, resolve)
    if rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1:
        return Markup(rendered[3:-4])
    return rendered


def plain(text: str, say: Callable[[Reference], str]) -> str:
    """A Markdown field as plain text, references in words; for JSON, CSV, titles and attributes."""
    rendered = markdown(text, lambda reference: escape(say(reference)))
    words = re.sub(r"<[^>]+>", " ", rendered)
    return re.sub(r"\s+", " ", Markup(words).unescape()).strip()


def link(target: Target, href: str, tip: str = "") -> Markup:
    """The HTML of a reference, well-formed as XML too (chapters pass it through an element tree).

    `tip` is the id of a term's definition, unique on its page.
    """
    if target.definition is not None:
        return Markup(
            '<button type="button" class="term" popovertarget="{0}">{1}</button>'
            '<span class="tip" id="{0}" popover="auto" data-search-exclude=""><strong>{1}</strong>: {2} '
            '<a href="{3}">In the glossary</a></span>'
        ).format(tip, target.text, target.definition, href)
    ends = Markup(' data-until="{}"').format(target.until) if target.until else ""
    words = (
        Markup('<a class="{}" href="{}"{}>{}</a>').format(target.kind, href, ends, target.text)
        if href else escape(target.text)
    )
    return Markup('{} <small class="law__grade">{}</small>').format(words, target.mark) if target.mark else words


def flat(html: str) -> Markup:
    """HTML without blank lines and indentation, which Markdown would take for its own."""
    return Markup("\n".join(line.strip() for line in html.splitlines() if line.strip()))


def heading(level: int, title: str, anchor: str) -> str:
    """A Markdown heading with a fixed id: it stands in the page's contents. `title` is shown as it is, whatever it holds."""
    literal = "".join(f"&#{ord(c)};" if c in "\\`*_{}[]<>&|#!:" else c for c in " ".join(title.split()))
    return f"{'#' * level} {literal} {{: #{anchor} }}"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("macros", "."), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    environment.filters["day"] = lambda day: f"{day.day} {day:%B %Y}"
    return environment


def template(name: str, /, **values: Any) -> Markup:
    """A template of the package, for example law/templates/register.html, filled and flattened."""
    return flat(_environment().get_template(name).render(**values))
