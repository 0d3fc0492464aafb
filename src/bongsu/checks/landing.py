"""Where a launch came down, by its words: from site, bearing and range, and from the place that is named."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.geo import Area, Point, sector
from bongsu.model import Bearing, Claim, Finding, Incident, Place, Quantity, Verdict
from bongsu.reference.geography import Geography
from bongsu.reference.tables import Locality
from bongsu.units import rounding, to_si

CHECK = "geography"
LOOSE = 22.5
"""Degrees that a word of direction is wider in the press than on the compass: in January 2025 "east" was 58 degrees."""
BEARING_ERROR = 2.5
"""Degrees added to a bearing in figures: a track is given to some 3 degrees."""
RANGE_ERROR_KM = 50.0
"""How far a range may be off, at least: two militaries' figures for one flight often differ by as much."""
_WIDEST_SITE_KM = 60.0  # a province is no place to measure from
_WIDEST_PLACE_KM = 120.0
_UNITS = {"k": "km", "m": "mi", "n": "nmi"}
_OFFSET = re.compile(
    r"(?P<first>\d[\d,]*(?:\.\d+)?)(?:[- ](?:to|and|or)[- ](?P<last>\d[\d,]*(?:\.\d+)?))?[ -]?"
    r"(?P<unit>kilomet(?:er|re)s?|km|nautical miles?|nmi|miles?|mi)\b(?: ?\([^)]*\))?,? "
    r"(?P<middle>(?:(?!of\b|off\b|from\b)[\w-]+ ){0,4}?)(?:of|off|from)\b (?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_COMPASS = re.compile(
    r"\b(?P<first>north|south|east|west)(?P<second>[- ]?(?:north|south|east|west))?(?P<third>[- ]?(?:east|west))?",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"towards?\b", re.IGNORECASE)
_POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")


class Landing(msgspec.Struct, frozen=True):
    """Where it came down as some claims have it.

    Attributes:
        area: all places that the words can mean, taken wide.
        core: the places that they mean as on the compass.
        words: the same for people.
        claims: what it rests on.
        site: where it was launched; None where it follows from the place named alone.
    """

    area: Area
    core: Area
    words: str
    claims: tuple[Claim, ...]
    site: Point | None = None


def finding(
    incident: Incident, verdict: Verdict, message: str, claims: tuple[Claim, ...], figures: dict[str, float | str]
) -> Finding:
    """Return a finding of the check, each claim named once."""
    found = tuple(claim for index, claim in enumerate(claims) if claim not in claims[:index])
    return Finding(
        check=CHECK, verdict=verdict, incident_id=incident.id, message=message, claims=found, figures=figures
    )


