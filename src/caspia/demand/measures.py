"""How much of a table rests on rows, and what would replace the largest assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.demand.standing import STANDINGS
from caspia.demand.tables import goods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caspia.demand.cells import Cell
    from caspia.demand.standing import Standing
    from caspia.demand.table import DemandTable


@dataclass(frozen=True, slots=True)
class Share:
    """Tonnes of one standing, and their share of all."""

    standing: Standing
    tonnes: float
    share: float


@dataclass(frozen=True, slots=True)
class AssumedCell:
    """A cell that no row speaks of, its tonnes in the period, and what would replace it."""

    cell: Cell
    tonnes: float
    replaced_by: str


def shares(table: DemandTable, *, overseas: bool = True) -> tuple[Share, ...]:
    """Return the tonnes of a table by standing.

    Parameters
    ----------
    table : DemandTable
        The table.
    overseas : bool
        Whether the trade between the ports of the Far East and Europe counts: one figure of the
        sea is larger than the rest of a year together.
    """
    totals = dict.fromkeys(STANDINGS, 0.0)
    for place, number, tonnes in _yearly(table, overseas=overseas):
        totals[table.standing[place][number]] += tonnes
    whole = sum(totals.values())
    return tuple(Share(name, t, t / whole if whole else 0.0) for name, t in totals.items())


def share_in_bounded_sums(table: DemandTable, *, overseas: bool = True) -> float:
    """Return the share of tonnes in cells, or sums over cells, that rows bound from both sides.

    Parameters
    ----------
    table, overseas
        As in `shares`.
    """
    lines = list(_yearly(table, overseas=overseas))
    inside = sum(tonnes for place, year, tonnes in lines if table.in_bounded_sum[place, year])
    whole = sum(tonnes for *_, tonnes in lines)
    return inside / whole if whole else 0.0


def _yearly(table: DemandTable, *, overseas: bool) -> Iterator[tuple[int, int, float]]:
    """Yield the place of a cell, the place of a year, and the tonnes of the one in the other."""
    for number, year in enumerate(table.years):
        for place, tonnes in enumerate(table.of_year(table.tonnes, year)):
            cell = table.cells[place]
            if overseas or {cell.origin, cell.destination} != {"FAR_EAST", "EUR"}:
                yield place, number, float(tonnes)


def largest_assumed(table: DemandTable, most: int = 10) -> tuple[AssumedCell, ...]:
    """Return the largest cells that are assumed in a year of the period, the largest first."""
    sizes: dict[int, float] = {}
    for place, number, tonnes in _yearly(table, overseas=True):
        if table.standing[place][number] == "assumed" and tonnes > 0:
            sizes[place] = sizes.get(place, 0.0) + tonnes
    found = sorted(sizes.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        AssumedCell(table.cells[place], tonnes, goods()[table.cells[place].good].replaced_by)
        for place, tonnes in found[:most]
    )
