"""The comparison of forms."""

from markupsafe import Markup

from .. import html
from ..context import Context
from ..links import Links
from .model import ASPECTS, Aspect, Form


def forms(context: Context) -> str:
    """Every form in every respect: a table for each respect, and each form with when it suits."""
    links = context.links("forms")
    library = context.library
    parts: list[str] = [html.template("forms/templates/head.html", root=links.root)]
    for aspect, title in ASPECTS.items():
        rows = [(form.title, name, _said(links, getattr(form, aspect))) for name, form in library.forms.items()]
        parts += [html.heading(2, title, aspect), html.template("forms/templates/aspect.html", rows=rows, title=title)]
    parts.append(html.heading(2, "Each form, and when it suits", "each"))
    for name, form in library.forms.items():
        parts += [html.heading(3, form.title, name), _form(links, form)]
    return "\n\n".join(parts)


def _law(links: Links, cited: tuple[str, ...]) -> list[Markup]:
    """Each place once, though several facts may rest on it."""
    return list(dict.fromkeys(link for name in cited for link in links.citations(name)))


def _said(links: Links, aspect: Aspect) -> dict[str, object]:
    return {"text": links.inline(aspect.text), "law": _law(links, aspect.law)}


def _form(links: Links, form: Form) -> str:
    return html.template(
        "forms/templates/form.html", what=links.inline(form.what), suits=links.inline(form.suits),
        does_not_suit=links.inline(form.does_not_suit), law=_law(links, form.law),
        evidence=links.library.register.evidence(form.cited),
    )
