"""Calendar arithmetic: weekdays, TIMEX3 values as intervals of UTC, time zones, and lengths of time."""

import calendar
import datetime as dt
import re
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from bongsu.model import Granularity, TimeExpr

Period = Literal["day", "week", "month", "year", "decade", "century"]

EASTERNMOST: Final = dt.timedelta(hours=14)
"""Line Islands, Kiribati: the first to begin a day (IANA time zone database, Pacific/Kiritimati)."""
WESTERNMOST: Final = dt.timedelta(hours=-12)
"""Baker Island: the last to end a day (IANA time zone database, Etc/GMT+12)."""
PARTS: Final = {"MO": (0, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}
"""Hours of the parts of a day, from its midnight. Morning starts at midnight, as in "early Tuesday morning"."""
SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the northern seasons."""

_VALUE = re.compile(
    r"(?P<short>\d{2,3})X?|(?P<year>\d{4})"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d\d)(?P<weekend>-WE)?|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI)"
    r"|(?P<hour>[01]\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?))?)?))?"
)
_DURATION = re.compile(
    r"P(?:(?P<Y>\d+(?:\.\d+)?)Y)?(?:(?P<M>\d+(?:\.\d+)?)M)?(?:(?P<W>\d+(?:\.\d+)?)W)?(?:(?P<D>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<H>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<S>\d+(?:\.\d+)?)S)?)?"
)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_DAYS: Final = {"Y": 365.2425, "M": 30.436875, "W": 7.0, "D": 1.0, "H": 1 / 24, "m": 1 / 1440, "S": 1 / 86400}


def last_weekday(day: dt.date, weekday: int) -> dt.date:
    """Return the last ``weekday`` (0 is Monday) up to and including ``day``."""
    return day - dt.timedelta(days=(day.weekday() - weekday) % 7)


def next_weekday(day: dt.date, weekday: int) -> dt.date:
    """Return the first ``weekday`` (0 is Monday) after ``day``."""
    return day + dt.timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def shift(day: dt.date, number: int, period: Period) -> dt.date:
    """Move ``day`` by a number of periods; a day that the month does not have becomes its last.

    Raises:
        OverflowError: the result lies outside the years 1 to 9999.
    """
    if period in {"day", "week"}:
        return day + dt.timedelta(days=number * (7 if period == "week" else 1))
    months = number * {"month": 1, "year": 12, "decade": 120, "century": 1200}[period]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        msg = f"{day} moved by {number} {period} leaves the calendar"
        raise OverflowError(msg)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def exists(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has that day: not 30 February."""
    return 1 <= year <= dt.MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def value_of(day: dt.date, period: Period) -> str:
    """Return the TIMEX3 value of the period around ``day``: ``2017-09-15``, ``2017-W37``, ``2017-09``, ``201X``."""
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    iso = day.isoformat()
    return {"day": iso, "month": iso[:7], "year": iso[:4], "decade": f"{iso[:3]}X", "century": iso[:2]}[period]


def interval(value: str, zone: str | None = None) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the instants that a TIMEX3 date or time can mean, in UTC, half-open; None when it names no date.

    Args:
        value: such as ``2017``, ``2017-09``, ``2017-W37``, ``2017-09-15``, ``2017-09-15TMO``, ``2017-09-15T06:57``.
        zone: IANA name or offset (``+09:00``). When it is None, the interval holds the instants that are that
            date anywhere on Earth, from UTC+14 to UTC-12.
    """
    match = _VALUE.fullmatch(value)
    bounds = _local(match) if match else None
    if bounds is None:
        return None
    start, end = bounds
    try:
        if zone is None:
            return (start - EASTERNMOST).replace(tzinfo=dt.UTC), (end - WESTERNMOST).replace(tzinfo=dt.UTC)
        info = zone_of(zone)
        return start.replace(tzinfo=info).astimezone(dt.UTC), end.replace(tzinfo=info).astimezone(dt.UTC)
    except OverflowError:
        return None


def _local(match: re.Match[str]) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the bounds of a value on its own clock; None when the calendar has no such date."""
    try:
        if match["day"] is not None:
            return _local_time(match)
        first, period, number = _first_day(match)
        return _midnight(first), _midnight(shift(first, number, period))
    except (ValueError, OverflowError):  # the calendar's own word for "no such date"
        return None


def _first_day(match: re.Match[str]) -> tuple[dt.date, Period, int]:
    """Return the first day of a value that is longer than a day, and its length."""
    if match["short"]:
        start = dt.date(int(match["short"].ljust(4, "0")), 1, 1)
        return start, "decade" if len(match["short"]) == 3 else "century", 1
    year = int(match["year"])
    if match["week"]:
        weekday, length = (6, 2) if match["weekend"] else (1, 7)
        return dt.date.fromisocalendar(year, int(match["week"]), weekday), "day", length
    if match["month"]:
        return dt.date(year, int(match["month"]), 1), "month", 1
    if match["season"] or match["quarter"]:
        month = SEASONS[match["season"]] if match["season"] else int(match["quarter"]) * 3 - 2
        return dt.date(year, month, 1), "month", 3
    if match["half"]:
        return dt.date(year, int(match["half"]) * 6 - 5, 1), "month", 6
    return dt.date(year, 1, 1), "year", 1


def _local_time(match: re.Match[str]) -> tuple[dt.datetime, dt.datetime]:
    midnight = dt.datetime(int(match["year"]), int(match["month"]), int(match["day"]))  # noqa: DTZ001 - a local clock
    if match["part"]:
        first, last = PARTS[match["part"]]
        return midnight + dt.timedelta(hours=first), midnight + dt.timedelta(hours=last)
    if match["hour"] is None:
        return midnight, midnight + dt.timedelta(days=1)
    start = midnight + dt.timedelta(
        hours=int(match["hour"]), minutes=int(match["minute"] or 0), seconds=int(match["second"] or 0)
    )
    length = {"seconds": 1} if match["second"] else {"minutes": 1} if match["minute"] else {"hours": 1}
    return start, start + dt.timedelta(**length)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def granularity(value: str) -> Granularity:
    """Return the precision of a TIMEX3 value. A week counts as a part of a month, a decade as years."""
    if value.endswith("_REF"):
        return "year"
    if value.startswith("P"):
        return "duration"
    date, _, time = value.partition("T")
    if time:
        return "part_of_day" if time in PARTS else ("hour", "minute", "second")[time.count(":")]
    if "W" in date and date.count("-") == 2 and not date.endswith("WE"):
        return "day"
    return ("year", "month", "day")[min(date.count("-"), 2 if "W" not in date else 1)]


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone of an IANA name or an offset such as ``+08:30``.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: no zone has that name.
    """
    offset = _OFFSET.fullmatch(name)
    if offset is None:
        return ZoneInfo(name)
    minutes = int(offset[2]) * 60 + int(offset[3])
    return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))


def offset_name(offset: dt.timedelta) -> str:
    """Return the name of an offset from UTC: ``+09:00``."""
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def in_zone(expression: TimeExpr, zone: str) -> TimeExpr:
    """Return a time expression whose zone was not known ("local time") with its instants in ``zone``.

    An expression that states a zone, or that names no date, is returned as it is.
    """
    bounds = interval(expression.value, zone) if expression.zone is None and expression.type != "DURATION" else None
    if bounds is None:
        return expression
    return msgspec.structs.replace(expression, zone=zone, start=bounds[0], end=bounds[1])


def stretch(expression: TimeExpr) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a length that lies on one side of publication, as "the past two weeks" does.

    None for any other expression.
    """
    if expression.type != "DURATION" or expression.start is None or expression.end is None:
        return None
    last = expression.end + WESTERNMOST - dt.timedelta(days=1)
    return (expression.start + EASTERNMOST).date(), last.date()


def days(duration: str) -> float | None:
    """Return the mean length of an ISO 8601 duration in days; None when it has no number (``PXW``).

    A year is 365.2425 days and a month a twelfth of it, the means of the Gregorian calendar.
    """
    match = _DURATION.fullmatch(duration)
    if match is None or duration in {"P", "PT"}:
        return None
    return sum(float(number) * _DAYS[unit] for unit, number in match.groupdict().items() if number is not None)
