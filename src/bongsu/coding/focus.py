"""Which launches a report tells of, and of which of them, or of none, each stretch of its text tells.

The news is the first launch told as an act that the calendar allows: dated within a week before publication, or
without a date near the top. A further launch is one of another state, of another day of that week, or one that its
words set apart ("hours later", "the second launch"). Every other stretch is held against them by its dates, by words
of history ("an earlier test", "in July") and by who launched; a stretch that says nothing goes with the one before.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.coding.mask import Masked
from bongsu.coding.newsdays import ZONE_DAYS, Days, days, gap, is_news, may_be_news
from bongsu.coding.tellings import (
    LEAD_SENTENCES_DATED,
    LONG,
    PAYLOADS,
    Pages,
    Telling,
    act_in,
    any_match,
    before,
    dates_in,
    find_tellings,
    is_aside,
    is_history,
    is_tally,
    launcher,
    order_of,
    segments,
    site_of,
)
from bongsu.datelines import dateline_end
from bongsu.geo import inverse
from bongsu.model import Entity, Mention, Place, TimeExpr

LEAD_SENTENCES = 3  # an undated launch is news only near the top, all the more in a report with a date
APART_KM = 60.0  # a capital and the airport outside of it are one site
MOST_LAUNCHES = 8  # a list of launches is a chronicle and no news

_LAST_CAPTION = 12  # sentences: captions above the dateline are no more
_BEFORE_WHEN = 12  # characters of the masked sentence: a date and its preposition
_SINCE = re.compile(r",? since (?P<it>(?:it|they) (?!was\b|were\b))?", re.IGNORECASE)
_WITHIN = re.compile(r"(?:within|less than) \ue000D\d+\ue001 of\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r",? ?(?:and )?(?:(?:comes? after|follow(?:s|ed)?) |(?P<a>after|following|in (?:response|reaction) to) an? )",
    re.IGNORECASE,
)
_WHEN = re.compile(r", (?:when|where)\b", re.IGNORECASE)
_DASHES = (" — ", " – ", " -- ")
_RECALLS = re.compile(
    r"\b(?:was|were|had been) (?:\w+ )?(?:tested|test[- ]fired|fired|launched|flown)\b", re.IGNORECASE
)
_EARLIER = re.compile(r"earlier (?:this|in)\b.*(?:week|month|year|[a-z]{3,}r?y?)$", re.IGNORECASE)
_CONTINUES = re.compile(
    r"[\"“]?(?:it|that|those|they|these|both|another|one of|(?:a|the) (?:first|second|third|other|two|three|four))\b",
    re.IGNORECASE,
)


class Segment(msgspec.Struct, frozen=True):
    """A stretch of one sentence's masked text, and the number of the launch that it tells of; None for no news.

    ``launches`` when words of a launch stand in it; ``aside`` when it only dates or compares ("after the test of
    September").
    """

    start: int
    end: int
    launch: int | None
    launches: bool
    aside: bool


def launches_in_news(pages: Pages) -> tuple[Telling, ...]:
    """Return the launches in the news, the main one first; empty when the report tells of none."""
    coming = any(pages.rules.coming.search(part.text) for part in pages.masked)
    told = [one for one in find_tellings(pages) if not (coming and _is_ahead(one, pages))]
    main = _main(told, pages)
    if main is None:
        return ()
    found = [_with_actor(main, pages)]
    for one in told:
        if len(found) < MOST_LAUNCHES and all(_is_another(one, other, pages) for other in found):
            found.append(_with_day(one, found[0]))
    return tuple(found)


def _main(told: Sequence[Telling], pages: Pages) -> Telling | None:
    """Return the telling of the main launch, with the day that a later telling gives."""
    dated = [one for one in told if one.day is not None and one.beside]
    first = _first_sentence(pages)
    lead = first + (LEAD_SENTENCES if pages.report.published is None else LEAD_SENTENCES_DATED)
    undated = next(
        (one for one in told if one.sentence < lead and not one.dates and (one.act or _is_latest(one, told, pages))),
        None,
    )
    if dated:  # of several launches in the week, the latest is the news
        latest = max(dated, key=lambda one: (one.day, -one.sentence))
        return _join(undated, latest)
    top = next((one for one in told if one.sentence < first + LEAD_SENTENCES), None) if _headline_tells(pages) else None
    return undated or top


def _is_ahead(one: Telling, pages: Pages) -> bool:
    """Say whether a telling only names the launch of a day that is not over at publication: "Tuesday's test launch"."""
    published = pages.report.published
    noun = any_match(pages.rules.act, pages.masked[one.sentence].text, one.start, one.end) is None
    named = noun and any_match((*pages.rules.noun, *pages.rules.dated), pages.masked[one.sentence].text) is not None
    return named and published is not None and (one.day is None or one.day >= published.date)


def _first_sentence(pages: Pages) -> int:
    """Return the number of the sentence with the dateline, where captions stand above it; 0 where there is none."""
    text = pages.report.text
    starts = enumerate(part.at(0) for part in pages.masked[:_LAST_CAPTION])
    return next((index for index, start in starts if dateline_end(text, start) > start), 0)


def _is_latest(one: Telling, told: Sequence[Telling], pages: Pages) -> bool:
    """Say whether a telling is of "the latest test", and another right behind it tells how that went."""
    latest = any_match(pages.rules.current, pages.masked[one.sentence].text, 0, one.end)
    behind = (other for other in told if 0 < other.sentence - one.sentence < LEAD_SENTENCES)
    return latest is not None and latest.end() >= one.end and any(not other.dates for other in behind)


def _headline_tells(pages: Pages) -> bool:
    """Say whether the headline itself tells of a launch that happened."""
    title, rules = pages.report.title or "", pages.rules
    return rules.headline.search(title) is not None and not any_match((*rules.modal, *rules.tally), title)


def _join(undated: Telling | None, dated: Telling) -> Telling:
    """Keep the first telling of a launch, with the day that a later one gives; another state's launch is another."""
    if undated is None:
        return dated
    if undated.actor and dated.actor and undated.actor != dated.actor:
        return min(undated, dated, key=lambda one: (one.sentence, one.start))
    if undated.day is not None and undated.day != dated.day and (dated.again or undated.again):
        return dated
    return msgspec.structs.replace(undated, day=dated.day, actor=undated.actor or dated.actor)


def _with_actor(one: Telling, pages: Pages) -> Telling:
    """Add who launched, where the telling's own words do not say: the state that the report most often names for it."""
    if one.actor is not None:
        return one
    named = Counter(
        actor for part in pages.masked if (actor := launcher(part, 0, len(part.text), pages.rules)) is not None
    )
    return msgspec.structs.replace(one, actor=named.most_common(1)[0][0] if named else None)


def _with_day(one: Telling, main: Telling) -> Telling:
    """Add the actor and the day of the main launch to one more launch of the same day, where it has none of its own."""
    return msgspec.structs.replace(one, day=one.day or main.day, actor=one.actor or main.actor)


def _is_another(one: Telling, other: Telling, pages: Pages) -> bool:
    """Say whether a telling is of another launch than ``other``."""
    if one.dates or not (one.act or _ordered(one, pages)):
        return False
    if one.actor is not None and other.actor is not None and one.actor != other.actor:
        return one.beside or one.sentence < LEAD_SENTENCES or _answers(one, pages)
    between = gap(one.day, other.day) if one.beside else None
    if between is not None and (between > ZONE_DAYS or (between and one.more)):
        return True  # "on Monday evening, another rocket was fired"
    again = one.again and one.order != 1  # "the first missile was fired at 5 a.m., and another 20 minutes later"
    return again or _ordered(one, pages) or (bool(between) and _elsewhere(one.site, other.site))


def _answers(one: Telling, pages: Pages) -> bool:
    """Say whether a launch is told as an answer to another one: "fired two missiles in response"."""
    return any_match(pages.rules.answer, pages.masked[one.sentence].text) is not None


def _ordered(one: Telling, pages: Pages) -> bool:
    """Say whether a telling is of the second of several launches on a day."""
    return one.order == 2 and any(any_match(pages.rules.several, part.text) for part in pages.masked)


def _elsewhere(one: Place | None, other: Place | None) -> bool:
    """Say whether two sites are surely not the same."""
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    reach = APART_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return inverse((one.lat, one.lon), (other.lat, other.lon))[0] > reach


def assign(pages: Pages, launches: Sequence[Telling]) -> Iterator[tuple[Segment, ...]]:
    """Say for every sentence which launch each of its segments tells of."""
    focus: int | None = 0
    text = pages.report.text
    for index, part in enumerate(pages.masked):
        first = text[part.at(0) - 1] == "\n" if part.at(0) else True
        if first and not _CONTINUES.match(part.text):
            focus = 0
        found: list[Segment] = []
        for start, end in segments(part):
            here = _Choice(pages, launches, index, start, end).launch(focus)
            tells = act_in(pages, index, start, end) is not None
            aside = is_aside(part, start)
            hangs = aside or part.text.startswith(_DASHES, start)
            if here is _UNSAID and hangs and found and found[-1].launch is None:
                here = None  # "was put into service in 2010 following five tests"
            now = focus if here is _UNSAID else here
            assert not isinstance(now, str)
            if here is not _UNSAID and tells and not (aside and here in {None, 0}):
                focus = now
            elif here is None and not aside and _RECALLS.search(part.text, start, end) is not None:
                focus = None  # "was first tested in 2006", and what follows tells of that test
            found.append(Segment(start, end, now, tells, aside))
        yield tuple(found)


_UNSAID = "unsaid"
_WEEKDAY = re.compile(r"XXXX-WXX-\d")
_DATED = re.compile(r"XXXX-\d\d")
"""A month or a day of a year that is not told."""


class _Choice:
    """Chooses the launch that a segment tells of by its own words."""

    def __init__(self, pages: Pages, launches: Sequence[Telling], index: int, start: int, end: int) -> None:
        self._pages = pages
        self._launches = launches
        self._index, self._start, self._end = index, start, end
        self._dates = list(dates_in(pages, index, start, end))
        when = _WHEN.match(pages.masked[index].text, start)
        if when is not None and not self._dates:  # "since September, when it fired a missile"
            self._dates = list(dates_in(pages, index, max(0, start - _BEFORE_WHEN), start))

    def launch(self, focus: int | None) -> int | str | None:
        """Return the number of the launch, None for no news, ``_UNSAID`` when the words do not say."""
        pages, rules, part = self._pages, self._pages.rules, self._pages.masked[self._index]
        if is_tally(pages, self._index, self._start, self._end) or self._grounded():
            return None
        told = self._told_here()
        if told is not None:
            return told
        actor = launcher(part, self._start, self._end, rules) or self._owner()
        able = [i for i, one in enumerate(self._launches) if actor is None or one.actor in {None, actor}]
        able = [i for i in able if not self._apart(i) and (actor is not None or not self._flies_other(i))]
        able = [i for i in able if not self._told_before(i) and not self._dated_otherwise(i)]
        if not able or self._follows() or self._long_after() or self._earlier() or self._since_another(actor):
            return None
        named = self._named(able, focus)
        if named is not None:
            return named
        if is_history(pages, self._index, self._start, self._end):
            return None
        other = actor is not None and len(self._launches) > 1 and focus is not None and focus not in able
        return able[0] if other else _UNSAID

    def _named(self, able: Sequence[int], focus: int | None) -> int | None:
        """Return the launch that an order ("the second launch"), a day or a word like "the latest" names."""
        rules, part = self._pages.rules, self._pages.masked[self._index]
        order = order_of(part, self._start, self._end, rules) if len(self._launches) > 1 else None
        by_order = [i for i in able if order is not None and (self._launches[i].order or 1) == order]
        if by_order:
            return by_order[0]
        same = [i for i in able if self._same(i)]
        if not same and any_match(rules.current, part.text, self._start, self._end) is None:
            return None
        near = same or able
        return focus if focus in near else near[0]

    def _owner(self) -> str | None:
        """Return the state of the site that the segment names, where one of several states' launches is its."""
        states = {one.actor for one in self._launches}
        if len(states) == 1:
            return None
        site = site_of(self._pages.masked[self._index], self._start, self._end, self._pages.rules)
        state = None if site is None or site.entity is None else site.entity.country
        return state if state in states else None

    def _told_here(self) -> int | None:
        """Return the further launch whose telling stands in the segment."""
        for number, one in enumerate(self._launches):
            if number and one.sentence == self._index and self._start <= one.start < self._end:
                return number
        return None

    def _grounded(self) -> bool:
        """Say whether the segment tells of what did not leave the ground: "SpaceX called off Saturday's launch"."""
        part = self._pages.masked[self._index]
        return any_match(self._pages.rules.grounded, part.text, self._start, self._end) is not None

    def _follows(self) -> bool:
        """Say whether the segment tells of a launch that came before: "and follow the testing of", "after a test"."""
        text, rules = self._pages.masked[self._index].text, self._pages.rules
        before = _FOLLOWS.match(text, self._start)
        told = before is not None and (before["a"] is None or self._index >= LEAD_SENTENCES)
        return told and any_match((*rules.trigger, *rules.noun), text, self._start, self._end) is not None

    def _long_after(self) -> bool:
        """Say whether the segment dates by a launch of some time before: "a week after it fired two"."""
        part = self._pages.masked[self._index]
        ago = before(self._pages, self._index, self._start)
        long = LONG.search(ago) is not None or _WITHIN.match(part.text, self._start) is not None
        return is_aside(part, self._start) and long

    def _since_another(self, actor: str | None) -> bool:
        """Say whether the segment dates by another launch: "the latest since it fired two missiles on Wednesday"."""
        text, rules = self._pages.masked[self._index].text, self._pages.rules
        since = _SINCE.match(text, self._start)
        acts = since is not None and (actor is not None or since["it"] is not None)
        return acts and any_match(rules.trigger, text, self._start, self._end) is not None

    def _earlier(self) -> bool:
        """Say whether the segment tells of "earlier this month"."""
        text = self._pages.report.text
        times = self._pages.masked[self._index].symbols("T", self._start, self._end)
        return any(_EARLIER.match(text, item.span.start, item.span.end) is not None for _, item in times)

    def _told_before(self, number: int) -> bool:
        """Say whether a statement of days before the launch tells it: "on May 2 it announced that a missile flew"."""
        day = self._launches[number].day
        part, dated = self._pages.masked[self._index], self._pages.statement_times[self._index]
        stated = [days(item) for at, item in part.symbols("T") if at in dated and isinstance(item, TimeExpr)]
        return day is not None and any(found is not None and (day - found[1]).days > ZONE_DAYS for found in stated)

    def _dated_otherwise(self, number: int) -> bool:
        """Say whether the segment has a date, and the launch a weekday alone, in a report of no known day.

        News of the last days has weekdays, and what is older has dates.
        """
        one, pages = self._launches[number], self._pages
        if pages.report.published is not None or one.day is not None or self._index < LEAD_SENTENCES:
            return False
        told = [item for _, item in pages.masked[one.sentence].symbols("T") if isinstance(item, TimeExpr)]
        symbols = pages.masked[self._index].symbols("T", self._start, self._end)
        here = [item for _, item in symbols if isinstance(item, TimeExpr) and _DATED.match(item.value)]
        return any(item.weekday is None for item in here) and any(_WEEKDAY.match(item.value) for item in told)

    def _flies_other(self, number: int) -> bool:
        """Say whether the segment names missiles of other states alone, and not who launched: "the Syrian S-200".

        A state's satellite may fly on a rocket of another, and what was launched may be of another state's making.
        """
        one = self._launches[number]
        state = one.actor
        part = self._pages.masked[self._index]
        if any(payload in part.text[self._start : self._end] for payload in PAYLOADS):
            return False
        actors = [item for _, item in part.symbols("A", self._start, self._end) if isinstance(item, Mention)]
        if any(item.entity is not None and item.entity.country == state for item in actors):
            return False
        launched = {entity.id for entity in _systems(self._pages.masked[one.sentence])}
        named = list(_systems(part, self._start, self._end))
        states = {entity.country for entity in named if entity.country is not None and entity.id not in launched}
        return bool(states) and state is not None and state not in states

    def _same(self, number: int) -> bool:
        return any(_same_day(found, self._launches[number], self._pages) for found in self._dates)

    def _apart(self, number: int) -> bool:
        """Say whether the dates of the segment are not the launch's."""
        one = self._launches[number]
        return not self._same(number) and any(not _contains(found, one, self._pages) for found in self._dates)


def _systems(part: Masked, start: int = 0, end: int | None = None) -> Iterator[Entity]:
    """Yield the systems that a stretch of a sentence names."""
    named = (item.entity for _, item in part.symbols("Y", start, end) if isinstance(item, Mention))
    return (entity for entity in named if entity is not None)


def _same_day(found: Days, one: Telling, pages: Pages) -> bool:
    if one.day is None:
        return is_news(found, pages.report)
    return found[0] == found[1] and abs((found[0] - one.day).days) <= ZONE_DAYS


def _contains(found: Days, one: Telling, pages: Pages) -> bool:
    """Say whether a week, month or year holds the day of the launch ("this week", "in 2017")."""
    if one.day is None:
        return may_be_news(found, pages.report)
    return found[0] != found[1] and found[0] <= one.day <= found[1]
