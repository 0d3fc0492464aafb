"""Read the slots of the launch account out of one masked sentence.

Each reader yields values with the place where they stand; whether the stretch there tells of the launch in
the news, and whose word it is, is decided by the coder.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import cast

from bongsu.coding.amounts import Figure
from bongsu.coding.focus import Segment
from bongsu.coding.found import Context, Found, Reader, clause_before, is_potential, taken, within_segment
from bongsu.coding.launch_rules import Patterns
from bongsu.coding.mask import CLOSE
from bongsu.coding.newsdays import ZONE_DAYS, days
from bongsu.coding.ordinals import read_ordinal
from bongsu.coding.platforms import read_carriers
from bongsu.coding.sites import read_sites
from bongsu.coding.systems import read_systems
from bongsu.coding.tellings import any_match, beside_launch, is_ground_alone, speaks_of_launches
from bongsu.coding.whereabouts import place_of
from bongsu.datelines import dateline_end
from bongsu.model import (
    Mention,
    Place,
    Quantity,
    Slot,
    Span,
    Term,
    TimeExpr,
    Value,
    Written,
    Zone,
)

AMOUNTS: tuple[Slot, ...] = ("apogee", "distance", "duration", "speed")
_PLANNED_REACH = 60  # characters between "originally scheduled" and the day that it was not
_PLANNED = re.compile(
    r"\b(?:originally|initially|previously) (?:scheduled|planned|set|slated|due|targeted)(?: [\w-]+){0,4} ?$",
    re.IGNORECASE,
)
_SIDE_REACH = 60  # characters between "outside" and the zone's name
_EXACT = re.compile(r"(?:in|into|on|inside|to|toward|towards) (?:the )?\ue000[PW]\d+\ue001")
_NARROWED = re.compile(  # "the Far East region of Kamchatka": the place within one that is wider
    r"\ue000P\d+\ue001 (?:area|district|peninsula|prefecture|province|region|territory) of (?:the )?"
    r"(?=\ue000P\d+\ue001\Z)"
)
_FALLS = re.compile(r"[APWL]\d|sea|ocean|water|coast", re.IGNORECASE)
_NAMED = r"\ue000[AP]\d+\ue001"
_AND = re.compile(
    rf"(?: \w+)?(?: and (?:the )?|, (?={_NAMED},? and {_NAMED}))\ue000[AP](?P<take>\d+)\ue001"
    rf"(?=[.,;]|$| (?:and|before|after|on|in|at|into|early|late|\ue000T))"
)
_CLOCK = re.compile(r"T\d\d")
_HEADING = re.compile(r" ?(?:direction|trajectory|course|heading|path|azimuth)", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:in|from|of|near|at) (?:the |its )?(?:(?:\w+|\ue000A\d+\ue001)[’']s? )?\Z", re.IGNORECASE)
_THE = re.compile(r"[“\"]?(?:The (?:\w[\w-]*,? ){0,4}|(?:The )?\ue000Y\d+\ue001 (?:\w[\w-]* )?)", re.IGNORECASE)
_STOPPED = re.compile(r"\b(?:intercept|destroy|shot down|shooting down|downed)\w*\b[^.;]*\Z", re.IGNORECASE)
_INTERCEPTED = re.compile(r"\b(?:intercept\w*|shot down|downed)\b", re.IGNORECASE)
_OF_TARGET = re.compile(
    r"\btarget (?:missile|rocket|drone)s?\b[^.;]*\Z"
    r"|\b(?:mock|fake|simulated|dummy|target) (?:(?!was\b|were\b)[\w-]+ ){0,2}\Z",
    re.IGNORECASE,
)
_CARRIES = re.compile(  # "it was carrying four satellites", "both satellites were lost"
    r"(?:rockets?|vehicles?|boosters?|it) (?:\w+ )*carr|satellites?(?: payloads?)? (?:\w+ )*(?:lost|failed)\b|loss of ",
    re.IGNORECASE,
)
_FIRED = re.compile(r" (?:(?:that|which) )?(?:(?:was|had been) )?(?:fired|launched)\b")  # "to stop a rocket fired from"
_UNREAL = re.compile(r"\bwould (?:have|be)\b|\bunlikely\b", re.IGNORECASE)  # "the launch would have been a success"
_EARLIER = re.compile(r"\b(?:earlier|previous|prior|past) (?:[\w-]+ )?\Z", re.IGNORECASE)  # "after an earlier failure"
_STANDS = re.compile(r"\b(?:is|are|stands|stood)(?: \w+)? \Z", re.IGNORECASE)
_SHOWN = re.compile(r"\b(?:unveil|parad|display|develop|deploy|build|built|acquir)\w*\b[^.;]*\Z", re.IGNORECASE)
_SEEN_BY = re.compile(r"\b(?:track|detect|monitor|observ|follow|record|watch)\w*\b[^.;]*\bby\b[^.;]*\Z", re.IGNORECASE)
_RECOVERY = re.compile(
    r"\b(?:first[- ]stages?|boosters?)\b(?:(?!\b(?:and|but) (?:the|its) (?:[\w-]+ )?(?:missile|rocket)\b).)*"
    r"\b(?:land\w*|drone ?ship|recover\w*|splash\w*|parachut\w*)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:its|their|the)\b.*(?:missile|rocket|satellite|drone)s\Z", re.IGNORECASE
)  # "its Agni missiles"
_NOT_FIRED = re.compile(r"(?:satellite|spacecraft|payload)s?\Z|\b(?:previous|earlier|next)\b", re.IGNORECASE)


def may_tell(context: Context) -> bool:
    """Say whether a sentence has any word that a value can be read by; most sentences of a report have none."""
    return (
        speaks_of_launches(context.masked, context.rules)
        or context.rules.stems["other"].search(context.masked.text) is not None
    )


def read_amounts(context: Context) -> Iterator[Found]:
    """Distance, apogee, duration and speed of the flight: by syntax, and by patterns where syntax does not tell."""
    settled = set()
    masked = context.masked
    amounts = tuple(item for _, item in masked.symbols("LS") if isinstance(item, Quantity))
    for figure in context.figures.read(amounts, masked.span(0, len(masked.text))) if amounts else ():
        position = masked.position(figure.amount.span.start)
        settled.add(position)
        if figure.role != "none" and not is_potential(context, position) and not _is_no_peak(context, figure, position):
            yield Found(figure.role, figure.amount, position, figure.put_by)
    yield from (found for found in _by_patterns(context) if found.position not in settled)


def _is_no_peak(context: Context, figure: Figure, position: int) -> bool:
    """Say whether a height is that of an interception, or of the rocket that stands: "is 24 metres high"."""
    before = clause_before(context, position)
    return figure.role == "apogee" and (_STOPPED.search(before) is not None or _STANDS.search(before) is not None)


def _by_patterns(context: Context) -> Iterator[Found]:
    apogees = {found.position for found in taken(context, "apogee", context.rules.slots["apogee"])}
    for slot in AMOUNTS:
        for found in taken(context, slot, context.rules.slots[slot]):
            segment = context.segment(found.position)
            possible = any_match(context.rules.modal, clause_before(context, found.position))
            other = context.rules.veto.search(context.masked.text, segment.start, found.position)
            if slot == "duration" and _is_recovery(context, segment):
                continue
            if possible is None and other is None and not (slot == "distance" and found.position in apogees):
                yield found


def read_directions(context: Context) -> Iterator[Found]:
    """Where it headed; a part of a land is no heading."""
    headings = taken(context, "direction", context.rules.slots["direction"])
    yield from (found for found in headings if not _is_part(context, found))


def _is_part(context: Context, found: Found) -> bool:
    """Say whether a point of the compass is a part of a land and no heading: "from Sukchon in the southwest"."""
    words = context.text[found.value.span.start : found.value.span.end]
    behind = context.masked.text[context.masked.text.index(CLOSE, found.position) + 1 :]
    heads = _HEADING.search(words) is not None or _HEADING.match(behind) is not None
    return not heads and _PART_OF.search(context.masked.text, 0, found.position) is not None


def read_actor(context: Context) -> Iterator[Found]:
    """The launching state: the one that the anchor names, wherever a stretch says that it launched."""
    for found in within_segment(context, "actor"):
        if not isinstance(found.value, Mention) or found.value.entity is None or context.actor is None:
            continue
        ground = is_ground_alone(context.masked, found.position + 2, found.value)
        if found.value.entity.country == context.actor and not (ground or context.ties.is_bystander(found.value.span)):
            yield found


def read_times(context: Context) -> Iterator[Found]:
    """Days and clock times of the launch, by what they hang on; a clock time of the flight or fall is none of them."""
    previous: tuple[int, bool] | None = None
    body = dateline_end(context.text, context.masked.at(0))
    for position, item in context.masked.symbols("T"):
        if not isinstance(item, TimeExpr) or item.span.start < body:
            continue
        bracketed = previous is not None and context.masked.text[previous[0] : position].endswith("(")
        told = previous[1] if bracketed and previous is not None else _dates_launch(context, position, item)
        previous = context.masked.text.index(CLOSE, position) + 1, told
        loose = item.granularity == "month" and context.ties.time(item.span) not in {"launch", "flight"}
        unsure = loose or item.granularity == "year" or position in context.statement_times
        if told and not unsure and not _another_day(item, context.day):
            yield Found("time", item, position)


def _dates_launch(context: Context, position: int, item: TimeExpr) -> bool:
    """Say whether a time is that of the launch: by syntax, and by the words around it where syntax does not tell."""
    if _PLANNED.search(context.masked.text, max(0, position - _PLANNED_REACH), position) is not None:
        return False
    clock = _CLOCK.search(item.value) is not None
    tie = context.ties.time(item.span)
    if tie is not None:
        return tie == "launch" or (tie == "flight" and not clock)
    segment = context.segment(position)
    stretch = context.masked.text, segment.start, segment.end
    if not segment.launches or (segment.aside and not any_match(context.rules.dated, *stretch)):
        return False
    if clock and _fell_last(context, segment.start, position):
        return False
    return beside_launch(context.masked, segment.start, segment.end, position, context.rules)


def _fell_last(context: Context, start: int, position: int) -> bool:
    """Say whether the words of flight or fall stand nearer before a clock time than any words of the launch."""

    def last(patterns: Patterns) -> int:
        text = context.masked.text
        return max(
            (match.end() for pattern in patterns for match in pattern.finditer(text, start, position)), default=-1
        )

    return last(context.rules.flight) > max(last(context.rules.act), last(context.rules.noun))


def _another_day(item: TimeExpr, day: dt.date | None) -> bool:
    """Say whether a time is of another day than the launch's: a statement's, a test's that came before."""
    found = days(item)
    return found is not None and day is not None and abs((found[0] - day).days) > ZONE_DAYS


