"""What a map is asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

PLACE_KINDS = ("capital", "meeting", "port", "project", "place")
LINE_KINDS = ("pipeline", "railway", "road", "ferry", "planned", "line")


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place by name; `kind` is one of `PLACE_KINDS`, degrees north and east."""

    name: str
    lat: float
    lon: float
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A pipeline, railway or crossing.

    Attributes
    ----------
    name : str
        Its own among the lines of a map.
    points : tuple of (float, float)
        Longitude and latitude in degrees.
    kind : str
        One of `LINE_KINDS`.
    label : str
        As written on the map, where that is shorter than its name.
    """

    name: str
    points: tuple[tuple[float, float], ...]
    kind: str = "line"
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapRequest:
    """A map of one party and another.

    Attributes
    ----------
    a, b : tuple of str
        ISO 3166 alpha-3 codes of the states tinted for each party; a bloc has several.
    on : date
        The day whose borders are drawn.
    places : tuple of MapPlace
        Of several with one name the first kind in `PLACE_KINDS` is shown.
    lines : tuple of MapLine
        Drawn dashed where the kind is ``ferry`` or ``planned``.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    on: date
    places: tuple[MapPlace, ...] = ()
    lines: tuple[MapLine, ...] = ()
