from hypothesis import given
from hypothesis import strategies as st

from bongsu.exports.marks import Segment, Use, paragraphs, uses
from bongsu.model import Reading, Span

LETTERS = st.text("ab \n", min_size=1, max_size=60)


@st.composite
def texts_with_uses(draw: st.DrawFn) -> tuple[str, list[Use]]:
    """Draw a text and spans in it that overlap as they please."""
    text = draw(LETTERS)
    edges = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    spans = [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
    return text, [Use(span, "words", number) for number, span in enumerate(spans, 1)]


def segments(text: str, used: list[Use]) -> list[Segment]:
    """Return all segments, paragraph after paragraph."""
    return [segment for paragraph in paragraphs(text, used) for segment in paragraph]


@given(texts_with_uses())
def test_segments_cover_the_text_once(given_: tuple[str, list[Use]]) -> None:
    """Put together, the segments are the text, line by line, without gap or overlap."""
    text, used = given_
    lines = ["".join(segment.text for segment in paragraph) for paragraph in paragraphs(text, used)]
    assert lines == [line for line in text.split("\n") if line]


@given(texts_with_uses())
def test_each_claim_covers_just_its_words(given_: tuple[str, list[Use]]) -> None:
    """The segments of a claim, put together, are its words: overlapping neighbours take nothing from it."""
    text, used = given_
    for use in used:
        marked = "".join(segment.text for segment in segments(text, used) if use.number in segment.words_of)
        words = text[use.span.start : use.span.end]
        assert marked == (words.rstrip() or words).replace("\n", "")


@given(texts_with_uses())
def test_each_claim_ends_once(given_: tuple[str, list[Use]]) -> None:
    """Every claim whose words are not blank has one place, behind its last word, that leads to the account."""
    text, used = given_
    solid = [use.number for use in used if text[use.span.start : use.span.end].strip()]
    ends = sorted(number for segment in segments(text, used) for number in segment.ends)
    assert [number for number in ends if number in solid] == solid


def test_the_shorter_words_come_first() -> None:
    """Where words lie in words, a link leads to the claim that says less."""
    inner, outer = Use(Span(2, 4), "words", 2), Use(Span(0, 6), "words", 1)
    assert [segment.words_of for segment in segments("abcdef", [outer, inner])] == [(1,), (2, 1), (1,)]


def test_a_claim_uses_its_words_its_quote_and_its_speaker(sea: Reading) -> None:
    """A restatement in brackets belongs to the words."""
    claim = next(claim for claim in sea.events[0].claims if claim.slot == "distance")
    text = sea.report.text
    found = {use.role: text[use.span.start : use.span.end] for use in uses(7, claim, text)}
    assert found == {
        "words": "about 1,100 kilometers (680 miles)",
        "quote": claim.evidence.quote,
        "source": "South Korea's Joint Chiefs of Staff",
    }
