"""Measure how many of the decidable claims of real launch reports the checks decide.

Usage: BONGSU_DATA=... python benchmarks/decided.py [--texts FOLDER] [--part measure|develop|all] [--show]

The claims are those of the manifests ``tests/gold/launch.jsonl`` and ``launch-pages.jsonl``, not those that bongsu
reads: what the account misses is not decided. FOLDER has the openings that the second manifest describes, named by
their digest (``launch_pages.py``); without it, or without a text, these are not measured.

A claim is decidable when the tables in the box, or the calendar, arithmetic and the mechanics of flight, hold what is
needed to answer it (``docs/evaluation.md`` has the list). It is decided when a finding on it supports or contradicts
it. What is left is counted by its reason. ``--show`` prints the findings of the part ``develop``.
"""

import argparse
import datetime as dt
import functools
import operator
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import launch_account
import launch_pages

from bongsu.config import Settings
from bongsu.model import Claim, Finding, Reading
from bongsu.pipeline import Reader, load
from bongsu.reference import load_tables
from bongsu.reference.chronicle import shipped_chronicle
from bongsu.reference.law import shipped_law
from bongsu.reference.offices import shipped_offices

Line = dict[str, Any]
_BALLISTIC: Final = {"ballistic", "ICBM", "IRBM", "MRBM", "SRBM", "SLBM"}
_WORDS: Final = {
    "ICBM": "intercontinental",
    "IRBM": "intermediate-range",
    "MRBM": "medium-range",
    "SRBM": "short-range",
}
_FAR: Final = ("distance", "direction")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:, | \(|, the | )(?:the )?"
    rf"(?:{_MONTH} \d\d?|\d\d?(?:st|nd|rd|th)? {_MONTH})(?:,? (?P<year>\d{{4}})\b)?"
)
_SINCE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_COUNTED: Final = re.compile(r"\b(?:missiles?|launch(?:es)?|tests?|[SMI]RBM|ICBM|SLBM|rocket|over Japan(?:ese)?)\b")
_PERIOD: Final = re.compile(r"\b(?:this|past|last|since|in (?:less|just|about|\w+ (?:days|weeks|months|years)))\b")
_UNCOUNTED: Final = re.compile(r"\b(?:hypersonic|threat|nuclear test|failed|successful)\b")
_REASONS: Final = {
    "does not say what kind": "the account does not have the kind of missile",
    "checked against no source": "a row that no source confirms",
    "by rows of which not all": "a row that no source confirms",
    "does not know": "a name that the table does not have",
    "words may mean another time": "somebody else holds the office, and the words may mean another time",
    "does not cover": "the chronicle does not cover the time",
    "may narrow it": "words that may narrow what is counted",
    "may be counted": "words that may narrow what is counted",
    "may count or not": "a launch that may count or not",
    "days with one for sure": "the number lies within what the chronicle leaves open",
    "is not told": "the words leave it open",
    "may or may not cross": "some ways cross and others do not",
    "too close to tell": "too close to the line",
    "the year is told from": "the weekday does not fit, and no year is written",
}
_UNREAD: Final = {"office", "weekday", "overflight"}  # what the account has no claim of
_OFFSET: Final = re.compile(r"\d.*\bof\b")
_WEEK: Final = dt.timedelta(days=7)


class Asked(NamedTuple):
    """A decidable claim: the check that should answer, what of, the manifest's lines, and which findings are on it."""

    check: str
    kind: str
    lines: tuple[Line, ...]
    is_on: Callable[[Finding], bool]


class Answer(NamedTuple):
    """What came of a decidable claim: the finding on it, where there is one, and why it is not decided."""

    asked: Asked
    finding: Finding | None
    reason: str | None


def main() -> None:
    """Read the arguments, measure, and print one row a check and kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="the folder of the openings")
    parser.add_argument("--part", choices=("measure", "develop", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="print what came of the part develop")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    answers: list[Answer] = []
    contradicted: Counter[str] = Counter()
    for row, reading in readings(Path(data), options.texts, options.part):
        found = [answer(asked, reading) for asked in decidable(row, reading)]
        if options.show and row["part"] == "develop":
            for one in found:
                print(f"{row['source']}:{row.get('index', row.get('n'))} {told(one)}")
        answers += found
        contradicted.update(one.check for one in reading.findings if one.verdict == "contradicted")
    print(table(answers))
    print("contradicted, of all findings:", ", ".join(f"{n} {name}" for name, n in contradicted.items()) or "none")


def told(one: Answer) -> str:
    """Return an answer for people."""
    values = ", ".join(f"{line['slot']} {line['value']}" for line in one.asked.lines)
    result = f"{one.finding.verdict}: {one.finding.message}" if one.finding is not None else one.reason
    return f"{one.asked.check}, {one.asked.kind} [{values}] {result}"


def readings(data: Path, texts: Path | None, part: str) -> Iterator[tuple[Line, Reading]]:
    """Yield every report of the manifests whose text is at hand, with how it is read."""
    reader: Reader = load(Settings())
    for row in launch_pages.manifest(launch_account.GOLD):
        if part in {"all", row["part"]}:
            yield row, launch_account.read(reader, data, row)
    for row in launch_pages.manifest(launch_pages.GOLD) if texts is not None else ():
        assert texts is not None
        path = launch_pages.text_of(texts, row)
        if part in {"all", row["part"]} and path.exists():
            yield row, launch_pages.read(reader, path, row)


def decidable(row: Line, reading: Reading) -> Iterator[Asked]:
    """Yield the decidable claims of a report: those of its manifest's firm lines, its weekdays, its office-holders."""
    for launch in row["launches"]:
        lines = [line for line in launch["claims"] if not line.get("unsure")]
        if lines:
            yield from _of_figures(lines)
            yield from _of_days(launch["claims"], lines)
            yield from _of_places(launch["claims"], lines)
            yield from _of_law(launch["claims"], lines)
    if row["launches"]:
        yield from _of_words(reading)


