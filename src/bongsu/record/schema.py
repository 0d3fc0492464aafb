"""The tables of the record. Every row is written once; ``recorded`` says in which entry.

An entry is one transaction. Entries are ordered by their time, and as-of reading goes by it. Rows are known by their
primary key, which is the digest of what they hold or leads to it, so the same thing added twice is one row. The words
of reports stand in ``texts`` and ``bodies`` alone, the tables that a takedown erases from; all else is facts about
reports.
"""

import datetime as dt
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

HEAD: Final = "0001"
"""The newest revision of the schema: the last file in ``migrations/versions``."""

VERSION: Final = "record_version"
"""The table in which Alembic keeps the revision; its name tells a record from other databases."""

ERASABLE: Final = ("texts", "bodies")
"""The tables that hold words of reports."""

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TICK: Final = dt.timedelta(microseconds=1)


class Instant(TypeDecorator[dt.datetime]):
    """An instant in UTC, kept as microseconds since 1970: exact, and in the same order on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return the microseconds of an instant, which needs its zone."""
        return None if value is None else (value - _EPOCH) // TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Return the instant, in UTC."""
        return None if value is None else _EPOCH + value * TICK

    @property
    def python_type(self) -> type[dt.datetime]:
        """An aware date-time."""
        return dt.datetime


_METADATA: Final = MetaData()


def _key(name: str, refers: str | None = None) -> Column[str]:
    """Return a column of the primary key: a digest, or a name that stands for itself."""
    return Column(name, Text, *([ForeignKey(refers)] if refers else []), primary_key=True)


def _place(name: str) -> Column[int]:
    """Return a column of the primary key that counts from 0."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _number() -> Column[int]:
    """Return the number of a long row. The full-text index of SQLite goes by it; it stands for nothing."""
    return Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _to(name: str, refers: str) -> Column[str]:
    return Column(name, Text, ForeignKey(refers), nullable=False)


def _recorded() -> Column[dt.datetime]:
    return Column("recorded", Instant, ForeignKey("entries.recorded"), nullable=False)


ENTRIES: Final = Table(
    "entries",
    _METADATA,
    Column("recorded", Instant, primary_key=True, autoincrement=False),
    Column("clock", Instant, nullable=False),
    Column("what", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""One row a transaction: its time in the record, what the clock said, and what was done."""

REPORTS: Final = Table(
    "reports",
    _METADATA,
    _key("id"),
    Column("outlet", Text, index=True),
    Column("url", Text, index=True),
    Column("text_digest", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    _recorded(),
    sqlite_with_rowid=False,
)
"""What a report is known by. Title and text stand in ``texts``."""

TEXTS: Final = Table(
    "texts",
    _METADATA,
    _number(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, unique=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
)

DOCUMENTS: Final = Table(
    "documents", _METADATA, _key("id"), Column("media", Text, nullable=False), _recorded(), sqlite_with_rowid=False
)
"""The digests of documents as they came in; their content is not kept."""

SIGHTINGS: Final = Table(
    "sightings",
    _METADATA,
    _key("id"),
    _to("document", "documents.id"),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("seen", Text),
    Column("found", Text),
    _recorded(),
    sqlite_with_rowid=False,
)
"""Where and when a report was taken in. ``seen`` is the time as its source states it, ``found`` where that stood."""

PIPELINES: Final = Table(
    "pipelines", _METADATA, _key("id"), Column("body", Text, nullable=False), _recorded(), sqlite_with_rowid=False
)
"""Every MadeBy, as JSON."""

READINGS: Final = Table(
    "readings",
    _METADATA,
    _key("id"),
    _to("report", "reports.id"),
    Column("pipeline", Text, ForeignKey("pipelines.id"), nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("published", Date, index=True),
    _recorded(),
    Index("ix_readings_report", "report", "recorded"),
    Index("ix_readings_recorded", "recorded"),
    sqlite_with_rowid=False,
)

BODIES: Final = Table(
    "bodies",
    _METADATA,
    _number(),
    Column("reading", Text, ForeignKey("readings.id"), nullable=False, unique=True),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("body", Text, nullable=False),
)
"""Readings as JSON, without what stands elsewhere: title, text, time of the fetch, and what made them."""

EVENTS: Final = Table(
    "events",
    _METADATA,
    _key("reading", "readings.id"),
    _place("place"),
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("long", Boolean),
    _recorded(),
    Index("ix_events_days", "long", "first_day"),
    Index("ix_events_type", "type", "recorded"),
    sqlite_with_rowid=False,
)
"""The events of each reading, to look them up by. ``long``: its days span more than LONG."""

CLAIMS: Final = Table(
    "claims",
    _METADATA,
    _key("reading"),
    _place("event"),
    _place("place"),
    Column("id", Text, nullable=False, index=True),
    Column("slot", Text, nullable=False),
    Column("country", Text),
    Column("claimant", Text),
    Column("type", Text, nullable=False),
    _recorded(),
    ForeignKeyConstraint(["reading", "event"], ["events.reading", "events.place"]),
    Index("ix_claims_country", "slot", "country", "recorded", "type"),
    Index("ix_claims_claimant", "claimant", "recorded", "slot", "type"),
    sqlite_with_rowid=False,
)
"""The claims of each event, to look them up by: the country that the value names, who says it, its event's type."""

JUDGEMENTS: Final = Table(
    "judgements",
    _METADATA,
    _key("id"),
    Column("ruling", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    _recorded(),
    sqlite_with_rowid=False,
)

FEED_STATES: Final = Table(
    "feed_states",
    _METADATA,
    _key("feed"),
    Column("recorded", Instant, ForeignKey("entries.recorded"), primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Where polling of a feed stands after each step; of the items seen, each row has those of its step."""

ERASURES: Final = Table(
    "erasures",
    _METADATA,
    _key("report", "reports.id"),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    _recorded(),
    sqlite_with_rowid=False,
)
"""The reports whose words were erased, by whom and why."""

TABLES: Final[tuple[Table, ...]] = (
    ENTRIES,
    REPORTS,
    TEXTS,
    DOCUMENTS,
    SIGHTINGS,
    PIPELINES,
    READINGS,
    BODIES,
    EVENTS,
    CLAIMS,
    JUDGEMENTS,
    FEED_STATES,
    ERASURES,
)
"""Every table, each after those that it refers to, so that rows can be copied in this order."""


def identity(table: Table) -> tuple[str, ...]:
    """Return the columns that a row is known by: the primary key, or what a numbered row belongs to."""
    return {"texts": ("report",), "bodies": ("reading",)}.get(table.name) or tuple(
        column.name for column in table.primary_key
    )
