"""One moment on two clocks: where days of two options are the local one and that of the desks that wrote of it."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from bongsu.fusion.corrections import Told
from bongsu.model import Incident, Mention, TimeExpr
from bongsu.reference.clocks import DESKS, STATES
from bongsu.times import zone_of

_EXACT: Final = frozenset({"hour", "minute", "second"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=T|$)")
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")
_LOCAL = re.compile(r"\blocal(?: time)?\b", re.IGNORECASE)
_DAY: Final = dt.timedelta(days=1)


class Zoned(msgspec.Struct, frozen=True, kw_only=True):
    """Two values of a time that are one moment in two zones.

    Attributes:
        first: the place of one among the options.
        second: that of the other.
        local: that of the one which is the day where it was.
        words: why, for people.
    """

    first: int
    second: int
    local: int
    words: str


def local_zone(incident: Incident) -> str | None:
    """Return the zone of the state that launched; None where none is known, or it has several."""
    actors = (claim.value for claim in incident.claims if claim.slot == "actor")
    states = {one.entity.country for one in actors if isinstance(one, Mention) and one.entity and one.entity.country}
    return zone_of_states(states) if incident.type == "LAUNCH" else None


def zone_of_states(states: Collection[str]) -> str | None:
    """Return the zone that states have in common; None where one of them has none that is known, or several."""
    zones = {STATES.get(state, ()) for state in states}
    found = zones.pop() if len(zones) == 1 else ()
    return found[0] if len(found) == 1 else None


def local_day(time: TimeExpr, zone: str | None) -> dt.date | None:
    """Return the day that a time names, on the clock of ``zone`` where it has a zone of its own; None for no day."""
    if zone is not None and time.zone is not None and time.start is not None and time.granularity in _EXACT:
        return time.start.astimezone(zone_of(zone)).date()
    found = _DATE.match(time.value)
    return dt.date.fromisoformat(found[0]) if found else None


def zoned(options: Sequence[Sequence[Told]], zone: str | None) -> Iterator[Zoned]:
    """Yield the pairs of options whose days are one moment, as far as a clock or a day of publication shows it.

    Args:
        options: the claims of each option, the most precise first; none for an option that nobody stands by.
        zone: where it was.
    """
    days = {place: day for place, told in enumerate(options) if (day := _bare_day(told)) is not None}
    told = [one for option in options for one in option]
    for earlier, day in days.items():
        for later, after in days.items():
            if after - day == _DAY and (found := _shown(day, options[later], told, zone)) is not None:
                is_later, words = found
                first, second = sorted((earlier, later))
                yield Zoned(first=first, second=second, local=later if is_later else earlier, words=words)


def _bare_day(told: Sequence[Told]) -> dt.date | None:
    """Return the day of an option that is affirmed and in no known zone."""
    if not told or told[0].claim.factuality.polarity != "affirmed":
        return None
    value = told[0].claim.value
    return local_day(value, None) if isinstance(value, TimeExpr) and value.zone is None else None


def _shown(day: dt.date, later: Sequence[Told], told: Iterable[Told], zone: str | None) -> tuple[bool, str] | None:
    """Return whether the later of two days is the local one, and what shows that both are right; None for nothing."""
    for moment in _moments(day, told, zone):
        local = moment.date()
        other = day + _DAY if local == day else day
        desk = next((desk for desk in DESKS if moment.astimezone(zone_of(desk)).date() == other), None)
        if local in {day, day + _DAY} and desk is not None:
            return local > day, f"{moment:%H:%M} on {local} in {_city(str(zone))} is {other} in {_city(desk)}"
    early = [one for one in later if _is_past(one) and one.report.published and one.report.published.date <= day]
    if early and (zone is None or _is_ahead(zone, day)):
        return True, f"a report of {day} tells of {day + _DAY} as past: it was that day already where it took place"
    return None


def _moments(day: dt.date, told: Iterable[Told], zone: str | None) -> Iterator[dt.datetime]:
    """Yield the moments that the claims of a slot give, on the local clock; a clock alone may be of either day."""
    if zone is None:
        return
    for one in told:
        value = one.claim.value
        if not isinstance(value, TimeExpr) or value.granularity not in _EXACT or not _is_past(one):
            continue
        if value.zone is not None and value.start is not None:
            yield value.start.astimezone(zone_of(zone))
        elif (clock := _CLOCK.search(value.value)) and _LOCAL.search(one.report.quote(value.span).quote):
            stated = local_day(value, None)
            for local in [stated] if stated else [day + _DAY, day]:
                time = dt.time(int(clock[1]) % 24, int(clock[2] or 0))
                yield dt.datetime.combine(local, time, zone_of(zone))


def _is_past(one: Told) -> bool:
    how = one.claim.factuality
    return how.polarity == "affirmed" and how.status in {"happened", "ongoing"}


def _is_ahead(zone: str, day: dt.date) -> bool:
    offset = dt.datetime.combine(day, dt.time(12), zone_of(zone)).utcoffset()
    return offset is not None and offset > dt.timedelta(0)


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
