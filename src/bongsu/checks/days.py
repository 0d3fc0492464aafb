"""On which day was the launch? What the checks that go by a table share."""

import datetime as dt
import re
from collections.abc import Iterable

from bongsu.model import Claim, Report, TimeExpr
from bongsu.times import exists


def day_claim(claims: Iterable[Claim]) -> Claim | None:
    """Return the first claim that dates a launch to the day."""
    return next((claim for claim in claims if claim.slot == "time" and day_of(claim) is not None), None)


def day_of(claim: Claim) -> dt.date | None:
    """Return the day of a claim of time; None when it is known less closely, or no calendar has it."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", claim.value.value) if isinstance(claim.value, TimeExpr) else None
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    return dt.date(year, month, day) if exists(year, month, day) else None


def published_on(report: Report) -> dt.date | None:
    """Return the day of publication."""
    return None if report.published is None else report.published.date
