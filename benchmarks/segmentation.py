"""Measure sentences and tokens against UD English, and their speed on the news articles.

Usage: BONGSU_DATA=... python benchmarks/segmentation.py

The raw text is rebuilt: a line for each paragraph (and for each heading, caption or item that its layout sets
apart), one blank between sentences and between words unless the treebank says SpaceAfter=No. A boundary is the end of
a sentence, that of a document too; a sentence counts as right when both its ends are.
"""

import json
import os
import re
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from bongsu.annotate.sentences import quoted, split_sentences
from bongsu.annotate.tokens import tokenize
from bongsu.model import Span

INLINE = {"hi", "ref", "w", "quote", "date"}  # parts of a paragraph that stand on no line of their own
EWT, GUM = "en_ewt-ud", "en_gum-open"
Splitter = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True)
class Document:
    """A treebank document as raw text, with its sentences and the tokens of each.

    ``misc`` has the last column of each token of ``tokens``; ``meta`` what the document's head says (``# meta::``).
    """

    id: str
    text: str
    sentences: list[tuple[int, int]]
    tokens: list[list[tuple[int, int]]]
    misc: list[list[str]]
    meta: dict[str, str]


@dataclass(frozen=True)
class Score:
    """Counts of what was found and what should have been."""

    right: int
    extra: int
    missed: int

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.right / max(1, 2 * self.right + self.extra + self.missed)

    def __str__(self) -> str:
        return f"F1 {self.f1:6.2f}  extra {self.extra:4}  missed {self.missed:4}  of {self.right + self.missed}"


def documents(path: Path, genre: str = "") -> Iterator[Document]:
    """Give the documents of a CoNLL-U file whose id holds ``genre``, with their raw text rebuilt."""
    blocks: list[list[str]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if any(line.startswith("# newdoc") for line in lines) and blocks:
            yield from _document(blocks, genre)
            blocks = []
        if lines != [""]:
            blocks.append(lines)
    yield from _document(blocks, genre)


def _document(blocks: list[list[str]], genre: str) -> Iterator[Document]:
    name = next(line for line in blocks[0] if line.startswith("# newdoc")).split("=")[-1].strip()
    if genre not in name:
        return
    text, sentences, tokens, misc = "", [], [], []
    open_blocks: list[int] = []  # sentences left in each part of the layout
    for lines in blocks:
        words = next(line for line in lines if line.startswith("# text = "))[len("# text = ") :]
        if text and (0 in open_blocks or any(line.startswith("# newpar") for line in lines)):
            text = text.rstrip(" ") + "\n"
        open_blocks = [left - 1 for left in open_blocks if left > 0] + _layout(lines)
        sentences.append((len(text), len(text) + len(words)))
        rows = [line.split("\t") for line in lines if line[:1].isdigit() and "." not in line.split("\t")[0]]
        found = list(_tokens(rows, words, len(text)))
        tokens.append([span for span, _ in found])
        misc.append([column for _, column in found])
        text += words + ("" if _last_misc(rows) else " ")
    yield Document(name, text, sentences, tokens, misc, _meta(blocks[0]))


def _meta(lines: list[str]) -> dict[str, str]:
    pairs = [line.removeprefix("# meta::").split(" = ", 1) for line in lines if line.startswith("# meta::")]
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _layout(lines: list[str]) -> list[int]:
    """Return for each part of the layout that begins here how many sentences of it follow this one."""
    blocks = [line.split(" = ")[1] for line in lines if line.startswith("# newpar_block")]
    found = [re.match(r"(\w+).*\((\d+) s\)", part) for block in blocks for part in block.split(" | ")]
    return [int(match[2]) - 1 for match in found if match and match[1] not in INLINE]


def _last_misc(rows: list[list[str]]) -> bool:
    last = rows[-1]
    over = [row for row in rows if row[0].endswith(f"-{last[0]}")]
    return "SpaceAfter=No" in (over or [last])[0][9]


def _tokens(rows: list[list[str]], words: str, offset: int) -> Iterator[tuple[tuple[int, int], str]]:
    """Give offsets and last column of the syntactic words; of a multi-word token where they are not its parts."""
    at = skip = 0
    for place, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        taken = [row]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            skip = last - first + 1
            parts = rows[place + 1 : place + 1 + skip]
            taken = parts if "".join(part[1] for part in parts) == row[1] else taken
        at = words.index(taken[0][1], at)
        for part in taken:
            yield (offset + at, offset + at + len(part[1])), part[9]
            at += len(part[1])


def spans_of(text: str) -> list[tuple[int, int]]:
    """Split with bongsu, as pairs of offsets."""
    return [(span.start, span.end) for span in split_sentences(text)]


def boundaries(found: Iterable[Document], split: Splitter = spans_of) -> Score:
    """Count sentence ends."""
    return _count(({end for _, end in doc.sentences}, {end for _, end in split(doc.text)}) for doc in found)


def whole(found: Iterable[Document], split: Splitter = spans_of) -> Score:
    """Count sentences with both ends right."""
    return _count((set(doc.sentences), set(split(doc.text))) for doc in found)


def token_score(found: Iterable[Document]) -> Score:
    """Count tokens, given the treebank's sentences."""
    return _count(
        (set(gold), {(span.start, span.end) for span in tokenize(doc.text, Span(*sentence))})
        for doc in found
        for sentence, gold in zip(doc.sentences, doc.tokens, strict=True)
    )


def _count(pairs: Iterable[tuple[AbstractSet[Hashable], AbstractSet[Hashable]]]) -> Score:
    right = extra = missed = 0
    for gold, got in pairs:
        right += len(gold & got)
        extra += len(got - gold)
        missed += len(gold - got)
    return Score(right, extra, missed)


def news(data: Path) -> list[Document]:
    """Return all GUM news documents, train and dev."""
    return [doc for part in ("train", "dev") for doc in documents(data / "treebank" / f"{GUM}-{part}.conllu", "_news_")]


def speed(data: Path) -> Iterator[str]:
    """Give the words a second of processor time on the news articles, best of three."""
    rows = (line for path in sorted((data / "reports").glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    texts = [json.loads(row).get("text") or "" for row in rows]
    words = sum(len(text.split()) for text in texts)
    split = [split_sentences(text) for text in texts]
    steps: dict[str, Callable[[], object]] = {
        "sentences": lambda: [split_sentences(text) for text in texts],
        "quoted": lambda: [quoted(text, spans) for text, spans in zip(texts, split, strict=True)],
        "tokens": lambda: [tokenize(text, s) for text, spans in zip(texts, split, strict=True) for s in spans],
    }
    for name, step in steps.items():
        yield f"{name:10} {words / min(_seconds(step) for _ in range(3)):12,.0f} words/s"


def _seconds(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def main() -> None:
    """Print all figures."""
    data = Path(os.environ["BONGSU_DATA"])
    sets = {"GUM news": news(data)}
    sets |= {name: list(documents(data / "treebank" / f"{name}-dev.conllu")) for name in (EWT, GUM)}
    train = data / "treebank" / f"{GUM}-train.conllu"
    genres = sorted({doc.id.split("_")[1] for doc in documents(train)} - {"news"})
    sets |= {f"GUM {genre}": list(documents(train, f"_{genre}_")) for genre in genres}
    for name, found in sets.items():
        print(f"{name:14} boundaries {boundaries(found)}   whole sentences {whole(found)}")
    for name in (EWT, GUM):
        print(f"{name:14} tokens     {token_score(sets[name])}")
    print("\n".join(speed(data)))


if __name__ == "__main__":
    main()
