"""What "the third this year" counts: a part of the chronology check."""

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from bongsu.checks.pauses import length_in_days, length_said
from bongsu.checks.scopes import Scope
from bongsu.checks.since import scope_of
from bongsu.checks.told import SLACK, YEARS, Told, covers, named, parted
from bongsu.model import Claim, Finding, Ordinal, Span, TimeExpr, Verdict
from bongsu.reference.chronicle import Chronicle, PastLaunch
from bongsu.times import interval

_WITHIN: Final = re.compile(r"\b(?:in|within|over) (?:(?:just|only|the (?:past|last|space of)) )*", re.IGNORECASE)
_MARGIN: Final = 2
"""By how much a number has to be off: outlets count a launch or a day more or less."""


def nth(chronicle: Chronicle, told: Told, claim: Claim) -> Finding | None:
    """Return what the chronicle says of "the third this year"; None where no time is told in which it is counted.

    Args:
        chronicle: the launches to hold it against.
        told: the launch that is told of.
        claim: a claim whose value is an Ordinal with a number.
    """
    value = claim.value
    assert isinstance(value, Ordinal)
    period = value.period or _period(told, value.span)
    if period is None or value.number is None:
        return None
    said = f'"{told.report.text[value.span.start : value.span.end]}"'
    start = _start(period, told)
    if start is None or told.state is None or start >= told.first:
        what = "it is not told whose launches are counted" if told.state is None else "it is not told since when"
        return told.finding("cannot tell", f"{said}: {what}", {}, claims=(claim,))
    within = msgspec.structs.replace(claim, value=msgspec.structs.replace(value, period=period))
    scope, _ = scope_of(told, within)
    verdict, message, figures = _verdict(chronicle, told, scope, start, value.number)
    return told.finding(verdict, f"{said}: {message}", figures, claims=(claim,))


def _period(told: Told, span: Span) -> TimeExpr | None:
    """Return the length that the words of a number end with: "the second to fly over Japan in less than a month"."""
    for match in _WITHIN.finditer(told.report.text, span.start, span.end):
        length = length_said(told.report.text, match.end(), span.end)
        if length is not None and length.span.end == span.end:
            return length
    return None


def _start(period: TimeExpr, told: Told) -> dt.date | None:
    """Return the first day on which what is counted may lie."""
    if period.type == "DURATION":
        words = told.report.text[period.span.start : period.span.end]
        stated = length_in_days(period, words)
        if stated is None or stated[0] > 10_000:
            return None
        longest = stated[1] if math.isfinite(stated[1]) else 2 * stated[0]  # "just over two weeks"
        return told.first - dt.timedelta(days=longest)
    bounds = interval(period.value, "UTC")
    return bounds[0].date() if bounds is not None and bounds[0].year in YEARS else None


def _verdict(
    chronicle: Chronicle, told: Told, scope: Scope, start: dt.date, number: int
) -> tuple[Verdict, str, dict[str, float | str]]:
    earlier = told.before(chronicle, start)
    sure, perhaps = parted(scope, earlier)
    _, edge = parted(scope, _edge(chronicle, told, start))
    own = [one for one in told.around(chronicle) if scope.standing(one) != "out"]
    fewest = len({one.date for one in sure if one.date > start + SLACK}) + 1
    most = _missiles([*sure, *perhaps, *edge, *own]) + (0 if own else 1)
    figures: dict[str, float | str] = {"stated": number, "fewest": fewest, "most": most}
    assert told.state is not None
    if number + _MARGIN <= fewest:
        return "contradicted", f"since {start} it is the {_th(fewest)} day with one at least: {named(sure)}", figures
    if not covers(chronicle, told, scope, start):
        return "cannot tell", f"the chronicle does not cover {start} to {told.last} for {told.state}", figures
    if (
        scope.readings
        and number >= most + _MARGIN
        and chronicle.covers(told.state, scope.modes | scope.loose, start, told.last)
    ):
        return (
            "contradicted",
            f"since {start} the chronicle has {most} missiles at most: {named([*sure, *perhaps, *own])}",
            figures,
        )
    launches = [*earlier, *told.around(chronicle)]
    fits = next((fit for one in scope.readings if (fit := _fit(one, launches, number)) is not None), None)
    if fits is not None:
        return "supported", f"since {start} it is the {_th(number)} by {fits}", figures
    why = scope.doubt or f"since {start} days with one for sure are {fewest}, and missiles {most} at most"
    return "cannot tell", why, figures


def _fit(scope: Scope, launches: Sequence[PastLaunch], number: int) -> str | None:
    """Return by what launches are that many, those for sure or all of the mode, and which they are; None by nothing."""
    sure, perhaps = parted(scope, launches)
    of_mode = [one for one in launches if one in sure or (one in perhaps and one.mode in scope.modes)]
    for counted in (of_mode, sure):
        what = _counts(counted).get(number)
        if what is not None:
            return f"{what}: {named(counted)}"
    return None


def _th(number: int) -> str:
    """Return a number as a rank: ``2nd``, ``12th``, ``21st``."""
    tens, ones = divmod(number, 10)
    return f"{number}{'th' if tens % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(ones, 'th')}"


def _edge(chronicle: Chronicle, told: Told, start: dt.date) -> list[PastLaunch]:
    return [one for one in chronicle.launches if one.state == told.state and start - SLACK <= one.date < start]


def _missiles(launches: Sequence[PastLaunch]) -> int:
    """Return how many missiles there were at most; a launch that does not tell may have had many."""
    return sum(one.count or 10 for one in launches)


def _counts(launches: Sequence[PastLaunch]) -> dict[int, str]:
    """Return how many there are, counted by missiles, by launches and by days."""
    missiles = sum(one.count or 1 for one in launches)
    return {missiles: "missiles", len(launches): "launches", len({one.date for one in launches}): "days"}
