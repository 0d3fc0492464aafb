"""Paths between words, against a search that walks the tree."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.features import APART, STEPS, tree_links


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Return the heads of a tree: the first word is the root, every other one hangs on a word before it."""
    size = draw(st.integers(1, 9))
    return [0, *(draw(st.integers(0, word - 1)) for word in range(1, size))]


def upwards(heads: list[int], word: int) -> list[int]:
    """Return a word and the words above it."""
    found = [word]
    while heads[found[-1]] != found[-1]:
        found.append(heads[found[-1]])
    return found


@given(trees())
def test_paths_are_those_of_a_walk(heads: list[int]) -> None:
    """Steps up on either side, and the last relation on either side, for every pair of words."""
    size = len(heads)
    relations = list(range(1, size + 1))
    rows, words = np.zeros(size, dtype=int), np.arange(size)
    links = tree_links(np.array([heads]), np.array([relations]), rows, words)
    for word in range(size):
        for other in range(size):
            one, two = upwards(heads, word), upwards(heads, other)
            met = next(above for above in one if above in two)
            up, down = one.index(met), two.index(met)
            found = [int(links[name][word, other]) for name in ("near", "under", "over")]
            if max(up, down) >= STEPS:
                assert found == [APART, 0, 0]
            else:
                under = relations[one[up - 1]] if up else 0
                over = relations[two[down - 1]] if down else 0
                assert found == [up * STEPS + down, under, over]


def test_padding_is_joined_to_nothing() -> None:
    """A word of padding, its own head, has no path to the sentence."""
    links = tree_links(np.array([[0, 0, 2]]), np.array([[1, 2, 0]]), np.array([0]), np.array([0]))
    assert int(links["near"][0, 2]) == APART


def test_words_of_several_sentences_are_asked_for_at_once() -> None:
    """Each word is joined to those of its own sentence."""
    heads, relations = np.array([[0, 0], [1, 1]]), np.array([[1, 2], [3, 1]])
    links = tree_links(heads, relations, np.array([1, 0]), np.array([0, 0]))
    assert links["near"].tolist() == [[0, STEPS], [0, 1]]
    assert links["under"].tolist() == [[0, 3], [0, 0]]
    assert links["over"].tolist() == [[0, 0], [0, 2]]
