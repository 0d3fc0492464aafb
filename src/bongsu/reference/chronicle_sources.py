"""Read chronicles of others as launches: the missile tests of nagix, and a list of dated provocations."""

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

import msgspec

from bongsu.errors import InputError
from bongsu.reference.chronicle import (
    Mode,
    Outcome,
    PastLaunch,
    RangeClass,
    Read,
    csv_rows,
    day_of,
    read_chronicle,
    read_text,
)
from bongsu.reference.tables import System, load_rows, load_tables

SALVO: Final = dt.timedelta(minutes=45)
"""Missiles of one day that follow each other within this are one launch: the longest pause within a salvo that the
military of South Korea told as one (2016-07-19, 37 minutes) is below it, the shortest between two that it told
apart (2022-11-03, 59 minutes) above."""
_CLASSES: Final[dict[str, RangeClass]] = {
    "SRBM": "SRBM",
    "MRBM": "MRBM",
    "IRBM": "IRBM",
    "ICBM": "ICBM",
    "SLBM": "SLBM",
    "satellite": "SLV",
}
"""Class in ``systems.csv`` to that of a launch; a glider's class is none of these."""
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_CLOCK = re.compile(r"(\d\d):(\d\d) \(UTC\)")
_LATEST: Final = dt.datetime.max.replace(tzinfo=dt.UTC)
_BEFORE_JAPAN: Final = frozenset({"sea-of-japan", "yellow-sea", "north-korea"})
"""Where what falls has flown over no other state."""
_LAUNCHED = re.compile(r"Missile Provocation: (?!Rocket Engine Test)|: Satellite Launch")
_NOT_KNOWN: Final = frozenset({"unknown", "na"})
_EVENTS: Final[tuple[tuple[str, Mode, RangeClass | None], ...]] = (
    ("satellite", "satellite", "SLV"),
    ("cruise", "cruise", None),
    ("mlrs|artillery", "artillery", None),
    ("surface-to-air|anti-aircraft", "interceptor", None),
    ("submarine launched ballistic", "ballistic", "SLBM"),
    ("intercontinental ballistic", "ballistic", "ICBM"),
    ("intermediate-range ballistic", "ballistic", "IRBM"),
    ("medium-range ballistic", "ballistic", "MRBM"),
    ("short-range ballistic", "ballistic", "SRBM"),
    ("ballistic missile launch", "ballistic", None),
)


class _Missile(msgspec.Struct, frozen=True, kw_only=True):
    """A missile as nagix has it."""

    date: str
    time: str
    missile: str
    facility: str
    landing: str
    apogee: float | str
    distance: float | str
    bearing: float | str
    outcome: str
    series: int = 1


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong in rows of nagix and what stands there instead; the first three fields find the rows."""

    date: str
    time: str
    facility: str
    utc: dt.datetime | None = None
    count: int | None = None
    mode: Mode | None = None
    reason: str
    source: str


class _Fired(msgspec.Struct, frozen=True):
    """A missile with its instant and its day on the launching state's clock, after what is wrong was set right."""

    row: _Missile
    utc: dt.datetime | None
    day: dt.date
    correction: Correction | None


def read_any(path: Path) -> Read:
    """Read a file of launches: a chronicle, the JSON of nagix, or a list with the columns date, type and event.

    Raises ``InputError`` when it is none of them, or cannot be read. What is wrong within it is in ``problems``.
    """
    text, where = read_text(path), str(path)
    if text.lstrip().startswith(("{", "[")):
        return read_nagix(text, where)
    columns, _ = csv_rows(text)
    return read_list(text, where) if columns == ["date", "type", "event"] else read_chronicle(text, where)


def read_nagix(text: str, where: str) -> Read:
    """Read the missile tests of nagix (``timeBins[].data[]``) and group missiles to launches.

    Args:
        text: the JSON.
        where: the file, as problems name it.
    """
    try:
        bins = msgspec.json.decode(text)["timeBins"]
        rows = [row for part in bins for row in part["data"]]
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        problem = f"it is not the JSON of nagix ({error})"
        return Read((), (InputError(where, problem, "give the file test.json, with timeBins and data"),))
    made = [_missile(f"{where}:{number}", row) for number, row in enumerate(rows, 1)]
    good = [one for one in made if isinstance(one, _Missile)]
    problems = [one for one in made if isinstance(one, InputError)]
    if not problems:
        problems = list(_repeated(good, where))
    if problems:
        return Read((), tuple(problems))
    dated = [row for row in good if not _MONTH.fullmatch(row.date)]
    fired = sorted(_fired(dated), key=lambda one: (one.day, one.utc is None, one.utc or _LATEST))
    return Read(tuple(_launches(fired)), (), tuple(_notes(good, fired)))


