"""Measure how surely events are told, against the judgements of readers.

Usage: BONGSU_DATA=... PYTHONPATH=. python benchmarks/factuality.py [train|dev]

UW factuality (Lee and others 2015): events in news with the mean of five readers' judgements, from -3 (certainly did
not happen) to 3 (certainly did). A category of ours counts as the value of ``VALUES``, which were fixed by half A of
the training and development sets. Half A holds the sentences whose SHA-256 begins with an even byte, and is the one
whose errors are read; half B is only counted.
"""

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from bongsu.annotate import Engine, annotate
from bongsu.coding.factuality import factuality_of
from bongsu.coding.factuality_rules import load_factuality
from bongsu.coding.inflect import load_inflector
from bongsu.coding.tree import Tree, trees
from bongsu.model import Certainty, Factuality, Report, Status
from bongsu.reference import Gazetteer, load_tables

# What a category is worth on the readers' scale, affirmed and denied: about the median of half A of both files, with
# rare categories filled in between their neighbours.
VALUES: dict[tuple[Certainty, Status], tuple[float, float]] = {
    ("certain", "happened"): (3.0, -2.0),
    ("certain", "ongoing"): (2.8, -2.2),
    ("certain", "planned"): (2.2, -2.0),
    ("certain", "conditional"): (1.4, -1.0),
    ("certain", "demanded"): (1.4, -0.8),
    ("probable", "happened"): (2.2, -0.9),
    ("probable", "ongoing"): (1.8, -0.9),
    ("probable", "planned"): (2.0, -0.6),
    ("probable", "conditional"): (1.2, -0.6),
    ("probable", "demanded"): (1.3, -0.6),
    ("possible", "happened"): (1.5, -0.8),
    ("possible", "ongoing"): (1.8, -0.6),
    ("possible", "planned"): (1.4, -0.3),
    ("possible", "conditional"): (1.2, -1.0),
    ("possible", "demanded"): (1.2, -0.6),
    ("uncommitted", "happened"): (1.2, -0.8),
    ("uncommitted", "ongoing"): (1.2, -0.6),
    ("uncommitted", "planned"): (1.4, -0.5),
    ("uncommitted", "conditional"): (0.8, -0.6),
    ("uncommitted", "demanded"): (1.2, -0.8),
}


class Target(msgspec.Struct, frozen=True):
    """An event: the tokens of its trigger and the mean judgement."""

    span1: tuple[int, int]
    label: float


class Row(msgspec.Struct, frozen=True):
    """A line of the set: a sentence whose tokens stand apart by blanks, and its events."""

    text: str
    targets: tuple[Target, ...]


class Judged(NamedTuple):
    """An event of the set as it was read: its half, the readers' judgement, and ours."""

    half: str
    gold: float
    tree: Tree
    token: int
    fact: Factuality

    @property
    def value(self) -> float:
        """Our judgement on the readers' scale."""
        return value(self.fact)


def value(fact: Factuality) -> float:
    """Return what a category is worth on the scale from -3 to 3."""
    return VALUES[fact.certainty, fact.status][fact.polarity == "denied"]


def half(text: str) -> str:
    """Return the half of the set that a sentence belongs to, ``A`` or ``B``."""
    return "B" if hashlib.sha256(text.encode()).digest()[0] % 2 else "A"


def judged(path: Path) -> Iterator[Judged]:
    """Yield every event of a file of the set whose trigger is a token of ours."""
    engine, gazetteer, rules = Engine(), Gazetteer(load_tables()), load_factuality(load_inflector())
    for line in path.read_bytes().splitlines():
        row = msgspec.json.decode(line, type=Row)
        annotation = annotate(Report.make(text=row.text, language="en"), gazetteer, engine)
        by_start = {tree.tokens[token].span.start: (tree, token) for tree in trees(annotation) for token in tree}
        starts = list(_starts(row.text))
        for target in row.targets:
            found = by_start.get(starts[target.span1[0]])
            if found is not None:
                yield Judged(half(row.text), target.label, *found, factuality_of(*found, rules))


def _starts(text: str) -> Iterator[int]:
    position = 0
    for word in text.split(" "):
        yield position
        position += len(word) + 1


def scores(events: list[Judged]) -> dict[str, float]:
    """Return the mean absolute error, Pearson's r, the same error of a constant 3.0, and the number of events."""
    golds, values = [event.gold for event in events], [event.value for event in events]
    return {
        "n": len(events),
        "MAE": statistics.fmean(abs(gold - ours) for gold, ours in zip(golds, values, strict=True)),
        "r": statistics.correlation(golds, values),
        "MAE of 3.0": statistics.fmean(abs(gold - 3) for gold in golds),
    }


def speed(events: list[Judged]) -> float:
    """Return how many triggers are judged in a second."""
    rules = load_factuality(load_inflector())
    start = time.perf_counter()
    for event in events:
        factuality_of(event.tree, event.token, rules)
    return len(events) / (time.perf_counter() - start)


def main(part: str = "dev") -> None:
    """Print the figures of both halves and the speed."""
    events = list(judged(Path(os.environ["BONGSU_DATA"]) / "factuality" / f"uw-{part}.jsonl"))
    for name in "AB":
        figures = scores([event for event in events if event.half == name])
        print(f"uw-{part} {name}: " + ", ".join(f"{key} {figure:.3f}" for key, figure in figures.items()))
    print(f"{speed(events):,.0f} triggers a second")


if __name__ == "__main__":
    main(*sys.argv[1:])
