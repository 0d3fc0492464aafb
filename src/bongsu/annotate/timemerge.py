"""Pieces that make one expression: a day with its weekday, its part of the day, its clock time and its zone."""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from bongsu.annotate.timeforms import zone_behind, zone_named
from bongsu.annotate.timeparts import Kind, Part
from bongsu.annotate.timewords import find_parts

DAYLIKE: frozenset[Kind] = frozenset({"weekday", "date", "relday"})
"""What names a day."""
HEDGE = r"(?:(?:about|around|approximately|roughly|some|nearly) |(?:shortly|just) (?:before|after) )"
"""Pattern of what makes a clock time a rough one."""

_ZONED: frozenset[Kind] = DAYLIKE | {"clock"}
_ZONE_BEFORE = re.compile(r"(?:(?<![\w.]) |\A|[^\d\s] )(?P<zone>GMT|UTC) \Z")
_GLUE = re.compile(rf" [-–—|/@] |,? ?(?:(?:on|at|of|in) )?(?:the )?{HEDGE}?")
_LAST_OR_NEXT = re.compile(r",? (?P<rel>last|next)(?=[.,;:)\n]|\Z)")


def merged(text: str) -> Iterable[Part]:
    """Join the pieces that make one expression: first those of a day, then a day and its clock time and zone."""
    days = (_trailed(text, _closed(text, part)) for part in _fold(text, find_parts(text), _joins_day))
    return _apart(_zoned(text, part) for part in _fold(text, days, _joins_clock))


def _apart(parts: Iterable[Part]) -> Iterator[Part]:
    """Leave out what lies in the words of the part before: the "9" of "UTC+9"."""
    end = 0
    for part in parts:
        if part.start >= end:
            yield part
            end = part.end


def _closed(text: str, part: Part) -> Part:
    """Take in the bracket that ends "Friday (September 15)"."""
    is_open = "(" in text[part.start : part.end] and ")" not in text[part.start : part.end]
    return msgspec.structs.replace(part, end=part.end + 1) if is_open and text[part.end : part.end + 1] == ")" else part


def _trailed(text: str, part: Part) -> Part:
    """Take in what tells the year behind its date: "the 12th of October last", "on Tuesday next"."""
    match = _LAST_OR_NEXT.match(text, part.end)
    is_open = part.kinds <= {"date", "month", "weekday"} and part.year is None and part.rel is None
    if match is None or not is_open or part.value is not None or part.direction is not None:
        return part
    return msgspec.structs.replace(part, end=match.end(), rel=match["rel"])


def _zoned(text: str, part: Part) -> Part:
    """Take in the zone behind a day or before a clock time: "6 a.m. on Friday Korean time", "GMT 2138"."""
    front = _ZONE_BEFORE.search(text, 0, part.start) if "clock" in part.kinds and part.zone is None else None
    if front is not None:
        return msgspec.structs.replace(part, start=front.start("zone"), zone=zone_named(front["zone"]))
    match = zone_behind().match(text, part.end) if part.kinds & _ZONED and part.zone is None else None
    if match is None or ("clock" not in part.kinds and not match["zone"].endswith("time")):
        return part
    return msgspec.structs.replace(part, end=match.end(), zone=zone_named(match["zone"]))


def _fold(text: str, parts: Iterable[Part], joins: Callable[[str, Part, Part], bool]) -> Iterator[Part]:
    current: Part | None = None
    for part in parts:
        if current is not None and joins(text[current.end : part.start], current, part):
            current = _union(current, part)
            continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def _union(first: Part, second: Part) -> Part:
    fields = {name: value for name, value in msgspec.structs.asdict(second).items() if value is not None}
    fields |= {name: value for name, value in msgspec.structs.asdict(first).items() if value is not None}
    return Part(**{**fields, "end": second.end, "kinds": first.kinds | second.kinds})


def _joins_day(gap: str, first: Part, second: Part) -> bool:
    """Say whether "early" and "Friday", "Friday" and "September 15", "Friday" and "morning" belong together."""
    if first.kinds == {"mod"}:
        return gap == "" and not second.kinds & {"mod", "clock", "duration"}
    if second.kinds == {"daypart"} and "daypart" in first.kinds and first.kinds & DAYLIKE:
        return gap == " "  # "the early hours of Thursday morning"
    if second.kinds & {"mod", "clock"} or first.kinds & second.kinds:
        return False
    if "daypart" in first.kinds:
        return gap in {" ", " of ", " on ", ", "} and bool(second.kinds & DAYLIKE)
    if second.kinds == {"daypart"}:
        return gap in {" ", " in the ", " at ", "'s ", "’s "} and bool(first.kinds & DAYLIKE)
    return (
        {*first.kinds, *second.kinds} >= {"weekday", "date"}
        and second.direction is None
        and gap in {" ", ", ", ", the ", " the ", " ("}
    )


def _joins_clock(gap: str, first: Part, second: Part) -> bool:
    if ("clock" in first.kinds) == ("clock" in second.kinds):
        return False
    if not (second if "clock" in first.kinds else first).kinds & DAYLIKE:
        return False
    return _GLUE.fullmatch(gap) is not None
