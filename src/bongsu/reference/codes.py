"""Types, modes and states in the codes of other codebooks: PLOVER, CAMEO and the Correlates of War."""

import functools

import msgspec

from bongsu.reference.tables import load_rows


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What one type and mode is called elsewhere.

    Attributes:
        type: bongsu's type.
        mode: bongsu's mode; None for the type without a mode, and for modes that have no row.
        plover: PLOVER's type.
        plover_mode: PLOVER's mode; None where it has none that fits.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: PLOVER's conflict-cooperation score, from -10 to 10.
        cameo: the CAMEO code that says no more than type and mode do.
        goldstein: the Goldstein score of that code.
        penta: 0 neutral, 1 to 4 as ``quad``, by the root of the CAMEO code.
        also: other CAMEO codes that become the same type and mode, apart by ``|``.
        note: why it is this code, where it does not follow from PLOVER's own conversion table.
    """

    type: str
    mode: str | None = None
    plover: str
    plover_mode: str | None = None
    quad: int
    score: float
    cameo: str
    goldstein: float
    penta: int
    also: str = ""
    note: str = ""

    @property
    def root(self) -> str:
        """The two digits of the CAMEO cue category."""
        return self.cameo[:2]


class _State(msgspec.Struct, frozen=True, kw_only=True):
    country: str
    cow: str
    source: str


def code_of(kind: str, mode: str | None) -> Code | None:
    """Return the codes of a type and mode; None where other codebooks have no such type. Raises ``TableError``."""
    known = _codes()
    return known.get((kind, mode)) or known.get((kind, None))


def codes() -> tuple[Code, ...]:
    """Return every row of the table of codes. Raises ``TableError``."""
    return tuple(_codes().values())


def cow_of(country: str | None) -> str | None:
    """Return the Correlates of War number of a state (ISO 3166-1 alpha-3); None where it has none."""
    return None if country is None else _states().get(country)


@functools.cache
def _codes() -> dict[tuple[str, str | None], Code]:
    return {(row.type, row.mode): row for row in load_rows("plover", Code)}


@functools.cache
def _states() -> dict[str, str]:
    return {row.country: row.cow for row in load_rows("cow", _State)}
