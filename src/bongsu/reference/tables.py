"""Load the tables in ``data/``: typed rows, validated, each file with its digest."""

import csv
import functools
import hashlib
import re
from collections.abc import Collection, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Final, Generic, Literal, NamedTuple, TypeVar

import msgspec

from bongsu.errors import TableError

T = TypeVar("T")
Label = Literal["organisation", "outlet"]
SystemClass = Literal[
    "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "cruise", "satellite", "interceptor", "artillery", "glide"
]
MODES: Final[dict[str, str]] = {
    **dict.fromkeys(("ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM"), "ballistic"),
    **{name: name for name in ("cruise", "satellite", "glide", "interceptor", "artillery")},
}
"""The class of a system to the mode of its launch."""
ARMED: Final = frozenset({"REB", "PRM", "CRM"})
"""The PLOVER sectors of armed groups and gangs."""
PARTIES: Final = frozenset({"PTY", "OPP"})
"""The PLOVER sectors of parties and their alliances."""
BODIES: Final = frozenset({"IGO", "NGO", "LAB", "REL", "BUS"})
"""The PLOVER sectors of bodies of no government, whose officials are their own."""
UNTOLD: Final = frozenset({"JRN", "NGO"})
"""The PLOVER sectors of those who tell of other states than their own: naming them tells of no state."""
Platform = Literal["mobile", "rail", "silo", "pad", "submarine", "ship", "air"]
Names = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
NAME_TABLES: Final = ("organisations.csv", "persons.csv", "places.csv", "sites.csv", "systems.csv")
"""The tables of names that have a row a thing, by an id: those to which a user may add."""
UNVERIFIED: Final = "unverified"
"""The source of a row that was checked against none."""
_LISTS: Final = frozenset({"names", "people", "states", "guarded"})
_IN_YAML = re.compile(r'in "<[a-z ]+>", line (\d+), column \d+:?')


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


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body whose name needs no country before it. ``sector`` is the PLOVER code.

    ``guarded`` names are short forms, found only in a text that names the body in full. ``usual`` is, of a party whose
    name several states know, the state that it means in a report that names that state.
    """

    id: str
    name: str
    names: Names
    country: str | None = None
    sector: str | None = None
    label: Label = "organisation"
    guarded: tuple[str, ...] = ()
    usual: str | None = None

    @property
    def key(self) -> str:
        """What it is called where a state comes before it, as of a :class:`Head`: its id."""
        return self.id


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
    """A title before a name or for the office-holder.

    ``country`` where only one state has it; ``usual`` is the state that it means in a report that names that state, or
    none.
    """

    title: tuple[str, ...]
    key: str
    sector: str
    country: str | None = None
    usual: str | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who speaks in the press."""

    id: str
    names: Names
    surname: str
    country: str | None = None
    sector: str | None = None
    role: str | None = None


