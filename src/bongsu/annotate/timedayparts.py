"""Parts of the day of a day that was told before: "On Friday he met them. In the evening he left."."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

import msgspec

from bongsu.annotate.timemerge import DAYLIKE
from bongsu.annotate.timeparts import Part
from bongsu.annotate.timetense import is_habit, is_past

_IN_THE = re.compile(r"\b(?:in|during|through|throughout|by|into) \Z", re.IGNORECASE)
_REACH = 250  # characters
_ORDER: Final = {"MO": 12, "AF": 18, "EV": 24, "NI": 30}
"""Part of the day to the hour at which it ends."""


def with_dayparts(text: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Give the parts of a text; of those that are a part of the day alone, only those of a day that is told before."""
    day: Part | None = None
    for part in parts:
        if not part.kinds <= {"mod", "daypart"}:
            day = part if part.kinds & DAYLIKE else day
            yield part
        elif day is not None and _is_of_day(text, day, part):
            yield msgspec.structs.replace(
                part, kinds=frozenset({"relday"}), direction="other", unit="day", number=Decimal(0)
            )


def _is_of_day(text: str, day: Part, part: Part) -> bool:
    """Say whether "in the evening" is of the day told before it in its paragraph, of which no later hour was told."""
    gap = text[day.end : part.start]
    if part.part is None or len(gap) > _REACH or "\n" in gap or day.rel == "every":
        return False
    if not text.startswith("the ", part.start) or _IN_THE.search(text, max(0, part.start - 12), part.start) is None:
        return False
    told = int(day.clock[:2]) if day.clock is not None else _ORDER[day.part] - 1 if day.part is not None else 0
    return told < _ORDER[part.part] and is_past(text, part) and not is_habit(text, part)
