"""The JavaScript engine in a real browser, called in batches: one call replays thousands of answers."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, sync_playwright

from macros.guides.replay import Route
from tests.browser.conftest import chromium_path

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "assets" / "scripts" / "guide-engine.js"

# What the browser does with one job; answers travel as pairs, so that their order and odd keys arrive as they are.
_RUN = """
(text) => {
  const engine = CommonsSense.engine;
  const { logics, jobs } = JSON.parse(text);
  const pairs = (map) => [...map];
  const address = (hash) => {
    const found = engine.parseAddress(hash);
    return found && { version: found.version, answers: pairs(found.answers) };
  };
  const carried = (logic, job) => {
    const moved = engine.carryOver(logic, { version: job.version, answers: new Map(job.answers) });
    return { ...moved, answers: pairs(moved.answers) };
  };
  const answer = (logic, job) => {
    const read = engine.readAnswer(logic.questions.find((question) => question.id === job.question), job.given);
    return read.answer instanceof Set ? { answer: [...read.answer].sort() } : read;
  };
  const kinds = {
    replay: (logic, job) => engine.replay(logic, new Map(job.answers)),
    parse: (logic, job) => address(job.hash),
    format: (logic, job) => engine.formatAddress(job.version, new Map(job.answers)),
    carry: carried,
    holds: (logic, job) => engine.holds(job.condition, new Map(job.answers.map(([question, answer]) =>
      [question, Array.isArray(answer) ? new Set(answer) : answer])), logic),
    answer,
  };
  return JSON.stringify(jobs.map((job) => {
    try {
      return kinds[job.kind](logics[job.logic], job);
    } catch (error) {
      return { threw: String(error), job };
    }
  }));
}
"""


class Engine:
    """A page that holds the engine and nothing else.

    It lives in a thread of its own, because Playwright allows one session a thread and the tests of pages have theirs.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._playwright: Playwright = self._thread.submit(sync_playwright().start).result()
        self._page: Page = self._thread.submit(self._open).result()

    def _open(self) -> Page:
        browser = self._playwright.chromium.launch(
            executable_path=chromium_path(),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        page = browser.new_page()
        page.add_script_tag(path=SCRIPT)
        return page

    def close(self) -> None:
        """End the browser."""
        self._thread.submit(self._playwright.stop).result()
        self._thread.shutdown()

    def run(self, logics: Sequence[Any], jobs: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Do jobs of the kinds above, each over the logic whose number it names; what throws says so."""
        text = json.dumps({"logics": logics, "jobs": jobs})
        done: list[Any] = json.loads(self._thread.submit(self._page.evaluate, _RUN, text).result())
        return done

    def replay(self, logic: Any, answers: Sequence[Mapping[str, str]]) -> list[Any]:
        """The routes that answers lead, in the form of `in_browser`."""
        return self.run([logic], [{"kind": "replay", "logic": 0, "answers": [*given.items()]} for given in answers])


def in_browser(route: Route) -> dict[str, Any]:
    """A route of the reference as the browser's engine gives it."""
    found: dict[str, Any] = _camel(asdict(route))
    return {**found, "aside": list(route.aside), "stillOpen": list(route.still_open)}


def _camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {_name(key): _camel(item) for key, item in value.items()}
    return [_camel(item) for item in value] if isinstance(value, (list, tuple)) else value


def _name(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(word.title() for word in rest)
