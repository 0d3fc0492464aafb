"""Dates that no calendar has, weekdays beside dates, and "years ago": a part of the calendar check."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks.numerals import NUMBER, number
from bongsu.checks.pauses import time_of
from bongsu.model import Claim, Evidence, Finding, Incident, Report, Span, TimeExpr, Verdict
from bongsu.times import exists, interval

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
"""A pattern for the name of a month, without groups."""
DATE: Final = (
    rf"(?:(?P<month>{MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d|[.:,]\d| ?%)(?:,? (?P<year>\d{{4}})\b)?"
    rf"|(?P<day2>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<month2>{MONTH})\b(?:,? (?P<year2>\d{{4}})\b)?)"
)
"""A pattern for a day and month, with or without a year, which :func:`date_parts` reads."""
_WITH_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})(?:,? \(?|, ?)(?:the )?{DATE}")
_PLACED = re.compile(rf"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Dd]ated|(?:{'|'.join(WEEKDAYS)}),?) {DATE}(?=[\s.,;:)’'\"”]|\Z)")
_YEARS: Final = (
    r"(?:(?P<hedge{0}>nearly|almost|about|around|more than|over|less than|at least) )?"
    rf"(?P<n{{0}}>{NUMBER}) years? ago"
)
_AGO = re.compile(
    rf"\b{_YEARS.format('')}(?:,? in|,| \(in| \() (?:{MONTH} )?(?P<year>(?:19|20)\d\d)\b(?!\d|-)"
    rf"|\bin (?:{MONTH} )?(?P<year2>(?:19|20)\d\d)(?:,| \(|,? or) {_YEARS.format(2)}",
    re.IGNORECASE,
)
_BIRTH: Final = rf"born (?:in|on) (?:{MONTH} (?:\d\d?,? )?)?"
_BORN = re.compile(
    rf"(?:, |\baged |\()(?P<age>\d\d)(?:,| and|\),?) (?:who was |was )?{_BIRTH}(?P<year>(?:19|20)\d\d)\b"
    rf"|\b{_BIRTH}(?P<year2>(?:19|20)\d\d),?(?: and)? (?:is |now |he is |she is |aged )+(?P<age2>\d\d)\b(?! ?[%p])",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_OPEN: Final = frozenset({"more than", "over", "at least"})
_YEAR: Final = 365.2425


def weekdays(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every date that is written with its weekday, and for every date that no calendar has.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: all its claims.
    """
    seen: set[tuple[str, int | None]] = set()
    for claim in claims:
        time = time_of(claim)
        if time is None or time.weekday is None or not _ISO.match(time.value):
            continue
        is_written = time.anchor is None or re.search(rf"\b{MONTH}", report.text[time.span.start : time.span.end])
        if is_written and (time.value[:10], time.weekday) not in seen:  # else the weekday told the date
            seen.add((time.value[:10], time.weekday))
            yield _weekday(incident, claim, time)
    yield from _written(incident, report, seen)
    yield from _impossible(incident, report, {date for date, _ in seen})


def _weekday(incident: Incident, claim: Claim, time: TimeExpr) -> Finding:
    assert time.weekday is not None
    verdict, message, figures = _compare(time.value[:10], WEEKDAYS[time.weekday])
    if verdict == "contradicted" and time.anchor is not None:
        verdict, message = "cannot tell", f"{message}; the year is told from {time.anchor}"
    return _finding(incident, verdict, message, figures, claims=(claim,))


def _compare(date: str, stated: str) -> tuple[Verdict, str, dict[str, float | str]]:
    """Compare a date with the weekday that stands beside it."""
    bounds = interval(date, "UTC")
    if bounds is None:
        return "contradicted", f"the calendar has no {date}", {"date": date, "stated": stated}
    actual = WEEKDAYS[bounds[0].weekday()]
    figures: dict[str, float | str] = {"date": date, "stated": stated, "actual": actual}
    if actual == stated:
        return "supported", f"{date} was a {stated}, as stated", figures
    return "contradicted", f"{date} was a {actual}, not a {stated}", figures


def _written(incident: Incident, report: Report, seen: set[tuple[str, int | None]]) -> Iterator[Finding]:
    """Yield findings on the dates with a weekday that no claim holds, such as those of older launches.

    Of a date without a year it is that of the day nearest to publication.
    """
    for match in _WITH_WEEKDAY.finditer(report.text):
        written, month, day = date_parts(match)
        year = written or _year(report, month, day)
        weekday = WEEKDAYS.index(match["weekday"])
        date = f"{year or 0:04d}-{month:02d}-{day:02d}"
        if year is not None and (date, weekday) not in seen and exists(year, month, day):
            seen.add((date, weekday))
            verdict, message, figures = _compare(date, match["weekday"])
            if written is None:
                message = f"{message}; the year is told from the day of publication"
                verdict = "cannot tell" if verdict == "contradicted" else verdict
            yield _finding(incident, verdict, message, figures, quotes=(report.quote(Span(*match.span())),))


