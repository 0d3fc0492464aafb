"""Quality floors of fusion, upstream and triage, on the data that they were reached on."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import triage as pages
import upstream

import fusion
from bongsu.text.triage import triage

ROOT = Path(__file__).parent.parent
FLOORS = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["fusion", "upstream", "triage"])
def pinned(request: pytest.FixtureRequest) -> Any:
    """The floors of one part."""
    return FLOORS[request.param]


def test_the_manifests_are_those_that_were_measured(pinned: Any) -> None:
    """A manifest that changes is measured again, and its floors are pinned anew."""
    for name, digest in pinned["sha256"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name


def test_launches_in_many_reports_are_told_apart_and_put_together(data: Path) -> None:
    """B-cubed over the events of named launches, and no two launches in one incident."""
    labels, told, found = fusion.launches(fusion.read(data), None)
    precision, recall = fusion.b_cubed(labels, fusion.placed(found))
    floors = FLOORS["fusion"]["floors"]
    assert precision >= floors["precision"]
    assert recall >= floors["recall"]
    assert "different launches joined 0" in fusion.errors(told, labels, found, show=False)


def test_main_events_are_grouped(data: Path) -> None:
    """B-cubed F1 over the articles whose category names one event."""
    categories, groups = fusion.main_events(fusion.read(data))
    precision, recall = fusion.b_cubed(categories, groups)
    assert 2 * precision * recall / (precision + recall) >= FLOORS["fusion"]["floors"]["main events, F1"]


def test_upstream_holds_its_floors(data: Path) -> None:
    """Both parts of the labelled articles."""
    counts = upstream.measure(data)
    right, wrong, missed = (
        sum(counts[part, name] for part in ("develop", "measure")) for name in ("right", "wrong", "missed")
    )
    assert right / (right + wrong) >= FLOORS["upstream"]["floors"]["precision"]
    assert right / (right + missed) >= FLOORS["upstream"]["floors"]["recall"]


def test_triage_holds_its_floors(data: Path) -> None:
    """Missile articles pass, and few others are taken for launches."""
    found = [(pages.is_of_missiles(one), triage(one["title"], one["text"])) for one in pages.read(data)]
    missiles = [one.passes for of_missiles, one in found if of_missiles]
    others = ["launch" in one.subjects for of_missiles, one in found if not of_missiles]
    assert sum(missiles) / len(missiles) >= FLOORS["triage"]["floors"]["missile articles"]
    assert sum(others) / len(others) <= FLOORS["triage"]["ceilings"]["others as launch"]
