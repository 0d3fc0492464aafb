import gzip
import io
import os
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.made import ARTICLE, record, warc

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.archives import read_archive
from bongsu.feeds.page import Page


def _read(data: bytes, settings: Settings | None = None) -> list[Page | InputError]:
    return list(read_archive(io.BytesIO(data), "a.warc", settings or Settings()))


def _urls(results: list[Page | InputError]) -> list[str]:
    return [one.url for one in results if isinstance(one, Page)]


def _noise(size: int = 3_000) -> bytes:
    return b"<p>%b</p>" % os.urandom(size).hex().encode()


@pytest.mark.parametrize("packed", [True, False])
def test_reads_the_pages_of_an_archive(packed: bool) -> None:  # noqa: FBT001
    """A page comes with its address, its time, what the server said, and its place in the file."""
    first, second = record(), record("https://news.example/2", date="2025-01-07T00:00:00.5Z")
    results = _read(warc(first, second, packed=packed))
    place = len(gzip.compress(first)) if packed else len(first)
    assert results == [
        Page(
            where=f"a.warc@{number * place}",
            url=f"https://news.example/{number + 1}",
            media="text/html",
            charset="utf-8",
            body=ARTICLE,
            retrieved=time,
            found="WARC record",
        )
        for number, time in enumerate(["2025-01-06T03:12:45+00:00", "2025-01-07T00:00:00+00:00"])
    ]


def test_passes_over_what_is_no_page() -> None:
    """Requests, redirects, errors, pictures and empty answers are no reports."""
    others = (
        record(kind="request"),
        record(status="301 Moved"),
        record(status="404 Not Found"),
        record(headers={"Content-Type": "image/png"}),
        record(body=b"\n"),
    )
    assert _urls(_read(warc(*others, record("https://news.example/7")))) == ["https://news.example/7"]


def test_unpacks_pages() -> None:
    """Pages that servers sent packed or in chunks are unpacked."""
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(ARTICLE), ARTICLE)
    results = _read(
        warc(
            record(body=gzip.compress(ARTICLE), headers={"Content-Encoding": "gzip"}),
            record(body=chunked, headers={"Transfer-Encoding": "chunked"}),
        )
    )
    assert [one.body for one in results if isinstance(one, Page)] == [ARTICLE, ARTICLE]


def test_a_damaged_page_harms_no_other() -> None:
    """A page that is not packed as it says is an error in its place, and the next is read."""
    bad = record(headers={"Content-Encoding": "gzip"})
    error, page = _read(warc(bad, record("https://news.example/2")))
    assert isinstance(error, InputError)
    assert error.where == "a.warc@0"
    assert "damaged" in error.problem
    assert isinstance(page, Page)


@pytest.mark.parametrize("packed", [True, False])
def test_keeps_what_stands_before_a_break(packed: bool) -> None:  # noqa: FBT001
    """Of an archive that breaks off, the whole records are kept, and the place of the broken one is named."""
    records = [record(f"https://news.example/{number}", _noise()) for number in range(4)]
    data = warc(*records, packed=packed)
    place = len(warc(*records[:3], packed=packed))
    *pages, error = _read(data[: place + 900])
    assert _urls(pages) == [f"https://news.example/{number}" for number in range(3)]
    assert isinstance(error, InputError)
    assert error.where == f"a.warc@{place}"
    assert "breaks off" in error.problem


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_anywhere_says_so_or_is_whole(packed: bool) -> None:  # noqa: FBT001
    """At whatever byte an archive ends, no page is cut: each is whole, and what is missing is said."""
    bodies = [_noise(300) for _ in range(2)]
    records = [record(body=bodies[0]), record(kind="request"), record(body=bodies[1])]
    data = warc(*records, packed=packed)
    boundaries = {len(warc(*records[:count], packed=packed)) for count in (1, 2, 3)}
    for end in range(6, len(data) + 1):
        results = _read(data[:end])
        pages = [one.body for one in results if isinstance(one, Page)]
        assert pages == bodies[: len(pages)]
        # The line breaks after a record that is not packed may be missing: nothing that it says is lost with them.
        whole = end in boundaries or (not packed and any(place - 4 <= end < place for place in boundaries))
        assert isinstance(results[-1], Page) == whole, end


def test_names_the_place_of_damage() -> None:
    """Of an archive that is damaged in the middle, what stands before is kept."""
    records = [record(f"https://news.example/{number}", _noise(200_000)) for number in range(3)]
    data, place = warc(*records), len(warc(records[0]))
    *pages, error = _read(data[: place + 100_000] + bytes(1_000) + data[place + 101_000 :])
    assert _urls(pages) == ["https://news.example/0"]
    assert isinstance(error, InputError)
    assert error.where == f"a.warc@{place}"


def test_says_what_is_no_archive() -> None:
    """A file that only begins as an archive is refused."""
    (error,) = _read(b"WARC/1.0\r\nnothing more of the kind\r\n\r\n" + os.urandom(100))
    assert isinstance(error, InputError)


def test_holds_to_its_limits() -> None:
    """A page that is too large, in either sense, is an error in its place; too many records end the reading."""
    large, bomb = (
        record(body=_noise(6_000)),
        record(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
    )
    results = _read(warc(large, bomb, record("https://news.example/3")), Settings(max_bytes=60_000))
    assert _urls(results) == ["https://news.example/1", "https://news.example/3"]
    results = _read(warc(large, bomb, record("https://news.example/3")), Settings(max_bytes=10_000))
    problems = [one.problem for one in results if isinstance(one, InputError)]
    assert problems == ["the page is larger than 10,000 bytes"] * 2
    assert _urls(results) == ["https://news.example/3"]
    *_, error = _read(warc(*[record()] * 5), Settings(max_records=3))
    assert isinstance(error, InputError)
    assert "more than 3 records" in error.problem
    *_, error = _read(warc(*[record()] * 5), Settings(max_unpacked=1_000))
    assert isinstance(error, InputError)
    assert "unpacks to more than 1,000 bytes" in error.problem


@given(st.binary(min_size=1, max_size=40), st.integers(0, 1_300), st.booleans())
def test_any_damage_leaves_pages_or_an_error(noise: bytes, start: int, packed: bool) -> None:  # noqa: FBT001
    """Whatever is done to an archive, its reader gives pages and errors, and nothing else."""
    data = warc(record(), record("https://news.example/2"), packed=packed)
    damaged = data[:start] + noise + data[start + len(noise) :]
    assert all(isinstance(one, Page | InputError) for one in _read(damaged))


def test_memory_stays_flat() -> None:
    """An archive ten times as long takes no more memory to read, when its pages are not kept."""

    def peak(records: int) -> int:
        data = io.BytesIO(warc(record(body=_noise(50_000))) * records)
        tracemalloc.start()
        try:
            assert sum(isinstance(one, Page) for one in read_archive(data, "a.warc", Settings())) == records
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(200) < peak(20) + 1_000_000
