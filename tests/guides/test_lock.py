"""Locks over time: what is refused, what is let through, what is kept."""

import datetime
import json
from pathlib import Path

import pytest

from macros.finding import Finding, Severity, report
from macros.guides.archive import texts_hash
from macros.guides.check import Checked, check_guides
from macros.guides.lock import check_locks, lock_guides, read_lock, signing_hash
from macros.guides.lock_text import make_lock
from macros.guides.logic import logic_hash
from macros.source import read
from tests.guides.loading import ROOT, checked_from, surroundings

GUIDE = """\
title: A trial
summary: Of nothing.
law_as_at: 2026-11-23
review_by: 2027-05-23
version: 1
questions:
  size:
    ask: Is it large?
    answer: yes-no
    options:
      "yes": {go: kind}
    go: good
  kind:
    ask: Which kind?
    options: {wood: Wood, brick: Brick, steel: {label: Steel, go: bad}}
    go: good
outcomes:
  good: {status: proceed, title: Good, law: [pv.a], ask: [clerk]}
  bad: {status: stop, title: Bad, law: [pv.a], ask: [clerk]}
tests:
  - {name: Small, answers: {size: "no"}, outcome: good}
  - {name: Steel, answers: {size: "yes", kind: steel}, outcome: bad}
"""
CHANGES = "version: {n}\nchanges:\n  - {{version: {n}, date: 2026-12-01, what: Steel is good., questions: [kind]}}\n"
STEEL = GUIDE.replace("go: bad}}", "go: good}}")
RAISED = GUIDE.replace("version: 1\n", CHANGES.format(n=2))
FOLDER = Path("docs/data/guides")


class Project:
    """A folder with one guide, whose text changes over time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.folder.mkdir(parents=True)
        self.lock_file = self.folder / "trial.lock"

    def checked(self, text: str, today: datetime.date = datetime.date(2026, 11, 23)) -> dict[str, Checked]:
        """Write the guide, and check it."""
        (self.folder / "trial.yml").write_text(text)
        findings: list[Finding] = []
        document = read(self.folder / "trial.yml", self.root, findings)
        assert document and not findings, report(findings)
        return check_guides({"trial": document}, surroundings(today)).guides

    def lock(self, text: str) -> str:
        """`make lock`; gives what it says."""
        done = lock_guides(self.root, self.checked(text))
        return report(done.findings)

    def check(self, text: str) -> str:
        """The part of `make check` that is about locks."""
        return report(check_locks(self.root, self.checked(text)))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def steel_is_good(text: str) -> str:
    """The guide with other behaviour; a pair of options keeps its second outcome in reach."""
    return text.replace("steel: {label: Steel, go: bad}", "steel: Steel").replace(
        "brick: Brick", "brick: {label: Brick, go: bad}"
    ).replace("kind: steel}, outcome: bad", "kind: brick}, outcome: bad")


NOTHING = "0 errors, 0 warnings"


def test_a_guide_without_a_lock(project: Project) -> None:
    assert project.check(GUIDE) == """\
docs/data/guides/trial.yml:1: error G11
    title: A trial
  This guide has no lock, so nobody would see it change.
  Run `make lock`, read what it changes, and commit it together with the guide.

1 error, 0 warnings"""
    assert project.lock(GUIDE) == NOTHING
    assert project.check(GUIDE) == NOTHING


def test_locking_twice_writes_nothing_anew(project: Project) -> None:
    guides = project.checked(GUIDE)
    written = lock_guides(project.root, guides).written
    assert [path.relative_to(project.folder).as_posix() for path in written] == ["trial.lock", "archive/trial/1.json"]
    assert lock_guides(project.root, project.checked(GUIDE)).written == []


def test_behaviour_that_changed_unsaid_is_refused(project: Project) -> None:
    project.lock(GUIDE)
    before = project.lock_file.read_text()
    expected = """\
docs/data/guides/trial.yml:5: error G11
    version: 1
  This guide does something new, and "version" is still 1.
  What moved:
  - outcome proceed good: after kind where kind in {wood, brick}
  + outcome proceed good: after kind where kind in {wood, steel}
  - outcome stop bad: after kind where kind in {steel}
  + outcome stop bad: after kind where kind in {brick}
  Raise "version" to 2. Add to "changes": {version: 2, date: …, what: …, questions: […]}, with the questions whose \
answers should be looked at again. Then run `make lock`.

