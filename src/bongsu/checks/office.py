"""Does whoever is called by the title of an office hold it?"""

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from bongsu.checks.amounts import facts
from bongsu.checks.days import day_claim, day_of, published_on
from bongsu.checks.titles import Titled, titled
from bongsu.model import Evidence, Finding, Incident, Report, Verdict
from bongsu.reference.offices import Offices, Tenure

_MARGIN: Final = 7
_TRANSITION: Final = 130
_YEAR: Final = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]\d|\d)")
_PAST: Final = re.compile(
    r"\b(?:ago|when|while|then|former|formerly|during|under|since|had|earlier|previous|predecessor|late|decades?"
    r"|last (?:year|month)|history|anniversary|marks?|marked|recall\w*|remember\w*|signed|memoirs?|books?|trial|court"
    r"|if|would)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]onight)\b")
_ACTS: Final = re.compile(
    r"(?:,[^,.]{1,50},)?(?: on \w+day)? (?:said|says|told|condemned|convened|ordered|called|warned|vowed|urged|met"
    r"|spoke|held|visited)\b"
)
_QUOTED: Final = re.compile(r"\b(?:as|like|quot\w+|by|of) (?:the )?\Z", re.IGNORECASE)
_MET: Final = re.compile(r"\b(?:(?:met|meets|talks|talked|spoke|meeting|call)(?: \w+){0,3}? with|told) (?:the )?\Z")


def check_office(incident: Incident, report: Report, offices: Offices) -> tuple[Finding, ...]:
    """Hold titles before names ("Acting President Choi Sang-mok") against a table of who held which office when.

    The table has heads of state and government, foreign and defence ministers from 2006 on, and names the source of
    every row. A title counts when it is told whose office it is: by the words ("South Korean Defense Minister"), by
    the title ("Secretary of State"), or because whoever is called so has held an office of that name. Names agree in
    whatever order, with or without hyphens, accents and initials. Surnames alone are not looked at.

    The date is that of publication, or of the launch where that is not known, a week either way, since titles are used
    a little early and a little late, and any year that the paragraph names: "in 2017, President Moon Jae-in".
    Supported: the person held the office then. "Former", "ex-" and "then-" are supported where the person had held it
    by then, "-elect" and "incoming" where the person takes office within 130 days, "outgoing" where they hold it.

    Contradicted: the paragraph tells of now (it names a weekday or "today", no other year and nothing of the past,
    and the person "said", "met" or was met), everybody who held the office in those two weeks is known from a source,
    and the person is somebody else whom the table knows. Somebody in office who is called former or elect, and was
    never in that office before, is contradicted alike. Where several people do not fit, it is the day of publication
    that may be wrong: cannot tell.

    Cannot tell: the name is not in the table; the row that would decide was checked against no source; the table does
    not cover the date; somebody who once held the office may be meant as of then.

    Returns:
        One finding for each different office, person and verdict.
    """
    dated = day_claim(facts(incident, report))
    date = published_on(report) or (day_of(dated) if dated is not None else None)
    everybody = titled(report, offices)
    if date is None:
        return tuple(_undated(incident, report, one) for one in itertools.islice(everybody, 1))
    found: dict[tuple[object, ...], Finding] = {}
    for one in everybody:
        finding = _judge(incident, report, one, date, offices)
        found.setdefault((one.office, offices.of_person(one.name) or one.name, finding.verdict), finding)
    wrong = sum(finding.verdict == "contradicted" for finding in found.values())
    return tuple(_doubted(finding, wrong) if wrong > 1 else finding for finding in found.values())


def _undated(incident: Incident, report: Report, one: Titled) -> Finding:
    """Return what to say once of a report whose day is not known."""
    quote = report.quote(one.span)
    message = f'"{quote.quote}" and the like need the day of publication or of the launch, which is not known'
    return _finding(incident, quote, "cannot tell", message, {"office": one.office})


def _doubted(finding: Finding, wrong: int) -> Finding:
    """Return a contradiction as what cannot be told, as it is one of several in a report."""
    if finding.verdict != "contradicted":
        return finding
    message = f"{finding.message}; {wrong} titles do not fit, so the day of publication may be wrong"
    return msgspec.structs.replace(finding, verdict="cannot tell", message=message)


class _Case(msgspec.Struct, frozen=True):
    """A title and a name with what the table has of both.

    ``own`` are the person's tenures of the office, ``holders`` everybody's around ``date``; ``years`` are those that
    the paragraph names; ``is_now`` says whether it tells of the days before publication.
    """

    one: Titled
    own: tuple[Tenure, ...]
    holders: tuple[Tenure, ...]
    date: dt.date
    years: tuple[int, ...]
    is_now: bool
    is_known: bool

    @property
    def current(self) -> tuple[Tenure, ...]:
        """The person's tenures around the date."""
        return tuple(tenure for tenure in self.own if tenure in self.holders)

    @property
    def is_settled(self) -> bool:
        """Whether sources say who held the office on each day around the date."""
        days = {_shift(self.date, -_MARGIN), self.date, _shift(self.date, _MARGIN)}
        covered = all(any(tenure.holds(day, day) for tenure in self.holders) for day in days)
        return covered and all(tenure.is_verified for tenure in (*self.holders, *self.own))


