"""The sphere: how far two points lie apart, and where one comes to that goes so far on a bearing."""

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0
"""Mean radius of the Earth in km (IUGG); the sphere is within 0.6% of the ellipsoid."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points in km (haversine formula)."""
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    chord = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def move(start: Point, km: float, bearing: float) -> Point:
    """Return where one comes to from ``start`` after ``km`` along a great circle; ``bearing`` in degrees from north."""
    lat, angle, course = radians(start[0]), km / EARTH_KM, radians(bearing)
    to = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(course))
    east = atan2(sin(course) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(to))
    return degrees(to), (start[1] + degrees(east) + 180) % 360 - 180
