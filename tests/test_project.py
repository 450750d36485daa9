"""The project's own files: what a stranger's first command rests on."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def locked(name: str) -> dict[str, str]:
    """Package → version of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ \\;]+)", text, re.MULTILINE))


def wanted(requirement: str) -> str:
    return re.split(r"[<>=~ ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_the_locks_hold_what_the_project_asks_for_at_one_version_each() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    site, tests = (locked(name) for name in LOCKS)
    assert {wanted(requirement) for requirement in project["project"]["dependencies"]} <= site.keys()
    assert {wanted(requirement) for requirement in project["dependency-groups"]["dev"]} <= tests.keys()
    assert site.items() <= tests.items()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--find-links" not in text
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:60]


def test_every_package_that_we_ask_for_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = " ".join(re.findall(r"^\| ([^|]+) \| [^|]+ \|$", reasons, re.MULTILINE)).lower()
    for requirement in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        assert re.search(rf"\b{re.escape(wanted(requirement))}\b", rows), requirement


def test_every_target_of_make_has_a_line_of_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()
    # Without the flags of a make that runs the tests, which would have this one report its folders.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    told = subprocess.run(["make", "help"], cwd=ROOT, env=plain, capture_output=True, text=True, check=True).stdout
    assert sorted(line.split()[0] for line in told.splitlines()) == sorted(targets)


def test_no_file_holds_a_path_of_this_machine() -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    home = re.compile(rb"/(root|home/[a-z]+|Users/[A-Za-z]+|work/main)/")
    for name in filter(None, files.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix != ".png":
            assert not home.search(path.read_bytes()), name


@pytest.mark.parametrize("missing", ["chromium", "python3-venv"])
def test_without_root_or_debian_the_one_line_is_printed(missing: str, tmp_path: Path) -> None:
    """bin/prepare with a list of its own: one package whose check fails."""
    (tmp_path / "bin").mkdir()
    for script in ("prepare", "python", "chromium"):
        (tmp_path / "bin" / script).write_bytes((ROOT / "bin" / script).read_bytes())
        (tmp_path / "bin" / script).chmod(0o755)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool, code in {"id": "echo 1000", "apt-get": "echo installed; exit 9"}.items():
        (tools / tool).write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
        (tools / tool).chmod(0o755)
    (tmp_path / "packages.txt").write_text(
        f"# a comment\n{missing} | site | what it is for | true | false\nthere | site | nothing | true\nlater | test | tests | false || false\n",
        encoding="utf-8",
    )

    def prepare(target: str) -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "bin/prepare", target], cwd=tmp_path, env={"PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin"},
            capture_output=True, text=True, check=False,
        )
        return done.returncode, done.stdout + done.stderr

    assert prepare("site") == (1, (
        f"This machine lacks:\n  {missing}: what it is for\nRun this, then try again:\n\n  sudo apt-get install {missing}\n\n"
    ))
    assert f"sudo apt-get install {missing} later\n" in prepare("test")[1]
