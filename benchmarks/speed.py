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
from typing import NamedTuple

from bongsu.annotate import annotate
from bongsu.coding.events import code_events
from bongsu.config import Settings
from bongsu.model import Reading, Report
from bongsu.pipeline import load, read_all


class Run(NamedTuple):
    """What one process read: seconds, peak memory in MiB, reports, how many were refused, launches, other events.

    The readings themselves are let go one by one, as ``bongsu read`` lets them go: whoever keeps hundreds of them
    has Python look through them all for garbage, again and again.
    """

    seconds: float
    peak: float
    reports: list[Report]
    refused: int
    launches: int
    events: int


def read(sources: Sequence[str]) -> Run:
    """Read every source."""
    begun = time.perf_counter()
    reports: list[Report] = []
    refused = launches = events = 0
    for _, result in read_all(sources, io.BytesIO(), Settings()):
        if isinstance(result, Reading):
            reports.append(result.report)
            accounts = sum(event.is_account for event in result.events)
            launches += accounts
            events += len(result.events) - accounts
        else:
            refused += 1
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(seconds, peak, reports, refused, launches, events)


def coded(reports: Sequence[Report]) -> tuple[int, float]:
    """Code annotations that were made before; return how many sentences, and the seconds."""
    reader = load(Settings())
    count = seconds = 0.0
    for report in reports:
        annotation = annotate(report, reader.gazetteer, reader.engine)
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
    seconds, peak, first = max(run.seconds for run in runs), max(run.peak for run in runs), runs[0]
    words = options.processes * sum(len(report.text.split()) for report in first.reports)
    print(f"{len(first.reports)} reports read, {first.refused} refused; {first.launches} launches")
    print(f"{first.events} other events")
    rate = options.processes * len(first.reports) / seconds
    print(
        f"{options.processes} processes: {rate:.1f} reports/s, {words / seconds:,.0f} words/s, peak {peak:.0f} MiB each"
    )
    sentences, spent = coded(first.reports)
    print(f"coding stage alone: {sentences / spent:,.0f} sentences/s over {sentences}")


if __name__ == "__main__":
    main()
