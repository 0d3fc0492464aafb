"""Lengths of time that end or begin with the day of publication."""

import datetime as dt

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp
from bongsu.times import stretch

DAY = Stamp("2019-10-14", "the page")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rockets fell on the town over the past two weeks.", dt.date(2019, 9, 30), dt.date(2019, 10, 14)),
        ("It has tested six missiles in the last year.", dt.date(2018, 10, 14), dt.date(2019, 10, 14)),
        ("In the past decade the fleet has doubled.", dt.date(2009, 10, 14), dt.date(2019, 10, 14)),
        ("The seas are closed for the next 3 days.", dt.date(2019, 10, 14), dt.date(2019, 10, 17)),
        ("Over the coming five months it will build two.", dt.date(2019, 10, 14), dt.date(2020, 3, 14)),
    ],
)
def test_a_length_beside_now_has_its_days(text: str, first: dt.date, last: dt.date) -> None:
    """Up to the day of publication or from it on; what it was counted from is named."""
    (time,) = find_times(text, DAY)
    assert stretch(time) == (first, last)
    assert (time.type, time.anchor) == ("DURATION", "published 2019-10-14")


@pytest.mark.parametrize(
    "text", ["The war lasted two weeks.", "the past few weeks", "the next 24 hours", "in the first five months"]
)
def test_other_lengths_have_no_days(text: str) -> None:
    """Neither one without a number of days, nor one that lies anywhere, nor one of hours."""
    assert all(stretch(time) is None and time.start is None for time in find_times(text, DAY))


def test_no_days_without_a_day_of_publication() -> None:
    """What "the past two weeks" are is then not known."""
    (time,) = find_times("over the past two weeks", None)
    assert (time.start, time.end, time.anchor) == (None, None, None)
