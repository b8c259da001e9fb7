"""The map of a brief: two parties, the places and lines between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from caspia.briefs.pictures.basemap import load_basemap
from caspia.briefs.pictures.drawing import Drawing, draw_vega
from caspia.briefs.pictures.labels import MARK_RADIUS_PX, Label, LabelField, spots_inside
from caspia.briefs.pictures.line_names import line_boxes, spots_beside
from caspia.briefs.pictures.look import WIDTH_PX, listed, text_width_px
from caspia.briefs.pictures.map_request import LINE_KINDS, PLACE_KINDS, MapPlace, MapRequest
from caspia.briefs.pictures.map_specification import map_specification
from caspia.briefs.pictures.projection import Projection, fit
from caspia.errors import BadInputError

if TYPE_CHECKING:
    from caspia.briefs.pictures.basemap import Area, Basemap

MARGIN_PX = 34
PLACE_SIZE_PX, STATE_SIZE_PX, NEIGHBOUR_SIZE_PX, WATER_SIZE_PX = 11.5, 15.0, 10.5, 10.5
STATE_SPACING_PX = 1.0
EDGE_DEGREES = 6.0  # a frame that comes closer to the edge of the base map would show beyond it


@dataclass(slots=True)
class MapNames:
    """All names of a map at their places, and those for which no room was left."""

    places: list[Label] = field(default_factory=list)
    lines: list[Label] = field(default_factory=list)
    states: list[Label] = field(default_factory=list)
    small_states: list[Label] = field(default_factory=list)
    neighbours: list[Label] = field(default_factory=list)
    waters: list[Label] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def region_map(request: MapRequest) -> Drawing:
    """Draw the states of two parties with the places and lines named.

    The map fits the states and every place in the box of the base map. Places that lie outside, and
    names for which there was no room, are counted and named in the alt text.

    Raises
    ------
    BadInputError
        No state is given, or the kind of a place or line is none of those known.
    UnknownNameError
        A state is not on the base map.
    """
    _check(request)
    basemap = load_basemap(request.on)
    tinted = [area for iso3 in (*request.a, *request.b) for area in basemap.state(iso3)]
    places = [place for place in _once(request.places) if basemap.holds(place.lon, place.lat)]
    outside = [p.name for p in request.places if not basemap.holds(p.lon, p.lat)]
    seen = _seen(basemap, tinted) + [(place.lon, place.lat) for place in places]
    projection = fit(seen, WIDTH_PX, MARGIN_PX)
    names = _names(request, basemap, places, projection)
    specification = map_specification(request, basemap, places, projection, names)
    return draw_vega(specification, _alt(request, basemap, places, names, outside))


def _check(request: MapRequest) -> None:
    if not request.a and not request.b:
        raise BadInputError("The map names no state. Give the ISO 3166 code of at least one.")
    if wrong := [p.name for p in request.places if p.kind not in PLACE_KINDS]:
        raise BadInputError(f"Unknown kind of place: {wrong}. Use one of {listed(PLACE_KINDS)}.")
    if wrong := [n.name for n in request.lines if n.kind not in LINE_KINDS or len(n.points) < 2]:
        raise BadInputError(
            f"Not drawable as lines: {wrong}. Give two points or more and one of "
            f"{listed(LINE_KINDS)}."
        )


def _seen(basemap: Basemap, areas: list[Area]) -> list[tuple[float, float]]:
    """Return the points that the map must show; of a state that the box cuts, those well inside."""
    west, south, east, north = basemap.box
    points = [point for area in areas for polygon in area.polygons for point in polygon[0]]
    well_inside = [
        (lon, lat)
        for lon, lat in points
        if west + EDGE_DEGREES <= lon <= east - EDGE_DEGREES
        and south + EDGE_DEGREES / 6 <= lat <= north - EDGE_DEGREES
    ]
    return well_inside or points


def _once(places: tuple[MapPlace, ...]) -> list[MapPlace]:
    """Keep one place of a name, the first in order of kinds; capitals come first."""
    ordered = sorted(places, key=lambda place: PLACE_KINDS.index(place.kind))
    return list({place.name: place for place in reversed(ordered)}.values())[::-1]


def _names(
    request: MapRequest, basemap: Basemap, places: list[MapPlace], projection: Projection
) -> MapNames:
    """Place the names that matter most first; what comes later takes the room that is left."""
    free = LabelField(projection.width, projection.height)
    names = MapNames()
    lines = [[projection.place(lon, lat) for lon, lat in line.points] for line in request.lines]
    for along in lines:
        free.soft += line_boxes(along)
    _name_places(free, names, places, projection)
    tinted = (*request.a, *request.b)
    inside = {a.iso3: _in_pixels(a, projection) for a in basemap.areas if a.kind == "land"}
    for iso3 in tinted:
        _name_state(free, names, inside[iso3], basemap.state(iso3)[0].name)
    _name_lines(free, names, request, lines)
    _name_waters(free, names, basemap, projection)
    for area in basemap.areas:
        if area.kind == "land" and area.iso3 and area.iso3 not in tinted:
            label = _state_name(free, inside[area.iso3], area.name, NEIGHBOUR_SIZE_PX)
            if label:
                names.neighbours.append(label)
    return names


def _name_places(
    free: LabelField, names: MapNames, places: list[MapPlace], projection: Projection
) -> None:
    spots = [(place.name, *projection.place(place.lon, place.lat)) for place in places]
    for _, x, y in spots:
        free.block(x, y, MARK_RADIUS_PX)
    for name, x, y in spots:
        _keep(names.places, names.dropped, free.beside(name, PLACE_SIZE_PX, x, y), name)


def _name_lines(
    free: LabelField,
    names: MapNames,
    request: MapRequest,
    lines: list[list[tuple[float, float]]],
) -> None:
    for line, along in zip(request.lines, lines, strict=True):
        words = line.label or line.name
        spots = spots_beside(along, text_width_px(words, NEIGHBOUR_SIZE_PX), NEIGHBOUR_SIZE_PX)
        label = free.at_one_of(words, NEIGHBOUR_SIZE_PX, spots)
        _keep(names.lines, names.dropped, label, line.name)


def _name_waters(
    free: LabelField, names: MapNames, basemap: Basemap, projection: Projection
) -> None:
    for water in basemap.waters:
        here = [projection.place(lon, lat) for lon, lat in water.places]
        label = free.at_one_of(water.name, WATER_SIZE_PX, here)
        if label:
            names.waters.append(label)


def _keep(kept: list[Label], dropped: list[str], label: Label | None, name: str) -> None:
    if label is None:
        dropped.append(name)
    else:
        kept.append(label)


def _name_state(
    free: LabelField, names: MapNames, rings: list[list[tuple[float, float]]], name: str
) -> None:
    """Name a tinted state: inside it if there is room, else across its border, else beside it."""
    label = _state_name(free, rings, name, STATE_SIZE_PX)
    if label is not None:
        names.states.append(label)
        return
    middles = spots_inside(rings, (free.width, free.height), 0.0, PLACE_SIZE_PX)
    label = _state_name(free, rings, name, PLACE_SIZE_PX) or free.at_one_of(
        name, PLACE_SIZE_PX, middles, STATE_SPACING_PX
    )
    for x, y in [] if label else middles:
        label = label or free.beside(name, PLACE_SIZE_PX, x, y)
    _keep(names.small_states, names.dropped, label, name)


def _state_name(
    free: LabelField, rings: list[list[tuple[float, float]]], name: str, size: float
) -> Label | None:
    width = text_width_px(name, size) + STATE_SPACING_PX * len(name)
    spots = spots_inside(rings, (free.width, free.height), width, size)
    return free.at_one_of(name, size, spots, STATE_SPACING_PX)


def _in_pixels(area: Area, projection: Projection) -> list[list[tuple[float, float]]]:
    return [
        [projection.place(lon, lat) for lon, lat in ring]
        for polygon in area.polygons
        for ring in polygon
    ]


def _alt(
    request: MapRequest,
    basemap: Basemap,
    places: list[MapPlace],
    names: MapNames,
    outside: list[str],
) -> str:
    states = [basemap.state(iso3)[0].name for iso3 in (*request.a, *request.b)]
    said = [f"Map of {listed(states)}"]
    if places:
        said[0] += f" with {listed(place.name for place in places)}"
    if request.lines:
        said.append(f"Lines: {listed(line.name for line in request.lines)}")
    if names.dropped:
        count = len(names.dropped)
        said.append(f"No room for {count} name{'s'[: count > 1]}: {listed(names.dropped)}")
    if outside:
        said.append(f"Beyond the map: {listed(outside)}")
    return ". ".join(said) + "."
