"""Dates, clock times and durations found in sentences."""

import calendar
import datetime as dt
import re
from itertools import pairwise
from zoneinfo import ZoneInfo

import dateparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bongsu.annotate.timeforms import FIRST, FORMS, beginnings
from bongsu.annotate.times import find_times
from bongsu.annotate.words import NUMBER_WORDS
from bongsu.model import Hedge, Stamp, TimeExpr

FRIDAY = Stamp("2017-09-15", "test")
PIECES = st.sampled_from(
    [
        *"0123456789:.,-–/() \n",
        "Friday",
        "early ",
        "Sept. ",
        "May ",
        " a.m.",
        " GMT",
        "today",
        "2017",
        "the ",
        "last ",
        "night",
        " on ",
        " at ",
        "two ",
        "weeks",
        " ago",
        "noon",
        "١",
        "’",
        "nearly ",
        "half an hour",
        "T",
        "local time",
        " to ",
        "that year",
        " later",
        "Christmas Eve",
        "every ",
        "the Sunday before ",
        "the following ",
        "Easter",
        "9999-12-30",
        "UTC+9",
        "fortnight",
        "-53",
        "c. 314",
        " and 46 seconds",
        "the same month ",
        "the 5th",
        "half past four",
        " ’98",
        "18th and ",
        "19th centuries",
        "that summer",
        "nineteen eighty-four",
        "May 5, 6 and 9",
    ]
)


def pairs(text: str, published: Stamp | None = FRIDAY) -> list[tuple[str, str]]:
    """The words and the value of every expression in ``text``."""
    return [(text[time.span.start : time.span.end], time.value) for time in find_times(text, published)]


