"""Triage before reading: is there anything in a page for the record? By words alone, a thousand pages a second.

The words and their weights stand in ``data/triage.yaml``. A page that passes is read; one that does not is kept unread.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from bongsu.reference.tables import load_table

Subject = Literal["launch", "reactions"]

_WORD = re.compile(r"[^\W_]+")


class Triage(msgspec.Struct, frozen=True):
    """What a page may hold for the record.

    Attributes:
        subjects: what it speaks of enough to be read for, in the order of the table; empty when nothing is there.
        scores: for each subject the sum of the weights.
        words: the words and phrases that counted, sorted.
        english: whether its words are English; those of another language cannot be judged.
    """

    subjects: tuple[Subject, ...]
    scores: Mapping[Subject, float]
    words: tuple[str, ...]
    english: bool

    @property
    def passes(self) -> bool:
        """Whether the page should be read: a subject is there, or nobody can tell."""
        return bool(self.subjects) or not self.english


class Weighed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one subject: the comments of ``data/triage.yaml`` say what each field holds."""

    needed: float
    words: dict[str, float]
    phrases: dict[str, float] = {}


class FunctionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by which English is known, and the least share of them."""

    share: float
    words: frozenset[str]


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``data/triage.yaml``."""

    function_words: FunctionWords
    subjects: dict[Subject, Weighed]


@functools.cache
def load_triage() -> Table:
    """Return the table. Raises ``TableError`` when it is malformed."""
    return load_table("triage", Table)


def triage(title: str | None, text: str) -> Triage:
    """Return what a page may hold for the record, by the words of its headline and its text."""
    table = load_triage()
    page = f"{title or ''}\n{text}".casefold()
    words = _WORD.findall(page)
    different = set(words)
    found = {subject: dict(_weights(weighed, different, page)) for subject, weighed in table.subjects.items()}
    scores = {subject: sum(weights.values()) for subject, weights in found.items()}
    # A sum of tenths may fall short of what is needed by the last binary digit.
    return Triage(
        subjects=tuple(one for one, score in scores.items() if score >= table.subjects[one].needed - 1e-9),
        scores=scores,
        words=tuple(sorted({word for weights in found.values() for word in weights})),
        english=_is_english(words, table.function_words),
    )


def _weights(weighed: Weighed, words: set[str], page: str) -> Iterator[tuple[str, float]]:
    for word in weighed.words.keys() & words:
        yield word, weighed.words[word]
    for phrase, weight in weighed.phrases.items():
        if phrase in page:
            yield phrase, weight


def _is_english(words: list[str], known: FunctionWords) -> bool:
    return sum(word in known.words for word in words) >= known.share * len(words) > 0
