"""Read the 511 articles of ``BONGSU_DATA/reports``; print reports/s, words/s, peak memory and the coding stage's speed.

Usage: BONGSU_DATA=... python benchmarks/speed.py [--processes 2]

Each process reads all of them; the reports of all processes are counted against the slowest one. The coding stage is
then measured by itself in one process, on annotations that are at hand.
"""

import argparse
import io
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bongsu.annotate import annotate
from bongsu.coding.events import code_events
from bongsu.config import Settings
from bongsu.model import Reading
from bongsu.pipeline import load, read_all


def read(sources: Sequence[str]) -> tuple[float, float, list[Reading], int]:
    """Read every source; return the seconds, the peak memory in MiB, the readings, and how many were refused."""
    begun = time.perf_counter()
    results = [result for _, result in read_all(sources, io.BytesIO(), Settings())]
    seconds = time.perf_counter() - begun
    readings = [result for result in results if isinstance(result, Reading)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, peak, readings, len(results) - len(readings)


def coded(readings: Sequence[Reading]) -> tuple[int, float]:
    """Code annotations that were made before; return how many sentences, and the seconds."""
    reader = load(Settings())
    count = seconds = 0.0
    for reading in readings:
        annotation = annotate(reading.report, reader.gazetteer, reader.engine)
        begun = time.process_time()
        code_events(annotation, reader.coder)
        seconds += time.process_time() - begun
        count += len(annotation.sentences)
    return int(count), seconds


def main() -> None:
    """Read, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    sources = sorted(str(path) for path in (Path(data) / "reports").glob("giveme5w1h-*.jsonl"))
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        runs = pool.map(read, [sources] * options.processes, chunksize=1)
    seconds, peak = max(run[0] for run in runs), max(run[1] for run in runs)
    _, _, readings, refused = runs[0]
    words = options.processes * sum(len(reading.report.text.split()) for reading in readings)
    events = [event for reading in readings for event in reading.events]
    launches = sum(event.is_account for event in events)
    print(f"{len(readings)} reports read, {refused} refused; {launches} launches")
    print(f"{len(events) - launches} other events")
    rate = options.processes * len(readings) / seconds
    print(
        f"{options.processes} processes: {rate:.1f} reports/s, {words / seconds:,.0f} words/s, peak {peak:.0f} MiB each"
    )
    sentences, spent = coded(readings)
    print(f"coding stage alone: {sentences / spent:,.0f} sentences/s over {sentences}")


if __name__ == "__main__":
    main()
