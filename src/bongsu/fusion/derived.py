"""What an incident amounts to, slot by slot: the claims by claimant, their conflicts, and the best value with reasons.

Nothing of it is stored: it follows from the claims, and changes with them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, get_args

import msgspec

from bongsu.fusion.clocks import Zoned, local_zone, zoned
from bongsu.fusion.corrections import Correction, Told, corrections
from bongsu.fusion.judgements import standing
from bongsu.fusion.origins import Claimant, Origin, claimant, load_ranks, origins
from bongsu.fusion.values import Gap, bounds, gap, same, width
from bongsu.model import Claim, Incident, Judgement, Mention, Quantity, Report, Slot

_UNCOMPARED: Final[frozenset[Slot]] = frozenset({"content", "ordinal", "first_since", "overflight"})
"""Slots whose values may differ and all be right: "first since" depends on what is counted."""
_TOGETHER: Final[tuple[Slot, ...]] = ("actor", "recipient")
"""Slots that several fill at once: two who meet, those who condemn together."""
_CERTAINTY: Final = {"certain": 2, "probable": 1, "possible": 0, "uncommitted": 0}


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a slot, and everyone who states it.

    Attributes:
        words: the value as the most precise of its claims writes it.
        told: its claims; the most precise first, then by publication.
        claimants: ids of those whose word it stands on: without claims that are wrong or taken back.
        origins: the wires and outlets from whom it is known, likewise.
    """

    words: str
    told: tuple[Told, ...]
    claimants: tuple[str, ...]
    origins: tuple[str, ...]


class Conflict(msgspec.Struct, frozen=True):
    """Two values that cannot both be right: their places among the options, and how far apart they lie."""

    first: int
    second: int
    size: Gap


class Best(msgspec.Struct, frozen=True, kw_only=True):
    """The value to go by, for now.

    Attributes:
        option: its place among the options.
        told: the claim that gives it: of the option's, the one of most standing.
        reasons: why it, in words, the strongest first.
        low: the least it may be by its rounding, in SI; None where it is no amount, or open.
        high: the greatest, likewise.
        uncertainty: how sure it is, in words.
    """

    option: int
    told: Told
    reasons: tuple[str, ...]
    low: float | None
    high: float | None
    uncertainty: str


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """One slot of an incident.

    Attributes:
        slot: the slot.
        options: its values, those on most independent words first.
        conflicts: the pairs of options that contradict each other.
        zones: the pairs that look like it, and are one moment on two clocks.
        corrections: the claims that are taken back.
        best: the value to go by; None where every claim is wrong, denied or taken back.
    """

    slot: Slot
    options: tuple[Option, ...]
    conflicts: tuple[Conflict, ...]
    zones: tuple[Zoned, ...]
    corrections: tuple[Correction, ...]
    best: Best | None


def derive(
    incident: Incident, reports: Mapping[str, Report], judgements: Iterable[Judgement] = ()
) -> tuple[Derived, ...]:
    """Return what the claims of an incident amount to, slot by slot in the order of the model.

    Args:
        incident: the incident.
        reports: the reports of its events, by id.
        judgements: those of analysts; the later outranks the earlier.

    Raises:
        KeyError: a report of the incident is not among ``reports``.
    """
    rulings = tuple(judgements)
    used = {event.report_id: reports[event.report_id] for event in incident.events}
    where = origins(used.values(), rulings)
    wrong = standing(rulings).wrong
    told = [_told(claim, used, where, wrong) for claim in incident.claims]
    by_slot = {slot: [one for one in told if one.claim.slot == slot] for slot in get_args(Slot) if slot != "act"}
    about = _About(_states(incident), local_zone(incident), incident.type == "LAUNCH", tuple(_joint(incident)))
    return tuple(_derive(slot, claims, about) for slot, claims in by_slot.items() if claims)


def _told(
    claim: Claim, reports: Mapping[str, Report], where: Mapping[str, Origin], wrong: Mapping[str, Judgement]
) -> Told:
    report = reports[claim.evidence.report_id]
    return Told(
        claim=claim,
        report=report,
        claimant=claimant(claim, report, where),
        origin=where[report.id].name,
        wrong=wrong.get(claim.id),
    )


