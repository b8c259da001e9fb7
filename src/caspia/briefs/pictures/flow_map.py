"""The map of flows: each link as wide as what moves over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.drawing import Drawing, standalone
from caspia.briefs.pictures.flow_key import KEY_ROW_PX, STRANDED_LOOK, flow_key
from caspia.briefs.pictures.flow_lines import FlowLine, FlowStroke, flow_strokes
from caspia.briefs.pictures.flow_look import (
    FLOW_MODES,
    STATE_INK,
    TIGHT_INK,
    WATER_INK,
    FlowScale,
)
from caspia.briefs.pictures.flow_marks import (
    Specification,
    entering,
    ground_data,
    ground_marks,
    group_mark,
    line_mark,
    path_of,
    symbol_mark,
    text_mark,
    wrapped,
    written,
)
from caspia.briefs.pictures.flow_names import (
    AMOUNT_PX,
    PLACE_PX,
    STATE_PX,
    STATE_SPACING_PX,
    WATER_PX,
    FlowMark,
    FlowNames,
    flow_names,
)
from caspia.briefs.pictures.flow_paint import arrows, painted
from caspia.briefs.pictures.flow_words import (
    FlowCaption,
    StrandedPlace,
    told_beyond,
    told_line,
    told_picture,
    told_widths,
)
from caspia.briefs.pictures.look import BORDER, INK, MUTED, PAPER
from caspia.briefs.pictures.network_map import WIDTH_PX
from caspia.briefs.pictures.projection import Projection, fit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caspia.briefs.pictures.basemap import Basemap
    from caspia.briefs.pictures.network_map import NetworkPlace

_WEST, _EAST, _SOUTH, _NORTH = 28.5, 82.5, 33.0, 53.5
_TITLE_PX, _LINE_PX, _CREDIT_PX = 19.0, 12.0, 9.5
_LABELLED = r'<path([^<>]*?) aria-label="([^"|]*)\|([^"]*)"([^<>]*?)(?:/>|></path>)'


def flow_map(
    lines: Sequence[FlowLine],
    stranded: Sequence[StrandedPlace],
    places: Sequence[NetworkPlace],
    caption: FlowCaption,
    on: date,
    worldview: str = "UN",
    *,
    captioned: bool = True,
    largest: float = 0.0,
) -> Drawing:
    """Draw what moves on the base map of the region.

    Each link that runs through the frame has an element with its id in ``data-link`` and what moves
    over it as its title, shown on hover. What lies beyond the frame is told below the map.

    Parameters
    ----------
    lines : sequence of FlowLine
        The links with what moves over them.
    stranded : sequence of StrandedPlace
        What cannot move, each place once.
    places : sequence of NetworkPlace
        Places to name, those that matter most first; names without room are left out.
    caption : FlowCaption
        The words around the map.
    on : date
        The day of the borders.
    worldview : str
        Whose borders are shown.
    captioned : bool
        Whether the words around the map are in the picture; else the page says them.
    largest : float
        Tonnes that the widest line stands for; 0 for those of the widest one here.

    Raises
    ------
    BadInputError
        Nothing is known to move by the mode of a line.
    BadDateError
        The base map does not reach back to the day.
    UnknownNameError
        The worldview is not kept.
    """
    import vl_convert

    basemap = load_basemap(on, worldview)
    projection = map_projection()
    strokes, scale = flow_strokes(lines, projection, largest)
    marks, outside = _marks(stranded, projection)
    names = flow_names(strokes, marks, places, basemap, projection)
    beyond = told_beyond(lines, strokes, outside, caption.counted[0])
    page = _Page(strokes, scale, marks, names, caption if captioned else None, beyond)
    svg = vl_convert.vega_to_svg(_specification(page, basemap, projection))
    alt = told_picture(strokes, marks, caption, beyond)
    return Drawing(standalone(titled(svg), alt), alt)


def map_projection() -> Projection:
    """Return the projection of the map, which is the same for all periods."""
    corners = [(x, y) for x in (_WEST, (_WEST + _EAST) / 2, _EAST) for y in (_SOUTH, _NORTH)]
    return fit(corners, WIDTH_PX, 14)


@dataclass(frozen=True, slots=True)
class _Page:
    """All that is drawn."""

    strokes: Sequence[FlowStroke]
    scale: FlowScale
    marks: Sequence[FlowMark]
    names: FlowNames
    caption: FlowCaption | None
    beyond: str


def _marks(
    stranded: Sequence[StrandedPlace], projection: Projection
) -> tuple[list[FlowMark], list[StrandedPlace]]:
    """Return the marks of what is stranded in the frame, and what lies beyond it."""
    inside, outside = [], []
    for place in stranded:
        x, y = projection.place(place.lon, place.lat)
        if 8 < x < projection.width - 8 and 8 < y < projection.height - 8:
            inside.append(FlowMark(x, y, place.tonnes, f"{place.name}: {place.told}"))
        else:
            outside.append(place)
    return inside, outside


def _specification(page: _Page, basemap: Basemap, projection: Projection) -> Specification:
    width, height = projection.width, projection.height
    above = head(page.caption, width)
    inner = [
        *named_ground(page.names),
        *painted(page.strokes),
        *arrows(page.strokes),
        *_named(page),
        *_hovered(page),
    ]
    return sheet(inner, above, _foot(page, above[1] + height, width), basemap, projection)


def sheet(
    inner: Sequence[Specification],
    above: tuple[Sequence[Specification], int],
    below: tuple[Sequence[Specification], int],
    basemap: Basemap,
    projection: Projection,
) -> Specification:
    """Return a whole picture of marks on the ground of the map.

    What stands above and below it comes with how high that is.
    """
    width, height = projection.width, projection.height
    size = {"width": width, "height": height}
    edge = {"type": "rect", "encode": entering(**size, fill=None, stroke=BORDER)}
    frame = [*ground_marks(width, height), *inner, edge]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": width,
        "height": above[1] + height + below[1],
        "padding": 1,
        "background": PAPER,
        "autosize": "none",
        "projections": [projection.specification()],
        "data": ground_data(basemap),
        "marks": [
            *above[0],
            # Vega clips a group to the one around it, hence two.
            group_mark([{**group_mark(frame), "clip": True}], y=above[1], **size),
            *below[0],
        ],
    }


def head(caption: FlowCaption | None, width: int) -> tuple[list[Specification], int]:
    """Return what stands above the map, and how high it is."""
    if caption is None:
        return [], 0
    remark = wrapped(caption.remark, _LINE_PX, width - 4)
    marks = [written(caption.title, 2, 15, _TITLE_PX, INK, fontWeight="bold")]
    marks += [written(one, 2, 40 + 17 * n, _LINE_PX, MUTED) for n, one in enumerate(remark)]
    return marks, 40 + 17 * len(remark)


def _foot(page: _Page, top: int, width: int) -> tuple[list[Specification], int]:
    """Return what stands below the map, and how high it is."""
    key_top = top + 6
    marks = flow_key(page.strokes, page.scale, stranded=bool(page.marks), top=key_top)
    y = key_top + 2 * KEY_ROW_PX + 10
    texts = [(f"{told_widths(page.strokes, page.scale)} {page.beyond}", _LINE_PX - 0.5, 17)]
    texts += [(page.caption.credit, _CREDIT_PX, 13)] if page.caption else []
    for text, size, step in texts:
        for line in wrapped(text, size, width - 4):
            marks.append(written(line, 2, y, size, MUTED))
            y += step
    return marks, round(y - top)


def named_ground(names: FlowNames) -> list[Specification]:
    """Return names that lie under the flows."""
    return [
        *(
            text_mark(one, STATE_PX, STATE_INK, halo=False, letterSpacing=STATE_SPACING_PX)
            for one in names.states
        ),
        *(
            text_mark(one, WATER_PX, WATER_INK, halo=False, fontStyle="italic")
            for one in names.waters
        ),
    ]


def _named(page: _Page) -> list[Specification]:
    names = page.names
    dot = {"fill": PAPER, "stroke": INK, "strokeWidth": 1.1}
    marks = [symbol_mark("circle", x, y, 14, **dot) for _, x, y in names.places]
    marks += [symbol_mark("diamond", one.x, one.y, 90, **STRANDED_LOOK) for one in page.marks]
    marks += [tie(label.tie) for label in names.tied() if label.tie]
    marks += [text_mark(label, PLACE_PX, INK) for label, _, _ in names.places]
    for stroke, label in names.amounts:
        tight = stroke.line.moved.is_tight
        ink = TIGHT_INK if tight else FLOW_MODES[stroke.group].ink
        marks.append(text_mark(label, AMOUNT_PX, ink, fontWeight="bold"))
    marks += [text_mark(one, AMOUNT_PX, TIGHT_INK, fontWeight="bold") for one in names.stranded]
    return marks


def tie(ends: tuple[float, float, float, float]) -> Specification:
    """Return the line from a name to what it names."""
    x1, y1, x2, y2 = ends
    return line_mark(path_of([(x1, y1), (x2, y2)]), INK, 0.7)


def _hovered(page: _Page) -> list[Specification]:
    """Return what the pointer meets: lines not seen, wide enough to hit, and marks."""
    lines = [
        line_mark(
            path_of(one.along),
            INK,
            max(one.width + 2, 8.0),
            strokeOpacity=0,
            strokeCap="butt",
            description=f"{one.line.moved.link_id}|{told_line(one.line)}",
        )
        for one in page.strokes
    ]
    return lines + [
        symbol_mark(
            "circle", one.x, one.y, 200, fill=INK, fillOpacity=0, description=f"|{one.told}"
        )
        for one in page.marks
    ]


def titled(svg: str) -> str:
    """Make titles of what Vega writes as labels: a browser shows them on hover."""
    return re.sub(_LABELLED, _title, svg)


def _title(tag: re.Match[str]) -> str:
    before, link, said, after = tag.groups()
    data = f' data-link="{link}"' if link else ""
    return f"<path{before}{data}{after}><title>{said}</title></path>"
