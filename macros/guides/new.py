"""A valid start of a new guide: it passes the check, and is a draft until its author takes that line out."""

import datetime

from .fields import ID

_REVIEW_AFTER = datetime.timedelta(days=182)

_START = """\
# yaml-language-server: $schema=../schemas/guide.json
title: {title}
summary: What the reader ends with, in a sentence or two.
audience: [officer]
minutes: 5
law_as_at: {today}        # the day on which somebody last checked its law
review_by: {review}        # past it, the page says so
version: 1
draft: true                  # take this line out to publish the guide

# File order is the order of asking and of printing. Every "go" leads to a later question, or to an outcome.
questions:
  first:
    ask: A question that can be answered with yes or no?
    why: What hangs on the answer.
    answer: yes-no           # left out: one of the options; also many, number, money, percent, date
    options:
      "no": {{go: cannot}}     # "yes" and "no" need quotes
      unsure: {{label: I am not sure, go: find_out}}
  second:
    ask: A question with answers of its own?
    options:
      one: The first answer
      other: The second answer
    go: can                  # where all answers lead that have no "go" of their own

outcomes:
  can:
    status: proceed          # proceed, care, stop, advice; or pause: do this first, then go on
    title: The answer in a few words
    text: What to do now.
    no_law: Written as a start. Put "law" with ids from the register here instead.
    ask: [monitoring_officer]
    parts:
      other:
        when: {{second: other}}
        text: Shown to those who picked the second answer.
        no_law: Written as a start.
  cannot:
    status: stop
    title: The answer when it cannot be done
    text: What to do instead.
    no_law: Written as a start.
    ask: [monitoring_officer]
  find_out:
    status: pause
    title: What to find out first
    do: {{look: Where to look for the answer}}
    no_law: Written as a start.
    ask: [monitoring_officer]
    resume: again            # back to the question that led here; or the id of a later one

# What must come out, in answers. A test fails where it gives an answer too few, or one too many.
tests:
  - {{name: The first answer, answers: {{first: "yes", second: one}}, outcome: can, not_parts: [other]}}
  - {{name: The second answer, answers: {{first: "yes", second: other}}, outcome: can, parts: [other]}}
  - {{name: It cannot be done, answers: {{first: "no"}}, outcome: cannot}}
  - {{name: Not sure, answers: {{first: unsure}}, outcome: find_out}}
"""


def new_guide(name: str, today: datetime.date) -> str:
    """The text of `docs/data/guides/<name>.yml`. Raises ValueError, in plain words, for a name that cannot be one."""
    if not ID.fullmatch(name.replace("-", "_")):
        raise ValueError(f'"{name}" cannot name a guide. Use small letters, digits and hyphens, and start with a letter.')
    title = f"{name.replace('-', ' ').replace('_', ' ').capitalize()}?"
    return _START.format(title=title, today=today, review=today + _REVIEW_AFTER)