def _states(incident: Incident) -> frozenset[str]:
    """Return the states that did it: they have an interest in how it is told."""
    actors = (claim.value for claim in incident.claims if claim.slot == "actor")
    return frozenset(
        actor.entity.country for actor in actors if isinstance(actor, Mention) and actor.entity and actor.entity.country
    )


class _About(msgspec.Struct, frozen=True):
    """What of an incident bears on its slots: the states with an interest, the local zone, who acts together."""

    interested: frozenset[str]
    zone: str | None
    is_launch: bool
    joint: tuple[frozenset[str], ...]


def _joint(incident: Incident) -> Iterator[frozenset[str]]:
    """Yield the claims of each event that name its actors or its recipients, where there are several."""
    for event in incident.events:
        for slot in _TOGETHER:
            named = frozenset(claim.id for claim in event.claims if claim.slot == slot)
            if len(named) > 1:
                yield named


def _derive(slot: Slot, told: Sequence[Told], about: _About) -> Derived:
    taken_back = corrections(told) if slot not in _UNCOMPARED else ()
    out = {correction.earlier.claim.id for correction in taken_back}
    groups = _grouped(sorted(told, key=_precision))
    options = sorted((_option(group, out) for group in groups), key=lambda one: -len(one.claimants))
    zones = tuple(zoned([one.told if one.claimants else () for one in options], about.zone)) if slot == "time" else ()
    return Derived(
        slot=slot,
        options=tuple(options),
        conflicts=tuple(_conflicts(slot, options, zones, about)),
        zones=zones,
        corrections=taken_back,
        best=_best(slot, options, taken_back, zones, about.interested),
    )


def _precision(told: Told) -> tuple[float, str, str, int]:
    """Return the key by which the most precise claim comes first, and of those alike the first published."""
    published = told.report.published.value if told.report.published else "9"
    return (width(told.claim.value), published, told.report.id, told.claim.value.span.start)


