"""From words to the arrays that the model reads; needs numpy and tokenizers only.

Training, evaluation and the product share this module, so that a word is seen
in the same way everywhere.
"""

import functools
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

UNKNOWN, BEGIN, END, MASK = 100, 101, 102, 103
MAX_PIECES = 512
MAX_WORD_PIECES = 16
"""Pieces of a word that are looked at; the heads read its first one."""
NO_CASE, LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER, INITIAL = range(8)
CASES = 8

QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")

IntArray = NDArray[np.int64]


class Pieces(msgspec.Struct, frozen=True):
    """One sentence as word pieces, between the begin and end marks.

    `ids` and `case` run over pieces; `first` gives each word's first piece.
    """

    ids: tuple[int, ...]
    case: tuple[int, ...]
    first: tuple[int, ...]


@functools.lru_cache(maxsize=1 << 16)
def case_of(word: str) -> int:
    """Return the case class of a word, which the uncased vocabulary loses."""
    if any(ch.isdigit() for ch in word):
        return DIGIT
    letters = [ch for ch in word if ch.isalpha()]
    if not letters:
        return OTHER
    upper = sum(ch.isupper() for ch in letters)
    if upper == 0:
        return LOWER
    if upper == len(letters):
        return INITIAL if upper == 1 else UPPER
    return TITLE if upper == 1 and word[0].isupper() else MIXED


def load_tokenizer(raw: bytes) -> Tokenizer:
    """Load the word-piece vocabulary, with truncation and padding off."""
    tokenizer = Tokenizer.from_buffer(raw)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
    """Split the words of every sentence into word pieces.

    A word without a piece (a lone control character) becomes the unknown piece. The caller keeps sentences within
    ``MAX_PIECES``, the two marks included.
    """
    encodings = tokenizer.encode_batch(
        [[word.translate(QUOTES) for word in words] for words in sentences],
        is_pretokenized=True,
        add_special_tokens=False,
    )
    return [
        _pieces(words, encoding.ids, encoding.word_ids) for words, encoding in zip(sentences, encodings, strict=True)
    ]


def _pieces(words: Sequence[str], ids: Sequence[int], owners: Sequence[int | None]) -> Pieces:
    by_word: list[list[int]] = [[] for _ in words]
    for piece, owner in zip(ids, owners, strict=True):
        if owner is not None and len(by_word[owner]) < MAX_WORD_PIECES:
            by_word[owner].append(piece)
    out, case, first = [BEGIN], [NO_CASE], []
    for word, pieces in zip(words, by_word, strict=True):
        first.append(len(out))
        out.extend(pieces or [UNKNOWN])
        case.extend([case_of(word)] * max(1, len(pieces)))
    return Pieces((*out, END), (*case, NO_CASE), tuple(first))


def pad(rows: Sequence[Sequence[int]], width: int = 0) -> IntArray:
    """Stack rows of unequal length into one array of at least `width`, zeros at the end."""
    out = np.zeros((len(rows), max(width, *map(len, rows))), dtype=np.int64)
    for index, row in enumerate(rows):
        out[index, : len(row)] = row
    return out


def model_inputs(batch: Sequence[Pieces], pieces: int = 0, words: int = 0) -> dict[str, IntArray]:
    """Return the model's inputs for a batch, padded to at least so many pieces and words."""
    ids = [sentence.ids for sentence in batch]
    return {
        "ids": pad(ids, pieces),
        "case": pad([sentence.case for sentence in batch], pieces),
        "mask": pad([[1] * len(row) for row in ids], pieces),
        "first": pad([sentence.first for sentence in batch], words),
    }


STEPS = 4
"""How far up the tree two words are led to the word above both, each counted with itself."""
APART = STEPS * STEPS
"""The code of two words that no short path joins."""
RELATIONS = 64
"""Codes of relations; the first, 0, stands for a word itself."""
ROOT_CODE = 1
"""The code of a root's relation; those that the model chooses from follow in their order."""


def tree_links(heads: IntArray, relations: IntArray, rows: IntArray, words: IntArray) -> dict[str, IntArray]:
    """Return how some words are joined to each other word of their sentence: arrays (N, W), a row for each of them.

    Args:
        heads: the head of every word of a batch (B, W), counted from zero; its own for the root and for padding.
        relations: the relation of every word to its head (B, W), as a code from 1.
        rows: the sentence of each of the words asked for (N).
        words: their places in it (N).

    Returns:
        ``near``: steps up from the word and from the other one to the lowest word above both, as one code.
        ``under``: the relation by which the word's side hangs on that word; 0 where it is the word itself.
        ``over``: the same for the other word's side.
    """
    above = [np.broadcast_to(np.arange(heads.shape[1]), heads.shape)]
    below = [np.zeros_like(heads)]
    for _ in range(STEPS - 1):
        below.append(np.take_along_axis(relations, above[-1], 1))
        above.append(np.take_along_axis(heads, above[-1], 1))
    near = np.full((len(rows), heads.shape[1]), APART)
    under, over = np.zeros_like(near), np.zeros_like(near)
    pairs = sorted(((up, down) for up in range(STEPS) for down in range(STEPS)), key=sum, reverse=True)
    for up, down in pairs:  # the shortest path is written last
        met = above[up][rows, words][:, None] == above[down][rows]
        near[met] = up * STEPS + down
        under = np.where(met, below[up][rows, words][:, None], under)
        over = np.where(met, below[down][rows], over)
    return {"near": near, "under": under, "over": over}
