"""Pieces of days and clock times that make one expression."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp

FRIDAY = Stamp("2017-09-15", "test")


def pairs(text: str) -> list[tuple[str, str]]:
    """The words and the value of every expression in ``text``."""
    return [(text[time.span.start : time.span.end], time.value) for time in find_times(text, FRIDAY)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("our order of the 12th of October last, as read", "the 12th of October last", "2016-10-12"),
        ("to meet on the 1st of February next.", "the 1st of February next", "2018-02-01"),
        ("on Tuesday last, they say", "Tuesday last", "2017-09-12"),
    ],
)
def test_last_and_next_behind_a_date(text: str, words: str, value: str) -> None:
    """The old way to tell the year of a date, behind it, is a part of it."""
    assert pairs(text) == [(words, value)]


def test_last_behind_a_date_of_a_story() -> None:
    """In a text that tells of years gone by it is the last from the date told before."""
    text = (
        "He came in 1847, sold rice in 1853 and lost all in 1857. In 1860 he wrote of the edict of the 3rd of May last."
    )
    assert pairs(text)[-1] == ("the 3rd of May last", "1860-05-03")


def test_the_end_of_a_phrase_is_no_year() -> None:
    """What goes on behind "last" is another expression."""
    assert pairs("on May 3 last year") == [("May 3", "2016-05-03"), ("last year", "2016")]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("at 7 tonight", "7 tonight", "2017-09-15T19"),
        ("at seven this evening", "seven this evening", "2017-09-15T19"),
        ("at 8 tomorrow morning", "8 tomorrow morning", "2017-09-16T08"),
        ("at 4 a.m. last night", "4 a.m. last night", "2017-09-15T04"),
        ("at 11 p.m. last night", "11 p.m. last night", "2017-09-14T23"),
        ("in the early morning hours of June 3", "the early morning hours of June 3", "2017-06-03TMO"),
        ("at daybreak on Tuesday", "daybreak on Tuesday", "2017-09-12TMO"),
        ("at nightfall on Tuesday", "nightfall on Tuesday", "2017-09-12TEV"),
    ],
)
def test_hours_of_a_part_of_a_day(text: str, words: str, value: str) -> None:
    """An hour beside a part of a day is one of it; after midnight the night is of the day that it ends on."""
    assert pairs(text) == [(words, value)]
