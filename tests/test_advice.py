"""What to write instead, from the author's own words."""

import datetime

import pytest

from macros.advice import day_in, write_day, write_number

DAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("written", [
    "23/11/2026", "23.11.2026", "23-11-2026", "23/11/26", "23 November 2026", "23rd Nov 2026", "November 23, 2026",
    "11/23/2026", "2026/11/23", "20261123", "2026-11-23", " 23/11/2026 ",
])
def test_a_day_is_understood(written: str) -> None:
    assert day_in(written) == DAY


@pytest.mark.parametrize("written", ["soon", "32/13/2026", "2026", "23 Octember 2026", "31/02/2026", "", "1.2.3"])
def test_what_is_no_day_is_not_guessed(written: str) -> None:
    assert day_in(written) is None


def test_a_day_of_two_readings_is_read_as_here() -> None:
    assert day_in("04/05/2026") == datetime.date(2026, 5, 4)


def test_a_day_in_quotes_is_told_from_one_in_other_words() -> None:
    assert write_day("2026-11-23") == "Write the day without quotes: 2026-11-23."
    assert write_day("23 November 2026") == "Write the day as year-month-day: 23 November 2026 is 2026-11-23."


@pytest.mark.parametrize(("written", "advice"), [
    ("£315,000", "Write 315000: no £, no commas."),
    ("315,000", "Write 315000: no commas."),
    ("£1,250.50", "Write 1250.50: no £, no commas."),
    ("20%", "Write 20: no %."),
    ("20 per cent", "Write 20: no words."),
    ("10 minutes", "Write 10: no words."),
    ("£1.3 million", "Write digits alone, with a point before pence: no £, no commas, no words."),
    ("lots", "Write digits alone, with a point before pence: no £, no commas, no words."),
])
def test_a_number_is_understood(written: str, advice: str) -> None:
    assert write_number(written) == advice
