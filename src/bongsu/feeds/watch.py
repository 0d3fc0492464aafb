"""Watch feeds: poll each at its own pace, and hand on what is new or has changed.

Nothing is stored here. Every step carries the feed's state as it is after it, and whoever keeps the documents keeps the
state with them: a run that was cut off at any moment goes on from there without losing an item. An item counts as seen
with its last document, and the answer of a feed as known with its last item.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final, TypeVar

import msgspec
import yaml

from bongsu.config import Fetching, Settings
from bongsu.errors import FetchError, InputError, RefusedError, StoppedError, UsageError
from bongsu.feeds.clock import Clock
from bongsu.feeds.fetch import Fetched, Fetcher, Validators
from bongsu.feeds.intake import item_documents
from bongsu.feeds.syndication import Item, read_feed
from bongsu.model import RawDocument

T = TypeVar("T")

LONGEST_BACK_OFF: Final = 86_400.0
"""Longest that a feed is left alone because it failed, in seconds, where it does not ask for more."""

LONGEST_RETRY_AFTER: Final = 604_800.0
"""Longest that a feed is left alone because it asks for it, in seconds."""

_JITTER = 0.1
"""Part of a pace by which polls are moved at random, so that many feeds do not fall due at once."""

_PASSING = frozenset({408, 425, 429})
_CONFIG_REMEDY = "write it as the reference shows: fetch with a contact, and feeds with a name and a url each"


class Watched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A feed to be watched.

    Attributes:
        name: what it is called in messages.
        url: its address.
        minutes: how often it is polled.
        pages: whether the pages of its items are fetched where the feed has only summaries.
    """

    name: Annotated[str, msgspec.Meta(min_length=1)]
    url: Annotated[str, msgspec.Meta(pattern="^https?://")]
    minutes: Annotated[float, msgspec.Meta(ge=1, le=10_080)] = 15.0
    pages: bool = True


