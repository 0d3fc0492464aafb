"""Lengths of time and sets of times taken apart: "nine minutes and 46 seconds", "every Friday", "on Tuesdays"."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final, cast

import msgspec

from bongsu.annotate.timeguards import before
from bongsu.annotate.timeparts import DAYPARTS, SEASON_CODES, Kind, Part, Side, Unit, month_number, weekday_number
from bongsu.annotate.words import NUMBER, value_of
from bongsu.times import Period, interval, shift

_RATE = re.compile(
    r"(?:\b(?:kilomet(?:er|re)s?|kms?|miles?|met(?:er|re)s?|feet|times|once|twice|thrice|dollars|barrels|tons|tonnes"
    r"|percent|\d)|%) \Z",
    re.IGNORECASE,
)
_LESSER = re.compile(rf"(?<![\w.,:/$€£-])(?P<n>{NUMBER})(?: ?[-–—] ?| (?:to|or) )\Z")
_AS = re.compile(r"\b[Aa]s \Z")
_LETTERS: Final[dict[Unit, str]] = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "year": "{}Y",
}
_SCALES: Final[dict[Unit, tuple[int, Unit]]] = {"decade": (10, "year"), "century": (100, "year")}
_YEAR_AND_UNIT = re.compile(r"(?P<year>(?:19|20)\d\d) (?:day|week|month|year|decade|century)\b")
_AGE = re.compile(r"\b(?:age of|aged) \Z")
_DIRECTIONS: Final = {"before": "earlier", "after": "later", "afterward": "later", "afterwards": "later"}
_FINER: Final[dict[str, tuple[Unit, int]]] = {
    "and_months": ("month", 12),
    "and_hours": ("hour", 24),
    "and_minutes": ("minute", 60),
    "and_seconds": ("second", 60),
}
"""Group of the pattern to its unit, and how many of it the coarser unit has."""


def read_length(match: re.Match[str]) -> Part | None:
    """Read a length of time; None for a rate ("twice a day"), for an age and for "in as many months".

    Of "the 2012 year in review" it is the year that is read.
    """
    if (match["a"] and before(_RATE, match, 12)) or match.string.endswith(("/", "½"), 0, match.start()):
        return None
    if (match["many"] and before(_AS, match, 4)) or before(_AGE, match, 7):
        return None
    if (year := _YEAR_AND_UNIT.match(match[0])) is not None:
        return Part(match.start(), match.start() + year.end("year"), frozenset({"year"}), year=int(year["year"]))
    number, unit = _length(match)
    direction, side = _DIRECTIONS.get(match["direction"], match["direction"]), side_of(match["the"] or match["this"])
    if match["in_time"]:  # "in three days' time"
        direction = "from now"
    kinds: frozenset[Kind] = frozenset({"duration"})
    part = Part(_first(match), match.end(), kinds, number=number, unit=unit, direction=direction, side=side)
    return _with_more(match, part)


def side_of(words: str | None) -> Side | None:
    """Return on which side of now a length lies by "the past", "the last", "the next", "the coming"."""
    if words is None:
        return None
    return "past" if re.search(r"\b(?:past|last)\b", words, re.IGNORECASE) else "next"


def bounds_of(part: Part, now: dt.date) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the instants of the days of "the past two weeks" or "the next year", up to ``now`` or from it on.

    None where the words give no number of days or longer, or do not say on which side of now they lie.
    """
    number, unit = part.number, part.unit or "day"
    if part.side is None or number is None or number % 1 or unit in {"second", "minute", "hour"}:
        return None
    try:
        far = shift(now, -int(number) if part.side == "past" else int(number), cast("Period", unit))
    except OverflowError:
        return None
    first, last = (interval(day.isoformat()) for day in sorted((far, now)))
    return (first[0], last[1]) if first and last else None


