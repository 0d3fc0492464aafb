import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bongsu.fusion import Telling, fuse, tellings, trace, why
from bongsu.model import EventType, Given, Judgement, RawDocument, Reading, Ruling
from bongsu.pipeline import Reader

Told = Mapping[str, Telling]


def together(told: Told, *judgements: Judgement) -> set[frozenset[str]]:
    """Return the names of the reports whose launches are one incident, for every incident."""
    names = {telling.event.id: name for name, telling in told.items()}
    return {frozenset(names[event.id] for event in one.events) for one in fuse(told.values(), judgements)}


def some(told: Told, *names: str) -> Told:
    """Return the launches of some reports."""
    return {name: told[name] for name in names}


def judge(ruling: Ruling, *subjects: str, day: int = 1) -> Judgement:
    """Return a judgement."""
    at = dt.datetime(2028, 12, day, 9, tzinfo=dt.UTC)
    return Judgement.make(ruling=ruling, subjects=subjects, by="A. Analyst", at=at, reason="looked at the film")


def test_a_salvo_is_one(launches: Told) -> None:
    """Four missiles, a salvo, at least three: whatever outlets count, it is one occurrence."""
    salvo = some(launches, "salvo-1", "salvo-2", "salvo-3", "salvo-4")
    assert together(salvo) == {frozenset(salvo)}


def test_two_launches_in_a_week_are_two(launches: Told) -> None:
    """Each report goes to its own, also those that state no day, and the later reaction to the later launch."""
    week = {name: one for name, one in launches.items() if name.startswith("week") or name == "reaction"}
    first = {name for name in week if name.startswith("week-1")}
    assert together(week) == {frozenset(first), frozenset(week.keys() - first)}


def test_two_launches_on_one_day_are_two(launches: Told) -> None:
    """The time of day, the place and what was fired tell them apart; another state's on that day is a third."""
    day = some(launches, "day-1a", "day-1b", "day-2a", "day-2b", "other-state")
    assert together(day) == {
        frozenset({"day-1a", "day-1b"}),
        frozenset({"day-2a", "day-2b"}),
        frozenset({"other-state"}),
    }


def test_a_correction_joins_what_it_corrects(launches: Told) -> None:
    """The page that was changed and the report of the change are of the launch whose figures they change."""
    corrected = some(launches, "corrected-1", "corrected-2", "corrected-3")
    assert together(corrected) == {frozenset(corrected)}


def test_history_goes_to_the_old_launch(readings: Mapping[str, Reading], launches: Told) -> None:
    """A report of Friday's launch that recalls Tuesday's has an event in each incident."""
    incidents = fuse(tellings(readings.values()))
    recalled = [one.event for one in tellings([readings["week-2a"]]) if one.event.is_account][1]
    tuesday = next(one for one in incidents if launches["week-1a"].event in one.events)
    friday = next(one for one in incidents if launches["week-2a"].event in one.events)
    assert recalled in tuesday.events
    assert recalled not in friday.events


def test_every_event_is_in_one_incident(readings: Mapping[str, Reading]) -> None:
    """None is lost, and none is in two."""
    known = list(tellings(readings.values()))
    placed = [event.id for one in fuse(known) for event in one.events]
    assert sorted(placed) == sorted(one.event.id for one in known)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_the_input_does_not_matter(launches: Told, data: st.DataObject) -> None:
    """The same tellings in another order, and some of them twice, give the same incidents in the same order."""
    known = list(launches.values())
    shuffled = data.draw(st.permutations(known))
    again = data.draw(st.lists(st.sampled_from(known), max_size=3))
    assert fuse([*shuffled, *again]) == fuse(known)


def test_a_later_report_does_not_change_an_id(launches: Told) -> None:
    """An incident is named after its event in the first report, so that it can be cited."""
    first = fuse(some(launches, "salvo-1", "salvo-2").values())
    more = fuse(some(launches, "salvo-1", "salvo-2", "salvo-4").values())
    assert [one.id for one in first] == [one.id for one in more]


def test_analysts_outrank_the_rules(launches: Told) -> None:
    """What they rule to be one is one, what they rule apart is apart, and the last ruling on a pair counts."""
    one, other = launches["day-1a"].event.id, launches["day-2a"].event.id
    two = some(launches, "day-1a", "day-2a")
    assert together(two, judge("same", one, other)) == {frozenset(two)}
    assert len(together(two, judge("same", one, other), judge("not the same", other, one, day=2))) == 2
    salvo = some(launches, "salvo-1", "salvo-3")
    apart = judge("not the same", *(telling.event.id for telling in salvo.values()))
    assert len(together(salvo, apart)) == 2


