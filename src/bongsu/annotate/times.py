"""Dates, clock times and lengths of time in the words of a report, as TIMEX3."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, Literal, cast

from bongsu.annotate.clocks import with_days
from bongsu.annotate.timedayparts import with_dayparts
from bongsu.annotate.timeguards import is_since_attack
from bongsu.annotate.timeholidays import holidays
from bongsu.annotate.timelengths import bounds_of, length
from bongsu.annotate.timelinks import counted, is_story, weekday_beside
from bongsu.annotate.timemerge import DAYLIKE, HEDGE, merged
from bongsu.annotate.timeparts import Part, Unit
from bongsu.annotate.timeperiods import OPEN, period
from bongsu.annotate.timeshares import share_years
from bongsu.annotate.timetense import is_guide, is_habit, is_of_any_year, is_past, is_present, looks_ahead, was_planned
from bongsu.annotate.timetoday import Today, dated_today, publication, today_after, with_offset
from bongsu.annotate.words import find_hedge
from bongsu.model import Hedge, Span, Stamp, TimeExpr
from bongsu.times import Period, exists, granularity, interval, last_weekday, next_weekday, shift, value_of

_SHORTLY = re.compile(r"(?:shortly|just|soon) (?:before|after) \Z", re.IGNORECASE)
_AT_MOST = {"day": 1, "week": 7, "month": 31, "year": 366, "decade": 3660, "century": 36600}  # days
_YEARS_OF: Final[dict[Unit, int]] = {"decade": 10, "century": 100}
_FAR = 366_000  # days ahead
_LONG_AGO = 100_000  # years, from which on nobody counts from this year
_SOON = 45  # days
_HALF_WEEK, _YESTERDAY = 3, 6  # days ahead
_AM = re.compile(r"\d ?[Aa]\.?[Mm]\b|\b[Mm]idnight\b")
_FIRST_OF_NIGHT = 6  # o'clock
_NEARER = 5  # months ahead, from which on "this July" may be the last one
_HALF_YEAR = 6  # months
_ATTACK = dt.date(2001, 9, 11)
_SINCE_ATTACK = 60  # days from a September 11, from which on "since September 11" is since that of 2001
_TWO_AHEAD = 10  # months back: two months ahead


def find_times(text: str, published: Stamp | None) -> tuple[TimeExpr, ...]:
    """Return the dates, clock times and durations in ``text``, in order.

    What the words leave open is told from the day of publication, where that is known: a weekday is the
    last such day up to and including it, unless the words look ahead; so is a day without a year, unless
    the next one is within 45 days; so is a month by itself, unless it is one or two months ahead and nothing in its
    sentence is past. Either is the nearer one in a sentence that tells of the present alone. "This July" is that of the
    year, and a quarter of business without a year the last that has begun. What the sentence tells of every year
    ("usually in March") has no year, nor has a month in a text that tells so of two and more. ``anchor`` names what was
    used. Nothing is ever resolved against today; a text that says which day it is ("it is Monday, May 3rd"), or has it
    on a line over it, and is published soon after, counts on from that day. "Two days later", "that year" and "the
    following Tuesday" count from the last date before them, and so do "that summer", "the 3rd" and, of what has been,
    "in the evening". In a text that tells of years gone by and names no day of its own, a date of the past without a
    year has the year told last. A day that has a name is the one of its year in ``data/holidays.yaml``. A clock time
    beside a day belongs to that day; one by itself takes the nearest day in its sentence, or the only one of its
    paragraph or, of what has been, of the paragraph before. A date with a weekday and without a year has the year in
    which that weekday fits. "Early Friday" has the value of Friday morning. Each day of "3 to 5 May" is an expression.
    A day that no calendar has is kept as it is written, without instants. Time is linear in the text.

    "Friday" in a report of Thursday is the next day: it is planned, or has begun east of the outlet; six days
    back, news gives the date or says "last Friday".

    "Now", "currently", "recently" and "soon" are left out: PRESENT_REF and its like name no instant that anything
    could be compared with. PAST_REF stands only for lengths that are counted back ("decades ago").

    Args:
        text: the report's text.
        published: the report's publication date; None when it is not known.
    """
    today = publication(published)
    parts = share_years(text, list(with_dayparts(text, merged(text))), today.day if today is not None else None)
    found = _expressions(text, parts, today)
    return with_days(text, found, [bool(part.kinds & DAYLIKE) for part in parts])


def _expressions(text: str, parts: Sequence[Part], published: Today | None) -> list[TimeExpr]:
    """Make the expressions of all parts; each may be counted from those before it, or from the day that they tell."""
    found: list[TimeExpr] = []
    today = published
    in_story, in_guide = is_story(text, parts, today.day if today is not None else None), is_guide(text, parts)
    for part in parts:
        told = None if in_guide and is_of_any_year(text, part) else today
        current = with_offset(text, part, today, published)
        found.append(_expression(text, current, told, found, in_story=in_story))
        before, today = today, today_after(text, part, found[-1], today, published)
        if today is not None and today != before:
            found[-2:] = dated_today(text, found, today)
    return found


def _expression(text: str, part: Part, today: Today | None, before: Sequence[TimeExpr], *, in_story: bool) -> TimeExpr:
    """Make the expression of a part, told from other dates or from publication where its words leave it open."""
    now = today.day if today is not None else None
    linked = counted(text, part, before, now, in_story=in_story)
    is_untold = part.direction == "other" and part.month is not None  # "in March that year", of a year not told
    value, anchored = (linked[0], False) if linked else _value(text, part, None if is_untold else now)
    value = _moved(value, part)
    value += _suffix(part) if linked and part.kinds & DAYLIKE else ""
    if part.mod in {"week", "weekend"} and interval(value) is not None:
        value = value_of(dt.date.fromisoformat(value), "week") + ("-WE" if part.mod == "weekend" else "")
    start, hedge = _hedged(text, part)
    zone = part.zone if part.zone != "local" else None
    lies = bounds_of(part, now) if part.side is not None and now is not None else None
    bounds = lies or (None if value.startswith("P") else interval(value, zone))
    is_anchored = anchored or lies is not None
    return TimeExpr(
        span=Span(start, part.end),
        type=_type(value, part),
        value=value,
        start=bounds[0] if bounds else None,
        end=bounds[1] if bounds else None,
        granularity=granularity(value),
        zone=zone,
        anchor=linked[1] if linked else today.anchor if is_anchored and today is not None else None,
        hedge=hedge,
        weekday=part.weekday,
    )


def _moved(value: str, part: Part) -> str:
    """Return the date so many units from the one that the words go on with: "ten years ago today"."""
    date, _, time = value.partition("T")
    bounds = interval(date, "UTC") if part.moved is not None else None
    if part.moved is None or bounds is None:
        return value
    number, unit = part.moved
    try:
        day = shift(bounds[0].date(), number, cast("Period", unit))
    except OverflowError:
        return OPEN[unit]
    period: Period = "week" if "W" in date else cast("Period", granularity(date))
    return value_of(day, period) + (f"T{time}" if time else "")


def _type(value: str, part: Part) -> Literal["DATE", "TIME", "DURATION", "SET"]:
    if part.rel == "every":
        return "SET"
    if re.match(r"P[^A]", value):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("REF") else "DATE"


def _hedged(text: str, part: Part) -> tuple[int, Hedge | None]:
    """Return where the expression begins with its hedge, and the hedge; a bare date has none."""
    if not (part.kinds & {"duration", "clock"} or part.moved) or part.side is not None:
        return part.start, None
    if "clock" in part.kinds:
        before = _SHORTLY.search(text, max(0, part.start - 16), part.start)
        if before is not None:
            return before.start(), "about"
        if re.search(HEDGE, text[part.start : part.end]):
            return part.start, "about"
    return find_hedge(text, part.start)


def _value(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return the TIMEX3 value, and whether the publication day was needed for it."""
    if part.value is not None:
        return part.value, False
    if part.kinds & DAYLIKE:
        date, anchored = _day(text, part, now)
        return date + _suffix(part), anchored
    if "clock" in part.kinds:
        return f"T{part.clock}", False
    if "year" in part.kinds:
        return f"{part.year:04d}", False
    return _span_of_days(text, part, now)


