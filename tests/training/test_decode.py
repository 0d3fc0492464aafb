"""Decoding of trees and names, against exhaustive search."""

import itertools

import numpy as np
import pytest
from training.labels import NAME_LABELS

from bongsu.annotate.decode import FloatArray, best_tree, decode_names, decode_trees


def is_tree(heads: tuple[int, ...]) -> bool:
    """Return whether every word reaches the one root."""
    for start in range(1, len(heads) + 1):
        word, seen = start, set[int]()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return heads.count(0) == 1


def best_score(scores: FloatArray) -> float:
    """Return the score of the best tree, found by trying all."""
    words = len(scores)
    choices = itertools.product(range(words + 1), repeat=words)
    return max(sum(float(scores[i, h]) for i, h in enumerate(c)) for c in choices if is_tree(c))


@pytest.mark.parametrize("seed", range(40))
def test_decoded_tree_is_the_best_tree(seed: int) -> None:
    """Greedy where it is a tree, searched where it is not: never worse than any tree."""
    rng = np.random.default_rng(seed)
    words = int(rng.integers(1, 6))
    scores = rng.normal(size=(words, words + 1)).astype(np.float32) * 3
    heads = tuple(decode_trees(scores[None], [words])[0].tolist())
    assert is_tree(heads)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(best_score(scores))


def test_padding_does_not_change_a_tree() -> None:
    """A sentence in a batch with a longer one keeps its tree."""
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(2, 9, 10)).astype(np.float32)
    alone = decode_trees(scores[:1, :4, :5], [4])[0]
    assert decode_trees(scores, [4, 9])[0].tolist() == alone.tolist()


def test_long_sentences_become_trees() -> None:
    """Scores without sense still give one root and no cycle."""
    rng = np.random.default_rng(5)
    heads = best_tree(rng.normal(size=(80, 81)).astype(np.float32))
    assert is_tree(tuple(heads.tolist()))


def test_names_are_well_formed() -> None:
    """An inside label never follows another type; the best legal sequence wins."""
    labels = NAME_LABELS
    scores = np.full((1, 4, len(labels)), -5.0, np.float32)
    for word, label in enumerate(["O", "I-LOC", "I-LOC", "O"]):
        scores[0, word, labels.index(label)] = 5.0
    scores[0, 1, labels.index("B-LOC")] = 4.0
    names = decode_names(scores, [4], labels)[0]
    assert [(name.start, name.end, name.kind) for name in names] == [(1, 3, "LOC")]
    assert 0.0 < names[0].confidence < 1.0


def test_adjacent_names_stay_apart() -> None:
    """A beginning label starts a new name of the same type."""
    labels = NAME_LABELS
    scores = np.zeros((1, 3, len(labels)), np.float32)
    for word, label in enumerate(["B-PER", "B-PER", "I-PER"]):
        scores[0, word, labels.index(label)] = 9.0
    names = decode_names(scores, [3], labels)[0]
    assert [(name.start, name.end) for name in names] == [(0, 1), (1, 3)]
