"""The commands that work on the record: ingest, watch, incidents, show, why, judge, search, diff and record.

The reader and the database are loaded when a command runs, so that ``--help`` starts without them.
"""

import datetime as dt
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import click
import msgspec

from bongsu.config import Fetching, Settings
from bongsu.errors import InputError, RecordError, UsageError
from bongsu.exports.layout import Look
from bongsu.model import EventType, Judgement, RawDocument, Ruling

if TYPE_CHECKING:
    from bongsu.desk import Taken
    from bongsu.record import Record

Print = Callable[[str], None]
Complain = Callable[[str], None]
Option = Callable[[Callable[..., Any]], Callable[..., Any]]

_REFUSED: Final = 1
_DEFAULT: Final = "bongsu.sqlite"
_INGEST_EXAMPLES = """\b
Examples:
  bongsu ingest reports/ archive.warc.gz
  bongsu ingest https://example.org/news.rss --contact desk@example.org
  bongsu ingest --relevant CC-NEWS-20170915.warc.gz
  bongsu ingest reports.jsonl --record postgresql://desk@db.example.org/bongsu

"""
_WATCH_EXAMPLES = """\b
Examples:
  bongsu watch feeds.yaml
  bongsu watch feeds.yaml --once

"""
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
_JUDGE_EXAMPLES = """\b
Examples:
  bongsu judge same 4f1c2a9b30 77d01be2c5 --by "A. Han" --reason "one launch, two time zones"
  bongsu judge wrong 9a0b… --by "A. Han" --reason "miles taken for kilometres"
  bongsu judge copy "Daily Post" Reuters --by "A. Han" --reason "reprints the wire without saying so"
  bongsu judge take-back 12ab… --by "A. Han" --reason "the ministry has corrected itself"
  bongsu judge list

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
_RECORD_EXAMPLES = """\b
Examples:
  bongsu record stats
  bongsu record verify
  bongsu record backup copy.sqlite
  bongsu record restore copy.jsonl --record postgresql:///desk
  bongsu record erase 0c9e… --by "A. Han" --reason "order of 2026-03-02"

