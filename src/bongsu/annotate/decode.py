"""Trees and names from the model's scores; needs numpy only."""

from collections.abc import Sequence
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

FORBIDDEN = -1e9


class Name(msgspec.Struct, frozen=True):
    """A name: words `start` up to, not including, `end`."""

    start: int
    end: int
    kind: str
    confidence: float


def decode_trees(arcs: FloatArray, lengths: Sequence[int]) -> list[IntArray]:
    """Return the head of every word of every sentence, always a tree with one root.

    `arcs` is (B, W, W+1): the score of every head (0 is the root, i + 1 the
    word i) for every word. The best head of each word is kept where these
    heads form a tree, which is nearly always; else the best tree is searched.
    """
    scores = _hide_impossible(arcs, lengths)
    greedy = scores.argmax(-1).astype(np.int64)
    good = _are_trees(greedy, lengths)
    return [
        greedy[index, :length] + 0 if good[index] else best_tree(scores[index, :length, : length + 1])
        for index, length in enumerate(lengths)
    ]


def _hide_impossible(arcs: FloatArray, lengths: Sequence[int]) -> FloatArray:
    words = arcs.shape[1]
    scores = arcs.astype(np.float32, copy=True)
    beyond = np.arange(words + 1)[None, :] > np.asarray(lengths)[:, None]
    scores[np.broadcast_to(beyond[:, None, :], scores.shape)] = FORBIDDEN
    scores[:, np.arange(words), np.arange(words) + 1] = FORBIDDEN
    return scores


def _are_trees(heads: IntArray, lengths: Sequence[int]) -> NDArray[np.bool_]:
    """Return for every sentence whether it has one root that every word reaches."""
    real = np.arange(heads.shape[1])[None, :] < np.asarray(lengths)[:, None]
    single = ((heads == 0) & real).sum(1) == 1
    up = np.concatenate([np.zeros((len(heads), 1), np.int64), np.where(real, heads, 0)], 1)
    for _ in range(max(1, int(heads.shape[1]).bit_length())):
        up = np.take_along_axis(up, up, 1)
    result: NDArray[np.bool_] = single & (up == 0).all(1)
    return result


def best_tree(scores: FloatArray) -> IntArray:
    """Return the heads of the best tree with one root (Chu-Liu and Edmonds).

    ``scores`` is (W, W+1). Words are tried as the root from the most promising on: no tree with a root scores more
    than the root's own arc and everybody else's best one, so the search ends where that bound is below the best tree.
    """
    words = scores.shape[0]
    weights = np.full((words + 1, words + 1), 4 * FORBIDDEN)
    weights[1:, 1:] = scores[:, 1:]
    np.fill_diagonal(weights, 4 * FORBIDDEN)
    most = weights[1:].max(1) if words > 1 else np.zeros(1)
    bounds = scores[:, 0] + most.sum() - most
    best, found = -np.inf, np.zeros(words, np.int64)
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= best:
            break
        rooted = weights.copy()
        rooted[root + 1] = 4 * FORBIDDEN
        rooted[root + 1, 0] = scores[root, 0]
        heads = _arborescence(rooted)[1:]
        total = rooted[np.arange(1, words + 1), heads].sum()
        if total > best:
            best, found = total, heads
    return found


def _arborescence(weights: NDArray[np.float64]) -> IntArray:
    """Return the best head of every node but 0; `weights[dependent, head]`."""
    heads: IntArray = weights.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    merged = _Contraction.of(weights, heads, np.asarray(cycle))
    return merged.expand(heads, _arborescence(merged.weights))


class _Contraction(msgspec.Struct, frozen=True):
    """A graph whose cycle became one node, the last, and the way back."""

    weights: NDArray[np.float64]
    inside: IntArray  # nodes of the cycle
    others: IntArray  # the rest, 0 first
    entry: IntArray  # for every other node as head: the cycle's word that it would take
    source: IntArray  # for every other node as dependent: the cycle's best head for it

    @classmethod
    def of(cls, weights: NDArray[np.float64], heads: IntArray, inside: IntArray) -> Self:
        """Contract the cycle; entering it at a word gives up the word's head."""
        others = np.setdiff1d(np.arange(len(heads)), inside)
        entering = weights[np.ix_(inside, others)] - weights[inside, heads[inside]][:, None]
        leaving = weights[np.ix_(others, inside)]
        size = len(others)
        small = np.full((size + 1, size + 1), 4 * FORBIDDEN)
        small[:size, :size] = weights[np.ix_(others, others)]
        small[size, :size] = entering.max(0)
        small[:size, size] = leaving.max(1)
        return cls(small, inside, others, entering.argmax(0), leaving.argmax(1))

    def expand(self, heads: IntArray, small: IntArray) -> IntArray:
        """Return the heads of the whole graph from those of the contracted one."""
        result, last = heads.copy(), len(self.others)
        for index in range(1, last):
            head = small[index]
            outside = self.others[head] if head < last else self.inside[self.source[index]]
            result[self.others[index]] = outside
        above = small[last]
        result[self.inside[self.entry[above]]] = self.others[above]
        return result


def _find_cycle(heads: IntArray) -> list[int]:
    """Return the nodes of one cycle, or nothing."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def decode_names(scores: FloatArray, lengths: Sequence[int], labels: Sequence[str]) -> list[list[Name]]:
    """Return the names of every sentence from the scores (B, W, labels) of BIO labels.

    The best label of each word is kept where these labels are well formed
    (I-X only after B-X or I-X); else the best well-formed sequence is searched.
    """
    allowed, initial = transitions(labels)
    log = scores - scores.max(-1, keepdims=True)
    log = log - np.log(np.exp(log).sum(-1, keepdims=True))
    best = log.argmax(-1)
    found = []
    for index, length in enumerate(lengths):
        path = best[index, :length]
        if not (initial[path[:1]].all() and allowed[path[:-1], path[1:]].all()):
            path = _viterbi(log[index, :length], allowed, initial)
        chosen = log[index, np.arange(length), path]
        found.append(spans_of([labels[i] for i in path], chosen))
    return found


def transitions(labels: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which label may follow which, and which may come first."""
    initial = np.array([not label.startswith("I-") for label in labels])
    allowed = np.array(
        [[start or before[2:] == after[2:] for start, after in zip(initial, labels, strict=True)] for before in labels]
    )
    return allowed, initial


def _viterbi(log: FloatArray, allowed: NDArray[np.bool_], initial: NDArray[np.bool_]) -> IntArray:
    penalty = np.where(allowed, 0.0, FORBIDDEN)
    total = log[0] + np.where(initial, 0.0, FORBIDDEN)
    back = []
    for row in log[1:]:
        step = total[:, None] + penalty
        back.append(step.argmax(0))
        total = step.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return np.asarray(path[::-1], dtype=np.int64)


def spans_of(labels: Sequence[str], log: FloatArray) -> list[Name]:
    """Return the names of a well-formed sequence; the weakest word gives the confidence."""
    names, start = [], 0
    for index, label in enumerate([*labels, "O"]):
        if start and not label.startswith("I-"):
            confidence = float(np.exp(log[start - 1 : index].min()))
            names.append(Name(start - 1, index, labels[start - 1][2:], confidence))
            start = 0
        if label.startswith("B-"):
            start = index + 1
    return names
