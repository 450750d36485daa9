"""Where the site uses each provision and figure: the other way round of citing."""

from .data import Library, Use, Uses
from .forms.model import ASPECTS
from .references import references


def uses_of(library: Library) -> Uses:  # noqa: C901  # one plain loop a kind of data
    """Uses of every citation and figure, in the order of the site's files."""
    found: dict[str, dict[Use, None]] = {}
    figures: dict[str, dict[Use, None]] = {}

    def add(cited: str, use: Use) -> None:
        found.setdefault(library.register.merged.get(cited, cited), {})[use] = None

    def add_text(text: str | None, use: Use) -> None:
        for reference in references(text or ""):
            if reference.kind == "law":
                add(reference.name, use)
            elif reference.kind == "figure":
                figures.setdefault(reference.name, {})[use] = None

    for page in library.pages.values():
        use = Use(page.path, "", page.title)
        for cited, _ in page.cited:
            add(cited, use)
        for reference, _ in page.references:
            add_text(reference.written, use)
    for name, checklist in library.checklists.items():
        for _, item_id, item in checklist.items():
            use = Use(f"checklists/{name}.md", item_id, checklist.title)
            for cited in item.law:
                add(cited, use)
            for text in (item.why, item.evidence, item.not_when):
                add_text(text, use)
    for name, case in library.cases.items():
        use = Use(f"cases/{name}.md", "", f"Case study: {case.title}")
        for cited in (*case.facts, *case.law):
            add(cited, use)
        for text in (case.done, case.caution, case.form, case.summary, *case.take, *case.leave):
            add_text(text, use)
    for name, hook in library.hooks.items():
        use = Use("policy/hooks.md", name, f"Policy hook: {hook.title}")
        for cited in (*hook.law, *hook.guard_law):
            add(cited, use)
        for text in (hook.guard_rail, hook.elsewhere, hook.evidence_first):
            add_text(text, use)
    for name, form in library.forms.items():
        use = Use("together/forms.md", name, f"Forms compared: {form.title}")
        for cited in (*form.law, *(law for aspect in ASPECTS for law in getattr(form, aspect).law)):
            add(cited, use)
    for name, term in library.glossary.items():
        use = Use("reference/glossary.md", name, f"Glossary: {term.term}")
        for cited in term.law:
            add(cited, use)
        add_text(term.text, use)
    return Uses(
        {cited: tuple(uses) for cited, uses in found.items()}, {name: tuple(uses) for name, uses in figures.items()}
    )
