"""Drop page furniture: what a page puts around a report. The rules are in ``data/furniture.yaml``."""

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.reference.tables import load_table

LONGEST = 600
"""No furniture paragraph is longer, in code points: a longer one is text and is matched against nothing."""


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table: for each kind of furniture its patterns. Its comments say what each kind means."""

    line: tuple[str, ...]
    cut: tuple[str, ...]
    tail: tuple[str, ...]
    inline: tuple[str, ...]
    stamp: tuple[str, ...]
    class_: tuple[str, ...] = msgspec.field(name="class")


@functools.cache
def load_rules() -> Rules:
    """Return the table. Raises ``TableError`` when it is malformed."""
    return load_table("furniture", Rules)


@functools.cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    rules = load_rules()
    return re.compile("|".join(f"(?:{rule})" for kind in kinds for rule in getattr(rules, kind)), re.IGNORECASE)


def drop_furniture(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that are text, in order.

    Within the body only a paragraph that is furniture as a whole goes. In the second half a heading that opens
    furniture ("Leave a Reply") takes everything after it along, and from the end sign-offs and links go.
    """
    kept = [piece for paragraph in paragraphs for piece in _pieces(paragraph)]
    while (fewer := _pass(kept)) != kept:
        kept = fewer
    return kept


def _pass(paragraphs: list[str]) -> list[str]:
    kept = [paragraph for paragraph in _cut(paragraphs) if not is_furniture(paragraph)]
    while kept and _matches(kept[-1], "tail"):
        kept.pop()
    return kept


def is_furniture(paragraph: str) -> bool:
    """Say whether a paragraph is furniture wherever it stands."""
    return _matches(paragraph, "line", "stamp")


def _matches(paragraph: str, *kinds: str) -> bool:
    return len(paragraph) <= LONGEST and _pattern(*kinds).fullmatch(paragraph) is not None


def _pieces(paragraph: str) -> Iterator[str]:
    """Yield what furniture inside a paragraph leaves of it: it stood between sentences, so it parts paragraphs."""
    yield from (words for piece in _pattern("inline").split(paragraph) if (words := piece.strip()))


def _cut(paragraphs: list[str]) -> list[str]:
    """Cut the text at the first heading of furniture in its second half, until there is none."""
    middle = sum(map(len, paragraphs)) / 2
    before = 0
    for index, paragraph in enumerate(paragraphs):
        if before >= middle and _matches(paragraph, "cut"):
            return _cut(paragraphs[:index])
        before += len(paragraph)
    return paragraphs
