"""Numbers in words and figures, where a check reads words that are no claim."""

from typing import Final

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBER: Final = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{'|'.join(_SMALL)}|an?)\b)"
"""A pattern for figures, the words from zero to twenty, and the article; without groups."""


def number(words: str) -> float:
    """Return the value of what ``NUMBER`` matches. Raises ``ValueError`` for anything else."""
    plain = words.lower().replace(",", "")
    if plain in {"a", "an"}:
        return 1.0
    return float(_SMALL.index(plain)) if plain in _SMALL else float(plain)
