"""Files that are made before the site is built, because the engine must find them below docs/: pictures, tables, templates.

Git ignores them. `make site` and `make serve` make them; running it again changes only what has changed.
"""

from pathlib import Path

from .data import Library
from .guides.docx_template import SCRIPT, template_script
from .guides.products import MADE, make_products


def prepare(root: Path, library: Library) -> list[Path]:
    """Make everything; the files that changed or went."""
    docs = root / "docs"
    changed = make_products(library, docs)
    script = docs / MADE / SCRIPT
    text = template_script()
    if not script.exists() or script.read_text(encoding="utf-8") != text:
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(text, encoding="utf-8", newline="\n")
        changed.append(script)
    return changed
