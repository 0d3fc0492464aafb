"""How much of real pages is kept and dropped, and how fast: trafilatura's 100 pages in ``BONGSU_DATA/pages``.

Each segment that must be in the text ("with") or must not ("without") counts once. The pages are split in two by
a hash of their address: rules were made on half A, half B was only counted. Run it as
``BONGSU_DATA=… python benchmarks/pages.py``.
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

import trafilatura

from bongsu.config import Settings
from bongsu.feeds.decode import decode
from bongsu.model import RawDocument
from bongsu.text import clean
from bongsu.text.characters import one_line


def half(url: str) -> str:
    """Return the half that a page belongs to, by the SHA-256 of its address."""
    return "AB"[int(hashlib.sha256(url.encode()).hexdigest(), 16) % 2]


def by_trafilatura(data: bytes) -> str:
    """Return what trafilatura alone takes for the text, fast and without comments."""
    return trafilatura.extract(data, fast=True, include_comments=False) or ""


def by_bongsu(data: bytes) -> str:
    """Return the text of the report that bongsu reads."""
    raw = RawDocument(where="page", media="text/html", content=decode(data, "page"))
    return clean(raw, Settings()).text


def main() -> None:
    """Print a row for each half and reader: segments kept and dropped, and pages a second."""
    if "BONGSU_DATA" not in os.environ:
        sys.exit("not measured: BONGSU_DATA is not set")
    folder = Path(os.environ["BONGSU_DATA"]) / "pages"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for reader in (by_trafilatura, by_bongsu):
        for part in ("A", "B", "AB"):
            pages = {
                (folder / entry["file"]).read_bytes(): entry for url, entry in expected.items() if half(url) in part
            }
            start = time.perf_counter()
            texts = [(one_line(reader(data)), entry) for data, entry in pages.items()]
            seconds = time.perf_counter() - start
            kept = [one_line(segment) in text for text, entry in texts for segment in entry["with"]]
            dropped = [one_line(segment) not in text for text, entry in texts for segment in entry["without"]]
            print(
                f"{reader.__name__:15} {part:2} {len(texts):3} pages"
                f"  kept {sum(kept):3}/{len(kept):3} {sum(kept) / len(kept):.1%}"
                f"  dropped {sum(dropped):3}/{len(dropped):3} {sum(dropped) / len(dropped):.1%}"
                f"  {len(texts) / seconds:4.0f} pages/s"
            )


if __name__ == "__main__":
    main()
