"""Looking up: by what events say, as it was known at a time."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.annotate.times import find_times
from bongsu.errors import UsageError
from bongsu.model import Claim, Event, MadeBy, Mention, Reading, Span, Stamp, TimeExpr
from bongsu.record import Record, Told, lookup
from bongsu.record.rows import days_of, days_of_time


def _countries(event: Event, slot: str) -> set[str | None]:
    values = [claim.value for claim in event.claims if claim.slot == slot]
    return {value.entity.country for value in values if isinstance(value, Mention) and value.entity}


def _ids(told: list[Told]) -> list[str]:
    return sorted(one.event.id for one in told)


def _expected(pairs: tuple[Pair, ...], wanted: Callable[[Reading, Event], bool]) -> list[str]:
    return sorted(event.id for _, reading in pairs for event in reading.events if wanted(reading, event))


def test_events_by_what_they_say(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Each condition finds the events that going through all readings finds, and conditions add up."""
    add_all(record, pairs)
    monday = dt.date(2025, 1, 6)

    def on_monday(_: Reading, event: Event) -> bool:
        days = days_of(event)
        return days is not None and days[0] <= monday <= days[1]

    for wanted, right in (
        ({}, lambda *_: True),
        ({"type": "LAUNCH"}, lambda _, event: event.type == "LAUNCH"),
        ({"mode": "ballistic"}, lambda _, event: event.mode == "ballistic"),
        ({"actor": "PRK"}, lambda _, event: "PRK" in _countries(event, "actor")),
        ({"recipient": "PRK"}, lambda _, event: "PRK" in _countries(event, "recipient")),
        ({"days": (monday, monday)}, on_monday),
        ({"outlet": "Harbour Post"}, lambda reading, _: reading.report.outlet == "Harbour Post"),
        ({"published": (monday, monday)}, lambda reading, _: bool(p := reading.report.published) and p.date == monday),
        ({"slot": "distance"}, lambda _, event: any(claim.slot == "distance" for claim in event.claims)),
        (
            {"slot": "distance", "claimant": "KOR-JCS"},
            lambda _, event: any(_said(claim) == ("distance", "KOR-JCS") for claim in event.claims),
        ),
        (
            {"type": "LAUNCH", "actor": "PRK", "days": (monday, monday)},
            lambda reading, event: (
                event.type == "LAUNCH" and "PRK" in _countries(event, "actor") and on_monday(reading, event)
            ),
        ),
    ):
        found = list(record.events(**wanted))
        assert _ids(found) == _expected(pairs, right), wanted
        assert found, wanted


def _said(claim: Claim) -> tuple[str, str | None]:
    speaker = claim.attribution.speaker
    return claim.slot, speaker.entity.id if speaker and speaker.entity else None


def test_an_event_of_two_claims_that_fit_comes_once(record: Record, pairs: tuple[Pair, ...]) -> None:
    """However many of its claims are what is looked for."""
    document, reading = pairs[0]
    twice = (msgspec.structs.replace(event, claims=(*event.claims, *event.claims)) for event in reading.events)
    record.add(document, msgspec.structs.replace(reading, events=tuple(twice)))
    for found in (
        list(record.events(actor="PRK")),
        list(record.events(type="LAUNCH", actor="PRK", limit=20)),
        list(record.events(claimant="KOR-JCS")),
    ):
        assert found
        assert len(_ids(found)) == len(set(_ids(found)))


def test_readings_by_their_events(record: Record, pairs: tuple[Pair, ...]) -> None:
    """A reading is found when one event has all that is asked."""
    add_all(record, pairs)
    found = {kept.reading.report.outlet for kept in record.readings(type="LAUNCH", actor="PAK")}
    assert found == {"Harbour Post"}
    assert len(list(record.readings(report=pairs[0][1].report.id))) == 1


def test_an_event_whose_day_is_known_to_the_year(record: Record, pairs: tuple[Pair, ...]) -> None:
    """Is found by each day of that year, and by no other."""
    add_all(record, pairs)
    for day, found in (
        (dt.date(2017, 1, 1), 1),
        (dt.date(2017, 12, 31), 1),
        (dt.date(2016, 12, 31), 0),
        (dt.date(2018, 1, 1), 0),
    ):
        assert len(list(record.events(type="SANCTION", days=(day, day)))) == found, day


