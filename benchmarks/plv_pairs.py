"""Which class tables and model give to a pair of PLV whose source and target are given, as the field reports it.

Macro F1 over the fifteen root classes (``YIELD`` is CONCEDE or RETREAT), over the four that they fold into ("quad":
verbal or material, cooperation or conflict) and over two. Nothing is trained on PLV. Half B is only counted.
"""

import argparse
import os
import random
from collections.abc import Sequence
from pathlib import Path

from plv import head_in, pairs

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import load_coder
from bongsu.coding.pairs import class_of_pair, tokens_of
from bongsu.model import Report
from bongsu.reference import shipped_gazetteer

SAME = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "LAUNCH": "MOBILIZE", "POLITICS": "SUPPORT"}
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("YIELD", "COOPERATE", "AID"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
Answers = Sequence[tuple[str, str]]


def answers(data: Path, half: str) -> list[tuple[str, str]]:
    """Return the gold and the found class of every pair of a half."""
    engine, gazetteer, rules = Engine(), shipped_gazetteer(), load_coder(None)
    found = []
    for pair in pairs(data, half):
        annotation = annotate(Report.make(text=pair.sentence, language="en"), gazetteer, engine)
        source, target = (tokens_of(annotation, head_in(annotation, words)) for words in (pair.source, pair.target))
        kind = class_of_pair(annotation, rules, source, target)
        found.append((pair.root, SAME.get(kind or "", kind or "none")))
    return found


def macro_f1(rows: Answers) -> float:
    """Return the mean F1 of the gold classes."""
    classes = sorted({gold for gold, _ in rows})
    scores = []
    for one in classes:
        right = sum(gold == found == one for gold, found in rows)
        total = sum(gold == one for gold, _ in rows) + sum(found == one for _, found in rows)
        scores.append(2 * right / total)
    return sum(scores) / len(scores)


def folded(rows: Answers, level: str) -> list[tuple[str, str]]:
    """Return the answers at a level: ``root``, ``quad`` or ``binary``."""
    if level == "root":
        return list(rows)
    quad = [tuple(QUAD.get(kind, "none") for kind in row) for row in rows]
    return [(gold.split()[-1], found.split()[-1]) if level == "binary" else (gold, found) for gold, found in quad]


def interval(rows: Answers, draws: int = 1000) -> tuple[float, float]:
    """Return the 95% interval of the macro F1 by bootstrap, with a fixed seed."""
    chance = random.Random(0)  # noqa: S311 - a bootstrap, no secret
    drawn = sorted(macro_f1(chance.choices(rows, k=len(rows))) for _ in range(draws))
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def main() -> None:
    """Print the three figures, and with ``--show`` the confusions of half A."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=("A", "B"), default="B")
    half = parser.parse_args().half
    rows = answers(Path(os.environ["BONGSU_DATA"]), half)
    for level in ("binary", "quad", "root"):
        at_level = folded(rows, level)
        low, high = interval(at_level)
        print(f"{level:7} {100 * macro_f1(at_level):5.1f} [{100 * low:.1f}, {100 * high:.1f}] of {len(rows)}")


if __name__ == "__main__":
    main()
