"""How much is noticed: `python -m tests.guides.mutation [guide.yml] [--write docs/reference/trust.md]`.

Changes one thing at a time in a guide (see `mutants.py`) and asks who notices: the proof, an author's test, the lines of
the lock (its hashes do not count). A mutant that the lock does not notice does the same as the guide; that is then
tried once more, with answers that walk through both.
"""

import argparse
import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from oxidd.util import DDMemoryError

from macros.finding import Finding, Severity
from macros.guides.cases import check_cases
from macros.guides.check import NODE_LIMIT, check_guides
from macros.guides.expand import expand
from macros.guides.lock_text import Writer
from macros.guides.logic import Logic, canonical, compile_guide
from macros.guides.model import Guide
from macros.guides.notes import Notes
from macros.guides.plan import At, Plan
from macros.guides.proof.clusters import TooIntricate
from macros.guides.proof.flow import Flow, spares_of
from macros.guides.proof.space import Space
from macros.guides.replay import replay
from macros.model import parse
from macros.source import Document, read
from tests.guides.loading import DATA, ROOT, surroundings
from tests.guides.mutants import Mutant, mutants
from tests.guides.vectors import vectors

MARKS = ("<!-- mutation: begin; written by tests/guides/mutation.py -->", "<!-- mutation: end -->")
SAME_LOGIC = "its logic is the same, letter by letter"
SAME_LINES = "its logic is another, and does the same in every case"


@dataclass(frozen=True)
class Verdict:
    """Who noticed one mutant."""

    kind: str
    name: str
    error: bool
    """The proof, or the reading before it, finds an error."""
    warning: bool
    """The proof warns."""
    test: bool
    """An author's test fails."""
    lock: bool
    """A line of the lock is another."""
    why_not: str = ""
    """Of a mutant that the lock did not notice: why."""


class Trial:
    """One guide, and what it does unchanged."""

    def __init__(self, path: Path) -> None:
        findings: list[Finding] = []
        document = read(path, ROOT, findings)
        assert document, findings
        self.id, self.document, self.surroundings = path.stem, document, surroundings()
        plan = self.plan(document, findings)
        assert plan and not findings, findings
        writer = Writer(_flow(plan))
        self.blocks = {name: writer.block(name) for name in (*plan.steps, *plan.ends)}
        self.logic = compile_guide(plan)
        self.known = {str(finding) for finding in self.findings(document)}
        options: dict[str, tuple[str, ...]] = {step.id.rpartition(".")[2]: step.kind.options for step in plan.steps.values()}
        self.mutants = list(mutants(document.data, options))
        self.walks = vectors(self.logic, walks=60)

    def plan(self, document: Document, findings: list[Finding]) -> Plan | None:
        guide = parse(document, Guide, findings)
        return expand(self.id, guide, At(document), self.surroundings, findings) if guide else None

    def findings(self, document: Document) -> list[Finding]:
        """What the check says, but for author's tests."""
        # Counting cases takes longest and finds nothing.
        with patch("macros.guides.check.counts_of", return_value=None):
            found = check_guides({self.id: document}, self.surroundings).findings
        return [finding for finding in found if finding.code not in ("G10", "G11")]

    def judge(self, mutant: Mutant) -> Verdict:
        document = replace(self.document, data=mutant.data)
        new = [finding for finding in self.findings(document) if str(finding) not in self.known]
        findings: list[Finding] = []
        plan = self.plan(document, findings)
        error = any(finding.severity is Severity.ERROR for finding in new)
        verdict = Verdict(
            mutant.kind, str(mutant), error, not error and bool(new), False, True,  # a guide that cannot be read has no lock
        )
        back = any(finding.code == "G05" for finding in new)
        if plan is None or findings or back:
            return verdict
        logic, notes = compile_guide(plan), Notes()
        check_cases(plan, logic, notes)
        verdict = replace(verdict, test=notes.has_errors)
        try:
            if self.differs(plan, mutant):
                return verdict
        except (DDMemoryError, TooIntricate):
            return verdict
        return replace(verdict, lock=False, why_not=self.why(logic))

    def differs(self, plan: Plan, mutant: Mutant) -> bool:
        """Whether a line of the lock is another; it is looked for first where the change was made."""
        names = (*plan.steps, *plan.ends)
        if names != tuple(self.blocks):
            return True
        writer = Writer(_flow(plan))
        changed = {str(word) for word in mutant.path}
        near = sorted(names, key=lambda name: name.rpartition(".")[2] not in changed)
        return any(writer.block(name) != self.blocks[name] for name in near)

    def why(self, logic: Logic) -> str:
        """Why the lock says nothing of a mutant. Raises AssertionError where it should have."""
        if canonical(logic) == canonical(self.logic):
            return SAME_LOGIC
        for answers in (*self.walks, *vectors(logic, walks=60, seed=2)):
            assert replay(logic, answers) == replay(self.logic, answers), answers
        return SAME_LINES


