"""What the tests of the record share: both databases, a clock to set, and readings of reports of our own."""

import datetime as dt
import io
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import postgresql
import pytest

from bongsu.config import Settings
from bongsu.feeds.files import read_sources
from bongsu.model import RawDocument, Reading
from bongsu.pipeline import load
from bongsu.record import Record, open_record

Pair = tuple[RawDocument, Reading]

NOON = dt.datetime(2025, 1, 6, 12, tzinfo=dt.UTC)

REPORTS = (
    (
        "Beacon News",
        "2025-01-06",
        """SEOUL - North Korea fired a ballistic missile that flew about 1,100 km on Monday, South Korea's Joint Chiefs
        of Staff said. Japan condemned the launch.""",
    ),
    (
        "Harbour Post",
        "2025-01-06",
        """North Korea launched a missile on January 6, 2025. It flew 685 miles, Japan's Ministry of Defense said.""",
    ),
    (
        "Beacon News",
        "2025-01-14",
        """North Korea fired several short-range ballistic missiles on January 14, 2025, South Korea's military said.
        They flew 250 km.""",
    ),
    (
        "Harbour Post",
        "2018-04-10",
        """Pakistan test-fired a submarine-launched cruise missile on Monday, 9 April 2018, the military said. The Babur
        missile flew 450 km.""",
    ),
    (
        "Hill Courier",
        "2019-03-12",
        """Japan and South Korea agreed on Tuesday to share warnings. The foreign ministers met in Seoul.""",
    ),
    ("Hill Courier", "2017-12-01", "The United States imposed sanctions on North Korea in 2017."),
    (None, None, "Ducks crossed the road near the old mill. Nobody was hurt."),
)


class Clock:
    """A clock that says what it is set to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        """Tell the time."""
        return self.now


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of our own; where it is not installed, its tests are left out, which in CI is a failure."""
    if not postgresql.is_installed():
        problem = "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
        (pytest.fail if "CI" in os.environ else pytest.skip)(problem)
    with postgresql.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A function that makes addresses of records that do not exist yet, on either database."""
    if request.param == "sqlite":
        files = (str(tmp_path / f"record{number}.db") for number in itertools.count())
        return lambda: next(files)
    server: postgresql.Server = request.getfixturevalue("server")
    return lambda: server.create(f"record{next(_NUMBERS)}")


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """The address of a record that does not exist yet, on either database."""
    return new_address()


@pytest.fixture
def clock() -> Clock:
    """A clock to set."""
    return Clock()


@pytest.fixture
def record(address: str, clock: Clock) -> Iterator[Record]:
    """An empty record on either database."""
    with open_record(address, clock, create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pair, ...]:
    """Documents and what bongsu reads in them."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    lines = [
        {
            "text": " ".join(text.split()),
            "title": text.split(" on ", maxsplit=1)[0],
            "outlet": outlet,
            "published": day,
            "url": _url(number),
        }
        for number, (outlet, day, text) in enumerate(REPORTS)
    ]
    path.write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    return read(path)


def read(path: Path) -> tuple[Pair, ...]:
    """Read the documents of a file."""
    reader = load(Settings())
    documents = read_sources([str(path)], io.BytesIO(), reader.settings)
    return tuple((one, reader.read(one)) for one in documents if isinstance(one, RawDocument))


def add_all(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Add every reading."""
    for document, reading in pairs:
        record.add(document, reading)


_NUMBERS = itertools.count()


def _url(number: int) -> str:
    return f"https://example.org/{number}"
