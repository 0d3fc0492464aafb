"""An old launch that is told as new: a part of the chronology check."""

from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks.told import SLACK, Told, named
from bongsu.model import Claim, Finding, Quantity, Slot, Verdict
from bongsu.reference.chronicle import Chronicle, PastLaunch

_TELLING: Final = 500.0
"""Apogee in km from which figures tell launches apart: many of short range rose 50 km and flew 350."""
_CLOSE: Final = 0.02


def retold(chronicle: Chronicle, told: Told, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding when the figures are those of an older launch, and there is none at the date that is told.

    Args:
        chronicle: the launches to hold it against.
        told: the launch that is told of.
        claims: the claims of the report.
    """
    apogees, distances = _of(claims, "apogee"), _of(claims, "distance")
    near = [one for one in chronicle.launches if told.first - 2 * SLACK <= one.date <= told.last + 2 * SLACK]
    is_covered = told.state is not None and chronicle.covers(
        told.state, ("ballistic",), told.first, told.last + 2 * SLACK
    )
    if near or not is_covered or not apogees or not distances:
        return
    old = [one for one in told.before(chronicle, chronicle.launches[0].date) if _fits(one, apogees, distances)]
    if old:
        verdict: Verdict = "contradicted" if told.dated else "cannot tell"
        day = f"the chronicle has no launch on {told.day} or around"
        message = f"the apogee and the distance are those of {named(old)}, and {day}"
        figures: dict[str, float | str] = {"launch": told.day, "id": old[-1].id}
        yield told.finding(verdict, message, figures, claims=(apogees[0], distances[0]))


def _of(claims: Sequence[Claim], slot: Slot) -> list[Claim]:
    return [claim for claim in claims if claim.slot == slot and isinstance(claim.value, Quantity)]


def _fits(launch: PastLaunch, apogees: Sequence[Claim], distances: Sequence[Claim]) -> bool:
    if launch.apogee_km is None or launch.distance_km is None or launch.apogee_km < _TELLING:
        return False
    return any(_near(launch.apogee_km, one) for one in apogees) and any(
        _near(launch.distance_km, one) for one in distances
    )


def _near(km: float, claim: Claim) -> bool:
    """Say whether a claimed amount is a figure, but for its rounding."""
    value = claim.value
    assert isinstance(value, Quantity)
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    return len(bounds) == 2 and bounds[0] * (1 - _CLOSE) <= km * 1000 <= bounds[1] * (1 + _CLOSE)
