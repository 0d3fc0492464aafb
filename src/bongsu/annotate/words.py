"""The words of amounts: numbers in figures and letters, hedges, and the table ``data/units.yaml``."""

import functools
import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from bongsu.model import Hedge
from bongsu.reference.tables import load_table

SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
"""Number words by their value."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""Number words of the tens, from twenty."""
_VALUES = {word: value for value, word in enumerate(SMALL)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER_WORDS = frozenset({*_VALUES, *_SCALES})
_WHOLE = {"a pair of": 2, "twin": 2, "a single": 1, "half a dozen": 6}

BLANK = r"[ \xa0\u2009\u202f-]"
"""One blank or hyphen, as in "nautical-mile"; never a line break, which ends a paragraph."""


def cased(phrases: Iterable[str]) -> str:
    """Return a pattern of the phrases, each also with a capital first letter.

    Several times as fast as matching in any case, since the first letter alone rules most phrases out.
    """
    return "|".join(f"[{phrase[0].upper()}{phrase[0]}]{phrase[1:]}" for phrase in phrases)


_UNDER_100 = rf"(?:(?:{cased(TENS)})(?:[- ](?:{cased(SMALL)}))?|(?:{cased(SMALL[::-1])}))"
_SCALE = rf"(?:{cased(_SCALES)})"
FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,9})?(?![.,]?\d)"
"""Pattern of a number in figures: ``1,100``, ``1100``, ``2.5``; never part of a longer run of digits."""
NUMBER = (
    rf"(?:{FIGURES}(?:[ -]{_SCALE}\b)?|(?:{cased(_WHOLE)})\b"
    rf"|(?:{_UNDER_100}|[Aa]n?(?= {_SCALE}\b))(?:[ -]{_SCALE}(?: (?:and )?{_UNDER_100})?){{0,4}}\b)"
)
"""Pattern of a number in figures or letters; the letters in lower case or with a capital first."""


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases by the hedge that they make."""

    about: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    def by_phrase(self) -> dict[str, Hedge]:
        """Return each phrase with its hedge."""
        kinds: tuple[Hedge, ...] = ("about", "at_least", "over", "up_to", "under")
        return {phrase: kind for kind in kinds for phrase in getattr(self, kind)}


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that are counted although they do not end in s."""

    plural: frozenset[str]
    singular: frozenset[str]
    before_another: frozenset[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``data/units.yaml``; the file says what each part means."""

    units: dict[str, tuple[str, ...]]
    hedges: HedgeWords
    hedges_after: HedgeWords
    nouns: Nouns
    not_counted: frozenset[str]
    ends_phrase: frozenset[str]
    designators: frozenset[str]
    zones: dict[str, tuple[str, ...]]


@functools.cache
def words() -> Words:
    """Return the table of amounts. Raises ``TableError`` when it is malformed."""
    return load_table("units", Words)


def alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern of the phrases, longest first; a space in them stands for one blank or hyphen."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", BLANK) for phrase in ordered)


def plain(phrase: str) -> str:
    """Return a phrase as the table writes it: lower case, single blanks for blanks and hyphens."""
    return " ".join(phrase.lower().replace("-", " ").split())


@functools.cache
def hedge_before() -> tuple[re.Pattern[str], dict[str, Hedge]]:
    """Return the pattern of hedges that end where an amount starts, and the hedge of each phrase."""
    known = words().hedges.by_phrase()
    pattern = re.compile(rf"(?<![\w-])(?:(?:{alternatives(known)})\s|~\s?){{1,3}}\Z", re.IGNORECASE)
    return pattern, known


@functools.cache
def hedge_after() -> tuple[re.Pattern[str], dict[str, Hedge]]:
    """Return the pattern of hedges that follow an amount, and the hedge of each phrase."""
    known = words().hedges_after.by_phrase()
    return re.compile(rf",?\s({alternatives(known)})\b", re.IGNORECASE), known


@functools.cache
def hedge_phrase() -> re.Pattern[str]:
    """Return the pattern of one hedge."""
    return re.compile(alternatives(words().hedges.by_phrase()), re.IGNORECASE)


def find_hedge(text: str, start: int) -> tuple[int, Hedge | None]:
    """Return where the hedge before ``start`` begins and what it is; ``(start, None)`` without one.

    Of several ("up to about 500"), the one that opens a bound outranks "about".
    """
    pattern, known = hedge_before()
    window = max(0, start - 48)
    match = pattern.search(text, window, start)
    if match is None:
        return start, None
    kinds = [known[plain(phrase)] for phrase in hedge_phrase().findall(match[0])]
    about: Hedge = "about"
    opened = [kind for kind in kinds if kind != "about"]
    return match.start(), (*opened, *kinds, about)[0]


def value_of(number: str) -> Decimal:
    """Return the value of a number that :data:`NUMBER` matches: "two hundred and five", "1.5 million", "1,100"."""
    text = plain(number).replace(",", "")
    if text in _WHOLE:
        return Decimal(_WHOLE[text])
    total, part = Decimal(0), Decimal(0)
    for word in text.split():
        if word in _SCALES:
            part = _whole((part or Decimal(1)) * _SCALES[word])
            if _SCALES[word] >= 1000:
                total, part = total + part, Decimal(0)
        elif word[0].isdigit():
            part += Decimal(word)
        elif word in _VALUES:
            part += _VALUES[word]
    return total + part


def _whole(value: Decimal) -> Decimal:
    """Drop the decimals that multiplying left: 1.5 million is 1500000."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
