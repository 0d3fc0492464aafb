"""The launch account: which launch a report tells of, and what it says of it, slot by slot and speaker by speaker."""

from collections.abc import Iterator

import msgspec

from bongsu.coding.attribution import (
    AttributionRules,
    attribute,
    factuality_at,
    load_attribution,
    speakers_at,
    statement_times,
)
from bongsu.coding.focus import find_anchor, tell
from bongsu.coding.launch_rules import LaunchRules, load_launch_rules
from bongsu.coding.mask import mask
from bongsu.coding.slots import READERS, Context, Found
from bongsu.model import (
    Annotation,
    Attribution,
    Bearing,
    Claim,
    Event,
    Evidence,
    Mention,
    Ordinal,
    Place,
    Quantity,
    Slot,
    Span,
    Term,
    TimeExpr,
    Value,
    Words,
    Zone,
    digest,
)

_BALLISTIC = frozenset({"ballistic", "ICBM", "IRBM", "MRBM", "SRBM", "SLBM"})
_OF_THE_ACT: frozenset[Slot] = frozenset({"actor", "class", "count", "time", "site"})
_COUNTED: frozenset[Slot] = frozenset({"first_since", "ordinal"})


class CodingRules(msgspec.Struct, frozen=True):
    """What the launch coder goes by."""

    launch: LaunchRules
    attribution: AttributionRules


class Launch(msgspec.Struct, frozen=True):
    """The account of a launch, and where else the report speaks of the act itself.

    Attributes:
        event: the account.
        told: the sentences that state who launched, what, how many, when or whence.
        counted: the words that count it ("first missile test since November").
    """

    event: Event
    told: tuple[Span, ...]
    counted: tuple[Span, ...]


def load_coding_rules() -> CodingRules:
    """Load the tables of the coder. Raises ``TableError`` when a row is malformed."""
    return CodingRules(load_launch_rules(), load_attribution())


def code_launches(annotation: Annotation, rules: CodingRules) -> tuple[Event, ...]:
    """Return the launch that the report tells of as an Event; an empty tuple when it tells of none.

    Every claim carries its sentence as evidence, who says it, and how surely. What a report says of older,
    planned or possible launches makes no claim.
    """
    return tuple(launch.event for launch in find_launches(annotation, rules))


def find_launches(annotation: Annotation, rules: CodingRules) -> tuple[Launch, ...]:
    """Return :func:`code_launches`, with the places where the report speaks of the act."""
    report = annotation.report
    masked = [mask(annotation, sentence) for sentence in annotation.sentences]
    dated = [statement_times(part, rules.attribution) for part in masked]
    anchor = find_anchor(report, masked, dated, rules.launch)
    if anchor is None:
        return ()
    scopes = attribute(report, annotation.sentences, masked, rules.attribution)
    claims = []
    for index, segments in enumerate(tell(report, masked, dated, anchor, rules.launch)):
        context = Context(report.text, masked[index], segments, dated[index], anchor.actor, anchor.day, rules.launch)
        evidence = report.quote(annotation.sentences[index].span)
        claims += [
            _claim(found, context, evidence, attribution, rules)
            for found in _told(context)
            for attribution in speakers_at(scopes[index], found.position)
        ]
    trigger = report.quote(masked[anchor.sentence].span(anchor.start, anchor.end))
    told = dict.fromkeys(claim.evidence.span for claim in claims if claim.slot in _OF_THE_ACT)
    counted = dict.fromkeys(claim.value.span for claim in claims if claim.slot in _COUNTED)
    return (Launch(_event(trigger, list(_distinct(claims))), tuple(told), tuple(counted)),)


def _event(trigger: Evidence, claims: list[Claim]) -> Event:
    return Event(
        id=digest(trigger.report_id, "LAUNCH", trigger.span.start, trigger.span.end),
        report_id=trigger.report_id,
        type="LAUNCH",
        mode=_mode(claims),
        contexts=(),
        trigger=trigger,
        claims=tuple(claims),
        rule="launch.yaml:trigger",
    )


def _told(context: Context) -> Iterator[Found]:
    """Yield the values that stand in stretches which tell of the launch in the news."""
    told = [f for reader in READERS for f in reader(context) if context.segment(f.position).tells == "news"]
    for found in told:
        if not any(_covers(other, found) for other in told):
            yield found


def _covers(other: Found, found: Found) -> bool:
    """Say whether another value of the same slot has these words and more: the longer reading stands."""
    return other.slot == found.slot and other.value.span != found.value.span and found.value.span in other.value.span


def _claim(found: Found, context: Context, evidence: Evidence, attribution: Attribution, rules: CodingRules) -> Claim:
    segment = context.segment(found.position)
    clause = context.masked.text[segment.start : segment.end]
    return Claim(
        slot=found.slot,
        value=found.value,
        attribution=attribution,
        factuality=factuality_at(clause, found.position - segment.start, rules.attribution),
        evidence=evidence,
    )


def _distinct(claims: list[Claim]) -> Iterator[Claim]:
    """Keep the first of the claims that give a slot the same value by the same speaker."""
    seen = set()
    for claim in claims:
        speaker = claim.attribution.speaker
        who = speaker.entity.id if speaker is not None and speaker.entity is not None else None
        key = (claim.slot, signature(claim.value), who)
        if key not in seen:
            seen.add(key)
            yield claim


def signature(value: Value) -> tuple[object, ...]:  # noqa: PLR0911 - one case a kind of value
    """Return what makes two values the same value, whatever words state them."""
    match value:
        case Mention(entity=entity):
            return (entity.id if entity is not None else value.span,)
        case Quantity():
            return (value.low, value.high, value.unit)
        case TimeExpr():
            return (value.type, value.value)
        case Bearing():
            return (value.low, value.high)
        case Place():
            return (value.name.casefold(),)
        case Term():
            return (value.table, value.code)
        case Zone():
            return (value.holder, value.zone, value.side)
        case Ordinal():
            return (value.number, value.period.value if value.period else value.scope)
        case Words():
            return (value.span,)


def _mode(claims: list[Claim]) -> str | None:
    """Return PLOVER's mode of the launch from the classes claimed; undetermined when they do not say, or disagree."""
    codes = {claim.value.code for claim in claims if claim.slot == "class" and isinstance(claim.value, Term)}
    modes = {"ballistic" if code in _BALLISTIC else code for code in codes}
    return modes.pop() if len(modes) == 1 else "undetermined"
