"""Training batches: sentences of like length together, as tensors."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import msgspec
import torch
from torch import Tensor

from bongsu.annotate.features import DIGIT, LOWER, MASK, OTHER, UPPER, Pieces, model_inputs, pad
from training.data import Sentence
from training.labels import NAME_LABELS, ROOT_RELATION

IGNORE = -100
ROUNDING = 4


@dataclass(frozen=True)
class Example:
    """A sentence as numbers; an unknown label is IGNORE, an unknown name every label."""

    pieces: Pieces
    upos: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    names: tuple[int, ...]


@dataclass(frozen=True)
class LabelSets:
    """The labels that the heads choose from, in their order."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Self:
        """Return the labels of the training trees, sorted; root is not among them."""
        trees = [s for s in sentences if s.upos and s.relations]
        upos = {tag for s in trees for tag in s.upos or ()}
        relations = {relation for s in trees for relation in s.relations or ()}
        return cls(tuple(sorted(upos)), tuple(sorted(relations - {ROOT_RELATION})))


def example(sentence: Sentence, pieces: Pieces, labels: LabelSets) -> Example:
    """Return a sentence as numbers."""
    count = len(sentence.words)
    unknown = (IGNORE,) * count
    upos = {tag: index for index, tag in enumerate(labels.upos)}
    relations = {relation: index for index, relation in enumerate(labels.relations)}
    return Example(
        pieces,
        tuple(upos[tag] for tag in sentence.upos) if sentence.upos else unknown,
        sentence.heads or unknown,
        tuple(relations.get(r, IGNORE) for r in sentence.relations) if sentence.relations else unknown,
        sentence.names or ((1 << len(labels.names)) - 1,) * count,
    )


def rounded(length: int) -> int:
    """Return a length rounded up, so that few different shapes arise.

    The matrix library prepares itself anew for each shape, which costs more
    than the padding.
    """
    return -(-length // ROUNDING) * ROUNDING


def plan(lengths: Sequence[int], budget: int, rng: random.Random) -> list[list[int]]:
    """Return shuffled batches of indices, each of at most `budget` padded pieces."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i] - rng.random() * ROUNDING)
    batches: list[list[int]] = []
    while order:
        count = max(1, budget // rounded(max(lengths[i] for i in order[:ROUNDING])))
        batches.append(order[:count])
        order = order[count:]
    rng.shuffle(batches)
    return batches


def perturb(pieces: Pieces, masked: float, recased: float, rng: random.Random) -> Pieces:
    """Hide some words and, now and then, the case of a whole sentence."""
    ids, case = list(pieces.ids), list(pieces.case)
    edges = [*pieces.first, len(ids) - 1]
    for start, end in pairwise(edges):
        if rng.random() < masked:
            ids[start:end] = [MASK] * (end - start)
    if rng.random() < recased:
        flat = LOWER if rng.random() < 0.6 else UPPER
        case = [flat if 0 < kind not in (DIGIT, OTHER) else kind for kind in case]
    return msgspec.structs.replace(pieces, ids=tuple(ids), case=tuple(case))


def tensors(batch: Sequence[Example], pieces: Sequence[Pieces]) -> dict[str, Tensor]:
    """Return a batch's inputs and targets; padding is IGNORE, for names every label."""
    length = rounded(max(len(item.pieces.ids) for item in batch))
    inputs = model_inputs(pieces, length, length)
    arrays = {name: torch.from_numpy(array) for name, array in inputs.items()}
    words = torch.from_numpy(pad([[1] * len(item.upos) for item in batch], length)).bool()
    for name in ("upos", "heads", "relations"):
        rows = torch.from_numpy(pad([getattr(item, name) for item in batch], length))
        arrays[name] = rows.masked_fill(~words, IGNORE)
    masks = torch.from_numpy(pad([item.names for item in batch], length))
    allowed = (masks.unsqueeze(-1) >> torch.arange(len(NAME_LABELS))) & 1
    arrays["names"] = allowed.bool() | ~words.unsqueeze(-1)
    arrays["words"] = words
    return arrays
