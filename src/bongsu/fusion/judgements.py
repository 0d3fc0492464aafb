"""Which judgements of analysts stand, and what they say of two events."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from bongsu.model import Judgement

Pair = tuple[str, str]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The judgements that are not taken back, put by what they are about.

    Attributes:
        pairs: of two events, ids in order, the last judgement whether they are one.
        wrong: claims that are wrong, by id.
        copied: of an outlet, whom it copies, with the judgement.
    """

    pairs: Mapping[Pair, Judgement]
    wrong: Mapping[str, Judgement]
    copied: Mapping[str, tuple[str, Judgement]]


def standing(judgements: Iterable[Judgement]) -> Standing:
    """Return the judgements that stand: those taken back are left out, and the later outranks the earlier.

    A judgement that takes another back can be taken back too, and then the other stands again. The order of
    ``judgements`` does not matter.
    """
    ordered = sorted({one.id: one for one in judgements}.values(), key=lambda one: (one.at, one.id))
    taken = _taken_back(ordered)
    valid = [one for one in ordered if one.id not in taken]
    ruled = [one for one in valid if one.ruling in {"same", "not the same"}]
    return Standing(
        pairs={_pair(*two): one for one in ruled for two in combinations(one.subjects, 2)},
        wrong={one.subjects[0]: one for one in valid if one.ruling == "claim is wrong"},
        copied={one.subjects[0]: (one.subjects[1], one) for one in valid if one.ruling == "outlet is a copy"},
    )


def _taken_back(ordered: list[Judgement]) -> set[str]:
    """Return the ids of judgements that are taken back, the last decided first: nothing later speaks of them."""
    taken: set[str] = set()
    for one in reversed(ordered):
        if one.ruling == "taken back" and one.id not in taken:
            taken.update(one.subjects)
    return taken


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def ruling(standing: Standing, one: str, other: str) -> Judgement | None:
    """Return the judgement that stands on whether two events are one; None when there is none."""
    return standing.pairs.get(_pair(one, other))
