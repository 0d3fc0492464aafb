"""The model of acts, in plain torch: an encoder of its own, a type for every word, and roles between words."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from bongsu.annotate.features import APART, RELATIONS
from training.model import WIDTH, Encoder, Mix, SharedDropout

HIDDEN, ROLE, LINK = 256, 128, 24
SIDES = 2
"""Actors and recipients."""


class ActReader(nn.Module):
    """Word pieces to the type of every word, and to who stands in which role of it."""

    def __init__(self, types: int, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.heads = ActHeads(types, head_dropout)

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the exported model, by position
        self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, near: Tensor, under: Tensor, over: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return scores of types (B, W, T) and of roles (B, W, W, 2): trigger, word, side.

        The inputs are those of `features.model_inputs` and of `features.tree_links`.
        """
        states = self.encoder(ids, case, mask)
        scores: tuple[Tensor, Tensor] = self.heads(states, first, (near, under, over))
        return scores


class ActHeads(nn.Module):
    """Types and roles over the first piece of every word."""

    def __init__(self, types: int, dropout: float) -> None:
        super().__init__()
        self.mixes = nn.ModuleDict({task: Mix(4) for task in ("types", "roles")})
        self.dropout = SharedDropout(dropout)
        self.hidden = nn.Linear(WIDTH, HIDDEN)
        self.types = nn.Linear(HIDDEN, types)
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

    def forward(
        self, states: list[Tensor], first: Tensor, tree: tuple[Tensor, Tensor, Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Return the scores of every word and of every pair of words."""
        words = {
            task: self.dropout(mix(states).gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH)))
            for task, mix in self.mixes.items()
        }
        types = self.types(self.dropout(functional.gelu(self.hidden(words["types"]))))
        trigger = self.dropout(functional.gelu(self.trigger(words["roles"])))
        filler = self.dropout(functional.gelu(self.filler(words["roles"])))
        pairs = [
            torch.matmul(pair(one), other.transpose(1, 2))
            for pair, one, other in zip(self.pairs, trigger.split(ROLE, -1), filler.split(ROLE, -1), strict=True)
        ]
        roles = torch.stack(pairs, -1) + self.by_trigger(trigger).unsqueeze(2) + self.by_filler(filler).unsqueeze(1)
        return types, roles + self._by_tree(trigger, tree)

    def _by_tree(self, trigger: Tensor, tree: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        """Return what the path between two words says of roles (B, W, W, 2), also as the trigger asks for it."""
        near, under, over = (table(codes) for table, codes in zip(self.links, tree, strict=True))
        link = self.dropout.dropout(functional.gelu(near + under + over))
        asked = [torch.matmul(link, ask.unsqueeze(-1)).squeeze(-1) for ask in self.asks(trigger).split(LINK, -1)]
        found: Tensor = self.by_link(link) + torch.stack(asked, -1)
        return found
