"""The chronicle of launches: one row a launch, read from a CSV file and held against its own rules."""

import csv
import datetime as dt
import functools
import io
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

import msgspec

from bongsu.errors import InputError, TableError
from bongsu.reference.tables import numbered_rows

Mode = Literal["ballistic", "cruise", "satellite", "artillery", "interceptor", "undetermined"]
RangeClass = Literal["SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV"]
Outcome = Literal["success", "failure", "partial", "unknown"]
Source = Literal["nagix", "csis", "press", "own", "unverified"]

CLOCKS: Final = {"PRK": "Asia/Pyongyang"}
"""State to the zone whose days date its launches (IANA time zone database)."""
_LISTS: Final = frozenset({"classes", "systems", "sites", "overflight", "sources"})


class PastLaunch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A launch of the past: what was fired at one time. A salvo is one launch of several missiles.

    Attributes:
        id: state, day and number within the day: ``PRK-2025-01-06-1``.
        date: the day on the launching state's own clock.
        utc: the instant of the first missile, UTC; None when it is not known.
        count: missiles; None when it is not known.
        mode: what was launched: PLOVER's mode of the event LAUNCH.
        classes: classes of the missiles by maximum range (US usage), SLBM where fired from the sea, SLV into orbit.
        systems: keys of ``systems.csv``; none where they are not known.
        sites: keys of ``sites.csv``; none where they are not known.
        outcome: ``partial`` when some of several missiles failed.
        distance_km: how far the farthest flew.
        apogee_km: how high the highest rose.
        overflight: states whose land it flew over; None when that is not known.
        zone: whether any fell inside Japan's exclusive economic zone, as Japan's government said; None when not known.
        sources: where the row is from; ``own`` when you put it in, ``unverified`` when a value is general knowledge.
        note: what a reader should know of the row.
    """

    id: str
    date: dt.date
    utc: dt.datetime | None = None
    count: int | None = None
    mode: Mode
    classes: tuple[RangeClass, ...] = ()
    systems: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    outcome: Outcome = "unknown"
    distance_km: float | None = None
    apogee_km: float | None = None
    overflight: tuple[str, ...] | None = None
    zone: Literal["inside", "outside"] | None = None
    sources: tuple[Source, ...]
    note: str | None = None

    @property
    def state(self) -> str:
        """The launching state, ISO 3166-1 alpha-3."""
        return self.id[:3]

    @property
    def is_sure(self) -> bool:
        """Whether the row is sure to be a launch of its mode: a source with time and site or you have it, or two do."""
        known = set(self.sources) - {"unverified"}
        return self.mode != "undetermined" and (bool(known & {"nagix", "own"}) or len(known) > 1)


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when the chronicle has the launches of a state in a mode.

    ``complete`` when all that were published are meant to be in it; otherwise rows may be missing.
    """

    state: str
    mode: Mode
    start: dt.date
    end: dt.date
    complete: bool

    def __post_init__(self) -> None:
        if self.state not in CLOCKS:
            msg = f"no clock is known for {self.state}: the chronicle can hold {', '.join(CLOCKS)}"
            raise ValueError(msg)
        if self.end < self.start:
            msg = f"it ends on {self.end}, before it begins, on {self.start}"
            raise ValueError(msg)


class Chronicle(msgspec.Struct, frozen=True):
    """Launches in the order of time, and what they cover."""

    launches: tuple[PastLaunch, ...]
    coverage: tuple[Coverage, ...]

    def covers(self, state: str, modes: Iterable[Mode], start: dt.date, end: dt.date) -> bool:
        """Say whether all launches of these modes from ``start`` to ``end`` are meant to be in it."""
        complete = {
            row.mode
            for row in self.coverage
            if row.state == state and row.complete and row.start <= start and end <= row.end
        }
        return set(modes) <= complete


class Read(NamedTuple):
    """What came of reading a file.

    Attributes:
        launches: those that were read; none when anything was refused.
        problems: why it was refused, row by row.
        notes: what was set right, or not taken over, and why.
    """

    launches: tuple[PastLaunch, ...]
    problems: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


COLUMNS: Final = tuple(field.name for field in msgspec.structs.fields(PastLaunch))
_REQUIRED: Final = tuple(field.name for field in msgspec.structs.fields(PastLaunch) if field.required)


@functools.cache
def shipped_chronicle() -> Chronicle:
    """Return the chronicle in ``data/``. Raises ``TableError`` when a row of it is malformed."""
    return load_chronicle()


def load_chronicle(own: Path | None = None) -> Chronicle:
    """Load and validate the chronicle; ``own/chronicle.csv`` with ``own/coverage.csv`` stands in place of ours.

    Raises:
        TableError: a row is malformed or stands twice, or there is only one of the two files in the folder: which time
            a chronicle covers is no other's.
    """
    mine = [path for path in (own / "chronicle.csv", own / "coverage.csv") if path.exists()] if own is not None else []
    if len(mine) == 1:
        missing = "coverage" if mine[0].stem == "chronicle" else "chronicle"
        problem = f"there is no {missing}.csv beside it, and which time a chronicle covers decides what it supports"
        raise TableError(str(mine[0]), problem, f'begin with "bongsu reference show {missing}"')
    path = mine[0] if mine else files("bongsu") / "data" / "chronicle.csv"
    where = str(mine[0]) if mine else "chronicle.csv"
    read = read_chronicle(_table_text(path, where), where)
    if read.problems:
        first, more = read.problems[0], len(read.problems) - 1
        remedy = f'{first.remedy}; "bongsu chronicle validate" names {more} more' if more else first.remedy
        raise TableError(first.where, first.problem, remedy)
    return Chronicle(read.launches, tuple(_coverage(own if mine else None)))


