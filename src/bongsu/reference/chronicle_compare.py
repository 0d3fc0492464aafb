"""Where two chronicles disagree: day by day, by kind of difference."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from bongsu.reference.chronicle import PastLaunch

Kind = Literal["only in the first", "only in the second", "dated a day apart", "mode", "class", "count"]

_DAY: Final = dt.timedelta(days=1)


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Something on which two chronicles disagree.

    Attributes:
        kind: what differs.
        date: the day in the first chronicle, or in the second where only that has it.
        first: what the first says; None when it says nothing.
        second: what the second says; None when it says nothing.
    """

    kind: Kind
    date: dt.date
    first: str | None
    second: str | None


def compare(first: Iterable[PastLaunch], second: Iterable[PastLaunch]) -> tuple[Difference, ...]:
    """Return where two chronicles disagree, in the order of time.

    They are compared by the day, as some lists have one row a day. A day that only one has is taken for the
    neighbouring day of the other, where only that has it: outlets in America date by their own day.
    """
    one, other = _by_day(first), _by_day(second)
    apart = _apart(set(one) - set(other), set(other) - set(one))
    found = [
        Difference(kind="only in the first", date=day, first=_modes(one[day]), second=None)
        for day in set(one) - set(other) - set(apart)
    ]
    found += [
        Difference(kind="only in the second", date=day, first=None, second=_modes(other[day]))
        for day in set(other) - set(one) - set(apart.values())
    ]
    found += [
        Difference(kind="dated a day apart", date=day, first=str(day), second=str(apart[day])) for day in sorted(apart)
    ]
    pairs = [(day, day) for day in set(one) & set(other)] + list(apart.items())
    found += [difference for here, there in pairs for difference in _within(here, one[here], other[there])]
    return tuple(sorted(found, key=lambda difference: (difference.date, difference.kind)))


def _by_day(launches: Iterable[PastLaunch]) -> dict[dt.date, list[PastLaunch]]:
    days: dict[dt.date, list[PastLaunch]] = defaultdict(list)
    for launch in launches:
        days[launch.date].append(launch)
    return days


def _apart(one: set[dt.date], other: set[dt.date]) -> dict[dt.date, dt.date]:
    """Return the days of the first and their neighbours in the second; an earlier day is tried before a later."""
    pairs: dict[dt.date, dt.date] = {}
    for day in sorted(one):
        near = next((found for found in (day - _DAY, day + _DAY) if found in other - set(pairs.values())), None)
        if near is not None:
            pairs[day] = near
    return pairs


def _within(day: dt.date, one: Sequence[PastLaunch], other: Sequence[PastLaunch]) -> list[Difference]:
    """Return what differs on a day that both have; what one leaves open is no difference."""
    says: tuple[tuple[Kind, set[str], set[str]], ...] = (
        ("mode", {launch.mode for launch in one}, {launch.mode for launch in other}),
        ("class", _classes(one), _classes(other)),
        ("count", _count(one), _count(other)),
    )
    return [
        Difference(kind=kind, date=day, first=_words(here), second=_words(there))
        for kind, here, there in says
        if here and there and not here <= there and not there <= here
    ]


def _classes(launches: Sequence[PastLaunch]) -> set[str]:
    return {kind for launch in launches for kind in launch.classes}


def _count(launches: Sequence[PastLaunch]) -> set[str]:
    """Return the missiles of a day; nothing when a launch of it has no count."""
    counts = [launch.count for launch in launches]
    return {str(sum(count for count in counts if count))} if None not in counts else set()


def _modes(launches: Sequence[PastLaunch]) -> str:
    return _words({word for launch in launches for word in (launch.mode, *launch.classes)})


def _words(values: set[str]) -> str:
    return ", ".join(sorted(values))
