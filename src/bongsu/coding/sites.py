"""Where a launch was: the site slot of the account.

A place is the site where words of a launch stand "from" it or "at" it. What was fired at, where the payload came down,
a ship's name and the place that a distance is reckoned from are none.
"""

import re
from collections.abc import Iterator
from typing import cast

from bongsu.coding.focus import Segment
from bongsu.coding.found import Context, Found, is_home, is_potential, within_segment
from bongsu.coding.mask import CLOSE, OPEN, PAD
from bongsu.coding.tellings import SOON, is_ground
from bongsu.coding.whereabouts import place_of
from bongsu.model import Mention, Place, Quantity, Span, Value

_KIND = (
    r"(?:port|harbou?r|town(?:ship)?|city|village|county|regency|area|region|district|desert|base|airport|airfield|range|complex|site"
    r"|island|province|governorate|prefecture|peninsula|garrison|mountains?(?: range)?|heights|launch ?pad|spaceport"
    r"|cosmodrome)"
)
_FROM = re.compile(r"\b(?:from|in|at|near|off) (?:(?!to\b|and\b)[^\s.;,]+ ){0,12}\Z", re.IGNORECASE)
_OF_KIND = re.compile(rf"\b{_KIND}(?: of)? \Z", re.IGNORECASE)
_KIND_LAST = re.compile(rf" {_KIND}\Z", re.IGNORECASE)
_KIND_NEXT = re.compile(rf" {_KIND}\b", re.IGNORECASE)
_AT_DISTANCE = re.compile(
    rf"{OPEN}L\d+{CLOSE}(?: \([^)]*\))?(?:(?: to the)? (?:\w+-)?(?:north|south|east|west)\w* (?:of|from)| away from"
    rf"|(?<=, {OPEN}L\d{CLOSE}) from)(?: the| its)?(?: \w+| {OPEN}A\d+{CLOSE})?(?: capital,?)? \Z",
    re.IGNORECASE,
)
_FELL_FROM = re.compile(  # "came down 70 km from Kiruna"
    rf"\b(?:fell|land|splash|parachut|came down|crash|impact|recover)\w*\b[^.;]*{OPEN}L\d+{CLOSE}"
    rf"(?: \([^)]*\))? (?:away )?from (?:the )?\Z",
    re.IGNORECASE,
)
_SIDE = re.compile(
    rf"\b(?:just )?(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west) of (?:the )?(?:(?:\w+ )?{OPEN}A\d+{CLOSE} )?\Z",
    re.IGNORECASE,
)
_SHIP = re.compile(
    r"\b(?:USS|HMS|HMAS|INS|ROKS|PNS|JS|FS|submarine|destroyer|frigate|warship|cruiser|corvette|vessel|ship) \Z"
)
_UNIT = re.compile(
    r"\b(?:wing|squadron|fleet|flotilla|brigade|battalion|regiment|division"
    rf"|(?:crews?|airmen) from (?:the )?(?:{OPEN}A\d+{CLOSE} at )?)(?: based)? ?(?:at|from|of|in)? ?(?:the )?\Z",
    re.IGNORECASE,
)
_SHIP_CLASS = re.compile(
    r"[- ][Cc]lass\b| (?:[\w-]+ ){0,2}?(?:formation|division|regiment|brigade|battalion|wing|squadron)\b"
)
_AND = re.compile(
    rf"(?: {_KIND})?,? (?:and|or) (?:also )?(?:from |at )?(?:the )?(?:{OPEN}A\d+{CLOSE}[’']s )?"
    rf"{OPEN}P(?P<take>\d+){CLOSE}",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b(?:in|inside) (?:the )?(?P<place>[A-Z][^.,;]*)\Z")
_FIRED_AT = re.compile(
    r"\b(?:fired|fires|firing|shot|lobbed|launched|launches|launching)"
    rf"(?: (?:on )?{OPEN}T\d+{CLOSE})?(?: from (?:the )?(?:[\w-]+ ){{0,2}}?{OPEN}[AP]\d+{CLOSE})?"
    rf" (?:(?:on )?{OPEN}T\d+{CLOSE} )?[“\"]?at (?!{OPEN}T)"
    rf"(?:(?!from\b|in\b)(?:[\w.-]+|{OPEN}[AW]\d+{CLOSE}) )*(?:{OPEN}P\d+{CLOSE}, (?:north|south|east|west)\w* of )?\Z",
    re.IGNORECASE,
)
_SPEAKING = re.compile(r"\b(?:said|says|told|spoke|speaking|reporting) from (?:the |its )?\Z", re.IGNORECASE)
_WATCHING = re.compile(
    r"\b(?:track|detect|monitor|observ|follow|record|watch)ed by\b(?:(?!(?:fired|launched)\b)[^.;,])*\Z", re.IGNORECASE
)
_AIMED = re.compile(
    r"\b(?:aimed|directed|headed|heading|flew|flying|targeted|travell?ed) (?:at|to|towards?) (?:(?!\bfrom\b)[^.;])*\Z",
    re.IGNORECASE,
)
_AT_SITE = re.compile(r"\b(?:from|at) (?:the |its |a )?(?:(?!to\b|and\b)[^\s.;,]+ ){0,2}\Z", re.IGNORECASE)
_WORD = 12  # characters
_HITS = re.compile(
    r"\b(?:hit|hits|hitting|str[iu]ck\w*|striking|target\w*|reach\w*|aimed|warheads?|impact\w*|fell|land(?:ed|ing)|arriv\w*|toward\w*"
    r"|intercept\w*|destroy\w*|attend\w*|visit\w*|near)\b[^.;]*\Z",
    re.IGNORECASE,
)


def read_sites(context: Context) -> Iterator[Found]:
    """Where it was launched: a place, a launch site that it was held at, or so far in a direction from a place."""
    sites = [found for found in within_segment(context, "site") if _is_site(context, found)]
    sites += [found for found in _launch_sites(context) if _is_site(context, found)]
    yield from _offset_sites(context)
    yield from _grounds(context)
    sites += [beside for found in sites for beside in _listed(context, found)]
    sites += [beside for found in sites for beside in _wider(context, found)]
    sites = [_beside(context, found, sites) for found in sites]
    told = sorted({found.position: found for found in sites}.values(), key=lambda found: found.position)
    yield from (found for found in told if not any(_is_pad_of(context, found, other) for other in told))
    yield from (found for found in (*_regions(context), *_pads(context)) if not told)


def _beside(context: Context, found: Found, sites: list[Found]) -> Found:
    """Return ground beside a place where only its side is named: "from hills north of Kandahar" is not Kandahar."""
    start = context.segment(found.position).start
    side = _SIDE.search(context.masked.text, start, found.position)
    near = side is not None and any(start <= other.position < side.start() for other in sites)
    if side is None or near or not isinstance(found.value, Place):  # "Sunan, north of Pyongyang", names both
        return found
    span = Span(context.masked.at(side.start()), found.value.span.end)
    return Found("site", Place(span, context.text[span.start : span.end]), found.position)


def _is_pad_of(context: Context, found: Found, other: Found) -> bool:
    """Say whether a place is a pad of the launch site that is named with it: "Launch Complex 41 at Cape Canaveral"."""
    if not isinstance(found.value, Place) or not isinstance(other.value, Place):
        return False
    same = found.value.entity is not None and found.value.entity == other.value.entity
    return same and _is_pad(context, found.value) and not _is_pad(context, other.value)


def _is_pad(context: Context, place: Place) -> bool:
    return PAD.match(context.text, place.span.start, place.span.end) is not None


def _offset_sites(context: Context) -> Iterator[Found]:
    """Yield the sites that are told by their distance and direction from a place: "800 km north of Moscow"."""
    masked = context.masked
    for match in context.rules.offset.finditer(masked.text):
        segment = context.segment(match.start("words"))
        span = masked.span(*match.span("words"))
        places = [item for _, item in masked.symbols("P", *match.span("words")) if isinstance(item, Place)]
        lengths = [item for _, item in masked.symbols("L", *match.span("words")) if isinstance(item, Quantity)]
        if segment.launches and len(places) == 1 and is_home(places[0], context.actor):
            words = context.text[span.start : span.end]
            yield Found("site", place_of(span, words, places, lengths, exact=False), match.start("words"))


def _regions(context: Context) -> Iterator[Found]:
    """Yield the parts of its own land that it was launched from: "the western coast of North Korea"."""
    masked = context.masked
    for pattern in context.rules.region:
        for match in pattern.finditer(masked.text):
            position = match.start("words")
            named = [item.entity for _, item in masked.symbols("A", *match.span("words")) if isinstance(item, Mention)]
            home = all(one is not None and one.id == one.country == context.actor for one in named)
            if home and context.segment(position).launches and not is_potential(context, position):
                span = masked.span(*match.span("words"))
                yield Found("site", Place(span, context.text[span.start : span.end]), position)


def _pads(context: Context) -> Iterator[Found]:
    """Yield the states that are named as where a launch pad is: "from a New Zealand launch pad"."""
    for match in context.rules.pad.finditer(context.masked.text):
        named, position = cast("Mention", context.masked.item(match)), match.start("take") - 2
        state = named.entity is not None and named.entity.id == named.entity.country
        if state and context.segment(position).launches and not is_potential(context, position):
            yield Found("site", Place(named.span, context.text[named.span.start : named.span.end]), position)


def _grounds(context: Context) -> Iterator[Found]:
    """Yield the territories that armed groups fired from: "rockets fired from the Gaza Strip"."""
    for pattern in context.rules.ground:
        for match in pattern.finditer(context.masked.text):
            position = match.start("take") - 2
            place = _ground(context, cast("Mention", context.masked.item(match)))
            if place is not None and context.segment(position).launches and not _is_state_that_fires(context, match):
                yield Found("site", place, position)


def _is_state_that_fires(context: Context, match: re.Match[str]) -> bool:
    """Say whether a state itself fires: "Iraq fired seven Scuds", but "Gaza fired a rocket"."""
    named = cast("Mention", context.masked.item(match)).entity
    state = named is not None and named.country == context.actor and named.country != "PSE"
    return state and match.start("take") - 2 == match.start()


def _ground(context: Context, named: Mention) -> Place | None:
    """Return the territory that a name is of, or that it ends with: "militants in the Gaza Strip"."""
    words = context.text[named.span.start : named.span.end]
    inside = _INSIDE.search(words)
    if not is_ground(named, within=inside is not None):
        return None
    span = named.span if inside is None else Span(named.span.start + inside.start("place"), named.span.end)
    return Place(span, context.text[span.start : span.end], "territory")


def _launch_sites(context: Context) -> Iterator[Found]:
    """Yield the launch sites of the tables that a stretch with words of the launch stands "at" or "from"."""
    text = context.masked.text
    for position, item in context.masked.symbols("P"):
        segment = context.segment(position)
        known = isinstance(item, Place) and item.feature == "site"
        if not known or not segment.launches or (segment.aside and not _follows_soon(context, segment)):
            continue
        stands = _AT_SITE.search(text, segment.start, position) is not None
        if stands and not is_potential(context, position) and _HITS.search(text, segment.start, position) is None:
            yield Found("site", cast("Value", item), position)


def _follows_soon(context: Context, segment: Segment) -> bool:
    """Say whether an aside is of the launch itself: "exploded seconds after liftoff at Wallops"."""
    end = context.masked.at(segment.start)
    return SOON.search(context.text, max(0, end - _WORD), end) is not None


def _listed(context: Context, found: Found) -> Iterator[Found]:
    """Yield the place that is listed with a site: "from Qinghai and Zhejiang"."""
    text = context.masked.text
    match = _AND.match(text, text.index(CLOSE, found.position) + 1)
    if match is not None:
        other = Found("site", cast("Value", context.masked.item(match)), match.start("take") - 2)
        named = isinstance(other.value, Place) and (other.value.feature or _has_kind(context, other))
        if named and is_home(other.value, context.actor):
            yield other


def _wider(context: Context, found: Found) -> Iterator[Found]:
    """Yield the place that stands with a site: "Sunan, near the capital, Pyongyang", "Kusong in North Pyongan"."""
    text = context.masked.text
    beside = context.rules.beside_site.match(text, text.index(CLOSE, found.position) + 1)
    if beside is not None:
        wider = Found("site", cast("Value", context.masked.item(beside)), beside.start("take") - 2)
        named = isinstance(wider.value, Place) and (wider.value.feature or _has_kind(context, wider))
        if named and is_home(wider.value, context.actor) and not _is_elsewhere(context, wider):
            yield wider


def _is_site(context: Context, found: Found) -> bool:
    """Say whether what stands where a site does can be one: a place that no table knows, where words say what it is."""
    range_of_targets = isinstance(found.value, Place) and found.value.feature == "range"
    if range_of_targets or _is_elsewhere(context, found) or _is_target(context, found):
        return False
    known = isinstance(found.value, Place) and found.value.feature is not None
    home = is_home(found.value, context.actor) or (known and _is_of_firm(context))
    return home and (known or _is_called_place(context, found))


def _is_of_firm(context: Context) -> bool:
    """Say whether a firm launches, which may do so from any state's ground: "Virgin Orbit launched from Cornwall"."""
    named = (item for _, item in context.masked.symbols("A") if isinstance(item, Mention))
    firms = (item.span for item in named if item.entity is not None and item.entity.sector == "BUS")
    return any(context.ties.fires(span) for span in firms)


def _is_elsewhere(context: Context, found: Found) -> bool:
    """Say whether a name is a ship's or a unit's, what a site is so far from, or where others speak or watch."""
    text, start = context.masked.text, context.segment(found.position).start
    behind = text.index(CLOSE, found.position) + 1
    ship = _SHIP.search(context.text, context.masked.at(start), found.value.span.start) or _SHIP_CLASS.match(
        text, behind
    )
    ship = ship or _UNIT.search(text, start, found.position)
    others = _SPEAKING.search(text, start, found.position) or _WATCHING.search(text, start, found.position)
    return any(
        one is not None
        for one in (ship, others, *(far.search(text, start, found.position) for far in (_AT_DISTANCE, _FELL_FROM)))
    )


def _is_target(context: Context, found: Found) -> bool:
    """Say whether a place is what was fired at: "fired at the city of Najran", but "launched at Cape Canaveral"."""
    place, start = found.value, context.segment(found.position).start
    if _AIMED.search(context.masked.text, start, found.position) is not None:
        return True
    if _FIRED_AT.search(context.masked.text, start, found.position) is None or not isinstance(place, Place):
        return False
    country = place.entity.country if place.entity is not None else None
    return place.feature != "site" and (country is None or country != context.actor)


def _is_called_place(context: Context, found: Found) -> bool:
    """Say whether a place stands behind "from", with the kind of place it is: "from the port of X", "the X area"."""
    text, start = context.masked.text, context.segment(found.position).start
    if _FROM.search(text, start, found.position) is None:
        return False
    return _OF_KIND.search(text, start, found.position) is not None or _has_kind(context, found)


def _has_kind(context: Context, found: Found) -> bool:
    """Say whether a name ends with, or stands before, what kind of place it is: "Zhongxing Township"."""
    text = context.masked.text
    last = _KIND_LAST.search(context.text, found.value.span.start, found.value.span.end)
    return last is not None or _KIND_NEXT.match(text, text.index(CLOSE, found.position) + 1) is not None