class Locality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A launch site, sea, island, province or town. Coordinates are its centre, degrees; radius in km.

    ``guarded`` names are found only in a text that names the place in full or the state that holds it.
    """

    id: str
    name: str
    names: Names
    type: str = "site"
    country: str | None = None
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    radius_km: Annotated[float, msgspec.Meta(gt=0)] | None = None
    source: str | None = None
    guarded: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            msg = "lat and lon go together, and one is missing"
            raise ValueError(msg)


class System(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A missile or launcher type. ``class`` is that of the type (US usage), not of a shot.

    ``guarded`` names mean something else too: they are found only with words of a weapon beside them, or in a text
    that names the type otherwise.
    """

    id: str
    name: str
    names: Names
    country: str | None = None
    class_: SystemClass | None = msgspec.field(default=None, name="class")
    platform: Platform | None = None
    source: str | None = None
    guarded: tuple[str, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether the class was read in a source."""
        return self.source not in {None, UNVERIFIED}


N = TypeVar("N", bound=Organisation | Person | Locality | System)


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
        return msgspec.yaml.decode(load_bytes(where), type=row_type)
    except msgspec.DecodeError as error:
        raise TableError(where, str(error), "mend the row named") from error


class Layer(NamedTuple, Generic[T]):
    """A table as one file gives it.

    Attributes:
        where: the file, as errors name it.
        name: its name in rules and digests: ``events.yaml``, or ``own/events.yaml`` for the user's.
        table: its rows.
    """

    where: str
    name: str
    table: T


def load_layers(name: str, row_type: type[T], own: Path | None) -> tuple[Layer[T], ...]:
    """Return the user's ``own/<name>.yaml``, where there is one, and then ours.

    Raises:
        TableError: a file cannot be read or is not YAML, or a row does not fit its type; the message names the row.
    """
    file = f"{name}.yaml"
    ours = Layer(file, file, load_table(name, row_type))
    if own is None or not (own / file).exists():
        return (ours,)
    return (Layer(str(own / file), own_name(file), _load_file(own / file, row_type)), ours)


def own_name(file: str) -> str:
    """Return the name of a table of the user's in rules and digests, which is the same wherever the folder lies."""
    return f"own/{file}"


def own_digests(folder: Path, files: Collection[str]) -> dict[str, str]:
    """Return the SHA-256 digest of every table in a folder of the user's, of those that ``files`` allow.

    Raises:
        TableError: there is no such folder, it has none of these tables, or one that is not among them.
    """
    if not folder.is_dir():
        raise TableError(str(folder), "there is no such folder", "name the folder that holds your tables")
    found = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml", ".csv"})
    for path in found:
        if path.name not in files:
            raise TableError(str(path), "no table has this name", f"use {', '.join(files)}, or take it away")
    if not found:
        raise TableError(str(folder), "there is no table in it", f"put {next(iter(files))} there")
    return {own_name(path.name): hashlib.sha256(_own_bytes(path)).hexdigest() for path in found}


def _load_file(path: Path, row_type: type[T]) -> T:
    try:
        return msgspec.yaml.decode(_own_bytes(path), type=row_type)
    except msgspec.ValidationError as error:
        raise _misfit(str(path), str(error)) from error
    except (msgspec.DecodeError, ValueError) as error:  # a ValueError is of a day that no calendar has
        raise _no_yaml(str(path), str(error)) from error


def _own_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(str(path), error.strerror or "it cannot be read", "name a file that can be") from error


def _misfit(where: str, message: str) -> TableError:
    """Return the error of a row that does not fit, with the row as a reader counts: the first is number 1."""
    problem, _, path = message.partition(" - at `$")
    place = re.sub(r"\[(\d+)\]", lambda index: f":{int(index[1]) + 1}", path.rstrip("`"))
    return TableError(f"{where}{place.replace('.', ':')}", problem, "mend it")


def _no_yaml(where: str, message: str) -> TableError:
    """Return the error of a text that the YAML parser refuses, with the last of the places that it names."""
    lines = re.findall(_IN_YAML, message)
    problem = " ".join(re.sub(_IN_YAML, "", message).split())
    return TableError(f"{where}:{lines[-1]}" if lines else where, f"this is not YAML ({problem})", "mend it")


def load_rows(name: str, row_type: type[T]) -> tuple[T, ...]:
    """Return the rows of ``data/<name>.csv``, as :func:`numbered_rows` reads them."""
    return tuple(row for _, row in numbered_rows(name, row_type))


def numbered_rows(name: str, row_type: type[T], own: Path | None = None) -> Iterator[tuple[str, T]]:
    """Yield the place of each row of ``data/<name>.csv`` (``offices.csv:12``), and the row.

    The columns are the fields of ``row_type``. Lines that begin with ``#`` are comments; several names, people or
    states in one cell stand apart by ``|``; an empty cell is a missing value. CSV and not YAML for the long tables: it
    is read in a tenth of the time. With ``own``, the table of that name in a folder of the user's.

    Raises:
        TableError: the file is missing or not UTF-8, or a row does not fit its type; the place names the line.
    """
    where = f"{name}.csv" if own is None else str(own / f"{name}.csv")
    data = load_bytes(where) if own is None else _own_bytes(Path(where))
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise TableError(where, f"byte {error.start + 1} is not UTF-8", "save the file as UTF-8") from error
    comments = sum(1 for line in lines if line.startswith("#"))
    rows = csv.DictReader(lines[comments:], restkey="beyond the last column")
    for row in rows:
        place = f"{where}:{comments + rows.line_num}"
        yield place, _row(place, row, row_type)


def _row(where: str, row: dict[str, str], row_type: type[T]) -> T:
    cells = {column: cell.split("|") if column in _LISTS else cell for column, cell in row.items() if cell}
    try:
        return msgspec.convert(cells, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise TableError(where, str(error), "mend the row") from error


def load_bytes(file: str) -> bytes:
    """Return the content of a file in ``data/``. Raises ``TableError`` when it is missing."""
    try:
        return (_folder() / file).read_bytes()
    except FileNotFoundError as error:
        raise TableError(file, "the table is missing", "install bongsu again") from error


def load_names(own: Path | None) -> Tables:
    """Return the tables of names; a user's rows, in the folder ``own``, stand before ours.

    Before ours, so that a name in both means theirs; a row with the id of one of ours replaces it.

    Raises:
        TableError: a row does not fit its type, has no such state, or has the id of another; the message names the
            file and the line.
    """
    ours = load_tables()
    if own is None:
        return ours
    return msgspec.structs.replace(
        ours,
        organisations=_before(ours.organisations, "organisations", Organisation, own),
        persons=_before(ours.persons, "persons", Person, own),
        places=_before(ours.places, "places", Locality, own),
        sites=_before(ours.sites, "sites", Locality, own),
        systems=_before(ours.systems, "systems", System, own),
    )


def _before(ours: tuple[N, ...], name: str, row_type: type[N], own: Path) -> tuple[N, ...]:
    """Return the user's rows of a table, where there is one, and those of ours that they do not replace."""
    if not (own / f"{name}.csv").exists():
        return ours
    mine: dict[str, N] = {}
    for where, row in numbered_rows(name, row_type, own):
        if row.id in mine:
            raise TableError(where, f'the id "{row.id}" stands in it twice', "give each row its own")
        if row.country is not None and row.country not in load_tables().countries:
            raise TableError(where, f'no state has the code "{row.country}"', "give its ISO 3166-1 alpha-3 code")
        mine[row.id] = row
    return (*mine.values(), *(row for row in ours if row.id not in mine))


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
        (file for file in _folder().iterdir() if file.name.endswith((".yaml", ".csv", ".npz"))),
        key=lambda file: file.name,
    )
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in tables}


def table_bytes(name: str, own: Path | None = None) -> bytes:
    """Return a table as its file has it, by its file name or its stem; the user's in ``own`` where there is one.

    Raises:
        TableError: there is no table of that name, or the user's cannot be read.
    """
    known = sorted(table_digests())
    file = next((file for file in known if name in {file, file.partition(".")[0]}), None)
    if file is None:
        raise TableError(name, "no table has this name", f"use one of {', '.join(known)}")
    mine = own / file if own is not None else None
    return _own_bytes(mine) if mine is not None and mine.exists() else load_bytes(file)


def _folder() -> Traversable:
    return files("bongsu") / "data"
