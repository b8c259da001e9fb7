"""The conic equal-area projection of the map, and the frame that it is fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_ASPECT, MOST_ASPECT = 0.44, 0.80
LEAST_SPAN_RADIANS = 0.06  # about 380 km: no closer, or the thinned coast would look coarse


@dataclass(frozen=True, slots=True)
class Projection:
    """Albers' conic equal-area projection, in pixels of a frame.

    The formulas are those of d3-geo's ``geoConicEqualArea`` (Snyder 1987, p. 100, on a sphere), so
    that labels computed here sit on shapes that Vega draws.

    Attributes
    ----------
    lon, lat : float
        Centre of the map in degrees.
    parallels : tuple of float
        The two latitudes in degrees at which distances are true.
    scale : float
        Pixels per radian.
    width, height : int
        Frame in pixels.
    """

    lon: float
    lat: float
    parallels: tuple[float, float]
    scale: float
    x: float
    y: float
    width: int
    height: int

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point falls, in pixels right and down from the corner."""
        x, y = _raw(lon - self.lon, lat, self.parallels)
        _, y_centre = _raw(0.0, self.lat, self.parallels)
        return self.x + self.scale * x, self.y - self.scale * (y - y_centre)

    def specification(self) -> dict[str, Any]:
        """Return the same projection for Vega, clipped to the frame."""
        return {
            "name": "projection",
            "type": "conicEqualArea",
            "parallels": list(self.parallels),
            "rotate": [-self.lon, 0],
            "center": [0, self.lat],
            "scale": self.scale,
            "translate": [self.x, self.y],
            "clipExtent": [[-4, -4], [self.width + 4, self.height + 4]],
            "precision": 0.3,
        }


def fit(points: Iterable[tuple[float, float]], width_px: int, margin_px: int) -> Projection:
    """Fit a map of `width_px` to points of (longitude, latitude) in degrees.

    The height follows from the points, within bounds that suit a page.
    """
    points = list(points)
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    sixth = max(max(lats) - min(lats), 4.0) / 6
    parallels = (lat - 2 * sixth, lat + 2 * sixth)
    raw = [_raw(x - lon, y, parallels) for x, y in points]
    left, right = min(x for x, _ in raw), max(x for x, _ in raw)
    bottom, top = min(y for _, y in raw), max(y for _, y in raw)
    across, up = max(right - left, LEAST_SPAN_RADIANS), max(top - bottom, LEAST_SPAN_RADIANS / 2)
    inner = width_px - 2 * margin_px
    height = round(min(max(inner * up / across, LEAST_ASPECT * inner), MOST_ASPECT * inner))
    scale = min(inner / across, height / up)
    _, y_centre = _raw(0.0, lat, parallels)
    return Projection(
        lon=lon,
        lat=lat,
        parallels=parallels,
        scale=scale,
        x=width_px / 2 - scale * (left + right) / 2,
        y=height / 2 + margin_px + scale * ((bottom + top) / 2 - y_centre),
        width=width_px,
        height=height + 2 * margin_px,
    )


def _raw(lon: float, lat: float, parallels: tuple[float, float]) -> tuple[float, float]:
    south, north = sin(radians(parallels[0])), sin(radians(parallels[1]))
    n = (south + north) / 2
    c = 1 + south * (2 * n - south)
    r = sqrt(c - 2 * n * sin(radians(lat))) / n
    turn = n * radians(lon)
    return r * sin(turn), sqrt(c) / n - r * cos(turn)
