"""Backups: a whole copy while others write, restored on either database, and never half."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import postgresql
import pytest
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.errors import RecordError
from bongsu.model import Judgement
from bongsu.record import Record, open_record


@pytest.fixture
def full(record: Record, pairs: tuple[Pair, ...]) -> Record:
    """A record with something of everything."""
    add_all(record, pairs)
    first, second = list(record.events(limit=2))
    subjects = (first.event.id, second.event.id)
    record.judge(Judgement.make(ruling="same", subjects=subjects, by="Kim", at=NOON, reason="the same day"))
    record.keep_feed("https://example.org/rss", "{}")
    record.erase(pairs[0][1].report.id, by="Kim", reason="an order")
    return record


def test_lines_restore_into_either_database(
    full: Record, tmp_path: Path, clock: Clock, server: postgresql.Server, request: pytest.FixtureRequest
) -> None:
    """The same record there, byte for byte in its own next backup, with its guards and its index."""
    lines = tmp_path / "backup.jsonl"
    count = full.backup(lines)
    name = f"restored_{hashlib.sha256(request.node.name.encode()).hexdigest()[:8]}"
    for number, address in enumerate((str(tmp_path / "restored.db"), server.create(name))):
        with open_record(address, clock, create=True) as restored:
            assert restored.restore(lines) == count
            again = tmp_path / f"again{number}.jsonl"
            restored.backup(again)
            assert again.read_bytes() == lines.read_bytes()
            assert restored.stats() == full.stats()
            assert list(restored.readings()) == list(full.readings())
            assert restored.search("685") == full.search("685")
            assert list(restored.verify()) == []


def test_a_file_is_copied_while_another_writes(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """The copy is a record itself: the state at that moment. It restores into a new one too."""
    with open_record(str(tmp_path / "record.db"), clock, create=True) as record:
        add_all(record, pairs[:3])
        held = record.readings()
        next(held)
        count = record.backup(tmp_path / "copy.db")
        record.add(*pairs[3])
    with (
        open_record(str(tmp_path / "copy.db"), clock) as copy,
        open_record(str(tmp_path / "restored.db"), clock, create=True) as restored,
    ):
        assert copy.stats().readings == 3
        assert restored.restore(tmp_path / "copy.db") == count
        assert list(restored.readings()) == list(copy.readings())
        assert list(copy.verify()) == list(restored.verify()) == []


def test_a_backup_never_replaces_a_file(full: Record, tmp_path: Path) -> None:
    """A name that is taken is refused; so is a folder that is not there, and nothing is left behind."""
    taken = tmp_path / "taken.jsonl"
    taken.write_text("mine")
    with pytest.raises(RecordError, match="the file is there already"):
        full.backup(taken)
    with pytest.raises(RecordError, match=r"the backup cannot be written \(No such file or directory\)"):
        full.backup(tmp_path / "nowhere" / "backup.jsonl")
    assert taken.read_text() == "mine"
    assert list(tmp_path.glob("*.part")) == []


def test_a_server_is_copied_as_lines(server: postgresql.Server, clock: Clock, tmp_path: Path) -> None:
    """There is no file to copy."""
    with (
        open_record(server.create("nofile"), clock, create=True) as record,
        pytest.raises(RecordError, match="as JSON lines"),
    ):
        record.backup(tmp_path / "backup.db")


def test_what_is_no_whole_backup_restores_nothing(
    full: Record, new_address: Callable[[], str], tmp_path: Path, clock: Clock
) -> None:
    """Cut off at any line or inside one, a figure changed, a row left out, of a newer version, or something else."""
    lines = tmp_path / "backup.jsonl"
    full.backup(lines)
    whole = lines.read_bytes()
    rows = whole.splitlines(keepends=True)
    bad = tmp_path / "bad.jsonl"
    with open_record(new_address(), clock, create=True) as empty:
        for content, told in (
            (b"".join(rows[: len(rows) // 2]), "the backup is cut off"),
            (b"".join(rows[:-1]), "the backup is cut off"),
            (whole[: len(whole) // 2], "the backup is cut off"),
            (whole.replace(b"Harbour Post", b"Harbour Past"), "not as it was written"),
            (b"".join([*rows[:-2], rows[-1]]), "not as it was written"),
            (b"".join([*rows[:-2], b'{"line":"row","table":"other","row":{}}\n']), "this is no backup"),
            (whole.replace(b'"recorded":"', b'"recorded":"x', 1), "this is no row of entries"),
            (msgspec.json.encode({"line": "record", "schema": "9999"}) + b"\n", "by a newer bongsu"),
            (b'{"title": "a report"}\n', "this is no line of a backup"),
            (b"", "the backup is cut off"),
        ):
            bad.write_bytes(content)
            with pytest.raises(RecordError, match=told):
                empty.restore(bad)
            assert empty.stats().entries == 0
        with pytest.raises(RecordError, match="cannot be read"):
            empty.restore(tmp_path / "nowhere.jsonl")
        empty.restore(lines)
        with pytest.raises(RecordError, match="the record is not empty"):
            empty.restore(lines)
