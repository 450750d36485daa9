"""The questions as the home page shows them."""

from markupsafe import Markup

from .. import html
from ..context import Context


def questions(context: Context) -> Markup:
    """The plain questions, each a link to the page that answers it, marked with whose door shows it."""
    links = context.links("questions")
    rows = [
        (" ".join(question.for_), " ".join(question.words), links.href(page, anchor), question.question)
        for question in context.library.questions
        for page, _, anchor in [question.to.partition("#")]
    ]
    return html.template("questions/templates/questions.html", rows=rows)
