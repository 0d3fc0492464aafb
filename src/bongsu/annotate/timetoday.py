"""The day that words such as "tomorrow" count from: that of publication, or the one that a text says it is.

A diary or a transcript tells of several days and is published after the last: "Hello! It is Monday, May 3rd."
"""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from bongsu.annotate.timeparts import Part
from bongsu.model import Stamp, TimeExpr
from bongsu.times import granularity, interval, next_weekday, shift

_TODAY_IS = re.compile(r"today(?:['’]s| is|,)(?: now)?(?: the)? ", re.IGNORECASE)
_IT_IS = re.compile(
    r"\b(?:it(?:['’]s| is)|today(?:['’]s| is|,))(?: (?:now|currently|already))?(?: the)? \Z", re.IGNORECASE
)
_LATELY = 60  # days from the day that is told of to publication
_JUST = 7  # days from the day that stands over a text to publication
_OVER_TEXT = re.compile(
    r"(?:[^.!?]|[.!?](?!\s)|(?:(?<=\b[A-Z])|(?<=\bSt)|(?<=\b[DM]r)|(?<=\bMrs)|(?<=\bvs))\.(?=\s))*", re.DOTALL
)
"""A heading: no sentence ends in it."""
_REACH = 300  # characters of a heading
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # a publication date outside cannot be one


class Today(msgspec.Struct, frozen=True):
    """The day of speaking, and how it is known: ``published 2021-05-30``, ``Monday May 3rd, published 2021-05-30``."""

    day: dt.date
    anchor: str


def publication(published: Stamp | None) -> Today | None:
    """Return the day of publication; None when it lies too far out to be one."""
    day = published.date if published is not None else None
    return Today(day, f"published {day}") if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def with_offset(text: str, part: Part, today: Today | None, now: Today | None) -> Part:
    """Count "it is Wednesday" on from the day that the text said it was before."""
    if today is None or now is None or today == now:
        return part
    if part.weekday is None or "date" in part.kinds or not _says_today(text, part):
        return part
    day = next_weekday(shift(today.day, -1, "day"), part.weekday)
    return msgspec.structs.replace(part, offset=(day - today.day).days) if day <= now.day else part


def today_after(text: str, part: Part, expression: TimeExpr, today: Today | None, now: Today | None) -> Today | None:
    """Return the day that it is after an expression: its own, where the text says so and it is lately past."""
    date = expression.value.partition("T")[0]
    if now is None or expression.start is None or granularity(date) != "day":
        return today
    if not (_says_today(text, part) or is_over_text(text, part)):
        return today
    day = dt.date.fromisoformat(date)
    words = text[expression.span.start : expression.span.end]
    first, last = (1, _JUST) if is_over_text(text, part) else (0, _LATELY)
    return Today(day, f"{words}, {now.anchor}") if first <= (now.day - day).days <= last else today


def dated_today(text: str, found: Sequence[TimeExpr], today: Today) -> list[TimeExpr]:
    """Return the last two expressions, the first as ``today`` where it is the word itself: "Today is May 24"."""
    *first, last = found[-2:]
    is_word = bool(first) and _TODAY_IS.fullmatch(text, first[0].span.start, last.span.start) is not None
    if not is_word:
        return [*first, last]
    start, end = interval(today.day.isoformat()) or (None, None)
    fields = {"value": today.day.isoformat(), "start": start, "end": end, "anchor": today.anchor}
    return [msgspec.structs.replace(first[0], **fields), last]


def is_over_text(text: str, part: Part) -> bool:
    """Say whether a full date stands alone on a line over a text, which is then of that day."""
    if part.day is None or part.year is None or part.start > _REACH:
        return False
    line = text[text.rfind("\n", 0, part.start) + 1 : part.start], text[part.end : part.end + 3].partition("\n")[0]
    return not (line[0].strip() or line[1].strip(" .")) and _OVER_TEXT.fullmatch(text, 0, part.start) is not None


def _says_today(text: str, part: Part) -> bool:
    """Say whether a text says of a day that it is today: "It is Monday May 3rd", "Today is the 5th"."""
    is_day = bool(part.kinds & {"date", "weekday"}) and part.rel is None and part.direction is None
    return is_day and _IT_IS.search(text, max(0, part.start - 30), part.start) is not None
