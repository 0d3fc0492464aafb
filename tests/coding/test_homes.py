"""Of which state officials and media are whom a report quotes without saying so."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.launch import CodingRules, code_launches
from bongsu.model import Report, Stamp
from bongsu.reference import Gazetteer

Speaker = Callable[[str], tuple[str | None, str | None]]


@pytest.fixture
def speaker(account_rules: CodingRules, gazetteer: Gazetteer, engine: Engine) -> Speaker:
    """Return a reader of the state and the sector of whoever says who launched."""

    def read(text: str) -> tuple[str | None, str | None]:
        report = Report.make(text=text, language="en", published=Stamp("2019-05-15", "test"))
        events = code_launches(annotate(report, gazetteer, engine), account_rules)
        source = next(c.attribution.speaker for event in events for c in event.claims if c.slot == "actor")
        assert source is not None
        assert source.entity is not None
        return source.entity.country, source.entity.sector

    return read


@pytest.mark.parametrize(
    ("words", "sector"),
    [("defence sources said", "MIL"), ("an army officer said", "MIL"), ("officials said", "GOV")],
)
def test_officials_are_of_the_only_state_told_of(speaker: Speaker, words: str, sector: str) -> None:
    """A report that has told of one state alone quotes that state's officials."""
    assert speaker(f"India test-fired an Agni missile on Tuesday, {words}. It can reach China.") == ("IND", sector)


def test_officials_of_a_state_that_briefs_nobody_are_others(speaker: Speaker) -> None:
    """Nobody in Pyongyang tells reporters of a launch without giving a name."""
    assert speaker("North Korea fired a missile on Tuesday, officials said.")[0] is None


def test_officials_may_be_of_another_state_whose_bodies_were_named(speaker: Speaker) -> None:
    """Where the report has named the Pentagon, "officials" may be its; one that it names later is not meant."""
    fired = "India test-fired a missile on Tuesday, officials said. "
    assert speaker("The Pentagon keeps a watch. " + fired)[0] is None
    assert speaker(fired + "The Pentagon declined to comment.")[0] == "IND"


def test_officials_are_of_where_the_places_lie(speaker: Speaker) -> None:
    """Where no state is told of, or only land that others fire from, the places tell whose officials are meant."""
    assert speaker("The Houthis fired a missile past Jeddah on Tuesday, an army officer said.") == ("SAU", "MIL")


def test_officials_are_of_where_the_report_was_filed(speaker: Speaker) -> None:
    """A dateline outranks the state that launched."""
    text = "WASHINGTON (Reuters) - Iran fired a missile on Tuesday, officials said. The United States is watching."
    assert speaker(text) == ("USA", "GOV")


def test_a_ministry_is_of_the_scene_and_not_of_where_a_report_was_filed(speaker: Speaker) -> None:
    """A ministry without a state is of the only state told of, where the dateline's takes no part."""
    text = "KABUL (MEP) - Pakistani rebels fired a rocket on Tuesday, the interior ministry said."
    assert speaker(text)[0] == "PAK"
    assert speaker(text.replace("interior", "defence"))[0] == "AFG"


def test_where_a_correspondent_sits_is_no_reason(speaker: Speaker) -> None:
    """A report filed from a state of which it does not tell quotes no officials of that state."""
    assert speaker("DUBAI (Reuters) - Iran fired a missile on Tuesday, officials said.")[0] is None


def test_local_media_are_of_the_state_told_of(speaker: Speaker) -> None:
    """Media that are called local are those of the place."""
    assert speaker("Iran fired a missile on Tuesday, local media reported.") == ("IRN", "JRN")


def test_media_of_nowhere_stay_so(speaker: Speaker) -> None:
    """Reports of unnamed media may be anybody's."""
    assert speaker("Iran fired a missile on Tuesday, media reports said.") == (None, "JRN")
