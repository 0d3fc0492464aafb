"""Whose land a missile flew over on its way from the site to where it came down."""

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.checks.landing import Landing, finding, is_firm, sites, told, value_words
from bongsu.geo import Point, path
from bongsu.model import Claim, Finding, Incident, Mention, Place, Value, Verdict
from bongsu.reference.geography import Geography
from bongsu.reference.tables import Country, Locality

_SEAS = frozenset({"sea", "ocean", "strait", "gulf"})
_STEP_KM = 20.0
_NEAR_KM = 30.0  # a way this near to a coast may have crossed it
_OVER = re.compile(
    r"\b(?:overfl(?:ew|own|ying|ies)|(?:flew|flown|flying|flies|pass(?:ed|es|ing)|cross(?:ed|es|ing)|sail(?:ed|ing)"
    r"|soar(?:ed|ing)|hurtl(?:ed|ing)|travel(?:l?ed|l?ing)|went|fired|launched|shot)\b[^.;,]{0,40}?\b(?:over|above|across))"
    r" (?P<what>(?:the |its )?[^.;,]{3,60})"
)
_ONLY = re.compile(
    r"(?:the |its |neighbou?r(?:ing)? |ally |parts of |main |islands? of |(?:north|south|east|west|centr)\w* )*"
)
_NOT = re.compile(
    r"\b(?:not|never|no|without|avoid\w*|could|would|can|may|might|if|capable|able|threat\w*|plan\w*|first|last|since)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


class Track(msgspec.Struct, frozen=True):
    """A shortest way: the points along it, and the states whose land they are on."""

    landing: Landing
    points: tuple[Point, ...]
    states: frozenset[str]


def overflight_findings(
    incident: Incident, claims: Sequence[Claim], landings: Sequence[Landing], geography: Geography
) -> Iterator[Finding]:
    """Hold the states that are said to have been flown over against the shortest ways."""
    stated: dict[str, tuple[Claim, str]] = {}
    for claim in sorted(claims, key=_is_read):  # the words first: they alone contradict
        over = overflown(claim, geography) if told(claim) else None
        if over is not None:
            stated.setdefault(over[0], (claim, over[1]))
    tracks = [track for landing in landings for track in _tracks(landing, claims, geography)]
    if tracks:
        for state, (claim, words) in stated.items():
            found, message = _verdict(state, claim, tracks, geography)
            landing = tracks[0].landing
            figures: dict[str, float | str] = {"state": state, "landing": landing.words}
            yield finding(incident, found, f"“{words}”: {message}", (claim, *landing.claims), figures)
        yield from _unsaid(incident, claims, tracks, frozenset(stated), geography)


def _tracks(landing: Landing, claims: Sequence[Claim], geography: Geography) -> Iterator[Track]:
    """Yield ways to a landing, from its site or else from every site of the account."""
    starts = [(place.lat, place.lon) for _, place in sites(claims) if place.lat is not None and place.lon is not None]
    for start, end in itertools.product([landing.site] if landing.site else starts, close(landing)):
        points = tuple(path(start, end, _STEP_KM))
        states = (geography.coasts.country(point) for point in points)
        yield Track(landing, points, frozenset(state for state in states if state is not None))


def close(landing: Landing) -> list[Point]:
    """Return some of the points of a landing, the most likely first: enough for ways that change little within it."""
    step = max(1, len(landing.area.points) // 8)
    return [landing.area.center, *landing.area.points[1::step]]


def _verdict(state: str, claim: Claim, tracks: Sequence[Track], geography: Geography) -> tuple[Verdict, str]:
    """Say whether the ways cross a state that is said to have been flown over, and why."""
    crossing = [state in track.states for track in tracks]
    verdict: Verdict = "supported" if all(crossing) else "cannot tell"
    if (
        not any(crossing)
        and is_firm(claim)
        and not _is_read(claim)
        and not any(_is_near(track, state, geography) for track in tracks)
    ):
        verdict = "contradicted"
    says = {"supported": "crosses", "contradicted": "does not come near", "cannot tell": "may or may not cross"}[
        verdict
    ]
    return verdict, f"the shortest way to {tracks[0].landing.words} {says} {geography.name(state)}"


def _is_read(claim: Claim) -> bool:
    """Say whether a claim is the account's own reading of what was flown over, looser than the words here."""
    return claim.slot == "overflight"


def _is_near(track: Track, state: str, geography: Geography) -> bool:
    return any(geography.coasts.coast_km(point, state) < _NEAR_KM for point in track.points)


def _unsaid(
    incident: Incident, claims: Sequence[Claim], tracks: Sequence[Track], stated: frozenset[str], geography: Geography
) -> Iterator[Finding]:
    """Tell of land that every way crosses, of a state other than where the sites are, and that no claim speaks of."""
    places = [place for _, place in sites(claims)]
    home = {geography.coasts.country((place.lat, place.lon)) for place in places if place.lat and place.lon}
    for state in sorted(frozenset.intersection(*(track.states for track in tracks)) - home - stated):
        message = f"the shortest way from the site crosses {geography.name(state)}, which no claim says"
        used = tuple(claim for track in tracks for claim in track.landing.claims)
        yield finding(incident, "cannot tell", message, used, {"state": state})


def overflown(claim: Claim, geography: Geography) -> tuple[str, str] | None:
    """Return the state that a claim, or the words of one, have the missile fly over, and the words; None for none.

    Seas are no land, and what is denied, feared or possible was not flown over.
    """
    quote = claim.evidence.quote
    if claim.slot == "overflight":
        state = _ground(claim.value, geography)
        return None if state is None else (state, f"over {value_words(claim)}")
    for match in _OVER.finditer(quote):
        before = quote[max(0, match.start() - 40) : match.start()]
        if _NOT.search(before + match.group()):
            continue
        hit = next(iter(geography.gazetteer.find(match["what"], nouns=False)), None)
        if hit is None or not _ONLY.fullmatch(match["what"], 0, hit.span.start):
            continue
        state = _state(hit.names[0].row, hit.names[0].key)
        if state is not None:
            return state, match.group()[: match.start("what") - match.start() + hit.span.end]
    return None


def _state(row: object, key: str) -> str | None:
    if isinstance(row, Country):
        return key
    if isinstance(row, Locality) and row.type not in _SEAS:
        return row.country
    return None


def _ground(value: Value, geography: Geography) -> str | None:
    """Return the state that a value names, or whose place it names; None for its people and forces, and for seas."""
    if isinstance(value, Place):
        return value.entity.country if value.entity is not None and value.feature not in _SEAS else None
    entity = value.entity if isinstance(value, Mention) else None
    return entity.id if entity is not None and entity.id in geography.countries else None
