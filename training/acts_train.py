"""Train the model of acts: `python -m training.acts_train OUT_DIR`."""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn import functional

from bongsu.annotate.acts import INPUTS
from bongsu.annotate.engine import Engine
from bongsu.annotate.features import model_inputs, pad, tree_links
from training.acts_data import TYPES, Example, Text, examples, read_texts
from training.acts_model import ActReader
from training.batches import IGNORE, perturb, plan, rounded
from training.model import LAYERS, load_base
from training.train import Average, read_command, save, schedule

HERE = Path(__file__).parent
FILES = (HERE / "sentences.jsonl", HERE.parent / "tests" / "gold" / "coding.jsonl")


@dataclass(frozen=True)
class Options:
    """All choices of a run."""

    epochs: int = 8
    budget: int = 800
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.95
    weight_decay: float = 0.01
    warmup: int = 100
    clip: float = 2.0
    masked: float = 0.05
    recased: float = 0.03
    smoothing: float = 0.02
    types_weight: float = 5.0
    roles_weight: float = 20.0
    average_every: int = 10
    average_decay: float = 0.95
    seed: int = 7
    threads: int = 2


def texts_of(files: Sequence[Path]) -> list[Text]:
    """Return the texts to train on and to measure on; of the coder's gold its part `develop` alone."""
    found = []
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        parts = [json.loads(line).get("part", "develop") for line in lines]
        found += [text for text, part in zip(read_texts(path), parts, strict=True) if part == "develop"]
    return found


def parameter_groups(model: ActReader, options: Options) -> list[dict[str, object]]:
    """Return the parameters with their rates. Word vectors stay: few words are seen, and all should stay comparable."""
    model.encoder.pieces.requires_grad_(requires_grad=False)
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = options.head_rate
        if name.startswith("encoder.layers."):
            rate = options.encoder_rate * options.layer_decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "case" not in name:
            rate = options.encoder_rate * options.layer_decay**LAYERS
        if parameter.requires_grad:
            groups.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return a batch's inputs and targets; the type of padding, or of an unannotated word, is IGNORE."""
    length = rounded(max(len(item.pieces.ids) for item in batch))
    arrays = {
        name: torch.from_numpy(array) for name, array in model_inputs([b.pieces for b in batch], length, length).items()
    }
    words = torch.from_numpy(pad([[1] * len(item.pieces.first) for item in batch], length)).bool()
    types = torch.full(words.shape, IGNORE)
    roles = torch.zeros(*words.shape, length, 2)
    asked = torch.zeros(*words.shape, length, dtype=torch.bool)
    for row, item in enumerate(batch):
        if item.complete:
            types[row] = torch.where(words[row], 0, IGNORE)
        for word, kind in item.types.items():
            types[row, word] = kind
            asked[row, word] = words[row]
        for side, pairs in enumerate((item.actors, item.recipients)):
            for word, other in pairs:
                roles[row, word, other, side] = 1.0
    heads = np.tile(np.arange(length), (len(batch), 1))
    relations = np.zeros_like(heads)
    for row, item in enumerate(batch):
        heads[row, : len(item.heads)] = item.heads
        relations[row, : len(item.heads)] = item.relations
    links = {name: torch.from_numpy(array) for name, array in tree_links(heads, relations).items()}
    return arrays | links | {"types": types, "roles": roles, "asked": asked}


def losses(model: ActReader, batch: dict[str, Tensor], smoothing: float) -> Tensor:
    """Return the losses of types and of roles, the latter at the true triggers alone."""
    types, roles = model(*(batch[name] for name in INPUTS))
    kinds = functional.cross_entropy(types.flatten(0, 1), batch["types"].flatten(), label_smoothing=smoothing)
    asked = batch["asked"]
    if not bool(asked.any()):
        return torch.stack([kinds, roles.sum() * 0.0])
    return torch.stack([kinds, functional.binary_cross_entropy_with_logits(roles[asked], batch["roles"][asked])])


