"""Weeks, months, years, weekends, quarters and seasons as seen from the day of publication."""

import datetime as dt
from typing import Final, cast

from bongsu.annotate.timeparts import Part
from bongsu.annotate.timetense import is_habit, is_past, is_present, looks_ahead
from bongsu.times import SEASONS, Period, shift, value_of

_NEARER = 5  # months ahead, from which on "this summer" may be the last one
OPEN: Final = {
    "second": "XXXX-XX-XXTXX:XX",
    "minute": "XXXX-XX-XXTXX:XX",
    "hour": "XXXX-XX-XXTXX",
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""Unit to the value of one that the words leave open."""


def period(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return the TIMEX3 value of a period, and whether the publication day ``now`` was needed for it."""
    if part.season == "WE":
        return _weekend(text, part, now)
    if part.season is not None and part.season not in SEASONS:
        return _quarter(text, part, now)
    if part.season is not None:
        return _season(text, part, now)
    unit = part.unit or "day"
    if now is None or part.rel == "other" or unit not in {"week", "month", "year", "decade", "century"}:
        return OPEN[unit], False
    number = int(part.number or 0) or {"last": -1, "past": -1, "next": 1, "coming": 1}.get(part.rel or "", 0)
    return value_of(shift(now, number, cast("Period", unit)), cast("Period", unit)), True


def _weekend(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a weekend; "the weekend" is the last one until Wednesday, unless the words look ahead."""
    if now is None or part.direction is not None:
        return "XXXX-WXX-WE", False
    number = int(part.number or 0) or {"last": -1, "past": -1, "next": 1}.get(part.rel or "", 0)
    if number == 0 and part.rel != "coming" and now.weekday() < 3 and not looks_ahead(text, part):
        number = -1
    return value_of(shift(now, number, "week"), "week") + "-WE", True


def _quarter(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a quarter or half of a year: ``2017-Q3``, ``2017-H1``; without a year, the last that has begun."""
    number = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(part.rel or "", 0)
    if part.season == "Q":
        if now is None or part.direction == "other":
            return "XXXX-QX", False
        year, quarter = divmod(now.year * 4 + (now.month - 1) // 3 + number, 4)
        return f"{year:04d}-Q{quarter + 1}", True
    season = part.season or ""
    if part.year is not None or now is None:
        return f"{part.year or 'XXXX'}-{season}", False
    if part.rel == "one":
        month = (int(season[1]) - 1) * (3 if season[0] == "Q" else 6) + 1
        number = -1 if month > now.month and not looks_ahead(text, part) else 0
    return f"{now.year + number:04d}-{season}", True


def _season(text: str, part: Part, now: dt.date | None) -> tuple[str, bool]:
    """Return a season; the last one is over, the next has not begun, "over the" one has. Winter has its first year."""
    is_open = part.rel is None and (is_habit(text, part) or not looks_ahead(text, part))
    is_usual = part.rel == "over" and (is_habit(text, part) or (is_present(text, part) and not looks_ahead(text, part)))
    if part.year is not None or now is None or is_open or is_usual:
        return f"{part.year or 'XXXX'}-{part.season}", False
    since = (now.month - SEASONS[part.season or ""]) % 12  # months since it last began
    is_over = since >= 3
    if part.rel in {"last", "past"}:
        back = since if is_over else since + 12
    elif part.rel == "over":
        back = since
    elif part.rel == "this" and part.season != "WI":
        back = now.month - SEASONS[part.season or ""]
        back += 12 if back <= -_NEARER and is_past(text, part) else 0
    elif part.rel == "this":
        back = since if since <= 5 else since - 12
    else:
        back = since - 12
    return f"{shift(now, -back, 'month').year}-{part.season}", True
