"""The commands that look at what is in the record: incidents, show, why, search and diff."""

import datetime as dt
from typing import TYPE_CHECKING, Final, get_args

import click
import msgspec

from bongsu.cli_record.shared import JSON, LOOKING, RECORD, Desk, instant, with_options
from bongsu.errors import UsageError
from bongsu.model import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bongsu.desk import Case
    from bongsu.exports.layout import Look
    from bongsu.record import Hit

_INCIDENTS_EXAMPLES = """\b
Examples:
  bongsu incidents --from 2017-09-01 --to 2017-09-30
  bongsu incidents --type SANCTION --actor USA --recipient PRK
  bongsu incidents --as-of 2017-09-15 --json

"""
_SHOW_EXAMPLES = """\b
Examples:
  bongsu show 4f1c2a9b30
  bongsu show 4f1c2a9b30 --json | jq .slots

"""
_WHY_EXAMPLES = """\b
Examples:
  bongsu why 4f1c2a9b30 77d01be2c5

"""
_SEARCH_EXAMPLES = """\b
Examples:
  bongsu search "exclusive economic zone" Okushiri

"""
_DIFF_EXAMPLES = """\b
Examples:
  bongsu record reread
  bongsu diff

"""


def incidents_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("incidents", epilog=_INCIDENTS_EXAMPLES + desk.epilog)
    @with_options(*LOOKING)
    @click.option(
        "--type", "kind", type=click.Choice(get_args(EventType)), default="LAUNCH", show_default=True, metavar="TYPE",
        help="PLOVER's type, LAUNCH or POLITICS.",
    )  # fmt: skip
    @click.option("--actor", metavar="STATE", help="State of an actor, three letters of ISO 3166-1.")
    @click.option("--recipient", metavar="STATE", help="State of a recipient.")
    @click.option("--all", "everything", is_flag=True, help="Bare mentions and launches by firms as well.")
    @click.option("--from", "first", metavar="DATE", help="First day.")
    @click.option("--to", "last", metavar="DATE", help="Last day.")
    def incidents(  # noqa: PLR0913 - one parameter an option
        *,
        address: str,
        as_json: bool,
        as_of: str | None,
        kind: EventType,
        actor: str | None,
        recipient: str | None,
        everything: bool,
        first: str | None,
        last: str | None,
    ) -> None:
        """List what happened, one occurrence a line, the latest first, whatever number of reports tells of it."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415
        from bongsu.record import Wanted  # noqa: PLC0415

        wanted = Wanted(type=kind)
        if actor is not None:
            wanted["actor"] = _state("--actor", actor)
        if recipient is not None:
            wanted["recipient"] = _state("--recipient", recipient)
        if first is not None or last is not None:
            wanted["days"] = _days(first, last)
        with desk.open(address) as record:
            cases = work.cases(record, as_of=instant(as_of), **wanted)
        kinds = ["listed" if everything else _kind(case) for case in cases]
        found = [case for case, kind in zip(cases, kinds, strict=True) if kind == "listed"]
        desk.tell(found, desk_words.listing, as_json=as_json)
        counted = ((kinds.count(name), name) for name in ("bare mention", "launch by firms"))
        hidden = [f"{many} {_PLURAL[name] if many > 1 else name}" for many, name in counted if many]
        listed = f"{len(found)} incident{'s' * (len(found) != 1)}"
        desk.complain(", ".join([listed, *hidden, *(["shown with --all"] if hidden else [])]))

    return incidents


_PLURAL: Final = {"bare mention": "bare mentions", "launch by firms": "launches by firms"}


def _kind(case: "Case") -> str:
    if case.is_bare:
        return "bare mention"
    return "launch by firms" if case.is_by_firms else "listed"


def show_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("show", epilog=_SHOW_EXAMPLES + desk.epilog)
    @click.argument("incident")
    @with_options(*LOOKING)
    def show(*, incident: str, address: str, as_json: bool, as_of: str | None) -> None:
        """Show one incident: its claims by slot and claimant, best values, conflicts, findings, quotes and reports.

        INCIDENT is the id of an incident or of any event in it, or its beginning.
        """
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            case = work.case_of(record, incident, as_of=instant(as_of))
        desk.print(f"{msgspec.json.encode(case).decode()}\n" if as_json else desk_words.shown(case, desk.look()))

    return show


def why_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("why", epilog=_WHY_EXAMPLES + desk.epilog)
    @click.argument("first", metavar="A")
    @click.argument("second", metavar="B")
    @with_options(*LOOKING)
    def why(*, first: str, second: str, address: str, as_json: bool, as_of: str | None) -> None:
        """Say why events A and B are one occurrence or two: what speaks for it, what against, and what decided."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            alone, beside = work.compare(record, first, second, as_of=instant(as_of))
        if as_json:
            desk.print(f"{msgspec.json.encode({'alone': alone, 'beside': beside}).decode()}\n")
        else:
            desk.print(desk_words.explained(alone, beside, desk.look()))

    return why


def search_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("search", epilog=_SEARCH_EXAMPLES + desk.epilog)
    @click.argument("words", nargs=-1, required=True)
    @with_options(*LOOKING)
    @click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most reports.")
    def search(*, words: tuple[str, ...], address: str, as_json: bool, as_of: str | None, limit: int) -> None:
        """Find the reports in which all WORDS stand; several in one argument stand beside each other."""
        asked = " ".join(f'"{word}"' if " " in word else word for word in words)
        with desk.open(address) as record:
            hits = record.search(asked, as_of=instant(as_of), limit=limit)
        desk.tell(hits, _hits, as_json=as_json)
        most = f", of which more may be found with a higher --limit than {limit}" if len(hits) == limit else ""
        desk.complain(f"{len(hits)} report{'s' * (len(hits) != 1)}{most}")

    return search


def _hits(hits: "Iterable[Hit]", _: "Look") -> str:
    """Return reports with the words that were looked for, two lines each."""
    lines = []
    for hit in hits:
        published = hit.report.published.value if hit.report.published is not None else None
        head = ", ".join(filter(None, (hit.report.title, hit.report.outlet, published)))
        lines.append(f"{hit.report.id[:10]}  {head}\n            {hit.excerpt}\n")
    return "".join(lines)


def diff_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("diff", epilog=_DIFF_EXAMPLES + desk.epilog)
    @click.argument("report", required=False)
    @with_options(RECORD, JSON)
    def diff(*, report: str | None, address: str, as_json: bool) -> None:
        """Show what newer readings say differently from those before them, of REPORT or of all."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            found = list(work.changes(record, report))
        desk.tell(found, desk_words.changed, as_json=as_json)
        desk.complain(f"{len(found)} report{'s' * (len(found) != 1)} read more than once")

    return diff


def _state(option: str, value: str) -> str:
    if len(value) != 3 or not value.isascii() or not value.isalpha():
        raise UsageError(option, f'"{value}" is no code of a state', "write it in three letters, as PRK")
    return value.upper()


def _days(first: str | None, last: str | None) -> tuple[dt.date, dt.date]:
    days = (_day("--from", first) or dt.date.min, _day("--to", last) or dt.date.max)
    if days[0] > days[1]:
        raise UsageError("--to", f"{days[1]} lies before {days[0]}", "give the earlier day with --from")
    return days


def _day(option: str, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(option, f'"{value}" is no date', "write it as 2017-09-15") from None
