"""The calendar check on launches that are dated by a political event."""

import msgspec
import pytest

from bongsu.annotate.times import find_times
from bongsu.checks.occasions import occasions
from bongsu.model import Attribution, Claim, Event, Factuality, Finding, Incident, Report, Span, Stamp, Verdict
from bongsu.reference.calendar import Calendar, shipped_calendar


def findings(text: str, published: str, calendar: Calendar | None = None) -> list[Finding]:
    """Check a report of one sentence, whose first time expression is the time of the launch."""
    report = Report.make(text=text, published=Stamp(published, "test"))
    whole = report.quote(Span(0, len(text)))
    time = find_times(text, report.published)[0]
    claim = Claim(
        slot="time", value=time, attribution=Attribution(), factuality=Factuality(status="happened"), evidence=whole
    )
    event = Event(
        id="e",
        report_id=report.id,
        type="LAUNCH",
        mode=None,
        contexts=(),
        trigger=whole,
        claims=(claim,),
        rule="test",
    )
    incident = Incident(id="i", type="LAUNCH", events=(event,))
    return list(occasions(incident, report, (claim,), calendar or shipped_calendar()))


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("On March 5, 2019 it fired a missile, days after the Hanoi summit.", "2019-03-06", "supported"),
        ("On May 4, 2019 it fired missiles, two months after the Hanoi summit.", "2019-05-04", "supported"),
        ("On May 4, 2019 it fired missiles, weeks after the Hanoi summit.", "2019-05-04", "supported"),
        ("On May 4, 2019 it fired missiles, days after the Hanoi summit.", "2019-05-04", "contradicted"),
        ("On May 4, 2019 it fired missiles, days before the Hanoi summit.", "2019-05-04", "contradicted"),
        ("On November 2, 2022 it fired missiles during Vigilant Storm.", "2022-11-02", "supported"),
        ("On November 2, 2022 it fired missiles during South Korea's Vigilant Storm.", "2022-11-02", "supported"),
        ("On November 17, 2022 it fired missiles during Vigilant Storm.", "2022-11-17", "contradicted"),
        ("On April 14, 2020 it fired missiles on the eve of the April 15 election.", "2020-04-14", "supported"),
        ("On April 14, 2020 it fired missiles a day before the Day of the Sun.", "2020-04-14", "supported"),
        ("On April 7, 2020 it fired missiles on the eve of the April 15 election.", "2020-04-07", "contradicted"),
        ("On January 6, 2025 it fired one two weeks before Trump's second inauguration.", "2025-01-06", "supported"),
        ("On January 6, 2025 it fired one three weeks after Yoon's impeachment.", "2025-01-06", "supported"),
        ("On January 6, 2025 it fired one a day after Yoon's impeachment.", "2025-01-06", "contradicted"),
        ("On September 15, 2017 it fired one four days after Resolution 2375.", "2017-09-15", "supported"),
        ("On September 15, 2017 it fired one days after Resolution 2375.", "2017-09-15", "supported"),
    ],
)
def test_a_launch_is_held_against_the_event_that_dates_it(text: str, published: str, verdict: Verdict) -> None:
    """The days between the two fit the words, or they do not."""
    assert [finding.verdict for finding in findings(text, published)] == [verdict]


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("On March 3, 2017 it fired one during Foal Eagle 2017.", "2017-03-03", "no source confirms"),
        ("On April 9, 2021 it fired one on the eve of the April 10 election.", "2021-04-09", "has none of that day"),
        ("On May 4, 2024 it fired one days after the Hanoi summit.", "2024-05-04", "may be of something else"),
        (
            "On May 9, 2019 it fired its second since one that it had fired days before the Hanoi summit.",
            "2019-05-09",
            "may be of something else",
        ),
    ],
)
def test_what_the_table_does_not_settle_cannot_be_told(text: str, published: str, reason: str) -> None:
    """No row, a row without a source, an event of long ago, or words of another launch."""
    (finding,) = findings(text, published)
    assert finding.verdict == "cannot tell"
    assert reason in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "On March 5, 2019 it fired a missile after the Hanoi summit.",
        "On March 5, 2019 it fired a missile, days after the hanoi summit.",
        "On March 5, 2019 it fired a missile, days after the summit.",
        "On March 5, 2019 it fired a missile, days after the Hanoi summits of two clubs.",
        "In March 2019 it fired a missile, days after the Hanoi summit.",
    ],
)
def test_nothing_is_said_without_a_length_an_event_or_a_day(text: str) -> None:
    """Words that do not say how long, or what, or a launch that is dated to the month, are left alone."""
    assert findings(text, "2019-03-06") == []


def test_a_finding_shows_the_event_its_source_and_the_days_between() -> None:
    """The message has what decides, the quote is the words, and the figures are the days."""
    (finding,) = findings("On March 5, 2019 it fired one, a week after the Hanoi summit.", "2019-03-06")
    assert finding.message == (
        '"a week after the Hanoi summit": Hanoi summit was 2019-02-27 to 2019-02-28 (github.com/HistoryAtState/travels'
        " president-travels/trump-donald-j.xml), and the launch 5 to 6 days after"
    )
    assert [quote.quote for quote in finding.quotes] == ["a week after the Hanoi summit"]
    assert finding.figures == {
        "launch": "2019-03-05",
        "event": "Hanoi summit",
        "first": "2019-02-27",
        "last": "2019-02-28",
    }


def test_a_row_that_is_not_verified_decides_nothing() -> None:
    """The same words that a verified row supports are "cannot tell" by one that is not."""
    hanoi = shipped_calendar().named("Hanoi summit")
    assert hanoi is not None
    doubted = Calendar([msgspec.structs.replace(hanoi, verified=False)])
    text = "On March 5, 2019 it fired one, days after the Hanoi summit."
    assert [findings(text, "2019-03-06", calendar)[0].verdict for calendar in (None, doubted)] == [
        "supported",
        "cannot tell",
    ]