class WatchList(msgspec.Struct, frozen=True, kw_only=True):
    """What is watched, and how the network is used for it."""

    fetch: Fetching
    feeds: tuple[Watched, ...]


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """How far the watching of a feed has come.

    Attributes:
        polled: when its last poll ended, in UTC; None when there was none.
        rest: for how long it is left alone then, in seconds.
        asked: for how long it asked to be left alone then, in seconds; no poll goes before it.
        validators: what its last answer gave of which every item was taken.
        failures: how often in a row it has failed.
        seen: the fingerprint of each item by its key, those listed last at the end.
    """

    polled: dt.datetime | None = None
    rest: float = 0.0
    asked: float = 0.0
    validators: Validators = Validators()
    failures: int = 0
    seen: dict[str, str] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of watching.

    Attributes:
        feed: the feed.
        result: a document of a new or changed item; an error; None where a poll has ended.
        state: the state of the feed after this step.
        seen: the items of the state that came to be seen in this step.
    """

    feed: Watched
    result: RawDocument | InputError | None
    state: FeedState
    seen: dict[str, str] = {}

    @property
    def kept(self) -> FeedState:
        """What is to be kept of this step: the state with the items of this step alone, for :func:`rejoined`."""
        return msgspec.structs.replace(self.state, seen=self.seen)


def rejoined(kept: Iterable[FeedState], settings: Settings) -> FeedState:
    """Return the state of a feed from what was kept of its steps, in their order.

    Each step is kept with its own items, so that a long feed does not make the record grow with its square.
    """
    last = FeedState()
    seen: dict[str, str] = {}
    for last in kept:
        for key, fingerprint in last.seen.items():
            seen.pop(key, None)  # what is listed again is put at the end
            seen[key] = fingerprint
    return _with_seen(msgspec.structs.replace(last, seen={}), seen, settings)


def load_watch_list(path: Path) -> WatchList:
    """Read a list of feeds from a YAML file.

    Raises:
        UsageError: it cannot be read, or does not fit; the line is named.
    """
    try:
        text = path.read_text("utf-8")
        data, root = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    except OSError as error:
        raise UsageError(str(path), f"it cannot be read ({error.strerror})", "check the path") from None
    except UnicodeDecodeError as error:
        raise UsageError(str(path), f"it cannot be read ({error})", "save it as UTF-8") from None
    except yaml.YAMLError as error:
        line = f":{mark.line + 1}" if (mark := getattr(error, "problem_mark", None)) else ""
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise UsageError(f"{path}{line}", f"broken YAML ({problem})", "check the indentation and the quotes") from None
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode) or set(data) != {"fetch", "feeds"}:
        raise UsageError(f"{path}:1", 'it needs "fetch" and "feeds", and nothing else', _CONFIG_REMEDY)
    nodes = {key.value: node for key, node in root.value}
    fetch = _convert(data["fetch"], Fetching, nodes["fetch"], path)
    if not isinstance(nodes["feeds"], yaml.SequenceNode) or not nodes["feeds"].value:
        raise UsageError(_line(nodes["feeds"], path), "no feed is listed", _CONFIG_REMEDY)
    feeds: dict[str, Watched] = {}
    for value, node in zip(data["feeds"], nodes["feeds"].value, strict=True):
        feed = _convert(value, Watched, node, path)
        if feed.url in feeds:
            raise UsageError(_line(node, path), f"{feed.url} is listed twice", "leave one of them out")
        feeds[feed.url] = feed
    return WatchList(fetch=fetch, feeds=tuple(feeds.values()))


def _convert(value: object, kind: type[T], node: yaml.Node, path: Path) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise UsageError(_line(node, path), str(error).replace("`", '"'), _CONFIG_REMEDY) from None


def _line(node: yaml.Node, path: Path) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def watch(  # noqa: PLR0913 - all that a run depends on is passed in
    feeds: tuple[Watched, ...],
    states: Mapping[str, FeedState],
    *,
    fetcher: Fetcher,
    settings: Settings,
    clock: Clock,
    random: Callable[[], float],
) -> Iterator[Step]:
    """Poll feeds until the run is to stop, the one that is due first before the others.

    Args:
        feeds: the feeds.
        states: the state of each by its address, as the last step of an earlier run gave it; none for a new feed.
        fetcher: what fetches, with the same clock.
        settings: the limits.
        clock: its ``wait`` says when the run is to stop.
        random: gives numbers from 0 to 1.

    Yields:
        A step for each document and each error, and one at the end of each poll. The watching goes on when the next
        step is asked for.
    """
    kept = {feed.url: states.get(feed.url, FeedState()) for feed in feeds}
    while True:
        now = clock.now()
        feed = min(feeds, key=lambda one: _until_due(kept[one.url], now))
        if clock.wait(_until_due(kept[feed.url], now)):
            return
        try:
            for step in poll(feed, kept[feed.url], fetcher, settings, clock, random):
                kept[feed.url] = step.state
                yield step
        except StoppedError:
            return


def poll_once(  # noqa: PLR0913 - as for watch
    feeds: tuple[Watched, ...],
    states: Mapping[str, FeedState],
    *,
    fetcher: Fetcher,
    settings: Settings,
    clock: Clock,
    random: Callable[[], float],
) -> Iterator[Step]:
    """Poll every feed once, now, but for one that has asked to be left alone for longer: an error says so.

    Args and yields are those of :func:`watch`.
    """
    for feed in feeds:
        state = states.get(feed.url, FeedState())
        if state.polled is not None and (left := _until(state.polled, state.asked, clock.now())) > 0:
            problem = f"it asks to be left alone for {left:,.0f} seconds more"
            error = FetchError(feed.url, problem, "poll it after that", retry_after=left)
            yield Step(feed=feed, result=error, state=state)
            continue
        try:
            yield from poll(feed, state, fetcher, settings, clock, random)
        except StoppedError:
            return


def poll(  # noqa: PLR0913, PLR0917 - as for watch
    feed: Watched,
    state: FeedState,
    fetcher: Fetcher,
    settings: Settings,
    clock: Clock,
    random: Callable[[], float],
) -> Iterator[Step]:
    """Poll one feed, now. Raises ``StoppedError`` when the run is to stop."""
    try:
        fetched = fetcher.get(feed.url, state.validators)
        items, problems = _items(fetched, feed, settings)
    except StoppedError:
        raise
    except InputError as error:
        failed = msgspec.structs.replace(state, failures=state.failures + 1, asked=_asked(error))
        yield Step(feed=feed, result=error, state=_rested(failed, _back_off(failed, feed), clock, random))
        return
    for problem in problems:
        yield Step(feed=feed, result=problem, state=state)
    missed = False
    for item in items:
        if state.seen.get(item.key) == item.fingerprint:
            continue
        if clock.wait(0):
            raise StoppedError(feed.url, "it was stopped", "run it again")
        *first, last = item_documents(item, settings, fetcher if feed.pages else None)
        for result in first:
            yield Step(feed=feed, result=result, state=state)
        seen: dict[str, str] = {}
        if any(_may_pass(result) for result in (*first, last)):
            missed = True
        else:
            seen = {item.key: item.fingerprint}
            state = _with_seen(state, seen, settings)
        yield Step(feed=feed, result=last, state=state, seen=seen)
    state = _with_seen(state, {one.key: state.seen[one.key] for one in items if one.key in state.seen}, settings)
    validators = state.validators if missed else fetched.validators
    state = msgspec.structs.replace(state, failures=0, asked=0.0, validators=validators)
    yield Step(feed=feed, result=None, state=_rested(state, feed.minutes * 60, clock, random))


def _items(fetched: Fetched, feed: Watched, settings: Settings) -> tuple[tuple[Item, ...], tuple[InputError, ...]]:
    if not fetched.changed:
        return (), ()
    page = fetched.page
    read = read_feed(page.body, feed.url, settings, charset=page.charset, url=page.url)
    return read.items, read.problems


def _may_pass(result: RawDocument | InputError) -> bool:
    """Say whether a result is an error that may be gone at the next poll."""
    if not isinstance(result, FetchError) or isinstance(result, RefusedError):
        return False
    return result.status is None or result.status >= 500 or result.status in _PASSING


def _with_seen(state: FeedState, items: dict[str, str], settings: Settings) -> FeedState:
    """Add items at the end of those seen; the oldest beyond the most that a feed may list are forgotten."""
    seen = {key: value for key, value in state.seen.items() if key not in items} | items
    surplus = len(seen) - settings.max_items
    return msgspec.structs.replace(state, seen=dict(list(seen.items())[surplus:]) if surplus > 0 else seen)


def _asked(error: InputError) -> float:
    """Return the seconds for which a server asks to be left alone; of what asks for longer than a week, a week."""
    return min((error.retry_after or 0.0) if isinstance(error, FetchError) else 0.0, LONGEST_RETRY_AFTER)


def _back_off(state: FeedState, feed: Watched) -> float:
    """Return the seconds for which a feed that failed is left alone: its pace, doubled with every failure in a row."""
    pace = feed.minutes * 60
    doubled = max(pace, min(pace * 2.0 ** min(state.failures, 20), LONGEST_BACK_OFF))
    return max(doubled, state.asked)


def _rested(state: FeedState, seconds: float, clock: Clock, random: Callable[[], float]) -> FeedState:
    """Return the state with a rest of that many seconds from now, made longer by chance, never shorter."""
    return msgspec.structs.replace(state, polled=clock.now(), rest=seconds * (1 + _JITTER * random()))


def _until_due(state: FeedState, now: dt.datetime) -> float:
    """Return the seconds until a feed is due: none where the clock has stepped back behind its last poll."""
    return _until(state.polled, state.rest, now) if state.polled else 0.0


def _until(polled: dt.datetime, rest: float, now: dt.datetime) -> float:
    rested = (now - polled).total_seconds()
    return max(0.0, rest - rested) if rested >= 0 else 0.0
