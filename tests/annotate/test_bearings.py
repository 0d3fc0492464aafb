"""Directions of flight found in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.bearings import find_bearings

PIECES = st.sampled_from(
    [
        "north",
        "east",
        "South",
        "west",
        "-",
        "ward",
        "wards",
        "erly",
        "ern",
        " ",
        " to the ",
        ", ",
        "heading ",
        "87",
        "°",
        " degrees",
        " of ",
        "over",
        "due ",
        "\n",
        "in an ",
        " direction",
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "point", "low", "high"),
    [
        ("It flew eastward, officials said.", "eastward", "E", 67.5, 112.5),
        ("It flew east over Hokkaido.", "east", "E", 67.5, 112.5),
        ("It flew about 3,700 km (2,300 miles) east before", "east", "E", 67.5, 112.5),
        ("It was fired to the east.", "to the east", "E", 67.5, 112.5),
        ("It flew towards the north-east, then", "towards the north-east", "NE", 22.5, 67.5),
        ("It flew northeasterly.", "northeasterly", "NE", 22.5, 67.5),
        ("in an easterly direction", "in an easterly direction", "E", 67.5, 112.5),
        ("on an eastern trajectory", "on an eastern trajectory", "E", 67.5, 112.5),
        ("It flew north-eastwards.", "north-eastwards", "NE", 22.5, 67.5),
        ("It was fired due east.", "due east", "E", 78.75, 101.25),
        ("It flew east-northeast.", "east-northeast", "ENE", 56.25, 78.75),
        ("It flew north into the sea.", "north", "N", 337.5, 22.5),
        ("It was heading 87 degrees.", "heading 87 degrees", "87", 86.5, 87.5),
        ("on an azimuth of 93.5 degrees", "azimuth of 93.5 degrees", "93.5", 93.0, 94.0),
        ("a bearing of 360°", "bearing of 360°", "360", 359.5, 0.5),
    ],
)
def test_directions(text: str, words: str, point: str, low: float, high: float) -> None:
    """A direction word is the sector that it can mean, clockwise from true north."""
    (bearing,) = find_bearings(text)
    assert text[bearing.span.start : bearing.span.end] == words
    assert (bearing.point, bearing.low, bearing.high) == (point, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "the East Sea",
        "South Korea",
        "the North said",
        "the Middle East",
        "the east coast",
        "off the east coast,",
        "northern Japan",
        "1,180 km east of Cape Erimo",
        "southeast of Cape Erimo",
        "to the east of Japan",
        "eastward of Japan",
        "easterly winds",
        "the north-south divide",
        "came from the east.",
        "in the north, officials",
        "a bearing of 400 degrees",
        "at least",
        "the west",
    ],
)
def test_places_are_no_directions(text: str) -> None:
    """Parts of the world, coasts and places told by a distance from another are no directions of flight."""
    assert find_bearings(text) == ()


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_lie_inside_the_text(text: str) -> None:
    """Whatever the text: directions have words and bearings on the compass."""
    for bearing in find_bearings(text):
        assert text[bearing.span.start : bearing.span.end].strip()
        assert 0 <= bearing.low < 360
        assert 0 <= bearing.high < 360
