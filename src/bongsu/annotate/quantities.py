"""Amounts in the words of a report: lengths, speeds, times of flight, and counts of things."""

import functools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from bongsu.annotate.timeparts import MONTH
from bongsu.annotate.words import (
    BLANK,
    NUMBER,
    NUMBER_WORDS,
    alternatives,
    find_hedge,
    hedge_after,
    plain,
    value_of,
    words,
)
from bongsu.model import Hedge, Quantity, Span, Written
from bongsu.units import si_unit, to_si

_START = r"(?<![\w$€£¥#@°])(?<!\d[.,:/])(?:(?<![A-Za-z]-)|(?<=[Mm]ach-))"
_JOIN = re.compile(r" ?[-–—] ?| (?:to|or|and) ", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from) \Z", re.IGNORECASE)
_MACH = re.compile(r"\bMach[ -]\Z", re.IGNORECASE)
_AND = re.compile(r",? (?:and )?")
_RESTATES = re.compile(r" ?[(\[] ?(?:or )?| ?/ ?|,? (?:[-–—] )?or ")
_RESTATES_HEDGED = re.compile(r", |,? [-–—] ")
_WORD = re.compile(r"[ \xa0]((?:[A-Z]\.){2,}|[A-Za-z](?:[\w'’-]|\.(?=\w))*)")
_PLURAL = re.compile(r"[\w-]{2,}[^\Wsui_]s")
_MONTH = re.compile(MONTH)
_ALSO_PATHS = frozenset({"over", "under", "above", "below", "beyond", "around", "near"})  # "over two islands"
_MISSILES = re.compile(r"(?:missile|rocket|projectile|ICBM|satellite)s", re.IGNORECASE)
_RANGES = re.compile(r" (?:short|medium|mid|long|intermediate)(?:[- ]range)?,? (?:and|or|to)(?= )", re.IGNORECASE)
_NEAR_WORDS, _MISSILE_WORDS = 4, 4  # words from a number to the noun that it counts; more where that is a missile
_MANY = 10
_YEAR = 4  # digits


class Patterns(msgspec.Struct, frozen=True):
    """The compiled patterns of ``data/units.yaml``, and the unit of each spelling."""

    number: re.Pattern[str]
    unit: re.Pattern[str]
    spellings: dict[str, str]
    designator: re.Pattern[str]


class _Number(msgspec.Struct, frozen=True):
    start: int
    end: int
    value: Decimal


class _Amount(msgspec.Struct, frozen=True):
    """Numbers with their unit, without a hedge; ``used`` of the numbers in the text went into it."""

    start: int
    end: int
    used: int
    numbers: tuple[Decimal, ...]
    unit: str
    hedge_after: Hedge | None = None


