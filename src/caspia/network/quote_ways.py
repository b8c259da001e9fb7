"""Between which places a published rate or time holds, and how far places lie apart."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.ledger import Ledger, Row

Point = tuple[float, float]
_EARTH_KM = 6371.0
_ANY = "*"
_ONE_WAY = ("eastbound", "westbound")


@dataclass(frozen=True, slots=True)
class Way:
    """The ends that a figure speaks of.

    Attributes
    ----------
    origin, destination : str
        Ids of nodes, or of places in ``quote_places.csv``.
    corridor : str
        Id of the corridor; empty where it is not told.
    """

    origin: str
    destination: str
    corridor: str

    @property
    def reversed(self) -> Way:
        """The way back."""
        return Way(self.destination, self.origin, self.corridor)


def ways_of(ledger: Ledger, row: Row) -> tuple[Way, ...]:
    """Return the ways that a figure speaks of; none where it tells no ends.

    By its own row in ``quote_rows.csv``, else by its subject, partner and scope in
    ``quote_ends.csv``, else by the ends of the link that it is about, there and back.
    """
    by_row, by_subject = _tables()
    if row.id in by_row:
        found = by_row[row.id]
        return (found,) if found else ()
    for scope in (row["scope"] or "", _ANY):
        known = by_subject.get((row["subject"], row["partner"] or "", scope))
        if known is not None:
            return (known,)
    link = ledger.find(row["subject"])
    return () if link is None or link.table != "links" else _along(link, row["scope"] or "")


def _along(link: Row, scope: str) -> tuple[Way, ...]:
    way = Way(link["a"], link["b"], next(iter(link["corridors"] or ()), ""))
    one_way = link["direction"] == "forward" or any(word in scope for word in _ONE_WAY)
    return (way,) if one_way else (way, way.reversed)


def point_of(node: Row) -> Point:
    """Return latitude and longitude of a node in degrees."""
    return node["lat"], node["lon"]


def points(ledger: Ledger) -> dict[str, Point]:
    """Return where every node lies, and every place outside the network that a quote names."""
    nodes = {row.id: point_of(row) for row in ledger.rows("nodes")}
    return nodes | {r["place"]: (float(r["lat"]), float(r["lon"])) for r in _read("quote_places")}


def apart(one: Point, other: Point) -> float:
    """Return the kilometres between two points along the great circle."""
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


@cache
def _tables() -> tuple[dict[str, Way | None], dict[tuple[str, str, str], Way]]:
    by_row = {row["row"]: _way(row) if row["origin"] else None for row in _read("quote_rows")}
    by_subject = {
        (row["subject"], row["partner"], row["scope"]): _way(row) for row in _read("quote_ends")
    }
    return by_row, by_subject


def _way(row: Mapping[str, str]) -> Way:
    return Way(row["origin"], row["destination"], row["corridor"])


def _read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
