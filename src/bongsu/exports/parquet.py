"""Parquet: the flat table with typed columns, by pyarrow, which is an extra (``pip install 'bongsu[parquet]'``)."""

import importlib.util
import io
from collections.abc import Sequence
from typing import Final

from bongsu.errors import UsageError
from bongsu.exports import flat
from bongsu.exports.told import Export
from bongsu.model import Reading

_TYPES: Final[dict[flat.Kind, str]] = {"text": "string", "integer": "int64", "number": "float64", "truth": "bool"}


def check() -> None:
    """Raise ``UsageError`` where pyarrow is not installed."""
    if importlib.util.find_spec("pyarrow") is None:
        remedy = "run pip install 'bongsu[parquet]', or use --format csv"
        raise UsageError("--format", "parquet needs pyarrow, which is not installed", remedy)


def export(readings: Sequence[Reading]) -> Export:
    """Return every event of some readings as a Parquet file; what is missing is null. Raises ``UsageError``."""
    check()
    import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to load
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    columns = zip(*flat.rows(readings), strict=True)
    cells = list(columns) or [()] * len(flat.COLUMNS)
    schema = pa.schema([(column.name, pa.type_for_alias(_TYPES[column.kind])) for column in flat.COLUMNS])
    out = io.BytesIO()
    pq.write_table(
        pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(cells, schema, strict=True)], schema=schema), out
    )
    return Export(out.getvalue(), {})
