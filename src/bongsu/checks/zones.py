"""The same moment on two clocks: a part of the calendar check."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from bongsu.model import Claim, Finding, Incident, Mention, Report, TimeExpr, Verdict
from bongsu.reference.clocks import ELSEWHERE, STATES
from bongsu.times import EASTERNMOST, WESTERNMOST, offset_name, zone_of

_JOIN = re.compile(r",? ?[(\[/] ?|,? or | \| |,? \(?which is ")
_CLOCK = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d))?T(?P<hour>\d\d)(?::(?P<minute>\d\d))?")
_LOCAL = re.compile(r"\blocal(?: time)?\b", re.IGNORECASE)
_LEARNED = re.compile(r"[+-]\d\d:\d\d")
_NEAR: Final = ("Asia/Seoul",)  # and Tokyo: whose time a report of the region may call local
_DAY: Final = dt.timedelta(days=1)
_WHOLE: Final = dt.timedelta(hours=1)
_ABOUT: Final = dt.timedelta(minutes=30)
_EXACT: Final = dt.timedelta(0)


class Pair(msgspec.Struct, frozen=True):
    """A clock time and the same in a zone that is known, and how far the first is said to be ahead of UTC.

    ``offsets`` are the ways to read that, as the two may lie on different days; ``named`` is the zone that the words
    give the first, ``local`` whether they call it local; ``slack`` how loose the words are.
    """

    first: Claim
    second: Claim
    offsets: tuple[dt.timedelta, ...]
    named: str | None
    local: bool
    slack: dt.timedelta


def zones(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every moment that the words give on two clocks, one right after the other.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
    """
    clocks = sorted(
        (c for c in claims if isinstance(c.value, TimeExpr) and _CLOCK.fullmatch(c.value.value)),
        key=lambda claim: claim.value.span,
    )
    for first, second in pairwise(clocks):
        if _JOIN.fullmatch(report.text, first.value.span.end, second.value.span.start):
            pair = _pair(report, first, second) or _pair(report, second, first)
            if pair is not None:
                yield _finding(incident, pair, _day(first, second, report), claims)


def _pair(report: Report, first: Claim, second: Claim) -> Pair | None:
    """Return two clock times as a pair when the second's words name its zone; None otherwise."""
    one, other = first.value, second.value
    assert isinstance(one, TimeExpr)
    assert isinstance(other, TimeExpr)
    named, known, day = _named(one), _named(other), _day(first, second, report)
    if known is None or one.zone == "UTC" or (day is None and known != "UTC"):
        return None
    of_known = ahead_of_utc(known, day or dt.date(2000, 1, 1), named=True)
    ahead = {_clock(one) - _clock(other) + offset + _DAY * days for offset in of_known for days in (-1, 0, 1)}
    offsets = tuple(sorted(offset for offset in ahead if WESTERNMOST <= offset <= EASTERNMOST))
    words = report.text[one.span.start : one.span.end]
    loose = "about" in {one.hedge, other.hedge}
    return Pair(first, second, offsets, named, _LOCAL.search(words) is not None, _ABOUT if loose else _EXACT)


def _named(time: TimeExpr) -> str | None:
    """Return the zone that the words of a time name, not one that was worked out."""
    return time.zone if time.zone is not None and not _LEARNED.fullmatch(time.zone) else None


def _clock(time: TimeExpr) -> dt.timedelta:
    match = _CLOCK.fullmatch(time.value)
    assert match is not None
    return dt.timedelta(hours=int(match["hour"]), minutes=int(match["minute"] or 0))


def _day(first: Claim, second: Claim, report: Report) -> dt.date | None:
    """Return the day that decides how far a zone was ahead: that of the times, or of publication."""
    for claim in (second, first):
        assert isinstance(claim.value, TimeExpr)
        if claim.value.start is not None:
            return claim.value.start.date()
    return report.published.date if report.published is not None else None


def ahead_of_utc(zone: str, day: dt.date, *, named: bool = False) -> frozenset[dt.timedelta]:
    """Return how far a zone is ahead of UTC at noon of a day.

    Where the words name a zone that moves its clocks, summer and winter both count: the press writes EST in summer.
    Raises ``ZoneInfoNotFoundError``.
    """
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=zone_of(zone))
    saves = named and any(noon.replace(month=month, day=1).dst() for month in (1, 7))
    times = [noon, noon.replace(month=1, day=1), noon.replace(month=7, day=1)] if saves else [noon]
    return frozenset(offset for time in times if (offset := time.utcoffset()) is not None)


