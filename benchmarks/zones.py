"""Measure the computed zone line of Japan against the published one, cell by cell.

Usage: BONGSU_DATA=... python benchmarks/zones.py [--sea "Sea of Japan"] [--step 0.05]

The oracle is Marine Regions' Maritime Boundaries v12 (zones/eez-oracle.geojson, CC BY-NC-SA: for measuring alone).
Cells are points ``step`` degrees apart that lie in the zone of one of the states around the sea; waters that the oracle
has as contested or under joint regimes are left out. A cell agrees when both put it inside, or both outside, the zone.
For those that do not: how far they are from the oracle's line, in km.

Then the launches of the chronicle (launches/nagix-test.json, by CNS and NTI) of which Japan's government said whether
they fell inside its zone (tests/gold/zone_statements.csv): where site, range and bearing put them. A bearing of 90 is
a placeholder, and the site "unknown" an airport's: such rows are left out. A day is inside when one of its missiles is.
A range is taken to 25 km, a bearing to 3 degrees. "beyond" says that the margin is more than three times as large as
what is uncertain: there alone would the check contradict a government.

Last, how long a point takes, and how long the coasts take to load in a process that has numpy.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bongsu.geo import Area, Floats, Lines, Margin, sector
from bongsu.reference.coasts import LINE_ERROR_KM, Coasts, shipped_coasts

SEAS: dict[str, list[tuple[float, float]]] = {  # (longitude, latitude), own outlines of the water
    "Sea of Japan": [
        (127.0, 42.5), (127.0, 38.0), (128.5, 36.0), (129.3, 35.2), (129.5, 34.6), (130.9, 33.9), (132.5, 35.2),
        (136.0, 35.5), (138.8, 37.5), (140.3, 39.5), (140.3, 41.3), (140.2, 42.5), (141.5, 43.4), (141.8, 45.3),
        (142.0, 46.0), (142.2, 48.0), (142.0, 52.0), (140.0, 51.0), (135.0, 45.0), (131.0, 43.3),
    ],
    "Pacific east of Japan": [(141.5, 35.5), (142.0, 42.5), (160.0, 42.5), (160.0, 30.0), (140.5, 30.0), (140.5, 35.0)],
    "East China Sea": [(121.0, 24.5), (121.0, 33.0), (129.4, 33.0), (130.0, 31.0), (128.5, 27.0), (123.0, 24.0)],
}  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """What was measured: cells, those that agree, and the distances of the others to the oracle's line, km."""

    cells: int
    agree: int
    misplaced: tuple[float, ...]

    @property
    def share(self) -> float:
        """The share of cells that agree."""
        return self.agree / self.cells

    def percentile(self, part: float) -> float:
        """Return a percentile of the distances of misplaced cells, km; 0 where there are none."""
        return float(np.percentile(self.misplaced, part)) if self.misplaced else 0.0


class Oracle:
    """Polygons by their names."""

    def __init__(self, data: Path) -> None:
        found = json.loads((data / "zones" / "eez-oracle.geojson").read_text(encoding="utf-8"))
        self._rings: dict[str, list[Floats]] = {}
        for feature in found["features"]:
            name = feature["properties"]["geoname"]
            geometry = feature["geometry"]
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            self._rings.setdefault(name, []).extend(np.array(ring) for polygon in polygons for ring in polygon)

    def inside(self, word: str, lat: float, lons: Floats) -> NDArray[np.bool_]:
        """Say which points of a parallel lie within the zones with a word in their names."""
        within = np.zeros(len(lons), dtype=bool)
        for name, rings in self._rings.items():
            if word in name:
                within |= _row(rings, lat, lons)
        return within

    def line(self, name: str) -> Lines:
        """Return the outline of a zone."""
        return Lines((0, ring[:, ::-1]) for ring in self._rings[name])


def _row(rings: list[Floats], lat: float, lons: Floats) -> NDArray[np.bool_]:
    odd = np.zeros(len(lons), dtype=bool)
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        (crossing,) = np.nonzero((y[:-1] > lat) != (y[1:] > lat))
        at = x[crossing] + (lat - y[crossing]) / (y[crossing + 1] - y[crossing]) * (x[crossing + 1] - x[crossing])
        odd ^= np.searchsorted(np.sort(at), lons) % 2 == 1
    return odd


STATEMENTS = Path(__file__).parent.parent / "tests" / "gold" / "zone_statements.csv"
PLACEHOLDER = 90.0
ZONES = {
    "Japan": "Japanese Exclusive",
    "North Korea": "North Korean Exclusive",
    "South Korea": "South Korean Exclusive",
    "Russia": "Russian Exclusive",
    "China": "Chinese Exclusive",
    "Taiwan": "Overlapping claim Taiwan",
    "Philippines": "Philippine Exclusive",
}