def _year(report: Report, month: int, day: int) -> int | None:
    """Return the year in which a day is nearest to publication; None where that is not known."""
    published = report.published.date if report.published is not None else None
    if published is None or not exists(2024, month, day):
        return None
    years = [year for year in (published.year - 1, published.year, published.year + 1) if exists(year, month, day)]
    return min(years, key=lambda year: abs((dt.date(year, month, day) - published).days), default=None)


def _impossible(incident: Incident, report: Report, seen: set[str]) -> Iterator[Finding]:
    """Yield a finding for every date that no calendar has: a 31st of June, a 29th of February out of a leap year."""
    for match in _PLACED.finditer(report.text):
        year, month, day = date_parts(match)
        shown = f"{year:04d}-{month:02d}-{day:02d}" if year else f"{day} {match['month'] or match['month2']}"
        if exists(year or 2024, month, day) or shown in seen or not 29 <= day <= 32:
            continue
        seen.add(shown)
        figures: dict[str, float | str] = {"date": shown}
        quote = report.quote(Span(match.start(), match.end()))
        yield _finding(incident, "contradicted", f"the calendar has no {shown}", figures, quotes=(quote,))


def date_parts(match: re.Match[str]) -> tuple[int | None, int, int]:
    """Return the year, where it is written, the month and the day of a date."""
    year, month = match["year"] or match["year2"], match["month"] or match["month2"]
    return int(year) if year else None, month_number(month), int(match["day"] or match["day2"])


def month_number(name: str) -> int:
    """Return the number of a month that ``MONTH`` matches."""
    return _MONTHS.index(name[:3].lower()) + 1


def years_ago(incident: Incident, report: Report) -> Iterator[Finding]:
    """Yield a finding for every "three years ago, in 2019": the year against the day of publication.

    Args:
        incident: the incident.
        report: the report that is checked.
    """
    for match in _AGO.finditer(report.text):
        quote = report.quote(Span(*match.span()))
        year, count = int(match["year"] or match["year2"]), number(match["n"] or match["n2"])
        if report.published is None:
            message = f'"{quote.quote}" needs the day of publication, which is not known'
            yield _finding(incident, "cannot tell", message, {"year": year}, quotes=(quote,))
        else:
            hedge = match["hedge"] or match["hedge2"] or ""
            verdict, message, figures = _ago(report.published.date, year, count, hedge.lower())
            yield _finding(incident, verdict, f'"{quote.quote}": {message}', figures, quotes=(quote,))


def _ago(published: dt.date, year: int, count: float, hedge: str) -> tuple[Verdict, str, dict[str, float | str]]:
    low = (published - dt.date(year, 12, 31)).days / _YEAR
    high = (published - dt.date(year, 1, 1)).days / _YEAR
    slack = 1.0 if hedge else 0.5
    fits = low <= count + slack and (count - slack <= high)
    open_above = hedge in _OPEN and high >= count - slack
    verdict: Verdict = "supported" if fits or open_above else "contradicted"
    message = (
        f"from {year} to {published} are {max(low, 0):.1f} to {high:.1f} years, and {count:g} "
        f"{'fits' if verdict == 'supported' else 'does not fit'}; read to {'a year' if hedge else 'half a year'}"
    )
    return verdict, message, {"year": year, "stated": count, "low": low, "high": high}


def ages(incident: Incident, report: Report) -> Iterator[Finding]:
    """Yield a finding for every age that stands beside a year of birth: both against the day of publication.

    Args:
        incident: the incident.
        report: the report that is checked.
    """
    if report.published is None:
        return
    for match in _BORN.finditer(report.text):
        age, year = int(match["age"] or match["age2"]), int(match["year"] or match["year2"])
        oldest = report.published.date.year - year
        verdict: Verdict = (
            "supported" if oldest - 1 <= age <= oldest else "cannot tell" if age == oldest + 1 else "contradicted"
        )
        quote = report.quote(Span(*match.span()))
        message = f'"{quote.quote}": whoever was born in {year} was {oldest - 1} or {oldest} on {report.published.date}'
        figures: dict[str, float | str] = {"age": age, "year": year, "low": oldest - 1, "high": oldest}
        yield _finding(incident, verdict, f"{message}; read as written", figures, quotes=(quote,))


def _finding(  # noqa: PLR0913 - one argument a field
    incident: Incident,
    verdict: Verdict,
    message: str,
    figures: dict[str, float | str],
    *,
    claims: tuple[Claim, ...] = (),
    quotes: tuple[Evidence, ...] = (),
) -> Finding:
    return Finding(
        check="calendar",
        verdict=verdict,
        incident_id=incident.id,
        message=message,
        claims=claims,
        figures=figures,
        quotes=quotes,
    )
