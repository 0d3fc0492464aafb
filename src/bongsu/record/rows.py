"""Readings as rows, and rows as readings. Pure: no database here."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final, Literal

import msgspec

from bongsu.model import (
    Attribution,
    Claim,
    Event,
    Finding,
    Judgement,
    MadeBy,
    Mention,
    Place,
    RawDocument,
    Reading,
    Report,
    Ruling,
    Stamp,
    TimeExpr,
    Zone,
    digest,
)
from bongsu.times import stretch

Row = dict[str, Any]
"""A row of a table, by column."""

LONG: Final = dt.timedelta(days=31)
"""Events whose days span more are looked up apart, so that all others can go by an index of first days."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
"""A TIMEX3 value that names a year, a month or a day."""


class _Body(msgspec.Struct, frozen=True):
    """A reading without what stands elsewhere in the record. Decoding checks no quote; making a Reading of it does."""

    report: Report
    status: Literal["read", "not read"]
    reason: str | None
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


class _Events(msgspec.Struct, frozen=True):
    """The same, with its events not yet decoded: a look-up wants one of them, and decoding all takes the most time."""

    report: Report
    events: tuple[msgspec.Raw, ...]


_UNKNOWN: Final = MadeBy(bongsu="", digests={})


def document_row(document: RawDocument) -> Row:
    """Return the row of a document, known by its content alone."""
    return {"id": digest("document", document.media, writable(document.content)), "media": document.media}


def sighting_row(document: RawDocument, report: Report, seen: Stamp | None) -> Row:
    """Return the row of a report's being seen: where, and when, as far as the source says when."""
    taken = document_row(document)["id"]
    place = writable(document.where)
    when, found = (None, None) if seen is None else (seen.value, seen.found)
    known_by = digest("sighting", taken, report.id, place, when)
    return {"id": known_by, "document": taken, "report": report.id, "place": place, "seen": when, "found": found}


def report_row(report: Report) -> Row:
    """Return what a report is known by, with the digest of its words in their place."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "text_digest": text_digest(report.title, report.text),
        "characters": len(report.text),
    }


def text_digest(title: str | None, text: str) -> str:
    """Return the digest of a report's words."""
    return digest("text", title, text)


def text_row(report: Report) -> Row:
    """Return the words of a report."""
    return {"report": report.id, "title": report.title, "text": report.text}


def pipeline_row(made_by: MadeBy) -> Row:
    """Return what made a reading, known by its digest."""
    body = msgspec.json.encode(made_by, order="deterministic").decode()
    return {"id": pipeline_id(body), "body": body}


def pipeline_id(body: str) -> str:
    """Return what a pipeline is known by."""
    return digest("pipeline", body)


def reading_row(reading: Reading) -> Row:
    """Return the row of a reading, known by its report, its pipeline and all it holds but the time of the fetch.

    The time of a fetch belongs to the sighting: the same page fetched again is read as before.
    """
    pipeline, body, published = pipeline_row(reading.made_by)["id"], body_of(reading), reading.report.published
    return {
        "id": reading_id(reading.report.id, pipeline, body),
        "report": reading.report.id,
        "pipeline": pipeline,
        "status": reading.status,
        "published": None if published is None else published.date,
    }


def reading_id(report: str, pipeline: str, body: str) -> str:
    """Return what a reading is known by."""
    return digest("reading", report, pipeline, body)


def body_of(reading: Reading) -> str:
    """Return a reading as JSON, without title, text, time of the fetch and what made it."""
    report = msgspec.structs.replace(reading.report, title=None, text="", retrieved=None)
    body = _Body(report, reading.status, reading.reason, reading.events, reading.findings)
    return msgspec.json.encode(body, order="deterministic").decode()


def reading_of(row: Row) -> Reading:
    """Return the Reading of a row with ``body``, ``made_by``, ``title``, ``text``, ``seen`` and ``found``.

    Raises ``ValueError`` (also as ``msgspec.ValidationError``) when a quote in it is not the text at its span.
    """
    body = msgspec.json.decode(row["body"], type=_Body)
    return Reading(
        report=_report(body.report, row),
        status=body.status,
        reason=body.reason,
        events=body.events,
        findings=body.findings,
        made_by=msgspec.json.decode(row["made_by"], type=MadeBy),
    )


def event_of(row: Row, place: int) -> tuple[Event, Report]:
    """Return one event of a row, and its report. Raises as ``reading_of`` does, by the quotes of this event alone."""
    body = msgspec.json.decode(row["body"], type=_Events)
    report, event = _report(body.report, row), msgspec.json.decode(body.events[place], type=Event)
    # A reading checks every quote in it.
    Reading(report=report, status="read", reason=None, events=(event,), findings=(), made_by=_UNKNOWN)
    return event, report


