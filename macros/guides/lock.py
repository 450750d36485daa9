"""Locks: what each guide does, kept beside it, so that behaviour never changes unseen.

`make lock` calls `lock_guides`; `make check` calls `check_locks`. The text of a lock is `lock_text.py`'s business.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oxidd.util import DDMemoryError

from ..finding import Finding, Place, Severity
from .archive import archive_path, archived, texts_hash
from .check import Checked
from .lock_moved import Names, moved
from .lock_text import FORMAT, body_hash, make_lock
from .logic import logic_hash
from .plan import At

SUFFIX = ".lock"
_MOST_MOVED = 6
_HEAD = re.compile(
    r"# .*\nformat (?P<format>[0-9]+)\nversion (?P<version>[0-9]+)\nlogic (?P<logic>[0-9a-f]{16})\n"
    r"texts (?P<texts>[0-9a-f]{16})\nlines (?P<lines>[0-9a-f]{16})\n(?P<body>cases .*)", re.DOTALL,
)
RUN = "Run `make lock`, read what it changes, and commit it together with the guide."


@dataclass(frozen=True)
class Lock:
    """A lock that was read."""

    version: int
    logic: str
    texts: str
    lines: str
    """The hash of all lines: of what the guide does, however it is written."""
    text: str


@dataclass
class Locked:
    """What `lock_guides` did."""

    written: list[Path] = field(default_factory=list)
    moved: dict[str, list[str]] = field(default_factory=dict)
    """By guide whose behaviour changed: the lines that moved."""
    findings: list[Finding] = field(default_factory=list)
    """Guides that were refused."""


def read_lock(text: str) -> Lock | None:
    """A lock; None where it was made by another edition of this program, or changed by hand."""
    found = _HEAD.fullmatch(text)
    if not found or int(found["format"]) != FORMAT or body_hash(found["body"]) != found["lines"]:
        return None
    return Lock(int(found["version"]), found["logic"], found["texts"], found["lines"], text)


def signing_hash(checked: Checked) -> str:
    """What `signed.hash` must be for a sign-off to hold: of what a guide does, and of what it says."""
    assert checked.logic is not None
    return f"{logic_hash(checked.logic)}-{texts_hash(checked.plan)}"


def lock_path(root: Path, checked: Checked) -> Path:
    """Where a guide's lock stands: beside the guide."""
    return (root / checked.plan.document.file).with_suffix(SUFFIX)


def check_locks(root: Path, guides: Mapping[str, Checked]) -> list[Finding]:
    """G11: locks that are missing or stale, sign-offs that no longer hold. Guides with errors, and drafts, have none."""
    findings: list[Finding] = []
    folders = {lock_path(root, checked).parent for checked in guides.values()}
    known = {lock_path(root, checked) for checked in guides.values()}
    for path in sorted(path for folder in folders for path in folder.glob(f"*{SUFFIX}")):
        if path not in known and not path.with_suffix(".yml").exists():
            findings.append(Finding(
                Place(path.relative_to(root).as_posix()), "G11", "There is no guide for this lock.",
                "Delete it; what was published stays in the archive.",
            ))
    for checked in guides.values():
        if checked.logic is None or checked.plan.guide.draft:
            continue
        path = lock_path(root, checked)
        text = path.read_text(encoding="utf-8") if path.exists() else None
        findings += compare(text, checked)
        version = checked.plan.guide.version
        if text is not None and not archive_path(path, version).exists():
            findings.append(At(checked.plan.document, ("version",)).finding(
                "G11", f"Version {version} of this guide is not in the archive.", RUN
            ))
    return findings


def compare(lock: str | None, checked: Checked) -> list[Finding]:
    """What is wrong with a sound guide's lock, given its text, and with its sign-off."""
    return [*_stale(lock, checked), *_unsigned(checked)]


def _stale(text: str | None, checked: Checked) -> Iterator[Finding]:
    assert checked.logic is not None
    guide, at = checked.plan.guide, At(checked.plan.document)
    if text is None:
        yield at.finding("G11", "This guide has no lock, so nobody would see it change.", RUN)
        return
    lock = read_lock(text)
    if lock is None:
        yield at.finding("G11", "The lock of this guide was changed by hand, or made by another edition.", RUN)
        return
    # Only a guide whose logic changed is worked out anew.
    new = lock if lock.logic == logic_hash(checked.logic) else _made(checked)
    if isinstance(new, Finding):
        yield new
    elif refusal := _refusal(checked, lock, new):
        yield refusal
    elif new.lines != lock.lines:
        yield (at / "version").finding(
            "G11", f"The lock is of version {lock.version}; version {guide.version} does something else.", RUN
        )
    elif new.logic != lock.logic:
        yield at.finding("G11", "The guide is written otherwise than when it was locked, and does the same.", RUN)
    elif lock.version != guide.version:
        yield (at / "version").finding("G11", f"The lock is of version {lock.version}.", RUN)
    elif lock.texts != texts_hash(checked.plan):
        yield at.finding("G11", "Texts have changed since the lock was written.", RUN, Severity.WARNING)