def one(text: str, published: Stamp | None = FRIDAY) -> TimeExpr:
    """The only expression in ``text``."""
    (time,) = find_times(text, published)
    return time


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On January 6, 2025, it flew.", "January 6, 2025", "2025-01-06"),
        ("On 6 January 2025 it flew.", "6 January 2025", "2025-01-06"),
        ("on the 6th of January, 2025", "the 6th of January, 2025", "2025-01-06"),
        ("on Nov. 29, 2017", "Nov. 29, 2017", "2017-11-29"),
        ("on Sept 15th 2017", "Sept 15th 2017", "2017-09-15"),
        ("on 2017-09-15", "2017-09-15", "2017-09-15"),
        ("in September 2017", "September 2017", "2017-09"),
        ("in Sept. of 2017", "Sept. of 2017", "2017-09"),
        ("in early April 1833", "early April 1833", "1833-04"),
        ("in 2016", "2016", "2016"),
        ("in mid-2016", "mid-2016", "2016"),
        ("in the 1990s", "1990s", "199X"),
        ("in the late 1980s", "late 1980s", "198X"),
        ("in the ’80s", "’80s", "198X"),
        ("in the early 90s", "early 90s", "199X"),
        ("in the 19th century", "19th century", "18"),
        ("in the 4th century BC", "4th century BC", "BC03"),
        ("in the twentieth century", "twentieth century", "19"),
        ("in the summer of 2017", "summer of 2017", "2017-SU"),
        ("Monday, January 6, 2025", "Monday, January 6, 2025", "2025-01-06"),
        ("on MARCH 3, 2021", "MARCH 3, 2021", "2021-03-03"),
        ("on the fifth of January", "the fifth of January", "XXXX-01-05"),
        ("on the twenty-first of May, 2017", "the twenty-first of May, 2017", "2017-05-21"),
        ("on 07/15/2016", "07/15/2016", "2016-07-15"),
        ("on 15/07/2016", "15/07/2016", "2016-07-15"),
        ("on 2016/07/15", "2016/07/15", "2016-07-15"),
        ("on 06/07/2016", "06/07/2016", "2016-XX-XX"),
        ("on New Year's Eve 2016", "New Year's Eve 2016", "2016-12-31"),
        ("on Thanksgiving 2016", "Thanksgiving 2016", "2016-11-24"),
        ("on Easter Monday 2017", "Easter Monday 2017", "2017-04-17"),
        ("on Memorial Day, 2017", "Memorial Day, 2017", "2017-05-29"),
        ("on the Day of the Sun", "the Day of the Sun", "XXXX-04-15"),
        ("since the 9/11 attacks", "9/11", "2001-09-11"),
        ("on 12.09.2017", "12.09.2017", "2017-09-12"),
        ("27.03.21: a talk", "27.03.21", "2021-03-27"),
        ("Minutes of 05-22-2017", "05-22-2017", "2017-05-22"),
        ("in Sept. ’98", "Sept. ’98", "1998-09"),
        ("at Christmas 1182 he", "Christmas 1182", "1182-12-25"),
        ("after the September 11 attacks", "September 11", "2001-09-11"),
        ("in the wee hours of May 3, 2016", "the wee hours of May 3, 2016", "2016-05-03TMO"),
        ("on May 3, 2016 / 5:15 PM", "May 3, 2016 / 5:15 PM", "2016-05-03T17:15"),
        ("about 4 pm Utopian time", "about 4 pm Utopian time", "T16"),
        ("It starts at 8.30 this morning", "8.30 this morning", "XXXX-XX-XXT08:30"),
        ("for 3 years 6 months", "3 years 6 months", "P3Y6M"),
        ("after five to six weeks", "five to six weeks", "P6W"),
        ("for 24-48 hours", "24-48 hours", "PT48H"),
        ("over the past year or so", "the past year or so", "P1Y"),
        ("in the next half hour", "the next half hour", "PT30M"),
        ("for more than a quarter century", "more than a quarter century", "P25Y"),
        ("for a number of years", "a number of years", "PXY"),
        ("for three straight days", "three straight days", "P3D"),
        ("It stood for decades, empty", "decades", "PXY"),
        ("on 2017/8/29", "2017/8/29", "2017-08-29"),
        ("on JUL 3 2017", "JUL 3 2017", "2017-07-03"),
        ("by 347 AD. He", "347 AD", "0347"),
        ("in December of 384, he", "December of 384", "0384-12"),
        ("in May in 2016", "May in 2016", "2016-05"),
        ("on September eleventh, 2001", "September eleventh, 2001", "2001-09-11"),
        ("on September the 11th, 2001", "September the 11th, 2001", "2001-09-11"),
        ("on the 4th day of July, 1776", "the 4th day of July, 1776", "1776-07-04"),
        ("the last Sunday in October 2016", "the last Sunday in October 2016", "2016-10-30"),
        ("the first Sunday of the month", "the first Sunday of the month", "XXXX-WXX-7"),
        ("the first Monday in May", "the first Monday in May", "XXXX-05"),
        ("the summer of ’69", "summer of ’69", "1969-SU"),
        ("the winter of 1941–42", "winter of 1941–42", "1941-WI"),
        ("at 2:30 in the afternoon", "2:30 in the afternoon", "T14:30"),
        ("on Wednesday evenings", "Wednesday evenings", "XXXX-WXX-3TEV"),
        ("every Saturday morning", "every Saturday morning", "XXXX-WXX-6TMO"),
        ("in the spring, it falls", "spring", "XXXX-SP"),
        ("on Ascension Day 2017", "Ascension Day 2017", "2017-05-25"),
        ("in the last quarter of 2016", "the last quarter of 2016", "2016-Q4"),
        ("at 5 in the morning", "5 in the morning", "T05"),
        ("at 6 o'clock in the evening", "6 o'clock in the evening", "T18"),
        ("at 22:37 PM", "22:37 PM", "T22:37"),
        ("nine minutes and 46 seconds", "nine minutes and 46 seconds", "PT9M46S"),
        ("two years and three months", "two years and three months", "P2Y3M"),
        ("an hour and 10 minutes", "an hour and 10 minutes", "PT1H10M"),
        ("2 1/2 years", "2 1/2 years", "P2.5Y"),
        ("a two-and-a-half hour flight", "two-and-a-half hour", "PT150M"),
        ("a fortnight", "a fortnight", "P2W"),
        ("every Friday", "every Friday", "XXXX-WXX-5"),
        ("on Tuesdays", "Tuesdays", "XXXX-WXX-2"),
        ("every two weeks", "every two weeks", "P2W"),
        ("every fortnight", "every fortnight", "P2W"),
        ("fortnights later", "fortnights later", "XXXX-WXX"),
        ("every other day", "every other day", "P2D"),
        ("each March", "each March", "XXXX-03"),
        ("every April 15", "every April 15", "XXXX-04-15"),
        ("this quarter", "this quarter", "XXXX-QX"),
        ("on Christmas Day", "Christmas Day", "XXXX-12-25"),
        ("in the year 2030", "the year 2030", "2030"),
        ("the 2000 elections", "2000", "2000"),
        ("2003's tests", "2003", "2003"),
        ("Vision 2030’s goals", "2030", "2030"),
        ("in the 1800s", "1800s", "18"),
        ("in the 2000s", "2000s", "200X"),
        ("back in the sixties", "the sixties", "196X"),
        ("in 1480 he left", "1480", "1480"),
        ("before 1492", "1492", "1492"),
        ("in the year 71", "71", "0071"),
        ("The following autumn, it fell", "The following autumn", "XXXX-FA"),
        ("It was late summer.", "late summer", "XXXX-SU"),
        ("the winters are mild", "winters", "XXXX-WI"),
        ("by about 900 CE", "900 CE", "0900"),
        ("in AD 842", "AD 842", "0842"),
        ("by 400 BCE", "400 BCE", "BC0400"),
        ("in the third quarter of 2017", "the third quarter of 2017", "2017-Q3"),
        ("in Q3 2017", "Q3 2017", "2017-Q3"),
        ("in the first half of 2017", "the first half of 2017", "2017-H1"),
        ("during the winter, it fell", "winter", "XXXX-WI"),
        ("held in 2018 in Seoul", "2018", "2018"),
        ("the 2012 local elections", "2012", "2012"),
        ("the next morning", "the next morning", "XXXX-XX-XXTMO"),
        ("on that day", "that day", "XXXX-XX-XX"),
        ("on February 30, 2017", "February 30, 2017", "2017-02-30"),
        ("Updated: 2017-09-15 17:52", "2017-09-15 17:52", "2017-09-15T17:52"),
        ("at 0300 GMT", "0300 GMT", "T03:00"),
        ("at 0300:45 GMT", "0300:45 GMT", "T03:00:45"),
        ("at 21:57 GMT", "21:57 GMT", "T21:57"),
        ("at 6.57am", "6.57am", "T06:57"),
        ("at 6:57 a.m. it flew", "6:57 a.m.", "T06:57"),
        ("at 12:30 p.m. it flew", "12:30 p.m.", "T12:30"),
        ("at 12 a.m. it flew", "12 a.m.", "T00"),
        ("at 7am Japanese time", "7am Japanese time", "T07"),
        ("at 5:58 a.m. Tokyo time", "5:58 a.m. Tokyo time", "T05:58"),
        ("around noon", "around noon", "T12"),
        ("at 12 noon", "12 noon", "T12"),
        ("0900 hours", "0900 hours", "T09:00"),
        ("at two o'clock", "two o'clock", "T02"),
        ("at 0657 hours", "0657 hours", "T06:57"),
        ("shortly before 6 a.m. it flew", "shortly before 6 a.m.", "T06"),
        ("for nearly two months", "nearly two months", "P2M"),
        ("for 53 minutes", "53 minutes", "PT53M"),
        ("three days", "three days", "P3D"),
        ("a year", "a year", "P1Y"),
        ("more than two weeks", "more than two weeks", "P2W"),
        ("half an hour", "half an hour", "PT30M"),
        ("over 100 hours", "over 100 hours", "PT100H"),
        ("flew for 1800 hours", "1800 hours", "PT1800H"),
        ("an hour and a half", "an hour and a half", "PT90M"),
        ("two and a half years", "two and a half years", "P2.5Y"),
        ("two decades", "two decades", "P20Y"),
        ("a 12-day trip", "12-day", "P12D"),
        ("a 30-second film", "30-second", "PT30S"),
        ("over the past two weeks", "the past two weeks", "P2W"),
        ("in the last month", "the last month", "P1M"),
        ("several days", "several days", "PXD"),
        ("just weeks before the term begins", "just weeks", "PXW"),
        ("two days later", "two days later", "XXXX-XX-XX"),
        ("the day before", "the day before", "XXXX-XX-XX"),
        ("the following year", "the following year", "XXXX"),
        ("decades ago", "decades ago", "PAST_REF"),
        ("every day", "every day", "P1D"),
        ("on Friday", "Friday", "XXXX-WXX-5"),
        ("on Friday night", "Friday night", "XXXX-WXX-5TNI"),
        ("yesterday", "yesterday", "XXXX-XX-XX"),
        ("on Sept. 15", "Sept. 15", "XXXX-09-15"),
        ("since November", "November", "XXXX-11"),
        ("last week", "last week", "XXXX-WXX"),
        ("two weeks ago", "two weeks ago", "XXXX-WXX"),
    ],
)
def test_without_a_publication_date(text: str, words: str, value: str) -> None:
    """Every form has its words and its TIMEX3 value; what needs a publication date stays open."""
    assert pairs(text, None) == [(words, value)]
    assert one(text, None).anchor is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Friday", "2017-09-15"),
        ("Friday morning", "2017-09-15TMO"),
        ("Thursday night", "2017-09-14TNI"),
        ("early on Tuesday", "2017-09-12TMO"),
        ("late Tuesday", "2017-09-12TNI"),
        ("before dawn on Friday", "2017-09-15TMO"),
        ("in the pre-dawn hours of Friday", "2017-09-15TMO"),
        ("the end of the year", "2017"),
        ("by year's end", "2017"),
        ("a year-end deadline", "2017"),
        ("on Friday last week", "2017-09-08"),
        ("the week before last", "2017-W35"),
        ("the year after next", "2019"),
        ("the night before last", "2017-09-13TNI"),
        ("the weekend before last", "2017-W35-WE"),
        ("the current year", "2017"),
        ("TODAY", "2017-09-15"),
        ("on the 3rd", "2017-09-03"),
        ("due on the 22nd", "2017-09-22"),
        ("on Monday the 4th", "2017-09-04"),
        ("at 8:30 on Thursday night", "2017-09-14T20:30"),
        ("on Monday of next week", "2017-09-18"),
        ("earlier in the month", "2017-09"),
        ("This past week", "2017-W36"),
        ("the coming decade", "202X"),
        ("the third quarter of last year", "2016-Q3"),
        ("on Christmas Eve", "2016-12-24"),
        ("on the Day of the Sun", "2017-04-15"),
        ("on Lunar New Year", "2017-01-28"),
        ("since last Thanksgiving", "2016-11-24"),
        ("by next Christmas", "2017-12-25"),
        ("at Easter", "2017-04-16"),
        ("Last Year", "2016"),
        ("this quarter", "2017-Q3"),
        ("the first half of the year", "2017-H1"),
        ("at dawn Friday", "2017-09-15TMO"),
        ("Friday’s predawn launch", "2017-09-15TMO"),
        ("on Thursday (September 14)", "2017-09-14"),
        ("on the Saturday before Easter", "2017-04-15"),
        ("over the summer", "2017-SU"),
        ("over the winter", "2016-WI"),
        ("this winter", "2017-WI"),
        ("this coming winter", "2017-WI"),
        ("a fortnight ago", "2017-W35"),
        ("it fell by Tuesday", "2017-09-12"),
        ("ordered it to halt by Tuesday", "2017-09-19"),
        ("the plans he gave on Tuesday", "2017-09-12"),
        ("as voters prepare to go to the polls on Tuesday", "2017-09-19"),
        ("as early as Tuesday", "2017-09-19"),
        ("it has been closed until Tuesday", "2017-09-19"),
        ("they were used a million times by Wednesday", "2017-09-13"),
        ("it was unknown until Wednesday", "2017-09-13"),
        ("it will run from September 1", "2017-09-01"),
        ("it is to be held on March 3", "2018-03-03"),
        ("in the early hours of Wednesday", "2017-09-13TMO"),
        ("in the early hours of Wednesday morning", "2017-09-13TMO"),
        ("on the morning of Sept. 3", "2017-09-03TMO"),
        ("last Friday", "2017-09-08"),
        ("last Monday", "2017-09-11"),
        ("next Friday", "2017-09-22"),
        ("this coming Monday", "2017-09-18"),
        ("talks will begin on Monday", "2017-09-18"),
        ("today", "2017-09-15"),
        ("yesterday", "2017-09-14"),
        ("tomorrow", "2017-09-16"),
        ("tonight", "2017-09-15TNI"),
        ("this morning", "2017-09-15TMO"),
        ("last night", "2017-09-14TNI"),
        ("the day before yesterday", "2017-09-13"),
        ("Sept. 15", "2017-09-15"),
        ("May 16", "2017-05-16"),
        ("July 4", "2017-07-04"),
        ("October 10", "2017-10-10"),
        ("talks are due on December 18", "2017-12-18"),
        ("Dec. 12", "2016-12-12"),
        ("February 29", "2016-02-29"),
        ("it was in November", "2016-11"),
        ("the first since November", "2016-11"),
        ("it opens in November", "2017-11"),
        ("it is packed with meetings in October", "2017-10"),
        ("the talks resumed in October", "2016-10"),
        ("prices rose to a peak by early December", "2016-12"),
        ("it set a limit in November", "2016-11"),
        ("In this Sept. 3 file photo", "2017-09-03"),
        ("FRIDAY LAUNCH", "2017-09-15"),
        ("the New Years Eve attacks", "2016-12-31"),
        ("last November", "2016-11"),
        ("in September", "2017-09"),
        ("last September", "2016-09"),
        ("late last month", "2017-08"),
        ("earlier this year", "2017"),
        ("last year", "2016"),
        ("next week", "2017-W38"),
        ("last weekend", "2017-W36-WE"),
        ("last summer", "2017-SU"),
        ("next winter", "2017-WI"),
        ("last winter", "2016-WI"),
        ("two days ago", "2017-09-13"),
        ("a week ago", "2017-W36"),
        ("three months ago", "2017-06"),
        ("Seventeen years ago", "2000"),
        ("nearly two decades ago", "199X"),
        ("9,000 years ago", "BC6983"),
    ],
)
def test_told_from_publication(text: str, value: str) -> None:
    """Published on Friday, 15 September 2017: what the words leave open is told from that day, and says so."""
    time = one(text)
    assert time.value == value
    assert time.anchor == (None if value == "PAST_REF" else "published 2017-09-15")


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2017-09-15", "on Monday", "2017-09-11"),
        ("2017-09-11", "on Monday", "2017-09-11"),
        ("2017-08-28", "early Tuesday morning", "2017-08-29TMO"),
        ("2017-08-28", "at 6 a.m. local time on Tuesday", "2017-08-29T06"),
        ("2017-08-28", "on Tuesday", "2017-08-29"),
        ("2017-08-28", "last Tuesday", "2017-08-22"),
        ("2017-09-14T22:20:37", "on Friday", "2017-09-15"),
        ("2017-09-14T19:20:37-04:00", "on Friday", "2017-09-15"),
        ("2017-09-14T06:20:37", "on Friday", "2017-09-15"),
        ("2017-09-18", "over the weekend", "2017-W37-WE"),
        ("2025-01-06", "in November", "2024-11"),
        ("2025-01-06", "on January 20", "2025-01-20"),
        ("0001-01-01", "on Monday", "XXXX-WXX-1"),
    ],
)
def test_day_of_publication(published: str, text: str, value: str) -> None:
    """A weekday is the last one up to publication, or the day after it."""
    assert one(text, Stamp(published, "test")).value == value


