"""Where words put something: a named place, or so far in a direction from one."""

import re
from collections.abc import Sequence
from math import radians, sin

import msgspec

from bongsu.geo import direct
from bongsu.model import Place, Quantity, Span
from bongsu.units import rounding, to_si

_HALF_SECTOR = 22.5  # "west of" stands for 45 degrees around west
_POINTS = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
           "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0}  # fmt: skip
_FROM = re.compile(
    r"\b(?:to the )?(north|south|east|west)[- ]?(east|west)?(?:ern|erly|ward)? (?:of|off|from)\b", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"^(?:(?:in|into|inside|near|off|within|at|on|to|toward|towards) )?(?:the |its )?"
    r"(?:(?:(?:coastal|port|eastern|western|northern|southern) )?(?:port|city|town|village) of )?",
    re.IGNORECASE,
)


def place_of(span: Span, words: str, places: Sequence[Place], lengths: Sequence[Quantity], *, exact: bool) -> Place:
    """Return the place that words name.

    Args:
        span: the words' span.
        words: the words, with their preposition.
        places: the known places in them.
        lengths: the lengths in them.
        exact: the words are a preposition and the one place, and no more.

    Returns:
        The known place, under the name that the words give it; a point at so many km in a direction from one, with a
        radius that covers the place's own extent, the rounding of the figure and the sector that the direction can
        mean; else a place without coordinates.
    """
    name = _PREPOSITION.sub("", words).strip()
    if exact and len(places) == 1:
        known = places[0]
        own = words[known.span.start - span.start : known.span.end - span.start]
        return msgspec.structs.replace(known, span=span, name=own or known.name)
    bare = Place(span, name)
    direction = _FROM.search(words)
    if direction is None or len(places) != 1 or len(lengths) != 1:
        return bare
    return _moved(bare, places[0], lengths[0], _POINTS[(direction[1] + (direction[2] or "")).lower()])


def _moved(bare: Place, origin: Place, length: Quantity, bearing: float) -> Place:
    if origin.lat is None or origin.lon is None or len(length.written.numbers) != 1:
        return bare
    number, unit = length.written.numbers[0], length.written.unit
    km = to_si(number, unit)[0] / 1000
    low, high = (to_si(str(bound), unit)[0] / 1000 for bound in rounding(number, hedged=length.hedge == "about"))
    radius = (origin.radius_km or 0.0) + (high - low) / 2 + km * sin(radians(_HALF_SECTOR))
    lat, lon = direct((origin.lat, origin.lon), bearing, km)
    return msgspec.structs.replace(bare, lat=round(lat, 2), lon=round(lon, 2), radius_km=round(radius, 1))
