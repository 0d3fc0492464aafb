"""Acts: which words tell of a political act, of which type and mode, and who would do it to whom.

The model's heads for them were trained by ``training/`` on sentences with their events. What they say is a proposal:
the tables decide first (``bongsu.coding.second``).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from bongsu.annotate.features import IntArray, tree_links
from bongsu.model import ActType, Proposal

OUTPUTS = ("types", "modes", "acts")
"""What the model gives for acts: scores of types and of modes, and the states that roles are read from."""
FILE = "roles.onnx"
LIKELY = 0.05
"""The least probability of being an act that makes a word a proposal, and of a type or a role that is listed."""

FloatArray = NDArray[np.float32]


class ActLabels(msgspec.Struct, frozen=True):
    """What the heads choose from: types, and modes with their types; None stands for an act that no mode fits."""

    types: tuple[ActType, ...]
    modes: tuple[tuple[ActType, str | None], ...]


class Roles:
    """The head for roles, and the labels of the others. Reading changes nothing in it."""

    def __init__(self, labels: ActLabels, session: Any) -> None:  # noqa: ANN401 - onnxruntime has no types
        """Take the labels, and a session of the head for roles."""
        self._labels, self._session = labels, session
        self._modes = {
            kind: [number for number, (of, _) in enumerate(labels.modes) if of == kind] for kind in labels.types
        }

    def propose(
        self, found: dict[str, FloatArray], heads: IntArray, relations: IntArray, lengths: Sequence[int]
    ) -> list[tuple[Proposal, ...]]:
        """Return the proposals of each sentence of a batch.

        Args:
            found: ``OUTPUTS`` of the batch.
            heads: its trees (B, W), as ``features.tree_links`` has them.
            relations: the codes of their relations (B, W).
            lengths: the number of words of each sentence.
        """
        chances = _softmax(found["types"])
        inside = np.arange(chances.shape[1]) < np.array(lengths)[:, None]
        rows, words = np.nonzero((chances[..., 0] <= 1 - LIKELY) & inside)
        every: list[list[Proposal]] = [[] for _ in lengths]
        if len(rows):
            asked = {"acts": found["acts"], "rows": rows, "triggers": words}
            (roles,) = self._session.run(["roles"], asked | tree_links(heads, relations, rows, words))
            filled = 1 / (1 + np.exp(-roles))
            for row, word, sides in zip(rows.tolist(), words.tolist(), filled, strict=True):
                scores = chances[row, word], found["modes"][row, word]
                every[row].append(self._proposal(word, *scores, sides[: lengths[row]]))
        return [tuple(one) for one in every]

    def _proposal(self, word: int, chances: FloatArray, modes: FloatArray, filled: FloatArray) -> Proposal:
        order = np.argsort(-chances, kind="stable")
        likely = [int(index) for index in order if chances[index] >= LIKELY]
        actors, recipients = (
            tuple((int(other), _rounded(filled[other, side])) for other in np.flatnonzero(filled[:, side] >= LIKELY))
            for side in (0, 1)
        )
        types = tuple((self._labels.types[index], _rounded(chances[index])) for index in likely)
        return Proposal(word, types, actors, recipients, tuple(self._likeliest([kind for kind, _ in types], modes)))

    def _likeliest(self, kinds: Sequence[ActType], modes: FloatArray) -> Iterator[tuple[ActType, str | None, float]]:
        """Yield the likeliest mode of each type that has modes, with its probability among that type's."""
        for kind in kinds:
            own = self._modes[kind]
            if own:
                chances = _softmax(modes[own])
                best = int(chances.argmax())
                yield kind, self._labels.modes[own[best]][1], _rounded(chances[best])


def moved(act: Proposal, to: Callable[[int], int]) -> Proposal:
    """Return a proposal whose words are counted otherwise."""
    return msgspec.structs.replace(
        act,
        token=to(act.token),
        actors=tuple((to(word), chance) for word, chance in act.actors),
        recipients=tuple((to(word), chance) for word, chance in act.recipients),
    )


def _softmax(scores: FloatArray) -> FloatArray:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: FloatArray = raised / raised.sum(-1, keepdims=True)
    return chances


def _rounded(chance: np.float32) -> float:
    return round(float(chance), 3)
