"""What a telling states, put so that two tellings can be held against each other. Every part keeps its claims."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from bongsu.fusion.clocks import local_day, zone_of_states
from bongsu.fusion.wording import Vector, content_word, content_words, vector
from bongsu.model import Claim, Event, Evidence, Mention, Place, Quantity, Reading, Report, Slot, Term, TimeExpr

REACH: Final = dt.timedelta(days=7)
"""How long before its publication the launch in the news of a report can be; a reaction tells of last week's."""

_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")
_ARTICLES = re.compile(r"^(?:the|a|an) ")


class Telling(msgspec.Struct, frozen=True):
    """An event, and the report that tells of it."""

    report: Report
    event: Event


class Amounts(msgspec.Struct, frozen=True):
    """The amounts of one slot."""

    values: tuple[Quantity, ...]
    quotes: tuple[Evidence, ...]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What one telling states.

    Attributes:
        telling: the telling.
        news: whether it is the launch in the news of its report.
        planned: whether every claim that it takes place is of a plan, a demand or a possibility.
        actors: who did it: ids of entities; of whom no table knows, the last word, a mark before it where it is no name
            (``~driver``, ``bouhlel``). Pronouns tell nothing.
        states: the states of the actors, ISO 3166-1 alpha-3.
        recipients: to whom, as for ``actors``.
        days: every calendar day that is stated, the one stated most often first; of a launch by the clock of its state.
        months: spans of more than a day, as TIMEX3 values (``2017-07``).
        clocks: times of day in minutes after midnight, each with its zone where that is told.
        places: where it was, or was launched from; those with coordinates.
        systems: types of missile, as ids of entities or words.
        classes: modes and classes as codes.
        amounts: count, distance, apogee, duration and speed.
        published: day of publication.
        sentence: the content words of the sentences around the trigger.
        wording: the content words of the report's headline and opening, weighed.
        quotes: the quotes of each slot.
    """

    telling: Telling
    news: bool
    planned: bool
    actors: frozenset[str]
    states: frozenset[str]
    recipients: frozenset[str]
    days: tuple[dt.date, ...]
    months: tuple[str, ...]
    clocks: frozenset[tuple[int, str | None]]
    places: tuple[Place, ...]
    systems: frozenset[str]
    classes: frozenset[str]
    amounts: Mapping[Slot, Amounts]
    published: dt.date | None
    sentence: frozenset[str]
    wording: Vector
    quotes: Mapping[Slot, tuple[Evidence, ...]]

    @property
    def event(self) -> Event:
        """The event told of."""
        return self.telling.event

    @property
    def report(self) -> Report:
        """The report that tells of it."""
        return self.telling.report


def tellings(readings: Iterable[Reading]) -> Iterator[Telling]:
    """Yield each event of each reading with its report."""
    for reading in readings:
        for event in reading.events:
            yield Telling(reading.report, event)


def facts(telling: Telling, wording: Vector | None = None) -> Facts:
    """Return what a telling states. ``wording`` is that of its report, where it is at hand already."""
    event, report = telling.event, telling.report
    claims = [claim for claim in event.claims if claim.factuality.polarity == "affirmed"]
    times = [claim.value for claim in claims if claim.slot == "time" and isinstance(claim.value, TimeExpr)]
    states = frozenset(_states(claims))
    zone = zone_of_states(states) if event.type == "LAUNCH" else None
    days = [day for time in times if (day := local_day(time, zone)) is not None]
    return Facts(
        telling=telling,
        news=event.is_account,
        planned=_planned(event),
        actors=frozenset(_people(claims, report, "actor")),
        states=states,
        recipients=frozenset(_people(claims, report, "recipient")),
        days=tuple(sorted(set(days), key=lambda day: (-days.count(day), day))),
        months=tuple(
            sorted({time.value for time in times if local_day(time, None) is None and time.value[:4].isdigit()})
        ),
        clocks=frozenset(clock for time in times if (clock := _clock(time)) is not None),
        places=tuple(_places(claims, "site" if event.type == "LAUNCH" else "place")),
        systems=frozenset(_names(claims, report, "system")),
        classes=_classes(event, claims),
        amounts={slot: found for slot in _AMOUNTS if (found := _amounts(claims, slot)).values},
        published=report.published.date if report.published else None,
        sentence=content_words(" ".join(dict.fromkeys(_sentences(event)))),
        wording=vector(report) if wording is None else wording,
        quotes=_quotes(claims),
    )


_AMOUNTS: Final[tuple[Slot, ...]] = ("count", "distance", "apogee", "duration", "speed")


def _planned(event: Event) -> bool:
    """Say whether the event is told of only as something that has not taken place."""
    acts = [claim.factuality.status for claim in event.claims if claim.slot in {"act", "actor"}]
    return bool(acts) and not any(status in {"happened", "ongoing"} for status in acts)


def _names(claims: Iterable[Claim], report: Report, slot: Slot) -> Iterator[str]:
    for claim in claims:
        if claim.slot == slot and isinstance(claim.value, Mention):
            entity, span = claim.value.entity, claim.value.span
            words = _ARTICLES.sub("", " ".join(report.text[span.start : span.end].casefold().split()))
            yield words if entity is None else entity.id


UNNAMED: Final = "~"
"""Stands before the noun of somebody who is not named: two drivers may be one or two."""
_PRONOUNS: Final = frozenset(
    "he she it they we i you him her them us me who whom whose which this that these those".split()  # noqa: SIM905
)
_KNOWN: Final = ("person:", "outlet:")


def _people(claims: Iterable[Claim], report: Report, slot: Slot) -> Iterator[str]:
    """Yield those in a slot by what two tellings can be held against each other."""
    for claim in claims:
        if claim.slot == slot and isinstance(claim.value, Mention):
            entity, span = claim.value.entity, claim.value.span
            if entity is not None and (":" not in entity.id or entity.id.startswith(_KNOWN)):
                yield entity.id
            elif (words := report.text[span.start : span.end].split()) and words[-1].casefold() not in _PRONOUNS:
                named = words[-1][:1].isupper() and (entity is None or entity.id.startswith("name:"))
                yield f"{'' if named else UNNAMED}{(content_word(words[-1]))}"


def _states(claims: Iterable[Claim]) -> Iterator[str]:
    mentions = (claim.value for claim in claims if claim.slot == "actor" and isinstance(claim.value, Mention))
    return (mention.entity.country for mention in mentions if mention.entity and mention.entity.country)


def _clock(time: TimeExpr) -> tuple[int, str | None] | None:
    found = _CLOCK.search(time.value)
    return (int(found[1]) * 60 + int(found[2] or 0), time.zone) if found and time.granularity == "minute" else None


def _places(claims: Iterable[Claim], slot: Slot) -> Iterator[Place]:
    for claim in claims:
        if claim.slot == slot and isinstance(claim.value, Place) and claim.value.lat is not None:
            yield claim.value


def _classes(event: Event, claims: Iterable[Claim]) -> frozenset[str]:
    codes = {claim.value.code for claim in claims if claim.slot == "class" and isinstance(claim.value, Term)}
    return frozenset(codes if event.mode in {None, "undetermined"} else codes | {event.mode or ""})


def _amounts(claims: Iterable[Claim], slot: Slot) -> Amounts:
    found = [claim for claim in claims if claim.slot == slot and isinstance(claim.value, Quantity)]
    return Amounts(
        tuple(claim.value for claim in found if isinstance(claim.value, Quantity)),
        tuple(dict.fromkeys(claim.evidence for claim in found)),
    )


def _sentences(event: Event) -> Iterator[str]:
    for claim in event.claims:
        if event.trigger.span in claim.evidence.span:
            yield claim.evidence.quote


def _quotes(claims: Iterable[Claim]) -> dict[Slot, tuple[Evidence, ...]]:
    found: dict[Slot, dict[Evidence, None]] = {}
    for claim in claims:
        found.setdefault(claim.slot, {})[claim.evidence] = None
    return {slot: tuple(quotes) for slot, quotes in found.items()}