def _first(match: re.Match[str]) -> int:
    """Return where a length begins with the lesser number before it: "five to six weeks", "24-48 hours"."""
    lesser = _LESSER.search(match.string, max(0, match.start() - 20), match.start()) if match["n"] else None
    return lesser.start() if lesser and value_of(lesser["n"]) < value_of(match["n"]) else match.start()


def _with_more(match: re.Match[str], part: Part) -> Part:
    """Add the finer unit; what counts to a date ("an hour and ten minutes later") is counted in the finer one."""
    group = next((name for name in _FINER if match[name]), None)
    if group is None or part.number is None:
        return part
    (unit, times), more = _FINER[group], value_of(match[group])
    fields = {"number": part.number * times + more, "unit": unit} if part.direction else {"more": (more, unit)}
    return msgspec.structs.replace(part, **fields)


def _length(match: re.Match[str]) -> tuple[Decimal | None, Unit]:
    """Return how many of which unit a duration is: 1.5 hours for "an hour and a half", None for "several days"."""
    if match["quarter_of_it"]:
        return Decimal("0.25"), "century"
    if match["half_of"]:
        return Decimal("0.5"), unit_of(match["half_of"])
    if match["this_half"]:
        return Decimal(30), "minute"
    if match["bare"] or match["long"]:
        return None, _times_unit((match["bare"] or match["long"]).split()[-1])[1]
    times, unit = _times_unit(match["unit"] or match["this_unit"])
    if match["many"]:
        return None, unit
    half = Decimal("0.5") if match["half"] or match["half_after"] else Decimal(0)
    return ((value_of(match["n"]) if match["n"] else Decimal(1)) + half) * times, unit


def read_set(match: re.Match[str]) -> Part:
    """Read times that come again: "every Friday", "on Tuesdays", "every two weeks"."""
    return Part(*match.span(), frozenset({"period"}), rel="every", value=_set(match))


def _set(match: re.Match[str]) -> str:
    if weekday := match["every_w"] or match["every_s"] or match["every_t"]:
        of_day = match["every_r"] or match["every_v"]
        return f"XXXX-WXX-{weekday_number(weekday) + 1}" + (f"T{DAYPARTS[of_day]}" if of_day else "")
    if match["every_m"]:
        day = f"-{int(match['every_d']):02d}" if match["every_d"] else ""
        return f"XXXX-{month_number(match['every_m']):02d}{day}"
    if match["every_p"]:
        return f"XXXX-XX-XXT{DAYPARTS[match['every_p']]}"
    if match["every_q"]:
        return f"XXXX-{SEASON_CODES[match['every_q']]}"
    number = {"other": Decimal(2), "second": Decimal(2), "few": None}
    written, (times, unit) = match["every_n"], _times_unit(match["every_u"])
    count = number[written] if written in number else value_of(written or "1")
    return length(count * times if count is not None else None, unit)


def _times_unit(name: str) -> tuple[int, Unit]:
    """Return the unit that a noun names, and how many of it: a fortnight is two weeks."""
    return (2, "week") if name.lower().startswith("fortnight") else (1, unit_of(name))


def unit_of(name: str) -> Unit:
    """Return the unit that a noun in the singular or plural names."""
    name = name.lower()
    return cast("Unit", "century" if name == "centuries" else name.removesuffix("s"))


def length(number: Decimal | None, unit: Unit, more: tuple[Decimal, Unit] | None = None) -> str:
    """Return the TIMEX3 value of a length: ``P2W``, ``PXD`` without a number, ``PT9M46S`` with a finer unit."""
    scale, base = _SCALES.get(unit, (1, unit))
    if number is None:
        return "P" + _LETTERS[base].format("X")
    number = number * scale
    if base == "hour" and number != number.to_integral_value():
        number, base = number * 60, "minute"
    first = _LETTERS[base].format(f"{number.normalize():f}")
    if more is None:
        return "P" + first
    second = _LETTERS[more[1]].format(f"{more[0].normalize():f}")
    return "P" + first + (second.removeprefix("T") if first.startswith("T") else second)
