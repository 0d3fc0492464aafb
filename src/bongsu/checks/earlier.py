"""The launch before ("the last test was on March 21", "days after it fired two"): a part of the chronology check."""

import calendar
import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bongsu.checks.dates import DATE, MONTH, date_parts, month_number
from bongsu.checks.numerals import NUMBER, number
from bongsu.checks.pauses import length_in_days
from bongsu.checks.scopes import Scope, read_scope
from bongsu.checks.since import between, other_time
from bongsu.checks.told import SLACK, Told, covers, named, parted
from bongsu.model import Finding, Hedge, Span, TimeExpr, Verdict
from bongsu.reference.chronicle import Chronicle
from bongsu.times import exists

_WHEN: Final = rf"(?:{DATE}|(?P<month3>{MONTH})(?:(?: of)? (?P<year3>\d{{4}})\b)?|(?P<year4>20\d\d)\b)"
_OURS: Final = r"(?:North Korea|Pyongyang|the North|the (?:isolated |reclusive )?(?:country|state|regime|nation))"
_TEST: Final = r"(?:launch(?:es)?|tests?(?: launch(?:es)?)?|firings?)"
_DONE: Final = r"(?:(?:test-|flight-|test )?(?:fired|launched|tested)|conducted|carried out|staged|lobbed|shot|sent)"
_LAST: Final = re.compile(
    rf"\b(?:(?:the|its|{_OURS}['’]s) (?:last|previous)(?P<what>(?: such| known| confirmed)?[^.;,\n]{{0,40}}?"
    rf"\b(?:{_TEST}|one)(?: of [^.;,\n]{{0,40}}?)?)(?: by {_OURS})? (?:was|were|came|took place|occurred|happened)"
    rf"(?: (?:conducted|held|carried out))?|the last,? (?:occurring|taking place|coming)"
    rf"|(?:{_OURS}|it|North Korean missiles?)(?: had)? last (?P<did>(?:{_DONE}|reached|landed|fell|flew) "
    rf"(?!on\b|in (?:{MONTH}|\d))[^.;,\n]{{1,50}}?)) (?:back )?(?:on|in)(?: late| early| mid-?)? {_WHEN}"
    r"(?P<after>[^.;,\n]{0,60})",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\b(?P<length>(?:(?P<hedge>less than|more than|about|around|nearly|almost|over) )?(?P<n>{NUMBER})"
    rf" (?P<unit>day|week|month)s?) after (?:(?:{_OURS}|it)(?: had)?(?: also| \w+ly)? (?P<what>{_DONE}[^.;,\n]{{0,60}})"
    rf"|(?:its|{_OURS}['’]s) (?:last|latest|previous|most recent)(?P<noun>[^.;,\n]{{0,40}}?\b{_TEST})\b)",
    re.IGNORECASE,
)
# What the length is of: the launch that "came" so long after, or that was fired then.
_OF_LAUNCH: Final = re.compile(
    rf"\b(?:{_TEST}|it|this)(?: [\w’']+){{0,2}} (?:came|comes|was|took place|occurred|happened|followed)"
    rf"(?: just| only| barely| a mere| about)?\s*\Z"
    rf"|\b(?:{_OURS}|it)(?: has| had)? {_DONE} [^.;,\n]{{0,60}}\b(?:missiles?|projectiles?|rockets?)"
    rf"(?: on \w+day)?(?:, [^.;,\n]{{0,60}} sa(?:id|ys))?,?(?: just| only| barely)?\s*\Z",
    re.IGNORECASE,
)
_INTO: Final = re.compile(r"\b(?:in)?to (?:the|waters?)\b.*|\boff (?:its|the)\b.*|\btowards? .*", re.IGNORECASE)
_SORTS: Final = re.compile(
    r"\bwhat (?:was|were|is) (?:assessed|believed|thought|presumed)(?: as| to be)?\b|\b(?:believed|presumed) to be\b.*"
    r"|\b(?:new|newly developed|unidentified|suspected|apparent|another|long[- ]range|mid-?range)\b|\bthat\b.*"
    rf"|\b(?:{NUMBER}|several|multiple|more) (?=\w)",
    re.IGNORECASE,
)
_HEDGES: Final[dict[str, Hedge]] = {"less than": "under", "more than": "over", "over": "over"}
_SENTENCE: Final = re.compile(r"[.!?]['\"”]?\s|\n")
_SENTENCE_LENGTH: Final = 300
_OTHER: Final = re.compile(
    r"\b(?:South|Seoul|Japan|Tokyo|United States|U\.?S\.?|Washington|China|Beijing|Russia|Moscow|Iran|Tehran|India"
    r"|Pakistan|Israel|would|could|may|might|if|not|never)\b"
)
_LONGEST: Final = 10_000
"""Days beyond which no length between launches is read."""


class _Period(NamedTuple):
    """The days in which a launch is said to lie."""

    start: dt.date
    end: dt.date


def launches_before(chronicle: Chronicle, told: Told) -> Iterator[Finding]:
    """Yield a finding for every statement of when the launch before was, where the chronicle is of that state.

    Args:
        chronicle: the launches to hold it against.
        told: the launch that is told of.
    """
    if all(row.state != told.state for row in chronicle.coverage):
        return
    text = told.report.text
    for match in _LAST.finditer(text):
        period = _period(match, told.last)
        words = match["what"] or match["did"] or "such launch"
        if "nuclear" in words.lower():
            continue
        if period is not None and period.end < told.first - SLACK:  # else it is the launch that is told of
            scope = _scope(words, told, match["after"])
            verdict, message, figures = between(chronicle, told, scope, period, event=False)
            yield _finding(told, match.span(), verdict, message, figures)
    for match in _AFTER.finditer(text):
        if _OF_LAUNCH.search(text, max(0, match.start() - 160), match.start()) is not None:
            yield _finding(told, match.span(), *_apart(chronicle, told, match))


def _scope(words: str, told: Told, after: str = "") -> Scope:
    """Return what words count, without how many there were and where they fell."""
    plain = _SORTS.sub(" ", _INTO.sub("", words)).replace(" one", " launch")
    return read_scope(plain, after, told.classes, names_system=told.names_system)


def _period(match: re.Match[str], last: dt.date) -> _Period | None:
    """Return the day, month or year that words name, the latest before the launch; None where no calendar has it."""
    if match["year4"]:
        year = int(match["year4"])
        return _Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if match["month3"]:
        month = month_number(match["month3"])
        year = int(match["year3"]) if match["year3"] else last.year - (month > last.month)
        return _Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    written, month, day = date_parts(match)
    year = written or last.year - ((month, day) > (last.month, last.day))
    return _Period(dt.date(year, month, day), dt.date(year, month, day)) if exists(year, month, day) else None


def _apart(chronicle: Chronicle, told: Told, match: re.Match[str]) -> tuple[Verdict, str, dict[str, float | str]]:
    """Return whether a launch lies as long before as is said. It need not be the last one before."""
    value = f"P{number(match['n']):g}{match['unit'][0].upper()}"
    hedge = _HEDGES.get((match["hedge"] or "").lower())
    length = TimeExpr(Span(*match.span("length")), "DURATION", value, None, None, "duration", hedge=hedge)
    bounds = length_in_days(length, match["length"])
    assert bounds is not None, "a length with a number has bounds"
    low, high = bounds[0], bounds[1] if math.isfinite(bounds[1]) else 2 * bounds[0]  # "more than two weeks after"
    if high > _LONGEST:
        return "cannot tell", "the length is beyond all launches", {}
    start, end = told.first - dt.timedelta(days=high), told.last - dt.timedelta(days=low)
    scope = _scope(match["what"] or match["noun"], told)
    near = [one for one in told.before(chronicle, start - SLACK) if one.date <= end]
    near += [one for one in told.around(chronicle) if one.date <= end and one.date < told.first]
    sure, perhaps = parted(scope, near)
    figures: dict[str, float | str] = {"launch": told.day, "stated_low": low, "stated_high": high}
    if sure:
        gap = (told.last - sure[-1].date).days
        return "supported", f"{named(sure[-1:])} is {gap} days before {told.day}", {**figures, "gap": gap}
    if perhaps:
        why = f"; {scope.doubt}" if scope.doubt else ""
        return "cannot tell", f"{named(perhaps)} may count or not{why}", figures
    state = told.state or ""
    if not covers(chronicle, told, scope, start) or not chronicle.covers(
        state, scope.modes | scope.loose, start, told.last
    ):
        return "cannot tell", f"the chronicle does not have all that may count from {start} to {end}", figures
    return "contradicted", f"the chronicle has none from {start} to {end}", figures


def _finding(
    told: Told, span: tuple[int, int], verdict: Verdict, message: str, figures: dict[str, float | str]
) -> Finding:
    """Return the finding; no contradiction where its sentence may speak of another state or time."""
    quote = told.report.quote(Span(*span))
    before = _SENTENCE.split(told.report.text[max(0, span[0] - _SENTENCE_LENGTH) : span[0]])[-1]
    other = _OTHER.search(before)
    if verdict == "contradicted" and (other is not None or other_time(before, told) is not None):
        verdict, message = "cannot tell", f"{message}; the sentence may be of another state or time"
    return told.finding(verdict, f'"{quote.quote}": {message}', figures, quotes=(quote,))
