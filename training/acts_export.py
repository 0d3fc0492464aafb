"""Export the model of acts, as `acts.int8.onnx` and `acts.json`: `python -m training.acts_export RUN_DIR MODEL_DIR`."""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch

from bongsu.annotate.acts import FILE, INPUTS
from training.acts_model import ActReader
from training.export import RowQuantized, quantize, write_graph
from training.model import BASE_DIGEST

OUTPUTS = ("types", "roles")


def write_onnx(model: ActReader, path: Path) -> None:
    """Write the model in single precision, but for its word vectors."""
    model.encoder.pieces = RowQuantized(model.encoder.pieces.weight.data)  # type: ignore[assignment]
    ids = torch.randint(1000, 2000, (2, 9))
    link = torch.ones(2, 3, 3, dtype=torch.int64)
    arguments = (
        *(ids, torch.ones_like(ids), torch.ones_like(ids), torch.tensor([[1, 2, 4], [1, 3, 0]])),
        *(link, link, link),
    )
    pieces, words = {0: "sentences", 1: "pieces"}, {0: "sentences", 1: "words"}
    axes = {"ids": pieces, "case": pieces, "mask": pieces, "first": words, "types": words}
    axes |= dict.fromkeys(("near", "under", "over", "roles"), words | {2: "others"})
    write_graph(model, arguments, (INPUTS, OUTPUTS), axes, path)


def export(run: Path, out: Path) -> None:
    """Write the model and what belongs to it into a folder."""
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    model = ActReader(len(record["labels"]["types"]))
    model.load_state_dict(torch.load(run / "weights.pt", weights_only=True))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "acts.onnx"
        write_onnx(model, plain)
        quantize(plain, out / FILE)
    digest = hashlib.sha256((out / FILE).read_bytes()).hexdigest()
    text = {**record["labels"], "files": {FILE: digest}, "base": BASE_DIGEST, "options": record["options"]}
    (out / "acts.json").write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description="Export the model of acts as int8 ONNX.")
    parser.add_argument("run", type=Path, help="folder written by training.acts_train")
    parser.add_argument("out", type=Path, help="folder for the exported model")
    arguments = parser.parse_args()
    export(arguments.run, arguments.out)


if __name__ == "__main__":
    main()
