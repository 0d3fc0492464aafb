"""What is news in a report, and what it only mentions: history, plans, what is denied, what stands far down.

No day is ever made up: an undated act of today's news stays undated, and is listed by the day of its report.
"""

import datetime as dt
import re
from typing import Final

from bongsu.model import Event, Report, TimeExpr

LEAD: Final = 400
"""Code points within which a sentence begins that opens a report: its headline, byline and first two sentences."""

SURE_NOUN: Final = 0.6
SURE: Final = 0.5
"""Least confidence of an undated act that is news. A noun needs more: "after years of sanctions" only names an act,
and one that a verb carries ("imposed sanctions") has it."""

_WEEK: Final = dt.timedelta(days=9)
"""A week, wherever on Earth it begins."""

_CERTAIN: Final = frozenset({"certain", "probable"})
_BEFORE = re.compile(r"\bhad\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What stands before a verb of what was over by then: "had condemned", "had been freed"."""


def is_news(event: Event, report: Report) -> bool:
    """Say whether an event makes an incident by itself.

    It is the launch that the report is about, or took place on a stated day or in a stated week, or is an undated act
    with which the report opens.
    """
    if event.is_account:
        return True
    times = _times(event)
    return happened(event) and (any(map(_is_dated, times)) or (not times and _opens(event, report)))


def is_history(event: Event) -> bool:
    """Say whether an event is told of with a time, and one longer than a week or before it: "in 2006", "once"."""
    times = _times(event)
    return bool(times) and not event.is_account and not any(map(_is_dated, times))


def is_undated(event: Event) -> bool:
    """Say whether no time at all is stated of an event."""
    return not _times(event)


def happened(event: Event) -> bool:
    """Say whether anybody says that an act took place or is going on; one of which nobody says how it stands did."""
    said = [claim.factuality for claim in event.claims if claim.slot == "act"]
    return not said or any(
        how.polarity == "affirmed" and how.certainty in _CERTAIN and how.status in {"happened", "ongoing"}
        for how in said
    )


def _times(event: Event) -> list[TimeExpr]:
    return [claim.value for claim in event.claims if claim.slot == "time" and isinstance(claim.value, TimeExpr)]


def _is_dated(when: TimeExpr) -> bool:
    """Say whether a time is a day or a week, and nothing longer."""
    return when.start is not None and when.end is not None and when.end - when.start <= _WEEK


def _opens(event: Event, report: Report) -> bool:
    """Say whether a report of a known day opens with an act, surely read, and not as what had gone before."""
    trigger = event.trigger.span
    start = min(
        (claim.evidence.span.start for claim in event.claims if trigger in claim.evidence.span), default=trigger.start
    )
    least = SURE_NOUN if ":nouns:" in event.rule else SURE
    return (
        report.published is not None
        and start < LEAD
        and (event.confidence is None or event.confidence >= least)
        and not _BEFORE.search(report.text, start, trigger.start)
    )
