"""GeoJSON (RFC 7946): a point for every place of an event that has coordinates, with what is told of both."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from bongsu.exports import flat
from bongsu.exports.told import NO_PLACE, Export, Told, is_plain, sift
from bongsu.model import Claim, Place, Reading, Slot

_OF_PLACES: Final = frozenset({"latitude", "longitude", "radius_km", "claims"})
_SLOTS: Final[frozenset[Slot]] = frozenset({"site", "splash", "place"})


def export(readings: Sequence[Reading]) -> Export:
    """Return the places of the events of some readings as a FeatureCollection of points, WGS 84, longitude first.

    A launch has a point for its site and one for its splash. ``plain`` is false where the event or the place is told
    as denied, planned or less than certain. Events without coordinates are left out, and counted.
    """
    kept, left_out = sift(readings, lambda told: None if any(_places(told)) else NO_PLACE)
    features = [feature for told in kept for feature in _features(told)]
    collection = {"type": "FeatureCollection", "features": features}
    return Export(msgspec.json.encode(collection) + b"\n", left_out)


def _places(told: Told) -> Iterator[tuple[int, Claim, Place]]:
    """Yield the places that have coordinates, with the number of their claim among those of the event, from 1."""
    for number, claim in enumerate(told.event.claims, 1):
        value = claim.value
        if claim.slot in _SLOTS and isinstance(value, Place) and value.lat is not None and value.lon is not None:
            yield number, claim, value


def _features(told: Told) -> Iterator[dict[str, Any]]:
    event = {column.name: column.cell(told) for column in flat.COLUMNS if column.name not in _OF_PLACES}
    for number, claim, place in _places(told):
        yield {
            "type": "Feature",
            "id": f"{told.event.id}-{number}",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": event | _properties(told, claim, place),
        }


def _properties(told: Told, claim: Claim, place: Place) -> dict[str, Any]:
    speaker = claim.attribution.speaker
    return {
        "plain": told.is_plain and is_plain(claim.factuality),
        "slot": claim.slot,
        "place": place.name,
        "place_words": told.words(place.span),
        "place_feature": place.feature,
        "place_country": None if place.entity is None else place.entity.country,
        "place_radius_km": place.radius_km,
        "place_certainty": claim.factuality.certainty,
        "place_polarity": claim.factuality.polarity,
        "place_status": claim.factuality.status,
        "place_speaker": None if speaker is None else told.words(speaker.span),
        "place_quote": claim.evidence.quote,
        "place_quote_start": claim.evidence.span.start,
        "place_quote_end": claim.evidence.span.end,
    }
