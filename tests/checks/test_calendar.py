"""The calendar check on sentences of real reports' kinds."""

import datetime as dt
from collections.abc import Callable

import pytest

from bongsu.annotate.times import find_times
from bongsu.checks.calendar import check_calendar
from bongsu.checks.pauses import RULE
from bongsu.checks.zones import ahead_of_utc
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
from bongsu.reference.calendar import shipped_calendar
from bongsu.reference.clocks import ELSEWHERE, STATES

Said = Callable[..., list[Finding]]
FIRED = "North Korea fired a ballistic missile on Monday, South Korea's military said. "


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
    return check_calendar(Incident(id="i", type="LAUNCH", events=(event,)), report, shipped_calendar())


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
    assert (finding.verdict, finding.message) == (verdict, f"{message}; {RULE}")


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


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Its last test was on Thursday, October 31, 2024.", "supported"),
        ("Its last test was on Monday, October 31, 2024.", "contradicted"),
        ("Its last test was on Thursday, October 31.", "supported"),  # of 2024, the nearest to publication
        ("Its last test was on Thursday October 31.", "supported"),
        ("Its last test was on Monday, October 31.", "cannot tell"),
        ("Its last test was on Monday, 31 October 2024.", "contradicted"),
        ("A ban holds until 31 June, they said.", "contradicted"),
        ("Another test was expected on February 30.", "contradicted"),
        ("An earlier test was on February 29, 2023.", "contradicted"),
    ],
)
def test_dates_that_are_no_claims(said: Said, words: str, verdict: Verdict) -> None:
    """A weekday beside a date, and a date that no calendar has, are looked at wherever they stand, and quoted."""
    (finding,) = said("calendar", f"{FIRED}{words}")
    assert finding.verdict == verdict
    assert finding.quotes[0].quote in words


@pytest.mark.parametrize(
    "words",
    [
        "An earlier test was on February 29, 2024.",
        "In June 31 people died on the road.",
        "It sold 30,000 of them in February, 30 of them abroad.",
    ],
)
def test_dates_that_are_none_or_are_right(said: Said, words: str) -> None:
    """A leap day and numbers beside a month are left alone."""
    assert said("calendar", f"{FIRED}{words}") == []


@pytest.mark.parametrize(
    ("clocks", "published", "verdict"),
    [
        ("around noon (0300 GMT) on Monday", "2025-01-06", "supported"),
        ("at 12:00 p.m. local time (0400 GMT) on Monday", "2025-01-06", "contradicted"),
        ("at 9:00 a.m. local time (0030 GMT) on Sunday", "2016-02-07", "supported"),
        ("at 9:10 a.m. (0040 GMT) on Monday", "2017-09-11", "supported"),
        ("at 9:10 a.m. (0040 GMT) on Monday", "2025-01-06", "contradicted"),
        ("at 6:57 a.m. local time (2157 GMT) on Friday", "2017-09-15", "supported"),  # it is Seoul's, and Seoul speaks
        ("at 6:57 a.m. local time (2150 GMT) on Monday", "2025-01-06", "contradicted"),
        ("at 6:57 a.m. Korea time (2157 GMT) on Monday", "2025-01-06", "supported"),
        ("at 6:57 a.m. Korea time (2257 GMT) on Monday", "2025-01-06", "contradicted"),
        ("at 6 a.m. local time (4 p.m. ET) on Monday", "2025-01-06", "supported"),
        ("at 6 a.m. local time (6 p.m. ET) on Monday", "2025-01-06", "contradicted"),
        ("at 5:57 p.m. ET (7:57 a.m. KST) on Monday", "2025-01-06", "supported"),
        ("at 5:57 p.m. ET (10:57 a.m. KST) on Monday", "2025-01-06", "contradicted"),
        ("at 10 p.m. (0300 GMT) on Sunday", "2025-01-06", "cannot tell"),
        ("at 7 p.m. EST (2300 GMT) on Wednesday", "2017-07-06", "supported"),  # EST is written in summer too
        ("at 6 a.m. local time (2100 GMT) on Monday", None, "cannot tell"),
    ],
)
def test_clocks(said: Said, clocks: str, published: str | None, verdict: Verdict) -> None:
    """One moment on two clocks has to be as far apart as a zone of those who launch or speak was on that day."""
    text = f"North Korea fired a ballistic missile {clocks}, South Korea's military said."
    (finding,) = [one for one in said("calendar", text, published) if "offset" in one.figures]
    assert finding.verdict == verdict


