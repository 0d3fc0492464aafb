"""What ``bongsu export`` does with readings: choose the format, write the file, say what is not in it."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bongsu.errors import UsageError
from bongsu.exports import files
from bongsu.exports.formats import FORMATS, check_ending
from bongsu.exports.told import Export
from bongsu.model import Reading


def check(name: str, output: Path | None, *, force: bool) -> None:
    """Raise an error where a format cannot be made or written, before any report is read for it.

    Raises:
        UsageError: options do not fit together, or what the format needs is not installed.
        OutputError: the file cannot be written where it was asked for.
    """
    found = FORMATS[name]
    if found.check is not None:
        found.check()
    if output is not None:
        check_ending(name, output)
        files.check(output, force=force)
        return
    if force:
        raise UsageError("--force", "it says nothing without --output", "name the file with --output FILE")
    if not found.is_text and sys.stdout is not None and sys.stdout.isatty():
        remedy = "name a file with --output FILE"
        raise UsageError("--format", f"{name} is no text for a terminal", remedy)


def export(  # noqa: PLR0913 - where results and complaints go is given, as the rest is
    name: str,
    readings: Iterable[Reading],
    output: Path | None,
    emit: Callable[[bytes], None],
    complain: Callable[[str], None],
    *,
    force: bool,
) -> None:
    """Write readings in one format, unless none could be read, and complain of the events that are not in it."""
    read = list(readings)
    if not read:
        complain(f"{output or name}: nothing was written, as no report could be read; see the lines above")
        return
    made = FORMATS[name].export(read)
    if output is None:
        emit(made.data)
    else:
        files.write(output, made.data, force=force)
    for line in _left_out(name, made):
        complain(line)


def _left_out(name: str, made: Export) -> Iterable[str]:
    """Return a line for each reason why events are not in a file."""
    for reason, count in made.left_out.items():
        yield f"{name}: {count} event{'' if count == 1 else 's'} left out, {reason}"
