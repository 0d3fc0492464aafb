"""The launch account: which launch a report tells of, and what it says of it, slot by slot and speaker by speaker."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bongsu.coding.amounts import Figures
from bongsu.coding.cast import load_people
from bongsu.coding.claimants import TOOK_PLACE, Claimants, VoiceRules
from bongsu.coding.clauses import subjects
from bongsu.coding.contexts import ContextRules, contexts_by_kind, load_contexts
from bongsu.coding.factuality import load_factuality
from bongsu.coding.focus import Segment, assign, launches_in_news
from bongsu.coding.found import Context, Found, Reader
from bongsu.coding.inflect import load_inflector
from bongsu.coding.launch_rules import LaunchRules, load_launch_rules
from bongsu.coding.mask import Masked, is_of_age, mask
from bongsu.coding.newsdays import days
from bongsu.coding.plover import Plover, load_plover
from bongsu.coding.slots import READERS, may_tell
from bongsu.coding.speech import load_speech
from bongsu.coding.systems import read_types
from bongsu.coding.tellings import Pages, Telling, is_ground
from bongsu.coding.ties import Ties
from bongsu.model import (
    Annotation,
    Attribution,
    Bearing,
    Claim,
    Event,
    Evidence,
    Factuality,
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
_SORT = re.compile(
    r"\b(?P<first>surface|ground|land|air|sea|ship) to (?:surface|ground|land|air|sea|ship) (?:[\w-]+ ){0,4}\Z",
    re.IGNORECASE,
)
_CLOCKS = frozenset({"hour", "minute", "second"})
_CLOSING = "”\"’' \n"
_OF_THE_ACT: frozenset[Slot] = frozenset({"actor", "class", "count", "time", "site"})
_COUNTED: frozenset[Slot] = frozenset({"first_since", "ordinal"})
_PRESUPPOSED: frozenset[Slot] = frozenset({"class", "count", "system"})  # "the ballistic missile did not leave"
_SAID_BY_NEGATION: frozenset[Slot] = frozenset({"zone", "damage", "outcome"})  # "did not reach" is part of the value


class CodingRules(msgspec.Struct, frozen=True):
    """What the launch coder goes by."""

    launch: LaunchRules
    voices: VoiceRules
    plover: Plover
    contexts: ContextRules


class Launch(msgspec.Struct, frozen=True):
    """The account of a launch, and where else the report speaks of the act itself.

    Attributes:
        event: the account.
        told: the sentences that state who launched, what, how many, when or whence, and the stretches with words of a
            launch that tell of it.
        counted: the words that count it ("first missile test since November").
    """

    event: Event
    told: tuple[Span, ...]
    counted: tuple[Span, ...]


def load_coding_rules(own: Path | None = None) -> CodingRules:
    """Load the tables of the coder, with the contexts of a user's own. Raises ``TableError`` for a malformed row."""
    inflector = load_inflector()
    launch = load_launch_rules(inflector)
    voices = VoiceRules(load_people(inflector), load_speech(inflector), load_factuality(inflector), launch.flight_words)
    return CodingRules(launch, voices, load_plover(), load_contexts(inflector, own))


def code_launches(annotation: Annotation, rules: CodingRules, acts: Sequence[Event] = ()) -> tuple[Event, ...]:
    """Return the launches that the report tells of as Events, the main one first; empty when it tells of none.

    Every claim carries its sentence as evidence, who says it, and how surely. What a report says of older,
    planned or possible launches makes no claim.

    Args:
        annotation: the report.
        rules: the tables.
        acts: what the coder of acts found in it; its launches are told by syntax, where no pattern of words fits.
    """
    return tuple(launch.event for launch in find_launches(annotation, rules, acts))


def find_launches(annotation: Annotation, rules: CodingRules, acts: Sequence[Event] = ()) -> tuple[Launch, ...]:
    """Return :func:`code_launches`, with the places where the report speaks of the act."""
    masked = tuple(mask(annotation, sentence) for sentence in annotation.sentences)
    launched = tuple(act for act in acts if act.type == "LAUNCH" and act.mode != "interceptor" and is_plain(act))
    if not launched and not any(rules.launch.subject.search(part.text) for part in masked):
        return ()
    claimants = Claimants(annotation, rules.voices)
    dated = tuple(_statement_times(part, claimants) for part in masked)
    told = (act for act in launched if _launches(act, claimants, rules.launch))
    by_syntax = tuple(_by_launchers(act, claimants, rules.launch) for act in told)
    pages = Pages(annotation.report, masked, dated, rules.launch, claimants, by_syntax)
    launches = launches_in_news(pages)
    if not launches:
        return ()
    segments = list(assign(pages, launches))
    accounts = (_launch(number, one, segments, annotation, pages) for number, one in enumerate(launches))
    stated = (one for one in _told_apart(accounts) if one.event.claims)
    return tuple(msgspec.structs.replace(one, event=_placed(one.event, rules)) for one in stated)


