"""The commands that count, check, copy and mend the record itself."""

from pathlib import Path

import click
import msgspec

from bongsu.cli_record.shared import BY, JSON, REASON, RECORD, REFUSED, TABLES, Desk, told, with_options
from bongsu.config import Settings

_RECORD_EXAMPLES = """\b
Examples:
  bongsu record stats
  bongsu record verify
  bongsu record backup copy.sqlite
  bongsu record restore copy.jsonl --record postgresql:///desk
  bongsu record erase 0c9e… --by "A. Han" --reason "order of 2026-03-02"

"""


def record_command(desk: Desk) -> click.Command:
    """Return the command."""
    group = click.Group(
        "record", help="Count, check, copy and mend the record itself.", epilog=_RECORD_EXAMPLES + desk.epilog
    )
    for made in (_stats, _verify, _backup, _restore, _erase, _reread):
        group.add_command(made(desk))
    return group


def _stats(desk: Desk) -> click.Command:
    @click.command("stats", epilog=_RECORD_EXAMPLES + desk.epilog)
    @with_options(RECORD, JSON)
    def stats(*, address: str, as_json: bool) -> None:
        """Count what the record holds."""
        with desk.open(address) as record:
            found = record.stats()
        if as_json:
            desk.objects([found])
        else:
            rows = msgspec.to_builtins(found)
            desk.print(
                "".join(f"  {name:12}{value if value is not None else 'none'}\n" for name, value in rows.items())
            )

    return stats


def _verify(desk: Desk) -> click.Command:
    @click.command("verify", epilog=_RECORD_EXAMPLES + desk.epilog)
    @with_options(RECORD, JSON)
    def verify(*, address: str, as_json: bool) -> int:
        """Check every quote against its text, every digest, and the database itself."""
        number = 0
        with desk.open(address) as record:
            for number, problem in enumerate(record.verify(), 1):  # noqa: B007 - its last value is the number of them
                told = msgspec.json.encode(problem).decode() if as_json else f"{problem.where}: {problem.problem}"
                desk.print(f"{told}\n")
        desk.complain("the record is sound" if number == 0 else f"{number} problem{'s' * (number > 1)}")
        return REFUSED if number else 0

    return verify


def _backup(desk: Desk) -> click.Command:
    @click.command("backup", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("path", type=click.Path(path_type=Path))
    @with_options(RECORD)
    def backup(*, path: Path, address: str) -> None:
        """Copy the record to a new file, while others use it: its rows for a name in .jsonl, else the SQLite file."""
        with desk.open(address) as record:
            desk.complain(f"{record.backup(path):,} rows written to {path}")

    return backup


def _restore(desk: Desk) -> click.Command:
    @click.command("restore", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("path", type=click.Path(path_type=Path))
    @with_options(RECORD)
    def restore(*, path: Path, address: str) -> None:
        """Fill a new record from a backup, all of it or nothing."""
        with desk.open(address, create=True) as record:
            desk.complain(f"{record.restore(path):,} rows restored from {path}")

    return restore


def _erase(desk: Desk) -> click.Command:
    @click.command("erase", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("report")
    @with_options(RECORD, BY, REASON)
    def erase(*, report: str, address: str, by: str, reason: str) -> None:
        """Erase the words of a report, for good, where the law asks for it; digests and the fact of it stay."""
        with desk.open(address) as record:
            there = record.erase(report, by=by, reason=reason)
        desk.complain(f"{report}: {'its words are erased' if there else 'its words were erased before'}")

    return erase


def _reread(desk: Desk) -> click.Command:
    @click.command("reread", epilog=_RECORD_EXAMPLES + desk.epilog)
    @with_options(RECORD, JSON, *TABLES)
    def reread(*, address: str, as_json: bool, rules: Path | None, reference: Path | None) -> int:
        """Read every report of the record as it is read today; readings of before stay beside it."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu.pipeline import load  # noqa: PLC0415

        with desk.open(address) as record:
            reader = load(Settings(rules=rules, reference=reference))
            return told(desk, work.read_again(record, reader), as_json=as_json)

    return reread
