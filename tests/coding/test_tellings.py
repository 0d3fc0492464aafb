"""Where a report tells of a launch: by words, by the syntax that the coder reads, and where it tells of none."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, find_launches
from bongsu.model import Event, Mention, Report, Stamp, TimeExpr
from bongsu.reference import Gazetteer

Read = Callable[[str], tuple[Event, ...]]


@pytest.fixture
def read(account_rules: CodingRules, coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Read:
    """Return a reader of texts of our own, published on Wednesday, 15 May 2019."""

    def events(text: str) -> tuple[Event, ...]:
        report = Report.make(text=text, language="en", published=Stamp("2019-05-15", "test"))
        annotation = annotate(report, gazetteer, engine)
        acts = code_events(annotation, coder)
        return join(find_launches(annotation, account_rules, acts), acts)

    return events


def accounts(events: tuple[Event, ...]) -> list[str]:
    """Return the triggers of the accounts."""
    return [event.trigger.quote for event in events if event.is_account]


def states(event: Event) -> set[str | None]:
    """Return the states that are said to have acted."""
    who = (claim.value for claim in event.claims if claim.slot == "actor")
    return {one.entity.country for one in who if isinstance(one, Mention) and one.entity is not None}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A Soyuz spacecraft takes off from Kazakhstan on Tuesday with fresh water and food.", "takes"),
        ("India has fired the long awaited, twice delayed and wholly home-made winged missile off Odisha.", "fired"),
        ("A missile, the navy said on Tuesday, had been launched by one of its boats in the White Sea.", "launched"),
    ],
)
def test_syntax_tells_of_a_launch_where_no_pattern_of_words_does(read: Read, text: str, trigger: str) -> None:
    """Who launches what may stand far apart, and what takes off need be no missile that a table knows."""
    assert accounts(read(text)) == [trigger]


def test_who_detects_a_launch_fired_nothing(read: Read) -> None:
    """The account of a launch has no actor in those who saw it."""
    text = "A missile was launched on Tuesday. A U.S. satellite system confirmed the launch at 7:40 a.m."
    (account,) = [event for event in read(text) if event.is_account]
    assert states(account) == set()


def test_a_launch_that_is_only_an_attribute_is_no_news(read: Read) -> None:
    """What a season saw is background, however near the top it stands."""
    assert (
        accounts(read("The cape looks back on a spring that saw the launch of a rover. Two rockets wait for June."))
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Israel's Iron Dome intercepted a rocket over Ashkelon on Tuesday.",
        "A missile bound for Odesa was shot down on Tuesday, the governor said.",
        "Two drones were detected and destroyed by the air defence on Tuesday.",
        "Syrian air defences destroyed a missile near Homs on Tuesday.",
        "A Patriot battery shot down a target off Crete on Tuesday.",
    ],
)
def test_what_is_stopped_has_been_launched(read: Read, text: str) -> None:
    """An interception tells of the launch of what it stops."""
    assert len(accounts(read(text))) == 1


def test_who_stops_a_missile_has_not_launched_it(read: Read) -> None:
    """The interception stays an act of its own, and gives the account nothing."""
    account, *others = read("Israel intercepted a rocket over Ashkelon on Tuesday.")
    assert account.is_account
    assert states(account) == set()
    assert [(event.mode, states(event)) for event in others] == [("interceptor", {"ISR"})]


@pytest.mark.parametrize(
    "text",
    [
        "Iran launched missile attacks on two camps on Tuesday.",
        "Ballistic missiles were used to hit a depot near Erbil on Tuesday, a guardsman said.",
        "The Guards hit a camp in Syria with ballistic missiles on Tuesday.",
        "Three people died in a missile strike on a market in Kharkiv on Tuesday.",
        "Dozens of Russian missiles have struck depots around Kyiv.",
        "A Soyuz rocket climbed away from its pad on Tuesday.",
    ],
)
def test_attacks_and_climbs_are_launches(read: Read, text: str) -> None:
    """Missiles that strike and rockets that climb have been launched."""
    assert len(accounts(read(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SpaceX scrubbed the second launch attempt of the week on Tuesday. The Falcon 9 carries 60 satellites.",
        "Tuesday's Falcon 9 launch was called off because of wind.",
        "NASA completed an engine test firing of its moon rocket on Tuesday.",
        "The agency simulated a launch on Tuesday by firing the engines of a rocket on its stand.",
    ],
)
def test_what_does_not_leave_the_ground_is_no_launch(read: Read, text: str) -> None:
    """A launch that was called off, and engines on their stand."""
    assert accounts(read(text)) == []


def test_a_launch_by_whom_the_sentence_is_of_is_news_behind_after(read: Read) -> None:
    """An act behind "after it" tells what the sentence is about, whatever article stands behind it."""
    assert (
        len(accounts(read("China went one step further on Tuesday after it tested the fastest missile of its kind.")))
        == 1
    )


def test_what_a_boat_is_cleared_for_by_launching_it_is_news(read: Read) -> None:
    """A participle behind "after" tells of the occasion."""
    text = "A French boat was cleared on Tuesday to carry the M51 missile after launching it from the Bay of Audierne."
    assert accounts(read(text)) == ["launching"]


def test_the_day_that_only_syntax_ties_to_a_launch(read: Read) -> None:
    """A clock time of a later sentence does not stand in its place."""
    text = "India on Tuesday launched its own eye in the sky. The PSLV rocket blasted off at 9.58 am from Sriharikota."
    times = [claim.value for event in read(text) if event.is_account for claim in event.claims if claim.slot == "time"]
    assert "2019-05-14" in {time.value[:10] for time in times if isinstance(time, TimeExpr)}


def test_the_launch_told_first_is_the_main_one(read: Read) -> None:
    """Another state's launch further down does not take its place because it has a date."""
    events = read(
        "The United States has tested an interceptor, the Pentagon said. North Korea fired a missile on Monday."
    )
    assert [states(event) for event in events if event.is_account] == [{"USA"}, {"PRK"}]


