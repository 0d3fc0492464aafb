"""Polygons of a user: zones, warning areas and the like, from GeoJSON (RFC 7946)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from bongsu.errors import TableError
from bongsu.geo import Area, Floats, Lines, Margin, Point, Rings
from bongsu.model import ZoneKind

_Ring = list[tuple[float, float]]


class UserZone(msgspec.Struct, frozen=True):
    """A polygon of the user.

    Attributes:
        name: what it is called.
        holder: ISO 3166-1 alpha-3 of the state whose zone it is; None for an area that is nobody's zone.
        zone: which of the state's zones.
    """

    name: str
    holder: str | None
    zone: ZoneKind
    lines: Lines
    rings: Rings

    def margin_km(self, point: Point) -> float:
        """Return how far inside the outline a point lies, km; negative outside."""
        away = self.lines.nearest_km(point)
        return away if self.rings.at(point) else -away

    def margin(self, area: Area) -> Margin:
        """Return the margins of an area."""
        return Margin.of([self.margin_km(point) for point in area.points], area.slack_km)


class _Polygon(msgspec.Struct, frozen=True, tag_field="type", tag="Polygon"):
    coordinates: list[_Ring]


class _MultiPolygon(msgspec.Struct, frozen=True, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[_Ring]]


class _Properties(msgspec.Struct, frozen=True):
    name: str
    holder: str | None = None
    zone: ZoneKind = "eez"


class _Feature(msgspec.Struct, frozen=True):
    type: Literal["Feature"]
    geometry: _Polygon | _MultiPolygon
    properties: _Properties


class _Collection(msgspec.Struct, frozen=True):
    type: Literal["FeatureCollection"]
    features: list[msgspec.Raw]


def load_zones(path: Path) -> tuple[UserZone, ...]:
    """Read the polygons of a GeoJSON file, each with a ``name`` and, for a zone, its ``holder`` and ``zone``.

    Raises:
        TableError: the file cannot be read, or a feature is no polygon that can be used: a ring that is not closed,
            crosses itself or the antimeridian, or leaves the Earth. The place names file and feature, from 1.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Collection)
    except OSError as error:
        raise TableError(str(path), error.strerror or "it cannot be read", "name a GeoJSON file") from error
    except msgspec.DecodeError as error:
        raise TableError(str(path), str(error), "give a GeoJSON FeatureCollection") from error
    return tuple(_zone(f"{path}: feature {number}", raw) for number, raw in enumerate(found.features, 1))


def _zone(where: str, raw: msgspec.Raw) -> UserZone:
    try:
        feature = msgspec.json.decode(raw, type=_Feature)
    except msgspec.DecodeError as error:
        raise TableError(where, str(error), "give a Polygon or MultiPolygon with a name") from error
    shape = feature.geometry
    polygons = [shape.coordinates] if isinstance(shape, _Polygon) else shape.coordinates
    rings = [(0, _checked(where, ring)) for polygon in polygons for ring in polygon]
    if not rings:
        raise TableError(where, "it has no ring", "give a Polygon or MultiPolygon with a name")
    known = feature.properties
    return UserZone(known.name, known.holder, known.zone, Lines(rings), Rings(rings))


def _checked(where: str, ring: _Ring) -> Floats:
    """Return the points of a ring, (latitude, longitude), if it can be used."""
    points = np.array(ring, dtype=np.float64).reshape(-1, 2)[:, ::-1]
    for problem, remedy in _faults(points):
        raise TableError(where, problem, remedy)
    return np.ascontiguousarray(points)


def _faults(points: Floats) -> Iterator[tuple[str, str]]:
    if len(points) < 4 or (points[0] != points[-1]).any():
        yield "a ring is not closed", "end it with its first point, and give it four points or more"
        return
    if not np.isfinite(points).all() or (abs(points) > (90, 180)).any():
        yield "a point lies outside -180 to 180 degrees of longitude or -90 to 90 of latitude", "mend the point"
    if (abs(np.diff(points[:, 1])) > 180).any():
        yield "a ring crosses the antimeridian", "cut it in two at 180 degrees (RFC 7946, section 3.1.9)"
    crossing = crossed(points)
    if crossing is not None:
        lat, lon = crossing
        yield f"a ring crosses itself near {lat:.3f}, {lon:.3f}", "mend the polygon"


def crossed(ring: Floats) -> Point | None:
    """Return a point near which a closed ring crosses or touches itself; None where it does not.

    Edges are sorted by longitude, so that each is held only against those that begin before it ends.
    """
    points = ring[np.concatenate([[True], (np.diff(ring, axis=0) != 0).any(axis=1)])]
    edges = np.stack([points[:-1], points[1:]], axis=1)
    count = len(edges)
    order = np.argsort(edges[:, :, 1].min(axis=1), kind="stable")
    begins = edges[order, :, 1].min(axis=1)
    for place, index in enumerate(order.tolist()):
        last = int(np.searchsorted(begins, edges[index, :, 1].max(), side="right"))
        others = order[place + 1 : last]
        others = others[~np.isin((others - index) % count, (1, count - 1))]
        hits = others[_meet(edges[index], edges[others])]
        if len(hits):
            lat, lon = edges[index].mean(axis=0).tolist()
            return lat, lon
    return None


def _meet(edge: Floats, others: Floats) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which of other edges share a point with an edge: each has its ends on both sides of the other, or on it."""
    (first, second), (start, end) = edge, (others[:, 0], others[:, 1])
    apart = _side(first, second, start) * _side(first, second, end) <= 0
    across = _side(start, end, first) * _side(start, end, second) <= 0
    low, high = np.minimum(start, end), np.maximum(start, end)
    near = ((low <= np.maximum(first, second)) & (high >= np.minimum(first, second))).all(axis=1)
    return apart & across & near  # type: ignore[no-any-return]


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    step, to = end - start, point - start
    return np.sign(step[..., 0] * to[..., 1] - step[..., 1] * to[..., 0])
