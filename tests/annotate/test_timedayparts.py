"""Parts of the day of a day that was told before."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.model import Stamp


def values(text: str) -> list[str]:
    """The value of every expression in ``text``, published on Friday, 15 September 2017."""
    return [time.value for time in find_times(text, Stamp("2017-09-15", "test"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Wednesday he met them. In the afternoon he left.", ["2017-09-13", "2017-09-13TAF"]),
        ("He met them on May 3, and in the evening he left.", ["2017-05-03", "2017-05-03TEV"]),
        ("On Wednesday they worked through the night.", ["2017-09-13", "2017-09-13TNI"]),
    ],
)
def test_of_the_day_told_before(text: str, expected: list[str]) -> None:
    """A part of the day is of the day that was told before it, where the sentence tells of the past."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came on Wednesday evening. In the morning he left.", ["2017-09-13TEV"]),
        ("He came at 8 p.m. on Wednesday. In the morning he left.", ["2017-09-13T20"]),
        ("He came on Wednesday.\nIn the evening he left.", ["2017-09-13"]),
        ("He came on Wednesday. They usually meet in the evening.", ["2017-09-13"]),
        ("He came on Wednesday. They may meet in the evening.", ["2017-09-13"]),
        ("He came on Wednesday to the evening show.", ["2017-09-13"]),
        ("In the evening he left.", []),
    ],
)
def test_of_no_day(text: str, expected: list[str]) -> None:
    """It is none's after a later hour, in another paragraph, of a habit or a plan, and before nouns."""
    assert values(text) == expected
