from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.made import STORY, rss

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.syndication import Feed, Item, looks_like_feed, read_feed
from bongsu.model import Given, RawDocument
from bongsu.text import clean

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><id>tag:news.example,2025:1</id>
<title>A &amp;quot;grave&amp;quot; launch</title><link href="/1"/>
<published>2025-01-06T12:10:00+09:00</published><updated>2025-01-06T13:00:00+09:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p><p>{}</p></div></content></entry></feed>"""


def _read(data: bytes, **known: object) -> Feed:
    return read_feed(data, "feed.xml", Settings(), **known)  # type: ignore[arg-type]


def _item(inside: str) -> Item:
    (item,) = _read(rss(inside)).items
    return item


def test_reads_an_item_of_rss() -> None:
    """Title, date with its zone, source and address are given, each with where it was found."""
    item = _item(
        "<title>A launch</title><link>https://news.example/1</link><guid>g1</guid>"
        "<pubDate>Mon, 06 Jan 2025 12:10:00 +0900</pubDate><description>A missile flew.</description>"
        '<source url="https://wire.example/feed">The Wire</source>'
    )
    assert (item.where, item.key, item.url, item.whole) == ("feed.xml[0]", "g1", "https://news.example/1", False)
    assert item.given == {
        "title": Given("A launch", "feed item title"),
        "published": Given("2025-01-06T12:10:00+09:00", "feed item published"),
        "outlet": Given("The Wire", "feed item source"),
        "url": Given("https://news.example/1", "feed item link"),
    }
    assert item.document() == RawDocument(
        where="feed.xml[0]", media="text/plain", content="A missile flew.", given=item.given
    )


def test_reads_an_entry_of_atom_as_a_report() -> None:
    """Published and updated stay apart, the address is made whole, and the content becomes a report's text."""
    (item,) = _read(ATOM.format(*STORY).encode(), url="https://news.example/feed").items
    document = item.document()
    assert isinstance(document, RawDocument)
    report = clean(document, Settings())
    assert item.whole
    assert (report.url, report.title) == ("https://news.example/1", 'A "grave" launch')
    assert report.published is not None
    assert report.updated is not None
    assert (report.published.value, report.updated.value) == ("2025-01-06T12:10:00+09:00", "2025-01-06T13:00:00+09:00")
    assert report.text == "\n".join(STORY)


def test_a_change_is_no_publication() -> None:
    """An entry of Atom that gives only its last change is of an unknown date of publication."""
    (item,) = _read(ATOM.format(*STORY).replace("published>", "ignored>").encode()).items
    assert "published" not in item.given
    assert item.given["updated"].value == "2025-01-06T13:00:00+09:00"


def test_reads_the_date_of_rss_1() -> None:
    """The one date that RSS 1.0 has is when the item was published."""
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item><title>A launch</title>'
        "<link>https://news.example/1</link><dc:date>2025-01-06T12:10:00+09:00</dc:date></item></rdf:RDF>"
    )
    (item,) = _read(data.encode()).items
    assert looks_like_feed(data)
    assert (item.given["published"].value, "updated" in item.given) == ("2025-01-06T12:10:00+09:00", False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 06 Jan 2025 03:10:00 GMT", "2025-01-06T03:10:00+00:00"),
        ("Mon, 6 Jan 25 03:10 +0900", "2025-01-06T03:10:00+09:00"),
        ("2025-01-06", "2025-01-06"),
        ("2025-01-06T12:10:00Z", "2025-01-06T12:10:00+00:00"),
        ("Mon, 06 Jan 2025 12:10:00", "2025-01-06"),
        ("yesterday", None),
    ],
)
def test_reads_dates_as_feeds_write_them(written: str, read: str | None) -> None:
    """A date keeps its zone; a clock time without one is left out; what is no date is missing, and the item is not."""
    found = _item(f"<title>A launch</title><pubDate>{written}</pubDate>").given.get("published")
    assert (found and found.value) == read


def test_a_summary_of_loose_html_is_one_paragraph() -> None:
    """Words in bold do not break a sentence apart."""
    document = _item("<description>A &lt;b&gt;missile&lt;/b&gt; flew about 500 kilometers.</description>").document()
    assert isinstance(document, RawDocument)
    assert clean(document, Settings()).text == "A missile flew about 500 kilometers."


def test_an_item_without_words_is_an_error_in_its_place() -> None:
    """An item that is only a title and a link says that its page is needed."""
    error = _item("<title>A launch</title><link>https://news.example/1</link>").document()
    assert isinstance(error, InputError)
    assert "no text" in error.problem


def test_a_fingerprint_tells_a_change() -> None:
    """An item with the same id and other words is the same item, changed."""
    before, after = (_item(f"<guid>g</guid><description>{words}</description>") for words in ("500 km", "550 km"))
    assert before.key == after.key
    assert before.fingerprint != after.fingerprint


