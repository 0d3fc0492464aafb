"""Train the model: `python -m training.train OUT_DIR`.

Every run with the same options and versions gives the same weights on the same
kind of processor; between kinds it varies within a few tenths of a point.
"""

import argparse
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from bongsu.annotate.features import encode, load_tokenizer
from bongsu.errors import ModelError
from training.augment import known_spans, name_pool, swapped
from training.batches import IGNORE, Example, LabelSets, example, perturb, plan, tensors
from training.data import Sentence, data_folder, training_sentences
from training.model import LAYERS, Reader, Sizes, States, base_folder, load_base
from training.selflabel import relabelled

MINUS_INFINITY = -1e4


@dataclass(frozen=True)
class Options:
    """All choices of a run."""

    epochs: int = 12
    budget: int = 1400
    encoder_rate: float = 2.5e-4
    head_rate: float = 2e-3
    layer_decay: float = 0.95
    weight_decay: float = 0.01
    warmup: int = 150
    clip: float = 5.0
    masked: float = 0.05
    recased: float = 0.03
    swapped: float = 0.5
    relabel_every: int = 4
    smoothing: float = 0.03
    names_weight: float = 2.0
    average_every: int = 10
    average_decay: float = 0.97
    blend: float = 0.0
    seed: int = 7
    order_seed: int = 7
    threads: int = 2


def parameter_groups(model: Reader, options: Options) -> list[dict[str, object]]:
    """Return the parameters with their rates: lower layers move less, heads more."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = options.head_rate
        if name.startswith("encoder.layers."):
            depth = LAYERS - 1 - int(name.split(".")[2])
            rate = options.encoder_rate * options.layer_decay**depth
        elif name.startswith("encoder.") and "case" not in name:
            rate = options.encoder_rate * options.layer_decay**LAYERS
        decay = options.weight_decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": parameters, "lr": rate, "weight_decay": decay} for (rate, decay), parameters in groups.items()]


def schedule(step: int, steps: int, warmup: int) -> float:
    """Return the factor of the learning rates: a warm-up, then a line to zero."""
    if step < warmup:
        return (step + 1) / warmup
    return max(0.0, (steps - step) / max(1, steps - warmup))


def losses(model: Reader, out: States, batch: dict[str, Tensor], smoothing: float) -> Tensor:
    """Return the four losses: tags, arcs, relations, names."""
    upos = entropy(out.upos, batch["upos"], smoothing)
    arcs = out.arcs.float()
    hidden = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], 1)
    arcs = arcs.masked_fill(~hidden[:, None], MINUS_INFINITY)
    arc = entropy(arcs, batch["heads"], 0.0)
    heads = batch["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, out.head.shape[-1])
    scores = model.heads.syntax.relations_of(out.dependent, out.head.gather(1, heads))
    relation = entropy(scores, batch["relations"], smoothing)
    return torch.stack([upos, arc, relation, _names_loss(out.names, batch)])


def entropy(scores: Tensor, target: Tensor, smoothing: float) -> Tensor:
    """Return the mean cross entropy over the known targets; zero where none is known."""
    total = functional.cross_entropy(
        scores.float().flatten(0, -2), target.flatten(), label_smoothing=smoothing, reduction="sum"
    )
    return total / (target != IGNORE).sum().clamp(min=1)


def _names_loss(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Return minus the log of the probability of the allowed labels, a word."""
    whole = scores.float().logsumexp(-1)
    allowed = scores.float().masked_fill(~batch["names"], MINUS_INFINITY).logsumexp(-1)
    return ((whole - allowed) * batch["words"]).sum() / batch["words"].sum()


class Average:
    """A moving average of the weights, kept beside them."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Move the average towards the model's weights."""
        for name, value in model.state_dict().items():
            self.weights[name].lerp_(value, 1.0 - self.decay)


class Epochs:
    """The examples of each epoch: every sentence, and a swapped copy of the name sets'."""

    def __init__(self, sentences: list[Sentence], labels: LabelSets, options: Options) -> None:
        self.labels, self.options = labels, options
        self.rng = random.Random(options.order_seed)  # noqa: S311 - an order, no secret
        self.tokenizer = load_tokenizer((base_folder() / "tokenizer.json").read_bytes())
        self.annotated = self._examples(sentences)
        self.fixed = self.annotated
        self.pool = name_pool(sentences)
        self.named = [s for s in sentences if s.heads is None and known_spans(s)]

    def _examples(self, sentences: list[Sentence]) -> list[Example]:
        pieces = encode(self.tokenizer, [sentence.words for sentence in sentences])
        return [example(s, p, self.labels) for s, p in zip(sentences, pieces, strict=True)]

    def relabel(self, weights: dict[str, Tensor]) -> None:
        """Fill in the names that the annotation leaves open, as the weights see them."""
        labels = self.labels
        model = Reader(Sizes(len(labels.upos), len(labels.relations), len(labels.names)))
        model.load_state_dict(weights)
        self.fixed = relabelled(model.eval(), self.annotated, self.options.budget)

    def examples(self) -> list[Example]:
        """Return the examples of one epoch."""
        rate = self.options.swapped
        copies = [swapped(s, self.pool, rate, self.rng) for s in self.named] if rate else []
        return self.fixed + (self._examples(copies) if copies else [])

    def batches(self) -> list[list[Example]]:
        """Return the batches of one epoch."""
        examples = self.examples()
        lengths = [len(item.pieces.ids) for item in examples]
        return [[examples[index] for index in indices] for indices in plan(lengths, self.options.budget, self.rng)]


