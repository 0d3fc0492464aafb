"""Measure an exported model: `python -m training.evaluate src/bongsu/data/model`."""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from bongsu.annotate.decode import spans_of
from bongsu.annotate.engine import Engine, Parsed
from training.data import Sentence, data_folder, held_out_names, read_treebank
from training.labels import NAME_LABELS, SCORED_TYPES

TREEBANKS = ("treebank/en_ewt-ud-dev.conllu", "treebank/en_gum-open-dev.conllu")
Span = tuple[int, int, str]


def parse_all(engine: Engine, sentences: Sequence[Sentence]) -> list[tuple[Sentence, Parsed]]:
    """Parse sentences document by document, as the product does."""
    pairs: list[tuple[Sentence, Parsed]] = []
    for _, group in itertools.groupby(sentences, key=lambda s: (s.source, s.document)):
        document = list(group)
        pairs += zip(document, engine.parse([s.words for s in document]), strict=True)
    return pairs


def syntax_figures(pairs: Iterable[tuple[Sentence, Parsed]]) -> dict[str, float]:
    """Return accuracies in percent over all words, punctuation and (but for the last) subtypes included."""
    right, words = Counter[str](), 0
    for gold, parsed in pairs:
        heads = [head - 1 if head else index for index, head in enumerate(gold.heads or ())]
        rows = zip(
            gold.upos or (), heads, gold.relations or (), parsed.upos, parsed.heads, parsed.relations, strict=True
        )
        for tag, head, relation, our_tag, our_head, our_relation in rows:
            words += 1
            attached = head == our_head
            right["UPOS"] += tag == our_tag
            right["UAS"] += attached
            right["LAS"] += attached and relation == our_relation
            right["LAS, no subtypes"] += attached and universal(relation) == universal(our_relation)
    return {name: 100 * count / words for name, count in right.items()}


def universal(relation: str) -> str:
    """Return a relation without its subtype: ``nsubj`` of ``nsubj:pass``."""
    return relation.partition(":")[0]


def gold_spans(sentence: Sentence) -> set[Span]:
    """Return the scored names of a sentence whose masks are fully known."""
    labels = []
    for mask in sentence.names or ():
        known = [label for i, label in enumerate(NAME_LABELS) if mask >> i & 1]
        labels.append(known[0] if len(known) == 1 else "O")
    names = spans_of(labels, np.zeros(len(labels), np.float32))
    return {(name.start, name.end, name.kind) for name in names if name.kind in SCORED_TYPES}


def name_figures(pairs: Iterable[tuple[Sentence, Parsed]]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 in percent by type and in all; a span must match exactly."""
    found, gold, both = Counter[str](), Counter[str](), Counter[str]()
    for sentence, parsed in pairs:
        wanted = gold_spans(sentence)
        got = {(n.start, n.end, n.kind) for n in parsed.names if n.kind in SCORED_TYPES}
        for counter, spans in ((found, got), (gold, wanted), (both, got & wanted)):
            counter.update(kind for _, _, kind in spans)
            counter["all"] += len(spans)
    return {kind: precision_recall(both[kind], found[kind], gold[kind]) for kind in (*SCORED_TYPES, "all")}


def precision_recall(both: int, found: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent from counts; where there is nothing, zero."""
    return 100 * both / max(1, found), 100 * both / max(1, gold), 200 * both / max(1, found + gold)


def evaluate(engine: Engine, data: Path) -> None:
    """Print all figures of a model."""
    for name in TREEBANKS:
        sentences = read_treebank(data, name)
        started = perf_counter()
        pairs = parse_all(engine, sentences)
        seconds = perf_counter() - started
        words = sum(len(s.words) for s in sentences)
        print(f"{Path(name).stem}: " + ", ".join(f"{k} {v:.2f}" for k, v in syntax_figures(pairs).items()))
        print(f"  {words / seconds:,.0f} words/s with decoding, document by document")
    names = held_out_names(data)
    for source in ("uner", "wikigold", "both"):
        part = [s for s in names if source in (s.source, "both")]
        for kind, (precision, recall, f1) in name_figures(parse_all(engine, part)).items():
            print(f"names {source:8} {kind:3}: P {precision:.1f} R {recall:.1f} F1 {f1:.1f}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Measure an exported model.")
    parser.add_argument("folder", type=Path, help="folder written by training.export")
    evaluate(Engine(parser.parse_args().folder), data_folder())


if __name__ == "__main__":
    main()
