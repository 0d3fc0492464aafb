"""Looking things up: readings, events and words, as the record knew them at a time."""

import datetime as dt
import functools
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, Literal, TypedDict

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import REGCONFIG
from sqlalchemy.engine import Connection

from bongsu.errors import UsageError
from bongsu.model import Event, EventType, Evidence, Reading, Report, Slot
from bongsu.record.database import Database
from bongsu.record.rows import LONG, Row, event_of, reading_of
from bongsu.record.schema import BODIES, CLAIMS, ENTRIES, EVENTS, PIPELINES, READINGS, REPORTS, SIGHTINGS, TEXTS

PAGE: Final = 100
"""Readings that are read in one transaction. Between pages nothing is held open, and nothing can change."""

AsOf = dt.date | dt.datetime | None
"""What the record knew at an instant, or by the end of a day (UTC); None is now."""

_WORD: Final = re.compile(r"[^\W_]+")
_PHRASE: Final = re.compile(r'"([^"]*)"|(\S+)')
_AROUND: Final = 80
_OfClaim = Callable[[sa.FromClause], sa.ColumnElement[bool]]
"""What has to hold of a row of claims, or of another name for that table."""

_ACTORS: Final[tuple[Literal["actor", "recipient"], ...]] = ("actor", "recipient")
_OF_CLAIM: Final[tuple[Literal["slot", "claimant"], ...]] = ("slot", "claimant")


class Wanted(TypedDict, total=False):
    """What is looked for; all that is given has to hold of one event.

    Attributes:
        type: type of the event, as in the model.
        mode: its mode.
        actor: country of an actor, ISO 3166-1 alpha-3.
        recipient: country of a recipient.
        days: first and last day; events that may have been in that time, by what is stated.
        published: first and last day of publication of the report.
        slot: a claim for this slot.
        claimant: id of the entity whose word a claim is; with ``slot``, of the same claim.
        outlet: who published the report.
        report: id of the report.
        event: id of an event, or its beginning.
    """

    type: EventType
    mode: str
    actor: str
    recipient: str
    days: tuple[dt.date, dt.date]
    published: tuple[dt.date, dt.date]
    slot: Slot
    claimant: str
    outlet: str
    report: str
    event: str


class Kept(msgspec.Struct, frozen=True):
    """A reading in the record: its id, the time of its entry, and the reading."""

    id: str
    recorded: dt.datetime
    reading: Reading


class Told(msgspec.Struct, frozen=True):
    """An event in the record: what a report tells, the report, and the time of its entry."""

    event: Event
    report: Report
    recorded: dt.datetime


class Hit(msgspec.Struct, frozen=True):
    """A report in which words were found.

    Attributes:
        report: the report.
        excerpt: the words with what stands around them.
        quotes: the quotes of its reading that hold all the words, each once, in text order.
    """

    report: Report
    excerpt: str
    quotes: tuple[Evidence, ...]


def until(connection: Connection, as_of: AsOf) -> dt.datetime:
    """Return the last instant of which ``as_of`` speaks; for None, the time of the last entry."""
    if as_of is None:
        return connection.scalar(sa.select(sa.func.max(ENTRIES.c.recorded))) or dt.datetime.min.replace(tzinfo=dt.UTC)
    if not isinstance(as_of, dt.datetime):
        return dt.datetime.combine(as_of, dt.time.max, dt.UTC)
    if as_of.tzinfo is None:
        raise UsageError("as-of", f"{as_of.isoformat()} has no time zone", "add one, as in +00:00")
    return as_of


def readings(database: Database, wanted: Wanted, as_of: AsOf, limit: int | None) -> Iterator[Kept]:
    """Yield the last reading of each report, the one entered last first."""
    of_event = [*_of_event(wanted), *map(_claimed, _of_claims(wanted))]
    of_report = _of_report(wanted)
    if of_event:
        of_report.append(sa.exists().where(EVENTS.c.reading == READINGS.c.id, *of_event))
    query = sa.select(READINGS.c.recorded, sa.literal(0).label("place"), READINGS.c.id).where(*of_report)
    return (_kept(row) for row, _ in _found(database, query, as_of, limit))


