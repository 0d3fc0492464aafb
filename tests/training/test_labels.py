"""Name masks: reading, swapping and filling them."""

import random

import numpy as np
from training.augment import Pool, fill, known_spans, name_pool, swapped
from training.data import Sentence, gum_spans, held_out, tree_name_masks
from training.labels import ANY_NAME, OUTSIDE, UNSCORED, mask_of, span_masks

from bongsu.annotate.decode import Name
from bongsu.annotate.features import DIGIT, INITIAL, LOWER, MIXED, OTHER, TITLE, UPPER, case_of


def test_case_classes() -> None:
    """Every word has one case class, and digits come first."""
    words = ["seoul", "Seoul", "JCS", "al-Ani", "1,100", ";", "A"]
    assert [case_of(word) for word in words] == [LOWER, TITLE, UPPER, MIXED, DIGIT, OTHER, INITIAL]


def test_gum_spans_nest() -> None:
    """Spans open and close by their number, also several in one word."""
    misc = [
        "Entity=(8-organization-new-nnnnn-cf3-3-sgl-University_of_Seoul",
        "_",
        "Entity=(9-place-new-nnnnn-cf4-3-sgl-Seoul)8)",
    ]
    assert sorted(gum_spans(misc)) == [(0, 3, "organization"), (2, 3, "place")]


def test_tree_masks() -> None:
    """The outermost span of proper nouns is a name; words far from any are none."""
    words = ("University", "of", "Seoul", "said", "on", "it", "again")
    upos = ("PROPN", "ADP", "PROPN", "VERB", "ADP", "PRON", "ADV")
    masks = tree_name_masks(words, upos, [(0, 3, "organization"), (2, 3, "place")])
    assert masks == [*span_masks(3, "ORG"), ANY_NAME, ANY_NAME, UNSCORED, UNSCORED]


def test_held_out_is_a_fifth_and_fixed() -> None:
    """The split depends on the document's id alone."""
    share = sum(held_out(str(number)) for number in range(5000)) / 5000
    assert 0.17 < share < 0.23
    assert [held_out(name) for name in ("a", "b", "doc-1")] == [False, False, False]


def test_swapping_keeps_the_rest() -> None:
    """A name gives way to another of its type, whatever its length."""
    masks = (OUTSIDE, *span_masks(1, "LOC"), OUTSIDE)
    sentence = Sentence("x", "d", ("in", "Seoul", "today"), names=masks)
    pool: Pool = {"LOC": [("New", "York")], "PER": [], "ORG": []}
    changed = swapped(sentence, pool, 1.0, random.Random(1))
    assert changed.words == ("in", "New", "York", "today")
    assert known_spans(changed) == [(1, 3, "LOC")]
    assert name_pool([changed])["LOC"] == [("New", "York")]


def test_filling_respects_the_annotation() -> None:
    """Only open words change, and only where the model is sure."""
    masks = (ANY_NAME, ANY_NAME, UNSCORED, ANY_NAME)
    silent = np.array([0.1, 0.95, 0.1, 0.5], np.float32)
    names = [Name(0, 1, "PER", 0.9), Name(2, 3, "LOC", 0.99), Name(3, 4, "ORG", 0.5)]
    assert fill(masks, names, silent) == (mask_of("B-PER"), UNSCORED, UNSCORED, ANY_NAME)
