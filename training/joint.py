"""Train the heads for acts into the parser: `python -m training.joint OUT_DIR --start RUN_DIR`.

Goes on from a run of `training.train`. Sentences of our own with their events, which take their trees from the model
that ships, are mixed with the sets that the parser was trained on, so that one encoder serves both.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from bongsu.annotate.engine import Engine
from bongsu.annotate.features import ROOT_CODE, IntArray, Pieces, tree_links
from bongsu.errors import ModelError
from training.acts_data import MODES, TYPES, Example, Text, examples, read_annotated, read_texts
from training.acts_model import INPUTS as ROLE_INPUTS
from training.acts_model import ActReader, Acts
from training.batches import IGNORE, LabelSets, perturb, plan
from training.batches import tensors as tree_tensors
from training.data import data_folder, training_sentences
from training.export import INPUTS
from training.model import LAYERS, Sizes
from training.train import Average, Epochs, blended, entropy, losses, read_command, save, schedule
from training.train import Options as ParserOptions

HERE = Path(__file__).parent
OWN = (HERE / "sentences.jsonl", HERE.parent / "tests" / "gold" / "coding.jsonl")
ANNOTATED = HERE / "annotated.jsonl"
PARTS = ("tags", "arcs", "relations", "names", "types", "modes", "roles")
TREE_LABELS = ("upos", "relations", "names")
NAMES_WEIGHT = 2.0
COPIES = 4


@dataclass(frozen=True)
class Options:
    """All choices of a run."""

    epochs: int = 12
    budget: int = 1400
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.95
    weight_decay: float = 0.01
    warmup: int = 300
    clip: float = 5.0
    masked: float = 0.08
    recased: float = 0.03
    smoothing: float = 0.03
    types_weight: float = 5.0
    modes_weight: float = 0.5
    roles_weight: float = 20.0
    average_every: int = 10
    average_decay: float = 0.97
    seed: int = 7
    order_seed: int = 7
    threads: int = 2
    workers: int = 0
    device: str = "cpu"
    teachers: str = ""
    """Folders of runs of this command that differ by their order alone, parted by commas. Training learns from what
    they say as much as from the annotation, and goes on from the mean of their weights if it starts at a parser."""
    blend: float = 0.0
    """The share of the weights that the run started from in what it yields."""


@dataclass(frozen=True)
class Sets:
    """What is learned from, and what is measured on.

    Attributes:
        learned: sentences with their events.
        held: others, kept apart.
        trees: the parser's sets, some times over with other names swapped in; an epoch takes the next.
    """

    learned: list[Example]
    held: list[Example]
    trees: list[list[Example]]


def texts_of(files: Sequence[Path], data: Path) -> list[Text]:
    """Return the texts to train on and to measure on; of the coder's gold its part `develop` alone."""
    found = []
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        parts = [json.loads(line).get("part", "develop") for line in lines]
        found += [text for text, part in zip(read_texts(path), parts, strict=True) if part == "develop"]
    return found + list(read_annotated(ANNOTATED, data))


def read_sets(data: Path, labels: LabelSets, start: dict[str, Tensor], options: Options) -> Sets:
    """Return all examples as numbers; `start` are the weights that fill in names (see `selflabel`)."""
    engine = Engine()
    texts = texts_of(OWN, data)
    epochs = Epochs(training_sentences(data), labels, ParserOptions(order_seed=options.seed))
    epochs.relabel({name: value for name, value in start.items() if not name.startswith("acts.")})
    return Sets(
        examples((text for text in texts if not text.held_out), engine, labels),
        examples((text for text in texts if text.held_out), engine, labels),
        [[Example(tree) for tree in epochs.examples()] for _ in range(COPIES)],
    )


def parameter_groups(model: ActReader, options: Options) -> list[dict[str, object]]:
    """Return the parameters with their rates. Word vectors stay: few words are seen, and all should stay comparable."""
    model.encoder.pieces.requires_grad_(requires_grad=False)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = options.head_rate
        if name.startswith("encoder.layers."):
            rate = options.encoder_rate * options.layer_decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "case" not in name:
            rate = options.encoder_rate * options.layer_decay**LAYERS
        decay = options.weight_decay if parameter.dim() > 1 else 0.0
        if parameter.requires_grad:
            groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": parameters, "lr": rate, "weight_decay": decay} for (rate, decay), parameters in groups.items()]


