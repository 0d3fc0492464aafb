"""Quarters, seasons, weekends and weeks as seen from the day of publication."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp


def values(text: str, published: str = "2017-09-15") -> list[str]:
    """The values of the times in a text, published on a Friday unless told otherwise."""
    return [time.value for time in find_times(text, Stamp(published, "test"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Its third-quarter profit fell.", ["2017-Q3"]),
        ("Sales in the fourth quarter fell.", ["2016-Q4"]),
        ("For the fourth quarter, the firm expects sales of $3 billion.", ["2016-Q4"]),
        ("The firm will tell its sales of the fourth quarter.", ["2017-Q4"]),
        ("Sales rose in Q2.", ["2017-Q2"]),
        ("Profit in last year's third quarter was small.", ["2016-Q3"]),
        ("First-half profit rose.", ["2017-H1"]),
        ("Profit rose in the second quarter, after last year's second quarter. Sales in the quarter fell.",
         ["2017-Q2", "2016-Q2", "2017-Q2"]),
        ("Sales rose from the year-ago figure and from the prior year.", ["2016", "2015"]),
        ("Sales of the third quarter of fiscal 2012 fell from Q2 FY2012.", ["2012-Q3", "2012-Q2"]),
        ("He scored in the third quarter, and ran 30 yards to a big income.", []),
        ("Growth in the second half of the 19th century was quick.", ["18"]),
        ("They met in the old quarter, in the third quarter of the town.", []),
    ],
)  # fmt: skip
def test_quarters_of_business(text: str, expected: list[str]) -> None:
    """A quarter without a year is the last that has begun, where money is told of; the quarter of a game is none."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2017-01-15", "It opens this July.", "2017-07"),
        ("2017-01-15", "The men laid the floor this August.", "2016-08"),
        ("2017-02-15", "this summer", "2017-SU"),
        ("2017-01-15", "The men laid the floor this summer.", "2016-SU"),
        ("2017-01-15", "this winter", "2016-WI"),
        ("2017-02-15", "this upcoming summer", "2017-SU"),
        ("2017-09-15", "The rise is set to begin in the spring.", "2018-SP"),
        ("2017-09-12", "this coming weekend", "2017-W37-WE"),
        ("2017-09-12", "It closed this past weekend.", "2017-W36-WE"),
        ("2017-09-15", "It opens on the weekend of Aug. 5.", "2017-W31-WE"),
        ("2017-09-15", "in the week of May 3, 2016", "2016-W18"),
        ("2017-09-15", "They meet this Sunday.", "2017-09-17"),
        ("2017-09-15", "They met this Tuesday.", "2017-09-12"),
        ("2017-09-12", "This whole week it rains.", "2017-W37"),
        ("2017-09-12", "It rained this last week.", "2017-W36"),
        ("2017-09-12", "It rained this entire weekend.", "2017-W36-WE"),
        ("2017-09-15", "It rained all through this very day.", "2017-09-15"),
    ],
)
def test_this_and_the_coming(published: str, text: str, value: str) -> None:
    """A month or season with "this" is of this year, unless it is long ago; the week or weekend "of" a day holds it."""
    assert values(text, published) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ends by month's end.", ["2017-09"]),
        ("It ends at week's end.", ["2017-W37"]),
        ("in the last week of July", ["2017-07"]),
    ],
)
def test_ends_of_periods(text: str, expected: list[str]) -> None:
    """The end of a month is of the month of publication, and "the last week of July" is no length of a week."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spring and fall are the best times to come.", ["XXXX-SP", "XXXX-FA"]),
        ("Late summer is the best time to come.", ["XXXX-SU"]),
        ("The best time to come is spring or autumn.", ["XXXX-SP", "XXXX-FA"]),
        ("It is crowded during the summer months.", ["XXXX-SU"]),
        ("Go before winter.", ["XXXX-WI"]),
        ("During the winter the pass is closed.", ["XXXX-WI"]),
        ("In the winter there is skiing.", ["XXXX-WI"]),
        ("a cream for wintertime because it is dry", ["XXXX-WI"]),
        ("in midsummer and in midwinter", ["XXXX-SU", "XXXX-WI"]),
        ("in the winter of 1946 to 1947", ["1946-WI"]),
        ("Autumn (September to November) is mild.", ["XXXX-FA", "XXXX-09", "XXXX-11"]),
        ("Summer: 10:00-18:00", ["XXXX-SU", "T10:00", "T18:00"]),
        ("the hot summers and the cold winters", ["XXXX-SU", "XXXX-WI"]),
        ("It snows in winters.", ["XXXX-WI"]),
        ("He spoke to Lawrence Summers, the adviser, in a row with Summers.", []),
        ("The result is spring water.", []),
        ("how the springs are made", []),
        ("After the fall he got up.", []),
    ],
)
def test_seasons_of_any_year(text: str, expected: list[str]) -> None:
    """What is said of a season in general has no year; a spring, a fall and a "winter coat" are no seasons."""
    assert values(text) == expected
