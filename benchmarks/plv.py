"""How many of PLV's coded pairs are found without being told the pair, and what else is coded beside them.

PLV (the public test of PLOVER coding) gives sentences with a source, a target and a root class; ``YIELD`` is CONCEDE
or RETREAT. A pair is found when one event has the class, the head word of the source (or a part of it) among its
actors and that of the target among its recipients; in talks and agreements both may be actors. PLV's target may be a
thing or ground ("condemned **the attacks**", "a ceasefire in **Tripoli**"), which here is no recipient: it counts when
it is the head of the event's content, or its place. Every event that is no pair of its sentence (two sentences have
several) is extra, also one that the sentence does tell of. ``LAUNCH`` counts as MOBILIZE, as the ontology exports it,
and ``POLITICS``, which PLV lacks, is left out. PLV was coded by an older state of the ontology, in which a conviction
is ACCUSE and a cyber attack ASSAULT (on half A five of five and five of six): those two modes count so.

Sentences are split by the first byte of the SHA-256 of their text: errors are read in half A (even), half B is only
counted.
"""

import argparse
import csv
import hashlib
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import code_events, load_coder
from bongsu.model import Annotation, Event, Report, Span
from bongsu.reference import shipped_gazetteer

FILE = "coding/plv-train.tsv"
SAME = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "LAUNCH": "MOBILIZE"}
OLDER = {("SANCTION", "convict"): "ACCUSE", ("COERCE", "cyber"): "ASSAULT"}
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "ASSAULT"})


class Pair(msgspec.Struct, frozen=True):
    """A coded pair of PLV."""

    sentence: str
    source: str
    target: str
    root: str


