"""PDFs, WARC files and feeds made for tests, of our own wording."""

import gzip
import zlib
from collections.abc import Mapping, Sequence

STORY = (
    "North Korea fired a ballistic missile toward the sea on Monday, the military said.",
    "The missile flew about 500 kilometers and fell outside the zone, the ministry in Tokyo said.",
)
ARTICLE = "<!doctype html><html><head><title>Missile</title></head><body><article>{}</article></body></html>".format(
    "".join(f"<p>{sentence}</p>" for sentence in STORY)
).encode()


def pdf(*pages: Sequence[str] | bytes) -> bytes:
    """Make a PDF of pages of lines; bytes are the content of a page, in PDF's own language."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else _shown(page)
        packed = zlib.compress(content)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    return _numbered(objects)


def _shown(lines: Sequence[str]) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td 14 TL %b ET" % b"".join(b"(%b) Tj T* " % line.encode() for line in lines)


def _numbered(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, b"".join(places))
    return (
        data + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    )


def record(  # noqa: PLR0913 - one keyword a part of a record
    url: str = "https://news.example/1",
    body: bytes = ARTICLE,
    *,
    status: str = "200 OK",
    kind: str = "response",
    headers: Mapping[str, str] | None = None,
    date: str = "2025-01-06T03:12:45Z",
) -> bytes:
    """Make a WARC record of an HTTP answer, as a crawler writes it."""
    answer = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in answer.items())
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(*records: bytes, packed: bool = True) -> bytes:
    """Join records to an archive, each packed by itself where it is packed."""
    return b"".join(gzip.compress(one) if packed else one for one in records)


def rss(*items: str, more: str = "") -> bytes:
    """Make an RSS feed of items, each given as the XML in it."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{more}<rss version="2.0"><channel>{inside}</channel></rss>'.encode()
    )
