"""A sentence with its annotations as symbols, so that a table's patterns can speak of kinds of things.

"North Korea fired two missiles about 500 km" becomes "A0 fired N1 L2", where each symbol stands for an
annotation. Patterns are regular expressions in which ``{L}`` is any length and ``{L!}`` the one to take.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from bongsu.errors import TableError
from bongsu.model import Annotation, Bearing, Mention, Place, Quantity, Sentence, Span, TimeExpr

Item = Mention | Quantity | TimeExpr | Bearing | Place
Spanned = TypeVar("Spanned", Mention, Quantity, TimeExpr, Bearing, Place)

OPEN, CLOSE = "\ue000", "\ue001"  # private use: they cannot stand in a cleaned text
_MISSILES = re.compile(
    r"(?:missile|rocket|projectile|satellite|ICBM|SLBM|IRBM|weapon|drone|interceptor)s?$", re.IGNORECASE
)
_LAUNCHES = re.compile(r"(?:launch|test|firing|salvo|volley|round|test-firing)(?:e?s)?$", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|minutes?|moments) (?:later|earlier|before|after\w*)$", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:economic zone|EEZ|territorial waters)$", re.IGNORECASE)
_NUMERAL = re.compile(r"(?:the )?\d+(?:st|nd|rd|th)", re.IGNORECASE)
_CLASS = re.compile(r"(?:[IMS]R|IC|SL)BMs?|H?GVs?|SLVs?|(?:[Ll]ift|[Bb]last)-?off")
PAD = re.compile(  # a part of a launch site, which is no place of its own
    r"(?:Space )?Launch (?:Complex|Pad|Site|Area)(?: \d+\w*)?\Z|(?:LC|SLC|Pad|Site|Area)[- ]\d+\w*(?:/\d+)?\Z",
    re.IGNORECASE,
)
_ATTRIBUTIVE = re.compile(
    r"-|(?: (?!and\b|or\b|that\b|to\b|of\b|in\b|on\b|at\b)[\w-]+){0,2}? (?:missile|rocket|satellite|projectile)s?\b"
)
_OF_OTHERS = re.compile(
    r"-(?:backed|controlled|aligned|allied|made|supplied|designed|armed|funded|supported|ruled|held)\b"
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|outside|around|off|between|close to|next to|capital,?|(?:area|city|suburb|district|vicinity"
    r"|outskirts|north\w*|south\w*|east|west) of)(?: (?!and\b|to\b|with\b|by\b)[^\s,.;]+){0,3} $",
    re.IGNORECASE,
)
_TODAY = re.compile(r"today|(?:to )?this day", re.IGNORECASE)
_OF_AGE = re.compile(
    r"['’]s (?:[\w-]+ )?(?:age|armies|battlefields?|conditions|environment|era|generation|market|militaries|navies"
    r"|prices|reality|society|standards|technology|terms|threats?|times|warfare|weapons|world)\b",
    re.IGNORECASE,
)
_IN_AGE = re.compile(
    r"\b(?:(?:in|on) (?:the )?(?:earth|existence|market|operation|region|service|use|world)|to this|available|existing"
    r"|flying|operating|operational|of) \Z",
    re.IGNORECASE,
)
_AGE_REACH = 30  # characters
_LOCATIVE_REACH = 45  # characters
_SYMBOL = re.compile(r"\{(?P<kinds>[A-Z]+)(?P<take>[!~]?)\}")
WATERS = frozenset({"sea", "ocean", "gulf", "strait", "river"})
_UNITS = {"m": "L", "m/s": "V", "s": "S"}


class Masked(msgspec.Struct, frozen=True):
    """A masked stretch of text: its symbols' annotations, and where each piece of it stands in the report."""

    text: str
    items: tuple[Item, ...]
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def item(self, match: re.Match[str]) -> Item:
        """Return the annotation that the pattern took with ``{…!}``."""
        return self.items[int(match["take"])]

    def relay(self, match: re.Match[str]) -> Item | None:
        """Return the annotation that the pattern took with ``{…~}``; None when the pattern has none."""
        return self.items[int(match["relay"])] if "relay" in match.re.groupindex else None

    def at(self, position: int) -> int:
        """Return the offset in the report of a position in the masked text that is not inside a symbol."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Return the report's span for a stretch of the masked text whose ends are not inside a symbol."""
        return Span(self.at(start), self.at(end))

    def position(self, offset: int) -> int:
        """Return where an offset in the report stands in the masked text; the symbol's start when it is inside one."""
        piece = bisect_right(self.origins, offset) - 1
        symbol = self.text.startswith(OPEN, self.starts[piece])
        return self.starts[piece] + (0 if symbol else offset - self.origins[piece])

    def symbols(self, kinds: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Item]]:
        """Yield the position and the annotation of every symbol of ``kinds`` between two positions."""
        for match in re.finditer(f"{OPEN}[{kinds}](\\d+){CLOSE}", self.text[start:end]):
            yield start + match.start(), self.items[int(match[1])]


