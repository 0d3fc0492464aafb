"""The feed of web archives: the pages in a WARC file, packed record by record with gzip or not at all.

A record is read into memory, one at a time and up to the largest document, and is parsed there: what is
wrong within it cannot harm those after it.
"""

import datetime as dt
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.page import Page, content_type

_KEPT = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_MEDIA = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""What a report can be; the pictures, scripts and style sheets of pages are no reports."""

_CHUNK = 65_536
_REMEDY = "fetch the archive again, complete; what stands before this place is taken"


def read_archive(stream: BinaryIO, where: str, settings: Settings) -> Iterator[Page | InputError]:
    """Read the pages of a WARC file in order.

    Records that are no page are passed over: requests, metadata, redirects, errors, revisits, pictures and scripts.
    The place of a page is the byte at which its record begins (``news.warc.gz@81920``).

    Args:
        stream: the file, from its beginning; it can be moved in.
        where: its name.
        settings: ``max_bytes`` is the largest page, ``max_records`` and ``max_unpacked`` the largest archive.

    Yields:
        A page, or the error that stands in its place: after one about a page the reading goes on, and after one about
        the archive it ends.
    """
    last, unpacked = 0, 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, parse_http=False), 1):
            last, place = record.stream_pos, f"{where}@{record.stream_pos}"
            unpacked += record.content_length
            _check_size(number, unpacked, place, settings)
            if record.record_type in _KEPT:
                yield from _pages(record, place, settings)
        broken = _break_after(stream, last)
        if broken is not None:
            yield InputError(f"{where}@{broken}", "the archive breaks off within this record", _REMEDY)
    except InputError as error:
        yield error
    except (OSError, EOFError) as error:
        yield InputError(f"{where}@{last}", f"the archive is damaged at or after this place ({error})", _REMEDY)


def _break_after(stream: BinaryIO, last: int) -> int | None:
    """Return the byte at which the record begins within which an archive breaks off; None where it is whole.

    FastWARC passes over a record whose head is cut, and over a cut record that is not read, so the end is looked at
    from the last record that it found.
    """
    stream.seek(last)
    start = stream.read(_CHUNK)
    stream.seek(last)
    return _packed_break(stream, last) if start.startswith(b"\x1f\x8b") else _plain_break(stream, start, last)


def _packed_break(stream: BinaryIO, last: int) -> int | None:
    begun, unpack, data = False, zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    while data := data or stream.read(_CHUNK):
        if not begun:
            last = stream.tell() - len(data)
        begun = True
        try:
            unpack.decompress(data)  # at most a thousandfold, and thrown away
        except zlib.error:
            return last
        data = unpack.unused_data.lstrip(b"\0")
        if unpack.eof:
            begun, unpack = False, zlib.decompressobj(zlib.MAX_WBITS | 16)
    return last if begun else None


def _plain_break(stream: BinaryIO, start: bytes, last: int) -> int | None:
    head, end, _ = start.partition(b"\r\n\r\n")
    length = re.search(rb"^Content-Length:\s*(\d{1,18})\s*$", head, re.IGNORECASE | re.MULTILINE)
    if not end or length is None:
        return last
    after = last + len(head) + len(end) + int(length[1])
    if stream.seek(0, io.SEEK_END) < after:
        return last
    stream.seek(after)
    rest = stream.read(_CHUNK)
    return after + len(rest) - len(rest.lstrip()) if rest.strip() else None


def _check_size(number: int, unpacked: int, place: str, settings: Settings) -> None:
    if number > settings.max_records:
        raise InputError(place, f"the archive holds more than {settings.max_records:,} records", "split it")
    if unpacked > settings.max_unpacked:
        raise InputError(place, f"the archive unpacks to more than {settings.max_unpacked:,} bytes", "do not trust it")


def _pages(record: WarcRecord, place: str, settings: Settings) -> Iterator[Page | InputError]:
    """Yield the page of a record, if it is one. Raises ``InputError`` where the archive ends within the record."""
    limit = settings.max_bytes
    block = record.reader.read(limit + 1)
    if len(block) < min(record.content_length, limit + 1):
        raise InputError(place, "the archive breaks off within this record", _REMEDY)
    if len(block) > limit:
        yield InputError(place, f"the page is larger than {limit:,} bytes", "take it out of the archive, and cut it")
        return
    try:
        page = _page(record, block, place, limit)
    except OSError as error:
        yield InputError(place, f"the page in this record is damaged ({error})", "fetch it again")
        return
    if page is not None and len(page.body) > limit:
        yield InputError(place, f"the page unpacks to more than {limit:,} bytes", "do not trust it")
    elif page is not None:
        yield page


def _page(record: WarcRecord, block: bytes, place: str, limit: int) -> Page | None:
    """Return the page that a record holds, at most one byte longer than the limit; None where it holds none."""
    written = record.headers.get("Content-Type") or ""
    body = block
    if record.record_type == WarcRecordType.response:
        answer = WarcRecord()
        answer.set_bytes_content(block)
        answer.is_http = True
        answer.parse_http(auto_decode="all")
        if not answer.is_http_parsed or answer.http_headers.status_code != 200:
            return None
        written = answer.http_headers.get("Content-Type") or ""
        if content_type(written)[0] in _MEDIA:
            body = answer.reader.read(limit + 1)
    media, charset = content_type(written)
    if media not in _MEDIA or not body.strip():
        return None
    return Page(
        where=place,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        media=media,
        charset=charset,
        body=body,
        retrieved=_instant(record.headers.get("WARC-Date")),
        found="WARC record",
    )


def _instant(written: str | None) -> str | None:
    try:
        return written and dt.datetime.fromisoformat(written).isoformat(timespec="seconds")
    except ValueError:
        return None
