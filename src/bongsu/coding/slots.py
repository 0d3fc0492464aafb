"""Read the slots of the launch account out of one masked sentence.

Each reader yields values with the place where they stand; whether the stretch there tells of the launch in
the news, and whose word it is, is decided by the coder.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import cast

import msgspec

from bongsu.coding.amounts import Figures
from bongsu.coding.focus import Segment
from bongsu.coding.launch_rules import LaunchRules, Patterns
from bongsu.coding.mask import CLOSE, OPEN, Masked
from bongsu.coding.newsdays import ZONE_DAYS, days
from bongsu.coding.tellings import DATELINE, any_match, beside_launch, speaks_of_launches
from bongsu.coding.ties import Ties
from bongsu.coding.whereabouts import place_of
from bongsu.model import (
    Attribution,
    Mention,
    Ordinal,
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

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
AMOUNTS: tuple[Slot, ...] = ("apogee", "distance", "duration", "speed")
_SIDE_REACH = 60  # characters between "outside" and the zone's name
_SINCE = re.compile(r"\bsince\b|\A\W{0,3}(?:\w+ )?(?:in|for|after)\b", re.IGNORECASE)
_EXACT = re.compile(r"(?:in|into|on|inside|toward|towards) (?:the )?\ue000[PW]\d+\ue001")
_FALLS = re.compile(r"[PWL]\d|sea|ocean|water|coast", re.IGNORECASE)
_SET_APART = re.compile(r", (?:which|who|capable of|designed to)\b[^,;.]*,")
_KINDS: dict[str, str] = {"apogee": "L", "distance": "L", "duration": "S", "speed": "V", "site": "PW", "direction": "B",
                          "system": "Y", "actor": "A", "count": "N", "overflight": "AP"}  # fmt: skip
_KIND = (
    r"(?:port|harbou?r|town|city|village|county|area|region|district|desert|base|airport|airfield|range|complex|site"
    r"|island)"
)
_FROM = re.compile(r"\bfrom (?:(?!to\b|and\b)[^\s.;,]+ ){0,12}\Z", re.IGNORECASE)
_OF_KIND = re.compile(rf"\b{_KIND}(?: of)? \Z", re.IGNORECASE)
_KIND_LAST = re.compile(rf" {_KIND}\Z", re.IGNORECASE)
_KIND_NEXT = re.compile(rf" {_KIND}\b", re.IGNORECASE)
_CLOCK = re.compile(r"T\d\d")
_AT_DISTANCE = re.compile(
    rf"{OPEN}L\d+{CLOSE}(?: \([^)]*\))?(?: to the)? (?:\w+-)?(?:north|south|east|west)\w* (?:of|from)"
    r"(?: the| its)?(?: capital,?)? \Z",
    re.IGNORECASE,
)
_SHIP = re.compile(
    r"\b(?:USS|HMS|HMAS|INS|ROKS|PNS|JS|FS|submarine|destroyer|frigate|warship|cruiser|corvette|vessel|ship) \Z"
)
_SHIP_CLASS = re.compile(r"-class\b")
_OF_SALVO = re.compile(r"(?:missile|rocket|projectile|ICBM|SLBM)s?\Z", re.IGNORECASE)


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
    """A value for a slot and its position in the masked text; ``put_by`` where its own verb says whose word it is."""

    slot: Slot
    value: Value
    position: int
    put_by: tuple[Attribution, ...] = ()


def may_tell(context: Context) -> bool:
    """Say whether a sentence has any word that a value can be read by; most sentences of a report have none."""
    return (
        speaks_of_launches(context.masked, context.rules)
        or context.rules.stems["other"].search(context.masked.text) is not None
    )


Reader = Callable[[Context], Iterator[Found]]


def _taken(context: Context, slot: Slot, patterns: Patterns) -> Iterator[Found]:
    """Yield the annotations that a slot's patterns take."""
    if not any(f"{OPEN}{kind}" in context.masked.text for kind in _KINDS[slot]):
        return
    for pattern in patterns:
        for match in pattern.finditer(context.masked.text):
            yield Found(slot, cast("Value", context.masked.item(match)), match.start("take") - 2)


