"""Building the real site, with either engine, as the Makefile does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str, cwd: Path = ROOT, **environment: str) -> str:
    """Run a Python module's command; what it printed. AssertionError, with all it said, where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def build_with_mkdocs(site: Path, **environment: str) -> Path:
    """Build the real site into a folder; gives the folder."""
    run("mkdocs", "build", "--strict", "--site-dir", str(site), **environment)
    return site


def publish(site: Path) -> Path:
    """Publish a built site in its folder; gives the folder."""
    run("macros", "publish", str(site))
    return site


def build_with_zensical(folder: Path) -> Path:
    """Build the real site with Zensical, on a copy of the project (it writes where its settings say).

    Not strict: its check of links takes `[[page:law/x.md]]` for a link of its own, though it renders ours well.
    """
    for part in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("strict: true\n", ""), encoding="utf-8")
    run("zensical", "build", "--clean", cwd=folder, PYTHONPATH=str(folder))
    return folder / "site"
