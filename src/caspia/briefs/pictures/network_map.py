"""The map of a network: every link by its mode, drawn by whether it was open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.drawing import Drawing, draw_vega
from caspia.briefs.pictures.labels import Label, LabelField
from caspia.briefs.pictures.look import (
    BORDER,
    FONT,
    GREEN,
    INK,
    LAND,
    MUTED,
    PAPER,
    PURPLE,
    VERMILION,
    WATER,
    text_width_px,
)
from caspia.briefs.pictures.projection import Projection, fit
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from caspia.briefs.pictures.basemap import Area, Basemap

Specification = dict[str, Any]
WIDTH_PX = 1120
_MARGIN_PX, _KEY_PX = 14, 46
_NAME_PX, _KEY_NAME_PX = 11.0, 11.5
_BROWN, _CABLE = "#8a6d3b", "#b3892b"
# Colour and width by what runs on a line; what is drawn later lies on top.
_MODES: dict[str, tuple[str, str, float]] = {
    "road": ("road", "#b4b5b1", 0.8),
    "cable": ("cable", _CABLE, 1.1),
    "gas": ("gas pipeline", GREEN, 1.3),
    "oil": ("oil pipeline", PURPLE, 1.3),
    "swap": ("gas swap", "#66b89a", 1.3),
    "sea": ("ship or ferry", "#5a9cc9", 1.0),
    "rail": ("railway", INK, 1.5),
}
_OF_MODE = {
    "gas_pipeline": "gas",
    "oil_pipeline": "oil",
    "power_cable": "cable",
    "fibre_cable": "cable",
    "ferry": "sea",
    "river": "sea",
}
# Dash, opacity and colour instead of that of the mode; the open lie under what is not.
_STATUSES: dict[str, tuple[list[int], float, str]] = {
    "open": ([], 0.85, ""),
    "restricted": ([9, 2], 1.0, ""),
    "planned": ([3, 3], 0.75, ""),
    "closed": ([1, 2], 1.0, VERMILION),
}
_WEST, _EAST, _SOUTH, _NORTH = 28.5, 82.5, 33.0, 53.5


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A link as it is drawn.

    Attributes
    ----------
    mode, status : str
        As in the network.
    points : sequence of (longitude, latitude)
        Its course in degrees.
    """

    mode: str
    status: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class NetworkPlace:
    """A place that may be named; of two that would touch, the first given is."""

    name: str
    lat: float
    lon: float


def network_map(
    lines: Sequence[NetworkLine],
    places: Sequence[NetworkPlace],
    on: date,
    credit: str,
    worldview: str = "UN",
) -> Drawing:
    """Draw a network on the base map of the region.

    Parameters
    ----------
    lines : sequence of NetworkLine
        The links.
    places : sequence of NetworkPlace
        Places to name, those that matter most first; names without room are left out.
    on : date
        The day of the network and of the borders.
    credit : str
        Whom to name for the courses of the lines.
    worldview : str
        Whose borders are shown.

    Raises
    ------
    BadInputError
        A mode or status is none of those known.
    """
    _check(lines)
    basemap = load_basemap(on, worldview)
    corners = [(x, y) for x in (_WEST, (_WEST + _EAST) / 2, _EAST) for y in (_SOUTH, _NORTH)]
    projection = fit(corners, WIDTH_PX, _MARGIN_PX)
    names = _names(places, projection)
    return draw_vega(_specification(lines, basemap, projection, names, credit), _alt(lines, on))


def _check(lines: Iterable[NetworkLine]) -> None:
    modes = {line.mode for line in lines}
    unknown = {mode for mode in modes if _OF_MODE.get(mode, mode) not in _MODES}
    unknown |= {line.status for line in lines} - _STATUSES.keys()
    if unknown:
        known = ", ".join((*_MODES, *_STATUSES))
        raise BadInputError(f"No line can be drawn for {sorted(unknown)}. Known are {known}.")


def _names(places: Sequence[NetworkPlace], projection: Projection) -> list[Label]:
    """Place names beside their places; lines run everywhere, so names lie over them with a halo."""
    free = LabelField(projection.width, projection.height)
    found = []
    for place in places:
        x, y = projection.place(place.lon, place.lat)
        if 0 < x < projection.width and 0 < y < projection.height:
            label = free.beside(place.name, _NAME_PX, x, y)
            free.block(x, y, 2.5)
            found += [label] if label and label.tie is None else []
    return found


