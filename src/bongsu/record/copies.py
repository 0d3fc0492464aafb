"""Copies of the record: backups, and records filled from them."""

import hashlib
import itertools
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bongsu.errors import RecordError
from bongsu.record import faults
from bongsu.record.database import Database, Patience
from bongsu.record.rows import Row
from bongsu.record.schema import ENTRIES, HEAD, TABLES, identity

_SQLITE: Final = b"SQLite format 3\0"
_BATCH: Final = 1000
_BY_NAME: Final = {table.name: table for table in TABLES}


class _Head(msgspec.Struct, frozen=True, tag_field="line", tag="record"):
    """The first line of a backup: the revision of its schema."""

    schema: str


class _Line(msgspec.Struct, frozen=True, tag_field="line", tag="row"):
    """A row of a table."""

    table: str
    row: dict[str, object]


class _Foot(msgspec.Struct, frozen=True, tag_field="line", tag="end"):
    """The last line: how many rows went before, and the SHA-256 digest of all lines before it."""

    rows: int
    digest: str


_LINES: Final[msgspec.json.Decoder[_Head | _Line | _Foot]] = msgspec.json.Decoder(_Head | _Line | _Foot)


def backup(database: Database, path: Path) -> int:
    """Write a copy of the record to a new file; see ``Record.backup``."""
    as_lines = path.suffix == ".jsonl"
    if not as_lines and not database.is_sqlite:
        raise RecordError(
            str(path), "a record in PostgreSQL is copied as JSON lines", "name a file that ends in .jsonl"
        )
    if path.exists():
        raise RecordError(str(path), "the file is there already", "name a new one")
    try:
        # In a folder of its own, as SQLite puts files beside a copy that it cannot finish.
        with tempfile.TemporaryDirectory(prefix=f"{path.name}.", suffix=".part", dir=path.parent) as folder:
            part = Path(folder) / path.name
            count = _write_lines(database, part) if as_lines else _copy_file(database, part)
            part.rename(path)
    except sqlite3.Error as error:
        raise faults.explain(error, str(path)) from None
    except OSError as error:
        raise RecordError(str(path), f"the backup cannot be written ({error.strerror})", "check the place") from None
    return count


def restore(database: Database, path: Path) -> int:
    """Fill an empty record from a backup; see ``Record.restore``."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(_SQLITE)) == _SQLITE:
                return _from_file(database, path)
            stream.seek(0)
            return database.write("restore", lambda entry: _fill(database, entry.connection, _read_lines(stream, path)))
    except OSError as error:
        raise RecordError(str(path), f"the backup cannot be read ({error.strerror})", "check the path") from None


def lines(connection: Connection) -> Iterator[bytes]:
    """Yield the record as JSON lines: the same bytes for the same rows, whatever the database."""
    seal, count = hashlib.sha256(), 0
    for line in itertools.chain([_Head(HEAD)], (_Line(str(table.name), row) for table, row in _rows(connection))):
        count += isinstance(line, _Line)
        written = msgspec.json.encode(line) + b"\n"
        seal.update(written)
        yield written
    yield msgspec.json.encode(_Foot(count, seal.hexdigest())) + b"\n"


def _write_lines(database: Database, path: Path) -> int:
    def write(connection: Connection) -> int:
        with path.open("wb") as stream:
            for count, line in enumerate(lines(connection)):  # noqa: B007 - the last count is what is returned
                stream.write(line)
        return count - 1

    return database.read(write)


def _copy_file(database: Database, path: Path) -> int:
    """Copy the SQLite file in one step: a single state of it, while others go on writing."""
    with closing(sqlite3.connect(path)) as target, closing(database.engine.raw_connection()) as source:
        driver = source.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.backup(target)
        counts = (target.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] for table in TABLES)  # noqa: S608
        return sum(counts)


def _from_file(database: Database, path: Path) -> int:
    source = Database.connect(str(path), database.clock, Patience(), create=False)
    try:
        return database.write(
            "restore", lambda entry: source.read(lambda reader: _fill(database, entry.connection, _rows(reader)))
        )
    finally:
        source.close()


def _fill(database: Database, connection: Connection, rows: Iterable[tuple[sa.Table, Row]]) -> int:
    """Write rows as they are into an empty record; return how many."""
    if connection.scalar(sa.select(sa.exists().select_from(ENTRIES))):
        raise RecordError(database.where, "the record is not empty", "restore into a new one")
    count = 0
    for table, group in itertools.groupby(rows, key=lambda one: one[0]):
        mine = (row for _, row in group)
        while batch := list(itertools.islice(mine, _BATCH)):
            connection.execute(sa.insert(table), batch)
            count += len(batch)
    return count


def _rows(connection: Connection) -> Iterator[tuple[sa.Table, Row]]:
    """Yield every row of every table in the order of their keys; the numbers of long rows stand for nothing."""
    binary = "C" if connection.dialect.name == "postgresql" else "BINARY"
    for table in TABLES:
        columns = [column for column in table.c if column.name != "number"]
        keys = [table.c[name] for name in identity(table)]
        order = [key.collate(binary) if isinstance(key.type, sa.Text) else key for key in keys]
        found = connection.execution_options(yield_per=_BATCH).execute(sa.select(*columns).order_by(*order))
        names = [str(column.name) for column in columns]
        yield from ((table, dict(zip(names, row, strict=True))) for row in found)


def _read_lines(stream: BinaryIO, path: Path) -> Iterator[tuple[sa.Table, Row]]:
    """Yield the rows of a backup. Raises ``RecordError`` at the line that is wrong, or where the end is missing."""
    seal, count = hashlib.sha256(), 0
    for number, written in enumerate(stream, start=1):
        where = f"{path}:{number}"
        match _line(written, where):
            case _Head(schema=schema) if number == 1:
                if schema > HEAD:
                    raise RecordError(
                        where, f"the backup was made by a newer bongsu (schema {schema})", "update bongsu"
                    )
            case _Line(table=name, row=row) if number > 1 and name in _BY_NAME:
                count += 1
                yield _BY_NAME[name], _typed(_BY_NAME[name], row, where)
            case _Foot(rows=rows, digest=digest) if number > 1:
                if (rows, digest) != (count, seal.hexdigest()):
                    raise RecordError(where, "the backup is not as it was written", "take another one")
                return
            case _:
                raise RecordError(where, "this is no backup of a record", "check the path")
        seal.update(written)
    raise RecordError(str(path), "the backup is cut off", "take another one")


def _line(written: bytes, where: str) -> _Head | _Line | _Foot:
    try:
        return _LINES.decode(written)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        problem = "this is no line of a backup" if written.endswith(b"\n") else "the backup is cut off"
        raise RecordError(where, problem, "take another one") from None


def _typed(table: sa.Table, row: Row, where: str) -> Row:
    """Return a row with its dates and times as such."""
    try:
        return {name: msgspec.convert(value, table.c[name].type.python_type | None) for name, value in row.items()}
    except (KeyError, msgspec.ValidationError) as error:
        raise RecordError(where, f"this is no row of {table.name} ({error})", "take another backup") from None
