"""A takedown: the words go, from every page of the file; the digests and the fact stay; they do not come back."""

from pathlib import Path

import msgspec
import pytest
from tests.record.conftest import Clock, Pair, add_all

from bongsu.errors import RecordError
from bongsu.model import MadeBy
from bongsu.record import Record, open_record


def test_the_words_go_and_the_fact_stays(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Readings, events and search know the report no more; its digests, its sightings and the erasure are there."""
    add_all(record, pairs)
    before = record.stats()
    report = pairs[1][1].report
    assert record.search("685 miles")
    assert record.erase(report.id, by="Kim", reason="court order 12")
    assert record.search("685 miles") == []
    assert report.id not in {kept.reading.report.id for kept in record.readings()}
    assert report.id not in {told.report.id for told in record.events()}
    assert [(one.report, one.by, one.reason) for one in record.erasures()] == [(report.id, "Kim", "court order 12")]
    after = record.stats()
    assert (after.reports, after.readings, after.claims, after.erasures) == (
        before.reports,
        before.readings,
        before.claims,
        1,
    )
    assert record.sightings(report.id)
    assert list(record.verify()) == []
    with pytest.raises(RecordError, match=f"there is no {report.id}"):
        record.history(report.id)


def test_what_was_erased_is_not_taken_in_again(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Neither as it was nor read by a newer pipeline; that it was seen again is kept."""
    add_all(record, pairs)
    document, reading = pairs[1]
    record.erase(reading.report.id, by="Kim", reason="an order")
    newer = msgspec.structs.replace(reading, made_by=MadeBy(bongsu="99", digests={}))
    elsewhere = msgspec.structs.replace(document, where="elsewhere")
    for mine, read in ((document, reading), (elsewhere, newer)):
        added = record.add(mine, read)
        assert added.outcome == "erased"
    assert [one.place for one in record.sightings(reading.report.id)] == [document.where, "elsewhere"]
    assert record.search("685 miles") == []
    assert list(record.verify()) == []


def test_erasing_again_changes_nothing(record: Record, pairs: tuple[Pair, ...]) -> None:
    """The first order counts."""
    add_all(record, pairs)
    report = pairs[1][1].report.id
    assert record.erase(report, by="Kim", reason="an order")
    assert not record.erase(report, by="Lee", reason="another order")
    assert [one.by for one in record.erasures()] == ["Kim"]


@pytest.mark.parametrize(("by", "reason"), [("", "an order"), ("Kim", " ")])
def test_an_erasure_needs_a_name_and_a_reason(record: Record, pairs: tuple[Pair, ...], by: str, reason: str) -> None:
    """Without both nothing is erased."""
    add_all(record, pairs)
    with pytest.raises(RecordError, match="needs the name of who orders it and a reason"):
        record.erase(pairs[1][1].report.id, by=by, reason=reason)
    assert record.search("685 miles")


def test_no_byte_of_the_words_is_left_in_the_file(tmp_path: Path, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """In the file and what SQLite keeps beside it: pages, full-text index and log."""
    address = str(tmp_path / "record.db")
    with open_record(address, clock, create=True) as record:
        add_all(record, pairs)
        assert b"ducks crossed" in _bytes(tmp_path)
        assert b"ducks" in _bytes(tmp_path)
        record.erase(pairs[-1][1].report.id, by="Kim", reason="an order")
        assert b"ducks" not in _bytes(tmp_path)
        assert b"condemned" in _bytes(tmp_path)


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes().lower() for path in folder.glob("record.db*"))
