"""Label sets of the model, and name labels as bit masks.

A word's name label may be known only in part: a set that does not annotate
miscellaneous names says "not a person, place or organisation", no more. So a
word carries a *mask*, the set of labels that its annotation allows, and the
loss is the probability of that whole set.
"""

NAME_TYPES: tuple[str, ...] = ("PER", "LOC", "ORG", "MISC")
SCORED_TYPES: tuple[str, ...] = ("PER", "LOC", "ORG")
NAME_LABELS: tuple[str, ...] = (
    "O",
    *(f"{prefix}-{kind}" for kind in NAME_TYPES for prefix in ("B", "I")),
)
ROOT_RELATION = "root"


def mask_of(*labels: str) -> int:
    """Return the mask that allows exactly the labels named."""
    return sum(1 << NAME_LABELS.index(label) for label in labels)


ANY_NAME = (1 << len(NAME_LABELS)) - 1
OUTSIDE = mask_of("O")
UNSCORED = mask_of("O", "B-MISC", "I-MISC")


def span_masks(length: int, kind: str) -> list[int]:
    """Return the masks of a name of one type that is `length` words long."""
    return [mask_of(f"B-{kind}")] + [mask_of(f"I-{kind}")] * (length - 1)
