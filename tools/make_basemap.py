"""Make the base map of the printed maps from Natural Earth.

The inputs are files of two npm packages that repackage Natural Earth (public domain)::

    npm pack world-atlas@2.0.2      # countries-10m.json: states, Natural Earth 4.1
    npm pack plotly.js@3.1.0        # dist/topojson/world_50m.json: its layer of lakes only
    python tools/make_basemap.py countries-10m.json world_50m.json

What falls in the box is kept whatever its name; arcs are thinned before polygons are put together,
so that neighbours keep one border; the reviewed patch moves areas to the state that the UN's usage
names.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Ring = list[Point]
ArcRing = list[int]
ArcPolygon = list[ArcRing]

BASEMAP = Path(__file__).parents[1] / "src" / "caspia" / "briefs" / "basemap"
BOX = (15.0, 24.0, 104.0, 63.0)  # west, south, east, north: what a map of the region can show
# Montenegro joins the UN. Later changes of borders in the box are demarcations too small to draw.
VALID_FROM = "2006-06-28"
TOLERANCE_DEGREES = 0.016  # about one pixel on a map that is 1 000 km wide
SMALLEST_SQUARE_DEGREES = 0.004  # islands and lakes below about 35 km2 are left out
CREDIT = "Base map: Natural Earth (public domain); borders follow the UN's usage."


class Topology:
    """A TopoJSON file with its arcs decoded and thinned."""

    def __init__(self, path: Path) -> None:
        self.raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        (kx, ky), (x0, y0) = self.raw["transform"]["scale"], self.raw["transform"]["translate"]
        self.arcs: list[Ring] = []
        for deltas in self.raw["arcs"]:
            x = y = 0
            arc: Ring = []
            for dx, dy, *_ in deltas:
                x, y = x + dx, y + dy
                arc.append((x * kx + x0, y * ky + y0))
            self.arcs.append(thinned(arc))

    def layer(self, name: str) -> list[tuple[dict[str, Any], list[ArcPolygon]]]:
        """Return the geometries of a layer, each with its polygons as rings of arc numbers."""
        found = []
        for geometry in self.raw["objects"][name]["geometries"]:
            if geometry["type"] == "Polygon":
                found.append((geometry, [geometry["arcs"]]))
            elif geometry["type"] == "MultiPolygon":
                found.append((geometry, geometry["arcs"]))
        return found

    def ring(self, numbers: ArcRing) -> Ring:
        """Join arcs to a closed ring; ``~n`` is arc n backwards."""
        points: Ring = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    def polygon(self, rings: ArcPolygon) -> list[Ring]:
        """Return the outer ring and the holes."""
        return [self.ring(numbers) for numbers in rings]


def thinned(arc: Ring) -> Ring:
    """Drop the points that lie within the tolerance of the course of an arc (Douglas-Peucker)."""
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1] and len(arc) > 3:  # an island: its farthest points must stay
        keep |= {len(arc) // 3, 2 * len(arc) // 3}
    anchors = sorted(keep)
    spans = list(itertools.pairwise(anchors))
    while spans:
        start, end = spans.pop()
        farthest, distance = start, 0.0
        for index in range(start + 1, end):
            d = distance_to_chord(arc[index], arc[start], arc[end])
            if d > distance:
                farthest, distance = index, d
        if distance > TOLERANCE_DEGREES:
            keep.add(farthest)
            spans += [(start, farthest), (farthest, end)]
    return [arc[index] for index in sorted(keep)]


def distance_to_chord(point: Point, start: Point, end: Point) -> float:
    """Return the distance in degrees of latitude between a point and a straight piece."""
    squeeze = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * squeeze, point[1] - start[1]
    cx, cy = (end[0] - start[0]) * squeeze, end[1] - start[1]
    length = cx * cx + cy * cy
    along = max(0.0, min(1.0, (px * cx + py * cy) / length)) if length else 0.0
    return math.hypot(px - along * cx, py - along * cy)


def clipped(ring: Ring) -> Ring:
    """Return the part of a closed ring inside the box (Sutherland-Hodgman), closed again."""
    west, south, east, north = BOX
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        cut: Ring = []
        for a, b in itertools.pairwise(ring):
            inside_a, inside_b = sign * (a[axis] - bound) >= 0, sign * (b[axis] - bound) >= 0
            if inside_a != inside_b:
                share = (bound - a[axis]) / (b[axis] - a[axis])
                cut.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if inside_b:
                cut.append(b)
        if len(cut) < 3:
            return []
        ring = [*cut, cut[0]]
    return ring


def square_degrees(ring: Ring) -> float:
    """Return the area of a ring in square degrees at its own latitude."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    return abs(doubled) / 2 * math.cos(math.radians(ring[0][1]))


def rounded(ring: Ring) -> Ring:
    """Round to hundredths of a degree (under 1.2 km) and drop points that fall together."""
    points: Ring = []
    for x, y in ring:
        point = (round(x, 2), round(y, 2))
        if not points or points[-1] != point:
            points.append(point)
    return points


def on_the_map(polygons: Iterable[list[Ring]]) -> list[list[Ring]]:
    """Clip, round and keep what is large enough to be seen."""
    kept = []
    for outer, *holes in polygons:
        shape = rounded(clipped(outer))
        if len(shape) > 3 and square_degrees(shape) >= SMALLEST_SQUARE_DEGREES:
            inner = [rounded(clipped(hole)) for hole in holes]
            kept.append([shape, *(hole for hole in inner if len(hole) > 3)])
    return kept


