"""The formats of ``bongsu export``, by name."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bongsu.errors import UsageError
from bongsu.exports import cameo, comma, geojson, parquet, plover, polecat
from bongsu.exports.told import Export
from bongsu.model import Reading


class Format(NamedTuple):
    """A format.

    Attributes:
        export: makes a file of readings.
        endings: how files of this format usually end.
        check: raises ``UsageError`` where the format cannot be made on this machine; None where it always can.
        is_text: whether the file is text, fit for a terminal.
    """

    export: Callable[[Sequence[Reading]], Export]
    endings: tuple[str, ...]
    check: Callable[[], None] | None = None
    is_text: bool = True


FORMATS: Final[Mapping[str, Format]] = {
    "plover": Format(plover.export, (".jsonl", ".ndjson", ".json")),
    "polecat": Format(polecat.export, (".tsv", ".txt", ".tab")),
    "cameo": Format(cameo.export, (".tsv", ".txt", ".tab")),
    "csv": Format(comma.export, (".csv",)),
    "parquet": Format(parquet.export, (".parquet", ".pq"), parquet.check, is_text=False),
    "geojson": Format(geojson.export, (".geojson", ".json")),
}


def check_ending(name: str, path: Path) -> None:
    """Raise ``UsageError`` where a file's name ends as those of another format do and as those of this one do not."""
    ending = path.suffix.lower()
    others = [other for other, found in FORMATS.items() if ending in found.endings]
    if others and name not in others:
        remedy = f"end it in {FORMATS[name].endings[0]}, or use --format {' or '.join(others)}"
        raise UsageError("--output", f"{path} is the name of a file of another format than {name}", remedy)
