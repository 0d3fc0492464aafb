"""What was reached on GUM's dates is held."""

import hashlib
import json
from pathlib import Path

import times as benchmark

PINNED = json.loads((Path(__file__).parent / "gold" / "floors.json").read_text(encoding="utf-8"))["times"]


def test_times_hold_their_floors(data: Path) -> None:
    """Values and extents of GUM's dates, by half, and no more false times than were found."""
    digests = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in PINNED["sha256"]}
    assert digests == PINNED["sha256"], "the data changed: measure again and pin anew"
    rows = benchmark.measure(benchmark.read(data), benchmark.bongsu)
    for name, floors in PINNED["floors"].items():
        reached = {figure: rows[name][figure] / rows[name]["gold"] for figure in floors}
        assert {figure: share for figure, share in reached.items() if share < floors[figure]} == {}, name
        assert rows[name]["false"] <= PINNED["ceilings"][name]


def test_dateparser_finds_less(data: Path) -> None:
    """On news, dateparser has fewer values right on either half, and finds times where there are none."""
    news = [text for text in benchmark.read(data) if text.genre == "news"]
    own, other = (benchmark.measure(news, reader) for reader in (benchmark.bongsu, benchmark.dateparser))
    assert all(own[name]["right"] > other[name]["right"] for name in ("A news", "B news"))
    assert all(own[name]["false"] < other[name]["false"] for name in ("A news", "B news"))
