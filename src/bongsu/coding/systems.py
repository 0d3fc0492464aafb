"""What was launched: the system slot of the account.

A system that intercepted the missile, the family or the missile that it is a variant of, is not what was launched.
"""

import re
from collections.abc import Iterator

import msgspec

from bongsu.coding.focus import Segment
from bongsu.coding.found import Context, Found, clause_before, taken
from bongsu.coding.mask import CLOSE
from bongsu.coding.tellings import any_match
from bongsu.model import Entity, Mention

_STOPPED_BY = re.compile(
    r"\b(?:intercept|destroy|shot down|shooting down|downed|brought down|engaged)[^.;,]*"
    r"\bby (?:[\w’'-]+ |\ue000A\d+\ue001(?:[’']s)? )*\Z",
    re.IGNORECASE,
)
_OF_FAMILY = re.compile(
    r"(?: launch| carrier)?(?: rockets?)? (?:family|series|programme|program)\b"
    r"(?! (?:[\w-]+ ){0,2}(?:missile|rocket)s?\b)",
    re.IGNORECASE,
)
_VARIANT_OF = re.compile(
    r"\b(?:(?:variants?|versions?|derivatives?|successors?|based|modelled|modeled) (?:of|to|on)"
    r"|like|similar to|simulat\w+|other [^.;,]{0,30},? (?:such as|including))"
    r" (?:[^\s.;,]+ ){0,5}[“\"‘']?\Z",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"(?: (?!missile|rocket)[\w-]+| \ue000A\d+\ue001){0,3}? (?:(?:has|had|have|\w+ly) )*"
    r"(?:intercept(?:ed|s)|shot down|shoots|downed|thwarted|(?:was|were) (?:engaged|activated|triggered))\b",
    re.IGNORECASE,
)
_FIRED_ONES = re.compile(  # "the missiles fired included the Fateh"
    r"\b(?:missiles|rockets|weapons) (?:(?:that|which) (?:were|had been) )?(?:fired|launched|tested|used)(?: \w+ly)?"
    r" (?:included|were|are)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|this|its)(?: [\w-]+){0,3} \Z", re.IGNORECASE)
_FAMILY = re.compile(r" (?:family|series|defen[cs]e|BMD)\b|\bAegis\b", re.IGNORECASE)  # Aegis is what commands missiles
_PART_OF = re.compile(r"['’]s\b")  # "uses the H-2A's boosters"
_USES = re.compile(r"\b(?:us(?:es|ed|ing)|borrow\w+) (?:the |an? )?\Z", re.IGNORECASE)


def read_systems(context: Context) -> Iterator[Found]:
    """What was launched, by its type or its name: a missile or rocket of the tables, a satellite by any name."""
    named = {found.position for found in taken(context, "system", context.rules.slots["system"])}
    for position, item in _systems(context):
        segment = context.segment(position)
        if _is_no_payload(context, segment, position):
            continue
        possible = any_match(context.rules.modal, context.masked.text, segment.start, position)
        fired = _FIRED_ONES.search(context.masked.text, segment.start, position) is not None
        if possible is None and (segment.launches or fired or position in named):
            yield Found("system", _of_launcher(item, context.actor), position)
    yield from _satellites(context)


def _of_launcher(system: Mention, actor: str | None) -> Mention:
    """Return a system as nobody's where another state fires it than the one that the table gives it to."""
    entity = system.entity
    if entity is None or actor is None or entity.country in {None, actor}:
        return system
    return msgspec.structs.replace(system, entity=msgspec.structs.replace(entity, country=None))


def read_types(context: Context) -> Iterator[Found]:
    """What is said to be able to do something, where nothing else is named: "The Babur-3 can carry a warhead"."""
    for segment in context.segments:
        match = context.rules.type.match(context.masked.text, segment.start, segment.end)
        item = None if match is None else context.masked.item(match)
        if match is None or not isinstance(item, Mention) or item.entity is None:
            continue
        position = match.start("take") - 2
        if item.entity.country in {None, context.actor} and not _is_no_payload(context, segment, position):
            yield Found("system", item, position, presupposed=True)


def _systems(context: Context) -> Iterator[tuple[int, Mention]]:
    """Yield the systems of a sentence with their positions, also those that are counted: "two Trident II missiles"."""
    for position, item in context.masked.symbols("YN"):
        if isinstance(item, Mention):
            yield position, item
        else:
            yield from ((position, weapon) for weapon in context.ties.weapons(item.span))


def _satellites(context: Context) -> Iterator[Found]:
    """Yield the satellites by name that no table knows: "a satellite called Ofek 7"."""
    masked = context.masked
    if "satellite" not in masked.text:
        return
    for pattern in context.rules.satellite:
        for match in pattern.finditer(masked.text):
            start, end = match.span("words")
            named = next((item for _, item in masked.symbols("A", start, end)), None)
            unknown = isinstance(named, Mention) and named.entity is not None and named.entity.id.startswith("name:")
            possible = any_match(context.rules.modal, clause_before(context, start)) is not None
            told = context.segment(start).launches or _KNOWN.search(masked.text, 0, match.start()) is not None
            if possible or not told or (named is not None and not unknown):
                continue
            span = masked.span(start, end)
            name = context.text[span.start : span.end]
            yield Found("system", Mention(span, "system", Entity(f"name:{name}", name)), start)


def _is_no_payload(context: Context, segment: Segment, position: int) -> bool:
    """Say whether a system is not what was launched: what intercepted it, or the family that it is of."""
    text = context.masked.text
    behind = text.index(CLOSE, position) + 1
    item = context.masked.items[int(text[position + 2 : behind - 1])]
    return (
        _STOPPED_BY.search(text, segment.start, position) is not None
        or _STOPS.match(text, behind) is not None
        or _VARIANT_OF.search(text, segment.start, position) is not None
        or _FAMILY.search(context.text, item.span.start, item.span.end) is not None
        or (_USES.search(text, segment.start, position) is not None and _PART_OF.match(text, behind) is not None)
        or _OF_FAMILY.match(text, behind) is not None
    )
