"""What a date takes from the dates before it: its year, the day that "two days later" counts from."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, cast

import msgspec

from bongsu.annotate.timeguards import A_MONTH
from bongsu.annotate.timeparts import Part
from bongsu.annotate.timeshares import AND, LISTED, TO
from bongsu.annotate.timetense import SENTENCE_END, is_of_own_time, is_past, looks_ahead
from bongsu.model import TimeExpr
from bongsu.times import SEASONS, Period, exists, interval, last_weekday, next_weekday, shift, value_of

_THAN = re.compile(r" (?:than|as|that)\b")
_OF_ANOTHER = re.compile(  # "the day before the summit": of the summit, not of a date
    r" (?!(?:and|or|but|when|after|before|in|on|at|from|for|with|by|to|was|were|is|had|has|said|as well)\b)[\w\"“‘]"
)
_FINEST: Final = {"day": 10, "week": 8, "month": 7, "year": 4, "decade": 3, "century": 2}
"""Unit to the length of a value that is precise enough to count such units from it."""
_REACH = 400  # characters back
_REACH_OF_YEARS = 250
_REACH_OF_STORY = 1500
_YEARS_OF_STORY = 3
_LINE = re.compile(r"(?:\A|\n)[ \t>•*·_–—-]*\Z")
_ENTRY_END = re.compile(r"(?: ?[-–] ?\d\d?)? ?(?::|[–—]|--| - )")
_HEADS = re.compile(r"[ \t]*:?[ \t]*\n")
_HEADS_IN_BRACKETS = re.compile(r"\):?[ \t]*\n")
_TITLE = re.compile(r"(?:\A|\n)[^\n.,;:!?]*\(\Z")
_TITLE_REACH = 50  # characters
_HEADING = re.compile(r"\n[^\n]{1,60}(?<![.!?”\"’)\]])\n")  # a short line that is no sentence
_ENTRIES = 20  # expressions back, to find the entry before, or another date that tells
_WEEK = 7  # days
_LIST = 214  # days from one date to come to the next: from April to October
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_OPENS = re.compile(r"(?:\A|\n|[.!?] )(?:In |On )?\Z")
_AFTER = re.compile(r"\b(?:after|following)\b[^,;:]*\Z")
_SAYING = re.compile(r"\b(?:said|says|told)\b")


def is_story(text: str, parts: Sequence[Part], now: dt.date | None) -> bool:
    """Say whether a text tells of years gone by, and names no day as seen from its own ("on Friday", "yesterday").

    What is so "today" may be so in any year. A report begins with its own day ("SEOUL, July 5"), a story with its year.
    """
    first = next((part for part in parts if part.year is not None or part.is_yearly), None)
    if first is None or first.is_yearly or any(is_of_own_time(text, part) for part in parts):
        return False
    years = {part.year for part in parts if part.year and (now is None or part.year < now.year)}
    is_long_ago = len(years) > 1 and (now is None or max(years) < now.year - 1)
    return is_long_ago or len(years) >= _YEARS_OF_STORY


def counted(
    text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None, *, in_story: bool = False
) -> tuple[str, str] | None:
    """Return the value that a part has by the dates before it, and what it was told from; None when by none.

    "The day before", "two days later" and "that year" count from the last date of the same precision, unless the
    words go on with what they count from ("the day before the summit"). A date without a year has the year of the
    sentence, or the year of a full date just before it; it lies on that date or after it. A date that ends a range
    lies after its first day.

    Args:
        text: the report's text.
        part: an expression.
        before: the expressions before it.
        now: the day of publication; None when not known.
        in_story: whether the text is a story (:func:`is_story`): then a date without a year, in a sentence that tells
            of the past, is the one nearest to the last date told.
    """
    if part.direction == "other" and part.unit == "year" and part.month is not None:
        return _in_counted_year(text, part, before, now)
    if part.month is not None:
        is_near = part.rel is None or text.endswith((" last", " next"), 0, part.end)  # "the 12th of October last"
        is_open = part.year is None and is_near and part.direction is None and before
        return _yearly(text, part, before, now, in_story=in_story) if is_open else None
    if part.kinds & {"weekday"}:
        return _counted_weekday(text, part, before, now)
    return _counted_period(text, part, before, now)


def _yearly(
    text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None, *, in_story: bool
) -> tuple[str, str] | None:
    """Return a day or a month with its year, by what stands before it."""
    if _is_when_said(text, before[-1], part):
        return None
    told = (
        _in_year_before(text, part, before[-1])
        or _in_told_year(text, part, before, now)
        or _in_chronology(text, part, before, now)
        or _in_plan(text, part, before[-1], now)
    )
    return told or (_in_story(text, part, before, now) if in_story else None)


def _counted_period(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    if part.direction == "other" and part.season == "Q":
        return _told_quarter(text, part, before, now)
    if part.direction is not None and part.season is not None:
        return _counted_season(text, part, before, now)
    if part.day is not None and part.holiday is None and part.year is None:
        return _in_told_month(text, part, before)
    if part.direction == "within":
        return _within(text, part, before, now)
    if part.direction in {"other", "beside", "later", "earlier"} and part.unit is not None and part.number is not None:
        return _counted(text, part, before, now)
    return None


def _counted(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    unit = part.unit
    if part.number is None or part.number != part.number.to_integral_value() or unit not in _FINEST:
        return None
    if _THAN.match(text, part.end) or (part.direction == "beside" and _OF_ANOTHER.match(text, part.end)):
        return None
    base = _last(part, before)
    first = _first_day(base) if base is not None else None
    if base is None or first is None:
        return None
    number = int(part.number if part.direction != "earlier" else -part.number)
    try:
        day = shift(first, number, cast("Period", unit))
    except OverflowError:
        return None
    if now is not None and first <= now and day > shift(now, 1, "day"):
        return None  # what has been is told, not what will be: "108 years later" is no day to come
    return value_of(day, cast("Period", unit)), _anchor(text, base)


def _within(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return the year, month or day that has been told of, for "earlier in the year" of what is past."""
    base = _last(part, before)
    is_told = base is not None and (base.anchor is None or part.unit == "day")
    first = _first_day(base) if base is not None and is_told else None
    if base is None or first is None or part.start - base.span.end > _REACH_OF_YEARS:
        return None
    if (now is not None and first > now) or not is_past(text, part):
        return None
    return value_of(first, cast("Period", part.unit)), _anchor(text, base)


