"""What an event tells, for formats that have one cell a thing: how surely, who, when and where.

Formats of others know an event or know it not. So this is where it is decided what is a plain fact: what is told as
certain, as affirmed, and as happening or having happened. Whose word it is does not enter into it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from bongsu.model import Claim, Event, Factuality, Mention, Place, Reading, Report, Slot, Span, TimeExpr
from bongsu.reference.codes import Code, code_of

NOT_PLAIN: Final = "told as denied, planned or less than certain, which this format cannot say"
NO_DAY: Final = "told of a month, a year or another time that is no day, which this format cannot say"
NO_TYPE: Final = "of a type that this format does not have"
NO_PLACE: Final = "without a place that has coordinates"

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
_CLOCK: Final = re.compile(r"T(\d{2}:\d{2}(?::\d{2})?)$")
_SITES: Final[tuple[Slot, ...]] = ("site", "place")
_INTERNATIONAL: Final = frozenset({"IGO", "NGO"})
_UNSURE: Final = Factuality(certainty="uncommitted")


class Export(NamedTuple):
    """What a format makes of readings.

    Attributes:
        data: the bytes of the file.
        left_out: how many events are not in it, by the reason.
    """

    data: bytes
    left_out: dict[str, int]


class Told(NamedTuple):
    """An event with the reading that it stands in."""

    reading: Reading
    event: Event

    @property
    def report(self) -> Report:
        """The report that tells of it."""
        return self.reading.report

    @property
    def code(self) -> Code | None:
        """What the event is in other codebooks; None where they have no such type."""
        return code_of(self.event.type, self.event.mode)

    @property
    def act(self) -> Claim | None:
        """The claim of the act itself, else the first; None where nothing is claimed."""
        claims = self.event.claims
        return next((claim for claim in claims if claim.slot == "act"), claims[0] if claims else None)

    @property
    def factuality(self) -> Factuality:
        """How surely the event is told."""
        return _UNSURE if self.act is None else self.act.factuality

    @property
    def is_plain(self) -> bool:
        """Whether it is told as a plain fact."""
        return is_plain(self.factuality)

    def claims(self, *slots: Slot) -> tuple[Claim, ...]:
        """Return the claims of some slots that are told as a plain fact, or just as the act is."""
        return tuple(
            claim
            for claim in self.event.claims
            if claim.slot in slots and (is_plain(claim.factuality) or claim.factuality == self.factuality)
        )

    def mentions(self, slot: Slot) -> tuple[Mention, ...]:
        """Return who fills a slot, each once: by entity, or by the words where it is not known."""
        found: dict[tuple[bool, str], Mention] = {}
        for claim in self.claims(slot):
            if isinstance(claim.value, Mention):
                entity = claim.value.entity
                who = self.words(claim.value.span) if entity is None else entity.id
                found.setdefault((entity is None, who), claim.value)
        return tuple(found.values())

    @property
    def time(self) -> TimeExpr | None:
        """The first time that has a date, else the first; None where none is told."""
        times = [claim.value for claim in self.claims("time") if isinstance(claim.value, TimeExpr)]
        return next((time for time in times if time.start is not None), times[0] if times else None)

    @property
    def day(self) -> str | None:
        """The day as YYYY-MM-DD; None where the words give none, only about one, or more than one."""
        times = (claim.value for claim in self.claims("time") if isinstance(claim.value, TimeExpr))
        days = {match[0] for time in times if not _is_about(time) and (match := _DAY.match(time.value))}
        return days.pop() if len(days) == 1 else None

    @property
    def clock(self) -> str | None:
        """The time of that day as written, as HH:MM or HH:MM:SS; None where the words of the day have none."""
        match = None if self.time is None or self.day is None else _CLOCK.search(self.time.value)
        return match[1] if match is not None and self.time is not None and self.time.hedge is None else None

    @property
    def place(self) -> Place | None:
        """Where it was done: the place with the smallest radius, else the first without coordinates."""
        places = [claim.value for claim in self.claims(*_SITES) if isinstance(claim.value, Place)]
        return min(places, key=_radius, default=None)

    def words(self, span: Span) -> str:
        """Return the words of the report at a span."""
        return self.report.text[span.start : span.end]


def events(readings: Sequence[Reading]) -> Iterator[Told]:
    """Yield every event of some readings, in order."""
    return (Told(reading, event) for reading in readings for event in reading.events)


def sift(readings: Sequence[Reading], reason: Callable[[Told], str | None]) -> tuple[list[Told], dict[str, int]]:
    """Return the events that a format takes, and how many it leaves out by ``reason``, which is None for those."""
    kept: list[Told] = []
    left_out: dict[str, int] = {}
    for told in events(readings):
        why = reason(told)
        if why is None:
            kept.append(told)
        else:
            left_out[why] = left_out.get(why, 0) + 1
    return kept, left_out


def only_facts(told: Told) -> str | None:
    """Say why a format that knows facts and days alone has to leave an event out; None where it need not.

    An event without a time may be news of the day. One of "2017" is not, and without its year would pass for it.
    """
    if told.code is None:
        return NO_TYPE
    if not told.is_plain:
        return NOT_PLAIN
    is_dated = told.time is not None and told.time.start is not None
    return NO_DAY if is_dated and told.day is None else None


def is_plain(factuality: Factuality) -> bool:
    """Say whether something is told as a plain fact: certain, affirmed, and happened or ongoing."""
    return (
        factuality.certainty == "certain"
        and factuality.polarity == "affirmed"
        and factuality.status in {"happened", "ongoing"}
    )


def country(mention: Mention) -> str | None:
    """Return the country of an actor as PLOVER has it: ISO 3166-1 alpha-3, KOS, UNO, EUR, IGO or NGO; None if unknown.

    Who speaks for an organisation acts for it, and not for the state that they are from. The United Nations Command in
    Korea is no organ of the United Nations. Source: PLOVER codebook, draft 2.0, country names.
    """
    entity = mention.entity
    if entity is None:
        return None
    if entity.sector not in _INTERNATIONAL:
        return "KOS" if entity.country == "XKX" else entity.country
    if entity.id.startswith("IGO-UN") and not entity.id.startswith("IGO-UNC"):
        return "UNO"
    return "EUR" if entity.id == "IGO-EU" or entity.id.startswith("IGO-EU-") else entity.sector


def sector(mention: Mention) -> str | None:
    """Return the sector of an actor (PLOVER); None where it has none, or the sector is its country name."""
    entity = mention.entity
    return None if entity is None or entity.sector in _INTERNATIONAL else entity.sector


def one_line(text: str) -> str:
    """Return text that fits a cell of a line: every run of white space and controls is one blank."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _is_about(time: TimeExpr) -> bool:
    return time.hedge is not None and time.granularity == "day"


def _radius(place: Place) -> tuple[bool, float]:
    return place.lat is None or place.lon is None, float("inf") if place.radius_km is None else place.radius_km
