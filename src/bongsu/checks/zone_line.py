"""On which side of a zone's line it came down."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from bongsu.checks.landing import Landing, finding, is_firm, joined
from bongsu.geo import Margin
from bongsu.model import Claim, Finding, Incident, Verdict, Zone
from bongsu.reference.coasts import LINE_ERROR_KM, OPEN_ERROR_KM, SHORE_ERROR_KM
from bongsu.reference.geography import Geography

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "LEG", "COP", "JUD"})
HAPPENED = frozenset({"happened", "ongoing"})
ZONES = {"eez": "exclusive economic zone", "territorial_waters": "territorial waters", "airspace": "airspace"}
Side = Literal["inside", "outside", "too close to tell"]


class Measured(msgspec.Struct, frozen=True):
    """On which side of a line a landing is: how far inside (negative outside), and how far wrong that may be, km."""

    landing: Landing
    margin: Margin
    error: float

    @property
    def uncertainty(self) -> float:
        """Of the margin, towards the line: what the words of the landing leave open, and what the line is known to."""
        return self.margin.uncertainty + self.error

    @property
    def side(self) -> Side:
        """The side on which all of the landing lies."""
        if abs(self.margin.center) <= self.uncertainty:
            return "too close to tell"
        return "inside" if self.margin.center > 0 else "outside"


def zone_findings(
    incident: Incident, claims: Sequence[Claim], landings: Sequence[Landing], geography: Geography
) -> Iterator[Finding]:
    """Hold every statement about a zone against the line, and against what the zone's own state says."""
    stated = [claim for claim in claims if isinstance(claim.value, Zone) and claim.factuality.status in HAPPENED]
    for claim in stated:
        assert isinstance(claim.value, Zone)
        own = [each for each in stated if _is_own(each) and _zone_of(each) == _zone_of(claim)]
        sides = {_side(each) for each in own}
        if not _is_own(claim) and len(sides) == 1:
            yield _against_state(incident, claim, own[0], landings, geography)
        else:
            yield _zone(incident, claim, landings, geography)


def _zone_of(claim: Claim) -> tuple[str | None, str]:
    assert isinstance(claim.value, Zone)
    return claim.value.holder, claim.value.zone


def _side(claim: Claim) -> Side:
    """Return the side that a claim states, the other one where it denies."""
    assert isinstance(claim.value, Zone)
    if claim.factuality.polarity == "affirmed":
        return claim.value.side
    return "outside" if claim.value.side == "inside" else "inside"


def _is_own(claim: Claim) -> bool:
    """Say whether a claim is a state's word about its own zone."""
    speaker = claim.attribution.speaker.entity if claim.attribution.speaker is not None else None
    is_state = speaker is not None and speaker.sector in STATE_SECTORS and speaker.country is not None
    return is_state and isinstance(claim.value, Zone) and speaker is not None and speaker.country == claim.value.holder


def _against_state(
    incident: Incident, claim: Claim, own: Claim, landings: Sequence[Landing], geography: Geography
) -> Finding:
    """Hold what others say of a zone against what its own state says."""
    assert isinstance(claim.value, Zone)
    same = _side(claim) == _side(own)
    holder = geography.name(claim.value.holder or "")
    said = f"{holder} itself says {_side(own)} its {ZONES[claim.value.zone]}"
    verdict: Verdict = "supported" if same else "contradicted" if is_firm(claim) else "cannot tell"
    measured = _measure(claim.value, landings, geography)
    figures = _figures(measured[0]) if measured else {}
    return finding(incident, verdict, f"{said}; stated here is {_side(claim)}", (claim, own), figures)


def _zone(incident: Incident, claim: Claim, landings: Sequence[Landing], geography: Geography) -> Finding:
    value = claim.value
    assert isinstance(value, Zone)
    missing = _missing(value, landings)
    measured = _measure(value, landings, geography) if missing is None else ()
    if not measured:
        return finding(incident, "cannot tell", missing or "no line is known for that zone", (claim,), {})
    disputes = (geography.coasts.disputed(each.landing.area.center, value.holder or "") for each in measured)
    dispute = next((each for each in disputes if each is not None), None)
    if dispute is not None:
        message = f"the waters about {dispute.name} are contested, and no line is told there"
        return finding(incident, "cannot tell", message, (claim,), {})
    verdicts = [_verdict(claim, each) for each in measured]
    verdict = joined(verdicts)
    shown = next((each for each, one in zip(measured, verdicts, strict=True) if one == verdict), measured[0])
    message = _zone_message(claim, shown, geography, mixed=verdict == "cannot tell" and len(set(verdicts)) > 1)
    return finding(incident, verdict, message, (claim, *shown.landing.claims), _figures(shown))


def _missing(value: Zone, landings: Sequence[Landing]) -> str | None:
    if value.holder is None:
        return "the words do not say whose zone"
    return None if landings else "no site with direction and distance, and no place on the map, says where it came down"


def _measure(value: Zone, landings: Sequence[Landing], geography: Geography) -> tuple[Measured, ...]:
    """Measure landings against a zone's line: the user's polygons of it, or else the computed one."""
    if value.holder is None:
        return ()
    own = [zone for zone in geography.zones if (zone.holder, zone.zone) == (value.holder, value.zone)]
    found = []
    for landing in landings:
        if own:
            margins = [zone.margin(landing.area) for zone in own]
            found.append(Measured(landing, max(margins, key=lambda margin: margin.center), 0.0))
        elif value.zone != "airspace":
            margin = geography.coasts.zone(landing.area, value.holder, territorial=value.zone == "territorial_waters")
            if margin is not None:
                found.append(Measured(landing, margin, _line_error(value, landing, geography)))
    return tuple(found)


def _line_error(value: Zone, landing: Landing, geography: Geography) -> float:
    if value.zone == "territorial_waters":
        return SHORE_ERROR_KM
    return LINE_ERROR_KM if geography.sea(landing.area.center) == "sea-of-japan" else OPEN_ERROR_KM


def _verdict(claim: Claim, measured: Measured) -> Verdict:
    if measured.side == "too close to tell":
        return "cannot tell"
    if measured.side == _side(claim):
        return "supported"
    far = abs(measured.margin.center) > 3 * measured.uncertainty
    return "contradicted" if is_firm(claim) and (far or not _is_own(claim)) else "cannot tell"


def _zone_message(claim: Claim, shown: Measured, geography: Geography, *, mixed: bool) -> str:
    assert isinstance(claim.value, Zone)
    margin = shown.margin.center
    side = "inside" if margin > 0 else "outside"
    line = f"{geography.name(claim.value.holder or '')}'s {ZONES[claim.value.zone]} as computed"
    message = f"{shown.landing.words} is {abs(margin):,.0f} km {side} {line}, give or take {shown.uncertainty:,.0f} km"
    if shown.side == "too close to tell":
        message += ": too close to tell"
    elif _is_own(claim) and shown.side != _side(claim) and _verdict(claim, shown) == "cannot tell":
        message += "; a state's word about its own zone outranks it"
    return message + ("; with other figures it is on the other side" if mixed else "")


def _figures(measured: Measured) -> dict[str, float | str]:
    margin = measured.margin
    return {
        "landing": measured.landing.words,
        "side": measured.side,
        "margin_km": margin.center,
        "margin_low_km": margin.low,
        "margin_high_km": margin.high,
        "line_error_km": measured.error,
        "uncertainty_km": measured.uncertainty,
        "lat": measured.landing.area.center[0],
        "lon": measured.landing.area.center[1],
        "radius_km": measured.landing.area.radius_km,
    }