def fit(model: Reader, epochs: Epochs, options: Options) -> dict[str, Tensor]:
    """Train the model and return its averaged weights."""
    rng = random.Random(options.order_seed)  # noqa: S311 - an order, no secret
    batches = epochs.batches()
    steps = len(batches) * options.epochs
    optimizer = torch.optim.AdamW(parameter_groups(model, options), betas=(0.9, 0.98), fused=True)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule(step, steps, options.warmup))
    average, done, started = Average(model, options.average_decay), 0, time.monotonic()
    for number in range(1, options.epochs + 1):
        model.train()
        total = torch.zeros(4)
        for batch in batches:
            total += _step(model, batch, optimizer, options, rng)
            rates.step()
            done += 1
            if done % options.average_every == 0:
                average.update(model)
        _report(number, total / len(batches), time.monotonic() - started)
        if options.relabel_every and number % options.relabel_every == 0:
            epochs.relabel(average.weights)
        batches = epochs.batches()
    return average.weights


def _step(
    model: Reader,
    batch: list[Example],
    optimizer: torch.optim.Optimizer,
    options: Options,
    rng: random.Random,
) -> Tensor:
    pieces = [perturb(item.pieces, options.masked, options.recased, rng) for item in batch]
    arrays = tensors(batch, pieces)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(arrays["ids"], arrays["case"], arrays["mask"], arrays["first"])
        parts = losses(model, out, arrays, options.smoothing)
    loss = parts[:3].sum() + options.names_weight * parts[3]
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), options.clip)
    optimizer.step()
    return parts.detach()


def _report(number: int, means: Tensor, seconds: float) -> None:
    names = ("tags", "arcs", "relations", "names")
    parts = " ".join(f"{name} {value:.3f}" for name, value in zip(names, means.tolist(), strict=True))
    print(f"epoch {number}: {parts} at {seconds / 60:.1f} min", flush=True)


def blended(new: dict[str, Tensor], old: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return the weights between two runs, `share` of them from the old one."""
    return {name: value.lerp(old[name], share) for name, value in new.items()}


def train(options: Options, out: Path, start: Path | None) -> None:
    """Run the recipe and write weights, labels and options to a folder.

    With `start`, the folder of an earlier run, training goes on from there.
    """
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    sentences = training_sentences(data_folder())
    labels = LabelSets.of(sentences)
    sizes = Sizes(len(labels.upos), len(labels.relations), len(labels.names))
    model, epochs = Reader(sizes), Epochs(sentences, labels, options)
    load_base(model.encoder)
    record = {"options": asdict(options), "sizes": asdict(sizes), "labels": asdict(labels)}
    before: dict[str, Tensor] | None = None
    if start is not None:
        before = torch.load(start / "weights.pt", weights_only=True)
        record["before"] = json.loads((start / "run.json").read_text(encoding="utf-8"))["options"]
        model.load_state_dict(before)
        epochs.relabel(before)
    weights = fit(model, epochs, options)
    if before is not None:
        weights = blended(weights, before, options.blend)
    save(weights, record, out)


def save(weights: dict[str, Tensor], record: dict[str, dict[str, object]], out: Path) -> None:
    """Write a run's weights and record, unless the weights are unsound."""
    if any(not math.isfinite(float(value.float().sum())) for value in weights.values()):
        raise ModelError(str(out), "training diverged", "lower the rates")
    out.mkdir(parents=True, exist_ok=True)
    torch.save(weights, out / "weights.pt")
    (out / "run.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def read_command(description: str, defaults: dict[str, Any]) -> tuple[dict[str, Any], Path, Path | None]:
    """Return the choices of a run from the command line, its folder, and that of the run to go on from."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("out", type=Path, help="folder for weights.pt and run.json")
    parser.add_argument("--start", type=Path, help="folder of an earlier run to go on from")
    for name, value in defaults.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = vars(parser.parse_args())
    out, start = arguments.pop("out"), arguments.pop("start")
    return arguments, out, start


def main() -> None:
    """Read the command line and train."""
    arguments, out, start = read_command("Train the language model.", asdict(Options()))
    train(Options(**arguments), out, start)


if __name__ == "__main__":
    main()
