"""Quality floors: what was reached once is held, on the data that it was reached on."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import launch_account
import planted
import pytest

ROOT = Path(__file__).parent.parent
FLOORS = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))


def test_launch_account_holds_its_floors() -> None:
    """Actor, date, distance, count, site and apogee of the 30 measured reports: right, found, and whose word."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None:
        if "CI" in os.environ:
            pytest.fail("not measured: BONGSU_DATA is not set")
        pytest.skip("not measured: BONGSU_DATA is not set")
    pinned = FLOORS["launch account"]
    gold = (ROOT / pinned["data"]).read_bytes()
    assert hashlib.sha256(gold).hexdigest() == pinned["sha256"], "the manifest changed: measure again and pin anew"
    counts = launch_account.measure(Path(folder), "measure")
    pooled: Counter[str] = sum((counts[slot] for slot in launch_account.SCORED if slot in counts), Counter())
    read = pooled["right"] + pooled["wrong"] + pooled["invented"]
    claimed = pooled["claimant right"] + pooled["claimant wrong"]
    reached = {
        "precision": pooled["right"] / read,
        "recall": pooled["right"] / (pooled["right"] + pooled["missing"]),
        "claimant": pooled["claimant right"] / claimed,
    }
    assert {name: value for name, value in reached.items() if value < pinned["floors"][name]} == {}
    assert pooled["invented"] <= pinned["ceilings"]["invented"]


def test_planted_errors_are_caught_and_sound_reports_are_left_alone() -> None:
    """As many planted errors are caught as were once, and nothing else is contradicted."""
    pinned = FLOORS["planted errors"]
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in pinned["sha256"]}
    assert digests == pinned["sha256"], "the reports changed: measure again and pin anew"
    rows = planted.measure()
    for part, floor in pinned["floors"].items():
        of_it = [row for row in rows if row.check is not None and part in {row.part, "all"}]
        assert sum(row.caught for row in of_it) / len(of_it) >= floor, part
    assert [finding.message for row in rows for finding in row.false] == []