1 error, 0 warnings"""
    assert project.check(steel_is_good(GUIDE)) == expected
    assert project.lock(steel_is_good(GUIDE)) == expected
    assert project.lock_file.read_text() == before


def test_a_version_without_a_word_about_it_is_refused(project: Project) -> None:
    project.lock(GUIDE)
    said = project.lock(steel_is_good(GUIDE.replace("version: 1", "version: 2")))
    assert '"changes" says nothing of version 2' in said
    assert read_lock(project.lock_file.read_text()).version == 1


def test_a_change_that_is_told_is_let_through(project: Project) -> None:
    project.lock(GUIDE)
    new = steel_is_good(RAISED)
    assert "The lock is of version 1; version 2 does something else." in project.check(new)
    done = lock_guides(project.root, project.checked(new))
    assert done.findings == []
    assert done.moved == {"trial": [
        "- outcome proceed good: after kind where kind in {wood, brick}",
        "+ outcome proceed good: after kind where kind in {wood, steel}",
        "- outcome stop bad: after kind where kind in {steel}",
        "+ outcome stop bad: after kind where kind in {brick}",
    ]}
    assert project.check(new) == NOTHING
    kept = {path.stem: json.loads(path.read_text()) for path in (project.folder / "archive/trial").iterdir()}
    assert {version: file["version"] for version, file in kept.items()} == {"1": 1, "2": 2}
    assert logic_hash(kept["1"]["logic"]) == logic_hash(project.checked(GUIDE)["trial"].logic)
    assert kept["1"]["texts"]["questions"]["kind"]["options"]["steel"] == {"label": "Steel"}
    assert kept["2"]["texts"]["results"]["good"]["title"] == "Good"


def test_a_version_may_not_fall(project: Project) -> None:
    project.lock(RAISED)
    assert '"version" fell from 2 to 1.' in project.lock(GUIDE)


def test_a_version_is_not_used_twice_though_its_lock_is_gone(project: Project) -> None:
    project.lock(GUIDE)
    project.lock_file.unlink()
    assert "The archive holds a version 1 of this guide that behaves differently." in project.lock(steel_is_good(GUIDE))
    assert not project.lock_file.exists()


def test_a_version_that_is_not_in_the_archive(project: Project) -> None:
    project.lock(GUIDE)
    (project.folder / "archive/trial/1.json").unlink()
    assert "Version 1 of this guide is not in the archive." in project.check(GUIDE)
    project.lock(GUIDE)
    assert project.check(GUIDE) == NOTHING


def test_writing_it_otherwise_needs_no_new_version(project: Project) -> None:
    project.lock(GUIDE)
    otherwise = GUIDE.replace(
        '    options:\n      "yes": {go: kind}\n    go: good\n', '    go: [{when: {size: "no"}, go: good}, {go: kind}]\n'
    )
    assert otherwise != GUIDE
    assert "The guide is written otherwise than when it was locked, and does the same." in project.check(otherwise)
    done = lock_guides(project.root, project.checked(otherwise))
    assert (done.findings, done.moved) == ([], {})
    assert project.check(otherwise) == NOTHING


def test_a_text_that_changed_is_only_a_warning(project: Project) -> None:
    project.lock(GUIDE)
    [finding] = check_locks(project.root, project.checked(GUIDE.replace("Is it large?", "Is it big?")))
    assert (finding.severity, finding.message) == (Severity.WARNING, "Texts have changed since the lock was written.")
    assert project.lock(GUIDE.replace("Is it large?", "Is it big?")) == NOTHING


def test_a_lock_changed_by_hand(project: Project) -> None:
    project.lock(GUIDE)
    project.lock_file.write_text(project.lock_file.read_text().replace("{wood, brick}", "{wood, brick, steel}"))
    assert "The lock of this guide was changed by hand" in project.check(GUIDE)
    project.lock(GUIDE)
    assert project.check(GUIDE) == NOTHING


def test_a_lock_whose_guide_is_gone(project: Project) -> None:
    project.lock(GUIDE)
    (project.folder / "old.lock").write_text("")
    assert "docs/data/guides/old.lock:1: error G11\n  There is no guide for this lock." in project.check(GUIDE)


def test_drafts_and_guides_with_errors_have_none(project: Project) -> None:
    for text in (GUIDE.replace("version: 1", "version: 1\ndraft: true"), GUIDE.replace("go: kind", "go: nowhere")):
        assert project.lock(text) == NOTHING
        assert project.check(text) == NOTHING
        assert not project.lock_file.exists()
    with pytest.raises(ValueError, match="trial has errors"):
        make_lock(project.checked(GUIDE.replace("go: kind", "go: nowhere"))["trial"])


RENAMED = (
    RAISED.replace("{size:", "{extent:").replace("  size:\n", "  extent:\n    was: [size]\n")
    .replace("steel: {label: Steel,", "metal: {label: Steel, was: [steel],").replace("kind: steel", "kind: metal")
    .replace("go: bad", "go: worse").replace("outcome: bad", "outcome: worse").replace("  bad: {", "  worse: {was: [bad], ")
)


def test_names_that_changed_are_not_moves(project: Project) -> None:
    project.lock(GUIDE)
    assert "Only names changed; addresses are made of names" in project.lock(
        RENAMED.replace("version: 2\n", "version: 1\n")
    )
    done = lock_guides(project.root, project.checked(RENAMED))
    assert (report(done.findings), done.moved) == (NOTHING, {"trial": []})


def test_a_move_beside_a_rename_is_shown_under_present_names(project: Project) -> None:
    project.lock(GUIDE)
    new = RENAMED.replace("wood: Wood", "wood: {label: Wood, go: worse}")
    assert lock_guides(project.root, project.checked(new)).moved == {"trial": [
        "- outcome proceed good: after kind where kind in {wood, brick}",
        "+ outcome proceed good: after kind where kind in {brick}",
        "- outcome stop worse: after kind where kind in {metal}",
        "+ outcome stop worse: after kind where kind in {wood, metal}",
    ]}


def test_a_sign_off_holds_until_something_changes(project: Project) -> None:
    signed = "review_by: 2027-05-23\nsigned: {{role: Solicitor, date: 2026-11-23, hash: {}}}"
    now = signing_hash(project.checked(GUIDE)["trial"])
    text = GUIDE.replace("review_by: 2027-05-23", signed.format(now))
    project.lock(text)
    assert project.check(text) == NOTHING
    said = project.check(text.replace("Is it large?", "Is it big?"))
    assert "Since this guide was signed, its texts changed." in said
    project.lock_file.unlink()
    (project.folder / "archive/trial/1.json").unlink()
    moved = steel_is_good(text)
    project.lock(moved)
    assert "Since this guide was signed, what it does changed." in project.check(moved)
    assert "0 errors, 1 warning" in project.check(moved)


@pytest.mark.parametrize(
    "change",
    [("version: 1", "version: 4"), ("review_by: 2027-05-23", "review_by: 2028-01-01"), ("name: Small", "name: Little"),
     ("go: kind", "go: [{go: kind}]")],
)
def test_what_no_reader_sees_leaves_the_texts_alone(change: tuple[str, str]) -> None:
    assert change[0] in GUIDE
    changed = checked_from(GUIDE.replace(*change))
    assert texts_hash(changed.plan) == texts_hash(checked_from(GUIDE).plan)


@pytest.mark.parametrize("change", [("Is it large?", "Is it big?"), ("label: Steel", "label: Metal"), ("[pv.a]", "[pv.b]")])
def test_what_readers_see_does_not(change: tuple[str, str]) -> None:
    assert change[0] in GUIDE
    assert texts_hash(checked_from(GUIDE.replace(*change)).plan) != texts_hash(checked_from(GUIDE).plan)


PRICE = GUIDE.replace(
    "  kind:\n", "  price: {ask: What is paid?, answer: money, go: [{when: {price: {more_than: {figure: limit}}}, go: kind}, "
    "{go: good}]}\n  kind:\n"
).replace('"yes": {go: kind}', '"yes": {go: price}').replace('size: "yes", kind', 'size: "yes", price: 2000, kind')


def test_a_figure_has_its_value_at_law_as_at(project: Project) -> None:
    """The figure of the tests rises from £1,000 to £1,250 on 6 April 2027; neither the clock nor --on moves a lock."""
    days = [datetime.date(2026, 11, 23), datetime.date(2027, 4, 6), datetime.date(2031, 1, 1)]
    locks = {make_lock(project.checked(PRICE, day)["trial"]) for day in days}
    assert len(locks) == 1
    assert "after price where price in {1000.01..100000000000}" in locks.pop()
    later = PRICE.replace("law_as_at: 2026-11-23", "law_as_at: 2027-04-06")
    lock = make_lock(project.checked(later, datetime.date(2027, 4, 6))["trial"])
    assert "after price where price in {1250.01..100000000000}" in lock
    # And a figure that rose is behaviour that changed.
    project.lock(PRICE)
    assert "in {1250.01..100000000000}" in report(check_locks(project.root, project.checked(later, days[1])))


def test_nothing_but_today_reads_the_clock() -> None:
    """`--on`, `due` and `library.today` ask for the day; what a guide does never hangs on it."""
    clocks = ("datetime.now(", ".today()", "time.time(", "utcnow(", "localtime(")
    reading = {
        path.relative_to(ROOT).as_posix() for folder in ("guides", "conditions")
        for path in (ROOT / "macros" / folder).rglob("*.py") if any(clock in path.read_text() for clock in clocks)
    }
    assert reading == set()
