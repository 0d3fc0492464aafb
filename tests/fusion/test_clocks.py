"""The local day and the day of those who wrote: one launch, two dates, no conflict."""

from bongsu.fusion import Derived, Telling, derive
from bongsu.fusion.clocks import local_day, local_zone
from bongsu.model import Given, Incident, RawDocument, TimeExpr
from bongsu.pipeline import Reader


def told(reader: Reader, outlet: str, published: str, text: str) -> Telling:
    """Return the launch that a report tells of."""
    given = {"published": Given(published, "test"), "outlet": Given(outlet, "test")}
    reading = reader.read(RawDocument(where=outlet, media="text/plain", content=text, given=given))
    return next(Telling(reading.report, event) for event in reading.events if event.is_account)


def time_of(*tellings: Telling) -> Derived:
    """Return what the tellings of one launch say of its time."""
    events = tuple(one.event for one in tellings)
    found = derive(
        Incident(id=events[0].id, type="LAUNCH", events=events), {one.report.id: one.report for one in tellings}
    )
    return next(one for one in found if one.slot == "time")


SEOUL = "SEOUL - North Korea fired a ballistic missile from Sunan on Tuesday, South Korea's military said."
WASHINGTON = "WASHINGTON - North Korea fired a ballistic missile on Monday, two U.S. officials said."


def test_a_local_clock_makes_two_days_one_moment(reader: Reader) -> None:
    """At 5:27 on the 29th in Pyongyang it is the 28th in Washington; the day to go by is the local one."""
    clock = f"{SEOUL} The missile was launched at 5:27 a.m. local time."
    found = time_of(told(reader, "Daily A", "2029-05-29", clock), told(reader, "Daily B", "2029-05-28", WASHINGTON))
    assert found.conflicts == ()
    (zone,) = found.zones
    assert zone.words == "05:27 on 2029-05-29 in Pyongyang is 2029-05-28 in New York"
    value = found.options[zone.local].told[0].claim.value
    assert isinstance(value, TimeExpr)
    assert value.value.startswith("2029-05-29")


def test_a_report_of_the_day_before_shows_the_other_zone(reader: Reader) -> None:
    """A report that came out on the 28th and tells of the 29th as past was written where it was still the 28th."""
    ahead = told(reader, "Daily B", "2029-05-28", SEOUL)
    found = time_of(ahead, told(reader, "Daily C", "2029-05-28", WASHINGTON))
    (zone,) = found.zones
    assert found.best is not None
    assert (found.conflicts, found.best.option) == ((), zone.local)
    assert "a report of 2029-05-28 tells of 2029-05-29 as past" in zone.words


def test_without_a_clock_two_days_stay_two(reader: Reader) -> None:
    """Nothing shows that both are right; that they can be is said."""
    found = time_of(told(reader, "Daily A", "2029-05-29", SEOUL), told(reader, "Daily B", "2029-05-29", WASHINGTON))
    assert found.zones == ()
    assert [one.size.words for one in found.conflicts] == ["1 day, as days of two time zones can be"]


def test_an_evening_launch_is_of_one_day_in_both(reader: Reader) -> None:
    """At 23:00 in Pyongyang it is the same day in Washington, so the day before is wrong."""
    evening = f"{SEOUL} The missile was launched at 11 p.m. local time."
    found = time_of(told(reader, "Daily A", "2029-05-30", evening), told(reader, "Daily B", "2029-05-30", WASHINGTON))
    assert found.zones == ()
    assert len(found.conflicts) == 1


def test_a_time_of_a_known_zone_has_its_local_day(reader: Reader) -> None:
    """20:27 GMT on Monday is Tuesday where it flew."""
    gmt = told(
        reader,
        "Daily A",
        "2029-05-29",
        "North Korea fired a ballistic missile at 2027 GMT on Monday, May 28, South Korea's military said.",
    )
    incident = Incident(id=gmt.event.id, type="LAUNCH", events=(gmt.event,))
    (time,) = (one.value for one in gmt.event.claims if one.slot == "time" and isinstance(one.value, TimeExpr))
    assert local_zone(incident) == "Asia/Pyongyang"
    assert str(local_day(time, local_zone(incident))) == "2029-05-29"
    assert str(local_day(time, None)) == "2029-05-28"
