"""Model files, and what runs them."""

from importlib.resources.abc import Traversable
from typing import Any

from bongsu.errors import ModelError

REMEDY = "install bongsu again"
_UNFUSED = ("SkipLayerNormFusion",)
"""onnxruntime's fused kernel of a sum and its norm takes several times as long as the two by themselves."""


def read_model(folder: Traversable, name: str) -> bytes:
    """Return a model file. Raises ``ModelError`` when it is missing."""
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise ModelError(name, "the model file is missing", REMEDY) from error


def start_session(name: str, model: bytes) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Start onnxruntime on one thread: many processes read faster than many threads, and a fork stays safe.

    Raises:
        ModelError: onnxruntime cannot be loaded, or cannot run the model.
    """
    try:
        import onnxruntime as ort  # noqa: PLC0415 - so that a missing or broken onnxruntime is a clear error
    except ImportError as error:
        raise ModelError(
            "onnxruntime", f"it cannot be loaded ({error})", "install onnxruntime 1.20 or newer"
        ) from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_UNFUSED)
        )
    except Exception as error:  # onnxruntime's errors share no other base
        raise ModelError(name, f"onnxruntime {ort.__version__} cannot run it ({error})", REMEDY) from error