@functools.cache
def patterns() -> Patterns:
    """Return the patterns that ``data/units.yaml`` makes. Raises ``TableError`` when it is malformed."""
    table = words()
    spellings = {plain(name): unit for unit, names in table.units.items() for name in names}
    designators = "|".join(re.escape(word) for word in sorted(table.designators))
    return Patterns(
        number=re.compile(rf"{_START}\b(?a:{NUMBER})"),
        unit=re.compile(rf"({BLANK}?)({alternatives(spellings)})(?![\w²³])", re.IGNORECASE),
        spellings=spellings,
        designator=re.compile(rf"\b(?:(?i:{designators})|{MONTH})[ -]\Z"),
    )


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the lengths, speeds, times of flight (up to hours) and counts in ``text``, in order.

    ``Written.unit`` is a key of :data:`bongsu.units.FACTORS` or ``Mach``; for a count it is the noun that is
    counted, in lower case ("missiles"), and the span reaches to that noun. A range has two numbers;
    "47 minutes and 12 seconds" is one number in the smaller unit. Numbers that belong to names, dates,
    clock times, ages, money and percentages are left out. Time is linear in the text.
    """
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    found = patterns().number.finditer(text)
    numbers = [_Number(match.start(), match.end(), value_of(match[0])) for match in found]
    index = 0
    while index < len(numbers):
        ahead = numbers[index : index + 2]
        amount = _measure(text, ahead) or _count(text, ahead)
        if amount is None:
            index += 1
            continue
        index += amount.used
        restated = _restated(text, amount, numbers[index : index + 2])
        yield _quantity(text, amount, _quantity(text, restated) if restated else None)
        index += restated.used if restated else 0


def _measure(text: str, numbers: Sequence[_Number]) -> _Amount | None:
    """Read a number or a range, and its unit."""
    first = numbers[0]
    if mach := _MACH.search(text, max(0, first.start - 6), first.start):
        return _Amount(mach.start(), first.end, 1, (first.value,), "Mach")
    unit, end = _unit(text, first)
    second = numbers[1] if len(numbers) > 1 else None
    if second is not None and _joined(text, end, first, second):
        unit_2, end_2 = _unit(text, second)
        if unit_2 is not None and unit in {None, unit_2}:
            return _Amount(first.start, end_2, 2, (first.value, second.value), unit_2)
    if unit is None:
        return None
    if second is not None and unit in {"h", "min"} and _AND.fullmatch(text, end, second.start):
        unit_2, end_2 = _unit(text, second)
        if (unit, unit_2) in {("h", "min"), ("min", "s")} and unit_2 is not None:
            return _Amount(first.start, end_2, 2, (first.value * 60 + second.value,), unit_2)
    return _Amount(first.start, end, 1, (first.value,), unit)


def _unit(text: str, number: _Number) -> tuple[str | None, int]:
    """Return the unit after a number and where it ends; "5m people" are million and "two second" is no time."""
    known = patterns()
    match = known.unit.match(text, number.end)
    if match is None or (match[2] == "second" and match[1] != "-" and number.value != 1):
        return None, number.end
    after = _WORD.match(text, match.end()) if match[2] == "m" and not match[1] else None
    if match[2] == "M" or (after is not None and _is_plural(after[1])):
        return None, number.end
    return known.spellings[plain(match[2])], match.end()


def _joined(text: str, end: int, first: _Number, second: _Number) -> bool:
    """Say whether two numbers make a range: "60-70", "from 60 to 70", "450 or 500", "between 60 and 70"."""
    join = _JOIN.fullmatch(text, end, second.start)
    if join is None or first.value >= second.value:
        return False
    return join[0].lower() != " and " or _BETWEEN.search(text, max(0, first.start - 8), first.start) is not None


def _count(text: str, numbers: Sequence[_Number]) -> _Amount | None:
    """Read a whole number, or a range of two, and the noun that it counts."""
    first = numbers[0]
    if patterns().designator.search(text, max(0, first.start - 16), first.start):
        return None
    is_range = len(numbers) > 1 and _joined(text, first.end, first, numbers[1])
    used = numbers if is_range else numbers[:1]
    end, values = used[-1].end, tuple(number.value for number in used)
    if any(value != value.to_integral_value() for value in values) or _is_year(text[first.start : first.end]):
        return None
    after = hedge_after()[0].match(text, end)
    noun = _head(text, after.end() if after else end, single=values == (Decimal(1),))
    if noun is None:
        return None
    kind = hedge_after()[1][plain(after[1])] if after else None
    return _Amount(first.start, noun.end(1), len(values), values, noun[1].lower(), kind)


def _is_year(number: str) -> bool:
    return number.isdigit() and (
        number[0] == "0" or (len(number) == _YEAR and "1900" <= number <= "2099" and number[2:] != "00")
    )


def _head(text: str, start: int, *, single: bool) -> re.Match[str] | None:
    """Return the noun that a number counts: the first plural within four words, or missiles within eight."""
    ranges = _RANGES.match(text, start)  # "nine long and medium range missiles"
    known, found, start = words().nouns, None, ranges.end() if ranges else start
    for number in range(_NEAR_WORDS + _MISSILE_WORDS):
        word = _WORD.match(text, found.end() if found else start)
        if word is None or _ends_phrase(word[1]):
            return None
        found = word
        if number >= _NEAR_WORDS:  # "two indigenously developed nuclear-capable Prithvi ballistic missiles"
            if _MISSILES.fullmatch(word[1]):
                return word
            continue
        lower = word[1].lower()
        if lower in known.singular if single else _is_plural(word[1]):
            after = _WORD.match(text, word.end()) if lower in known.before_another else None
            return after if after is not None and _is_plural(after[1]) and not _ends_phrase(after[1]) else word
    return None


def _ends_phrase(word: str) -> bool:
    lower = word.lower()
    if "'" in word or "’" in word or lower in NUMBER_WORDS or _MONTH.fullmatch(word):
        return True
    return lower in words().ends_phrase or lower in words().not_counted


def _is_plural(word: str) -> bool:
    return word.lower() in words().nouns.plural or _PLURAL.fullmatch(word) is not None


def _restated(text: str, amount: _Amount, numbers: Sequence[_Number]) -> _Amount | None:
    """Return the same amount in another unit, right after it: "(680 miles)", ", or about 680 miles"."""
    if not numbers or si_unit(amount.unit) == "1":
        return None
    other = _measure(text, numbers)
    if other is None or other.unit == amount.unit or si_unit(other.unit) != si_unit(amount.unit):
        return None
    start, hedge = find_hedge(text, other.start)
    pattern = _RESTATES.fullmatch(text, amount.end, start)
    if pattern is None and hedge is not None:
        pattern = _RESTATES_HEDGED.fullmatch(text, amount.end, start)
    return other if pattern else None


def _quantity(text: str, amount: _Amount, restated: Quantity | None = None) -> Quantity:
    start, end, hedge = _hedged(text, amount)
    low, high = to_si(amount.numbers[0], amount.unit)[0], to_si(amount.numbers[-1], amount.unit)[1]
    return Quantity(
        span=Span(start, end),
        low=None if hedge in {"up_to", "under"} else low,
        high=None if hedge in {"at_least", "over"} else high,
        unit=si_unit(amount.unit),
        written=Written(tuple(f"{number:f}" for number in amount.numbers), amount.unit),
        hedge=hedge,
        restated=restated,
    )


def _hedged(text: str, amount: _Amount) -> tuple[int, int, Hedge | None]:
    """Return the span of an amount with its hedge, and the hedge."""
    start, hedge = find_hedge(text, amount.start)
    is_count = si_unit(amount.unit) == "1"
    if is_count and amount.numbers[0] < _MANY and text[start : amount.start].strip().lower() in _ALSO_PATHS:
        start, hedge = amount.start, None
    if hedge is not None:
        return start, amount.end, hedge
    if amount.hedge_after is not None:
        return start, amount.end, amount.hedge_after
    pattern, known = hedge_after()
    if after := pattern.match(text, amount.end):
        return start, after.end(), known[plain(after[1])]
    if len(amount.numbers) > 1:
        between = _BETWEEN.search(text, max(0, start - 8), start)
        return between.start() if between else start, amount.end, "between"
    return start, amount.end, None