def test_the_clock_of_another_state(said: Said) -> None:
    """The zone is that of who launches: Tehran's half hour, summer time only where it was kept."""
    text = "Iran fired ballistic missiles at 1:34 a.m. local time ({} GMT) on Wednesday, state TV said."
    assert [one.verdict for one in said("calendar", text.format("2204"), "2020-01-08")] == ["supported"]
    assert [one.verdict for one in said("calendar", text.format("2104"), "2020-01-08")] == ["contradicted"]


def test_zones_of_states_exist() -> None:
    """Every zone is in the IANA database, and Pyongyang's half hour began and ended as it did."""
    names = [name for zones in STATES.values() for name in zones]
    assert all(ahead_of_utc(name, dt.date(2020, 1, 1)) for name in (*names, *ELSEWHERE))
    days = [dt.date(2015, 8, 14), dt.date(2015, 8, 15), dt.date(2018, 5, 4), dt.date(2018, 5, 5)]
    hours = [next(iter(ahead_of_utc("Asia/Pyongyang", day))).total_seconds() / 3600 for day in days]
    assert hours == [9, 8.5, 8.5, 9]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("It was its first test since November, ending a pause of nearly two months.", "supported"),
        ("It was its first test since November, ending a pause of five months.", "contradicted"),
        ("It was its first test since November 5, 2024, breaking a year-long lull.", "contradicted"),
    ],
)
def test_pauses_in_the_words_of_a_claim(said: Said, words: str, verdict: Verdict) -> None:
    """A length that a sentence names as a pause is held against the date that a claim counts from, and quoted."""
    (finding,) = said("calendar", f"{FIRED}{words}")
    assert finding.verdict == verdict
    assert finding.quotes[0].quote in words


@pytest.mark.parametrize(
    ("words", "published", "verdict"),
    [
        ("It tested its first one seven years ago, in 2017.", "2025-01-06", "supported"),
        ("It tested its first one in 2017, eight years ago.", "2025-01-06", "supported"),
        ("It tested its first one four years ago, in 2017.", "2025-01-06", "contradicted"),
        ("It tested its first one in 2006, ten years ago.", "2025-01-06", "contradicted"),
        ("It tested its first one more than four years ago, in 2017.", "2025-01-06", "supported"),
        ("It tested its first one nearly ten years ago, in 2017.", "2025-01-06", "contradicted"),
        ("It tested its first one four years ago, in 2017.", None, "cannot tell"),
    ],
)
def test_years_ago(said: Said, words: str, published: str | None, verdict: Verdict) -> None:
    """Years are counted from the publication."""
    (finding,) = said("calendar", f"North Korea fired a missile, Seoul said. {words}", published)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Its leader, 40, born in 1984, watched.", "supported"),
        ("Its leader, 41, who was born in January 1984, watched.", "supported"),
        ("Its leader, 42, born in 1984, watched.", "cannot tell"),
        ("Its leader, 33, born in 1984, watched.", "contradicted"),
        ("Its leader was born on January 8, 1984, and is 27.", "contradicted"),
    ],
)
def test_ages(said: Said, words: str, verdict: Verdict) -> None:
    """An age is counted from the year of birth to the publication; one more is how Korea used to count."""
    (finding,) = said("calendar", f"{FIRED}{words}")
    assert finding.verdict == verdict


@pytest.mark.parametrize("day", ["Monday, February 30, 2025", "June 31", "February 29, 2023"])
@pytest.mark.parametrize("published", ["0001-01-01", "2025-01-06", "9999-12-31", None])
def test_a_launch_on_a_day_that_is_none_is_read(said: Said, day: str, published: str | None) -> None:
    """A date that no calendar has, or a publication at its end, stops nothing: the date is contradicted."""
    found = said("calendar", f"North Korea fired a ballistic missile on {day}, Seoul said.", published)
    assert [finding.verdict for finding in found] == ["contradicted"]
    assert "the calendar has no" in found[0].message