def _missile(where: str, row: object) -> _Missile | InputError:
    try:
        made = msgspec.convert(row, _Missile)
        if not _MONTH.fullmatch(made.date):
            dt.date.fromisoformat(made.date)
    except msgspec.ValidationError as error:
        return InputError(where, str(error).replace("`", '"'), "mend the row")
    except ValueError:
        return InputError(where, f'"{made.date}" is no date', "write it as 2025-01-06")
    if made.time != "unknown" and not _CLOCK.fullmatch(made.time):
        return InputError(where, f'"{made.time}" is no time', 'write it as "03:01 (UTC)", or "unknown"')
    return made


def _repeated(rows: Sequence[_Missile], where: str) -> Iterator[InputError]:
    seen: dict[tuple[str | int, ...], int] = {}
    for number, row in enumerate(rows, 1):
        first = seen.setdefault((row.date, row.time, row.facility, row.missile, row.series), number)
        if first != number:
            yield InputError(f"{where}:{number}", f"it is row {first} again", "take one of them out")


def _fired(rows: Iterable[_Missile]) -> Iterator[_Fired]:
    corrections = {(one.date, one.time, one.facility): one for one in load_rows("nagix-corrections", Correction)}
    rows = list(rows)
    clocked = {(row.date, row.facility): day_of("PRK", utc) for row in rows if (utc := _instant(row)) is not None}
    for row in rows:
        correction = corrections.get((row.date, row.time, row.facility))
        utc = correction.utc if correction is not None and correction.utc is not None else _instant(row)
        # Without a time, the date is that of others of the salvo, or the one that was reported from the region.
        reported = clocked.get((row.date, row.facility)) or dt.date.fromisoformat(row.date)
        yield _Fired(row, utc, day_of("PRK", utc) if utc is not None else reported, correction)


def _instant(row: _Missile) -> dt.datetime | None:
    match = _CLOCK.fullmatch(row.time)
    if match is None:
        return None
    day = dt.date.fromisoformat(row.date)
    return dt.datetime(day.year, day.month, day.day, int(match[1]), int(match[2]), tzinfo=dt.UTC)


def _launches(fired: Sequence[_Fired]) -> Iterator[PastLaunch]:
    for day, missiles in groupby(fired, key=lambda one: one.day):
        for number, salvo in enumerate(_salvos(list(missiles)), 1):
            yield _launch(f"PRK-{day}-{number}", salvo)


def _salvos(missiles: Sequence[_Fired]) -> list[list[_Fired]]:
    """Part the missiles of a day into launches; one without a time joins the first from its site."""
    salvos: list[list[_Fired]] = []
    for one in missiles:
        joined = next((salvo for salvo in salvos if _belongs(one, salvo)), None)
        if joined is None:
            salvos.append([one])
        else:
            joined.append(one)
    return salvos


def _belongs(one: _Fired, salvo: Sequence[_Fired]) -> bool:
    last = max((other.utc for other in salvo if other.utc is not None), default=None)
    if one.utc is None:
        return any(one.row.facility == other.row.facility for other in salvo)
    return last is not None and one.utc - last <= SALVO


def _launch(key: str, salvo: Sequence[_Fired]) -> PastLaunch:
    first, rows = salvo[0], [one.row for one in salvo]
    corrections = list(dict.fromkeys(one.correction for one in salvo if one.correction is not None))
    systems = list(dict.fromkeys(system for row in rows if (system := _systems().get(row.missile)) is not None))
    classes = list(dict.fromkeys(kind for system in systems if (kind := _CLASSES.get(system.class_ or "")) is not None))
    modes = [one.mode for one in corrections if one.mode is not None]
    counts = [one.count for one in corrections if one.count is not None]
    mode: Mode = modes[0] if modes else "satellite" if classes == ["SLV"] else "ballistic"
    return PastLaunch(
        id=key,
        date=first.day,
        utc=first.utc,
        count=counts[0] if counts else len(rows),
        mode=mode,
        classes=tuple(classes),
        systems=tuple(system.id for system in systems),
        sites=tuple(dict.fromkeys(site for row in rows if (site := _sites().get(row.facility)) is not None)),
        outcome=_outcome([row.outcome for row in rows]),
        distance_km=_greatest(row.distance for row in rows),
        apogee_km=_greatest(row.apogee for row in rows),
        overflight=() if all(row.landing in _BEFORE_JAPAN for row in rows) else None,
        sources=("nagix",),
        note="; ".join(one.reason for one in corrections) or None,
    )


