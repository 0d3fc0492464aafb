"""Why two events are one occurrence, or are not: every feature with what it found, its figures and its words."""

import functools
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from bongsu.fusion.copies import Copy, compare
from bongsu.fusion.facts import Facts, Telling, facts
from bongsu.fusion.features import FEATURES, Kind
from bongsu.fusion.judgements import ruling, standing
from bongsu.model import Evidence, Judgement
from bongsu.reference.tables import load_table

NEVER: Final = float("-inf")


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of ``data/fusion.yaml`` for one kind of event: its comments say what each field holds."""

    needed: float
    margin: float
    least: float
    weights: dict[str, dict[str, float]]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What one feature found, and how much it counts.

    Attributes:
        feature: its name in the table.
        outcome: what it found, as the table names it.
        weight: what that counts, for (positive) or against; minus infinity where it decides alone.
        words: what it found, for people.
        figures: the numbers behind it.
        quotes: the words of the reports behind it.
    """

    feature: str
    outcome: str
    weight: float
    words: str
    figures: dict[str, float | str]
    quotes: tuple[Evidence, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Whether two events are one occurrence, and why.

    Attributes:
        first: id of an event.
        second: id of the other.
        same: whether they are one.
        because: what decided, in one line.
        total: the sum of the weights.
        needed: the sum from which they are one.
        reasons: what every feature found, in the order of the table.
        judgement: the analyst's judgement that decided; None where the rules did.
    """

    first: str
    second: str
    same: bool
    because: str
    total: float
    needed: float
    reasons: tuple[Reason, ...]
    judgement: Judgement | None = None


@functools.cache
def load_weights() -> Mapping[Kind, Weights]:
    """Return the table. Raises ``TableError`` when it is malformed."""
    return load_table("fusion", dict[Kind, Weights])


def why(one: Telling, other: Telling, judgements: Iterable[Judgement] = ()) -> Explanation:
    """Say whether two tellings are of one occurrence, each taken by itself, and why.

    In a set of many tellings two may be in one incident through a third, or be kept apart by one:
    :func:`bongsu.fusion.fuse.trace` says so.
    """
    copy = compare(one.report, other.report) if one.report.id != other.report.id else None
    first, second = sorted((one, other), key=lambda telling: telling.event.id)
    judged = ruling(standing(judgements), first.event.id, second.event.id)
    return explain(facts(first), facts(second), copy, judged)


def kind_of(one: Facts) -> Kind:
    """Return the part of the table for an event."""
    return "launch" if one.event.type == "LAUNCH" else "act"


def explain(one: Facts, other: Facts, copy: Copy | None, judged: Judgement | None = None) -> Explanation:
    """Return the explanation for two tellings, given how their reports are copies and what an analyst ruled."""
    table = load_weights()[kind_of(one)]
    reasons = _reasons(one, other, copy, table) if one.event.type == other.event.type else ()
    total = sum(reason.weight for reason in reasons)
    same = bool(reasons) and total >= table.needed
    because = _because(reasons, total, table.needed) if reasons else f"{one.event.type} is no {other.event.type}"
    if judged is not None:
        same = judged.ruling == "same"
        because = f"{judged.by} ruled '{judged.ruling}' on {judged.at.date()}: {judged.reason}"
    return Explanation(
        first=one.event.id,
        second=other.event.id,
        same=same,
        because=because,
        total=total,
        needed=table.needed,
        reasons=reasons,
        judgement=judged,
    )


def _reasons(one: Facts, other: Facts, copy: Copy | None, table: Weights) -> tuple[Reason, ...]:
    found = ((name, feature(one, other, copy)) for name, feature in FEATURES[kind_of(one)].items())
    return tuple(
        Reason(
            feature=name,
            outcome=outcome.name,
            weight=table.weights.get(name, {}).get(outcome.name, 0.0),
            words=outcome.words,
            figures=outcome.figures,
            quotes=outcome.quotes,
        )
        for name, outcome in found
        if outcome is not None
    )


def _because(reasons: tuple[Reason, ...], total: float, needed: float) -> str:
    """Return what decided: what can never be, or the reasons that count most on the side that won."""
    never = [reason for reason in reasons if reason.weight == NEVER]
    if never:
        return f"{never[0].feature}: {never[0].words}"
    side = 1 if total >= needed else -1
    leading = sorted((reason for reason in reasons if reason.weight * side > 0), key=lambda one: -one.weight * side)[:3]
    told = "; ".join(f"{reason.feature} ({reason.weight:+g}): {reason.words}" for reason in leading)
    short = "" if total >= needed else ", too little in common"
    return f"{total:g} of {needed:g} needed{short}{': ' * bool(told)}{told}"