def read_count(context: Context) -> Iterator[Found]:
    """How many missiles: a number, or one where an indefinite article or an owner stands before what was launched."""
    counted = [found for found in taken(context, "count", context.rules.count) if not _not_fired(context, found.value)]
    counted += _singles(context, context.rules.single)
    yield from counted
    for position, item in context.masked.symbols("N"):
        revised = context.ties.revised(item.span)
        if revised or any(context.ties.listed(item.span, other.value.span) for other in counted):
            yield Found("count", cast("Value", item), position, revised)
    for found in _singles(context, context.rules.listed) if counted else ():
        if any(context.ties.listed(found.value.span, other.value.span) for other in counted):
            yield found


def _singles(context: Context, patterns: Patterns) -> Iterator[Found]:
    """Yield the single missiles that patterns take, their words from the article to the noun."""
    for pattern in patterns:
        for match in pattern.finditer(context.masked.text):
            span = context.masked.span(*match.span("words"))
            noun = context.text[span.start : span.end].split()[-1].lstrip("“‘\"'")
            one = Quantity(span, 1.0, 1.0, "1", Written(("1",), noun))
            segment = context.segment(match.start("words"))
            possible = any_match(context.rules.modal, context.masked.text, segment.start, match.start("words"))
            if possible is None and not _not_fired(context, one) and not _several(context, span):
                fired = _FIRED.match(context.text, span.end) is not None
                yield Found("count", one, match.start("words"), presupposed=fired)


