"""When and where an act took place, by its own words."""

import datetime as dt
from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.model import Place, Report, Stamp, TimeExpr
from bongsu.reference import Gazetteer
from bongsu.times import stretch

Told = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels killed nine soldiers in Idlib province on Monday.", "Idlib"),
        ("Rebels killed nine soldiers near the capital, Damascus, on Monday.", "Damascus"),
    ],
)
def test_a_noun_for_the_ground_may_stand_with_the_name(
    text: str, place: str, coder: CoderRules, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Before it or behind it."""
    (event,) = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert [c.value.name for c in event.claims if c.slot == "place" and isinstance(c.value, Place)] == [place]


@pytest.fixture(scope="module")
def told(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Told:
    """Return the words of a slot of the act that a word tells of."""

    def words(text: str, trigger: str, slot: str) -> list[str]:
        events = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
        event = next(event for event in events if event.trigger.quote == trigger)
        spans = (claim.value.span for claim in event.claims if claim.slot == slot)
        return [text[span.start : span.end] for span in spans]

    return words


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        # what is joined to it, behind it or before
        ("Gunmen stormed a studio in Sofia on Monday and beat its editor.", "beat", ["Monday"]),
        ("Youths burned a tram and attacked two policemen on Sunday.", "burned", ["Sunday"]),
        ("In July soldiers raided the offices and a judge jailed three reporters.", "jailed", ["July"]),
        ("Police arrested a spy on Monday and will expel two envoys.", "expel", []),
        # a verb that says only that it was, or how far it went
        ("Leaders of the bloc opened a summit in Oslo on Tuesday.", "summit", ["Tuesday"]),
        ("The last missile test by Iran was on Sept. 15.", "test", ["Sept. 15"]),
        ("Togo and Benin began patrolling the river together on Friday.", "patrolling", ["Friday"]),
        # the noun that it stands behind
        (
            "The king apologised on Wednesday for the killing of the Congolese premier in 1961.",
            "killing",
            ["1961"],
        ),
        ("India said on Friday it had attacked a camp in Kashmir this week.", "attacked", ["this week"]),
        ("The envoys met in Jeju following a summit between the two presidents last week.", "summit", ["last week"]),
        ("Fiji would close its embassy in Suva, the minister said on Friday.", "close", []),
        # between who acts and the verb
        ("Fiji's unions Wednesday launched a strike.", "strike", ["Wednesday"]),
        ("The Labour Ministry Friday sued two firms.", "sued", ["Friday"]),
        # a part of the day alone
        ("Drones attacked the port overnight, Norway said.", "attacked", ["overnight"]),
        ("Police arrested two men before dawn.", "arrested", ["before dawn"]),
        ("Police arrested two men at night on Monday.", "arrested", ["night on Monday"]),
        # what only names a thing, and where the report was filed, date nothing
        ("The United States stations troops in South Korea, a legacy of the 1950-53 war.", "stations", []),
        ("Spain stations 500 troops in Malta, a legacy of the 1936-39 Spanish war.", "stations", []),
        ("OSLO, May 12 (Reuters) - Rebels killed nine soldiers in Idlib.", "killed", []),
    ],
)
def test_an_act_has_the_time_of_its_own_words(text: str, trigger: str, time: list[str], told: Told) -> None:
    """Its own, or that of the clause that it shares; not that of the report or of what the sentence recalls."""
    assert told(text, trigger, "time") == time


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        # ground that no name says
        ("Police arrested two men outside the courthouse on Monday.", "arrested", ["the courthouse"]),
        ("Soldiers attacked rebels in the country's northern region.", "attacked", ["the country's northern region"]),
        ("Police arrested a trader in the area of cheese exports.", "arrested", []),
        ("A court sentenced him to two years in prison.", "sentenced", []),
        # where those are who take part, for what is done and not only said
        ("A court in Oslo convicted a former minister of abuse of power.", "convicted", ["Oslo"]),
        ("The commander in Mindanao rejected the offer of talks.", "rejected", []),
        ("Rebels killed the brother of a judge in Bissau.", "killed", ["Bissau"]),
        # the clause that it shares, but not where to something else went
        ("Gunmen stormed a studio in Sofia on Monday and beat its editor.", "beat", ["Sofia"]),
        ("Norway suspended the accord and sent troops to the frontline.", "suspended", []),
        ("Norway suspended the accord and sent troops to the frontline.", "sent", ["the frontline"]),
        ("Chad and Sudan signed a border accord at a meeting in Doha.", "accord", ["Doha"]),
        # a place that takes part too
        ("A UN envoy flew into Tunis on Tuesday.", "flew", ["Tunis"]),
        ("Norway imposed sanctions on Iran.", "sanctions", []),
        # a house by name, and whatever stands beside
        ("The two leaders met at the White House on Friday.", "met", ["the White House"]),
        ("Students staged a protest outside Harmony Towers on Friday.", "protest", ["Harmony Towers"]),
        # the nearest of two
        ("Rebels killed two men from a village in Chad in an attack in Bangui.", "killed", ["Bangui"]),
        # a border is no side of it, and what comes from a place was not there
        ("Bandits ambushed a convoy along the Chad-Niger border.", "ambushed", ["the Chad-Niger border"]),
        ("The department sanctioned two men from Chad on Friday.", "sanctioned", []),
        ("A clash between Chadian and Libyan forces in Kufra left nine dead.", "clash", ["Kufra"]),
        # what is stopped was fired elsewhere
        ("Qatari forces intercepted a rocket, fired from Iraq, and shot it down.", "intercepted", []),
        # what is complained of was there
        ("Fiji summoned Peru's ambassador over the incident in the Celtic Sea.", "summoned", []),
        # so far from a place
        ("Pirates attacked a Greek tanker south of Mokha on Monday.", "attacked", ["Mokha"]),
    ],
)
def test_an_act_has_the_place_where_it_was(text: str, trigger: str, place: list[str], told: Told) -> None:
    """A name or a noun for the ground, where the act was or those were who took part."""
    assert told(text, trigger, "place") == place


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Gunmen have killed nine officers since early May.", dt.date(2023, 5, 1)),
        ("Gunmen have killed nine officers over the past two weeks.", dt.date(2023, 6, 6)),
    ],
)
def test_an_act_may_take_up_a_stretch(
    text: str, first: dt.date, coder: CoderRules, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Up to the day of publication, from a date or over a length."""
    report = Report.make(text=text, language="en", published=Stamp("2023-06-20", "the page"))
    (event,) = code_events(annotate(report, gazetteer, engine), coder)
    (time,) = [claim.value for claim in event.claims if claim.slot == "time"]
    assert isinstance(time, TimeExpr)
    assert stretch(time) == (first, dt.date(2023, 6, 20))


def test_since_a_date_has_no_end_without_a_day_of_publication(told: Told) -> None:
    """It is kept as told."""
    assert told("Australia has trained 1,700 recruits since May.", "trained", "time") == ["May"]


@pytest.mark.parametrize("text", ["Fighters killed the mayor, in office since May.", "It bombed towns until May."])
def test_a_bound_is_no_time_of_another_act(text: str, told: Told) -> None:
    """Nor is that until which something goes on."""
    assert told(text, "killed" if "killed" in text else "bombed", "time") == []
