import unicodedata

import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from bongsu.exports.plain import ELLIPSIS, excerpt, safe
from bongsu.model import Span

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
"""Every code point, lone surrogates too."""


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    """No control, format, surrogate, private-use or unassigned character and no separator but the blank is left."""
    categories = {unicodedata.category(character) for character in safe(text) if character != " "}
    assert not [category for category in categories if category[0] in "CZ"]


@given(ANY_TEXT)
def test_safe_text_stays_as_it_is(text: str) -> None:
    """What is safe is not touched again."""
    assert safe(safe(text)) == safe(text)


def test_escapes_and_overrides_are_spelled_out() -> None:
    """A reader sees that something was there; letters of all scripts, accents and emoji stay."""
    assert safe("\x1b[31mred\x07\u202egnp.exe\u2066") == r"\x1b[31mred\x07\u202egnp.exe\u2066"
    assert safe("a\tb\nc\u00a0d\u2028e") == "a b c d e"
    assert safe("평양 北朝鮮 éẩ 🚀") == "평양 北朝鮮 éẩ 🚀"


@given(text=st.text(min_size=1, max_size=300), data=st.data(), room=st.integers(3, 90))
def test_an_excerpt_fits_and_is_made_of_the_quote(text: str, data: st.DataObject, room: int) -> None:
    """The three parts fill no more than the room, and without their ellipses they stand so in the text."""
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    words = Span(start, end) if start < end else Span(0, len(text))
    parts = excerpt(text, Span(0, len(text)), words, room)
    assert wcwidth.width("".join(parts)) <= room
    assert "".join(parts).replace(ELLIPSIS, "").strip() in safe(text).replace(ELLIPSIS, "")


def test_a_quote_is_shortened_around_its_words() -> None:
    """Whole words are left out at both ends, and the words themselves stay in view."""
    text = "Officials in Seoul said that the missile flew 1,100 km before it fell into the sea."
    words = Span(text.index("1,100"), text.index(" before"))
    parts = excerpt(text, Span(0, len(text)), words, 40)
    assert parts == ("…missile flew ", "1,100 km", " before it fell…")


def test_a_quote_that_fits_is_whole() -> None:
    """Nothing is left out where there is room."""
    text = "It flew 1,100 km. It fell."
    assert excerpt(text, Span(0, 17), Span(8, 16), 17) == ("It flew ", "1,100 km", ".")


def test_words_longer_than_the_room_are_cut() -> None:
    """Where even the words do not fit, their beginning is shown."""
    assert excerpt("x" * 50, Span(0, 50), Span(0, 50), 10) == ("", "x" * 8, "…")
