"""Which resolutions of the Security Council speak of whose launches, and when they were in force."""

import datetime as dt
import functools
from collections import Counter
from pathlib import Path

import msgspec

from bongsu.errors import TableError
from bongsu.reference.tables import load_layers

TABLE = "resolutions"


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A time in force. ``end`` is the last day, None while it lasts; ``contested`` says by whom it is."""

    start: dt.date = msgspec.field(name="from")
    end: dt.date | None = msgspec.field(name="to", default=None)
    contested: str | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            msg = f"it ends on {self.end}, before it begins, on {self.start}"
            raise ValueError(msg)

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


class Resolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A resolution of the Security Council.

    Attributes:
        number: its number.
        states: those it binds or addresses, ISO 3166-1 alpha-3.
        binding: whether it binds: decisions and demands under Chapter VII.
        verb: its own verb.
        covers: the modes of launch that its words reach.
        only: a condition in its words that has to be judged first.
        says: what it says, in a phrase.
        in_force: when.
        source: where that was read.
    """

    number: int
    states: tuple[str, ...]
    binding: bool
    verb: str
    covers: tuple[str, ...]
    only: str | None = None
    says: str
    in_force: tuple[Period, ...]
    source: str

    def period(self, day: dt.date) -> Period | None:
        """Return the time in force that a day lies in."""
        return next((period for period in self.in_force if day in period), None)


class Law(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The resolutions, and the states that are under no ban on launches."""

    resolutions: tuple[Resolution, ...]
    without_ban: frozenset[str]

    def numbered(self, number: int) -> Resolution | None:
        """Return the resolution with a number."""
        return next((one for one in self.resolutions if one.number == number), None)

    @property
    def states(self) -> frozenset[str]:
        """Every state that a resolution binds or addresses."""
        return frozenset(state for one in self.resolutions for state in one.states)


def load_law(own: Path | None = None) -> Law:
    """Load and validate the resolutions; ``own/resolutions.yaml`` stands in place of ours.

    Raises:
        TableError: a row is malformed, ends before it begins, or has the number of another.
    """
    layer = load_layers(TABLE, Law, own)[0]
    twice = [number for number, count in Counter(one.number for one in layer.table.resolutions).items() if count > 1]
    if twice:
        raise TableError(layer.where, f"resolution {twice[0]} stands in it twice", "take one of the rows out")
    return layer.table


@functools.cache
def shipped_law() -> Law:
    """Return the shipped resolutions, loaded once a process."""
    return load_law()