def _judge(incident: Incident, report: Report, one: Titled, date: dt.date, offices: Offices) -> Finding:
    """Make the finding of one title and name."""
    start = report.text.rfind("\n", 0, one.span.start) + 1
    end = report.text.find("\n", one.span.end)
    line = report.text[start : end if end >= 0 else len(report.text)]
    case = _Case(
        one=one,
        own=tuple(tenure for tenure in offices.of_person(one.name) if tenure.office == one.office),
        holders=tuple(t for t in offices.holders(one.office) if t.holds(_shift(date, -_MARGIN), _shift(date, _MARGIN))),
        date=date,
        years=tuple(sorted({int(year) for year in _YEAR.findall(line)} - {date.year})),
        is_now=_is_now(line, one.span.start - start, one.span.end - start, date.year),
        is_known=bool(offices.of_person(one.name) or offices.country_of(one.name)),
    )
    verdict, message, row = _verdict(case)
    quote = report.quote(one.span)
    source = f" ({row.source})" if row is not None else ""
    figures = {"office": one.office, "date": str(date), **({} if row is None else _figures(row))}
    return _finding(incident, quote, verdict, f'"{quote.quote}": {message}{source}', figures)


def _is_now(line: str, start: int, end: int, year: int) -> bool:
    """Say whether a paragraph tells what somebody did in the days before publication, and nothing of the past."""
    around = line[:start] + line[end:]
    if _PAST.search(around) or {int(found) for found in _YEAR.findall(line)} - {year} or not _DAY.search(line):
        return False
    if _QUOTED.search(line[:start]):
        return False
    return _ACTS.match(line, end) is not None or _MET.search(line[:start]) is not None


def _verdict(case: _Case) -> tuple[Verdict, str, Tenure | None]:
    """Return the verdict, its reason and the row that decides."""
    if not case.is_known:
        return "cannot tell", f"the table does not know {case.one.name}", None
    ways = {"past": _past, "elect": _elect, "now": _now, "acting": _now, "outgoing": _now}
    verdict, message, row = ways[case.one.tense](case)
    if verdict == "supported" and row is not None and not row.is_verified:
        return "cannot tell", f"{message}, by a row that was checked against no source", row
    return verdict, message, row


def _now(case: _Case) -> tuple[Verdict, str, Tenure | None]:
    """Judge a title that is said to be held, or that nothing qualifies."""
    acting = case.one.tense == "acting"
    for row in sorted(case.current, key=lambda row: (row.status == "acting") != acting):
        if acting and row.status != "acting":
            return "cannot tell", f"{_held(row)}, not as acting; the words may mean that the term was ending", row
        return "supported", _held(row), row
    for row in case.own:
        for year in case.years:
            if row.holds(dt.date(year, 1, 1), dt.date(year, 12, 31)):
                return "supported", f"as of {year}: {_held(row)}", row
    return _somebody_else(case)


def _somebody_else(case: _Case) -> tuple[Verdict, str, Tenure | None]:
    """Judge a title of whoever does not hold it around the date."""
    before = [row for row in case.own if row.start <= case.date]
    told = f"; {_held(before[-1])}" if before else f"; {_held(case.own[0])}" if case.own else ""
    if not case.holders:
        return "cannot tell", f"the table does not say who held the office on {case.date}{told}", None
    row = max(case.holders, key=lambda row: (row.holds(case.date, case.date), row.status != "suspended", row.start))
    if case.is_now and case.is_settled:
        return "contradicted", f"on {case.date} {_held(row)}{told}", row
    if not case.is_settled:
        return (
            "cannot tell",
            f"on {case.date} {_held(row)}, by rows of which not all were checked in a source{told}",
            row,
        )
    return "cannot tell", f"on {case.date} {_held(row)}{told}; the words may mean another time", row


def _past(case: _Case) -> tuple[Verdict, str, Tenure | None]:
    """Judge "former", "ex-", "then-" and the like."""
    before = [row for row in case.own if row.start <= case.date]
    if not before:
        return "cannot tell", f"the table has no time before {case.date} in which {case.one.name} held it", None
    row = before[-1]
    after = _shift(case.date, _MARGIN)
    deep = row.holds(after, after) and row.status == "full"
    if case.one.former and deep and _only(row, before) and case.is_now and case.is_settled:
        return "contradicted", f"{_held(row)}, and not before: in office on {case.date}", row
    return "supported", _held(before[0] if deep else row), row


def _elect(case: _Case) -> tuple[Verdict, str, Tenure | None]:
    """Judge "-elect" and "incoming"."""
    for row in case.own:
        if _shift(case.date, -_MARGIN) <= row.start <= _shift(case.date, _TRANSITION):
            return "supported", _held(row), row
    for row in case.current:
        later = [other for other in case.own if other.start > row.start]
        if not later and row.end is None and case.is_now and case.is_settled:
            return "contradicted", f"{_held(row)}: already in office on {case.date}", row
    return "cannot tell", f"the table has {case.one.name} take office at no time from {case.date} on", None


def _shift(day: dt.date, days: int) -> dt.date:
    """Return a day some days later or earlier, within what a calendar can hold."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def _only(row: Tenure, rows: Sequence[Tenure]) -> bool:
    """Say whether all of ``rows`` are one unbroken time in office with ``row``."""
    return all(other.end is None or row.start - other.end <= dt.timedelta(days=1) for other in rows if other != row)


def _held(row: Tenure) -> str:
    """Return a row for people: who held the office, how and when."""
    how = "" if row.status == "full" else f", {row.status},"
    until = f"to {row.end}" if row.end else f"and was last seen in office on {row.seen}" if row.seen else "on"
    return f"{row.names[0]} held it{how} from {row.start} {until}"


def _figures(row: Tenure) -> dict[str, str]:
    """Return the row that decided."""
    figures = {"holder": row.names[0], "from": str(row.start), "status": row.status, "source": row.source}
    return figures if row.end is None else {**figures, "to": str(row.end)}


def _finding(
    incident: Incident, quote: Evidence, verdict: Verdict, message: str, figures: Mapping[str, float | str]
) -> Finding:
    return Finding(
        check="office",
        verdict=verdict,
        incident_id=incident.id,
        message=message,
        claims=(),
        figures=dict(figures),
        quotes=(quote,),
    )
