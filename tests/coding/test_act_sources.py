"""Whose word an act is, where the report names its sources once: the spokesman, "it", "officials"."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import code_events, load_coder
from bongsu.model import Mention, Report
from bongsu.reference import shipped_gazetteer

Speakers = Callable[[str], dict[str, Mention | None]]


def words(text: str, speaker: Mention | None) -> str | None:
    """Return the words of a speaker; None for the report's own voice."""
    return None if speaker is None else text[speaker.span.start : speaker.span.end]


@pytest.fixture(scope="module")
def speakers() -> Speakers:
    """Return whose word each event of a text is, by its trigger, with the shipped model and tables."""
    engine, gazetteer, rules = Engine(), shipped_gazetteer(), load_coder()

    def of(text: str) -> dict[str, Mention | None]:
        events = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), rules)
        return {event.trigger.quote: event.claims[0].attribution.speaker for event in events}

    return of


def test_a_person_named_by_surname_is_the_one_of_the_title(speakers: Speakers) -> None:
    """A surname speaks for the office that was told with it."""
    text = (
        "Jo Sander, a spokesman for the Dutch defence ministry, arrived in Tallinn. "
        "Russian troops shelled the border post on Monday, Sander said."
    )
    assert words(text, speakers(text)["shelled"]) == "Jo Sander"


def test_it_is_the_ministry_that_spoke(speakers: Speakers) -> None:
    """A pronoun that says an act is shown by the words that name who it is."""
    text = "Estonia's interior ministry said a drone had crashed. Russian troops shelled the post on Monday, it said."
    assert words(text, speakers(text)["shelled"]) == "Estonia's interior ministry"


def test_him_whom_others_quote_is_the_one_who_spoke(speakers: Speakers) -> None:
    """A pronoun that is quoted is the subject of what it is quoted for."""
    text = "Chinese Foreign Minister Wang Yi met his counterpart Jo Holt, the ministry quoted him as saying."
    speaker = speakers(text)["met"]
    assert speaker is not None
    assert "Wang Yi" in text[speaker.span.start : speaker.span.end]


def test_they_is_not_one_who_spoke_before(speakers: Speakers) -> None:
    """Several are not the one person or the outlet that spoke last."""
    text = "Premier Jo Holt met the envoys in Lagos. He said they had claimed that troops shelled the camp on Monday."
    assert words(text, speakers(text)["shelled"]) not in {"He", "Premier Jo Holt"}


def test_a_state_among_several_is_itself(speakers: Speakers) -> None:
    """A state that says something alone is not the group of which it was a part before."""
    text = (
        "The leaders of Norway and the U.S. said they would meet in Oslo. "
        "The U.S. said Russian troops had shelled a border post."
    )
    speaker = speakers(text)["shelled"]
    assert speaker is not None
    assert speaker.entity is not None
    assert speaker.entity.country == "USA"


def test_an_organisation_is_not_its_envoy(speakers: Speakers) -> None:
    """The organisation alone is no short name of its envoy."""
    text = (
        "The UN special envoy for Libya, Jan Holt, spoke in Tripoli on Sunday. "
        "Government troops shelled the camp on Monday, the UN said."
    )
    speaker = speakers(text)["shelled"]
    assert speaker is not None
    assert speaker.entity is not None
    assert speaker.entity.id == "IGO-UN"


def test_officials_of_both_sides_stay_as_told(speakers: Speakers) -> None:
    """Where several are meant, the source is not the first of them."""
    text = "Chad and Sudan failed to sign the border accord in Doha on Sunday, officials from both sides said."
    speaker = next(iter(speakers(text).values()))
    assert speaker is not None
    assert text[speaker.span.start : speaker.span.end] != "Chad"


def test_where_an_outlet_stands_is_not_where_officials_are(speakers: Speakers) -> None:
    """An outlet in the first line says nothing of whose officials speak."""
    text = (
        "(CNN) A gunman attacked a market in Lille, France, on Monday. U.S. President Joe Biden sent condolences. "
        "Police shot the gunman, officials said."
    )
    speaker = speakers(text)["shot"]
    assert speaker is None or speaker.entity is None or speaker.entity.country != "USA"


def test_of_two_who_spoke_the_noun_tells_which_is_meant(speakers: Speakers) -> None:
    """Who is only joined to somebody that spoke is not that one: "the government and the rebels"."""
    text = "Peru's government and Shining Path rebels agreed to a truce on Monday, the rebels announced."
    assert words(text, speakers(text)["agreed"]) == "rebels"


@pytest.mark.parametrize(
    "text",
    [
        "The rebels released two doctors, confirmed foreign minister Ana Prates.",
        "The rebels released two doctors in Dori, announced foreign minister Ana Prates on Friday.",
    ],
)
def test_who_stands_behind_the_verb_speaks(speakers: Speakers, text: str) -> None:
    """A verb of saying may stand before whoever says it."""
    assert words(text, speakers(text)["released"]) == "foreign minister Ana Prates"


@pytest.mark.parametrize(
    "text",
    [
        'The rebels shelled "two villages," Interior Minister Said Bakri, told reporters.',
        "Interior Minister Said Bakri said the rebels shelled a port, as the town responds to the storm.",
        "Interior Minister Said Bakri said the rebels shelled a port, as Fiji establishes close ties with Peru.",
    ],
)
def test_who_is_told_or_does_something_about_it_does_not_speak(speakers: Speakers, text: str) -> None:
    """Who is told of an act says nothing, nor who only answers something else by deeds."""
    assert words(text, speakers(text)["shelled"]) == "Interior Minister Said Bakri"
