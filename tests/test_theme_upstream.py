"""Our templates stand in for some of the theme's. When the theme changes one of those, someone must look."""

import hashlib
from pathlib import Path

import material
import pytest

TEMPLATES = Path(material.__file__).parent / "templates"
# What mkdocs-material 9.8.1 ships where ours replaces it, or leans on it: base.html for its blocks and toggles.
SEEN = {
    "base.html": "8536d352b0093623",
    "404.html": "80c93494b5432b1b",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/search.html": "bfd556535abcddb9",
    "partials/nav.html": "af33f6e032f632eb",
    "partials/nav-item.html": "89895208f22d68ce",
    "partials/content.html": "ce33929c85af129f",
    "partials/footer.html": "50c2a75f013b7b03",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
}


@pytest.mark.parametrize("name", SEEN)
def test_the_theme_still_ships_what_ours_replaces(name: str) -> None:
    found = hashlib.sha256((TEMPLATES / name).read_bytes()).hexdigest()[:16]
    assert found == SEEN[name], (
        f"mkdocs-material changed {name}. Compare its versions, carry over into overrides/ what matters, "
        f"run tests/browser, then write {found} here."
    )
