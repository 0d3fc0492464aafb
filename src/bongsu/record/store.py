"""The record: what can be done with it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, Self, Unpack

import msgspec
import sqlalchemy as sa

from bongsu.errors import RecordError
from bongsu.model import Judgement, RawDocument, Reading, Ruling, Stamp
from bongsu.record import copies, lookup, rows, verify
from bongsu.record.database import Clock, Database, Entry, Patience
from bongsu.record.lookup import AsOf, Hit, Kept, Told, Wanted
from bongsu.record.schema import (
    BODIES,
    CLAIMS,
    DOCUMENTS,
    ENTRIES,
    ERASURES,
    EVENTS,
    FEED_STATES,
    JUDGEMENTS,
    PIPELINES,
    READINGS,
    REPORTS,
    SIGHTINGS,
    TEXTS,
)
from bongsu.record.verify import Problem

_KNOWN_BY: Final[dict[Ruling, sa.Column[str]]] = {
    "same": EVENTS.c.id,
    "not the same": EVENTS.c.id,
    "claim is wrong": CLAIMS.c.id,
    "taken back": JUDGEMENTS.c.id,
}
"""Where the subjects of a judgement have to be found; an outlet may be one that nothing was taken in of."""

Outcome = Literal["new", "known", "changed", "re-read", "erased"]


class Added(msgspec.Struct, frozen=True):
    """What adding a reading came to.

    Attributes:
        outcome: ``new``: the first of this report; ``changed``: so, and another report stood at its address before;
            ``re-read``: the report is known, the reading is not; ``known``: so are both; ``erased``: the words of the
            report were erased, and stay so.
        report: id of the report.
        reading: id of the reading.
        is_sighting: whether it was seen at another place or time than before.
        before: id of the report that stood at the address before; None unless ``changed``.
    """

    outcome: Outcome
    report: str
    reading: str
    is_sighting: bool
    before: str | None = None


class Sighting(msgspec.Struct, frozen=True):
    """Where and when a report was taken in.

    Attributes:
        place: the address or the file, and the line where it holds several.
        seen: when, as its source states it, and where that stood; None for a file.
        document: digest of the document as it came in.
        recorded: time of its entry.
    """

    place: str
    seen: Stamp | None
    document: str
    recorded: dt.datetime


class Erasure(msgspec.Struct, frozen=True):
    """The words of a report were erased: whose, by whom, why, and when."""

    report: str
    by: str
    reason: str
    recorded: dt.datetime


class Stats(msgspec.Struct, frozen=True):
    """How many rows of each sort the record holds, and the time of its last entry; None where it is empty."""

    entries: int
    reports: int
    documents: int
    sightings: int
    pipelines: int
    readings: int
    events: int
    claims: int
    judgements: int
    erasures: int
    last: dt.datetime | None


class Record:
    """An append-only record of reports, their readings and the judgements on them. Open it with ``open_record``.

    Every method raises ``RecordError`` when the database cannot do what is asked. What is written is written all
    together or not at all, and writing the same again changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def add(self, document: RawDocument, reading: Reading, *, seen: Stamp | None = None) -> Added:
        """Add what was read in a document.

        Args:
            document: as it came in; its digest, its address and its time are kept.
            reading: what was read in it.
            seen: when it was taken in; ``reading.report.retrieved`` unless given. Without either, as for a file, the
                same document at the same place is one sighting, however often it is added.
        """
        return self._database.write("add", lambda entry: _add(entry, document, reading, seen))

    def add_reading(self, reading: Reading) -> Added:
        """Add another reading of a report that the record holds. Raises ``RecordError`` where it holds none such."""
        return self._database.write("add", lambda entry: self._add_reading(entry, reading))

    def readings(self, *, as_of: AsOf = None, limit: int | None = None, **wanted: Unpack[Wanted]) -> Iterator[Kept]:
        """Yield the last reading of each report, the one entered last first."""
        return lookup.readings(self._database, wanted, as_of, limit)

    def events(self, *, as_of: AsOf = None, limit: int | None = None, **wanted: Unpack[Wanted]) -> Iterator[Told]:
        """Yield the events of the last reading of each report, the report entered last first, in text order."""
        return lookup.events(self._database, wanted, as_of, limit)

    def history(self, report: str, *, as_of: AsOf = None) -> list[Kept]:
        """Return every reading of a report, the oldest first. Raises ``RecordError`` where there is no such report."""
        found = lookup.history(self._database, report, as_of)
        if not found:
            raise self._absent(report)
        return found

    def search(self, words: str, *, as_of: AsOf = None, limit: int = 50) -> list[Hit]:
        """Return the reports in which all the words stand, the one entered last first; quoted words stand together.

        Raises ``UsageError`` when there is no word to look for.
        """
        return lookup.search(self._database, words, as_of, limit)

    def sightings(self, report: str, *, as_of: AsOf = None) -> list[Sighting]:
        """Return where and when a report was seen, in the order of entry; empty where it was not."""

        def find(connection: sa.Connection) -> list[Sighting]:
            query = sa.select(SIGHTINGS).where(SIGHTINGS.c.report == report)
            query = query.where(SIGHTINGS.c.recorded <= lookup.until(connection, as_of))
            return [_sighting(row) for row in connection.execute(query.order_by(SIGHTINGS.c.recorded))]

        return self._database.read(find)

    def judge(self, judgement: Judgement) -> bool:
        """Enter a judgement; say whether it is new.

        Raises ``RecordError`` where its subjects are not in the record, and ``ValueError`` where its id is not the
        digest of its content.
        """
        return self._database.write("judge", lambda entry: self._judge(entry, judgement))

    def judged(self, *, as_of: AsOf = None) -> list[Judgement]:
        """Return every judgement in the order of entry, also those taken back and the taking back."""

        def find(connection: sa.Connection) -> list[Judgement]:
            query = sa.select(JUDGEMENTS).where(JUDGEMENTS.c.recorded <= lookup.until(connection, as_of))
            found = connection.execute(query.order_by(JUDGEMENTS.c.recorded))
            return [rows.judgement_of(row._asdict()) for row in found]

        return self._database.read(find)

    def judgements(self, *, as_of: AsOf = None) -> list[Judgement]:
        """Return the judgements in force, in the order of entry."""
        return [one for one in rows.in_force(self.judged(as_of=as_of)) if one.ruling != "taken back"]

    def erase(self, report: str, *, by: str, reason: str) -> bool:
        """Erase the words of a report: its title, its text and its readings. Say whether they were there.

        What stays: the digests, the address, where and when it was seen, what sort of events it told of, and the fact
        of the erasure. The report is not taken in again. Backups made before still hold the words.
        """
        if not by.strip() or not reason.strip():
            raise RecordError(report, "an erasure needs the name of who orders it and a reason", "give both")
        was_there = self._database.write("erase", lambda entry: self._erase(entry, report, by, reason))
        self._scrub()
        return was_there

    def erasures(self, *, as_of: AsOf = None) -> list[Erasure]:
        """Return the erasures, in the order of entry."""

        def find(connection: sa.Connection) -> list[Erasure]:
            query = sa.select(ERASURES).where(ERASURES.c.recorded <= lookup.until(connection, as_of))
            found = connection.execute(query.order_by(ERASURES.c.recorded))
            return [Erasure(row.report, row.by, row.reason, row.recorded) for row in found]

        return self._database.read(find)

    def keep_feed(self, feed: str, state: str) -> bool:
        """Keep where the polling of a feed stands; say whether that is new."""
        return self._database.write("feed", lambda entry: _keep_feed(entry, feed, state))

    def feed(self, feed: str) -> str | None:
        """Return where the polling of a feed stands; None where it never began."""
        return self._database.read(lambda connection: _feed(connection, feed))

    def feed_steps(self, feed: str) -> tuple[str, ...]:
        """Return every state that was kept of the polling of a feed, in order."""
        return self._database.read(lambda connection: tuple(_feed_steps(connection, feed)))

    def verify(self) -> Iterator[Problem]:
        """Recheck every quote against its text, every digest, every row made for look-up, and the database itself."""
        return verify.problems(self._database)

    def stats(self) -> Stats:
        """Return how much the record holds."""
        return self._database.read(_stats)

    def backup(self, path: Path) -> int:
        """Write a copy of the record to a new file, while others read and write; return the number of its rows.

        A path that ends in ``.jsonl`` gets the rows as JSON lines, which restore into either database. Any other gets
        a copy of the SQLite file, and is refused for PostgreSQL. Raises ``RecordError`` where the file exists.
        """
        return copies.backup(self._database, path)

    def restore(self, path: Path) -> int:
        """Fill an empty record from a backup, all of it or nothing; return the number of rows.

        Raises ``RecordError`` where the record is not empty, or the backup is cut off, damaged or no backup.
        """
        return copies.restore(self._database, path)

    def _add_reading(self, entry: Entry, reading: Reading) -> Added:
        report = reading.report.id
        if not entry.has(REPORTS, {"id": report}):
            raise self._absent(report)
        row = rows.reading_row(reading)
        was_erased = entry.has(ERASURES, {"report": report})
        is_reading = not was_erased and _put_reading(entry, reading, row)
        outcome = _outcome(was_erased=was_erased, is_new=False, is_reading=is_reading, is_changed=False)
        return Added(outcome, report, row["id"], is_sighting=False)

    def _judge(self, entry: Entry, judgement: Judgement) -> bool:
        row = rows.judgement_row(judgement)
        if entry.has(JUDGEMENTS, row):
            return False
        rows.judgement_of(row)
        for subject in judgement.subjects if judgement.ruling in _KNOWN_BY else ():
            if not entry.connection.scalar(sa.select(sa.exists().where(_KNOWN_BY[judgement.ruling] == subject))):
                raise self._absent(subject)
        return entry.put(JUDGEMENTS, row)

    def _erase(self, entry: Entry, report: str, by: str, reason: str) -> bool:
        if not entry.has(REPORTS, {"id": report}):
            raise self._absent(report)
        was_there = entry.put(ERASURES, {"report": report, "by": by, "reason": reason})
        for table in (TEXTS, BODIES):
            entry.connection.execute(sa.delete(table).where(table.c.report == report))
        return was_there

    def _scrub(self) -> None:
        """Overwrite what a deletion leaves behind in the file: in its index, its log and its dead rows."""
        if self._database.is_sqlite:
            self._database.outside("INSERT INTO words(words) VALUES ('optimize')", "PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            self._database.outside("VACUUM texts", "VACUUM bodies")

    def _absent(self, what: str) -> RecordError:
        return RecordError(self._database.where, f"there is no {what} in the record", "check the id")


def open_record(address: str, clock: Clock, *, create: bool = False, patience: Patience = Patience()) -> Record:  # noqa: B008
    """Open a record.

    Args:
        address: a file, or ``postgresql://…``. The password comes from PGPASSWORD, a service file or ~/.pgpass.
        clock: tells the time of entries, with its zone.
        create: begin a record where there is none.
        patience: how long to wait for another writer.

    Raises:
        RecordError: there is no record, it is not one, it is of a newer version, or it cannot be opened.
    """
    return Record(Database.connect(address, clock, patience, create=create))


def _add(entry: Entry, document: RawDocument, reading: Reading, seen: Stamp | None) -> Added:
    report = reading.report
    was_erased = entry.has(ERASURES, {"report": report.id})
    is_new = entry.put(REPORTS, rows.report_row(report))
    if is_new:
        entry.put(TEXTS, rows.text_row(report))
    entry.put(DOCUMENTS, rows.document_row(document))
    is_sighting = entry.put(SIGHTINGS, rows.sighting_row(document, report, seen or report.retrieved))
    row = rows.reading_row(reading)
    is_reading = not was_erased and _put_reading(entry, reading, row)
    before = _before(entry, report.url, report.id) if is_new else None
    outcome = _outcome(was_erased=was_erased, is_new=is_new, is_reading=is_reading, is_changed=before is not None)
    return Added(outcome, report.id, row["id"], is_sighting, before)


def _put_reading(entry: Entry, reading: Reading, row: rows.Row) -> bool:
    """Write a reading with its events and claims unless the record holds it."""
    if entry.has(READINGS, row):
        return False
    mine = {"reading": row["id"]}
    entry.put(PIPELINES, rows.pipeline_row(reading.made_by))
    entry.put_all(READINGS, [row])
    entry.put_all(BODIES, [mine | {"report": row["report"], "body": rows.body_of(reading)}])
    entry.put_all(EVENTS, [mine | event for event in rows.event_rows(reading)])
    entry.put_all(CLAIMS, [mine | claim for claim in rows.claim_rows(reading)])
    return True


def _outcome(*, was_erased: bool, is_new: bool, is_reading: bool, is_changed: bool) -> Outcome:
    if was_erased:
        return "erased"
    if is_new:
        return "changed" if is_changed else "new"
    return "re-read" if is_reading else "known"


def _before(entry: Entry, url: str | None, report: str) -> str | None:
    """Return the last other report at an address."""
    others = sa.select(REPORTS.c.id).where(REPORTS.c.url == url, REPORTS.c.id != report)
    return entry.connection.scalar(others.order_by(REPORTS.c.recorded.desc()).limit(1)) if url is not None else None


def _keep_feed(entry: Entry, feed: str, state: str) -> bool:
    if _feed(entry.connection, feed) == state:
        return False
    entry.put_all(FEED_STATES, [{"feed": feed, "state": state}])
    return True


def _feed(connection: sa.Connection, feed: str) -> str | None:
    states = sa.select(FEED_STATES.c.state).where(FEED_STATES.c.feed == feed)
    return connection.scalar(states.order_by(FEED_STATES.c.recorded.desc()).limit(1))


def _feed_steps(connection: sa.Connection, feed: str) -> Iterator[str]:
    states = sa.select(FEED_STATES.c.state).where(FEED_STATES.c.feed == feed)
    yield from connection.scalars(states.order_by(FEED_STATES.c.recorded))


def _sighting(row: sa.Row[Any]) -> Sighting:
    seen = None if row.seen is None else Stamp(row.seen, row.found)
    return Sighting(row.place, seen, row.document, row.recorded)


def _stats(connection: sa.Connection) -> Stats:
    counted = (ENTRIES, REPORTS, DOCUMENTS, SIGHTINGS, PIPELINES, READINGS, EVENTS, CLAIMS, JUDGEMENTS, ERASURES)
    counts = {one.name: connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in counted}
    return Stats(**counts, last=connection.scalar(sa.select(sa.func.max(ENTRIES.c.recorded))))
