"""The commands that take reports into the record: ingest and watch."""

import random
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from bongsu.cli_record.shared import TAKING, Desk, told, with_options
from bongsu.config import Fetching, Settings
from bongsu.errors import InputError, UsageError
from bongsu.model import RawDocument

if TYPE_CHECKING:
    from bongsu.desk import Taken
    from bongsu.feeds.watch import FeedState
    from bongsu.record import Record

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


def ingest_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("ingest", epilog=_INGEST_EXAMPLES + desk.epilog)
    @click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
    @with_options(*TAKING)
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
            return told(desk, taken, as_json=as_json)

    return ingest


def _fetcher(sources: tuple[str, ...], contact: str | None) -> Any:  # noqa: ANN401 - its library loads late
    if contact is None:
        if any(source.lower().startswith(("http://", "https://")) for source in sources):
            raise UsageError("--contact", "addresses are fetched only with one", "give --contact with a mail address")
        return None
    from bongsu.feeds.fetch import Fetcher  # noqa: PLC0415

    return Fetcher(Fetching(contact=contact))


def watch_command(desk: Desk) -> click.Command:
    """Return the command."""

    @click.command("watch", epilog=_WATCH_EXAMPLES + desk.epilog)
    @click.argument("config", type=click.Path(path_type=Path))
    @with_options(*TAKING)
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
            states = {feed.url: _state(record, feed.url, settings) for feed in listed.feeds}
            draw = random.Random().random  # noqa: S311 - a pace, no secret
            watching = feeds.poll_once if once else feeds.watch
            steps = watching(listed.feeds, states, fetcher=fetcher, settings=settings, clock=clock, random=draw)
            with _stopping(stop):
                return told(
                    desk,
                    _kept(record, steps, lambda one: work.take(record, one, reader, relevant=relevant)),
                    as_json=as_json,
                )

    return watch


def _state(record: "Record", url: str, settings: Settings) -> "FeedState":
    """Return the state of a feed as the record has it."""
    from bongsu.feeds import watch as feeds  # noqa: PLC0415

    kept = (msgspec.json.decode(state, type=feeds.FeedState) for state in record.feed_steps(url))
    return feeds.rejoined(kept, settings)


def _kept(
    record: "Record",
    steps: Iterable[Any],
    take: Callable[[list[RawDocument | InputError]], Iterator["Taken"]],
) -> Iterator["Taken"]:
    """Yield what becomes of each step's document, and keep where its feed stands once that is in the record."""
    for step in steps:
        if step.result is not None:
            yield from take([step.result])
        record.keep_feed(step.feed.url, msgspec.json.encode(step.kept).decode())


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