def joined(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict that all of several readings share, leaving aside those that cannot tell."""
    apart = {verdict for verdict in verdicts if verdict != "cannot tell"}
    return apart.pop() if len(apart) == 1 else "cannot tell"


def is_firm(claim: Claim) -> bool:
    """Say whether a claim is made surely enough to be contradicted."""
    return claim.factuality.certainty in {"certain", "probable"}


def told(claim: Claim) -> bool:
    """Say whether a claim tells of what has happened, and does not deny it."""
    return claim.factuality.polarity == "affirmed" and claim.factuality.status in {"happened", "ongoing"}


def sites(claims: Sequence[Claim]) -> list[tuple[Claim, Place]]:
    """Return the launch sites that are points on the map, each once."""
    found: dict[str, tuple[Claim, Place]] = {}
    for claim in claims:
        place = claim.value
        if claim.slot != "site" or not isinstance(place, Place) or not told(claim):
            continue
        if place.lat is not None and (place.radius_km or 0.0) <= _WIDEST_SITE_KM:
            found.setdefault(place.name, (claim, place))
    return list(found.values())


def flights(claims: Sequence[Claim]) -> tuple[Landing, ...]:
    """Return where the flights ended that sites, bearings and ranges make together, each combination once.

    Where no claim has a bearing, every direction is meant. A range is as wide as it was rounded; one that is open
    ("at least 1,000 km") makes no flight.
    """
    ranges: dict[tuple[float, float], Claim] = {}
    bearings: dict[str, Claim] = {}
    for claim in claims:
        bounds = _range_km(claim) if claim.slot == "distance" and told(claim) else None
        if bounds is not None:
            ranges.setdefault(bounds, claim)
        if claim.slot == "direction" and isinstance(claim.value, Bearing) and told(claim):
            bearings.setdefault(claim.value.point, claim)
    return tuple(
        _flight(place, bounds, (site, distance) if bearing is None else (site, bearing, distance), bearing)
        for site, place in sites(claims)
        for bearing in bearings.values() or (None,)
        for bounds, distance in ranges.items()
    )


def _flight(place: Place, bounds: tuple[float, float], claims: tuple[Claim, ...], bearing: Claim | None) -> Landing:
    assert place.lat is not None
    assert place.lon is not None
    start, radius = (place.lat, place.lon), place.radius_km or 0.0
    wide = _widened(bounds)
    words = f"{wide[0]:,.0f} to {wide[1]:,.0f} km from {place.name}"
    if bearing is None:
        area = sector(start, (0.0, 360.0), wide, radius)
        return Landing(area, area, f"{words} in some direction", claims, start)
    assert isinstance(bearing.value, Bearing)
    low, high = spread(bearing.value)
    area = sector(start, (low, high), wide, radius)
    core = sector(start, (bearing.value.low, bearing.value.high), bounds, radius)
    return Landing(area, core, f"{words} at {low:.0f} to {high:.0f} degrees", claims, start)


def _widened(bounds: tuple[float, float]) -> tuple[float, float]:
    """Return the bounds of a range, km, at least 50 km from their middle."""
    middle = sum(bounds) / 2
    return max(0.0, min(bounds[0], middle - RANGE_ERROR_KM)), max(bounds[1], middle + RANGE_ERROR_KM)


def spread(bearing: Bearing) -> tuple[float, float]:
    """Return the bearings that the words can mean, from the first clockwise to the second, 0 to 360."""
    more = LOOSE if bearing.point.isalpha() else BEARING_ERROR
    return (bearing.low - more) % 360, (bearing.high + more) % 360


def _range_km(claim: Claim) -> tuple[float, float] | None:
    value = claim.value
    if not isinstance(value, Quantity) or value.unit != "m" or value.low is None or value.high is None:
        return None
    hedged = value.hedge == "about"
    low = rounding(value.written.numbers[0], hedged=hedged)[0]
    high = rounding(value.written.numbers[-1], hedged=hedged)[1]
    return max(0.0, to_si(str(low), value.written.unit)[0] / 1000), to_si(str(high), value.written.unit)[1] / 1000


def offset(claim: Claim, geography: Geography) -> Landing | None:
    """Return the area of a place named by its way from another: "210 km west of Okushiri".

    The figure is taken as rounded and hedged; a word of direction as its sector of the compass. None where the words
    have no such way, or go from a place that is no point on the map: a country's coast, a peninsula.
    """
    words = value_words(claim)
    match = _OFFSET.search(words)
    place = named(match["rest"], geography) if match else None
    if match is None or place is None or place.lat is None or place.lon is None:
        return None
    radius = place.radius_km or 0.0
    if radius > _WIDEST_PLACE_KM or place.type in {"sea", "ocean"}:
        return None
    unit = _UNITS[match["unit"][0].lower()]
    low = rounding(match["first"].replace(",", ""), hedged=True)[0]
    high = rounding((match["last"] or match["first"]).replace(",", ""), hedged=True)[1]
    bounds = max(0.0, to_si(str(low), unit)[0] / 1000), to_si(str(high), unit)[1] / 1000
    area = sector((place.lat, place.lon), _sector_of(match["middle"]), bounds, radius)
    return Landing(area, area, f"“{' '.join(words.split())}”", (claim,))


def value_words(claim: Claim) -> str:
    """Return the words of a claim's value."""
    begin = claim.evidence.span.start
    return claim.evidence.quote[claim.value.span.start - begin : claim.value.span.end - begin]


def _sector_of(words: str) -> tuple[float, float]:
    """Return the bearings that a word of direction means, every bearing where there is none."""
    match = _COMPASS.search(words)
    letters = "".join(part.strip(" -")[0].lower() for part in match.groups() if part) if match else ""
    if letters not in _POINTS:
        return 0.0, 360.0
    middle = _POINTS.index(letters) * 22.5
    half = 11.25 if len(letters) == 3 else 22.5
    return middle - half, middle + half


def splashes(claims: Sequence[Claim], geography: Geography) -> Iterator[tuple[Claim, Locality]]:
    """Yield the claims that name a place in the tables where it came down; "towards" a sea is not in it."""
    for claim in claims:
        if claim.slot == "splash" and isinstance(claim.value, Place) and told(claim):
            words = value_words(claim)
            # A place without a feature is so far from one of the tables, and is held as such a way (`offset`).
            is_there = claim.value.feature is not None and not _TOWARDS.match(words)
            place = named(words, geography) if is_there else None
            if place is not None and place.lat is not None:
                yield claim, place


def named(words: str, geography: Geography) -> Locality | None:
    """Return the place of the tables that words name first; None where they name none."""
    for hit in geography.gazetteer.find(words, nouns=False):
        found = hit.get("place")
        if found is not None and isinstance(found.row, Locality):
            return found.row
    return None
