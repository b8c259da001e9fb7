"""The base map: states by the UN's worldview, and inland waters."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from caspia.errors import BadDateError, UnknownNameError

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A state, a disputed area or all lakes.

    Attributes
    ----------
    iso3 : str
        ISO 3166 alpha-3; empty for lakes, and where the UN's usage names no state.
    name : str
        In English, as the UN uses it.
    kind : str
        ``land`` or ``water``.
    polygons : tuple
        Each an outer ring and holes, of (longitude, latitude) in degrees; rings are closed, outer
        ones run clockwise as d3 expects.
    """

    iso3: str
    name: str
    kind: str
    polygons: tuple[tuple[Ring, ...], ...]

    def contains(self, lon: float, lat: float) -> bool:
        """Say whether a point lies inside."""
        return any(
            sum(_crosses_east(ring, lon, lat) for ring in polygon) % 2 for polygon in self.polygons
        )


@dataclass(frozen=True, slots=True)
class WaterName:
    """Where the name of a sea or lake may stand; the first place that is free is taken."""

    name: str
    kind: str
    places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """All areas of the box, as they stand from a day on.

    Attributes
    ----------
    box : tuple of float
        West, south, east, north in degrees.
    valid_from : date
        Before this day some border in the box was another, and the map must not be used.
    """

    worldview: str
    valid_from: date
    credit: str
    box: tuple[float, float, float, float]
    areas: tuple[Area, ...]
    waters: tuple[WaterName, ...]

    def state_at(self, lon: float, lat: float) -> str | None:
        """Return the code of the state at a point; None on water or where no state is named."""
        if self.is_water(lon, lat):
            return None
        return next((a.iso3 for a in self.areas if a.contains(lon, lat) and a.iso3), None)

    def is_water(self, lon: float, lat: float) -> bool:
        """Say whether a point of the box lies in a sea or lake that the map draws."""
        holding = [area.kind for area in self.areas if area.contains(lon, lat)]
        return not holding or "water" in holding

    def state(self, iso3: str) -> tuple[Area, ...]:
        """Return the areas of a state, largest part first."""
        found = tuple(area for area in self.areas if area.iso3 == iso3)
        if not found:
            raise UnknownNameError("state on the base map", iso3, (), "Name a state of the region.")
        return found

    def holds(self, lon: float, lat: float) -> bool:
        """Say whether a point lies in the box."""
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north


def load_basemap(on: date, worldview: str = "UN") -> Basemap:
    """Return the base map that holds on a day.

    Raises
    ------
    BadDateError
        The day lies before the first one for which the borders were reviewed.
    UnknownNameError
        No such worldview is kept.
    """
    basemap = _read()
    if worldview != basemap.worldview:
        raise UnknownNameError("worldview", worldview, (basemap.worldview,))
    if on < basemap.valid_from:
        raise BadDateError(
            f"The base map holds from {basemap.valid_from} on and cannot show {on}. "
            "Ask for a later day."
        )
    return basemap


@cache
def _read() -> Basemap:
    folder = files("caspia.briefs") / "basemap"
    raw = json.loads((folder / "basemap.geojson").read_text(encoding="utf-8"))
    areas = tuple(
        Area(
            polygons=tuple(
                tuple(tuple((x, y) for x, y in ring) for ring in polygon)
                for polygon in feature["geometry"]["coordinates"]
            ),
            **feature["properties"],
        )
        for feature in raw["features"]
    )
    west, south, east, north = raw["bbox"]
    return Basemap(
        worldview=raw["worldview"],
        valid_from=date.fromisoformat(raw["valid_from"]),
        credit=raw["credit"],
        box=(west, south, east, north),
        areas=areas,
        waters=_waters((folder / "waters.csv").read_text(encoding="utf-8")),
    )


def _waters(text: str) -> tuple[WaterName, ...]:
    kinds: dict[str, str] = {}
    places: dict[str, list[tuple[float, float]]] = {}
    for row in csv.DictReader(text.splitlines()):
        kinds[row["name"]] = row["kind"]
        places.setdefault(row["name"], []).append((float(row["lon"]), float(row["lat"])))
    return tuple(WaterName(name, kinds[name], tuple(where)) for name, where in places.items())


def _crosses_east(ring: Ring, lon: float, lat: float) -> int:
    return sum(
        lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > lat) != (y2 > lat)
    )
