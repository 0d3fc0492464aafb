"""Quality floors of the coder: what it reached is held, on the data that it was reached on."""

import hashlib
import json
from pathlib import Path

import attribution
import confidence
import factuality
import plv
import plv_pairs
import pytest

import coding
from bongsu.annotate import Engine
from bongsu.coding.confidence import load_confidence
from bongsu.coding.events import load_coder
from bongsu.reference import shipped_gazetteer

ROOT = Path(__file__).parent.parent
PINNED = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))


def pinned(section: str, folder: Path) -> dict[str, dict[str, float]]:
    """Return the floors and ceilings of a section, once its data are those that they were measured on."""
    found = {name: digest(folder / name) for name in PINNED[section]["sha256"]}
    assert found == PINNED[section]["sha256"], "the data changed: measure again and pin anew"
    return {"floors": PINNED[section]["floors"], "ceilings": PINNED[section]["ceilings"]}


def digest(path: Path) -> str:
    """Return the SHA-256 digest of a file, or of all files in a folder in the order of their names."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def outside(reached: dict[str, float], bounds: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the figures that are below their floor or above their ceiling."""
    low = {name: reached[name] for name, floor in bounds["floors"].items() if reached[name] < floor}
    return low | {name: reached[name] for name, ceiling in bounds["ceilings"].items() if reached[name] > ceiling}


def test_coding_of_our_own_texts_holds_its_floors() -> None:
    """Type with both actors, speaker, certainty, polarity and status, and what is shown as plain fact that is none."""
    bounds = pinned("coding", ROOT)
    scores = coding.measure("measure", load_coder(), Engine(), shipped_gazetteer())
    assert outside(coding.figures(scores), bounds) == {}


def test_pairs_of_plv_hold_their_floors(data: Path) -> None:
    """Pairs found that nobody named, and the events coded beside them."""
    bounds = pinned("plv", data)
    counts = plv.measure(data, "B")
    figures = {"recall": counts.recall, "extra": counts.extras, "extra dyads": counts.extra_dyads}
    assert outside(figures, bounds) == {}


def test_classes_of_given_pairs_hold_their_floors(data: Path) -> None:
    """What the model of acts makes of PLV's pairs when they are given, in two, four and fifteen classes."""
    rows = plv_pairs.answers(data, "B")
    figures = {level: plv_pairs.macro_f1(plv_pairs.folded(rows, level)) for level in ("binary", "quad", "root")}
    assert outside(figures, pinned("plv pairs", data)) == {}


def test_confidence_is_honest() -> None:
    """Of the events of texts that nothing was counted on, as many are right as their confidence says."""
    rows = list(confidence.judged(coding.load("measure"), load_coder(), Engine(), shipped_gazetteer()))
    assert outside({"calibration error": confidence.calibration_error(rows)}, pinned("confidence", ROOT)) == {}
    counted = {(one.maker, one.at_least): one.share for one in confidence.counts(rows).values()}
    shipped = {(one.maker, one.at_least): one.share for one in load_confidence()}
    assert counted == pytest.approx(shipped, abs=0.1), "count anew"  # a few events differ between processors


def test_sources_and_contents_hold_their_floors(data: Path) -> None:
    """Who says what in PolNeAR's articles: the tokens of what is said, and the sources."""
    bounds = pinned("attribution", data)
    measured = attribution.measure(data / "attribution" / "polnear-dev", "B")
    assert outside({"content": measured.content.f1, "sources": measured.sources.f1}, bounds) == {}


def test_certainty_holds_its_floors(data: Path) -> None:
    """How surely events are told, against UW's readers: error and correlation."""
    bounds = pinned("factuality", data)
    judged = factuality.judged(data / "factuality" / "uw-dev.jsonl")
    assert outside(factuality.scores([event for event in judged if event.half == "B"]), bounds) == {}
