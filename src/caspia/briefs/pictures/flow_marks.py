"""The Vega marks that a map of flows is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.briefs.pictures.flow_look import HALO, LAKE_EDGE
from caspia.briefs.pictures.look import BORDER, FONT, LAND, WATER, text_width_px

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from caspia.briefs.pictures.basemap import Area, Basemap
    from caspia.briefs.pictures.labels import Label

Specification = dict[str, Any]


def entering(**values: object) -> Specification:
    """Return an encoding of constant values."""
    return {"enter": {name: {"value": value} for name, value in values.items()}}


def ground_data(basemap: Basemap) -> list[Specification]:
    """Return the data sets ``land`` and ``lakes`` of a base map."""
    looks = {"land": ("land", LAND, BORDER), "water": ("lakes", WATER, LAKE_EDGE)}
    return [
        {
            "name": name,
            "values": [_area(one, fill, edge) for one in basemap.areas if kind == one.kind],
        }
        for kind, (name, fill, edge) in looks.items()
    ]


def ground_marks(width: float, height: float) -> list[Specification]:
    """Return the marks of sea, land and lakes."""
    sea = entering(width=width, height=height, fill=WATER, stroke=None)
    return [{"type": "rect", "encode": sea}, _shapes("land"), _shapes("lakes")]


def _area(area: Area, fill: str, stroke: str) -> Specification:
    geometry = {"type": "MultiPolygon", "coordinates": area.polygons}
    return {"type": "Feature", "geometry": geometry, "fill": fill, "stroke": stroke}


def _shapes(data: str) -> Specification:
    fields = {name: {"field": name} for name in ("fill", "stroke")}
    still = {"strokeWidth": {"value": 0.5}, "strokeJoin": {"value": "round"}}
    return {
        "type": "shape",
        "from": {"data": data},
        "encode": {"enter": {**fields, **still}},
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


def path_of(along: Sequence[tuple[float, float]]) -> str:
    """Return a line in pixels as the path of an SVG."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in along)


def line_mark(path: str, stroke: str, width: float, **more: object) -> Specification:
    """Return a line; `more` are further properties of a path in Vega."""
    look = {"strokeJoin": "round", "strokeCap": "round", "fill": None, **more}
    return {
        "type": "path",
        "encode": entering(path=path, stroke=stroke, strokeWidth=round(width, 2), **look),
    }


def symbol_mark(shape: str, x: float, y: float, area: float, **look: object) -> Specification:
    """Return a symbol with its middle at a place."""
    return {
        "type": "symbol",
        "encode": entering(shape=shape, x=round(x, 1), y=round(y, 1), size=area, **look),
    }


def text_mark(
    label: Label, size: float, fill: str, *, halo: bool = True, **more: object
) -> Specification:
    """Draw a name centred on its place; 0.36 of the size brings small letters to the middle."""
    edge = {"stroke": HALO, "strokeWidth": 2.6, "strokeJoin": "round"} if halo else {}
    place = {"x": round(label.x, 1), "y": round(label.y + 0.36 * size, 1)}
    look = {"align": "center", "font": FONT, "fontSize": size, "fill": fill}
    return {"type": "text", "encode": entering(text=label.text, **place, **look, **edge, **more)}


def written(text: str, x: float, y: float, size: float, fill: str, **more: object) -> Specification:
    """Draw a line of text from its left end, its middle at a height."""
    place = {"x": round(x, 1), "y": round(y + 0.36 * size, 1)}
    look = {"font": FONT, "fontSize": size, "fill": fill}
    return {"type": "text", "encode": entering(text=text, **place, **look, **more)}


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines that are no wider than some pixels."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_px(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def group_mark(marks: Iterable[Specification], **values: object) -> Specification:
    """Return marks that belong together."""
    return {"type": "group", "encode": entering(**values), "marks": list(marks)}
