"""Readings of reports of the project's own wording: a salvo, two launches in a week, two on a day, corrections."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bongsu.config import Settings
from bongsu.fusion import Telling, tellings
from bongsu.model import Given, RawDocument, Reading
from bongsu.pipeline import Reader, load

OWN = Path(__file__).parent.parent / "gold" / "incidents-own.jsonl"


@pytest.fixture(scope="session")
def reader() -> Reader:
    """What reads reports."""
    return load(Settings())


@pytest.fixture(scope="session")
def readings(reader: Reader) -> Mapping[str, Reading]:
    """The readings by the name of their report, in the order of the file."""
    found = {}
    for row in map(json.loads, OWN.read_text(encoding="utf-8").splitlines()):
        names = ("title", "published", "updated", "outlet", "url")
        given = {name: Given(row[name], f"json field {name}") for name in names if name in row}
        raw = RawDocument(where=row["id"], media="text/plain", content=row["text"], given=given)
        found[row["id"]] = reader.read(raw)
    return found


@pytest.fixture(scope="session")
def launches(readings: Mapping[str, Reading]) -> Mapping[str, Telling]:
    """The launch in the news of each report, by the report's name: its first."""
    told = {
        name: [one for one in tellings([reading]) if one.event.type == "LAUNCH"] for name, reading in readings.items()
    }
    return {name: events[0] for name, events in told.items()}
