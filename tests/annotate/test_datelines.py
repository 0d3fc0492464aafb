"""Where a sentence begins behind the dateline of a wire."""

import pytest

from bongsu.annotate.datelines import body_of
from bongsu.model import Span


@pytest.mark.parametrize(
    "dateline",
    [
        "SEOUL, Dec 18 (Reuters) - ",
        "TOKYO (UrduPoint News / Sputnik - 15th September, 2021) ",
        "ISLAMABAD, (UrduPoint / Pakistan Point News - 14th Mar, 2020 ) : ",
        "",
    ],
)
def test_body_of(dateline: str) -> None:
    """Town, day and agency are no part of the sentence."""
    text = f"{dateline}Japan saw it."
    assert text[body_of(text, Span(0, len(text))) :] == "Japan saw it."