@pytest.mark.parametrize(
    ("text", "words", "value", "zone"),
    [
        ("at 6:57 a.m. local time on Friday", "6:57 a.m. local time on Friday", "2017-09-15T06:57", None),
        ("early Friday at about 5:58 a.m.", "early Friday at about 5:58 a.m.", "2017-09-15T05:58", None),
        ("3 p.m. ET Friday", "3 p.m. ET Friday", "2017-09-15T15", "America/New_York"),
        ("10 p.m. KST, Friday September 15", "10 p.m. KST, Friday September 15", "2017-09-15T22", "Asia/Seoul"),
        ("at 18:30 on Thursday", "18:30 on Thursday", "2017-09-14T18:30", None),
        ("at 18h30 on Thursday", "18h30 on Thursday", "2017-09-14T18:30", None),
        ("14:05 on 15 September 2017", "14:05 on 15 September 2017", "2017-09-15T14:05", None),
        ("at 0657 on Friday", "0657 on Friday", "2017-09-15T06:57", None),
        ("at 6 a.m. on Friday Korean time", "6 a.m. on Friday Korean time", "2017-09-15T06", "Asia/Seoul"),
        ("6:57 a.m. (UTC+9) on Friday", "6:57 a.m. (UTC+9) on Friday", "2017-09-15T06:57", "+09:00"),
        ("06:57 local time (GMT-9:30) Friday", "06:57 local time (GMT-9:30) Friday", "2017-09-15T06:57", "-09:30"),
        ("Friday morning Korea time", "Friday morning Korea time", "2017-09-15TMO", "Asia/Seoul"),
        ("overnight Thursday", "overnight Thursday", "2017-09-14TNI", None),
        ("in the early hours of today", "the early hours of today", "2017-09-15TMO", None),
        ("14 September, 07:06", "14 September, 07:06", "2017-09-14T07:06", None),
        ("29 August 2017 - 14:27", "29 August 2017 - 14:27", "2017-08-29T14:27", None),
        ("at 2041GMT Wednesday", "2041GMT Wednesday", "2017-09-13T20:41", "UTC"),
        ("at GMT 2041 on Wednesday", "GMT 2041 on Wednesday", "2017-09-13T20:41", "UTC"),
        ("at 8:33 p.m. NZST on Friday", "8:33 p.m. NZST on Friday", "2017-09-15T20:33", "Pacific/Auckland"),
    ],
)
def test_clock_beside_a_day(text: str, words: str, value: str, zone: str | None) -> None:
    """A clock time and a day in one phrase are one expression."""
    time = one(text)
    assert text[time.span.start : time.span.end] == words
    assert (time.type, time.value, time.zone) == ("TIME", value, zone)


