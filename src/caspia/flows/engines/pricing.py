"""The cheapest way of every demand at given prices of room, and the bound that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.tie_break import tie_weights
from caspia.flows.engines.time_graph import NONE, cheapest_ways, time_graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.master import MasterSolved
    from caspia.flows.engines.problem import Commodities, FlowProblem
    from caspia.flows.engines.time_graph import TimeGraph

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

# So small beside the largest cost that the objective keeps seven digits, so large that the
# solver's tolerance sees it.
_TIE = 1e-8


@dataclass(frozen=True, slots=True)
class CheapestWays:
    """The cheapest way of every demand.

    Attributes
    ----------
    cost : float64, shape (demands,)
        Per tonne delivered, room included; infinite where there is none.
    label : float64, shape (commodities, places)
        Least cost per tonne at each vertex and period.
    before : int32, shape (commodities, places)
        The place before each on its way; negative at the origin and where there is none.
    step_cost : float64, shape (commodities, steps)
        Costs that this holds at.
    room : float64, shape (goods or 1, steps)
        Prices of room that this holds at; one row where they are the same for all goods.
    """

    cost: Numbers
    label: Numbers
    before: Ids
    step_cost: Numbers
    room: Numbers


class Pricing:
    """Costs of steps by commodity, and shortest ways at prices of room."""

    def __init__(
        self, problem: FlowProblem, commodities: Commodities, graph: TimeGraph | None = None
    ) -> None:
        self.problem, self.commodities = problem, commodities
        self.graph = graph if graph is not None else time_graph(problem)
        graph, demands = self.graph, problem.demands
        self._place = demands.period * np.int64(graph.vertices) + demands.destination
        self._over = graph.arc != NONE
        self._cost = self._step_costs()
        self.tie = _TIE * max(1.0, self._largest())
        self._weights = tie_weights(
            np.arange(len(commodities), dtype=np.int32)[:, None],
            np.where(self._over, graph.arc, len(problem.arc_ids) + graph.store)[None, :],
            graph.period[None, :],
        )

    def _largest(self) -> float:
        finite = self._cost[np.isfinite(self._cost)]
        return float(finite.max(initial=0.0))

    def _step_costs(self) -> Numbers:
        """Return the cost of each step, shape (commodities, steps); infinite where closed."""
        problem, graph, good = self.problem, self.graph, self.commodities.good
        cost = np.full((len(good), len(graph.tail)), np.inf)
        arc, period = graph.arc[self._over], graph.period[self._over]
        usable = problem.carried[arc].T[good] & problem.open[arc, period]
        cost[:, self._over] = np.where(usable, problem.cost[arc].T[good], np.inf)
        store = graph.store[~self._over]
        kept = problem.stores.good[store][None, :] == good[:, None]
        cost[:, ~self._over] = np.where(kept, problem.stores.carry_cost[store], np.inf)
        return cost

    def step_costs(self, *, money: bool, tie: bool = True) -> Numbers:
        """Return costs of steps for an objective in money, or one that counts tonnes alone."""
        if not money:
            return np.where(np.isfinite(self._cost), 0.0, np.inf)
        return self._cost + self.tie * self._weights if tie else self._cost

    def leg_costs(self, legs: Legs) -> Numbers:
        """Return what a tonne that ends each leg costs, tie-break included, shape (legs,)."""
        commodity, period = legs.commodity[legs.leg], legs.period[legs.leg]
        weight = tie_weights(commodity, legs.arc, period)
        cost = self.problem.cost[legs.arc, self.commodities.good[commodity]]
        return legs.summed(cost + self.tie * weight)

    def stock_costs(self, commodity: Ids, store: Ids, period: Ids) -> Numbers:
        """Return what a tonne kept costs, tie-break included, shape (stocks,)."""
        weight = tie_weights(commodity, store + np.int32(len(self.problem.arc_ids)), period)
        return self.problem.stores.carry_cost[store] + self.tie * weight

    def ways(self, cost: Numbers, solved: MasterSolved) -> CheapestWays:
        """Return the cheapest ways at costs of steps and the master's prices of room."""
        graph, origin = self.graph, self.commodities.origin
        room = self._room(solved)
        label = np.empty((len(origin), graph.places))
        before = np.empty((len(origin), graph.places), dtype=np.int32)
        for commodity in range(len(origin)):
            added = room[self.commodities.good[commodity] if len(room) > 1 else 0]
            labels = cheapest_ways(graph, cost[commodity] + added, int(origin[commodity]))
            label[commodity], before[commodity] = labels.cost, labels.before
        arrival = label[self.commodities.of_demand, self._place]
        return CheapestWays(arrival, label, before, cost, room)

    def _room(self, solved: MasterSolved) -> Numbers:
        """Return what room costs by good and step; one row where no limit tells goods apart."""
        problem, graph, over = self.problem, self.graph, self._over
        limited = bool((solved.limit_price > 0).any())
        goods = len(problem.good_ids) if limited else 1
        by_good = np.repeat(solved.capacity_price[None], goods, axis=0)
        for limit, price in zip(problem.limits, solved.limit_price, strict=True):
            if price > 0:
                by_good[np.ix_(limit.goods, limit.arcs, limit.periods)] += price
        room = np.empty((goods, len(graph.tail)))
        room[:, over] = by_good[:, graph.arc[over], graph.period[over]]
        room[:, ~over] = solved.store_price[graph.store[~over], graph.period[~over]]
        return room

    def trace(self, ways: CheapestWays, demands: Places) -> Places:
        """Return the steps of some demands' ways from the destination back, then -1."""
        commodity = self.commodities.of_demand[demands]
        at = self._place[demands].copy()
        columns: list[Places] = []
        while True:
            going = np.flatnonzero(ways.before[commodity, at] >= 0)
            if not len(going):
                return np.stack(columns, axis=1)
            step = np.full(len(at), NONE, dtype=np.int64)
            step[going] = self._step_into(ways, commodity[going], at[going])
            columns.append(step)
            at[going] = self.graph.tail[step[going]]

    def _step_into(self, ways: CheapestWays, commodity: Ids, at: Places) -> Places:
        """Return the cheapest step into each place from the one before it on its way."""
        graph = self.graph
        before = ways.before[commodity, at]
        pair = np.searchsorted(graph.pair_key, before * np.int64(graph.places) + at)
        first, end = graph.pair_start[pair], graph.pair_start[pair + 1]
        chosen, least = first.copy(), np.full(len(at), np.inf)
        row = self.commodities.good[commodity] if len(ways.room) > 1 else 0
        for beside in range(int((end - first).max())):
            step = np.minimum(first + beside, end - 1)
            added = ways.step_cost[commodity, step] + ways.room[row, step]
            cost = (ways.label[commodity, before] + added) / graph.gain[step]
            chosen, least = np.where(cost < least, step, chosen), np.minimum(cost, least)
        return chosen

    def bound(
        self, ways: CheapestWays, solved: MasterSolved, stranded: Numbers, most: Numbers
    ) -> float:
        """Return what no plan can go below: every demand at its cheapest, less the room's worth.

        Parameters
        ----------
        ways : CheapestWays
            At the prices of `solved`.
        solved : MasterSolved
            Prices of room.
        stranded : float64, shape (demands,)
            What leaving a tonne behind costs; infinite where it may not be.
        most : float64, shape (priorities,)
            Tonnes of each priority that may be stranded.
        """
        problem = self.problem
        each = np.minimum(ways.cost, stranded)
        worth = problem.demands.amount @ each
        worth -= _paid(solved.capacity_price, problem.capacity)
        worth -= _paid(solved.store_price, problem.stores.capacity[:, None])
        high = np.array([limit.high for limit in problem.limits])
        worth -= _paid(solved.limit_price, high)
        return float(worth - _paid(solved.stranded_price, most))


def _paid(price: Numbers, room: Numbers) -> float:
    price, room = np.broadcast_arrays(price, room)
    paid = price > 0
    return float(price[paid] @ room[paid])
