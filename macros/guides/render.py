"""A guide as its page: whole without a script, as a numbered list of questions and results that also serves on paper.

The page is what `assets/scripts` work from. They take every text from the elements that carry `data-` attributes:

    .guide              data-guide, data-version, data-law-as-at, data-title, data-root, data-embed
    .guide-logic        the logic (see logic.py), as JSON
    .guide-app          the interactive guide (templates/app.html)
    [data-question]     its id, data-type; in it [data-ask] [data-why] [data-hint] [data-part] [data-option] [data-none]
                        [data-unit] [data-evidence] [data-law] [data-if-missing]
    [data-option]       in it [data-label] [data-option-hint] [data-note] [data-evidence]
    [data-result]       its id, data-status; in it [data-status-word] [data-title] [data-text] [data-part] [data-do]
                        [data-evidence] [data-record] [data-law] [data-decides] [data-signs] [data-ask-roles]
                        [data-caution] [data-risk] [data-checklists] [data-next] [data-weakest] [data-resume]
    [data-part]         in it its <h4>, and what results have
    a[href^="#law-"]    a citation, in [data-law] and in any text; its href leads to its entry in the list of law,
                        li#law-1 and on, which has links (a.law), [data-entry], [data-grade], [data-state] where it is
                        not in force, data-checked where that was not on the guide's own day
    [data-if-missing]   of a question; where it has none: .guide [data-if-missing="one"] and so on, by data-type
    [data-answer]       in any text: the question whose answer stands there
    [data-for]          cannot occur with every choice: render_marks.py; the form: templates/narrow.html

A part's own elements stand inside it: what belongs to the result itself is what no [data-part] holds.
"""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from .. import html
from ..chapter import nations_in_words
from ..context import AuthorError, Context
from ..finding import did_you_mean
from ..law.model import NATIONS
from .check import Checked
from .logic import compile_guide
from .pictures import Picture, pictures_of
from .plan import Plan
from .render_marks import Marks
from .render_names import names_of
from .render_steps import MISSING, Views
from .table import Table

_TEMPLATES = "guides/templates/"
_PAPER = (1390, 2000)
"""The largest picture, in pixels, whose letters are still 4.5 points high on a sheet of A4."""


def guide(context: Context, name: str, *, embed: bool = False) -> str:
    """A guide's whole page below its title: Markdown headings with HTML between them. `name`: its file, without .yml.

    `embed`: without pictures and the table of cases, and with a link to the full page.
    """
    known = context.library.guides
    if name not in known:
        near = did_you_mean(name, known) or "Guides are files in docs/data/guides/."
        raise AuthorError(context, f'There is no guide "{name}". {near}')
    checked = known[name]
    found = checked.plan
    folder = "embed" if embed else "guides"
    if context.page != f"{folder}/{name}.md":
        raise AuthorError(
            context, f'The guide "{name}" has its page at docs/{folder}/{name}.md, where links to its answers lead. '
            f"Refer to it here as [[guide:{name}]].",
        )
    # An embedded guide keeps nothing and loads nothing more, so it is not narrowed either.
    marks = Marks(None if embed else checked.narrowing)
    views = Views(names_of(context.library, name, context.page, source_links=context.source_links), marks)
    drawn = {} if embed else {picture.name: picture for picture in pictures_of(views.names)}
    blocks = [
        *_start(found, views, embed=embed), *_how(found, views, drawn), *_questions(found, views, drawn),
        *_results(found, views), *_law(found, views),
    ]
    page = "\n\n".join(blocks if embed else [*blocks, *_cases(context, checked, views)])
    if marks.narrowing is None:
        return page
    page, table = marks.gathered(page)
    return "\n\n".join([page, html.template(f"{_TEMPLATES}marks.html", table=table)])


