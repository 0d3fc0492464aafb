"""Which launch a stretch of text tells of: the one in the news, another one, or none that it says.

The news is the first launch told as an act that the calendar allows: dated within a week before
publication, or without a date near the top. Every other stretch is held against it by its dates, by words of
history ("an earlier test", "in July") and by who launched; a stretch that says nothing goes with the one before.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from bongsu.coding.launch_rules import LaunchRules, Patterns
from bongsu.coding.mask import Masked
from bongsu.model import Mention, Report, TimeExpr
from bongsu.times import interval

NEWS_DAYS = 7  # a reaction to last week's launch still tells of it
ZONE_DAYS = 1  # the local day and the US day of one launch
LEAD_SENTENCES = 3  # an undated launch is news only near the top,
LEAD_SENTENCES_DATED = 2  # all the more in a report with a date, which would say when

_BREAK = re.compile(
    r";| [—–] | -- |, (?:when|who|whose)\b"
    r"|,? \b(?:while|but|although|though|whereas|after|before|following|since|until|than|unlike|compared|prior to)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",? ?(?:after|before|following|since|until|than|unlike|compared|prior to)\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"[\"“]?(?:it|that|those|they|these|both|another|one of|(?:a|the) (?:second|third|other|two|three|four))\b",
    re.IGNORECASE,
)

Tells = Literal["news", "other"]


class Segment(msgspec.Struct, frozen=True):
    """A stretch of one sentence's masked text, and what it tells of.

    ``launches`` when words of a launch stand in it; ``aside`` when it only dates or compares ("after the test of
    September").
    """

    start: int
    end: int
    tells: Tells
    launches: bool
    aside: bool


class Anchor(msgspec.Struct, frozen=True):
    """A telling of a launch: where it stands, its day in the news when it gives one, and who launched when it says.

    ``act`` when somebody launches something in it; ``dates`` when it has dates of any kind; ``beside`` when a time
    stands with the words of the launch and not with something else.
    """

    sentence: int
    start: int
    end: int
    day: dt.date | None
    actor: str | None
    act: bool = True
    dates: bool = False
    beside: bool = False


def segments(masked: Masked) -> Iterator[tuple[int, int]]:
    """Cut a sentence where its clauses may speak of different launches."""
    start = 0
    for match in _BREAK.finditer(masked.text):
        if match.start() > start:
            yield start, match.start()
            start = match.start()
    yield start, len(masked.text)


def any_match(patterns: Patterns, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Return the first match of any of ``patterns`` in a stretch of ``text``."""
    stop = len(text) if end is None else end
    return next((match for pattern in patterns if (match := pattern.search(text, start, stop))), None)


def days(expression: TimeExpr) -> tuple[dt.date, dt.date] | None:
    """Return the first and last calendar day that a date can mean, in its own zone; None when it names no day.

    Decades and centuries name none here: they are too long to tell one launch from another.
    """
    date = expression.value.partition("T")[0]
    if expression.type not in {"DATE", "TIME"} or not re.match(r"\d{4}", date):
        return None
    bounds = interval(date, "UTC")
    return (bounds[0].date(), (bounds[1] - dt.timedelta(microseconds=1)).date()) if bounds else None


def find_anchor(
    report: Report, masked: Sequence[Masked], statement_times: Sequence[frozenset[int]], rules: LaunchRules
) -> Anchor | None:
    """Find the launch in the news; None when the report tells of none."""
    if not any(rules.subject.search(part.text) for part in masked):
        return None
    told = list(_told(report, masked, statement_times, rules))
    dated = [anchor for anchor in told if anchor.day is not None and anchor.beside]
    lead = LEAD_SENTENCES if report.published is None else LEAD_SENTENCES_DATED
    undated = next((a for a in told if a.sentence < lead and a.act and not a.dates), None)
    if dated:  # of several launches in the week, the latest is the news
        latest = max(dated, key=lambda anchor: (anchor.day, -anchor.sentence))
        return _with_actor(_join(undated, latest), masked, rules)
    top = next((a for a in told if a.sentence < LEAD_SENTENCES), None) if _headline_tells(report, rules) else None
    found = undated or top
    return found and _with_actor(found, masked, rules)


def _told(
    report: Report, masked: Sequence[Masked], statement_times: Sequence[frozenset[int]], rules: LaunchRules
) -> Iterator[Anchor]:
    """Yield every telling of a launch that could be the news: no history, no sum of launches, no possibility."""
    for index, part in enumerate(masked):
        for start, end in segments(part):
            words = _act(part, start, end, rules)
            if words is None or _is_tally(part, index, start, end, report, rules):
                continue
            dates = list(_dates(part, start, end, statement_times[index]))
            plain = rules.act if index else (*rules.act, *rules.flight)
            yield Anchor(
                sentence=index,
                start=words.start("words"),
                end=words.end("words"),
                day=next((first for first, last in dates if _is_news((first, last), report)), None),
                actor=launcher(part, start, end, rules),
                act=any_match(plain, part.text, start, end) is not None,
                dates=any(not _may_be_news(found, report) for found in dates),
                beside=any(beside_launch(part, start, end, at, rules) for at, _ in part.symbols("T", start, end)),
            )


def _headline_tells(report: Report, rules: LaunchRules) -> bool:
    """Say whether the headline itself tells of a launch that happened."""
    title = report.title or ""
    return rules.headline.search(title) is not None and not any_match((*rules.modal, *rules.tally), title)


def beside_launch(part: Masked, start: int, end: int, position: int, rules: LaunchRules) -> bool:
    """Say whether nothing else that happens stands between a time and some words of the launch."""
    for pattern in rules.trigger:
        for match in pattern.finditer(part.text, start, end):
            first, last = match.span("words")
            gap = (last, position) if last <= position else (position, first)
            if match.start() <= position < match.end() or rules.elsewhere.search(part.text, *gap) is None:
                return True
    return False


def _act(part: Masked, start: int, end: int, rules: LaunchRules) -> re.Match[str] | None:
    """Return the words of a launch that a stretch tells as news: not an aside, not history, not a possibility."""
    act = any_match(rules.trigger, part.text, start, end)
    if _ASIDE.match(part.text, start):
        act = any_match(rules.dated, part.text, start, end)
    if act is None or any_match(rules.history, part.text, start, end):
        return None
    return None if _merely_possible(part, act, rules) else act


def _is_tally(part: Masked, index: int, start: int, end: int, report: Report, rules: LaunchRules) -> bool:  # noqa: PLR0913, PLR0917
    """Say whether a stretch sums up launches: by its words, or by a perfect that nothing makes news."""
    if any_match(rules.tally, part.text, start, end):
        return True
    if index == 0 or not any_match(rules.perfect, part.text, start, end):
        return False
    return not any(_is_news(found, report) for found in _dates(part, 0, len(part.text), frozenset()))


def _join(undated: Anchor | None, dated: Anchor) -> Anchor:
    """Keep the first telling of a launch, with the day that a later one gives; another state's launch is another."""
    if undated is None or (undated.actor and dated.actor and undated.actor != dated.actor):
        return dated
    return msgspec.structs.replace(undated, day=dated.day, actor=undated.actor or dated.actor)


def _with_actor(anchor: Anchor, masked: Sequence[Masked], rules: LaunchRules) -> Anchor:
    """Add who launched, where the anchor's own words do not say: the state that the report most often names for it."""
    if anchor.actor is not None:
        return anchor
    named = Counter(actor for part in masked if (actor := launcher(part, 0, len(part.text), rules)) is not None)
    return msgspec.structs.replace(anchor, actor=named.most_common(1)[0][0] if named else None)


def _merely_possible(part: Masked, act: re.Match[str], rules: LaunchRules) -> bool:
    """Say whether words of possibility stand before the act in its sentence's clause."""
    return any_match(rules.modal, part.text, max(0, act.start() - 40), act.start("words")) is not None


def _may_be_news(found: tuple[dt.date, dt.date], report: Report) -> bool:
    """Say whether a day or a longer time ("this week") reaches into the days that are news at publication."""
    if report.published is None:
        return False
    day = report.published.date
    return (found[0] - day).days <= ZONE_DAYS and (day - found[1]).days <= NEWS_DAYS


def _is_news(found: tuple[dt.date, dt.date], report: Report) -> bool:
    """Say whether a single day lies within a week before publication; any day does when publication is unknown."""
    if found[0] != found[1]:
        return False
    if report.published is None:
        return True
    age = (report.published.date - found[0]).days
    return -ZONE_DAYS <= age <= NEWS_DAYS


def _dates(part: Masked, start: int, end: int, skip: frozenset[int]) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the dates of a stretch, without those that date a statement ("said on Friday")."""
    for position, item in part.symbols("T", start, end):
        if isinstance(item, TimeExpr) and position not in skip:
            found = days(item)
            if found is not None:
                yield found


def launcher(part: Masked, start: int, end: int, rules: LaunchRules) -> str | None:
    """Return the country that a stretch says launched, ISO 3166 alpha-3."""
    for pattern in rules.slots["actor"]:
        for match in pattern.finditer(part.text, start, end):
            mention = part.item(match)
            if isinstance(mention, Mention) and mention.entity is not None and mention.entity.country is not None:
                return mention.entity.country
    return None


def tell(
    report: Report,
    masked: Sequence[Masked],
    statement_times: Sequence[frozenset[int]],
    anchor: Anchor,
    rules: LaunchRules,
) -> Iterator[tuple[Segment, ...]]:
    """Say for every sentence what each of its segments tells of."""
    focus: Tells = "news"
    for index, part in enumerate(masked):
        first = report.text[part.at(0) - 1] == "\n" if part.at(0) else True
        if first and not _CONTINUES.match(part.text):
            focus = "news"
        found = []
        for start, end in segments(part):
            here = _tells(part, start, end, statement_times[index], anchor, report, rules)
            if _is_tally(part, index, start, end, report, rules):
                here = "other"
            launches = any_match(rules.trigger, part.text, start, end) is not None
            aside = _ASIDE.match(part.text, start) is not None
            if here is not None and launches and not aside:
                focus = here
            found.append(Segment(start, end, here or focus, launches, aside))
        yield tuple(found)


def _tells(  # noqa: PLR0913, PLR0917 - what a segment can be held against
    part: Masked, start: int, end: int, skip: frozenset[int], anchor: Anchor, report: Report, rules: LaunchRules
) -> Tells | None:
    """Say what one segment tells of by its own words; None when they do not say."""
    dates = list(_dates(part, start, end, skip))
    actor = launcher(part, start, end, rules)
    elsewhere = actor is not None and anchor.actor is not None and actor != anchor.actor
    same = any(_same_day(found, anchor, report) for found in dates)
    apart = not same and any(not _contains(found, anchor, report) for found in dates)
    current = any_match(rules.current, part.text, start, end) is not None
    if elsewhere or apart:
        return "other"
    if same or current:
        return "news"
    return "other" if any_match(rules.history, part.text, start, end) else None


def _same_day(found: tuple[dt.date, dt.date], anchor: Anchor, report: Report) -> bool:
    if anchor.day is None:
        return _is_news(found, report)
    return found[0] == found[1] and abs((found[0] - anchor.day).days) <= ZONE_DAYS


def _contains(found: tuple[dt.date, dt.date], anchor: Anchor, report: Report) -> bool:
    """Say whether a week, month or year holds the day of the launch ("this week", "in 2017")."""
    if anchor.day is None:
        return _may_be_news(found, report)
    return found[0] != found[1] and found[0] <= anchor.day <= found[1]