def _greatest(values: Iterable[float | str]) -> float | None:
    """Return the greatest number among values that may be numbers, numbers as text, or words for none."""
    return max((float(value) for value in values if str(value) not in _NOT_KNOWN), default=None)


def _outcome(outcomes: Sequence[str]) -> Outcome:
    found = set(outcomes)
    if "failure" in found and len(found) > 1:
        return "partial"
    return found.pop() if len(found) == 1 and found <= {"success", "failure"} else "unknown"  # type: ignore[return-value]


class _Key(msgspec.Struct, frozen=True, kw_only=True):
    """What nagix calls a missile or a site, and its key in our tables."""

    kind: Literal["missile", "site"]
    nagix: str
    ours: str


@functools.cache
def _systems() -> dict[str, System]:
    """Return our systems by what nagix calls them."""
    systems = {system.id: system for system in load_tables().systems}
    return {key.nagix: systems[key.ours] for key in load_rows("nagix-keys", _Key) if key.kind == "missile"}


@functools.cache
def _sites() -> dict[str, str]:
    """Return the keys of our sites by those of nagix."""
    return {key.nagix: key.ours for key in load_rows("nagix-keys", _Key) if key.kind == "site"}


def _notes(rows: Sequence[_Missile], fired: Sequence[_Fired]) -> Iterator[str]:
    """Yield what was set right or not taken over, and why."""
    for correction in dict.fromkeys(one.correction for one in fired if one.correction is not None):
        yield f"{correction.date} {correction.time}: {correction.reason}"
    counted = (
        (sum(1 for row in rows if _MONTH.fullmatch(row.date)), "have a month and no day, and were left out"),
        (
            sum(1 for row in rows if row.facility == "unknown"),
            'are from "unknown", whose place is an airport\'s: no site',
        ),
        (sum(1 for row in rows if row.bearing == 90), "have a bearing of 90, mostly a placeholder: no bearing is read"),
        (sum(1 for row in rows if row.time == "unknown"), "have no time: their date is taken as the local day"),
    )
    yield from (f"{number} missiles {what}" for number, what in counted if number)
    yield from (f"missile {name} is in no table" for name in _unkeyed((row.missile for row in rows), _systems()))
    yield from (f"site {name} is in no table" for name in _unkeyed((row.facility for row in rows), _sites()))


def _unkeyed(names: Iterable[str], known: Collection[str]) -> list[str]:
    return sorted({name for name in names if name != "unknown" and name not in known})


def read_list(text: str, where: str) -> Read:
    """Read a list of dated provocations (``date,type,event``) and take the launches from it, one a row.

    Args:
        text: the CSV.
        where: the file, as problems name it.
    """
    _, rows = csv_rows(text)
    launches: list[PastLaunch] = []
    problems: list[InputError] = []
    left_out = 0
    for line, row in rows:
        try:
            day = dt.date.fromisoformat(row["date"])
        except ValueError:
            problems.append(InputError(f"{where}:{line}", f'"{row["date"]}" is no date', "write it as 2025-01-06"))
            continue
        if not _LAUNCHED.search(f"{row['type']}: {row['event']}"):
            left_out += 1
            continue
        number = 1 + sum(1 for other in launches if other.date == day)
        launches.append(_listed(f"PRK-{day}-{number}", day, row["event"]))
    notes = (f"{left_out} rows tell of no launch, and were left out",) if left_out else ()
    ordered = sorted(launches, key=lambda launch: launch.id)
    return Read((), tuple(problems)) if problems else Read(tuple(ordered), (), notes)


def _listed(key: str, day: dt.date, event: str) -> PastLaunch:
    """Return the launch that a title tells of."""
    found = next((row for row in _EVENTS if re.search(row[0], event, re.IGNORECASE)), None)
    mode: Mode = found[1] if found is not None else "undetermined"
    classes = (found[2],) if found is not None and found[2] is not None else ()
    return PastLaunch(id=key, date=day, mode=mode, classes=classes, sources=("csis",), note=event)
