"""Small sites for tests: the real macros, theme and scripts, with data and pages that the test writes itself."""

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

LAW: Mapping[str, str] = {
    "data/law/sources/acts.yml": """\
sources:
  test_act:
    title: Test Act 2001
    kind: act
    citation: 2001 c. 9
    nations: [england, wales]
    url: https://www.legislation.gov.uk/ukpga/2001/9
    state: in-force
    checked: 2026-11-01
    review_by: 2027-11-01
""",
    "data/law/propositions/test.yml": """\
title: The law of tests
summary: Facts that only tests rely on.
propositions:
  pv.test-1:
    title: A body may test
    text: A body may test what it makes.
    pins: [test_act s1(1), test_act s2]
    nations: [england, wales]
    evidence: read
    state: in-force
    checked: 2026-11-01
    review_by: 2027-11-01
  pv.test-2:
    title: A test must be able to fail
    text: A test that cannot fail tests nothing.
    pins: [test_act s3]
    nations: [england]
    evidence: our-reading
    state: not-yet
    checked: 2026-11-01
    review_by: 2027-11-01
""",
    "data/roles.yml": """\
roles:
  tester:
    title: Tester
    what: Tests.
  second_tester:
    title: Second tester
    what: Tests again.
""",
    "reference/register/test.md": '# The law of tests\n\n{{ register("test") }}\n',
}
"""An Act, two propositions (one read and in force, one our reading and not yet in force), two roles, and their page."""


def build_site(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a project into an empty folder, build it, and give the folder of the built site.

    `files` holds texts by their path below docs/; an index.md is added where it has none, and a
    description to pages without front matter. Settings are those of the real
    mkdocs.yml, except its contents list: pages stand in the order of their names. AssertionError with all that MkDocs
    said, where it does not build.
    """
    docs = folder / "docs"
    (docs / "data").mkdir(parents=True)
    for part in ("macros", "overrides"):
        (folder / part).symlink_to(ROOT / part)
    (docs / "assets").symlink_to(ROOT / "docs" / "assets")
    for path, text in {"index.md": "# First page\n", **files}.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        bare = path.endswith(".md") and not text.startswith("---\n")
        (docs / path).write_text(
            f"---\ndescription: A page of a test.\n---\n{text}" if bare else text, encoding="utf-8"
        )
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: Test\nnav:\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "site")],
        cwd=folder,
        env=os.environ | {"CI": "true", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"The test site does not build:\n{done.stdout}\n{done.stderr}"
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site on a free port of this machine; the address ends in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
