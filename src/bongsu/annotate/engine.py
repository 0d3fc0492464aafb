"""The language engine: one small model that gives every word its tag, its head and its place in a name.

The model was trained by ``training/`` and ships in ``data/model``; onnxruntime runs it on one thread. Dynamic int8
scales by batch, so the sentences of one report go through in batches of their own, in an order that depends on that
report alone: a report's result never depends on its neighbours.
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import numpy as np

from bongsu.annotate.decode import Name, decode_names, decode_trees
from bongsu.annotate.features import MAX_PIECES, MAX_WORD_PIECES, Pieces, encode, load_tokenizer, model_inputs
from bongsu.errors import ModelError

BUDGET = 256
"""Padded pieces in a batch: the fastest size on one thread (measured from 64 to 4,096)."""

_REMEDY = "install bongsu again"


class Parsed(msgspec.Struct, frozen=True):
    """What the model says of one sentence, word by word.

    ``heads`` holds the index of each word's head in the sentence, its own for the root.
    """

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]


class _Labels(msgspec.Struct, frozen=True):
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
        raw = {name: _bytes(folder, name) for name in ("labels.json", "model.int8.onnx", "tokenizer.json")}
        try:
            self._labels = msgspec.json.decode(raw["labels.json"], type=_Labels)
        except msgspec.DecodeError as error:
            raise ModelError("labels.json", f"it is damaged ({error})", _REMEDY) from error
        for name, digest in self._labels.files.items():
            if hashlib.sha256(raw[name]).hexdigest() != digest:
                raise ModelError(name, "it is not the file that labels.json names", _REMEDY)
        self.digests = {f"model/{name}": digest for name, digest in sorted(self._labels.files.items())}
        self._tokenizer = load_tokenizer(raw["tokenizer.json"])
        self._session = _session(raw["model.int8.onnx"])

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
        upos, names, arcs, relations = self._session.run(["upos", "names", "arcs", "relations"], model_inputs(batch))
        lengths = [len(sentence.first) for sentence in batch]
        heads = decode_trees(arcs, lengths)
        spans = decode_names(names, lengths, self._labels.names)
        tags = upos.argmax(-1)
        for row, length in enumerate(lengths):
            chosen = relations[row, np.arange(length), heads[row]]
            yield Parsed(
                upos=tuple(self._labels.upos[tag] for tag in tags[row, :length]),
                heads=tuple(index if head == 0 else int(head) - 1 for index, head in enumerate(heads[row])),
                relations=tuple(
                    "root" if head == 0 else self._labels.relations[relation]
                    for head, relation in zip(heads[row], chosen, strict=True)
                ),
                names=tuple(spans[row]),
            )


def _bytes(folder: Traversable, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise ModelError(name, "the model file is missing", _REMEDY) from error


def _session(model: bytes) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Start onnxruntime on one thread: many processes read faster than many threads, and a fork stays safe."""
    try:
        import onnxruntime as ort  # noqa: PLC0415 - so that a missing or broken onnxruntime is a clear error
    except ImportError as error:
        raise ModelError(
            "onnxruntime", f"it cannot be loaded ({error})", "install onnxruntime 1.20 or newer"
        ) from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no other base
        raise ModelError(
            "model.int8.onnx", f"onnxruntime {ort.__version__} cannot run it ({error})", _REMEDY
        ) from error


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
    root = left.relations.index("root")
    return Parsed(
        upos=left.upos + right.upos,
        heads=left.heads
        + tuple(
            root if relation == "root" else head + shift
            for head, relation in zip(right.heads, right.relations, strict=True)
        ),
        relations=left.relations + tuple("parataxis" if r == "root" else r for r in right.relations),
        names=left.names
        + tuple(Name(name.start + shift, name.end + shift, name.kind, name.confidence) for name in right.names),
    )


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows by falling length, at most ``BUDGET`` padded pieces together."""
    order = sorted(range(len(lengths)), key=lambda row: (-lengths[row], row))
    while order:
        count = max(1, BUDGET // lengths[order[0]])
        yield order[:count]
        order = order[count:]
