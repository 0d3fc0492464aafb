"""The year that stands right after a season."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("in the autumn of next year", "autumn of next year", "2018-FA"),
        ("in the spring of last year", "spring of last year", "2016-SP"),
    ],
)
def test_seasons_of_another_year(text: str, words: str, value: str) -> None:
    """A season takes in the year that stands right after it, as words."""
    times = find_times(text, Stamp("2017-09-15", "test"))
    assert [(text[time.span.start : time.span.end], time.value) for time in times] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten years ago today we met.", [("Ten years ago", "2007-09-15"), ("today", "2017-09-15")]),
        ("Nearly two years ago this week", [("Nearly two years ago", "2015-W37"), ("this week", "2017-W37")]),
        ("Fifty years ago last month", [("Fifty years ago", "1967-08"), ("last month", "2017-08")]),
        ("a week ago Tuesday", [("a week ago", "2017-09-05"), ("Tuesday", "2017-09-12")]),
        ("two years ago. Today it is over", [("two years ago", "2015"), ("Today", "2017-09-15")]),
    ],
)
def test_lengths_counted_back_from_a_day(text: str, expected: list[tuple[str, str]]) -> None:
    """A length right before a day is counted from it, to its precision."""
    times = find_times(text, Stamp("2017-09-15", "test"))
    assert [(text[time.span.start : time.span.end], time.value) for time in times] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a week from today", "2017-09-22"),
        ("two weeks from Monday", "2017-10-02"),
        ("ten days from tomorrow", "2017-09-26"),
        ("a year from next Friday", "2018-09-22"),
    ],
)
def test_lengths_counted_on_from_a_day(text: str, value: str) -> None:
    """A length "from" a day is one expression with it."""
    times = find_times(text, Stamp("2017-09-15", "test"))
    assert [(text[time.span.start : time.span.end], time.value) for time in times] == [(text, value)]


def test_a_length_too_far_back_has_no_day() -> None:
    """Where the calendar ends, the date is left open."""
    first, _ = find_times("900 centuries ago today", Stamp("2017-09-15", "test"))
    assert first.value == "XX"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("on the 4th of last month", "the 4th of last month", "2017-08-04"),
        ("on the fourth of this month", "the fourth of this month", "2017-09-04"),
    ],
)
def test_days_of_another_month(text: str, words: str, value: str) -> None:
    """A day by its number takes in the month that stands right after it, as words."""
    times = find_times(text, Stamp("2017-09-15", "test"))
    assert [(text[time.span.start : time.span.end], time.value) for time in times] == [(words, value)]


def test_a_day_that_the_month_lacks() -> None:
    """No day is made up."""
    values = [time.value for time in find_times("on the 31st of this month", Stamp("2017-09-15", "test"))]
    assert "2017-09-31" not in values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In 1901 he left. In the spring of that year he was home.", "spring of that year", "1901-SP"),
        (
            "In 1901 he left. In the summer of the following year he was home.",
            "summer of the following year",
            "1902-SU",
        ),
    ],
)
def test_seasons_of_the_year_told(text: str, words: str, value: str) -> None:
    """A season and "that year" are one expression, told from the date before."""
    times = find_times(text, Stamp("2017-09-15", "test"))
    assert [(text[time.span.start : time.span.end], time.value) for time in times][-1] == (words, value)


def test_two_months_with_a_stroke_share_the_year() -> None:
    """The first of "June/July 2014" has the year of the second."""
    assert [time.value for time in find_times("in June/July 2014", None)] == ["2014-06", "2014-07"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fought through the spring and into early summer of 1864.", ["1864-SP", "1864-SU"]),
        ("They rested in the winter and spring of 1865.", ["1864-WI", "1865-SP"]),
    ],
)
def test_two_seasons_share_the_year(text: str, expected: list[str]) -> None:
    """A season has the year that stands behind the next, and the winter before a spring began the year before."""
    assert [time.value for time in find_times(text, Stamp("2017-09-15", "test"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 170 years later, in 1896, it was tried.", ["1896", "1896"]),
        ("It opened in 1948. Next year, in 1949, it closed.", ["1948", "1949", "1949"]),
        ("It rose on May 2, 2012. The next day, May 3, it fell.", ["2012-05-02", "2012-05-03", "2012-05-03"]),
        ("Two months later, in May 2015, it fell.", ["2015-05", "2015-05"]),
        ("It rose in 2012. A year later, on June 5, 2013, it fell.", ["2012", "2013", "2013-06-05"]),
    ],
)
def test_words_and_the_date_that_says_them_again(text: str, expected: list[str]) -> None:
    """What words count is the date in figures right behind them, where that is of the same precision."""
    assert [time.value for time in find_times(text, Stamp("2017-09-15", "test"))] == expected


def test_this_day_in_another_year() -> None:
    """The day of "on this day in 1989" is that of publication, in that year."""
    text = "It was on this day in 1989 that it fell."
    (time,) = find_times(text, Stamp("2017-09-15", "test"))
    assert (text[time.span.start : time.span.end], time.value) == ("this day in 1989", "1989-09-15")
