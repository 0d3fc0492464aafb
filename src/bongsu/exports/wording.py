"""Values, speakers and degrees of certainty in words, the same in a terminal and on a page."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Final, get_args
from urllib.parse import urlsplit

import msgspec

from bongsu.model import (
    Asked,
    Bearing,
    Claim,
    Event,
    Factuality,
    Finding,
    Mention,
    Ordinal,
    Place,
    Quantity,
    Reading,
    Report,
    Slot,
    Span,
    Stamp,
    Term,
    TimeExpr,
    Value,
    Words,
    Zone,
)
from bongsu.times import stretch

SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)
_POLITICAL: Final[frozenset[Slot]] = frozenset({"act", "recipient", "place", "content"})
"""Slots of political acts: no question that a launch account leaves open."""
VERDICTS: Final = ("contradicted", "cannot tell", "supported")
"""Verdicts in the order in which they matter to a reader."""

ACTS: Final = "events"
"""The vocabulary of acts: types and modes."""

UNDETERMINED: Final = "undetermined"
"""The mode of a launch that its words leave open."""

_HEDGES: Final = {
    None: "",
    "about": "about ",
    "at_least": "at least ",
    "up_to": "up to ",
    "over": "over ",
    "under": "under ",
    "between": "",
}
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS_OF_DAY: Final = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "day"}
_PERIODS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_ZONES: Final = {"eez": "exclusive economic zone", "territorial_waters": "territorial waters", "airspace": "airspace"}


class Account(msgspec.Struct, frozen=True):
    """One line of a launch account: what is stated, by whom, how surely, and every claim that states just this."""

    slot: Slot
    value: str
    speaker: str
    doubt: str
    claims: tuple[Claim, ...]


def launches(reading: Reading) -> tuple[Event, ...]:
    """Return the launch accounts that a reading holds."""
    return tuple(event for event in reading.events if event.is_account)


def account(event: Event, report: Report) -> tuple[Account, ...]:
    """Return what a report says of one launch, in the order of the slots, the same statement made twice as one line."""
    lines: dict[tuple[Slot, str, str, str], list[Claim]] = {}
    for claim in sorted(event.claims, key=lambda claim: SLOTS.index(claim.slot)):
        key = (claim.slot, value_of(claim, report), speaker_of(claim, report), doubt(claim.factuality))
        lines.setdefault(key, []).append(claim)
    return tuple(Account(*key, tuple(claims)) for key, claims in lines.items())


def asked(made: Asked) -> str:
    """Return what came of asking a language model, in a line."""
    name = made.model or made.answered_by
    server = f"{name} at {made.url}" if name else made.url
    if made.reason is not None:
        return f"{server} was of no help: {made.reason}"
    counts = ((made.agreed, "agreed on"), (made.differing, "typed otherwise"), (made.added, "added"))
    told = ", ".join(f"{count} {what}" for count, what in counts)
    lost = ", ".join(f"{reason} ({count})" for reason, count in made.dropped.items())
    return f"{server}: {told}; not taken: {lost or 'nothing'}"


def gist(reading: Reading) -> str:
    """Return in a few words what a report tells of: a launch and whose, how many other events, or "not read"."""
    if reading.status == "not read":
        return "not read"
    found = [_gist(event, reading.report) for event in launches(reading)] or ["no launch"]
    others = len(reading.events) - len(launches(reading))
    if others:
        found.append(f"{others} event{'' if others == 1 else 's'}")
    return "; ".join(found)


def _gist(event: Event, report: Report) -> str:
    """Return the mode of a launch and the first value of what an analyst asks first."""
    first = {claim.slot: claim.value for claim in reversed(event.claims)}
    actor, time = first.get("actor"), first.get("time")
    told = [f"{event.mode or 'undetermined'} launch"]
    if isinstance(actor, Mention):
        told.append(name(actor, report))
    if isinstance(time, TimeExpr) and time.start is not None:
        told.append(when(time, report))
    return ", ".join(told)


def tally(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """Return how many findings have each verdict, without the verdicts that none has."""
    verdicts = [finding.verdict for finding in findings]
    return tuple((verdict, verdicts.count(verdict)) for verdict in VERDICTS if verdict in verdicts)


def silent(event: Event) -> tuple[Slot, ...]:
    """Return the slots of a launch account of which the report says nothing."""
    stated = {claim.slot for claim in event.claims}
    return tuple(slot for slot in SLOTS if slot not in stated | _POLITICAL)


def by_verdict(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with those first that need a reader most; those of one verdict stay in order."""
    return tuple(sorted(findings, key=lambda finding: VERDICTS.index(finding.verdict)))


