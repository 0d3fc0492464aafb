"""Arcs over the sphere, against published flights and against stepping the equations of motion."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.flight import (
    EARTH_RADIUS,
    ESCAPE_SPEED,
    GM,
    HALF_WAY_ROUND,
    LONGEST_BOOST,
    ORBITAL_SPEED,
    SHORTEST_BOOST,
    arc,
    ideal_time,
    minimum_energy_apogee,
    shape,
)

PUBLISHED = [
    ("2017-05-14", 787, 2111.5, 27.9, [30]),
    ("2017-07-04", 933, 2802, 34.4, [39, 37]),
    ("2017-07-28", 998, 3724.9, 43.1, [47.2, 45]),
    ("2017-08-29", 2700, 550, 13.4, [14]),
    ("2017-09-15", 3700, 770, 16.9, [19]),
    ("2017-11-29", 950, 4475, 50.3, [53]),
    ("2022-01-30", 800, 2000, 26.9, [30]),
    ("2022-03-24", 1090, 6248.5, 67.9, [71]),
    ("2022-10-04", 4600, 1000, 20.3, [22]),
    ("2022-11-18", 999.2, 6040.9, 65.8, [68.9]),
    ("2023-02-18", 989, 5768.5, 63.0, [66.9]),
    ("2023-07-12", 1001.2, 6648.4, 72.0, [74.9]),
    ("2023-12-18", 1002.3, 6518.2, 70.7, [73]),
    ("2024-10-31", 1001.2, 7687.5, 82.9, [85.9]),
]
"""Local date, distance and apogee in km, ideal and reported minutes, as Seoul, Tokyo and Pyongyang published them."""
DISTANCES = st.floats(0, HALF_WAY_ROUND * 0.99)
APOGEES = st.floats(1_000, 40_000_000)


@pytest.mark.parametrize(("date", "distance", "apogee", "ideal", "reported"), PUBLISHED, ids=str)
def test_published_flights(date: str, distance: float, apogee: float, ideal: float, reported: list[float]) -> None:
    """The ideal time is that of the table, and every reported time lies above it by no less and no more than stated."""
    minutes = ideal_time(distance * 1000, apogee * 1000) / 60
    assert date
    assert round(minutes, 1) == ideal
    assert all(SHORTEST_BOOST <= (time - minutes) * 60 <= LONGEST_BOOST for time in reported)


def test_a_flight_that_took_less_than_its_arc() -> None:
    """67.5 minutes, as claimed for 2022-03-24, are fewer than the published arc takes."""
    assert 67.5 * 60 < ideal_time(1_090_000, 6_248_500) < 71 * 60


def test_limits() -> None:
    """Half way round, the speed of the lowest orbit and that of escape, as the textbooks have them."""
    assert round(HALF_WAY_ROUND / 1000) == 20015
    assert round(ORBITAL_SPEED) == 7910
    assert round(ESCAPE_SPEED) == 11186


def test_cheapest_arcs() -> None:
    """The apogee of minimum energy for 1,100 km is 263 km; a tenth of the Earth's radius long, it is near a quarter."""
    assert round(minimum_energy_apogee(1_100_000) / 1000) == 263
    assert minimum_energy_apogee(10_000) == pytest.approx(2_500, rel=1e-3)  # flat Earth: a quarter of the distance


@pytest.mark.parametrize("distance", [200_000, 1_100_000, 4_600_000, 10_000_000])
def test_the_cheapest_arc_needs_the_least_speed(distance: float) -> None:
    """No other apogee reaches the distance with less: the semi-major axis, and so the energy, is least there."""
    best = minimum_energy_apogee(distance)
    axes = [arc(distance, best * factor)[1] for factor in (0.8, 0.95, 1, 1.05, 1.2)]
    assert min(axes) == axes[2]