def _grouped(told: Sequence[Told]) -> list[list[Told]]:
    """Put each claim to the first, more precise value that it agrees with; denials stand by themselves."""
    groups: list[list[Told]] = []
    for one in told:
        home = next((group for group in groups if _agree(group[0].claim, one.claim)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _agree(one: Claim, other: Claim) -> bool:
    return one.factuality.polarity == other.factuality.polarity and same(one.value, other.value)


def _option(told: Sequence[Told], out: set[str]) -> Option:
    standing = [one for one in told if _stands(one, out)]
    first = told[0]
    span = first.claim.value.span
    words = first.report.text[span.start : span.end]
    return Option(
        words=f"not {words}" if first.claim.factuality.polarity == "denied" else words,
        told=tuple(told),
        claimants=tuple(dict.fromkeys(one.claimant.id for one in standing)),
        origins=tuple(dict.fromkeys(one.origin for one in standing)),
    )


def _stands(told: Told, out: set[str]) -> bool:
    return told.wrong is None and told.claim.id not in out


def _conflicts(slot: Slot, options: Sequence[Option], zones: Sequence[Zoned], about: _About) -> list[Conflict]:
    """Return the pairs of options that contradict each other; what nobody stands by any more is in none.

    Those who act together in one telling do not contradict each other, nor do two days of one moment. Of acts other
    than a launch, whoever else tells of more of those in it adds to them.
    """
    if slot in _UNCOMPARED or (slot in _TOGETHER and not about.is_launch):
        return []
    standing = [(place, option.told[0].claim) for place, option in enumerate(options) if option.claimants]
    right = {(zone.first, zone.second) for zone in zones}
    return [
        Conflict(a, b, size)
        for number, (a, one) in enumerate(standing)
        for b, other in standing[number + 1 :]
        if (a, b) not in right
        and (size := _apart(one, other)) is not None
        and not (slot in _TOGETHER and _together(options[a], options[b], about.joint))
    ]


def _together(one: Option, other: Option, joint: Sequence[frozenset[str]]) -> bool:
    first, second = ({told.claim.id for told in option.told} for option in (one, other))
    return any(first & named and second & named for named in joint)


def _apart(one: Claim, other: Claim) -> Gap | None:
    """Return how far two claims lie apart: a value that one denies contradicts whoever affirms it."""
    if one.factuality.polarity != other.factuality.polarity:
        return Gap("affirmed and denied") if same(one.value, other.value) else None
    return gap(one.value, other.value) if one.factuality.polarity == "affirmed" else None


def _best(
    slot: Slot,
    options: Sequence[Option],
    taken_back: Sequence[Correction],
    zones: Sequence[Zoned],
    interested: frozenset[str],
) -> Best | None:
    """Return the option with the claim of most standing; of equals the one told by most, then the more precise.

    Of two days of one moment it is the local one.
    """
    out = {correction.earlier.claim.id for correction in taken_back}
    abroad = {place for zone in zones for place in (zone.first, zone.second) if place != zone.local}
    best: tuple[tuple[tuple[int, int], int, int, int, float], int, Told] | None = None
    for place, option in enumerate(options):
        facts = [one for one in option.told if _stands(one, out) and _is_fact(one.claim)]
        if facts and place not in abroad:
            first = max(facts, key=lambda one: _rank(slot, one, interested))  # of equals the first: the most precise
            support = (len(option.claimants), len(option.origins), len(facts))
            rank = (_rank(slot, first, interested), *support, -width(first.claim.value))
            if best is None or rank > best[0]:
                best = (rank, place, first)
    if best is None:
        return None
    _, place, first = best
    low, high = _bounds(first.claim)
    local = [f"the local day: {zone.words}" for zone in zones if zone.local == place]
    return Best(
        option=place,
        told=first,
        reasons=tuple(dict.fromkeys((*_reasons(slot, options[place], taken_back, interested), *local))),
        low=low,
        high=high,
        uncertainty=_uncertainty(options[place], options),
    )


def _is_fact(claim: Claim) -> bool:
    how = claim.factuality
    return how.polarity == "affirmed" and how.status in {"happened", "ongoing"}


def _rank(slot: Slot, told: Told, interested: frozenset[str]) -> tuple[int, int]:
    """Return how far a claim goes before others: by whose word it is, then by how surely it is said.

    In a slot that is measured: forces without an interest 4, other officials without one 3. Any other named source,
    the state that did it among them, 2. The press in its own voice 1.
    """
    who = told.claimant
    standing = 1 if who.sector == "JRN" else 2
    if slot in load_ranks().measured and who.official and not who.speaks_for(interested):
        standing = 4 if who.forces else 3
    return (standing, _CERTAINTY[told.claim.factuality.certainty])


def _reasons(slot: Slot, chosen: Option, taken_back: Sequence[Correction], interested: frozenset[str]) -> Iterator[str]:
    """Yield why an option is chosen, in words, the strongest reason first."""
    names = {one.claimant.id: one.claimant for one in chosen.told if one.claimant.id in chosen.claimants}
    ids = {one.claim.id for one in chosen.told}
    if slot in load_ranks().measured:
        outside = [who for who in names.values() if who.official and not who.speaks_for(interested)]
        yield from _listed("an official measurement, before the press: ", [who for who in outside if who.forces])
        yield from _listed("the word of officials, before the press: ", [who for who in outside if not who.forces])
    for correction in taken_back:
        if correction.later is not None and correction.later.claim.id in ids:
            yield f"the later value of {correction.later.claimant.name} ({correction.ground})"
    if len(names) > 1:
        yield from _listed(f"{len(names)} independent claimants: ", names.values())
    yield from _listed("with an interest in it: ", [who for who in names.values() if who.speaks_for(interested)])
    if len(names) == 1:
        yield from _listed("stated by one alone: ", names.values())


def _listed(reason: str, claimants: Iterable[Claimant]) -> Iterator[str]:
    """Yield a reason with the names of claimants; nothing where there are none."""
    if named := ", ".join(sorted(who.name for who in claimants)):
        yield reason + named


def _bounds(claim: Claim) -> tuple[float | None, float | None]:
    if not isinstance(claim.value, Quantity):
        return None, None
    low, high = bounds(claim.value)
    return low, None if high == math.inf else high


def _uncertainty(chosen: Option, options: Sequence[Option]) -> str:
    """Say how sure a value is: how many claimants state it, what others state, and how surely it is said."""
    everyone = {who for option in options for who in option.claimants}
    others = [option.words for option in options if option is not chosen and option.claimants]
    hedged = all(one.claim.factuality.certainty != "certain" for one in chosen.told)
    parts = [f"{len(chosen.claimants)} of {len(everyone)} claimants"]
    parts += [f"others say {', '.join(others)}"] if others else []
    parts += ["said only as probable or possible"] if hedged else []
    return "; ".join(parts)