def _span_of_days(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    if "duration" in part.kinds:
        return _duration(part, now)
    return _month(text, part, now) if "month" in part.kinds else period(text, part, now)


def _suffix(part: Part) -> str:
    """Return what follows the date: the clock time, or the part of the day ("early" is the morning)."""
    if part.clock is not None:
        hour, rest = int(part.clock[:2]), part.clock[2:]
        is_late = part.part in {"AF", "EV"} or (part.part == "NI" and hour >= _FIRST_OF_NIGHT)
        return f"T{hour + 12 if is_late and 0 < hour < 12 else hour:02d}{rest}"  # "at 8:30 on Friday night"
    of_mod = {"early": "MO", "late": "NI"}.get(part.mod or "")
    name = part.part or of_mod
    return f"T{name}" if name else ""


def _day(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    if "date" in part.kinds and part.direction == "beside":
        return _beside(text, part, now)
    if part.day is not None and part.month is None:
        return _day_of_month(text, part, now)
    if "date" in part.kinds:
        return _date(text, part, now)
    if now is None or part.direction in {"other", "beside"}:
        return (f"XXXX-WXX-{part.weekday + 1}" if part.weekday is not None else "XXXX-XX-XX"), False
    if part.offset is not None:
        return shift(now, part.offset + _is_past_midnight(text, part), "day").isoformat(), True
    return _weekday(text, part, now).isoformat(), True


def _is_past_midnight(text: str, part: Part) -> bool:
    """Say whether a clock time of a night is of the day on which it ends: "4 a.m. last night"."""
    is_early = part.clock is not None and int(part.clock[:2]) < _FIRST_OF_NIGHT
    return part.part == "NI" and is_early and _AM.search(text, part.start, part.end) is not None


def _day_of_month(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return the last "3rd" up to now, or the next where the words look ahead; of "Monday the 3rd", a Monday."""
    if now is None:
        return f"XXXX-XX-{part.day:02d}", False
    months = [shift(now.replace(day=1), number, "month") for number in range(-12, 13)]
    days = [first.replace(day=part.day or 1) for first in months if exists(first.year, first.month, part.day or 1)]
    last, later = _around([day for day in days if part.weekday in {None, day.weekday()}], now)
    day = (later if looks_ahead(text, part) else last) or later
    return (day.isoformat(), True) if day is not None else (f"XXXX-XX-{part.day:02d}", False)


def _beside(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return the day that "the Sunday before March 3" means."""
    weekday = part.weekday or 0
    date, anchored = _date(text, part, now)
    is_after = part.number is not None and part.number > 0
    told = dt.date.fromisoformat(date) if granularity(date) == "day" and interval(date) is not None else None
    day = weekday_beside(told, weekday, after=is_after) if told is not None else None
    return (day.isoformat(), anchored) if day is not None else (f"XXXX-WXX-{weekday + 1}", False)


def _date(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a date as written; without a year, the last such day, or the next if that is soon or looked ahead to."""
    if part.year is not None:
        day = _day_of(part, part.year)
        written = (
            f"{part.year:04d}-{part.month or 0:02d}-{part.day or 0:02d}" if part.holiday is None else f"{part.year:04d}"
        )
        return (day.isoformat() if day else written), part.anchored
    years = range(now.year - 8, now.year + 9) if now is not None else ()  # 29 February may be 8 years off
    dates = [day for year in years if (day := _day_of(part, year)) is not None]
    last, later = _around(dates, now) if now is not None else (None, None)
    if now is None or last is None or later is None or (part.rel is None and is_habit(text, part)):
        return f"XXXX-{part.month:02d}-{part.day or 0:02d}" if part.month else "XXXX", False
    is_lately = last <= _ATTACK or (now - last).days <= _SINCE_ATTACK
    if (part.month, part.day) == (_ATTACK.month, _ATTACK.day) and not is_lately and is_since_attack(text, part):
        return _ATTACK.isoformat(), False
    return _last_or_later(text, part, (last, later), now).isoformat(), True


def _last_or_later(text: str, part: Part, days: tuple[dt.date, dt.date], now: dt.date) -> dt.date:
    """Return the last of a yearly day or the next, by its weekday, by what the words say, and by how near it is."""
    last, later = days
    if part.rel is not None and part.weekday is None:
        return _related(part.rel, last, later, now)
    if part.weekday is not None and (last.weekday() == part.weekday) != (later.weekday() == part.weekday):
        return last if last.weekday() == part.weekday else later
    is_nearer = later - now < now - last and is_present(text, part)
    if (later - now).days <= _SOON or ((now - last).days > _SOON and (is_nearer or looks_ahead(text, part))):
        return later
    return last


def _day_of(part: Part, year: int) -> dt.date | None:
    """Return the day in a year, by its number or its name; None when that year has none."""
    if part.holiday is not None:
        return holidays()[part.holiday].of(year)
    month, day = part.month or 0, part.day or 0
    return dt.date(year, month, day) if exists(year, month, day) else None


def _around(days: Sequence[dt.date], now: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the last of some days up to now, and the first after it."""
    last = max((day for day in days if day <= now), default=None)
    return last, min((day for day in days if day > now), default=None)


def _related(rel: str, last: dt.date, later: dt.date, now: dt.date) -> dt.date:
    """Return "last Christmas", "next Christmas", or that of this year."""
    if rel in {"next", "coming"}:
        return later
    return later if rel == "this" and later.year == now.year else last


def _weekday(text: str, part: Part, now: dt.date) -> dt.date:
    """Return the day that a weekday names."""
    weekday, day = part.weekday or 0, now
    if part.rel in {"next", "coming"}:
        return next_weekday(day, weekday)
    if part.rel == "after next":
        return shift(next_weekday(day, weekday), 1, "week")
    if part.rel in {"last", "past", "before last"}:
        return shift(last_weekday(shift(day, -1, "day"), weekday), -int(part.rel == "before last"), "week")
    days = (weekday - day.weekday()) % 7
    is_over = (days > _HALF_WEEK and was_planned(text, part)) or (days == _YESTERDAY and is_past(text, part))
    ahead = looks_ahead(text, part) or (part.rel == "this" and not is_past(text, part))
    if days == 1 or (days != 0 and ahead and not is_over):
        return next_weekday(day, weekday)
    return last_weekday(day, weekday)


def _month(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a month; without a year, the last one up to publication, or the next where the words look ahead."""
    month = part.month or 0
    if part.year is not None:
        return f"{part.year:04d}-{month:02d}", part.anchored
    if now is None or (part.rel is None and is_habit(text, part)):
        return f"XXXX-{month:02d}", False
    if part.rel == "this":
        return f"{now.year - (month - now.month >= _NEARER and is_past(text, part)):04d}-{month:02d}", True
    back = (now.month - month) % 12
    if part.rel in {"last", "past"} and back == 0:
        back = 12
    elif part.rel in {"next", "coming"} or (part.rel is None and back > 0 and _is_coming(text, part, back)):
        back -= 12
    return value_of(shift(now, -back, "month"), "month"), True


def _is_coming(text: str, part: Part, back: int) -> bool:
    """Say whether a month is the next one of its name, not the last: one or two months ahead, where nothing is past.

    Nor is it the last where it is the farther one, and the sentence tells of the present.
    """
    if looks_ahead(text, part) or (back > _HALF_YEAR and is_present(text, part)):
        return True
    return back >= _TWO_AHEAD and not is_past(text, part)


def _duration(part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a length of time, or the date that lies so far away."""
    if part.direction in {"ago", "from now"}:
        return _ago(part, now)
    unit = part.unit or "day"
    if part.direction is not None:
        return OPEN[unit], False
    return length(part.number, unit, part.more), False


def _ago(part: Part, now: dt.date | None) -> tuple[str, bool]:
    unit, number, past = part.unit or "day", part.number, part.direction == "ago"
    if number is not None and number % 1 and unit in _YEARS_OF:  # "half a century ago"
        number, unit = number * _YEARS_OF[unit], "year"
    if number is None or number != number.to_integral_value() or unit in {"second", "minute", "hour"}:
        return ("PAST_REF" if past else "FUTURE_REF"), False
    if now is None:
        return OPEN[unit], False
    step = cast("Period", unit)
    if past and unit == "year" and now.year < number < _LONG_AGO:
        return f"BC{int(number) - now.year:04d}", True
    if number * _AT_MOST[step] > (now.toordinal() if past else _FAR):
        return ("PAST_REF" if past else "FUTURE_REF"), False
    return value_of(shift(now, -int(number) if past else int(number), step), step), True
