"""Load the tables in ``data/``: typed rows, validated, each file with its digest."""

import csv
import functools
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from bongsu.errors import TableError

T = TypeVar("T")
Label = Literal["organisation", "outlet"]


class Capital(msgspec.Struct, frozen=True):
    """A capital: its names in the press and its centre, degrees."""

    names: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state as the press names it. ``government`` holds names that stand for its government."""

    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: Capital | None = None
    government: tuple[str, ...] = ()


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """A body whose name needs no country before it. ``sector`` is the PLOVER code."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    label: Label = "organisation"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A noun that names an actor together with a country: "South Korea's military".

    ``usual`` is the state that it means in a report that names that state and gives the noun no other; ``bare``
    when it means the state in question even without an article ("state media said", but not "officials said");
    ``generic`` when it means the last body with that word ("the ministry").
    """

    head: tuple[str, ...]
    key: str
    name: str
    sector: str
    usual: str | None = None
    bare: bool = False
    generic: bool = False


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """A title before a name or for the office-holder. ``country`` where only one state has it."""

    title: tuple[str, ...]
    key: str
    sector: str
    country: str | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks in the press."""

    id: str
    names: tuple[str, ...]
    surname: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None


class Locality(msgspec.Struct, frozen=True, kw_only=True):
    """A launch site, sea, island, province or town. Coordinates are its centre, degrees; radius in km."""

    id: str
    name: str
    names: tuple[str, ...]
    type: str = "site"
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    source: str | None = None


class System(msgspec.Struct, frozen=True, kw_only=True):
    """A missile or launcher type. ``class`` is that of the type (US usage), not of a shot."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None = None
    class_: str | None = msgspec.field(default=None, name="class")
    platform: str | None = None
    source: str | None = None


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """All tables of names."""

    countries: dict[str, Country]
    organisations: tuple[Organisation, ...]
    heads: tuple[Head, ...]
    titles: tuple[Title, ...]
    persons: tuple[Person, ...]
    sites: tuple[Locality, ...]
    places: tuple[Locality, ...]
    systems: tuple[System, ...]


def load_table(name: str, row_type: type[T]) -> T:
    """Return the table ``data/<name>.yaml``.

    Raises:
        TableError: the file is missing or not YAML, or a row does not fit its type; the message names the row.
    """
    where = f"{name}.yaml"
    try:
        return msgspec.yaml.decode(_bytes(find_table(where), where), type=row_type)
    except (msgspec.DecodeError, ValueError) as error:  # YAML itself refuses a day that no calendar has
        raise TableError(where, str(error), "mend the row named") from error


def load_file(path: Path, row_type: type[T]) -> T:
    """Return the YAML table of a user at ``path``.

    Raises:
        TableError: the file cannot be read or is not YAML, or a row does not fit its type; the message names the row.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=row_type)
    except OSError as error:
        raise TableError(str(path), error.strerror or "it cannot be read", "name a folder that has it") from error
    except (msgspec.DecodeError, ValueError) as error:  # YAML itself refuses a day that no calendar has
        raise TableError(str(path), str(error), "mend the row named") from error


def load_rows(name: str, row_type: type[T]) -> tuple[T, ...]:
    """Return the rows of ``data/<name>.csv``, as :func:`numbered_rows` reads them."""
    return tuple(row for _, row in numbered_rows(f"{name}.csv", find_table(f"{name}.csv"), row_type))


def numbered_rows(where: str, file: Traversable | Path, row_type: type[T]) -> Iterator[tuple[str, T]]:
    """Yield the place of each row of a CSV file (``offices.csv:12``), and the row.

    The columns are the fields of ``row_type``. Lines that begin with ``#`` are comments; several names in one cell
    stand apart by ``|``; an empty cell is a missing value. CSV and not YAML for the long tables: it is read in a tenth
    of the time.

    Raises:
        TableError: the file is missing, or a row does not fit its type; the place names the line.
    """
    lines = _bytes(file, where).decode("utf-8").splitlines()
    comments = sum(1 for line in lines if line.startswith("#"))
    rows = csv.DictReader(lines[comments:], restkey="beyond the last column")
    for row in rows:
        place = f"{where}:{comments + rows.line_num}"
        yield place, _row(place, row, row_type)


def _row(where: str, row: dict[str, str], row_type: type[T]) -> T:
    cells = {column: cell.split("|") if column == "names" else cell for column, cell in row.items() if cell}
    try:
        return msgspec.convert(cells, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise TableError(where, str(error), "mend the row") from error


def find_table(file: str) -> Traversable:
    """Return a shipped table by its file name."""
    return _folder() / file


def _bytes(file: Traversable | Path, where: str) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise TableError(where, "the table is missing", "install bongsu again") from error
    except OSError as error:
        raise TableError(where, error.strerror or "it cannot be read", "name a file that can be read") from error


@functools.cache
def load_tables() -> Tables:
    """Load and validate every table of names. Raises ``TableError`` as :func:`load_table` does."""
    return Tables(
        countries=load_table("countries", dict[str, Country]),
        organisations=load_rows("organisations", Organisation),
        heads=load_table("heads", tuple[Head, ...]),
        titles=load_table("titles", tuple[Title, ...]),
        persons=load_rows("persons", Person),
        sites=load_rows("sites", Locality),
        places=load_rows("places", Locality),
        systems=load_rows("systems", System),
    )


def table_digests() -> dict[str, str]:
    """Return the SHA-256 digest of every table in ``data/`` by its file name, in the order of the names."""
    tables = sorted(
        (file for file in _folder().iterdir() if file.name.endswith((".yaml", ".csv"))), key=lambda file: file.name
    )
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in tables}


def _folder() -> Traversable:
    return files("bongsu") / "data"
