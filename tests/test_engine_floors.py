"""Quality floors of the language engine: what the shipped model reached is held, on the data that it was reached on.

int8 sums differ between kinds of processors, so each floor lies below what was measured: by 0.1 points for tags and
trees on gold tokens, 0.2 from raw text, 0.3 for names.
"""

import hashlib
import json
from pathlib import Path

import engine as benchmark
import pytest

ROOT = Path(__file__).parent.parent
PINNED = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))
FLOORS = PINNED["engine"]
Figures = dict[str, float]


@pytest.fixture(scope="module")
def pinned(data: Path) -> Path:
    """The folder of data at hand, once its files are those that the floors were measured on."""
    found = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in FLOORS["sha256"]}
    assert found == FLOORS["sha256"], "the data changed: measure again and pin anew"
    return data


def below(reached: Figures, floors: Figures) -> Figures:
    """Return the figures that are below their floor."""
    return {name: reached[name] for name, floor in floors.items() if reached[name] < floor}


def test_tags_and_trees_hold_their_floors(pinned: Path) -> None:
    """UPOS, UAS and LAS on gold tokens of EWT dev and GUM-open dev."""
    scores = benchmark.parser_scores(pinned)
    assert {name: below(scores[name], floors) for name, floors in FLOORS["gold tokens"].items()} == {
        name: {} for name in scores
    }


def test_raw_text_holds_its_floors(pinned: Path) -> None:
    """LAS F1 from raw text, own sentences and tokens, of EWT dev and GUM-open dev."""
    scores = benchmark.raw_las(pinned)
    assert {name: below(scores[name], floors) for name, floors in FLOORS["raw text"].items()} == {
        name: {} for name in scores
    }


def test_names_hold_their_floors(pinned: Path) -> None:
    """Strict F1 of persons, places and organisations on the held-out documents."""
    assert below(benchmark.name_scores(pinned), FLOORS["names"]) == {}


def test_names_and_links_hold_their_floors() -> None:
    """Strict F1 of names, and of names with links, on the measured half of our own sentences."""
    section = PINNED["names and links"]
    gold = (ROOT / section["data"]).read_bytes()
    assert hashlib.sha256(gold).hexdigest() == section["sha256"], "the sentences changed: measure again and pin anew"
    assert below(benchmark.gold_names("measure"), section["floors"]) == {}
