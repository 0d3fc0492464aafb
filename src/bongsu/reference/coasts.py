"""The coasts of the world, on which side of a state's computed zone line a point lies, and whose land a point is on."""

import functools
import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from bongsu.errors import TableError
from bongsu.geo import TERRITORIAL_KM, ZONE_KM, Area, Floats, Lines, Margin, Point, Rings, direct, inverse
from bongsu.reference.tables import load_bytes, load_rows

FILE = "coast.npz"
LINE_ERROR_KM = 10.0
"""How far the computed line may be from an official one in the Sea of Japan: the worst is 7 km (docs/design.md)."""
OPEN_ERROR_KM = 90.0
"""The same elsewhere: the worst east of Japan is 15 km, in the East China Sea 86 km."""
SHORE_ERROR_KM = 25.0
"""The same for territorial waters, which states count from baselines across bays and between islands."""


class Islet(msgspec.Struct, frozen=True):
    """An islet that moves a zone line and is not in the coasts."""

    id: str
    name: str
    holder: str
    lat: float
    lon: float
    radius_km: float
    source: str


class Dispute(msgspec.Struct, frozen=True):
    """Waters about contested islands; ``names`` are the codes of the states that contest them."""

    id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    names: tuple[str, ...]
    source: str


class Coasts(msgspec.Struct, frozen=True):
    """Coasts and land of all countries.

    Attributes:
        codes: ISO 3166-1 alpha-3 of the owners of ``lines`` and ``land``, by index.
        lines: coasts, without land borders, with the islets.
        land: land, without the islets.
        disputes: waters where no side is told.
    """

    codes: tuple[str, ...]
    lines: Lines
    land: Rings
    disputes: tuple[Dispute, ...]

    def coast_km(self, point: Point, country: str) -> float:
        """Return the distance from a point to the coast of a country; infinity where it has none."""
        return self.lines.nearest_km(point, (self.codes.index(country),)) if country in self.codes else np.inf

    def country(self, point: Point) -> str | None:
        """Return the code of the country whose land a point is on; None at sea."""
        found = self.land.at(point)
        return self.codes[found[0]] if found else None

    def zone_km(self, point: Point, holder: str, breadth_km: float = ZONE_KM) -> float:
        """Return how far inside the computed zone of a state a point lies; negative outside, -infinity inland.

        A point is in the zone of the state to whose coast it is nearest, up to 200 nautical miles (or another
        breadth). What is returned is the least of the way to that breadth and of half the difference to the
        nearest other coast, so a point has to move at least that far to change sides. It is the distance to the
        line where coasts face each other, and less where they lie side by side.
        """
        owner = (self.codes.index(holder),)
        own = self.lines.nearest_km(point, owner)
        other = self.lines.nearest_km(point, owner, but=True)
        return min(breadth_km - own, (other - own) / 2)

    def zone(self, area: Area, holder: str, *, territorial: bool = False) -> Margin | None:
        """Return the margins of an area from a state's zone or territorial waters; None for a state without a coast."""
        if holder not in self.codes or np.isinf(self.coast_km(area.center, holder)):
            return None
        breadth = TERRITORIAL_KM if territorial else ZONE_KM
        return Margin.of([self.zone_km(point, holder, breadth) for point in area.points], area.slack_km)

    def disputed(self, point: Point, holder: str) -> Dispute | None:
        """Return the dispute in whose waters a point lies and to which a state is a party."""
        near = (each for each in self.disputes if inverse(point, (each.lat, each.lon))[0] <= each.radius_km)
        return next((each for each in near if holder in each.names), None)


@functools.cache
def shipped_coasts() -> Coasts:
    """Return the shipped coasts, made once a process. Raises ``TableError`` when the file is missing or damaged.

    ``tools/coast.py`` makes the file and says what is in it.
    """
    try:
        with np.load(io.BytesIO(load_bytes(FILE)), allow_pickle=False) as file:
            arrays = dict(file)
        return _coasts(arrays, load_rows("islets", Islet), load_rows("disputes", Dispute))
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile, zlib.error) as error:
        raise TableError(FILE, str(error), "install bongsu again") from error


def _coasts(file: Mapping[str, NDArray[Any]], islets: tuple[Islet, ...], disputes: tuple[Dispute, ...]) -> Coasts:
    codes = tuple(map(str, file["codes"]))
    arcs = _arcs(file)
    rings = [ring.tolist() for ring in np.split(file["rings"], np.cumsum(file["lengths"])[:-1])]
    owners = file["owners"].tolist()
    edges = file["rings"] ^ (file["rings"] >> 15)  # ~n as n
    once = np.bincount(edges, minlength=len(arcs)) == 1
    coast = [(owner, arcs[max(arc, ~arc)]) for owner, ring in zip(owners, rings, strict=True) for arc in ring]
    coast = [line for line, is_coast in zip(coast, once[edges], strict=True) if is_coast]
    shores = [(codes.index(islet.holder), _shore(islet)) for islet in islets]
    land = Rings((owner, np.concatenate(_joined(ring, arcs))) for owner, ring in zip(owners, rings, strict=True))
    return Coasts(codes, Lines([*coast, *shores]), land, disputes)


def _arcs(file: Mapping[str, NDArray[Any]]) -> list[Floats]:
    """Return the points of each arc, (latitude, longitude)."""
    first = np.cumsum(file["sizes"], dtype=np.int64) - file["sizes"]
    steps = np.empty((int(file["sizes"].sum(dtype=np.int64)), 2), dtype=np.int64)
    is_first = np.zeros(len(steps), dtype=bool)
    is_first[first] = True
    steps[is_first], steps[~is_first] = file["starts"], file["deltas"]
    run = np.cumsum(steps, axis=0)
    run -= np.repeat(run[first] - file["starts"], file["sizes"], axis=0)
    points = run * file["scale"] + file["origin"]
    return np.split(np.ascontiguousarray(points[:, ::-1]), first[1:])


def _joined(ring: list[int], arcs: list[Floats]) -> list[Floats]:
    """Return the arcs of a ring in its direction; where two meet, their common point comes twice."""
    return [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]


def _shore(islet: Islet) -> Floats:
    return np.array([direct((islet.lat, islet.lon), bearing, islet.radius_km) for bearing in range(0, 361, 45)])
