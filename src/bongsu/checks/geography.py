"""Could it have come down there: the place named, the zone stated, the land flown over?"""

import math
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.checks.landing import Landing, finding, flights, joined, offset, splashes, told
from bongsu.checks.overflight import overflight_findings
from bongsu.checks.zone_line import zone_findings
from bongsu.geo import Area, apart_km
from bongsu.model import Claim, Finding, Incident, Report, Verdict
from bongsu.reference.geography import Geography
from bongsu.reference.tables import Locality

APART_KM = 50.0
"""How far apart two areas must lie to be apart."""


def check_geography(incident: Incident, _report: Report, geography: Geography) -> tuple[Finding, ...]:
    """Hold where it is said to have come down against site, direction and distance, and against lines on the map.

    Where it came down is told in two ways. "210 km west of Okushiri" is one, and the better: the figure may be off
    by what it was rounded to, the word of direction by its sector of the compass. The other is site, direction and
    distance. Directions in words are taken wide, "east" as anything from northeast to southeast, since the press
    writes east for 58 degrees; without one, every direction is meant. A distance is as wide as its rounding, and 50 km
    either way at least, as two militaries differ on one flight; one that is open ("at least") is not used.

    Place: the sea or place named, against site, direction and distance. Supported: the two touch, with direction and
    distance as they stand. Contradicted: they are more than 50 km apart, or the way ends on land and a sea is named.
    Seas have wide outlines. Where the account names two seas and one fits, the other is left open: stages fall apart.

    Zone: "inside" or "outside" a state's exclusive economic zone or territorial waters, against the line computed from
    coasts: the least of 200 nautical miles (12 for waters) and the middle between its coast and the next. The margin is
    in km, positive inside. Supported: all that the words leave open is on the side that is stated, by more than the
    line's own error (10 km in the Sea of Japan, 90 elsewhere, 25 for waters). Contradicted: all is on the other.
    Otherwise it is too close to tell. The line is no legal boundary, and the word of a government about its own zone
    outranks it: such a statement is contradicted only where the margin is more than three times as large as all that
    is uncertain, and others who say the contrary of it are contradicted by it. A polygon of the user's, where there is
    one for that zone, stands in the place of the computed line. Waters about contested islands are never told.

    Overflight: "flew over Japan", against the shortest way from the site to where it came down. Supported: every way
    that the words allow crosses that land. Contradicted: none does, or comes within 30 km of it. Where all cross the
    land of a third state and no claim says so, the finding says which, and cannot tell.

    Where missiles or sources differ and some of their figures fit and others do not, it cannot tell, and says so.
    """
    claims = tuple(incident.claims)
    ways = flights(claims)
    splashed = [claim for claim in claims if claim.slot == "splash" and told(claim)]
    named = tuple(found for claim in splashed if (found := offset(claim, geography)) is not None)
    return (
        *_places(incident, claims, named, ways, geography),
        *zone_findings(incident, claims, named or ways, geography),
        *overflight_findings(incident, claims, named or ways, geography),
    )


def _places(
    incident: Incident, claims: Sequence[Claim], named: Sequence[Landing], ways: Sequence[Landing], geography: Geography
) -> Iterator[Finding]:
    """Hold every place named against site, direction and distance, each once."""
    if not ways:
        return
    for landing in named:
        found = [(way, apart_km(landing.area, way.core), apart_km(landing.area, way.area)) for way in ways]
        yield _place(incident, landing.words, landing.claims[0], found)
    places: dict[str, tuple[Claim, Locality]] = {}
    for claim, place in splashes(claims, geography):
        places.setdefault(place.id, (claim, place))
    findings = []
    for claim, place in places.values():
        found = [(way, _away_km(way.core, place, geography), _away_km(way.area, place, geography)) for way in ways]
        findings.append(_place(incident, place.name, claim, found))
    fitting = [finding for finding in findings if finding.verdict == "supported"]
    yield from (_left_open(each, fitting[0]) if fitting and each not in fitting else each for each in findings)


def _left_open(finding: Finding, fitting: Finding) -> Finding:
    """Return a finding that cannot tell, as the account names another sea that fits."""
    message = f"{finding.message}; the account also names {fitting.figures['place']}, which fits"
    return msgspec.structs.replace(finding, verdict="cannot tell", message=message)


def _away_km(area: Area, place: Locality, geography: Geography) -> float:
    """Return how far an area is from a place, km; infinity where it is land, and not the sea named."""
    is_sea = place.type in {"sea", "ocean"}
    on_land = is_sea and all(geography.coasts.country(point) is not None for point in area.points)
    return math.inf if on_land else geography.away_km(area, place)


def _place(incident: Incident, name: str, claim: Claim, found: Sequence[tuple[Landing, float, float]]) -> Finding:
    """Judge by how far the core and the whole of each flight's end are from a place."""
    verdicts: list[Verdict] = [
        "supported" if core <= 0 else "contradicted" if km > APART_KM else "cannot tell" for _, core, km in found
    ]
    verdict = joined(verdicts)
    way, _, km = next((each for each, one in zip(found, verdicts, strict=True) if one == verdict), found[0])
    ends = {
        "supported": f"reaches {name}",
        "contradicted": f"does not end in {name}" if math.isinf(km) else f"ends {km:,.0f} km or more from {name}",
        "cannot tell": f"ends near {name}" if len(set(verdicts)) == 1 else f"reaches {name} with some figures only",
    }
    figures: dict[str, float | str] = {"place": name, "way": way.words, **({} if math.isinf(km) else {"apart_km": km})}
    return finding(incident, verdict, f"{way.words} {ends[verdict]}", (claim, *way.claims), figures)
