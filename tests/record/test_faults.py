"""When the database cannot: each case is said plainly, and the record is as before."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import postgresql
import pytest
from tests.record.conftest import Clock, Pair, add_all

from bongsu.errors import RecordError
from bongsu.record import Patience, Record, open_record

ONCE = Patience(pauses=())

FILL = """
import datetime, sys
from bongsu.errors import RecordError
from bongsu.record import open_record
with open_record(sys.argv[1], lambda: datetime.datetime(2025, 1, 6, tzinfo=datetime.UTC), create=True) as record:
    try:
        for number in range(2000):
            record.keep_feed(f"feed {number}", "x" * 5000)
    except RecordError as error:
        print(error)
    print(len(list(record.verify())), record.stats().entries == number, record.feed(f"feed {number - 1}") is not None)
"""


LOOK = """
import datetime, sys
from bongsu.errors import RecordError
from bongsu.record import open_record
for create in (False, True):
    try:
        open_record(sys.argv[1], lambda: datetime.datetime(2025, 1, 6, tzinfo=datetime.UTC), create=create)
    except RecordError as error:
        print(error)
"""

LOSE = """
import datetime, pathlib, sys
from bongsu.errors import RecordError
from bongsu.record import open_record
path = pathlib.Path(sys.argv[1])
with open_record(sys.argv[1], lambda: datetime.datetime(2025, 1, 6, tzinfo=datetime.UTC), create=True) as record:
    path.parent.chmod(0)
    try:
        record.keep_feed("feed", "state")
    except RecordError as error:
        print(error)
    path.parent.chmod(0o755)
"""

COPY = """
import contextlib, datetime, pathlib, sys
from bongsu.errors import RecordError
from bongsu.record import open_record
path = pathlib.Path(sys.argv[1])
with open_record(sys.argv[1], lambda: datetime.datetime(2025, 1, 6, tzinfo=datetime.UTC), create=True) as record:
    record.keep_feed("feed", "x" * 300_000)
    with contextlib.suppress(OSError), (path.parent / "fill").open("wb", buffering=0) as fill:
        while True:
            fill.write(b"x" * 4096)
    for name in ("copy.db", "copy.jsonl"):
        try:
            record.backup(path.with_name(name))
        except RecordError as error:
            print(error)
