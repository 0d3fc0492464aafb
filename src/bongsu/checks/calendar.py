"""Do weekdays fit their dates, and does a stated pause fit the date of the last launch?"""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence

from bongsu.model import Claim, Finding, Incident, Ordinal, Report, TimeExpr, Verdict
from bongsu.times import days, interval

CHECK = "calendar"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_BELOW = re.compile(r"(?:nearly|almost|close to|approaching|just (?:under|short of))\b", re.IGNORECASE)


def check_calendar(incident: Incident, report: Report) -> tuple[Finding, ...]:
    """Compare weekdays with dates, and pauses with the dates that bound them, in the words of one report.

    Weekday: a date that is written with its weekday ("Monday, January 6, 2025") is supported when the calendar
    agrees, and contradicted when it does not or has no such day. Where the year is not written, a weekday that
    does not fit may be the year's fault: cannot tell.

    Pause: "first since November 2024", "nearly two months" and a launch on 6 January 2025 are one statement.
    From any day of November to the launch are 37 to 66 days; nearly two months are 44 to 62 days. The two overlap:
    supported. If they do not: contradicted. A stated length may be off by half of its last unit ("two months" is
    one and a half to two and a half) and by a day of counting; "nearly" only from below, "more than" has no upper
    end and "less than" no lower one. Without a dated launch or a date to count from, with a length that the words
    leave open ("just weeks"), or with several dates of which none fits, it cannot tell.
    """
    claims = [claim for claim in incident.claims if claim.evidence.report_id == report.id]
    return (*_weekdays(incident, report, claims), *_pauses(incident, report, claims))


def _time(claim: Claim) -> TimeExpr | None:
    if isinstance(claim.value, Ordinal):
        return claim.value.period
    return claim.value if isinstance(claim.value, TimeExpr) else None


def _weekdays(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    seen = set()
    for claim in claims:
        time = _time(claim)
        if time is None or time.weekday is None or not _DATE.match(time.value):
            continue
        is_written = time.anchor is None or _MONTH.search(report.text, time.span.start, time.span.end)
        if not is_written or (time.value[:10], time.weekday) in seen:
            continue  # a weekday by itself told the date, and cannot contradict it
        seen.add((time.value[:10], time.weekday))
        yield _weekday(incident, claim, time, WEEKDAYS[time.weekday])


def _weekday(incident: Incident, claim: Claim, time: TimeExpr, stated: str) -> Finding:
    date = time.value[:10]
    bounds = interval(date, "UTC")
    if bounds is None:
        figures: dict[str, float | str] = {"date": date, "stated": stated}
        return _finding(incident, "contradicted", f"the calendar has no {date}", (claim,), figures)
    actual = WEEKDAYS[bounds[0].weekday()]
    figures = {"date": date, "stated": stated, "actual": actual}
    if actual == stated:
        return _finding(incident, "supported", f"{date} was a {stated}, as stated", (claim,), figures)
    message = f"{date} was a {actual}, not a {stated}"
    if time.anchor is None:
        return _finding(incident, "contradicted", message, (claim,), figures)
    return _finding(incident, "cannot tell", f"{message}; the year is told from {time.anchor}", (claim,), figures)


def _pauses(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    stated = [claim for claim in claims if claim.slot == "first_since" and _is_fact(claim)]
    lengths = [claim for claim in stated if (time := _time(claim)) is not None and time.type == "DURATION"]
    since = [claim for claim in stated if _dates(claim) is not None]
    launches = [claim for claim in claims if claim.slot == "time" and _is_fact(claim) and _is_day(claim)]
    for length in lengths:
        comparable = [claim for claim in since if _same_scope(length, claim)]
        yield _pause(incident, report, length, comparable, launches)


def _is_fact(claim: Claim) -> bool:
    return claim.factuality.polarity == "affirmed" and claim.factuality.status in {"happened", "ongoing"}


def _dates(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a claim's time can mean on its own clock; None when it is not told."""
    time = _time(claim)
    bounds = interval(time.value, "UTC") if time is not None and time.type != "DURATION" else None
    return (bounds[0].date(), (bounds[1] - dt.timedelta(microseconds=1)).date()) if bounds else None


def _is_day(claim: Claim) -> bool:
    time = _time(claim)
    return time is not None and _DATE.match(time.value) is not None and _dates(claim) is not None


def _same_scope(first: Claim, second: Claim) -> bool:
    """Say whether two claims count the same: "first ICBM since July" and "first test in two months" may not."""
    assert isinstance(first.value, Ordinal)
    assert isinstance(second.value, Ordinal)
    if first.value.number is None or None in {first.value.scope, second.value.scope}:
        return True
    return first.value.scope == second.value.scope


def _pause(
    incident: Incident, report: Report, length: Claim, since: Sequence[Claim], launches: Sequence[Claim]
) -> Finding:
    claims = (length, *since, *launches)
    time = _time(length)
    assert time is not None
    words = report.text[time.span.start : time.span.end]
    stated = length_in_days(time, words)
    if stated is None or not since or not launches:
        missing = (
            "has no number" if stated is None else f"has no {'date to count from' if not since else 'dated launch'}"
        )
        return _finding(incident, "cannot tell", f'"{words}" {missing}', claims, {"stated": words})
    gaps = [(claim, _gap(claim, launches)) for claim in since]
    fitting = [(claim, gap) for claim, gap in gaps if gap[0] <= stated[1] and stated[0] <= gap[1]]
    claim, gap = (fitting or gaps)[0]
    verdict: Verdict = "supported" if fitting else "contradicted" if len(gaps) == 1 else "cannot tell"
    date = _time(claim)
    assert date is not None
    message = (
        f"from {date.value} to the launch are {_range(gap)} days; "
        f'"{words}" are {_range(stated)} days: they {"fit" if fitting else "do not fit"}'
    )
    figures: dict[str, float | str] = {
        "since": date.value,
        "gap_low": gap[0],
        "gap_high": gap[1],
        "stated_low": stated[0],
        "stated_high": stated[1],
    }
    return _finding(incident, verdict, message, (length, claim, *launches), figures)


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
    number = float(re.sub(r"[^\d.]", "", time.value))
    half = length / number / 2 if number else 0.0
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
    incident: Incident, verdict: Verdict, message: str, claims: tuple[Claim, ...], figures: dict[str, float | str]
) -> Finding:
    return Finding(
        check=CHECK, verdict=verdict, incident_id=incident.id, message=message, claims=claims, figures=figures
    )
