"""Heads for political acts, beside those of the parser: a type and a mode for every word, and roles between words."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from bongsu.annotate.features import APART, RELATIONS
from training.model import WIDTH, Mix, Reader, SharedDropout, Sizes, States

HIDDEN, ROLE, LINK = 256, 128, 24
INPUTS = ("rows", "triggers", "near", "under", "over")
"""What the head for roles takes beside the states of words."""
SIDES = 2
"""Actors and recipients."""


@dataclass
class Acts:
    """What the heads say of the words of a batch: scores of types and of modes, and what the roles are read from."""

    types: Tensor
    modes: Tensor
    words: Tensor


class ActReader(Reader):
    """The whole model with its heads for acts."""

    def __init__(self, sizes: Sizes, types: int, modes: int, dropout: float = 0.25) -> None:
        super().__init__(sizes)
        self.acts = ActHeads(types, modes, dropout)

    def read(self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor) -> tuple[States, Acts]:
        """Return what the parser's heads and those for acts say of a batch (see `features.model_inputs`)."""
        states = self.encoder(ids, case, mask)
        return self.heads(states, first), self.acts(states, first)


class ActHeads(nn.Module):
    """Types, modes and roles over the first piece of every word."""

    def __init__(self, types: int, modes: int, dropout: float) -> None:
        super().__init__()
        self.mixes = nn.ModuleDict({task: Mix(4) for task in ("types", "roles")})
        self.dropout = SharedDropout(dropout)
        self.hidden = nn.Linear(WIDTH, HIDDEN)
        self.types = nn.Linear(HIDDEN, types)
        self.modes = nn.Linear(HIDDEN, modes)
        self.roles = Roles(dropout)

    def forward(self, states: list[Tensor], first: Tensor) -> Acts:
        """Return the scores of every word."""
        types, roles = (
            self.dropout(self.mixes[task](states).gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH)))
            for task in ("types", "roles")
        )
        hidden = self.dropout(functional.gelu(self.hidden(types)))
        return Acts(self.types(hidden), self.modes(hidden), roles)


class Roles(nn.Module):
    """Who stands in which role of a word: by the two words, and by the path between them as the first asks for it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.trigger = nn.Linear(WIDTH, SIDES * ROLE)
        self.filler = nn.Linear(WIDTH, SIDES * ROLE)
        self.pairs = nn.ModuleList(nn.Linear(ROLE, ROLE) for _ in range(SIDES))
        self.by_trigger = nn.Linear(SIDES * ROLE, SIDES)
        self.by_filler = nn.Linear(SIDES * ROLE, SIDES)
        self.links = nn.ModuleList(nn.Embedding(size, LINK) for size in (APART + 1, RELATIONS, RELATIONS))
        self.by_link = nn.Linear(LINK, SIDES)
        self.asks = nn.Linear(SIDES * ROLE, SIDES * LINK)
        nn.init.zeros_(self.by_link.weight)
        nn.init.zeros_(self.asks.weight)
        nn.init.zeros_(self.asks.bias)

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the exported graph, by position
        self, words: Tensor, rows: Tensor, triggers: Tensor, near: Tensor, under: Tensor, over: Tensor
    ) -> Tensor:
        """Return scores (N, W, 2) of the roles of N words, from the states (B, W, `WIDTH`) of a batch."""
        trigger = self.dropout(functional.gelu(self.trigger(words[rows, triggers])))
        filler = self.dropout(functional.gelu(self.filler(words)))[rows]
        pairs = [
            torch.matmul(other, pair(one).unsqueeze(-1)).squeeze(-1)
            for pair, one, other in zip(self.pairs, trigger.split(ROLE, -1), filler.split(ROLE, -1), strict=True)
        ]
        near, under, over = (table(codes) for table, codes in zip(self.links, (near, under, over), strict=True))
        link = self.dropout(functional.gelu(near + under + over))
        asked = [torch.matmul(link, ask.unsqueeze(-1)).squeeze(-1) for ask in self.asks(trigger).split(LINK, -1)]
        by_words = torch.stack(pairs, -1) + self.by_trigger(trigger).unsqueeze(1) + self.by_filler(filler)
        scores: Tensor = by_words + self.by_link(link) + torch.stack(asked, -1)
        return scores
