"""More names from few: names change places with others of their type, and open words get what a model is sure of."""

import random
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from bongsu.annotate.decode import FloatArray, Name
from training.data import Sentence
from training.labels import ANY_NAME, SCORED_TYPES, UNSCORED, mask_of, span_masks

SURE_NAME = 0.8
SURE_OUTSIDE = 0.9

Pool = dict[str, list[tuple[str, ...]]]


def known_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return the names whose every word is fully annotated, in order."""
    masks, spans = sentence.names or (), []
    for kind in SCORED_TYPES:
        begin, inside = mask_of(f"B-{kind}"), mask_of(f"I-{kind}")
        for start, mask in enumerate(masks):
            if mask == begin:
                end = start + 1
                while end < len(masks) and masks[end] == inside:
                    end += 1
                spans.append((start, end, kind))
    return sorted(spans)


def name_pool(sentences: Iterable[Sentence]) -> Pool:
    """Return the different names of each type, in the order of their first use."""
    pool: dict[str, dict[tuple[str, ...], None]] = {kind: {} for kind in SCORED_TYPES}
    for sentence in sentences:
        for start, end, kind in known_spans(sentence):
            pool[kind][sentence.words[start:end]] = None
    return {kind: list(names) for kind, names in pool.items()}


def swapped(sentence: Sentence, pool: Pool, rate: float, rng: random.Random) -> Sentence:
    """Return the sentence with some names replaced; its tree, if any, is dropped."""
    words, masks = list(sentence.words), list(sentence.names or ())
    for start, end, kind in reversed(known_spans(sentence)):
        if rng.random() < rate:
            name = rng.choice(pool[kind])
            words[start:end] = name
            masks[start:end] = span_masks(len(name), kind)
    return replace(sentence, words=tuple(words), names=tuple(masks), upos=None, heads=None, relations=None)


def fill(masks: tuple[int, ...], names: list[Name], silent: FloatArray) -> tuple[int, ...]:
    """Return masks with sure names, and sure words outside of names, filled in.

    `silent` is each word's probability of being in no scored name. Only open
    masks change, and a name must fit the masks of all its words.
    """
    sure = np.asarray(silent)[: len(masks)] >= SURE_OUTSIDE
    filled = [UNSCORED if mask == ANY_NAME and quiet else mask for mask, quiet in zip(masks, sure, strict=True)]
    for name in names:
        if name.kind in SCORED_TYPES and name.confidence >= SURE_NAME:
            wanted = span_masks(name.end - name.start, name.kind)
            there = masks[name.start : name.end]
            if all(want & mask for want, mask in zip(wanted, there, strict=True)):
                filled[name.start : name.end] = wanted
    return tuple(filled)
