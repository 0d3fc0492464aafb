"""On which day was the launch, and whose? What the checks that go by a table share."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from bongsu.model import Claim, Mention, Place, Report, TimeExpr
from bongsu.times import exists, interval


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


def days_of(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a claim of time can mean; None when it names no date of the calendar."""
    bounds = interval(claim.value.value, "+00:00") if isinstance(claim.value, TimeExpr) else None
    return None if bounds is None else (bounds[0].date(), (bounds[1] - dt.timedelta(seconds=1)).date())


def state_of(claims: Sequence[Claim]) -> str | None:
    """Return the state that launched: the only one said to have, else the one of these whose missile or site it was.

    Where nobody is said to have launched, it is the only one whose missile it was, or from whose site it came.
    """
    told = _countries(claims, "actor")
    if len(told) == 1 or None in told:
        return told.pop() if len(told) == 1 else None
    for slot in ("system", "site"):
        owners = _countries(claims, slot) - {None}
        found = told & owners if told else owners
        if len(found) == 1:
            return found.pop()
    return None


def _countries(claims: Iterable[Claim], slot: str) -> set[str | None]:
    """Return the states of what claims of a slot name; None where a state is not known."""
    values = [claim.value for claim in claims if claim.slot == slot]
    entities = [value.entity for value in values if isinstance(value, Mention | Place)]
    return {entity.country for entity in entities if entity is not None}


def published_on(report: Report) -> dt.date | None:
    """Return the day of publication."""
    return None if report.published is None else report.published.date
