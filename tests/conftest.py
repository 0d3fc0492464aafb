"""What many tests share: the data at hand, the tables and the model, each loaded once."""

import os
from pathlib import Path

import pytest

from bongsu.annotate import Engine
from bongsu.reference import Gazetteer, load_tables


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of data at hand; without it a test measures nothing, which in CI is a failure."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None:
        if "CI" in os.environ:
            pytest.fail("not measured: BONGSU_DATA is not set")
        pytest.skip("not measured: BONGSU_DATA is not set")
    return Path(folder)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The names of the shipped tables."""
    return Gazetteer(load_tables())


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The shipped model."""
    return Engine()