def _slot(lines: Iterable[Line], *slots: str) -> list[Line]:
    return [line for line in lines if line["slot"] in slots]


def _asked(check: str, kind: str, *lines: Line) -> Asked:
    """Return a claim that a finding of the check is on when it uses all its lines."""
    return Asked(check, kind, lines, lambda finding: all(any(_is(line, c) for c in finding.claims) for line in lines))


def _figured(check: str, kind: str, lines: tuple[Line, ...], figure: str, value: str) -> Asked:
    """Return a claim that a finding of the check is on when it has a figure of that value."""
    return Asked(check, kind, lines, lambda finding: finding.figures.get(figure) == value)


def _is(line: Line, claim: Claim) -> bool:
    """Say whether a claim that was read is a line of the manifest."""
    return any(
        slot == line["slot"] and launch_account.same(line, value)
        for slot, value in launch_account.in_manifest_terms(claim)
    )


def _of_figures(lines: Sequence[Line]) -> Iterator[Asked]:
    """Yield one amount in two units; distance, apogee and time of flight; speed; distance and class."""
    for line in lines:
        if "restated" in line:
            yield _asked("arithmetic", "two units", line)
    distance, apogee, duration, speed = (_slot(lines, slot)[:1] for slot in ("distance", "apogee", "duration", "speed"))
    kinds = {line["value"] for line in _slot(lines, "class")}
    if distance and apogee and duration and kinds & _BALLISTIC:
        yield _asked("flight", "one arc", *distance, *apogee, *duration)
    if distance and duration and speed:
        yield _asked("arithmetic", "mean speed", *distance, *duration, *speed)
    for kind in sorted(kinds & _WORDS.keys()) if distance else ():
        line = next(line for line in _slot(lines, "class") if line["value"] == kind)
        yield _figured("flight", "distance and class", (line,), "class", _WORDS[kind])


def _of_days(context: Sequence[Line], lines: Sequence[Line]) -> Iterator[Asked]:
    """Yield one moment on two clocks, "first since" and "nth" within what the chronicle covers."""
    times = _slot(lines, "time")
    utc = [line for line in times if line["zone"] == "UTC"]
    named = [line for line in times if utc and line["zone"] not in {"UTC", "unknown"}]
    yield from (_asked("calendar", "two clocks", line, utc[0]) for line in named)
    days = [dt.date.fromisoformat(str(line["value"])) for line in _slot(context, "date")]
    if _state(context) != "PRK" or not days:
        return
    for line in _slot(lines, "first_since", "ordinal"):
        scope = str(line.get("scope", ""))
        if _UNCOUNTED.search(scope) or not _COUNTED.search(scope):
            continue
        value = str(line["value"])
        if line["slot"] == "first_since" and _SINCE.fullmatch(value):
            start = dt.date.fromisoformat(f"{value}-01-01"[:10])
            if _covered(start, max(days)):
                yield _asked("chronology", "first since", line)
        is_nth = line["slot"] == "ordinal" and line["value"] != 1 and _PERIOD.search(scope) is not None
        if is_nth and _covered(dt.date(min(days).year, 1, 1), max(days)):
            yield _asked("chronology", "nth", line)


def _covered(start: dt.date, end: dt.date) -> bool:
    """Say whether the chronicle has all ballistic launches of North Korea from one day to another."""
    return shipped_chronicle().covers("PRK", ("ballistic",), start, end)


def _state(context: Sequence[Line]) -> str | None:
    states = {str(line["value"]) for line in _slot(context, "actor")}
    return states.pop() if len(states) == 1 else None


def _of_places(context: Sequence[Line], lines: Sequence[Line]) -> Iterator[Asked]:
    """Yield where it came down, its zone and what it flew over, from a site on the map, a direction and a distance."""
    if not _known_site(context):
        return
    is_way = all(_slot(context, slot) for slot in _FAR)
    offsets = any(_OFFSET.search(str(line["value"])) for line in _slot(context, "splash"))
    for line in _slot(lines, "splash") if is_way else ():
        yield _asked("geography", "splash", line)
    for line in _slot(lines, "zone") if is_way or offsets else ():
        yield _asked("geography", "zone", line)
    for line in _slot(lines, "overflight") if is_way or offsets else ():
        if str(line["value"]) in load_tables().countries:
            yield _figured("geography", "overflight", (line,), "state", str(line["value"]))


