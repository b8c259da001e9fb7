"""Which flows and places of a map are named, and where the names stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from caspia.briefs.pictures.flow_lines import middle_of
from caspia.briefs.pictures.flow_look import told_mt
from caspia.briefs.pictures.labels import Label, LabelField, spots_inside
from caspia.briefs.pictures.line_names import LINE_REACH_PX, spots_beside
from caspia.briefs.pictures.look import text_width_px

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.briefs.pictures.basemap import Basemap
    from caspia.briefs.pictures.flow_lines import FlowStroke, Point
    from caspia.briefs.pictures.network_map import NetworkPlace
    from caspia.briefs.pictures.projection import Projection

    Told = Callable[[FlowStroke], str]

AMOUNT_PX, PLACE_PX, STATE_PX, WATER_PX = 11.0, 11.0, 10.5, 10.5
STATE_SPACING_PX = 2.0
_MOST_AMOUNTS, _LEAST_WIDTH_PX = 30, 2.6
_FIRST_PLACES = 30
_EACH = 2  # of the points that a line is probed at, to keep names clear of it
# Of two flows of a mode that are about as large, one is named within this distance.
_ALIKE, _APART_PX, _TIGHT_APART_PX = 1.3, 150.0, 80.0
_PIECES, _SHORT = 14, 12


@dataclass(frozen=True, slots=True)
class FlowMark:
    """Stranded cargo at a place of the frame, in pixels; `told` is shown on hover."""

    x: float
    y: float
    tonnes: float
    told: str


@dataclass(slots=True)
class FlowNames:
    """All names of a map of flows at their places.

    Attributes
    ----------
    amounts : list of (FlowStroke, Label)
        The main flows.
    places : list of (Label, x, y)
        With the dots that they name.
    stranded : list of Label
        Beside the marks of what cannot move.
    states, waters : list of Label
        Where there is room for them.
    """

    amounts: list[tuple[FlowStroke, Label]] = field(default_factory=list)
    places: list[tuple[Label, float, float]] = field(default_factory=list)
    stranded: list[Label] = field(default_factory=list)
    states: list[Label] = field(default_factory=list)
    waters: list[Label] = field(default_factory=list)

    def tied(self) -> list[Label]:
        """Return the names that may stand apart from what they name."""
        places = [label for label, _, _ in self.places]
        return [*places, *self.stranded, *(label for _, label in self.amounts)]


def flow_names(
    strokes: Sequence[FlowStroke],
    marks: Sequence[FlowMark],
    places: Sequence[NetworkPlace],
    basemap: Basemap,
    projection: Projection,
    told: Told | None = None,
) -> FlowNames:
    """Place the names that matter most first; what comes later takes the room that is left.

    What is written beside a line is what `told` says of it; left out, `amount_of`.
    """
    free = LabelField(projection.width, projection.height)
    names = FlowNames()
    wide = [stroke for stroke in strokes if stroke.width >= _LEAST_WIDTH_PX]
    _keep_clear(free, wide)
    _name_marks(free, names, marks)
    _name_places(free, names, places[:_FIRST_PLACES], projection)
    _name_amounts(free, names, strokes, told or amount_of)
    _name_places(free, names, places[_FIRST_PLACES:], projection)
    _name_waters(free, names, basemap, projection)
    _keep_clear(free, strokes[len(wide) :])
    _name_states(free, names, basemap, projection)
    return names


def _keep_clear(free: LabelField, strokes: Sequence[FlowStroke]) -> None:
    for stroke in strokes:
        reach = max(stroke.width / 2, 1.5) + 1.5
        free.soft += [(x - reach, y - reach, x + reach, y + reach) for x, y in stroke.seen[::_EACH]]


def amount_of(stroke: FlowStroke) -> str:
    """Return what is written beside a line; of a tight one also how much of it is used."""
    moved = stroke.line.moved
    used = f" · {100 * (moved.utilisation or 0):.0f} %" if moved.is_tight else ""
    return f"{told_mt(moved.tonnes)}{used}"


def _name_marks(free: LabelField, names: FlowNames, marks: Sequence[FlowMark]) -> None:
    for mark in marks:
        free.block(mark.x, mark.y, 6.0)
    for mark in marks:
        label = free.beside(f"{told_mt(mark.tonnes)} stranded", AMOUNT_PX, mark.x, mark.y)
        names.stranded += [label] if label else []


def _name_places(
    free: LabelField, names: FlowNames, places: Sequence[NetworkPlace], projection: Projection
) -> None:
    for place in places:
        x, y = projection.place(place.lon, place.lat)
        if 0 < x < projection.width and 0 < y < projection.height:
            label = free.beside(place.name, PLACE_PX, x, y)
            if label:
                free.block(x, y, 2.5)
                names.places.append((label, x, y))


def _name_amounts(
    free: LabelField, names: FlowNames, strokes: Sequence[FlowStroke], told: Told
) -> None:
    """Name tight links and the largest flows; a chain of links with about one flow once."""
    for stroke in sorted(strokes, key=lambda one: not one.line.moved.is_tight):
        large = stroke.width >= _LEAST_WIDTH_PX or stroke.line.moved.is_tight
        if not large or _told_near(stroke, names) or len(names.amounts) >= _MOST_AMOUNTS:
            continue
        words = told(stroke)
        aside = 2 * max(0.0, stroke.width / 2 + 1 - LINE_REACH_PX)
        room = text_width_px(words, AMOUNT_PX) + aside, AMOUNT_PX + aside
        label = free.at_one_of(words, AMOUNT_PX, spots_beside(_pieces(stroke.seen), *room))
        if label is None and stroke.line.moved.is_tight:
            label = _near(free, words, stroke)
        names.amounts += [(stroke, label)] if label else []


def _near(free: LabelField, words: str, stroke: FlowStroke) -> Label | None:
    """Name a line by its middle where none is free along it; not on top of a long one."""
    x, y, _, _ = middle_of(stroke.seen)
    label = free.beside(words, AMOUNT_PX, x, y)
    if label and label.tie is None and len(stroke.seen) > _SHORT:
        free.taken.pop()
        return None
    return label


def _told_near(stroke: FlowStroke, names: FlowNames) -> bool:
    x, y, _, _ = middle_of(stroke.seen)
    tonnes, tight = stroke.line.moved.tonnes, stroke.line.moved.is_tight
    for other, label in names.amounts:
        moved = other.line.moved
        apart = _TIGHT_APART_PX if tight and moved.is_tight else _APART_PX
        alike = max(tonnes, moved.tonnes) <= _ALIKE * min(tonnes, moved.tonnes)
        same = other.group == stroke.group and (moved.is_tight or not tight)
        if same and alike and hypot(label.x - x, label.y - y) < apart:
            return True
    return False


def _pieces(along: Sequence[Point]) -> list[Point]:
    """Return a line in a few pieces of one length, to try names beside."""
    spans = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(along)]
    step = sum(spans) / _PIECES
    found, walked = [along[0]], 0.0
    for ((x1, y1), (x2, y2)), span in zip(pairwise(along), spans, strict=True):
        while span > 0 and walked + span >= step * len(found) and len(found) < _PIECES:
            part = (step * len(found) - walked) / span
            found.append((x1 + (x2 - x1) * part, y1 + (y2 - y1) * part))
        walked += span
    return [*found, along[-1]]


def _name_states(
    free: LabelField, names: FlowNames, basemap: Basemap, projection: Projection
) -> None:
    for area in basemap.areas:
        if area.kind != "land" or not area.iso3:
            continue
        rings = [
            [projection.place(lon, lat) for lon, lat in ring]
            for polygon in area.polygons
            for ring in polygon
        ]
        words = area.name.upper()
        width = text_width_px(words, STATE_PX) + STATE_SPACING_PX * len(words)
        spots = spots_inside(rings, (free.width, free.height), width, STATE_PX)
        label = free.at_one_of(words, STATE_PX, spots, STATE_SPACING_PX)
        names.states += [label] if label else []


def _name_waters(
    free: LabelField, names: FlowNames, basemap: Basemap, projection: Projection
) -> None:
    for water in basemap.waters:
        spots = [projection.place(lon, lat) for lon, lat in water.places]
        label = free.at_one_of(water.name, WATER_PX, spots)
        names.waters += [label] if label else []
