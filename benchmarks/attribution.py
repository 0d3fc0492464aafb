"""Measure who says what against PolNeAR's development articles: sources and contents.

Usage: BONGSU_DATA=... python benchmarks/attribution.py [--half A] [--show]

A document belongs to half A when the first byte of the SHA-256 of its text is even, else to half B. Errors are read
in A alone (``--show`` refuses B); B is only counted. Where several people annotated a document, each counts for an
equal share of it. What is counted:

- content tokens: tokens inside the content of any attribution, with a source or without one;
- source tokens: tokens inside any source phrase;
- sources: attributions with a source, paired one to one with those of the annotator that have one. Two can be a pair
  when their cues share a token, or else when their contents do (cues first, then the larger common content). A pair is
  right when the head of each source phrase (a token whose own head lies outside of it) lies in the other's phrase.
"""

import argparse
import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bongsu.annotate import Engine, annotate
from bongsu.coding.cast import Cast, load_people
from bongsu.coding.inflect import load_inflector
from bongsu.coding.speech import Said, find_speech, load_speech
from bongsu.coding.tree import trees
from bongsu.model import Annotation, Report
from bongsu.reference import shipped_gazetteer

Tokens = AbstractSet[int]


class Attributed(NamedTuple):
    """An attribution as tokens; ``source`` is empty where none is named."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass
class Score:
    """Counts of what was found and what should have been, in shares of annotators."""

    right: float = 0
    extra: float = 0
    missed: float = 0

    def add(self, gold: AbstractSet[object], found: AbstractSet[object], share: float) -> None:
        """Count two sets."""
        self.right += share * len(gold & found)
        self.extra += share * len(found - gold)
        self.missed += share * len(gold - found)

    @property
    def f1(self) -> float:
        """F1, from 0 to 1."""
        return 2 * self.right / max(1.0, 2 * self.right + self.extra + self.missed)

    def __str__(self) -> str:
        precision = self.right / max(1.0, self.right + self.extra)
        recall = self.right / max(1.0, self.right + self.missed)
        return f"F1 {self.f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  of {self.right + self.missed:.0f}"


def documents(data: Path, half: str) -> Iterator[tuple[str, str, list[list[dict[str, list[tuple[int, int]]]]]]]:
    """Give name, text and every annotator's attributions of the documents of a half."""
    for path in sorted((data / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        if "AB"[hashlib.sha256(text.encode()).digest()[0] % 2] == half:
            annotators = sorted((data / "attributions").glob(f"{path.stem}_*.ann"))
            yield path.stem, text, [read(annotator.read_text(encoding="utf-8")) for annotator in annotators]


def read(lines: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Return the attributions of a brat file: the ranges of each part (``Source``, ``Cue``, ``Content``)."""
    rows = [line.split("\t") for line in lines.split("\n") if line]
    ranges = {row[0]: list(_ranges(row[1])) for row in rows if row[0].startswith("T")}
    found = []
    for row in rows:
        if row[0].startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {}
            for item in row[1].split():
                part, _, name = item.partition(":")
                parts.setdefault(part.rstrip("0123456789"), []).extend(ranges[name])
            found.append(parts)
    return found


def _ranges(field: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of a brat text field: ``Source 10 14;20 25``."""
    for place in field.partition(" ")[2].split(";"):
        start, end = place.split()
        yield int(start), int(end)


def gold(annotation: Annotation, parts: Sequence[dict[str, list[tuple[int, int]]]]) -> list[Attributed]:
    """Return an annotator's attributions as tokens."""

    def tokens(ranges: Sequence[tuple[int, int]]) -> Tokens:
        return {
            index
            for index, token in enumerate(annotation.tokens)
            if any(token.span.start < end and start < token.span.end for start, end in ranges)
        }

    return [Attributed(*(tokens(one.get(part, [])) for part in ("Source", "Cue", "Content"))) for one in parts]


def found(said: Sequence[Said]) -> list[Attributed]:
    """Return what was found as tokens."""
    return [Attributed(set(one.source_tokens), set(one.cue_tokens), set(one.content)) for one in said]


def right_sources(annotation: Annotation, annotator: Sequence[Attributed], ours: Sequence[Attributed]) -> int:
    """Return how many pairs of attributions with a source have the same one."""
    pairs = sorted(
        (bool(a.cue & b.cue), len(a.content & b.content), i, j)
        for i, a in enumerate(annotator) for j, b in enumerate(ours)
        if a.source and b.source and (a.cue & b.cue or a.content & b.content)
    )  # fmt: skip
    taken: tuple[set[int], set[int]] = set(), set()
    right = 0
    for _, _, i, j in reversed(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            one, other = annotator[i].source, ours[j].source
            right += bool(heads(annotation, one) & other) and bool(heads(annotation, other) & one)
    return right


def heads(annotation: Annotation, phrase: Tokens) -> Tokens:
    """Return the tokens of a phrase whose head lies outside of it."""
    tokens = annotation.tokens
    return {token for token in phrase if tokens[token].head == token or tokens[token].head not in phrase}


@dataclass
class Measured:
    """The figures of one half."""

    content: Score
    source_tokens: Score
    sources: Score
    sentences: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        rows = {"content tokens": self.content, "source tokens": self.source_tokens, "sources": self.sources}
        speed = f"{self.sentences / max(1e-9, self.seconds):,.0f} sentences/s over {self.sentences}"
        return "\n".join([*(f"{name:15} {score}" for name, score in rows.items()), f"{'speed':15} {speed}"])


def measure(data: Path, half: str, *, show: bool = False) -> Measured:
    """Count one half of the documents; with ``show``, print what was not found and what was too much."""
    engine, gazetteer, inflector = Engine(), shipped_gazetteer(), load_inflector()
    people, rules = load_people(inflector), load_speech(inflector)
    measured = Measured(Score(), Score(), Score())
    for name, text, annotators in documents(data, half):
        annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
        grown, cast = trees(annotation), Cast(annotation, people)
        start = time.process_time()
        ours = found(find_speech(annotation, grown, cast, rules))
        measured.seconds += time.process_time() - start
        measured.sentences += len(annotation.sentences)
        for annotator in annotators:
            _count(measured, annotation, gold(annotation, annotator), ours, 1 / len(annotators))
        if show:
            print(f"\n# {name}")
            _show(annotation, gold(annotation, annotators[0]), ours)
    return measured


def _count(
    measured: Measured, annotation: Annotation, theirs: list[Attributed], ours: list[Attributed], share: float
) -> None:
    measured.content.add(_all(theirs, "content"), _all(ours, "content"), share)
    measured.source_tokens.add(_all(theirs, "source"), _all(ours, "source"), share)
    right = right_sources(annotation, theirs, ours)
    measured.sources.right += share * right
    measured.sources.extra += share * (sum(bool(one.source) for one in ours) - right)
    measured.sources.missed += share * (sum(bool(one.source) for one in theirs) - right)


def _all(attributed: Sequence[Attributed], part: str) -> Tokens:
    return {token for one in attributed for token in getattr(one, part)}


def _show(annotation: Annotation, theirs: Sequence[Attributed], ours: Sequence[Attributed]) -> None:
    for sign, some, others in (("-", theirs, ours), ("+", ours, theirs)):
        known = _all(others, "cue")
        for one in some:
            if not one.cue & known:
                print(sign, *(_words(annotation, part) for part in one), sep=" | ")


def _words(annotation: Annotation, tokens: Tokens) -> str:
    spans = (annotation.tokens[token].span for token in sorted(tokens))
    return " ".join(annotation.report.text[span.start : span.end] for span in spans)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--show", action="store_true", help="print the errors, of half A alone")
    options = parser.parse_args()
    if options.show and options.half != "A":
        parser.error("half B is only counted: --show goes with --half A")
    data = Path(os.environ["BONGSU_DATA"]) / "attribution" / "polnear-dev"
    for half in options.half or "AB":
        print(f"half {half}\n{measure(data, half, show=options.show)}")


if __name__ == "__main__":
    main()
