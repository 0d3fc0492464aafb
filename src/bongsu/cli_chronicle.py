"""The commands of ``bongsu chronicle``: list, import, validate and compare launches.

Tables are loaded when a command runs, so that ``--help`` starts without them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from bongsu.errors import OutputError, UsageError

if TYPE_CHECKING:
    from bongsu.reference.chronicle import PastLaunch, Read
    from bongsu.reference.chronicle_compare import Difference

Print = Callable[[str], None]
Complain = Callable[[str], None]

_REFUSED: Final = 1
_LIST_EXAMPLES = """\b
Examples:
  bongsu chronicle list --from 2024-10-01 --to 2025-01-31
  bongsu chronicle list --mode satellite --json
  bongsu chronicle list --csv > chronicle.csv

"""
_IMPORT_EXAMPLES = """\b
Examples:
  bongsu chronicle import test.json > launches.csv
  bongsu chronicle import test.json --output launches.csv

"""
_VALIDATE_EXAMPLES = """\b
Examples:
  bongsu chronicle validate launches.csv

"""
_COMPARE_EXAMPLES = """\b
Examples:
  bongsu chronicle compare test.json provocations.csv --from 2016-01-01 --to 2025-12-31
  bongsu chronicle compare launches.csv --json

"""
_GROUP_HELP = "List, import, validate and compare chronicles of launches: what the check of chronology goes by."


def group(print_: Print, complain: Complain, epilog: str) -> click.Group:
    """Return the group of commands.

    Args:
        print_: writes a result to standard output.
        complain: writes a line to standard error.
        epilog: the exit codes, for the help texts.
    """
    chronicle = click.Group("chronicle", help=_GROUP_HELP, epilog=_LIST_EXAMPLES + epilog)
    for made in (_list(print_), _import(print_, complain), _validate(print_, complain), _compare(print_, complain)):
        made.epilog = f"{made.epilog or ''}{epilog}"
        chronicle.add_command(made)
    return chronicle


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(parameter.opts[0], f'"{value}" is no date', "write it as 2025-01-06") from None


_FROM = click.option("--from", "start", metavar="DATE", callback=_day, help="Leave out what is earlier.")
_TO = click.option("--to", "end", metavar="DATE", callback=_day, help="Leave out what is later.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def _list(print_: Print) -> click.Command:
    @click.command("list", epilog=_LIST_EXAMPLES)
    @_FROM
    @_TO
    @click.option(
        "--mode", metavar="MODE", help="Only this mode: ballistic, cruise, satellite, artillery, interceptor."
    )
    @click.option("--csv", "as_csv", is_flag=True, help="Print CSV, which the other commands read.")
    @_JSON
    def run(*, start: dt.date | None, end: dt.date | None, mode: str | None, as_csv: bool, as_json: bool) -> None:
        """Print the launches of the chronicle that comes with bongsu, in the order of time."""
        from bongsu.reference.chronicle import shipped_chronicle, write_chronicle  # noqa: PLC0415 - see above

        modes = {launch.mode for launch in shipped_chronicle().launches}
        if mode is not None and mode not in modes:
            raise UsageError("--mode", f'no launch has the mode "{mode}"', f"use {', '.join(sorted(modes))}")
        if as_csv and as_json:
            raise UsageError("--csv", "it says nothing with --json", "leave one of them out")
        found = _between(shipped_chronicle().launches, start, end)
        chosen = [launch for launch in found if mode in {None, launch.mode}]
        print_(_json(chosen) if as_json else write_chronicle(chosen) if as_csv else "".join(map(_line, chosen)))

    return run


def _import(print_: Print, complain: Complain) -> click.Command:
    @click.command("import", epilog=_IMPORT_EXAMPLES)
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    @click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to a new FILE.")
    def run(*, file: Path, output: Path | None) -> int:
        """Read launches from FILE and print them as a chronicle.

        FILE is the missile tests of nagix (JSON; missiles are grouped to launches), a list of provocations (CSV with
        the columns date, type and event), or a chronicle. What was set right or left out is said on standard error.
        If anything has to be refused, every such row is named and nothing is imported.
        """
        from bongsu.reference.chronicle import write_chronicle  # noqa: PLC0415 - see above
        from bongsu.reference.chronicle_sources import read_any  # noqa: PLC0415 - see above

        read = read_any(file)
        if read.problems:
            return _refuse(read, complain)
        for note in read.notes:
            complain(f"{file}: {note}")
        text = write_chronicle(read.launches)
        if output is None:
            print_(text)
        else:
            _write(output, text)
        return 0

    return run


def _validate(print_: Print, complain: Complain) -> click.Command:
    @click.command("validate", epilog=_VALIDATE_EXAMPLES)
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    def run(*, file: Path) -> int:
        """Say whether FILE can be read, and what is in it.

        FILE is what "bongsu chronicle import" takes. Each row that is wrong is named with the reason and the remedy.
        """
        from bongsu.reference.chronicle_sources import read_any  # noqa: PLC0415 - see above

        read = read_any(file)
        if read.problems:
            return _refuse(read, complain)
        counts = [launch.count for launch in read.launches if launch.count is not None]
        days = f"{read.launches[0].date} to {read.launches[-1].date}" if read.launches else "no day"
        print_(f"{len(read.launches)} launches, {sum(counts)} missiles counted, {days}\n")
        return 0

    return run


def _compare(print_: Print, complain: Complain) -> click.Command:
    @click.command("compare", epilog=_COMPARE_EXAMPLES)
    @click.argument("first", metavar="FILE", type=click.Path(path_type=Path))
    @click.argument("second", metavar="[OTHER]", required=False, type=click.Path(path_type=Path))
    @_FROM
    @_TO
    @_JSON
    def run(*, first: Path, second: Path | None, start: dt.date | None, end: dt.date | None, as_json: bool) -> int:
        """Print where two chronicles disagree: FILE and OTHER, or FILE and the one that comes with bongsu.

        Both are what "bongsu chronicle import" takes. They are compared by the day in Pyongyang.
        """
        from bongsu.reference.chronicle import shipped_chronicle  # noqa: PLC0415 - see above
        from bongsu.reference.chronicle_compare import compare  # noqa: PLC0415 - see above
        from bongsu.reference.chronicle_sources import read_any  # noqa: PLC0415 - see above

        reads = [read_any(path) for path in (first, second) if path is not None]
        if any(read.problems for read in reads):
            return max(_refuse(read, complain) for read in reads)
        other = reads[1].launches if len(reads) > 1 else shipped_chronicle().launches
        found = compare(_between(reads[0].launches, start, end), _between(other, start, end))
        print_(_json(found) if as_json else "".join(map(_difference, found)))
        return 0

    return run


def _refuse(read: "Read", complain: Complain) -> int:
    for problem in read.problems:
        complain(str(problem))
    return _REFUSED if read.problems else 0


def _between(launches: Iterable["PastLaunch"], start: dt.date | None, end: dt.date | None) -> list["PastLaunch"]:
    return [one for one in launches if (start or dt.date.min) <= one.date <= (end or dt.date.max)]


def _json(rows: Sequence[msgspec.Struct]) -> str:
    return "".join(f"{msgspec.json.encode(row).decode()}\n" for row in rows)


def _line(launch: "PastLaunch") -> str:
    """Return a launch as a line for people."""
    time = launch.utc.strftime("%H:%MZ") if launch.utc is not None else ""
    missiles = f"{launch.count} x" if launch.count is not None else "?"
    kind = " ".join((launch.mode, *launch.classes))
    flight = f"{launch.distance_km:g} km" if launch.distance_km is not None else ""
    height = f"apogee {launch.apogee_km:g} km" if launch.apogee_km is not None else ""
    rest = ", ".join(word for word in (*launch.systems, *launch.sites, flight, height, launch.outcome) if word)
    return f"{launch.id:18} {time:6} {missiles:>4} {kind:20} {rest}\n"


def _difference(difference: "Difference") -> str:
    first, second = difference.first or "-", difference.second or "-"
    return f"{difference.date}  {difference.kind:18}  {first:32}  {second}\n"


def _write(path: Path, text: str) -> None:
    """Write a new file, whole or not at all."""
    if path.exists():
        raise UsageError("--output", f"{path} is there already", "name a new file")
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(str(path), f"it cannot be written ({error.strerror})", "name a file that can be") from error