def slot_name(slot: Slot) -> str:
    """Return a slot's name as it is shown."""
    return slot.replace("_", " ")


def doubt(factuality: Factuality) -> str:
    """Return how a claim falls short of "it happened, for certain"; empty when it does not."""
    parts = (
        factuality.certainty if factuality.certainty != "certain" else "",
        "denied" if factuality.polarity == "denied" else "",
        factuality.status if factuality.status != "happened" else "",
    )
    return ", ".join(filter(None, parts))


def speaker_of(claim: Claim, report: Report) -> str:
    """Return whose word a claim is, and through whom it came."""
    attribution = claim.attribution
    speaker = "the report" if attribution.speaker is None else name(attribution.speaker, report)
    chain = [name(mention, report) for mention in attribution.chain]
    return f"{speaker}, via {', '.join(chain)}" if chain else speaker


def value_of(claim: Claim, report: Report) -> str:  # noqa: PLR0911 - one return a kind of value
    """Return a claim's value, normalised, and as written where the two differ."""
    match claim.value:
        case Quantity() as value:
            written = _words(span_of(value, report.text), report)
            return written if written == amount(value) else f"{amount(value)}, “{written}”"
        case TimeExpr() as value:
            return _time(value, report)
        case Mention() as value:
            return name(value, report)
        case Place() as value:
            return _place(value)
        case Bearing() as value:
            return f"{value.point} (true {number(value.low)}° to {number(value.high)}°)"
        case Term() as value:
            return value.code.replace("_", " ") if value.table != ACTS else value.code.partition("/")[0]
        case Zone() as value:
            return f"{value.side} the {_ZONES[value.zone]} of {value.holder or 'a state that is not named'}"
        case Ordinal() as value:
            return _ordinal(value, report)
        case Words() as value:
            return f"“{_words(value.span, report)}”"


def span_of(value: Value, text: str) -> Span:
    """Return the words of a value in ``text``, with those that say it again in another unit, brackets and all."""
    if not isinstance(value, Quantity) or value.restated is None:
        return value.span
    both = value.span.to(value.restated.span)
    opened = "(" in text[both.start : both.end] and text[both.end : both.end + 1] == ")"
    return Span(both.start, both.end + opened)


def amount(quantity: Quantity) -> str:
    """Return a quantity with its hedge: lengths in kilometres, times in minutes, speeds in kilometres a second."""
    scale, unit = {"m": (1000, " km"), "s": (60, " min"), "m/s": (1000, " km/s"), "1": (1, "")}[quantity.unit]
    bounds = [number(bound / scale) for bound in (quantity.low, quantity.high) if bound is not None]
    return f"{_HEDGES[quantity.hedge]}{' to '.join(dict.fromkeys(bounds))}{unit}"


def number(value: float) -> str:
    """Return a number to four significant digits or to the unit, whichever is finer, with thousands set apart."""
    if not 1e-6 < abs(value) < 1e15:
        return f"{value:g}"
    decimals = max(0, 3 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figures(finding: Finding) -> str:
    """Return the numbers that a check used, with their names."""
    shown = ((key, value if isinstance(value, str) else number(value)) for key, value in finding.figures.items())
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in shown)


def stamp(value: Stamp | None) -> str:
    """Return a date of a report with the place it was found in."""
    return "not known" if value is None else f"{value.value} ({value.found})"


