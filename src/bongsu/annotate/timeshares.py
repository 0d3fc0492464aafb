"""The year and the week that stand right after a date: "March to August 2011", "Friday of last week"."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from bongsu.annotate.timeparts import Part
from bongsu.times import SEASONS

TO = re.compile(
    r",? ?(?:[-–—]|\b(?:to|through|thru|until|till|and|or)\b) ?(?:the )?(?:(?:mid|late|early)[- ])?", re.IGNORECASE
)
"""What makes a range of two dates, or a pair."""
AND = re.compile(r"\b(?:and|or)\b")
"""What makes a pair, of which the second may be the earlier."""
LISTED = re.compile(r", (?:the )?")
"""What parts the dates of a list."""
_IN_YEAR = re.compile(r",? (?:in|of) ")
_A_MONTH = re.compile(r"\b(?:[Tt]he|[Aa]|[Oo]ne|[Tt]hat|its|their|his|her|whose) (?:[a-z]+ )?\Z")
_NOUN_IN = re.compile(r"(?: [a-z]+){1,2},? (?:in|of) ")  # "a November day in 2012"
_OF_THIS_YEAR = re.compile(r",? (?:(?:of|in|[-–—]) )?(?:earlier |later )?")
_YEARS_ON: Final = {"last": -1, "this": 0, "next": 1}
_OF_WEEK = 4  # characters from "Friday" to "last week"


def share_years(text: str, parts: Sequence[Part], now: dt.date | None) -> list[Part]:
    """Give dates their year and weekdays their week, where it stands right after: "March to August 2011", "in 1981".

    Args:
        text: the report's text.
        parts: its expressions, in order.
        now: the day of publication, for "May 3 this year"; None when not known.
    """
    result: list[Part] = []
    for part in reversed(parts):
        current = part
        if result and part.rel in {None, "other"}:
            current = _with_next(text, part, result[-1], now)
            if current.end == result[-1].end:
                result.pop()
        result.append(current)
    return result[::-1]


def _with_next(text: str, part: Part, after: Part, now: dt.date | None) -> Part:
    if part.is_yearly:
        return _with_year(text, part, after, now)
    if part.season in SEASONS and part.year is None:
        return _season_of(part, after, text[part.end : after.start], now)
    is_same = part.rel == "other" and part.unit == "month" and part.number == 0
    if is_same and after.unit == "year" and after.rel == "last" and text[part.end : after.start] in {" ", " of "}:
        return msgspec.structs.replace(part, number=Decimal(-12), end=after.end)
    is_week = after.unit == "week" and after.rel in {"last", "this", "next"} and after.start - part.end <= _OF_WEEK
    if not is_week or part.weekday is None or "date" in part.kinds or now is None:
        return part
    if text[part.end : after.start] not in {" ", " of ", ", "}:
        return part
    weeks = {"last": -7, "next": 7}.get(after.rel or "", 0)
    return msgspec.structs.replace(part, offset=part.weekday - now.weekday() + weeks, end=after.end)


def _season_of(part: Part, after: Part, gap: str, now: dt.date | None) -> Part:
    """Return "the autumn of next year" with its year."""
    if now is None or after.unit != "year" or after.rel not in _YEARS_ON or gap not in {" ", " of "}:
        return part
    return msgspec.structs.replace(part, year=now.year + _YEARS_ON[after.rel], end=after.end)


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
    if after.rel in _YEARS_ON and now is not None:
        return msgspec.structs.replace(part, year=now.year + _YEARS_ON[after.rel], anchored=True)
    if after.direction == "other":
        return msgspec.structs.replace(part, direction="other", unit="year", number=after.number, end=after.end)
    return part
