"""The Vega specification of a map whose names already have their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caspia.briefs.pictures.look import (
    BORDER,
    EDGE_A,
    EDGE_B,
    FONT,
    INK,
    LAND,
    MUTED,
    PAPER,
    TINT_A,
    TINT_B,
    VERMILION,
    WATER,
    text_width_px,
)
from caspia.briefs.pictures.map_request import PLACE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caspia.briefs.pictures.basemap import Area, Basemap
    from caspia.briefs.pictures.labels import Label
    from caspia.briefs.pictures.map_request import MapPlace, MapRequest
    from caspia.briefs.pictures.projection import Projection
    from caspia.briefs.pictures.region_map import MapNames

Specification = dict[str, Any]

KEY_HEIGHT_PX = 26
EDGE_STEPS = 60  # pieces of an edge of the base map, so that it follows its parallel
WATER_INK, NEIGHBOUR_INK, LINE_INK = "#2f5f7d", "#65655f", "#3c4045"
HALO = "#ffffffb3"  # lets the ground through, yet parts a name from a border under it
SYMBOLS = {  # shape, area in square pixels, fill, word in the key
    "capital": ("square", 52, INK, "capital"),
    "meeting": ("circle", 52, VERMILION, "meeting"),
    "port": ("diamond", 62, PAPER, "port"),
    "project": ("triangle-up", 58, PAPER, "project"),
    "place": ("circle", 34, PAPER, "place"),
}
DASHES = {"ferry": [2, 3], "planned": [6, 4]}


def map_specification(
    request: MapRequest,
    basemap: Basemap,
    places: list[MapPlace],
    projection: Projection,
    names: MapNames,
) -> Specification:
    """Return the whole drawing: land, lakes, lines, marks, names and a key of the marks."""
    used = [kind for kind in PLACE_KINDS if any(place.kind == kind for place in places)]
    dotted = [{**_at(projection, p), **_symbol(p.kind)} for p in reversed(places)]
    size = {"width": projection.width, "height": projection.height}
    frame = [
        _shapes("sea"),
        _shapes("land"),
        _shapes("lakes"),
        _shapes("lines"),
        _ties([*names.places, *names.small_states]),
        _symbols("marks"),
        _texts(names.waters, 10.5, WATER_INK, style="italic"),
        _texts(names.neighbours, 10.5, NEIGHBOUR_INK),
        _texts(names.lines, 10.5, LINE_INK, style="italic"),
        _texts(names.states, 15, "#1d2a35", weight="bold"),
        _texts(names.small_states, 11.5, "#1d2a35", weight="bold"),
        _texts(names.places, 11.5, INK),
        _rectangle(size, None, BORDER),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        **size,
        "height": projection.height + (KEY_HEIGHT_PX if used else 0),
        "padding": 1,
        "background": PAPER,
        "autosize": "none",
        "config": {"aria": False},
        "projections": [projection.specification()],
        "data": [
            {"name": "sea", "values": [_sea(basemap)]},
            {"name": "land", "values": _land(request, basemap)},
            {
                "name": "lakes",
                "values": [_geometry(a, WATER, "#a9c0cd", 0.5) for a in _lakes(basemap)],
            },
            {"name": "lines", "values": [_line(line.points, line.kind) for line in request.lines]},
            {"name": "marks", "values": dotted},
            {"name": "key", "values": _key(used, projection.height)},
        ],
        "marks": [
            # Vega clips a group to the one around it, hence two.
            {
                "type": "group",
                "encode": {"enter": {name: {"value": value} for name, value in size.items()}},
                "marks": [{"type": "group", "clip": True, "marks": frame}],
            },
            _symbols("key"),
            _key_words(),
        ],
    }


def _sea(basemap: Basemap) -> Specification:
    """Return the box of the base map, clockwise; what lies beyond it stays blank."""
    west, south, east, north = basemap.box
    steps = range(EDGE_STEPS + 1)
    across = [west + (east - west) * n / EDGE_STEPS for n in steps]
    up = [south + (north - south) * n / EDGE_STEPS for n in steps]
    ring = [(west, lat) for lat in up] + [(lon, north) for lon in across]
    ring += [(east, lat) for lat in reversed(up)] + [(lon, south) for lon in reversed(across)]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "geometry": geometry, "fill": WATER, "strokeWidth": 0}


def _land(request: MapRequest, basemap: Basemap) -> list[Specification]:
    """Others first, so that the edges of the tinted states lie on top."""
    looks = {
        **dict.fromkeys(request.b, (TINT_B, EDGE_B)),
        **dict.fromkeys(request.a, (TINT_A, EDGE_A)),
    }
    land = [area for area in basemap.areas if area.kind == "land"]
    land.sort(key=lambda area: (area.iso3 in looks, area.iso3, area.name))
    plain = (LAND, BORDER)
    return [
        _geometry(area, *looks.get(area.iso3, plain), 0.9 if area.iso3 in looks else 0.6)
        for area in land
    ]


def _lakes(basemap: Basemap) -> list[Area]:
    return [area for area in basemap.areas if area.kind == "water"]


def _geometry(area: Area, fill: str, stroke: str, stroke_width: float) -> Specification:
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": area.polygons},
        "fill": fill,
        "stroke": stroke,
        "strokeWidth": stroke_width,
    }


def _line(points: Iterable[tuple[float, float]], kind: str) -> Specification:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": list(points)},
        "stroke": LINE_INK,
        "strokeWidth": 1.5,
        "dash": DASHES.get(kind, []),
    }


def _at(projection: Projection, place: MapPlace) -> Specification:
    x, y = projection.place(place.lon, place.lat)
    return {"x": round(x, 1), "y": round(y, 1)}


def _symbol(kind: str) -> Specification:
    shape, area, fill, word = SYMBOLS[kind]
    return {"shape": shape, "size": area, "fill": fill, "word": word}


def _key(used: list[str], top: int) -> list[Specification]:
    entries, x = [], 8.0
    for kind in used:
        entries.append({"x": round(x, 1), "y": top + KEY_HEIGHT_PX - 9, **_symbol(kind)})
        x += text_width_px(SYMBOLS[kind][3], 11) + 38
    return entries


def _fields(*names: str) -> Specification:
    return {name: {"field": name} for name in names}


def _shapes(data: str) -> Specification:
    return {
        "type": "shape",
        "from": {"data": data},
        "encode": {
            "enter": {
                **_fields("fill", "stroke", "strokeWidth"),
                "strokeDash": {"field": "dash"},
                "strokeJoin": {"value": "round"},
            }
        },
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


def _symbols(data: str) -> Specification:
    still = {"stroke": {"value": INK}, "strokeWidth": {"value": 1.2}}
    enter = {**_fields("x", "y", "shape", "size", "fill"), **still}
    return {"type": "symbol", "from": {"data": data}, "encode": {"enter": enter}}


def _key_words() -> Specification:
    enter = {
        "x": {"field": "x", "offset": 9},
        "y": {"field": "y", "offset": 4},
        "text": {"field": "word"},
        "font": {"value": FONT},
        "fontSize": {"value": 11},
        "fill": {"value": MUTED},
    }
    return {"type": "text", "from": {"data": "key"}, "encode": {"enter": enter}}


def _ties(labels: list[Label]) -> Specification:
    """Draw the thin lines to names that stand apart from their marks."""
    paths = [
        f"M{t[0]:.1f},{t[1]:.1f}L{t[2]:.1f},{t[3]:.1f}" for label in labels if (t := label.tie)
    ]
    enter = {
        "path": {"value": "".join(paths)},
        "stroke": {"value": INK},
        "strokeWidth": {"value": 0.7},
    }
    return {"type": "path", "encode": {"enter": enter}}


def _texts(
    labels: list[Label], size: float, fill: str, weight: str = "normal", style: str = "normal"
) -> Specification:
    """Draw names centred on their places; 0.36 of the size brings small letters to the middle."""
    marks = [
        {
            "type": "text",
            "encode": {
                "enter": {
                    "x": {"value": round(label.x, 1)},
                    "y": {"value": round(label.y + 0.36 * size, 1)},
                    "text": {"value": label.text},
                    "align": {"value": "center"},
                    "font": {"value": FONT},
                    "fontSize": {"value": size},
                    "fontWeight": {"value": weight},
                    "fontStyle": {"value": style},
                    "fill": {"value": fill},
                    "stroke": {"value": HALO},
                    "strokeWidth": {"value": 2.5},
                    "strokeJoin": {"value": "round"},
                }
            },
        }
        for label in labels
    ]
    return {"type": "group", "marks": marks}


def _rectangle(size: dict[str, int], fill: str | None, stroke: str | None) -> Specification:
    enter: Specification = {name: {"value": value} for name, value in size.items()}
    enter |= {"fill": {"value": fill}, "stroke": {"value": stroke}}
    return {"type": "rect", "encode": {"enter": enter}}
