"""Names that the half-trained model is sure of, where the annotation is silent.

The treebanks' proper nouns are mostly without a type. Now and then during
training the averaged model reads them, and what it is sure of and what the
annotation allows becomes the label until the next time.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

import torch

from bongsu.annotate.decode import decode_names
from training.augment import fill
from training.batches import Example, plan, tensors
from training.labels import ANY_NAME, NAME_LABELS, UNSCORED
from training.model import Reader


def relabelled(model: Reader, examples: Sequence[Example], budget: int) -> list[Example]:
    """Return the examples with open name labels filled in where the model is sure."""
    result = list(examples)
    waiting = [i for i, item in enumerate(examples) if ANY_NAME in item.names]
    lengths = [len(examples[i].pieces.ids) for i in waiting]
    for indices in plan(lengths, budget, random.Random(0)):  # noqa: S311 - an order, no secret
        numbers = [waiting[i] for i in indices]
        batch = [examples[i] for i in numbers]
        for number, item in zip(numbers, _fill_batch(model, batch), strict=True):
            result[number] = item
    return result


@torch.no_grad()
def _fill_batch(model: Reader, batch: list[Example]) -> list[Example]:
    arrays = tensors(batch, [item.pieces for item in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(arrays["ids"], arrays["case"], arrays["mask"], arrays["first"])
    scores = out.names.float()
    allowed = scores.masked_fill(~arrays["names"], -1e4)
    names = decode_names(allowed.numpy(), [len(item.names) for item in batch], NAME_LABELS)
    outside = [i for i in range(len(NAME_LABELS)) if UNSCORED >> i & 1]
    silent = scores.softmax(-1)[:, :, outside].sum(-1).numpy()
    return [
        replace(item, names=fill(item.names, found, row)) for item, found, row in zip(batch, names, silent, strict=True)
    ]
