"""The table of political events: what it refuses, what it holds, and what a user's own changes in it."""

import datetime as dt
from pathlib import Path

import pytest

from bongsu.errors import TableError
from bongsu.reference.calendar import UNVERIFIED, load_calendar, shipped_calendar
from bongsu.reference.law import shipped_law

HEAD = "first_day,last_day,kind,names,states,people,place,since,source,verified\n"
GOOD = "2031-05-06,2031-05-07,summit,Atlantis summit|first Atlantis summit,KOR|USA,Ann Example,Atlantis,,own,true\n"


def own(folder: Path, rows: str) -> Path:
    """Write a calendar of a user's and return its folder."""
    (folder / "calendar.csv").write_text(f"# one comment\n{HEAD}{rows}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        (GOOD.replace("05-07", "05-05"), 3, "Atlantis summit ends on 2031-05-05, before it begins, on 2031-05-06"),
        (GOOD.replace("2031-05-06", "2031-02-30"), 3, '"2031-02-30" is no day'),
        (GOOD.replace("2031-05-06", "6 May 2031"), 3, '"6 May 2031" is no day: write it as'),
        (GOOD.replace("2031-05-06,2031-05-07", "--02-29,"), 3, '"--02-29" is no day'),
        (GOOD.replace("2031-05-06,", "--05-06,"), 3, "one is of every year, and the other is not"),
        (GOOD.replace("2031-05-06,2031-05-07", "--05-06,"), 3, "Atlantis summit is no anniversary"),
        (GOOD.replace("summit,", "anniversary,", 1), 3, "an anniversary has a day of every year, --05-06"),
        (GOOD.replace(",,own", ",1999,own"), 3, "counted since 1999, and has no day of every year"),
        (GOOD.replace("summit,", "smumit,", 1), 3, "smumit"),
        (GOOD.replace("KOR|USA", "KOR|XYZ"), 3, 'no state has the code "XYZ"'),
        (GOOD.replace("own,true", "unverified,true"), 3, "is verified, and its source is not stated"),
        (GOOD.replace("own,true", "own,perhaps"), 3, "verified"),
        (GOOD.replace("own,true", "own,"), 3, "verified"),
        (GOOD.replace("true", "true,more"), 3, "beyond the last column"),
        (GOOD + GOOD, 4, '"Atlantis summit" stands in it twice'),
        (GOOD + GOOD.replace("Atlantis", "Lemuria").replace("2031", "2030"), 4, "2030-05-06 is earlier than the row"),
        (GOOD.replace("first Atlantis summit", "Hanoi summit"), 3, '"Hanoi summit" stands in it twice'),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_place(
    tmp_path: Path, rows: str, line: int, problem: str
) -> None:
    """The error names the file, the line and the reason."""
    with pytest.raises(TableError) as raised:
        load_calendar(own(tmp_path, rows))
    assert raised.value.where == f"{tmp_path / 'calendar.csv'}:{line}"
    assert problem in raised.value.problem


def test_rows_of_the_user_stand_beside_ours_and_in_place_of_those_of_the_same_name(tmp_path: Path) -> None:
    """A row with the first name of ours replaces it; the rest of ours stays."""
    moved = GOOD.replace("2031", "2019").replace("Atlantis summit|first Atlantis summit", "Hanoi summit")
    calendar = load_calendar(own(tmp_path, moved + GOOD))
    hanoi, ours = calendar.named("Hanoi summit"), shipped_calendar()
    assert hanoi is not None
    assert (hanoi.first_day, hanoi.source) == ("2019-05-06", "own")
    assert calendar.named("second Trump-Kim summit") is None
    assert len(calendar.occasions) == len(ours.occasions) + 1
    assert calendar.named("first Atlantis summit") in calendar.occasions


def test_the_calendar_tells_what_was_around_a_day() -> None:
    """The launch of 6 January 2025 fell on a visit, two days before a birthday and two weeks before an inauguration."""
    found = [one.occasion.name for one in shipped_calendar().between(dt.date(2025, 1, 6), dt.date(2025, 1, 20))]
    assert found == [
        "Antony Blinken in Seoul, January 2025",
        "Antony Blinken in Tokyo, January 2025",
        "birthday of Kim Jong Un",
        "detention of Yoon Suk Yeol",
        "second inauguration of Donald Trump",
    ]


def test_a_day_of_every_year_comes_back_and_not_before_its_first() -> None:
    """The Day of the Sun is on 15 April of every year, and Missile Industry Day is not older than 2022."""
    calendar = shipped_calendar()
    of_every_year = [one for one in calendar.between(dt.date(2016, 1, 1), dt.date(2025, 12, 31)) if one.occasion.since]
    suns = [one.first for one in of_every_year if one.occasion.name == "Day of the Sun"]
    assert suns == [dt.date(year, 4, 15) for year in range(2016, 2026)]
    assert {one.first.year for one in of_every_year if one.occasion.name == "Missile Industry Day"} == set(
        range(2022, 2026)
    )


def test_an_event_of_several_days_is_found_on_each_of_them() -> None:
    """Vigilant Storm ran from 31 October to 5 November 2022."""
    calendar = shipped_calendar()
    storm = calendar.named("Vigilant Storm")
    assert storm is not None
    days = [dt.date(2022, 10, 30) + dt.timedelta(days=number) for number in range(8)]
    on = [any(one.occasion is storm for one in calendar.between(day, day)) for day in days]
    assert on == [False, True, True, True, True, True, True, False]


def test_resolutions_are_taken_from_their_own_table() -> None:
    """Each is an event of the day on which it came into force, once, and by the source of its row."""
    calendar = shipped_calendar()
    resolution = calendar.named("Resolution 2397")
    assert resolution is not None
    assert (resolution.first_day, resolution.kind, resolution.states) == ("2017-12-22", "resolution", ("PRK",))
    kinds = [one.kind for one in calendar.occasions]
    assert kinds.count("resolution") == len(shipped_law().resolutions)


def test_the_table_has_what_reports_date_launches_by() -> None:
    """There are more than 300 rows of every kind, and of those that are verified each names a page."""
    occasions = shipped_calendar().occasions
    assert len(occasions) > 300
    assert {"summit", "visit", "election", "inauguration", "impeachment", "exercise"} <= {one.kind for one in occasions}
    assert {"anniversary", "referendum", "coup", "congress", "parade", "resolution"} <= {one.kind for one in occasions}
    verified = [one for one in occasions if one.verified]
    assert len(verified) > 180
    assert all(one.source != UNVERIFIED for one in verified)
