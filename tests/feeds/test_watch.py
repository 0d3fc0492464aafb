import datetime as dt
from pathlib import Path

import msgspec
import pytest
from tests.feeds.made import ARTICLE, rss
from tests.feeds.site import Site

from bongsu.config import Fetching, Settings
from bongsu.errors import InputError, UsageError
from bongsu.feeds.clock import Clock
from bongsu.feeds.fetch import Fetcher, Validators
from bongsu.feeds.watch import FeedState, Step, Watched, load_watch_list, poll_once, rejoined, watch
from bongsu.model import RawDocument

START = dt.datetime(2025, 1, 6, 3, 0, tzinfo=dt.UTC)


class Desk:
    """A desk that watches a site by a clock which only waiting moves, for a number of seconds."""

    def __init__(self, site: Site, seconds: float) -> None:
        self.now = START
        self.end = START + dt.timedelta(seconds=seconds)
        self.waits: list[float] = []
        self.states: dict[str, FeedState] = {}
        self.clock = Clock(now=lambda: self.now, monotonic=self.seconds, wait=self.wait)
        self.fetching = Fetching(
            contact="desk@example.org", ports=frozenset({site.port}), allowed=("127.0.0.1/32",), interval=0.0
        )

    def seconds(self) -> float:
        """Tell the time in seconds."""
        return self.now.timestamp()

    def wait(self, seconds: float) -> bool:
        """Let the time pass; say whether the desk has closed by then."""
        self.waits.append(seconds)
        self.now += dt.timedelta(seconds=seconds)
        return self.now > self.end

    def once(self, *feeds: Watched) -> list[Step]:
        """Poll each feed once."""
        fetcher = Fetcher(self.fetching, clock=self.clock)
        polled = poll_once(
            feeds, self.states, fetcher=fetcher, settings=Settings(), clock=self.clock, random=lambda: 0.0
        )
        return list(polled)

    def steps(self, *feeds: Watched, stop_after: int = 10_000) -> list[Step]:
        """Watch, and keep the states as whoever keeps the record does, in JSON; a run may be cut off after a step."""
        steps = []
        watching = watch(
            feeds,
            self.states,
            fetcher=Fetcher(self.fetching, clock=self.clock),
            settings=Settings(),
            clock=self.clock,
            random=lambda: 0.0,
        )
        for _, step in zip(range(stop_after), watching, strict=False):
            steps.append(step)
            self.states[step.feed.url] = msgspec.json.decode(msgspec.json.encode(step.state), type=FeedState)
        return steps


def _taken(steps: list[Step]) -> list[str]:
    return [step.result.content for step in steps if isinstance(step.result, RawDocument)]


def _feed(site: Site, path: str = "/feed", minutes: float = 15, *, pages: bool = False) -> Watched:
    return Watched(name=path, url=site.url(path), minutes=minutes, pages=pages)


def _news(*words: str) -> bytes:
    return rss(*(f"<guid isPermaLink='false'>{word[0]}</guid><description>{word}</description>" for word in words))


def test_hands_on_what_is_new_or_changed(site: Site) -> None:
    """Items that were seen are not handed on again, unless they say something else now."""
    desk = Desk(site, 0)
    site.pages["/feed"] = _news("1 flew", "2 flew")
    assert _taken(desk.steps(_feed(site))) == ["1 flew", "2 flew"]
    site.pages["/feed"] = _news("3 flew", "1 flew", "2 fell")
    desk.end += dt.timedelta(minutes=15)
    assert _taken(desk.steps(_feed(site))) == ["3 flew", "2 fell"]


def test_polls_each_feed_at_its_own_pace(site: Site) -> None:
    """A feed every ten minutes and one every half hour, for an hour."""
    site.pages["/fast"] = site.pages["/slow"] = _news("1 flew")
    Desk(site, 3600).steps(_feed(site, "/fast", 10), _feed(site, "/slow", 30))
    assert (site.asked.count("/fast"), site.asked.count("/slow")) == (7, 3)


def test_asks_whether_a_feed_has_changed(site: Site) -> None:
    """What the last answer gave is sent with the next question, also by the next run."""
    desk = Desk(site, 0)
    site.pages["/feed"] = (200, {"ETag": '"1"'}, _news("1 flew"))
    desk.steps(_feed(site))
    site.pages["/feed"] = (304, {}, b"")
    desk.end += dt.timedelta(minutes=15)
    (step,) = desk.steps(_feed(site))
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert (step.result, step.state.validators, step.state.seen) == (
        None,
        Validators('"1"'),
        desk.states[site.url("/feed")].seen,
    )