def fit(model: ActReader, train: Sequence[Example], held: Sequence[Example], options: Options) -> dict[str, Tensor]:
    """Train the model and return its averaged weights."""
    rng = random.Random(options.seed)  # noqa: S311 - an order, no secret
    lengths = [len(item.pieces.ids) for item in train]
    steps = len(plan(lengths, options.budget, rng)) * options.epochs
    optimizer = torch.optim.AdamW(parameter_groups(model, options), weight_decay=options.weight_decay)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule(step, steps, options.warmup))
    average, done, started = Average(model, options.average_decay), 0, time.monotonic()
    for number in range(1, options.epochs + 1):
        model.train()
        total = torch.zeros(2)
        batches = plan(lengths, options.budget, rng)
        for indices in batches:
            total += _step(model, [train[index] for index in indices], optimizer, options, rng)
            rates.step()
            done += 1
            if done % options.average_every == 0:
                average.update(model)
        kinds, roles = (total / len(batches)).tolist()
        figures = " ".join(f"{name} {value:.3f}" for name, value in measure(model, held).items())
        minutes = (time.monotonic() - started) / 60
        print(f"epoch {number}: types {kinds:.3f} roles {roles:.3f}; {figures} at {minutes:.1f} min", flush=True)
    return average.weights


def _step(
    model: ActReader, batch: list[Example], optimizer: torch.optim.Optimizer, options: Options, rng: random.Random
) -> Tensor:
    seen = [replace(b, pieces=perturb(b.pieces, options.masked, options.recased, rng)) for b in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = losses(model, tensors(seen), options.smoothing)
    loss = options.types_weight * parts[0] + options.roles_weight * parts[1]
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), options.clip)
    optimizer.step()
    return parts.detach()


@torch.no_grad()
def measure(model: ActReader, held: Sequence[Example], budget: int = 1600) -> dict[str, float]:
    """Return F1 of types, and of types with exactly the actors and recipients, on sentences not trained on."""
    model.eval()
    count: Counter[str] = Counter()
    for indices in plan([len(item.pieces.ids) for item in held], budget, random.Random(0)):  # noqa: S311
        batch = [held[index] for index in indices]
        arrays = tensors(batch)
        types, roles = model(*(arrays[name] for name in INPUTS))
        for item, kinds, pairs in zip(batch, types.argmax(-1).tolist(), roles > 0, strict=True):
            found = {word: kind for word, kind in enumerate(kinds[: len(item.pieces.first)]) if kind}
            right = [word for word, kind in found.items() if item.types.get(word) == kind]
            count["gold"] += len(item.types)
            count["found"] += len(found)
            count["types"] += len(right)
            count["whole"] += sum(_is_whole(item, word, pairs[word]) for word in right)
    total = (count["gold"] + count["found"]) / 2 or 1.0
    return {"types": count["types"] / total, "whole": count["whole"] / total}


def _is_whole(item: Example, word: int, pairs: Tensor) -> bool:
    length = len(item.pieces.first)
    sides = [{(word, int(other)) for other in pairs[:length, side].nonzero()} for side in (0, 1)]
    gold = [{pair for pair in side if pair[0] == word} for side in (item.actors, item.recipients)]
    return sides == gold


def train(options: Options, out: Path, start: Path | None) -> None:
    """Run the recipe and write weights, labels and options to a folder.

    With `start`, the folder of an earlier run, training goes on from there.
    """
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    engine = Engine()
    texts = texts_of(FILES)
    learned = examples((text for text in texts if not text.held_out), engine)
    held = examples((text for text in texts if text.held_out), engine)
    print(f"{len(learned)} sentences, {len(held)} held out", flush=True)
    model = ActReader(len(TYPES))
    load_base(model.encoder)
    record: dict[str, dict[str, object]] = {"options": asdict(options), "labels": {"types": list(TYPES)}}
    if start is not None:
        model.load_state_dict(torch.load(start / "weights.pt", weights_only=True), strict=False)
        record["before"] = json.loads((start / "run.json").read_text(encoding="utf-8"))["options"]
    weights = fit(model, learned, held, options)
    save(weights, record, out)
    model.load_state_dict(weights)
    print("averaged:", measure(model, held))


def main() -> None:
    """Read the command line and train."""
    arguments, out, start = read_command("Train the model of acts.", asdict(Options()))
    train(Options(**arguments), out, start)


if __name__ == "__main__":
    main()