def tensors(batch: Sequence[Example], pieces: Sequence[Pieces]) -> dict[str, Tensor]:
    """Return a batch's inputs and targets; the type of padding, or of an unannotated word, is IGNORE."""
    arrays = tree_tensors([item.tree for item in batch], pieces)
    words = arrays["words"]
    types = torch.full(words.shape, IGNORE)
    asked = [(row, word) for row, item in enumerate(batch) for word in item.types]
    roles = torch.zeros(len(asked), words.shape[1], 2)
    places = {place: number for number, place in enumerate(asked)}
    for row, item in enumerate(batch):
        if item.complete:
            types[row] = torch.where(words[row], 0, IGNORE)
        for word, kind in item.types.items():
            types[row, word] = kind
        for side, pairs in enumerate((item.actors, item.recipients)):
            for word, other in pairs:
                roles[places[row, word], other, side] = 1.0
    rows, triggers = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    modes = [batch[row].modes.get(word, IGNORE) for row, word in asked]
    links = tree_links(*_trees(arrays), rows, triggers)
    own = {"rows": torch.from_numpy(rows.copy()), "triggers": torch.from_numpy(triggers.copy())}
    own |= {name: torch.from_numpy(array) for name, array in links.items()}
    return arrays | own | {"types": types, "modes": torch.tensor(modes, dtype=torch.int64), "roles": roles}


def _trees(arrays: dict[str, Tensor]) -> tuple[IntArray, IntArray]:
    """Return heads counted from zero and codes of relations (see `Engine.codes`) of a batch."""
    heads, relations = arrays["heads"].numpy(), arrays["relations"].numpy()
    own = np.broadcast_to(np.arange(heads.shape[1]), heads.shape)
    codes = np.where(heads > 0, relations + ROOT_CODE + 1, np.where(heads == 0, ROOT_CODE, 0))
    return np.where(heads > 0, heads - 1, own), np.maximum(codes, 0)


class Batches(Dataset[dict[str, Tensor]]):
    """The batches of one epoch, made when they are asked for; the same however many processes make them."""

    def __init__(self, every: Sequence[Example], options: Options, epoch: int) -> None:
        self.every, self.options, self.epoch = every, options, epoch
        rng = random.Random(f"{options.order_seed}/{epoch}")  # noqa: S311 - an order, no secret
        self.plan = plan([len(item.pieces.ids) for item in every], options.budget, rng)

    def __len__(self) -> int:
        """Return the number of batches."""
        return len(self.plan)

    def __getitem__(self, number: int) -> dict[str, Tensor]:
        """Return a batch, with some words hidden."""
        rng = random.Random(f"{self.options.order_seed}/{self.epoch}/{number}")  # noqa: S311
        batch = [self.every[index] for index in self.plan[number]]
        return tensors(batch, [perturb(item.pieces, self.options.masked, self.options.recased, rng) for item in batch])


def fit(model: ActReader, sets: Sets, options: Options, teachers: Sequence[ActReader] = ()) -> dict[str, Tensor]:
    """Train the model and return its averaged weights.

    Of teachers, the model learns what they say of types, modes and roles together, as much as from the annotation.
    """
    optimizer = torch.optim.AdamW(parameter_groups(model, options), betas=(0.9, 0.98), fused=True)
    trees = [sets.trees[number % len(sets.trees)] for number in range(options.epochs)]
    epochs = [Batches(sets.learned + other, options, number) for number, other in enumerate(trees)]
    steps = sum(map(len, epochs))
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule(step, steps, options.warmup))
    average, done, started = Average(model, options.average_decay), 0, time.monotonic()
    for number, batches in enumerate(epochs, 1):
        model.train()
        total = torch.zeros(len(PARTS), device=options.device)
        for batch in DataLoader(batches, batch_size=None, num_workers=options.workers):
            total += _step(model, _moved(batch, options.device), optimizer, options, teachers)
            rates.step()
            done += 1
            if done % options.average_every == 0:
                average.update(model)
        means = (total / len(batches)).tolist()
        parts = " ".join(f"{name} {value:.3f}" for name, value in zip(PARTS, means, strict=True))
        print(f"epoch {number}: {parts}; {_figures(model, sets, options)} at {_minutes(started):.1f} min", flush=True)
    return average.weights