def _flow(plan: Plan) -> Flow:
    flow = Flow(plan, Space(plan, spares_of(plan), NODE_LIMIT, NODE_LIMIT // 2))
    flow.run()
    return flow


def table(verdicts: list[Verdict]) -> Iterator[str]:
    """What was noticed, by kind of change."""
    yield "| what was changed | changes | an error of the proof | only a warning | an author's test | a line of the lock | nobody |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    kinds = Counter(verdict.kind for verdict in verdicts)
    for kind in (*kinds, "all"):
        some = [verdict for verdict in verdicts if kind in (verdict.kind, "all")]
        nobody = sum(not (each.error or each.warning or each.test or each.lock) for each in some)
        counts = [len(some), *(sum(getattr(each, who) for each in some) for who in ("error", "warning", "test", "lock")), nobody]
        yield f"| {kind} | {' | '.join(map(str, counts))} |"


def summary(guide: str, verdicts: list[Verdict], day: datetime.date) -> str:
    """The report as Markdown."""
    alone = sum(each.lock and not each.error and not each.warning and not each.test for each in verdicts)
    head = [f"Tried on {day:%-d %B %Y} with `{guide}`, one change at a time.", "", *table(verdicts), ""]
    return "\n".join([*head, f"Changes that the lock alone noticed: {alone}.", "", *unseen_lines(verdicts)])


def unseen_lines(verdicts: list[Verdict]) -> Iterator[str]:
    """What the lock did not notice, explained."""
    unseen = [verdict for verdict in verdicts if not verdict.lock]
    same = [each for each in unseen if each.why_not == SAME_LOGIC]
    said = [each for each in unseen if each.why_not == SAME_LINES and each.name.endswith(".answered")]
    rest = [each for each in unseen if each not in same and each not in said]
    yield f"Changes that the lock did not notice: {len(unseen)}."
    if unseen:
        yield ""
    if same:
        yield f"- {len(same)} gave the very same logic, for example by leaving out what the format adds by itself."
    if said:
        yield (
            f"- {len(said)} left out an `answered` beside a comparison with the same answer. A comparison with a missing answer "
            "is false by itself; the word is there for those who read the guide."
        )
    if rest:
        yield f"- {len(rest)} left out, or changed, what the rest of the guide makes certain:"
        yield from (f"    - `{each.name}`" for each in rest)


_trial: Trial | None = None


def _start(path: Path) -> None:
    global _trial  # noqa: PLW0603 - each process of the pool has its own
    _trial = Trial(path)


def _judge(index: int) -> Verdict:
    assert _trial
    return _trial.judge(_trial.mutants[index])


def verdicts_on(path: Path, processes: int = 2, every: int = 1) -> list[Verdict]:
    """Try the mutants of a guide, or one in `every`."""
    indices = range(0, len(Trial(path).mutants), every)
    with ProcessPoolExecutor(processes, initializer=_start, initargs=(path,)) as pool:
        return list(pool.map(_judge, indices, chunksize=8))


def main() -> int:
    """Report; write the summary into a page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guide", type=Path, nargs="?", default=DATA / "guides" / "general-power.yml")
    parser.add_argument("--every", type=int, default=1, help="try one mutant in so many")
    parser.add_argument("--write", type=Path, help="the page whose summary is written anew")
    given = parser.parse_args()
    path = given.guide.resolve()
    verdicts = verdicts_on(path, every=given.every)
    text = summary(path.stem, verdicts, datetime.datetime.now(datetime.UTC).date())
    sys.stdout.write(text + "\n\n")
    for verdict in verdicts:
        if not verdict.lock:
            sys.stdout.write(f"{verdict.name}\n  not in the lock: {verdict.why_not}\n")
    if given.write:
        page = given.write.read_text(encoding="utf-8")
        begin, end = map(re.escape, MARKS)
        block = f"{MARKS[0]}\n\n{text}\n\n{MARKS[1]}"
        given.write.write_text(re.sub(f"{begin}.*{end}", lambda _: block, page, flags=re.DOTALL), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
