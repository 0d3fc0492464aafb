"""Kill a program with signal 9 while it adds readings to a record; resume it until done; compare with no kill.

Usage: python benchmarks/record_crash.py READINGS.jsonl [--kills 200] [--database sqlite|postgresql] [--seed 1]

READINGS are lines of ``bongsu read --json``. A kill comes at a random moment between the start of the program and the
time that a whole run takes, opening and creating the record included. A record that is done is compared row by row
with one that was never interrupted, and the next one is begun, until there were as many kills as asked.
"""

import argparse
import contextlib
import datetime as dt
import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import postgresql

from bongsu.model import RawDocument, Reading
from bongsu.record import open_record

NOON = dt.datetime(2025, 1, 6, 12, tzinfo=dt.UTC)


class Outcome(msgspec.Struct, frozen=True):
    """How often the program was killed, how many records were finished, and how many differ from the one untouched."""

    kills: int
    records: int
    different: int


def add_all(address: str, readings: Path) -> None:
    """Add every reading of a file, in order, by a clock that stands still."""
    with open_record(address, lambda: NOON, create=True) as record, readings.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            reading = msgspec.json.decode(line, type=Reading)
            where = f"{readings.name}:{number}"
            record.add(RawDocument(where=where, media="text/plain", content=reading.report.text), reading)


def rows(address: str) -> bytes:
    """Return every row of a record, in order."""
    with tempfile.TemporaryDirectory() as folder, open_record(address, lambda: NOON) as record:
        path = Path(folder) / "rows.jsonl"
        record.backup(path)
        problems = list(record.verify())
        if problems:
            sys.exit(f"the record is not whole: {problems[0]}")
        return path.read_bytes()


def crash(new: Callable[[], str], readings: Path, kills: int, chance: random.Random) -> Outcome:
    """Kill and resume on records at addresses that ``new`` makes, until there were ``kills`` kills."""
    untouched = new()
    began = time.perf_counter()
    subprocess.run(_command(untouched, readings), check=True)
    seconds = time.perf_counter() - began
    right = rows(untouched)
    done = records = different = 0
    while done < kills:
        address = new()
        while done < kills and _killed(address, readings, chance.uniform(0, seconds)):
            done += 1
        subprocess.run(_command(address, readings), check=True)
        records += 1
        different += rows(address) != right
    return Outcome(done, records, different)


def _killed(address: str, readings: Path, after: float) -> bool:
    """Start the program, kill it after so many seconds, and say whether it was still at it."""
    with subprocess.Popen(_command(address, readings)) as program:
        with contextlib.suppress(subprocess.TimeoutExpired):
            if program.wait(after):
                sys.exit(f"the program failed with {program.returncode}")
            return False
        program.kill()
        return True


def _command(address: str, readings: Path) -> list[str]:
    return [sys.executable, __file__, "--add", address, str(readings)]


@contextlib.contextmanager
def addresses(database: str) -> Iterator[Callable[[], str]]:
    """Yield a function that makes the address of a record that does not exist yet."""
    numbers = itertools.count()
    if database == "postgresql":
        with postgresql.running() as server:
            yield lambda: server.create(f"record{next(numbers)}")
    else:
        with tempfile.TemporaryDirectory(prefix="bongsu-crash-") as folder:
            yield lambda: str(Path(folder) / f"{next(numbers)}.db")


def main() -> None:
    """Kill, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--add", metavar="ADDRESS", help="add the readings to this record, and nothing else")
    options = parser.parse_args()
    if options.add:
        add_all(options.add, options.readings)
        return
    with addresses(options.database) as new:
        outcome = crash(new, options.readings, options.kills, random.Random(options.seed))  # noqa: S311 - no secret
    print(f"{options.database}: {outcome.kills} kills, {outcome.records} records, {outcome.different} different")
    sys.exit(outcome.different > 0)


if __name__ == "__main__":
    main()
