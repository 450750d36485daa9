"""The policy hooks page."""

import re

from markupsafe import Markup

from .. import html
from ..chapter import nations_in_words
from ..context import Context
from ..links import Links
from .model import STEPS, Hook


def hooks(context: Context) -> str:
    """Every hook, by its step on the ladder: purpose, wording with a copy button, law that carries it, guard-rail."""
    links = context.links("hooks")
    parts: list[str] = [html.template("hooks/templates/head.html", root=links.root)]
    for step, title in STEPS.items():
        chosen = {name: hook for name, hook in context.library.hooks.items() if hook.step == step}
        if chosen:
            parts.append(html.heading(2, title, f"step-{step}"))
        for name, hook in chosen.items():
            parts += [html.heading(3, hook.title, name), _hook(links, name, hook)]
    return "\n\n".join(parts)


def _hook(links: Links, name: str, hook: Hook) -> Markup:
    return html.template(
        "hooks/templates/hook.html", id=name, hook=hook, purpose=links.inline(hook.purpose),
        guard_rail=links.markdown(hook.guard_rail),
        evidence=links.inline(hook.evidence_first) if hook.evidence_first else None,
        elsewhere=links.inline(hook.elsewhere) if hook.elsewhere else None,
        nations=nations_in_words(hook.nations), wording=_wording(hook.wording), law=_law(links, hook.law),
        guard_law=_law(links, tuple(name for name in hook.guard_law if f"[[law:{name}]]" not in hook.guard_rail)),
        grade=links.library.register.evidence(hook.cited),
    )


def _law(links: Links, cited: tuple[str, ...]) -> list[Markup]:
    """Each place once, though several facts may rest on it."""
    return list(dict.fromkeys(link for name in cited for link in links.citations(name)))


def _wording(wording: str) -> list[dict[str, object]]:
    """The clause in runs; those in square brackets are gaps, for the council to fill in."""
    return [{"text": run, "gap": run.startswith("[")} for run in re.split(r"(\[[^\]]*\])", wording) if run]
