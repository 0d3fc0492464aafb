"""Texts that say which day it is."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp

SUNDAY = Stamp("2021-05-30", "test")


def values(text: str) -> list[str]:
    """The value of every expression in ``text``, published on Sunday, 30 May 2021."""
    return [time.value for time in find_times(text, SUNDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi, it is Monday May 10th. We pack today and leave tomorrow.", ["2021-05-10", "2021-05-10", "2021-05-11"]),
        ("Today is May 24. We met last week.", ["2021-05-24", "2021-05-24", "2021-W20"]),
        ("It's now Wednesday. We leave tomorrow.", ["2021-05-26", "2021-05-27"]),
    ],
)
def test_today_is_what_the_text_says(text: str, expected: list[str]) -> None:
    """After "it is May 10th", today is that day."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Man held\n\nFriday, May 28, 2021\n\nHe was seen yesterday.", ["2021-05-28", "2021-05-27"]),
        ("He was seen. He fled.\nMay 28, 2021\nHe was held yesterday.", ["2021-05-28", "2021-05-29"]),
        ("Man held\n\nMay 3, 2021\n\nHe was seen yesterday.", ["2021-05-03", "2021-05-29"]),
        ("Man held on May 28, 2021\n\nHe was seen yesterday.", ["2021-05-28", "2021-05-29"]),
    ],
)
def test_a_date_over_a_text_is_its_day(text: str, expected: list[str]) -> None:
    """A full date alone on a line, over all sentences, is today where publication was within a week after it."""
    assert values(text) == expected


def test_a_long_row_of_initials_is_read_at_once() -> None:
    """What stands over a text is read once, whatever its stops may be."""
    assert values("A." * 130 + "x. y\nMay 28, 2021\nHe was seen yesterday.")[-1] == "2021-05-29"


def test_the_days_of_a_diary_go_on() -> None:
    """A weekday that it is now is the next one from the day that it was before, not the last before publication."""
    assert values("It is Monday May 10th. It's currently 2:25 a.m. on Wednesday.") == ["2021-05-10", "2021-05-12T02:25"]


@pytest.mark.parametrize(
    "text", ["It is June 5 that we wait for. We pack today.", "It is May 10, 1945, the war is over. We read it today."]
)
def test_a_day_to_come_or_long_past_is_not_today(text: str) -> None:
    """Today stays the day of publication where a text speaks of a day to come, or of history."""
    assert values(text)[1] == "2021-05-30"


def test_the_anchor_names_the_day_said() -> None:
    """What is told from the day that the text says names it, and the publication that gave it its year."""
    times = find_times("It is Monday May 10th. We leave tomorrow.", SUNDAY)
    assert times[1].anchor == "Monday May 10th, published 2021-05-30"


def test_without_publication_nothing_is_today() -> None:
    """A text without a day of publication tells no today, whatever it says."""
    times = find_times("It is Monday May 10th. We leave tomorrow.", None)
    assert [time.value for time in times] == ["XXXX-05-10", "XXXX-XX-XX"]


@pytest.mark.parametrize(
    "text", ["It is Easter 1525.", "It is the week of May 10.", "Today is the 31st of April 2021."]
)
def test_what_is_no_day_is_not_today(text: str) -> None:
    """A year, a week or a day that no calendar has leaves today as it was."""
    assert values(f"{text} We pack tomorrow.")[-1] == "2021-05-31"
