"""The numbers of the real guide do not hang on the order in which a run of Python happens to hash."""

import os
import subprocess
import sys

from tests.browser.conftest import ROOT

COUNT = """
from pathlib import Path
from macros.guides.read import prove_guides
from macros.library import load
from macros.source import read

root = Path.cwd()
library = load(root)
data = root / "docs" / "data"
files = [data / "shared-answers.yml", *sorted((data / "guides").glob("*.yml"))]
documents = {path.relative_to(data).as_posix(): read(path, root, []) for path in files}
print(prove_guides(documents, library.register, set(library.checklists)).guides["general-power"].counts)
"""


def counted(seed: int) -> str:
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", COUNT]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_every_run_counts_the_same() -> None:
    first = counted(1)  # with which nodes once ran out, and the cases were given up
    assert "cases=None" not in first
    assert counted(2) == first
