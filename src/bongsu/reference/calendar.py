"""Political events by which reports date a launch: the table of elections, summits, exercises and anniversaries."""

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

import msgspec

from bongsu.errors import TableError
from bongsu.reference.law import Law, load_law
from bongsu.reference.tables import load_tables, numbered_rows

Kind = Literal[
    "anniversary",
    "congress",
    "coup",
    "election",
    "exercise",
    "games",
    "impeachment",
    "inauguration",
    "martial law",
    "parade",
    "referendum",
    "resolution",
    "strike",
    "summit",
    "talks",
    "veto",
    "visit",
]
UNVERIFIED: Final = "unverified"
_DAY: Final = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_COMMON_YEAR: Final = 2001


class Occasion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something of a day, or of some days, by which other things are dated.

    Attributes:
        first_day: ISO 8601 day; of a day of every year its month and day: ``--04-15``.
        last_day: in the same form; None where it is the first.
        kind: what it was.
        names: the first is nobody else's; others as the press has them, case-sensitive.
        states: ISO 3166-1 alpha-3 of whoever took part; of the gathering of a body, where it met.
        people: those whom reports name with it.
        place: where it was.
        since: of a day of every year, the year from which it is counted.
        source: where the days were read; ``unverified`` where they were read nowhere.
        verified: whether the source says of both days that it was so, and not only that it would be.
    """

    first_day: str
    last_day: str | None = None
    kind: Kind
    names: tuple[str, ...]
    states: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: str | None = None
    since: int | None = None
    source: str
    verified: bool

    def __post_init__(self) -> None:
        problem = next(_misfits(self), None)
        if problem is not None:
            raise ValueError(problem)

    @property
    def name(self) -> str:
        """The name that is nobody else's."""
        return self.names[0]

    @property
    def is_yearly(self) -> bool:
        """Whether it comes back every year."""
        return self.first_day.startswith("--")

    def in_year(self, year: int) -> "Happening":
        """Return the days of it; of a day of every year, in a year."""
        return Happening(self, _day(self.first_day, year), _day(self.last_day or self.first_day, year))


class Happening(NamedTuple):
    """An occasion with the first and the last day of one time that it took place."""

    occasion: Occasion
    first: dt.date
    last: dt.date


class Calendar:
    """The occasions, ready to be asked. Immutable once made."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        self.occasions = tuple(occasions)
        self._named = {name: occasion for occasion in occasions for name in occasion.names}

    @property
    def names(self) -> Collection[str]:
        """Every name of every occasion."""
        return self._named.keys()

    def named(self, name: str) -> Occasion | None:
        """Return what is called so."""
        return self._named.get(name)

    def between(self, first: dt.date, last: dt.date) -> tuple[Happening, ...]:
        """Return what took place on any day from ``first`` to ``last``, in the order of its first days."""
        found = (one for occasion in self.occasions for one in _times(occasion, first.year, last.year))
        return tuple(sorted((one for one in found if one.first <= last and first <= one.last), key=lambda one: one[1:]))


def _misfits(one: Occasion) -> Iterator[str]:
    """Yield what does not fit within a row. Raises ``ValueError`` when a day is none."""
    last_day = one.last_day or one.first_day
    start, end = _day(one.first_day, _COMMON_YEAR), _day(last_day, _COMMON_YEAR)
    if last_day.startswith("--") != one.is_yearly:
        yield f"of {one.first_day} and {last_day}, one is of every year, and the other is not"
    if end < start:
        yield f"{one.name} ends on {last_day}, before it begins, on {one.first_day}"
    if one.is_yearly and one.kind != "anniversary":
        yield f"{one.first_day} is a day of every year, and {one.name} is no anniversary"
    if one.kind == "anniversary" and not one.is_yearly:
        yield f"an anniversary has a day of every year, --{one.first_day[5:]}, and not {one.first_day}"
    if one.since is not None and not one.is_yearly:
        yield f"{one.name} is counted since {one.since}, and has no day of every year"
    if one.verified and one.source == UNVERIFIED:
        yield f"{one.name} is verified, and its source is not stated"


def _times(occasion: Occasion, first: int, last: int) -> Iterator[Happening]:
    """Yield the times that an occasion took place; of a day of every year, those from one year to another."""
    years = range(max(first, occasion.since or 1), last + 1) if occasion.is_yearly else range(1, 2)
    yield from (occasion.in_year(year) for year in years)


def _day(written: str, year: int) -> dt.date:
    """Return a day; of a day of every year, that of ``year``. Raises ``ValueError`` when it is none."""
    if _DAY.fullmatch(written) is None:
        msg = f'"{written}" is no day: write it as 2018-04-27, or as --04-15 for a day of every year'
        raise ValueError(msg)
    whole = f"{year:04}{written[1:]}" if written.startswith("--") else written
    try:
        return dt.date.fromisoformat(whole)
    except ValueError as error:
        msg = f'"{written}" is no day: {error}'
        raise ValueError(msg) from error


def load_calendar(own: Path | None = None) -> Calendar:
    """Load and validate the calendar, with the Security Council's resolutions by the days they came into force.

    A user's rows, in the folder ``own``, stand beside ours, and in place of those of the same first name.

    Raises:
        TableError: a day, a kind or a state is not known, something ends before it begins, rows are out of order, or
            a name stands twice; the message names the file and the line.
    """
    rows = _ordered(list(numbered_rows("calendar", Occasion)))
    if own is not None and (own / "calendar.csv").exists():
        mine = _ordered(list(numbered_rows("calendar", Occasion, own)))
        replaced = {occasion.name for _, occasion in mine}
        rows = [row for row in rows if row[1].name not in replaced] + mine
    rows += [("resolutions.yaml", occasion) for occasion in _resolutions(load_law(own))]
    _check(rows)
    return Calendar([occasion for _, occasion in rows])


@functools.cache
def shipped_calendar() -> Calendar:
    """Return the shipped calendar, loaded once a process."""
    return load_calendar()


def _resolutions(law: Law) -> Iterator[Occasion]:
    """Yield the days on which resolutions of the Security Council came into force."""
    for one in law.resolutions:
        yield Occasion(
            first_day=str(one.in_force[0].start),
            kind="resolution",
            names=(f"Resolution {one.number}", f"resolution {one.number}"),
            states=one.states,
            place="New York",
            source=one.source,
            verified=one.source != UNVERIFIED,
        )


def _ordered(rows: list[tuple[str, Occasion]]) -> list[tuple[str, Occasion]]:
    """Return the rows of a file. Raises ``TableError`` when one is earlier than the row above it."""
    above = ""
    for where, occasion in rows:
        day = occasion.first_day.replace("--", "0000-", 1)
        if day < above:
            raise TableError(
                where, f"{occasion.first_day} is earlier than the row above", "put it in the order of days"
            )
        above = day
    return rows


def _check(rows: Sequence[tuple[str, Occasion]]) -> None:
    """Refuse states that are not known, and a name that stands twice."""
    states = load_tables().countries.keys()
    seen: set[str] = set()
    for where, occasion in rows:
        for state in occasion.states:
            if state not in states:
                raise TableError(where, f'no state has the code "{state}"', "give its ISO 3166-1 alpha-3 code")
        for name in occasion.names:
            if name in seen:
                raise TableError(where, f'"{name}" stands in it twice', "give each its own name")
            seen.add(name)
