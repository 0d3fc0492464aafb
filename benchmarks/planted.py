"""Measure the checks on reports of the project's own wording with one planted error each, and on sound ones.

Usage: python benchmarks/planted.py [--show]

``tests/gold/planted.jsonl``, ``planted-office-law.jsonl`` and ``planted-chronology.jsonl`` have one report a line:
``text``,
``published``, the ``error`` that was planted and the ``check`` and ``verdict`` that it should meet with; a sound
report has null in these three. An error is caught when a finding of that check has that verdict. A contradiction in a
sound report is false, and so is one by another check, unless the report lists it under ``also``. The part ``develop``
was written beside the checks, the part ``blind`` after them and before the first run on it.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bongsu.config import Settings
from bongsu.model import Finding, Given, RawDocument
from bongsu.pipeline import Reader, load

FOLDER = Path(__file__).parent.parent / "tests" / "gold"
GOLD = tuple(FOLDER / f"planted{part}.jsonl" for part in ("", "-office-law", "-chronology"))


class Row(NamedTuple):
    """One report: its name and part, the check that should speak (None when it is sound), and what came of it."""

    name: str
    part: str
    check: str | None
    caught: bool
    false: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def main() -> None:
    """Read the arguments, measure, and print one row a check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every report that is not as it should be")
    options = parser.parse_args()
    rows = measure()
    if options.show:
        for row in rows:
            if row.false or (row.check and not row.caught):
                print(row.name, "false" if row.false else "missed")
                print(
                    "".join(f"  {found.verdict:13}{found.check}: {found.message}\n" for found in row.findings), end=""
                )
    print(table(rows))


def measure() -> list[Row]:
    """Read every report and hold the findings against what was planted."""
    reader = load(Settings())
    return list(_rows(reader))


def _rows(reader: Reader) -> Iterator[Row]:
    for line in (line for gold in GOLD for line in gold.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        given = {"published": Given(row["published"], "json field published")}
        raw = RawDocument(where=row["id"], media="text/plain", content=row["text"], given=given)
        found = reader.read(raw).findings
        caught = any((one.check, one.verdict) == (row["check"], row["verdict"]) for one in found)
        expected = {row["check"], *row.get("also", ())}
        false = tuple(one for one in found if one.verdict == "contradicted" and one.check not in expected)
        yield Row(row["id"], row["part"], row["check"], caught, false, found)


def table(rows: list[Row]) -> str:
    """Return the errors caught and the false contradictions, by check and in all."""
    lines = [f"{'':12}{'planted':>9}{'caught':>8}{'share':>8}"]
    planted = [row for row in rows if row.check is not None]
    for name in (*sorted({row.check or "" for row in planted}), "develop", "blind", "all"):
        of_it = [row for row in planted if name in {row.check, row.part, "all"}]
        caught = sum(row.caught for row in of_it)
        lines.append(f"{name:12}{len(of_it):9}{caught:8}{caught / len(of_it):8.0%}")
    sound = [row for row in rows if row.check is None]
    lines.append(f"sound reports {len(sound)}; false contradictions {sum(len(row.false) for row in rows)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
