"""Take a web archive of pages into a record by ``bongsu ingest``, reading included; print pages/s and the memory.

Usage: BONGSU_DATA=... python benchmarks/warc.py [--pages 2000] [--record ADDRESS]

The archive is made in a scratch folder of what is at hand: the 100 real pages as they came, and the 510 real articles
that have a text, each set as a plain HTML page with its title, its paragraphs, its day and its outlet. They are
gone through as often as it takes. From the second round on a page is no copy of the one before: its address is another,
its first paragraph bears the number of the round, the paragraphs are turned so that another one begins, and of the
articles every tenth sentence, another each round, is left out. So the words are real, and the variety is that of 610
pages and not of 2,000: what the reader remembers of words that it meets again is met more often than in a real archive.

The archive is read in a process of its own, by the command itself. The memory is what the system says is resident in it
at the time that a quarter, a half, three quarters and all of the pages have been told of.
"""

import argparse
import gzip
import html
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

MARKS = 4
"""How often the memory is looked at: after each such part of the pages."""

_PARAGRAPH = re.compile(r"<p[ >].*?</p>", re.IGNORECASE | re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z“\"])")


def pages(data: Path) -> Iterator[tuple[str, str]]:
    """Yield addresses and pages, round after round, for ever."""
    real = [
        (address, (data / "pages" / entry["file"]).read_text("utf-8", "replace"))
        for address, entry in sorted(json.loads((data / "pages" / "expected.json").read_bytes()).items())
    ]
    articles = [
        json.loads(line)
        for path in sorted((data / "reports").glob("giveme5w1h-*.jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    articles = [one for one in articles if one.get("text")]
    number = 0
    while True:
        for address, page in real:
            yield f"{address}#{number}" if number else address, _turned(page, number) if number else page
        for place, article in enumerate(articles):
            yield f"https://articles.example/{number}/{place}", _page(article, number)
        number += 1


def _turned(page: str, number: int) -> str:
    """Return a page whose paragraphs begin at another one, the first of them with the number of the round."""
    paragraphs = _PARAGRAPH.findall(page)
    if len(paragraphs) < 2:
        return page.replace("</title>", f" ({number})</title>", 1)
    at = number % len(paragraphs)
    turned = iter([f"<p>Edition {number}.</p>{paragraphs[at]}", *paragraphs[at + 1 :], *paragraphs[:at]])
    return _PARAGRAPH.sub(lambda _: next(turned), page)


def _page(article: dict[str, str], number: int) -> str:
    paragraphs = [words for words in article["text"].split("\n") if words.strip()]
    if number:
        at = number % len(paragraphs)
        paragraphs = [f"Edition {number}.", *(_thinned(words, number) for words in paragraphs[at:] + paragraphs[:at])]
    title, day, outlet = (html.escape(article.get(name) or "") for name in ("title", "date_publish", "publisher"))
    body = "\n".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="{day}"><meta property="og:site_name" content="{outlet}">'
        f"</head><body><article><h1>{title}</h1>\n{body}\n</article></body></html>"
    )


def _thinned(words: str, number: int) -> str:
    sentences = _SENTENCE.split(words)
    kept = [one for place, one in enumerate(sentences) if place % 10 != number % 10 or len(sentences) < 2]
    return " ".join(kept)


def write(path: Path, data: Path, count: int) -> None:
    """Write an archive of so many pages, packed record by record."""
    with path.open("wb") as file:
        for number, (address, page) in zip(range(count), pages(data), strict=False):
            file.write(gzip.compress(_record(number, address, page), 6))


def _record(number: int, address: str, page: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-01-06T03:12:45Z\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def ingest(archive: Path, record: str, count: int, more: Sequence[str]) -> None:
    """Run the command; print how fast it is, what came of the pages, and the memory on the way."""
    command = [sys.executable, "-m", "bongsu", "ingest", "--json", "--record", record, *more, str(archive)]
    came, done = Counter[str](), 0
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdout is not None
        for done, line in enumerate(program.stdout, start=1):
            came[json.loads(line)["outcome"]] += 1
            if done % max(1, count // MARKS) == 0:
                seconds = time.perf_counter() - began
                print(f"{done:6,} pages  {seconds:7.1f} s  {_resident(program.pid)} MiB resident", flush=True)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(", ".join(f"{number} {outcome}" for outcome, number in came.most_common()))
    print(
        f"{done / seconds:.2f} pages/s, {done / (used.ru_utime + used.ru_stime):.2f} a second of processor time, start "
        f"included; peak {used.ru_maxrss // (1 if sys.platform != 'darwin' else 1024) // 1024} MiB"
    )


def _resident(process: int) -> int | str:
    """Return the MiB that are resident in a process; a dash where the system does not say, or it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return "–"
    found = re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) // 1024 if found else "–"


def main() -> None:
    """Make the archive, take it in, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--record", help="the record to take them into; a new file in the scratch folder unless given")
    options, more = parser.parse_known_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    with tempfile.TemporaryDirectory(prefix="bongsu-warc-") as folder:
        archive = Path(folder) / "pages.warc.gz"
        write(archive, Path(data), options.pages)
        print(f"{options.pages:,} pages, {archive.stat().st_size / 1e6:.0f} MB packed")
        ingest(archive, options.record or str(Path(folder) / "record.sqlite"), options.pages, more)


if __name__ == "__main__":
    main()
