"""Measure the dates and clock times that bongsu reads against those that GUM marks, beside dateparser's.

Usage: BONGSU_DATA=... python benchmarks/times.py [--show]

What is gold: the ``<date>`` and ``<time>`` elements (TEI) in the last column of UD English GUM, open genres, train
and dev. Counted are those that name one value: ``when="2017-09"``, or both ends, ``from="2015-09-14" to="2015-09-20"``.
An element with bounds only (``notBefore``, ``notAfter``, or one end) has no value: it is not counted, and nothing
found in it is. The publication date is ``meta::dateCreated``.

Documents are split by the first byte of the SHA-256 of their id: even is half A, whose errors may be read
(``--show``); odd is half B, which is only counted.

right: an expression that overlaps the element has its value. A date with a part of the day or a clock time counts by
its date; a ``<time>`` by its hour and minute, and by its day where GUM gives one. ``from`` and ``to`` may each be a
day off (weeks that begin on Sunday); what is found in a stretch may be two expressions, its first and last day ("5 to
6 May"). "early 2000s" is 200X, as in TIMEX3, where GUM writes 2000 to 2004: right when GUM's days lie in it.
"--09-30" (any year) is XXXX-09-30. A season that GUM ends with the month in which the next begins ("--06" to "--09",
"2010-06" to "2010-09") is XXXX-SU or 2010-SU.

false: an expression that overlaps no element and no mention that GUM calls a time (``Entity=...-time-...``, which every
noun phrase of time is, lengths of time too). PAST_REF and its like are left out, as they have no date, and so are
lengths, but for those up to the day of publication or from it on ("the past two weeks").
F1 is of values: found is what overlaps a counted element, once for each element, and all that is false.

exact: an expression has the element's ends. GUM has no one rule for them: of 29 parts of the day right after a date
it takes 21 in and leaves 8 out, and of 44 articles before a decade or century it takes 17 in and leaves 27 out. So
``extent`` counts again, with leading articles, prepositions and hedges aside, and with what TIMEX3 has in a date: the
part of the day and the clock time after it.

gold at odds: dates whose value is at odds with their own words (another weekday, month or year). They stay in.

dateparser is asked sentence by sentence, with the publication date as its base and the past preferred; its values
count by the precision of the gold ("2016" is right for any day of 2016), a stretch is right with any day in it.
"""

import argparse
import datetime as dt
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import segmentation
from dateparser.search import search_dates

from bongsu.annotate.times import find_times
from bongsu.model import Stamp, TimeExpr
from bongsu.times import interval, stretch

_TAG = re.compile(r"<(?P<close>/?)(?P<name>date|time)\b(?P<attributes>[^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_ENTITY = re.compile(r"\((?P<open>\d+)-(?P<type>\w+)-[^()]*(?P<closed>\))?|(?P<close>\d+)\)")
_LEAD = re.compile(
    r"(?:(?:the|on|in|at|by|of|from|between|about|around|nearly|almost|early|late|later|mid|and)\b[ -]*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,? (?:in the |the )?(?:early )?(?:morning|afternoon|evening|night))|,? (?:at )?\d\d?(?::\d\d)? ?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_WEEKDAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_MODIFIED = re.compile(r"(?:(?:the|in) )*(?:early|earlier|late|later|mid)\b", re.IGNORECASE)
_SEASONS = {("03", "06"): "SP", ("06", "09"): "SU", ("09", "12"): "FA", ("12", "03"): "WI"}
_MONTH_ONLY = re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d\d)")
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Element:
    """A ``<date>`` or ``<time>``; ``value`` is None when it has bounds only."""

    start: int
    end: int
    name: str
    value: tuple[str, str] | None


@dataclass(frozen=True)
class Found:
    """An expression of some reader; ``days`` are those that it means, ``clock`` its time of day, ``open`` XXXX-05."""

    start: int
    end: int
    days: Days | None
    clock: str | None
    open: str | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Text:
    """A document with its elements, and the places where GUM sees a time of any kind."""

    document: segmentation.Document
    elements: list[Element]
    mentions: list[tuple[int, int]]

    @property
    def half(self) -> str:
        """A or B, by the hash of the id."""
        return "AB"[hashlib.sha256(self.document.id.encode()).digest()[0] % 2]

    @property
    def genre(self) -> str:
        """News, bio, ..."""
        return self.document.meta.get("genre", "")

    @property
    def published(self) -> Stamp | None:
        """The day on which the text was written, where GUM tells it in full."""
        day = self.document.meta.get("dateCreated", "")
        return Stamp(day, "GUM") if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


Reader = Callable[[Text], list[Found]]


def read(data: Path) -> Iterator[Text]:
    """Give the documents of GUM that the corpus folder has."""
    for part in ("train", "dev"):
        for document in segmentation.documents(data / "treebank" / f"{segmentation.GUM}-{part}.conllu"):
            tokens = [
                (span, dict(field.split("=", 1) for field in misc.split("|") if "=" in field))
                for spans, miscs in zip(document.tokens, document.misc, strict=True)
                for span, misc in zip(spans, miscs, strict=True)
            ]
            yield Text(document, list(_elements(tokens)), list(_mentions(tokens)))