def read_amounts(context: Context) -> Iterator[Found]:
    """Distance, apogee, duration and speed of the flight: by syntax, and by patterns where syntax does not tell."""
    settled = set()
    masked = context.masked
    amounts = tuple(item for _, item in masked.symbols("LS") if isinstance(item, Quantity))
    for figure in context.figures.read(amounts, masked.span(0, len(masked.text))) if amounts else ():
        position = masked.position(figure.amount.span.start)
        settled.add(position)
        if figure.role != "none" and not _is_potential(context, position):
            yield Found(figure.role, figure.amount, position, figure.put_by)
    yield from (found for found in _by_patterns(context) if found.position not in settled)


def _is_potential(context: Context, position: int) -> bool:
    """Say whether words of a capability or another path stand before an amount in its clause."""
    return context.rules.potential.search(_clause_before(context, position)) is not None


def _clause_before(context: Context, position: int) -> str:
    """Return the words before a value in its segment, without what commas set apart (", which can carry …,")."""
    return _SET_APART.sub(",", context.masked.text[context.segment(position).start : position])


def _by_patterns(context: Context) -> Iterator[Found]:
    apogees = {found.position for found in _taken(context, "apogee", context.rules.slots["apogee"])}
    for slot in AMOUNTS:
        for found in _taken(context, slot, context.rules.slots[slot]):
            segment = context.segment(found.position)
            possible = any_match(context.rules.modal, _clause_before(context, found.position))
            other = context.rules.veto.search(context.masked.text, segment.start, found.position)
            if possible is None and other is None and not (slot == "distance" and found.position in apogees):
                yield found


def read_names(context: Context) -> Iterator[Found]:
    """Site, direction and system."""
    sites = [found for found in _within_segment(context, "site") if _is_site(context, found)]
    sites += [beside for found in sites for beside in _wider(context, found)]
    yield from sorted({found.position: found for found in sites}.values(), key=lambda found: found.position)
    yield from _taken(context, "direction", context.rules.slots["direction"])
    named = {found.position for found in _taken(context, "system", context.rules.slots["system"])}
    for position, item in context.masked.symbols("Y"):
        segment = context.segment(position)
        possible = any_match(context.rules.modal, context.masked.text, segment.start, position)
        if possible is None and (segment.launches or position in named):
            yield Found("system", item, position)


def _wider(context: Context, found: Found) -> Iterator[Found]:
    """Yield the place that stands with a site: "Sunan, near the capital, Pyongyang", "Kusong in North Pyongan"."""
    text = context.masked.text
    beside = context.rules.beside_site.match(text, text.index(CLOSE, found.position) + 1)
    if beside is not None:
        wider = Found("site", cast("Value", context.masked.item(beside)), beside.start("take") - 2)
        if isinstance(wider.value, Place) and wider.value.feature and _is_home(wider.value, context.actor):
            yield wider


def _within_segment(context: Context, slot: Slot) -> Iterator[Found]:
    """Yield what a slot's patterns take without crossing from one segment into another."""
    if not any(f"{OPEN}{kind}" in context.masked.text for kind in _KINDS[slot]):
        return
    for segment in context.segments:
        for pattern in context.rules.slots[slot]:
            for match in pattern.finditer(context.masked.text, segment.start, segment.end):
                yield Found(slot, cast("Value", context.masked.item(match)), match.start("take") - 2)


def _is_site(context: Context, found: Found) -> bool:
    """Say whether what stands where a site does can be one: a place that no table knows, where words say what it is."""
    if _is_elsewhere(context, found):
        return False
    known = isinstance(found.value, Place) and found.value.feature is not None
    return (known or _is_called_place(context, found)) and _is_home(found.value, context.actor)


def _is_elsewhere(context: Context, found: Found) -> bool:
    """Say whether a name is a ship's, or what a site is so far from: "the USS Ohio", "800 km north of Moscow"."""
    text, start = context.masked.text, context.segment(found.position).start
    behind = text.index(CLOSE, found.position) + 1
    ship = _SHIP.search(text, start, found.position) or _SHIP_CLASS.match(text, behind)
    return ship is not None or _AT_DISTANCE.search(text, start, found.position) is not None


