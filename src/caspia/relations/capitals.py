"""Where capitals lie, and how far apart."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caspia.ledger import Ledger

_EARTH_KM = 6371.0


@lru_cache(maxsize=4)
def capitals(ledger: Ledger) -> Mapping[str, tuple[tuple[float, float], str]]:
    """Return by state the latitude and longitude of its capital, and the row of the place."""
    names = {f"capital of {row['name']}": row.id for row in ledger.rows("parties", kind="state")}
    found = {}
    for row in ledger.rows("places"):
        for alias in row["aliases"]:
            if alias in names:
                found[names[alias]] = ((row["lat"], row["lon"]), row.id)
    return found


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance over the globe of two places given by latitude and longitude."""
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
