import gzip
import io
import os
from pathlib import Path

import pytest
from tests.feeds.made import ARTICLE, STORY, pdf, record, rss, warc
from tests.feeds.site import Site

from bongsu.config import Fetching, Settings
from bongsu.errors import InputError
from bongsu.feeds.clock import Clock
from bongsu.feeds.fetch import Fetcher
from bongsu.feeds.intake import take_in
from bongsu.model import Given, RawDocument
from bongsu.text import clean

TEXT = "\n".join(STORY).encode()


def _take(
    *sources: object, stdin: io.BufferedIOBase | None = None, fetcher: Fetcher | None = None, limit: int = 1_000_000
) -> list[RawDocument | InputError]:
    stream = io.BufferedReader(stdin or io.BytesIO())
    return list(take_in([str(source) for source in sources], stream, Settings(max_bytes=limit), fetcher))


def _documents(results: list[RawDocument | InputError]) -> list[RawDocument]:
    return [one for one in results if isinstance(one, RawDocument)]


def _problems(results: list[RawDocument | InputError]) -> list[str]:
    return [str(one) for one in results if isinstance(one, InputError)]


@pytest.fixture
def fetcher(site: Site) -> Fetcher:
    """A fetcher that may reach the test's server, and does not wait."""
    settings = Fetching(
        contact="desk@example.org", ports=frozenset({site.port}), allowed=("127.0.0.1/32",), interval=0.0
    )
    return Fetcher(settings, clock=Clock(wait=lambda _seconds: False))


SOURCES = {
    "text": (TEXT, "text/plain"),
    "page": (ARTICLE, "text/html"),
    "lines": (b'{"text": "A missile flew 500 km."}\n', "text/plain"),
    "feed": (rss("<description>A missile flew 500 km.</description>"), "text/plain"),
    "feed in UTF-16": (
        rss("<description>A missile flew 500 km.</description>").decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        "text/plain",
    ),
    "archive": (warc(record()), "text/html"),
    "plain archive": (warc(record(), packed=False), "text/html"),
    "pdf": (pdf(STORY), "text/plain"),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_tells_what_a_file_is(tmp_path: Path, kind: str) -> None:
    """A file is told by its bytes, whatever it is called, from standard input too, and packed with gzip."""
    data, media = SOURCES[kind]
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "a.gz").write_bytes(data if kind == "archive" else gzip.compress(data))  # that is packed already
    by_path = _take(tmp_path / "a", tmp_path / "a.gz")
    by_pipe = _take("-", stdin=io.BytesIO(data))
    assert [one.media for one in _documents(by_path + by_pipe)] == [media] * 3
    assert _problems(by_path + by_pipe) == []


def test_reads_an_archive_from_a_pipe() -> None:
    """A pipe, which cannot be read twice, may hold an archive."""
    reading, writing = os.pipe()
    with open(reading, "rb") as stdin, open(writing, "wb") as pipe:  # noqa: PTH123 - of a pipe
        pipe.write(warc(record(), record("https://news.example/2")))
        pipe.close()
        results = list(take_in(["-"], stdin, Settings()))
    assert [one.given["url"].value for one in _documents(results)] == [
        "https://news.example/1",
        "https://news.example/2",
    ]


def test_reads_a_folder_in_order(tmp_path: Path) -> None:
    """A folder stands for its files and those below, sorted; hidden ones and circles of links are left out."""
    for name in ("b/2.txt", "b/1.txt", "c.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    names = [str(Path(one.where).relative_to(tmp_path)) for one in _documents(_take(tmp_path))]
    assert names == ["a.txt", "c.txt", "b/1.txt", "b/2.txt"]


def test_takes_the_rest_in(tmp_path: Path) -> None:
    """What cannot be read is said in its place, and what comes after it is read."""
    (tmp_path / "1.pdf").write_bytes(pdf(STORY)[:200])
    (tmp_path / "2.warc.gz").write_bytes(warc(record(), record())[:-40])
    (tmp_path / "3.txt.gz").write_bytes(gzip.compress(TEXT)[:-12])
    (tmp_path / "4.gz").write_bytes(gzip.compress(gzip.compress(TEXT)))
    (tmp_path / "5.xml").write_bytes(rss("<description>A missile flew.</description>")[:-10])
    (tmp_path / "6.txt").write_bytes(TEXT)
    results = _take(tmp_path, tmp_path / "none")
    assert [Path(one.where).name for one in _documents(results)] == ["2.warc.gz@0", "5.xml[0]", "6.txt"]
    said = "\n".join(_problems(results))
    for problem in ("PDF is broken", "breaks off", "damaged", "packed twice", "malformed", "no such file"):
        assert problem in said


def test_a_feed_that_is_too_large_is_read_as_far_as_it_may_be(tmp_path: Path) -> None:
    """The first items of a feed over the limit are taken, and that is said."""
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(*(f"<description>Missile {number} flew.</description>" for number in range(5_000))))
    results = _take(path, limit=50_000)
    assert len(_documents(results)) > 500
    assert ["too large" in problem for problem in _problems(results)] == [True]


