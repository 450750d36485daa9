"""A real site in a real browser: built once a session, served from localhost, never from the network."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NewPage = Callable[..., Page]


def chromium_path() -> str:
    """The browser to drive: $CHROMIUM, or the first Chromium or Chrome on the path. Nothing is downloaded."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    if not found:
        pytest.fail("No browser: install Chromium, or put the path of one in $CHROMIUM.")
    return found


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a built site as a static host does, with its own page for what is not there."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with 404.html where a file is missing."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def build(config: Path, folder: Path) -> Path:
    """Build a site as a publisher would, or fail with what MkDocs said."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--config-file",
        str(config),
        "--site-dir",
        str(folder),
    ]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"The site does not build:\n{built.stderr}")
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; the address ends in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def site_folder(built_site: Path) -> Path:
    """The folder of the built and published site: see tests/conftest.py."""
    return built_site


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    with served(site_folder) as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site in the same shell: every component once on law/sample/, and a plain page after it."""
    root = tmp_path_factory.mktemp("sample")
    docs = root / "docs"
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    (docs / "law").mkdir()
    shutil.copy(ROOT / "tests" / "fixtures" / "style-sample.md", docs / "law" / "sample.md")
    (docs / "law" / "plain.md").write_text(
        "# A plain page\n\nIt holds one rare word: quince.\n\n## Its heading\n\nText.\n"
    )
    (docs / "index.md").write_text("# The first page\n\nText.\n")
    config = root / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        f"docs_dir: {docs}\n"
        f"theme: {{custom_dir: {ROOT / 'overrides'}}}\n"
        "plugins: [search]\n"
        "watch: []\nhooks: []\n"
        "nav: [{Home: index.md}, {The law: [{A sample: law/sample.md}, {A plain page: law/plain.md}]}]\n"
    )
    with served(build(config, root / "site")) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=chromium_path(), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Call for a fresh page in a fresh profile: new_page(width=1280, height=800, dark=False, javascript=True)."""
    contexts = []

    def make(*, width: int = 1280, height: int = 800, dark: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
