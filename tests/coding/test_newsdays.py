"""The days that a date can mean, by which one launch is told from another."""

import datetime as dt

import pytest

from bongsu.annotate.times import find_times
from bongsu.coding.newsdays import days
from bongsu.model import Stamp

FRIDAY = Stamp("2017-09-15", "test")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", ("2017-09-15", "2017-09-15")),
        ("Thursday night", ("2017-09-14", "2017-09-14")),
        ("last week", ("2017-09-04", "2017-09-10")),
        ("in August", ("2017-08-01", "2017-08-31")),
        ("in the third quarter of 2017", ("2017-07-01", "2017-09-30")),
        ("in 2016", ("2016-01-01", "2016-12-31")),
        ("in the 1990s", None),
        ("for two months", None),
        ("on February 30, 2017", None),
        ("on 2017-13-45", None),
        ("on 06/07/2016", None),
    ],
)
def test_days(text: str, expected: tuple[str, str] | None) -> None:
    """First and last day, in the date's own zone; none for what names no day, or one that does not exist."""
    (time,) = find_times(text, FRIDAY)
    bounds = expected and (dt.date.fromisoformat(expected[0]), dt.date.fromisoformat(expected[1]))
    assert days(time) == bounds