def _known_site(context: Sequence[Line]) -> bool:
    """Say whether the tables have a site of the launch as a point on the map."""
    rows = (*load_tables().sites, *load_tables().places)
    points = {launch_account.folded(name) for row in rows if row.lat is not None for name in row.names}
    named = (str(name) for line in _slot(context, "site") for name in (line["value"], *line.get("also", ())))
    return any(launch_account.folded(name) in points for name in named)


def _of_law(context: Sequence[Line], lines: Sequence[Line]) -> Iterator[Asked]:
    """Yield what bound a state at its ballistic or satellite launch, where a resolution without a condition does."""
    state, kinds = _state(context), {line["value"] for line in _slot(lines, "class")}
    days = [dt.date.fromisoformat(str(line["value"])) for line in _slot(context, "date")]
    reached = {"satellite"} & kinds or {"ballistic" for kind in kinds & _BALLISTIC}
    bound = [one for one in shipped_law().resolutions if state in one.states and one.binding and one.only is None]
    if days and any(reached & set(one.covers) and one.period(max(days)) is not None for one in bound):
        told_by = tuple(line for line in _slot(context, "actor", "class") if line["slot"] == "actor" or line in lines)
        yield _figured("law", "resolutions", told_by, "state", str(state))


def _of_words(reading: Reading) -> Iterator[Asked]:
    """Yield the dates that stand beside their weekday, and titles before names of offices that the table has then.

    A date counts where its year is written or the day of publication tells it.
    """
    dated = reading.report.published is not None
    for match in {match[0]: match for match in reversed([*_WEEKDAY.finditer(reading.report.text)])}.values():
        if dated or match["year"]:
            line = {"slot": "weekday", "value": match[0]}
            yield Asked("calendar", "weekday", (line,), functools.partial(_is_weekday, match.span()))
    offices = shipped_offices()
    named = {one.quotes[0].quote: one for one in reading.findings if one.check == "office" and "date" in one.figures}
    for one in named.values():
        day = dt.date.fromisoformat(str(one.figures["date"]))
        is_covered = any(row.holds(day - _WEEK, day + _WEEK) for row in offices.holders(str(one.figures["office"])))
        if is_covered and "has no time before" not in one.message:  # a former holder of before the table begins
            line = {"slot": "office", "value": str(one.figures["office"])}
            yield Asked("office", "holder", (line,), functools.partial(operator.is_, one))


def _is_weekday(span: tuple[int, int], finding: Finding) -> bool:
    """Say whether a finding on a weekday is on the words there."""
    spans = [*(claim.value.span for claim in finding.claims), *(quote.span for quote in finding.quotes)]
    is_weekday = "stated" in finding.figures and "date" in finding.figures
    return is_weekday and any(each.start < span[1] and span[0] < each.end for each in spans)


def answer(asked: Asked, reading: Reading) -> Answer:
    """Return what the checks say of a claim, the surest finding first, or why they say nothing."""
    found = [one for one in reading.findings if one.check == asked.check and asked.is_on(one)]
    sure = sorted(found, key=lambda one: ("contradicted", "supported", "cannot tell").index(one.verdict))
    if not sure:
        claims = [claim for event in reading.events if event.is_account for claim in event.claims]
        lines = [line for line in asked.lines if line["slot"] not in _UNREAD]
        missing = [line["slot"] for line in lines if not any(_is(line, claim) for claim in claims)]
        return Answer(asked, None, f"the account lacks it: {missing[0]}" if missing else "no finding on it")
    if sure[0].verdict == "cannot tell":
        return Answer(asked, sure[0], _reason(sure[0].message))
    return Answer(asked, sure[0], None)


def _reason(message: str) -> str:
    """Return why a finding cannot tell, in words that are of no one report."""
    return next((reason for words, reason in _REASONS.items() if words in message), "cannot tell for another reason")


def table(answers: Sequence[Answer]) -> str:
    """Return one row a check and kind, and the reasons why claims are left."""
    rows = [f"{'':32}{'decidable':>10}{'decided':>9}{'share':>7}{'supported':>11}{'contradicted':>14}"]
    kinds = sorted({(one.asked.check, one.asked.kind) for one in answers})
    groups = [(f"{check}, {kind}", [a for a in answers if a.asked[:2] == (check, kind)]) for check, kind in kinds]
    for name, group in [*groups, ("all", answers)]:
        verdicts = Counter(one.finding.verdict for one in group if one.finding is not None)
        yes, no = verdicts["supported"], verdicts["contradicted"]
        share = f"{(yes + no) / len(group):.0%}" if group else "–"
        rows.append(f"{name:32}{len(group):10}{yes + no:9}{share:>7}{yes:11}{no:14}")
    left = Counter(f"{one.asked.check}, {one.asked.kind}: {one.reason}" for one in answers if one.reason is not None)
    return "\n".join([*rows, "", "left:", *(f"{count:4}  {name}" for name, count in left.most_common())])


if __name__ == "__main__":
    main()
