"""Look up in a record while one writer adds to it; print p50 and p99 of each sort of look-up.

Usage: python benchmarks/record_lookup.py READINGS.jsonl [--claims 1000000] [--minutes 5] [--readers 2]
       [--database sqlite|postgresql] [--record FILE]

READINGS are lines of ``bongsu read --json``. The record is filled with variants of them, each with its own text,
address, outlet and days, up to the number of claims. ``--record`` keeps the file, or uses one that was filled before.
"""

import argparse
import datetime as dt
import multiprocessing
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from record_crash import addresses

from bongsu.model import (
    Attribution,
    Claim,
    Event,
    EventType,
    MadeBy,
    RawDocument,
    Reading,
    Report,
    Stamp,
    TimeExpr,
    digest,
)
from bongsu.record import Record, open_record

FIRST = dt.date(2015, 1, 1)
DAYS = 3650
OUTLETS = 200
COUNTRIES = ("PRK", "KOR", "JPN", "USA", "CHN", "RUS", "GBR")
TYPES: tuple[EventType, ...] = ("LAUNCH", "CONSULT", "ACCUSE", "AGREE", "THREATEN", "SANCTION")

Look = Callable[[Record, random.Random], int]


def variant(reading: Reading, number: int, chance: random.Random) -> Reading:
    """Return a reading of another report with the same words and other days."""
    old = reading.report
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    report = Report.make(
        text=f"{old.text}\n{number}",
        title=old.title,
        outlet=f"outlet {chance.randrange(OUTLETS)}",
        url=f"https://example.org/{number}",
        language="en",
        published=Stamp(day.isoformat(), "made"),
    )
    made_by = MadeBy(bongsu="benchmark", digests={})
    events = tuple(_event(event, report, day) for event in reading.events)
    return msgspec.structs.replace(reading, report=report, events=events, findings=(), made_by=made_by)


def _event(event: Event, report: Report, day: dt.date) -> Event:
    return msgspec.structs.replace(
        event,
        id=digest(report.id, event.id),
        report_id=report.id,
        trigger=report.quote(event.trigger.span),
        claims=tuple(_claim(claim, report, day) for claim in event.claims),
    )


def _claim(claim: Claim, report: Report, day: dt.date) -> Claim:
    cue = claim.attribution.cue
    said = Attribution(claim.attribution.speaker, cue and report.quote(cue.span), claim.attribution.chain)
    value = claim.value
    if claim.slot == "time" and isinstance(value, TimeExpr):
        value = msgspec.structs.replace(value, type="DATE", value=day.isoformat(), start=None, end=None)
    return msgspec.structs.replace(claim, value=value, attribution=said, evidence=report.quote(claim.evidence.span))


def variants(readings: list[Reading], seed: int) -> Iterator[tuple[RawDocument, Reading]]:
    """Yield variants for ever."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    number = seed * 1_000_000_000
    while True:
        number += 1
        made = variant(chance.choice(readings), number, chance)
        yield RawDocument(where=f"made:{number}", media="text/plain", content=made.report.text), made


def week(chance: random.Random) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of some week."""
    first = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    return first, first + dt.timedelta(days=6)


def _count(found: Iterator[object]) -> int:
    return sum(1 for _ in found)


LOOKS: dict[str, Look] = {
    "type, actor and week": lambda record, chance: _count(
        record.events(type=chance.choice(TYPES), actor=chance.choice(COUNTRIES), days=week(chance), limit=20)
    ),
    "type and actor": lambda record, chance: _count(
        record.events(type=chance.choice(TYPES), actor=chance.choice(COUNTRIES), limit=20)
    ),
    "recipient and week": lambda record, chance: _count(
        record.events(recipient=chance.choice(COUNTRIES), days=week(chance), limit=20)
    ),
    "claimant": lambda record, chance: _count(record.events(claimant=f"{chance.choice(COUNTRIES)}-MIL", limit=20)),
    "outlet and week of publication": lambda record, chance: _count(
        record.readings(outlet=f"outlet {chance.randrange(OUTLETS)}", published=week(chance), limit=20)
    ),
}


def fill(address: str, readings: list[Reading], claims: int) -> None:
    """Add variants until the record holds so many claims."""
    with open_record(address, _now, create=True) as record:
        there = record.stats().claims
        for document, reading in variants(readings, 1):
            if there >= claims:
                break
            if record.add(document, reading).outcome != "known":
                there += sum(len(event.claims) for event in reading.events)
        print(f"{record.stats().claims:,} claims in {record.stats().readings:,} readings")


def look(address: str, until: float, seed: int, results: "multiprocessing.Queue[dict[str, list[float]]]") -> None:
    """Look up until a time of the monotonic clock; put down how long each took, in seconds."""
    chance, took = random.Random(seed), defaultdict(list)  # noqa: S311 - no secret
    with open_record(address, _now) as record:
        while time.monotonic() < until:
            name = chance.choice(list(LOOKS))
            began = time.perf_counter()
            LOOKS[name](record, chance)
            took[name].append(time.perf_counter() - began)
    results.put(dict(took))


def write(address: str, until: float, readings: list[Reading], results: "multiprocessing.Queue[int]") -> None:
    """Add variants until a time of the monotonic clock; put down how many."""
    count = 0
    with open_record(address, _now) as record:
        for document, reading in variants(readings, int(time.time())):
            if time.monotonic() >= until:
                break
            record.add(document, reading)
            count += 1
    results.put(count)


def measure(address: str, readings: list[Reading], minutes: float, readers: int) -> None:
    """Run one writer and the readers; print."""
    until = time.monotonic() + minutes * 60
    looked: multiprocessing.Queue[dict[str, list[float]]] = multiprocessing.Queue()
    written: multiprocessing.Queue[int] = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=write, args=(address, until, readings, written))]
    processes += [multiprocessing.Process(target=look, args=(address, until, seed, looked)) for seed in range(readers)]
    for process in processes:
        process.start()
    all_took = [looked.get() for _ in range(readers)]
    print(f"{written.get():,} readings added meanwhile")
    for process in processes:
        process.join()
    for name in LOOKS:
        took = [1000 * one for mine in all_took for one in mine.get(name, ())]
        p99 = statistics.quantiles(took, n=100)[98]
        print(f"{name:32} {len(took):7,} look-ups  p50 {statistics.median(took):7.1f} ms  p99 {p99:7.1f} ms")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def main() -> None:
    """Fill, look up and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--record", help="the file to fill and to keep")
    options = parser.parse_args()
    lines = options.readings.read_bytes().splitlines()
    readings = [one for line in lines if (one := msgspec.json.decode(line, type=Reading)).events]
    with addresses(options.database) as new:
        address = options.record or new()
        fill(address, readings, options.claims)
        measure(address, readings, options.minutes, options.readers)


if __name__ == "__main__":
    main()
