"""The database itself refuses to change or to remove what was written, whoever asks."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.model import Judgement
from bongsu.record import Record, open_record
from bongsu.record.schema import TABLES, identity


@pytest.fixture
def full(address: str, clock: Clock, pairs: tuple[Pair, ...]) -> str:
    """The address of a record with rows in every table."""
    with open_record(address, clock, create=True) as record:
        add_all(record, pairs)
        first, second = list(record.events(limit=2))
        pair = (first.event.id, second.event.id)
        record.judge(Judgement.make(ruling="same", subjects=pair, by="Kim", at=NOON, reason="the same day"))
        record.keep_feed("https://example.org/rss", "{}")
        record.erase(pairs[0][1].report.id, by="Kim", reason="an order")
    return address


@contextlib.contextmanager
def anybody(address: str) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    """Yield what runs a statement on the database as any other program would, each for itself."""
    if "://" in address:
        with psycopg.connect(address, autocommit=True) as connection:

            def ask(statement: str) -> list[tuple[object, ...]]:
                cursor = connection.execute(statement.encode())
                return cursor.fetchall() if cursor.description else []

            yield ask
    else:
        with contextlib.closing(sqlite3.connect(address, isolation_level=None)) as file:
            file.execute("PRAGMA recursive_triggers = OFF")  # the default; some builds have it on
            yield lambda statement: file.execute(statement).fetchall()


REFUSALS = (sqlite3.IntegrityError, psycopg.errors.IntegrityConstraintViolation)


def test_no_row_is_changed_or_removed(full: str) -> None:
    """Updating, deleting and emptying are refused for each table, and every row is as before."""
    with anybody(full) as ask:
        for table in TABLES:
            before = ask(f"SELECT * FROM {table.name}")
            column = table.columns.keys()[0]
            statements = [f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"]
            if "://" in full:
                statements.append(f"TRUNCATE {table.name} CASCADE")
            for statement in statements:
                with pytest.raises(REFUSALS, match="append-only"):
                    ask(statement)
            assert before
            assert ask(f"SELECT * FROM {table.name}") == before


def test_no_row_is_replaced(full: str) -> None:
    """Nor by inserting the same key: neither SQLite's OR REPLACE nor ON CONFLICT gets past."""
    with anybody(full) as ask:
        for table in TABLES:
            before = ask(f"SELECT * FROM {table.name}")
            columns, key = ", ".join(f'"{column.name}"' for column in table.c), identity(table)
            copy = f"INTO {table.name} ({columns}) SELECT {columns} FROM {table.name} WHERE true"
            conflict = f"INSERT {copy} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {key[0]} = EXCLUDED.{key[0]}"
            for statement in (
                [conflict] if "://" in full else [conflict, f"INSERT OR REPLACE {copy}", f"REPLACE {copy}"]
            ):
                with pytest.raises(REFUSALS, match="append-only"):
                    ask(statement)
            assert before
            assert ask(f"SELECT * FROM {table.name}") == before


@pytest.mark.parametrize(("table", "known_by"), [("texts", "report"), ("bodies", "reading")])
def test_no_row_is_replaced_by_its_number(
    tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...], table: str, known_by: str
) -> None:
    """On SQLite a long row has a number besides, and a row of another key with that number would remove it."""
    address = str(tmp_path / "record.db")
    with open_record(address, clock, create=True) as record:
        add_all(record, pairs[:1])
    with anybody(address) as ask:
        columns = [
            column.name for column in next(one for one in TABLES if one.name == table).c if column.name != known_by
        ]
        rest = ", ".join(columns)
        with pytest.raises(REFUSALS, match="append-only"):
            ask(f"INSERT OR REPLACE INTO {table} ({known_by}, {rest}) SELECT 'another', {rest} FROM {table}")


@pytest.mark.parametrize("table", ["texts", "bodies"])
def test_words_without_an_erasure_stay(record: Record, pairs: tuple[Pair, ...], address: str, table: str) -> None:
    """Words can be removed only after the erasure of their report is entered; that entry cannot be undone."""
    add_all(record, pairs)
    report = pairs[1][1].report.id
    with anybody(address) as ask:
        with pytest.raises(REFUSALS, match="append-only"):
            ask(f"DELETE FROM {table} WHERE report = '{report}'")
        logged = f"SELECT '{report}', 'Kim', 'an order', max(recorded) FROM entries"
        ask(f"INSERT INTO erasures (report, by, reason, recorded) {logged}")
        ask(f"DELETE FROM {table} WHERE report = '{report}'")
        assert ask(f"SELECT * FROM {table} WHERE report = '{report}'") == []