def events(database: Database, wanted: Wanted, as_of: AsOf, limit: int | None) -> Iterator[Told]:
    """Yield the events of the last reading of each report, the report entered last first, in text order."""
    query = _query(wanted).where(EVENTS.c.reading == READINGS.c.id, *_of_report(wanted))
    for row, place in _found(database, query, as_of, limit):
        event, report = event_of(row, place)
        yield Told(event, report, row["recorded"])


def history(database: Database, report: str, as_of: AsOf) -> list[Kept]:
    """Return every reading of a report, the oldest first; empty where there is none or its words were erased."""

    def find(connection: Connection) -> list[Kept]:
        moment = until(connection, as_of)
        query = sa.select(READINGS.c.id).where(READINGS.c.report == report, READINGS.c.recorded <= moment)
        ids = list(connection.scalars(query.order_by(READINGS.c.recorded)))
        found = _load(connection, ids, moment)
        return [_kept(found[name]) for name in ids if name in found]

    return database.read(find)


def search(database: Database, words: str, as_of: AsOf, limit: int) -> list[Hit]:
    """Return the reports in which all the words stand, the one entered last first.

    Words in double quotes stand beside each other. Case is ignored; word forms are not reduced. On PostgreSQL the
    first 200,000 characters of a text are searched.
    """
    phrases = [phrase for quoted, word in _PHRASE.findall(words) if (phrase := _bare(quoted or word))]
    if not phrases:
        raise UsageError("search", "there is no word to look for", "give at least one word")
    match = _match_sqlite(phrases) if database.is_sqlite else _match_postgresql(phrases)

    def find(connection: Connection) -> list[Hit]:
        moment = until(connection, as_of)
        query = sa.select(READINGS.c.id).join(TEXTS, TEXTS.c.report == READINGS.c.report)
        query = query.where(match, *_current(moment)).order_by(READINGS.c.recorded.desc()).limit(limit)
        ids = list(connection.scalars(query))
        found = _load(connection, ids, moment)
        return [_hit(reading_of(found[name]), phrases) for name in ids]

    return database.read(find)


def _load(connection: Connection, ids: Collection[str], moment: dt.datetime) -> dict[str, Row]:
    """Return all that readings are made of, by their id; those whose words were erased are left out."""
    seen, found = (
        _first_sighting(column, moment).label(column.name) for column in (SIGHTINGS.c.seen, SIGHTINGS.c.found)
    )
    query = (
        sa.select(READINGS, BODIES.c.body, PIPELINES.c.body.label("made_by"), TEXTS.c.title, TEXTS.c.text, seen, found)
        .join(BODIES, BODIES.c.reading == READINGS.c.id)
        .join(PIPELINES, PIPELINES.c.id == READINGS.c.pipeline)
        .join(TEXTS, TEXTS.c.report == READINGS.c.report)
        .where(READINGS.c.id.in_(set(ids)))
    )
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def _first_sighting(column: sa.Column[str], moment: dt.datetime) -> sa.ScalarSelect[str]:
    """Return the query for when a report was first fetched, or how that is known; null where nobody says."""
    sighted = (SIGHTINGS.c.report == READINGS.c.report, SIGHTINGS.c.seen.is_not(None), SIGHTINGS.c.recorded <= moment)
    return sa.select(column).where(*sighted).order_by(SIGHTINGS.c.recorded).limit(1).scalar_subquery()


def _kept(row: Row) -> Kept:
    return Kept(row["id"], row["recorded"], reading_of(row))


def _found(
    database: Database, query: sa.Select[tuple[dt.datetime, int, str]], as_of: AsOf, limit: int | None
) -> Iterator[tuple[Row, int]]:
    """Yield each reading's row with the place of the event in it, as a query finds them; nothing stays open between."""
    recorded, place, _ = query.selected_columns
    query = query.order_by(recorded.desc(), place)
    moment: AsOf = as_of
    rest, after = limit, query
    while rest is None or rest > 0:
        size = PAGE if rest is None else min(PAGE, rest)
        page, rows, moment = database.read(functools.partial(_page, query=after.limit(size), as_of=moment))
        yield from ((rows[row.id], row.place) for row in page if row.id in rows)
        if len(page) < size:
            return
        last = page[-1]
        same_entry = sa.and_(recorded == last.recorded, place > last.place)
        after = query.where(recorded <= last.recorded, sa.or_(recorded < last.recorded, same_entry))
        rest = None if rest is None else rest - size


