"""Case studies as pages, and their index."""

from collections.abc import Iterable

from markupsafe import Markup

from .. import html
from ..context import AuthorError, Context
from ..law.model import NATIONS
from ..links import Links
from .model import ENDINGS, CaseStudy


def case_study(context: Context, name: str) -> str:
    """One case study in full: what was done, its numbers with their sources, cautions, what can and cannot be taken."""
    cases = context.library.cases
    if name not in cases:
        raise AuthorError(context, f'There is no case study "{name}". Case studies: {", ".join(sorted(cases))}.')
    case, links = cases[name], context.links("case")
    register = context.library.register
    parts = [
        html.template(
            "cases/templates/case.html", case=case, summary=links.inline(case.summary), form=links.inline(case.form),
            nation=NATIONS.get(case.nation, "Outside the United Kingdom"), ending=ENDINGS[case.ending],
            evidence=register.evidence(case.facts),
        ),
        html.heading(2, "What was done", "done"),
        links.markdown(case.done),
    ]
    if case.numbers:
        parts += [html.heading(2, "Numbers", "numbers"), html.template("cases/templates/numbers.html", rows=_numbers(links, case))]
    parts += [
        html.heading(2, "Be careful", "caution"),
        Markup('<div class="notice notice--care">\n{}\n</div>').format(links.markdown(case.caution)),
        html.heading(2, "What a UK council can take from it", "take"),
        _list(links, case.take),
        html.heading(2, "What it cannot", "leave"),
        _list(links, case.leave),
    ]
    if case.law:
        parts += [html.heading(2, "Law that a UK council would use", "law"), _law(links, case.law)]
    parts += [html.heading(2, "Every fact, with its source", "facts"), _facts(links, case)]
    return "\n\n".join(map(str, parts))


def _numbers(links: Links, case: CaseStudy) -> list[dict[str, object]]:
    register = links.library.register
    return [
        {
            "number": number,
            "sources": links.citations(number.fact),
            "evidence": register.propositions[register.merged.get(number.fact, number.fact)].evidence,
        }
        for number in case.numbers
    ]


def _list(links: Links, items: Iterable[str]) -> Markup:
    return html.template("cases/templates/list.html", items=[links.inline(item) for item in items])


def _law(links: Links, cited: Iterable[str]) -> Markup:
    register = links.library.register
    items = []
    for name in cited:
        proposition = register.proposition(name)
        titled = Markup('<a href="{}">{}</a>: ').format(links.register_link(name), proposition.title) if proposition else ""
        items.append(Markup("{}{}").format(titled, Markup("; ").join(links.citations(name))))
    return html.template("cases/templates/list.html", items=items)


def _facts(links: Links, case: CaseStudy) -> Markup:
    register = links.library.register
    rows = []
    for name in case.facts:
        fact = register.propositions[register.merged.get(name, name)]
        rows.append({"fact": fact, "text": links.inline(fact.text), "sources": links.citations(name),
                     "href": links.register_link(name)})
    return html.template("cases/templates/facts.html", rows=rows)


def case_index(context: Context) -> Markup:
    """Every case study in a table that can be filtered by theme, ending and nation."""
    links = context.links("cases")
    register = context.library.register
    rows = [
        {
            "href": links.href(f"cases/{name}.md"),
            "case": case,
            "summary": links.inline(case.summary),
            "nation": NATIONS.get(case.nation, "Outside the UK"),
            "ending": ENDINGS[case.ending],
            "evidence": register.evidence(case.facts),
        }
        for name, case in sorted(context.library.cases.items(), key=lambda item: item[1].title.casefold())
    ]
    themes = sorted({theme for case in context.library.cases.values() for theme in case.themes})
    return html.template("cases/templates/index.html", rows=rows, themes=themes, endings=ENDINGS)