def _table_text(path: Traversable, where: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(where, "it cannot be read as UTF-8", "name a file that can be") from error


def _coverage(own: Path | None) -> Iterator[Coverage]:
    seen: set[tuple[str, str]] = set()
    for where, row in numbered_rows("coverage", Coverage, own):
        if (row.state, row.mode) in seen:
            raise TableError(where, f"{row.mode} of {row.state} stands above already", "take one of the rows out")
        seen.add((row.state, row.mode))
        yield row


def read_text(path: Path) -> str:
    """Return the text of a file. Raises ``InputError`` when it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(str(path), error.strerror or "it cannot be read", "name a file that can be") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "it is not UTF-8", "save it as UTF-8") from error


def csv_rows(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the columns of a CSV text and its rows, each with its line; lines that lead it with ``#`` are left out."""
    lines = text.splitlines()
    comments = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.DictReader(lines[comments:], restkey="beyond the last column", restval="")
    rows = [(comments + reader.line_num, row) for row in reader]
    return list(reader.fieldnames or ()), rows


def read_chronicle(text: str, where: str) -> Read:
    """Read a chronicle in its own columns.

    Args:
        text: the CSV; lines that lead it with ``#`` are comments, lists in a cell stand apart by ``|``.
        where: the file, as problems name it.
    """
    columns, rows = csv_rows(text)
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        problem = f"the column {' and the column '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        return Read((), (InputError(where, problem, f"give it the columns {', '.join(COLUMNS)}"),))
    if not rows:
        return Read((), (InputError(where, "there is no row in it", "give it one row a launch"),))
    launches: list[PastLaunch] = []
    problems: list[InputError] = []
    for line, row in rows:
        made = _launch(f"{where}:{line}", row)
        problems.extend([made] if isinstance(made, InputError) else _misfits(f"{where}:{line}", made, launches))
        if isinstance(made, PastLaunch):
            launches.append(made)
    return Read((), tuple(problems)) if problems else Read(tuple(launches))


def _launch(where: str, row: dict[str, str]) -> PastLaunch | InputError:
    """Return the launch of a row, or why it is none."""
    cells: dict[str, object] = {
        column: _list(cell) if column in _LISTS else cell for column, cell in row.items() if cell
    }
    try:
        return msgspec.convert(cells, PastLaunch, strict=False)
    except msgspec.ValidationError as error:
        problem = str(error).replace("`", '"')
        remedy = f"write {', '.join(get_args(Source))}" if "$.sources" in problem else "mend the row"
        return InputError(where, problem, remedy)


def _list(cell: str) -> list[str]:
    """Return the parts of a cell; "none" is a list that is known to be empty."""
    return [] if cell == "none" else cell.split("|")


def _misfits(where: str, launch: PastLaunch, before: Sequence[PastLaunch]) -> Iterator[InputError]:
    """Yield what does not fit within a row, or with the rows before it."""
    if not launch.id.startswith(f"{launch.state}-{launch.date}-") or launch.state not in CLOCKS:
        yield InputError(where, f'the id "{launch.id}" does not fit its day', f"write it as PRK-{launch.date}-1")
    elif launch.utc is not None and day_of(launch.state, launch.utc) != launch.date:
        day = day_of(launch.state, launch.utc)
        yield InputError(where, f"{launch.utc} UTC is {day} in {CLOCKS[launch.state]}", f"give {day}, or mend the time")
    if launch.count is not None and launch.count < 1:
        yield InputError(where, f"a launch has one missile or more, not {launch.count}", "leave it empty if not known")
    if not launch.sources:
        yield InputError(where, "it names no source", "say where the row is from")
    if any(launch.id == other.id for other in before):
        yield InputError(where, f'the id "{launch.id}" stands above already', "take one of them out, or number it anew")
    if launch.utc is not None and any(_is_same(launch, other) for other in before):
        yield InputError(where, f"a launch at {launch.utc} UTC from there stands above already", "take one of them out")
    if before and launch.date < before[-1].date:
        yield InputError(
            where, f"it is earlier than the row above, of {before[-1].date}", "put it in the order of time"
        )


def _is_same(one: PastLaunch, other: PastLaunch) -> bool:
    return (one.utc, one.sites) == (other.utc, other.sites)


def day_of(state: str, instant: dt.datetime) -> dt.date:
    """Return the day of a UTC instant on a state's own clock."""
    aware = instant if instant.tzinfo is not None else instant.replace(tzinfo=dt.UTC)
    return aware.astimezone(ZoneInfo(CLOCKS[state])).date()


def write_chronicle(launches: Iterable[PastLaunch]) -> str:
    """Return launches as CSV in the chronicle's columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for launch in launches:
        cells = (
            _cell(getattr(launch, column), "none" if column == "overflight" else "") for column in COLUMNS
        )  # an empty cell is not known, and "none" is known to be none
        writer.writerow(list(cells))
    return out.getvalue()


def _cell(value: object, empty: str) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return "|".join(value) or empty
        case dt.datetime():
            return value.strftime("%Y-%m-%dT%H:%M:00Z")
        case float():
            return f"{value:g}"
    return str(value)