def _start(plan: Plan, views: Views, *, embed: bool) -> Iterator[str]:
    links, guide = views.names.links, plan.guide
    register = links.library.register
    signed = guide.signed
    yield html.template(
        f"{_TEMPLATES}start.html",
        id=plan.id, guide=guide, embed=embed, root=links.root, summary=links.inline(guide.summary),
        nations=nations_in_words(guide.nations or tuple(NATIONS)),
        weakest=register.evidence(views.names.law.entries),
        signed=f"Reviewed by: {signed.role}, {signed.date:%d %B %Y}" if signed else None,
        missing={kind: MISSING[kind] for kind in dict.fromkeys(step.kind.type for step in plan.steps.values())},
        changes=sorted(guide.changes, key=lambda change: -change.version),
    )
    yield _logic(plan)
    yield html.template(
        f"{_TEMPLATES}app.html", root=links.root, version=guide.version,
        narrowed=views.marks.narrowing is not None,
        quantities=any(step.kind.is_quantity for step in plan.steps.values()),
        filters=any(step.text.filter for step in plan.steps.values()),
    )


def _logic(plan: Plan) -> Markup:
    return html.template(f"{_TEMPLATES}logic.html", logic=compile_guide(plan))


def _how(plan: Plan, views: Views, drawn: Mapping[str, Picture]) -> Iterator[str]:
    """How to use the guide as a list, with the picture of the whole."""
    links = views.names.links
    page = f"guides/{plan.id}.md"
    narrowed = views.marks.narrowing is not None
    yield html.template(f"{_TEMPLATES}how.html", narrowed=narrowed, full=links.href(page) if links.page != page else None)
    if narrowed:
        yield html.template(f"{_TEMPLATES}narrow.html", pictures=bool(drawn))
    if "overview" in drawn:
        yield _figure(plan, views, drawn["overview"])


def _figure(plan: Plan, views: Views, picture: Picture) -> Markup:
    return html.template(
        f"{_TEMPLATES}figure.html", picture=picture, src=f"{views.names.links.root}guides/{plan.id}/pictures/",
        small=picture.width <= _PAPER[0] and picture.height <= _PAPER[1],
    )


def _cases(context: Context, checked: Checked, views: Views) -> Iterator[str]:
    plan, links = checked.plan, views.names.links
    page = f"guides/{plan.id}/cases.md"
    yield _heading("The table of cases", "guide-cases")
    yield html.template(
        f"{_TEMPLATES}to-cases.html", counts=checked.counts, whole=Table(views.names, checked).whole,
        page=links.href(page) if page in context.library.pages else None,
        file=f"{links.root}guides/{plan.id}/cases.csv", json=f"{links.root}guides/{plan.id}.json",
    )


def _questions(plan: Plan, views: Views, drawn: Mapping[str, Picture]) -> Iterator[str]:
    section = ""
    for step in plan.steps.values():
        if step.section != section and step.section in plan.guide.sections:
            section = step.section
            about = plan.guide.sections[section]
            yield _heading(about.title, f"section-{section}")
            if about.summary:
                yield f'<p class="section__summary guide-static">{views.names.links.inline(about.summary)}</p>'
            if section in drawn:
                yield _figure(plan, views, drawn[section])
        elif not plan.guide.sections and step.index == 0:
            yield _heading("Questions", "guide-questions")
            if "guide" in drawn:
                yield _figure(plan, views, drawn["guide"])
        yield _block("question", views.question(step))


def _results(plan: Plan, views: Views) -> Iterator[str]:
    outcomes = [end for end in plan.ends.values() if not end.is_pause]
    pauses = [end for end in plan.ends.values() if end.is_pause]
    for title, anchor, ends in (("Results", "results", outcomes), ("Pauses: do this first", "pauses", pauses)):
        if ends:
            yield _heading(title, f"guide-{anchor}")
            for end in ends:
                yield _block("result", views.result(end))


def _law(plan: Plan, views: Views) -> Iterator[str]:
    laws = list(views.names.law.entries.values())
    if laws:
        yield _heading("The law cited here", "guide-law")
        yield html.template(
            f"{_TEMPLATES}law.html", laws=laws, as_at=plan.guide.law_as_at,
            sources=views.names.links.href("reference/sources.md"),
        )


def _heading(title: str, anchor: str) -> str:
    return html.heading(2, title, anchor).replace(" }", " .guide-static }")


def _block(name: str, view: dict[str, object]) -> Markup:
    return html.template(f"{_TEMPLATES}{name}.html", it=view)
