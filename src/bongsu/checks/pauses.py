"""A stated pause against the dates that bound it: a part of the calendar check."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bongsu.checks.numerals import NUMBER, number
from bongsu.model import Claim, Evidence, Finding, Hedge, Incident, Ordinal, Report, Span, TimeExpr, Verdict
from bongsu.times import days, interval

RULE: Final = "a stated length is read as half a unit more or less, and a day of counting"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BELOW = re.compile(r"(?:nearly|almost|close to|approaching|just (?:under|short of))\b", re.IGNORECASE)
_QUIET: Final = r"(?:pause|lull|hiatus|break|silence|quiet|gap|calm)"
_LENGTH: Final = (
    r"(?P<{0}>(?:(?P<hedge{0}>nearly|almost|about|around|roughly|some|more than|over|less than|under|at least) )?"
    rf"(?P<n{{0}}>{NUMBER})[ -](?P<unit{{0}}>day|week|month|year)s?)"
)
_BARE = re.compile(rf"(?:{_LENGTH.format('c')})\b", re.IGNORECASE)
_SAID = re.compile(
    rf"\b(?:after|following|ending|ended|breaking|broke|breaks|ends) (?:an? |the )?"
    rf"(?:(?:apparent|long) )?(?:{_QUIET} (?:of|that lasted|lasting) {_LENGTH.format('a')}|{_LENGTH.format('b')}"
    rf"(?:[- ]long)?,? (?:of )?{_QUIET}\b)",
    re.IGNORECASE,
)
_HEDGES: Final[dict[str, Hedge]] = {
    "more than": "over",
    "over": "over",
    "less than": "under",
    "under": "under",
    "at least": "at_least",
}


class Length(msgspec.Struct, frozen=True):
    """A stated length: what it means, its words, the claim that states it, or the quote where no claim does."""

    time: TimeExpr
    words: str
    claim: Claim | None = None
    quotes: tuple[Evidence, ...] = ()


def time_of(claim: Claim) -> TimeExpr | None:
    """Return the time of a claim, or the period of an ordinal."""
    if isinstance(claim.value, Ordinal):
        return claim.value.period
    return claim.value if isinstance(claim.value, TimeExpr) else None


def pauses(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every stated pause.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
    """
    stated = [claim for claim in claims if claim.slot == "first_since"]
    since = [claim for claim in stated if _dates(claim) is not None]
    launches = [claim for claim in claims if claim.slot == "time" and _is_day(claim)]
    for length in _lengths(report, stated, claims):
        comparable = [claim for claim in since if _same_scope(length.claim, claim)]
        yield _pause(incident, length, comparable, launches)


def _lengths(report: Report, stated: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Length]:
    """Yield the lengths that are claimed, and those that sentences of claims name as a pause that ends."""
    claimed = []
    for claim in stated:
        time = time_of(claim)
        if time is not None and time.type == "DURATION":
            claimed.append(time.span)
            yield Length(time, report.text[time.span.start : time.span.end], claim)
    for sentence in dict.fromkeys(claim.evidence.span for claim in claims if stated):
        for match in _SAID.finditer(report.text, sentence.start, sentence.end):
            length = _read(report, match)
            if not any(span.overlaps(length.time.span) for span in claimed):
                yield length


def _read(report: Report, match: re.Match[str]) -> Length:
    time = _time(match, "a" if match["a"] else "b")
    return Length(time, report.text[time.span.start : time.span.end], quotes=(report.quote(Span(*match.span())),))


def length_said(text: str, start: int, end: int) -> TimeExpr | None:
    """Return the length of time that words begin with, "less than a month"; None where they begin with none."""
    match = _BARE.match(text, start, end)
    return _time(match, "c") if match is not None else None


def _time(match: re.Match[str], form: str) -> TimeExpr:
    value = f"P{number(match[f'n{form}']):g}{match[f'unit{form}'][0].upper()}"
    hedge = _HEDGES.get((match[f"hedge{form}"] or "").lower())
    return TimeExpr(Span(*match.span(form)), "DURATION", value, None, None, "duration", hedge=hedge)