def test_backs_off_from_a_feed_that_fails(site: Site) -> None:
    """The pace doubles with every failure up to a day, and is as before when the feed answers again."""
    desk = Desk(site, 10 * 86_400)
    steps = desk.steps(_feed(site, minutes=60))
    assert [step.state.rest / 3600 for step in steps[:6]] == [2, 4, 8, 16, 24, 24]
    site.pages["/feed"] = _news("1 flew")
    desk.end += dt.timedelta(days=1)
    *_, last = desk.steps(_feed(site, minutes=60))
    assert (last.state.failures, last.state.rest) == (0, 3600)


@pytest.mark.parametrize(("asked", "rest"), [("7200", 7200), ("60", 1800), ("999999999999", 604_800)])
def test_leaves_a_feed_alone_as_long_as_it_asks(site: Site, asked: str, rest: float) -> None:
    """Retry-After is honoured up to a week, and never shortens the pace."""
    site.pages["/feed"] = (503, {"Retry-After": asked}, b"")
    (step,) = Desk(site, 0).steps(_feed(site))
    assert isinstance(step.result, InputError)
    assert step.state.rest == rest


def test_one_poll_leaves_alone_who_asked_for_it(site: Site) -> None:
    """Also where every feed is to be polled now: a scheduled run would ask again and again."""
    site.pages["/busy"] = (429, {"Retry-After": "3600"}, b"")
    site.pages["/feed"] = _news("1 flew")
    desk = Desk(site, 0)
    desk.steps(_feed(site, "/busy"), _feed(site))
    desk.end += dt.timedelta(hours=3)
    assert [str(step.result) for step in desk.once(_feed(site, "/busy"), _feed(site))] == [
        f"{site.url('/busy')}: it asks to be left alone for 2,700 seconds more; poll it after that",
        "None",
    ]
    desk.now += dt.timedelta(hours=1)
    desk.once(_feed(site, "/busy"))
    assert site.asked.count("/busy") == 2


def test_a_long_feed_does_not_swell_what_is_kept(site: Site) -> None:
    """Each step is kept with its own items, and together they are the state of the feed."""
    site.pages["/feed"] = _news(*(f"{number:03} flew" for number in range(200)))
    feed = Watched(name="feed", url=site.url("/feed"), pages=False)
    steps = Desk(site, 0).steps(feed)
    assert max(len(step.kept.seen) for step in steps) == 1
    assert rejoined((step.kept for step in steps), Settings()) == steps[-1].state


def test_items_of_one_id_are_two(site: Site) -> None:
    """They are handed on once, and not at every poll as changes of each other."""
    items = (f"<guid isPermaLink='false'>same</guid><description>{word}</description>" for word in ("1 flew", "2 flew"))
    site.pages["/feed"] = rss(*items)
    desk = Desk(site, 15 * 60)
    assert _taken(desk.steps(_feed(site))) == ["1 flew", "2 flew"]
    assert site.asked.count("/feed") == 2


def test_a_number_of_an_item_is_no_address(site: Site) -> None:
    """Unless it is one: by the letter of RSS, every guid without isPermaLink="false" would be."""
    site.pages["/feed"] = rss("<guid>n17</guid><description>1 flew</description>")
    assert _taken(Desk(site, 0).steps(_feed(site, pages=True))) == ["1 flew"]
    assert "/n17" not in site.asked


def test_a_feed_that_fails_does_not_hold_up_others(site: Site) -> None:
    """Each failure is said, and the other feeds are read."""
    site.pages["/page"] = ARTICLE
    site.pages["/feed"] = _news("1 flew")
    steps = Desk(site, 0).steps(_feed(site, "/page"), _feed(site, "/none"), _feed(site))
    assert _taken(steps) == ["1 flew"]
    said = [str(step.result) for step in steps if isinstance(step.result, InputError)]
    assert ["neither an RSS" in said[0], "answers 404" in said[1]] == [True, True]


def test_goes_on_where_it_was_cut_off(site: Site) -> None:
    """A run that is cut off after any step loses nothing, and repeats nothing that was kept."""
    words = [f"{number} flew" for number in range(5)]
    site.pages["/feed"] = (200, {"ETag": '"1"'}, _news(*words))
    for cut in range(1, 7):
        desk = Desk(site, 3600)
        before = _taken(desk.steps(_feed(site), stop_after=cut))
        after = _taken(desk.steps(_feed(site)))
        assert before + after == words