def _several(context: Context, span: Span) -> bool:
    """Say whether words are of more than one missile: "its Agni missiles"."""
    return _SEVERAL.match(context.text, span.start, span.end) is not None


def _not_fired(context: Context, counted: Value) -> bool:
    """Say whether what is counted is what a launcher carried, or went before: "three satellites", "four previous"."""
    return _NOT_FIRED.search(context.text, counted.span.start, counted.span.end) is not None


def read_overflight(context: Context) -> Iterator[Found]:
    """What it flew over: a state or a place of another state; seas and its own land tell nothing."""
    first = list(within_segment(context, "overflight"))
    for found in (*first, *(other for one in first for other in _listed(context, one))):
        before = clause_before(context, found.position)
        possible = any_match(context.rules.modal, before) or _STOPPED.search(before)
        entity = found.value.entity if isinstance(found.value, Mention | Place) else None
        abroad = entity is not None and entity.country not in {None, context.actor}
        person = isinstance(found.value, Mention) and found.value.label == "person"
        site = isinstance(found.value, Place) and found.value.feature in {"site", "range"}
        if possible is None and abroad and not person and not site and context.ties.flies_over(found.value.span):
            yield found


def _listed(context: Context, found: Found) -> Iterator[Found]:
    """Yield what is listed with something flown over: "over the mountains, Iran and Iraq"."""
    text, end = context.masked.text, found.position
    while match := _AND.match(text, text.index(CLOSE, end) + 1):
        end = match.start("take") - 2
        yield Found(found.slot, cast("Value", context.masked.item(match)), end)


