"""Every amount, time and direction of the report that the product started from."""

import os
from pathlib import Path

import pytest

from bongsu.annotate.bearings import find_bearings
from bongsu.annotate.quantities import find_quantities
from bongsu.annotate.times import find_times


@pytest.fixture(name="seed")
def _seed() -> str:
    folder = os.environ.get("BONGSU_DATA")
    if folder is None and "CI" not in os.environ:
        pytest.skip("not measured: BONGSU_DATA is not set")
    return (Path(folder or "") / "reports" / "2025-01-06-blinken-seoul.txt").read_text(encoding="utf-8")


def test_quantities(seed: str) -> None:
    """One distance with its restatement, and the soldiers; nothing else."""
    found = find_quantities(seed)
    assert [seed[q.span.start : q.span.end] for q in found] == ["1,100 kilometers", "over 1,000 soldiers"]
    restated = found[0].restated
    assert restated is not None
    assert seed[restated.span.start : restated.span.end] == "680 miles"
    assert (found[1].low, found[1].high) == (1000, None)


def test_times(seed: str) -> None:
    """Its dates and durations, without a publication date."""
    found = [(seed[t.span.start : t.span.end], t.value) for t in find_times(seed, None)]
    assert found == [
        ("January 6, 2025", "2025-01-06"),
        ("November 2024", "2024-11"),
        ("nearly two months", "P2M"),
        ("December 2024", "2024-12"),
        ("just weeks", "PXW"),
        ("2023", "2023"),
        ("January 6, 2025", "2025-01-06"),
    ]


def test_bearings(seed: str) -> None:
    """It flew eastward."""
    assert [(seed[b.span.start : b.span.end], b.point) for b in find_bearings(seed)] == [("eastward", "E")]