@given(DISTANCES, APOGEES)
def test_the_ellipse_starts_at_the_surface_and_has_its_apogee(distance: float, apogee: float) -> None:
    """The equation of the ellipse gives the Earth's radius at the ends and the apogee in the middle."""
    eccentricity, axis = arc(distance, apogee)
    semi_latus = axis * (1 - eccentricity**2)
    at_end = semi_latus / (1 - eccentricity * math.cos(distance / EARTH_RADIUS / 2)) if eccentricity < 1 else None
    assert axis * (1 + eccentricity) == pytest.approx(EARTH_RADIUS + apogee)
    assert at_end is None or distance < 1e5 or at_end == pytest.approx(EARTH_RADIUS, rel=1e-6)


@given(DISTANCES, APOGEES, st.floats(1.001, 1.5))
def test_longer_and_higher_arcs_take_longer(distance: float, apogee: float, factor: float) -> None:
    """The time grows with both, so that its bounds are those of the corners."""
    time = ideal_time(distance, apogee)
    assert 0 < time <= ideal_time(min(distance * factor, HALF_WAY_ROUND), apogee) + 1e-3
    assert time < ideal_time(distance, apogee * factor)


def stepped(distance: float, apogee: float, step: float = 0.25) -> float:
    """Return the time of the same arc by stepping the equations of motion from the apogee down (leapfrog)."""
    eccentricity, axis = arc(distance, apogee)
    x, y = EARTH_RADIUS + apogee, 0.0
    u, v = 0.0, math.sqrt(GM * (1 - eccentricity) / (axis * (1 + eccentricity)))
    time = 0.0
    while math.hypot(x, y) > EARTH_RADIUS:
        pull = -GM / math.hypot(x, y) ** 3
        u, v = u + pull * x * step / 2, v + pull * y * step / 2
        x, y = x + u * step, y + v * step
        pull = -GM / math.hypot(x, y) ** 3
        u, v = u + pull * x * step / 2, v + pull * y * step / 2
        time += step
    return 2 * time


@pytest.mark.parametrize(("distance", "apogee"), [(787, 2111.5), (3700, 770), (1001.2, 7687.5), (9000, 1200)])
def test_kepler_agrees_with_stepping(distance: float, apogee: float) -> None:
    """Newton's law, stepped, gives Kepler's time to the step."""
    assert ideal_time(distance * 1000, apogee * 1000) == pytest.approx(stepped(distance * 1000, apogee * 1000), abs=1)


@pytest.mark.parametrize(
    ("distance", "apogee", "expected"),
    [
        (800, 2000, "lofted"),
        (2700, 550, "near minimum-energy"),
        (3700, 770, "near minimum-energy"),
        (4600, 1000, "near minimum-energy"),
        (1100, 100, "depressed or gliding"),
    ],
)
def test_shapes(distance: float, apogee: float, expected: str) -> None:
    """Lofted, near minimum-energy, depressed or gliding."""
    assert shape((distance * 1000, distance * 1000), (apogee * 1000, apogee * 1000)) == expected


def test_a_shape_may_be_left_open() -> None:
    """Where the rounding of the figures spans two shapes, none is given."""
    assert shape((900_000, 1_100_000), (200_000, 300_000)) is None


@pytest.mark.parametrize(("distance", "apogee"), [(-1, 100), (30_000_000, 100), (1000, 0), (1000, math.inf)])
def test_what_is_no_arc_is_refused(distance: float, apogee: float) -> None:
    """Bounds are checked."""
    with pytest.raises(ValueError, match="no arc"):
        arc(distance, apogee)


@given(APOGEES)
def test_a_distance_of_nothing_is_a_throw_straight_up(apogee: float) -> None:
    """The radial fall: its time has a closed form of its own."""
    top = EARTH_RADIUS + apogee
    share = EARTH_RADIUS / top
    fall = math.sqrt(top**3 / (2 * GM)) * (math.acos(math.sqrt(share)) + math.sqrt(share * (1 - share)))
    assert ideal_time(0, apogee) == pytest.approx(2 * fall, rel=1e-6)
