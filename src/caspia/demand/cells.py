"""The cells of the table: which goods may want to go from where to where, and roughly how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from caspia.demand.tables import lines, node_of
from caspia.ledger import read_partial

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Cell:
    """One good from one zone to another.

    Attributes
    ----------
    origin, destination, good : str
        Zones and good.
    origin_node, destination_node : str
        Nodes of the network where the cargo begins and ends.
    t_per_year : float
        What is assumed where no row says anything, in tonnes a year.
    factor : float
        By what factor that may be off to either side.
    since : date or None
        First day on which anything could go, where it is known: nothing wanted to before.
    why : str
        What it rests on.
    """

    origin: str
    destination: str
    good: str
    origin_node: str
    destination_node: str
    t_per_year: float
    factor: float
    since: date | None
    why: str

    @property
    def name(self) -> str:
        """Good, origin and destination in one word."""
        return f"{self.good}:{self.origin}-{self.destination}"


@cache
def cells() -> tuple[Cell, ...]:
    """Return all cells, by good, origin and destination."""
    found = [_cell(row) for row in lines("prior")]
    return tuple(sorted(found, key=lambda cell: (cell.good, cell.origin, cell.destination)))


def _cell(row: dict[str, str]) -> Cell:
    good, origin, destination = row["good"], row["origin"], row["destination"]
    nodes = (node_of(origin, good, "origin"), node_of(destination, good, "destination"))
    size = (float(row["Mt_per_year"]) * 1e6, float(row["factor"]))
    since = read_partial(row["since"]).start if row["since"] else None
    return Cell(origin, destination, good, *nodes, *size, since, row["why"])


def cells_between(
    origins: tuple[str, ...], destinations: tuple[str, ...], goods: tuple[str, ...]
) -> tuple[int, ...]:
    """Return the places of the cells between zones; no zones means any."""
    return tuple(
        place
        for place, cell in enumerate(cells())
        if (not origins or cell.origin in origins)
        and (not destinations or cell.destination in destinations)
        and cell.good in goods
    )