def _minutes(started: float) -> float:
    return (time.monotonic() - started) / 60


def _moved(batch: dict[str, Tensor], device: str) -> dict[str, Tensor]:
    return {name: value.to(device, non_blocking=True) for name, value in batch.items()}


def _step(
    model: ActReader,
    batch: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    options: Options,
    teachers: Sequence[ActReader],
) -> Tensor:
    with torch.autocast(options.device, dtype=torch.bfloat16):
        states, acts = model.read(*(batch[name] for name in INPUTS))
        parts = losses(model, states, batch, options.smoothing)
        own = act_losses(model, acts, batch, options.smoothing)
        if teachers:
            own = (own + taught_losses(model, acts, batch, teachers)) / 2
    weights = own.new_tensor([options.types_weight, options.modes_weight, options.roles_weight])
    loss = parts[:3].sum() + NAMES_WEIGHT * parts[3] + (weights * own).sum()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), options.clip)
    optimizer.step()
    return torch.cat([parts, own]).detach()


def act_losses(model: ActReader, acts: Acts, batch: dict[str, Tensor], smoothing: float) -> Tensor:
    """Return the losses of types, of modes and of roles, the latter two at the true triggers alone."""
    types = entropy(acts.types, batch["types"], smoothing)
    modes = entropy(acts.modes[batch["rows"], batch["triggers"]], batch["modes"], smoothing)
    return torch.stack([types, modes, _roles_loss(roles_of(model, acts, batch), batch["roles"], batch)])