def test_a_broken_feed_still_gives_its_items() -> None:
    """A mistake in one item harms no other; what is broken is said, and an item without an end is left out."""
    data = rss(
        "<title>AT&T on the launch</title><link>https://news.example/1</link>",
        "<title>A <b>launch</title></i>"
        "<description>&lt;p&gt;It&rsquo;s \x01 fallen&nbsp;&amp;amp; gone&lt;/p&gt;</description>",
        "<title>Three</title><description><![CDATA[<p>It fell & broke</p>]]></description>",
    ).replace(b"</channel></rss>", b"<item><title>cut o")
    feed = _read(data)
    assert [item.given["title"].value for item in feed.items] == ["AT&T on the launch", "A launch", "Three"]
    assert "<p>It’s  fallen\xa0&amp; gone</p>" in feed.items[1].content
    assert "<p>It fell & broke</p>" in feed.items[2].content
    (problem,) = feed.problems
    assert "malformed" in problem.problem
    assert "line 2" in problem.problem
    assert "3 items are taken" in problem.problem


def test_a_feed_of_too_many_items_is_cut() -> None:
    """Of a feed with 100,000 items the first are taken, and how many there are is said."""
    data = rss(*(f"<guid>{number}</guid>" for number in range(100_000)))
    feed = read_feed(data, "feed.xml", Settings(max_items=250))
    assert [item.key for item in feed.items] == [str(number) for number in range(250)]
    assert [problem.problem for problem in feed.problems] == [
        "the feed lists 100,000 items, and the first 250 are taken"
    ]


def test_the_beginning_of_a_feed_is_read() -> None:
    """Of a feed that is cut off at a limit the whole items are taken."""
    data = rss(*(f"<guid>{number}</guid><title>한국 {number}</title>" for number in range(100)))
    feed = _read(data[:2000], cut=True)
    assert 0 < len(feed.items) < 100
    assert feed.items[-1].given["title"].value == f"한국 {len(feed.items) - 1}"
    assert "too large" in feed.problems[0].problem


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    """Neither a file nor a billion laughs come out of a document type."""
    (tmp_path / "secret").write_text("the secret")
    nested = "".join(f'<!ENTITY l{depth} "{f"&l{depth - 1};" * 10}">' for depth in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY file SYSTEM "{(tmp_path / "secret").as_uri()}">{nested}]>\n'
    feed = _read(rss("<title>A &file; launch &l11;</title>", more=doctype))
    title = feed.items[0].given["title"].value
    assert "secret" not in title
    assert len(title) < 50


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<item>" * 300_000,
        b"<rss><item><title>" + b"<a>" * 300_000 + b"</title></item></rss>",
        b"<rss><item><title>" + b"<![CDATA[" * 300_000 + b"</item>",
        b"<rss><item a='&" * 300_000,
        b"<rss>" + b"<!DOCTYPE [" * 300_000,
    ],
)
def test_broken_feeds_cost_no_more_than_whole_ones(data: bytes) -> None:
    """Nesting and marks without an end hold no words and make one problem, and the reading ends.

    Were each mark looked for through the rest of the document, the square of the length would take hours.
    """
    feed = _read(data)
    assert [item.content for item in feed.items] in ([], [""])
    (problem,) = feed.problems
    assert "the feed is malformed (line 1: " in problem.problem


@pytest.mark.parametrize("data", [b"<html><body>A page</body></html>", b"plain text", b"<rss", b'{"version": "1"}'])
def test_says_what_is_no_feed(data: bytes) -> None:
    """A page at a feed's address is no feed."""
    with pytest.raises(InputError, match="neither an RSS nor an Atom feed"):
        _read(data)


def test_tells_a_feed_by_its_first_element() -> None:
    """What stands before it does not matter: declarations, style sheets, comments, a document type."""
    before = (
        '\ufeff<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?><!-- a > b --><!DOCTYPE rss [<!ENTITY a "b">]>'
    )
    assert looks_like_feed(before.lstrip("\ufeff") + "<rss version='2.0'>")
    assert looks_like_feed("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>")
    assert not looks_like_feed("<html><body><rss></body></html>")


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 400))
def test_any_damage_leaves_items_or_an_error(noise: bytes, start: int, length: int) -> None:
    """Whatever is done to a feed, it is read or refused, and its items keep their places."""
    data = rss("<title>One</title>", "<title>Two</title>", "<title>Three</title>")
    damaged = data[:start] + noise + data[start + length :]
    try:
        feed = read_feed(damaged, "feed.xml", Settings())
    except InputError:
        return
    assert [item.where for item in feed.items] == [f"feed.xml[{index}]" for index in range(len(feed.items))]


def test_a_feed_is_never_taken_for_a_path(tmp_path: Path) -> None:
    """The bytes of a feed that happen to be the name of a file do not open it."""
    path = tmp_path / "rss"
    path.write_bytes(rss("<title>One</title>"))
    with pytest.raises(InputError):
        _read(str(path).encode())