def test_stops_between_items(site: Site) -> None:
    """A run that is to stop hands on nothing more, and the next takes what was left."""
    site.pages["/feed"] = _news("1 flew", "2 flew")
    desk = Desk(site, 3600)
    feed, taken = _feed(site), []
    watching = watch(
        (feed,),
        {},
        fetcher=Fetcher(desk.fetching, clock=desk.clock),
        settings=Settings(),
        clock=desk.clock,
        random=float,
    )
    for step in watching:
        taken.append(step)
        desk.end = START - dt.timedelta(seconds=1)
    assert _taken(taken) == ["1 flew"]
    desk.end, desk.states = START, {feed.url: taken[-1].state}
    assert _taken(desk.steps(feed)) == ["2 flew"]


def test_asks_again_for_a_page_that_failed_for_now(site: Site) -> None:
    """An item whose page fails for now is tried at the next poll; one whose page is gone is not."""
    site.pages["/busy"] = (503, {}, b"")
    items = (f"<guid>{path}</guid><link>{site.url(path)}</link>" for path in ("/busy", "/gone", "/1"))
    site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(*items))
    site.pages["/1"] = ARTICLE
    desk = Desk(site, 0)
    assert len(_taken(desk.steps(_feed(site, pages=True)))) == 1
    site.pages["/busy"] = ARTICLE
    desk.end += dt.timedelta(minutes=15)
    assert len(_taken(desk.steps(_feed(site, pages=True)))) == 1
    assert (site.asked.count("/busy"), site.asked.count("/gone"), site.asked.count("/1")) == (2, 1, 1)
    assert "if-none-match" not in site.headers[-2]


def test_a_clock_that_steps_back_stops_nothing(site: Site) -> None:
    """A feed that was last polled in what is now the future is polled at once."""
    site.pages["/feed"] = _news("1 flew")
    desk = Desk(site, 0)
    desk.states[site.url("/feed")] = FeedState(polled=START + dt.timedelta(days=365), rest=900.0)
    assert _taken(desk.steps(_feed(site))) == ["1 flew"]


def test_forgets_the_oldest_items(site: Site) -> None:
    """No more items are remembered than a feed may list, those that are still listed before others."""
    site.pages["/feed"] = _news("1", "2")
    desk = Desk(site, 0)
    desk.states[site.url("/feed")] = FeedState(seen={str(number): "x" for number in range(10_000, 20_000)})
    desk.steps(_feed(site))
    seen = desk.states[site.url("/feed")].seen
    assert (len(seen), next(iter(seen)), list(seen)[-2:]) == (10_000, "10002", ["1", "2"])


GOOD = """fetch:
  contact: desk@example.org
  allowed: [192.168.7.0/24]
feeds:
  - name: Desk
    url: https://news.example/feed
    minutes: 30
  - {name: Wire, url: "https://wire.example/feed", pages: false}
"""


def test_reads_a_list_of_feeds(tmp_path: Path) -> None:
    """A list names who asks, and each feed with its pace."""
    path = tmp_path / "watch.yaml"
    path.write_text(GOOD)
    found = load_watch_list(path)
    assert found.fetch == Fetching(contact="desk@example.org", allowed=("192.168.7.0/24",))
    assert found.feeds == (
        Watched(name="Desk", url="https://news.example/feed", minutes=30),
        Watched(name="Wire", url="https://wire.example/feed", pages=False),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("minutes: 30", "minutes: 0", 5, ">= 1"),
        ("minutes: 30", "minuets: 30", 5, "minuets"),
        ("https://news", "file://news", 5, "matching"),
        ("name: Wire", "title: Wire", 8, "title"),
        ("192.168.7.0/24", "192.168.7.300", 2, "192.168.7.300"),
        ("contact: desk@example.org", "contacts: x", 2, "contact"),
        ("feeds:", "feed:", 1, '"feeds"'),
        ("    minutes: 30", "   minutes: 30", 7, "broken YAML"),
        (GOOD[GOOD.index("feeds:") :], "feeds: []", 4, "no feed is listed"),
    ],
)
def test_names_the_line_of_a_mistake(tmp_path: Path, old: str, new: str, line: int, problem: str) -> None:
    """A mistake in the list is refused with the file, the line, what is wrong, and what to do."""
    path = tmp_path / "watch.yaml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(UsageError) as error:
        load_watch_list(path)
    assert error.value.where == f"{path}:{line}"
    assert problem in error.value.problem
    assert error.value.remedy


def test_refuses_a_feed_that_is_listed_twice(tmp_path: Path) -> None:
    """The second of two feeds at one address is named."""
    path = tmp_path / "watch.yaml"
    path.write_text(GOOD.replace("https://wire.example", "https://news.example"))
    with pytest.raises(UsageError, match=r":8: https://news\.example/feed is listed twice"):
        load_watch_list(path)
