"""Measure the launch account against the manifest ``tests/gold/launch-pages.jsonl``.

Usage: python benchmarks/launch_pages.py --texts FOLDER [--part measure|develop] [--show]

The unit, and when a value is right, wrong, invented or missing, are those of ``launch_account.py``. The texts are in no
repository: FOLDER has each as ``SHA256.txt``, named by the digest that the manifest gives: the headline, a blank line,
the opening without dateline, byline and section, and a last line break. A report without its text is not measured, and
how many are is printed. The intervals are of 95%, by bootstrap over reports.
"""

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from launch_account import POOLS, SCORED, compare

from bongsu.config import Settings
from bongsu.model import Given, RawDocument, Reading
from bongsu.pipeline import Reader, load

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "launch-pages.jsonl"
DRAWS = 1000
QUIET = {"right", "claimant right"}  # what --show does not print

Counts = dict[str, Counter[str]]


def main() -> None:
    """Read the arguments, measure, and print one row a slot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="the folder of the excerpts")
    parser.add_argument("--part", choices=("measure", "develop"), default="measure")
    parser.add_argument("--show", action="store_true", help="print every value that is not right")
    options = parser.parse_args()
    if options.texts is None:
        sys.exit("not measured: --texts names no folder of excerpts")
    rows = [row for row in manifest(GOLD) if row["part"] == options.part]
    reports = measure(options.texts, rows, show=options.show)
    if not reports:
        sys.exit(f"not measured: {options.texts} has none of the {len(rows)} texts")
    print(f"{len(reports)} of {len(rows)} reports, {len(rows) - len(reports)} not measured")
    print(table(reports))


def manifest(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a manifest."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure(folder: Path, rows: Iterable[dict[str, Any]], *, show: bool = False) -> list[Counts]:
    """Return for every report whose text the folder has what was right, wrong, invented and missing, by slot."""
    reader = load(Settings())
    return [count(row, read(reader, path, row), show=show) for row in rows if (path := text_of(folder, row)).exists()]


def text_of(folder: Path, row: dict[str, Any]) -> Path:
    """Return where the text of a row has to lie."""
    return folder / f"{row['sha256']}.txt"


def read(reader: Reader, path: Path, row: dict[str, Any]) -> Reading:
    """Read the text of a row; a text that is not the one described ends the run."""
    text = path.read_bytes().decode()
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        sys.exit(f"{path.name} is not the text that the manifest describes")
    given = {name: Given(row[name], f"manifest {name}") for name in ("published", "url") if row.get(name)}
    return reader.read(RawDocument(where=path.name, media="text/plain", content=text, given=given))


def count(row: dict[str, Any], reading: Reading, *, show: bool) -> Counts:
    """Count the outcomes of one report by slot."""
    counts: Counts = {}
    for slot, outcome, detail in compare(row, reading):
        counts.setdefault(slot, Counter())[outcome] += 1
        if show and outcome not in QUIET:
            print(f"{row['n']:3} {slot:12} {outcome:15} {detail}")
    return counts


def table(reports: Sequence[Counts]) -> str:
    """Return one row a slot, and one for each pool of slots, with intervals."""
    slots = sorted({slot for report in reports for slot in report}, key=lambda slot: (slot not in SCORED, slot))
    pools = [*((slot, (slot,)) for slot in slots), *POOLS, ("ALL", tuple(slots))]
    head = f"{'slot':13}{'right':>6}{'wrong':>6}{'invented':>9}{'missing':>8}"
    columns = "".join(f"{name:>18}" for name in FIGURES)
    return "\n".join([head + columns, *(line(name, pooled(reports, chosen)) for name, chosen in pools)])


def pooled(reports: Sequence[Counts], slots: Sequence[str]) -> list[Counter[str]]:
    """Return the counts of each report in several slots together."""
    return [sum((report[slot] for slot in slots if slot in report), Counter[str]()) for report in reports]


def line(name: str, reports: Sequence[Counter[str]]) -> str:
    """Return the row of a slot."""
    total = sum(reports, Counter[str]())
    counts = f"{total['right']:6}{total['wrong']:6}{total['invented']:9}{total['missing']:8}"
    return f"{name:13}{counts}" + "".join(f"{with_interval(reports, figure):>18}" for figure in FIGURES.values())


def precision(total: Counter[str]) -> float | None:
    """Return the share of right values among those read."""
    return share(total["right"], total["wrong"] + total["invented"])


def recall(total: Counter[str]) -> float | None:
    """Return the share of right values among those of the manifest."""
    return share(total["right"], total["missing"])


def claimant(total: Counter[str]) -> float | None:
    """Return the share of right values that are shown as the word of one who said them."""
    return share(total["claimant right"], total["claimant wrong"])


FIGURES: dict[str, Callable[[Counter[str]], float | None]] = {
    "precision": precision,
    "recall": recall,
    "claimant": claimant,
}


def share(yes: int, no: int) -> float | None:
    """Return a share; None where there is nothing to share."""
    return yes / (yes + no) if yes + no else None


def with_interval(reports: Sequence[Counter[str]], figure: Callable[[Counter[str]], float | None]) -> str:
    """Return a figure with its interval; a dash where nothing is counted."""
    value = figure(sum(reports, Counter[str]()))
    if value is None:
        return "–"
    drawn = sorted(draws(reports, figure))
    return f"{value:.2f} [{drawn[int(0.025 * len(drawn))]:.2f}, {drawn[int(0.975 * len(drawn))]:.2f}]"


def draws(reports: Sequence[Counter[str]], figure: Callable[[Counter[str]], float | None]) -> Iterator[float]:
    """Yield the figure of samples of reports, with a fixed seed; a sample in which nothing is counted has none."""
    chance = random.Random(0)  # noqa: S311 - a bootstrap, no secret
    for _ in range(DRAWS):
        value = figure(sum(chance.choices(reports, k=len(reports)), Counter[str]()))
        if value is not None:
            yield value


if __name__ == "__main__":
    main()
