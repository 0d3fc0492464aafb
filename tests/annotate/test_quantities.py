"""Amounts found in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.quantities import find_quantities
from bongsu.model import Hedge, Quantity

PIECES = st.sampled_from(
    [
        *"0123456789,.-–/()$%° \n\u00a0",
        "km",
        "miles",
        " about ",
        "over ",
        " to ",
        " and ",
        "between ",
        "missiles",
        "two ",
        "half a dozen ",
        "million",
        "Mach ",
        " or ",
        "U.S. ",
        "’s ",
        "²",
        "٣",
        "\u202f",
        "é",
        "minutes",
        "second",
    ]
)


def one(text: str) -> Quantity:
    """The only amount in ``text``."""
    (quantity,) = find_quantities(text)
    return quantity


def words(text: str) -> list[str]:
    """The words of every amount in ``text``, a restatement after its amount."""
    found = []
    for quantity in find_quantities(text):
        found += [text[q.span.start : q.span.end] for q in (quantity, quantity.restated) if q is not None]
    return found


@pytest.mark.parametrize(
    ("text", "number", "unit", "si"),
    [
        ("It flew 1,100 km.", "1100", "km", 1_100_000),
        ("It flew 1100 km.", "1100", "km", 1_100_000),
        ("It flew 1,100km.", "1100", "km", 1_100_000),
        ("It flew 1.100 km.", "1.100", "km", 1_100),
        ("a 1,100-kilometre flight", "1100", "km", 1_100_000),
        ("a 2,300-mile flight", "2300", "mi", 2300 * 1609.344),
        ("It flew 1,677.5 miles.", "1677.5", "mi", 1677.5 * 1609.344),
        ("200 nautical miles off", "200", "nmi", 370_400),
        ("a 12-nautical-mile limit", "12", "nmi", 22_224),
        ("at 30,000 feet", "30000", "ft", 9144),
        ("500 metres away", "500", "m", 500),
        ("two hundred kilometers away", "200", "km", 200_000),
        ("at 6,000 kilometers per hour", "6000", "km/h", 6000 / 3.6),
        ("at 4,000 miles an hour", "4000", "mph", 1788.16),
        ("at 100 kph", "100", "km/h", 100 / 3.6),
        ("at 2,000 m/s", "2000", "m/s", 2000),
        ("flew for 53 minutes", "53", "min", 3180),
        ("a 53-minute flight", "53", "min", 3180),
        ("flew for 4,415 seconds", "4415", "s", 4415),
        ("flew for 47 minutes and 12 seconds", "2832", "s", 2832),
        ("flew for 1 hour 14 minutes", "74", "min", 4440),
        ("1.5 million kilometers away", "1500000", "km", 1.5e9),
    ],
)
def test_measures(text: str, number: str, unit: str, si: float) -> None:
    """Figures, number words and units in all their spellings become SI; the figure as written stays."""
    quantity = one(text)
    assert quantity.written.numbers == (number,)
    assert quantity.written.unit == unit
    assert quantity.low == quantity.high == pytest.approx(si)


@pytest.mark.parametrize("text", ["at Mach 5", "at five times the speed of sound", "a Mach-5 glider"])
def test_mach(text: str) -> None:
    """A Mach number is an interval of speeds."""
    quantity = one(text)
    assert quantity.written.unit == "Mach"
    assert quantity.written.numbers == ("5",)
    assert quantity.low == pytest.approx(1475.35)
    assert quantity.high == pytest.approx(1701.45)


@pytest.mark.parametrize(
    ("text", "span", "number", "noun"),
    [
        ("It fired two missiles.", "two missiles", "2", "missiles"),
        ("Three short-range ballistic missiles fell.", "Three short-range ballistic missiles", "3", "missiles"),
        ("It fired 22 missiles.", "22 missiles", "22", "missiles"),
        ("one missile fell", "one missile", "1", "missile"),
        ("a single projectile", "a single projectile", "1", "projectile"),
        ("a pair of short-range missiles", "a pair of short-range missiles", "2", "missiles"),
        ("half a dozen rockets", "half a dozen rockets", "6", "rockets"),
        ("a dozen missiles", "a dozen missiles", "12", "missiles"),
        ("twenty-two people died", "twenty-two people", "22", "people"),
        ("two hundred and fifty sailors", "two hundred and fifty sailors", "250", "sailors"),
        ("two North Korean ships", "two North Korean ships", "2", "ships"),
        ("two U.S. officials", "two U.S. officials", "2", "officials"),
        ("three weapons tests", "three weapons tests", "3", "tests"),
        ("five troops", "five troops", "5", "troops"),
        ("six F-16s took off", "six F-16s", "6", "f-16s"),
        ("1.5 million people", "1.5 million people", "1500000", "people"),
        ("2000 soldiers", "2000 soldiers", "2000", "soldiers"),
    ],
)
def test_counts(text: str, span: str, number: str, noun: str) -> None:
    """A count is a number with the noun that it counts, found over adjectives."""
    quantity = one(text)
    assert text[quantity.span.start : quantity.span.end] == span
    assert quantity.unit == "1"
    assert quantity.written.numbers == (number,)
    assert quantity.written.unit == noun


@pytest.mark.parametrize(
    "text",
    [
        "a Hwasong-12 flew",
        "the Hwasong 12 missiles",
        "in 2017",
        "the 2017 tests",
        "Resolution 2397 members",
        "a Kh-101 fell",
        "the 38th parallel",
        "the G20 leaders",
        "a 33-year-old man",
        "worth $680 million",
        "89 percent of exports",
        "by 5 percentage points",
        "the Sept. 3 tests",
        "the 3 September tests",
        "at 6 a.m. local officials said",
        "at 6:30 planes took off",
        "two-stage missiles",
        "ten times this year",
        "for two months",
        "three days later",
        "two countries' leaders",
        "one of them",
        "no one was hurt",
        "a missile",
        "heading 87 degrees",
        "a magnitude-6.3 earthquake",
        "a ratio of 3:2 votes",
        "300 square miles",
        "5m people",
        "20 centimetres",
        "over Japan",
        "the 1990s",
        "one to Japan\ntwo\nmissiles",
    ],
)
def test_no_amount(text: str) -> None:
    """Numbers of names, dates, times, ages, money and shares are no amounts."""
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("about 500 km", "about", 500, 500),
        ("some 500 km", "about", 500, 500),
        ("nearly 500 km", "about", 500, 500),
        ("an estimated 500 km", "about", 500, 500),
        ("500 km or so", "about", 500, 500),
        ("at least 500 km", "at_least", 500, None),
        ("500 km or more", "at_least", 500, None),
        ("more than 500 km", "over", 500, None),
        ("over 500 km", "over", 500, None),
        ("in excess of 500 km", "over", 500, None),
        ("up to 500 km", "up_to", None, 500),
        ("as far as 500 km", "up_to", None, 500),
        ("up to about 500 km", "up_to", None, 500),
        ("no more than 500 km", "up_to", None, 500),
        ("less than 500 km", "under", None, 500),
        ("between 450 and 500 km", "between", 450, 500),
        ("from 450 to 500 km", "between", 450, 500),
        ("450-500 km", "between", 450, 500),
        ("450 or 500 km", "between", 450, 500),
        ("450 km to 500 km", "between", 450, 500),
        ("about 450 to 500 km", "about", 450, 500),
        ("500 km", None, 500, 500),
    ],
)
def test_hedges(text: str, hedge: Hedge | None, low: float | None, high: float | None) -> None:
    """A hedge is kept, opens a bound where it does so in words, and belongs to the span."""
    quantity = one(f"It flew {text}, officials said.")
    assert f"It flew {text}, officials said."[quantity.span.start : quantity.span.end] == text
    assert quantity.hedge == hedge
    assert quantity.low == (None if low is None else low * 1000)
    assert quantity.high == (None if high is None else high * 1000)


@pytest.mark.parametrize(
    ("text", "span", "low"),
    [
        ("with over 1,000 soldiers killed", "over 1,000 soldiers", 1000),
        ("flew over two islands", "two islands", 2),
        ("at least four or five missiles", "at least four or five missiles", 4),
        ("two or more missiles", "two or more missiles", 2),
    ],
)
def test_hedged_counts(text: str, span: str, low: float) -> None:
    """Counts are hedged like measures, but a path over two islands is not "over two"."""
    quantity = one(text)
    assert text[quantity.span.start : quantity.span.end] == span
    assert quantity.low == low


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("flew 1,100 kilometers (680 miles).", "1,100 kilometers", "680 miles"),
        ("flew 3,700 km/2,300 miles east", "3,700 km", "2,300 miles"),
        ("flew 3,700 kilometers, or about 2,300 miles, east", "3,700 kilometers", "about 2,300 miles"),
        ("flew 2,300 miles, or 3,700 km, east", "2,300 miles", "3,700 km"),
        ("flew nearly 1,000 km, some 620 miles, east", "nearly 1,000 km", "some 620 miles"),
        ("a 1,100-kilometer (680-mile) flight", "1,100-kilometer", "680-mile"),
        ("60-70 km (37-43 miles) high", "60-70 km", "37-43 miles"),
        ("4,500 miles (4,500 km) high", "4,500 miles", "4,500 km"),
        ("at Mach 5 (6,100 km/h)", "Mach 5", "6,100 km/h"),
    ],
)
def test_restatement(text: str, first: str, second: str) -> None:
    """The same amount in another unit right beside it is one quantity, its bracket outside the span."""
    assert words(text) == [first, second]
    assert one(text).restated is not None


@pytest.mark.parametrize(
    "text", ["flew 2,700 km, 550 km high", "flew 2,700 km (reaching 550 km)", "rose 550 km and flew 1,700 miles"]
)
def test_two_amounts_are_not_one(text: str) -> None:
    """Two amounts that only stand near each other stay two."""
    assert [quantity.restated for quantity in find_quantities(text)] == [None, None]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_lie_inside_the_text(text: str) -> None:
    """Whatever the text: every amount has words, in order, without overlaps, and ordered bounds."""
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.span.start < quantity.span.end <= len(text)
        assert text[quantity.span.start : quantity.span.end].strip()
        assert quantity.written.numbers
        position = (quantity.restated or quantity).span.end


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1,000,", "9.", "1-", "one ", "twenty-", "hundred ", "about ", "a ", "12 km (", "two U.S. "]
)
def test_long_runs(piece: str) -> None:
    """A hundred thousand characters of one piece over and over are read to the end."""
    text = piece * (100_000 // len(piece)) + " and 12 km"
    assert find_quantities(text)[-1].written.unit == "km"
