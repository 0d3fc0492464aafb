"""A title and the name behind it hang on each other as words of one tree."""

from bongsu.annotate.titled import with_titles
from bongsu.model import Sentence, Span, Token


def test_a_title_that_is_the_root_gives_way_to_its_name() -> None:
    """The name is the root then, and the title hangs on it: no word hangs on itself by way of another."""
    text = "Coach Ana Lima"
    tokens = [
        Token(Span(0, 5), "NOUN", 0, "root"),
        Token(Span(6, 9), "PROPN", 0, "flat"),
        Token(Span(10, 14), "PROPN", 1, "flat"),
    ]
    mended = with_titles(text, [Sentence(Span(0, 14), 0, 3)], tokens, {6})
    assert [(token.head, token.deprel) for token in mended] == [(1, "nmod:desc"), (1, "root"), (1, "flat")]
