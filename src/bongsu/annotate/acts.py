"""The second model: which words tell of a political act, of which type, and who would do it to whom.

It reads the same word pieces as the parser's model, beside it, and was trained by ``training/`` on sentences of our
own. What it says is a proposal: the tables decide first (``bongsu.coding.second``).
"""

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources.abc import Traversable

import msgspec
import numpy as np
from numpy.typing import NDArray

from bongsu.annotate.features import IntArray
from bongsu.annotate.sessions import REMEDY, read_model, start_session
from bongsu.errors import ModelError
from bongsu.model import ActType, Proposal

FILE = "acts.int8.onnx"
INPUTS = ("ids", "case", "mask", "first", "near", "under", "over")
LIKELY = 0.05
"""The least probability of being an act that makes a word a proposal, and of a type or a role that is listed."""


class _Labels(msgspec.Struct, frozen=True):
    types: tuple[ActType, ...]
    files: dict[str, str]


class ActModel:
    """The model, loaded once. Reading changes nothing in it."""

    def __init__(self, folder: Traversable) -> None:
        """Load the model in ``folder``.

        Raises:
            ModelError: a file is missing or is not the one that its digest names, or onnxruntime cannot run it.
        """
        try:
            labels = msgspec.json.decode(read_model(folder, "acts.json"), type=_Labels)
        except msgspec.DecodeError as error:
            raise ModelError("acts.json", f"it is damaged ({error})", REMEDY) from error
        model = read_model(folder, FILE)
        if hashlib.sha256(model).hexdigest() != labels.files.get(FILE):
            raise ModelError(FILE, "it is not the file that acts.json names", REMEDY)
        self.digests = labels.files
        self._types = labels.types
        self._session = start_session(FILE, model)

    def propose(self, inputs: dict[str, IntArray], lengths: Sequence[int]) -> list[tuple[Proposal, ...]]:
        """Return the proposals of each sentence of a batch.

        Args:
            inputs: the batch (see ``features.model_inputs`` and ``features.tree_links``).
            lengths: the number of words of each sentence.
        """
        types, roles = self._session.run(["types", "roles"], inputs)
        chances, filled = _softmax(types), 1 / (1 + np.exp(-roles))
        return [
            tuple(
                self._proposal(word, chances[row, word], filled[row, word, :length])
                for word in map(int, np.flatnonzero(chances[row, :length, 0] <= 1 - LIKELY))
            )
            for row, length in enumerate(lengths)
        ]

    def _proposal(self, word: int, chances: NDArray[np.float32], filled: NDArray[np.float32]) -> Proposal:
        order = np.argsort(-chances, kind="stable")
        actors, recipients = (
            tuple((int(other), _rounded(filled[other, side])) for other in np.flatnonzero(filled[:, side] >= LIKELY))
            for side in (0, 1)
        )
        types = tuple((self._types[index], _rounded(chances[index])) for index in order if chances[index] >= LIKELY)
        return Proposal(word, types, actors, recipients)


def moved(act: Proposal, to: Callable[[int], int]) -> Proposal:
    """Return a proposal whose words are counted otherwise."""
    return Proposal(
        to(act.token),
        act.types,
        tuple((to(word), chance) for word, chance in act.actors),
        tuple((to(word), chance) for word, chance in act.recipients),
    )


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: NDArray[np.float32] = raised / raised.sum(-1, keepdims=True)
    return chances


def _rounded(chance: np.float32) -> float:
    return round(float(chance), 3)
