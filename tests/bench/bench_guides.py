"""Measure the proof of guides: `python -m tests.bench.bench_guides`, as part of `make bench`.

Each guide is checked in a process of its own: from YAML text to findings, counts and logic. Fails where one of the
limits that the project promises is passed.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.guides.check import check_guides
from macros.guides.logic import canonical
from macros.guides.read import surroundings_of
from macros.library import load
from macros.source import read, read_text
from tests.bench.synthetic import long_guide, wide_guide
from tests.guides.random_guides import as_yaml, surroundings

SECONDS, MEGABYTES, LEAST_ROUTES = 5, 500, 10**8
DATES = "law_as_at: 2026-11-23\nreview_by: 2027-05-23\n"
MADE_UP: dict[str, Callable[[], dict[str, Any]]] = {
    "200 questions": long_guide, "14 questions, 90 parts": wide_guide,
}


def measure(name: str) -> dict[str, Any]:
    """Check one guide in this process; times in seconds of one processor, memory in megabytes."""
    findings: list[Any] = []
    if name in MADE_UP:
        text = DATES + as_yaml(MADE_UP[name]())
        start = time.process_time()
        document = read_text(text, f"{name}.yml", findings)
        lean = surroundings()
    else:
        root = Path.cwd().resolve()
        library = load(root)
        data = root / "docs" / "data"
        others = {
            path.relative_to(data).as_posix(): document
            for path in (data / "shared-answers.yml", *(data / "guides" / "blocks").glob("*.yml"))
            if path.exists() and (document := read(path, root, findings))
        }
        start = time.process_time()
        document = read(root / name, root, findings)
        lean = surroundings_of(others, library.register, library.checklists, findings)
    assert document, findings
    result = check_guides({"bench": document}, lean)
    seconds = time.process_time() - start
    checked = result.guides["bench"]
    errors = [str(finding) for finding in result.findings if finding.severity == "error"]
    counts = checked.counts
    return {
        "name": Path(name).stem, "errors": errors[:3], "counts": vars(counts) if counts else None, "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "logic": len(canonical(checked.logic)) if checked.logic else 0,
    }


def main() -> int:
    """Print the table; 1 where a limit is passed."""
    names = [*MADE_UP, *sorted(map(str, Path("docs/data/guides").glob("*.yml")))]
    say = sys.stdout.write
    say("| guide | questions | results | parts | cases | routes | longest | nodes | CPU seconds | MB |\n")
    say("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
    failed = False
    for name in names:
        command = [sys.executable, "-m", "tests.bench.bench_guides", name]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        counts = told["counts"]
        if not counts:
            say(f"| {told['name']} | has errors: {told['errors']} |\n")
            failed = failed or name in MADE_UP
            continue
        sizes = [counts[key] for key in ("questions", "results", "parts", "cases", "routes", "longest", "nodes")]
        numbers = " | ".join("not counted" if size is None else f"{size:,}" for size in sizes)
        say(f"| {told['name']} | {numbers} | {told['seconds']:.2f} | {told['megabytes']:.0f} |\n")
        failed = failed or told["seconds"] > SECONDS or told["megabytes"] > MEGABYTES
        failed = failed or (name in MADE_UP and counts["routes"] < LEAST_ROUTES)
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(sys.argv[1])))
    else:
        sys.exit(main())