def _is_called_place(context: Context, found: Found) -> bool:
    """Say whether a place stands behind "from", with the kind of place it is: "from the port of X", "the X area"."""
    text, start = context.masked.text, context.segment(found.position).start
    if _FROM.search(text, start, found.position) is None:
        return False
    name = context.text[found.value.span.start : found.value.span.end]
    behind = text[text.index(CLOSE, found.position) + 1 :]
    return (
        _OF_KIND.search(text, start, found.position) is not None
        or _KIND_LAST.search(name) is not None
        or _KIND_NEXT.match(behind) is not None
    )


def _is_home(value: Value, actor: str | None) -> bool:
    """Say whether a state can have launched from a place: its own soil, no state's, or a known launch site."""
    entity = value.entity if isinstance(value, Place) else None
    abroad = entity is not None and entity.country is not None and actor is not None and entity.country != actor
    return not abroad or (isinstance(value, Place) and value.feature == "site")


def read_actor(context: Context) -> Iterator[Found]:
    """The launching state: the one that the anchor names, wherever a stretch says that it launched."""
    for found in _within_segment(context, "actor"):
        entity = found.value.entity if isinstance(found.value, Mention) else None
        if context.actor is not None and entity is not None and entity.country == context.actor:
            yield found


def read_times(context: Context) -> Iterator[Found]:
    """Days and clock times of the launch, by what they hang on; a clock time of the flight or fall is none of them."""
    previous: tuple[int, bool] | None = None
    dateline = DATELINE.match(context.masked.text)
    for position, item in context.masked.symbols("T"):
        if not isinstance(item, TimeExpr) or (dateline is not None and position < dateline.end()):
            continue
        bracketed = previous is not None and context.masked.text[previous[0] : position].endswith("(")
        told = previous[1] if bracketed and previous is not None else _dates_launch(context, position, item)
        previous = context.masked.text.index(CLOSE, position) + 1, told
        unsure = item.granularity in {"year", "month"} or position in context.statement_times
        if told and not unsure and not _another_day(item, context.day):
            yield Found("time", item, position)


def _dates_launch(context: Context, position: int, item: TimeExpr) -> bool:
    """Say whether a time is that of the launch: by syntax, and by the words around it where syntax does not tell."""
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
    """How many missiles: a number, or one where an indefinite article stands before what was launched."""
    yield from _taken(context, "count", context.rules.count)
    for position, item in context.masked.symbols("N"):
        revised = context.ties.revised(item.span)
        if revised:
            yield Found("count", item, position, revised)
    for pattern in context.rules.single:
        for match in pattern.finditer(context.masked.text):
            span = context.masked.span(*match.span("words"))
            noun = context.text[span.start : span.end].split()[-1]
            one = Quantity(span, 1.0, 1.0, "1", Written(("1",), noun))
            segment = context.segment(match.start("words"))
            if not any_match(context.rules.modal, context.masked.text, segment.start, match.start("words")):
                yield Found("count", one, match.start("words"))


def read_overflight(context: Context) -> Iterator[Found]:
    """What it flew over: a state or a place of another state; seas and its own land tell nothing."""
    for found in _within_segment(context, "overflight"):
        possible = any_match(context.rules.modal, _clause_before(context, found.position))
        entity = found.value.entity if isinstance(found.value, Mention | Place) else None
        abroad = entity is not None and entity.country not in {None, context.actor}
        person = isinstance(found.value, Mention) and found.value.label == "person"
        if possible is None and abroad and not person and context.ties.flies_over(found.value.span):
            yield found


def read_splash(context: Context) -> Iterator[Found]:
    """Where it came down: the place named, at its precision, or the words when no table knows the place."""
    masked = context.masked
    if _FALLS.search(masked.text) is None:
        return
    for pattern in context.rules.slots["splash"]:
        for match in pattern.finditer(masked.text):
            start, end = match.span("words")
            span = masked.span(start, end)
            places = [item for _, item in masked.symbols("PW", start, end) if isinstance(item, Place)]
            lengths = [item for _, item in masked.symbols("L", start, end) if isinstance(item, Quantity)]
            exact = _EXACT.fullmatch(masked.text, start, end) is not None
            yield Found(
                "splash", place_of(span, context.text[span.start : span.end], places, lengths, exact=exact), start
            )


