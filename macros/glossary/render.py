"""The glossary page."""

from .. import html
from ..context import Context


def glossary(context: Context) -> str:
    """Every term in the order of the alphabet, with its meaning, its law and its neighbours."""
    links = context.links("glossary")
    terms = context.library.glossary
    return html.template(
        "glossary/templates/glossary.html",
        terms=[
            {
                "id": name,
                "term": term,
                "text": links.markdown(term.text) if term.text else None,
                "see": [(other, terms[other].term) for other in term.see],
                "law": [link for cited in term.law for link in links.citations(cited)],
            }
            for name, term in sorted(terms.items(), key=lambda item: item[1].term.casefold())
        ],
    )
