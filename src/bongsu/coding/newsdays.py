"""Which days are news: those of the week before publication, in whatever zone they are reckoned."""

import datetime as dt
import re

from bongsu.model import Report, TimeExpr
from bongsu.times import interval

NEWS_DAYS = 7  # a reaction to last week's launch still tells of it
ZONE_DAYS = 1  # the local day and the US day of one launch

Days = tuple[dt.date, dt.date]


def days(expression: TimeExpr) -> Days | None:
    """Return the first and last calendar day that a date can mean, in its own zone; None when it names no day.

    Decades and centuries name none here: they are too long to tell one launch from another.
    """
    date = expression.value.partition("T")[0]
    if expression.type not in {"DATE", "TIME"} or not re.match(r"\d{4}", date):
        return None
    bounds = interval(date, "UTC")
    return (bounds[0].date(), (bounds[1] - dt.timedelta(microseconds=1)).date()) if bounds else None


def may_be_news(found: Days, report: Report) -> bool:
    """Say whether a day or a longer time ("this week") reaches into the days that are news at publication."""
    if report.published is None:
        return False
    day = report.published.date
    return (found[0] - day).days <= ZONE_DAYS and (day - found[1]).days <= NEWS_DAYS


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