def _page(
    connection: Connection, query: sa.Select[tuple[dt.datetime, int, str]], as_of: AsOf
) -> tuple[Sequence[sa.Row[tuple[dt.datetime, int, str]]], dict[str, Row], dt.datetime]:
    """Return some rows of a query, what their readings are made of, and the last instant that was looked at."""
    moment = until(connection, as_of)
    walks = bool(query.get_execution_options().get("walks"))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_planning(walks=walks))
    rows = connection.execute(query.where(*_current(moment))).all()
    if connection.dialect.name == "postgresql" and walks:
        connection.exec_driver_sql("SET LOCAL enable_sort = on")
    return rows, _load(connection, {row.id for row in rows}, moment), moment


def _planning(*, walks: bool) -> str:
    """Return what PostgreSQL is told before a look-up, for its transaction.

    It would start workers for what reads some hundred rows, which takes longer than to read them. It takes a slot, a
    country and a type for independent of each other, so for rare together, and would sort all that fits before it stops
    at the limit; what ``walks`` along an index needs no such sort.
    """
    alone = "SET LOCAL max_parallel_workers_per_gather = 0"
    return f"{alone}; SET LOCAL enable_sort = off" if walks else alone


def _current(moment: dt.datetime) -> list[sa.ColumnElement[bool]]:
    """Return what makes a reading the last of its report at a moment, and its words still there."""
    later = READINGS.alias()
    newer = (later.c.report == READINGS.c.report, later.c.recorded > READINGS.c.recorded, later.c.recorded <= moment)
    there = sa.exists().where(BODIES.c.reading == READINGS.c.id)
    return [READINGS.c.recorded <= moment, there, ~sa.exists().where(*newer)]