_BY_RANGE = frozenset({"ICBM", "IRBM", "MRBM", "SRBM"})


def read_terms(context: Context) -> Iterator[Found]:
    """Coded values: class, platform, outcome and damage, the most specific code of each stretch.

    Of classes by range, all that a stretch names: "an IRBM, though Tokyo does not rule out an ICBM".
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
            is_told = False
            for code, patterns in codes.items() if heard[slot] else ():
                if is_told and code not in _BY_RANGE:
                    continue
                match = any_match(patterns, context.text, words.start, words.end)
                if match is not None:
                    is_told = True
                    found = _term(context, segment, slot, Term(Span(*match.span()), slot, code))
                    if found is not None:
                        yield found


def _term(context: Context, segment: Segment, slot: Slot, term: Term) -> Found | None:
    """Return a coded value where its words are about the launch: damage always, others by what they hang on."""
    position = max(segment.start, context.masked.position(term.span.start))
    if slot != "damage":
        possible = any_match(context.rules.modal, _clause_before(context, position))
        if possible is not None or not _tells_of(context, segment, slot, term.span):
            return None
    return Found(slot, term, position)


def _tells_of(context: Context, segment: Segment, slot: Slot, span: Span) -> bool:
    if slot == "outcome":
        return context.ties.is_of_launch(span)
    return (
        segment.launches
        or (slot == "class" and context.ties.is_predicate(span))
        or (slot == "platform" and context.ties.is_of_launch(span))
    )


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


def read_ordinal(context: Context) -> Iterator[Found]:
    """What it is the nth of, and since when: "first since November", "second in four days", "quiet for two months"."""
    masked = context.masked
    for pattern in context.rules.ordinal:
        for match in pattern.finditer(masked.text):
            position, period = next(masked.symbols("TD", *match.span("tail")), (0, None))
            if isinstance(period, TimeExpr) and _CLOCK.search(period.value) is not None:
                continue  # "the first was fired at 6 a.m." counts missiles of one launch
            named = match.start("tail")  # where what is counted ends, or the number where nothing is named
            end = masked.text.index(CLOSE, position) + 1 if period is not None else named
            scope = _words(context, *match.span("scope")) if "scope" in pattern.groupindex else None
            value = Ordinal(
                masked.span(match.start("number"), end),
                _number(match["number"]),
                scope,
                period if isinstance(period, TimeExpr) else None,
            )
            since = period is not None and _SINCE.search(masked.text[named:position]) is not None
            slot: Slot = "first_since" if since and value.number == 1 else "ordinal"
            if value.number != 1 and not since and _OF_SALVO.search(scope or ""):
                continue  # "the second missile, launched on Wednesday" is one of a salvo
            if value.number != 1 or period is not None or "time" in (scope or ""):  # "the first missile" counts nothing
                yield Found(slot, value, match.start("number"))
    for pattern in context.rules.pause:
        for match in pattern.finditer(masked.text):
            scope = _words(context, *match.span("scope")) if "scope" in pattern.groupindex else None
            period = masked.item(match)
            assert isinstance(period, TimeExpr)
            yield Found("first_since", Ordinal(masked.span(*match.span()), None, scope, period), match.start())


def _words(context: Context, start: int, end: int) -> str:
    """Return the report's words for a stretch of the masked text."""
    span = context.masked.span(start, end)
    return context.text[span.start : span.end]


def _number(word: str) -> int:
    lower = word.lower()
    return ORDINALS.index(lower) + 1 if lower in ORDINALS else int(re.sub(r"\D", "", word))


READERS: tuple[Reader, ...] = (
    read_actor,
    read_names,
    read_count,
    read_times,
    read_amounts,
    read_overflight,
    read_splash,
    read_zone,
    read_terms,
    read_ordinal,
)
