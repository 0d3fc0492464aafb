"""What the check of geography goes by: coasts, seas, names of places, and the user's own polygons."""

from pathlib import Path

import msgspec
import numpy as np

from bongsu.config import Settings
from bongsu.geo import Area, Floats, Point, apart_km, circle, encloses
from bongsu.reference.coasts import Coasts, shipped_coasts
from bongsu.reference.gazetteer import Gazetteer
from bongsu.reference.tables import Country, Locality, load_table
from bongsu.reference.zones import UserZone, load_zones

_WIDE = 1.5  # a sea reaches beyond the circle that holds most of it
_OUTLINE_KM = 50.0  # how well the outlines of seas are drawn


class Outline(msgspec.Struct, frozen=True):
    """The outline of a sea: a ring of (latitude, longitude). ``marginal`` when it is never called the Pacific."""

    outline: tuple[Point, ...]
    marginal: bool = False

    @property
    def ring(self) -> Floats:
        """The closed ring, shape (n, 2)."""
        return np.array([*self.outline, self.outline[0]])


class Geography(msgspec.Struct, frozen=True):
    """Immutable reference data of the check of geography."""

    coasts: Coasts
    seas: dict[str, Outline]
    places: dict[str, Locality]
    countries: dict[str, Country]
    gazetteer: Gazetteer
    zones: tuple[UserZone, ...]

    def sea(self, point: Point) -> str | None:
        """Return the id of the sea in whose outline a point lies; None where no outline has it."""
        return next((name for name, sea in self.seas.items() if encloses(sea.ring, point)), None)

    def away_km(self, area: Area, place: Locality) -> float:
        """Return how far an area lies from a sea or other place, km: 0 where they touch.

        Seas with an outline are measured by it; the Pacific is all water outside the marginal seas; other places are
        circles, wider by half where they are seas.
        """
        assert place.lat is not None
        assert place.lon is not None
        if place.id in self.seas:
            own = [self.sea(point) == place.id for point in area.points]
            return 0.0 if any(own) else self._beyond(area, place.id)
        if place.id == "pacific":
            return 0.0 if any(self._is_open(point) for point in area.points) else np.inf
        radius = (place.radius_km or 0.0) * (_WIDE if place.type in {"sea", "ocean", "gulf"} else 1.0)
        return apart_km(area, circle((place.lat, place.lon), radius))

    def _beyond(self, area: Area, sea: str) -> float:
        shore = self.seas[sea].ring
        edge = Area(area.center, _dense(shore), _OUTLINE_KM, 0.0)
        return apart_km(area, edge)

    def _is_open(self, point: Point) -> bool:
        sea = self.sea(point)
        return (sea is None or not self.seas[sea].marginal) and self.coasts.country(point) is None

    def name(self, code: str) -> str:
        """Return the usual name of a state by its code; the code where no table has it."""
        return self.countries[code].name if code in self.countries else code


def load_geography(settings: Settings, gazetteer: Gazetteer) -> Geography:
    """Return the shipped coasts and seas, the places of the gazetteer and the user's polygons.

    Raises ``TableError`` or ``InputError``.
    """
    tables = gazetteer.tables
    return Geography(
        coasts=shipped_coasts(),
        seas=load_table("seas", dict[str, Outline]),
        places={place.id: place for place in (*tables.places, *tables.sites)},
        countries=tables.countries,
        gazetteer=gazetteer,
        zones=load_zones(Path(settings.zones)) if settings.zones is not None else (),
    )


def _dense(ring: Floats) -> tuple[Point, ...]:
    """Return points along a ring, ten to an edge."""
    parts = np.linspace(ring[:-1], ring[1:], 10, endpoint=False).reshape(-1, 2)
    return tuple((lat, lon) for lat, lon in parts.tolist())
