"""The sphere: distances, and where a bearing leads."""

import pytest

from bongsu.geo import distance_km, move


def test_a_degree_of_latitude() -> None:
    """One degree along a meridian is 111.2 km on a sphere of the Earth's mean radius."""
    assert distance_km((40.0, 130.0), (41.0, 130.0)) == pytest.approx(111.19, abs=0.01)


@pytest.mark.parametrize("bearing", [0.0, 45.0, 90.0, 180.0, 271.5])
def test_moving_away_is_as_far_as_said(bearing: float) -> None:
    """Who goes 1,100 km on any bearing is 1,100 km away, also across the date line."""
    for start in ((39.2, 125.7), (10.0, 179.5)):
        there = move(start, 1100.0, bearing)
        assert distance_km(start, there) == pytest.approx(1100.0, abs=1e-6)
        assert -180 <= there[1] <= 180
