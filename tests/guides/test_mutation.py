"""Mutation tried on small guides: who notices what, and that nothing slips past the lock."""

from pathlib import Path

import pytest

from tests.guides.loading import DATA, FIXTURES
from tests.guides.mutation import SAME_LINES, SAME_LOGIC, Trial, Verdict, summary, verdicts_on

SMALL = FIXTURES / "small.yml"


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    trial = Trial(SMALL)
    return {str(mutant): trial.judge(mutant) for mutant in trial.mutants}


def test_every_kind_of_slip_is_tried(verdicts: dict[str, Verdict]) -> None:
    assert {verdict.kind for verdict in verdicts.values()} == {"go", "ask_when", "option", "when", "part", "resume"}
    trial = Trial(FIXTURES / "everything.yml")
    assert {mutant.kind for mutant in trial.mutants} >= {"fact", "go", "when"}
    # Each differs from the guide, and from all others.
    assert all(mutant.data != trial.document.data for mutant in trial.mutants)
    assert len({str(mutant) for mutant in trial.mutants}) == len(trial.mutants)


@pytest.mark.parametrize(
    ("name", "error", "test", "lock"),
    [
        ("option left out: questions.resolved.options.no", True, True, True),
        ("go aimed elsewhere: questions.resolved.options.no.go", True, True, True),
        ("ask_when left out: questions.vehicle.ask_when", False, True, True),
        ("when left out: outcomes.can.parts.form.when", False, True, True),
        ("resume aimed elsewhere: outcomes.find_out.resume", False, False, True),
    ],
)
def test_who_notices(verdicts: dict[str, Verdict], name: str, error: bool, test: bool, lock: bool) -> None:
    verdict = next(verdict for title, verdict in verdicts.items() if title.endswith(name))
    assert (verdict.error, verdict.test, verdict.lock) == (error, test, lock)


def test_options_that_a_format_adds_by_itself_change_nothing(verdicts: dict[str, Verdict]) -> None:
    """A use of `yes` without its note is another guide; nothing else in this guide can go unseen."""
    assert [name for name, verdict in verdicts.items() if not verdict.lock] == []


def test_the_summary() -> None:
    import datetime

    verdicts = [
        Verdict("go", "a", True, False, True, True), Verdict("go", "b", False, False, False, True),
        Verdict("when", "when less one member: c.answered", False, True, False, False, SAME_LINES),
        Verdict("when", "when left out: e", False, False, False, False, SAME_LINES),
        Verdict("when", "d", False, False, False, False, SAME_LOGIC),
    ]
    assert summary("trial", verdicts, datetime.date(2026, 11, 3)) == """\
Tried on 3 November 2026 with `trial`, one change at a time.

| what was changed | changes | an error of the proof | only a warning | an author's test | a line of the lock | nobody |
|---|--:|--:|--:|--:|--:|--:|
| go | 2 | 1 | 0 | 1 | 2 | 0 |
| when | 3 | 0 | 1 | 0 | 0 | 2 |
| all | 5 | 1 | 1 | 1 | 2 | 2 |

Changes that the lock alone noticed: 1.

Changes that the lock did not notice: 3.

- 1 gave the very same logic, for example by leaving out what the format adds by itself.
- 1 left out an `answered` beside a comparison with the same answer. A comparison with a missing answer \
is false by itself; the word is there for those who read the guide.
- 1 left out, or changed, what the rest of the guide makes certain:
    - `when left out: e`"""


@pytest.mark.audit
def test_nothing_that_matters_slips_past_the_lock() -> None:
    """The site's largest guide. What the lock does not notice is tried by replay, which must not tell it apart."""
    verdicts = verdicts_on(DATA / "guides" / "general-power.yml")
    assert len(verdicts) > 1000
    assert all(verdict.lock or verdict.why_not for verdict in verdicts)
    assert all(verdict.lock for verdict in verdicts if verdict.test)


def test_the_page_has_a_place_for_the_summary() -> None:
    from tests.guides.mutation import MARKS

    page = Path(DATA.parent / "reference" / "trust.md").read_text(encoding="utf-8")
    assert page.count(MARKS[0]) == page.count(MARKS[1]) == 1
