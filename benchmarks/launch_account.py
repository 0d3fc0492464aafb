"""Measure the launch account against the manifest ``tests/gold/launch.jsonl``.

Usage: BONGSU_DATA=... python benchmarks/launch_account.py [--part measure|develop] [--show]

The unit is a value of a slot that a report states of its launch. A value read is right when the manifest has it,
wrong when the manifest has other values for that slot of that report, and invented when it has none; lines marked
unsure count neither way, nor does a claimant that only such a line names. The
claimant is right when it is one of those that the manifest names for the value.
"""

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bongsu.config import Settings
from bongsu.model import (
    Attribution,
    Bearing,
    Claim,
    Given,
    Mention,
    Ordinal,
    Place,
    Quantity,
    RawDocument,
    Reading,
    Term,
    TimeExpr,
    Zone,
)
from bongsu.pipeline import Reader, load

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "launch.jsonl"
SCORED = ("actor", "date", "distance", "count", "site", "apogee")
NOT_LAUNCH = {"act", "recipient", "place", "content"}  # slots of political acts, which the manifest does not have
WIDER = ("distance", "apogee", "duration", "count", "time", "site", "zone", "class", "platform", "first_since")
POOLS = (("SCORED", SCORED), ("WIDER", WIDER))
METRES = {"km": 1000.0, "mi": 1609.344, "nmi": 1852.0, "m": 1.0, "ft": 0.3048}
MANIFEST_SECTORS = {"SPY": "GOV", "LEG": "GOV", "COP": "GOV", "JRN": "MED"}  # the manifest is coarser than PLOVER
TOLERANCE = 0.015  # a figure converted and rounded again is the same figure


def main() -> None:
    """Read the arguments, measure, and print one row a slot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("measure", "develop"), default="measure")
    parser.add_argument("--show", action="store_true", help="print every value that is not right")
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    print(table(measure(Path(data), options.part, show=options.show)))


def measure(data: Path, part: str, *, show: bool = False) -> dict[str, Counter[str]]:
    """Return counts of right, wrong, invented, missing and claimant right, by slot."""
    reader = load(Settings())
    counts: dict[str, Counter[str]] = {}
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        if row["part"] == part:
            reading = read(reader, data, row)
            for slot, outcome, detail in compare(row, reading):
                counts.setdefault(slot, Counter())[outcome] += 1
                if show and outcome not in {"right", "claimant right"}:
                    print(f"{row['source']}:{row['index']} {slot:12} {outcome:15} {detail}")
    return counts


def read(reader: Reader, data: Path, row: dict[str, Any]) -> Reading:
    """Read the article of a manifest row."""
    path = data / "reports" / f"giveme5w1h-{row['source']}.jsonl"
    article = json.loads(path.read_text(encoding="utf-8").split("\n")[row["index"]])
    if hashlib.sha256(article["text"].encode()).hexdigest() != row["sha256"]:
        sys.exit(f"{path.name}:{row['index'] + 1} is not the article that the manifest describes")
    given = {
        name: Given(article[field], f"json field {field}")
        for name, field in (("title", "title"), ("published", "date_publish"), ("url", "url"))
        if article.get(field)
    }
    where = f"{path.name}:{row['index'] + 1}"
    return reader.read(RawDocument(where=where, media="text/plain", content=article["text"], given=given))


def compare(row: dict[str, Any], reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield slot, outcome and detail for every value read and every value that should have been."""
    gold = [claim for launch in row["launches"] for claim in launch["claims"]]
    account = (event for event in reading.events if event.is_account)
    stated = (claim for event in account for claim in event.claims if claim.slot not in NOT_LAUNCH)
    read_values = [value for claim in stated for value in values(claim)]
    found: set[int] = set()
    seen: set[tuple[str, str]] = set()
    for slot, value, who, words in read_values:
        matching = [index for index, claim in enumerate(gold) if claim["slot"] == slot and same(claim, value)]
        firm = [index for index in matching if not gold[index].get("unsure")]
        found.update(firm)
        detail = f"{value} by {who}: {words}"
        claimants = claimants_of(gold, firm)
        if firm and (who in claimants or who not in claimants_of(gold, matching)):
            yield slot, "claimant right" if who in claimants else "claimant wrong", f"{detail} (gold {claimants})"
        if (slot, str(value)) in seen:
            continue
        seen.add((slot, str(value)))
        if firm:
            yield slot, "right", detail
        elif not matching:
            known = any(claim["slot"] == slot and not claim.get("unsure") for claim in gold)
            yield slot, "wrong" if known else "invented", detail
    for index, claim in enumerate(gold):
        if index not in found and not claim.get("unsure"):
            yield claim["slot"], "missing", f"{claim['value']} by {claim['claimant']}"


