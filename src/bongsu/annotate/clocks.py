"""Give clock times that stand by themselves their day, and know the same moment in two zones."""

import bisect
import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from bongsu.annotate.sentences import split_sentences
from bongsu.annotate.timeparts import Part
from bongsu.annotate.timetense import is_past
from bongsu.model import TimeExpr
from bongsu.times import EASTERNMOST, WESTERNMOST, in_zone, interval, offset_name, shift

_RESTATES = re.compile(r",? ?[(\[/] ?|,? or | \| ")
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"T\d\d")
_SINCE = re.compile(r"\b(?:since|until|by|before|after) \Z")
_REACH = 400  # characters
_QUARTER = dt.timedelta(minutes=15)


def with_days(text: str, found: Sequence[TimeExpr], is_day: Sequence[bool]) -> tuple[TimeExpr, ...]:
    """Return ``found`` with the bare clock times dated.

    A clock time right after another one ("06:57 local time (2157 GMT)") is the same moment in another
    zone, and so is one right before it ("6 a.m. (2100 GMT Monday)"); any other takes the nearest day that its
    sentence names, or else the only one of its paragraph, if that stands before it. Without one it stays as it is.

    Args:
        text: the report's text.
        found: its time expressions, in order.
        is_day: for each, whether it names a day.
    """
    if not any(_is_clock(expression) for expression in found):
        return tuple(found)
    ends = [span.end for span in split_sentences(text)]
    days = [expression for expression, day in zip(found, is_day, strict=True) if day and _DATED.match(expression.value)]
    starts = [day.span.start for day in days]
    result: list[TimeExpr] = []
    for place, expression in enumerate(found):
        pair = _same_moment(text, result[-1], expression) if result and _is_clock(expression) else None
        if pair is not None:
            result[-1:] = pair
        elif (dated := _told_behind(text, expression, found[place + 1 : place + 2])) is not None:
            result.append(dated)
        elif _is_clock(expression):
            after = bisect.bisect(starts, expression.span.start)
            sentence = bisect.bisect_right(ends, expression.span.start)
            near = [
                d
                for d in days[max(0, after - 1) : after + 1]
                if bisect.bisect_right(ends, d.span.start) == sentence and not _of_other_zone(text, expression, d)
            ]
            nearest = min(near, key=lambda day: _distance(day, expression), default=None)
            nearest = nearest or _only_day(text, expression, days, starts)
            result.append(_on(text, expression, nearest) if nearest else expression)
        else:
            result.append(expression)
    return tuple(result)


def _of_other_zone(text: str, clock: TimeExpr, day: TimeExpr) -> bool:
    """Say whether a day belongs to the same moment in another zone: "5:28 a.m. (8:28 p.m. Saturday GMT)"."""
    between = text[clock.span.end : day.span.start]
    return clock.span < day.span and between.count("(") > between.count(")")


def _only_day(text: str, clock: TimeExpr, days: Sequence[TimeExpr], starts: Sequence[int]) -> TimeExpr | None:
    """Return the only day that the paragraph of a clock time names, if it stands before and is not to come.

    Of what has been, where that names none, it is the only one of the paragraph before.
    """
    at = clock.span.start
    first = _line(text, at)
    last = text.find("\n", at, at + _REACH)
    here = days[bisect.bisect_left(starts, first) : bisect.bisect(starts, last if last >= 0 else at + _REACH)]
    if not here and first > 0 and text[first - 1] == "\n" and _tells_of_past(text, clock):
        here = days[bisect.bisect_left(starts, _line(text, first - 1)) : bisect.bisect(starts, first)]
        here = [] if any(_SINCE.search(text, max(0, day.span.start - 7), day.span.start) for day in here) else here
    if len({day.value[:10] for day in here}) != 1 or here[0].span.start > at:
        return None
    told = (here[0].anchor or "").removeprefix("published ")
    return None if told < here[0].value[:10] and here[0].anchor else here[0]


