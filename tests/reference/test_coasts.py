"""The coasts, and the computed zone line against the one that Marine Regions publishes."""

from pathlib import Path

import pytest
import zones as benchmark
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.errors import TableError
from bongsu.geo import circle, direct, sector
from bongsu.reference import coasts as module
from bongsu.reference.coasts import Coasts, shipped_coasts
from bongsu.reference.tables import load_bytes


@pytest.fixture(scope="module")
def coasts() -> Coasts:
    """The shipped coasts."""
    return shipped_coasts()


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (39.03, 125.75, "PRK"), (37.57, 126.98, "KOR"), (35.68, 139.69, "JPN"), (43.06, 141.35, "JPN"),
        (43.12, 131.9, "RUS"), (39.9, 116.4, "CHN"), (25.03, 121.56, "TWN"), (22.43, 114.1, "CHN"),
        (13.45, 144.78, "GUM"),
        (32.07, 34.8, "ISR"), (35.7, 51.4, "IRN"), (-25.75, 28.2, "ZAF"), (-29.6, 28.2, "LSO"), (40.0, 135.0, None),
        (30.0, 180.0, None), (66.5, -150.0, "USA"), (66.5, 14.5, "NOR"), (-85.0, 0.0, "ATA"), (-85.0, 179.9, "ATA"),
        (-16.6, 179.3, "FJI"), (-55.0, 100.0, None), (67.5, 179.5, "RUS"), (67.5, -179.5, "RUS"),
    ],
)  # fmt: skip
def test_whose_land(coasts: Coasts, lat: float, lon: float, country: str | None) -> None:
    """Capitals are in their countries, a country within another is not its land, the sea is nobody's."""
    assert coasts.country((lat, lon)) == country


def test_the_sea_of_japan_is_placed(data: Path, coasts: Coasts) -> None:
    """Of the cells of 0.05 degrees 99.3% are on the official side; others are near the line."""
    figures = benchmark.measure(data, coasts)
    assert figures.cells > 40_000
    assert figures.share >= 0.993
    assert figures.percentile(95) < 6
    assert figures.percentile(100) < module.LINE_ERROR_KM


@pytest.mark.parametrize(("sea", "share"), [("Pacific east of Japan", 0.99), ("East China Sea", 0.98)])
def test_other_seas_are_placed(data: Path, coasts: Coasts, sea: str, share: float) -> None:
    """Elsewhere the line is worse, and within the error that the check allows for."""
    figures = benchmark.measure(data, coasts, sea, 0.2)
    assert figures.share >= share
    assert figures.percentile(100) < module.OPEN_ERROR_KM


def test_statements_of_japan(data: Path, coasts: Coasts) -> None:
    """Site, range and true bearing agree with what Japan said on 35 of 38 days, and are never far against it."""
    days = benchmark.statements(data, coasts)
    differ = {day.date for day in days if day.computed != day.stated}
    assert len(days) == 38
    assert differ <= {"2017-05-28", "2022-01-10", "2023-02-18"}
    assert not any(day.beyond for day in days)


def test_a_point_is_quick(coasts: Coasts) -> None:
    """A point takes less than a millisecond, loading less than 0.2 s."""
    assert benchmark.point_ms(coasts) < 1
    assert benchmark.loading_s() < 0.2


seas = st.tuples(st.floats(34, 46), st.floats(128, 150))


@settings(deadline=None)
@given(seas, st.floats(0, 359), st.floats(0, 400))
def test_the_margin_is_a_distance_to_move(point: tuple[float, float], bearing: float, km: float) -> None:
    """Nobody who moves less than the margin changes sides, whatever way; margins differ by no more than the way."""
    coasts = shipped_coasts()
    moved = direct(point, bearing, km)
    before, after = coasts.zone_km(point, "JPN"), coasts.zone_km(moved, "JPN")
    assert abs(before - after) <= km * 1.002 + 0.1
    if km < abs(before) * 0.99:
        assert (before > 0) == (after > 0)


@settings(deadline=None)
@given(seas)
def test_zones_do_not_overlap(point: tuple[float, float]) -> None:
    """A point is in one state's computed zone at most, and in the one whose coast is nearest."""
    coasts = shipped_coasts()
    within = [state for state in ("JPN", "KOR", "PRK", "RUS", "CHN") if coasts.zone_km(point, state) > 0]
    assert len(within) <= 1
    assert all(coasts.coast_km(point, state) <= 370.4 for state in within)


@pytest.mark.parametrize(
    ("lat", "lon", "state", "km"), [(39.03, 125.75, "JPN", 490), (13.45, 144.5, "GUM", 15), (37.5, 131.1, "KOR", 16)]
)
def test_distance_to_a_coast(coasts: Coasts, lat: float, lon: float, state: str, km: float) -> None:
    """Distances to coasts are those of the map, and the islets count."""
    assert coasts.coast_km((lat, lon), state) == pytest.approx(km, rel=0.25)


def test_contested_waters(coasts: Coasts) -> None:
    """Near Liancourt Rocks no side is told to those who contest them; they move no line."""
    found = coasts.disputed((37.24, 131.9), "JPN")
    assert found is not None
    assert found.name == "Liancourt Rocks"
    assert coasts.disputed((37.24, 131.9), "RUS") is None
    assert coasts.disputed((40.0, 135.0), "JPN") is None
    assert coasts.coast_km((37.24, 131.87), "KOR") > 80
    assert coasts.coast_km((37.24, 131.87), "JPN") > 120


def test_areas_have_margins(coasts: Coasts) -> None:
    """An area's margin is its centre's, and as wide as what it covers; a state without a coast has none."""
    area = sector((39.2, 125.67), (55.0, 61.0), (1075.0, 1125.0), 5.0)
    margin = coasts.zone(area, "JPN")
    assert margin is not None
    assert margin.low < margin.center < margin.high
    assert margin.uncertainty <= area.radius_km + 1
    assert coasts.zone(circle((47.0, 8.0), 1.0), "CHE") is None
    assert coasts.zone(circle((47.0, 8.0), 1.0), "XXX") is None


def test_territorial_waters_are_nearer(coasts: Coasts) -> None:
    """Twelve miles off Oga are at the line of the territorial waters, and well inside the zone."""
    area = circle((39.95, 139.45), 1.0)
    waters, zone = coasts.zone(area, "JPN", territorial=True), coasts.zone(area, "JPN")
    assert waters is not None
    assert zone is not None
    assert abs(waters.center) < 6
    assert zone.center > 150


def test_damaged_coasts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is cut short is refused with its name and the remedy."""
    whole = load_bytes(module.FILE)
    monkeypatch.setattr(module, "load_bytes", lambda _: whole[:1000])
    with pytest.raises(TableError, match=r"coast\.npz: .*install bongsu again"):
        shipped_coasts.__wrapped__()
