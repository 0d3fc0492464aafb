import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.text.characters import bare, one_line, tidy


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u00a0\t b  ", "a b"),
        ("mis\u00adsile \u200bte\u2060st\ufeff", "missile test"),
        ("\u202egnol\u202c and \u2066low\u2069", "gnol and low"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07text\x07", "red text"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("bad \ud800 half", "bad half"),
        (
            "북한이 미사일을 발사 김정은 сказал 東京 العربية हिन्दी",
            "북한이 미사일을 발사 김정은 сказал 東京 العربية हिन्दी",
        ),
    ],
)
def test_keeps_letters_and_drops_what_does_not_show(written: str, expected: str) -> None:
    """Line ends and blanks become plain, hidden and steering characters go, and letters of every script stay."""
    assert tidy(written) == expected


@given(st.text(st.characters()))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    """No control, format, private or surrogate code point passes, and tidying again changes nothing."""
    clean = tidy(text)
    assert {unicodedata.category(char) for char in clean if char != "\n"}.isdisjoint(
        {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    )
    assert tidy(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)


@given(st.text())
def test_letters_and_digits_are_kept(text: str) -> None:
    """Every letter and digit is still there, in order, in its normal form."""
    plain = "".join(
        char for char in text if unicodedata.category(char)[0] in "LN" and char not in "\u115f\u1160\u3164\uffa0"
    )
    assert tidy(plain) == unicodedata.normalize("NFC", plain)


def test_one_line_has_no_line_feed() -> None:
    """A title over two lines is one."""
    assert one_line(" North Korea\n  fires missile ") == "North Korea fires missile"


def test_bare_compares_words_without_their_dress() -> None:
    """Case, quotation marks and blanks do not make other words."""
    assert bare("\u201cNorth  Korea\u2019s\u201d") == bare('"North Korea\'s"') == "northkoreas"