def claimants_of(gold: list[dict[str, Any]], lines: list[int]) -> set[str]:
    """Return whose word the manifest's lines can be."""
    return {name for index in lines for name in (*gold[index]["claimant"], *gold[index].get("or", ()))}


def values(claim: Claim) -> Iterator[tuple[str, Any, str, str]]:
    """Yield slot, value, claimant and words of a claim in the manifest's terms."""
    who, quote = claimant(claim.attribution), claim.evidence.quote
    for slot, value in in_manifest_terms(claim):
        yield slot, value, who, quote[:150]


def in_manifest_terms(claim: Claim) -> Iterator[tuple[str, Any]]:  # noqa: C901 - one case a kind of value
    """Yield the manifest's slot and value for a claim; names come both as the tables and as the words have them."""
    offset = claim.evidence.span.start
    words = claim.evidence.quote[claim.value.span.start - offset : claim.value.span.end - offset]
    match claim.value:
        case Mention(entity=entity) if entity is not None:
            state = claim.slot in {"actor", "overflight"}
            yield claim.slot, entity.country if state else f"{entity.name} / {words}"
        case TimeExpr(value=value):
            day, _, clock = value.partition("T")
            if len(day) == len("2017-09-15") and day[0] != "X":
                yield "date", day
            if clock[:2].isdigit():
                yield "time", clock if ":" in clock else f"{clock}:00"
        case Quantity():
            yield claim.slot, claim.value
        case Place(name=name):
            yield claim.slot, f"{name} / {words}"
        case Term(code=code):
            yield claim.slot, code
        case Zone(holder=holder, side=side):
            yield claim.slot, f"{holder} {side}"
        case Ordinal(number=number, period=period):
            yield claim.slot, period.value if claim.slot == "first_since" and period is not None else number
        case Bearing(point=point):
            yield claim.slot, point


def claimant(attribution: Attribution) -> str:
    """Return the manifest's code for a speaker."""
    speaker = attribution.speaker
    if speaker is None:
        return "outlet"
    entity = speaker.entity
    if entity is None or entity.sector is None:
        return "EXPERT"
    if entity.sector in {"EDU", "NGO"}:
        return "EXPERT"
    if entity.sector == "IGO":
        return "IGO-UN"
    if entity.country is None:
        return "outlet"  # the guideline's code for officials of no stated country
    return f"{entity.country}-{MANIFEST_SECTORS.get(entity.sector, entity.sector)}"


def same(gold: dict[str, Any], value: object) -> bool:
    """Say whether a value read is the manifest's."""
    if isinstance(value, Quantity):
        return any(close(amount, value) for amount in (gold, gold.get("restated")) if amount)
    names = [str(gold["value"]), *map(str, gold.get("also", ())), str(gold.get("written", ""))]
    if gold["slot"] in {"site", "splash", "overflight", "system", "damage"}:
        read_names = [folded(name) for name in str(value).split(" / ")]
        return any(folded(a) in b or b in folded(a) for a in names if a for b in read_names)
    return any(folded(name) == folded(str(value)) for name in names)


def folded(name: str) -> str:
    """Return a name without what differs between spellings."""
    return "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())


def close(amount: dict[str, Any], value: Quantity) -> bool:
    """Say whether an amount of the manifest equals a quantity or its restatement."""
    wanted = float(amount["value"]) * (1.0 if value.unit in {"1", "s"} else METRES.get(amount.get("unit", ""), 1.0))
    if value.unit == "s":
        wanted *= 60.0
    bounds = [b for q in (value, value.restated) if q is not None for b in (q.low, q.high) if b is not None]
    return any(abs(bound - wanted) <= TOLERANCE * wanted for bound in bounds)


def table(counts: dict[str, Counter[str]]) -> str:
    """Return one row a slot, one for the scored slots together, and one for those of the wider list."""
    pools = [(name, sum((counts.get(slot, Counter()) for slot in slots), Counter[str]())) for name, slots in POOLS]
    rows = [
        f"{'slot':14}{'right':>7}{'wrong':>7}{'invented':>10}{'missing':>9}{'precision':>11}{'recall':>8}{'claimant':>10}"
    ]
    for slot, count in [*sorted(counts.items(), key=lambda item: (item[0] not in SCORED, item[0])), *pools]:
        read_count = count["right"] + count["wrong"] + count["invented"]
        claimed = count["claimant right"] + count["claimant wrong"]
        rows.append(
            f"{slot:14}{count['right']:7}{count['wrong']:7}{count['invented']:10}{count['missing']:9}"
            f"{ratio(count['right'], read_count):>11}{ratio(count['right'], count['right'] + count['missing']):>8}"
            f"{ratio(count['claimant right'], claimed):>10}"
        )
    return "\n".join(rows)


def ratio(part: int, whole: int) -> str:
    """Return a share with two decimals, or a dash where there is nothing to share."""
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    main()
