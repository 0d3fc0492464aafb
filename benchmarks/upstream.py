"""Measure the wire or outlet that a report relays, where its page names one.

Usage: BONGSU_DATA=... python benchmarks/upstream.py [--show]

``tests/gold/upstream.jsonl`` has for each article of the three sets of reports whom it relays as its dateline, byline,
credit line or address names it, or null. The halves are by the SHA-256 of the text: ``develop`` was looked at for the
patterns, ``measure`` is counted; it is not blind, since whoever labelled it wrote the patterns. What is labelled was
found by reading the openings, ends and addresses of all articles; a name in a picture's credit, one that is cited, and
several wires at once are no upstream.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bongsu.config import Settings
from bongsu.model import Given, RawDocument
from bongsu.text import clean

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "upstream.jsonl"
GIVEN = (("title", "title"), ("published", "date_publish"), ("url", "url"))


def main() -> None:
    """Read the arguments, measure, and print one row a part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every article that is not as it should be")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    counts = measure(Path(data), show=options.show)
    for part in ("develop", "measure"):
        found = counts[part, "right"] + counts[part, "wrong"]
        named = counts[part, "right"] + counts[part, "missed"]
        print(
            f"{part:8} {counts[part, 'articles']} articles, {named} name one: precision "
            f"{counts[part, 'right'] / found:.3f} recall {counts[part, 'right'] / named:.3f}"
        )


def measure(data: Path, *, show: bool = False) -> Counter[tuple[str, str]]:
    """Return the articles, and those right, wrong and missed, by part; a wrong name for a right one is both."""
    counts: Counter[tuple[str, str]] = Counter()
    for part, where, wanted, found in _found(data):
        counts[part, "articles"] += 1
        counts[part, "right"] += found is not None and found == wanted
        counts[part, "wrong"] += found is not None and found != wanted
        counts[part, "missed"] += wanted is not None and found != wanted
        if show and found != wanted:
            print(f"{part} {where}: {found} for {wanted}")
    return counts


def _found(data: Path) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield part, place, the upstream that the manifest names, and the one that is found."""
    articles: dict[str, list[str]] = {}
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        name = f"giveme5w1h-{row['source']}.jsonl"
        if name not in articles:
            articles[name] = (data / "reports" / name).read_text(encoding="utf-8").split("\n")
        article = json.loads(articles[name][row["index"]])
        where = f"{name}:{row['index'] + 1}"
        if article["dId"] != row["id"]:
            sys.exit(f"{where} is not the article that the manifest describes")
        given = {key: Given(article[field], f"json field {field}") for key, field in GIVEN if article.get(field)}
        raw = RawDocument(where=where, media="text/plain", content=article["text"], given=given)
        yield row["part"], where, row["upstream"], clean(raw, Settings()).upstream


if __name__ == "__main__":
    main()