@torch.no_grad()
def _taught(teachers: Sequence[ActReader], batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the mean probabilities of types, modes and roles that the teachers give."""
    every = []
    for teacher in teachers:
        _, acts = teacher.read(*(batch[name] for name in INPUTS))
        modes = acts.modes[batch["rows"], batch["triggers"]].float().softmax(-1)
        every.append((acts.types.float().softmax(-1), modes, roles_of(teacher, acts, batch).float().sigmoid()))
    types, modes, roles = (torch.stack(one).mean(0) for one in zip(*every, strict=True))
    return types, modes, roles


def taught_losses(model: ActReader, acts: Acts, batch: dict[str, Tensor], teachers: Sequence[ActReader]) -> Tensor:
    """Return the same losses against what the teachers say, types at every word of every sentence."""
    types, modes, roles = _taught(teachers, batch)
    found = acts.modes[batch["rows"], batch["triggers"]]
    return torch.stack(
        [
            _soft_entropy(acts.types, types, batch["words"]),
            _soft_entropy(found, modes, torch.ones_like(batch["modes"])),
            _roles_loss(roles_of(model, acts, batch), roles, batch),
        ]
    )


def _soft_entropy(scores: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    each = -(target * scores.float().log_softmax(-1)).sum(-1)
    return (each * counted).sum() / counted.sum().clamp(min=1)


def roles_of(model: ActReader, acts: Acts, batch: dict[str, Tensor]) -> Tensor:
    """Return scores of the roles of a batch's triggers (N, W, 2)."""
    scores: Tensor = model.acts.roles(acts.words, *(batch[name] for name in ROLE_INPUTS))
    return scores


def _roles_loss(scores: Tensor, target: Tensor, batch: dict[str, Tensor]) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(scores.float(), target, reduction="none")
    inside = batch["words"][batch["rows"]].unsqueeze(-1).expand_as(each)
    return (each * inside).sum() / inside.sum().clamp(min=1)


@torch.no_grad()
def measure(model: ActReader, held: Sequence[Example], device: str = "cpu", budget: int = 1600) -> dict[str, float]:
    """Return, on sentences not trained on, F1 of types, of those with their modes, and of those with exact roles."""
    model.eval()
    count: Counter[str] = Counter()
    for indices in plan([len(item.pieces.ids) for item in held], budget, random.Random(0)):  # noqa: S311
        batch = [held[index] for index in indices]
        arrays = _moved(tensors(batch, [item.pieces for item in batch]), device)
        _, acts = model.read(*(arrays[name] for name in INPUTS))
        roles = (roles_of(model, acts, arrays) > 0).cpu()
        kinds, modes = acts.types.argmax(-1).tolist(), acts.modes[arrays["rows"], arrays["triggers"]].cpu()
        for row, item in enumerate(batch):
            count["gold"] += len(item.types)
            count["found"] += sum(map(bool, kinds[row][: len(item.tree.upos)]))
        for (row, word), scores, found in zip(_places(arrays), modes, roles, strict=True):
            item = batch[row]
            right = kinds[row][word] == item.types[word]
            count["types"] += right
            count["modes"] += right and _mode_is_right(item, word, scores)
            count["whole"] += right and _is_whole(item, word, found)
    total = (count["gold"] + count["found"]) / 2 or 1.0
    return {part: count[part] / total for part in ("types", "modes", "whole")}


def _places(arrays: dict[str, Tensor]) -> Iterator[tuple[int, int]]:
    return zip(arrays["rows"].tolist(), arrays["triggers"].tolist(), strict=True)


def _mode_is_right(item: Example, word: int, scores: Tensor) -> bool:
    """Say whether the likeliest mode of a word's type is the annotated one; right where none was annotated."""
    gold = item.modes.get(word)
    kind = TYPES[item.types[word]]
    return gold is None or gold == max(
        (number for number, (of, _) in enumerate(MODES) if of == kind), key=lambda number: float(scores[number])
    )


def _is_whole(item: Example, word: int, found: Tensor) -> bool:
    length = len(item.tree.upos)
    sides = [{(word, int(other)) for other in found[:length, side].nonzero()} for side in (0, 1)]
    gold = [{pair for pair in side if pair[0] == word} for side in (item.actors, item.recipients)]
    return sides == gold


def _figures(model: ActReader, sets: Sets, options: Options) -> str:
    return " ".join(f"{name} {value:.3f}" for name, value in measure(model, sets.held, options.device).items())


def train(options: Options, out: Path, start: Path) -> None:
    """Run the recipe and write weights, labels and options to a folder, going on from another run."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    before = json.loads((start / "run.json").read_text(encoding="utf-8"))
    labels = LabelSets(**{name: tuple(row) for name, row in before["labels"].items() if name in TREE_LABELS})
    weights = torch.load(start / "weights.pt", weights_only=True)
    sets = read_sets(data_folder(), labels, weights, options)
    print(f"{len(sets.learned)} sentences, {len(sets.held)} held out, {len(sets.trees[0])} of the parser", flush=True)
    folders = [Path(name) for name in options.teachers.split(",") if name]
    taught = [torch.load(folder / "weights.pt", weights_only=True) for folder in folders]
    teachers = [_built(before["sizes"], one, options.device).eval() for one in taught]
    if taught and not any(name.startswith("acts.") for name in weights):
        weights = mean_of(taught)
    model = _built(before["sizes"], weights, options.device)
    found = {name: value.cpu() for name, value in fit(model, sets, options, teachers).items()}
    if options.blend:
        found = blended(found, weights, options.blend)
    record = {
        "options": asdict(options),
        "sizes": before["sizes"],
        "labels": asdict(labels) | {"types": TYPES, "modes": MODES},
        "before": before["options"],
    }
    save(found, record, out)
    model.load_state_dict(found)
    print("averaged:", _figures(model, sets, options))


def mean_of(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights of some runs, which has to lie in one valley: their heads began alike."""
    return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}


def _built(sizes: dict[str, Any], weights: dict[str, Tensor], device: str) -> ActReader:
    """Return a model with some weights; those of a parser alone leave the heads for acts as they begin."""
    model = ActReader(Sizes(**sizes), len(TYPES), len(MODES))
    model.load_state_dict(weights, strict=False)
    placed: ActReader = model.to(device)
    return placed


def main() -> None:
    """Read the command line and train."""
    arguments, out, start = read_command("Train the heads for acts into the parser.", asdict(Options()))
    if start is None:
        raise ModelError("--start", "it is missing", "name the folder of a run of training.train")
    train(Options(**arguments), out, start)


if __name__ == "__main__":
    main()
