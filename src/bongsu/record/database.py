"""The two databases behind one interface: open, read in one transaction, write in one transaction."""

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from bongsu.errors import RecordError
from bongsu.record import faults
from bongsu.record.schema import ENTRIES, HEAD, TICK, VERSION, identity

T = TypeVar("T")

Clock = Callable[[], dt.datetime]
"""Tells the time, with its zone."""

_TRY_LOCK: Final = sa.select(sa.func.pg_try_advisory_xact_lock(0x626F6E677375))
"""Takes PostgreSQL's advisory lock, numbered "bongsu", that the one writer holds until its transaction ends."""


class Patience(msgspec.Struct, frozen=True):
    """How to wait for another writer, and for a clock.

    Attributes:
        pauses: seconds to wait before each new try; after the last one the record counts as locked.
        sleep: waits for so many seconds.
        step_back: how far the clock may stand behind the last entry. Within it entries keep their order; a clock
            further behind is refused, for every entry from then on would bear a wrong day.
    """

    pauses: tuple[float, ...] = (0.002, 0.005, 0.01, 0.02, 0.05, *(0.1,) * 10, *(0.5,) * 40)
    sleep: Callable[[float], None] = time.sleep
    step_back: dt.timedelta = dt.timedelta(days=1)


class Entry:
    """One transaction of writing. It takes its place in the record with the first row that is new."""

    def __init__(self, connection: Connection, what: str, clock: dt.datetime, step_back: dt.timedelta) -> None:
        self.connection = connection
        self._what, self._clock, self._step_back = what, clock, step_back
        self._recorded: dt.datetime | None = None

    @property
    def recorded(self) -> dt.datetime:
        """The time of the entry: the clock's, or the tick after the last entry where the clock stands behind it."""
        if self._recorded is None:
            last = self.connection.scalar(sa.select(sa.func.max(ENTRIES.c.recorded)))
            if last is not None and last - self._clock > self._step_back:
                raise RecordError(
                    "clock",
                    f"it says {self._clock:%Y-%m-%d %H:%M}, and the last entry is of {last:%Y-%m-%d %H:%M} (UTC)",
                    "set the clock of this machine; where the entry is wrong, restore the backup before it",
                )
            self._recorded = self._clock if last is None else max(self._clock, last + TICK)
            row = {"recorded": self._recorded, "clock": self._clock, "what": self._what}
            self.connection.execute(sa.insert(ENTRIES), row)
        return self._recorded

    def has(self, table: sa.Table, row: dict[str, object]) -> bool:
        """Say whether the record holds the row already."""
        same = [table.c[name] == row[name] for name in identity(table)]
        return self.connection.scalar(sa.select(sa.exists().where(*same))) is True

    def put(self, table: sa.Table, row: dict[str, object]) -> bool:
        """Write a row unless the record holds it; say whether it was written."""
        if self.has(table, row):
            return False
        self.put_all(table, [row])
        return True

    def put_all(self, table: sa.Table, rows: Sequence[dict[str, object]]) -> None:
        """Write rows of which the record holds none."""
        if rows:
            recorded = {"recorded": self.recorded} if "recorded" in table.c else {}
            self.connection.execute(sa.insert(table), [row | recorded for row in rows])


