"""Taking in: what is new, known, changed and read again; nothing twice, nothing lost, in the order of entry."""

import datetime as dt
import os
import threading
from collections.abc import Callable

import msgspec
import pytest
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.errors import RecordError
from bongsu.model import MadeBy, RawDocument, Reading, Report, Stamp
from bongsu.record import Patience, Record, open_record


def test_a_reading_comes_back_as_it_was_added(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Title, text and what made it are kept elsewhere, and put back; the last one entered comes first."""
    add_all(record, pairs)
    assert [kept.reading for kept in record.readings()] == [reading for _, reading in reversed(pairs)]


def test_outcomes(record: Record, pairs: tuple[Pair, ...]) -> None:
    """The first time is new, the second known, with another pipeline read again."""
    document, reading = pairs[0]
    newer = msgspec.structs.replace(reading, made_by=MadeBy(bongsu="99", digests={}))
    assert record.add(document, reading).outcome == "new"
    assert record.add(document, reading).outcome == "known"
    assert record.add(document, newer).outcome == "re-read"
    assert record.add(document, newer).outcome == "known"
    assert [kept.reading for kept in record.history(reading.report.id)] == [reading, newer]
    assert [kept.reading for kept in record.readings()] == [newer]


def test_a_page_that_changes_under_its_address(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Another text at the same address is another report, and says which one stood there."""
    document, reading = pairs[0]
    record.add(document, reading)
    changed = _with_text(reading, reading.report.text + "\nThe figure was corrected.")
    added = record.add(msgspec.structs.replace(document, content="corrected"), changed)
    assert (added.outcome, added.before) == ("changed", reading.report.id)


def test_sightings(record: Record, pairs: tuple[Pair, ...]) -> None:
    """The same report at another place or time is a sighting more and no report more."""
    document, reading = pairs[0]
    first, second = Stamp("2025-01-06T13:00:00Z", "fetch"), Stamp("2025-01-07T13:00:00Z", "fetch")
    elsewhere = msgspec.structs.replace(document, where="https://example.org/copy")
    assert record.add(document, reading, seen=first).is_sighting
    assert not record.add(document, reading, seen=first).is_sighting
    assert record.add(document, reading, seen=second).is_sighting
    assert record.add(elsewhere, reading, seen=second).is_sighting
    seen = record.sightings(reading.report.id)
    assert [(one.place, one.seen) for one in seen] == [
        (document.where, first),
        (document.where, second),
        (elsewhere.where, second),
    ]
    assert (record.stats().reports, record.stats().readings) == (1, 1)


def test_a_page_fetched_again_is_not_read_anew(record: Record, pairs: tuple[Pair, ...]) -> None:
    """The time of the fetch belongs to the sighting; a reading comes back with the time of the first."""
    document, reading = pairs[0]
    stamps = [Stamp(f"2025-01-0{day}T13:00:00Z", "fetch") for day in (6, 7)]
    fetched = [
        msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, retrieved=stamp))
        for stamp in stamps
    ]
    assert [record.add(document, one).outcome for one in fetched] == ["new", "known"]
    assert [kept.reading for kept in record.readings()] == [fetched[0]]
    assert [one.seen for one in record.sightings(reading.report.id)] == stamps


def test_a_file_added_again_is_no_new_sighting(record: Record, pairs: tuple[Pair, ...], clock: Clock) -> None:
    """So an ingest that was interrupted can begin anew, at whatever time."""
    add_all(record, pairs)
    before = record.stats()
    clock.now += dt.timedelta(days=1)
    add_all(record, pairs)
    assert record.stats() == before


def test_names_that_are_not_unicode(record: Record, pairs: tuple[Pair, ...]) -> None:
    """A file name of any bytes, and one with a NUL in it, is kept readably."""
    document, reading = pairs[0]
    name = os.fsdecode(b"caf\xe9.txt")
    record.add(msgspec.structs.replace(document, where=name), reading)
    record.add(msgspec.structs.replace(document, where="a\0b"), reading)
    assert [one.place for one in record.sightings(reading.report.id)] == ["caf\\udce9.txt", "a\\x00b"]


