"""Case studies as pages, and their index."""

from collections.abc import Iterable

from markupsafe import Markup

from .. import html
from ..context import AuthorError, Context
from ..law.model import NATIONS, STATES
from ..links import Links
from .model import ENDINGS, CaseStudy

ELSEWHERE = "Outside the UK"


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
            place=_place(case), ending=ENDINGS[case.ending], evidence=register.evidence(case.facts),
            root=links.root,
        ),
        html.heading(2, "What was done", "done"),
        links.markdown(case.done),
    ]
    if case.numbers:
        parts += [
            html.heading(2, "Numbers", "numbers"),
            html.template("cases/templates/numbers.html", rows=_numbers(links, case)),
        ]
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
        item = Markup("; ").join(links.citations(name))
        if proposition := register.proposition(name):
            item = html.template(
                "cases/templates/law.html", href=links.register_link(name), title=proposition.title, sources=item,
                evidence=proposition.evidence,
                state=None if proposition.state in ("in-force", "not-law") else STATES[proposition.state],
            )
        items.append(item)
    return html.template("cases/templates/list.html", items=items)


def _facts(links: Links, case: CaseStudy) -> Markup:
    register = links.library.register
    rows = []
    for name in case.facts:
        fact = register.propositions[register.merged.get(name, name)]
        rows.append({"fact": fact, "text": links.inline(fact.text), "sources": links.citations(name),
                     "open": links.inline(fact.unverified) if fact.unverified else None,
                     "href": links.register_link(name)})
    return html.template("cases/templates/facts.html", rows=rows)


def _place(case: CaseStudy) -> str:
    """Where, with the nation: "Solva, Pembrokeshire, Wales"."""
    return f"{case.place}, {NATIONS[case.nation]}" if case.nation != "elsewhere" else case.place


def case_index(context: Context) -> Markup:
    """Every case study in a list, which assets/scripts/library.js filters by words, theme, ending and nation."""
    links = context.links("cases")
    register, cases = context.library.register, context.library.cases
    rows = [
        {
            "href": links.href(f"cases/{name}.md"),
            "case": case,
            "summary": links.inline(case.summary),
            "place": _place(case),
            "themes": [_theme(theme) for theme in case.themes],
            "ending": ENDINGS[case.ending],
            "evidence": register.evidence(case.facts),
        }
        for name, case in sorted(cases.items(), key=lambda item: item[1].title.casefold())
    ]
    themes = sorted({theme for case in cases.values() for theme in case.themes})
    nations = {**NATIONS, "elsewhere": ELSEWHERE}
    return html.template(
        "cases/templates/index.html", rows=rows, root=links.root,
        themes=[(theme, _theme(theme)) for theme in themes],
        endings=[item for item in ENDINGS.items() if any(case.ending == item[0] for case in cases.values())],
        nations=[item for item in nations.items() if any(case.nation == item[0] for case in cases.values())],
    )


def _theme(theme: str) -> str:
    """A theme as readers see it; "co-operative" and "in-house" keep their hyphens."""
    return theme if theme in ("co-operative", "in-house") else theme.replace("-", " ")
