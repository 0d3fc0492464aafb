"""Amounts that nothing can have, ranges that run backwards and speeds: a part of the arithmetic check."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks.amounts import (
    BEST_FIRST,
    SEVERAL,
    Set,
    are_several,
    closed,
    codes,
    ends,
    in_slot,
    rule,
    sets,
    shown,
    words_of,
    written,
)
from bongsu.flight import ESCAPE_SPEED, HALF_WAY_ROUND, ORBITAL_SPEED
from bongsu.model import Claim, Finding, Incident, Quantity, Report, Verdict
from bongsu.units import MACH, spread, to_si

_BETWEEN = re.compile(r"\bbetween (?P<number>\d[\d,]*(?:\.\d+)?)(?: ?[a-z]+)? and (?:about |around )?\Z", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]\Z")
_ORBITS: Final = {"satellite", "glide"}
_FIT: Final = {"contradicted": "that does not fit", "supported": "that fits", "cannot tell": "the two are close"}


def absurd(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding for every amount that nothing can have, and for every range that runs backwards.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
    """
    seen = set()
    for claim in in_slot(claims, "distance", "apogee", "duration", "speed", "count"):
        assert isinstance(claim.value, Quantity)
        found = _absurd(claim, claim.value, report, claims)
        key = (claim.slot, claim.value.written)
        if found is not None and key not in seen:
            seen.add(key)
            verdict, message = found
            figures = {"stated": written(claim.value), **ends(claim.slot, spread(claim.value))}
            yield _finding(incident, verdict, message, (claim,), figures)


def _absurd(claim: Claim, amount: Quantity, report: Report, claims: Sequence[Claim]) -> tuple[Verdict, str] | None:
    """Return the verdict and what is wrong with an amount; None when nothing is."""
    stated, (low, _) = written(amount), spread(amount)
    if _MINUS.search(report.text, max(0, amount.span.start - 2), amount.span.start):
        return "contradicted", f"-{stated}: a {claim.slot} cannot be below zero; read as written"
    if float(amount.written.numbers[-1]) == 0:
        fell = claim.slot == "count" or "failure" in codes(claims, "outcome")
        return "cannot tell" if fell else "contradicted", f"{stated} is no {claim.slot}; read as written"
    if (backwards := _backwards(claim, amount, report)) is not None:
        return "contradicted", backwards
    orbits: Verdict = "contradicted" if _is_missile(claims, report) else "cannot tell"
    if claim.slot == "distance" and low > HALF_WAY_ROUND:
        limit = f"{HALF_WAY_ROUND / 1000:,.0f} km, half way round the Earth"
        return orbits, f"{stated} is more than {limit}: no two places are so far apart; {rule(amount)}"
    if claim.slot == "speed" and low > ESCAPE_SPEED:
        limit = f"{ESCAPE_SPEED / 1000:.1f} km/s, with which nothing comes down again"
        return orbits, f"{stated} is {shown(spread(amount), 'm/s')}, more than {limit}; {_mach(amount)}{rule(amount)}"
    return None


def _is_missile(claims: Sequence[Claim], report: Report) -> bool:
    """Say whether what flew is called a missile, and not also something that may go into orbit."""
    kinds = codes(claims, "class")
    counted = any("missile" in words_of(claim, report) for claim in in_slot(claims, "count"))
    return not kinds & _ORBITS and (counted or bool(kinds))


def _backwards(claim: Claim, amount: Quantity, report: Report) -> str | None:
    """Return what is wrong with "between 100 and 50 km"."""
    start = amount.span.start
    before = _BETWEEN.search(report.text, max(claim.evidence.span.start, start - 40), start)
    if before is None or len(amount.written.numbers) > 1:
        return None
    first = before["number"].replace(",", "")
    if to_si(first, amount.written.unit)[0] <= to_si(amount.written.numbers[0], amount.written.unit)[0]:
        return None
    words = f"{before[0].strip()} {words_of(claim, report)}"
    return f'"{words}" runs backwards: its first bound is the greater; read as written'


def _mach(amount: Quantity) -> str:
    """Return how Mach was converted, for amounts that are given so."""
    return f"Mach 1 is {MACH[0]:.0f} to {MACH[1]:.0f} m/s; " if amount.written.unit == "Mach" else ""


def speeds(incident: Incident, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield what the mean speed over ground, distance by duration, says of the two and of a stated speed.

    Args:
        incident: the incident.
        claims: its claims of what happened.
    """
    several, orbits = are_several(claims), bool(codes(claims, "class") & _ORBITS)
    stated = bool(in_slot(claims, "speed"))
    for group in sets(claims, ("distance", "duration", "speed") if stated else ("distance", "duration")):
        found = [_mean(incident, one, several=several, orbits=orbits) for one in group]
        best = min(found, key=lambda finding: BEST_FIRST.index(finding.verdict))
        if stated or best.verdict != "supported":  # slower than an orbit is nothing to tell
            yield best


def _mean(incident: Incident, one: Set, *, several: bool, orbits: bool) -> Finding:
    distance, duration, *top = map(spread, one.amounts)
    distance = closed(distance)
    mean = distance[0] / duration[1], distance[1] / duration[0] if duration[0] else float("inf")
    limit = top[0] if top else (ORBITAL_SPEED, ORBITAL_SPEED)
    verdict: Verdict = "contradicted" if mean[0] > limit[1] else "supported" if mean[1] <= limit[1] else "cannot tell"
    doubt = SEVERAL if several else "it may have gone into orbit" if orbits and not top else ""
    doubt = doubt if verdict == "contradicted" else ""
    first, second, *_ = map(written, one.amounts)
    message = (
        f"{first} in {second} is {shown(mean, 'm/s')} over ground; {_limit(one)}"
        f"{_FIT[verdict]}"
        f"{f'; {doubt}' if doubt else ''}; {rule(*one.amounts)}"
        f"{'; the figures are not all of one speaker' if one.borrowed else ''}"
    )
    figures = {**ends("mean_speed", mean), **ends("limit", limit)}
    return _finding(incident, "cannot tell" if doubt else verdict, message, one.claims, figures)


def _limit(one: Set) -> str:
    """Return the words for what the mean speed is held against."""
    if len(one.amounts) > 2:
        top = one.amounts[2]
        return f"a stated speed of {written(top)} ({shown(spread(top), 'm/s')}) is that or a greater one: "
    return f"the lowest orbit has {ORBITAL_SPEED / 1000:.1f} km/s: "


def _finding(
    incident: Incident, verdict: Verdict, message: str, claims: tuple[Claim, ...], figures: dict[str, float | str]
) -> Finding:
    return Finding(
        check="arithmetic", verdict=verdict, incident_id=incident.id, message=message, claims=claims, figures=figures
    )
