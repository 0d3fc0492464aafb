"""How events fare by who made them and by how likely the model of acts finds them, and how honest the confidence is.

The counts for ``data/confidence.csv`` are made on the part of the coder's gold of which nobody has read a text. So that
the error of what is counted is not hidden, it is measured on texts that were left out of the count: five times a fifth
of them. An event is right when its type and both sides are (``benchmarks/coding.py``).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from bongsu.annotate import Engine, annotate
from bongsu.coding.confidence import Bin, Maker, maker_of
from bongsu.coding.events import CoderRules, code_events, consider, load_coder
from bongsu.coding.second import Opinions
from bongsu.model import Report, Stamp
from bongsu.reference import Gazetteer, shipped_gazetteer
from coding import Text, is_right, load, paired

FOLDS = 5
EDGES: dict[Maker, tuple[float, ...]] = {"row": (0.0, 0.05, 0.7), "model": (0.0, 0.8)}


class Judged(msgspec.Struct, frozen=True):
    """An event: the text that it is of, who made it, how likely the model finds it, and whether it is right."""

    text: str
    maker: Maker
    chance: float
    right: bool

    @property
    def bin(self) -> tuple[Maker, float]:
        """The bin of the table that the event is in."""
        return self.maker, max(edge for edge in EDGES[self.maker] if edge <= self.chance)

    @property
    def fold(self) -> int:
        """The fold of its text."""
        return hashlib.sha256(self.text.encode()).digest()[1] % FOLDS


def judged(texts: Iterable[Text], rules: CoderRules, engine: Engine, gazetteer: Gazetteer) -> Iterator[Judged]:
    """Yield every event of the texts."""
    for text in texts:
        published = Stamp(text.published, "gold") if text.published else None
        annotation = annotate(Report.make(text=text.text, language="en", published=published), gazetteer, engine)
        second = Opinions(annotation.proposals)
        made = {one.event.id: one.draft for one in consider(annotation, rules) if one.event is not None}
        events = code_events(annotation, rules)
        right = set(
            paired(text.text, text.events, events, lambda act, event: is_right(text.text, act, event)).values()  # noqa: B023
        )
        for index, event in enumerate(events):
            draft = made[event.id]
            yield Judged(text.id, maker_of(draft), second.support(draft), index in right)


def counts(rows: Iterable[Judged]) -> dict[tuple[Maker, float], Bin]:
    """Return the bins of the table, counted."""
    found: dict[tuple[Maker, float], list[bool]] = defaultdict(list)
    for row in rows:
        found[row.bin].append(row.right)
    every = ((maker, edge) for maker, edges in EDGES.items() for edge in edges)
    return {key: Bin(*key, sum(found[key]), len(found[key])) for key in every}


def told(rows: Sequence[Judged]) -> list[float]:
    """Return the confidence of every event, counted on the texts of the other folds."""
    tables = [counts(row for row in rows if row.fold != fold) for fold in range(FOLDS)]
    return [tables[row.fold][row.bin].share for row in rows]


def calibration_error(rows: Sequence[Judged]) -> float:
    """Return the expected calibration error: over the bins of the table, the mean gap of confidence and share right."""
    gaps: dict[tuple[Maker, float], float] = defaultdict(float)
    for row, confidence in zip(rows, told(rows), strict=True):
        gaps[row.bin] += confidence - row.right
    return sum(map(abs, gaps.values())) / len(rows)


def main() -> None:
    """Print the table, and how honest it is."""
    rows = list(judged(load("measure"), load_coder(), Engine(), shipped_gazetteer()))
    print("maker,at_least,right,total")
    for one in counts(rows).values():
        print(f"{one.maker},{one.at_least:g},{one.right},{one.total}")
    print(f"expected calibration error {calibration_error(rows):.3f} of {len(rows)} events")


if __name__ == "__main__":
    main()