def compile_pattern(table: str, pattern: str) -> re.Pattern[str]:
    """Compile a table's pattern: ``{L}`` is a symbol of that kind, ``{AP!}`` takes one of either, ``{A~}`` a relay.

    Raises:
        TableError: the pattern is no regular expression.
    """

    def symbol(match: re.Match[str]) -> str:
        index = {"!": r"(?P<take>\d+)", "~": r"(?P<relay>\d+)", "": r"\d+"}[match["take"]]
        return f"{OPEN}[{match['kinds']}]{index}{CLOSE}"

    try:
        return re.compile(_SYMBOL.sub(symbol, pattern), re.IGNORECASE)
    except re.error as error:
        raise TableError(table, f"pattern {pattern!r} is no regular expression ({error})", "mend it") from error


def mask(annotation: Annotation, sentence: Sentence) -> Masked:
    """Replace the annotations inside ``sentence`` by symbols; where two overlap, the earlier and longer stays."""
    text = annotation.report.text
    position = sentence.span.start
    pieces: list[str] = []
    starts, origins = [0], [position]
    items: list[Item] = []
    length = 0
    for letter, item in _items(annotation, sentence.span):
        if item.span.start < position:
            continue
        symbol = f"{OPEN}{letter}{len(items)}{CLOSE}"
        before = text[position : item.span.start]
        pieces += [before, symbol]
        starts += [length + len(before), length + len(before) + len(symbol)]
        origins += [item.span.start, item.span.end]
        length = starts[-1]
        items.append(item)
        position = item.span.end
    pieces.append(text[position : sentence.span.end])
    return Masked("".join(pieces).replace("´", "’"), tuple(items), tuple(starts), tuple(origins))


def _items(annotation: Annotation, span: Span) -> list[tuple[str, Item]]:
    """Return the annotations inside ``span`` with their letters, those that begin first and are longest first."""
    text = annotation.report.text
    mentions = tuple(one for one in _between(annotation.mentions, span) if not _is_pad(one, text))
    spots = (_spot(mention, text) for mention in mentions if _is_spot(mention, text))
    groups: tuple[tuple[Item, ...], ...] = (
        tuple(_between(annotation.quantities, span)),
        tuple(_between(annotation.times, span)),
        (*_between(annotation.places, span), *spots),
        tuple(mention for mention in mentions if not _is_spot(mention, text)),
        tuple(_between(annotation.bearings, span)),
    )
    found = [
        (item.span.start, -item.span.end, rank, _letter(item, text), item)
        for rank, group in enumerate(groups)
        for item in group
    ]
    arms = [mention.span for mention in mentions if mention.label == "system"]
    found = [(*row[:3], _of_arms(row[3], row[4], arms), row[4]) for row in found]
    located = {item.span for *_, letter, item in found if letter in {"P", "W"}}
    hours = [item.span for *_, letter, item in found if letter == "T"]  # "at 1030 hours" is no length of time
    found = [row for row in found if row[3] != "S" or not any(row[4].span.overlaps(hour) for hour in hours)]
    kept = [row for row in found if not (row[3] == "A" and (row[4].span in located or _is_spare(row[4], found)))]
    return [(letter, item) for *_, letter, item in sorted(kept, key=lambda row: row[:3]) if letter]