def _of_report(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if "report" in wanted:
        conditions.append(READINGS.c.report == wanted["report"])
    if "published" in wanted:
        conditions.append(READINGS.c.published.between(*wanted["published"]))
    if "outlet" in wanted:
        mine = sa.exists().where(REPORTS.c.id == READINGS.c.report, REPORTS.c.outlet == wanted["outlet"])
        conditions.append(mine)
    return conditions


def _query(wanted: Wanted) -> sa.Select[tuple[dt.datetime, int, str]]:
    """Return the query for events. It goes along the index that ends in the time of entry and tells most.

    So it can stop at a limit: days tell most, then a claim, then the type; without any it goes reading by reading.
    """
    claims = _of_claims(wanted)
    if claims and "days" not in wanted:
        first, before = CLAIMS.alias(), CLAIMS.alias()
        conditions = [condition(first) for condition in claims[0]]
        # An event of two such claims goes by the first of them: DISTINCT would have PostgreSQL gather all that fits.
        same = (before.c.reading == first.c.reading, before.c.event == first.c.event, before.c.place < first.c.place)
        again = sa.exists().where(*same, *(condition(before) for condition in claims[0]))
        query = sa.select(first.c.recorded, EVENTS.c.place, READINGS.c.id).where(*conditions, ~again, *_mine(first))
        return query.where(*_of_event(wanted), *map(_claimed, claims[1:])).execution_options(walks=True)
    by_type = "type" in wanted and "days" not in wanted
    query = sa.select(EVENTS.c.recorded if by_type else READINGS.c.recorded, EVENTS.c.place, READINGS.c.id)
    return query.where(*_of_event(wanted), *map(_claimed, claims)).execution_options(walks=by_type)


def _of_event(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if "event" in wanted:
        start = wanted["event"].lower()
        conditions.append(EVENTS.c.id.between(start, f"{start}g"))  # ids are hexadecimal, and g is beyond f
    if "type" in wanted:
        # Inside a call no index serves the type: beside days SQLite would take that one, and read all of a type.
        type_ = sa.func.coalesce(EVENTS.c.type, EVENTS.c.type) if "days" in wanted else EVENTS.c.type
        conditions.append(type_ == wanted["type"])
    if "mode" in wanted:
        conditions.append(EVENTS.c.mode == wanted["mode"])
    if "days" in wanted:
        conditions.append(_on(*wanted["days"]))
    return conditions


def _of_claims(wanted: Wanted) -> list[list[_OfClaim]]:
    """Return what has to hold of claims: a list for each claim, the one that tells most first."""
    same: dict[str, str] = {name: wanted[name] for name in _OF_CLAIM if name in wanted}
    claims = [same] if "claimant" in same else []
    claims += [{"slot": slot, "country": wanted[slot]} for slot in _ACTORS if slot in wanted]
    claims += [same] if same and "claimant" not in same else []
    of_type = {"type": wanted["type"]} if "type" in wanted else {}
    return [[functools.partial(_is, name, value) for name, value in (claim | of_type).items()] for claim in claims]


def _is(name: str, value: str, claims: sa.FromClause) -> sa.ColumnElement[bool]:
    return claims.c[name] == value


def _claimed(conditions: Sequence[_OfClaim]) -> sa.ColumnElement[bool]:
    return sa.exists().where(*_mine(CLAIMS), *(condition(CLAIMS) for condition in conditions))


def _mine(claims: sa.FromClause) -> tuple[sa.ColumnElement[bool], ...]:
    return claims.c.reading == EVENTS.c.reading, claims.c.event == EVENTS.c.place


def _on(first: dt.date, last: dt.date) -> sa.ColumnElement[bool]:
    """Return what makes an event one that may have been between two days.

    No index can hold both ends of a span, but that a short one began at most LONG before its end.
    """
    began = EVENTS.c.first_day
    short = sa.and_(EVENTS.c.long.is_(False), began.between(_before(first), last))
    long = sa.and_(EVENTS.c.long.is_(True), began <= last)
    return sa.and_(sa.or_(short, long), EVENTS.c.last_day >= first)


def _before(day: dt.date) -> dt.date:
    return max(day, dt.date.min + LONG) - LONG


def _match_sqlite(phrases: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return what makes a text hold every phrase. Quoted, no word of a phrase is an operator."""
    asked = " ".join(f'"{phrase}"' for phrase in phrases)
    words = sa.table("words", sa.column("rowid", sa.Integer), sa.column("words", sa.Text))
    return TEXTS.c.number.in_(sa.select(words.c.rowid).where(words.c.words.match(asked)))


def _match_postgresql(phrases: Sequence[str]) -> sa.ColumnElement[bool]:
    words = sa.func.record_words(TEXTS.c.title, TEXTS.c.text)
    simple = sa.cast("simple", REGCONFIG)
    return sa.and_(*(words.op("@@")(sa.func.phraseto_tsquery(simple, phrase)) for phrase in phrases))


def _hit(reading: Reading, phrases: Sequence[str]) -> Hit:
    report = reading.report
    quotes = {(quote.span.start, quote.span.end): quote for quote in reading.evidence() if _holds(quote.quote, phrases)}
    return Hit(
        report, _excerpt(f"{report.title or ''}\n{report.text}", phrases[0]), tuple(quotes[at] for at in sorted(quotes))
    )


def _holds(quote: str, phrases: Sequence[str]) -> bool:
    words = f" {_bare(quote)} "
    return all(f" {phrase} " in words for phrase in phrases)


def _bare(words: str) -> str:
    """Return the words alone, in lower case, a blank between them."""
    return " ".join(_WORD.findall(words.lower()))


def _excerpt(text: str, phrase: str) -> str:
    """Return the first place of a phrase with what stands around it, on one line."""
    found = re.search(r"\b" + r"[\W_]+".join(map(re.escape, phrase.split())) + r"\b", text, re.IGNORECASE)
    at = found.start() if found else 0
    start, end = max(0, at - _AROUND), at + len(phrase) + _AROUND
    cut = " ".join(text[start:end].split())
    return f"{'…' * (start > 0)}{cut}{'…' * (end < len(text))}"