def _elements(tokens: Iterable[tuple[tuple[int, int], dict[str, str]]]) -> Iterator[Element]:
    stack: list[tuple[int, str, str]] = []
    for (start, end), misc in tokens:
        for tag in _TAG.finditer(misc.get("XML", "")):
            if not tag["close"]:
                stack.append((start, tag["name"], tag["attributes"]))
            elif stack:
                begun, name, attributes = stack.pop()
                yield Element(begun, end, name, _gold(dict(_ATTRIBUTE.findall(attributes))))


def _gold(attributes: dict[str, str]) -> tuple[str, str] | None:
    """Return the first and last value of an element; None when it names no value."""
    if "when" in attributes:
        year = re.fullmatch(r"(-?)(\d{1,4})", attributes["when"])
        value = f"{'BC' if year[1] else ''}{int(year[2]):04d}" if year else attributes["when"]
        return value, value
    return (attributes["from"], attributes["to"]) if {"from", "to"} <= attributes.keys() else None


def _mentions(tokens: Iterable[tuple[tuple[int, int], dict[str, str]]]) -> Iterator[tuple[int, int]]:
    begun: dict[str, int] = {}
    for (start, end), misc in tokens:
        for match in _ENTITY.finditer(misc.get("Entity", "")):
            if match["open"] and match["type"] == "time":
                begun[match["open"]] = start
            key = match["close"] or (match["open"] if match["closed"] else None)
            if key in begun:
                yield begun.pop(key), end


def bongsu(text: Text) -> list[Found]:
    """Read a document with bongsu; lengths of time without ends and references without a date are left out."""
    found = find_times(text.document.text, text.published)
    dated = (time for time in found if time.type in {"DATE", "TIME"} or time.start is not None)
    return [_found(time) for time in dated if not time.value.endswith("_REF")]


def _found(time: TimeExpr) -> Found:
    if (lies := stretch(time)) is not None:
        return Found(time.span.start, time.span.end, lies, None)
    date, _, clock = time.value.partition("T")
    bounds = interval(date, "UTC")
    days = (bounds[0].date(), (bounds[1] - dt.timedelta(microseconds=1)).date()) if bounds else None
    return Found(time.span.start, time.span.end, days, clock or None, date if days is None else None)


def dateparser(text: Text) -> list[Found]:
    """Read a document with dateparser, sentence by sentence."""
    base = dt.datetime.combine(text.published.date, dt.time()) if text.published else None
    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": base} if base else {})
    return [found for span in text.document.sentences for found in _search(text.document.text, span, settings)]


def _search(text: str, span: tuple[int, int], settings: dict[str, object]) -> Iterator[Found]:
    at = span[0]
    for words, time in search_dates(text[slice(*span)], languages=["en"], settings=settings) or []:
        start = text.find(words, at, span[1])
        if start >= 0:
            at = start + len(words)
            yield Found(start, at, (time.date(), time.date()), f"{time:%H:%M}", at=time)


def is_right(text: str, gold: Element, found: list[Found]) -> bool:
    """Say whether what was found in an element means its days or its time of day."""
    assert gold.value is not None
    date, _, clock = gold.value[0].rpartition("T")
    if gold.name == "time" or date:
        wanted = _days(date, date) if date else None
        return any(_clock(each) == clock[:5] and wanted in {None, each.days} for each in found)
    if gold.value[0].startswith(("--", "BC")):
        value = gold.value[0].replace("--", "XXXX-") if gold.value[0] == gold.value[1] else _season(*gold.value)
        return value is not None and any(each.open == value for each in found)
    days = _days(*gold.value)
    told = [each.days for each in found if each.days is not None]
    if days is None or not told:
        return False
    if found[0].at is not None:
        return any(days[0] <= first <= days[1] for first, _ in told)
    season = _days(*[_season(*gold.value) or ""] * 2)
    if any(_is_same(gold, days, each) or each == season for each in [*told, (told[0][0], told[-1][1])]):
        return True
    lead = text[min(gold.start, found[0].start) : gold.end]
    return _MODIFIED.match(lead) is not None and any(first <= days[0] <= days[1] <= last for first, last in told)


def _season(first: str, last: str) -> str | None:
    """Return the season from one month to the month in which the next begins: 2010-SU, XXXX-WI; else None."""
    ends = _MONTH_ONLY.fullmatch(first), _MONTH_ONLY.fullmatch(last)
    if ends[0] is None or ends[1] is None or (ends[0]["month"], ends[1]["month"]) not in _SEASONS:
        return None
    return f"{ends[0]['year'] or 'XXXX'}-{_SEASONS[ends[0]['month'], ends[1]['month']]}"