def _in_counted_year(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return "March the same year" and "the following March" by the date before it."""
    if part.number:
        year = _turned_year(text, part, part.month or 0, before)
    else:
        year = _counted(text, msgspec.structs.replace(part, month=None), before, now)
    if year is None or not exists(int(year[0]), part.month or 0, part.day or 1):
        return None
    return f"{year[0]}-{part.month:02d}" + (f"-{part.day:02d}" if part.day else ""), year[1]


def _counted_season(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return "that summer", "the spring of that year", "the following spring" or weekend by the date before it."""
    if part.season == "WE":
        week = _counted(text, part, before, now)
        return (f"{week[0]}-WE", week[1]) if week is not None else None
    year = _turned_year(text, part, SEASONS[part.season or ""], before)
    return (f"{year[0]}-{part.season}", year[1]) if year is not None else None


def _turned_year(text: str, part: Part, month: int, before: Sequence[TimeExpr]) -> tuple[str, str] | None:
    """Return the year of "the following spring" by the date before it, which may be of the same year."""
    base = _last(msgspec.structs.replace(part, unit="year"), before)
    first = _first_day(base) if base is not None else None
    if base is None or first is None:
        return None
    number = int(part.number or 0)
    is_same = base.granularity != "year" and number * (month - first.month) > 0
    return f"{first.year if is_same else first.year + number:04d}", _anchor(text, base)


def _told_quarter(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return "the quarter" that is told of: the last that is over, and not the one that it is compared with."""
    told = [base for base in before[-_ENTRIES:] if base.span.end >= part.start - _REACH and "-Q" in base.value]
    over = [base for base in told if now is None or (base.end is not None and base.end.date() <= shift(now, 1, "day"))]
    base = max(over or told, key=lambda base: base.value, default=None)
    return (base.value, _anchor(text, base)) if base is not None else None


def _in_told_month(text: str, part: Part, before: Sequence[TimeExpr]) -> tuple[str, str] | None:
    """Return "the 3rd" of the month of the date before it."""
    base = _last(msgspec.structs.replace(part, unit="month"), before)
    first = _first_day(base) if base is not None and base.granularity != "year" else None
    if base is None or first is None or not exists(first.year, first.month, part.day or 0):
        return None
    day = first.replace(day=part.day or 1)
    return (day.isoformat(), _anchor(text, base)) if part.weekday in {None, day.weekday()} else None


def weekday_beside(day: dt.date, weekday: int, *, after: bool) -> dt.date | None:
    """Return the first such weekday after a day, or the last before it; None where the calendar ends."""
    try:
        return next_weekday(day, weekday) if after else last_weekday(shift(day, -1, "day"), weekday)
    except OverflowError:
        return None


def _counted_weekday(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return "the following Tuesday" by the last day before it, and the second of "on Saturday and Sunday" to come."""
    weekday = part.weekday or 0
    if part.number is not None and "date" not in part.kinds:
        of_another = part.direction == "beside" and _OF_ANOTHER.match(text, part.end) is not None
        return None if of_another else _other_weekday(text, part, before)
    if part.kinds & {"date"} or part.rel is not None or now is None or not before:
        return None
    if (told := _dated_weekday(text, part, before, now)) is not None:
        return told
    if before[-1].weekday is None:
        return None
    first = _first_day(before[-1])
    gap = text[before[-1].span.end : part.start]
    if first is None or first <= now or not (TO.fullmatch(gap) or LISTED.fullmatch(gap)):
        return None
    return next_weekday(first, weekday).isoformat(), _anchor(text, before[-1])


def _dated_weekday(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date) -> tuple[str, str] | None:
    """Return the day of "Wednesday, January 8" for "Wednesday" after it, where that is one of the week to come.

    So is it just after "Wednesday" by itself, where nothing is past.
    """
    for base in reversed(before[-_ENTRIES:]):
        first = _first_day(base) if base.weekday == part.weekday else None
        if first is None or first.weekday() != part.weekday or not 0 < (first - now).days < _WEEK:
            continue
        is_dated = A_MONTH.search(text, base.span.start, base.span.end) is not None
        if is_dated or (part.start - base.span.end <= _REACH_OF_YEARS and not is_past(text, part)):
            return first.isoformat(), _anchor(text, base)
    return None


def _other_weekday(text: str, part: Part, before: Sequence[TimeExpr]) -> tuple[str, str] | None:
    """Return "the following Tuesday" by the last day before it, and "that Tuesday" by the one that was named."""
    number, base = part.number or 0, _last(msgspec.structs.replace(part, unit="day"), before)
    if number == 0:
        base = next((other for other in reversed(before[-_ENTRIES:]) if other.weekday == part.weekday), base)
    first = _first_day(base) if base is not None else None
    if base is None or first is None:
        return None
    is_same = number == 0 and first.weekday() == part.weekday
    day = first if is_same else weekday_beside(first, part.weekday or 0, after=number >= 0)
    return (day.isoformat(), _anchor(text, base)) if day is not None else None


def _last(part: Part, before: Sequence[TimeExpr]) -> TimeExpr | None:
    """Return the last date before a part that is precise enough to count its units from."""
    least = _FINEST[part.unit or "day"]
    for expression in reversed(before):
        if expression.span.end < part.start - _REACH:
            return None
        date = expression.value.partition("T")[0]
        if expression.type in {"DATE", "TIME"} and expression.start is not None and len(date) >= least:
            return expression
    return None


def _first_day(expression: TimeExpr) -> dt.date | None:
    bounds = interval(expression.value.partition("T")[0], "UTC")
    return bounds[0].date() if bounds else None


def _anchor(text: str, base: TimeExpr) -> str:
    """Name the date that another was told from, and the publication date where that one was told from it."""
    words = text[base.span.start : base.span.end]
    told = (base.anchor or "").rfind("published ")
    return f"{words}, {base.anchor[told:]}" if base.anchor and told >= 0 else words


def _in_told_year(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    base = before[-1]
    gap = text[base.span.end : part.start]
    first = _first_day(base) if base.type in {"DATE", "TIME"} and len(gap) <= _REACH_OF_YEARS else None
    if first is None or "\n" in gap:
        return None
    is_range = base.granularity in {"day", "month"} and (TO.fullmatch(gap) is not None or _is_plan(gap, base, now))
    if not is_range and (not _is_told(gap, base) or looks_ahead(text, part)):
        return None
    turns = is_range and (part.month or 0, part.day or 31) < (first.month, first.day)
    if turns and AND.search(gap):
        return None
    year = first.year + turns
    if not exists(year, part.month or 0, part.day or 1):
        return None
    day = dt.date(year, part.month or 0, part.day or 28)
    if day < first or (now is not None and day > now and not (is_range and (day - first).days <= _LIST)):
        return None
    return value_of(day, "day" if part.day else "month"), _anchor(text, base)


def _in_year_before(text: str, part: Part, base: TimeExpr) -> tuple[str, str] | None:
    """Return "New Year's Eve" of the year before, where what was in January 2016 was after what was on it."""
    first = _first_day(base) if base.granularity == "month" and base.anchor is None else None
    gap = text[base.span.end : part.start]
    if first is None or (part.month or 0) <= first.month or "\n" in gap or len(gap) > _REACH_OF_YEARS:
        return None
    is_after = SENTENCE_END.search(gap) is None and _AFTER.search(gap) is not None
    if not is_after or not exists(first.year - 1, part.month or 0, part.day or 1):
        return None
    day = dt.date(first.year - 1, part.month or 0, part.day or 1)
    return value_of(day, "day" if part.day else "month"), _anchor(text, base)


def _in_chronology(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return a date under a year that is a heading, or one that leads a line by the line before it."""
    leads = _leads(text, part.start, part.end)
    for base in reversed(before[-_ENTRIES:]):
        is_heading = _is_heading(text, base, part)
        if not is_heading and not (leads and _leads(text, base.span.start, base.span.end)):
            continue
        first = _first_day(base) if base.type == "DATE" else None
        if first is None or (base.anchor or "").startswith("published"):
            return None
        turns = not is_heading and (part.month or 0, part.day or 31) < (first.month, first.day)
        year = first.year + turns
        if not exists(year, part.month or 0, part.day or 1):
            return None
        day = dt.date(year, part.month or 0, part.day or 1)
        if now is not None and day > now and not is_heading:
            return None
        return value_of(day, "day" if part.day else "month"), _anchor(text, base)
    return None


def _in_story(text: str, part: Part, before: Sequence[TimeExpr], now: dt.date | None) -> tuple[str, str] | None:
    """Return a date of the past that is nearest to the last date told, in a text that tells a story."""
    told = [other for other in before[-_ENTRIES:] if other.type == "DATE" and other.start is not None]
    base = next((other for other in reversed(told) if not (other.anchor or "").startswith("published")), None)
    first = _first_day(base) if base is not None else None
    if base is None or first is None or part.start - base.span.end > _REACH_OF_STORY or not is_past(text, part):
        return None
    if looks_ahead(text, part):
        return None
    if text.endswith(("the ", "The "), 0, part.start) and part.day is None:
        return None
    years = [first.year] if base.granularity == "year" else [first.year - 1, first.year, first.year + 1]
    days = [
        dt.date(year, part.month or 0, part.day or 1) for year in years if exists(year, part.month or 0, part.day or 1)
    ]
    day = min(days, key=lambda day: abs(day - first), default=None)
    if day is None or (now is not None and day > now):
        return None
    return value_of(day, "day" if part.day else "month"), _anchor(text, base)


def _in_plan(text: str, part: Part, base: TimeExpr, now: dt.date | None) -> tuple[str, str] | None:
    """Return the next date of those to come, where nothing is past: "on July 6" and, a line on, "July 7"."""
    first = _first_day(base) if part.day is not None and base.granularity == "day" else None
    if first is None or now is None or first <= now or not (base.anchor or "").startswith("published"):
        return None
    if part.start - base.span.end > _REACH_OF_YEARS or is_past(text, part):
        return None
    days = [
        dt.date(year, part.month or 1, part.day or 1)
        for year in (first.year, first.year + 1)
        if exists(year, part.month or 1, part.day or 1)
    ]
    day = next((day for day in days if 0 <= (day - first).days <= _LIST), None)
    return (day.isoformat(), _anchor(text, base)) if day is not None else None


def _is_when_said(text: str, base: TimeExpr, part: Part) -> bool:
    """Say whether a date is when something was said of another: "above those of 1990, he said on May 4"."""
    gap = text[base.span.end : part.start]
    is_said = SENTENCE_END.search(gap) is None and _SAYING.search(gap) is not None
    return is_said and _OPENS.search(text, max(0, base.span.start - 8), base.span.start) is None


def _is_heading(text: str, year: TimeExpr, part: Part) -> bool:
    """Say whether a year is the heading that a date stands under, or ends it in brackets, and no other since."""
    if year.granularity != "year":
        return False
    is_alone = _starts(text, year.span.start)
    if not is_alone and _TITLE.search(text, max(0, year.span.start - _TITLE_REACH), year.span.start) is None:
        return False
    end = (_HEADS if is_alone else _HEADS_IN_BRACKETS).match(text, year.span.end)
    return end is not None and _HEADING.search(text, end.end() - 1, part.start) is None


def _starts(text: str, start: int) -> bool:
    """Say whether a line starts here, a bullet aside."""
    return _LINE.search(text, max(0, start - 8), start) is not None


def _leads(text: str, start: int, end: int) -> bool:
    """Say whether a date leads a line: "- May 18: ...", "April 21-22 -- ..."."""
    return _starts(text, start) and _ENTRY_END.match(text, end) is not None


def _is_plan(gap: str, base: TimeExpr, now: dt.date | None) -> bool:
    """Say whether a list of dates to come goes on: "in December, in Paris in January"."""
    first = _first_day(base)
    to_come = now is not None and first is not None and first > now and base.anchor is not None
    return to_come and SENTENCE_END.search(gap) is None and "," in gap


def _is_told(gap: str, base: TimeExpr) -> bool:
    """Say whether a date gives the next one its year: in the same sentence, or a full date just before."""
    if base.anchor is not None and base.anchor.startswith("published"):
        return False
    if gap.endswith(("the ", "The ")):
        return False  # "the September attacks" are known, whatever else the sentence tells
    same = SENTENCE_END.search(gap) is None
    return same if base.granularity in {"year", "month"} else _FULL.match(base.value) is not None
