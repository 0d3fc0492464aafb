"""What the checks of figures share: which claims count, what a written amount may stand for, and how it is shown."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

import msgspec

from bongsu.model import Claim, Incident, Quantity, Report, Slot, Term, Verdict
from bongsu.units import FACTORS, step

BEST_FIRST: Final[tuple[Verdict, ...]] = ("supported", "cannot tell", "contradicted")
SEVERAL: Final = "several missiles were fired, and the figures may be of different ones"
_KINDS: Final = {"m": (1000.0, "km"), "s": (60.0, "min"), "m/s": (1000.0, "km/s")}


class Set(msgspec.Struct, frozen=True):
    """One claim a slot, to be held against each other; ``borrowed`` when they are not all one speaker's."""

    claims: tuple[Claim, ...]
    borrowed: bool

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        """The amounts of the claims, in the order of the slots."""
        return tuple(claim.value for claim in self.claims if isinstance(claim.value, Quantity))


def facts(incident: Incident, report: Report) -> list[Claim]:
    """Return the claims of one report that affirm what happened: plans, demands and denials are left out."""
    return [
        claim
        for claim in incident.claims
        if claim.evidence.report_id == report.id
        and claim.factuality.polarity == "affirmed"
        and claim.factuality.status in {"happened", "ongoing"}
    ]


def in_slot(claims: Iterable[Claim], *slots: Slot) -> list[Claim]:
    """Return the claims that give an amount for one of ``slots``."""
    return [claim for claim in claims if claim.slot in slots and isinstance(claim.value, Quantity)]


def codes(claims: Iterable[Claim], slot: Slot) -> set[str]:
    """Return the coded values that are claimed for a slot."""
    return {claim.value.code for claim in claims if claim.slot == slot and isinstance(claim.value, Term)}


def are_several(claims: Iterable[Claim]) -> bool:
    """Say whether any claim counts more than one missile."""
    counts = (claim.value for claim in in_slot(claims, "count"))
    return any(isinstance(count, Quantity) and (count.high is None or count.high > 1) for count in counts)


def speaker(claim: Claim) -> object:
    """Return what tells one speaker from another: None for the report's own voice."""
    said_by = claim.attribution.speaker
    return None if said_by is None else said_by.entity.id if said_by.entity is not None else said_by.span


def sets(claims: Sequence[Claim], slots: Sequence[Slot]) -> Iterator[tuple[Set, ...]]:
    """Yield for each speaker the ways to fill ``slots`` with its own amounts, and with others' where it has none.

    Speakers who state all of it come first; the same figures are yielded once.
    """
    found = {slot: in_slot(claims, slot) for slot in slots}
    speakers = dict.fromkeys(speaker(claim) for given in found.values() for claim in given)
    groups = [_of_speaker(found, who) for who in speakers]
    seen: set[tuple[object, ...]] = set()
    for group in sorted(groups, key=lambda group: any(one.borrowed for one in group)):
        new = tuple(one for one in group if one.claims and _figures(one) not in seen)
        seen.update(_figures(one) for one in group)
        if new:
            yield new


def _of_speaker(found: Mapping[Slot, list[Claim]], who: object) -> tuple[Set, ...]:
    own = {slot: [claim for claim in given if speaker(claim) == who] for slot, given in found.items()}
    borrowed = not all(own.values())
    return tuple(Set(combined, borrowed) for combined in product(*(own[slot] or found[slot] for slot in found)))


def _figures(one: Set) -> tuple[object, ...]:
    return tuple(amount.written for amount in one.amounts)


def written(quantity: Quantity) -> str:
    """Return an amount's figures and unit for people: ``1,100 km``, ``60 to 70 km``, ``Mach 5``."""
    numbers = " to ".join(f"{int(text):,}" if text.isdigit() else _decimal(text) for text in quantity.written.numbers)
    unit = quantity.written.unit
    return f"Mach {numbers}" if unit == "Mach" else f"{numbers} {unit}"


def _decimal(text: str) -> str:
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest}" if whole.isdigit() and rest else text


def rounded(quantity: Quantity) -> str:
    """Return what the figures of an amount were rounded to at most: ``10``."""
    sizes = dict.fromkeys(f"{size:,f}" for number in quantity.written.numbers if (size := step(number)))
    return " and ".join(sizes)


def rule(*quantities: Quantity) -> str:
    """Return the rounding rule as it was applied: ``read as rounded to 10 km, 0.1 km and 1 min``."""
    names = [
        f"Mach {rounded(one)}" if one.written.unit == "Mach" else f"{rounded(one)} {one.written.unit}"
        for one in quantities
    ]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"read as rounded to {listed}"


def shown(bounds: tuple[float, float], unit: str) -> str:
    """Return an interval of SI values for people, in km, min or km/s: ``27.8 to 28.0 min``."""
    scale, name = _KINDS[unit]
    low, high = (f"{value / scale:,.{1 if value / scale < 1000 else 0}f}" for value in bounds)
    return f"{low} or more {name}" if high == "inf" else f"{low} {name}" if low == high else f"{low} to {high} {name}"


def in_unit(metres: float, unit: str) -> str:
    """Return a length or speed in SI as a figure in ``unit``, for people."""
    return f"{metres / float(FACTORS[unit][1]):,.0f} {unit}"


def closed(bounds: tuple[float, float]) -> tuple[float, float]:
    """Return an interval whose open end is closed at twice the other: nobody writes "more than 2,700 km" of 6,000."""
    low, high = bounds
    return low, high if math.isfinite(high) else 2 * low


def ends(name: str, bounds: tuple[float, float]) -> dict[str, float | str]:
    """Return the figures of an interval; an end that is open is left out."""
    low, high = bounds
    return {f"{name}_low": low, **({f"{name}_high": high} if math.isfinite(high) else {})}


def words_of(claim: Claim, report: Report) -> str:
    """Return the words of a claim's value."""
    return report.text[claim.value.span.start : claim.value.span.end]


def is_said(pattern: re.Pattern[str], claims: Iterable[Claim]) -> re.Match[str] | None:
    """Return the first place where the quotes of ``claims`` say something."""
    quotes = dict.fromkeys(claim.evidence.quote for claim in claims)
    return next((match for quote in quotes if (match := pattern.search(quote))), None)