def measure(data: Path, coasts: Coasts, sea: str = "Sea of Japan", step: float = 0.05) -> Figures:
    """Compare cell by cell."""
    oracle = Oracle(data)
    line = oracle.line("Japanese Exclusive Economic Zone")
    outline = np.array([*SEAS[sea], SEAS[sea][0]])
    low, high = outline.min(axis=0), outline.max(axis=0)
    lons = np.arange(low[0] + step / 2, high[0], step)
    cells = agree = 0
    misplaced = []
    for lat in np.arange(low[1] + step / 2, high[1], step).tolist():
        official = oracle.inside(ZONES["Japan"], lat, lons)
        any_zone = np.logical_or.reduce([oracle.inside(word, lat, lons) for word in ZONES.values()])
        if sea.startswith("Pacific"):
            any_zone[:] = [coasts.country((lat, lon)) is None for lon in lons.tolist()]  # the high sea is outside too
        left_out = oracle.inside("Joint regime", lat, lons) | oracle.inside("Overlapping claim", lat, lons)
        counted = any_zone & ~left_out & _row([outline], lat, lons)
        for lon, is_in in zip(lons[counted].tolist(), official[counted].tolist(), strict=True):
            cells += 1
            if (coasts.zone_km((lat, lon), "JPN") > 0) == is_in:
                agree += 1
            else:
                misplaced.append(line.nearest_km((lat, lon)))
    return Figures(cells, agree, tuple(misplaced))


@dataclass(frozen=True)
class Statement:
    """A day of launches, the side that Japan's government stated, and the margins of its missiles."""

    date: str
    stated: str
    margins: tuple[Margin, ...]

    @property
    def computed(self) -> str:
        """The side that the chronicle's figures give: inside when one missile is."""
        return "inside" if any(margin.center > 0 for margin in self.margins) else "outside"

    @property
    def nearest(self) -> Margin:
        """The margin of the missile that came furthest in."""
        return max(self.margins, key=lambda margin: margin.center)

    @property
    def beyond(self) -> bool:
        """Whether the figures are against the statement by more than three times what is uncertain."""
        uncertain = self.nearest.uncertainty + LINE_ERROR_KM
        return self.computed != self.stated and abs(self.nearest.center) > 3 * uncertain


def statements(data: Path, coasts: Coasts) -> list[Statement]:
    """Hold the chronicle against the statements, the days with no missile to compute left out."""
    launches = json.loads((data / "launches" / "nagix-test.json").read_text(encoding="utf-8"))
    sites = json.loads((data / "launches" / "nagix-facility.json").read_text(encoding="utf-8"))["facilities"]
    rows = [row for part in launches["timeBins"] for row in part["data"]]
    lines = STATEMENTS.read_text(encoding="utf-8").splitlines()
    found = []
    for stated in csv.DictReader(line for line in lines if not line.startswith("#")):
        areas = [area for row in rows if row["date"] == stated["date"] for area in _landing(row, sites)]
        margins = [margin for area in areas if (margin := coasts.zone(area, "JPN")) is not None]
        if margins:
            found.append(Statement(stated["date"], stated["side"], tuple(margins)))
    return found


def _landing(row: dict[str, Any], sites: dict[str, Any]) -> Iterator[Area]:
    """Yield where a row of the chronicle has a missile come down, if it has site, range and a bearing that is one."""
    try:
        distance, bearing = float(row["distance"]), float(row["bearing"])
    except ValueError:
        return
    if bearing != PLACEHOLDER and row["facility"] != "unknown":
        site = sites[row["facility"]]
        yield sector((site["lat"], site["lon"]), (bearing - 3, bearing + 3), (distance - 25, distance + 25), 5.0)


def point_ms(coasts: Coasts) -> float:
    """Return the median time of a point's margin, ms."""
    times = []
    for index in range(300):
        start = time.perf_counter()
        coasts.zone_km((36.0 + index % 20 / 3, 130.0 + index % 37 / 4), "JPN")
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def loading_s() -> float:
    """Return how long the coasts take to load in a new process, seconds of processor time, the best of five."""
    code = (
        "import time, bongsu.reference.coasts as c; t = time.process_time(); c.shipped_coasts();"
        "print(time.process_time() - t)"
    )
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5))


def line_of(sea: str, figures: Figures) -> str:
    """Return the figures in words."""
    shares = " / ".join(f"{figures.percentile(part):.1f}" for part in (50, 95, 100))
    return f"{sea}: {figures.share:.2%} of {figures.cells} cells; misplaced, median / p95 / max km: {shares}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sea", choices=SEAS, action="append")
    parser.add_argument("--step", type=float, default=0.05)
    options = parser.parse_args()
    data = os.environ.get("BONGSU_DATA")
    if data is None:
        sys.exit("not measured: BONGSU_DATA is not set")
    for sea in options.sea or SEAS:
        print(line_of(sea, measure(Path(data), shipped_coasts(), sea, options.step)))
    days = statements(Path(data), shipped_coasts())
    agreeing = sum(day.computed == day.stated for day in days)
    print(f"Japan's statements: {agreeing} of {len(days)} days agree; those that do not:")
    for day in days:
        if day.computed != day.stated:
            margin = f"{day.nearest.center:+.0f} km, to {day.nearest.uncertainty + LINE_ERROR_KM:.0f}"
            print(f"  {day.date}: stated {day.stated}, computed {margin}{', beyond' if day.beyond else ''}")
    print(f"a point: {point_ms(shipped_coasts()):.2f} ms; loading: {loading_s():.2f} s")


if __name__ == "__main__":
    main()