def test_two_writers_do_not_harm_each_other(address: str, clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """Two that add the same at once make what one would have made."""
    open_record(address, clock, create=True).close()

    def run(failures: list[BaseException], mine: tuple[Pair, ...]) -> None:
        try:
            with open_record(address, clock) as record:
                for _ in range(5):
                    add_all(record, mine)
        except BaseException as error:  # noqa: BLE001 - a thread cannot raise into the test
            failures.append(error)

    failures: list[BaseException] = []
    threads = [threading.Thread(target=run, args=(failures, order)) for order in (pairs, pairs[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_record(address, clock) as record:
        assert record.stats().readings == len(pairs)
        assert {kept.reading.report.id for kept in record.readings()} == {reading.report.id for _, reading in pairs}
        assert list(record.verify()) == []


def test_two_that_begin_a_record_at_once(address: str, clock: Clock) -> None:
    """Both open the one record."""
    records: list[Record] = []
    threads = [
        threading.Thread(target=lambda: records.append(open_record(address, clock, create=True))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [record.stats().entries for record in records] == [0, 0, 0, 0]
    for record in records:
        record.close()


def test_a_clock_that_steps_back_keeps_the_order(record: Record, pairs: tuple[Pair, ...], clock: Clock) -> None:
    """What is entered later is later in the record, by a tick, and as-of reading never shows it alone."""
    record.add(*pairs[0])
    clock.now = NOON - dt.timedelta(hours=1)
    record.add(*pairs[1])
    last, first = record.readings()
    assert first.recorded == NOON
    assert last.recorded == NOON + dt.timedelta(microseconds=1)
    assert list(record.readings(as_of=NOON - dt.timedelta(minutes=30))) == []
    assert [kept.id for kept in record.readings(as_of=NOON)] == [first.id]


def test_a_clock_far_behind_is_refused(record: Record, pairs: tuple[Pair, ...], clock: Clock) -> None:
    """Entries with a wrong day would stay for ever; what is there stays, and a right clock goes on."""
    record.add(*pairs[0])
    clock.now = NOON - dt.timedelta(days=400)
    with pytest.raises(RecordError, match="clock: it says 2023-12-03 12:00, and the last entry is of 2025-01-06 12:00"):
        record.add(*pairs[1])
    clock.now = NOON + dt.timedelta(days=1)
    assert record.add(*pairs[1]).outcome == "new"
    assert list(record.verify()) == []


def test_waiting_is_bounded(new_address: Callable[[], str], clock: Clock, pairs: tuple[Pair, ...]) -> None:
    """A locked record is waited for as long as the patience says, and then named as locked."""
    address = new_address()
    pauses: list[float] = []
    with (
        open_record(address, clock, create=True) as holder,
        open_record(address, clock, patience=Patience((0.1, 0.2), sleep=pauses.append)) as waiter,
    ):

        def while_held(_: object) -> None:
            with pytest.raises(RecordError, match="locked by another writer"):
                waiter.add(*pairs[0])

        holder._database.write("hold", while_held)
        assert pauses == [0.1, 0.2]
        assert waiter.add(*pairs[0]).outcome == "new"


def test_a_feed_is_resumed_where_it_stood(record: Record) -> None:
    """The last state counts; the same again is no entry."""
    assert record.feed("https://example.org/rss") is None
    assert record.keep_feed("https://example.org/rss", '{"etag": "a"}')
    assert record.keep_feed("https://example.org/rss", '{"etag": "b"}')
    assert not record.keep_feed("https://example.org/rss", '{"etag": "b"}')
    assert record.feed("https://example.org/rss") == '{"etag": "b"}'
    assert record.feed("https://example.org/atom") is None


def test_a_report_that_is_not_read_is_kept(record: Record) -> None:
    """A reading without events, for a language that is not read yet, with a text of many scripts."""
    report = Report.make(text="북한이 미사일을 쐈다.\n“봉수” 𐍈", language="ko")
    reading = Reading(
        report=report, status="not read", reason="…", events=(), findings=(), made_by=MadeBy(bongsu="1", digests={})
    )
    record.add(RawDocument(where="a", media="text/plain", content=report.text), reading)
    assert [kept.reading for kept in record.readings()] == [reading]


def _with_text(reading: Reading, text: str) -> Reading:
    """Return a reading of another text at the same address that tells nothing."""
    report = Report.make(text=text, outlet=reading.report.outlet, url=reading.report.url, language="en")
    return msgspec.structs.replace(reading, report=report, events=(), findings=())
