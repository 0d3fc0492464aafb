"""The language engine: one small model that gives every word its tag, its head and its place in a name.

The model was trained by ``training/`` and ships in ``data/model``; onnxruntime runs it on one thread. Dynamic int8
scales by batch, so the sentences of one report go through in batches of their own, in an order that depends on that
report alone: a report's result never depends on its neighbours.
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
import numpy as np

from bongsu.annotate import acts
from bongsu.annotate.acts import ActLabels, Roles, moved
from bongsu.annotate.decode import Name, decode_names, decode_trees
from bongsu.annotate.features import (
    MAX_PIECES,
    MAX_WORD_PIECES,
    ROOT_CODE,
    IntArray,
    Pieces,
    encode,
    load_tokenizer,
    model_inputs,
)
from bongsu.annotate.sessions import REMEDY, read_model, start_session
from bongsu.errors import ModelError
from bongsu.model import Proposal

ROOT = "root"
FILE = "model.int8.onnx"
OUTPUTS = ("upos", "names", "arcs", "relations", *acts.OUTPUTS)
BUDGET = 256
"""Padded pieces in a batch: the fastest size on one thread (measured from 64 to 4,096)."""


class Parsed(msgspec.Struct, frozen=True):
    """What the model says of one sentence, word by word.

    ``heads`` holds the index of each word's head in the sentence, its own for the root. ``acts`` are the words that
    may tell of a political act.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]
    acts: tuple[Proposal, ...] = ()


class _Labels(ActLabels, frozen=True):
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    files: dict[str, str]


class Engine:
    """The model, loaded once and passed to whoever reads. Reading changes nothing in it."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """Load the model in ``folder``, by default the one that ships.

        Raises:
            ModelError: a file is missing or is not the one that its digest names, or onnxruntime cannot run it.
        """
        folder = folder if folder is not None else files("bongsu") / "data" / "model"
        raw = {name: read_model(folder, name) for name in ("labels.json", FILE, acts.FILE, "tokenizer.json")}
        try:
            self._labels = msgspec.json.decode(raw["labels.json"], type=_Labels)
        except msgspec.DecodeError as error:
            raise ModelError("labels.json", f"it is damaged ({error})", REMEDY) from error
        for name, digest in self._labels.files.items():
            if hashlib.sha256(raw[name]).hexdigest() != digest:
                raise ModelError(name, "it is not the file that labels.json names", REMEDY)
        self._tokenizer = load_tokenizer(raw["tokenizer.json"])
        self._session = start_session(FILE, raw[FILE])
        self._roles = Roles(self._labels, start_session(acts.FILE, raw[acts.FILE]))
        self._codes = {relation: code for code, relation in enumerate((ROOT, *self._labels.relations), ROOT_CODE)}
        self.digests = {f"model/{name}": digest for name, digest in sorted(self._labels.files.items())}

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """Parse the sentences of one report, each a sequence of words.

        A sentence of more word pieces than the encoder sees (512) is parsed in parts, whose roots hang on the first
        one's. Time is linear in the number of words, as long as sentences are bounded.
        """
        parts = [(index, part) for index, words in enumerate(sentences) for part in _parts(words)]
        pieces = encode(self._tokenizer, [part for _, part in parts])
        found: dict[int, Parsed] = {}
        for rows in _batches([len(sentence.ids) for sentence in pieces]):
            found.update(zip(rows, self._run([pieces[row] for row in rows]), strict=True))
        joined = [Parsed((), (), (), ())] * len(sentences)
        for row, (index, _) in enumerate(parts):
            joined[index] = _joined(joined[index], found[row])
        return joined

    def _run(self, batch: Sequence[Pieces]) -> Iterator[Parsed]:
        inputs = model_inputs(batch)
        output = dict(zip(OUTPUTS, self._session.run(OUTPUTS, inputs), strict=True))
        lengths = [len(sentence.first) for sentence in batch]
        trees = [
            self._tree(heads, output["relations"][row, np.arange(len(heads)), heads])
            for row, heads in enumerate(decode_trees(output["arcs"], lengths))
        ]
        tags = output["upos"].argmax(-1)
        proposals = self._roles.propose(output, *self._codes_of(trees, tags.shape[1]), lengths)
        spans = decode_names(output["names"], lengths, self._labels.names)
        for row, (heads, found) in enumerate(trees):
            yield Parsed(
                upos=tuple(self._labels.upos[tag] for tag in tags[row, : lengths[row]]),
                heads=heads,
                relations=found,
                names=tuple(spans[row]),
                acts=proposals[row],
            )

    def _tree(self, heads: IntArray, relations: IntArray) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return heads counted from zero, and relations by name."""
        return (
            tuple(index if head == 0 else int(head) - 1 for index, head in enumerate(heads)),
            tuple(
                ROOT if head == 0 else self._labels.relations[relation]
                for head, relation in zip(heads, relations, strict=True)
            ),
        )

    def _codes_of(
        self, trees: Sequence[tuple[tuple[int, ...], tuple[str, ...]]], width: int
    ) -> tuple[IntArray, IntArray]:
        """Return the trees of a batch as numbers: heads, and the codes of relations (see ``features.tree_links``)."""
        above = np.tile(np.arange(width), (len(trees), 1))
        codes = np.zeros_like(above)
        for row, (heads, relations) in enumerate(trees):
            above[row, : len(heads)] = heads
            codes[row, : len(heads)] = [self._codes[relation] for relation in relations]
        return above, codes


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut a sentence where it could outgrow the encoder: a word has at most as many pieces as characters."""
    start = size = 0
    for index, word in enumerate(words):
        length = min(len(word), MAX_WORD_PIECES)
        if size + length > MAX_PIECES - 2:
            yield words[start:index]
            start, size = index, 0
        size += length
    if start < len(words):
        yield words[start:]


def _joined(left: Parsed, right: Parsed) -> Parsed:
    """Join the parts of one sentence: the right one's root hangs on the left one's."""
    if not left.upos:
        return right
    shift = len(left.upos)
    root = left.relations.index(ROOT)
    return Parsed(
        upos=left.upos + right.upos,
        heads=left.heads
        + tuple(
            root if relation == ROOT else head + shift
            for head, relation in zip(right.heads, right.relations, strict=True)
        ),
        relations=left.relations + tuple("parataxis" if r == ROOT else r for r in right.relations),
        names=left.names
        + tuple(Name(name.start + shift, name.end + shift, name.kind, name.confidence) for name in right.names),
        acts=left.acts + tuple(moved(act, lambda word: word + shift) for act in right.acts),
    )


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows by falling length, at most ``BUDGET`` padded pieces together."""
    order = sorted(range(len(lengths)), key=lambda row: (-lengths[row], row))
    while order:
        count = max(1, BUDGET // lengths[order[0]])
        yield order[:count]
        order = order[count:]
