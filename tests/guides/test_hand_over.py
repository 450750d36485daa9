"""What goes along from a result of one guide to the next."""

import pytest

from macros.guides.hand_over import address, carried
from macros.guides.results import HandOver
from tests.guides.loading import plan_from

HEAD = "title: T\nsummary: S.\nlaw_as_at: 2026-11-23\nreview_by: 2027-05-23\n"
END = "outcomes: {can: {status: proceed, title: Can, law: [pv.gpc-1], ask: [clerk]}}"
THERE = plan_from(f"""{HEAD}
version: 4
questions:
  nation: {{shared: nation, options: {{england: {{}}, wales: {{}}}}}}
  kind: {{shared: body, options: {{principal: {{}}, parish: {{}}, other: {{}}, combined: {{}}, unsure: {{}}}}}}
  worth: {{shared: value, min: 0, max: 5000}}
  over: {{shared: over_threshold, options: {{"yes": {{}}, "no": {{}}, unsure: {{}}}}, go: can}}
{END}
""", "there")


def here(questions: str) -> str:
    """A guide's pairs to THERE, nothing being implied."""
    return carried(HandOver(guide="there"), plan_from(f"{HEAD}version: 1\nquestions:\n{questions}\n{END}", "here"), THERE)


@pytest.mark.parametrize(("questions", "pairs"), [
    ("  q: {ask: 'Q?', answer: yes-no, go: can}", ""),
    ("  body: {shared: body, options: {principal: {}, parish: {}}, go: can}", "body=kind"),
    ("  nation: {shared: nation, options: {wales: {}, scotland: {}, england: {}}, go: can}", "nation=nation:wales,england"),
    ("  land: {shared: nation, options: {northern_ireland: {}, scotland: {}}, go: can}", ""),
    ("  value: {shared: value, min: 1, max: 5000, go: can}", "value=worth"),
    ("  value: {shared: value, min: 1, max: 5001, go: can}", ""),
    # An id alone makes no shared answer.
    ("  nation: {ask: 'Q?', options: {england: England, wales: Wales}, go: can}", ""),
])
def test_only_answers_that_the_other_guide_takes_go_along(questions: str, pairs: str) -> None:
    assert here(questions) == pairs


def test_what_the_result_implies_is_in_the_address_and_comes_first() -> None:
    mine = plan_from(f"""{HEAD}
version: 1
questions:
  nation: {{shared: nation, options: {{england: {{}}, wales: {{}}}}}}
  body: {{shared: body, options: {{principal: {{}}, parish: {{}}}}, go: can}}
{END}
""", "here")
    hand_over = HandOver(guide="there", set={"over_threshold": "yes", "body": "other", "worth": 12})
    assert address(hand_over, THERE) == "#v=4&over=yes&kind=other&worth=12"
    assert carried(hand_over, mine, THERE) == "nation=nation"
    assert address(HandOver(guide="there"), THERE) == "#v=4"