def read_splash(context: Context) -> Iterator[Found]:
    """Where it came down: the place named, at its precision, or the words when no table knows the place."""
    masked = context.masked
    if _FALLS.search(masked.text) is None:
        return
    for pattern in context.rules.slots["splash"]:
        for match in pattern.finditer(masked.text):
            start, end = match.span("words")
            span = masked.span(start, end)
            if not _can_lie(context, start, end):
                continue
            places = [item for _, item in masked.symbols("PW", start, end) if isinstance(item, Place)]
            lengths = [item for _, item in masked.symbols("L", start, end) if isinstance(item, Quantity)]
            narrowed = _NARROWED.search(masked.text, start, end)
            if narrowed is not None:
                start, places = narrowed.end(), places[-1:]
                span = masked.span(start, end)
            exact = narrowed is not None or _EXACT.fullmatch(masked.text, start, end) is not None
            yield Found(
                "splash", place_of(span, context.text[span.start : span.end], places, lengths, exact=exact), start
            )


def _can_lie(context: Context, start: int, end: int) -> bool:
    """Say whether a missile can lie where words say: no launcher's stage does, and it is no company's "droneship"."""
    masked = context.masked
    named = [item.entity for _, item in masked.symbols("A", start, end) if isinstance(item, Mention)]
    states = all(entity is not None and entity.id == entity.country for entity in named)
    aimed = bool(named) and masked.text[start:].startswith("into") and _INTERCEPTED.search(masked.text) is not None
    return states and not aimed and not _is_recovery(context, context.segment(start))


def _is_recovery(context: Context, segment: Segment) -> bool:
    """Say whether a stretch tells how the stage of a launcher comes back."""
    return _RECOVERY.search(context.masked.text, segment.start, segment.end) is not None


_BY_RANGE = frozenset({"ICBM", "IRBM", "MRBM", "SRBM"})
_SHARES = re.compile(r"(?:ballistic|cruise) (?:and|or)\b", re.IGNORECASE)  # "ballistic and cruise missiles"


def read_terms(context: Context) -> Iterator[Found]:
    """Coded values: class, platform, outcome and damage, the most specific code of each stretch.

    Of classes by range, all that a stretch names ("an IRBM, though Tokyo does not rule out an ICBM"), and of others all
    of a list ("drones and cruise missiles").
    """
    sentence = context.masked.span(0, len(context.masked.text))
    heard = {
        slot: context.rules.stems[slot].search(context.text, sentence.start, sentence.end) is not None
        for slot in context.rules.terms
    }
    if not any(heard.values()):
        return
    for segment in context.segments:
        words = context.masked.span(segment.start, segment.end)
        for slot, codes in context.rules.terms.items():
            told: list[Span] = []
            for code, patterns in codes.items() if heard[slot] else ():
                span = _first(context, segment, slot, patterns) if slot == "outcome" else _any(context, patterns, words)
                if span is None:
                    continue
                listed = _SHARES.match(context.text, span.start) or any(context.ties.listed(span, one) for one in told)
                if told and code not in _BY_RANGE and not listed:
                    continue
                told.append(span)
                found = _term(context, segment, slot, Term(span, slot, code))
                if found is not None:
                    yield found


