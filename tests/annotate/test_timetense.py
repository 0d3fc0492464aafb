"""What the words around a date tell of: what is to come, what comes every year."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp


def values(text: str, published: str = "2017-09-15") -> list[str]:
    """The values of the times in a text, published on a Friday unless told otherwise."""
    return [time.value for time in find_times(text, Stamp(published, "test"))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew would lift off on March 9.", "2018-03-09"),
        ("The part must be mended on Tuesday.", "2017-09-19"),
        ("The rocket can fly on Tuesday.", "2017-09-19"),
        ("The next chance is Tuesday.", "2017-09-19"),
        ("The fair returns on March 9.", "2018-03-09"),
        ("A band is touring the north in March.", "2018-03"),
        ("They delayed the flight to Tuesday.", "2017-09-19"),
        ("The start is now targeted for 9 a.m. EDT on Tuesday.", "2017-09-19T09"),
        ("On March 9, the choir will sing.", "2018-03-09"),
        (
            "The choir will sing with a guest, a harp and two drums, in a hall by the old river, on March 9.",
            "2018-03-09",
        ),
        ("The hall has a fair on March 10.", "2018-03-10"),
        ("See you in March!", "2018-03"),
        ("The launch window on Tuesday is short.", "2017-09-19"),
        ("Rain is forecast for Tuesday.", "2017-09-19"),
        ("Crude for delivery in November rose.", "2017-11"),
        ("Crude for November delivery rose.", "2017-11"),
        ("It was scheduled for Monday, it is said.", "2017-09-18"),
    ],
)
def test_looks_ahead(text: str, value: str) -> None:
    """A date is to come where its clause tells of what will, would, can or must be, or of what is planned."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew would have flown on March 9.", "2017-03-09"),
        ("The police could not reach him on Tuesday.", "2017-09-12"),
        ("The blast could be heard on Tuesday.", "2017-09-12"),
        ("It would cost more, but rain on Tuesday spoilt it.", "2017-09-12"),
        ("He could be tried over the theft on Tuesday.", "2017-09-12"),
        ("It will hold the line that it has held since January.", "2017-01"),
        ("A star-studded choir returns. The choir sang on March 9.", "2017-03-09"),
        ("The hall had a fair on March 10.", "2017-03-10"),
        ("It was scheduled for Tuesday, but it rained.", "2017-09-12"),
        ("The flight was moved to Thursday.", "2017-09-14"),
    ],
)
def test_looks_back(text: str, value: str) -> None:
    """What did not come to be, what has been since, what was planned, and what is past in a later clause are over."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The winds blow from April to October.", ["XXXX-04", "XXXX-10"]),
        ("The wet months are few (May-July).", ["XXXX-05", "XXXX-07"]),
        ("It was put off, a fair that usually comes in June and July.", ["XXXX-06", "XXXX-07"]),
        ("The hall is open Nov-Mar, with tea.", ["XXXX-11", "XXXX-03"]),
        ("They meet every second year in May.", ["P2Y", "XXXX-05"]),
        ("The hall is shut from April to October 2018.", ["2018-04", "2018-10"]),
        ("It will be shut from April to October.", ["2018-04", "2018-10"]),
        ("He slept from April to July.", ["2017-04", "2017-07"]),
        ("The coast is best avoided in July, when it is hot.", ["XXXX-07"]),
        ("A fair that was founded by monks, it usually comes in June.", ["XXXX-06"]),
    ],
)
def test_stretches_of_any_year(text: str, expected: list[str]) -> None:
    """A stretch of months has no year in the present tense, unless it is planned or past."""
    assert values(text) == expected


def test_a_guide_tells_of_any_year() -> None:
    """In a text that tells of two months of every year, the other months have no year; in a report they have one."""
    guide = "Music Fair (July): bands and food. Book Fair (October): talks. Avoid December."
    assert values(guide) == ["XXXX-07", "XXXX-10", "XXXX-12"]
    assert values(guide + " Closed on 1 May.")[3] == "XXXX-05-01"
    assert values(guide + " It rained on Tuesday.")[2] == "2016-12"
