"""The user's own polygons: what is read, and what is refused with file, feature and reason."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.errors import TableError
from bongsu.geo import circle
from bongsu.reference.zones import crossed, load_zones

BOX = [[130.0, 36.0], [134.0, 36.0], [134.0, 40.0], [130.0, 40.0], [130.0, 36.0]]
BOW = [[130.0, 36.0], [134.0, 40.0], [134.0, 36.0], [130.0, 40.0], [130.0, 36.0]]


def write(folder: Path, *rings: list[list[float]], **properties: str) -> Path:
    """Write a collection with a good feature, and one with these rings."""
    good = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [BOX]}, "properties": {"name": "good"}}
    other = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
        "properties": {"name": "other", **properties},
    }
    return put(folder, {"type": "FeatureCollection", "features": [good, other]})


def put(folder: Path, content: Any) -> Path:
    """Write JSON to a file."""
    path = folder / "zones.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_polygons_are_read(tmp_path: Path) -> None:
    """Name, holder and kind are kept; margins are km to the outline, negative outside, holes left out."""
    hole = [[131.0, 37.0], [132.0, 37.0], [132.0, 38.0], [131.0, 38.0], [131.0, 37.0]]
    good, other = load_zones(write(tmp_path, BOX, hole, holder="JPN", zone="territorial_waters"))
    assert (good.name, good.holder, good.zone) == ("good", None, "eez")
    assert (other.name, other.holder, other.zone) == ("other", "JPN", "territorial_waters")
    assert good.margin_km((38.0, 131.0)) == pytest.approx(87.8, abs=0.3)
    assert good.margin_km((35.0, 132.0)) == pytest.approx(-111, abs=1)
    assert other.margin_km((37.5, 131.5)) < 0
    assert good.margin(circle((38.0, 131.0), 10.0)).low == pytest.approx(77.8, abs=0.3)


def test_several_polygons(tmp_path: Path) -> None:
    """A MultiPolygon cut at the antimeridian is one zone."""
    west = [[178.0, 30.0], [180.0, 30.0], [180.0, 32.0], [178.0, 32.0], [178.0, 30.0]]
    east = [[-180.0, 30.0], [-178.0, 30.0], [-178.0, 32.0], [-180.0, 32.0], [-180.0, 30.0]]
    shape = {"type": "MultiPolygon", "coordinates": [[west], [east]]}
    feature = {"type": "Feature", "geometry": shape, "properties": {"name": "both"}}
    (zone,) = load_zones(put(tmp_path, {"type": "FeatureCollection", "features": [feature]}))
    assert zone.margin_km((31.0, 179.0)) > 0
    assert zone.margin_km((31.0, -179.0)) > 0
    assert zone.margin_km((31.0, 177.0)) < 0


@pytest.mark.parametrize(
    ("ring", "reason"),
    [
        (BOW, "a ring crosses itself near 38.000, 132.000"),
        ([*BOX[:4], [131.0, 36.0], [132.0, 36.0], [130.0, 36.0]], "a ring crosses itself"),
        (
            [[170.0, 30.0], [-170.0, 30.0], [-170.0, 40.0], [170.0, 40.0], [170.0, 30.0]],
            "a ring crosses the antimeridian",
        ),
        (
            [[170.0, 30.0], [190.0, 30.0], [190.0, 40.0], [170.0, 40.0], [170.0, 30.0]],
            "a point lies outside -180 to 180",
        ),
        ([[130.0, 36.0], [130.0, 95.0], [134.0, 36.0], [130.0, 36.0]], "a point lies outside"),
        (BOX[:4], "a ring is not closed"),
        ([BOX[0], BOX[1], BOX[0]], "a ring is not closed"),
        ([], "a ring is not closed"),
    ],
)
def test_polygons_that_are_refused(tmp_path: Path, ring: list[list[float]], reason: str) -> None:
    """What cannot be used is refused with the file, the feature's number and the reason."""
    with pytest.raises(TableError) as error:
        load_zones(write(tmp_path, ring))
    assert str(error.value).startswith(f"{tmp_path / 'zones.geojson'}: feature 2: {reason}")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[", "zones.geojson"),
        ({"type": "Feature"}, "Invalid enum value 'Feature'"),
        ({"type": "FeatureCollection", "features": [{"type": "Feature"}]}, "feature 1: Object missing required field"),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "Point", "coordinates": [1, 2]},
                        "properties": {"name": "a"},
                    }
                ],
            },
            "feature 1: Invalid value 'Point'",
        ),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {"name": "a"}}
                ],
            },
            "feature 1: it has no ring",
        ),
    ],
)
def test_files_that_are_refused(tmp_path: Path, content: Any, reason: str) -> None:
    """A file that holds something else is refused with what is wrong."""
    with pytest.raises(TableError, match=reason):
        load_zones(put(tmp_path, content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A path that leads nowhere is told as such."""
    with pytest.raises(TableError, match="No such file"):
        load_zones(tmp_path / "none.geojson")


@given(st.integers(3, 40), st.floats(0.1, 5), st.integers(0, 2**32 - 1))
def test_stars_do_not_cross_themselves(corners: int, size: float, seed: int) -> None:
    """A star about a point crosses itself nowhere; with two corners exchanged it may, and nothing is raised."""
    random = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radius = size * random.uniform(0.3, 1, corners)
    ring = np.stack([radius * np.sin(angles), radius * np.cos(angles)], axis=1)
    assert crossed(np.concatenate([ring, ring[:1]])) is None
    random.shuffle(ring)
    crossed(np.concatenate([ring, ring[:1]]))