"""
_RULINGS: Final[dict[str, tuple[Ruling, str]]] = {
    "same": ("same", "Events A B... are one occurrence."),
    "not-same": ("not the same", "Events A B... are different occurrences, no two of them one."),
    "wrong": ("claim is wrong", "The claim is wrong, and no best value rests on it."),
    "copy": ("outlet is a copy", "What the first outlet publishes comes from the second."),
    "take-back": ("taken back", "The judgement no longer holds."),
}
_ORDER: Final = ("new", "changed", "re-read", "known", "erased", "passed over", "refused")

_RECORD: Option = click.option(
    "--record",
    "address",
    metavar="ADDRESS",
    envvar="BONGSU_RECORD",
    default=_DEFAULT,
    show_default=True,
    help="The record: a file, or postgresql://... (the password comes from PGPASSWORD or ~/.pgpass).",
)
_JSON: Option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
_AS_OF: Option = click.option(
    "--as-of", metavar="DATE", help="As the record was at the end of that day (UTC), or at that time."
)
_BY: Option = click.option("--by", metavar="NAME", required=True, help="Who decides.")
_REASON: Option = click.option("--reason", metavar="TEXT", required=True, help="Why.")
_TABLES: tuple[Option, ...] = (
    click.option("--rules", metavar="DIR", type=click.Path(path_type=Path), help="Folder with tables of your own."),
    click.option(
        "--reference",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder with tables of your own (offices, resolutions, calendar, chronicle), in place of ours.",
    ),
)
_RELEVANT: Option = click.option(
    "--relevant", is_flag=True, help="Pass over, unread, what by its words holds nothing for the record."
)


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

    def summary(self, counted: Counter[str], reasons: Counter[str]) -> int:
        """Say what was new, known, changed and refused, and why; return the exit code."""
        parts = [f"{counted[name]} {name}" for name in _ORDER if counted[name]]
        self.complain(f"taken in: {', '.join(parts) or 'nothing'}")
        for why, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            self.complain(f"  {number} refused: {why}")
        return _REFUSED if counted["refused"] else 0


def now() -> dt.datetime:
    """Return the time, in UTC."""
    return dt.datetime.now(dt.UTC)


def commands(print_: Print, complain: Complain, look: Callable[[], Look], epilog: str) -> tuple[click.Command, ...]:
    """Return the commands.

    Args:
        print_: writes a result to standard output.
        complain: writes a line to standard error.
        look: how wide and how coloured output is.
        epilog: the exit codes, for the help texts.
    """
    desk = Desk(print_, complain, look, epilog)
    made = (_ingest, _watch, _incidents, _show, _why, _judge, _search, _diff, _record)
    return tuple(make(desk) for make in made)


def _with(*options: Option) -> Option:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _ingest(desk: Desk) -> click.Command:
    @click.command("ingest", epilog=_INGEST_EXAMPLES + desk.epilog)
    @click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
    @_with(_RECORD, _JSON, _RELEVANT, *_TABLES)
    @click.option(
        "--contact",
        metavar="ADDRESS",
        help="Mail or web address at which those whose servers are asked reach you; needed for addresses.",
    )
    def ingest(  # noqa: PLR0913 - one parameter an option
        *,
        sources: tuple[str, ...],
        address: str,
        as_json: bool,
        relevant: bool,
        rules: Path | None,
        reference: Path | None,
        contact: str | None,
    ) -> int:
        """Read reports into the record: files, folders, JSON lines, web addresses, feeds, web archives and PDFs.

        SOURCE is a path, "-" for standard input, or an address that starts with http:// or https://. What is known
        stays as it is, so a run that was cut off can simply be started again. What cannot be read is said at the end,
        and the rest is taken in.
        """
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu.feeds.intake import take_in  # noqa: PLC0415
        from bongsu.pipeline import load  # noqa: PLC0415

        settings = Settings(rules=rules, reference=reference)
        fetcher = _fetcher(sources, contact)
        with desk.open(address, create=True) as record:
            documents = take_in(sources, sys.stdin.buffer, settings, fetcher)
            taken = work.take(record, documents, load(settings), relevant=relevant)
            return _told(desk, taken, as_json=as_json)

    return ingest


def _fetcher(sources: tuple[str, ...], contact: str | None) -> Any:  # noqa: ANN401 - its library loads late
    if contact is None:
        if any(source.lower().startswith(("http://", "https://")) for source in sources):
            raise UsageError("--contact", "addresses are fetched only with one", "give --contact with a mail address")
        return None
    from bongsu.feeds.fetch import Fetcher  # noqa: PLC0415

    return Fetcher(Fetching(contact=contact))


def _told(desk: Desk, taken: Iterable["Taken"], *, as_json: bool) -> int:
    counted, reasons = Counter[str](), Counter[str]()
    with click.progressbar(
        taken, label="reading", length=None, file=sys.stderr, hidden=not sys.stderr.isatty(), item_show_func=_place
    ) as progress:
        for one in progress:
            counted[one.outcome] += 1
            if one.outcome == "refused":
                reasons[one.why or ""] += 1
                desk.complain(f"{one.where}: {one.why}")
            if as_json:
                desk.print(f"{msgspec.json.encode(one).decode()}\n")
    return desk.summary(counted, reasons)


def _place(one: "Taken | None") -> str | None:
    return one.where[-40:] if one is not None else None


def _watch(desk: Desk) -> click.Command:
    @click.command("watch", epilog=_WATCH_EXAMPLES + desk.epilog)
    @click.argument("config", type=click.Path(path_type=Path))
    @_with(_RECORD, _JSON, _RELEVANT, *_TABLES)
    @click.option("--once", is_flag=True, help="Poll every feed once, now, and stop.")
    def watch(  # noqa: PLR0913 - one parameter an option
        *,
        config: Path,
        address: str,
        as_json: bool,
        relevant: bool,
        rules: Path | None,
        reference: Path | None,
        once: bool,
    ) -> int:
        """Poll the feeds that CONFIG lists, each at its own pace, and read what is new into the record.

        Stops cleanly when it is interrupted, and goes on from there when it is started again.
        """
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu.feeds import watch as feeds  # noqa: PLC0415
        from bongsu.feeds.clock import Clock  # noqa: PLC0415
        from bongsu.feeds.fetch import Fetcher  # noqa: PLC0415
        from bongsu.pipeline import load  # noqa: PLC0415

        listed = feeds.load_watch_list(config)
        settings = Settings(rules=rules, reference=reference)
        stop = threading.Event()
        clock = Clock(wait=stop.wait)
        fetcher = Fetcher(listed.fetch, clock=clock)
        with desk.open(address, create=True) as record:
            reader = load(settings)
            known = {feed.url: record.feed(feed.url) for feed in listed.feeds}
            states = {
                url: msgspec.json.decode(state, type=feeds.FeedState)
                for url, state in known.items()
                if state is not None
            }
            draw = random.Random().random  # noqa: S311 - a pace, no secret
            steps: Iterator[feeds.Step] = (
                (
                    step
                    for feed in listed.feeds
                    for step in feeds.poll(
                        feed, states.get(feed.url, feeds.FeedState()), fetcher, settings, clock, draw
                    )
                )
                if once
                else feeds.watch(listed.feeds, states, fetcher=fetcher, settings=settings, clock=clock, random=draw)
            )
            with _stopping(stop):
                return _told(
                    desk,
                    _kept(record, steps, lambda one: work.take(record, one, reader, relevant=relevant)),
                    as_json=as_json,
                )

    return watch


def _kept(
    record: "Record",
    steps: Iterable[Any],
    take: Callable[[list[RawDocument | InputError]], Iterator["Taken"]],
) -> Iterator["Taken"]:
    """Yield what becomes of each step's document, and keep where its feed stands once that is in the record."""
    for step in steps:
        if step.result is not None:
            yield from take([step.result])
        record.keep_feed(step.feed.url, msgspec.json.encode(step.state).decode())


