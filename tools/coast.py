"""Make ``src/bongsu/data/coast.npz``, the land of the world's countries, from Natural Earth.

Usage: npm pack world-atlas@2.0.2 && pip install numpy pycountry && python tools/coast.py world-atlas-2.0.2.tgz

The source is the file ``countries-50m.json`` of the npm package world-atlas 2.0.2 (packaged by Michael Bostock, ISC
licence), which is Natural Earth 1:50m Admin 0, in the public domain. Kept are the arcs as they are and which arcs make
which rings; names are replaced by ISO 3166-1 alpha-3 codes. Added are the islands of ``countries-10m.json`` (Natural
Earth 1:10m) around Japan, Korea, Taiwan and the Kurils that lie more than 8 km from what 1:50m has of their state,
but for Liancourt Rocks and the Senkaku Islands, which are contested and move no line. The result does not change from
run to run.

What is in it, as NumPy arrays (the reader is ``bongsu.reference.coasts``):

    note     the source and its licence
    scale    (2,) degrees of a step of the grid: longitude, latitude
    origin   (2,) degrees of the grid's corner: longitude, latitude
    starts   (arcs, 2) first point of each arc on the grid
    deltas   (points - arcs, 2) from each point of an arc to its next, all arcs in a row
    sizes    (arcs,) points in each arc
    rings    arcs of each ring, all rings in a row; ``~n`` is arc n backwards
    lengths  arcs in each ring
    owners   index in ``codes`` of the country of each ring
    codes    ISO 3166-1 alpha-3
"""

import argparse
import hashlib
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
from numpy.typing import NDArray

Grid = NDArray[np.int64]
Degrees = NDArray[np.float64]

TARGET = Path(__file__).parent.parent / "src" / "bongsu" / "data" / "coast.npz"
SHA256 = {
    "50m": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    "10m": "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
}
NOTE = "Natural Earth 1:50m Admin 0, with islands of 1:10m, from npm world-atlas 2.0.2; public domain"
WITHOUT_NUMBER = {
    "Somaliland": "SOM",
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Indian Ocean Ter.": "AUS",
    "Siachen Glacier": "IND",
}
AROUND = ("CHN", "JPN", "KOR", "MNP", "PHL", "PRK", "RUS", "TWN")
BOX = np.array([[118.0, 20.0], [158.0, 52.0]])
CONTESTED = np.array([[131.86, 37.24], [123.55, 25.75], [123.67, 25.93]])
AWAY_KM = 8.0
PARTS = {"HKG": "CHN", "MAC": "CHN"}  # coasts that bound no zone of their own


def main() -> None:
    """Read the package, write the table, and print its size and digest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="world-atlas-2.0.2.tgz")
    with tarfile.open(parser.parse_args().package) as package:
        coarse, fine = (_read(package, scale) for scale in SHA256)
    np.savez_compressed(TARGET, **arrays(coarse, islands(coarse, fine)))
    made = TARGET.read_bytes()
    print(f"{TARGET.name}: {len(made)} bytes, SHA-256 {hashlib.sha256(made).hexdigest()}")


def _read(package: tarfile.TarFile, scale: str) -> "Topology":
    member = package.extractfile(f"package/countries-{scale}.json")
    assert member is not None
    content = member.read()
    if hashlib.sha256(content).hexdigest() != SHA256[scale]:
        sys.exit(f"this is not the countries-{scale}.json of world-atlas 2.0.2")
    return Topology(json.loads(content))


def islands(coarse: "Topology", fine: "Topology") -> list[tuple[str, Grid]]:
    """Return the outlines of islands that ``coarse`` lacks, on its grid, with their countries.

    An outline counts when all of it is far from what its country has: a mainland has points on its own coarse coast.
    """
    own = {code: [coarse.degrees(ring) for owner, ring in coarse.rings if owner == code] for code in AROUND}
    found = []
    for code, ring in fine.rings:
        outline = fine.degrees(ring)
        center = outline.mean(axis=0)
        within = (BOX[0] < center).all() and (center < BOX[1]).all() and code in AROUND
        contested = any(np.hypot(*(center - place)) < 0.3 for place in CONTESTED)
        if within and not contested and _away(outline, np.concatenate(own[code])) > AWAY_KM:
            grid = np.rint((outline - coarse.origin) / coarse.scale).astype(np.int64)
            moved = np.concatenate([[True], np.any(np.diff(grid, axis=0) != 0, axis=1)])
            found.append((code, np.concatenate([grid[moved], grid[:1]])))
    return found


def _away(outline: Degrees, other: Degrees) -> float:
    """Return the distance of the nearest points of two outlines, km."""
    scale = 111.2 * np.array([np.cos(np.radians(outline[0, 1])), 1])
    return min(float(np.sqrt((((other - point) * scale) ** 2).sum(axis=1)).min()) for point in outline)


class Topology:
    """A TopoJSON topology: its grid, its arcs on it, and the arcs of each country's rings."""

    def __init__(self, read: dict[str, Any]) -> None:
        self.scale = np.array(read["transform"]["scale"])
        self.origin = np.array(read["transform"]["translate"])
        self.arcs = [np.array(arc).cumsum(axis=0) for arc in read["arcs"]]
        self.rings = list(_rings(read))

    def degrees(self, ring: list[int]) -> Degrees:
        """Return the points of a ring, (longitude, latitude)."""
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in ring]
        points: Degrees = np.concatenate(parts) * self.scale + self.origin
        return points


def arrays(topology: Topology, more: list[tuple[str, Grid]]) -> dict[str, Any]:
    """Return what is kept of a topology, with more rings of one arc each."""
    arcs = [*topology.arcs, *(arc for _, arc in more)]
    added = [(code, [len(topology.arcs) + index]) for index, (code, _) in enumerate(more)]
    rings = sorted([*topology.rings, *added], key=lambda ring: ring[0])
    codes = sorted({code for code, _ in rings})
    return {
        "note": np.array(NOTE),
        "scale": topology.scale,
        "origin": topology.origin,
        "starts": np.array([arc[0] for arc in arcs], dtype=np.int32),
        "deltas": np.concatenate([np.diff(arc, axis=0) for arc in arcs]).astype(np.int32),
        "sizes": np.array([len(arc) for arc in arcs], dtype=np.int16),
        "rings": np.concatenate([ring for _, ring in rings]).astype(np.int16),
        "lengths": np.array([len(ring) for _, ring in rings], dtype=np.int16),
        "owners": np.array([codes.index(code) for code, _ in rings], dtype=np.int16),
        "codes": np.array(codes),
    }


def _rings(topology: dict[str, Any]) -> Iterator[tuple[str, list[int]]]:
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            yield from ((_code(geometry), ring) for ring in polygon)


def _code(geometry: dict[str, Any]) -> str:
    country = pycountry.countries.get(numeric=geometry.get("id", ""))
    code = country.alpha_3 if country else WITHOUT_NUMBER.get(geometry["properties"]["name"], "-")
    return PARTS.get(code, code)


if __name__ == "__main__":
    main()
