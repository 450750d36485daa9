"""`make bench`: how long the check and the build take, and what a first view weighs.

Numbers for people to compare over time; nothing fails here. Weights are as a browser would fetch them, each file
compressed by itself (gzip, level 6), from an empty cache.
"""

import gzip
import subprocess
import sys
import time
from pathlib import Path

from macros.publish.page import BuiltPage, read_pages
from tests.engines import ROOT, build_with_mkdocs, publish

BUDGET = 90_000
"""What a page's first view may weigh, in bytes."""


def timed(name: str, times: list[float]) -> None:
    times.sort()
    print(f"{name:<34} {times[len(times) // 2]:6.2f} s   (median of {len(times)}, {times[0]:.2f} to {times[-1]:.2f})")


def measured(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def first_view(page: BuiltPage, site: Path) -> tuple[int, int]:
    """Bytes and requests of a page that is opened for the first time, without what it fetches only when asked."""
    files = {page.path}
    for tag in page.tags:
        name = "src" if tag.name in {"script", "img"} else "href" if tag.name == "link" else None
        lazy = tag.attributes.get("loading") == "lazy"
        inert = "bundle." in tag.attributes.get("src", "")  # in a <template>, taken out when the search is opened
        if name and not lazy and not inert and (address := tag.attributes.get(name, "")):
            path = (page.path.parent / address).resolve()
            if path.is_file():
                files.add(path)
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files), len(files)


def main() -> None:
    check = [sys.executable, "-m", "macros", "check"]
    timed("check, in a new process", [measured(lambda: subprocess.run(check, cwd=ROOT, stdout=subprocess.DEVNULL, check=False))
                                      for _ in range(5)])
    site = ROOT / ".build" / "bench"
    timed("build, strict", [measured(lambda: build_with_mkdocs(site)) for _ in range(3)])
    timed("publish", [measured(lambda: publish(site)) for _ in range(3)])
    pages = sorted(((*first_view(page, site), page.file) for page in read_pages(site)), reverse=True)
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(f"\n{len(pages)} pages, {total / 1e6:.1f} MB in all. First views, heaviest first (at most {BUDGET / 1000:.0f} kB):")
    for weight, requests, file in pages[:10]:
        print(f"{weight / 1000:6.1f} kB  {requests:2} requests  {file}{'   OVER' if weight > BUDGET else ''}")


if __name__ == "__main__":
    main()
