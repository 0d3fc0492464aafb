"""Years and clock times as they are spoken."""

import pytest

from bongsu.annotate.times import find_times


def pairs(text: str) -> list[tuple[str, str]]:
    """The words and the value of every expression in ``text``, without a publication date."""
    return [(text[time.span.start : time.span.end], time.value) for time in find_times(text, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("born in nineteen eighty-four", [("nineteen eighty-four", "1984")]),
        ("in nineteen oh five", [("nineteen oh five", "1905")]),
        ("in nineteen hundred", [("nineteen hundred", "1900")]),
        ("around twenty sixteen", [("twenty sixteen", "2016")]),
        ("in two thousand and eight", [("two thousand and eight", "2008")]),
        ("nineteen hundred soldiers", []),
        ("two thousand and eight soldiers", []),
        ("twenty one soldiers", []),
    ],
)
def test_spoken_years(text: str, expected: list[tuple[str, str]]) -> None:
    """A year in words is read as its figures; a count in words is no year."""
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at half past four", [("half past four", "T04:30")]),
        ("a quarter to eleven", [("a quarter to eleven", "T10:45")]),
        ("at ten to one", [("ten to one", "T12:50")]),
        ("at ten past six in the evening", [("ten past six in the evening", "T18:10")]),
        ("at seven thirty", [("seven thirty", "T07:30")]),
        ("at five-thirty p.m.", [("five-thirty p.m.", "T17:30")]),
        ("by eleven a.m.", [("eleven a.m.", "T11")]),
        ("five to six ships", []),
        ("one fifty of them", []),
    ],
)
def test_spoken_clock_times(text: str, expected: list[tuple[str, str]]) -> None:
    """A clock time in words is read as its figures; a count or a range in words is none."""
    assert pairs(text) == expected
