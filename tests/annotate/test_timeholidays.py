"""Days that have a name."""

import datetime as dt

import pytest

from bongsu.annotate.timeholidays import easter_sunday
from bongsu.annotate.times import find_times
from bongsu.model import Stamp


@pytest.mark.parametrize(
    "day",
    ["1598-03-22", "1666-04-25", "1818-03-22", "1916-04-23", "1943-04-25", "1954-04-18", "1981-04-19", "2038-04-25"],
)
def test_easter_as_the_almanacs_have_it(day: str) -> None:
    """The earliest and the latest days on which it fell, and the exceptions of the rule of Gauss (1954, 1981)."""
    assert easter_sunday(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the rising of Easter 1916", "1916-04-23"),
        ("on Good Friday, 1865", "1865-04-14"),
        ("at Christmas of 1944", "1944-12-25"),
        ("over New Year's.", "2017-01-01"),
        ("on Mother's Day", "2017-05-14"),
        ("on Father's Day", "2017-06-18"),
        ("between Christmas and", "2016-12-25"),
        ("on Human Rights Day", "2016-12-10"),
    ],
)
def test_named_days(text: str, value: str) -> None:
    """A named day is that of its year; without one, the last up to publication."""
    assert [time.value for time in find_times(text, Stamp("2017-09-15", "test"))] == [value]


def test_easter_before_the_calendar_is_a_year() -> None:
    """No day is made up where the Gregorian calendar did not hold."""
    assert [time.value for time in find_times("at Easter 1525", None)] == ["1525"]


def test_a_new_year_of_others_is_no_first_of_january() -> None:
    """The name stands before nouns, and behind others."""
    found = find_times("The New Year message spoke of the Persian New Year.", Stamp("2017-09-15", "test"))
    assert dt.date(2017, 1, 1).isoformat() not in {time.value for time in found}


def test_what_is_said_of_a_name_is_of_every_year() -> None:
    """What is said to be a holiday is of no year, and what was near is of one."""
    texts = ("Armistice Day is a holiday.", "Armistice Day was near.")
    times = [find_times(text, Stamp("2017-09-15", "test"))[0].value for text in texts]
    assert times == ["XXXX-11-11", "2016-11-11"]
