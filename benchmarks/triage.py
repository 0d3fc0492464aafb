"""Measure the triage of pages: what it lets pass, what it loses, and how fast it is.

Usage: BONGSU_DATA=... python benchmarks/triage.py [--show]

Of the 511 articles the 45 that contain "missile" in title or text are those of missiles; the others are unrelated to
them, also those on space rockets. Speed is measured over all articles, after text extraction, on one core.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bongsu.text.triage import Triage, triage

SETS = ("gold_standard", "google_news", "news_cluster")
ROUNDS = 5


def main() -> None:
    """Read the arguments, measure, and print the shares and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every article that is not as it should be")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    articles = read(Path(data))
    found = [triage(article["title"], article["text"]) for article in articles]
    print(table(articles, found))
    if options.show:
        print("\n".join(_errors(articles, found)))
    start = time.process_time()
    for _ in range(ROUNDS):
        for article in articles:
            triage(article["title"], article["text"])
    spent = time.process_time() - start
    size = sum(len(article["text"]) for article in articles) / len(articles)
    print(f"{ROUNDS * len(articles) / spent:,.0f} pages/s on one core, of {size:,.0f} characters in the mean")


def read(data: Path) -> list[dict[str, Any]]:
    """Return the articles that have a text."""
    paths = [data / "reports" / f"giveme5w1h-{name}.jsonl" for name in SETS]
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [row for row in rows if row.get("text")]


def is_of_missiles(article: dict[str, Any]) -> bool:
    """Say whether an article contains the word, as the manifest of launches counts them."""
    return "missile" in f"{article['title']} {article['text']}".lower()


def table(articles: list[dict[str, Any]], found: list[Triage]) -> str:
    """Return the recall on missile articles, and what passes of the others."""
    of_missiles = [one for article, one in zip(articles, found, strict=True) if is_of_missiles(article)]
    others = [one for article, one in zip(articles, found, strict=True) if not is_of_missiles(article)]
    return f"missile articles: {_passed(of_missiles)}\nother articles: {_passed(others)}"


def _passed(found: list[Triage]) -> str:
    passing, launches = sum(one.passes for one in found), sum("launch" in one.subjects for one in found)
    return f"{len(found)}, pass {passing / len(found):.3f}, as launch {launches / len(found):.3f}"


def _errors(articles: list[dict[str, Any]], found: list[Triage]) -> list[str]:
    return [
        f"  {one.scores['launch']:.1f} {article['title']}: {', '.join(one.words)}"
        for article, one in zip(articles, found, strict=True)
        if is_of_missiles(article) != ("launch" in one.subjects)
    ]


if __name__ == "__main__":
    main()