def contains(ring: Ring, lon: float, lat: float) -> bool:
    """Say whether a point lies in a ring, by counting crossings to its east."""
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


class Area:
    """One feature on its way to the map: code, name and polygons as arcs."""

    def __init__(self, iso3: str, name: str, polygons: list[ArcPolygon]) -> None:
        self.iso3, self.name, self.polygons = iso3, name, polygons

    def join(self, topology: Topology, polygon: ArcPolygon) -> None:
        """Add a polygon; where it borders on one of ours, the border between them falls out."""
        backwards = {~number for ring in polygon for number in ring}
        neighbours = [
            mine for mine in self.polygons if any(n in backwards for ring in mine for n in ring)
        ]
        if not neighbours:
            self.polygons.append(polygon)
            return
        walked = [n for part in (*neighbours, polygon) for ring in part for n in ring]
        free = set(walked) - {~number for number in walked}
        rings = chained(topology, [number for number in walked if number in free])
        rings.sort(key=lambda ring: square_degrees(topology.ring(ring)), reverse=True)
        self.polygons = [mine for mine in self.polygons if mine not in neighbours] + [rings]


def chained(topology: Topology, numbers: list[int]) -> list[ArcRing]:
    """Chain arcs, end to start, into closed rings."""
    ends = {n: (line[0], line[-1]) for n in numbers for line in [topology.ring([n])]}
    left, rings = list(numbers), []
    while left:
        ring = [left.pop(0)]
        while ends[ring[-1]][1] != ends[ring[0]][0]:
            following = next(n for n in left if ends[n][0] == ends[ring[-1]][1])
            left.remove(following)
            ring.append(following)
        rings.append(ring)
    return rings


def read_table(name: str) -> list[dict[str, str]]:
    """Read one of the reviewed tables beside the map."""
    with (BASEMAP / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def areas(topology: Topology) -> list[Area]:
    """Return the states by their codes, with the patch applied."""
    states = {row["numeric"]: row for row in read_table("codes.csv")}
    found: dict[str, Area] = {}
    unnamed: list[str] = []
    for geometry, polygons in topology.layer("countries"):
        name = geometry["properties"]["name"]
        state = states.get(geometry.get("id", ""))
        if state:
            found[name] = Area(state["iso3"], state["name"], polygons)
        elif on_the_map(topology.polygon(polygon) for polygon in polygons):
            found[name] = Area("?", name, polygons)
            unnamed.append(name)
    patched = {row["feature"] for row in read_table("patch.csv") if row["part"] == "feature"}
    if missing := [name for name in unnamed if name not in patched]:
        sys.exit(f"No code for {missing}: add each to codes.csv or, where disputed, patch.csv.")
    for row in read_table("patch.csv"):
        apply_patch(topology, found, row)
    return [area for area in found.values() if area.polygons]


def apply_patch(topology: Topology, found: dict[str, Area], row: dict[str, str]) -> None:
    """Move the area of one row of the patch to the state that the row names."""
    if row["valid_from"] > VALID_FROM or row["valid_to"]:
        sys.exit(f"{row['item']} does not hold since {VALID_FROM}: split the map by date first.")
    area, point = found.get(row["feature"]), (float(row["lon"]), float(row["lat"]))
    if area is None:
        sys.exit(f"{row['item']}: no feature {row['feature']!r}; mend patch.csv.")
    holding = [p for p in area.polygons if contains(topology.ring(p[0]), *point)]
    if not holding:
        sys.exit(f"{row['item']}: {row['feature']} does not hold {point}; mend patch.csv.")
    moved = area.polygons if row["part"] == "feature" else holding
    if row["name"]:
        area.iso3, area.name = row["iso3"], row["name"]
        return
    area.polygons = [polygon for polygon in area.polygons if polygon not in moved]
    state = next(a for a in found.values() if a.iso3 == row["iso3"])
    for polygon in moved:
        state.join(topology, polygon)


def feature(iso3: str, name: str, kind: str, shapes: list[list[Ring]]) -> dict[str, Any]:
    """Return one GeoJSON feature; outer rings run clockwise, as d3 and Vega read them."""
    return {
        "type": "Feature",
        "properties": {"iso3": iso3, "name": name, "kind": kind},
        "geometry": {"type": "MultiPolygon", "coordinates": shapes},
    }


def main(arguments: Sequence[str]) -> None:
    """Write ``basemap.geojson`` beside the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("countries", type=Path, help="countries-10m.json of world-atlas")
    parser.add_argument("lakes", type=Path, help="world_50m.json of plotly.js")
    parser.add_argument("--out", type=Path, default=BASEMAP / "basemap.geojson")
    given = parser.parse_args(arguments)
    states, inland = Topology(given.countries), Topology(given.lakes)
    features = []
    features += [
        feature(area.iso3, area.name, "land", shapes)
        for area in sorted(areas(states), key=lambda a: (a.iso3, a.name))
        if (shapes := on_the_map(states.polygon(polygon) for polygon in area.polygons))
    ]
    lakes = {
        json.dumps(shape): shape
        for _, polygons in inland.layer("lakes")
        for shape in on_the_map(inland.polygon(polygon) for polygon in polygons)
    }
    features.append(feature("", "Lakes", "water", [lakes[key] for key in sorted(lakes)]))
    collection = {
        "type": "FeatureCollection",
        "worldview": "UN",
        "valid_from": VALID_FROM,
        "credit": CREDIT,
        "bbox": BOX,
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    given.out.write_text(text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n", "utf-8")
    print(f"{given.out}: {len(features)} features, {given.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