def is_web_address(url: str) -> bool:
    """Say whether an address leads to the web and nowhere else, so that it may be a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable() and " " not in url


_OWNER = re.compile(r"\A[^,]*['’]s (?=[\w-])")  # whose it is, the code behind tells


def _words(span: Span, report: Report) -> str:
    return report.text[span.start : span.end]


def name(mention: Mention, report: Report) -> str:
    """Return a name with the code of its state; the words where the tables know no name: "South Korean officials"."""
    words, entity = " ".join(_words(mention.span, report).split()), mention.entity
    if entity is None:
        return words
    if not entity.country:
        return words if entity.name.islower() else entity.name
    known = _OWNER.sub("", words) if entity.name.islower() else entity.name  # "government" stands for officials, envoys
    return f"{known} ({entity.country})"


def _place(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return place.name
    north = f"{abs(place.lat):.2f}° {'N' if place.lat >= 0 else 'S'}"
    east = f"{abs(place.lon):.2f}° {'E' if place.lon >= 0 else 'W'}"
    radius = "" if place.radius_km is None else f" within {number(place.radius_km)} km"
    return f"{place.name}, {north} {east}{radius}"


def _time(time: TimeExpr, report: Report) -> str:
    """Return a time as far as it is known: local and UTC, or as written where no date is known."""
    if time.type == "DURATION":
        days = stretch(time)
        between = "" if days is None else f", {days[0]} to {days[1]} ({time.anchor})"
        return f"{_HEDGES[time.hedge]}{_duration(time.value)}{between}"
    if time.start is None:
        return f"“{_words(time.span, report)}”, date not known"
    against = "" if time.anchor is None else f" (“{_words(time.span, report)}”, {time.anchor})"
    return f"{_HEDGES[time.hedge]}{_instant(time, time.start)}{against}"


def when(time: TimeExpr, report: Report) -> str:
    """Return a time in short: its date, or the words where no date is known."""
    if (days := stretch(time)) is not None:
        return f"{days[0]} to {days[1]}"
    if time.start is None or time.type == "DURATION":
        return f"“{_words(time.span, report)}”"
    return f"{_HEDGES[time.hedge]}{_instant(time, time.start)}"


def _instant(time: TimeExpr, start: dt.datetime) -> str:
    """Return a date, and for the time of day the zone it is in and what it is in UTC."""
    date, _, clock = time.value.partition("T")
    if not clock:
        return date
    if clock in _PARTS_OF_DAY:
        return f"{date}, {_PARTS_OF_DAY[clock]}"
    if time.zone is None:
        return f"{date} {clock}, zone not stated"
    if time.zone == "UTC":
        return f"{date} {clock} UTC"
    return f"{date} {clock} {time.zone}, {start.strftime('%Y-%m-%d %H:%M')} UTC"


def _duration(value: str) -> str:
    """Return a TIMEX3 duration in words: ``P2M`` is "2 months", ``PT9M46S`` "9 minutes 46 seconds"."""
    date, _, clock = value.removeprefix("P").partition("T")
    parts = [
        *re.findall(r"([0-9.]+)([A-Z])", date),
        *((n, f"T{unit}") for n, unit in re.findall(r"([0-9.]+)([A-Z])", clock)),
    ]
    if "X" in value or not parts or any(unit not in _PERIODS for _, unit in parts):
        return value
    return " ".join(f"{n} {_PERIODS[unit]}{'' if n == '1' else 's'}" for n, unit in parts)


def _ordinal(ordinal: Ordinal, report: Report) -> str:
    """Return which of its kind a launch is: "first missile test since 2024-11", "15th test, counted in 2022"."""
    period = None if ordinal.period is None else _time(ordinal.period, report)
    scope = ordinal.scope or "of its kind"
    if ordinal.number is None:
        return f"after a pause of {period}" if period else "after a pause"
    ranked = f"{_rank(ordinal.number)} {scope}"
    if period is None:
        return ranked
    since = re.search(r"\bsince\b", _words(ordinal.span, report), re.IGNORECASE)
    return f"{ranked} since {period}" if since else f"{ranked}, counted in {period}"


def _rank(place: int) -> str:
    """Return an ordinal number: first, 2nd, 11th, 23rd."""
    if place == 1:
        return "first"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if place % 100 not in {11, 12, 13} else "th"
    return f"{place}{ending}"
