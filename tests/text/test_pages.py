import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bongsu.config import Settings
from bongsu.feeds.decode import decode
from bongsu.model import RawDocument
from bongsu.text import clean
from bongsu.text.characters import one_line

EXPECTED_DIGEST = "fddd69f030327efa70c728e460b2c4a99099b66bfeee5ff8235112c3992d2e87"
KEPT_FLOOR, DROPPED_FLOOR = 0.965, 0.96
SEED_PARAGRAPHS = 11


@pytest.fixture(scope="module", name="data")
def _data() -> Path:
    folder = os.environ.get("BONGSU_DATA")
    if folder is None:
        if "CI" in os.environ:
            pytest.fail("BONGSU_DATA is not set")
        pytest.skip("not measured: BONGSU_DATA is not set")
    return Path(folder)


def _texts(pages: Path, expected: dict[str, dict[str, object]]) -> Iterator[tuple[dict[str, object], str]]:
    for entry in expected.values():
        path = pages / str(entry["file"])
        raw = RawDocument(where=path.name, media="text/html", content=decode(path.read_bytes(), path.name))
        yield entry, one_line(clean(raw, Settings()).text)


def _segments(entry: dict[str, object], name: str) -> list[str]:
    segments = entry[name]
    assert isinstance(segments, list)
    return [one_line(segment) for segment in segments]


def test_keeps_the_text_of_real_pages_and_drops_the_rest(data: Path) -> None:
    """On trafilatura's 100 pages the share of segments kept and dropped does not fall below its floor."""
    pages = data / "pages"
    written = (pages / "expected.json").read_bytes()
    assert hashlib.sha256(written).hexdigest() == EXPECTED_DIGEST
    kept, dropped = [], []
    for entry, text in _texts(pages, json.loads(written)):
        kept += [segment in text for segment in _segments(entry, "with")]
        dropped += [segment not in text for segment in _segments(entry, "without")]
    assert sum(kept) / len(kept) >= KEPT_FLOOR
    assert sum(dropped) / len(dropped) >= DROPPED_FLOOR


def test_reads_the_seed_report(data: Path) -> None:
    """The report that bongsu started from keeps its headline and paragraphs and loses its comment form."""
    path = data / "reports" / "2025-01-06-blinken-seoul.txt"
    content = path.read_text(encoding="utf-8")
    report = clean(RawDocument(where=path.name, media="text/plain", content=content), Settings())
    headline, *paragraphs = [line for line in content.split("\n") if line]
    assert report.title == headline
    assert report.text.split("\n") == paragraphs[:SEED_PARAGRAPHS]
    assert report.published is None
