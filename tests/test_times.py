"""Calendar arithmetic, against Python's own calendar and the IANA database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.model import Granularity, Span, TimeExpr
from bongsu.times import (
    Period,
    days,
    exists,
    granularity,
    in_zone,
    interval,
    last_weekday,
    next_weekday,
    offset_name,
    shift,
    value_of,
    zone_of,
)

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
PERIODS: tuple[Period, ...] = ("day", "week", "month", "year", "decade", "century")


def utc(*fields: int) -> dt.datetime:
    """An instant in UTC."""
    return dt.datetime(*fields, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


@given(DAYS, st.integers(0, 6))
def test_last_and_next_weekday(day: dt.date, weekday: int) -> None:
    """The last one is within the week up to the day, the next one within the week after it."""
    last, following = last_weekday(day, weekday), next_weekday(day, weekday)
    assert last.weekday() == following.weekday() == weekday
    assert 0 <= (day - last).days < 7
    assert 0 < (following - day).days <= 7


@given(DAYS, st.integers(-120, 120), st.sampled_from(PERIODS[:4]))
def test_shift_there_and_back(day: dt.date, number: int, period: Period) -> None:
    """Moving there and back ends on the day, or on the last day that the month in between has."""
    back = shift(shift(day, number, period), -number, period)
    assert back == day if period in {"day", "week"} else 0 <= (day - back).days <= 3


def test_shift_keeps_to_the_calendar() -> None:
    """A day that a month does not have becomes its last; outside the calendar is an error."""
    assert shift(dt.date(2025, 1, 31), 1, "month") == dt.date(2025, 2, 28)
    assert shift(dt.date(2024, 2, 29), -1, "year") == dt.date(2023, 2, 28)
    with pytest.raises(OverflowError):
        shift(dt.date(2025, 1, 1), -30, "century")


@pytest.mark.parametrize(
    ("value", "zone", "start", "end"),
    [
        ("2017-09-15T06:57", "Asia/Tokyo", utc(2017, 9, 14, 21, 57), utc(2017, 9, 14, 21, 58)),
        ("2017-09-15T06:27", "Asia/Pyongyang", utc(2017, 9, 14, 21, 57), utc(2017, 9, 14, 21, 58)),
        ("2018-05-04T06:27", "Asia/Pyongyang", utc(2018, 5, 3, 21, 57), utc(2018, 5, 3, 21, 58)),
        ("2018-05-06T06:57", "Asia/Pyongyang", utc(2018, 5, 5, 21, 57), utc(2018, 5, 5, 21, 58)),
        ("2015-08-14T06:57", "Asia/Pyongyang", utc(2015, 8, 13, 21, 57), utc(2015, 8, 13, 21, 58)),
        ("2017-09-15T06:57", "+09:00", utc(2017, 9, 14, 21, 57), utc(2017, 9, 14, 21, 58)),
        ("2017-09-15T06:57:30", "UTC", utc(2017, 9, 15, 6, 57, 30), utc(2017, 9, 15, 6, 57, 31)),
        ("2017-09-15T06", "UTC", utc(2017, 9, 15, 6), utc(2017, 9, 15, 7)),
        ("2017-09-15TNI", "UTC", utc(2017, 9, 15, 18), utc(2017, 9, 16, 6)),
        ("2017-09-15", "UTC", utc(2017, 9, 15), utc(2017, 9, 16)),
        ("2017-09-15", None, utc(2017, 9, 14, 10), utc(2017, 9, 16, 12)),
        ("2017-W37", "UTC", utc(2017, 9, 11), utc(2017, 9, 18)),
        ("2017-W37-WE", "UTC", utc(2017, 9, 16), utc(2017, 9, 18)),
        ("2017-09", "UTC", utc(2017, 9, 1), utc(2017, 10, 1)),
        ("2017-Q3", "UTC", utc(2017, 7, 1), utc(2017, 10, 1)),
        ("2017-H2", "UTC", utc(2017, 7, 1), utc(2018, 1, 1)),
        ("2017-WI", "UTC", utc(2017, 12, 1), utc(2018, 3, 1)),
        ("2017", "UTC", utc(2017, 1, 1), utc(2018, 1, 1)),
        ("199X", "UTC", utc(1990, 1, 1), utc(2000, 1, 1)),
        ("18", "UTC", utc(1800, 1, 1), utc(1900, 1, 1)),
    ],
)
def test_interval(value: str, zone: str | None, start: dt.datetime, end: dt.datetime) -> None:
    """A value spans its instants in UTC; Pyongyang kept UTC+8:30 from August 2015 to 4 May 2018."""
    assert interval(value, zone) == (start, end)


@pytest.mark.parametrize(
    "value",
    ["2017-02-30", "2017-13", "2017-W60", "XXXX-WXX-5", "T06:57", "P2M", "2017-01-01T25:00", "", "0000", "9999"],
)
def test_no_interval(value: str) -> None:
    """What is open, no date, or not in the calendar has no interval."""
    assert interval(value) is None


@given(DAYS, st.sampled_from(["Asia/Pyongyang", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York"]))
def test_unknown_zone_holds_every_zone(day: dt.date, zone: str) -> None:
    """A day in an unknown zone holds that day in every zone."""
    wide, narrow = interval(day.isoformat()), interval(day.isoformat(), zone)
    assert wide is not None
    assert narrow is not None
    if narrow[0].astimezone(ZoneInfo(zone)).year >= 1995:  # before, Kiritimati lay on the other side of the date line
        assert wide[0] <= narrow[0] < narrow[1] <= wide[1]


@given(DAYS, st.sampled_from(PERIODS))
def test_value_of_names_the_period_around(day: dt.date, period: Period) -> None:
    """The value of a day's week, month or year is an interval that holds the day."""
    bounds = interval(value_of(day, period), "UTC")
    assert bounds is not None
    assert bounds[0].date() <= day < bounds[1].date()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2017", "year"),
        ("199X", "year"),
        ("2017-09", "month"),
        ("2017-W37", "month"),
        ("2017-W37-WE", "month"),
        ("XXXX-WXX-5", "day"),
        ("2017-09-15", "day"),
        ("2017-09-15TMO", "part_of_day"),
        ("T06", "hour"),
        ("2017-09-15T06:57", "minute"),
        ("2017-09-15T06:57:00", "second"),
        ("P2M", "duration"),
        ("PT53M", "duration"),
        ("PAST_REF", "year"),
    ],
)
def test_granularity(value: str, expected: Granularity) -> None:
    """The precision follows from the value."""
    assert granularity(value) == expected