def test_pages(record: Record, pairs: tuple[Pair, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are read at a time, each event comes once and in the same order; a limit cuts it."""
    add_all(record, pairs)
    whole = [told.event.id for told in record.events()]
    for size in (1, 2, 3):
        monkeypatch.setattr(lookup, "PAGE", size)
        assert [told.event.id for told in record.events()] == whole
        assert [told.event.id for told in record.events(limit=5)] == whole[:5]
        assert len(list(record.readings())) == len(pairs)


def test_what_is_entered_while_reading_is_not_seen(
    record: Record, pairs: tuple[Pair, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look-up shows one state of the record, also where others write between its pages."""
    monkeypatch.setattr(lookup, "PAGE", 1)
    add_all(record, pairs[:3])
    looking = record.readings()
    first = next(looking)
    newer = msgspec.structs.replace(pairs[0][1], made_by=MadeBy(bongsu="99", digests={}))
    record.add(pairs[0][0], newer)
    record.add(*pairs[3])
    assert [first.reading, *(kept.reading for kept in looking)] == [reading for _, reading in pairs[:3][::-1]]


def test_what_was_known_on_a_day(record: Record, pairs: tuple[Pair, ...], clock: Clock) -> None:
    """Later reports, later readings and later sightings are not seen as of a day before."""
    document, reading = pairs[0]
    newer = msgspec.structs.replace(reading, made_by=MadeBy(bongsu="99", digests={}))
    steps = [(document, reading), pairs[1], (msgspec.structs.replace(document, where="elsewhere"), newer)]
    for later, step in enumerate(steps):
        clock.now = NOON + dt.timedelta(days=later)
        record.add(*step)
    days = [(NOON + dt.timedelta(days=count)).date() for count in (-1, 0, 1, 2)]
    known = [[kept.reading for kept in record.readings(as_of=day)] for day in days]
    assert known == [[], [reading], [pairs[1][1], reading], [newer, pairs[1][1]]]
    assert [len(record.sightings(reading.report.id, as_of=day)) for day in days] == [0, 1, 1, 2]
    assert [len(record.search("condemned", as_of=day)) for day in days] == [0, 1, 1, 1]
    assert [kept.reading for kept in record.history(reading.report.id, as_of=days[2])] == [reading]
    assert list(record.readings(as_of=NOON - dt.timedelta(microseconds=1))) == []


def test_a_time_without_zone_is_refused(record: Record) -> None:
    """It could be any of a day's."""
    with pytest.raises(UsageError, match="has no time zone"):
        list(record.readings(as_of=dt.datetime(2025, 1, 6)))  # noqa: DTZ001 - what is tested


def test_search(record: Record, pairs: tuple[Pair, ...]) -> None:
    """All words have to be there, whole, in any case; quoted ones beside each other; nothing is an operator."""
    add_all(record, pairs)
    for words, outlets in (
        ("ballistic", ["Beacon News", "Beacon News"]),
        ("BALLISTIC", ["Beacon News", "Beacon News"]),
        ("missile Babur", ["Harbour Post"]),
        ('"Babur missile"', ["Harbour Post"]),
        ('"missile Babur"', []),
        ("1,100", ["Beacon News"]),
        ("submarine launched", ["Harbour Post"]),
        ("submarine-launched", ["Harbour Post"]),
        ("ballist", []),
        ("road OR ballistic", []),
        ("NOT", []),
        ("Japan's", ["Harbour Post"]),
        ('missile "unclosed', []),
    ):
        assert [hit.report.outlet for hit in record.search(words)] == outlets, words


def test_a_hit_shows_where(record: Record, pairs: tuple[Pair, ...]) -> None:
    """The words with what stands around them, and the quotes that hold them."""
    add_all(record, pairs)
    (hit,) = record.search("condemned")
    assert "Japan condemned the launch." in hit.excerpt
    assert hit.quotes
    assert all("condemned" in quote.quote for quote in hit.quotes)
    assert len({quote.span for quote in hit.quotes}) == len(hit.quotes)


def test_search_without_a_word(record: Record) -> None:
    """Is refused: everything is not an answer."""
    with pytest.raises(UsageError, match="no word to look for"):
        record.search(' "" … ')


VALUES = st.one_of(
    st.dates().map(lambda day: (day.isoformat(), day, day)),
    st.dates().map(lambda day: (f"{day.isoformat()}T06:57", day, day)),
    st.dates(max_value=dt.date(9998, 1, 1)).map(
        lambda day: (
            day.isoformat()[:7],
            day.replace(day=1),
            (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1),
        )
    ),
    st.dates().map(lambda day: (day.isoformat()[:4], day.replace(month=1, day=1), day.replace(month=12, day=31))),
)


@given(VALUES)
def test_days_are_those_stated(stated: tuple[str, dt.date, dt.date]) -> None:
    """A TIMEX3 value of a day, a month or a year is that day or all its days."""
    value, first, last = stated
    time = TimeExpr(span=Span(0, 1), type="DATE", value=value, start=None, end=None, granularity="day")
    assert days_of_time(time) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-WXX-1", "2025-02-30", "P2M", "T06:42", "PAST_REF"])
def test_no_day_where_none_is_stated(value: str) -> None:
    """Nor where the calendar has none."""
    time = TimeExpr(span=Span(0, 1), type="DATE", value=value, start=None, end=None, granularity="day")
    assert days_of_time(time) is None


def test_days_of_a_length_beside_now() -> None:
    """The past two weeks are their days; a length that lies anywhere has none."""
    (past, other) = find_times("over the past two weeks, after two weeks", Stamp("2019-10-14", "the page"))
    assert days_of_time(past) == (dt.date(2019, 9, 30), dt.date(2019, 10, 14))
    assert days_of_time(other) is None
