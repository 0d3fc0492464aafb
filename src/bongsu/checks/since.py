"""Times without a launch ("first since", "first in two months", a pause): a part of the chronology check."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bongsu.checks.pauses import length_in_days
from bongsu.checks.scopes import Scope, read_scope
from bongsu.checks.told import SLACK, YEARS, Told, covers, named, parted
from bongsu.model import Claim, Evidence, Finding, Ordinal, Span, Verdict
from bongsu.reference.chronicle import Chronicle, PastLaunch
from bongsu.reference.offices import Offices, name_key
from bongsu.times import interval

_NUMBER = re.compile(r"(?:first|\w+)\b ?", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>(?:(?:ballistic|missile|rocket|weapons?) )*(?:launch(?:es)?|tests?|firings?))(?:,| ?[-–—]+)"
    r" (?:(?:its|the|their|(?:Pyongyang|the North|North Korea)['’]s) )?\Z",
    re.IGNORECASE,
)
_PLAIN_DATE = re.compile(
    r"[\s,]*(?:the |early |late |mid-?|last |at least |around |about |back in |in |on )*\(?$", re.IGNORECASE
)
_FOLLOWING = re.compile(r"\s*(?:It|This|That|The (?:launch|test|firing|missile))\b[^\n]{0,200}?[.!?](?=\s|$)")
_CLAUSE = re.compile(r"[^.;\n]{0,120}")
_TIMES = re.compile(
    r"\W*(?:time|occasion)\b(?: (?:in|within|over|for|just|the|past|last|less|more|than|about|as|many))*\W*",
    re.IGNORECASE,
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?<=in )May|(?<=on )May"
    r"|last (?:year|month|week))\b"
)
_MODAL: Final = r"would|could|may|might|if|unless|expected|planned|likely|should|will"
_UNSAID = re.compile(
    r"\b(?:not|hardly)\b[^.;,]{0,25}$"
    rf"|\b(?:{_MODAL})\b[^.;]{{0,60}}$"
    r"|\b(?:South(?: Korea)?|Seoul|Japan|Tokyo|United States|U\.?S\.?|America|Washington|China|Beijing|Russia|Moscow"
    r"|Iran|Tehran|India|Pakistan|Israel)(?:['’]s?|n['’]?s?) (?:\w+ )?$",
    re.IGNORECASE,
)
_SHORT: Final = dt.timedelta(days=1)
_OF_LAUNCHES = re.compile(
    r"\b(?:missiles?|launch\w*|test\w*|weapons?|fir(?:ed|ing)\w*|military activit\w+)\b", re.IGNORECASE
)
_OF_ANOTHER = re.compile(
    r"\b(?:ICBMs?|intercontinental|nuclear|cruise|satellites?|artillery|hypersonic|submarine\w*|long-range|intermediate\w*"
    r"|talks?|negotiat\w+|drills?|exercises?|over Japan|zone|Hwasong\S*|balloons?)\b",
    re.IGNORECASE,
)
_PRESIDENTS: Final = {"usa-president": -1, "kor-president": 0}
"""Office of a president under whom the press counts launches, to where the surname stands in a name."""
_OFFICE: Final = (
    r"\bfirst (?P<scope>[^.;,]{0,60}?)(?:since|under) (?:(?:U\.?S\.? |South Korean |the |new )*President )?"
    r"(?:Donald |Joe |Barack )?(?P<who>%s)(?:['’]s (?:inauguration|presidency|administration)"
    r"| (?:took office|was (?:sworn in|inaugurated)|took power|came to power|became president|administration"
    r"|returned to (?:office|power|the White House)))?\b(?P<after>[^.;\n]{0,60})"
)


def since(chronicle: Chronicle, told: Told, claim: Claim) -> Finding | None:
    """Return what the chronicle says of "first since", "first this year", "first in two months" or a pause.

    Args:
        chronicle: the launches to hold it against.
        told: the launch that is told of.
        claim: a claim whose value is an Ordinal.

    Returns:
        None where the words count nothing: "for the first time".
    """
    value = claim.value
    assert isinstance(value, Ordinal)
    if value.period is None:
        return None
    scope, is_event = scope_of(told, claim)
    if value.period.type == "DURATION":
        return _within(chronicle, told, claim, scope)
    bounds = interval(value.period.value, "UTC")
    is_dated = bounds is not None and bounds[0].year in YEARS
    if bounds is None or not is_dated or told.state is None:
        what = "the date is not told" if not is_dated else "it is not told whose launches are counted"
        return told.finding("cannot tell", f"{_said(told, claim)}: {what}", {}, claims=(claim,))
    start, end = bounds[0].date(), bounds[1].date() - _SHORT
    if end >= told.first - SLACK:  # "first this year", "first since the start of the year"
        return _judge(
            chronicle, told, scope, (start, start - _SHORT), claims=(claim,), said=_said(told, claim), event=True
        )
    return _judge(chronicle, told, scope, (start, end), claims=(claim,), said=_said(told, claim), event=is_event)


def _said(told: Told, claim: Claim) -> str:
    return f'"{told.report.text[claim.value.span.start : claim.value.span.end]}"'


def scope_of(told: Told, claim: Claim) -> tuple[Scope, bool]:
    """Return what a claim counts, and whether its date is that of an event: "since he took office in January".

    Args:
        told: the launch that is told of.
        claim: a claim whose value is an Ordinal with a period.
    """
    value = claim.value
    assert isinstance(value, Ordinal)
    assert value.period is not None
    text = told.report.text
    start = value.span.start
    before = text[claim.evidence.span.start : start]
    if value.number is not None:
        number = _NUMBER.match(text, start)
        start = number.end() if number is not None else start
    words = text[start : max(start, value.period.span.start)]
    counted, *dated = _SINCE.split(words, maxsplit=1)
    match = _CLAUSE.match(text, value.span.end)
    after = match[0] if match is not None else ""
    noun = _NOUN_BEFORE.search(before)
    if not counted.strip() and noun is not None:  # "announced the launch, the sixth this month"
        counted = noun["noun"]
    if _TIMES.fullmatch(counted):  # "the first time in two months that it fired an ICBM": what counts stands behind
        counted, after = f"{counted} {after.lstrip(' ,').partition(',')[0]}", ""
    scope = read_scope(counted, after, told.classes, names_system=told.names_system)
    if scope.doubt is None and (other := other_time(before, told)) is not None:
        scope = msgspec.structs.replace(scope, doubt=f'the sentence speaks of "{other}"')
    return scope, bool(dated) and _PLAIN_DATE.fullmatch(dated[0]) is None


def is_said(told: Told, claim: Claim) -> bool:
    """Say whether the words state the number of this launch: not "not the first", "would be" or "Iran's first".

    Args:
        told: the launch that is told of.
        claim: a claim whose value is an Ordinal.
    """
    before = told.report.text[claim.evidence.span.start : claim.value.span.start]
    return _UNSAID.search(before) is None


def other_time(before: str, told: Told) -> str | None:
    """Return a month or year before the number that is not the launch's: it may be the number of another launch."""
    own = {str(told.first.year), str(told.last.year), _MONTHS[told.first.month - 1], _MONTHS[told.last.month - 1]}
    return next(
        (match[0] for match in _TIME.finditer(before) if not any(match[0].startswith(one) for one in own)), None
    )


