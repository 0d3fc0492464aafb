"""Export the trained model: `python -m training.export RUN_DIR MODEL_DIR`.

Writes `model.int8.onnx`, `roles.onnx`, `tokenizer.json` and `labels.json`. The encoder's
matrices are int8 per channel, its word vectors int8 per row; the heads stay
in single precision, because they are small and decide, but for the large matrix
of the relations.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from bongsu.annotate.acts import FILE as ROLES
from bongsu.annotate.acts import OUTPUTS as ACTS
from bongsu.annotate.engine import FILE, OUTPUTS
from bongsu.annotate.features import load_tokenizer
from training.acts_model import INPUTS as ROLE_INPUTS
from training.acts_model import ActReader
from training.data import digests
from training.model import BASE_DIGEST, WIDTH, Sizes, base_folder

OPSET = 17
INPUTS = ("ids", "case", "mask", "first")


class RowQuantized(nn.Module):
    """Word vectors as int8 with one scale for each."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of the pieces."""
        rows, scale = self.get_buffer("rows"), self.get_buffer("scale")
        return nn.functional.embedding(ids, rows).float() * nn.functional.embedding(ids, scale)


class Exported(nn.Module):
    """The model as the product sees it: relations decided for every possible head."""

    def __init__(self, reader: ActReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return scores of tags, names and arcs, the relation for each head, and what is said of acts."""
        out, acts = self.reader.read(ids, case, mask, first)
        scores = self.reader.heads.syntax.relations_of_all(out.dependent, out.head)
        return out.upos, out.names, out.arcs, scores.argmax(2).to(torch.uint8), acts.types, acts.modes, acts.words


def load_run(folder: Path) -> tuple[ActReader, dict[str, Any]]:
    """Return a trained model and the record of its run."""
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    labels = record["labels"]
    reader = ActReader(Sizes(**record["sizes"]), len(labels["types"]), len(labels["modes"]))
    reader.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    return reader.eval(), record


def write_onnx(reader: ActReader, path: Path) -> None:
    """Write the model in single precision, but for its word vectors."""
    reader.encoder.pieces = RowQuantized(reader.encoder.pieces.weight.data)  # type: ignore[assignment]
    ids = torch.randint(1000, 2000, (2, 9))
    arguments = (
        ids,
        torch.ones_like(ids),
        torch.ones_like(ids),
        torch.tensor([[1, 2, 4], [1, 3, 0]]),
    )
    pieces, words = {0: "sentences", 1: "pieces"}, {0: "sentences", 1: "words"}
    axes = {"ids": pieces, "case": pieces, "mask": pieces, "first": words, "upos": words}
    axes |= {"names": words, "arcs": words | {2: "heads"}, "relations": words | {2: "heads"}}
    axes |= dict.fromkeys(ACTS, words)
    write_graph(Exported(reader), arguments, (INPUTS, OUTPUTS), axes, path)


def write_roles(reader: ActReader, path: Path) -> None:
    """Write the head for roles, in single precision: it is small, and is asked for a few words alone."""
    rows, links = torch.tensor([0, 1, 1]), torch.ones(3, 5, dtype=torch.int64)
    arguments = (torch.zeros(2, 5, WIDTH), rows, rows, links, links, links)
    found = {0: "asked", 1: "words"}
    axes = {"acts": {0: "sentences", 1: "words"}, "rows": {0: "asked"}, "triggers": {0: "asked"}}
    axes |= dict.fromkeys(("near", "under", "over", "roles"), found)
    write_graph(reader.acts.roles, arguments, (("acts", *ROLE_INPUTS), ("roles",)), axes, path)


def write_graph(
    model: nn.Module,
    arguments: tuple[Tensor, ...],
    names: tuple[Sequence[str], Sequence[str]],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Write a model as ONNX: the names are those of its inputs and outputs, `axes` those of their free lengths."""
    torch.onnx.export(
        model.eval(),
        arguments,
        str(path),
        input_names=list(names[0]),
        output_names=list(names[1]),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Quantise the encoder's matrices to int8, one scale for each column."""
    graph = onnx.load(str(source)).graph
    heads = [node.name for node in graph.node if "/heads/" in node.name or "/acts/" in node.name]
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,
        nodes_to_exclude=heads,
        extra_options={"MatMulConstBOnly": True},
    )


def describe(record: dict[str, Any], folder: Path) -> dict[str, object]:
    """Return the labels and the origin of the model."""
    names = (FILE, ROLES, "tokenizer.json")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return {
        **record["labels"],
        "files": files,
        "base": BASE_DIGEST,
        "data": digests(),
        "options": record["options"],
        "before": record.get("before"),
    }


def export(run: Path, out: Path) -> None:
    """Write the model and what belongs to it into a folder."""
    reader, record = load_run(run)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        write_onnx(reader, plain)
        quantize(plain, out / FILE)
    write_roles(reader, out / ROLES)
    tokenizer = load_tokenizer((base_folder() / "tokenizer.json").read_bytes())  # truncation and padding off
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    text = json.dumps(describe(record, out), indent=1)
    (out / "labels.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export the trained model as int8 ONNX.")
    parser.add_argument("run", type=Path, help="folder written by training.joint")
    parser.add_argument("out", type=Path, help="folder for the exported model")
    arguments = parser.parse_args()
    export(arguments.run, arguments.out)


if __name__ == "__main__":
    main()
