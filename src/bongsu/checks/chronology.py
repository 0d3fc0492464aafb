"""Does the chronicle bear out "first since", "the third this year" and "after a quiet month"?"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks.amounts import codes, facts
from bongsu.checks.counted import nth
from bongsu.checks.days import state_of
from bongsu.checks.earlier import launches_before
from bongsu.checks.retold import retold
from bongsu.checks.since import is_said, since, since_office
from bongsu.checks.told import YEARS, Told
from bongsu.model import Claim, Finding, Incident, Ordinal, Report, TimeExpr
from bongsu.reference.chronicle import Chronicle
from bongsu.reference.offices import Offices
from bongsu.times import interval

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK: Final = dt.timedelta(days=8)
_LATE: Final = dt.timedelta(days=3)
_ONE: Final = dt.timedelta(days=1)


def check_chronology(incident: Incident, report: Report, chronicle: Chronicle, offices: Offices) -> tuple[Finding, ...]:
    """Hold what a report says of a launch's place among others against the chronicle of launches.

    The chronicle has the launches of North Korea from 2016 on. What is counted follows from the noun: any launch,
    a missile, a ballistic one, an ICBM, one that flew over Japan or fell in its zone. For each launch of the
    chronicle it says in, out or perhaps: perhaps where one source alone has it, where it failed, where its class,
    path or zone is not known, and where some would count it and others not, as a cruise missile in "first missile
    test". Words that may narrow what is counted and that the check does not know ("hypersonic"), and a bare "launch"
    in a report that names the missile or its class, make every launch perhaps.

    First since, first in: contradicted when a launch that counts lies between the date and the launch that is told of,
    a day or more away from both. Supported when none does, not even perhaps, and there is one on the date. Where the
    date is that of an event ("since Trump took office"), none is needed on it.

    Pause: "halted for nearly two months" is contradicted when a launch that counts lies within the shortest time that
    the words allow, supported when the last one before lies within the shortest and longest.

    Nth: "the third this year" is supported when the days, launches or missiles that count are that many, and
    contradicted when the days for sure are more by two, or all missiles together, perhaps included, are fewer by two.

    The launch before: "its last test was on March 21" is judged as "first since" is. "Eight days after it fired two" is
    supported where a launch that counts lies so long before, and contradicted where none does, not even perhaps, and
    the chronicle has all that may count.

    Old as new: a launch is dated to a day on which the chronicle has none, nor on the days around, while its apogee
    and distance are those of an older one: contradicted. Without a date that is given in full it cannot tell.

    Where the chronicle has no launch around the day, that of the ten days before is meant, as reports of a reaction
    date that. Where there is none either and the words do not give the date in full, it cannot tell: the date of
    publication, which completes "on Friday", may be that of a copy. Where the sentence speaks of another month or year,
    it may count another launch, and every launch is perhaps, as behind a bare "the first since 2017", which names
    nothing that is counted; "not the first", "would be the first" and "Iran's first" are left alone.

    Days are those of Pyongyang, and a day more or less is allowed for outlets that date by their own. For another
    state, or outside of the time that the chronicle covers, it cannot tell. Each finding names the launches that
    decide it. Absence from the chronicle is never proof: a mode in which rows are missing supports nothing.
    """
    claims = facts(incident, report)
    told = _told(incident, report, claims)
    return tuple(_findings(chronicle, offices, told, claims)) if told is not None else ()


def _findings(chronicle: Chronicle, offices: Offices, told: Told, claims: Sequence[Claim]) -> Iterator[Finding]:
    settled = told.settled(chronicle)
    for claim in claims:
        if isinstance(claim.value, Ordinal) and claim.factuality.certainty == "certain" and is_said(settled, claim):
            finding = _counted(chronicle, settled, claim)
            if finding is not None:
                is_open = finding.verdict == "cannot tell" or settled.known(chronicle)
                yield finding if is_open else _undated(finding, settled)
    if settled.known(chronicle):
        yield from since_office(chronicle, offices, settled, claims)
        yield from launches_before(chronicle, settled)
    yield from retold(chronicle, told, claims)


def _counted(chronicle: Chronicle, told: Told, claim: Claim) -> Finding | None:
    assert isinstance(claim.value, Ordinal)
    is_nth = claim.slot == "ordinal" and claim.value.number != 1
    return nth(chronicle, told, claim) if is_nth else since(chronicle, told, claim)


def _undated(finding: Finding, told: Told) -> Finding:
    """Return a finding that rests on a day which may be wrong as one that cannot be told."""
    said = finding.message.partition('":')[0]
    return told.finding(
        "cannot tell", f'{said}": the chronicle has no launch on {told.day} or around', {}, claims=finding.claims
    )


def _when(report: Report, claims: Sequence[Claim]) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day on which the launch may have been; None when nothing dates it."""
    days = sorted(set(_days(claims)))
    published = report.published.date if report.published is not None else None
    if published is None:
        return (days[0], days[-1]) if days else None
    if published.year not in YEARS:
        return None
    recent = [day for day in days if published - _WEEK <= day <= published + _ONE]
    return (recent[0], recent[-1]) if recent else (published - _LATE, published)


def _told(incident: Incident, report: Report, claims: Sequence[Claim]) -> Told | None:
    """Return the launch that is told of; None when neither the words nor the publication date it."""
    when = _when(report, claims)
    if when is None or when[0].year not in YEARS:
        return None
    first, last = when
    return Told(
        incident=incident,
        report=report,
        state=state_of(claims),
        first=first,
        last=last,
        dated=any(first <= day <= last for day in _days(claims, full=True)),
        classes=frozenset(codes(claims, "class")),
        names_system=any(claim.slot == "system" for claim in claims),
    )


def _days(claims: Sequence[Claim], *, full: bool = False) -> Iterator[dt.date]:
    """Yield the days that are claimed; the ``full`` ones alone need no other date to be told."""
    times = (claim.value for claim in claims if claim.slot == "time" and isinstance(claim.value, TimeExpr))
    for time in times:
        bounds = interval(time.value[:10], "UTC") if _DAY.match(time.value) else None  # None: 30 February
        if bounds is not None and (not full or time.anchor is None):
            yield bounds[0].date()