def _clock(found: Found) -> str | None:
    return f"{found.clock}:00"[:5] if found.clock and found.clock[0].isdigit() else None


def _is_same(gold: Element, days: Days, told: Days) -> bool:
    assert gold.value is not None
    slack = dt.timedelta(days=int(gold.value[0] != gold.value[1]))
    return all(abs(mine - theirs) <= slack for mine, theirs in zip(told, days, strict=True))


def _days(first: str, last: str) -> Days | None:
    """Return the days from the first of one value to the last of another; None when the calendar lacks them."""
    bounds = interval(first, "UTC"), interval(last, "UTC")
    if bounds[0] is None or bounds[1] is None:
        return None
    return bounds[0][0].date(), (bounds[1][1] - dt.timedelta(microseconds=1)).date()


def contradicts(words: str, gold: Element) -> bool:
    """Say whether a date's own words are at odds with its value: another weekday, month or year."""
    days = _days(*gold.value) if gold.value and gold.name == "date" and gold.value[0] == gold.value[1] else None
    if days is None or gold.value is None:
        return False
    weekday, month, year = (re.search(pattern, words) for pattern in (_WEEKDAY, _MONTH, r"\b\d{4}\b"))
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", gold.value[0]) is not None
    return (
        (weekday is not None and is_day and f"{days[0]:%A}" != weekday[0])
        or (month is not None and f"{days[0]:%B}" != month[0])
        or (year is not None and f"{days[0]:%Y}" != year[0])
    )


def extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends of an expression without its leading small words, and with what TIMEX3 has after a date."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead and lead.end() < end else start
    while (after := _AFTER.match(text, end)) is not None:
        end = after.end()
    return start, len(text[:end].rstrip(" .,"))


def score(text: Text, reader: Reader, show: Callable[[str], None] | None = None) -> Counter[str]:
    """Count one document."""
    words, counts, found = text.document.text, Counter[str](), reader(text)
    for gold in text.elements:
        if gold.value is None:
            continue
        here = [each for each in found if each.start < gold.end and gold.start < each.end]
        right = is_right(words, gold, here)
        exact = any((each.start, each.end) == (gold.start, gold.end) for each in here)
        wanted = extent(words, gold.start, gold.end)
        same = exact or any(extent(words, each.start, each.end) == wanted for each in here)
        counts["at odds"] += contradicts(words[gold.start : gold.end], gold)
        counts.update({"gold": 1, "found": int(bool(here)), "right": right, "exact": exact, "extent": same})
        if show and not (right and same):
            told = [(words[each.start : each.end], each.days and [str(day) for day in each.days]) for each in here]
            around = words[max(0, gold.start - 50) : gold.end + 30].replace("\n", " / ")
            mark = ("" if right else "value ") + ("" if same else "extent")
            show(f"{text.genre} {mark}: {words[gold.start : gold.end]!r} is {gold.value}, found {told} in {around!r}")
    marked = [*text.mentions, *((gold.start, gold.end) for gold in text.elements)]
    for each in found:
        if not any(each.start < end and start < each.end for start, end in marked):
            counts["false"] += 1
            if show:
                show(f"{text.genre} false: {words[max(0, each.start - 40) : each.end + 30]!r}")
    return counts


def measure(texts: Iterable[Text], reader: Reader, *, show: bool = False) -> dict[str, Counter[str]]:
    """Count documents by half and genre; ``show`` prints the errors of half A."""
    rows: dict[str, Counter[str]] = {}
    for text in texts:
        counts = score(text, reader, print if show and text.half == "A" else None)
        for genre in (text.genre, "all", *(["all but news"] if text.genre != "news" else [])):
            rows.setdefault(f"{text.half} {genre}", Counter()).update(counts)
    return rows


def line(name: str, counts: Counter[str]) -> str:
    """Return the figures of a row."""
    gold = max(1, counts["gold"])
    f1 = 2 * counts["right"] / max(1, counts["gold"] + counts["found"] + counts["false"])
    shares = "  ".join(f"{name} {counts[name] / gold:.2f}" for name in ("right", "exact", "extent"))
    rest = f"F1 {f1:.2f}  false {counts['false']:3}  gold at odds {counts['at odds']}"
    return f"{name:24} of {counts['gold']:4}  {shares}  {rest}"


def main() -> None:
    """Print the figures by half and genre."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="print the errors of half A")
    options = parser.parse_args()
    texts = list(read(Path(os.environ["BONGSU_DATA"])))
    counted = [gold.value is not None for text in texts for gold in text.elements]
    print(f"{sum(counted)} elements with a value, {len(counted) - sum(counted)} with bounds only")
    readers: list[Reader] = [bongsu] if options.show else [bongsu, dateparser]
    for reader in readers:
        rows = measure(texts, reader, show=options.show)
        print(f"\n{reader.__name__}")
        print("\n".join(line(name, rows[name]) for name in sorted(rows)))


if __name__ == "__main__":
    main()
