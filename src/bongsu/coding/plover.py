"""Load ``data/plover.yaml``: which modes a type of event has, and how cooperative or hostile each is."""

from typing import get_args

import msgspec
from msgspec import UNSET, UnsetType

from bongsu.errors import TableError
from bongsu.model import EventType
from bongsu.reference.tables import load_table

TABLE = "plover"


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mode: what it is, and its score; that of its type where it has none of its own."""

    what: str
    score: float | UnsetType | None = UNSET


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A type: its score, -10 (hostile) to 10 (cooperative), None where there is none to give, and its modes."""

    score: float | None
    modes: dict[str, Mode] = {}


class Plover(msgspec.Struct, frozen=True):
    """The table: every type with its modes."""

    kinds: dict[EventType, Kind]

    def knows(self, kind: EventType, mode: str) -> bool:
        """Say whether a type has a mode."""
        return mode in self.kinds[kind].modes

    def intensity(self, kind: EventType, mode: str | None) -> float | None:
        """Return the score of an act: of its mode, else of its type; None where the table gives none."""
        found = self.kinds[kind]
        own = found.modes[mode].score if mode in found.modes else UNSET
        return found.score if own is UNSET else own


def load_plover() -> Plover:
    """Load the table. Raises ``TableError`` when a row is malformed or a type is missing."""
    kinds = load_table(TABLE, dict[EventType, Kind])
    missing = [kind for kind in get_args(EventType) if kind not in kinds]
    if missing:
        raise TableError(f"{TABLE}.yaml", f"{missing[0]} is missing", "add it with its score and modes")
    return Plover(kinds)


def wrong_mode(where: str, plover: Plover, kind: EventType, mode: str) -> TableError | None:
    """Return the error of a row whose type has no such mode; None when it has."""
    if plover.knows(kind, mode):
        return None
    modes = ", ".join(plover.kinds[kind].modes)
    return TableError(where, f"{kind} has no mode {mode!r}", f"use one of {modes}" if modes else "leave it out")
