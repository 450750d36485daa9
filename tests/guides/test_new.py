"""`python -m macros new guide NAME` writes a start that has no finding."""

import datetime

import pytest

from macros.guides.check import check_guides
from macros.guides.new import new_guide
from macros.guides.surroundings import Surroundings
from macros.source import read_text

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("name", ["community-asset-transfer", "grants", "a2"])
def test_a_new_guide_has_no_finding_and_is_a_draft(name: str) -> None:
    findings: list = []
    document = read_text(new_guide(name, TODAY), f"docs/data/guides/{name}.yml", findings)
    assert document
    result = check_guides({name: document}, Surroundings(TODAY, roles={"monitoring_officer"}))
    assert result.findings == findings == []
    checked = result.guides[name]
    assert checked.plan.guide.draft
    assert checked.plan.guide.review_by > TODAY
    assert checked.counts
    assert checked.counts.cases == 4


@pytest.mark.parametrize("name", ["Grants", "2nd", "a b", "", "ä", "../a"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a guide"):
        new_guide(name, TODAY)
