"""Written amounts: their value in SI, how far they may have been rounded, and whether two of them agree."""

import math
from decimal import Decimal
from itertools import cycle, takewhile
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from bongsu.model import Quantity, Unit

FACTORS: Final = MappingProxyType(
    {
        "m": ("m", Decimal(1)),
        "km": ("m", Decimal(1000)),
        "mi": ("m", Decimal("1609.344")),
        "nmi": ("m", Decimal(1852)),
        "ft": ("m", Decimal("0.3048")),
        "yd": ("m", Decimal("0.9144")),
        "s": ("s", Decimal(1)),
        "min": ("s", Decimal(60)),
        "h": ("s", Decimal(3600)),
        "m/s": ("m/s", Decimal(1)),
        "km/s": ("m/s", Decimal(1000)),
        "km/h": ("m/s", Decimal(1) / Decimal("3.6")),
        "mph": ("m/s", Decimal("0.44704")),
        "kn": ("m/s", Decimal(1852) / Decimal(3600)),
    }
)
"""Unit name to its SI unit and exact factor: NIST Special Publication 811 (2008), appendix B.8."""

MACH: Final = (Decimal("295.07"), Decimal("340.29"))
"""Speed of sound in m/s from the tropopause (11 to 20 km) to sea level: ICAO Standard Atmosphere, Doc 7488 (1993).

The press gives Mach numbers without an altitude, so a Mach number is an interval.
"""


Slip = Literal[
    "same number in both units", "units exchanged", "miles and nautical miles exchanged", "a digit too many or too few"
]
"""Mistakes that explain why two figures for one amount disagree."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How two written amounts compare.

    Attributes:
        agrees: whether one figure lies within the rounding of the other.
        first: what the first may stand for, in SI.
        second: what the second may stand for, in SI.
        within: the amount whose rounding holds the other; None when neither does.
        slip: the mistake that would explain a disagreement; None when none is recognised.
    """

    agrees: bool
    first: tuple[float, float]
    second: tuple[float, float]
    within: Literal["first", "second"] | None
    slip: Slip | None


def si_unit(unit: str) -> Unit:
    """Return the SI unit of a unit's name: ``m`` for ``km``; ``1`` for anything that is counted."""
    if unit == "Mach":
        return "m/s"
    known: dict[str, Unit] = {"m": "m", "s": "s", "m/s": "m/s"}
    return known[FACTORS[unit][0]] if unit in FACTORS else "1"


def to_si(number: str | Decimal, unit: str) -> tuple[float, float]:
    """Convert a figure to SI.

    Args:
        number: decimal string, such as ``1100``.
        unit: a key of ``FACTORS``, ``Mach``, or the noun that is counted (factor 1).

    Returns:
        The lowest and highest value; they are equal except for Mach.
    """
    value = Decimal(number)
    if unit == "Mach":
        return float(value * MACH[0]), float(value * MACH[1])
    amount = float(value * FACTORS[unit][1]) if unit in FACTORS else float(value)
    return amount, amount


def convert(number: str, unit: str, other: str) -> float:
    """Convert a figure from one unit to another of the same dimension (not Mach); the result is in ``other``.

    Raises:
        ValueError: the two units measure different things.
    """
    if unit not in FACTORS or other not in FACTORS or si_unit(unit) != si_unit(other):
        msg = f"{unit} cannot be converted to {other}"
        raise ValueError(msg)
    return float(Decimal(number) * FACTORS[unit][1] / FACTORS[other][1])


def step(number: str) -> Decimal:
    """Return what a written figure was rounded to, at most: 100 for ``1100``, 10 for ``680``, 5 for ``685``.

    It is the largest of 1, 5, 10, 50, 100 … (times the last decimal place written) that divides the
    figure and is no more than a tenth of it: nobody who writes 1,000 km means anything from 500 to 1,500.
    """
    value = Decimal(number)
    place = _place(value)
    sizes = (place.scaleb(power) * factor for power in range(len(number) + 1) for factor in (1, 5))
    fitting = takewhile(lambda size: size == place or (size <= abs(value) / 10 and value % size == 0), sizes)
    return max(fitting)


