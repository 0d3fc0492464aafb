"""What a database's error means, in words: what happened to the record and what to do."""

import sqlite3
from typing import Final

import sqlalchemy.exc

from bongsu.errors import RecordError

Fault = tuple[str, str]
"""A problem and its remedy."""

FULL: Final = ("the disk is full; nothing of this was written", "make room, then do the same again")
GONE: Final = ("the database is gone", "see that it is there and running, then do the same again")
DENIED: Final = ("the permission for this is missing", "ask for it, or open a record that is yours")
BUSY: Final = ("the record is locked by another writer", "wait until that one is done, then do the same again")
FOREIGN: Final = ("this is not a record of bongsu", "check the address")
MISSING: Final = ("there is no record", "check the address, or take something in to begin one")
DAMAGED: Final = ("the database is damaged", "restore the last backup")
APPEND_ONLY: Final = ("the record is append-only", "add an entry that says what has changed")

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,  # what SQLite shares between processes is a file beside the record
    sqlite3.SQLITE_IOERR: (
        "the disk failed, or takes no more (a quota, or the largest file that is allowed)",
        "see that it is sound and has room, then do the same again",
    ),
    sqlite3.SQLITE_READONLY: DENIED,
    sqlite3.SQLITE_PERM: DENIED,
    sqlite3.SQLITE_AUTH: DENIED,
    sqlite3.SQLITE_CANTOPEN: ("the file cannot be opened", "check that it is there and that it may be written"),
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_NOTADB: FOREIGN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: APPEND_ONLY,
}
"""By SQLite's extended result code, or by its primary one, the last eight bits."""

_POSTGRESQL: Final = {
    "08": GONE,
    "57": GONE,
    "53": FULL,
    "53300": ("the database takes no more connections", "wait, or raise max_connections"),
    "42501": DENIED,
    "25006": ("the database is open for reading alone", "connect to its primary server"),
    "28": ("the database refuses the name or the password", "set PGPASSWORD, or an entry in ~/.pgpass"),
    "3D000": ("there is no such database", "make it with createdb, or check the address"),
    "55P03": BUSY,
    "40": BUSY,
    "23": APPEND_ONLY,
    "XX": DAMAGED,
}
"""By SQLSTATE, or by its class, the first two characters."""


_WORDS: Final[dict[tuple[str, ...], Fault]] = {
    ("password", "authentication failed", "pg_hba.conf", "not permitted to log in", 'role "'): _POSTGRESQL["28"],
    ("permission denied for database",): DENIED,
    ("does not exist",): _POSTGRESQL["3D000"],
    ("too many clients", "too many connections", "connection slots are reserved"): _POSTGRESQL["53300"],
    ("No space left", "could not write init file"): FULL,
    ("connection", "server closed", "terminating", "shutting down", "starting up", "timeout", "resolve"): GONE,
}
"""By words of a server that takes no connection; the first that fit. The name of its socket may hold any word."""


class Busy(Exception):  # noqa: N818 - a state that passes, caught where it is waited for
    """Another writer is at it; the same can be tried again."""


Cause = Busy | sqlalchemy.exc.DBAPIError | sqlite3.Error


def explain(error: Cause, where: str) -> RecordError:
    """Return the error of bongsu for one of the database. Its words never hold the statement or its values."""
    fault = _fault(error)
    if fault is not None:
        return RecordError(where, *fault)
    cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    first, *_ = str(cause).splitlines() or [type(cause).__name__]
    return RecordError(where, f"the database says: {first}", "check the database")


def is_busy(error: Cause) -> bool:
    """Say whether the same would work a moment later."""
    return _fault(error) is BUSY


def _fault(error: Cause) -> Fault | None:
    if isinstance(error, Busy):
        return BUSY
    cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    return _sqlite(cause) if isinstance(cause, sqlite3.Error) else _postgresql(cause)


def _sqlite(cause: sqlite3.Error) -> Fault | None:
    code = getattr(cause, "sqlite_errorcode", None)  # absent where Python itself refuses, as for a closed connection
    return None if code is None else _SQLITE.get(code) or _SQLITE.get(code & 0xFF)


def _postgresql(cause: BaseException | None) -> Fault | None:
    state: str | None = getattr(cause, "sqlstate", None)
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    return _by_words(str(cause))


def _by_words(words: str) -> Fault | None:
    """Return what a failed connection means: libpq gives no code, only the server's words."""
    return next((fault for signs, fault in _WORDS.items() if any(sign in words for sign in signs)), None)
