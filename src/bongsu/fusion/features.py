"""The features by which two tellings are held against each other. A feature's docstring is what it tells people.

Each says what it finds, as an outcome; how much an outcome counts stands in ``data/fusion.yaml``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

import msgspec

from bongsu.fusion.copies import Copy
from bongsu.fusion.facts import REACH, UNNAMED, Facts
from bongsu.fusion.stories import story_likeness
from bongsu.fusion.values import NEAR_KM, apart_km, bounds
from bongsu.fusion.wording import content_word, shared_words
from bongsu.model import Evidence, Slot

Figures = dict[str, float | str]


class Outcome(msgspec.Struct, frozen=True):
    """What a feature finds: its name in the table, words for people, figures, and the quotes behind it."""

    name: str
    words: str
    figures: Figures = {}
    quotes: tuple[Evidence, ...] = ()


Feature = Callable[[Facts, Facts, Copy | None], Outcome | None]
"""Takes two tellings, and how their reports are copies; None where it has nothing to say."""


def copied(one: Facts, other: Facts, copy: Copy | None) -> Outcome | None:
    """The reports are copies of each other, and the same account or sentence stands in both."""
    if copy is None:
        return None
    quotes = (one.event.trigger, other.event.trigger)
    if one.news and other.news and _sole(one, other):
        return Outcome("same account in copies", copy.reason, {"contained": copy.contained}, quotes)
    if one.sentence and one.sentence == other.sentence and _word(one) == _word(other):
        return Outcome("same sentence in copies", copy.reason, {"contained": copy.contained}, quotes)
    return None


def _sole(one: Facts, other: Facts) -> bool:
    """Say whether two accounts have no other state, and no other count of days than one."""
    return not (one.states and other.states and one.states.isdisjoint(other.states))


def _word(facts: Facts) -> str:
    return facts.event.trigger.quote.casefold()


def one_report(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """One report tells of both: two launches of which it gives an account are two, and other acts are mostly two."""
    if one.report.id != other.report.id:
        return None
    if one.news and other.news:
        return Outcome("two launches of one account", "one report gives an account of each")
    if not (one.days and other.days):
        return Outcome("no day for one", "one report tells of both, and of one without a day")
    return Outcome("one report", "one report tells of both")


def state(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The states of those who did it."""
    return _named("by", one.states, other.states, _quotes(one, other, "actor"))


