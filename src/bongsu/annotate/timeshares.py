"""The year and the week that stand right after a date: "March to August 2011", "Friday of last week"."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from bongsu.annotate.timeparts import Part
from bongsu.times import SEASONS, exists, shift

TO = re.compile(
    r",? ?(?:[-–—/]|\b(?:to|through|thru|until|till|and|or)\b) ?(?:the )?(?:(?:mid|late|early)[- ])?", re.IGNORECASE
)
"""What makes a range of two dates, or a pair."""
AND = re.compile(r"\b(?:and|or)\b")
"""What makes a pair, of which the second may be the earlier."""
LISTED = re.compile(r", (?:the )?")
"""What parts the dates of a list."""
_AND_INTO = re.compile(r",? and (?:into |through )?(?:the )?(?:early |late |mid-)?")
_APPOSED = re.compile(r",? \(|, (?:in |on )?(?:the )?")
"""What stands between "two years later" and the year that it is: "two years later, in 1996"."""
_IN_YEAR = re.compile(r",? (?:in|of) ")
_A_MONTH = re.compile(r"\b(?:[Tt]he|[Aa]|[Oo]ne|[Tt]hat|its|their|his|her|whose) (?:[a-z]+ )?\Z")
_NOUN_IN = re.compile(r"(?: [a-z]+){1,2},? (?:in|of) ")  # "a November day in 2012"
_OF_THIS_YEAR = re.compile(r",? (?:(?:of|in|[-–—]) )?(?:earlier |later )?")
_THIS_DAY = re.compile(r"[Tt]his(?: very)? day")
_ON: Final = {"last": -1, "this": 0, "next": 1}
_LONG: Final = frozenset({"day", "week", "month", "year", "decade", "century"})
_COUNTED = 1000  # units


def share_years(text: str, parts: Sequence[Part], now: dt.date | None) -> list[Part]:
    """Give dates their year and weekdays their week, where it stands right after: "March to August 2011", "in 1981".

    Args:
        text: the report's text.
        parts: its expressions, in order.
        now: the day of publication, for "May 3 this year"; None when not known.
    """
    result: list[Part] = []
    for part in reversed(parts):
        current = _with_next(text, part, result[-1], now) if result else part
        if result and current.end == result[-1].end:
            result.pop()
        result.append(current)
    return result[::-1]


def _with_next(text: str, part: Part, after: Part, now: dt.date | None) -> Part:
    said = _said_again(text, part, after)
    if said is not part or part.rel not in {None, "other", "over"}:
        return said
    gap = text[part.end : after.start]
    if part.is_yearly:
        return _with_year(text, part, after, now)
    if part.kinds == {"duration"}:
        return _counted_from(part, after, gap)
    if part.season in SEASONS and part.year is None:
        return _season_of(part, after, gap, now)
    if after.unit == "year":
        return _same_month(part, after, gap)
    return _of_now(text, part, after, now) if now is not None else part


def _of_now(text: str, part: Part, after: Part, now: dt.date) -> Part:
    """Return a part that is told from the day of publication and what stands behind it."""
    gap = text[part.end : after.start]
    if part.offset == 0 and _THIS_DAY.fullmatch(text, part.start, part.end):
        return _day_in_year(part, after, gap, now)
    if after.rel not in _ON:
        return part
    return _in_month(part, after, gap, now) if after.unit == "month" else _in_week(part, after, gap, now)


def _said_again(text: str, part: Part, after: Part) -> Part:
    """Return what words count as the date behind that says it again: "the next day, May 3", "a year later, in 1996"."""
    is_counted = part.direction in {"later", "earlier", "ago", "other", "beside"} or part.rel in {"last", "next"}
    whole = {"day": "date", "month": "month", "year": "year"}.get(part.unit or "")
    is_date = after.kinds == {whole} and after.value is None and after.rel is None
    if not is_counted or not is_date or part.season is not None or not _APPOSED.fullmatch(text, part.end, after.start):
        return part
    return msgspec.structs.replace(after, start=part.start, end=part.end)


def _day_in_year(part: Part, after: Part, gap: str, now: dt.date) -> Part:
    """Return "this day in 1989", which is this day of that year."""
    if after.kinds != {"year"} or after.year is None or gap != " in ":
        return part
    kinds = part.kinds - {"relday"} | {"date"}
    return msgspec.structs.replace(
        part, kinds=kinds, offset=None, year=after.year, month=now.month, day=now.day, anchored=True, end=after.end
    )


def _same_month(part: Part, after: Part, gap: str) -> Part:
    """Return "the same month last year", counted from the month that is told of."""
    is_same = part.rel == "other" and part.unit == "month" and part.number == 0
    if not is_same or after.rel != "last" or gap not in {" ", " of "}:
        return part
    return msgspec.structs.replace(part, number=Decimal(-12), end=after.end)


def _in_month(part: Part, after: Part, gap: str, now: dt.date) -> Part:
    """Return "the 4th of last month" with its month, where that has such a day."""
    if part.day is None or part.month is not None or gap != " of ":
        return part
    first = shift(now.replace(day=1), _ON[after.rel or ""], "month")
    if not exists(first.year, first.month, part.day):
        return part
    return msgspec.structs.replace(part, year=first.year, month=first.month, anchored=True, end=after.end)


def _in_week(part: Part, after: Part, gap: str, now: dt.date) -> Part:
    """Return "Friday of last week" with its week."""
    if after.unit != "week" or part.weekday is None or "date" in part.kinds or gap not in {" ", " of ", ", "}:
        return part
    days = part.weekday - now.weekday() + 7 * _ON[after.rel or ""]
    return msgspec.structs.replace(part, offset=days, end=after.end)


def _counted_from(part: Part, after: Part, gap: str) -> Part:
    """Return "ten years ago" of "ten years ago today" by that day, and all of "a week from Monday"."""
    number, unit = part.number, part.unit
    is_day = after.offset is not None or after.kinds == {"weekday"} or (after.rel in _ON and after.number is None)
    if not is_day or number is None or unit not in _LONG or not 0 < number <= _COUNTED or number % 1:
        return part
    if part.direction == "ago" and gap == " ":
        return msgspec.structs.replace(after, start=part.start, end=part.end, moved=(-int(number), unit))
    if part.direction is None and gap == " from ":
        rel = after.rel or ("next" if after.weekday is not None else None)
        return msgspec.structs.replace(after, start=part.start, rel=rel, moved=(int(number), unit))
    return part


def _season_of(part: Part, after: Part, gap: str, now: dt.date | None) -> Part:
    """Return "the autumn of next year" with its year, or as one with "that year".

    The seasons of "spring and summer of 1864" share it.
    """
    if after.season in SEASONS and after.year is not None and (TO.fullmatch(gap) or _AND_INTO.fullmatch(gap)):
        return msgspec.structs.replace(
            part, year=after.year - (SEASONS[part.season or ""] > SEASONS[after.season or ""])
        )
    if after.unit != "year" or gap not in {" ", " of "}:
        return part
    if after.direction == "other":
        return msgspec.structs.replace(part, direction="other", unit="year", number=after.number, end=after.end)
    if now is None or after.rel not in _ON:
        return part
    return msgspec.structs.replace(part, year=now.year + _ON[after.rel], end=after.end)


def _with_year(text: str, part: Part, after: Part, now: dt.date | None) -> Part:
    """Return a part with the year that the next one tells it, and with its words where they say nothing else."""
    gap = text[part.end : after.start]
    is_listed = part.kinds == after.kinds and LISTED.fullmatch(gap) is not None
    if (
        part.month is not None
        and after.month is not None
        and after.year is not None
        and (is_listed or TO.fullmatch(gap))
    ):
        turns = (part.month, part.day or 0) > (after.month, after.day or 31)
        if turns and (is_listed or AND.search(gap)):
            return part
        return msgspec.structs.replace(part, year=after.year - turns, anchored=after.anchored)
    if after.kinds == {"year"} and after.year is not None:
        if _IN_YEAR.fullmatch(gap):
            return msgspec.structs.replace(part, year=after.year, end=after.end)
        is_adjective = _A_MONTH.search(text, max(0, part.start - 30), part.start) and _NOUN_IN.fullmatch(gap)
        return msgspec.structs.replace(part, year=after.year) if is_adjective else part
    return _with_year_in_words(part, after, gap, now)


def _with_year_in_words(part: Part, after: Part, gap: str, now: dt.date | None) -> Part:
    """Return a part with the year of "last year", or as one with "that year"."""
    if after.unit != "year" or not _OF_THIS_YEAR.fullmatch(gap):
        return part
    if after.rel in _ON and now is not None:
        return msgspec.structs.replace(part, year=now.year + _ON[after.rel], anchored=True)
    if after.direction == "other":
        return msgspec.structs.replace(part, direction="other", unit="year", number=after.number, end=after.end)
    return part