def rounding(number: str, *, hedged: bool = False) -> tuple[float, float]:
    """Return the values that a written figure can stand for, in its own unit.

    Half a :func:`step` either way; a whole step where the words hedge ("about"). Upwards at least one
    unit of the last place written, as the press also cuts off: 933 km is 579.7 miles and becomes "579".
    """
    value = Decimal(number)
    half = step(number) if hedged else step(number) / 2
    return float(value - half), float(value + max(half, _place(value)))


def spread(quantity: Quantity) -> tuple[float, float]:
    """Return the least and greatest value, in SI, that a written amount may stand for.

    Half of what the figure was rounded to either way (:func:`rounding`), twice that after "about". "At
    least" and "over" have no upper end, "up to" and "under" go down to 0.
    """
    hedged = quantity.hedge == "about"
    low, high = (
        to_si(str(rounding(quantity.written.numbers[end], hedged=hedged)[side]), quantity.written.unit)[side]
        for end, side in ((0, 0), (-1, 1))
    )
    if quantity.hedge in {"at_least", "over"}:
        return max(low, 0.0), math.inf
    return (0.0 if quantity.hedge in {"up_to", "under"} else max(low, 0.0)), high


def agree(first: Quantity, second: Quantity) -> Agreement:
    """Say whether two amounts that the words give as one, such as "1,100 km (680 miles)", agree.

    Whoever converts takes one figure as exact and rounds the result. So they agree when one figure,
    converted, lies within the :func:`rounding` of the other. It is not enough that the two intervals
    of rounding touch: 1,100 km and 650 miles (1,046 km) touch, and are no conversion of each other.
    "About" on either counts for both. Ranges are compared end by end; a range with a single figure by
    whether the figure lies in the range.
    """
    hedged = "about" in (first.hedge, second.hedge)
    in_second = _all_within(first, second, hedged=hedged)
    within: Literal["first", "second"] | None = "second" if in_second else None
    if within is None and _all_within(second, first, hedged=hedged):
        within = "first"
    return Agreement(
        agrees=within is not None,
        first=_hull(first.written.numbers, first.written.unit, hedged=hedged),
        second=_hull(second.written.numbers, second.written.unit, hedged=hedged),
        within=within,
        slip=None if within else _slip(first, second),
    )


def _place(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _hull(numbers: tuple[str, ...], unit: str, *, hedged: bool) -> tuple[float, float]:
    low = Decimal(rounding(numbers[0], hedged=hedged)[0])
    high = Decimal(rounding(numbers[-1], hedged=hedged)[1])
    return to_si(low, unit)[0], to_si(high, unit)[1]


def _all_within(points: Quantity, other: Quantity, *, hedged: bool) -> bool:
    written, unit = other.written.numbers, other.written.unit
    parts = [(number,) for number in written] if len(written) == len(points.written.numbers) else [written]
    for number, part in zip(points.written.numbers, cycle(parts), strict=False):
        low, high = _hull(part, unit, hedged=hedged)
        at_least, at_most = to_si(number, points.written.unit)
        if at_most < low or at_least > high:
            return False
    return True


def _slip(first: Quantity, second: Quantity) -> Slip | None:
    """Return the mistake that would explain why two amounts disagree; the likeliest first."""
    if first.written.unit == second.written.unit:
        return None
    if first.written.numbers == second.written.numbers:
        return "same number in both units"
    if _fits(_with_unit(first, second.written.unit), _with_unit(second, first.written.unit)):
        return "units exchanged"
    other = {"mi": "nmi", "nmi": "mi"}
    swapped = [
        (_with_unit(one, unit), two)
        for one, two in ((first, second), (second, first))
        if (unit := other.get(one.written.unit)) is not None
    ]
    if any(_fits(*pair) for pair in swapped):
        return "miles and nautical miles exchanged"
    tenfold = any(_fits(_times(first, power), second) for power in (1, -1))
    return "a digit too many or too few" if tenfold else None


def _fits(first: Quantity, second: Quantity) -> bool:
    return _all_within(first, second, hedged=False) or _all_within(second, first, hedged=False)


def _times(quantity: Quantity, power: int) -> Quantity:
    numbers = tuple(f"{Decimal(number).scaleb(power):f}" for number in quantity.written.numbers)
    return msgspec.structs.replace(quantity, written=msgspec.structs.replace(quantity.written, numbers=numbers))


def _with_unit(quantity: Quantity, unit: str) -> Quantity:
    return msgspec.structs.replace(quantity, written=msgspec.structs.replace(quantity.written, unit=unit))