class _stopping:  # noqa: N801 - a context manager, used like one
    """Sets an event in place of the interruption that a signal would be."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._before: dict[int, Any] = {}

    def __enter__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, lambda *_: self._stop.set())

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _incidents(desk: Desk) -> click.Command:
    @click.command("incidents", epilog=_INCIDENTS_EXAMPLES + desk.epilog)
    @_with(_RECORD, _JSON, _AS_OF)
    @click.option(
        "--type", "kind", type=click.Choice(get_args(EventType)), default="LAUNCH", show_default=True, metavar="TYPE",
        help="PLOVER's type, LAUNCH or POLITICS.",
    )  # fmt: skip
    @click.option("--actor", metavar="STATE", help="State of an actor, three letters of ISO 3166-1.")
    @click.option("--recipient", metavar="STATE", help="State of a recipient.")
    @click.option("--all", "everything", is_flag=True, help="Bare mentions as well: one report, and no day stated.")
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
            wanted["actor"] = actor.upper()
        if recipient is not None:
            wanted["recipient"] = recipient.upper()
        if first is not None or last is not None:
            wanted["days"] = (_day("--from", first) or dt.date.min, _day("--to", last) or dt.date.max)
        with desk.open(address) as record:
            cases = work.cases(record, as_of=_as_of(as_of), **wanted)
        found = [case for case in cases if everything or not case.is_bare]
        if as_json:
            for case in found:
                desk.print(f"{msgspec.json.encode(case).decode()}\n")
        else:
            desk.print(desk_words.listing(found, desk.look()))
        bare = len(cases) - len(found)
        hidden = f", {bare} bare mention{'s' * (bare != 1)}, shown with --all" if bare else ""
        desk.complain(f"{len(found)} incident{'s' * (len(found) != 1)}{hidden}")

    return incidents


def _show(desk: Desk) -> click.Command:
    @click.command("show", epilog=_SHOW_EXAMPLES + desk.epilog)
    @click.argument("incident")
    @_with(_RECORD, _JSON, _AS_OF)
    def show(*, incident: str, address: str, as_json: bool, as_of: str | None) -> None:
        """Show one incident: its claims by slot and claimant, best values, conflicts, findings, quotes and reports.

        INCIDENT is the id of an incident or of any event in it, or its beginning.
        """
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            case = work.case_of(record, incident, as_of=_as_of(as_of))
        desk.print(f"{msgspec.json.encode(case).decode()}\n" if as_json else desk_words.shown(case, desk.look()))

    return show


def _why(desk: Desk) -> click.Command:
    @click.command("why", epilog=_WHY_EXAMPLES + desk.epilog)
    @click.argument("first", metavar="A")
    @click.argument("second", metavar="B")
    @_with(_RECORD, _JSON, _AS_OF)
    def why(*, first: str, second: str, address: str, as_json: bool, as_of: str | None) -> None:
        """Say why events A and B are one occurrence or two: what speaks for it, what against, and what decided."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            alone, beside = work.compare(record, first, second, as_of=_as_of(as_of))
        if as_json:
            desk.print(f"{msgspec.json.encode({'alone': alone, 'beside': beside}).decode()}\n")
        else:
            desk.print(desk_words.explained(alone, beside, desk.look()))

    return why