def _specification(
    lines: Sequence[NetworkLine],
    basemap: Basemap,
    projection: Projection,
    names: Sequence[Label],
    credit: str,
) -> Specification:
    size = {"width": projection.width, "height": projection.height}
    frame = [
        _shapes("land"),
        _shapes("lakes"),
        _shapes("lines"),
        *(_text(label, _NAME_PX, INK) for label in names),
        {"type": "rect", "encode": _enter(**size, fill=None, stroke=BORDER)},
    ]
    ground = {"type": "rect", "encode": _enter(**size, fill=WATER, stroke=None)}
    land = [area for area in basemap.areas if area.kind == "land"]
    lakes = [area for area in basemap.areas if area.kind == "water"]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": projection.width,
        "height": projection.height + _KEY_PX,
        "padding": 1,
        "background": PAPER,
        "autosize": "none",
        "config": {"aria": False},
        "projections": [projection.specification()],
        "data": [
            {"name": "land", "values": [_ground(area, LAND, BORDER) for area in land]},
            {"name": "lakes", "values": [_ground(area, WATER, "#a9c0cd") for area in lakes]},
            {"name": "lines", "values": [_drawn(line) for line in _ordered(lines)]},
        ],
        "marks": [
            ground,
            # Vega clips a group to the one around it, hence two.
            {
                "type": "group",
                "encode": _enter(**size),
                "marks": [{"type": "group", "clip": True, "marks": frame}],
            },
            *_key(lines, projection.height),
            _text(Label(credit, _middle_px(credit, 9.5), projection.height + 40), 9.5, MUTED),
        ],
    }


def _ordered(lines: Iterable[NetworkLine]) -> list[NetworkLine]:
    """Put first what lies beneath: the open, and roads under railways."""
    modes, statuses = list(_MODES), list(_STATUSES)
    return sorted(
        lines, key=lambda one: (statuses.index(one.status), modes.index(_mode_of(one.mode)))
    )


def _mode_of(mode: str) -> str:
    return _OF_MODE.get(mode, mode)


def _drawn(line: NetworkLine) -> Specification:
    _, colour, width = _MODES[_mode_of(line.mode)]
    dash, opacity, instead = _STATUSES[line.status]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [list(p) for p in line.points]},
        "stroke": instead or colour,
        "strokeWidth": width + (0.5 if line.status == "closed" else 0.0),
        "dash": dash,
        "opacity": opacity,
    }


def _ground(area: Area, fill: str, stroke: str) -> Specification:
    geometry = {"type": "MultiPolygon", "coordinates": area.polygons}
    look = {"fill": fill, "stroke": stroke, "strokeWidth": 0.6, "dash": [], "opacity": 1}
    return {"type": "Feature", "geometry": geometry, **look}


def _shapes(data: str) -> Specification:
    fields = {name: {"field": name} for name in ("fill", "stroke", "strokeWidth", "opacity")}
    joined = {"strokeDash": {"field": "dash"}, "strokeJoin": {"value": "round"}}
    return {
        "type": "shape",
        "from": {"data": data},
        "encode": {"enter": {**fields, **joined}},
        "transform": [{"type": "geoshape", "projection": "projection"}],
    }


def _key(lines: Sequence[NetworkLine], top: int) -> list[Specification]:
    """Return the key: a stroke and a word for each mode and each status that is drawn."""
    modes = {_mode_of(line.mode) for line in lines}
    statuses = {line.status for line in lines}
    entries: list[tuple[str, str, list[int]]] = [
        (word, colour, []) for k, (word, colour, _) in _MODES.items() if k in modes
    ]
    entries += [
        (k, colour or MUTED, dash) for k, (dash, _, colour) in _STATUSES.items() if k in statuses
    ]
    marks, x, y = [], 8.0, top + 18.0
    for word, colour, dash in entries:
        stroke = _enter(x=x, y=y, x2=x + 26, stroke=colour, strokeWidth=2, strokeDash=dash)
        middle = x + 32 + text_width_px(word, _KEY_NAME_PX) / 2
        marks += [{"type": "rule", "encode": stroke}, _text(Label(word, middle, y), 11.5, INK)]
        x += 32 + text_width_px(word, _KEY_NAME_PX) + 22
    return marks


def _middle_px(text: str, size: float) -> float:
    return 8.0 + text_width_px(text, size) / 2


def _text(label: Label, size: float, fill: str) -> Specification:
    """Draw a name centred on its place; 0.36 of the size brings small letters to the middle."""
    halo = {"stroke": "#ffffffc8", "strokeWidth": 2.2, "strokeJoin": "round"}
    return {
        "type": "text",
        "encode": _enter(
            x=round(label.x, 1),
            y=round(label.y + 0.36 * size, 1),
            text=label.text,
            align="center",
            font=FONT,
            fontSize=size,
            fill=fill,
            **halo,
        ),
    }


def _enter(**values: object) -> Specification:
    return {"enter": {name: {"value": value} for name, value in values.items()}}


def _alt(lines: Sequence[NetworkLine], on: date) -> str:
    counts = {status: sum(one.status == status for one in lines) for status in _STATUSES}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    return f"Map of the network on {on}: {told} links by mode."
