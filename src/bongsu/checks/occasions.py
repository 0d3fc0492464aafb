"""A launch that is dated by a political event, against the table of those: a part of the calendar check."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bongsu.checks.days import day_claim, day_of
from bongsu.checks.numerals import NUMBER, number
from bongsu.checks.pauses import length_in_days
from bongsu.model import Claim, Finding, Incident, Report, Span, TimeExpr, Verdict
from bongsu.reference.calendar import Calendar, Happening, Kind

_HISTORY: Final = 400
_HALF_A_YEAR: Final = 183
_MARGIN: Final = dt.timedelta(days=1)
_SIDES: Final = {"after": 1, "following": 1, "before": -1, "ahead of": -1, "prior to": -1}
_VAGUE: Final = {"hours": (-1.0, 2.0), "days": (0.0, 15.0), "weeks": (6.0, 70.0), "months": (27.0, 550.0)}
_NEXT_DAY: Final = (0.0, 2.0)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS: Final[dict[str, Kind]] = {
    "election": "election",
    "elections": "election",
    "vote": "election",
    "polls": "election",
    "runoff": "election",
    "summit": "summit",
    "inauguration": "inauguration",
    "impeachment": "impeachment",
    "referendum": "referendum",
    "parade": "parade",
}
_RELATION: Final = (
    r"\b(?:(?P<during>during)|(?P<eve>the eve of)|(?:(?P<next>the day)"
    rf"|(?P<n>{NUMBER}) (?P<unit>day|week|month|year)(?P<many>s?)|(?P<vague>{'|'.join(_VAGUE)}))"
    rf" (?P<side>{'|'.join(_SIDES)}))"
)
_OWNER: Final = r"(?: the| this (?:week|month|year)'s| last (?:week|month|year)'s)?(?: [A-Z][\w.]+(?: [A-Z]\w+)?'s)?"
_DATED: Final = (
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.? (?P<day>\d\d?)(?:st|nd|rd|th)?"
    r"(?: (?:presidential|legislative|parliamentary|general|local|midterm|snap|inter-Korean|(?:lower|upper) house))?"
    rf" (?P<what>{'|'.join(_KINDS)})"
)
_OF_ANOTHER: Final = re.compile(
    r"\b(?:since|last|previous|previously|earlier|former|when|which|who|whose|had|if)\b", re.IGNORECASE
)


class _Told(NamedTuple):
    """How words date a launch: by what, on which side of it (0: during), and by how many days at least and at most."""

    words: str
    happening: Happening | None
    side: int
    bounds: tuple[float, float]


def occasions(incident: Incident, report: Report, claims: Sequence[Claim], calendar: Calendar) -> Iterator[Finding]:
    """Yield a finding for every political event by which a sentence of the account dates the launch.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
        calendar: the political events.
    """
    dated = day_claim(claims)
    day = day_of(dated) if dated is not None else None
    if dated is None or day is None:
        return
    pattern = _pattern(calendar.names)
    for sentence in dict.fromkeys(claim.evidence.span for claim in claims):
        for match in pattern.finditer(report.text, sentence.start, sentence.end):
            told = _told(match, day, calendar)
            of_another = _OF_ANOTHER.search(report.text, sentence.start, match.start()) is not None
            verdict, message, figures = _judge(told, day, of_another=of_another)
            yield Finding(
                check="calendar",
                verdict=verdict,
                incident_id=incident.id,
                message=f'"{told.words}": {message}',
                claims=(dated,),
                figures={"launch": str(day), **figures},
                quotes=(report.quote(Span(*match.span())),),
            )


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{_RELATION}{_OWNER} (?:(?P<name>{known})|{_DATED})\b")


def _told(match: re.Match[str], day: dt.date, calendar: Calendar) -> _Told:
    """Read how a match dates a launch of a day."""
    side, bounds = _distance(match)
    occasion = calendar.named(match["name"] or "")
    if occasion is None:
        return _Told(match[0], _nearest(_dated(match, day, calendar), day, 0), side, bounds)
    years = (day.year - 1, day.year, day.year + 1) if occasion.is_yearly else (day.year,)
    return _Told(match[0], _nearest([occasion.in_year(year) for year in years], day, side), side, bounds)


def _dated(match: re.Match[str], day: dt.date, calendar: Calendar) -> list[Happening]:
    """Return what began on the day of the year that words name, in the half years before and after a launch."""
    half = dt.timedelta(days=_HALF_A_YEAR)
    wanted = (_KINDS[match["what"]], _MONTHS.index(match["month"]) + 1, int(match["day"]))
    around = calendar.between(day - half, day + half)
    return [one for one in around if (one.occasion.kind, one.first.month, one.first.day) == wanted]


def _distance(match: re.Match[str]) -> tuple[int, tuple[float, float]]:
    """Return the side of the event on which the launch is said to be, and by how many days."""
    if match["during"]:
        return 0, (0.0, 0.0)
    if match["eve"]:
        return -1, _NEXT_DAY
    side = _SIDES[match["side"]]
    vague = match["vague"] or ("days" if match["many"] and number(match["n"]) == 1 else None)  # "fired one days after"
    if vague:
        return side, _VAGUE[vague]
    if match["next"]:
        return side, _NEXT_DAY
    value = f"P{number(match['n']):g}{match['unit'][0].upper()}"
    words = f"{match['n']} {match['unit']}"
    time = TimeExpr(Span(*match.span("unit")), "DURATION", value, None, None, "duration")
    return side, length_in_days(time, words) or _NEXT_DAY


def _nearest(found: Sequence[Happening], day: dt.date, side: int) -> Happening | None:
    """Return the time of an event that is nearest to a day, on the side that is told where there is one."""
    told = [one for one in found if side == 0 or (_apart(one, day, side)[1] >= -1)]
    return min(told or found, key=lambda one: abs((one.first - day).days), default=None)


def _apart(happening: Happening, day: dt.date, side: int) -> tuple[int, int]:
    """Return the fewest and most days that a launch is after an event, or before it; less than none: it is not."""
    if side < 0:
        return (happening.first - day).days, (happening.first - day).days
    return (day - happening.last).days, (day - happening.first).days


def _judge(told: _Told, day: dt.date, *, of_another: bool) -> tuple[Verdict, str, dict[str, float | str]]:
    """Return the verdict on what is told, with the reason."""
    if told.happening is None:
        return "cannot tell", "the table of political events has none of that day", {}
    occasion, first, last = told.happening
    when = f"{first}" if first == last else f"{first} to {last}"
    figures: dict[str, float | str] = {"event": occasion.name, "first": str(first), "last": str(last)}
    if not occasion.verified:
        return "cannot tell", f"{occasion.name} was {when} by a row that no source confirms", figures
    low, high = _apart(told.happening, day, told.side or 1)
    if told.side == 0:
        fits, where = first - _MARGIN <= day <= last + _MARGIN, f"on {day}"
    else:
        fits = low <= told.bounds[1] and told.bounds[0] <= high
        apart = f"{low}" if low == high else f"{low} to {high}"
        where = f"{apart} days {'after' if told.side > 0 else 'before'}"
    message = f"{occasion.name} was {when} ({occasion.source}), and the launch {where}"
    if fits:
        return "supported", message, figures
    if of_another or min(abs(low), abs(high)) > _HISTORY:
        return "cannot tell", f"{message}; the words may be of something else", figures
    return "contradicted", message, figures
