"""Do dates, weekdays, clock times and lengths of time in a report fit the calendar and each other?"""

from bongsu.checks.amounts import facts
from bongsu.checks.dates import ages, weekdays, years_ago
from bongsu.checks.occasions import occasions
from bongsu.checks.pauses import pauses
from bongsu.checks.zones import zones
from bongsu.model import Finding, Incident, Report
from bongsu.reference.calendar import Calendar


def check_calendar(incident: Incident, report: Report, calendar: Calendar) -> tuple[Finding, ...]:
    """Hold the dates and times in the words of one report against the calendar.

    Weekday: a date that is written with its weekday ("Monday, January 6, 2025") is supported when the calendar agrees,
    and contradicted when it does not. Where the year is not written, it is that of the day nearest to publication, and
    a weekday that does not fit may be the year's fault: cannot tell. A date that the calendar does not have ("February
    30") is contradicted.

    Clocks: "around noon (0300 GMT)" is one moment on two clocks. How far the first is ahead of UTC has to be the
    offset, on that day, of a zone of the launching state or of a state that speaks; the zones are those of the IANA
    database, in which Pyongyang kept UTC+8:30 from 15 August 2015 to 4 May 2018. Supported: it is. Contradicted:
    it is not, where the words name the zone or call the time local, or no zone at all has that offset. Otherwise
    the outlet may have given its own time: cannot tell. Clock times are read to the minute, and to half an hour
    where the words hedge; of a named zone that moves its clocks, summer and winter both count, as "EST" is written in
    summer too.

    Pause: "first since November 2024", "nearly two months" and a launch on 6 January 2025 are one statement.
    From any day of November to the launch are 37 to 66 days; nearly two months are 44 to 62 days. The two overlap:
    supported. If they do not: contradicted. A stated length may be off by half of its last unit ("two months" is
    one and a half to two and a half) and by a day of counting; "nearly" only from below, "more than" has no upper
    end and "less than" no lower one. Without a dated launch or a date to count from, with a length that the words
    leave open ("just weeks"), or with several dates of which none fits, it cannot tell.

    Clock times in two zones that are both named, or one of them and "local time", are held against each other alike.

    Years: "three years ago, in 2019" is counted from the publication to every day of that year, and may be off by
    half a year, or by one where the words hedge. Supported: they meet. Contradicted: they do not. Without a date of
    publication it cannot tell. An age beside a year of birth ("33, born in 1984") is counted in the same way, to the
    year; an age that is one more, as Korea used to count, cannot be told.

    Political events: "days after the Hanoi summit", "on the eve of the April 15 election", "during Vigilant Storm" are
    held against a table of political events, where they stand in a sentence of the account of a launch whose day is
    known. "Days" are up to two weeks, "weeks" up to ten, and a number of days, weeks or months may be off by half a
    unit; each by a day more, since the day may be that of another clock. Contradicted: the event was at another time,
    in the year around the launch, and nothing before the words ("since", "last", "which") says that they may be of
    something else. It cannot tell where the table has no such event, or a row that no source confirms.
    """
    own = [claim for claim in incident.claims if claim.evidence.report_id == report.id]
    claims = facts(incident, report)
    return (
        *weekdays(incident, report, own),
        *zones(incident, report, claims),
        *pauses(incident, report, claims),
        *years_ago(incident, report),
        *ages(incident, report),
        *occasions(incident, report, claims, calendar),
    )
