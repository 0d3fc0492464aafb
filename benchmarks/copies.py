"""Measure near-duplicates among 10,000 reports: what is found, what is not, and how long it takes on one core.

Usage: BONGSU_DATA=... python benchmarks/copies.py [--reports 10000] [--show]

The set is made of the 511 articles. Of those that are copies of each other already, by the rule that is measured, one
is kept; articles of different outlets on one event, of which the sets have many, are kept all: they are what must not
be taken for copies. Each is published over and over as outlets do: whole, under a new headline, cut at
the end, with sentences left out, with sentences added from another article, with a dateline and a credit of a wire,
and once more at the same address with changed figures and a new ending. A pair is right when both come from one
article. ``pairs`` are those that ``copies`` lists, ``groups`` all pairs within the groups that they make.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from bongsu.fusion import Copy, copies, copy_groups
from bongsu.model import Report, Stamp

SETS = ("gold_standard", "google_news", "news_cluster")
SENTENCE = re.compile(r"(?<=[.!?]) +|\n+")
FIGURE = re.compile(r"\b\d+\b")
MOST_ADDED = 0.2  # of the sentences of the article that they are from, so that no copy of that one is made

Made = tuple[str, Report]
Change = Callable[[random.Random, Report, Sequence[str], Sequence[str]], Report]


def main() -> None:
    """Read the arguments, make the set, measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000, help="how many reports to make")
    parser.add_argument("--show", action="store_true", help="print the pairs that are wrong")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    made = make(Path(data), options.reports)
    print(table(made, options.show))


def table(made: Mapping[str, Made], show: bool) -> str:  # noqa: FBT001 - a choice of the command line
    """Find the copies, and return the figures."""
    reports = [report for _, report in made.values()]
    start = time.process_time()
    found = copies(reports)
    spent = time.process_time() - start
    if show:
        for copy in found:
            if made[copy.first][0] != made[copy.second][0]:
                print(f"{copy.reason}\n  {made[copy.first][1].title}\n  {made[copy.second][1].title}")
    precision, grouped, recall = score(made, found)
    return (
        f"{len(reports):,} reports of {len({origin for origin, _ in made.values()})} articles in {spent:.1f} s\n"
        f"pairs: {len(found):,}, precision {precision:.4f}\ngroups: precision {grouped:.4f} recall {recall:.4f}"
    )


def score(made: Mapping[str, Made], found: Sequence[Copy]) -> tuple[float, float, float]:
    """Return the precision of the pairs, and precision and recall of all pairs within the groups."""
    right = sum(made[copy.first][0] == made[copy.second][0] for copy in found)
    together = joint = 0
    for group in copy_groups(found):
        sizes = Counter(made[name][0] for name in group)
        together += len(group) * (len(group) - 1) // 2
        joint += sum(size * (size - 1) // 2 for size in sizes.values())
    sizes = Counter(origin for origin, _ in made.values())
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    return right / len(found), joint / together, joint / wanted


def make(data: Path, number: int) -> dict[str, Made]:
    """Return that many reports by id, each with the id of the article that it comes from."""
    originals = list(_originals(data))
    chance = random.Random(8)  # noqa: S311 - the same set every time
    sentences = {report.id: [part for part in SENTENCE.split(report.text) if part] for report in originals}
    made = {report.id: (report.id, report) for report in originals}
    turns = cycle((change, report) for change in CHANGES for report in originals)
    while len(made) < number:
        change, report = next(turns)
        other = sentences[chance.choice(originals).id]
        copy = change(chance, report, sentences[report.id], other)
        made.setdefault(copy.id, (report.id, copy))
    return made


def _originals(data: Path) -> Iterator[Report]:
    """Yield the articles that are no copies of one before them."""
    paths = [data / "reports" / f"giveme5w1h-{name}.jsonl" for name in SETS]
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line)
    known = {report.id: report for row in rows if len(row.get("text") or "") > 300 for report in (_report(row),)}
    seen = {name for group in copy_groups(copies(tuple(known.values()))) for name in group[1:]}
    yield from (report for name, report in sorted(known.items()) if name not in seen)


def _report(row: Mapping[str, Any]) -> Report:
    day = str(row.get("date_publish") or "")[:10]
    published = Stamp(day, "json field date_publish") if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    return Report.make(text=row["text"], title=row["title"], url=row["url"], language="en", published=published)


def _remade(chance: random.Random, report: Report, sentences: Sequence[str], title: str | None = None) -> Report:
    """Return a report of another outlet with these sentences."""
    outlet = f"outlet {chance.randrange(10**6)}"
    words = report.title if title is None else title
    return Report.make(text=" ".join(sentences), title=words, outlet=outlet, published=report.published)


def _whole(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    return _remade(chance, report, sentences)


def _headline(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    return _remade(chance, report, sentences, " ".join(sentences[chance.randrange(len(sentences))].split()[:9]))


def _cut(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    return _remade(chance, report, sentences[: max(2, round(len(sentences) * chance.uniform(0.5, 0.9)))])


def _thinned(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    kept = sorted(chance.sample(range(len(sentences)), max(2, round(len(sentences) * chance.uniform(0.7, 0.9)))))
    return _remade(chance, report, [sentences[place] for place in kept])


def _extended(chance: random.Random, report: Report, sentences: Sequence[str], other: Sequence[str]) -> Report:
    number = min(round(len(sentences) * chance.uniform(0.1, 0.4)), int(len(other) * MOST_ADDED))
    added = [*sentences]
    for sentence in chance.sample(list(other), number):
        added.insert(chance.randrange(len(added) + 1), sentence)
    return _remade(chance, report, added)


def _credited(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    place = chance.choice(("LONDON", "SEOUL", "WASHINGTON", "TOKYO"))
    lines = [f"{place} (Reuters) -", *sentences, "(Reporting by our bureau. Copyright Reuters. All rights reserved.)"]
    return _remade(chance, report, lines, f"UPDATE {chance.randrange(1, 9)}-{report.title}")


def _updated(chance: random.Random, report: Report, sentences: Sequence[str], _: Sequence[str]) -> Report:
    changed = [FIGURE.sub(lambda _: str(chance.randrange(1, 99)), one) for one in sentences[:3]]
    ending = f"This page was updated at {chance.randrange(24)}:{chance.randrange(60):02} with more words of officials."
    text = " ".join([*changed, *sentences[3:], ending])
    return Report.make(text=text, title=report.title, url=report.url, published=report.published)


CHANGES: Sequence[Change] = (_whole, _headline, _cut, _thinned, _extended, _credited, _updated)


if __name__ == "__main__":
    main()