def _launches(act: Event, claimants: Claimants, rules: LaunchRules) -> bool:
    """Say whether an act is told by a word of launching, and not one that goes with it, or "shot down"."""
    token = claimants.head(act.trigger.span)
    words = rules.flight_words.launch | rules.flight_words.acts
    if token is None or claimants.tree(token).words[token] not in words:
        return False
    tree = claimants.tree(token)
    return all(tree.words[child] != "down" for child in tree.all(token, "compound:prt", "advmod"))


def _by_launchers(act: Event, claimants: Claimants, rules: LaunchRules) -> Event:
    """Return an act without those who only see or hail it: "satellites detected the launch"."""
    token = claimants.head(act.trigger.span)
    tree = None if token is None else claimants.tree(token)
    verb = None if tree is None or token is None or tree.relation(token) != "obj" else tree.head(token)
    if tree is None or verb is None or tree.words[verb] not in rules.flight_words.detect | rules.flight_words.bystand:
        return act
    seeing = subjects(tree, verb)
    claims = (one for one in act.claims if one.slot != "actor" or claimants.head(one.value.span) not in seeing)
    return msgspec.structs.replace(act, claims=tuple(claims))


def is_plain(act: Event) -> bool:
    """Say whether an act is told as having happened, and not as a mere possibility."""
    how = [claim.factuality for claim in act.claims]
    return all(
        one.status == "happened" and one.polarity == "affirmed" and one.certainty in {"certain", "probable"}
        for one in how
    )


def _told_apart(accounts: Iterable[Launch]) -> Iterator[Launch]:
    """Yield the accounts with ids of their own: "launched" in "after three on Saturday it launched" can tell of two."""
    taken: set[str] = set()
    for number, one in enumerate(accounts):
        event = one.event
        if event.id in taken:
            event = msgspec.structs.replace(event, id=digest(event.id, number))
        taken.add(event.id)
        yield msgspec.structs.replace(one, event=event)


def _placed(event: Event, rules: CodingRules) -> Event:
    """Return an account with its intensity and the contexts that a launch of its mode has."""
    contexts = tuple(sorted(contexts_by_kind(event.type, event.mode, rules.contexts)))
    return msgspec.structs.replace(event, contexts=contexts, intensity=rules.plover.intensity(event.type, event.mode))


def _launch(
    number: int, launch: Telling, told: Sequence[tuple[Segment, ...]], annotation: Annotation, pages: Pages
) -> Launch:
    """Make the account of one launch from the segments that tell of it."""
    report = pages.report
    found: list[Claim] = []
    types: list[Claim] = []
    figures = Figures(report, pages.claimants, pages.rules.flight_words)
    ties = Ties(report, pages.claimants, pages.rules.flight_words)
    for index, segments in enumerate(told):
        if all(segment.launch != number for segment in segments):
            continue
        part = pages.masked[index]
        context = Context(
            report.text, part, segments, pages.statement_times[index], launch.actor, launch.day, pages.rules,
            number, figures, ties,
        )  # fmt: skip
        evidence = report.quote(annotation.sentences[index].span)
        if evidence.quote.rstrip(_CLOSING).endswith("?"):
            continue  # a question claims nothing
        found += [c for value in _told(context, READERS) for c in _claims(value, evidence, pages.claimants)]
        types += [c for value in _told(context, (read_types,)) for c in _claims(value, evidence, pages.claimants)]
    if all(claim.slot != "system" for claim in found):
        found += types
    known = {claim.slot for claim in found if claim.slot != "time" or _has_day(claim.value)}
    found += [claim for claim in _by_syntax(launch, pages, ties) if claim.slot not in known]
    sentences = dict.fromkeys(claim.evidence.span for claim in found if claim.slot in _OF_THE_ACT)
    sentences |= dict.fromkeys(_stretches(number, told, pages))
    counted = dict.fromkeys(claim.value.span for claim in found if claim.slot in _COUNTED)
    trigger = report.quote(pages.masked[launch.sentence].span(launch.start, launch.end))
    return Launch(_event(trigger, tuple(_distinct(found))), tuple(sentences), tuple(counted))


def _by_syntax(launch: Telling, pages: Pages, ties: Ties) -> Iterator[Claim]:
    """Yield who launched and when by the row that codes the account's own words, for where no pattern tells.

    Ground from which others fire is nobody: "the launch from Baikonur in Kazakhstan". A clock time of the fall is none
    of the launch: "a rocket fired from there was brought down at 8 p.m.".
    """
    for act in pages.acts_in(launch.sentence, launch.start, launch.end):
        if not act.is_proposed:
            told = (claim for claim in act.claims if claim.slot in {"actor", "time"})
            yield from (one for one in told if not _is_of_else(one.value, pages.report.text, ties))


def _is_of_else(value: Value, text: str, ties: Ties) -> bool:
    """Say whether somebody is ground alone, "today" the present age, or a clock time that of the flight or the fall."""
    if isinstance(value, Mention):
        return is_ground(value)
    if isinstance(value, TimeExpr) and is_of_age(value, text):
        return True
    clock = isinstance(value, TimeExpr) and value.granularity in _CLOCKS
    return clock and ties.time(value.span) in {"flight", "other"}


