"""Measure the fusion of events: the same launch in many reports, and the main events of all reports.

Usage: BONGSU_DATA=... python benchmarks/fusion.py [--readings FILE] [--show]

``--readings`` takes the readings that ``bongsu read --json`` gives of the three sets of reports: then the events of all
articles are fused, and not only those of the articles in the manifest.

Launches. ``tests/gold/incidents.jsonl`` names for each article the launches that its accounts tell of, in their order,
and the launches of other days that it recalls; ``incidents-own.jsonl`` beside it has reports of the project's own
wording with the same: a salvo, two launches in one week, two on one day, corrections. What is fused are the readings
as they are: a launch that was not read is not counted here. B-cubed (Bagga and Baldwin 1998) over all events with a
name; a launch recalled without a day that is joined to an account is an error besides.

Acts. ``tests/gold/incidents-acts.jsonl`` names, of the articles on twelve affairs, the acts that their events tell of:
each event by its type and the offset of its trigger in the text. An event that is no longer read so is not counted, and
how many are is said. What is fused are the readings of those articles, or of all of them. Articles of seven affairs are
``develop``, whose errors ``--show`` prints; the others are only counted.

Main events. An article's main event is what its headline and opening tell (``bongsu.fusion.stories``). All articles
are grouped; those with a category that names one event are counted: every category of the gold standard, and of the
Google News set the two of one affair each (the line on a display, the boxes of a game). The others there are topics,
such as "Dieselgate" or "North Korea Missile", whose articles tell of many events over weeks.
"""

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bongsu.config import Settings
from bongsu.fusion import Telling, Trace, stories, tellings, trace
from bongsu.fusion.facts import facts
from bongsu.model import Given, RawDocument, Reading, Report
from bongsu.pipeline import Reader, load
from bongsu.text import clean

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SETS = ("gold_standard", "google_news", "news_cluster")
Article = dict[str, Any]
ONE_AFFAIR = {"IPhone-X Green-Line", "Star Wars: Battlefront II - Loot Box"}


def main() -> None:
    """Read the arguments, measure, and print both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, help="readings of the three sets, one JSON object a line")
    parser.add_argument("--show", action="store_true", help="print the events of every error")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    articles = read(Path(data))
    print("launches")
    labels, told, found = launches(articles, options.readings)
    print(table(labels, placed(found)))
    print(errors(told, labels, found, show=options.show))
    for part in ("develop", "measure"):
        print(f"acts, {part}")
        print(acts_of(part, articles, options.readings, show=options.show and part == "develop"))
    print("main events")
    categories, groups = main_events(articles)
    print(table(categories, groups))
    print(mixed(categories, groups))


def launches(articles: Sequence[Article], stored: Path | None) -> tuple[dict[str, str], dict[str, Telling], Trace]:
    """Return the launch of each event that has a name, every telling by its event's id, and what was fused of them."""
    reader = load(Settings())
    manifest = {row["id"] for row in _rows(GOLD / "incidents.jsonl")}
    readings = list(_stored(stored) if stored else _read(articles, reader, manifest))
    own = list(own_readings(reader))
    labels = {**article_labels(readings, articles), **own_labels(own)}
    told = {one.event.id: one for one in tellings([*readings, *(reading for _, reading in own)])}
    return labels, told, trace(told.values())


def acts_in(part: str, articles: Sequence[Article], stored: Path | None) -> tuple[dict[str, str], Trace, int]:
    """Return the act of each event that has a name, what was fused of all events, and how many have one."""
    rows = [row for row in _rows(GOLD / "incidents-acts.jsonl") if row["part"] == part]
    by_id = {article["dId"]: article for article in articles}
    names = {clean(_raw(by_id[row["id"]]), Settings()).text: row["acts"] for row in rows}
    readings = list(_stored(stored) if stored else _read(articles, load(Settings()), {row["id"] for row in rows}))
    told = {one.event.id: one for one in tellings(readings) if one.event.type != "LAUNCH"}
    labels: dict[str, str] = {}
    wanted = 0
    for reading in readings:
        at = {(event.type, event.trigger.span.start): event.id for event in reading.events}
        acts = names.get(reading.report.text, ())
        wanted += len(acts)
        labels |= {
            at[place]: f"{act['type']} {act['act']}" for act in acts if (place := (act["type"], act["at"])) in at
        }
    return labels, trace(told.values()), wanted


