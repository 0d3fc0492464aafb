"""Dates that take their year or their day from the dates beside them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.times import find_times
from bongsu.model import Stamp, TimeExpr

FRIDAY = Stamp("2017-09-15", "test")
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31))


def found(text: str, published: Stamp | None = FRIDAY) -> list[TimeExpr]:
    """All expressions of ``text``."""
    return list(find_times(text, published))


def values(text: str, published: Stamp | None = FRIDAY) -> list[str]:
    """The values of all expressions in ``text``."""
    return [time.value for time in found(text, published)]


def written(day: dt.date) -> str:
    """A date in words, with its year."""
    return f"{day:%B} {day.day}, {day.year}"


@given(DAYS, st.integers(1, 20))
def test_days_later_and_earlier(day: dt.date, number: int) -> None:
    """Days before and after a date are Python's, whether or not the publication date is known."""
    text = f"It flew on {written(day)}. It fell {number} days later, and was seen {number} days earlier."
    first, later, _ = found(text, None)
    assert later.value == (day + dt.timedelta(days=number)).isoformat()
    assert later.anchor == written(day)
    assert (
        values(f"It flew on {written(day)}. {number} days earlier it rose.", None)[1]
        == (day - dt.timedelta(days=number)).isoformat()
    )
    assert first.anchor is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It flew on May 3, 2016. The following day it fell.", "2016-05-04"),
        ("It flew on May 3, 2016. That night it fell.", "2016-05-03TNI"),
        ("It flew on May 3, 2016. The next morning it fell.", "2016-05-04TMO"),
        ("It flew on May 3, 2016; it had come the night before.", "2016-05-02TNI"),
        ("It flew on May 3, 2016. A week later it fell.", "2016-W19"),
        ("It flew on May 3, 2016. Two months later it fell.", "2016-07"),
        ("It flew in May 2016. The previous month was quiet.", "2016-04"),
        ("It flew in May 2016. Two years later it fell.", "2018"),
        ("It flew in 2016. That year it fell.", "2016"),
        ("It was 43 percent this year, up from the year before, when it was 40.", "2016"),
        ("It flew on Thursday. A day earlier, it stood.", "2017-09-13"),
        ("It flew on Friday. The next day, it fell.", "2017-09-16"),
        ("It flew on May 3, 2016. The following Friday it fell.", "2016-05-06"),
        ("It flew on May 3, 2016. The previous Friday it stood.", "2016-04-29"),
        ("It flew on May 3, 2016; it had stood there the Sunday before.", "2016-05-01"),
        ("It flew in 1981. In March the same year it stood.", "1981-03"),
        ("In August it fell compared to the same month last year.", "2016-08"),
        ("It flew in May 1981. It had stood there earlier in the year.", "1981"),
        ("It flew in 1981. It fell on March 4 of the following year.", "1982-03-04"),
        ("It flew on May 3, 2016. An hour and 10 minutes later it fell.", "XXXX-XX-XXTXX:XX"),
    ],
)
def test_counted_from_the_date_before(text: str, value: str) -> None:
    """What counts from a date counts from the last one, to the precision of its own unit."""
    assert values(text, FRIDAY if "201" not in text else None)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It flew on May 3, 2016. The day before the summit it fell.", "XXXX-XX-XX"),
        ("It flew on May 3, 2016, the same day as the summit.", "XXXX-XX-XX"),
        ("It flew in 2016. The next day it fell.", "XXXX-XX-XX"),
        ("They won in 2016. 108 years later, the drought is over.", "XXXX"),
        ("It flew in May 2016, two months earlier than planned.", "XXXX-XX"),
        ("It flew several days later.", "XXXX-XX-XX"),
        ("They met in 2016, the Sunday before the vote.", "XXXX-WXX-7"),
        ("The following Tuesday it fell.", "XXXX-WXX-2"),
        ("It fell in June of the previous year.", "XXXX-06"),
        ("It is to fly in 2020. It was ready before the end of the year.", "2017"),
    ],
)
def test_not_counted(text: str, value: str) -> None:
    """Not from a date that is too coarse, nor where the words say from what else, nor into the years to come."""
    assert values(text)[-1] == value


