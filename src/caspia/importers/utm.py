"""Eastings and northings of the Universal Transverse Mercator grid as degrees, on WGS 84.

The series of J. P. Snyder, Map Projections: A Working Manual (1987), pages 60 to 64; within a zone
it is good to a centimetre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_RADIUS = 6_378_137.0
_FLATTENING = 1 / 298.257223563
_SCALE = 0.9996
_E2 = _FLATTENING * (2 - _FLATTENING)
_SECOND = _E2 / (1 - _E2)
_FALSE_EASTING, _FALSE_NORTHING = 500_000.0, 10_000_000.0


def zone_of(code: str) -> int | None:
    """Return the zone of an EPSG code of WGS 84 / UTM, negative in the south; None for others."""
    digits = code.strip().upper().removeprefix("EPSG:")
    if not digits.isdigit():
        return None
    series, zone = divmod(int(digits), 100)
    if series not in (326, 327) or not 1 <= zone <= 60:
        return None
    return zone if series == 326 else -zone


def to_degrees(east: Numbers, north: Numbers, zone: int) -> tuple[Numbers, Numbers]:
    """Return latitudes and longitudes.

    Parameters
    ----------
    east, north : array of float
        Metres on the grid.
    zone : int
        1 to 60, negative in the south.
    """
    south = _FALSE_NORTHING if zone < 0 else 0.0
    foot = _foot_latitude((north - south) / _SCALE)
    sine, cosine, tangent = np.sin(foot), np.cos(foot), np.tan(foot)
    t, c = tangent**2, _SECOND * cosine**2
    n = _RADIUS / np.sqrt(1 - _E2 * sine**2)
    r = _RADIUS * (1 - _E2) / (1 - _E2 * sine**2) ** 1.5
    d = (east - _FALSE_EASTING) / (n * _SCALE)
    lat = foot - (n * tangent / r) * (
        d**2 / 2
        - (5 + 3 * t + 10 * c - 4 * c**2 - 9 * _SECOND) * d**4 / 24
        + (61 + 90 * t + 298 * c + 45 * t**2 - 252 * _SECOND - 3 * c**2) * d**6 / 720
    )
    lon = (
        d
        - (1 + 2 * t + c) * d**3 / 6
        + (5 - 2 * c + 28 * t - 3 * c**2 + 8 * _SECOND + 24 * t**2) * d**5 / 120
    ) / cosine
    middle = abs(zone) * 6 - 183
    return np.degrees(lat), np.degrees(lon) + middle


def _foot_latitude(arc: Numbers) -> Numbers:
    """Return the latitude that lies a length of meridian from the equator."""
    m = arc / (_RADIUS * (1 - _E2 / 4 - 3 * _E2**2 / 64 - 5 * _E2**3 / 256))
    root = np.sqrt(1 - _E2)
    e = (1 - root) / (1 + root)
    return np.asarray(
        m
        + (3 * e / 2 - 27 * e**3 / 32) * np.sin(2 * m)
        + (21 * e**2 / 16 - 55 * e**4 / 32) * np.sin(4 * m)
        + (151 * e**3 / 96) * np.sin(6 * m)
        + (1097 * e**4 / 512) * np.sin(8 * m)
    )
