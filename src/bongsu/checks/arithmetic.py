"""Do the two figures that the words give for one amount agree?"""

from bongsu.model import Claim, Finding, Incident, Quantity, Verdict
from bongsu.units import Agreement, agree, convert, step, to_si

CHECK = "arithmetic"


def check_arithmetic(incident: Incident) -> tuple[Finding, ...]:
    """Compare every amount that is given in two units, such as "1,100 kilometers (680 miles)".

    The press converts one figure and rounds the result. So the two agree when one, converted exactly, lies
    within the rounding of the other: 1,100 km is 683.5 miles, which is written as 680, 685 or 700 miles.
    A figure may have been rounded to the largest of 1, 5, 10, 50, 100 … that divides it and is no more than
    a tenth of it; "about" doubles that. Supported: they agree. Contradicted: they do not; where the same
    number stands with both units, or exchanging the units would make them agree, the finding says so.
    Nothing is ever mended. Figures of different sources are never compared here: that they differ is
    disagreement, not an error.

    Returns:
        One finding for each different pair of figures, with all claims that give it.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in incident.claims:
        if isinstance(claim.value, Quantity) and claim.value.restated is not None:
            key = (claim.slot, claim.value.written, claim.value.restated.written)
            groups.setdefault(key, []).append(claim)
    return tuple(_finding(incident, claims) for claims in groups.values())


def _finding(incident: Incident, claims: list[Claim]) -> Finding:
    first = claims[0].value
    assert isinstance(first, Quantity)
    assert first.restated is not None
    found = agree(first, first.restated)
    verdict: Verdict = "supported" if found.agrees else "contradicted"
    return Finding(
        check=CHECK,
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
        return f"{converted} agrees, rounded to {_rounded(other)}"
    reasons = {
        "same number in both units": ": the same number stands with both units",
        "units exchanged": ": with the units exchanged the figures would agree",
    }
    return f"{converted} does not agree{reasons.get(found.slip or '', '')}"


def written(quantity: Quantity) -> str:
    """Return an amount's figures and unit for people: ``1,100 km``, ``60 to 70 km``, ``Mach 5``."""
    numbers = " to ".join(
        f"{number:,}" if (number := _number(text)) is not None else text for text in quantity.written.numbers
    )
    unit = quantity.written.unit
    return f"Mach {numbers}" if unit == "Mach" else f"{numbers} {unit}"


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _converted(exact: Quantity, other: Quantity) -> str:
    if "Mach" in {exact.written.unit, other.written.unit}:
        low, high = (to_si(exact.written.numbers[end], exact.written.unit)[end] for end in (0, -1))
        return f"{low:,.1f} to {high:,.1f} m/s" if low != high else f"{low:,.1f} m/s"
    values = [convert(number, exact.written.unit, other.written.unit) for number in exact.written.numbers]
    return " to ".join(f"{value:,.1f}" for value in values) + f" {other.written.unit}"


def _rounded(quantity: Quantity) -> str:
    return " and ".join(dict.fromkeys(f"{step(number):f}" for number in quantity.written.numbers))


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
