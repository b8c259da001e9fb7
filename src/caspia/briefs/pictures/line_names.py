"""Where the names of lines on a map may stand: close to their line, on either side of it."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caspia.briefs.pictures.labels import Box

LINE_STEP_PX, LINE_REACH_PX = 4.0, 2.5
FARTHEST_PX = 9.0  # a name farther from its line would seem to name something else

Point = tuple[float, float]


def line_boxes(along: list[Point]) -> list[Box]:
    """Cut a line in pixels into small boxes that names keep clear of."""
    reach = LINE_REACH_PX
    return [(x - reach, y - reach, x + reach, y + reach) for x, y in _steps(along)]


def spots_beside(along: list[Point], width: float, size: float) -> list[Point]:
    """Return middles for a name of `width` by `size` pixels, at middle pieces of the line first."""
    pieces = list(pairwise(along))
    centre = (len(pieces) - 1) / 2
    spots = []
    for n in sorted(range(len(pieces)), key=lambda n: (abs(n - centre), n)):
        (x1, y1), (x2, y2) = pieces[n]
        length = hypot(x2 - x1, y2 - y1) or 1.0
        across_x, across_y = (y2 - y1) / length, (x1 - x2) / length
        away = abs(across_x) * width / 2 + abs(across_y) * size / 2 + 2 * LINE_REACH_PX
        for part in (0.5, 0.35, 0.65, 0.2, 0.8):
            x, y = x1 + part * (x2 - x1), y1 + part * (y2 - y1)
            spots += [(x + s * away * across_x, y + s * away * across_y) for s in (1, -1)]
    steps = _steps(along)
    return [spot for spot in spots if _distance(spot, width, size, steps) <= FARTHEST_PX]


def _steps(along: list[Point]) -> list[Point]:
    found = []
    for (x1, y1), (x2, y2) in pairwise(along):
        steps = ceil(hypot(x2 - x1, y2 - y1) / LINE_STEP_PX) or 1
        found += [
            (x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps) for n in range(steps + 1)
        ]
    return found


def _distance(spot: Point, width: float, size: float, points: list[Point]) -> float:
    """Return how far a name with its middle here is from the nearest of the points."""
    return min(
        hypot(
            max(abs(x - spot[0]) - width / 2, 0.0),
            max(abs(y - spot[1]) - size / 2, 0.0),
        )
        for x, y in points
    )
