"""The demands of the engines: cells in parts by what their shippers refuse, over all months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.captive import captive
from caspia.flows.shippers import crossings_on, left_out_on, shippers_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.demand import Cell, DemandTable
    from caspia.flows.shippers import Crossing, Shippers
    from caspia.ledger import Ledger

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

_MIDDLE = 15


@dataclass(frozen=True, slots=True)
class DemandParts:
    """Cells in parts; d parts, m months.

    Attributes
    ----------
    cell : int32, shape (d,)
        Place in the cells of demand; ascending.
    shippers : tuple of Shippers, length d
        What they meet and refuse; of a month in which they are there.
    share : float64, shape (d, m)
        Part of the cell's tonnes; those of a cell add up to one in every month.
    left_out : tuple of str
        Permissions that are no share of any cargo, so that nothing was done for them.
    """

    cell: Ids
    shippers: tuple[Shippers, ...]
    share: Numbers
    left_out: tuple[str, ...]

    def names(self, table: DemandTable) -> tuple[str, ...]:
        """Return a name for each part: the cell, and what its shippers refuse."""
        return tuple(
            f"{table.cells[cell].name}" + "".join(f" without {one}" for one in sorted(part.refused))
            for cell, part in zip(self.cell.tolist(), self.shippers, strict=True)
        )


def demand_parts(ledger: Ledger, table: DemandTable) -> DemandParts:
    """Return the cells of demand in parts.

    Parameters
    ----------
    ledger : Ledger
        With the permissions of transit.
    table : DemandTable
        What wants to move.
    """
    days = [month.replace(day=_MIDDLE) for month in table.months]
    goods = dict.fromkeys(cell.good for cell in table.cells)
    crossings = {(good, day): crossings_on(ledger, day, good) for good in goods for day in days}
    places: list[int] = []
    parts: list[Shippers] = []
    shares: list[Numbers] = []
    for place, cell in enumerate(table.cells):
        found: dict[tuple[str, ...], int] = {}
        for month, day in enumerate(days):
            for part in shippers_of(cell, (*crossings[cell.good, day], *_captive(cell))):
                if part.key not in found:
                    found[part.key] = len(parts)
                    places.append(place)
                    parts.append(part)
                    shares.append(np.zeros(len(days)))
                shares[found[part.key]][month] = part.share
    left_out = dict.fromkeys(row for day in days for row in left_out_on(ledger, day))
    return DemandParts(
        np.array(places, dtype=np.int32),
        tuple(parts),
        np.array(shares).reshape(len(parts), len(days)),
        tuple(left_out),
    )


def _captive(cell: Cell) -> tuple[Crossing, ...]:
    found = captive().get((cell.origin, cell.destination, cell.good))
    return () if found is None else (found,)
