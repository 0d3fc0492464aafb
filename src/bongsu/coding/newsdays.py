"""Which days are news: those of the week before publication, in whatever zone they are reckoned."""

import datetime as dt
import re

from bongsu.model import Report, TimeExpr

NEWS_DAYS = 7  # a reaction to last week's launch still tells of it
ZONE_DAYS = 1  # the local day and the US day of one launch

Days = tuple[dt.date, dt.date]


def days(expression: TimeExpr) -> Days | None:
    """Return the first and last calendar day that a resolved date can mean, in its own zone."""
    week = re.match(r"(\d{4})-W(\d\d)", expression.value)
    if week is not None:
        monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + dt.timedelta(days=6)
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", expression.value)
    if match is None or expression.type not in {"DATE", "TIME"}:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1 <= year <= 9998:
        return None
    first = dt.date(year, month or 1, day or 1)
    if day is not None:
        return first, first
    after = dt.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


def may_be_news(found: Days, report: Report) -> bool:
    """Say whether a day or a longer time ("this week") reaches into the days that are news at publication."""
    if report.published is None:
        return False
    day = report.published.date
    return found[0] <= day + dt.timedelta(days=ZONE_DAYS) and found[1] >= day - dt.timedelta(days=NEWS_DAYS)


def is_news(found: Days, report: Report) -> bool:
    """Say whether a single day lies within a week before publication; any day does when publication is unknown."""
    if found[0] != found[1]:
        return False
    if report.published is None:
        return True
    age = (report.published.date - found[0]).days
    return -ZONE_DAYS <= age <= NEWS_DAYS


def gap(one: dt.date | None, other: dt.date | None) -> int | None:
    """Return how many days lie between two days; None where one is not known."""
    return None if one is None or other is None else abs((one - other).days)