print(*sorted(each.name for each in path.parent.iterdir()))
"""


def test_no_record_there(address: str, clock: Clock) -> None:
    """Looking does not begin one."""
    with pytest.raises(RecordError, match="there is no record; check the address"):
        open_record(address, clock)
    open_record(address, clock, create=True).close()
    open_record(address, clock).close()


def test_a_file_that_is_something_else(tmp_path: Path, clock: Clock) -> None:
    """A text, and a database of another program, are left as they are."""
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("a text that is no database, and longer than its head would be, by some words more" * 2)
    with contextlib.closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE events (id)")
    before = text.read_bytes(), other.read_bytes()
    for path in (text, other):
        with pytest.raises(RecordError, match=f"{path}: this is not a record of bongsu"):
            open_record(str(path), clock, create=True)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_database_of_another_program(server: postgresql.Server, clock: Clock) -> None:
    """In PostgreSQL too."""
    address = server.create("other")
    server.psql("other", "CREATE TABLE events (id integer)")
    with pytest.raises(RecordError, match="this is not a record of bongsu"):
        open_record(address, clock, create=True)
    server.psql("other", "DROP TABLE events")


def test_a_record_of_a_newer_version(address: str, clock: Clock, server: postgresql.Server) -> None:
    """Says so, and what to do."""
    open_record(address, clock, create=True).close()
    newer = "UPDATE record_version SET version_num = '9999'"
    if "://" in address:
        server.psql(address.split("/")[3].split("?", maxsplit=1)[0], newer)
    else:
        with contextlib.closing(sqlite3.connect(address)) as file:
            file.execute(newer)
            file.commit()
    with pytest.raises(
        RecordError, match=r"made by a newer bongsu \(schema 9999; this one knows 0001\); update bongsu"
    ):
        open_record(address, clock)


def test_a_locked_file(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """Another program holds the file; when it lets go, all goes on."""
    address = str(tmp_path / "record.db")
    with (
        open_record(address, clock, create=True, patience=ONCE) as record,
        contextlib.closing(sqlite3.connect(address, isolation_level=None)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError, match="locked by another writer; wait"):
            record.add(*pairs[0])
        other.execute("ROLLBACK")
        assert record.add(*pairs[0]).outcome == "new"


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_gone(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...], replaced: bool) -> None:  # noqa: FBT001
    """SQLite would go on writing into the removed file, and all that would be lost."""
    address = tmp_path / "record.db"
    with open_record(str(address), clock, create=True) as record:
        record.add(*pairs[0])
        address.rename(tmp_path / "moved.db")
        if replaced:
            shutil.copy(tmp_path / "moved.db", address)
        for attempt in (lambda: record.add(*pairs[1]), record.stats):
            with pytest.raises(RecordError, match="removed or replaced while it was open"):
                attempt()


def test_a_server_that_is_gone(server: postgresql.Server, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """It is named as gone; when it is back, the same goes on, and nothing is lost."""
    with open_record(server.create("gone"), clock, create=True, patience=ONCE) as record:
        add_all(record, pairs[:2])
        server.stop()
        try:
            for attempt in (lambda: record.add(*pairs[2]), record.stats):
                with pytest.raises(RecordError, match="the database is gone; see that it is there and running"):
                    attempt()
            with pytest.raises(RecordError, match="the database is gone"):
                open_record(server.address("gone"), clock)
        finally:
            server.start()
        add_all(record, pairs)
        assert record.stats().readings == len(pairs)
        assert list(record.verify()) == []


def test_a_server_without_the_database(server: postgresql.Server, clock: Clock) -> None:
    """It is never made unasked: that is for who runs the server."""
    with pytest.raises(RecordError, match="there is no such database; make it with createdb"):
        open_record(server.address("nowhere"), clock, create=True)


def test_permission_lost_on_a_server(server: postgresql.Server, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """Whoever may only look can look."""
    address = server.create("denied")
    with open_record(address, clock, create=True) as record:
        record.add(*pairs[0])
    server.psql("denied", "CREATE ROLE guest LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    with open_record(address.replace("bongsu@", "guest@"), clock) as record:
        assert record.stats().readings == 1
        with pytest.raises(RecordError, match="the permission for this is missing"):
            record.add(*pairs[1])


def test_who_may_not_come_in_at_all(server: postgresql.Server, clock: Clock) -> None:
    """A name that is not known, that may not log in, or that has no right to the database: none is a server gone."""
    address = server.create("closed")
    server.psql("postgres", "CREATE ROLE idle NOLOGIN", "CREATE ROLE outsider LOGIN")
    server.psql("postgres", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC")
    refused = "the database refuses the name or the password"
    for name, told in (
        ("nobody", refused),
        ("idle", refused),
        ("outsider", "the permission for this is missing"),
    ):
        with pytest.raises(RecordError, match=told) as caught:
            open_record(address.replace("bongsu@", f"{name}@"), clock)
        assert caught.value.where.startswith(f"postgresql://{name}@/closed")  # as it was given


def test_a_password_is_never_shown(server: postgresql.Server, clock: Clock) -> None:
    """Not in an error, of an address that cannot be reached or cannot be read."""
    for address in (
        server.address("nowhere").replace("bongsu@", "bongsu:s3cret@"),
        "postgresql://bongsu:s3cret@/nowhere?host=/nowhere",
        "mysql://bongsu:s3cret@host/record",
        "postgresql://bongsu:s3cret@host:port/record",
    ):
        with pytest.raises(RecordError) as caught:
            open_record(address, clock)
        assert "s3cret" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_permission_lost_on_a_file(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """A file that may only be read is refused for writing, and stays as it is."""
    path = tmp_path / "record.db"
    with open_record(str(path), clock, create=True) as record:
        add_all(record, pairs[:1])
    before = path.read_bytes()
    done = _for_reading(tmp_path, FILL, str(path))
    assert "the permission for this is missing" in done or "the file cannot be opened" in done, done
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    """Whether a record is there cannot be known: that is said, and not that there is none."""
    place = tmp_path / "closed"
    place.mkdir(mode=0)
    done = _without_rights(LOOK, str(place / "record.db"))
    place.chmod(0o755)
    assert "the permission for this is missing; ask for it" in done.splitlines()[0], done
    assert "the file cannot be opened; check that it is there and that it may be written" in done.splitlines()[1], done


def test_a_folder_that_closes_in_the_middle(tmp_path: Path) -> None:
    """The file is there still, so it is not said to be gone."""
    place = tmp_path / "closing"
    place.mkdir()
    assert "the permission for this is missing" in _without_rights(LOSE, str(place / "record.db"))


def test_a_name_that_no_file_can_have(clock: Clock) -> None:
    """There is no record there either."""
    with pytest.raises(RecordError, match="there is no record; check the address"):
        open_record("r" * 5000, clock)


def test_a_backup_onto_a_full_disk(tmp_path: Path) -> None:
    """Both forms say so, and leave nothing beside the record."""
    *told, left = _on_small_disk(tmp_path, COPY).splitlines()
    assert [line.rpartition("/")[2] for line in told] == [
        "copy.db: the disk is full; nothing of this was written; make room, then do the same again",
        "copy.jsonl: the backup cannot be written (No space left on device); check the place",
    ]
    assert left == "fill record.db record.db-shm record.db-wal"


def test_a_full_disk(tmp_path: Path) -> None:
    """On a real file system of a megabyte: it is said, the record is whole, and what was said to be in is in it."""
    done = _on_small_disk(tmp_path, FILL)
    assert "the disk is full; nothing of this was written; make room" in done, done
    assert done.splitlines()[-1] == "0 True True"


def test_a_full_disk_of_a_server(server: postgresql.Server, clock: Clock) -> None:
    """In PostgreSQL: a tablespace on a file system of a few megabytes."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system for the server")
    place = server.folder / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], check=False)  # noqa: S607
    if mounted.returncode:
        pytest.skip("mounting a file system is not permitted here")
    try:
        shutil.chown(place, server.folder.owner(), server.folder.group())
        place.chmod(0o700)
        server.psql("postgres", f"CREATE TABLESPACE small LOCATION '{place}'")
        address = server.create("filled")
        with open_record(address, clock, create=True) as record:
            server.psql("filled", "ALTER TABLE feed_states SET TABLESPACE small")
            with pytest.raises(RecordError, match="the disk is full; nothing of this was written"):
                _fill(record)
            kept = record.stats().entries
            assert kept > 0
            assert record.feed(f"feed {kept - 1}") is not None
            assert record.feed(f"feed {kept}") is None
            assert list(record.verify()) == []
    finally:
        server.psql("postgres", "DROP DATABASE IF EXISTS filled WITH (FORCE)")
        server.psql("postgres", "DROP TABLESPACE IF EXISTS small")
        subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def _fill(record: Record) -> None:
    for number in range(5000):
        record.keep_feed(f"feed {number}", os.urandom(20_000).hex())


