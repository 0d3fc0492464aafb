"""Who held which office when: the table of office-holders, ready to be asked."""

import datetime as dt
import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import msgspec

from bongsu.errors import TableError
from bongsu.reference.tables import Tables, load_layers, load_names, numbered_rows

Status = Literal["full", "acting", "suspended"]
UNVERIFIED: Final = "unverified"


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """One holder's time in one office.

    Attributes:
        office: key of the office.
        names: spellings of the holder's name, the usual one first.
        start: first day.
        end: last day, which may be the next holder's first; None while in office.
        seen: of a holder in office, the last day on which the source shows them there; None where no source was read.
        status: ``acting`` for somebody else; ``suspended`` while somebody else acts.
        source: where the row was read; ``unverified`` where it was checked against no source.
    """

    office: str
    names: tuple[str, ...]
    start: dt.date = msgspec.field(name="from")
    end: dt.date | None = msgspec.field(name="to", default=None)
    seen: dt.date | None = None
    status: Status = "full"
    source: str

    def __post_init__(self) -> None:
        last = self.end or self.seen
        if last is not None and last < self.start:
            msg = f"{self.names[0]} leaves on {last}, before the first day, {self.start}"
            raise ValueError(msg)
        if self.end is None and self.seen is None and self.is_verified:
            msg = f"{self.names[0]} is in office, and when the source was read is not stated in seen"
            raise ValueError(msg)

    @property
    def is_verified(self) -> bool:
        """Whether the row was read in a source."""
        return self.source != UNVERIFIED

    @property
    def known_until(self) -> dt.date:
        """The last day of which the row speaks."""
        return self.end or self.seen or dt.date.max

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Say whether the holder was in office on any day from ``first`` to ``last``."""
        return self.start <= last and first <= self.known_until


class OfficeTitles(msgspec.Struct, frozen=True, kw_only=True):
    """An office: whose it is, and its titles before the holder's name.

    Attributes:
        of: ISO 3166-1 alpha-3 code, or the body.
        titles: those that need a country or body beside them, in lower case.
        own_titles: those that tell by themselves whose office it is.
        names: what stands for the body before a title; of a state, what ``countries.yaml`` has.
    """

    of: str
    titles: tuple[str, ...]
    own_titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Offices:
    """The offices and their holders. Immutable once made.

    ``titles`` are the offices by their keys; ``owners`` what stands before a title ("South Korean", "NATO"), with
    the key of the state or body that it means.
    """

    def __init__(self, titles: dict[str, OfficeTitles], tenures: Sequence[Tenure], tables: Tables) -> None:
        self.titles = titles
        self.owners = dict(_owners(titles, tables))
        self._countries = {name_key(name): person.country for person in tables.persons for name in person.names}
        self._of_office: dict[str, list[Tenure]] = defaultdict(list)
        self._of_name: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in sorted(tenures, key=lambda tenure: tenure.start):
            self._of_office[tenure.office].append(tenure)
            for key in {key for name in tenure.names for key in _orders(name)}:
                self._of_name[key].append(tenure)

    def holders(self, office: str) -> tuple[Tenure, ...]:
        """Return everybody who held an office, in order."""
        return tuple(self._of_office.get(office, ()))

    def of_person(self, name: str) -> tuple[Tenure, ...]:
        """Return all tenures of whoever is called ``name``, in whatever order and spelling."""
        return tuple(self._of_name.get(name_key(name), ()))

    def country_of(self, name: str) -> str | None:
        """Return the country of somebody who holds no office here, where the table of persons has it."""
        return self._countries.get(name_key(name))

    def titled(self, title: str) -> Iterator[tuple[str, OfficeTitles]]:
        """Yield the offices whose holder has this title, in lower case."""
        for key, office in self.titles.items():
            if title in office.titles or title in office.own_titles:
                yield key, office


def name_key(name: str) -> str:
    """Return what is the same for all spellings of a name: no accents, hyphens, spaces, initials or capitals."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z']+", plain) if len(word) > 1]
    return "".join(words).replace("'", "")


def _orders(name: str) -> Iterator[str]:
    """Yield the key of a name with its surname first and with its surname last."""
    words = name.split()
    yield name_key(name)
    yield name_key(" ".join((*words[1:], words[0])))
    yield name_key(" ".join((words[-1], *words[:-1])))


def _owners(titles: dict[str, OfficeTitles], tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield what may stand before a title, and the key of the state or body that it means."""
    for code in {office.of for office in titles.values()} & tables.countries.keys():
        country = tables.countries[code]
        yield from ((name, code) for name in (*country.names, *country.adjectives, *country.government))
        yield from ((name, code) for name in (country.capital.names if country.capital else ()))
    for office in titles.values():
        yield from ((name, office.of) for name in office.names)


def load_offices(own: Path | None = None) -> Offices:
    """Load and validate the offices; a user's rows of an office, in the folder ``own``, replace ours of it.

    Raises:
        TableError: a date, an office or a status is not known, somebody leaves before the first day, or two hold one
            office at once; the message names the file and the line.
    """
    layers = load_layers("office_titles", dict[str, OfficeTitles], own)
    titles = {key: office for layer in reversed(layers) for key, office in layer.table.items()}
    rows = list(numbered_rows("offices", Tenure))
    if own is not None and (own / "offices.csv").exists():
        mine = list(numbered_rows("offices", Tenure, own))
        replaced = {tenure.office for _, tenure in mine}
        rows = [row for row in rows if row[1].office not in replaced] + mine
    _check(rows, titles)
    return Offices(titles, [tenure for _, tenure in rows], load_names(own))


@functools.cache
def shipped_offices() -> Offices:
    """Return the shipped offices, loaded once a process."""
    return load_offices()


def _check(rows: Sequence[tuple[str, Tenure]], titles: dict[str, OfficeTitles]) -> None:
    """Refuse rows of an unknown office, and rows of one office and status that overlap by more than a day."""
    by_office = defaultdict(list)
    for where, tenure in rows:
        if tenure.office not in titles:
            raise TableError(where, f"no office is called {tenure.office}", "add it to office_titles.yaml")
        by_office[tenure.office, tenure.status].append((tenure.start, where, tenure))
    for held in by_office.values():
        for (_, _, before), (_, where, after) in pairwise(sorted(held, key=lambda row: row[0])):
            if after.start < (before.end or dt.date.max):
                problem = f"{after.names[0]} and {before.names[0]} both hold {after.office} on {after.start}"
                raise TableError(where, problem, "mend one of the two rows")
