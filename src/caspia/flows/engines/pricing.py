"""The cheapest way of every demand at given prices of room, and the bound that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.label_correcting import StepWeights, corrected, ways_of
from caspia.flows.engines.time_graph import NONE, TOGETHER, cheapest_ways

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.label_correcting import Ways
    from caspia.flows.engines.master_solved import MasterSolved
    from caspia.flows.engines.problem import FlowProblem
    from caspia.flows.engines.step_costs import Frame

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CheapestWays:
    """The cheapest way of every demand.

    Attributes
    ----------
    cost : float64, shape (demands,)
        Per tonne delivered, room included; infinite where there is none.
    label : float64, shape (commodities, places)
        Least cost per tonne at each vertex and period.
    weights : StepWeights
        Costs that this holds at.
    before : int32, shape (commodities, places)
        The place before each on its way; negative at the origin and where there is none. Empty
        where the ways are known by their steps.
    known : Ways or None
        The ways by their steps, where they are known.
    """

    cost: Numbers
    label: Numbers
    weights: StepWeights
    before: Ids
    known: Ways | None


class Pricing:
    """Shortest ways of one problem at prices of room."""

    def __init__(self, problem: FlowProblem, frame: Frame) -> None:
        self.problem, self.frame = problem, frame
        self.commodities, self.graph = frame.commodities, frame.graph
        self._shut = np.zeros(len(self.graph.tail))
        self._shut[frame.over[~problem.open.ravel()]] = np.inf

    def ways(
        self,
        cost: Numbers,
        solved: MasterSolved,
        near: Ways | None = None,
        some: Places | None = None,
    ) -> CheapestWays:
        """Return the cheapest ways at the master's prices of room.

        Parameters
        ----------
        cost : float64, shape (commodities, steps)
            What steps cost without room; infinite where they may not be taken.
        solved : MasterSolved
            Prices of room.
        near : Ways, optional
            Ways that were cheapest at other prices, to start from.
        some : int64, optional
            Only these commodities, where nothing is started from; others have no way then.
        """
        weights = self._weights(cost, solved)
        if near is None:
            label, before = self._from_nothing(weights, some)
            known = None
        else:
            label, known = corrected(self.graph, weights, self.commodities.origin, near)
            before = np.zeros((0, 0), dtype=np.int32)
        arrival = label[self.commodities.of_demand, self.frame.place]
        return CheapestWays(arrival, label, weights, before, known)

    def _from_nothing(self, weights: StepWeights, some: Places | None) -> tuple[Numbers, Ids]:
        origin = self.commodities.origin.astype(np.int64)
        label = np.full((len(origin), self.graph.places), np.inf)
        before = np.full((len(origin), self.graph.places), NONE, dtype=np.int32)
        wanted = np.arange(len(origin)) if some is None else some
        for first in range(0, len(wanted), TOGETHER):
            these = wanted[first : first + TOGETHER]
            weight = weights.own[these] + weights.shared[weights.row[these]]
            label[these], before[these] = cheapest_ways(self.graph, weight, origin[these])
        return label, before

    def _weights(self, cost: Numbers, solved: MasterSolved) -> StepWeights:
        """Add what room costs; one row where no limit tells goods apart."""
        frame, limits = self.frame, self.problem.limits
        priced = solved.limit_price.nonzero()[0].tolist()
        goods = len(self.problem.good_ids) if priced else 1
        room = self._shut[None].repeat(goods, axis=0)
        keys = solved.capacity_price.ravel().nonzero()[0]
        room[:, frame.over[keys]] += solved.capacity_price.ravel()[keys]
        keys = solved.store_price.ravel().nonzero()[0]
        keys = keys[frame.through[keys] != NONE]
        room[:, frame.through[keys]] += solved.store_price.ravel()[keys]
        over = frame.over.reshape(solved.capacity_price.shape)
        for limit in priced:
            arcs, periods = np.array(limits[limit].arcs), np.array(limits[limit].periods)
            step = over[np.ix_(arcs, periods)].ravel()
            room[np.ix_(np.array(limits[limit].goods), step)] += solved.limit_price[limit]
        row = self.commodities.good if priced else np.zeros_like(self.commodities.good)
        return StepWeights(cost, room, row.astype(np.int64))

    def trace(self, ways: CheapestWays, demands: Places) -> Places:
        """Return the steps of some demands' ways from the destination back, then -1."""
        commodity = self.commodities.of_demand[demands].astype(np.int64)
        at = self.frame.place[demands].copy()
        columns: list[Places] = []
        while True:
            step = self._steps_into(ways, commodity, at)
            going = step != NONE
            if not going.any():
                return np.stack(columns, axis=1)
            columns.append(step)
            at[going] = self.graph.tail[step[going]]

    def known(self, ways: CheapestWays) -> Ways:
        """Return the ways by their steps."""
        if ways.known is not None:
            return ways.known
        commodity, at = np.indices(ways.before.shape)
        into = self._steps_into(ways, commodity.ravel(), at.ravel())
        return ways_of(self.graph, into.astype(np.int32).reshape(ways.before.shape))

    def _steps_into(self, ways: CheapestWays, commodity: Places, at: Places) -> Places:
        """Return the step into each place on its way; -1 where there is none."""
        if ways.known is not None:
            into = ways.known.into[commodity * self.graph.places + at]
            return np.asarray(into, dtype=np.int64)
        step = np.full(len(at), NONE, dtype=np.int64)
        going = np.flatnonzero(ways.before[commodity, at] >= 0)
        step[going] = self._cheapest_between(ways, commodity[going], at[going])
        return step

    def _cheapest_between(self, ways: CheapestWays, commodity: Places, at: Places) -> Places:
        """Return the cheapest of the steps into each place from the one before it."""
        graph = self.graph
        before = ways.before[commodity, at]
        pair = np.searchsorted(graph.pair_key, before * np.int64(graph.places) + at)
        first, end = graph.pair_start[pair], graph.pair_start[pair + 1]
        chosen, least = first.copy(), np.full(len(at), np.inf)
        for beside in range(int((end - first).max(initial=0))):
            step = np.minimum(first + beside, end - 1)
            added = ways.weights.at(commodity, step)
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
        if problem.limits:
            high = np.array([limit.high for limit in problem.limits])
            worth -= _paid(solved.limit_price, high)
        return float(worth - _paid(solved.stranded_price, most))


def _paid(price: Numbers, room: Numbers) -> float:
    keys = price.ravel().nonzero()[0]
    if not len(keys):
        return 0.0
    return float(price.ravel()[keys] @ np.broadcast_to(room, price.shape).ravel()[keys])
