"""The geography of a launch: geodesics, areas that words can mean, distance to lines, points in polygons.

Points are (latitude, longitude) in degrees on WGS 84; lengths are kilometres; bearings are degrees clockwise from
true north. Everything here is arithmetic on what is passed in: the coasts themselves are in ``reference``.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final, Self

import msgspec
import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray

Point = tuple[float, float]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

RADIUS_KM: Final = 6371.0088
"""Mean radius of the Earth: (2a + b) / 3 of WGS 84 (Moritz, Geodetic Reference System 1980)."""
NAUTICAL_MILE_KM: Final = 1.852
ZONE_KM: Final = 200 * NAUTICAL_MILE_KM
"""Greatest breadth of an exclusive economic zone: UN Convention on the Law of the Sea (1982), article 57."""
TERRITORIAL_KM: Final = 12 * NAUTICAL_MILE_KM
"""Greatest breadth of the territorial sea: the same convention, article 3."""

_A, _E2 = 6378.137, 6.69437999014e-3  # WGS 84: semi-major axis, first eccentricity squared
_CHUNK = 32  # segments that share a bounding sphere
_LONGEST_KM = 20.0  # a longer edge is cut: its chord would run too deep below the surface
_ARC_KM = 50.0  # spacing of the points that stand for an area, if it is not too large for that
GRAIN_KM: Final = 35.0
"""How far a place within an area may be from the nearest of the points that stand for it, kilometres."""


class Area(msgspec.Struct, frozen=True):
    """Where something may have come down.

    Attributes:
        center: the most likely point.
        points: points over the area, ``center`` among them, that stand for all of it.
        slack_km: how far beyond the points it reaches.
        radius_km: of the circle about ``center`` that holds all of it.
    """

    center: Point
    points: tuple[Point, ...]
    slack_km: float
    radius_km: float


def inverse(start: Point, end: Point) -> tuple[float, float]:
    """Return the length of the geodesic between two points, and its bearing at the start, 0 to 360.

    Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), by geographiclib; exact to nanometres.
    """
    found = Geodesic.WGS84.Inverse(*start, *end, Geodesic.DISTANCE | Geodesic.AZIMUTH)
    return float(found["s12"]) / 1000, float(found["azi1"]) % 360


def direct(start: Point, bearing: float, distance_km: float) -> Point:
    """Return the end of the geodesic that leaves ``start`` at ``bearing`` and is ``distance_km`` long."""
    mask = Geodesic.LATITUDE | Geodesic.LONGITUDE
    found = Geodesic.WGS84.Direct(*start, bearing, distance_km * 1000, mask)
    return float(found["lat2"]), (float(found["lon2"]) + 180) % 360 - 180


def path(start: Point, end: Point, step_km: float = 10.0) -> list[Point]:
    """Return points along the geodesic between two points, both ends included, no more than ``step_km`` apart."""
    line = Geodesic.WGS84.InverseLine(*start, *end)
    count = max(1, math.ceil(line.s13 / 1000 / step_km))
    found = (line.Position(line.s13 * index / count) for index in range(count + 1))
    return [(float(each["lat2"]), float(each["lon2"])) for each in found]


def circle(center: Point, radius_km: float) -> Area:
    """Return the area within ``radius_km`` of a point."""
    return Area(center, (center,), radius_km, radius_km)


def sector(
    start: Point, bearings: tuple[float, float], distances_km: tuple[float, float], start_radius_km: float = 0.0
) -> Area:
    """Return where a flight ends whose bearing and range lie within bounds: a piece of a ring.

    Its radius is what the words leave open: a bearing to 3 degrees and a range to 50 km, from 1,000 km, are 52 km
    across and 50 km along, so 72 km together.

    Args:
        start: where it began.
        bearings: from the first clockwise to the second; (0, 360) is every direction.
        distances_km: the shortest and the longest range.
        start_radius_km: how far from ``start`` it may have begun.
    """
    low, high = distances_km
    width = 360.0 if bearings[1] - bearings[0] == 360 else (bearings[1] - bearings[0]) % 360
    across = max(3, min(40, math.ceil(math.radians(width) * high / _ARC_KM)) + 1)
    along = max(3, min(20, math.ceil((high - low) / _ARC_KM)) + 1)
    center = direct(start, bearings[0] + width / 2, (low + high) / 2)
    points = tuple(
        direct(start, bearings[0] + width * i / (across - 1), low + (high - low) * j / (along - 1))
        for i in range(across)
        for j in range(along)
    )
    radius = _arc_km(float(np.sqrt(((_places(points) - _places((center,))) ** 2).sum(axis=1).max())))
    return Area(center, (center, *points), start_radius_km, radius + start_radius_km)


def apart_km(one: Area, other: Area) -> float:
    """Return how far two areas lie apart: 0 where they touch, as far as the points that stand for them tell."""
    first, second = _places(one.points), _places(other.points)
    chord = float(np.sqrt(((first[:, None] - second[None]) ** 2).sum(axis=2)).min())
    return max(0.0, _arc_km(chord) - one.slack_km - other.slack_km - GRAIN_KM)


def _places(points: Sequence[Point]) -> Floats:
    return ecef(*np.array(points).T)


def _arc_km(chord: float) -> float:
    return 2 * RADIUS_KM * math.asin(min(1.0, chord / 2 / RADIUS_KM))


def ecef(lat: Floats, lon: Floats) -> Floats:
    """Return Earth-centred, Earth-fixed coordinates in km, shape (n, 3), of n points on the ellipsoid.

    National Geospatial-Intelligence Agency, World Geodetic System 1984 (NGA.STND.0036, 2014), with height 0.
    """
    phi, lam = np.radians(lat), np.radians(lon)
    normal = _A / np.sqrt(1 - _E2 * np.sin(phi) ** 2)
    cos = normal * np.cos(phi)
    return np.stack([cos * np.cos(lam), cos * np.sin(lam), normal * (1 - _E2) * np.sin(phi)], axis=-1)


class Lines:
    """Line segments on the Earth, each with an owner, ready for the nearest to be found. Immutable once made.

    Distances go by chords through the ellipsoid, bent to the mean radius: right to 0.01% up to 1,500 km, and to 1%
    up to 10,000, as the ellipsoid's curvature differs from a sphere's only in the difference of chord and arc.
    """

    def __init__(self, lines: Iterable[tuple[int, Floats]]) -> None:
        """Take lines as (owner, points of shape (n, 2): latitude, longitude), each with two points or more."""
        found = list(lines)
        points = np.concatenate([line for _, line in found]) if found else np.empty((0, 2))
        owners = np.repeat([owner for owner, _ in found], [len(line) for _, line in found]).astype(int)
        last = np.cumsum([len(line) for _, line in found], dtype=int) - 1
        inner = np.delete(np.arange(len(points)), last)
        start, end, owner = _cut(points[inner], points[inner + 1], owners[inner])
        order = np.lexsort((_along(start), owner))
        rows = _filled(owner[order])
        first, last = ecef(*start.T)[order][rows], ecef(*end.T)[order][rows]
        self._owner = owner[order][rows[:, 0]]
        self._start, self._step = first, last - first
        self._length = np.maximum(np.einsum("ijk,ijk->ij", self._step, self._step), 1e-12)
        ends = np.concatenate([first, last], axis=1)
        self._center = ends.mean(axis=1)
        self._radius = np.sqrt(((ends - self._center[:, None]) ** 2).sum(axis=2).max(axis=1, initial=0))

    def nearest_km(self, point: Point, owners: Sequence[int] = (), *, but: bool = False) -> float:
        """Return the distance to the nearest segment.

        Args:
            point: where from.
            owners: whose segments count; all where there are none named.
            but: count the segments of everybody but ``owners``.

        Returns:
            Kilometres; infinity where no segment counts.
        """
        at = ecef(np.array(point[0]), np.array(point[1]))
        away = np.sqrt(((self._center - at) ** 2).sum(axis=1))
        if owners:
            away = np.where(np.isin(self._owner, owners, invert=but), away, np.inf)
        bound = (away + self._radius).min(initial=np.inf)
        if math.isinf(bound):
            return math.inf
        near = away - self._radius <= bound
        offset = self._start[near] - at
        step = self._step[near]
        along = np.clip(-np.einsum("ijk,ijk->ij", offset, step) / self._length[near], 0, 1)
        return _arc_km(math.sqrt(float((((offset + along[..., None] * step) ** 2).sum(axis=2)).min())))


def _cut(start: Floats, end: Floats, owner: Integers) -> tuple[Floats, Floats, Integers]:
    """Cut segments of more than 20 km into shorter ones, straight in latitude and longitude, the short way round."""
    end = np.stack([end[:, 0], start[:, 1] + (end[:, 1] - start[:, 1] + 180) % 360 - 180], axis=1)
    wide = np.cos(np.radians(start[:, 0])) * (end[:, 1] - start[:, 1])
    counts = np.maximum(1, np.ceil(np.hypot(end[:, 0] - start[:, 0], wide) * 111.2 / _LONGEST_KM)).astype(int)
    index = np.repeat(np.arange(len(start)), counts)
    part = (np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts))[:, None]
    step = ((end - start) / counts[:, None])[index]
    return start[index] + part * step, start[index] + (part + 1) * step, owner[index]


def _along(points: Floats) -> Integers:
    """Return where points come on a Z-order curve over cells of 0.35 degrees: neighbours there are neighbours here."""
    cells = ((points + np.array([90, 180])) / 0.352).astype(np.int64)
    code = np.zeros(len(points), dtype=np.int64)
    for bit in range(11):
        for axis in (0, 1):
            code |= (cells[:, axis] >> bit & 1) << 2 * bit + axis
    return code


def _filled(owner: Integers) -> Integers:
    """Return indices into sorted owners, shape (n, 32), no row with two owners: the last of an owner fills its row."""
    _, first, counts = np.unique(owner, return_index=True, return_counts=True)
    rows = [
        np.minimum(np.arange(begin, begin + count + -count % _CHUNK), begin + count - 1)
        for begin, count in zip(first, counts, strict=True)
    ]
    return np.concatenate([*rows, np.empty(0, dtype=int)]).astype(int).reshape(-1, _CHUNK)


class Rings:
    """Closed rings, each with an owner, and who owns a point. Immutable once made.

    A point belongs to an owner when it lies within an odd number of the owner's rings: holes are rings too.
    """

    def __init__(self, rings: Iterable[tuple[int, Floats]]) -> None:
        """Take rings as (owner, points of shape (n, 2): latitude, longitude), the first point again at the end."""
        found = list(rings)
        self._owners = [owner for owner, _ in found]
        self._rings = [ring for _, ring in found]
        self._low, self._high = _boxes(self._rings)
        for index in np.flatnonzero(self._high[:, 1] - self._low[:, 1] >= 180):
            self._rings[index] = ring = _unrolled(self._rings[index])
            self._low[index], self._high[index] = ring.min(axis=0), ring.max(axis=0)

    def at(self, point: Point) -> tuple[int, ...]:
        """Return the owners of the ground at a point, in order; an empty tuple where there are none."""
        inside = [
            self._owners[index]
            for turned in ((point[0], point[1] + turn) for turn in (-360.0, 0.0, 360.0))
            for index in np.flatnonzero(((self._low <= turned) & (turned <= self._high)).all(axis=1))
            if encloses(self._rings[index], turned)
        ]
        return tuple(sorted(owner for owner in set(inside) if inside.count(owner) % 2))


def _boxes(rings: list[Floats]) -> tuple[Floats, Floats]:
    """Return the least and the greatest latitude and longitude of each ring, shape (rings, 2)."""
    if not rings:
        return np.empty((0, 2)), np.empty((0, 2))
    points = np.concatenate(rings)
    first = np.cumsum([0, *(len(ring) for ring in rings[:-1])])
    return np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)


def _unrolled(ring: Floats) -> Floats:
    """Return a ring whose longitudes run on beyond 180 degrees; one around a pole is closed over the pole."""
    lon = np.unwrap(ring[:, 1], period=360)
    whole = np.stack([ring[:, 0], lon], axis=1)
    if abs(lon[-1] - lon[0]) < 180:
        return whole
    pole = math.copysign(90.0, float(ring[:, 0].mean()))
    return np.concatenate([whole, [(pole, lon[-1]), (pole, lon[0])], whole[:1]])


def encloses(ring: Floats, point: Point) -> bool:
    """Say whether a closed ring, straight in latitude and longitude, has a point inside.

    Crossings of the meridian of the point are counted (Shimrat, Algorithm 112, CACM 5, 1962).
    """
    lat, lon = ring[:, 0], ring[:, 1]
    east = lon > point[1]
    (crossing,) = np.nonzero(east[:-1] != east[1:])
    first, second = crossing, crossing + 1
    height = lat[first] + (point[1] - lon[first]) / (lon[second] - lon[first]) * (lat[second] - lat[first])
    return bool(np.count_nonzero(height > point[0]) % 2)


class Margin(msgspec.Struct, frozen=True):
    """How far inside a line an area lies: positive inside, negative outside, kilometres.

    Attributes:
        center: of the most likely point.
        low: the least over the area.
        high: the greatest over the area.
    """

    center: float
    low: float
    high: float

    @classmethod
    def of(cls, margins: Sequence[float], slack_km: float) -> Self:
        """Make it of the margins of an area's points, the most likely first."""
        return cls(margins[0], min(margins) - slack_km, max(margins) + slack_km)

    @property
    def uncertainty(self) -> float:
        """How much nearer to the line, or further beyond it, the area reaches than its most likely point."""
        return self.center - self.low if self.center > 0 else self.high - self.center
