"""What moves, as arrays: all that the comparison with the record needs of a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from caspia.demand import Cell
    from caspia.flows.region_arcs import RegionArcs
    from caspia.flows.result import FlowResult
    from caspia.flows.route_flows import RouteFlows
    from caspia.ledger import Ledger

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moved:
    """Routes with their tonnes; c cells, m months.

    Attributes
    ----------
    ledger : Ledger
        What was known when the flows were worked out.
    arcs : RegionArcs
        What routes run on.
    cells : tuple of Cell, length c
        Whose cargo it is.
    months : tuple of date, length m
        First days, without a gap.
    routes : RouteFlows
        Routes in use.
    empty_per_loaded : float64, shape (c, m)
        Empty containers that go with each loaded one.
    """

    ledger: Ledger
    arcs: RegionArcs
    cells: tuple[Cell, ...]
    months: tuple[date, ...]
    routes: RouteFlows
    empty_per_loaded: Numbers

    @property
    def start(self) -> date:
        """First day."""
        return self.months[0]

    @property
    def end(self) -> date:
        """The day after the last."""
        return next_month(self.months[-1])

    def month_flags(self, start: date, end: date) -> NDArray[np.bool_]:
        """Return which months lie in a period, bool of shape (m,)."""
        return np.array([start <= month < end for month in self.months])


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def moved_of(result: FlowResult) -> Moved:
    """Return what a result moves."""
    region = result.region
    table = region.demand
    loaded = np.where(table.teu > 0, table.teu, 1.0)
    empty = np.where(table.teu > 0, table.empty_teu, 0.0) / loaded
    return Moved(region.ledger, region.arcs, table.cells, table.months, result.routes, empty)
