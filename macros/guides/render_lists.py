"""The list of guides, and the page of one guide's table of cases."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from .. import html
from ..conditions.model import Condition, Is, walk
from ..context import AuthorError, Context
from ..law.model import NATIONS
from .plan import AGAIN, End, Plan
from .render_law import cited_by
from .render_names import STATUS, Names, names_of
from .table import Case, Table, Way

_TEMPLATES = "guides/templates/"


def guide_index(context: Context) -> str:
    """All guides with what they end in, and the nations that each covers."""
    guides = [_about(context, name) for name, checked in context.library.guides.items() if checked.sound]
    if not guides:
        return "No guide is published yet. Guides are files in docs/data/guides/; each becomes a page here."
    root = context.links("guides").root
    return "\n\n".join([
        html.template(f"{_TEMPLATES}index.html", guides=guides),
        html.heading(2, "Nations", "nations"),
        html.template(f"{_TEMPLATES}nations.html", guides=guides, nations=list(NATIONS.values()), root=root),
    ])


def _about(context: Context, name: str) -> dict[str, Any]:
    plan = context.library.guides[name].plan
    links = names_of(context.library, name, context.page, source_links=context.source_links).links
    guide = plan.guide
    return {
        "id": name, "href": links.href(f"guides/{name}.md"), "title": links.plain(guide.title),
        "summary": links.plain(guide.summary), "questions": len(plan.steps), "minutes": guide.minutes,
        "law_as_at": guide.law_as_at,
        "signed": f"Reviewed by: {guide.signed.role}" if guide.signed else None,
        "cover": [_cover(context, plan, nation) for nation in NATIONS],
    }


def _cover(context: Context, plan: Plan, nation: str) -> dict[str, Any]:
    """How well a guide covers a nation, told from its data alone.

    In part: a part for that nation says that its law was not checked, or fewer than half as many facts of law hold there
    as in the nation that is covered best.
    """
    register = context.library.register
    facts = {name: sum(1 for cited in {*cited_by(plan)} if (known := register.proposition(cited)) and name in known.nations)
             for name in NATIONS}
    if plan.guide.nations and nation not in plan.guide.nations:
        return {"word": "Not covered", "facts": 0}
    unchecked = any(
        piece.text.no_law and piece.when is not None and _names_nation(piece.when, nation, plan) for piece in plan.pieces()
    )
    partly = unchecked or facts[nation] * 2 < max(facts.values())
    return {"word": "Covered in part" if partly else "Covered", "facts": facts[nation]}


def _names_nation(condition: Condition, nation: str, plan: Plan) -> bool:
    """Whether a condition picks a nation out."""
    return any(
        isinstance(part, Is) and plan.steps[part.question].text.shared == "nation" and nation in part.options
        for part in walk(condition)
    )


def guide_cases(context: Context, name: str) -> str:
    """What leads to each result of a guide: its cases where they are few, every answer and rule where they are many."""
    if name not in context.library.guides:
        raise AuthorError(context, f'There is no guide "{name}". Guides are files in docs/data/guides/.')
    checked = context.library.guides[name]
    names = names_of(context.library, name, context.page, source_links=context.source_links)
    table = Table(names, checked)
    page = names.links.href(f"guides/{name}.md")
    parts: list[str] = [html.template(
        f"{_TEMPLATES}cases-start.html", root=names.links.root, page=page, title=names.links.plain(checked.plan.guide.title),
        counts=checked.counts, whole=table.whole, file=f"{names.links.root}guides/{name}/cases.csv",
    )]
    for end in checked.plan.ends.values():
        anchor = names.marks[end.id].lower()
        parts += [
            html.heading(2, f"{names.marks[end.id]}: {names.title(end.id)} ({STATUS[end.text.status]})", f"case-{anchor}"),
            html.template(
                f"{_TEMPLATES}cases.html",
                lines=list(_cases(table, end, page) if table.whole else _ways(table, end, page)),
                parts=[
                    (names.links.plain(piece.text.title or piece.id), _away(names, piece.when, page))
                    for piece in end.pieces if piece.when is not None
                ],
            ),
        ]
    return "\n\n".join(parts)


def _cases(table: Table, end: End, page: str) -> Iterator[Markup]:
    """Each case that ends here or goes past here."""
    for case in table.cases:
        if case.route.at == end.id or any(met.pause == end.id for met in case.route.pauses):
            yield _case(table, case, page)


def _case(table: Table, case: Case, page: str) -> Markup:
    return Markup("; ").join(
        Markup("{}: {}").format(_question(table.names, question, page), table.said(question, case.answers[question]))
        for question in case.route.asked
    )


def _ways(table: Table, end: End, page: str) -> Iterator[Markup]:
    names = table.names
    for way in table.ways:
        if way.to == end.id:
            yield _way(names, way, page)
        elif way.then == end.id:
            yield Markup("{}, after the pause {}").format(_way(names, way, page), table.place(way.to))


def _way(names: Names, way: Way, page: str) -> Markup:
    rule = f", {way.rule}" if way.rule else ""
    then = ", then answer it again" if way.then == AGAIN else ""
    answer = f"“{way.answer}”" if way.answer not in ("any answer", "not asked") else way.answer
    return Markup("{}: {}{}{}").format(_question(names, way.question, page), answer, rule, then)


def _question(names: Names, question: str, page: str) -> Markup:
    return Markup('<a href="{}#{}">Question {}</a>').format(page, question, names.number(question))


def _away(names: Names, condition: Condition, page: str) -> Markup:
    """A condition in words, its questions as links to the guide's page."""
    return Markup("").join(
        escape(piece) if isinstance(piece, str) else
        Markup('<a href="{}#{}">question {}</a>').format(page, piece.question, names.number(piece.question))
        for piece in names.speech.condition(condition)
    )


