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