def _any(context: Context, patterns: Patterns, words: Span) -> Span | None:
    """Return the first words of a stretch that stand for a code."""
    match = any_match(patterns, context.text, words.start, words.end)
    return None if match is None else Span(*match.span())


def _first(context: Context, segment: Segment, slot: Slot, patterns: Patterns) -> Span | None:
    """Return the first words of a segment that stand for a code and are of the launch: "a success after a failure"."""
    words = context.masked.span(segment.start, segment.end)
    found = (one for pattern in patterns for one in pattern.finditer(context.text, words.start, words.end))
    return next(
        (span for one in found if (span := Span(*one.span())) and _tells_of(context, segment, slot, span)), None
    )


def _term(context: Context, segment: Segment, slot: Slot, term: Term) -> Found | None:
    """Return a coded value where its words are about the launch: damage always, others by what they hang on."""
    position = max(segment.start, context.masked.position(term.span.start))
    if slot != "damage":
        possible = any_match(context.rules.modal, clause_before(context, position))
        possible = possible or _UNREAL.search(context.text, term.span.start, term.span.end)
        if possible is not None or not _tells_of(context, segment, slot, term.span):
            return None
    return Found(
        slot, term, position, presupposed=term.code == "satellite"
    )  # "on a mission to put satellites in orbit"


def _tells_of(context: Context, segment: Segment, slot: Slot, span: Span) -> bool:
    if slot == "outcome":
        earlier = _EARLIER.search(context.text, context.masked.at(segment.start), span.start) is not None
        return not earlier and context.ties.is_fate(span) and not _is_recovery(context, segment)
    if _OF_TARGET.search(context.text, context.masked.at(segment.start), span.start) is not None:
        return False  # "intercepted a target missile launched from an aircraft"
    if slot == "platform" and _SEEN_BY.search(context.text, context.masked.at(segment.start), span.end) is not None:
        return False
    return (
        segment.launches
        or (slot == "class" and _CARRIES.match(context.text, span.start) is not None)
        or (slot == "class" and _is_the_missile(context, segment, span))
        or (slot == "class" and (context.ties.is_predicate(span) or context.ties.is_flier(span)))
        or (slot == "platform" and not _is_shown(context, segment, span) and context.ties.is_of_launch(span))
    )


def _is_shown(context: Context, segment: Segment, span: Span) -> bool:
    """Say whether a stretch tells of what is built or paraded: "unveiled its submarine-launched missiles"."""
    return _SHOWN.search(context.text, context.masked.at(segment.start), span.start) is not None


def _is_the_missile(context: Context, segment: Segment, span: Span) -> bool:
    """Say whether a stretch begins with the missile that was launched: "The ballistic missile can carry"."""
    before = context.masked.text[segment.start : context.masked.position(span.start)]
    return _THE.fullmatch(before) is not None


def read_zone(context: Context) -> Iterator[Found]:
    """On which side of whose zone it fell."""
    text = context.masked.text
    for name, pattern in context.rules.zones.items():
        for match in pattern.finditer(text):
            reach = max(0, match.start() - _SIDE_REACH)
            outside = context.rules.outside.search(text, reach, match.start())
            inside = context.rules.inside.search(text, reach, match.start())
            if outside is None and inside is None:
                continue
            side = outside or inside
            assert side is not None
            span = context.masked.span(side.start(), match.end())
            holder = _holder(context, reach, match.start())
            if holder is None and outside is None:
                continue  # "a drill in its own territorial waters"
            zone = Zone(span, holder, name, "outside" if outside else "inside")
            yield Found("zone", zone, side.start())


def _holder(context: Context, start: int, end: int) -> str | None:
    """Return the state whose zone it is: the actor named last before the zone, or the sentence's first ("its zone")."""
    for stretch in ((start, end), (0, end)):
        owners = [
            item.entity.country
            for _, item in context.masked.symbols("A", *stretch)
            if isinstance(item, Mention)
            and item.entity is not None
            and item.entity.country not in {None, context.actor}
        ]
        if owners:
            return owners[-1] if stretch[0] == start else owners[0]
    return None


READERS: tuple[Reader, ...] = (
    read_actor,
    read_sites,
    read_directions,
    read_systems,
    read_count,
    read_times,
    read_amounts,
    read_overflight,
    read_splash,
    read_zone,
    read_terms,
    read_carriers,
    read_ordinal,
)