def _dates(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a claim's time can mean on its own clock; None when it is not told."""
    time = time_of(claim)
    bounds = interval(time.value, "UTC") if time is not None and time.type != "DURATION" else None
    return (bounds[0].date(), (bounds[1] - dt.timedelta(microseconds=1)).date()) if bounds else None


def _is_day(claim: Claim) -> bool:
    time = time_of(claim)
    return time is not None and _DATE.match(time.value) is not None and _dates(claim) is not None


def _same_scope(first: Claim | None, second: Claim) -> bool:
    """Say whether two claims count the same: "first ICBM since July" and "first test in two months" may not."""
    if first is None:
        return True
    assert isinstance(first.value, Ordinal)
    assert isinstance(second.value, Ordinal)
    if first.value.number is None or None in {first.value.scope, second.value.scope}:
        return True
    return first.value.scope == second.value.scope


def _pause(incident: Incident, length: Length, since: Sequence[Claim], launches: Sequence[Claim]) -> Finding:
    stated = length_in_days(length.time, length.words)
    if stated is None or not since or not launches:
        missing = "number" if stated is None else "date to count from" if not since else "dated launch"
        message = f'"{length.words}" has no {missing}'
        return _finding(incident, ("cannot tell", message, {"stated": length.words}), length, (*since, *launches))
    gaps = [(claim, _gap(claim, launches)) for claim in since]
    fitting = [(claim, gap) for claim, gap in gaps if gap[0] <= stated[1] and stated[0] <= gap[1]]
    claim, gap = (fitting or gaps)[0]
    verdict: Verdict = "supported" if fitting else "contradicted" if len(gaps) == 1 else "cannot tell"
    date = time_of(claim)
    assert date is not None
    message = (
        f"from {date.value} to the launch are {_range(gap)} days; "
        f'"{length.words}" are {_range(stated)} days: they {"fit" if fitting else "do not fit"}; {RULE}'
    )
    figures: dict[str, float | str] = {
        "since": date.value,
        "gap_low": gap[0],
        "gap_high": gap[1],
        "stated_low": stated[0],
        **({} if math.isinf(stated[1]) else {"stated_high": stated[1]}),
    }
    return _finding(incident, (verdict, message, figures), length, (claim, *launches))


def _gap(since: Claim, launches: Sequence[Claim]) -> tuple[float, float]:
    """Return the fewest and most days from ``since`` to the launch; a launch told by two days has two ends."""
    start = _dates(since)
    ends = [dates for claim in launches if (dates := _dates(claim)) is not None]
    assert start is not None
    return float((min(end[0] for end in ends) - start[1]).days), float((max(end[1] for end in ends) - start[0]).days)


def length_in_days(time: TimeExpr, words: str) -> tuple[float, float] | None:
    """Return the fewest and most days that a stated length can mean; None when it has no number.

    Args:
        time: a DURATION, such as ``P2M``.
        words: the words of it, with their hedge.
    """
    length = days(time.value)
    if length is None:
        return None
    number_of_units = float(re.sub(r"[^\d.]", "", time.value))
    half = length / number_of_units / 2 if number_of_units else 0.0
    open_above, open_below = time.hedge in {"over", "at_least"}, time.hedge in {"under", "up_to"}
    low = 0.0 if open_below else length if open_above else length - half
    high = math.inf if open_above else length if open_below or _BELOW.match(words) else length + half
    return max(0.0, math.floor(low) - 1.0), high if open_above else math.ceil(high) + 1.0


def _range(bounds: tuple[float, float]) -> str:
    low, high = bounds
    if math.isinf(high):
        return f"{low:.0f} or more"
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"


def _finding(
    incident: Incident, result: tuple[Verdict, str, dict[str, float | str]], length: Length, claims: tuple[Claim, ...]
) -> Finding:
    verdict, message, figures = result
    return Finding(
        check="calendar",
        verdict=verdict,
        incident_id=incident.id,
        message=message,
        claims=(length.claim, *claims) if length.claim is not None else claims,
        figures=figures,
        quotes=length.quotes,
    )
