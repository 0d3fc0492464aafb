"""Days that have a name: "Christmas Eve", "the Day of the Sun", "Lunar New Year"."""

import datetime as dt
import functools
import re

import msgspec

from bongsu.annotate.timeguards import is_holiday
from bongsu.annotate.timeparts import Part
from bongsu.reference.tables import load_table
from bongsu.times import exists, last_weekday, next_weekday, shift

_FIRST_GREGORIAN = 1583  # the first year of the Gregorian calendar from its beginning


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``data/holidays.yaml``; the file says what each column means."""

    names: tuple[str, ...]
    month: int = 0
    day: int | None = None
    week: int = 1
    weekday: int | None = None
    easter: int | None = None
    days: tuple[dt.date, ...] = ()
    shift: int = 0
    noun: bool = False

    def of(self, year: int) -> dt.date | None:
        """Return the day in a year; None when the table does not tell it."""
        if self.easter is not None:
            day = shift(easter_sunday(year), self.easter, "day") if year >= _FIRST_GREGORIAN else None
        elif self.days:
            day = next((day for day in self.days if day.year == year), None)
        elif self.weekday is not None:
            day = weekday_of_month(year, self.month, self.week, self.weekday)
        else:
            day = dt.date(year, self.month, self.day or 1) if exists(year, self.month, self.day or 1) else None
        return shift(day, self.shift, "day") if day is not None else None


def easter_sunday(year: int) -> dt.date:
    """Return the Sunday of Easter by the Gregorian calendar (Meeus, Astronomical Algorithms, 2nd ed., chapter 8)."""
    century, rest = divmod(year, 100)
    lunar = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + lunar + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def weekday_of_month(year: int, month: int, week: int, weekday: int) -> dt.date | None:
    """Return the first (1) to last (-1) such weekday of a month."""
    if not exists(year, month, 1):
        return None
    if week < 0:
        return last_weekday(shift(shift(dt.date(year, month, 1), 1, "month"), -1, "day"), weekday)
    before = shift(dt.date(year, month, 1), -1, "day")
    return shift(next_weekday(before, weekday), week - 1, "week")


@functools.cache
def holidays() -> dict[str, Holiday]:
    """Return the days by their plain names. Raises ``TableError`` when ``data/holidays.yaml`` is malformed."""
    return {_plain(name): row for row in load_table("holidays", tuple[Holiday, ...]) for name in row.names}


def holiday_pattern() -> str:
    """Return a pattern of all names, longest first."""
    names = sorted((name for row in holidays().values() for name in row.names), key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(name) for name in dict.fromkeys(names)).replace("'", "['’]?")
    return re.sub(r"\\ (D)ay|\\ (E)ve", lambda end: r"\ [Dd]ay" if end[1] else r"\ [Ee]ve", pattern)


def read_holiday(match: re.Match[str]) -> Part | None:
    """Read a name; a date of every year where it has one, else the name, to be looked up in its year."""
    name, rel = _plain(match["holiday"]), match["holiday_rel"]
    row, year = holidays()[name], int(match["holiday_y"]) if match["holiday_y"] else None
    if row.noun and rel is None and year is None and not is_holiday(match):
        return None
    if len(row.days) == 1:
        return Part(*match.span(), frozenset({"date"}), value=row.days[0].isoformat())
    told = {"month": row.month, "day": row.day} if row.day else {"holiday": name}
    return Part(*match.span(), frozenset({"date"}), year=year, rel=rel.split()[-1].lower() if rel else None, **told)


def _plain(name: str) -> str:
    return re.sub(r"['’]", "", name).lower()
