"""Killed at random moments and resumed, a record is the one that was never killed."""

import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import record_crash
from tests.record.conftest import Pair

from bongsu.model import MadeBy, Reading


def test_killed_and_resumed(new_address: Callable[[], str], pairs: tuple[Pair, ...], tmp_path: Path) -> None:
    """Ten kills; ``benchmarks/record_crash.py`` makes two hundred."""
    readings = tmp_path / "readings.jsonl"
    many = [msgspec.structs.replace(made, made_by=_version(made, number)) for number in range(8) for _, made in pairs]
    readings.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in many))
    outcome = record_crash.crash(new_address, readings, 10, random.Random(8))
    assert (outcome.kills, outcome.different) == (10, 0)


def _version(made: Reading, number: int) -> MadeBy:
    return msgspec.structs.replace(made.made_by, bongsu=f"{number}")
