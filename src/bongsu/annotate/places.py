"""Places by name: sites, seas, islands, towns and capitals, at the precision of the tables."""

from collections.abc import Sequence

from bongsu.model import Entity, Place
from bongsu.reference import Hit
from bongsu.reference.tables import Country, Locality

CAPITAL_RADIUS_KM = 20.0  # a capital's name covers its built-up area


def find_places(hits: Sequence[Hit]) -> tuple[Place, ...]:
    """Return the places among the gazetteer's hits, in order. Countries are no places here: they are too large."""
    return tuple(place for hit in hits if (place := _place(hit)) is not None)


def _place(hit: Hit) -> Place | None:
    name = hit.get("place", "capital")
    if name is None:
        return None
    if isinstance(name.row, Locality):
        row = name.row
        entity = Entity(row.id, row.name, row.country)
        return Place(hit.span, row.name, row.type, row.lat, row.lon, row.radius_km, entity)
    if isinstance(name.row, Country) and name.row.capital is not None:
        capital = name.row.capital
        entity = Entity(f"{name.key}-capital", capital.names[0], name.key)
        return Place(hit.span, capital.names[0], "capital", capital.lat, capital.lon, CAPITAL_RADIUS_KM, entity)
    return None