def _run(command: list[str], **how: object) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, **how)  # type: ignore[call-overload]
    return str(done.stdout + done.stderr).strip()


def _on_small_disk(folder: Path, program: str) -> str:
    """Run a program with the address of a record on a file system of its own, mounted in a name space of its own."""
    place = folder / "small"
    place.mkdir()
    mount = f'mount -t tmpfs -o size=1500k none {place} && exec "$@"'
    if subprocess.run(["unshare", "-Urm", "sh", "-c", mount, "sh", "true"], check=False).returncode:  # noqa: S607
        pytest.skip("mounting a file system is not permitted here")
    run = [sys.executable, "-c", program, str(place / "record.db")]
    return _run(["unshare", "-Urm", "sh", "-c", mount, "sh", *run])


def _for_reading(folder: Path, program: str, *arguments: str) -> str:
    """Run a program that may read the folder and no more."""
    files = [folder, *folder.iterdir()]
    modes = [file.stat().st_mode for file in files]
    try:
        for file in files:
            file.chmod(0o555 if file.is_dir() else 0o444)
        return _without_rights(program, *arguments)
    finally:
        for file, mode in zip(files, modes, strict=True):
            file.chmod(mode)


def _without_rights(program: str, *arguments: str) -> str:
    """Run a program as a user for whom the modes of files hold."""
    # Root may do anything, unless it gives up the capabilities that let it.
    drop = [] if os.geteuid() else ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    return _run([*drop, sys.executable, "-c", program, *arguments])