@given(st.integers(1, 27), st.integers(1, 12), st.integers(1950, 2060), st.sampled_from(["from {} to {}", "{}–{}"]))
def test_two_days_of_a_month(day: int, month: int, year: int, form: str) -> None:
    """Both days of a range have the month and the year that stand once."""
    name = dt.date(2000, month, 1).strftime("%B")
    expected = [dt.date(year, month, day).isoformat(), dt.date(year, month, day + 1).isoformat()]
    assert values("held " + form.format(day, f"{day + 1} {name} {year}")) == expected
    assert values("held " + form.format(f"{name} {day}", f"{day + 1}, {year}")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from March to August 2011", ["2011-03", "2011-08"]),
        ("from November to January 2012", ["2011-11", "2012-01"]),
        ("between May and June in 1981", ["1981-05", "1981-06"]),
        ("26 February – 1 March 2018", ["2018-02-26", "2018-03-01"]),
        ("January 23 - March 9 2014", ["2014-01-23", "2014-03-09"]),
        ("February 6 - this year", ["2017-02-06", "2017"]),
        ("on June 12 last year", ["2016-06-12", "2016"]),
        ("between 2011 and 2014", ["2011", "2014"]),
        ("the 1950-53 war", ["1950", "1953"]),
        ("the 2017-18 winter", ["2017", "2018"]),
        ("in 2017-09", ["2017"]),
        ("talks on Saturday and Sunday", ["2017-09-16", "2017-09-17"]),
        ("one grey November day in 2012", ["2012-11", "2012"]),
        ("May 3 and 4, when it fell", ["2017-05-03", "2017-05-04"]),
        ("May 5, 6 and 9, 2016", ["2016-05-05", "2016-05-06", "2016-05-09"]),
        ("May 5-6 and 9", ["2017-05-05", "2017-05-06", "2017-05-09"]),
        ("on the 5th, 6th and 9th of May", ["2017-05-05", "2017-05-06", "2017-05-09"]),
        ("in July, August and September 2016", ["2016-07", "2016-08", "2016-09"]),
        ("on May 3 and 4 people died", ["2017-05-03"]),
        ("in spring and fall", ["XXXX-SP", "XXXX-FA"]),
    ],
)
def test_years_of_ranges(text: str, expected: list[str]) -> None:
    """The first date of a range has the year of the last, or the year before where the months turn over."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2013 it flew on July 6.", ["2013", "2013-07-06"]),
        ("It flew on September 1, 2012. On September 4 it fell.", ["2012-09-01", "2012-09-04"]),
        ("It flew on September 5, 2012. On September 4 it fell.", ["2012-09-05", "2017-09-04"]),
        ("It flew on September 1, 2012.\nOn September 4 it fell.", ["2012-09-01", "2017-09-04"]),
        ("In 2016 it tested in May and September.", ["2016", "2016-05", "2016-09"]),
        ("Seen in 2016, it will fly on October 10.", ["2016", "2017-10-10"]),
        ("In 2013 it told of the September attacks.", ["2013", "2017-09"]),
        ("It will tour Italy in November, Spain in December, Mexico in January.", ["2017-11", "2017-12", "2018-01"]),
        ("It is above that of 1990, he said on May 4.", ["1990", "2017-05-04"]),
        ("In 1990, he said on May 4 that it fell.", ["1990", "1990-05-04"]),
    ],
)
def test_year_of_the_sentence(text: str, expected: list[str]) -> None:
    """A date takes the year of its sentence, or that of a full date just before it, and is never before that date."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998\nAug. 31 -- It flew.\nOct. 1 -- It fell.", ["1998", "1998-08-31", "1998-10-01"]),
        ("- December 2006: It flew.\n- May 18: It fell.", ["2006-12", "2007-05-18"]),
        ("Jan. 20: It flew.\nFeb. 12: It fell.", ["2017-01-20", "2017-02-12"]),
        ("1998\nIt flew on Aug. 31.", ["1998", "1998-08-31"]),
        ("1998\nIt flew.\nWhat is next\nIt flew on Aug. 31.", ["1998", "2017-08-31"]),
        ("In 1998\nit flew on Aug. 31.", ["1998", "2017-08-31"]),
        ("Lions (2012)\n\nHe joined them on May 4.", ["2012", "2012-05-04"]),
        ("He left them in 2012\n\nHe joined them on May 4.", ["2012", "2017-05-04"]),
    ],
)
def test_year_of_a_chronology(text: str, expected: list[str]) -> None:
    """A date that leads a line has the year of the heading or of the entry before it."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It moved in 1990. That summer it grew.", ["1990", "1990-SU"]),
        ("It moved in 1990. The following spring it fell.", ["1990", "1991-SP"]),
        ("It moved in October 1990. The following spring it fell.", ["1990-10", "1991-SP"]),
        ("It moved in January 1990. The following spring it fell.", ["1990-01", "1990-SP"]),
        ("It moved in October 1990. The previous winter it grew.", ["1990-10", "1989-WI"]),
        ("It moved in 1990. That October it fell.", ["1990", "1990-10"]),
        ("It flew on May 3, 2016. That Friday it fell.", ["2016-05-03", "2016-05-06"]),
        ("It rose on Monday. It was a long day. That Monday it fell.", ["2017-09-11", "2017-09-11"]),
        ("It flew on May 3, 2016 and fell on the 5th.", ["2016-05-03", "2016-05-05"]),
        ("It flew on May 3, 2016, and a ship came on the fifth.", ["2016-05-03", "2016-05-05"]),
        ("It flew on May 3, 2016. Two days after, it fell.", ["2016-05-03", "2016-05-05"]),
        ("That summer it grew.", ["XXXX-SU"]),
        ("Signed on 25 March 1957, it began the following January.", ["1957-03-25", "1958-01"]),
        ("Signed on 25 March 1957, it began the following May.", ["1957-03-25", "1957-05"]),
        ("It rose in 2012 and the previous May.", ["2012", "2011-05"]),
        ("It flies on Wednesday, September 20. The hour on Wednesday is set.", ["2017-09-20", "2017-09-20"]),
        ("It rose on May 3, 2015. That weekend it fell.", ["2015-05-03", "2015-W18-WE"]),
        ("It rose on May 3, 2015. The following weekend it fell.", ["2015-05-03", "2015-W19-WE"]),
        ("It rose on May 3, 2015. That entire week it flew.", ["2015-05-03", "2015-W18"]),
        ("It rose on May 3, 2015. This same day it fell.", ["2015-05-03", "2015-05-03"]),
        ("Not last week, but the week before that.", ["2017-W36", "2017-W35"]),
        ("It rose on Friday. Later in the day it fell.", ["2017-09-15", "2017-09-15"]),
        ("In January 2016 they marched after what was done on New Year's Eve.", ["2016-01", "2015-12-31"]),
        ("In January 2016, after a rest, they marched on March 3.", ["2016-01", "2016-03-03"]),
        ("It will fly on Wednesday. The odds for Wednesday: good.", ["2017-09-20", "2017-09-20"]),
        ("It rose on Wednesday, September 6. It fell on Wednesday.", ["2017-09-06", "2017-09-13"]),
    ],
)
def test_counted_by_name(text: str, expected: list[str]) -> None:
    """A season, month, weekday or day of the month with "that", "the following" or "the" is told by the date before."""
    assert values(text) == expected


_STORY = "Settlers came in 1831 and 1833. In 1835 they grew angry.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_STORY + "They met in the hall. In June a force marched. On October 2 it won.", ["1835-06", "1835-10-02"]),
        (_STORY + "On December 9, 1835, it left. In February it lost.", ["1835-12-09", "1836-02"]),
        (_STORY + "The fair is in June.", ["2017-06"]),
        (_STORY + "The mayor spoke on Friday. In June a force marched.", ["2017-09-15", "2017-06"]),
        (_STORY + "It is a park today. In June a force marched.", ["2017-09-15", "1835-06"]),
        ("PYONGYANG, September 4 -- " + _STORY + "In June a force marched.", ["2017-06"]),
        ("Settlers came in 1831. In 1835 they grew angry.\nIn June a force marched.", ["1835-06"]),
        ("It flew in 2015. In 2016 it flew again.\nIn June a force marched.", ["2017-06"]),
        ("In 1835 they grew angry.\nIn June a force marched.", ["2017-06"]),
    ],
)
def test_year_of_a_story(text: str, expected: list[str]) -> None:
    """Where a text tells of years gone by and names no day of its own, a date of the past has the year told last."""
    assert values(text)[-len(expected) :] == expected


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-30"])
def test_weekdays_beside_the_ends_of_the_calendar(day: str) -> None:
    """A weekday that no calendar has any more stays open."""
    assert values(f"the Sunday before {day}, the Sunday after {day}", None)[0] in {"XXXX-WXX-7", "9999-12-26"}
    assert values(f"It flew on {day}. The following Sunday it fell.", None)[1] in {"XXXX-WXX-7", "0001-01-07"}


def test_anchor_names_what_was_used() -> None:
    """A date that was told from another names that one, and the publication date where that was used."""
    _, later, last = found("It flew on Monday. A day later it fell. The next day it was found.")
    assert later.anchor == "Monday, published 2017-09-15"
    assert last.anchor == "A day later, published 2017-09-15"
