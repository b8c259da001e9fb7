"""How a flow is painted: a rim where it is tight, its line, a core where it is hollow, its way."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_look import FLOW_MODES, FlowMode, has_core
from caspia.briefs.pictures.flow_marks import Specification, line_mark, path_of
from caspia.briefs.pictures.look import PAPER, VERMILION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.briefs.pictures.flow_lines import FlowStroke

RIM_PX = 1.8
_PALE = 0.6
_ARROW_FROM_PX, _ARROWS_APART_PX = 3.0, 60.0


def painted(strokes: Sequence[FlowStroke]) -> list[Specification]:
    """Return the marks of all flows: mode by mode, the cores of one mode over all of its lines.

    Lines of one mode so run into one another where they meet.
    """
    marks: list[Specification] = []
    for name, mode in FLOW_MODES.items():
        of_mode = [stroke for stroke in strokes if stroke.group == name]
        marks += [
            rim(path_of(one.along), one.width, mode) for one in of_mode if one.line.moved.is_tight
        ]
        marks += [
            body(path_of(one.along), one.width, mode, indicative=one.line.moved.is_indicative)
            for one in of_mode
        ]
        marks += [core(path_of(one.along), one.width, mode) for one in of_mode if one.is_hollow]
    return marks


def rim(path: str, width: float, mode: FlowMode) -> Specification:
    """Return the rim of a tight link."""
    return line_mark(path, VERMILION, width + 2 * RIM_PX, **_dashed(width, mode))


def body(path: str, width: float, mode: FlowMode, *, indicative: bool) -> Specification:
    """Return a line; one that is indicative and too thin for a core is pale."""
    pale = indicative and not has_core(width)
    return line_mark(path, mode.colour, width, opacity=_PALE if pale else 1, **_dashed(width, mode))


def core(path: str, width: float, mode: FlowMode) -> Specification:
    """Return the core of a hollow line."""
    edge = min(max(0.14 * width, 0.65), 1.5)
    look = _dashed(width, mode) or {"strokeCap": "butt"}
    return line_mark(path, mode.core, width - 2 * edge, **look)


def _dashed(width: float, mode: FlowMode) -> dict[str, object]:
    if not mode.dash:
        return {}
    return {"strokeDash": [max(part, part * width / 3) for part in mode.dash], "strokeCap": "butt"}


def arrows(strokes: Sequence[FlowStroke]) -> list[Specification]:
    """Return an arrow on each wide line that most cargo goes along one way, none near another."""
    kept: list[tuple[float, float]] = []
    marks = []
    for stroke in strokes:
        heading = stroke.heading()
        if heading is None or stroke.width < _ARROW_FROM_PX:
            continue
        x, y, right, down = heading
        if all(hypot(x - other_x, y - other_y) > _ARROWS_APART_PX for other_x, other_y in kept):
            kept.append((x, y))
            marks.append(arrow(x, y, degrees(atan2(down, right)), stroke))
    return marks


def arrow(x: float, y: float, angle: float, stroke: FlowStroke) -> Specification:
    """Return a chevron across a line, pointing right at an angle of 0."""
    mode = FLOW_MODES[stroke.group]
    colour = mode.colour if stroke.is_hollow else PAPER
    return chevron(x, y, angle, stroke.width, colour)


def chevron(x: float, y: float, angle: float, width: float, colour: str) -> Specification:
    """Return the arrow that stands on a line of some width."""
    half = max(0.5 * width - 1.2, 1.4)
    path = f"M{-0.6 * half:.2f},{-half:.2f}L{0.6 * half:.2f},0L{-0.6 * half:.2f},{half:.2f}"
    place = {"x": round(x, 1), "y": round(y, 1), "angle": round(angle, 1)}
    return line_mark(path, colour, 1.3, **place)
