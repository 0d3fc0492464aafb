"""The chronicle, what is read from others, and where they disagree."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from bongsu.reference.chronicle import COLUMNS, PastLaunch, read_chronicle, shipped_chronicle, write_chronicle
from bongsu.reference.chronicle_compare import compare
from bongsu.reference.chronicle_sources import read_any, read_list, read_nagix
from bongsu.reference.tables import load_tables

DATA = os.environ.get("BONGSU_DATA")
HEAD = "id,date,utc,mode,sources\n"
GOOD = "PRK-2025-01-06-1,2025-01-06,2025-01-06T03:01:00Z,ballistic,nagix\n"
MISSILE = {
    "date": "2025-01-06",
    "time": "03:01 (UTC)",
    "missile": "hwasong-16b",
    "facility": "east-pyongyang",
    "landing": "sea-of-japan",
    "apogee": "100",
    "distance": 1100,
    "bearing": 90,
    "outcome": "success",
}


def nagix(*changes: dict[str, object]) -> str:
    """Return the JSON of nagix with one missile a change."""
    return json.dumps({"timeBins": [{"data": [MISSILE | change for change in changes]}]})


def launch(day: str, **values: object) -> PastLaunch:
    """Return a launch of a day."""
    given: dict[str, object] = {"mode": "ballistic", "sources": ("nagix",)} | values
    return PastLaunch(id=f"PRK-{day}-1", date=dt.date.fromisoformat(day), **given)  # type: ignore[arg-type]


def test_the_shipped_chronicle_is_sound() -> None:
    """It is read without a problem, comes out as it went in, and names systems and sites that the tables have."""
    launches = shipped_chronicle().launches
    assert read_chronicle(write_chronicle(launches), "again").launches == launches
    tables = load_tables()
    assert {key for one in launches for key in one.systems} <= {system.id for system in tables.systems}
    assert {key for one in launches for key in one.sites} <= {site.id for site in tables.sites}


def test_it_has_the_launches_of_a_year_by_the_day() -> None:
    """2017 had so many days with a ballistic launch, from 12 February to 29 November."""
    days = [one.date for one in shipped_chronicle().launches if one.date.year == 2017 and one.mode == "ballistic"]
    assert (len(set(days)), str(days[0]), str(days[-1])) == (15, "2017-02-12", "2017-11-29")


def test_it_covers_a_mode_for_a_time() -> None:
    """Ballistic launches are complete from 2016 to the last day of both sources; cruise missiles never are."""
    covers = shipped_chronicle().covers
    assert covers("PRK", ("ballistic",), dt.date(2016, 1, 1), dt.date(2026, 4, 18))
    assert not covers("PRK", ("ballistic",), dt.date(2015, 12, 31), dt.date(2016, 12, 31))
    assert not covers("PRK", ("cruise",), dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert not covers("IRN", ("ballistic",), dt.date(2020, 1, 1), dt.date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("id,date,utc,mode\n", "x.csv", "the column sources is missing"),
        (HEAD, "x.csv", "there is no row in it"),
        (HEAD + GOOD.replace("2025-01-06,2025-01-06T", "2025-01-36,2025-01-06T"), "x.csv:2", "date"),
        (HEAD + GOOD + GOOD, "x.csv:3", "stands above already"),
        (HEAD + GOOD.replace("T03:01", "T23:01"), "x.csv:2", "is 2025-01-07 in Asia/Pyongyang"),
        (HEAD + GOOD.replace("ballistic", "balistic"), "x.csv:2", "balistic"),
        (HEAD + GOOD.replace("PRK-2025-01-06-1", "PRK-2025-01-05-1"), "x.csv:2", "does not fit its day"),
        (HEAD + GOOD + GOOD.replace("2025-01-06", "2024-01-06"), "x.csv:3", "earlier than the row above"),
        (HEAD + GOOD.replace(",nagix", ","), "x.csv:2", "sources"),
        (HEAD + GOOD.replace("nagix\n", "nagix,more\n"), "x.csv:2", "beyond the last column"),
    ],
)
def test_a_bad_row_is_refused_and_nothing_is_taken(text: str, where: str, problem: str) -> None:
    """The problem names the file, the line, the reason and the remedy."""
    read = read_chronicle(text, "x.csv")
    assert read.launches == ()
    assert read.problems[0].where == where
    assert problem in read.problems[0].problem
    assert read.problems[0].remedy


def test_comments_may_lead_a_chronicle() -> None:
    """Lines keep their numbers under them."""
    assert len(read_chronicle(f"# one\n# two\n{HEAD}{GOOD}", "x.csv").launches) == 1
    assert read_chronicle(f"# one\n{HEAD}{GOOD}bad\n", "x.csv").problems[0].where == "x.csv:4"


def test_missiles_become_launches() -> None:
    """Missiles within 45 minutes are one launch; one without a time joins its site; a later one is another."""
    rows: tuple[dict[str, object], ...] = (
        {},
        {"series": 2, "time": "03:40 (UTC)"},
        {"series": 3, "time": "unknown"},
        {"series": 4, "time": "06:00 (UTC)"},
    )
    first, second = read_nagix(nagix(*rows), "x.json").launches
    assert (first.id, first.count, second.id, second.count) == ("PRK-2025-01-06-1", 3, "PRK-2025-01-06-2", 1)
    assert (first.distance_km, first.apogee_km, first.systems) == (1100.0, 100.0, ("hwasong-16b",))


def test_a_day_is_that_of_pyongyang() -> None:
    """22:30 UTC is the next day there; without a time the date stands as it was reported."""
    (evening,) = read_nagix(nagix({"time": "22:30 (UTC)"}), "x.json").launches
    (unknown,) = read_nagix(nagix({"time": "unknown"}), "x.json").launches
    assert (str(evening.date), str(unknown.date)) == ("2025-01-07", "2025-01-06")


def test_what_is_known_to_be_wrong_is_set_right_and_said() -> None:
    """The first ICBM flew at 00:40 UTC, and the launch of 14 May 2017 was on 13 May, UTC."""
    rows: tuple[dict[str, object], ...] = (
        {"date": "2017-07-04", "time": "12:40 (UTC)", "facility": "panghyon"},
        {"date": "2017-05-14", "time": "20:28 (UTC)", "facility": "north-kusong"},
    )
    read = read_nagix(nagix(*rows), "x.json")
    assert [one.utc.isoformat() for one in read.launches if one.utc] == [
        "2017-05-13T20:28:00+00:00",
        "2017-07-04T00:40:00+00:00",
    ]
    assert [str(one.date) for one in read.launches] == ["2017-05-14", "2017-07-04"]
    assert any(note.startswith("2017-07-04 12:40") for note in read.notes)
    assert any("bearing of 90" in note for note in read.notes)


def test_a_site_that_is_not_known_is_none() -> None:
    """The JSON gives it the place of an airport."""
    assert read_nagix(nagix({"facility": "unknown"}), "x.json").launches[0].sites == ()


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("{", "x.json", "not the JSON of nagix"),
        ("[]", "x.json", "not the JSON of nagix"),
        (nagix({}, {"date": "2025-13-01"}), "x.json:2", "no date"),
        (nagix({"time": "3 am"}), "x.json:1", "no time"),
        (nagix({}, {}), "x.json:2", "row 1 again"),
        (nagix({"missile": None}), "x.json:1", "missile"),
    ],
)
def test_a_bad_missile_is_refused(text: str, where: str, problem: str) -> None:
    """Nothing is taken from the file, and the row is named."""
    read = read_nagix(text, "x.json")
    assert read.launches == ()
    assert read.problems[0].where == where
    assert problem in read.problems[0].problem


def test_a_list_gives_days_and_kinds() -> None:
    """Engine tests and balloons are no launches; a satellite is one, whatever its type is called."""
    rows = (
        "2025-01-06,Missile Provocation,Intermediate-range Ballistic Missile Launch\n"
        "2025-01-25,Missile Provocation,Strategic cruise missile\n"
        "2026-03-29,Missile Provocation,Rocket Engine Test\n"
        "2023-11-21,Other Provocation,Satellite Launch\n"
        "2024-05-29,Other Provocation,Balloon-floating Trash\n"
    )
    read = read_list(f"date,type,event\n{rows}", "x.csv")
    assert [(one.id, one.mode) for one in read.launches] == [
        ("PRK-2023-11-21-1", "satellite"),
        ("PRK-2025-01-06-1", "ballistic"),
        ("PRK-2025-01-25-1", "cruise"),
    ]
    assert read_list("date,type,event\nyesterday,x,y\n", "x.csv").problems[0].where == "x.csv:2"


def test_two_chronicles_are_compared_by_the_day() -> None:
    """A day that one alone has is its neighbour in the other; kinds that one leaves open are no difference."""
    ours = [launch("2024-11-05", classes=("SRBM",)), launch("2025-01-06", count=1), launch("2025-01-14")]
    theirs = [launch("2024-11-04"), launch("2025-01-06", count=2), launch("2025-01-25", mode="cruise")]
    found = [(str(one.date), one.kind) for one in compare(ours, theirs)]
    assert found == [
        ("2024-11-05", "dated a day apart"),
        ("2025-01-06", "count"),
        ("2025-01-14", "only in the first"),
        ("2025-01-25", "only in the second"),
    ]


@pytest.mark.skipif(DATA is None, reason="not measured: BONGSU_DATA is not set")
def test_the_shipped_chronicle_agrees_with_what_it_is_made_of() -> None:
    """Every launch of nagix since 2016 is in it, on the same day, with the same missiles."""
    assert DATA is not None
    theirs = [one for one in read_any(Path(DATA) / "launches" / "nagix-test.json").launches if one.date.year >= 2016]
    ours = [one for one in shipped_chronicle().launches if "nagix" in one.sources]
    assert [(one.date, one.utc, one.count, one.mode) for one in ours] == [
        (one.date, one.utc, one.count, one.mode) for one in theirs
    ]


def test_the_columns_are_those_of_the_noun() -> None:
    """A chronicle that is written has them in the noun's order."""
    assert write_chronicle([]).strip() == ",".join(COLUMNS)
