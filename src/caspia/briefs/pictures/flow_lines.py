"""Flows as lines in pixels: where they run, how wide, and which way most of the cargo goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_look import FlowScale, group_of, has_core

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from caspia.briefs.pictures.flow_request import MovedLink
    from caspia.briefs.pictures.projection import Projection

Point = tuple[float, float]
_STEP_PX = 0.8
_GAP_PX = 1.5
_PROBE_PX = 3.0
MOSTLY = 0.75


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A link with its course.

    Attributes
    ----------
    moved : MovedLink
        What moves over it.
    name, mode : str
        As in the ledger.
    ends : tuple of str
        Names of its two ends, a and b.
    points : sequence of (longitude, latitude)
        From a to b in degrees.
    told : str
        What is said of it on hover; empty for what moves over it.
    """

    moved: MovedLink
    name: str
    mode: str
    ends: tuple[str, str]
    points: Sequence[Point]
    told: str = ""


@dataclass(frozen=True, slots=True)
class FlowStroke:
    """A line as it is drawn.

    Attributes
    ----------
    line : FlowLine
        Whose it is.
    group : str
        A key of `FLOW_MODES`.
    along : tuple of (x, y)
        Its course in pixels of the frame.
    seen : tuple of (x, y)
        The longest piece of it that lies in the frame.
    width : float
        In pixels.
    """

    line: FlowLine
    group: str
    along: tuple[Point, ...]
    seen: tuple[Point, ...]
    width: float

    @property
    def is_hollow(self) -> bool:
        """Whether it is drawn hollow: over half of what it rests on is assumed."""
        return self.line.moved.is_indicative and has_core(self.width)

    def heading(self) -> tuple[float, float, float, float] | None:
        """Return the middle of what is seen and where most goes; None where both ways are alike."""
        moved = self.line.moved
        if max(moved.there, moved.back) < MOSTLY * moved.tonnes:
            return None
        x, y, right, down = middle_of(self.seen)
        sign = 1.0 if moved.there >= moved.back else -1.0
        return x, y, sign * right, sign * down


_Placed = tuple[FlowLine, "tuple[Point, ...]", "tuple[Point, ...]"]


def flow_strokes(
    lines: Iterable[FlowLine], projection: Projection, largest: float = 0.0
) -> tuple[list[FlowStroke], FlowScale]:
    """Return what runs through the frame, by tonnes, and the scale of its widths.

    Lines of one course lie side by side.
    """
    placed = [(line, _in_pixels(line.points, projection)) for line in lines]
    found = [(line, along, _seen(along, projection)) for line, along in placed]
    found = [one for one in found if len(one[2]) > 1]
    scale = FlowScale(largest) if largest else _scale(found, projection)
    found.sort(key=lambda one: (-one[0].moved.tonnes, one[0].moved.link_id))
    strokes = [
        FlowStroke(line, group_of(line.mode), along, seen, scale.width_px(line.moved.tonnes))
        for line, along, seen in found
    ]
    return _side_by_side(strokes), scale


def _scale(found: Sequence[_Placed], projection: Projection) -> FlowScale:
    """Return the scale of the links that lie in the frame, else of all that cross it.

    An ocean lane that cuts a corner would leave nothing to the rest.
    """
    within = [one for one in found if all(_holds(projection, *end) for end in _ends(one[1]))]
    return FlowScale(max((line.moved.tonnes for line, _, _ in within or found), default=0.0))


def _ends(along: tuple[Point, ...]) -> tuple[Point, Point]:
    return along[0], along[-1]


def _holds(projection: Projection, x: float, y: float) -> bool:
    return 0 <= x <= projection.width and 0 <= y <= projection.height


def middle_of(along: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return the point half-way along a line, and its direction there as a unit vector."""
    half = sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(along)) / 2
    for (x1, y1), (x2, y2) in pairwise(along):
        length = hypot(x2 - x1, y2 - y1)
        if length >= half and length > 0:
            right, down = (x2 - x1) / length, (y2 - y1) / length
            return x1 + right * half, y1 + down * half, right, down
        half -= length
    x, y = along[-1]
    return x, y, 1.0, 0.0


def _in_pixels(points: Sequence[Point], projection: Projection) -> tuple[Point, ...]:
    """Project a course and drop what lies closer to the point before than the eye can tell."""
    placed = [projection.place(lon, lat) for lon, lat in points]
    kept = placed[:1]
    for x, y in placed[1:-1]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= _STEP_PX:
            kept.append((x, y))
    return (*kept, placed[-1])


def _seen(along: Sequence[Point], projection: Projection) -> tuple[Point, ...]:
    """Return the longest piece of a line that lies in the frame; empty where none does."""
    runs: list[list[Point]] = [[]]
    for x, y in _steps(along):
        if _holds(projection, x, y):
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=len)
    return tuple(longest)


def _steps(along: Sequence[Point]) -> Iterator[Point]:
    yield along[0]
    for (x1, y1), (x2, y2) in pairwise(along):
        steps = max(1, round(hypot(x2 - x1, y2 - y1) / _PROBE_PX))
        for n in range(1, steps + 1):
            yield x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps


def _side_by_side(strokes: Sequence[FlowStroke]) -> list[FlowStroke]:
    """Move lines apart that share all of their course."""
    alike: dict[tuple[Point, ...], list[int]] = defaultdict(list)
    for place, stroke in enumerate(strokes):
        alike[min(stroke.along, stroke.along[::-1])].append(place)
    found = list(strokes)
    for course, places in alike.items():
        whole = sum(strokes[n].width for n in places) + _GAP_PX * (len(places) - 1)
        edge = -whole / 2
        for n in places:
            stroke = strokes[n]
            aside = edge + stroke.width / 2
            edge += stroke.width + _GAP_PX
            if len(places) > 1:
                side = aside if stroke.along == course else -aside
                found[n] = _moved(stroke, side)
    return found


def _moved(stroke: FlowStroke, aside: float) -> FlowStroke:
    """Shift a line to its right by some pixels."""
    (x1, y1), (x2, y2) = stroke.along[0], stroke.along[-1]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy = -(y2 - y1) / length * aside, (x2 - x1) / length * aside
    along = tuple((x + dx, y + dy) for x, y in stroke.along)
    seen = tuple((x + dx, y + dy) for x, y in stroke.seen)
    return FlowStroke(stroke.line, stroke.group, along, seen, stroke.width)