def _judge(desk: Desk) -> click.Command:
    group = click.Group(
        "judge",
        help="Enter what an analyst decided. It outranks the rules, is kept for good, and can be taken back.",
        epilog=_JUDGE_EXAMPLES + desk.epilog,
    )
    for name, (ruling, text) in _RULINGS.items():
        group.add_command(_ruling(desk, name, ruling, text))

    @group.command("list", epilog=_JUDGE_EXAMPLES + desk.epilog)
    @_with(_RECORD, _JSON, _AS_OF)
    def list_(*, address: str, as_json: bool, as_of: str | None) -> None:
        """List the judgements, also those that were taken back."""
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            judged = record.judged(as_of=_as_of(as_of))
        if as_json:
            for one in judged:
                desk.print(f"{msgspec.json.encode(one).decode()}\n")
        else:
            desk.print(desk_words.judged(judged, desk.look()))

    return group


def _ruling(desk: Desk, name: str, ruling: Ruling, text: str) -> click.Command:
    @click.command(name, help=text, epilog=_JUDGE_EXAMPLES + desk.epilog)
    @click.argument("subjects", nargs=-1, required=True)
    @_with(_RECORD, _BY, _REASON)
    def enter(*, subjects: tuple[str, ...], address: str, by: str, reason: str) -> None:
        with desk.open(address) as record:
            whole = tuple(_whole(record, ruling, subject) for subject in subjects)
            try:
                judgement = Judgement.make(ruling=ruling, subjects=whole, by=by, at=now(), reason=reason)
            except ValueError as error:
                where = f"judge {name}"
                raise UsageError(where, str(error), f"see bongsu {where} --help") from None
            record.judge(judgement)
        desk.print(f"{judgement.id}\n")

    return enter


def _whole(record: "Record", ruling: Ruling, subject: str) -> str:
    """Return the whole id of an event, of which the beginning is enough; other subjects as they are."""
    if ruling not in {"same", "not the same"}:
        return subject
    found = {one.event.id for one in record.events(event=subject)}
    if len(found) != 1:
        problem = "no event of the record has this id" if not found else f"the ids of {len(found)} events begin so"
        raise RecordError(subject, problem, "see bongsu incidents and bongsu show")
    return found.pop()


def _search(desk: Desk) -> click.Command:
    @click.command("search", epilog=_SEARCH_EXAMPLES + desk.epilog)
    @click.argument("words", nargs=-1, required=True)
    @_with(_RECORD, _JSON, _AS_OF)
    @click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most reports.")
    def search(*, words: tuple[str, ...], address: str, as_json: bool, as_of: str | None, limit: int) -> None:
        """Find the reports in which all WORDS stand; several in one argument stand beside each other."""
        asked = " ".join(f'"{word}"' if " " in word else word for word in words)
        with desk.open(address) as record:
            hits = record.search(asked, as_of=_as_of(as_of), limit=limit)
        for hit in hits:
            report = hit.report
            if as_json:
                desk.print(f"{msgspec.json.encode(hit).decode()}\n")
            else:
                published = report.published.value if report.published is not None else None
                head = ", ".join(filter(None, (report.title, report.outlet, published)))
                desk.print(f"{report.id[:10]}  {head}\n            {hit.excerpt}\n")

    return search