@given(st.integers(1, 9999), st.integers(-1, 14), st.integers(-1, 33))
def test_exists(year: int, month: int, day: int) -> None:
    """A day exists when Python can make it."""
    try:
        dt.date(year, month, day)
    except ValueError:
        assert not exists(year, month, day)
    else:
        assert exists(year, month, day)


@pytest.mark.parametrize(
    ("duration", "expected"),
    [("P2M", 60.87), ("PT53M", 53 / 1440), ("P2W", 14), ("P1Y", 365.2425), ("P2.5M", 76.09), ("PT1H30M", 0.0625)],
)
def test_days(duration: str, expected: float) -> None:
    """A length of time has a mean length in days."""
    assert days(duration) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("duration", ["PXW", "P", "PT", "2017", "P1.2.3M"])
def test_days_unknown(duration: str) -> None:
    """A length without a number has none."""
    assert days(duration) is None


@given(st.integers(-56, 56))
def test_offset_names(quarters: int) -> None:
    """An offset's name leads back to it."""
    offset = dt.timedelta(minutes=15 * quarters)
    assert zone_of(offset_name(offset)).utcoffset(None) == offset


def test_in_zone() -> None:
    """Local time is told once the place is known; a stated zone stays."""
    bounds = interval("2017-09-15T06:57")
    assert bounds is not None
    local = TimeExpr(Span(0, 1), "TIME", "2017-09-15T06:57", *bounds, "minute")
    told = in_zone(local, "Asia/Tokyo")
    assert (told.start, told.zone) == (utc(2017, 9, 14, 21, 57), "Asia/Tokyo")
    assert in_zone(told, "UTC") == told