def test_years_of_old_where_the_text_tells_of_them() -> None:
    """A number of three figures is a year in a text of Antiquity, and in no other."""
    values = [
        value
        for _, value in pairs("He (c. 314 – 368) came about 328. In 348 he left. From 1200 to about 400 BCE it stood.")
    ]
    assert values == ["0314", "0368", "0328", "0348", "BC1200", "BC0400"]
    assert pairs("It fell by 348. In 348 he saw a number, about 328 (300–400).") == []
    assert [value for _, value in pairs("Sikong Tu (837–908), a poet")] == ["0837", "0908"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The monsoon comes in July.", "XXXX-07"),
        ("It usually waits until November.", "XXXX-11"),
        ("Its feast day is 30 September.", "XXXX-09-30"),
        ("It usually opened in November.", "2016-11"),
        ("It comes in October.", "2017-10"),
        ("The fair is held in late September.", "XXXX-09"),
        ("October is the month of roses.", "XXXX-10"),
        ("The high season starts in July.", "XXXX-07"),
        ("In warm weather, it will fly on January 5.", "2018-01-05"),
    ],
)
def test_every_year(text: str, value: str) -> None:
    """What comes every year has no year, where nothing in the sentence is past; of a day, weather is no climate."""
    assert one(text).value == value


def test_clock_takes_the_day_of_its_sentence() -> None:
    """A clock time by itself belongs to the nearest day of its sentence, not of another one, and says by what."""
    text = "On Thursday it met. On Friday the missile rose at 6:57 a.m. from Sunan. It fell at 7:16 a.m. in the sea."
    _, _, rose, fell = find_times(text, FRIDAY)
    assert (rose.value, rose.anchor) == ("2017-09-15T06:57", "Friday, published 2017-09-15")
    assert (fell.value, fell.start) == ("T07:16", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met around 5:30 or 6:00 in the evening.", [("around 5:30", "T17:30"), ("6:00 in the evening", "T18:00")]),
        ("It was 4:50 when he called.", [("4:50", "T04:50")]),
        ("She is up at five oclock.", [("five oclock", "T05")]),
        ("Her midnight blue car left at midnight.", [("midnight", "T00")]),
        ("Last Wed. it rose.", [("Last Wed.", "2017-09-13")]),
        ("It rose on Tues. in the rain.", [("Tues.", "2017-09-12")]),
        ("The Sun. It rose.", []),
        ("It was the last night of school.", []),
        ("The Saturday Evening Post wrote of it.", []),
        ("a film of Gloomy Sunday", []),
        ("Viking Fair (August): boats. Theresa May (57) spoke.", [("August", "XXXX-08")]),
        ("The best months are April and May.", [("April", "XXXX-04"), ("May", "XXXX-05")]),
        ("an officer of the January Uprising", []),
        ("The word led them in December to leave.", [("December", "2016-12")]),
        ("It was open until January, when it burned.", [("January", "2017-01")]),
    ],
)
def test_clock_times_weekdays_and_months_by_what_is_beside_them(text: str, expected: list[tuple[str, str]]) -> None:
    """What stands beside a number, a weekday or a month says whether it is a time, and of when."""
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2006-05-24", "Since September 11 the war on terror went on.", "2001-09-11"),
        ("2006-09-24", "Since September 11 the war on terror went on.", "2006-09-11"),
        ("2006-05-24", "Since September 11 prices rose.", "2005-09-11"),
        ("2006-05-24", "They met on September 11 in the war on terror.", "2005-09-11"),
        ("2006-05-24", "A member of the Sept. 11 Commission spoke.", "2001-09-11"),
        ("1999-05-24", "Since September 11 the war on terror went on.", "1998-09-11"),
    ],
)
def test_since_september_11(published: str, text: str, value: str) -> None:
    """In a text of terror, "since September 11" is since that of 2001, unless another one was lately."""
    assert [found for _, found in pairs(text, Stamp(published, "test"))] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rose on Friday from Sunan. It fell at 7:16 a.m. in the sea.", "2017-09-15T07:16"),
        ("Talks begin on Saturday. It fell at 7:16 a.m. in the sea.", "T07:16"),
        ("It rose on Friday from Sunan.\nIt fell at 7:16 a.m. in the sea.", "2017-09-15T07:16"),
        ("It rose on Friday from Sunan.\nDoors open at 7:16 a.m. in the hall.", "T07:16"),
        ("It rose on Friday from Sunan.\nIt fell at midnight in the sea.", "T00"),
        ("It was the first since Friday.\nIt fell at 7:16 a.m. in the sea.", "T07:16"),
        ("It rose on Friday.\nIt fell.\nIt sank at 7:16 a.m. in the sea.", "T07:16"),
        ("It fell at 7:16 a.m. in the sea. Talks began on Friday.", "T07:16"),
    ],
)
def test_clock_takes_the_only_day_of_its_paragraph(text: str, value: str) -> None:
    """Where its sentence names no day, a clock time takes the one before it, if no other is near or to come.

    Of what has been, that is the day of the paragraph before, where its own names none.
    """
    assert value in {found for _, found in pairs(text)}