def pairs(data: Path, half: str) -> Iterator[Pair]:
    """Yield the pairs of one half."""
    with (data / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            first = hashlib.sha256(row["sentence"].encode()).digest()[0]
            if (first % 2 == 0) == (half == "A"):
                yield Pair(row["sentence"], row["source"], row["target"], row["gold_root"])


def head_in(annotation: Annotation, words: str) -> tuple[Span, ...]:
    """Return the span of the first occurrence of ``words`` and that of its head word; empty when it is not there."""
    start = annotation.report.text.find(words.strip())
    if start < 0:
        return ()
    span = Span(start, start + len(words.strip()))
    inside = [i for i, token in enumerate(annotation.tokens) if token.span.overlaps(span)]
    heads = [i for i in inside if annotation.tokens[i].head not in inside or annotation.tokens[i].head == i]
    return (annotation.tokens[heads[0]].span, span) if heads else (span,)


def matches(found: Sequence[Span], gold: Sequence[Span]) -> bool:
    """Say whether one of the spans covers the head word of a gold phrase, or lies inside the phrase.

    PLV writes "an actor" or "a recipient" where the sentence names none: nothing is asked of that side then.
    """
    return not gold or any(span.overlaps(gold[0]) or span in gold[-1] for span in found)


def spans(event: Event, *slots: str) -> list[Span]:
    """Return the spans of an event's values for some slots."""
    return [claim.value.span for claim in event.claims if claim.slot in slots]


def heads_of(annotation: Annotation, event: Event) -> list[Span]:
    """Return the head words of an event's contents, and its places."""
    found = spans(event, "place")
    for span in spans(event, "content"):
        inside = {i for i, token in enumerate(annotation.tokens) if token.span.overlaps(span)}
        found += [annotation.tokens[i].span for i in sorted(inside) if annotation.tokens[i].head not in inside][:1]
    return found


def root_of(event: Event) -> str:
    """Return the class that PLV gives to an event of this type and mode."""
    return OLDER.get((event.type, event.mode or ""), SAME.get(event.type, event.type))


def is_pair(annotation: Annotation, event: Event, pair: Pair, source: Sequence[Span], target: Sequence[Span]) -> bool:
    """Say whether an event is the gold one."""
    if root_of(event) != pair.root:
        return False
    actors, recipients = spans(event, "actor"), spans(event, "recipient")
    if event.type == "CONSULT":
        actors = recipients = [*actors, *recipients]
    if event.type in MUTUAL and matches(actors, source) and matches(actors, target):
        return True
    return matches(actors, source) and matches([*recipients, *heads_of(annotation, event)], target)


class Counts(msgspec.Struct):
    """What was found: by class, one entry a pair for the bootstrap, and the events beside the gold ones by type."""

    found: Counter[str] = msgspec.field(default_factory=Counter)
    total: Counter[str] = msgspec.field(default_factory=Counter)
    hits: list[bool] = []
    sentences: int = 0
    extra: Counter[str] = msgspec.field(default_factory=Counter)
    dyads: int = 0

    @property
    def recall(self) -> float:
        """The share of pairs that were found."""
        return sum(self.hits) / len(self.hits)

    @property
    def extras(self) -> float:
        """Events beside the gold ones, per 100 sentences."""
        return 100 * self.extra.total() / self.sentences

    @property
    def extra_dyads(self) -> float:
        """Those of them with an actor and a recipient, per 100 sentences."""
        return 100 * self.dyads / self.sentences


def measure(data: Path, half: str, *, show: bool = False, show_extra: bool = False) -> Counts:
    """Code every sentence of a half, its pair unknown, and count."""
    rules, engine, gazetteer = load_coder(), Engine(), shipped_gazetteer()
    counts = Counts()
    of_sentence: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs(data, half):
        of_sentence[pair.sentence].append(pair)
    counts.sentences = len(of_sentence)
    for sentence, wanted in of_sentence.items():
        annotation = annotate(Report.make(text=sentence, language="en"), gazetteer, engine)
        events = [event for event in code_events(annotation, rules) if event.type != "POLITICS"]
        found = [find(annotation, events, pair) for pair in wanted]
        for pair, event in zip(wanted, found, strict=True):
            counts.total[pair.root] += 1
            counts.found[pair.root] += event is not None
            counts.hits.append(event is not None)
        others = [event for event in events if event not in found]
        counts.extra.update(event.type for event in others)
        counts.dyads += sum(bool(spans(event, "actor") and spans(event, "recipient")) for event in others)
        if (show and None in found) or (show_extra and others):
            print_pairs(wanted, events)
    return counts


def find(annotation: Annotation, events: Sequence[Event], pair: Pair) -> Event | None:
    """Return the first event that is a pair; None where there is none."""
    source, target = head_in(annotation, pair.source), head_in(annotation, pair.target)
    return next((event for event in events if is_pair(annotation, event, pair, source, target)), None)


def print_pairs(wanted: Sequence[Pair], events: Sequence[Event]) -> None:
    """Print a sentence, its pairs and what was coded of it."""
    sentence = wanted[0].sentence
    print(*(f"{pair.root} | {pair.source} | {pair.target}" for pair in wanted), sentence, sep="\n    ")
    for event in events:
        roles = [(c.slot, sentence[c.value.span.start : c.value.span.end]) for c in event.claims[1:]]
        print("    ", event.type, repr(event.trigger.quote), event.rule, roles)


def main() -> None:
    """Print recall by class, extra events per 100 sentences, and with ``--show`` what was missed in half A."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=("A", "B"), default="B")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--extra", action="store_true")
    arguments = parser.parse_args()
    if (arguments.show or arguments.extra) and arguments.half == "B":
        parser.error("half B is only counted")
    data = Path(os.environ["BONGSU_DATA"])
    counts = measure(data, arguments.half, show=arguments.show, show_extra=arguments.extra)
    for root in sorted(counts.total):
        share = counts.found[root] / counts.total[root]
        print(f"{root:10} {counts.found[root]:4} of {counts.total[root]:4}  {share:.2f}")
    low, high = interval(counts.hits)
    print(f"recall {counts.recall:.3f} [{low:.3f}, {high:.3f}] of {len(counts.hits)}; extra {counts.extras:.1f}")
    print(f"extra with both actor and recipient {counts.extra_dyads:.1f}")
    print("extra by type:", dict(counts.extra.most_common()))


def interval(hits: Sequence[bool], draws: int = 1000) -> tuple[float, float]:
    """Return the 95% interval of a share by bootstrap, with a fixed seed."""
    random_ = random.Random(0)  # noqa: S311 - a bootstrap, no secret
    means = sorted(sum(random_.choices(hits, k=len(hits))) / len(hits) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws)]


if __name__ == "__main__":
    main()
