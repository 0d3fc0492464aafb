"""Unpowered flight over a sphere: how long an arc takes, how high the cheapest one rises, and what shape one has.

The model is two bodies in vacuum: a spherical Earth that does not turn, and a missile that gets its whole speed
in one impulse at the surface and comes down at the same height. So it leaves out the minutes of powered ascent,
the air and the turning Earth. It is good enough to hold published figures against each other, and for nothing else.
Lengths are metres, times seconds.
"""

import math
from typing import Final, Literal

EARTH_RADIUS: Final = 6_371_000.0
"""Mean radius of the Earth, m (IUGG; Moritz, Geodetic Reference System 1980)."""
GM: Final = 3.986004418e14
"""Gravitational parameter of the Earth, m³/s² (IERS Conventions 2010, table 1.1)."""
HALF_WAY_ROUND: Final = math.pi * EARTH_RADIUS
"""The greatest distance between two places on the sphere, m: half its circumference, 20,015 km."""
ORBITAL_SPEED: Final = math.sqrt(GM / EARTH_RADIUS)
"""Speed of a circular orbit at the surface, m/s: 7,910."""
ESCAPE_SPEED: Final = math.sqrt(2 * GM / EARTH_RADIUS)
"""Speed at the surface with which nothing comes down again, m/s: 11,186."""
SHORTEST_BOOST: Final = 30.0
"""Seconds that a flight takes longer than its arc, at least, in the published figures of fourteen launches."""
LONGEST_BOOST: Final = 300.0
"""Seconds that a flight takes longer than its arc, at most, in the published figures of fourteen launches."""
LOFTED: Final = 4 / 3
"""From this many times the apogee of minimum energy an arc is called lofted; a convention of this module."""
DEPRESSED: Final = 3 / 4
"""Up to this share of the apogee of minimum energy an arc is called depressed or gliding; as above."""

Shape = Literal["lofted", "near minimum-energy", "depressed or gliding"]


def arc(distance: float, apogee: float) -> tuple[float, float]:
    """Return the eccentricity and the semi-major axis (m) of the ellipse over ``distance`` that rises to ``apogee``.

    The apogee lies above the middle of the ground track: with the half angle phi/2 = distance/(2R) and
    ra = R + apogee, the equation of the ellipse, r = p / (1 - e cos(angle from the apogee)), holds at the apogee and at
    the surface; the two give e = apogee / (ra - R cos(phi/2)) and a = ra / (1 + e).

    Args:
        distance: along the surface, m, from 0 to half way round the Earth.
        apogee: greatest height above the surface, m, more than 0.

    Raises:
        ValueError: an argument is out of these bounds.
    """
    if not (0 <= distance <= HALF_WAY_ROUND and 0 < apogee < math.inf):
        msg = f"no arc spans {distance:g} m and rises to {apogee:g} m"
        raise ValueError(msg)
    top = EARTH_RADIUS + apogee
    eccentricity = apogee / (top - EARTH_RADIUS * math.cos(distance / EARTH_RADIUS / 2))
    return eccentricity, top / (1 + eccentricity)


def ideal_time(distance: float, apogee: float) -> float:
    """Return how long the arc takes from surface to surface, s.

    Kepler's equation from the eccentric anomaly E of the surface, cos E = (1 - R/a) / e, to the apogee at E = pi,
    twice: T = 2 sqrt(a³/GM) (pi - E + e sin E). A distance of 0 is a throw straight up. It grows with both arguments.

    Args:
        distance: along the surface, m.
        apogee: greatest height above the surface, m.

    Raises:
        ValueError: as :func:`arc`.
    """
    eccentricity, axis = arc(distance, apogee)
    cosine = (1 - EARTH_RADIUS / axis) / eccentricity
    anomaly = math.acos(max(-1.0, min(1.0, cosine)))
    return 2 * math.sqrt(axis**3 / GM) * (math.pi - anomaly + eccentricity * math.sin(anomaly))


def minimum_energy_apogee(distance: float) -> float:
    """Return the apogee of the arc that reaches ``distance`` (m) with the least speed, m.

    (R/2) (sin(phi/2) + cos(phi/2) - 1) with phi = distance/R: where the semi-major axis of :func:`arc`, and with it the
    energy, is least.
    """
    half = distance / EARTH_RADIUS / 2
    return EARTH_RADIUS / 2 * (math.sin(half) + math.cos(half) - 1)


def shape(distance: tuple[float, float], apogee: tuple[float, float]) -> Shape | None:
    """Return the shape of an arc, from its apogee against that of minimum energy; None where the bounds leave it open.

    Args:
        distance: least and greatest distance, m, more than 0.
        apogee: least and greatest apogee, m.
    """
    cheapest = [minimum_energy_apogee(end) for end in distance]
    low, high = apogee[0] / max(cheapest), apogee[1] / min(cheapest)
    if low >= LOFTED:
        return "lofted"
    if high <= DEPRESSED:
        return "depressed or gliding"
    return "near minimum-energy" if low > DEPRESSED and high < LOFTED else None