def actor(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """Who did it."""
    return _named("by", one.actors, other.actors, _quotes(one, other, "actor"))


def recipient(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """To whom it was done."""
    return _named("to", one.recipients, other.recipients, _quotes(one, other, "recipient"))


def _named(how: str, one: frozenset[str], other: frozenset[str], quotes: tuple[Evidence, ...]) -> Outcome | None:
    """Compare two sets of names; None where one is empty."""
    if not one or not other:
        return None
    both, apart = sorted(one & other), f"{how} {_listed(one)} and {how} {_listed(other)}"
    first, second = (frozenset(name for name in names if not name.startswith(UNNAMED)) for names in (one, other))
    if both and first - other and second - one:
        return Outcome("in part", apart, {}, quotes)
    if both:
        return Outcome("same", f"both {how} {_listed(both)}", {}, quotes)
    return Outcome("other" if first and second else "other, not named", apart, {}, quotes)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(name.removeprefix(UNNAMED) for name in names))


def reality(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """Whether it is told as done, or as a plan, a demand or a possibility."""
    if one.planned == other.planned:
        return None
    return Outcome(
        "planned and done", "one is told as done, the other not", {}, (one.event.trigger, other.event.trigger)
    )


def time(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The days that are stated: the same, the next (a US day and the local one), or others."""
    if not one.days or not other.days:
        return _months(one, other)
    gap = min(abs((a - b).days) for a in one.days for b in other.days)
    quotes = _quotes(one, other, "time")
    figures: Figures = {"days_apart": float(gap)}
    told = f"{one.days[0]} and {other.days[0]}"
    if one.days[0] == other.days[0]:
        return Outcome("same day", f"both on {one.days[0]}", figures, quotes)
    if gap == 0:
        day = min(set(one.days) & set(other.days))
        return Outcome("same day among several", f"{day} is among the days of both", figures, quotes)
    if gap == 1:
        return Outcome("next day", f"a day apart, {told}, as days of two time zones can be", figures, quotes)
    return Outcome("other day", f"{gap} days apart, {told}", figures, quotes)


def _months(one: Facts, other: Facts) -> Outcome | None:
    """Compare what is stated more broadly than by days: ``2017-07``, ``2012``."""
    first = [*(str(day) for day in one.days), *one.months]
    second = [*(str(day) for day in other.days), *other.months]
    if not first or not second or (one.days and other.days):
        return None
    quotes = _quotes(one, other, "time")
    if any(_meet(a, b) for a in first for b in second):
        return Outcome("same month", f"{first[0]} and {second[0]} may be the same time", {}, quotes)
    return Outcome("other month", f"{first[0]} and {second[0]}", {}, quotes)


def _meet(one: str, other: str) -> bool:
    """Say whether one TIMEX3 value may lie within another; weeks and seasons are compared by their year."""
    plain = all(part.isdigit() for text in (one, other) for part in text.split("-"))
    length = min(len(one), len(other)) if plain else 4
    return one[:length] == other[:length]


def clock(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The times of day, where both are told in one zone, or in none."""
    pairs = [(a, b) for a in one.clocks for b in other.clocks if a[1] == b[1]]
    if not pairs:
        return None
    minutes = min(min(abs(a - b), 1440 - abs(a - b)) for (a, _), (b, _) in pairs)
    found = f"{minutes} minutes apart by the clock"
    outcome = "same time of day" if minutes <= 30 else "other time of day" if minutes > 90 else "near"
    return Outcome(outcome, found, {"minutes_apart": float(minutes)}, _quotes(one, other, "time"))


def news(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """Whether each may be the launch in the news of its report, by the days stated and the days of publication."""
    if one.report.id == other.report.id:
        return None
    if any(not facts.news and not facts.days for facts in (one, other)):
        return Outcome("history without a day", "one is told beside the news, without a day")
    if one.published is None or other.published is None:
        return None
    for told, earlier in ((one.days, other.published), (other.days, one.published)):
        if told and min(told) > earlier + _DAY:
            return Outcome("published before it", f"a report of {earlier} came before {min(told)}")
    if not (one.news and other.news) or (one.days and other.days):
        return None
    first, second = (facts.days[0] if facts.days else facts.published or other.published for facts in (one, other))
    gap = abs((first - second).days)
    words = f"each is the news of its report; {gap} days from {min(first, second)} to {max(first, second)}"
    outcome = "of one day" if gap <= 1 else "of one week" if gap <= REACH.days else "long apart"
    return Outcome(outcome, words, {"days_apart": float(gap)})


_DAY: Final = REACH / REACH.days


def published(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """How far apart the reports were published, where they do not both state a day."""
    if one.published is None or other.published is None or (one.days and other.days) or one.report is other.report:
        return None
    gap = abs((one.published - other.published).days)
    figures: Figures = {"days_apart": float(gap)}
    if gap <= 2:
        return Outcome("same days", f"published {gap} days apart", figures)
    return Outcome("weeks apart", f"published {gap} days apart", figures) if gap > REACH.days else None


def place(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """Where it was, or was launched from."""
    if not one.places or not other.places:
        return None
    apart, first, second = min(
        ((apart_km(a, b), a.name, b.name) for a in one.places for b in other.places), key=lambda found: found[0]
    )
    quotes = _quotes(one, other, "site", "place")
    figures: Figures = {"km_apart": apart}
    if apart <= NEAR_KM:
        return Outcome("same place", f"{first} and {second}" if first != second else first, figures, quotes)
    return Outcome("another place", f"{first} and {second}, {apart:,.0f} km apart", figures, quotes)


def class_(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """What was launched: a ballistic missile, a cruise missile, a satellite, an interceptor."""
    if not one.classes or not other.classes:
        return None
    both = one.classes & other.classes
    named = f"{', '.join(sorted(one.classes))} and {', '.join(sorted(other.classes))}"
    quotes = _quotes(one, other, "class")
    if both:
        return Outcome("same", f"both {', '.join(sorted(both))}", {}, quotes)
    if one.classes == {"interceptor"} or other.classes == {"interceptor"}:
        return Outcome("interceptor and another", named, {}, quotes)
    apart = ("cruise" in one.classes) != ("cruise" in other.classes)
    return Outcome("ballistic and cruise" if apart else "other", named, {}, quotes)


def mode(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The kind of act within its type."""
    first, second = one.event.mode, other.event.mode
    if first is None or second is None:
        return None
    return Outcome("same" if first == second else "other", first if first == second else f"{first} and {second}")


def system(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The type of missile or launcher."""
    if not one.systems or not other.systems:
        return None
    both = sorted(one.systems & other.systems)
    words = ", ".join(both) if both else f"{', '.join(sorted(one.systems))} and {', '.join(sorted(other.systems))}"
    return Outcome("same" if both else "other", words, {}, _quotes(one, other, "system"))


def count(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """How many were launched."""
    return _amount(one, other, "count", {"agrees": "same", "near": "other", "far apart": "other"})


def distance(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """How far it flew."""
    return _amount(one, other, "distance")


def apogee(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """How high it rose."""
    return _amount(one, other, "apogee")


def duration(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """How long it flew."""
    return _amount(one, other, "duration")


def _amount(one: Facts, other: Facts, slot: Slot, names: Mapping[str, str] | None = None) -> Outcome | None:
    first, second = one.amounts.get(slot), other.amounts.get(slot)
    if first is None or second is None:
        return None
    spreads = [(bounds(a), bounds(b)) for a in first.values for b in second.values]
    apart = min(_relative(a, b) for a, b in spreads)
    outcome = "agrees" if apart == 0 else "near" if apart <= 0.25 else "far apart"
    words = f"the figures {'meet' if apart == 0 else f'lie {apart:.0%} apart'}"
    quotes = (*first.quotes[:1], *second.quotes[:1])
    return Outcome((names or {}).get(outcome, outcome), words, {"apart": apart}, quotes)


def _relative(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the gap between two intervals as a share of the greater end before it; 0 where they meet."""
    (_, low), (high, _) = sorted((one, other))
    return max(0.0, (high - low) / high) if high > 0 else 0.0


def word(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The word that tells of it."""
    first, second = _word(one), _word(other)
    same = content_word(first)[:5] == content_word(second)[:5]
    return Outcome("same" if same else "other", first if first == second else f"{first} and {second}")


def sentence(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The words of the sentences that tell of it."""
    least = min(len(one.sentence), len(other.sentence))
    if least < 3 or (one.report.id == other.report.id and one.sentence == other.sentence):
        return None
    both = one.sentence & other.sentence
    share = len(both) / least
    quotes = (one.event.trigger, other.event.trigger)
    words = f"{len(both)} of {least} telling words: {', '.join(sorted(both))}" if both else "no telling word in common"
    outcome = _banded(share, (0.8, "same words"), (0.5, "many words"), (0.25, "some words"), (1e-9, "few words"))
    if outcome in {"same words", "many words"} and _word(one) != _word(other):
        outcome = "some words"  # one sentence can tell of two acts
    return Outcome(outcome or "no word", words, {"share": share}, quotes)


def wording(one: Facts, other: Facts, _: Copy | None) -> Outcome | None:
    """The words of the reports' headlines and openings."""
    if one.report.id == other.report.id:
        return None
    alike = story_likeness(one.report, other.report, one.wording, other.wording)
    found = ", ".join(shared_words(one.wording, other.wording))
    outcome = _banded(alike, (0.25, "alike"), (0.12, "somewhat alike"), (0.05, "hardly alike"))
    return Outcome(outcome or "not alike", f"likeness {alike:.2f} by {found or 'no word'}", {"likeness": alike})


def _banded(value: float, *bands: tuple[float, str]) -> str | None:
    return next((name for least, name in bands if value >= least), None)


def _quotes(one: Facts, other: Facts, *slots: Slot) -> tuple[Evidence, ...]:
    """Return the first quote of each telling for the slots."""
    return tuple(quote for facts in (one, other) for quote in _first(facts.quotes.get(slot, ()) for slot in slots))


def _first(quotes: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return next((found[:1] for found in quotes if found), ())


Kind = Literal["launch", "act"]

FEATURES: Final[Mapping[Kind, Mapping[str, Feature]]] = {
    "launch": {
        "copy": copied,
        "one report": one_report,
        "reality": reality,
        "state": state,
        "time": time,
        "clock": clock,
        "news": news,
        "place": place,
        "class": class_,
        "system": system,
        "count": count,
        "distance": distance,
        "apogee": apogee,
        "duration": duration,
        "wording": wording,
    },
    "act": {
        "copy": copied,
        "one report": one_report,
        "reality": reality,
        "state": state,
        "actor": actor,
        "recipient": recipient,
        "time": time,
        "published": published,
        "place": place,
        "mode": mode,
        "word": word,
        "sentence": sentence,
        "wording": wording,
    },
}
"""The features of launches and of other acts by their names in the table, in the order in which they explain."""
