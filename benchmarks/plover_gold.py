"""How often contexts and modes are those of PLOVER's gold standard records, of an older state of the codebook.

A record is one sentence with one event. Its type is right when an event of that type (``DEMAND`` is now REQUEST,
``DISAPPROVE`` and ``INVESTIGATE`` are ACCUSE, ``FIGHT`` is ASSAULT) is coded; where several are, the one whose trigger
is among the record's event words counts. Contexts are judged on that event, on the first event with such a trigger
where none has the type, and otherwise count as missing.

The older list had some fifteen contexts, most records have one. ``OLDER`` says which of ours each stands for: a gold
context is found when one of them is given; a context that is given is right when a gold one stands for it. Contexts
that stand for none of the older list (``gender``, ``health``) are counted as wrong in ``precision``, and left out in
``precision within the older list``.

Records are split by the first byte of the SHA-256 of their text: half A (even) was read while the tables were written,
half B is only counted.
"""

import argparse
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import code_events, load_coder
from bongsu.model import Event, Report
from bongsu.reference import shipped_gazetteer

FILE = "coding/plover-gold-standard.txt"
TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MODES = {
    "strike-hun": "hunger",
    "strike-gen": "strike",
    "riot-spon": "riot",
    "demo-org": "demo",
    "demo-spon": "demo",
    "assassinate": "targeted",
    "host": "visit",
    "detain": "arrest",
    "confiscate": "seize",
    "ban": "restrict",
    "political": "restrict",
}
"""Older modes by what they are called now; ``other`` and an empty one say nothing."""
OLDER = {
    "military": {"military", "peacekeeping"},
    "diplomatic": {"diplomatic"},
    "legal": {"legal", "human_rights", "rights_freedoms"},
    "economic": {"economic"},
    "political": {"political_institutions", "executive", "legislative", "pro_democracy", "pro_autocracy"},
    "government": {"executive", "political_institutions"},
    "terrorism": {"terrorism"},
    "election": {"election"},
    "refugee": {"migration", "asylum"},
    "resource": {"natural_resource", "human_security"},
    "cbrn": {"cbrn"},
    "rights": {"rights_freedoms", "human_rights", "pro_democracy"},
    "cyber": {"cyber"},
    "discrimination": {"inequality", "religion_ethnicity"},
    "religion": {"religion_ethnicity"},
}
"""Older contexts by those of the codebook that they stand for; the others say nothing of the kind."""
SAME = {"refugees": "refugee", "resources": "resource", "politics": "political"}


class Record(msgspec.Struct, frozen=True):
    """A gold record."""

    id: str
    type: str
    mode: str | None
    words: frozenset[str]
    contexts: tuple[str, ...]
    text: str


class Counts(msgspec.Struct):
    """What was counted."""

    records: int = 0
    typed: int = 0
    gold: Counter[str] = msgspec.field(default_factory=Counter)
    found: Counter[str] = msgspec.field(default_factory=Counter)
    seen: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    given: Counter[str] = msgspec.field(default_factory=Counter)
    right: Counter[str] = msgspec.field(default_factory=Counter)
    modes: list[tuple[str, str | None]] = []


def records(data: Path, half: str) -> Iterator[Record]:
    """Yield the records of one half."""
    for row in json.loads((data / FILE).read_text(encoding="utf-8"), strict=False):
        text = row.get("text", "").strip("{} ")
        first = hashlib.sha256(row.get("text", "").encode()).digest()[0]
        if not text or (first % 2 == 0) != (half == "A"):
            continue
        mode = row.get("mode") or None
        older = [word.strip() for word in (row.get("context") or "").split(",")]
        yield Record(
            row["id"],
            TYPES.get(row["event"], row["event"]),
            None if mode == "other" or mode is None else MODES.get(mode, mode),
            frozenset(re.findall(r"\w+", row["eventText"].lower())),
            tuple(name for name in (SAME.get(word, word) for word in older) if name in OLDER),
            text,
        )


def of_record(record: Record, events: Sequence[Event]) -> Event | None:
    """Return the event that a record is of, the one with the right type first."""
    touching = [event for event in events if event.trigger.quote.lower() in record.words]
    typed = [event for event in events if event.type == record.type]
    both = [event for event in typed if event in touching]
    return next(iter((*both, *typed, *touching)), None)


def count(counts: Counts, record: Record, event: Event | None) -> None:
    """Add a record and its event."""
    counts.records += 1
    given = () if event is None else event.contexts
    counts.seen[0] += 0 if event is None else len(record.contexts)
    for older in record.contexts:
        counts.gold[older] += 1
        hit = bool(OLDER[older] & set(given))
        counts.found[older] += hit
        counts.seen[1] += hit
    accepted = {name for older in record.contexts for name in OLDER[older]}
    counts.given.update(given)
    counts.right.update(name for name in given if name in accepted)
    if event is not None and event.type == record.type:
        counts.typed += 1
        if record.mode is not None:
            counts.modes.append((record.mode, event.mode))


def measure(data: Path, half: str, *, show: bool = False) -> Counts:
    """Code every record of a half and count."""
    rules, engine, gazetteer = load_coder(), Engine(), shipped_gazetteer()
    counts = Counts()
    for record in records(data, half):
        annotation = annotate(Report.make(text=record.text, language="en"), gazetteer, engine)
        event = of_record(record, code_events(annotation, rules))
        count(counts, record, event)
        if show:
            told = None if event is None else (event.type, event.mode, event.trigger.quote, event.contexts)
            print(record.id, record.type, record.mode, record.contexts, "|", told, "|", record.text)
    return counts


def figures(counts: Counts) -> dict[str, float]:
    """Return the figures by name."""
    right, given = counts.right.total(), counts.given.total()
    known = {name for names in OLDER.values() for name in names}
    within = sum(number for name, number in counts.given.items() if name in known)
    return {
        "precision of contexts": right / given,
        "precision within the older list": right / within,
        "recall of contexts": counts.found.total() / counts.gold.total(),
        "recall where an event was coded": counts.seen[1] / counts.seen[0],
        "mode right where the type is": sum(gold == mode for gold, mode in counts.modes) / len(counts.modes),
    }


def main() -> None:
    """Print precision and recall of contexts and the accuracy of modes; with ``--show`` every record of half A."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=("A", "B"), default="B")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.show and arguments.half == "B":
        parser.error("half B is only counted")
    counts = measure(Path(os.environ["BONGSU_DATA"]), arguments.half, show=arguments.show)
    print(f"{counts.records} records, {counts.typed} with the right type; {counts.gold.total()} contexts in the gold,")
    print(f"{counts.given.total()} given, {counts.right.total()} right; {len(counts.modes)} modes")
    for name, value in figures(counts).items():
        print(f"{name:32} {value:.3f}")
    for older, number in counts.gold.most_common():
        print(f"  {older:16} {counts.found[older]:3} of {number:3} found")
    print("given and right:", {name: (n, counts.right[name]) for name, n in counts.given.most_common()})


if __name__ == "__main__":
    main()
