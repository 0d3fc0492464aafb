"""Names are found whole, longest first, and where they stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.reference import Gazetteer


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """The words found and the key of their first meaning."""
    return [(text[hit.span.start : hit.span.end], hit.names[0].key) for hit in gazetteer.find(text)]


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    """The words "North Korean" are one name, not "Korean"; "South China Sea" is no China."""
    assert found(gazetteer, "North Korean ships left the South China Sea")[0] == ("North Korean", "PRK")
    assert ("China", "CHN") not in found(gazetteer, "North Korean ships left the South China Sea")


@pytest.mark.parametrize("text", ["ambassador to Chadwick", "Koreatown", "Iranians' Omanisation", "Jordanne"])
def test_no_name_inside_another_word(gazetteer: Gazetteer, text: str) -> None:
    """A place never stands inside another word."""
    names = {words for words, _ in found(gazetteer, text)}
    assert names.isdisjoint({"Chad", "Korea", "Iran", "Oman", "Jordan"})


def test_the_north_is_not_the_north_pacific(gazetteer: Gazetteer) -> None:
    """The words "the North" are a government only where no name goes on."""
    assert ("the North", "PRK") in found(gazetteer, "Seoul warned the North on Monday")
    assert ("the North", "PRK") not in found(gazetteer, "It fell into the North Pacific Ocean")


def test_case_tells_us_from_the_us(gazetteer: Gazetteer) -> None:
    """The word "us" is a pronoun; "US" is a state."""
    assert found(gazetteer, "they told us that") == []
    assert found(gazetteer, "the US said") == [("US", "USA")]


def test_typographic_apostrophe_and_hyphen(gazetteer: Gazetteer) -> None:
    """Names are found however their hyphens and apostrophes are set."""
    plain = found(gazetteer, "a Hwasong-12 of the Democratic People's Republic of Korea")
    typographic = found(gazetteer, "a Hwasong\u201112 of the Democratic People\u2019s Republic of Korea")
    assert [key for _, key in plain] == [key for _, key in typographic] == ["hwasong-12", "PRK"]


@given(st.text())
def test_spans_lie_in_order_inside_any_text(gazetteer: Gazetteer, text: str) -> None:
    """Whatever the text, hits are in order, do not overlap, and are not empty."""
    spans = [hit.span for hit in gazetteer.find(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
