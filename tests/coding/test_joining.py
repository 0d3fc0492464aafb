"""Which launches of the coder are the account's own, over sentences of our own."""

from collections.abc import Callable

import msgspec
import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, find_launches
from bongsu.model import Event, Report, Stamp
from bongsu.reference import Gazetteer

Read = Callable[[str], tuple[Event, ...]]
NEWS = "North Korea fired a ballistic missile from Sunan on Monday, South Korea's military said. "


@pytest.fixture
def read(account_rules: CodingRules, coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Read:
    """Return a reader of texts published on Monday, 6 January 2025."""

    def events(text: str) -> tuple[Event, ...]:
        report = Report.make(text=text, language="en", published=Stamp("2025-01-06", "test"))
        annotation = annotate(report, gazetteer, engine)
        acts = code_events(annotation, coder)
        return join(find_launches(annotation, account_rules, acts), acts)

    return events


def launches(events: tuple[Event, ...]) -> list[str]:
    """Return the triggers of the launches beside the first account."""
    main = next((event for event in events if event.is_account), None)
    return [event.trigger.quote for event in events if event.type == "LAUNCH" and event is not main]


def test_the_account_comes_first_and_its_launch_is_listed_once(read: Read) -> None:
    """The coder's launch with the same words is no event beside the account, and gives it its act."""
    events = read(NEWS + "Japan condemned the launch.")
    assert [event.type for event in events] == ["LAUNCH", "ACCUSE"]
    assert events[0].is_account
    acts = [claim for claim in events[0].claims if claim.slot == "act"]
    assert [NEWS[claim.value.span.start : claim.value.span.end] for claim in acts] == ["fired"]


def test_what_the_model_proposes_is_the_act_of_the_account_that_has_its_words(
    account_rules: CodingRules, coder: CoderRules, gazetteer: Gazetteer, engine: Engine
) -> None:
    """The account vouches for the word, and for nothing else that the model says of it."""
    annotation = annotate(Report.make(text=NEWS, language="en"), gazetteer, engine)
    acts = [
        msgspec.structs.replace(act, rule="acts:LAUNCH:fired") if act.type == "LAUNCH" else act
        for act in code_events(annotation, coder)
    ]
    account = join(find_launches(annotation, account_rules, acts), acts)[0]
    assert [NEWS[c.value.span.start : c.value.span.end] for c in account.claims if c.slot == "act"] == ["fired"]
    assert not any(claim.slot in {"recipient", "place"} for claim in account.claims)


def test_the_launch_told_again_joins_the_account(read: Read) -> None:
    """A second telling that states who launched is the same launch."""
    events = read(NEWS + "The North fired the missile at 6:42 a.m., Tokyo said.")
    assert launches(events) == []
    assert sum(claim.slot == "act" for claim in events[0].claims) == 2


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("In 2017 the North launched a missile over Japan.", "launched"),
        ("South Korea fired two missiles of its own in response.", "fired"),
        ("North Korea may launch a satellite this year.", "launch"),
        ("North Korea did not fire a second missile.", "fire"),
        ("North Korea fired a missile on Monday and tested an ICBM in November 2024.", "tested"),
    ],
)
def test_other_launches_stay_events_of_their_own(read: Read, text: str, trigger: str) -> None:
    """History, somebody else's launch, a possible one and a denied one are not the launch in the news."""
    assert trigger in launches(read(NEWS + "\n" + text))


def test_a_launch_that_is_counted_is_the_one_in_the_news(read: Read) -> None:
    """What is called the first since November is no test in November."""
    assert launches(read(NEWS + "It was North Korea's first missile test since November 2024.")) == []


def test_without_an_account_nothing_is_joined(read: Read) -> None:
    """A report that tells of old launches alone has them as events."""
    events = read("Pyongyang, which fired an intercontinental ballistic missile in 2017, urged Seoul to hold talks.")
    assert not any(event.is_account for event in events)
    assert launches(events) == ["fired"]


def test_a_launch_that_failed_is_listed_once(read: Read) -> None:
    """That the rocket was "unable to launch" the satellite says how the launch of the account went."""
    events = read(
        "Iran said on Monday that its Simorgh rocket failed to launch a satellite. It was unable to launch the "
        "satellite for want of speed, state television said."
    )
    assert launches(events) == []


def test_a_launch_told_again_without_more_is_listed_once(read: Read) -> None:
    """A sentence that speaks of the launch by its words alone tells of the account's."""
    assert launches(read(NEWS + "Officers watched as the missile was fired, the North's radio said.")) == []


def test_a_test_that_is_only_named_is_no_further_launch(read: Read) -> None:
    """What the model alone takes for a launch of that state is a detail of it where it has no day of its own."""
    assert (
        launches(read(NEWS + "In addition to the missile test, Blinken addressed North Korea's ties to Russia.")) == []
    )