def test_a_day_in_brackets_is_that_of_the_clock_in_them() -> None:
    """The day that stands with the second zone's clock time is no day of the first's."""
    found = [value for _, value in pairs("around 5:28 a.m. (2028 GMT Thursday)")]
    assert found == ["2017-09-15T05:28", "2017-09-14T20:28"]


def test_same_moment_in_two_zones() -> None:
    """06:57 local time on Friday can only be 21:57 GMT on Thursday, which also tells the local zone."""
    local, gmt = find_times("at 6:57 a.m. local time on Friday (2157 GMT)", FRIDAY)
    assert (local.value, local.zone) == ("2017-09-15T06:57", "+09:00")
    assert (gmt.value, gmt.zone) == ("2017-09-14T21:57", "UTC")
    assert local.start == gmt.start == dt.datetime(2017, 9, 14, 21, 57, tzinfo=dt.UTC)
    gmt, local = find_times("at 2157 GMT on Thursday (6:57 a.m. local time)", FRIDAY)
    assert (local.value, local.zone) == ("2017-09-15T06:57", "+09:00")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between 6 and 7 a.m. on Friday", ["2017-09-15T06", "2017-09-15T07"]),
        ("6-8 p.m. Friday", ["2017-09-15T18", "2017-09-15T20"]),
        ("from 11 to 1 p.m.", ["T11", "T13"]),
        ("a window of 12:01 to 6:01 a.m. Friday", ["2017-09-15T00:01", "2017-09-15T06:01"]),
        ("around 5:34 and 5:57 PM on Friday", ["2017-09-15T17:34", "2017-09-15T17:57"]),
        ("daily 08:00 - 20:00", ["T08:00", "T20:00"]),
        ("Mon-Sat 10:00-18:00, Sun 10 am to noon", ["T10:00", "T18:00", "T10", "T12"]),
        ("Monday to Friday 9 am to 5 pm", ["T09", "T17"]),
        ("May-Sep 9AM-5PM", ["2017-05", "2017-09", "T09", "T17"]),
        ("at around 3 or 4 p.m.", ["T15", "T16"]),
    ],
)
def test_ranges_of_hours(text: str, values: list[str]) -> None:
    """Both ends of a range are clock times, on the day and in the half of the day that stands once."""
    assert [value for _, value in pairs(text)] == values


