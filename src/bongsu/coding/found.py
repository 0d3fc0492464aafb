"""What the readers of a sentence go by: its words, stretches and launch; and what they find: values with places."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import cast

import msgspec

from bongsu.coding.amounts import Figures
from bongsu.coding.focus import Segment
from bongsu.coding.launch_rules import LaunchRules, Patterns
from bongsu.coding.mask import CLOSE, OPEN, Masked
from bongsu.coding.ties import Ties
from bongsu.model import Attribution, Place, Slot, Value

_SET_APART = re.compile(
    r", (?:which|who|capable of|designed to)\b[^,;.]*,"
    r"|,? (?:with|having) (?:an? |the )?(?:[\w-]+ ){0,3}?range of (?:[\w-]+ ){0,2}?"
    rf"{OPEN}L\d+{CLOSE}(?: \([^)]*\))?,?"
)
_KINDS: dict[str, str] = {"apogee": "L", "distance": "L", "duration": "S", "speed": "V", "site": "PW", "direction": "B",
                          "system": "Y", "actor": "A", "count": "N", "overflight": "AP"}  # fmt: skip


class Context(msgspec.Struct, frozen=True):
    """One sentence: the report's text, the masked sentence, its segments, the times that date statements, the launch.

    ``number`` is the launch's in the report; ``figures`` and ``ties`` read what hangs on what.
    """

    text: str
    masked: Masked
    segments: tuple[Segment, ...]
    statement_times: frozenset[int]
    actor: str | None
    day: dt.date | None
    rules: LaunchRules
    number: int
    figures: Figures
    ties: Ties

    def segment(self, position: int) -> Segment:
        """Return the segment in which a position of the masked text lies."""
        return next(segment for segment in self.segments if position < segment.end)


class Found(msgspec.Struct, frozen=True):
    """A value for a slot and its position in the masked text.

    ``put_by`` where its own verb says whose word it is; ``presupposed`` where its clause tells of something else.
    """

    slot: Slot
    value: Value
    position: int
    put_by: tuple[Attribution, ...] = ()
    presupposed: bool = False


Reader = Callable[[Context], Iterator[Found]]


def taken(context: Context, slot: Slot, patterns: Patterns) -> Iterator[Found]:
    """Yield the annotations that a slot's patterns take."""
    if not any(f"{OPEN}{kind}" in context.masked.text for kind in _KINDS[slot]):
        return
    for pattern in patterns:
        for match in pattern.finditer(context.masked.text):
            yield Found(slot, cast("Value", context.masked.item(match)), match.start("take") - 2)


def within_segment(context: Context, slot: Slot) -> Iterator[Found]:
    """Yield what a slot's patterns take without crossing from one segment into another."""
    if not any(f"{OPEN}{kind}" in context.masked.text for kind in _KINDS[slot]):
        return
    for segment in context.segments:
        for pattern in context.rules.slots[slot]:
            for match in pattern.finditer(context.masked.text, segment.start, segment.end):
                yield Found(slot, cast("Value", context.masked.item(match)), match.start("take") - 2)


def is_potential(context: Context, position: int) -> bool:
    """Say whether words of a capability or another path stand before an amount in its clause."""
    return context.rules.potential.search(clause_before(context, position)) is not None


def clause_before(context: Context, position: int) -> str:
    """Return the words before a value in its segment, without what commas set apart (", which can carry …,")."""
    return _SET_APART.sub(",", context.masked.text[context.segment(position).start : position])


def is_home(value: Value, actor: str | None) -> bool:
    """Say whether a state can have launched from a place: its own soil, no state's, or a known launch site."""
    entity = value.entity if isinstance(value, Place) else None
    abroad = entity is not None and entity.country is not None and actor is not None and entity.country != actor
    return not abroad or (isinstance(value, Place) and value.feature == "site")
