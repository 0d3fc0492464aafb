"""Geodesics, areas, nearest lines and polygons, against published figures and what holds for all input."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.geo import (
    Lines,
    Margin,
    Point,
    Rings,
    apart_km,
    circle,
    direct,
    ecef,
    encloses,
    inverse,
    path,
    sector,
)

points = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
SQUARE = np.array([(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0), (0.0, 0.0)])
HOLE = np.array([(4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0), (4.0, 4.0)])


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        # Flinders Peak to Buninyong: the worked example of Vincenty's formulae in Geoscience Australia's GDA manual
        ((-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600),
         (-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600), 54.972271),
        ((0.0, 0.0), (0.0, 1.0), 111.319491),  # a degree of the equator, 2 pi 6378.137 / 360 km
        ((0.0, 0.0), (90.0, 0.0), 10001.965729),  # the quarter meridian of WGS 84
    ],
)  # fmt: skip
def test_distances_are_those_published(start: Point, end: Point, km: float) -> None:
    """Distances agree with others' figures to a centimetre."""
    assert inverse(start, end)[0] == pytest.approx(km, abs=1e-5)


def test_bearing_is_the_one_published() -> None:
    """Flinders Peak to Buninyong starts at 306 degrees 52 minutes 05.37 seconds, and comes back."""
    start, end = (-37.951033417, 144.424867889), (-37.652821139, 143.926495528)
    km, bearing = inverse(start, end)
    assert bearing == pytest.approx(306 + 52 / 60 + 5.37 / 3600, abs=1e-5)
    assert direct(start, bearing, km) == pytest.approx(end, abs=1e-8)


@given(points, points)
def test_distance_is_the_same_both_ways(start: Point, end: Point) -> None:
    """The way there is as long as the way back, and no longer than half a meridian."""
    there, back = inverse(start, end)[0], inverse(end, start)[0]
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20003.94


@given(points, st.floats(0, 359), st.floats(1, 9000))
def test_direct_is_undone_by_inverse(start: Point, bearing: float, km: float) -> None:
    """Going somewhere and measuring the way gives what was gone."""
    there = inverse(start, direct(start, bearing, km))
    assert there[0] == pytest.approx(km, abs=1e-6)
    assert math.cos(math.radians(there[1] - bearing)) == pytest.approx(1, abs=1e-9)


@given(points, st.floats(0, 359), st.floats(1, 10000))
def test_a_line_is_as_near_as_the_geodesic_says(start: Point, bearing: float, km: float) -> None:
    """The distance to a short line is that of the geodesic to 0.01% up to 1,500 km, and to 1% up to 10,000."""
    end = direct(start, bearing, km)
    line = Lines([(0, np.array([end, (end[0] + 1e-6, end[1])]))])
    assert line.nearest_km(start) == pytest.approx(inverse(start, end)[0], rel=1e-4 if km < 1500 else 1e-2, abs=1e-3)


@given(points, st.floats(0, 359))
def test_nearest_is_never_farther_than_any_point_of_a_line(at: Point, bearing: float) -> None:
    """Between its ends a line is cut fine enough: its middle is found, and nothing is nearer than it is."""
    ends = [direct(at, bearing, 200.0), direct(at, bearing + 90, 200.0)]
    if abs(ends[0][1] - ends[1][1]) > 180:
        return
    line = Lines([(0, np.array(ends))])
    sample = np.linspace(ends[0], ends[1], 200)
    nearest = min(inverse(at, (lat, lon))[0] for lat, lon in sample.tolist())
    assert line.nearest_km(at) == pytest.approx(nearest, abs=2.0)


def test_owners_are_kept_apart() -> None:
    """The nearest of one owner, of everybody else, and of nobody."""
    lines = Lines([(0, np.array([(0, 1), (0.1, 1)])), (1, np.array([(0, 2), (0.1, 2)]))])
    assert lines.nearest_km((0, 0), (0,)) == pytest.approx(111.3, abs=0.1)
    assert lines.nearest_km((0, 0), (0,), but=True) == pytest.approx(222.6, abs=0.2)
    assert math.isinf(lines.nearest_km((0, 0), (2,)))
    assert math.isinf(Lines([]).nearest_km((0, 0)))


@given(st.floats(-5, 15), st.floats(-5, 15))
def test_points_in_a_square(lat: float, lon: float) -> None:
    """Inside is inside, and the hole is not."""
    if any(abs(value - edge) < 1e-9 for value in (lat, lon) for edge in (0, 4, 6, 10)):
        return
    within, in_hole = 0 < lat < 10 and 0 < lon < 10, 4 < lat < 6 and 4 < lon < 6
    assert encloses(SQUARE, (lat, lon)) == within
    assert Rings([(7, SQUARE), (7, HOLE)]).at((lat, lon)) == ((7,) if within and not in_hole else ())


def test_a_bearing_to_3_degrees_and_a_range_to_50_km() -> None:
    """At 1,000 km they leave 52 km across and 50 km along: 72 km together."""
    area = sector((39.2, 125.67), (57.0, 63.0), (950.0, 1050.0))
    assert 70 < area.radius_km < 76
    assert inverse((39.2, 125.67), area.center)[0] == pytest.approx(1000, abs=1e-6)
    assert sector((39.2, 125.67), (57.0, 63.0), (950.0, 1050.0), 5.0).radius_km == pytest.approx(area.radius_km + 5)


@settings(deadline=None)
@given(points, st.floats(0, 350), st.floats(1, 90), st.floats(10, 3000))
def test_a_sector_holds_its_points(start: Point, bearing: float, width: float, km: float) -> None:
    """No point lies outside the circle, and all are at the range."""
    area = sector(start, (bearing, (bearing + width) % 360), (km, km * 1.05))
    assert all(inverse(area.center, point)[0] <= area.radius_km * 1.005 for point in area.points)
    assert all(km - 1e-6 <= inverse(start, point)[0] <= km * 1.05 + 1e-6 for point in area.points)


def test_areas_apart() -> None:
    """Circles of 100 km, 300 km from one another, are 100 km apart but for the grain; those that touch are not."""
    one, other = circle((0.0, 0.0), 100.0), circle(direct((0.0, 0.0), 90, 300.0), 100.0)
    assert apart_km(one, other) == pytest.approx(65, abs=1)
    assert apart_km(one, one) == 0


def test_a_path_keeps_to_the_geodesic() -> None:
    """Its ends are the ends, and its steps no longer than asked for."""
    start, end = (39.2, 125.67), (41.9, 155.0)
    steps = path(start, end, 25.0)
    assert steps[0] == pytest.approx(start)
    assert steps[-1] == pytest.approx(end)
    lengths = [inverse(*pair)[0] for pair in itertools.pairwise(steps)]
    assert max(lengths) <= 25
    assert sum(lengths) == pytest.approx(inverse(start, end)[0], abs=1e-3)


def test_ecef_has_the_axes_of_the_ellipsoid() -> None:
    """The equator is 6,378.137 km from the centre, the pole 6,356.752 km."""
    found = ecef(np.array([0.0, 90.0]), np.array([0.0, 0.0]))
    assert np.linalg.norm(found, axis=1) == pytest.approx([6378.137, 6356.752314], abs=1e-5)


def test_uncertainty_is_towards_the_line() -> None:
    """What is far beyond the line does not matter, what reaches towards it does."""
    assert Margin.of([-100.0, -300.0, -80.0], 5.0).uncertainty == 25
    assert Margin.of([100.0, 300.0, 80.0], 5.0).uncertainty == 25