def _line(text: str, at: int) -> int:
    """Return where the line begins that ends at a place, or a reach before."""
    return max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH)


def _tells_of_past(text: str, clock: TimeExpr) -> bool:
    """Say whether something was at a clock time that is no midnight, of which nobody can tell the day."""
    part = Part(clock.span.start, clock.span.end, frozenset({"clock"}))
    return clock.value != "T00" and is_past(text, part)


def _is_clock(expression: TimeExpr) -> bool:
    return _CLOCK.match(expression.value) is not None


def _distance(day: TimeExpr, clock: TimeExpr) -> int:
    return max(day.span.start - clock.span.end, clock.span.start - day.span.end)


def _on(text: str, clock: TimeExpr, day: TimeExpr) -> TimeExpr:
    """Date a clock time by a day expression, and say by which."""
    words = text[day.span.start : day.span.end]
    return _dated(clock, day.value[:10], f"{words}, {day.anchor}" if day.anchor else words)


def _dated(clock: TimeExpr, date: str, anchor: str) -> TimeExpr:
    value = date + clock.value[clock.value.index("T") :]
    start, end = interval(value, clock.zone) or (None, None)
    return msgspec.structs.replace(clock, value=value, start=start, end=end, anchor=anchor)


def _told_behind(text: str, clock: TimeExpr, after: Sequence[TimeExpr]) -> TimeExpr | None:
    """Date a clock time by the same moment in another zone right after it: "6 a.m. (2100 GMT Monday)" is on Tuesday."""
    if not after or not _is_clock(clock) or not _RESTATES.fullmatch(text, clock.span.end, after[0].span.start):
        return None
    dates = _days_around(after[0])
    anchor = text[after[0].span.start : after[0].span.end]
    pairs = [_pair(after[0], _dated(clock, date, anchor)) for date in dates]
    possible = [pair[1] for pair in pairs if pair is not None]
    return possible[0] if len(possible) == 1 else None


def _days_around(expression: TimeExpr) -> list[str]:
    """Return the dates of the day before a dated clock time, of that day and of the next; none where it has no day."""
    if not _DATED.match(expression.value) or "T" not in expression.value or expression.value[-1].isalpha():
        return []
    day = dt.date.fromisoformat(expression.value[:10]) if expression.start is not None else None
    if day is None or not dt.date.min < day < dt.date.max:
        return []
    return [shift(day, number, "day").isoformat() for number in (-1, 0, 1)]


def _same_moment(text: str, first: TimeExpr, second: TimeExpr) -> tuple[TimeExpr, TimeExpr] | None:
    """Date the second of two clock times that are one moment, and learn a zone that was only called local.

    No place is more than 14 hours ahead of UTC or 12 behind it, so 06:57 on Friday is 21:57 GMT on Thursday:
    the only day on which the difference is possible. None when it leaves more than one day, or the words are
    not of this form.
    """
    if not _RESTATES.fullmatch(text, first.span.end, second.span.start):
        return None
    anchor = text[first.span.start : first.span.end]
    candidates = [_dated(second, day, anchor) for day in _days_around(first)]
    possible = [pair for candidate in candidates if (pair := _pair(first, candidate)) is not None]
    return possible[0] if len(possible) == 1 else None


def _pair(first: TimeExpr, second: TimeExpr) -> tuple[TimeExpr, TimeExpr] | None:
    """Return both, their zones known, if they can be one moment; None otherwise."""
    known, other = (first, second) if first.zone else (second, first)
    if known.zone is None or known.start is None:
        return None
    if other.zone is not None:
        return (first, second) if other.start == known.start else None
    on_utc = interval(other.value, "UTC")
    offset = on_utc[0] - known.start if on_utc else EASTERNMOST + _QUARTER
    if not WESTERNMOST <= offset <= EASTERNMOST or offset % _QUARTER:
        return None
    located = in_zone(other, offset_name(offset))
    return (located, second) if other is first else (first, located)