def _of_arms(letter: str, item: Item, arms: Sequence[Span]) -> str:
    """Return N for a number of what a table knows as a missile: "six Zelzals"."""
    return "N" if letter == "C" and any(span in item.span for span in arms) else letter


def _between(items: Sequence[Spanned], span: Span) -> Iterator[Spanned]:
    """Yield the items inside a span; they stand in text order."""
    for item in items[bisect_left(items, span.start, key=lambda one: one.span.start) :]:
        if item.span.start >= span.end:
            return
        if item.span in span:
            yield item


def _is_spot(mention: Mention, text: str) -> bool:
    """Say whether a mention is of a place that no table knows, and no zone: its name is all that is known of it."""
    unknown = mention.entity is not None and mention.entity.id.startswith("name:")
    return unknown and mention.label == "place" and not _ZONE.search(text, mention.span.start, mention.span.end)


def _is_pad(mention: Mention, text: str) -> bool:
    """Say whether a name that no table knows is of a pad: "lifted off from Launch Complex 1 on the peninsula"."""
    unknown = mention.entity is not None and mention.entity.id.startswith("name:")
    return unknown and PAD.match(text, mention.span.start, mention.span.end) is not None


def _spot(mention: Mention, text: str) -> Place:
    """Return the place that such a mention names."""
    return Place(mention.span, text[mention.span.start : mention.span.end])


def _is_spare(item: Item, found: list[tuple[int, int, int, str, Item]]) -> bool:
    """Say whether a name that no table knows lies across something that is known ("On January" and the date)."""
    return (
        isinstance(item, Mention)
        and item.label == "other"
        and any(other is not item and other.span.overlaps(item.span) for *_, other in found)
    )


def _counted(noun: str) -> str:
    if _MISSILES.search(noun):
        return "N"
    return "Q" if _LAUNCHES.search(noun) else "C"


def is_of_age(item: TimeExpr, text: str) -> bool:
    """Say whether "today" is the present age and no day: "the fastest in the world today", "today's warfare"."""
    if _TODAY.fullmatch(text, item.span.start, item.span.end) is None:
        return False
    return (
        _OF_AGE.match(text, item.span.end) is not None
        or _IN_AGE.search(text, max(0, item.span.start - _AGE_REACH), item.span.start) is not None
    )


def _is_nobody(item: Mention, text: str) -> bool:
    """Say whether a mention cannot have launched: unknown names, zones, backers, the "military" of a satellite."""
    span = item.span
    if (item.label == "other" and item.entity is None) or _ZONE.search(text, span.start, span.end):
        return True
    if _OF_OTHERS.match(text, span.end) is not None:  # "Iran-backed rebels" are not Iran
        return True
    if _NUMERAL.fullmatch(text, span.start, span.end) is not None:  # "the 177th successful test"
        return True
    common = text[span.start].islower() and _ATTRIBUTIVE.match(text, span.end) is not None
    return common or _CLASS.fullmatch(text, span.start, span.end) is not None


def _letter(item: Item, text: str) -> str:  # noqa: PLR0911 - one case a kind of annotation
    """Return the letter of an annotation's kind; an empty one when patterns have no use for it.

    A length, V speed, S time of flight, N number of missiles, Q number of launches, C other count, T time, H time
    counted in hours from another ("hours later"), D duration, P place on land, W sea, A actor, Y system, B bearing. A
    capital is a place after a locative preposition and an actor elsewhere.
    """
    match item:
        case Quantity(unit="1"):
            return _counted(item.written.unit)
        case Quantity():
            return _UNITS[item.unit]
        case TimeExpr() if is_of_age(item, text):
            return ""
        case TimeExpr():
            hours = _HOURS.search(text, item.span.start, item.span.end) is not None
            return "H" if hours else "D" if item.type in {"DURATION", "SET"} else "T"
        case Place(feature="capital"):
            return "P" if _LOCATIVE.search(text, max(0, item.span.start - _LOCATIVE_REACH), item.span.start) else ""
        case Place(feature=feature):
            return "W" if feature in WATERS else "P"
        case Mention(label="system"):
            return "Y"
        case Mention():
            return "" if _is_nobody(item, text) else "A"
        case Bearing():
            return "B"