@pytest.mark.parametrize(
    "text",
    [
        'Iran\'s navy fired "a number of medium-range missiles" at rebel camps on Tuesday.',
        "Iran's navy says it has launched a series of missile strikes on rebels. Iran fired the missiles from Bushehr.",
    ],
)
def test_a_barrage_in_the_lead_is_one_launch(read: Read, text: str) -> None:
    """Several missiles are no sum of older launches where the lead tells of them, whatever else it dates."""
    assert len(accounts(read(text))) == 1


def test_what_is_shot_down_is_not_launched_by_who_says_so(read: Read) -> None:
    """A force that shoots missiles down has launched none."""
    text = (
        "Russian forces fired four cruise missiles at Ukraine on Tuesday, said the Ukrainian Air Force. "
        "All the projectiles were shot down, the Air Force said in a post on Telegram."
    )
    assert len(accounts(read(text))) == 1


def test_the_same_launch_earlier_in_the_day_is_no_further_one(read: Read) -> None:
    """What was fired "earlier in the day" was fired on the day that the lead gives."""
    text = (
        "North Korea fired two missiles on Tuesday, South Korea's military said. Both missiles were fired from near "
        "Hamhung earlier in the day, it said."
    )
    assert len(accounts(read(text))) == 1


@pytest.mark.parametrize(
    "words",
    ["SpaceX called off Monday's launch.", "The launch window opened on Monday.", "Monday's launch had been put off."],
)
def test_the_day_of_a_launch_that_was_called_off_is_not_the_launch_s(read: Read, words: str) -> None:
    """A launch that stayed on the ground gives no day to the one that followed."""
    events = read(f"SpaceX launched a satellite from Cape Canaveral on Tuesday. {words}")
    (account,) = [event for event in events if event.is_account]
    days = {claim.value.value for claim in account.claims if isinstance(claim.value, TimeExpr)}
    assert days == {"2019-05-14"}


@pytest.mark.parametrize(
    "text",
    [
        "The coalition led by Saudi Arabia said its air defences destroyed a missile launched from Sanaa on Tuesday.",
        "Israel's Iron Dome missile defence system destroyed a rocket fired from Syria on Tuesday.",
    ],
)
def test_air_defences_near_a_missile_have_not_launched_it(read: Read, text: str) -> None:
    """Air defences are nobody's launch, however near their owner stands to the missile."""
    (account,) = [event for event in read(text) if event.is_account]
    assert states(account).isdisjoint({"SAU", "ISR"})


def test_a_habit_says_nothing_of_the_launch(read: Read) -> None:
    """What is done often tells nobody who did it now."""
    told = "Nobody said where the missile was fired from, but such tests are often conducted by Italy in the Aegean."
    account = read(f"A ballistic missile was test-fired on Monday. {told}")[0]
    assert account.is_account
    assert "ITA" not in states(account)
