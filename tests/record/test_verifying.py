"""Verifying finds whatever was changed behind the record's back."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.model import Judgement
from bongsu.record import open_record

TAMPERED = (
    (
        "texts",
        "UPDATE texts SET text = replace(text, '1,100', '1,200')",
        "its id is not the digest of outlet, address, title",
    ),
    ("texts", "UPDATE texts SET text = replace(text, '1,100', '1,200')", "the quote at"),
    ("texts", "DELETE FROM texts WHERE text LIKE '%1,100%'", "its text is missing, and no erasure says why"),
    ("bodies", "UPDATE bodies SET body = replace(body, '1,100', '1,200')", "its id is not the digest of its content"),
    ("bodies", "DELETE FROM bodies", "it is missing, and no erasure says why"),
    ("reports", "UPDATE reports SET outlet = 'another'", "its id is not the digest of outlet, address, title and text"),
    ("reports", "UPDATE reports SET text_digest = 'another'", "its text is not the one that was taken in"),
    (
        "events",
        "UPDATE events SET type = 'AID' WHERE type = 'LAUNCH'",
        "its rows in events are not those of its content",
    ),
    ("claims", "UPDATE claims SET country = 'PAK' WHERE country = 'PRK'", "its rows in claims are not those"),
    ("claims", "DELETE FROM claims WHERE slot = 'distance'", "its rows in claims are not those of its content"),
    ("sightings", "UPDATE sightings SET place = 'elsewhere'", "its id is not the digest of its content"),
    ("pipelines", "UPDATE pipelines SET body = replace(body, 'bongsu', 'Bongsu')", "its id is not the digest"),
    ("judgements", "UPDATE judgements SET reason = 'another'", "is not the digest of its content"),
)


def test_whatever_was_changed_is_found(address: str, clock: Clock, pairs: tuple[Pair, ...], tmp_path: Path) -> None:
    """Each change is told with where it is; before it there is nothing to tell."""
    with open_record(address, clock, create=True) as record:
        add_all(record, pairs)
        subjects = ("Beacon News", "Harbour Post")
        record.judge(Judgement.make(ruling="outlet is a copy", subjects=subjects, by="Kim", at=NOON, reason="a"))
        assert list(record.verify()) == []
        for table, change, told in TAMPERED:
            with _behind_its_back(address, table, change, tmp_path):
                problems = list(record.verify())
            assert any(told in problem.problem for problem in problems), (change, problems)
            assert all("guard" not in problem.problem for problem in problems)
        assert list(record.verify()) == []


def test_a_missing_guard_is_found(address: str, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """Without its guards a record is only as good as everybody's word."""
    with open_record(address, clock, create=True) as record:
        record.add(*pairs[0])
        guard = "claims_append_only" if "://" in address else "claims_no_delete"
        _run(address, f"DROP TRIGGER {guard} ON claims" if "://" in address else f"DROP TRIGGER {guard}")
        assert [(one.where, one.problem) for one in record.verify()] == [
            (guard, "this guard against changes is missing")
        ]


def test_a_damaged_file_is_found(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """Bytes overwritten in the middle of the file."""
    path = tmp_path / "record.db"
    with open_record(str(path), clock, create=True) as record:
        add_all(record, pairs)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with open_record(str(path), clock) as record:
        assert list(record.verify())


def test_an_index_of_other_words_is_found(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """The full-text index of SQLite is rechecked against the texts."""
    address = str(tmp_path / "record.db")
    with open_record(address, clock, create=True) as record:
        add_all(record, pairs)
        _run(address, "INSERT INTO words(words) VALUES ('delete-all')")
        assert "the full-text index is not that of the texts" in next(record.verify()).problem


@contextlib.contextmanager
def _behind_its_back(address: str, table: str, change: str, folder: Path) -> Iterator[None]:
    """Change rows with the guards off, as who owns the database can; put all back afterwards."""
    if "://" in address:
        off, on = f"ALTER TABLE {table} DISABLE TRIGGER ALL", f"ALTER TABLE {table} ENABLE TRIGGER ALL"
        _run(address, f"CREATE TABLE before AS SELECT * FROM {table}", off, change, on)
        yield
        _run(address, off, f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM before", on, "DROP TABLE before")
        return
    saved = folder / "saved.db"
    with contextlib.closing(sqlite3.connect(address)) as file, contextlib.closing(sqlite3.connect(saved)) as copy:
        file.backup(copy)
        triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        guards = [(name, sql) for name, sql in triggers if name.startswith(f"{table}_no_")]
        for name, _ in guards:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(change)
        for _, sql in guards:
            file.execute(sql)
        file.commit()
        file.execute("INSERT INTO words(words) VALUES ('rebuild')")
        file.commit()
        yield
        copy.backup(file)


def _run(address: str, *statements: str) -> None:
    if "://" in address:
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
        return
    with contextlib.closing(sqlite3.connect(address, isolation_level=None)) as file:
        for statement in statements:
            file.execute(statement)