@given(st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 23))
def test_local_time_of_a_town(day: dt.date, hour: int) -> None:
    """Local time in Pyongyang is that of the IANA database on that day: UTC+8:30 from August 2015 to May 2018."""
    told = one(f"at {hour:02d}:27 local time in Pyongyang on {day:%B} {day.day}, {day.year}")
    local = dt.datetime(day.year, day.month, day.day, hour, 27, tzinfo=ZoneInfo("Asia/Pyongyang"))
    assert (told.zone, told.start) == ("Asia/Pyongyang", local.astimezone(dt.UTC))
    if dt.date(2015, 8, 16) <= day <= dt.date(2018, 5, 3):
        assert local.utcoffset() == dt.timedelta(hours=8, minutes=30)


def test_same_moment_dated_behind() -> None:
    """What is 21:00 GMT on Thursday is 6 a.m. on Friday, whatever day the sentence names besides."""
    early, gmt = find_times("just before 6 a.m. (2100 GMT Thursday)", FRIDAY)
    assert (early.value, early.zone, early.hedge) == ("2017-09-15T06", "+09:00", "about")
    assert early.start == gmt.start


def test_hours_of_every_week_have_no_day() -> None:
    """The weekdays behind the hours in which a place is open are no days of one week."""
    assert [value for _, value in pairs("Open 9 a.m. to 5 p.m. Monday to Friday.")] == ["T09", "T17"]


def test_two_times_in_figures() -> None:
    """The first of two times in four figures is one because the second has a zone, and no year."""
    assert [value for _, value in pairs("It struck (1600–1630 UTC).")] == ["T16:00", "T16:30"]


