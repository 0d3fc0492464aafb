"""Figures that should be one amount in two units, and slips between them: a part of the arithmetic check."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bongsu.checks.amounts import SEVERAL, are_several, in_unit, rounded, rule, written
from bongsu.model import Claim, Finding, Incident, Quantity, Slot, Verdict
from bongsu.units import Agreement, agree, convert, to_si

_REASONS = {
    "same number in both units": ": the same number stands with both units",
    "units exchanged": ": with the units exchanged the figures would agree",
    "miles and nautical miles exchanged": ": with miles and nautical miles exchanged they would agree",
    "a digit too many or too few": ": with a digit more or less they would agree",
}
_SLOTS: tuple[Slot, ...] = ("distance", "apogee", "speed")
_LEAST = 10.0
"""Figures below are so common that two of them may be equal by chance."""


def pairs(incident: Incident, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield one finding for each different pair of figures that the words give as one, with all claims that give it."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.value.restated is not None:
            key = (claim.slot, claim.value.written, claim.value.restated.written)
            groups.setdefault(key, []).append(claim)
    for group in groups.values():
        yield _pair(incident, group)


def _pair(incident: Incident, claims: list[Claim]) -> Finding:
    first = claims[0].value
    assert isinstance(first, Quantity)
    assert first.restated is not None
    found = agree(first, first.restated)
    verdict: Verdict = "supported" if found.agrees else "contradicted"
    return Finding(
        check="arithmetic",
        verdict=verdict,
        incident_id=incident.id,
        message=_message(first, first.restated, found),
        claims=tuple(claims),
        figures=_figures(first, first.restated, found),
    )


def _message(first: Quantity, second: Quantity, found: Agreement) -> str:
    exact, other = (second, first) if found.within == "first" else (first, second)
    converted = f"{written(exact)} is {_converted(exact, other)}; {written(other)}"
    if found.agrees:
        return f"{converted} agrees, rounded to {rounded(other)}"
    return f"{converted} does not agree{_REASONS.get(found.slip or '', '')}"


def _converted(exact: Quantity, other: Quantity) -> str:
    if "Mach" in {exact.written.unit, other.written.unit}:
        low, high = (to_si(exact.written.numbers[end], exact.written.unit)[end] for end in (0, -1))
        return f"{low:,.1f} to {high:,.1f} m/s" if low != high else f"{low:,.1f} m/s"
    values = [convert(number, exact.written.unit, other.written.unit) for number in exact.written.numbers]
    return " to ".join(f"{value:,.1f}" for value in values) + f" {other.written.unit}"


def _figures(first: Quantity, second: Quantity, found: Agreement) -> dict[str, float | str]:
    return {
        "first": written(first),
        "second": written(second),
        "first_low": found.first[0],
        "first_high": found.first[1],
        "second_low": found.second[0],
        "second_high": found.second[1],
        "unit": first.unit,
        **({"slip": found.slip} if found.slip else {}),
    }


def slips(incident: Incident, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding where two claims of one slot have figures that one slip of a unit would make the same.

    Args:
        incident: the incident.
        claims: its claims of what happened.
    """
    several = are_several(claims)
    seen: set[frozenset[object]] = set()
    for slot in _SLOTS:
        for pair in combinations([claim for claim in claims if claim.slot == slot], 2):
            first, second = pair[0].value, pair[1].value
            assert isinstance(first, Quantity)
            assert isinstance(second, Quantity)
            key = frozenset({(slot, first.written), (slot, second.written)})
            found = _slip(first, second) if key not in seen else None
            if found is not None:
                seen.add(key)
                yield _slipped(incident, pair, found, several=several)


def _slip(first: Quantity, second: Quantity) -> Agreement | None:
    """Return how two figures disagree when the same number, or the units exchanged, would explain it."""
    stated = (first, second, first.restated, second.restated)
    if any(one is not None and _size(one) < _LEAST for one in stated) or _is_same(first, second):
        return None
    found = agree(first, second)
    return found if found.slip in {"same number in both units", "units exchanged"} else None


def _size(quantity: Quantity) -> float:
    return min(map(float, quantity.written.numbers))


def _is_same(first: Quantity, second: Quantity) -> bool:
    """Say whether two claims agree in any of the units in which they are given."""
    of_first, of_second = ([one, one.restated] if one.restated else [one] for one in (first, second))
    return any(agree(one, other).agrees for one in of_first for other in of_second)


def _slipped(incident: Incident, pair: tuple[Claim, Claim], found: Agreement, *, several: bool) -> Finding:
    first, second = (claim.value for claim in pair)
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    metres = to_si(second.written.numbers[-1], second.written.unit)[1]
    converted = f"{written(second)} is {in_unit(metres, _metric(first, second))}"
    if found.slip == "same number in both units":
        slip = f"{written(second)} is what {written(first)} would be in the wrong unit"
    else:
        slip = f"with their units exchanged {written(first)} and {written(second)} would agree"
    tail = f"; {SEVERAL}" if several else ""
    return Finding(
        check="arithmetic",
        verdict="cannot tell" if several else "contradicted",
        incident_id=incident.id,
        message=f"{converted}, and {written(first)} stands beside it: {slip}; {rule(first, second)}{tail}",
        claims=pair,
        figures=_figures(first, second, found),
    )


def _metric(first: Quantity, second: Quantity) -> str:
    """Return the unit of the first figure to convert the second to; km/s for Mach."""
    return "km/s" if "Mach" in {first.written.unit, second.written.unit} else first.written.unit