def _has_day(value: Value) -> bool:
    """Say whether a time names its day, and is no clock time alone."""
    return isinstance(value, TimeExpr) and days(value) is not None


def _stretches(number: int, told: Sequence[tuple[Segment, ...]], pages: Pages) -> Iterator[Span]:
    """Yield the stretches that tell of a launch by words of one, and of no other."""
    for part, segments in zip(pages.masked, told, strict=True):
        for segment in segments:
            if segment.launch == number and segment.launches and not segment.aside:
                yield part.span(segment.start, segment.end)


def _event(trigger: Evidence, claims: tuple[Claim, ...]) -> Event:
    return Event(
        id=digest(trigger.report_id, "LAUNCH", trigger.span.start, trigger.span.end),
        report_id=trigger.report_id,
        type="LAUNCH",
        mode=_mode(claims),
        contexts=(),
        trigger=trigger,
        claims=claims,
        rule="launch.yaml:trigger",
    )


def _told(context: Context, readers: Iterable[Reader]) -> Iterator[Found]:
    """Yield the values that stand in stretches which tell of the launch."""
    if not may_tell(context):
        return
    told = [f for reader in readers for f in reader(context) if context.segment(f.position).launch == context.number]
    for found in told:
        if not any(_covers(other, found) for other in told):
            yield found


def _covers(other: Found, found: Found) -> bool:
    """Say whether another value of the same slot has these words and more: the longer reading stands."""
    return other.slot == found.slot and other.value.span != found.value.span and found.value.span in other.value.span


def _statement_times(part: Masked, claimants: Claimants) -> frozenset[int]:
    """Return the positions of the times that date a statement and not what it tells of ("said on Friday")."""
    return frozenset(position for position, item in part.symbols("T") if claimants.dates_statement(item.span))


def _claims(found: Found, evidence: Evidence, claimants: Claimants) -> Iterator[Claim]:
    """Yield the claim of each who says it; what is planned or conditional is said of no launch that took place."""
    token = claimants.head(_core(found, evidence))
    how = Factuality() if token is None or found.presupposed else claimants.factuality(token)
    if how.status not in TOOK_PLACE or how.certainty == "uncommitted":
        return
    presupposed = token is not None and found.slot in _PRESUPPOSED and claimants.is_of_subject(token)
    if found.slot in _SAID_BY_NEGATION or _is_payload(found.value) or presupposed:
        how = msgspec.structs.replace(how, polarity="affirmed")
    own = claimants.own_words(token) if token is not None and found.slot == "actor" else None
    who = found.put_by or own or ((Attribution(),) if token is None else claimants.attributions(token))
    for attribution in who:
        yield Claim(slot=found.slot, value=found.value, attribution=attribution, factuality=how, evidence=evidence)


def _is_payload(value: Value) -> bool:
    """Say whether a value is a satellite that no table knows: "X did not reach orbit" does not deny that it was X."""
    entity = value.entity if isinstance(value, Mention) and value.label == "system" else None
    return entity is not None and entity.id.startswith("name:")


def _core(found: Found, evidence: Evidence) -> Span:
    """Return the words of a value that its clause is found by: of an outcome, the last ("appeared to be a success").

    Behind "surface to surface" it is found by those words, since a parser takes "to surface" for a purpose.
    """
    span = found.value.span
    sort = _SORT.search(evidence.quote, 0, span.start - evidence.span.start)
    if sort is not None:
        return Span(evidence.span.start + sort.start(), evidence.span.start + sort.end("first"))
    return Span(span.end - 1, span.end) if found.slot == "outcome" else span


def _distinct(claims: list[Claim]) -> Iterator[Claim]:
    """Keep the first of the claims that give a slot the same value by the same speaker.

    "First in two months" says since when, and is no count of its own.
    """
    seen = set()
    since = [claim.value.span for claim in claims if claim.slot == "first_since"]
    for claim in claims:
        if claim.slot == "ordinal" and any(claim.value.span.overlaps(span) for span in since):
            continue
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
        case Place(entity=entity):  # "East Sea" and "Sea of Japan" are one place
            return (entity.id if entity is not None else value.name.casefold(),)
        case Term():
            return (value.table, value.code)
        case Zone():
            return (value.holder, value.zone, value.side)
        case Words():
            return (value.span,)
        case Ordinal():
            return (value.number, value.period.value if value.period else value.scope)


def _mode(claims: Sequence[Claim]) -> str | None:
    """Return PLOVER's mode of the launch from the classes claimed; undetermined when they do not say, or disagree."""
    codes = {claim.value.code for claim in claims if claim.slot == "class" and isinstance(claim.value, Term)}
    modes = {"ballistic" if code in _BALLISTIC else code for code in codes}
    return modes.pop() if len(modes) == 1 else "undetermined"
