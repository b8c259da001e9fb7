"""What steps, legs and stocks cost, and what all problems of one frame share about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.tie_break import marks, tie_weights
from caspia.flows.engines.time_graph import NONE, time_graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# So small beside the largest cost that the objective keeps seven digits, so large that the
# solver's tolerance sees it.
_TIE = 1e-8


class Frame:
    """What all problems share that differ in numbers alone.

    Attributes
    ----------
    commodities : Commodities
        Goods by origin.
    graph : TimeGraph
        The network over periods.
    place : int64, shape (demands,)
        Where and when each demand ends.
    over, through : int64, shape (arcs * periods,), (stores * periods,)
        The step over each arc and through each store in each period; -1 for none: nothing waits
        beyond the last period.
    tie : float64, shape (commodities, steps)
        Weights that choose one of equally cheap plans.
    """

    def __init__(self, problem: FlowProblem, commodities: Commodities) -> None:
        self.commodities = commodities
        self.graph = graph = time_graph(problem)
        demands = problem.demands
        self.place = demands.period * np.int64(graph.vertices) + demands.destination
        over = graph.arc != NONE
        self.over = _step_of(graph.arc, graph.period, over, problem.capacity.shape)
        stores = (len(problem.stores.ids), graph.periods)
        self.through = _step_of(graph.store, graph.period, ~over, stores)
        self.tie = tie_weights(
            np.arange(len(commodities), dtype=np.int32)[:, None],
            _marks(problem)[np.where(over, graph.arc, len(problem.arc_ids) + graph.store)][None, :],
            graph.period[None, :],
        )


def _marks(problem: FlowProblem) -> NDArray[np.int64]:
    """Return the marks of arcs, then of stores."""
    return marks((*problem.arc_ids, *problem.stores.ids))


class Costs:
    """Costs of one problem; a scenario takes over those of its base where they are the same.

    Attributes
    ----------
    tie : float
        US dollars per tonne that a weight of one adds.
    money, tied : float64, shape (commodities, steps)
        US dollars per tonne that begins a step, without and with the weights; infinite where an arc
        does not take the good.
    """

    def __init__(self, problem: FlowProblem, frame: Frame, base: Costs | None = None) -> None:
        self.frame = frame
        self._arcs, self._good_of_store = len(problem.arc_ids), problem.stores.good
        self._marks = _marks(problem)
        same = base if base is not None and base._are_of(problem) else None
        stores = problem.stores
        self._rate: Numbers = same._rate if same else problem.cost.copy()
        self._carried: Flags = same._carried if same else problem.carried.copy()
        self._carry: Numbers = same._carry if same else stores.carry_cost.copy()
        self.tie: float = same.tie if same else _TIE * max(1.0, self._largest())
        self.money: Numbers = same.money if same else self._of_steps()
        self.tied: Numbers = same.tied if same else self.money + self.tie * frame.tie

    def _are_of(self, problem: FlowProblem) -> bool:
        return (
            np.array_equal(self._rate, problem.cost)
            and np.array_equal(self._carried, problem.carried)
            and np.array_equal(self._carry, problem.stores.carry_cost)
        )

    def none(self) -> Numbers:
        """Return costs of steps for an objective that counts tonnes alone."""
        return np.where(np.isfinite(self.money), 0.0, np.inf)

    def of_legs(self, legs: Legs) -> Numbers:
        """Return what a tonne that ends each leg costs, tie-break included, shape (legs,)."""
        commodity, period = legs.commodity[legs.leg], legs.period[legs.leg]
        weight = tie_weights(commodity, self._marks[legs.arc], period)
        cost = self._rate[legs.arc, self.frame.commodities.good[commodity]]
        return legs.summed(cost + self.tie * weight)

    def of_stocks(self, commodity: Ids, store: Ids, period: Ids) -> Numbers:
        """Return what a tonne kept costs, tie-break included, shape (stocks,)."""
        weight = tie_weights(commodity, self._marks[self._arcs + store], period)
        return np.asarray(self._carry[store] + self.tie * weight)

    def _largest(self) -> float:
        arcs = self._rate.max(initial=0.0, where=self._carried)
        return float(self._carry.max(initial=arcs))

    def _of_steps(self) -> Numbers:
        """Return the cost of each step, shape (commodities, steps); infinite where not taken."""
        graph, good = self.frame.graph, self.frame.commodities.good
        over = np.flatnonzero(graph.arc != NONE)
        through = np.flatnonzero(graph.arc == NONE)
        cost = np.full((len(good), len(graph.tail)), np.inf)
        by_arc = np.where(self._carried, self._rate, np.inf).T[good]
        cost[:, over] = by_arc[:, graph.arc[over]]
        store = graph.store[through]
        kept = self._good_of_store[store][None, :] == good[:, None]
        cost[:, through] = np.where(kept, self._carry[store], np.inf)
        return cost


def _step_of(what: Ids, period: Ids, counted: Flags, shape: tuple[int, ...]) -> Places:
    """Return the step of each thing in each period, flat; -1 where there is none."""
    step = np.full(shape, NONE, dtype=np.int64)
    places = np.flatnonzero(counted)
    step[what[places], period[places]] = places
    return step.ravel()
