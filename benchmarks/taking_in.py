"""Measure how fast sources are taken in, before anything in them is read, and in how much memory.

The sources are made here: an archive of pages of about 60 kB, a feed, and a PDF. Usage: python benchmarks/taking_in.py
"""

import gzip
import io
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.intake import take_in

WORDS = ("missile", "flew", "kilometers", "ministry", "military", "the", "of", "zone", "sea", "said", "Monday", "on")
PAGES = 2_000
ITEMS = 10_000


def main() -> None:
    """Print documents a second of processor time for each kind, and the memory at the end of each."""
    chance = random.Random(1)  # noqa: S311 - the same pages every time
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        for count in (PAGES // 10, PAGES):
            archive = path / f"{count}.warc.gz"
            with archive.open("wb") as file:
                for number in range(count):
                    file.write(gzip.compress(_record(number, chance), 6))
            _measure(f"archive of {count:,} pages, {archive.stat().st_size / 1e6:.0f} MB", archive)
        (path / "feed.xml").write_bytes(_feed(chance))
        _measure(f"feed of {ITEMS:,} items", path / "feed.xml")


def _measure(name: str, source: Path) -> None:
    start = time.process_time()
    documents = problems = 0
    for one in take_in([str(source)], io.BytesIO(), Settings()):
        problems += isinstance(one, InputError)
        documents += not isinstance(one, InputError)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    rate = f"{documents / seconds:,.0f} documents per second of processor time"
    print(f"{name}: {rate}, {problems} problems, peak {peak / 1e6:.0f} MB so far")


def _prose(chance: random.Random, characters: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(characters // 6))


def _record(number: int, chance: random.Random) -> bytes:
    body = f"<!doctype html><html><body><article><p>{_prose(chance, 60_000)}</p></article></body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-01-06T03:12:45Z\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _feed(chance: random.Random) -> bytes:
    items = (
        f"<item><title>{_prose(chance, 60)}</title><link>https://news.example/{number}</link><guid>{number}</guid>"
        f"<pubDate>Mon, 06 Jan 2025 12:10:00 +0900</pubDate><description>{_prose(chance, 300)}</description></item>"
        for number in range(ITEMS)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


if __name__ == "__main__":
    main()