def test_a_packed_text_may_not_unpack_to_too_much(tmp_path: Path) -> None:
    """A small file that unpacks to more than a document may have is refused."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"missile " * 1_000_000))
    assert "larger than 1,000,000 bytes" in _problems(_take(path))[0]


def test_a_page_of_an_archive_becomes_a_report() -> None:
    """Its address and the time it was fetched are carried to the report; that is no date of publication."""
    (document,) = _documents(_take("-", stdin=io.BytesIO(warc(record()))))
    report = clean(document, Settings())
    assert (report.url, report.text) == ("https://news.example/1", "\n".join(STORY))
    assert report.retrieved is not None
    assert (report.retrieved.value, report.retrieved.found) == ("2025-01-06T03:12:45+00:00", "WARC record")
    assert (report.published, report.updated) == (None, None)


def test_carries_the_time_that_json_gives() -> None:
    """When a report was fetched is read from JSON as its dates are."""
    line = b'{"text": "A missile flew 500 km.", "date_publish": "2025-01-06", "date_download": "2025-01-08 10:00:00"}'
    report = clean(_documents(_take("-", stdin=io.BytesIO(line)))[0], Settings())
    assert report.published is not None
    assert report.retrieved is not None
    assert (report.published.value, report.retrieved.value) == ("2025-01-06", "2025-01-08")


def test_nothing_is_fetched_without_a_fetcher(site: Site, tmp_path: Path) -> None:
    """An address is refused, and the items of a feed are read as the feed has them."""
    (tmp_path / "feed.xml").write_bytes(rss(f"<link>{site.url('/1')}</link><description>A missile flew.</description>"))
    results = _take(site.url("/1"), tmp_path / "feed.xml")
    assert "not fetched here" in _problems(results)[0]
    assert [one.content for one in _documents(results)] == ["A missile flew."]
    assert site.asked == []


def test_fetches_a_page(site: Site, fetcher: Fetcher) -> None:
    """A page is given the address that answered and when it was fetched, and is read in its own encoding."""
    site.pages["/old"] = (301, {"Location": "/1"}, b"")
    text = "<html><body><p>북한이 미사일을 발사했다고 합참이 월요일에 밝혔다.</p></body></html>"
    site.pages["/1"] = (200, {"Content-Type": "text/html; charset=euc-kr"}, text.encode("euc-kr"))
    (document,) = _documents(_take(site.url("/old"), fetcher=fetcher))
    assert (document.where, document.content) == (site.url("/old"), text)
    assert document.given["url"] == Given(site.url("/1"), "fetch")
    assert document.given["retrieved"].found == "fetch"


def test_fetches_the_pages_of_a_feed(site: Site, fetcher: Fetcher) -> None:
    """An item with a summary is read from its page, with the dates of the feed; one with its content is not fetched."""
    site.pages["/1"] = ARTICLE
    site.pages["/feed"] = rss(
        f"<link>{site.url('/1')}</link><description>Short</description><pubDate>2025-01-06</pubDate>",
        f"<link>{site.url('/2')}</link><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        "A missile flew about 500 kilometers.</content:encoded>",
    )
    page, item = _documents(_take(site.url("/feed"), fetcher=fetcher))
    assert (page.media, page.given["url"].value, page.given["published"].value) == (
        "text/html",
        site.url("/1"),
        "2025-01-06",
    )
    assert (item.content, item.given["url"].value) == ("A missile flew about 500 kilometers.", site.url("/2"))
    assert "retrieved" in item.given
    assert "/2" not in site.asked


def test_takes_the_words_of_the_feed_where_a_page_fails(site: Site, fetcher: Fetcher) -> None:
    """A page that cannot be had is said, and what the feed tells is not lost."""
    site.pages["/feed"] = rss(f"<link>{site.url('/gone')}</link><description>A missile flew.</description>")
    error, item = _take(site.url("/feed"), fetcher=fetcher)
    assert isinstance(error, InputError)
    assert "the server answers 404" in error.problem
    assert isinstance(item, RawDocument)
    assert item.content == "A missile flew."


def test_a_feed_of_feeds_does_not_lead_on(site: Site, fetcher: Fetcher) -> None:
    """An item whose page is a feed again, its own even, is read once and no further."""
    site.pages["/feed"] = rss(f"<link>{site.url('/feed')}</link><description>A missile flew.</description>")
    assert len(_documents(_take(site.url("/feed"), fetcher=fetcher))) == 1
    assert site.asked.count("/feed") == 2