def test_stated_days_are_kept() -> None:
    """A US day and a local day in one sentence stay as they are stated."""
    text = "at 6:27 a.m. Pyongyang time on Friday (5:57 p.m. ET Thursday)"
    pyongyang, eastern = find_times(text, FRIDAY)
    assert (pyongyang.value, eastern.value) == ("2017-09-15T06:27", "2017-09-14T17:57")
    assert pyongyang.start == eastern.start


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said so",
        "they may march",
        "it may be so",
        "May be",
        "a march",
        "a second missile",
        "the Sunday Times",
        "on Bloody Sunday",
        "on Black Friday",
        "a 33-year-old",
        "two years old",
        "at 1,100 kilometers an hour",
        "2000 soldiers",
        "2000 km",
        "Resolution 2017",
        "a ratio of 3:16",
        "won 3-2",
        "$2017",
        "early warning",
        "in the morning",
        "a long night",
        "it rained overnight",
        "highs in the 70s",
        "a Hwasong-12",
        "the 1,990 men",
        "the Today Show",
        "told USA Today",
        "on opening night",
        "a Long March 5 rocket",
        "a Long March 4C rocket",
        "a survey of 1709 schoolchildren",
        "Rule 2016",
        "Flight 1943",
        "1600 Pennsylvania Avenue",
        "more than 1990 men",
        "2000 soldiers left",
        "in winter storms",
        "the fall of Saigon",
        "the third half",
        "3 to 5 people",
        "on ABC’s “This Week”",
        "13/13/2016",
        "Easter eggs",
        "a Christmas card",
        "killed 3 in the morning",
        "its second missile in as many months",
        "a month-after-month rise",
        "on “This Week”",
        "two Fridays ago",
        "now 30 years of age",
        "at the age of four years",
    ],
)
def test_no_time(text: str) -> None:
    """Names, verbs, ages, rates and scores that look like times are none."""
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("in May", "in March", "since May", "the May launch", "April and May", "last March"),
        *("from March to December", "a March launch", "its usual March drill", "the vote in May to leave"),
    ],
)
def test_months_that_are_also_words(text: str) -> None:
    """May and March are months where the words before them say so."""
    values = {value for _, value in pairs(text)}
    assert values & {"2017-05", "2017-03"}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("nearly two months", "about"),
        ("more than two weeks", "over"),
        ("at least a year", "at_least"),
        ("less than a month", "under"),
        ("up to three days", "up_to"),
        ("about 6 a.m.", "about"),
        ("shortly after 6 a.m.", "about"),
        ("two months", None),
    ],
)
def test_hedges(text: str, hedge: Hedge | None) -> None:
    """The hedge of a duration or a clock time belongs to its words."""
    time = one(text)
    assert (time.span.start, time.hedge) == (0, hedge)


def test_weekday_as_written() -> None:
    """The weekday stays beside the date, also where the two do not fit."""
    assert one("Tuesday, January 6, 2025").weekday == 1
    assert one("January 6, 2025").weekday is None


FORMATS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%Y-%m-%d", "%B %d %Y")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(FORMATS))
def test_written_dates(date: dt.date, form: str) -> None:
    """A full date in any usual form is that date, whenever it was published."""
    time = one(f"It flew on {date.strftime(form)}.")
    assert time.value == date.isoformat()
    assert time.anchor is None


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1900, 2060), st.booleans())
def test_days_that_may_not_exist(month: int, day: int, year: int, stated: bool) -> None:  # noqa: FBT001 - drawn
    """A day that the calendar lacks is kept as written, without instants; without a year, it has that of no year."""
    name = dt.date(2000, month, 1).strftime("%B")
    time = one(f"{name} {day}, {year}" if stated else f"{name} {day}")
    if stated:
        assert time.value == f"{year}-{month:02d}-{day:02d}"
        assert (time.start is not None) == (day <= calendar.monthrange(year, month)[1])
    elif day > calendar.monthrange(2016, month)[1]:
        assert (time.value, time.start, time.anchor) == (f"XXXX-{month:02d}-{day:02d}", None, None)
    else:
        assert dt.date(2009, 1, 1) < dt.date.fromisoformat(time.value) <= dt.date(2017, 10, 30)


def test_a_day_that_does_not_exist_in_two_zones() -> None:
    """A clock time on such a day stays, and so does the one in brackets."""
    first, second = find_times("at 6:57 a.m. local time on February 30, 2017 (2157 GMT)", FRIDAY)
    assert (first.value, first.start) == ("2017-02-30T06:57", None)
    assert second.zone == "UTC"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rose (8:28 p.m. Sunday GMT).", "8:28 p.m. Sunday GMT"),
        ("It rose at 6 a.m. Friday (Korean time).", "6 a.m. Friday (Korean time)"),
        ("It rose at 0630 on 7 September.", "0630 on 7 September"),
        ("The order came at 0630.", "0630"),
        ("It rose yesterday at dawn.", "yesterday at dawn"),
        ("It rose on friday.", "friday"),
        ("It rose on 4 july.", "4 july"),
        ("In the winter months, roads are shut.", "winter months"),
        ("Talks on the 3rd were dull.", "the 3rd"),
        ("It rose the Saturday before last.", "the Saturday before last"),
        ("It rose on Holy Saturday.", "Holy Saturday"),
    ],
)
def test_what_belongs_to_an_expression(text: str, words: str) -> None:
    """A bracket that the expression opens, the hour before a day, the part of the day behind it, small letters."""
    assert [found for found, _ in pairs(text)] == [words]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rose the Saturday before last.", "2017-09-02"),
        ("It flies the Tuesday after next.", "2017-09-26"),
        ("Thursday, January 5, was cold.", "2017-01-05"),
        ("Friday, January 5, was cold.", "2018-01-05"),
    ],
)
def test_days_told_by_their_weekday(text: str, value: str) -> None:
    """Published on Friday, 15 September 2017: a date has the year in which its weekday fits."""
    assert one(text).value == value


