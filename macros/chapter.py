"""What stands round the prose of a chapter: its answer, the facts about it, law boxes."""

from markupsafe import Markup

from . import html
from .context import AuthorError, Context
from .law.model import NATIONS, STATES


def facts_line(context: Context) -> Markup:
    """The chapter's one-sentence answer, nations, dates, reading time, evidence and sign-off, from its front matter."""
    meta = context.meta
    missing = [key for key in ("answer", "nations", "law_as_at", "review_by") if key not in meta]
    if missing:
        raise AuthorError(context, f"facts_line needs {', '.join(missing)} in the front matter.")
    page = context.library.pages.get(context.page)
    cited = [name for name, _ in page.cited] if page else []
    return html.template(
        "templates/facts-line.html",
        answer=context.links("answer").inline(str(meta["answer"])),
        nations=nations_in_words(tuple(meta["nations"])),
        law_as_at=meta["law_as_at"],
        review_by=meta["review_by"],
        minutes=meta.get("minutes"),
        signed=meta.get("signed"),
        evidence=context.library.register.evidence(cited),
    )


def provisions(context: Context, *cited: str) -> Markup:
    """A law box: each provision with its address, its grade and its state. Arguments: proposition ids or pins."""
    if not cited:
        raise AuthorError(context, 'provisions needs the ids of provisions, for example provisions("pv.gpc-1").')
    register = context.library.register
    links = context.links("box-" + "-".join(cited).replace(" ", "-"))
    for name in cited:
        if fault := register.fault(name):
            raise AuthorError(context, " ".join(fault))
    return html.template("templates/provisions.html", rows=links.law_list(cited), states=STATES)


def nations_in_words(nations: tuple[str, ...]) -> str:
    """("england", "wales") → "England and Wales"; all four → "All four nations"."""
    if len(set(nations)) == len(NATIONS):
        return "All four nations"
    words = [NATIONS[nation] for nation in NATIONS if nation in nations]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
