"""Where links run on a map: railways as surveyed, others through the points told for them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.ledger import Ledger, Row

Point = tuple[float, float]
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Course:
    """Where a link runs.

    Attributes
    ----------
    points : tuple of (longitude, latitude)
        In degrees, from a to b.
    surveyed : bool
        Whether it follows the ground; else it is drawn straight from point to point.
    """

    points: tuple[Point, ...]
    surveyed: bool


def courses(ledger: Ledger) -> dict[str, Course]:
    """Return where every physical link runs, by id."""
    places = {row.id: (row["lon"], row["lat"]) for row in ledger.rows("nodes")}
    return {link.id: _course(link, places) for link in ledger.rows("links", part="physical")}


def rail_credit() -> str:
    """Return whom to name where railways are drawn."""
    return str(_rail_file()["attribution"])


def _course(link: Row, places: Mapping[str, Point]) -> Course:
    a, b = places[link["a"]], places[link["b"]]
    surveyed = _rail_lines().get(link.id)
    if surveyed is None:
        return Course((a, *_via().get(link.id, ()), b), surveyed=False)
    along = surveyed if _near(surveyed[0], a) <= _near(surveyed[-1], a) else surveyed[::-1]
    return Course((a, *along, b), surveyed=True)


def _near(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


@cache
def _rail_file() -> dict[str, Any]:
    text = (_FOLDER / "rail_lines.geojson").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _rail_lines() -> dict[str, tuple[Point, ...]]:
    return {
        one["properties"]["link_id"]: tuple((x, y) for x, y in one["geometry"]["coordinates"])
        for one in _rail_file()["features"]
    }


@cache
def _via() -> dict[str, tuple[Point, ...]]:
    with (_FOLDER / "via.csv").open(encoding="utf-8", newline="") as stream:
        return {row["link_id"]: _points(row["points"]) for row in csv.DictReader(stream)}


def _points(text: str) -> tuple[Point, ...]:
    pairs = (pair.split() for pair in text.split(";"))
    return tuple((float(lon), float(lat)) for lon, lat in pairs)
