"""CSV (RFC 4180): the flat table in UTF-8, with a line of column names; text is exact, quoted where it must be."""

import csv
import io
from collections.abc import Sequence

from bongsu.exports import flat
from bongsu.exports.told import Export
from bongsu.model import Reading


def export(readings: Sequence[Reading]) -> Export:
    """Return every event of some readings as a row of CSV; what is missing is an empty cell, truth ``true``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in flat.COLUMNS)
    writer.writerows([_cell(cell) for cell in row] for row in flat.rows(readings))
    return Export(out.getvalue().encode("utf-8"), {})


def _cell(cell: flat.Cell) -> flat.Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell
