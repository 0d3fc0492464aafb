"""Watch feeds: poll each at its own pace, and hand on what is new or has changed.

Nothing is stored here. Every step carries the feed's state as it is after it, and whoever keeps the documents keeps the
state with them: a run that was cut off at any moment goes on from there without losing an item. An item counts as seen
with its last document, and the answer of a feed as known with its last item.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
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
        validators: what its last answer gave of which every item was taken.
        failures: how often in a row it has failed.
        seen: the fingerprint of each item by its key, those listed last at the end.
    """

    polled: dt.datetime | None = None
    rest: float = 0.0
    validators: Validators = Validators()
    failures: int = 0
    seen: dict[str, str] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of watching.

    Attributes:
        feed: the feed.
        result: a document of a new or changed item; an error; None where a poll has ended.
        state: the state of the feed after this step.
    """

    feed: Watched
    result: RawDocument | InputError | None
    state: FeedState


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
        failed = msgspec.structs.replace(state, failures=state.failures + 1)
        yield Step(feed=feed, result=error, state=_rested(failed, _back_off(failed, feed, error), clock, random))
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
        if any(_may_pass(result) for result in (*first, last)):
            missed = True
        else:
            state = _with_seen(state, {item.key: item.fingerprint}, settings)
        yield Step(feed=feed, result=last, state=state)
    state = _with_seen(state, {one.key: state.seen[one.key] for one in items if one.key in state.seen}, settings)
    state = msgspec.structs.replace(state, failures=0, validators=state.validators if missed else fetched.validators)
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


def _back_off(state: FeedState, feed: Watched, error: InputError) -> float:
    """Return the seconds for which a feed that failed is left alone: its pace, doubled with every failure in a row."""
    pace = feed.minutes * 60
    doubled = max(pace, min(pace * 2.0 ** min(state.failures, 20), LONGEST_BACK_OFF))
    asked = (error.retry_after or 0.0) if isinstance(error, FetchError) else 0.0
    return max(doubled, min(asked, LONGEST_RETRY_AFTER))


def _rested(state: FeedState, seconds: float, clock: Clock, random: Callable[[], float]) -> FeedState:
    """Return the state with a rest of that many seconds from now, made longer by chance, never shorter."""
    return msgspec.structs.replace(state, polled=clock.now(), rest=seconds * (1 + _JITTER * random()))


def _until_due(state: FeedState, now: dt.datetime) -> float:
    """Return the seconds until a feed is due: none where the clock has stepped back behind its last poll."""
    rested = (now - state.polled).total_seconds() if state.polled else state.rest
    return max(0.0, state.rest - rested) if rested >= 0 else 0.0
