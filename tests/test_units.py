"""Conversion, rounding and agreement of written amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.model import Hedge, Quantity, Span, Unit, Written
from bongsu.units import FACTORS, agree, convert, rounding, si_unit, step, to_si


def amount(numbers: str, unit: str, hedge: Hedge | None = None) -> Quantity:
    """An amount as a sentence would give it: ``amount("60 70", "km")`` is a range."""
    written = tuple(numbers.split())
    low, high = to_si(written[0], unit)[0], to_si(written[-1], unit)[1]
    return Quantity(Span(0, 1), low, high, si_unit(unit), Written(written, unit), hedge)


@pytest.mark.parametrize(
    ("number", "unit", "si"),
    [
        ("1", "mi", 1609.344),  # BIPM and NIST: the international mile, by definition
        ("1", "nmi", 1852.0),
        ("1", "ft", 0.3048),
        ("1", "yd", 0.9144),
        ("53", "min", 3180.0),
        ("36", "km/h", 10.0),
        ("1", "kn", 1852 / 3600),
        ("1", "mph", 0.44704),
        ("22", "missiles", 22.0),
    ],
)
def test_conversion_is_exact(number: str, unit: str, si: float) -> None:
    """Every factor is the defined one; a thing that is counted stays a number."""
    assert to_si(number, unit) == pytest.approx((si, si), rel=1e-15)


def test_mach_is_an_interval() -> None:
    """A Mach number without an altitude lies between the speeds of sound at height and at sea level."""
    assert to_si("5", "Mach") == pytest.approx((1475.35, 1701.45))


@pytest.mark.parametrize(("unit", "si"), [("km", "m"), ("Mach", "m/s"), ("h", "s"), ("missiles", "1")])
def test_si_unit(unit: str, si: Unit) -> None:
    """A unit's name leads to the SI unit of its dimension."""
    assert si_unit(unit) == si


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2),
    st.sampled_from(sorted(FACTORS)),
    st.sampled_from(sorted(FACTORS)),
)
def test_there_and_back(number: Decimal, unit: str, other: str) -> None:
    """Converting there and back gives the same figure; between dimensions it is refused."""
    if si_unit(unit) != si_unit(other):
        with pytest.raises(ValueError, match="cannot be converted"):
            convert(str(number), unit, other)
        return
    there = convert(str(number), unit, other)
    assert convert(f"{Decimal(there):f}", other, unit) == pytest.approx(float(number), rel=1e-12)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1100", "100"),
        ("1000", "100"),
        ("680", "10"),
        ("685", "5"),
        ("700", "50"),
        ("1677", "1"),
        ("62", "1"),
        ("5", "1"),
        ("2.5", "0.1"),
        ("1677.5", "0.5"),
        ("4500", "100"),
        ("10000", "1000"),
        ("0", "1"),
    ],
)
def test_step(number: str, expected: str) -> None:
    """A figure may have been rounded to its trailing zeros, but to no more than a tenth of itself."""
    assert step(number) == Decimal(expected)


@given(st.integers(0, 10**9).map(str), st.booleans())
def test_rounding_holds_the_figure(number: str, hedged: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """The interval holds the figure itself, and a hedge never narrows it."""
    low, high = rounding(number, hedged=hedged)
    assert low <= int(number) <= high
    wider = rounding(number, hedged=True)
    assert wider[0] <= low
    assert wider[1] >= high


PRESS = [
    # (first, its unit, second, its unit): pairs as newsrooms print them
    ("1100", "km", "680", "mi"),
    ("1100", "km", "685", "mi"),
    ("1100", "km", "683", "mi"),
    ("1100", "km", "700", "mi"),
    ("3700", "km", "2300", "mi"),
    ("3700", "km", "2299", "mi"),
    ("2700", "km", "1677", "mi"),
    ("2700", "km", "1680", "mi"),
    ("2700", "km", "1700", "mi"),
    ("770", "km", "478", "mi"),
    ("770", "km", "480", "mi"),
    ("550", "km", "340", "mi"),
    ("550", "km", "342", "mi"),
    ("1000", "km", "620", "mi"),
    ("1000", "km", "621", "mi"),
    ("100", "km", "62", "mi"),
    ("100", "km", "60", "mi"),
    ("4475", "km", "2800", "mi"),
    ("4500", "km", "2800", "mi"),
    ("4500", "km", "2796", "mi"),
    ("950", "km", "590", "mi"),
    ("950", "km", "600", "mi"),
    ("3380", "km", "2100", "mi"),
    ("800", "km", "500", "mi"),
    ("500", "km", "300", "mi"),
    ("500", "km", "311", "mi"),
    ("300", "km", "186", "mi"),
    ("930", "km", "580", "mi"),
    ("933", "km", "579", "mi"),  # 579.7, cut off
    ("2800", "km", "1740", "mi"),
    ("10000", "km", "6200", "mi"),
    ("13000", "km", "8100", "mi"),
    ("6000", "km", "3700", "mi"),
    ("50", "km", "30", "mi"),
    ("30", "km", "19", "mi"),
    ("370", "km", "200", "nmi"),
    ("22", "km", "12", "nmi"),
    ("2", "km", "6500", "ft"),
    ("6100", "km/h", "3800", "mph"),
    ("60 70", "km", "37 43", "mi"),
    ("6125", "km/h", "5", "Mach"),
]


@pytest.mark.parametrize(("first", "unit", "second", "other"), PRESS)
def test_real_pairs_agree(first: str, unit: str, second: str, other: str) -> None:
    """Pairs that newsrooms print for one amount agree, whichever stands first."""
    pair = amount(first, unit), amount(second, other)
    assert agree(*pair).agrees
    assert agree(*reversed(pair)).agrees


@pytest.mark.parametrize(
    ("first", "unit", "second", "other", "slip"),
    [
        ("4500", "km", "4500", "mi", "same number in both units"),
        ("1100", "mi", "680", "km", "units exchanged"),
        ("1100", "km", "650", "mi", None),
        ("1100", "km", "750", "mi", None),
        ("3700", "km", "2000", "mi", "miles and nautical miles exchanged"),
        ("770", "km", "470", "mi", None),
        ("550", "km", "430", "mi", None),
        ("1000", "km", "540", "mi", "miles and nautical miles exchanged"),
        ("930", "km", "58", "mi", "a digit too many or too few"),
        ("100", "km", "160", "mi", "units exchanged"),
        ("1000", "m", "10000", "ft", None),
        ("12", "nmi", "12", "km", "same number in both units"),
        ("60 70", "km", "37 50", "mi", None),
    ],
)
def test_wrong_pairs_do_not_agree(first: str, unit: str, second: str, other: str, slip: str | None) -> None:
    """Figures that are no conversion of each other disagree, and the slips of the press are known by name."""
    found = agree(amount(first, unit), amount(second, other))
    assert not found.agrees
    assert found.within is None
    assert found.slip == slip


def test_about_widens() -> None:
    """A hedge doubles what may have been rounded away, on either side."""
    plain, about = amount("1090", "km"), amount("1090", "km", "about")
    other = amount("670", "mi")
    assert not agree(plain, other).agrees
    assert agree(about, other).agrees
    assert agree(other, about).agrees


@given(st.integers(1, 20_000))
def test_a_converted_figure_rounded_to_three_digits_agrees(km: int) -> None:
    """Whatever the amount, its own conversion agrees when it is rounded to a whole mile."""
    miles = round(km / 1.609344)
    assert agree(amount(str(km), "km"), amount(str(max(miles, 1)), "mi")).agrees or miles == 0
