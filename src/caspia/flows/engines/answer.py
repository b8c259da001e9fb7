"""What an engine answers: flows on links, stocks, what is delivered, prices of capacity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinkFlows:
    """Tonnes that enter arcs; arrays of one length, ascending by commodity, arc, period.

    Attributes
    ----------
    commodity, arc, period : int32, shape (flows,)
        Whose, where and when; a commodity is a good from one origin.
    sent : float64, shape (flows,)
        Tonnes that enter the arc, above 0.
    """

    commodity: Ids
    arc: Ids
    period: Ids
    sent: Numbers

    def on_arcs(self, problem: FlowProblem) -> Numbers:
        """Return tonnes that enter each arc in each period, shape (arcs, periods)."""
        total = np.zeros(problem.capacity.shape)
        np.add.at(total, (self.arc, self.period), self.sent)
        return total


@dataclass(frozen=True, slots=True)
class Stocks:
    """Tonnes kept from the end of a period to the next; arrays of one length.

    Attributes
    ----------
    commodity, store, period : int32, shape (stocks,)
        Whose, where, and the period at whose end.
    amount : float64, shape (stocks,)
        Tonnes, above 0.
    """

    commodity: Ids
    store: Ids
    period: Ids
    amount: Numbers


@dataclass(frozen=True, slots=True)
class FlowAnswer:
    """The most demand moved, at the lowest cost.

    Attributes
    ----------
    flows : LinkFlows
        What enters every arc.
    stocks : Stocks
        What waits in stores.
    sent : float64, shape (commodities, periods)
        Tonnes that leave each origin.
    delivered : float64, shape (demands,)
        Tonnes that arrive; the rest of the demand is stranded.
    cost : float
        US dollars for carrying and keeping.
    bound : float
        What the engine proves that no plan which delivers as much can cost less than.
    stranded_dual : float64, shape (arcs, periods)
        Tonnes stranded per tonne of capacity taken away, at the margin; at least 0. A dual says
        where to look; a price is a difference (C5).
    cost_dual : float64, shape (arcs, periods)
        US dollars per tonne of capacity taken away, at the margin.
    """

    flows: LinkFlows
    stocks: Stocks
    sent: Numbers
    delivered: Numbers
    cost: float
    bound: float
    stranded_dual: Numbers
    cost_dual: Numbers

    def stranded(self, problem: FlowProblem) -> Numbers:
        """Return tonnes of each demand that do not arrive, shape (demands,)."""
        return np.maximum(problem.demands.amount - self.delivered, 0.0)


def carrying_cost(
    problem: FlowProblem, flows: LinkFlows, stocks: Stocks, commodities: Commodities | None = None
) -> float:
    """Return US dollars for flows and stocks at the problem's costs."""
    good = (commodities or problem.commodities()).good
    moved = flows.sent @ problem.cost[flows.arc, good[flows.commodity]]
    kept = stocks.amount @ problem.stores.carry_cost[stocks.store]
    return float(moved + kept)
