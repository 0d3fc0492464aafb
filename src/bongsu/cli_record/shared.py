"""What the commands on the record share: their options, and where what they have to say goes."""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
import msgspec

from bongsu.errors import RecordError, UsageError
from bongsu.exports.layout import Look

if TYPE_CHECKING:
    from bongsu.desk import Taken
    from bongsu.record import Record

Print = Callable[[str], None]
Complain = Callable[[str], None]
Found = TypeVar("Found")
Option = Callable[[Callable[..., Any]], Callable[..., Any]]

REFUSED: Final = 1
"""Exit code where something could not be taken in, or is not sound."""

_DEFAULT: Final = "bongsu.sqlite"
_ORDER: Final = ("new", "changed", "re-read", "known", "erased", "passed over", "refused")

RECORD: Option = click.option(
    "--record",
    "address",
    metavar="ADDRESS",
    envvar="BONGSU_RECORD",
    default=_DEFAULT,
    show_default=True,
    help="The record: a file, or postgresql://... (the password comes from PGPASSWORD or ~/.pgpass).",
)
JSON: Option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
AS_OF: Option = click.option(
    "--as-of", metavar="DATE", help="As the record was at the end of that day (UTC), or at that time."
)
BY: Option = click.option("--by", metavar="NAME", required=True, help="Who decides.")
REASON: Option = click.option("--reason", metavar="TEXT", required=True, help="Why.")
TABLES: tuple[Option, ...] = (
    click.option("--rules", metavar="DIR", type=click.Path(path_type=Path), help="Folder with tables of your own."),
    click.option(
        "--reference",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder with tables of your own (sites, systems, offices, calendar …), before or in place of ours.",
    ),
)
RELEVANT: Option = click.option(
    "--relevant", is_flag=True, help="Pass over, unread, what by its words holds nothing for the record."
)
LOOKING: tuple[Option, ...] = (RECORD, JSON, AS_OF)
"""What every command has that looks into the record."""
TAKING: tuple[Option, ...] = (RECORD, JSON, RELEVANT, *TABLES)
"""What every command has that takes reports into it."""


class Desk:
    """What the commands share: where output goes, how wide a line is, and the clock."""

    def __init__(self, print_: Print, complain: Complain, look: Callable[[], Look], epilog: str) -> None:
        """Take them from the command line."""
        self.print = print_
        self.complain = complain
        self.look = look
        self.epilog = epilog

    def open(self, address: str, *, create: bool = False) -> "Record":
        """Open the record at an address."""
        from bongsu.record import open_record  # noqa: PLC0415

        return open_record(address, now, create=create)

    def objects(self, found: Iterable[Any]) -> None:
        """Print each as JSON, one a line."""
        for one in found:
            self.print(f"{msgspec.json.encode(one).decode()}\n")

    def tell(self, found: Iterable[Found], words: Callable[[Iterable[Found], Look], str], *, as_json: bool) -> None:
        """Print what was found, as JSON or in words."""
        if as_json:
            self.objects(found)
        else:
            self.print(words(found, self.look()))

    def summary(self, counted: Counter[str], reasons: Counter[str]) -> int:
        """Say what was new, known, changed and refused, and why; return the exit code."""
        parts = [f"{counted[name]} {name}" for name in _ORDER if counted[name]]
        self.complain(f"taken in: {', '.join(parts) or 'nothing'}")
        for why, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            self.complain(f"  {number} refused: {why}")
        return REFUSED if counted["refused"] else 0


def now() -> dt.datetime:
    """Return the time, in UTC."""
    return dt.datetime.now(dt.UTC)


def with_options(*options: Option) -> Option:
    """Give a command these options, in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def told(desk: Desk, taken: Iterable["Taken"], *, as_json: bool) -> int:
    """Say what becomes of each document, and in the end how many became what; return the exit code."""
    counted, reasons = Counter[str](), Counter[str]()
    with click.progressbar(
        taken, label="reading", length=None, file=sys.stderr, hidden=not sys.stderr.isatty(), item_show_func=_place
    ) as progress:
        try:
            for one in progress:
                counted[one.outcome] += 1
                if one.outcome == "refused":
                    reasons[one.why or ""] += 1
                    desk.complain(f"{one.where}: {one.why}")
                if as_json:
                    desk.objects([one])
        except RecordError:
            desk.summary(counted, reasons)  # what is in the record by then stays in it
            raise
    return desk.summary(counted, reasons)


def _place(one: "Taken | None") -> str | None:
    return one.where[-40:] if one is not None else None


def instant(value: str | None) -> dt.date | dt.datetime | None:
    """Return the day or the time that ``--as-of`` names. Raises ``UsageError`` where it names none."""
    if value is None:
        return None
    try:
        if "T" in value or ":" in value:
            return dt.datetime.fromisoformat(value)
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(
            "--as-of", f'"{value}" is no date', "write it as 2017-09-15 or 2017-09-15T12:00+00:00"
        ) from None