def event_rows(reading: Reading) -> list[Row]:
    """Return the events of a reading by what they are looked up by."""
    return [_event_row(place, event) for place, event in enumerate(reading.events)]


def claim_rows(reading: Reading) -> list[Row]:
    """Return the claims of a reading by what they are looked up by."""
    return [row for place, event in enumerate(reading.events) for row in _claim_rows(place, event)]


def days_of(event: Event) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day on which an event may have been, by all who say when; None where nobody does.

    A day is the day as stated, in the zone of whoever states it. It is never taken from the date of publication.
    """
    told = [claim.value for claim in event.claims if claim.slot == "time" and isinstance(claim.value, TimeExpr)]
    spans = [span for time in told if (span := days_of_time(time)) is not None]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def judgement_row(judgement: Judgement) -> Row:
    """Return the row of a judgement."""
    return {
        "id": judgement.id,
        "ruling": judgement.ruling,
        "subjects": msgspec.json.encode(judgement.subjects).decode(),
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
    }


def judgement_of(row: Row) -> Judgement:
    """Return the Judgement of a row. Raises ``ValueError`` where its id is not the digest of the rest."""
    ruling: Ruling = msgspec.convert(row["ruling"], Ruling)
    subjects = msgspec.json.decode(row["subjects"], type=tuple[str, ...])
    at = dt.datetime.fromisoformat(row["at"])
    made = Judgement.make(ruling=ruling, subjects=subjects, by=row["by"], at=at, reason=row["reason"])
    if made.id != row["id"]:
        msg = f"judgement {row['id']} is not the digest of its content"
        raise ValueError(msg)
    return made


def in_force(judgements: list[Judgement]) -> list[Judgement]:
    """Return the judgements, given in the order of their entry, that no later one in force takes back."""
    taken_back: set[str] = set()
    kept = []
    for judgement in reversed(judgements):
        if judgement.id in taken_back:
            continue
        if judgement.ruling == "taken back":
            taken_back.add(judgement.subjects[0])
        kept.append(judgement)
    return kept[::-1]


def writable(words: str) -> str:
    """Return words as every database takes them: file names need not be Unicode, and PostgreSQL keeps no NUL."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _report(report: Report, row: Row) -> Report:
    """Return a report with its words and the time of its fetch put back."""
    retrieved = None if row["seen"] is None else Stamp(row["seen"], row["found"])
    return msgspec.structs.replace(report, title=row["title"], text=row["text"], retrieved=retrieved)


def _event_row(place: int, event: Event) -> Row:
    first, last = days_of(event) or (None, None)
    return {
        "place": place,
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "first_day": first,
        "last_day": last,
        "long": None if first is None or last is None else last - first > LONG,
    }


def _claim_rows(place: int, event: Event) -> Iterator[Row]:
    for number, claim in enumerate(event.claims):
        yield {
            "event": place,
            "place": number,
            "id": claim.id,
            "slot": claim.slot,
            "country": _country(claim),
            "claimant": _claimant(claim.attribution),
            "type": event.type,
        }


def _country(claim: Claim) -> str | None:
    """Return the country that a claim's value names, as ISO 3166-1 alpha-3."""
    match claim.value:
        case Mention(entity=entity) | Place(entity=entity):
            return None if entity is None else entity.country
        case Zone(holder=holder):
            return holder
    return None


def _claimant(attribution: Attribution) -> str | None:
    speaker = attribution.speaker
    return None if speaker is None or speaker.entity is None else speaker.entity.id


def days_of_time(time: TimeExpr) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a time can mean; None where it names none."""
    if time.type in {"DURATION", "SET"}:
        return stretch(time)
    if found := _DATE.fullmatch(time.value):
        year, month, day = (None if part is None else int(part) for part in found.groups())
        return _calendar(year or 0, month, day)
    if time.start is None or time.end is None:
        return None
    return time.start.date(), (time.end - dt.timedelta(microseconds=1)).date()


def _calendar(year: int, month: int | None, day: int | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a year, a month or a day; None where the calendar has no such."""
    try:
        first = dt.date(year, month or 1, day or 1)
        if day is not None:
            return first, first
        after = dt.date(year + 1, 1, 1) if month in {None, 12} else dt.date(year, (month or 0) + 1, 1)
    except ValueError:
        return None
    return first, after - dt.timedelta(days=1)