def test_a_ruling_that_is_taken_back_leaves_the_rules_to_decide(launches: Told) -> None:
    """And a taking back that is taken back itself lets the ruling stand again."""
    salvo = some(launches, "salvo-1", "salvo-3")
    apart = judge("not the same", *(telling.event.id for telling in salvo.values()))
    back = judge("taken back", apart.id, day=2)
    assert len(together(salvo, apart, back)) == 1
    assert len(together(salvo, apart, back, judge("taken back", back.id, day=3))) == 2


def test_a_third_cannot_join_what_an_analyst_keeps_apart(launches: Told) -> None:
    """Three reports of a salvo of which two are ruled apart do not become one through the third."""
    salvo = some(launches, "salvo-1", "salvo-2", "salvo-3")
    apart = judge("not the same", salvo["salvo-1"].event.id, salvo["salvo-3"].event.id)
    groups = together(salvo, apart)
    assert not any({"salvo-1", "salvo-3"} <= group for group in groups)


def test_why_gives_the_reasons_of_a_join(launches: Told) -> None:
    """State, day and figures with their weights and quotes, and the sum that they add up to."""
    found = why(launches["week-1a"], launches["week-1b"])
    assert found.same
    assert found.total == pytest.approx(sum(reason.weight for reason in found.reasons))
    by_name = {reason.feature: reason for reason in found.reasons}
    assert by_name["time"].outcome == "same day"
    assert by_name["distance"].figures == {"apart": 0.0}
    texts = [launches[name].report.text for name in ("week-1a", "week-1b")]
    assert all(quote.quote in texts[0] + texts[1] for reason in found.reasons for quote in reason.quotes)


def test_why_gives_the_reason_of_a_refusal(launches: Told) -> None:
    """What can never be is named alone; otherwise what counts most against."""
    assert why(launches["week-1a"], launches["week-2a"]).because == "time: 3 days apart, 2028-06-13 and 2028-06-16"
    assert not why(launches["day-1a"], launches["day-2a"]).same
    assert why(launches["day-1a"], launches["other-state"]).because.startswith("state: by PRK and by KOR")


def test_why_names_the_analyst(launches: Told) -> None:
    """The name, the day and the reason of the ruling that decided."""
    one, other = launches["day-1a"], launches["day-2a"]
    found = why(one, other, [judge("same", one.event.id, other.event.id)])
    assert found.same
    assert found.because == "A. Analyst ruled 'same' on 2028-12-01: looked at the film"


def test_the_way_between_two_events_is_told(launches: Told) -> None:
    """From one event of an incident to another there is a chain of joins; between two incidents there is none."""
    traced = trace(launches.values())
    ids = {name: telling.event.id for name, telling in launches.items()}
    path = traced.path(ids["salvo-1"], ids["salvo-4"])
    assert path
    assert ids["salvo-1"] in {path[0].first, path[0].second}
    assert ids["salvo-4"] in {path[-1].first, path[-1].second}
    assert traced.path(ids["salvo-1"], ids["week-1a"]) == ()


def test_what_is_kept_apart_although_it_fits_says_so(launches: Told) -> None:
    """A report that fits two launches is refused by one of them with the other's name."""
    traced = trace([telling for name, telling in launches.items() if name.startswith(("week", "reaction"))])
    assert all(not refusal.same and refusal.total >= refusal.needed for refusal in traced.refusals)


def acts(reader: Reader, kind: EventType, **texts: str) -> Told:
    """Return the first act of a type of each report, all of one day, by the report's name."""
    found = {}
    for name, text in texts.items():
        given = {"published": Given("2029-05-29", "test"), "outlet": Given(name, "test")}
        reading = reader.read(RawDocument(where=name, media="text/plain", content=text, given=given))
        found[name] = next(Telling(reading.report, event) for event in reading.events if event.type == kind)
    return found


FERRY = "A ferry ran aground off Port Haven, and nine passengers were hurt, the harbour office of Port Haven said."


def test_an_undated_act_in_two_reports_is_one(reader: Reader) -> None:
    """Nobody who did it is named, and no day: the affair, the word and to whom it was done put them together."""
    told = acts(
        reader,
        "COERCE",
        one=f"{FERRY} The captain of the ferry was arrested.",
        other=f"{FERRY} Police have arrested the ferry's captain.",
        elsewhere="A bus left the road near Linfield, and the mayor called for a new bridge. The driver was arrested.",
    )
    assert together(told) == {frozenset({"one", "other"}), frozenset({"elsewhere"})}


def test_meetings_of_one_day_with_different_people_are_two(reader: Reader) -> None:
    """Who met whom tells them apart, though one of them took part in both."""
    visit = "Emmanuel Macron was in Washington for a visit of two days, and the city closed its streets for him."
    told = acts(
        reader,
        "CONSULT",
        first=f"Emmanuel Macron met Joe Biden. {visit}",
        again=f"Joe Biden and Emmanuel Macron met. {visit}",
        other=f"Emmanuel Macron met Antony Blinken. {visit}",
    )
    assert together(told) == {frozenset({"first", "again"}), frozenset({"other"})}
