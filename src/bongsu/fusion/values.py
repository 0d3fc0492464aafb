"""Whether two values of one slot agree, and how far they lie apart where they do not."""

import datetime as dt
import math
from typing import Final

import msgspec

from bongsu.geo import inverse
from bongsu.model import Bearing, Mention, Place, Quantity, Term, TimeExpr, Value, Zone
from bongsu.units import spread

NEAR_KM: Final = 75.0
"""How far beyond their radii two places may lie apart and be names of one: an airport and its city's centre."""
_RANGES: Final = frozenset({"SRBM", "MRBM", "IRBM", "ICBM"})
_WIDER: Final = {"ballistic": _RANGES | {"SLBM"}, "SLBM": _RANGES}
"""Codes that leave others open: whoever says "ballistic" does not deny that it was an ICBM."""
_SCALES: Final = {"m": (1000.0, "km"), "s": (60.0, "min"), "m/s": (1000.0, "km/s"), "1": (1.0, "")}


class Gap(msgspec.Struct, frozen=True):
    """How far two values lie apart.

    Attributes:
        words: for people.
        amount: in ``unit``; None where the values are names.
        unit: ``m``, ``s``, ``m/s``, ``1``, ``degree``; None where the values are names.
        share: of the greater value, 0 to 1; None where that has no meaning.
    """

    words: str
    amount: float | None = None
    unit: str | None = None
    share: float | None = None


def gap(one: Value, other: Value) -> Gap | None:  # noqa: PLR0911 - one case a kind of value
    """Return how far two values of one slot lie apart; None when they agree or cannot be compared."""
    match one, other:
        case Quantity(), Quantity():
            return _amounts(one, other)
        case TimeExpr(), TimeExpr():
            return _times(one, other)
        case Place(), Place():
            return _places(one, other)
        case Bearing(), Bearing():
            return _bearings(one, other)
        case Term(), Term() if one.table == other.table:
            return None if _fits(one.code, other.code) else Gap(f"{one.code} and {other.code}")
        case Zone(), Zone() if (one.holder, one.zone) == (other.holder, other.zone):
            return None if one.side == other.side else Gap(f"{one.side} and {other.side}")
        case Mention(), Mention() if one.entity is not None and other.entity is not None:
            return None if _one_entity(one, other) else Gap(f"{one.entity.name} and {other.entity.name}")
    return None


def same(one: Value, other: Value) -> bool:  # noqa: PLR0911 - one case a kind of value
    """Say whether two values of one slot are one value in other words: comparable, and not apart."""
    match one, other:
        case Quantity(), Quantity():
            return one.unit == other.unit and gap(one, other) is None
        case TimeExpr(), TimeExpr():
            return one.value == other.value or (_is_dated(one) and _is_dated(other) and gap(one, other) is None)
        case Place(), Place():
            located = None not in (one.lat, one.lon, other.lat, other.lon)
            return one.name == other.name or (located and gap(one, other) is None)
        case Bearing(), Bearing():
            return gap(one, other) is None
        case Term(), Term():
            return one.table == other.table and _fits(one.code, other.code)
        case Zone(), Zone():
            return (one.holder, one.zone, one.side) == (other.holder, other.zone, other.side)
        case Mention(), Mention():
            return one.entity is not None and other.entity is not None and _one_entity(one, other)
    return msgspec.structs.replace(one, span=other.span) == other if type(one) is type(other) else False


def width(value: Value) -> float:
    """Return how imprecise a value is, to put the most precise first; values of one slot only compare."""
    match value:
        case Quantity():
            low, high = bounds(value)
            return high - low
        case TimeExpr(start=start, end=end):
            return (end - start).total_seconds() if start and end else math.inf
        case Place(radius_km=radius):
            return math.inf if radius is None else radius
        case Term(code=code):
            return float(len(_WIDER.get(code, ())))
    return 0.0


def _amounts(one: Quantity, other: Quantity) -> Gap | None:
    if one.unit != other.unit:
        return None
    (_, low), (high, _) = sorted((bounds(one), bounds(other)))
    if high <= low:
        return None
    scale, name = _SCALES[one.unit]
    share = (high - low) / high
    return Gap(f"{(high - low) / scale:,.4g} {name}".rstrip() + f", {share:.0%}", high - low, one.unit, share)


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the least and greatest value, in SI, that an amount may stand for; what is counted is counted exactly."""
    if quantity.unit != "1" or quantity.hedge == "about":
        return spread(quantity)
    return (
        0.0 if quantity.low is None else quantity.low,
        math.inf if quantity.high is None else quantity.high,
    )


def _is_dated(time: TimeExpr) -> bool:
    return time.start is not None and time.end is not None


def _times(one: TimeExpr, other: TimeExpr) -> Gap | None:
    """Compare the stated days where both have one, since a day of an unknown zone reaches into its neighbours."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    days = [dt.date.fromisoformat(time.value[:10]) for time in (one, other) if _has_day(time)]
    if len(days) == 2 and (one.zone, other.zone) == (None, None) and days[0] != days[1]:
        apart = abs((days[0] - days[1]).days)
        words = f"{apart} days" if apart > 1 else "1 day, as days of two time zones can be"
        return Gap(words, apart * 86400.0, "s")
    seconds = max((other.start - one.end).total_seconds(), (one.start - other.end).total_seconds())
    return None if seconds < 0 else Gap(f"{seconds / 3600:,.3g} hours", seconds, "s")


def _has_day(time: TimeExpr) -> bool:
    return len(time.value) >= 10 and time.value[:10].replace("-", "").isdigit()


def _places(one: Place, other: Place) -> Gap | None:
    apart = apart_km(one, other)
    return Gap(f"{apart:,.0f} km", apart * 1000, "m") if NEAR_KM < apart < math.inf else None


def apart_km(one: Place, other: Place) -> float:
    """Return how far apart two places are beyond their radii, kilometres; infinite where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    length, _ = inverse((one.lat, one.lon), (other.lat, other.lon))
    return max(0.0, length - (one.radius_km or 0.0) - (other.radius_km or 0.0))


def _bearings(one: Bearing, other: Bearing) -> Gap | None:
    if _in(one.low, other) or _in(other.low, one):
        return None
    between = min(abs(a - b) for a in (one.low, one.high) for b in (other.low, other.high))
    degrees = min(between, 360 - between)
    return Gap(f"{degrees:.0f} degrees", degrees, "degree")


def _in(bearing: float, sector: Bearing) -> bool:
    return (bearing - sector.low) % 360 <= (sector.high - sector.low) % 360


def _fits(one: str, other: str) -> bool:
    return one == other or other in _WIDER.get(one, ()) or one in _WIDER.get(other, ())


def _one_entity(one: Mention, other: Mention) -> bool:
    """Say whether two mentions are of one: one entity, or two that act for one state ("Kim", "North Korea")."""
    if one.entity is None or other.entity is None:
        return False
    state = one.entity.country
    acts = {one.label, other.label}.isdisjoint({"system", "site", "place"})
    return one.entity.id == other.entity.id or (acts and state is not None and state == other.entity.country)
