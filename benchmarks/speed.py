"""Read the 511 articles of ``BONGSU_DATA/reports`` in one process; print reports/s, words/s and peak memory.

Usage: BONGSU_DATA=... python benchmarks/speed.py
"""

import io
import os
import resource
import sys
import time
from pathlib import Path

from bongsu.config import Settings
from bongsu.model import Reading
from bongsu.pipeline import read_all


def main() -> None:
    """Read, count and print."""
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    sources = sorted(str(path) for path in (Path(data) / "reports").glob("giveme5w1h-*.jsonl"))
    begun = time.perf_counter()
    results = [result for _, result in read_all(sources, io.BytesIO(), Settings())]
    seconds = time.perf_counter() - begun
    readings = [result for result in results if isinstance(result, Reading)]
    words = sum(len(reading.report.text.split()) for reading in readings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    events = [event for reading in readings for event in reading.events]
    launches = sum(event.is_account for event in events)
    print(f"{len(readings)} reports read, {len(results) - len(readings)} refused, {launches} with a launch")
    print(f"{len(events) - launches} other events")
    print(f"{len(readings) / seconds:.1f} reports/s, {words / seconds:,.0f} words/s, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
