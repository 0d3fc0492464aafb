"""The calendar check on sentences of real reports' kinds."""

import pytest

from bongsu.annotate.times import find_times
from bongsu.checks.calendar import check_calendar
from bongsu.model import (
    Attribution,
    Claim,
    Event,
    Factuality,
    Finding,
    Incident,
    Ordinal,
    Report,
    Slot,
    Span,
    Stamp,
    Status,
    TimeExpr,
    Verdict,
)


def findings(text: str, *slots: Slot, published: str | None = None, status: Status = "happened") -> tuple[Finding, ...]:
    """Check a report whose time expressions are claims for ``slots``, in order; the scopes are open."""
    report = Report.make(text=text, published=Stamp(published, "test") if published else None)
    whole = report.quote(Span(0, len(text)))
    claims = tuple(
        Claim(
            slot=slot,
            value=_value(slot, time),
            attribution=Attribution(),
            factuality=Factuality(status=status),
            evidence=whole,
        )
        for slot, time in zip(slots, find_times(text, report.published), strict=True)
    )
    event = Event(
        id="e",
        report_id=report.id,
        type="LAUNCH",
        mode=None,
        contexts=(),
        trigger=whole,
        claims=claims,
        rule="test",
    )
    return check_calendar(Incident(id="i", type="LAUNCH", events=(event,)), report)


def _value(slot: Slot, time: TimeExpr) -> Ordinal | TimeExpr:
    return Ordinal(time.span, 1, None, time) if slot == "first_since" else time


@pytest.mark.parametrize(
    ("text", "published", "verdict", "message"),
    [
        ("on Monday, January 6, 2025", None, "supported", "2025-01-06 was a Monday, as stated"),
        ("on Tuesday, January 6, 2025", None, "contradicted", "2025-01-06 was a Monday, not a Tuesday"),
        ("on Monday, February 30, 2025", None, "contradicted", "the calendar has no 2025-02-30"),
        ("on Friday, Sept. 15", "2017-09-15", "supported", "2017-09-15 was a Friday, as stated"),
        (
            "on Thursday, Sept. 15",
            "2017-09-15",
            "cannot tell",
            "2017-09-15 was a Friday, not a Thursday; the year is told from published 2017-09-15",
        ),
    ],
)
def test_weekdays(text: str, published: str | None, verdict: Verdict, message: str) -> None:
    """A weekday fits its date or not; a year that is not written may be the one to blame."""
    (finding,) = findings(text, "time", published=published)
    assert (finding.verdict, finding.message) == (verdict, message)


@pytest.mark.parametrize("text", ["on Monday", "at 6:57 a.m. on Friday", "on Monday morning", "on January 6, 2025"])
def test_nothing_to_compare(text: str) -> None:
    """A weekday or a date by itself is no matter for the check, known publication or not."""
    assert findings(text, "time", published="2017-09-15") == ()
    assert findings(text, "time") == ()


LAUNCH = "On January 6, 2025, it fired the first missile since {since}, after {pause}."


@pytest.mark.parametrize(
    ("since", "pause", "verdict", "message"),
    [
        (
            "November 2024",
            "nearly two months",
            "supported",
            'from 2024-11 to the launch are 37 to 66 days; "nearly two months" are 44 to 62 days: they fit',
        ),
        (
            "November 5, 2024",
            "two months",
            "supported",
            'from 2024-11-05 to the launch are 62 days; "two months" are 44 to 78 days: they fit',
        ),
        (
            "September 2024",
            "nearly two months",
            "contradicted",
            'from 2024-09 to the launch are 98 to 127 days; "nearly two months" are 44 to 62 days: they do not fit',
        ),
        (
            "November 2024",
            "over three months",
            "contradicted",
            'from 2024-11 to the launch are 37 to 66 days; "over three months" are 90 or more days: they do not fit',
        ),
        (
            "November 2024",
            "less than two weeks",
            "contradicted",
            'from 2024-11 to the launch are 37 to 66 days; "less than two weeks" are 0 to 15 days: they do not fit',
        ),
        (
            "November 5, 2024",
            "62 days",
            "supported",
            'from 2024-11-05 to the launch are 62 days; "62 days" are 60 to 64 days: they fit',
        ),
    ],
)
def test_pauses(since: str, pause: str, verdict: Verdict, message: str) -> None:
    """A stated pause is held against the date of the last launch and that of this one, with the numbers."""
    (finding,) = findings(LAUNCH.format(since=since, pause=pause), "time", "first_since", "first_since")
    assert (finding.verdict, finding.message) == (verdict, message)


def test_pause_figures() -> None:
    """The finding carries both intervals, in days, and the three claims."""
    text = LAUNCH.format(since="November 2024", pause="nearly two months")
    (finding,) = findings(text, "time", "first_since", "first_since")
    assert finding.figures == {
        "since": "2024-11",
        "gap_low": 37.0,
        "gap_high": 66.0,
        "stated_low": 44.0,
        "stated_high": 62.0,
    }
    assert len(finding.claims) == 3


@pytest.mark.parametrize(
    ("text", "slots", "message"),
    [
        (
            "On Monday it fired the first missile since November 2024, after two months.",
            ("time", "first_since", "first_since"),
            '"two months" has no dated launch',
        ),
        (
            "On January 6, 2025, it fired the first missile in two months.",
            ("time", "first_since"),
            '"two months" has no date to count from',
        ),
        (
            "On January 6, 2025, it fired the first missile since November 2024, after several months.",
            ("time", "first_since", "first_since"),
            '"several months" has no number',
        ),
    ],
)
def test_pauses_that_are_left_open(text: str, slots: tuple[Slot, ...], message: str) -> None:
    """What is not dated or not counted cannot be told, and is never contradicted."""
    (finding,) = findings(text, *slots)
    assert (finding.verdict, finding.message) == ("cannot tell", message)


def test_one_date_of_several_may_fit() -> None:
    """Of several dates to count from, one that fits supports; where none does, it cannot tell which was meant."""
    slots: tuple[Slot, ...] = ("time", "first_since", "first_since", "first_since")
    text = "On January 6, 2025, it fired the first ICBM since {} and the first missile since {}, after two months."
    (fits,) = findings(text.format("July 2023", "November 2024"), *slots)
    assert fits.verdict == "supported"
    (open_,) = findings(text.format("July 2023", "May 2024"), *slots)
    assert open_.verdict == "cannot tell"


def test_plans_are_not_checked() -> None:
    """What is planned or demanded has not happened and bounds no pause."""
    text = LAUNCH.format(since="November 2024", pause="nearly two months")
    assert findings(text, "time", "first_since", "first_since", status="planned") == ()
