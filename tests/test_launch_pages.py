"""The benchmark of the second manifest of launch accounts, on a report of our own."""

import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import launch_pages
import pytest

TEXT = "North Korea fired a ballistic missile on Tuesday, South Korea's military said. It flew 500 km."


def row(text: str) -> dict[str, Any]:
    """The manifest's row of TEXT: one value is right, and one is not in the text."""
    claims = [
        {"slot": "actor", "value": "PRK", "claimant": ["KOR-MIL"]},
        {"slot": "distance", "value": 500, "unit": "km", "claimant": ["outlet"]},
        {"slot": "apogee", "value": 90, "unit": "km", "claimant": ["outlet"]},
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"n": 1, "url": None, "published": "2019-05-15", "sha256": digest, "launches": [{"claims": claims}]}


def test_a_text_is_counted_by_slot(tmp_path: Path) -> None:
    """What the text says is right, what only the manifest says is missing, and other rows are left out."""
    one, other = row(TEXT), row("Another text.")
    launch_pages.text_of(tmp_path, one).write_bytes(TEXT.encode())
    (counts,) = launch_pages.measure(tmp_path, [one, other])
    assert (counts["distance"]["right"], counts["actor"]["right"], counts["apogee"]["missing"]) == (1, 1, 1)


def test_another_text_is_refused(tmp_path: Path) -> None:
    """A text that is not the one described is not measured in its place."""
    launch_pages.text_of(tmp_path, row(TEXT)).write_bytes(TEXT.replace("500", "600").encode())
    with pytest.raises(SystemExit, match="not the text"):
        launch_pages.measure(tmp_path, [row(TEXT)])


def test_the_interval_holds_the_figure() -> None:
    """Two reports, one right and one missed: half is found, somewhere between none and all."""
    reports = [{"site": Counter({"right": 1})}, {"site": Counter({"missing": 1})}]
    assert "0.50 [0.00, 1.00]" in launch_pages.table(reports)


@pytest.mark.parametrize("arguments", [[], ["--texts", "."]])
def test_without_texts_nothing_is_measured(arguments: list[str], tmp_path: Path) -> None:
    """No folder, or one without any of the texts, says so and fails."""
    script = Path(launch_pages.__file__)
    done = subprocess.run(
        [sys.executable, script, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("not measured: ")
