"""Measure the language engine: tags, trees, names, speed and memory.

Usage: BONGSU_DATA=... PYTHONPATH=. python benchmarks/engine.py

With gold tokens: accuracies over all words, punctuation included. From raw text: own sentences and tokens; a word is
right when its span, its head's span and its relation are (Zeman and others, CoNLL 2018 shared task, which leaves out
subtypes of relations: the second figure). Names are right when span and label are.
"""

import itertools
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import psutil
import segmentation
from training.data import Sentence, held_out_names, read_treebank
from training.evaluate import name_figures, parse_all, precision_recall, syntax_figures, universal

from bongsu.annotate import Engine, annotate
from bongsu.model import Annotation, Report
from bongsu.reference import Gazetteer, load_tables

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "names.jsonl"
TREEBANKS = {"EWT dev": "treebank/en_ewt-ud-dev.conllu", "GUM-open dev": "treebank/en_gum-open-dev.conllu"}
Pair = tuple[int, int]
Arc = tuple[Pair, Pair, str]  # a word, its head (its own span for the root) and its relation
Label = tuple[int, int, str, str | None]


class GoldName(msgspec.Struct, frozen=True):
    """A name of ``names.jsonl``; ``link`` is the id of an entity or None."""

    start: int
    end: int
    label: str
    link: str | None


class GoldText(msgspec.Struct, frozen=True):
    """A line of ``names.jsonl``."""

    part: str
    text: str
    names: tuple[GoldName, ...]


def parser_scores(data: Path) -> dict[str, dict[str, float]]:
    """Return UPOS, UAS and LAS in percent on gold tokens, for each treebank."""
    engine = Engine()
    return {name: syntax_figures(parse_all(engine, read_treebank(data, path))) for name, path in TREEBANKS.items()}


def raw_las(data: Path) -> dict[str, dict[str, float]]:
    """Return LAS F1 in percent from raw text, with and without subtypes of relations, for each treebank."""
    engine, gazetteer = Engine(), Gazetteer(load_tables())
    return {name: _raw(data, path, engine, gazetteer) for name, path in TREEBANKS.items()}


def _raw(data: Path, path: str, engine: Engine, gazetteer: Gazetteer) -> dict[str, float]:
    trees = itertools.groupby(read_treebank(data, path), key=lambda sentence: sentence.document)
    counts = Counter[str]()
    for document, (name, group) in zip(segmentation.documents(data / path), trees, strict=True):
        assert document.id == name
        gold = set(_gold_arcs(document, group))
        got = set(_arcs(annotate(Report.make(text=document.text), gazetteer, engine)))
        counts["gold"] += len(gold)
        counts["got"] += len(got)
        counts["LAS"] += len(gold & got)
        counts["LAS, no subtypes"] += len(_coarse(gold) & _coarse(got))
    return {
        name: precision_recall(counts[name], counts["got"], counts["gold"])[2] for name in ("LAS", "LAS, no subtypes")
    }


def _gold_arcs(document: segmentation.Document, sentences: Iterable[Sentence]) -> Iterator[Arc]:
    """Give the arcs of a document, whose words all stand in its text as they are."""
    for sentence, spans in zip(sentences, document.tokens, strict=True):
        rows = zip(spans, sentence.heads or (), sentence.relations or (), strict=True)
        yield from ((span, spans[head - 1] if head else span, relation) for span, head, relation in rows)


def _arcs(annotation: Annotation) -> Iterator[Arc]:
    for token in annotation.tokens:
        head = annotation.tokens[token.head].span
        yield (token.span.start, token.span.end), (head.start, head.end), token.deprel


def _coarse(arcs: Iterable[Arc]) -> set[Arc]:
    return {(word, head, universal(relation)) for word, head, relation in arcs}


def name_scores(data: Path) -> dict[str, float]:
    """Return strict F1 in percent of the model's names on the held-out fifth of UNER-EWT and wikigold, by type."""
    figures = name_figures(parse_all(Engine(), held_out_names(data)))
    return {kind: f1 for kind, (_, _, f1) in figures.items()}


def gold_names(part: str) -> dict[str, float]:
    """Return strict F1 in percent on the texts of ``names.jsonl`` in a part (``develop`` or ``measure``).

    ``names`` asks for span and label, ``links`` for the entity besides; each label's F1 stands under its own name.
    """
    engine, gazetteer = Engine(), Gazetteer(load_tables())
    lines = GOLD.read_bytes().splitlines()
    both, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for row in (msgspec.json.decode(line, type=GoldText) for line in lines):
        if row.part != part:
            continue
        gold = {(name.start, name.end, name.label, name.link) for name in row.names}
        got = labels(annotate(Report.make(text=row.text), gazetteer, engine))
        for counter, kinds in ((found, _kinds(got)), (wanted, _kinds(gold)), (both, _kinds(got) & _kinds(gold))):
            counter.update(kind for kind, _ in kinds)
    return {kind: precision_recall(both[kind], found[kind], wanted[kind])[2] for kind in sorted(wanted)}


def labels(annotation: Annotation) -> set[Label]:
    """Return the names of an annotation in the guideline's terms."""
    return {
        (name.span.start, name.span.end, name.label, name.entity.id if name.entity else None)
        for name in annotation.names
    }


def _kinds(names: set[Label]) -> set[tuple[str, Label]]:
    """Return what counts under each figure: a name under its label, under ``names`` and, with its link, ``links``."""
    bare = {(start, end, label, None) for start, end, label, _ in names}
    return {("names", name) for name in bare} | {(name[2], name) for name in bare} | {("links", name) for name in names}


def words_per_second(texts: Sequence[str], engine: Engine, gazetteer: Gazetteer) -> tuple[float, float]:
    """Return the tokens, and the words between blanks, of a second of processor time, from raw text to Annotation."""
    started = time.process_time()
    tokens = sum(len(annotate(Report.make(text=text), gazetteer, engine).tokens) for text in texts)
    seconds = time.process_time() - started
    return tokens / seconds, sum(len(text.split()) for text in texts) / seconds


def articles(data: Path) -> list[str]:
    """Return the texts of the 511 news articles."""
    rows = (line for path in sorted((data / "reports").glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    return [json.loads(row).get("text") or "" for row in rows]


def _load() -> Engine:
    """Load the model, onnxruntime with it, and print what that takes."""
    process = psutil.Process()
    before, started = process.memory_info().rss, time.perf_counter()
    engine = Engine()
    seconds, after = time.perf_counter() - started, process.memory_info().rss
    print(f"load time {seconds:.2f} s; resident memory {before / 2**20:.0f} MiB before, {after / 2**20:.0f} MiB after")
    return engine


def _row(name: str, figures: dict[str, float]) -> str:
    return f"{name:24} " + "  ".join(f"{kind} {value:.2f}" for kind, value in figures.items())


def main() -> None:
    """Print all figures."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    data, engine = Path(folder), _load()
    for name, figures in parser_scores(data).items():
        print(_row(f"{name}, gold tokens", figures))
    for name, figures in raw_las(data).items():
        print(_row(f"{name}, raw text, F1", figures))
    print(_row("names, held out, F1", name_scores(data)))
    for part in ("develop", "measure") if GOLD.is_file() else ():
        print(_row(f"names.jsonl, {part}, F1", gold_names(part)))
    tokens, words = words_per_second(articles(data), engine, Gazetteer(load_tables()))
    print(f"{tokens:,.0f} tokens/s, {words:,.0f} words/s of one processor, raw text to Annotation")
    print(f"resident memory after all {psutil.Process().memory_info().rss / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