def _judge(  # noqa: PLR0913 - one argument a part of the statement
    chronicle: Chronicle,
    told: Told,
    scope: Scope,
    period: tuple[dt.date, dt.date],
    *,
    said: str,
    event: bool,
    claims: tuple[Claim, ...] = (),
    quotes: tuple[Evidence, ...] = (),
) -> Finding:
    """Return whether launches lie between the last day of a period and the launch."""
    start, end = period
    verdict, message, figures = between(chronicle, told, scope, (start, end), event=event)
    return told.finding(verdict, f"{said}: {message}", figures, claims=claims, quotes=quotes)


def between(
    chronicle: Chronicle, told: Told, scope: Scope, period: tuple[dt.date, dt.date], *, event: bool
) -> tuple[Verdict, str, dict[str, float | str]]:
    """Return whether launches that count lie between the last day of a period and the launch that is told of.

    Args:
        chronicle: the launches to hold it against.
        told: the launch that is told of.
        scope: what counts.
        period: its first and last day.
        event: whether it is that of an event, so that no launch needs to lie in it.
    """
    start, end = period
    figures: dict[str, float | str] = {"since": str(end), "launch": told.day}
    later = told.before(chronicle, end + _SHORT)
    sure, perhaps = parted(scope, [one for one in later if one.date > end + SLACK])
    on, edge = (
        [one for found in parted(scope, days) for one in found]
        for days in (_on(chronicle, told, start - SLACK, end), _on(chronicle, told, end + SLACK, end + SLACK))
    )
    if edge and (on or event):  # another launch; without one on the date it is that one, by an outlet's own day
        perhaps = [*edge, *perhaps]
    if sure:
        return (
            "contradicted",
            f"the chronicle has {named(sure)} between then and {told.day}",
            {**figures, "id": sure[-1].id},
        )
    if perhaps:
        why = f"; {scope.doubt}" if scope.doubt else ""
        return "cannot tell", f"{named(perhaps)} may count or not{why}", {**figures, "id": perhaps[-1].id}
    if not covers(chronicle, told, scope, start):
        return "cannot tell", f"the chronicle does not cover {start} to {told.last} for {_state(told)}", figures
    if event:
        return "supported", f"the chronicle has none between then and {told.day}", figures
    if on or edge:
        last = max(on or edge, key=lambda one: one.date)
        return "supported", f"the last before {told.day} is {named([last])}", {**figures, "id": last.id}
    return "cannot tell", f"the chronicle has none from then to {told.day}, nor at that date", figures


def _on(chronicle: Chronicle, told: Told, start: dt.date, end: dt.date) -> list[PastLaunch]:
    return [one for one in told.before(chronicle, start) if one.date <= end]


def _state(told: Told) -> str:
    return told.state or "states that are not told"