def _launchers(incident: Incident) -> list[str]:
    """Return the states that are said to have launched and whose zones are known."""
    mentions = [claim.value for claim in incident.claims if claim.slot == "actor" and isinstance(claim.value, Mention)]
    found = (mention.entity.country for mention in mentions if mention.entity is not None)
    return [state for state in dict.fromkeys(found) if state in STATES]


def _speakers(claims: Sequence[Claim]) -> list[str]:
    """Return the states of those who speak and whose zones are known."""
    mentions = (claim.attribution.speaker for claim in claims)
    found = (mention.entity.country for mention in mentions if mention is not None and mention.entity is not None)
    return [state for state in dict.fromkeys(found) if state in STATES]


def _finding(incident: Incident, pair: Pair, day: dt.date | None, claims: Sequence[Claim]) -> Finding:
    launchers = _launchers(incident)
    verdict, reason = _verdict(pair, day, launchers, [*launchers, *_speakers(claims)])
    words = [claim.evidence.quote for claim in (pair.first, pair.second)]
    first, second = (
        quote[claim.value.span.start - claim.evidence.span.start : claim.value.span.end - claim.evidence.span.start]
        for claim, quote in zip((pair.first, pair.second), words, strict=True)
    )
    offset = " or ".join(f"UTC{offset_name(offset)}" for offset in pair.offsets)
    return Finding(
        check="calendar",
        verdict=verdict,
        incident_id=incident.id,
        message=f'"{first}" and "{second}" are {offset}: {reason}; {_rule(pair)}',
        claims=(pair.first, pair.second),
        figures={"first": first, "second": second, "offset": offset},
    )


def _rule(pair: Pair) -> str:
    return "read to half an hour, as they are hedged" if pair.slack else "read as written, to the minute"


def _verdict(pair: Pair, day: dt.date | None, launchers: Sequence[str], states: Sequence[str]) -> tuple[Verdict, str]:
    """Return the verdict and its reason.

    Args:
        pair: the two clock times.
        day: the day that decides how far zones were ahead; None when it is not known.
        launchers: the launching states.
        states: these and the states of those who speak.
    """
    if day is None:
        return "cannot tell", "the report has no date, and zones change"
    if pair.named is not None:
        fits = _fitting(pair, (pair.named,), day) is not None
        return ("supported", f"{pair.named} has that") if fits else ("contradicted", f"{pair.named} is not")
    own = [zone for state in states for zone in STATES[state]]
    if (zone := _fitting(pair, own, day)) is not None:
        return "supported", f"{zone} had that on {day}"
    near = _fitting(pair, _NEAR if pair.local else ELSEWHERE, day)
    if near is not None or not launchers or (not pair.local and _exists(pair)):
        return (
            "cannot tell",
            f"{f'{near} had that on {day}, but ' if near else ''}the words do not say whose clock it is",
        )
    launcher = STATES[launchers[0]][0]
    had = " or ".join(f"UTC{offset_name(offset)}" for offset in sorted(ahead_of_utc(launcher, day)))
    return "contradicted", f"{launcher} had {had} on {day}"


def _fitting(pair: Pair, names: Sequence[str], day: dt.date) -> str | None:
    """Return the zone that is as far ahead as the pair says: the first of those that are nearest."""
    off = {
        name: min(
            abs(real - said) for real in ahead_of_utc(name, day, named=pair.named == name) for said in pair.offsets
        )
        for name in names
        if pair.offsets
    }
    best = min(off, key=off.__getitem__, default=None)
    return best if best is not None and off[best] <= pair.slack else None


def _exists(pair: Pair) -> bool:
    """Say whether any zone may be so far ahead: whole hours, and the half hours of India, Australia and others."""
    halves = {dt.timedelta(hours=hours, minutes=30) for hours in (3, 4, 5, 6, 9, 10, -3)}
    return any(offset % _WHOLE == _EXACT or offset in halves or pair.slack for offset in pair.offsets)
