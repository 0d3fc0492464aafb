"""Where a report's words are used: spans that overlap as they please, cut into segments that do not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Literal

import msgspec

from bongsu.exports.wording import span_of
from bongsu.model import Claim, Span

Role = Literal["quote", "words", "source"]


class Use(msgspec.Struct, frozen=True):
    """One use of some words.

    Attributes:
        span: the words.
        role: a value's own words, the quote around them, or the words that name or cue a source.
        number: the claim that uses them.
    """

    span: Span
    role: Role
    number: int


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text under one set of uses.

    Attributes:
        text: its characters.
        roles: what it is used as, in alphabetical order.
        words_of: numbers of the claims whose words it belongs to, the claim with the fewest words first.
        ends: numbers of the claims whose words end with it.
    """

    text: str
    roles: tuple[Role, ...]
    words_of: tuple[int, ...]
    ends: tuple[int, ...]


def uses(number: int, claim: Claim, text: str) -> Iterator[Use]:
    """Yield what a claim uses: its words, its quote, its speaker and chain, and the cue that attributes it."""
    yield Use(span_of(claim.value, text), "words", number)
    yield Use(claim.evidence.span, "quote", number)
    attribution = claim.attribution
    for mention in filter(None, (attribution.speaker, *attribution.chain)):
        yield Use(mention.span, "source", number)
    if attribution.cue is not None:
        yield Use(attribution.cue.span, "source", number)


def paragraphs(text: str, used: Iterable[Use]) -> Iterator[tuple[Segment, ...]]:
    """Yield the lines of ``text`` that are not empty, each as segments that cover it without gap or overlap."""
    for is_break, segments in groupby(_segments(text, used), key=lambda segment: segment.text == "\n"):
        if not is_break:
            yield tuple(segments)


def _segments(text: str, used: Iterable[Use]) -> Iterator[Segment]:
    """Yield the text from cut to cut: wherever a use starts or ends, and around every newline."""
    starts: dict[int, list[Use]] = defaultdict(list)
    ends: dict[int, list[Use]] = defaultdict(list)
    for use in used:
        words = text[use.span.start : use.span.end]
        starts[use.span.start].append(use)
        ends[use.span.start + len(words.rstrip() or words)].append(use)
    breaks = (place for place, character in enumerate(text) if character == "\n")
    cuts = sorted({0, len(text), *starts, *ends, *(cut for place in breaks for cut in (place, place + 1))})
    active: set[Use] = set()
    for start, end in pairwise(cuts):
        active.difference_update(ends.get(start, ()))
        active.update(starts.get(start, ()))
        yield _segment(text[start:end], active, ends.get(end, ()))


def _segment(text: str, active: Iterable[Use], ending: Iterable[Use]) -> Segment:
    words = sorted((use.span.end - use.span.start, use.number) for use in active if use.role == "words")
    return Segment(
        text=text,
        roles=tuple(sorted({use.role for use in active})),
        words_of=tuple(number for _, number in words),
        ends=tuple(sorted(use.number for use in ending if use.role == "words")),
    )
