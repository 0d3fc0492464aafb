"""Reports into the record, and incidents out of it: where reading, fusion and the record meet."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Unpack, cast

import msgspec

from bongsu.errors import InputError, RecordError
from bongsu.fusion import (
    Derived,
    Explanation,
    Telling,
    Trace,
    derive,
    is_history,
    is_news,
    is_undated,
    local_day,
    local_zone,
    trace,
    why,
)
from bongsu.model import (
    Claim,
    Event,
    Evidence,
    Finding,
    Incident,
    Judgement,
    Mention,
    RawDocument,
    Reading,
    Report,
    Slot,
    TimeExpr,
)
from bongsu.pipeline import Reader
from bongsu.record import AsOf, Outcome, Record, Wanted
from bongsu.text.triage import triage

_AROUND = dt.timedelta(days=10)
"""How far from an event the others of its incident are looked for: its days and the reach of reactions to it."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document.

    Attributes:
        where: where it stands.
        outcome: as :class:`bongsu.record.Added` has it; ``refused``: no report could be made of it; ``passed over``:
            nothing in it for the record, by its words.
        report: id of its report; None when it was refused or passed over.
        why: why it was refused or passed over, or the report that stood at its address before.
    """

    where: str
    outcome: Outcome | Literal["refused", "passed over"]
    report: str | None = None
    why: str | None = None


class Stated(msgspec.Struct, frozen=True):
    """A claim of an incident by its id, as judgements name it: its slot, the words of its value, and its quote."""

    id: str
    slot: Slot
    words: str
    evidence: Evidence


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """An incident with all that the record has on it.

    Attributes:
        incident: its events.
        reports: the reports that tell of it, by publication.
        slots: what its claims amount to.
        claims: its claims by their ids.
        findings: what the checks found in the reports.
    """

    incident: Incident
    reports: tuple[Report, ...]
    slots: tuple[Derived, ...]
    claims: tuple[Stated, ...]
    findings: tuple[Finding, ...]

    @property
    def day(self) -> str | None:
        """When it was by its best value, as TIMEX3 to the day at most, where it was; None where nothing tells."""
        best = next((one.best for one in self.slots if one.slot == "time" and one.best is not None), None)
        value = best.told.claim.value if best is not None else None
        if not isinstance(value, TimeExpr):
            return None
        if (day := local_day(value, local_zone(self.incident))) is not None:
            return str(day)
        told = value.value.partition("T")[0]
        return told if told[:4].isdigit() else None

    @property
    def published(self) -> str | None:
        """The day on which the first of its reports was published; None where none is dated."""
        return min(
            (report.published.value[:10] for report in self.reports if report.published is not None), default=None
        )

    @property
    def origins(self) -> int:
        """From how many independent origins it is known."""
        return len({name for slot in self.slots for option in slot.options for name in option.origins}) or 1

    @property
    def is_bare(self) -> bool:
        """Whether it is only mentioned: news of no report, and known from one origin or told as history by all.

        "In 2006" and "in July" are history beside the news, and what is planned, feared or denied was not.
        """
        reports = {report.id: report for report in self.reports}
        events = self.incident.events
        if any(is_news(event, reports[event.report_id]) for event in events):
            return False
        return self.origins == 1 or all(map(is_history, events))

    @property
    def is_by_firms(self) -> bool:
        """Whether it is a launch of which every actor who is known is a firm or of one: no state's missile."""
        if self.incident.type != "LAUNCH":
            return False
        actors = [claim.value for claim in self.incident.claims if claim.slot == "actor"]
        sectors = {one.entity.sector for one in actors if isinstance(one, Mention) and one.entity is not None}
        return sectors - {None} == {"BUS"}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a newer reading of a report says differently.

    Attributes:
        report: the report.
        older: version of bongsu that made the older reading, and the time of its entry.
        newer: the same of the newer.
        gone: events that only the older has.
        come: events that only the newer has.
        changed: events of both, the older first, whose claims or surety differ.
    """

    report: Report
    older: tuple[str, dt.datetime]
    newer: tuple[str, dt.datetime]
    gone: tuple[Event, ...]
    come: tuple[Event, ...]
    changed: tuple[tuple[Event, Event], ...]


def take(
    record: Record, documents: Iterable[RawDocument | InputError], reader: Reader, *, relevant: bool = False
) -> Iterator[Taken]:
    """Read documents into the record, one transaction each, and say what became of each.

    Args:
        record: where to.
        documents: what the feeds deliver; an error stands for what could not be delivered.
        reader: what reads them.
        relevant: whether a document is passed over unread where its words hold nothing for the record.
    """
    for document in documents:
        if isinstance(document, InputError):
            yield Taken(where=document.where, outcome="refused", why=_short(document))
            continue
        try:
            report = reader.clean(document)
        except InputError as error:
            yield Taken(where=error.where, outcome="refused", why=_short(error))
            continue
        if relevant and not triage(report.title, report.text).passes:
            yield Taken(where=document.where, outcome="passed over", why="nothing in it for the record")
            continue
        added = record.add(document, reader.read_report(report))
        before = None if added.before is None else f"report {added.before} stood at its address before"
        yield Taken(where=document.where, outcome=added.outcome, report=added.report, why=before)


def read_again(record: Record, reader: Reader) -> Iterator[Taken]:
    """Read every report of the record as it is read today; what was read before stays beside it."""
    kept = [(one.reading.report.id, one.reading.made_by) for one in record.readings()]
    for report_id, made_by in kept:
        if made_by == reader.made_by:
            yield Taken(where=report_id, outcome="known", report=report_id)
            continue
        report = record.history(report_id)[-1].reading.report
        added = record.add_reading(reader.read_report(report))
        yield Taken(where=report_id, outcome=added.outcome, report=report_id)


def cases(record: Record, *, as_of: AsOf = None, **wanted: Unpack[Wanted]) -> tuple[Case, ...]:
    """Return the incidents of the events that are wanted, the latest first, by its day or its first report.

    Events of an incident that do not fit what is wanted, as those of other days, are left out. What is told without a
    time goes by the day of its report.
    """
    judged = record.judgements(as_of=as_of)
    told = list(_told_of(record, as_of, wanted))
    found = trace(told, judged).incidents
    reports = {one.report.id: one.report for one in told}
    made = [_case(incident, reports, (), judged) for incident in found]
    return tuple(sorted(made, key=lambda case: case.day or case.published or "", reverse=True))


def _told_of(record: Record, as_of: AsOf, wanted: Wanted) -> Iterator[Telling]:
    """Yield what is wanted; of days, what is stated of them and what reports of them tell without a time."""
    for one in record.events(as_of=as_of, **wanted):
        yield Telling(one.report, one.event)
    if "days" in wanted:
        of_reports = {name: value for name, value in wanted.items() if name != "days"} | {"published": wanted["days"]}
        for one in record.events(as_of=as_of, **cast("Wanted", of_reports)):
            if is_undated(one.event):
                yield Telling(one.report, one.event)


def case_of(record: Record, name: str, *, as_of: AsOf = None) -> Case:
    """Return the incident that an event is in.

    Args:
        record: the record.
        name: the id of an incident or of any of its events, or the beginning of one.
        as_of: as the record was then.

    Raises:
        RecordError: no event has such an id, or several have.
    """
    telling = _telling(record, name, as_of)
    around = _neighbours(record, [telling], as_of)
    found = next(one for one in around.incidents if telling.event.id in {event.id for event in one.events})
    ids = {event.report_id for event in found.events}
    readings = [one.reading for name in sorted(ids) for one in record.readings(as_of=as_of, report=name)]
    reports = {one.report.id: one.report for one in readings}
    events = {event.id for event in found.events}
    findings = tuple(one for reading in readings for one in reading.findings if one.incident_id in events)
    return _case(found, reports, findings, record.judgements(as_of=as_of))


def compare(
    record: Record, first: str, second: str, *, as_of: AsOf = None
) -> tuple[Explanation, tuple[Explanation, ...]]:
    """Say why two events are one occurrence or two.

    Returns:
        The comparison of the two by themselves, and what decided beside it: the joins that lead from one to the other
        through other events, or the refusals that keep their groups apart.
    """
    one, other = (_telling(record, name, as_of) for name in (first, second))
    judged = record.judgements(as_of=as_of)
    alone = why(one, other, judged)
    around = _neighbours(record, [one, other], as_of)
    path = around.path(one.event.id, other.event.id)
    if path:
        return alone, path
    groups = [
        {event.id for event in incident.events}
        for incident in around.incidents
        if {one.event.id, other.event.id} & {event.id for event in incident.events}
    ]
    between = tuple(
        refusal
        for refusal in around.refusals
        if not any({refusal.first, refusal.second} <= group for group in groups)
        and all(any(end in group for group in groups) for end in (refusal.first, refusal.second))
    )
    return alone, between


def changes(record: Record, report: str | None = None) -> Iterator[Change]:
    """Yield what the last reading of a report says differently from the one before, of one report or of every one.

    Raises:
        RecordError: there is no such report.
    """
    names = [report] if report is not None else [one.reading.report.id for one in record.readings()]
    for name in names:
        *_, older, newer = (None, *record.history(name))
        if older is None or newer is None:
            continue
        before, after = (_by_place(one.reading) for one in (older, newer))
        yield Change(
            report=newer.reading.report,
            older=(older.reading.made_by.bongsu, older.recorded),
            newer=(newer.reading.made_by.bongsu, newer.recorded),
            gone=tuple(event for place, event in before.items() if place not in after),
            come=tuple(event for place, event in after.items() if place not in before),
            changed=tuple(
                (event, after[at]) for at, event in before.items() if at in after and _differ(event, after[at])
            ),
        )


def _short(error: InputError) -> str:
    return f"{error.problem}; {error.remedy}"


def _case(
    incident: Incident, reports: dict[str, Report], findings: tuple[Finding, ...], judged: Sequence[Judgement]
) -> Case:
    ids = dict.fromkeys(event.report_id for event in incident.events)
    slots = derive(incident, reports, judged)
    claims = tuple(_stated(claim, reports[claim.evidence.report_id]) for claim in incident.claims)
    return Case(
        incident=incident,
        reports=tuple(reports[name] for name in ids),
        slots=slots,
        claims=claims,
        findings=findings,
    )


def _stated(claim: Claim, report: Report) -> Stated:
    return Stated(claim.id, claim.slot, report.quote(claim.value.span).quote, claim.evidence)


def _telling(record: Record, name: str, as_of: AsOf) -> Telling:
    found = list(record.events(as_of=as_of, event=name))
    if not found:
        raise RecordError(name, "no event of the record has this id", "see bongsu incidents")
    if len(found) > 1:
        raise RecordError(name, f"the ids of {len(found)} events begin so", "give more of it")
    return Telling(found[0].report, found[0].event)


def _neighbours(record: Record, tellings: list[Telling], as_of: AsOf) -> Trace:
    """Return the incidents around events: those of their types, published or telling of days around theirs."""
    around = {telling.event.id: telling for telling in tellings}
    for telling in tellings:
        for wanted in _near(telling):
            around |= {one.event.id: Telling(one.report, one.event) for one in record.events(as_of=as_of, **wanted)}
    return trace(around.values(), record.judgements(as_of=as_of))


def _near(telling: Telling) -> Iterator[Wanted]:
    event, report = telling.event, telling.report
    days = [
        day.date()
        for claim in event.claims
        if claim.slot == "time"
        for day in (getattr(claim.value, "start", None), getattr(claim.value, "end", None))
        if day is not None
    ]
    if days:
        yield Wanted(type=event.type, days=(min(days) - _AROUND, max(days) + _AROUND))
    if report.published is not None:
        day = report.published.date
        yield Wanted(type=event.type, published=(day - _AROUND, day + _AROUND))


def _by_place(reading: Reading) -> dict[tuple[str, int], Event]:
    return {(event.type, event.trigger.span.start): event for event in reading.events}


def _differ(one: Event, other: Event) -> bool:
    return [_said(claim) for claim in one.claims] != [_said(claim) for claim in other.claims]


def _said(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says, without what a newer table may call the same thing."""
    return (
        claim.slot,
        claim.value.span,
        claim.attribution.speaker and claim.attribution.speaker.span,
        claim.factuality,
    )