def _diff(desk: Desk) -> click.Command:
    @click.command("diff", epilog=_DIFF_EXAMPLES + desk.epilog)
    @click.argument("report", required=False)
    @_with(_RECORD, _JSON)
    def diff(*, report: str | None, address: str, as_json: bool) -> None:
        """Show what newer readings say differently from those before them, of REPORT or of all."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu import desk_words  # noqa: PLC0415

        with desk.open(address) as record:
            found = list(work.changes(record, report))
        if as_json:
            for change in found:
                desk.print(f"{msgspec.json.encode(change).decode()}\n")
        else:
            desk.print(desk_words.changed(found, desk.look()))

    return diff


def _record(desk: Desk) -> click.Command:
    group = click.Group(
        "record", help="Count, check, copy and mend the record itself.", epilog=_RECORD_EXAMPLES + desk.epilog
    )
    for made in (_stats, _verify, _backup, _restore, _erase, _reread):
        group.add_command(made(desk))
    return group


def _stats(desk: Desk) -> click.Command:
    @click.command("stats", epilog=_RECORD_EXAMPLES + desk.epilog)
    @_with(_RECORD, _JSON)
    def stats(*, address: str, as_json: bool) -> None:
        """Count what the record holds."""
        with desk.open(address) as record:
            found = record.stats()
        if as_json:
            desk.print(f"{msgspec.json.encode(found).decode()}\n")
        else:
            rows = msgspec.to_builtins(found)
            desk.print(
                "".join(f"  {name:12}{value if value is not None else 'none'}\n" for name, value in rows.items())
            )

    return stats


def _verify(desk: Desk) -> click.Command:
    @click.command("verify", epilog=_RECORD_EXAMPLES + desk.epilog)
    @_with(_RECORD, _JSON)
    def verify(*, address: str, as_json: bool) -> int:
        """Check every quote against its text, every digest, and the database itself."""
        number = 0
        with desk.open(address) as record:
            for number, problem in enumerate(record.verify(), 1):  # noqa: B007 - its last value is the number of them
                told = msgspec.json.encode(problem).decode() if as_json else f"{problem.where}: {problem.problem}"
                desk.print(f"{told}\n")
        desk.complain("the record is sound" if number == 0 else f"{number} problem{'s' * (number > 1)}")
        return _REFUSED if number else 0

    return verify


def _backup(desk: Desk) -> click.Command:
    @click.command("backup", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("path", type=click.Path(path_type=Path))
    @_with(_RECORD)
    def backup(*, path: Path, address: str) -> None:
        """Copy the record to a new file, while others use it: its rows for a name in .jsonl, else the SQLite file."""
        with desk.open(address) as record:
            desk.complain(f"{record.backup(path):,} rows written to {path}")

    return backup


def _restore(desk: Desk) -> click.Command:
    @click.command("restore", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("path", type=click.Path(path_type=Path))
    @_with(_RECORD)
    def restore(*, path: Path, address: str) -> None:
        """Fill a new record from a backup, all of it or nothing."""
        with desk.open(address, create=True) as record:
            desk.complain(f"{record.restore(path):,} rows restored from {path}")

    return restore


def _erase(desk: Desk) -> click.Command:
    @click.command("erase", epilog=_RECORD_EXAMPLES + desk.epilog)
    @click.argument("report")
    @_with(_RECORD, _BY, _REASON)
    def erase(*, report: str, address: str, by: str, reason: str) -> None:
        """Erase the words of a report, for good, where the law asks for it; digests and the fact of it stay."""
        with desk.open(address) as record:
            there = record.erase(report, by=by, reason=reason)
        desk.complain(f"{report}: {'its words are erased' if there else 'its words were erased before'}")

    return erase


def _reread(desk: Desk) -> click.Command:
    @click.command("reread", epilog=_RECORD_EXAMPLES + desk.epilog)
    @_with(_RECORD, _JSON, *_TABLES)
    def reread(*, address: str, as_json: bool, rules: Path | None, reference: Path | None) -> int:
        """Read every report of the record as it is read today; readings of before stay beside it."""
        from bongsu import desk as work  # noqa: PLC0415
        from bongsu.pipeline import load  # noqa: PLC0415

        with desk.open(address) as record:
            reader = load(Settings(rules=rules, reference=reference))
            return _told(desk, work.read_again(record, reader), as_json=as_json)

    return reread


def _day(option: str, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(option, f'"{value}" is no date', "write it as 2017-09-15") from None


def _as_of(value: str | None) -> dt.date | dt.datetime | None:
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