class Database:
    """A record's database. Errors of it come as ``RecordError``; a busy one is waited for."""

    def __init__(self, engine: Engine, where: str, path: Path | None, clock: Clock, patience: Patience) -> None:
        self.engine, self.where, self.path = engine, where, path
        self.clock, self._patience = clock, patience
        self._file: tuple[int, int] | None = None

    @classmethod
    def connect(cls, address: str, clock: Clock, patience: Patience, *, create: bool) -> Self:
        """Open the record at ``address``; with ``create``, begin one where there is none. Raises ``RecordError``."""
        if "://" in address:
            url = _url(address)
            where = url.render_as_string(hide_password=True)
            engine, path = _postgresql(url.set(drivername="postgresql+psycopg"), where), None
        else:
            where, path = address, Path(address)
            engine = _sqlite(path, create=create)
        database = cls(engine, where, path, clock, patience)
        try:
            database._prepare(create=create)
            database._file = database._state()
        except BaseException:
            engine.dispose()
            raise
        return database

    def read(self, work: Callable[[Connection], T]) -> T:
        """Return what ``work`` reads; it sees one state of the record throughout."""
        return self._patiently(lambda: self._once(work, writing=False))

    def write(self, what: str, work: Callable[[Entry], T]) -> T:
        """Return what ``work`` makes; its rows are written all together or not at all. One writer goes at a time."""

        def entry(connection: Connection) -> T:
            return work(Entry(connection, what, self.clock().astimezone(dt.UTC), self._patience.step_back))

        return self._patiently(lambda: self._once(entry, writing=True))

    def outside(self, *statements: str) -> None:
        """Run statements that take no transaction, such as tidying up."""

        def run() -> None:
            level = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
            with self.engine.connect().execution_options(plain=True, **level) as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement)

        self._patiently(run)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a file."""
        return self.path is not None

    def _once(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        self._check_file()
        level = {} if self.is_sqlite or writing else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(writing=writing, **level) as connection, connection.begin():
            if writing and not self.is_sqlite and not connection.scalar(_TRY_LOCK):
                raise faults.Busy
            result = work(connection)
        if writing:
            self._check_file()
        return result

    def _patiently(self, attempt: Callable[[], T]) -> T:
        for pause in self._patience.pauses:
            try:
                return attempt()
            except (faults.Busy, sa.exc.DBAPIError) as error:
                if not faults.is_busy(error):
                    raise faults.explain(error, self.where) from None
            self._patience.sleep(pause)
        try:
            return attempt()
        except (faults.Busy, sa.exc.DBAPIError) as error:
            raise faults.explain(error, self.where) from None

    def _check_file(self) -> None:
        """See that the file is still the one that was opened: SQLite would go on writing into a deleted file."""
        if self._file is not None and self._state() != self._file:
            raise RecordError(self.where, "the file was removed or replaced while it was open", "open the record again")

    def _state(self) -> tuple[int, int] | None:
        """Return what tells the file from every other, also from a later one of its name; None where there is none."""
        try:
            state = None if self.path is None else self.path.stat()
        except PermissionError:
            raise RecordError(self.where, *faults.DENIED) from None
        except (OSError, ValueError):
            return None
        return None if state is None else (state.st_dev, state.st_ino)

    def _prepare(self, *, create: bool) -> None:
        if not create and self.is_sqlite and self._state() is None:
            raise RecordError(self.where, *faults.MISSING)
        revision = self.read(self._revision)
        if revision == HEAD:
            return
        if revision is None and not create:
            raise RecordError(self.where, *faults.MISSING)
        if self.is_sqlite:
            self.outside("PRAGMA journal_mode = WAL")
        self._patiently(lambda: self._once(self._upgrade, writing=True))

    def _revision(self, connection: Connection) -> str | None:
        """Return the revision of the schema; None where the database is empty. Raises where it is not ours to read."""
        names = set(sa.inspect(connection).get_table_names())
        if not names:
            return None
        if VERSION not in names:
            raise RecordError(self.where, *faults.FOREIGN)
        revision = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalar_one()  # noqa: S608 - ours
        if str(revision) > HEAD:
            raise RecordError(
                self.where,
                f"the record was made by a newer bongsu (schema {revision}; this one knows {HEAD})",
                "update bongsu",
            )
        return str(revision)

    def _upgrade(self, connection: Connection) -> None:
        """Bring the schema to the newest revision, unless another process has done so since the look at it."""
        if self._revision(connection) != HEAD:
            _migrate(connection)


def _migrate(connection: Connection) -> None:
    # Alembic is slow to import, and only a new or an old record needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _sqlite(path: Path, *, create: bool) -> Engine:
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        for setting in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin as the transaction will go on: a writer that began as a reader could be refused half way."""
    options = connection.get_execution_options()
    if not options.get("plain"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        raise RecordError("address", "it cannot be read", "write postgresql://user@host/database") from None
    if url.drivername not in {"postgresql", "postgres"}:
        where = url.render_as_string(hide_password=True)
        raise RecordError(where, f"{url.drivername} is no database for a record", "use a file or postgresql://…")
    return url.set(drivername="postgresql")


def _postgresql(url: URL, where: str) -> Engine:
    try:
        # Planned once for all values, as a prepared statement is, a look-up would begin with the wrong table for many.
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"prepare_threshold": None})
    except ModuleNotFoundError:
        raise RecordError(where, "psycopg is not installed", "pip install 'bongsu[postgresql]'") from None
