"""What many tests share: the data at hand, the tables and the model, each loaded once."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from bongsu.annotate import Engine
from bongsu.coding.events import CoderRules, load_coder
from bongsu.coding.launch import CodingRules, load_coding_rules
from bongsu.reference import Gazetteer, load_tables

settings.register_profile("bongsu", deadline=None)  # speed is measured in benchmarks/, and a machine may be busy
settings.load_profile("bongsu")


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
def account_rules() -> CodingRules:
    """The tables of the launch account."""
    return load_coding_rules()


@pytest.fixture(scope="session")
def coder() -> CoderRules:
    """The tables of the coder."""
    return load_coder()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The names of the shipped tables."""
    return Gazetteer(load_tables())


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The shipped model."""
    return Engine()
