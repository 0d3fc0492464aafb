"""Rechecking the record: every quote against its text, every digest, every row made for look-up, every guard."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bongsu.errors import RecordError
from bongsu.model import Reading, digest
from bongsu.record import faults, rows
from bongsu.record.database import Database
from bongsu.record.lookup import PAGE
from bongsu.record.schema import (
    BODIES,
    CLAIMS,
    ERASABLE,
    ERASURES,
    EVENTS,
    JUDGEMENTS,
    PIPELINES,
    READINGS,
    REPORTS,
    SIGHTINGS,
    TABLES,
    TEXTS,
)


class Problem(msgspec.Struct, frozen=True):
    """Something in the record that is not as it was written: where, and what is wrong."""

    where: str
    problem: str


_REPORTS: Final = (
    sa.select(REPORTS, TEXTS.c.title, TEXTS.c.text, ERASURES.c.report.label("erased"))
    .outerjoin(TEXTS, TEXTS.c.report == REPORTS.c.id)
    .outerjoin(ERASURES, ERASURES.c.report == REPORTS.c.id)
)
_READINGS: Final = (
    sa.select(
        READINGS,
        BODIES.c.body,
        PIPELINES.c.body.label("made_by"),
        TEXTS.c.title,
        TEXTS.c.text,
        ERASURES.c.report.label("erased"),
        sa.null().label("seen"),
        sa.null().label("found"),
    )
    .join(PIPELINES, PIPELINES.c.id == READINGS.c.pipeline)
    .outerjoin(BODIES, BODIES.c.reading == READINGS.c.id)
    .outerjoin(TEXTS, TEXTS.c.report == READINGS.c.report)
    .outerjoin(ERASURES, ERASURES.c.report == READINGS.c.report)
)


def problems(database: Database) -> Iterator[Problem]:
    """Yield every problem; none where the record is whole. A damaged file is looked at no further."""
    damage = list(_damage(database)) if database.is_sqlite else []
    yield from damage
    if damage:
        return
    yield from _guards(database)
    for select, key, check in (
        (_REPORTS, REPORTS.c.id, _report),
        (sa.select(SIGHTINGS), SIGHTINGS.c.id, _sighting),
        (sa.select(PIPELINES), PIPELINES.c.id, _pipeline),
        (sa.select(JUDGEMENTS), JUDGEMENTS.c.id, _judgement),
    ):
        for page in _pages(database, select, key):
            yield from (problem for row in page for problem in check(row))
    for page in _pages(database, _READINGS, READINGS.c.id):
        for row in page:
            yield from _reading(database, row)


def _pages(database: Database, select: sa.Select[tuple[object, ...]], key: sa.Column[str]) -> Iterator[list[rows.Row]]:
    """Yield the rows of a query by and by, in the order of their key; nothing stays open between."""
    query = select.order_by(key).limit(PAGE)
    while page := database.read(_fetch(query)):
        yield page
        query = select.where(key > page[-1]["id"]).order_by(key).limit(PAGE)


def _fetch(query: sa.Select[tuple[object, ...]]) -> Callable[[Connection], list[rows.Row]]:
    return lambda connection: [dict(row) for row in connection.execute(query).mappings()]


def _damage(database: Database) -> Iterator[Problem]:
    """Yield what SQLite finds wrong with its file and its full-text index."""

    def check(connection: Connection) -> tuple[list[str], list[str]]:
        pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        lost = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return [] if pages == ["ok"] else pages, lost

    try:
        pages, lost = database.read(check)
    except RecordError as error:
        if error.problem != faults.DAMAGED[0]:
            raise
        pages, lost = [error.problem], []
    yield from (Problem(database.where, found) for found in pages)
    yield from (Problem(table, "a row refers to one that is not there") for table in lost)
    try:
        database.outside("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    except RecordError as error:
        yield Problem("words", f"the full-text index is not that of the texts ({error.problem})")


def _guards(database: Database) -> Iterator[Problem]:
    """Yield the guards against change that somebody has taken away."""
    if database.is_sqlite:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        names = {f"{table.name}_no_{what}" for table in TABLES for what in ("update", "delete", "replace")}
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        names = {f"{table.name}_append_only" for table in TABLES} | {f"{name}_erasure" for name in ERASABLE}
    there = database.read(lambda connection: set(connection.exec_driver_sql(query).scalars()))
    yield from (Problem(name, "this guard against changes is missing") for name in sorted(names - there))


def _report(row: rows.Row) -> Iterator[Problem]:
    where = f"report {row['id']}"
    title, text = row["title"], row["text"]
    if row["erased"] is not None:
        if text is not None:
            yield Problem(where, "its words were erased and are there")
        return
    if text is None:
        yield Problem(where, "its text is missing, and no erasure says why")
    elif digest(row["outlet"], row["url"], title, text) != row["id"]:
        yield Problem(where, "its id is not the digest of outlet, address, title and text")
    elif rows.text_digest(title, text) != row["text_digest"] or len(text) != row["characters"]:
        yield Problem(where, "its text is not the one that was taken in")


def _sighting(row: rows.Row) -> Iterator[Problem]:
    if digest("sighting", row["document"], row["report"], row["place"], row["seen"]) != row["id"]:
        yield Problem(f"sighting {row['id']}", "its id is not the digest of its content")


def _pipeline(row: rows.Row) -> Iterator[Problem]:
    if rows.pipeline_id(row["body"]) != row["id"]:
        yield Problem(f"pipeline {row['id']}", "its id is not the digest of its content")


def _judgement(row: rows.Row) -> Iterator[Problem]:
    try:
        rows.judgement_of(row)
    except ValueError as error:
        yield Problem(f"judgement {row['id']}", str(error))


def _reading(database: Database, row: rows.Row) -> Iterator[Problem]:
    where = f"reading {row['id']} of report {row['report']}"
    if row["erased"] is not None or row["text"] is None:
        return
    if row["body"] is None:
        yield Problem(where, "it is missing, and no erasure says why")
        return
    if rows.reading_id(row["report"], row["pipeline"], row["body"]) != row["id"]:
        yield Problem(where, "its id is not the digest of its content")
    try:
        reading = rows.reading_of(row)
    except ValueError as error:
        yield Problem(where, str(error))
        return
    yield from (Problem(where, found) for found in _looked_up(database, row["id"], reading))


def _looked_up(database: Database, name: str, reading: Reading) -> Iterator[str]:
    """Yield what is wrong with the rows that a reading is looked up by."""
    for table, right in ((EVENTS, rows.event_rows(reading)), (CLAIMS, rows.claim_rows(reading))):
        columns = [column for column in table.c if column.name not in {"reading", "recorded"}]
        keys = [column for column in table.primary_key if column.name != "reading"]
        there = database.read(_fetch(sa.select(*columns).where(table.c.reading == name).order_by(*keys)))
        if there != right:
            yield f"its rows in {table.name} are not those of its content"