def _within(chronicle: Chronicle, told: Told, claim: Claim, scope: Scope) -> Finding | None:
    """Return whether a stated length without a launch is one: "first in two months", "halted for two months"."""
    value = claim.value
    assert isinstance(value, Ordinal)
    assert value.period is not None
    if value.number is None:
        scope = _of_pause(claim, scope)
    words = told.report.text[value.period.span.start : value.period.span.end]
    stated = length_in_days(value.period, words)
    said = _said(told, claim)
    if stated is None or told.state is None:
        what = "the length has no number" if stated is None else "it is not told whose launches are counted"
        return told.finding("cannot tell", f"{said}: {what}", {}, claims=(claim,))
    verdict, message, figures = _length(chronicle, told, scope, stated)
    return told.finding(verdict, f"{said}: {message}", figures, claims=(claim,))


def _of_pause(claim: Claim, scope: Scope) -> Scope:
    """Return any launch as what a pause is one of, in doubt where its sentence speaks of something else besides."""
    quote = claim.evidence.quote
    other = _OF_ANOTHER.search(quote)
    doubt = f'the sentence speaks of "{other[0]}"' if other else None
    if doubt is None and _OF_LAUNCHES.search(quote) is None:
        doubt = "it is not told what paused"
    modes = read_scope("missile launch", "", (), names_system=False)
    return msgspec.structs.replace(modes, words=scope.words, doubt=doubt)


def _length(
    chronicle: Chronicle, told: Told, scope: Scope, stated: tuple[float, float]
) -> tuple[Verdict, str, dict[str, float | str]]:
    low, high = stated
    figures: dict[str, float | str] = {"launch": told.day, "stated_low": low}
    if math.isfinite(high):
        figures["stated_high"] = high
    shortest = told.last - dt.timedelta(days=math.ceil(low)) if low < (told.last - dt.date.min).days else dt.date.min
    sure, perhaps = parted(scope, told.before(chronicle, dt.date.min))
    near, unsure = ([one for one in found if (told.first - one.date).days < low] for found in (sure, perhaps))
    if near:
        gap = (told.first - near[-1].date).days
        return (
            "contradicted",
            f"{named(near[-1:])} is {gap} days before {told.day}, within {low:.0f}",
            {**figures, "gap": gap},
        )
    if unsure:
        why = f"; {scope.doubt}" if scope.doubt else ""
        return "cannot tell", f"{named(unsure)} may count or not{why}", {**figures, "id": unsure[-1].id}
    if not covers(chronicle, told, scope, shortest):
        return "cannot tell", f"the chronicle does not cover {shortest} to {told.last} for {_state(told)}", figures
    all_before = sorted([*sure, *perhaps], key=lambda one: one.date)
    gap = (told.last - all_before[-1].date).days if all_before else 0
    if not all_before or gap > high:
        return "cannot tell", f"the last that may count is further back: {named(all_before[-1:]) or 'none'}", figures
    return (
        "supported",
        f"the last before {told.day} is {named(all_before[-1:])}, {gap} days before",
        {**figures, "gap": gap, "id": all_before[-1].id},
    )


def since_office(chronicle: Chronicle, offices: Offices, told: Told, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every "first since Trump took office" in the sentences of claims that no claim dates.

    Args:
        chronicle: the launches to hold it against.
        offices: who became president when.
        told: the launch that is told of.
        claims: the claims of the report.
    """
    presidents = list(_presidents(offices))
    starts_of: dict[str, list[dt.date]] = {}
    for name, start in presidents:
        starts_of.setdefault(name_key(name), []).append(start)
    names = sorted({re.sub(r"\\?[ -]", "[ -]", re.escape(name)) for name, _ in presidents}, key=len, reverse=True)
    pattern = re.compile(_OFFICE % "|".join(names), re.IGNORECASE)
    seen: set[Span] = set()
    taken = [claim.value.span for claim in claims if isinstance(claim.value, Ordinal)]
    text = told.report.text
    for sentence in dict.fromkeys(claim.evidence.span for claim in claims):
        following = _FOLLOWING.match(text, sentence.end)
        end = following.end() if following is not None else sentence.end
        for match in pattern.finditer(text, sentence.start, end):
            span = Span(*match.span())
            if _UNSAID.search(text, sentence.start, match.start()) is not None or span in seen:
                continue
            seen.add(span)
            starts = [start for start in starts_of[name_key(match["who"])] if start <= told.first]
            if not starts or told.state is None or any(other.overlaps(span) for other in taken):
                continue
            scope = read_scope(match["scope"], match["after"], told.classes, names_system=told.names_system)
            quote = told.report.quote(Span(match.start(), match.start("after")))
            day = max(starts)
            yield _judge(
                chronicle, told, scope, (day, day), said=f'"{quote.quote}" ({day})', event=True, quotes=(quote,)
            )


def _presidents(offices: Offices) -> Iterator[tuple[str, dt.date]]:
    """Yield the names of presidents, in full and the surname alone, each with the day on which they took office."""
    for office, surname in _PRESIDENTS.items():
        for row in offices.holders(office):
            if row.status == "full" and row.is_verified:
                yield from ((name, row.start) for name in {*row.names, *(name.split()[surname] for name in row.names)})