def _made(checked: Checked) -> Lock | Finding:
    """A guide's lock as it would be now."""
    try:
        lock = read_lock(make_lock(checked))
    except DDMemoryError:
        return At(checked.plan.document).finding(
            "G14", "This guide is proved, and too intricate to lock.", "Read fewer answers together, or split it."
        )
    assert lock is not None
    return lock


def _refusal(checked: Checked, lock: Lock, new: Lock) -> Finding | None:
    """Why a guide may not be locked anew as it is. Written otherwise and doing the same, it may."""
    guide, at = checked.plan.guide, At(checked.plan.document)
    if guide.version < lock.version:
        return (at / "version").finding(
            "G11", f'"version" fell from {lock.version} to {guide.version}.', "A version is never used twice."
        )
    if new.lines == lock.lines or new.logic == lock.logic:
        return None
    told = any(change.version == guide.version for change in guide.changes)
    if guide.version > lock.version and told:
        return None
    what = _what_moved(checked, lock, new)
    if guide.version > lock.version:
        return (at / "changes").finding(
            "G11", f'This guide does something new, and "changes" says nothing of version {guide.version}.\n{what}',
            _advice(guide.version),
        )
    return (at / "version").finding(
        "G11", f'This guide does something new, and "version" is still {guide.version}.\n{what}',
        f'Raise "version" to {guide.version + 1}. ' + _advice(guide.version + 1),
    )


def _advice(version: int) -> str:
    return (
        f'Add to "changes": {{version: {version}, date: …, what: …, questions: […]}}, with the questions whose answers '
        "should be looked at again. Then run `make lock`."
    )


def _what_moved(checked: Checked, lock: Lock, new: Lock) -> str:
    lines = moved_lines(checked, lock, new)
    if not lines:
        return "Only names changed; addresses are made of names, so this counts."
    more = [f"… and {len(lines) - _MOST_MOVED} lines more"] if len(lines) > _MOST_MOVED else []
    return "\n".join(["What moved:", *lines[:_MOST_MOVED], *more])


def moved_lines(checked: Checked, lock: Lock, new: Lock) -> list[str]:
    """The lines that moved since a lock was written, with renamed ids under their present names."""
    assert checked.logic is not None
    results = {end.id: end.text.was for end in checked.plan.ends.values()}
    return moved(lock.text, new.text, Names.of(checked.logic, results))


def _unsigned(checked: Checked) -> Iterator[Finding]:
    signed = checked.plan.guide.signed
    if signed is None or signed.hash == (now := signing_hash(checked)):
        return
    logic, _, texts = signed.hash.partition("-")
    new_logic, _, new_texts = now.partition("-")
    changed = [
        what for what, before, after in (("what it does", logic, new_logic), ("its texts", texts, new_texts))
        if before != after
    ]
    yield At(checked.plan.document, ("signed", "hash")).finding(
        "G11", f"Since this guide was signed, {' and '.join(changed)} changed.",
        f"Have it signed again (its hash is now {now}), or take the sign-off out.", Severity.WARNING,
    )


def lock_guides(root: Path, guides: Mapping[str, Checked]) -> Locked:
    """Write the lock of each sound guide, and keep its version in the archive; refuse behaviour that changed unsaid."""
    done = Locked()
    for checked in guides.values():
        if checked.logic is None or checked.plan.guide.draft:
            continue
        path, new = lock_path(root, checked), _made(checked)
        if isinstance(new, Finding):
            done.findings.append(new)
            continue
        old = read_lock(path.read_text(encoding="utf-8")) if path.exists() else None
        kept = archive_path(path, new.version)
        # A lock vouches for what its version does; where there is none, the archive must.
        vouched = old is not None and old.version == new.version
        refusal = _refusal(checked, old, new) if old else None
        if refusal := refusal or (None if vouched else _taken(kept, checked, new)):
            done.findings.append(refusal)
            continue
        if old and old.lines != new.lines and old.logic != new.logic:
            done.moved[checked.plan.id] = moved_lines(checked, old, new)
        for file, text in ((path, new.text), (kept, archived(checked.plan, checked.logic))):
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
                done.written.append(file)
    return done


def _taken(kept: Path, checked: Checked, new: Lock) -> Finding | None:
    """A version that the archive holds with another logic, though its lock is gone."""
    if not kept.exists() or logic_hash(json.loads(kept.read_text(encoding="utf-8"))["logic"]) == new.logic:
        return None
    version = new.version
    return At(checked.plan.document, ("version",)).finding(
        "G11", f"The archive holds a version {version} of this guide that behaves differently.",
        f'Raise "version" to {version + 1}. ' + _advice(version + 1),
    )
