"""A name before it is known whether a state in it acts and who is meant."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from bongsu.model import Entity, Span

TABLED = "gazetteer organisation"
"""The rule of organisations that a table has."""


class Draft(msgspec.Struct, frozen=True):
    """A name that is being made.

    Attributes:
        span: the words.
        label: that of the name, or ``STATE`` while it is open whether it acts or is ground.
        entity: who it is; None while that is not known.
        rule: what found it.
        capital: whether it is the capital of its state.
        key: of a bare body, its key in the table of heads.
    """

    span: Span
    label: Literal["PER", "ORG", "LOC", "NORP", "WEA", "STATE"]
    entity: Entity | None
    rule: str
    capital: bool = False
    key: str | None = None


def marked(spans: Iterable[Span], length: int) -> bytearray:
    """Return a byte for each of ``length`` code points, 1 where one of ``spans`` covers it."""
    marks = bytearray(length)
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return marks


def drop_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts in order of the text, without those that overlap one before them in the list."""
    kept: list[Draft] = []
    taken: set[int] = set()
    for draft in drafts:
        if taken.isdisjoint(range(draft.span.start, draft.span.end)):
            kept.append(draft)
            taken.update(range(draft.span.start, draft.span.end))
    return sorted(kept, key=lambda draft: draft.span)