@pytest.mark.parametrize("text", ["January 6, 2025", "6 Jan 2025", "Sept 15, 2017", "29 February 2016", "2017-11-29"])
def test_dates_against_dateparser(text: str) -> None:
    """An independent reader gives the same days."""
    told = dateparser.parse(text, languages=["en"])
    assert told is not None
    assert one(text).value == told.date().isoformat()


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 6))
def test_weekdays_are_up_to_publication(published: dt.date, weekday: int) -> None:
    """A weekday by itself lies from five days before publication to the day after it."""
    name = (dt.date(2024, 1, 1) + dt.timedelta(days=weekday)).strftime("%A")
    told = dt.date.fromisoformat(one(f"on {name}", Stamp(published.isoformat(), "test")).value)
    assert told.weekday() == weekday
    assert -1 <= (published - told).days < 6


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, FRIDAY, Stamp("9999-12-31", "test")]))
def test_spans_lie_inside_the_text(text: str, published: Stamp | None) -> None:
    """Whatever the text: expressions have words, stand in order without overlaps, and end after they start."""
    found = find_times(text, published)
    assert all(text[time.span.start : time.span.end].strip() for time in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert all(time.start < time.end for time in found if time.start is not None and time.end is not None)
    assert all((time.start is None) == (time.end is None) for time in found)


@given(st.lists(PIECES, max_size=20).map("".join))
@example(" days. ".join([*sorted(NUMBER_WORDS), "a", "several", "a few", "many", "some", "a couple of", "half a", ""]))
@example("Seconds ago. Minutes ago. Hours later. Weeks before. Months after. Years ago. Decades ago. Centuries ago.")
@example(
    "Six o'clock, eleven o'clock, Twelve o'clock, midday, Midnight, the eighteenth century, dawn, pre-dawn hours of May"
)
@example("on the 3rd, 18th and 19th centuries, the sixties and seventies, twelfth century, FY2016, in '98, 10,000 BC")
@example(
    "half past four, a quarter to six, eleven a.m., nineteen eighty-four, two thousand and eight, TODAY, small hours of"
)
@example(
    "that summer, the same spring, same Friday, Friday evenings, the last Sunday in May, the year after next, the 5th"
)
@example("Winter 2017, autumn 2017, the first quarter of 2017, Q1 2017, that night, the night before, the year 2017")
@example(
    "the end of the year, early in the month, year's end, coming week, New Year's Day, 1/2/2017, 900 CE, AD 9, A.D. 9"
)
def test_first_letters(text: str) -> None:
    """No form begins with words that its quick test would rule out."""
    for name, form in FORMS.items():
        for match in re.finditer(rf"\b(?:{form.replace('ZONE', 'GMT')})", text):
            assert re.match(FIRST[name], match[0])
            assert re.match(beginnings(), match[0])


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1:", "Sept. ", "6 a.m. ", "Friday ", "6 a.m. (", "two ", "early ", "about ", "2017-"]
)
def test_long_runs(piece: str) -> None:
    """A hundred thousand characters of one piece over and over are read to the end."""
    text = piece * (100_000 // len(piece)) + "\non 2017-09-15"
    assert find_times(text, FRIDAY)[-1].value == "2017-09-15"


def test_weekday_beside_a_holiday_of_a_year() -> None:
    """A weekday before a holiday is told from the day of that year; where the calendar has none, it is any."""
    texts = ("They met the Sunday before Easter 1950.", "They met the Sunday before Easter 1450.")
    assert [time.value for text in texts for time in find_times(text, None)] == ["1950-04-02", "XXXX-WXX-7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I WAS THERE ON MARCH 6TH, 2009.", [("MARCH 6TH, 2009", "2009-03-06")]),
        ("April 9th and 10th are hot.", [("April 9th", "2017-04-09"), ("10th", "2017-04-10")]),
        ("On May 3 and 4 people came.", [("May 3", "2017-05-03")]),
        ("It opened on Nov.28.", [("Nov.28", "2016-11-28")]),
        ("by 5 O'clock", [("5 O'clock", "T05")]),
        ("It was on October 17,1975. That", [("October 17,1975", "1975-10-17")]),
        ("On October 17,500 people came.", [("October", "2016-10")]),
        ("It's 9:30 now.", [("9:30", "T09:30")]),
        ("Check-in: 14:00. Trains depart 7:30.", [("14:00", "T14:00"), ("7:30", "T07:30")]),
        ("It was half a century ago.", [("half a century ago", "1967")]),
        ("It was a quarter century ago.", [("a quarter century ago", "1992")]),
        ("in this day and age", []),
        ("one Sunday in May 2014", [("May 2014", "2014-05")]),
        ("Boston (2013 – present)", [("2013", "2013"), ("present", "2017-09-15")]),
        ("all present and past", []),
    ],
)
def test_spans_and_values_of_forms(text: str, expected: list[tuple[str, str]]) -> None:
    """Forms of days, hours and years as texts of many kinds have them, their words and their values."""
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Two missiles were fired by Iran on Monday.", False),
        ("The work must be done by Monday.", True),
    ],
)
def test_by_whom_is_no_deadline(text: str, *, ahead: bool) -> None:
    """A weekday behind the one who did it is the last such day; behind "by" itself it is the next one."""
    found = dt.date.fromisoformat(one(text).value)
    assert FRIDAY is not None
    assert (found > FRIDAY.date) == ahead


def test_four_digits_before_a_time_of_a_zone_are_a_clock_time() -> None:
    """Such digits are no year."""
    assert [one.value for one in find_times("It rose at 1701 (0801 GMT).", None)] == ["T17:01", "T08:01"]
