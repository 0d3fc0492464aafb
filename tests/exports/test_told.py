import datetime as dt
from collections.abc import Callable
from itertools import product
from typing import Any, get_args

import msgspec
import pytest

from bongsu.exports import cameo, polecat
from bongsu.exports.told import NO_DAY, NOT_PLAIN, Told, country, is_plain, one_line, sector
from bongsu.model import (
    Certainty,
    Entity,
    Event,
    Factuality,
    Mention,
    Place,
    Polarity,
    Reading,
    Span,
    Status,
    TimeExpr,
    Value,
)

EVERY = [Factuality(*one) for one in product(get_args(Certainty), get_args(Polarity), get_args(Status))]


def changed(reading: Reading, **parts: Any) -> Reading:
    """Return a reading of whose first event every claim has other parts."""
    event = reading.events[0]
    claims = tuple(msgspec.structs.replace(claim, **parts) for claim in event.claims)
    return msgspec.structs.replace(reading, events=(msgspec.structs.replace(event, claims=claims),))


def valued(reading: Reading, slot: str, *values: Value) -> Told:
    """Return the first event of a reading with other values in one slot."""
    event = reading.events[0]
    first = next(claim for claim in event.claims if claim.slot == slot)
    rest = tuple(claim for claim in event.claims if claim.slot != slot)
    claims = (*rest, *(msgspec.structs.replace(first, value=value) for value in values))
    return Told(reading, msgspec.structs.replace(event, claims=claims))


def test_two_ways_of_telling_are_a_plain_fact() -> None:
    """Certain and affirmed, and done or being done; nothing else."""
    assert {(one.certainty, one.polarity, one.status) for one in EVERY if is_plain(one)} == {
        ("certain", "affirmed", "happened"),
        ("certain", "affirmed", "ongoing"),
    }


@pytest.mark.parametrize("factuality", EVERY, ids=str)
@pytest.mark.parametrize("export", [polecat.export, cameo.export], ids=["polecat", "cameo"])
def test_what_is_no_plain_fact_is_left_out_where_it_would_pass_for_one(
    talks: Reading, export: Callable[..., Any], factuality: Factuality
) -> None:
    """However an event is denied, planned or unsure, no row tells of it, and it is counted."""
    made = export([changed(talks, factuality=factuality)])
    has_row = talks.events[0].id.encode() in made.data
    assert has_row == is_plain(factuality)
    assert made.left_out == ({} if has_row else {NOT_PLAIN: 1})


def test_an_event_without_claims_is_no_fact(talks: Reading) -> None:
    """What nobody claims is as unsure as can be."""
    bare = msgspec.structs.replace(talks.events[0], claims=())
    assert not Told(talks, bare).is_plain


def test_unsure_values_of_a_sure_event_are_left_out(sea: Reading) -> None:
    """A site that is only possible is not where a launch took place."""
    event: Event = sea.events[0]
    doubt = Factuality(certainty="possible")
    claims = tuple(
        msgspec.structs.replace(claim, factuality=doubt) if claim.slot == "site" else claim for claim in event.claims
    )
    assert Told(sea, event).place is not None
    assert Told(sea, msgspec.structs.replace(event, claims=claims)).place is None


@pytest.fixture
def day() -> Callable[..., TimeExpr]:
    """Return a maker of times."""

    def make(value: str, **more: Any) -> TimeExpr:
        start = dt.datetime(2025, 1, 6, tzinfo=dt.UTC)
        parts = {"granularity": "day", "start": start, "end": start + dt.timedelta(1), **more}
        return TimeExpr(span=Span(16, 22), type="DATE", value=value, **parts)

    return make


def test_a_day_is_given_only_where_the_words_give_one(talks: Reading, day: Callable[..., TimeExpr]) -> None:
    """A year, a month, about a day, two days: none of them is a day."""
    assert valued(talks, "time", day("2025-01-06")).day == "2025-01-06"
    assert valued(talks, "time", day("2025-01-06T07:00"), day("2025-01-06")).day == "2025-01-06"
    for times in (
        [day("2025")],
        [day("2025-01")],
        [day("2025-01-06", hedge="about")],
        [day("P2D")],
        [day("2025-01-06"), day("2025-01-07")],
    ):
        assert valued(talks, "time", *times).day is None
    assert valued(talks, "time", day("2025-01-06T07:00", granularity="minute")).clock == "07:00"
    assert valued(talks, "time", day("2025-01-06T07:00", granularity="minute", hedge="about")).clock is None


def test_an_event_of_another_year_does_not_pass_for_news(talks: Reading, day: Callable[..., TimeExpr]) -> None:
    """Without room for "2017" an event of 2017 is left out; one without any time stays, without a date."""
    year = msgspec.structs.replace(talks, events=(valued(talks, "time", day("2017", granularity="year")).event,))
    undated = msgspec.structs.replace(talks, events=(valued(talks, "time").event,))
    for export in (polecat.export, cameo.export):
        assert export([year]).left_out == {NO_DAY: 1}
        assert export([undated]).left_out == {}


def test_the_most_exact_place_is_where_it_was(talks: Reading) -> None:
    """A site of 5 km goes before a city of 20, and both before a name without coordinates."""
    bare, city, site = (
        Place(Span(16, 22), "A"),
        Place(Span(16, 22), "B", None, 39.0, 125.0, 20),
        Place(Span(16, 22), "C", None, 39.2, 125.6, 5),
    )
    assert valued(talks, "place", bare, city, site).place == site
    assert valued(talks, "place", bare, city).place == city
    assert valued(talks, "place", bare).place == bare


def test_who_is_named_twice_is_one(talks: Reading) -> None:
    """An entity counts once whatever it is called, and so do words that no table knows."""
    seoul = Entity("KOR", "South Korea", "KOR", "GOV")
    one, two = Mention(Span(0, 5), "actor", seoul), Mention(Span(16, 22), "actor", seoul)
    other = Mention(Span(0, 5), "actor")
    assert valued(talks, "actor", one, two, other, other).mentions("actor") == (one, other)


@pytest.mark.parametrize(
    ("entity", "code", "role"),
    [
        (Entity("KOR-JCS", "Joint Chiefs of Staff", "KOR", "MIL"), "KOR", "MIL"),
        (Entity("IGO-UNSC", "Security Council", None, "IGO"), "UNO", None),
        (Entity("IGO-UNC", "United Nations Command", None, "IGO"), "IGO", None),
        (Entity("IGO-EU-COM", "European Commission", None, "IGO"), "EUR", None),
        (Entity("IGO-NATO", "NATO", None, "IGO"), "IGO", None),
        (Entity("person:x", "A secretary-general from Portugal", "PRT", "IGO"), "IGO", None),
        (Entity("XKX", "Kosovo", "XKX", "GOV"), "KOS", "GOV"),
        (Entity("any:officials", "officials", None, "GOV"), None, "GOV"),
        (None, None, None),
    ],
)
def test_actors_have_the_countries_and_sectors_of_plover(
    entity: Entity | None, code: str | None, role: str | None
) -> None:
    """Who speaks for the United Nations does not act for the state that they are from."""
    mention = Mention(Span(0, 1), "actor", entity)
    assert (country(mention), sector(mention)) == (code, role)


def test_a_cell_of_a_line_is_one_line() -> None:
    """Tabs, line breaks and controls are blanks."""
    assert one_line(" a\tb\r\n\x00c\u2028\u00a0d ") == "a b c d"
