"""How alike the wording of two reports is: the words of headline and opening, each weighed by how rare it is in news.

The weights stand in a table (``data/news_words.csv``), so that two reports are as alike whatever is read beside them.
"""

import functools
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from bongsu.model import Report
from bongsu.reference.tables import load_rows

Vector = Mapping[str, float]

OPENING: Final = 1200
"""Code points of the text that count as its opening."""
TELLING: Final = 6
"""Words of a report by which others of its story are looked for."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019]s)?")
_REPORTS = 1000
_UNKNOWN = 4.0  # reports of a thousand that a word is in which the table does not have


class NewsWord(msgspec.Struct, frozen=True):
    """A row of ``data/news_words.csv``: a word, and in how many of a thousand reports' openings it stands."""

    word: str
    reports: float


@functools.cache
def load_news_words() -> Mapping[str, float]:
    """Return the weight of each word of the table. Raises ``TableError`` when it is malformed."""
    return {row.word: weight(row.reports) for row in load_rows("news_words", NewsWord)}


def weight(reports: float) -> float:
    """Return the weight of a word that stands in so many of a thousand reports (inverse document frequency)."""
    return math.log(_REPORTS / reports)


def word_weight(word: str) -> float:
    """Return the weight of a word; one that the table does not have is rare."""
    return load_news_words().get(word, weight(_UNKNOWN))


def vector(report: Report) -> Vector:
    """Return the weight of every word of headline and opening, of length 1; the headline's words count twice."""
    counts = Counter(words(report.title or "") * 2 + words(report.text[:OPENING]))
    weighed = {word: (1 + math.log(count)) * word_weight(word) for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {word: value / length for word, value in sorted(weighed.items())}


def likeness(first: Vector, second: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1."""
    small, large = sorted((first, second), key=len)
    return math.fsum(value * large[word] for word, value in small.items() if word in large)


def shared_words(first: Vector, second: Vector, most: int = 5) -> tuple[str, ...]:
    """Return the words that make two vectors alike, those that do most first."""
    shared = sorted((-first[word] * second[word], word) for word in first.keys() & second.keys())
    return tuple(word for _, word in shared[:most])


def telling_words(vector_: Vector) -> tuple[str, ...]:
    """Return the words of a vector that weigh most, of equals the first in the alphabet."""
    return tuple(sorted(vector_, key=lambda word: (-vector_[word], word))[:TELLING])


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry its content: those in fewer than a tenth of all reports."""
    least = weight(_REPORTS / 10)
    return frozenset(word for word in words(text) if word_weight(word) > least)


def content_word(word: str) -> str:
    """Return a word without case, possessive and plural."""
    return _stem(word.casefold().strip(".,;:!?\"'“”‘’()"))


def words(text: str) -> list[str]:
    """Return the words of a text without case, possessive and plural, in order; single letters are left out."""
    return [stem for word in _WORD.findall(text.casefold()) if len(stem := _stem(word)) > 1]


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("\u2019s")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