def acts_of(part: str, articles: Sequence[Article], stored: Path | None, *, show: bool) -> str:
    """Return the figures of a part, and for each act the parts that it is in."""
    labels, found, wanted = acts_in(part, articles, stored)
    groups = placed(found)
    lines = [f"  {len(labels)} of {wanted} events read as labelled", table(labels, groups)]
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for event, name in labels.items():
        named[groups[event]][name] += 1
    joined = [dict(names) for names in named.values() if len(names) > 1]
    lines.append(f"  incidents of several acts {len(joined)}, of their events {sum(map(_strays, joined))} astray")
    if show:
        lines += [f"    joined: {names}" for names in joined]
        shares = defaultdict(list)
        for names in named.values():
            for name, count in names.items():
                shares[name].append(count)
        lines += [f"    {name}: {sorted(counts, reverse=True)}" for name, counts in sorted(shares.items())]
    return "\n".join(lines)


def _strays(names: Mapping[str, int]) -> int:
    return sum(names.values()) - max(names.values())


def placed(found: Trace) -> dict[str, str]:
    """Return the incident of each event."""
    return {event.id: incident.id for incident in found.incidents for event in incident.events}


def main_events(articles: Sequence[Article]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the category of each report that names one event, and the group of every report."""
    reports = [(article, clean(_raw(article), Settings())) for article in articles]
    grouped = stories([report for _, report in reports])
    groups = {name: number for number, group in enumerate(grouped) for name in group}
    return dict(article_categories(reports)), groups


def read(data: Path) -> list[Article]:
    """Return the articles of the three sets that have a text."""
    return list(_articles(data))


def _articles(data: Path) -> Iterator[Article]:
    """Yield the articles that have a text, each with the set that it is in."""
    for name in SETS:
        for row in _rows(data / "reports" / f"giveme5w1h-{name}.jsonl"):
            if row.get("text"):
                yield {**row, "set": name}


def _raw(article: Article) -> RawDocument:
    names = (("title", "title"), ("published", "date_publish"), ("url", "url"))
    given = {name: Given(article[field], f"json field {field}") for name, field in names if article.get(field)}
    return RawDocument(where=article["dId"], media="text/plain", content=article["text"], given=given)


def _stored(path: Path) -> Iterator[Reading]:
    with path.open("rb") as lines:
        yield from (msgspec.json.decode(line, type=Reading) for line in lines)


def _read(articles: Sequence[Article], reader: Reader, wanted: Collection[str]) -> Iterator[Reading]:
    """Yield the readings of the articles in a manifest."""
    yield from (reader.read(_raw(article)) for article in articles if article["dId"] in wanted)


def own_readings(reader: Reader) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Yield the rows of the project's own reports with their readings."""
    for row in _rows(GOLD / "incidents-own.jsonl"):
        names = ("title", "published", "updated", "outlet", "url")
        given = {name: Given(row[name], f"json field {name}") for name in names if name in row}
        raw = RawDocument(where=row["id"], media="text/plain", content=row["text"], given=given)
        yield row, reader.read(raw)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def article_labels(readings: Sequence[Reading], articles: Sequence[Article]) -> dict[str, str]:
    """Return the launch of each event of the articles that tells of a named one, by the event's id."""
    of_report = {(reading.report.url, reading.report.title): reading for reading in readings}
    by_id = {article["dId"]: article for article in articles}
    found: dict[str, str] = {}
    for row in _rows(GOLD / "incidents.jsonl"):
        article = by_id[row["id"]]
        found |= labels_of(row, of_report[article["url"], article["title"]])
    return found


def own_labels(own: Iterable[tuple[dict[str, Any], Reading]]) -> dict[str, str]:
    """Return the launch of each event of the project's own reports, by the event's id."""
    return {event: launch for row, reading in own for event, launch in labels_of(row, reading).items()}


def labels_of(row: dict[str, Any], reading: Reading) -> dict[str, str]:
    """Return the launches that a row names: of the accounts by their order, of other launches by their day."""
    told = [telling for telling in tellings([reading]) if telling.event.type == "LAUNCH"]
    accounts = [telling.event.id for telling in told if telling.event.is_account]
    found = dict(zip(accounts, row["accounts"], strict=False))
    for telling in told:
        stated = facts(telling)
        launch = next((row["days"][str(day)] for day in stated.days if str(day) in row["days"]), None)
        if not stated.news and not stated.planned and launch and launch[:3] in stated.states:
            found[telling.event.id] = launch
    return found


def article_categories(reports: Iterable[tuple[Article, Report]]) -> Iterator[tuple[str, str]]:
    """Yield the id of each report whose category names one event, and the category."""
    for article, report in reports:
        category = article.get("category")
        if category and (article["set"] == "gold_standard" or category in ONE_AFFAIR):
            yield report.id, category


def b_cubed(gold: Mapping[str, Hashable], groups: Mapping[str, Hashable]) -> tuple[float, float]:
    """Return B-cubed precision and recall over the items of ``gold``."""
    joint = Counter((gold[item], groups[item]) for item in gold)
    by_name, by_group = Counter(gold.values()), Counter(groups[item] for item in gold)
    together = [joint[gold[item], groups[item]] for item in gold]
    precision = sum(n / by_group[groups[item]] for n, item in zip(together, gold, strict=True)) / len(gold)
    recall = sum(n / by_name[gold[item]] for n, item in zip(together, gold, strict=True)) / len(gold)
    return precision, recall


def table(gold: Mapping[str, Hashable], groups: Mapping[str, Hashable]) -> str:
    """Return the counts and the B-cubed figures."""
    precision, recall = b_cubed(gold, groups)
    f1 = 2 * precision * recall / (precision + recall)
    return f"  {len(gold)} items of {len({*gold.values()})}; precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def errors(told: Mapping[str, Telling], labels: Mapping[str, str], found: Trace, *, show: bool) -> str:
    """Return the errors by kind: different launches joined, launches in parts, and history joined to the news."""
    joined, parts = 0, defaultdict(list)
    lines: list[str] = []
    history = 0
    for incident in found.incidents:
        named = {labels[event.id] for event in incident.events if event.id in labels}
        joined += len(named) > 1
        for name in named:
            parts[name].append(incident)
        stray = [one for one in incident.events if one.id not in labels and named and not facts(told[one.id]).days]
        history += len(stray)
        if show and (len(named) > 1 or stray):
            lines += [f"    {sorted(named)}: {_line(told[event.id])}" for event in incident.events]
    divided = {name: incidents for name, incidents in parts.items() if len(incidents) > 1}
    if show:
        lines += [
            f"    {name} in part {number}: {_line(told[event.id])}"
            for name, incidents in divided.items()
            for number, incident in enumerate(incidents, 1)
            for event in incident.events
        ]
    head = f"  different launches joined {joined}; launches in parts {len(divided)}; history joined to news {history}"
    return "\n".join([head, *lines])


def _line(telling: Telling) -> str:
    stated = facts(telling)
    days = ", ".join(map(str, stated.days)) or "no day"
    return f"{telling.event.trigger.quote!r} {days} | {stated.published} {telling.report.title}"


def mixed(gold: Mapping[str, str], groups: Mapping[str, Hashable]) -> str:
    """Return the groups that have several categories, and the categories in several groups."""
    by_group: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for item, name in gold.items():
        by_group[groups[item]][name] += 1
    parts = Counter(name for names in by_group.values() for name in names)
    together = [dict(names) for names in by_group.values() if len(names) > 1]
    lines = [f"  events joined: {', '.join(map(str, together)) or 'none'}"]
    lines.append(f"  events in parts: {', '.join(f'{name} ({n})' for name, n in parts.items() if n > 1) or 'none'}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
