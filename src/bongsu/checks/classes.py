"""The class of a missile against the distance of a shot: a part of the flight check."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks.amounts import SEVERAL, are_several, closed, ends, in_slot, rule, words_of, written
from bongsu.model import Claim, Finding, Incident, Quantity, Report, Term, Verdict
from bongsu.units import spread

LIMITS: Final = {
    "short-range": (1_000_000.0, 1_100_000.0),
    "medium-range": (3_000_000.0, 5_500_000.0),
    "intermediate-range": (5_500_000.0, 6_050_000.0),
}
"""Class to its maximum range in m (US usage), and the distance beyond which no usage has a missile of that class."""
_CODES: Final = {
    "SRBM": "short-range",
    "MRBM": "medium-range",
    "IRBM": "intermediate-range",
    "ICBM": "intercontinental",
}
_WORDS = re.compile(r"\b(short|medium|intermediate)[- ]range\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(short|medium|intermediate)[- ]range \Z", re.IGNORECASE)
_REACH: Final = 20
_SHOT = "a shot shorter than that is no contradiction, as the class is the missile's"


def check(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every class that is claimed, against the farthest of the distances.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
    """
    named = {name: claim for claim in reversed(claims) if (name := _class(claim, report)) is not None}
    farthest = max(in_slot(claims, "distance"), key=_least, default=None)
    if farthest is not None:
        for name, claim in named.items():
            yield _finding(incident, name, claim, farthest, is_one=not are_several(claims))


def _least(claim: Claim) -> float:
    """Return the least distance that a claim can mean, m."""
    assert isinstance(claim.value, Quantity)
    return spread(claim.value)[0]


def _class(claim: Claim, report: Report) -> str | None:
    """Return the class that a claim gives: its code, or the words of a range in what was counted or right before it."""
    if claim.slot == "class" and isinstance(claim.value, Term):
        start = claim.value.span.start
        before = _BEFORE.search(report.text, max(0, start - _REACH), start) if claim.value.code == "ballistic" else None
        return _CODES.get(claim.value.code, f"{before[1].lower()}-range" if before else None)
    found = _WORDS.search(words_of(claim, report)) if claim.slot == "count" else None
    return f"{found[1].lower()}-range" if found else None


def _finding(incident: Incident, name: str, claim: Claim, distance: Claim, *, is_one: bool) -> Finding:
    assert isinstance(distance.value, Quantity)
    low, high = closed(spread(distance.value))
    verdict, message = _compare(name, written(distance.value), low, high)
    if verdict == "contradicted" and not is_one:
        verdict, message = "cannot tell", f"{message}; {SEVERAL}"
    limits: dict[str, float | str] = {"limit": LIMITS[name][0]} if name in LIMITS else {}
    return Finding(
        check="flight",
        verdict=verdict,
        incident_id=incident.id,
        message=f"{message}; {rule(distance.value)}",
        claims=(claim, distance),
        figures={"class": name, **ends("distance", (low, high)), **limits},
    )


def _compare(name: str, stated: str, low: float, high: float) -> tuple[Verdict, str]:
    if name not in LIMITS:
        return "supported", f"{stated} fits an {name} missile: {_SHOT}"
    limit, beyond = LIMITS[name]
    reach = f"{'an' if name[0] == 'i' else 'a'} {name} missile flies up to {limit / 1000:,.0f} km (US usage)"
    if low > beyond:
        return "contradicted", f"{reach}, and it flew {stated}"
    if high <= limit:
        return "supported", f"{reach}, and {stated} fits: {_SHOT}"
    return "cannot tell", f"{reach}, and {stated} is near or over that, where usages differ"
