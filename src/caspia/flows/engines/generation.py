"""Generating columns: a pool of legs grows until no price of room shows a cheaper way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.flows.engines.legs import Pool
from caspia.flows.engines.master import Master
from caspia.flows.engines.pool_answer import leg_tonnes, pool_answer
from caspia.flows.engines.pricing import Pricing
from caspia.flows.engines.step_costs import Costs, Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.column_generation import Base
    from caspia.flows.engines.label_correcting import Ways
    from caspia.flows.engines.master_solved import MasterSolved
    from caspia.flows.engines.pricing import CheapestWays
    from caspia.flows.engines.problem import FlowProblem

    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

# What leaving a tonne behind costs to begin with, in dearest ways. It finds first routes; where
# anything is left behind, or this price shows in another, the objectives are taken in turn (C3).
_BEGINNING = 100.0
_GAP = 1e-10
_IMPROVES = 1e-9
_NOTHING = 1e-9


class Generation:
    """One problem on its way to the optimum.

    Attributes
    ----------
    problem : FlowProblem
        What is to move.
    pool : Pool
        Legs found so far.
    leg_cost, stock_cost : float64, shape (legs,), (stocks,)
        What a tonne that ends each leg, or is kept, costs, tie-break included.
    master : Master
        Over those legs.
    pricing : Pricing
        Finds others.
    ways : CheapestWays
        The last that were found.
    """

    def __init__(self, problem: FlowProblem, base: Base | None = None) -> None:
        _refuse_floors(problem)
        self.problem = problem
        frame = Frame(problem, problem.commodities()) if base is None else base.costs.frame
        self.commodities = frame.commodities
        self.costs = Costs(problem, frame, None if base is None else base.costs)
        self.pricing = Pricing(problem, frame)
        self.master = Master(problem, self.commodities, None if base is None else base.start)
        self.most = np.full(len(self.master.levels), np.inf)
        self.stranded_cost = np.zeros(len(problem.demands.ids))
        self.money = True
        self.forced = False
        self.near: Ways | None = None
        self.pool, self.leg_cost = Pool(), np.zeros(0)
        self.stock_cost = self._stock_cost() if base is None else base.stock_cost
        self.beginning = self._first_routes() if base is None else self._take_over(base)

    def optimum(self) -> tuple[FlowAnswer, Numbers]:
        """Return the optimum, and the tonnes that end each leg, shape (legs,)."""
        nothing = np.zeros(len(self.stranded_cost))
        solved = self._converge(nothing + self.beginning)
        stranded_dual = np.zeros(self.problem.capacity.shape)
        if solved.stranded.sum() > _NOTHING:
            for level in range(len(self.master.levels)):
                stranded_dual += self._move_most(level)
            solved = self._converge(nothing)
        elif (solved.demand_price >= self.beginning * (1 - 1e-9)).any():
            self.master.strand_nothing()
            self.forced = True
            solved = self._converge(nothing)
        bound = self._proven(solved)
        tonnes = leg_tonnes(self.master, solved)
        told = pool_answer(self.master, self.commodities, self.pool.legs, solved, tonnes, bound)
        return replace(told, stranded_dual=stranded_dual), tonnes

    def _first_routes(self) -> float:
        """Take the cheapest way of every demand; return what stranding costs to begin with."""
        ways = self.pricing.ways(self.costs.tied, self.master.unpriced())
        reached = np.flatnonzero(np.isfinite(ways.cost))
        self._take(ways, reached)
        return _BEGINNING * float(ways.cost[reached].max(initial=1.0))

    def _take_over(self, base: Base) -> float:
        self.pool, self.near = Pool(base.legs, base.known), base.ways
        self.leg_cost = base.leg_cost
        if self.costs.tied is not base.costs.tied:
            self.leg_cost, self.stock_cost = self.costs.of_legs(base.legs), self._stock_cost()
        return base.beginning

    def _move_most(self, level: int) -> Numbers:
        """Keep to what moves the most of one priority; return its duals."""
        of_level = self.master.level_of_demand == level
        self.money = False
        solved = self._converge(of_level.astype(np.float64))
        self.money = True
        # The slack is far below a tonne and above what the solver's tolerance would call breached.
        self.most[level] = float(solved.stranded[of_level].sum()) * (1 + 1e-15) + 1e-10
        self.master.allow_stranded(level, self.most[level])
        return solved.capacity_price

    def _take(self, ways: CheapestWays, demands: Places) -> bool:
        """Take up the ways of some demands; return whether any leg is new."""
        if not len(demands):
            return False
        steps = self.pricing.trace(ways, demands)
        commodity = self.commodities.of_demand[demands]
        new = self.pool.add(self.pricing.graph, commodity, demands.astype(np.int32), steps)
        if len(new):
            cost = self.costs.of_legs(new)
            self.leg_cost = np.concatenate([self.leg_cost, cost])
            self.master.add_legs(new, cost if self.money else np.zeros(len(new)))
        return len(new) > 0

    def _set_costs(self) -> None:
        kept, ended = self.stock_cost, self.leg_cost
        if not self.money:
            kept, ended = np.zeros(len(kept)), np.zeros(len(ended))
        self.master.set_costs(self.stranded_cost, kept, ended)

    def _stock_cost(self) -> Numbers:
        places = self.master.layout
        return self.costs.of_stocks(places.stock_commodity, places.stock_store, places.stock_period)

    def _converge(self, stranded_cost: Numbers) -> MasterSolved:
        """Add routes and capacities until none is missing or the bound is met."""
        self.stranded_cost = stranded_cost
        step_costs = self.costs.tied if self.money else self.costs.none()
        self._set_costs()
        while True:
            solved = self.master.solve()
            exceeded = self.master.exceeded(solved.leg)
            ways = self._priced(step_costs, solved)
            improving = self._improving(ways, solved)
            if not len(exceeded) and (not len(improving) or self._is_best(ways, solved)):
                return solved
            found = self._take(ways, improving)
            if len(exceeded):
                self.master.add_capacities(exceeded)
            elif not found:
                return solved

    def _priced(self, cost: Numbers, solved: MasterSolved) -> CheapestWays:
        """Return the cheapest ways, started from the last ones in a scenario."""
        self.ways = self.pricing.ways(cost, solved, self.near)
        self.near = self.ways.known
        return self.ways

    def _improving(self, ways: CheapestWays, solved: MasterSolved) -> Places:
        slack = _IMPROVES * np.maximum(1.0, np.abs(solved.demand_price))
        return np.flatnonzero(ways.cost < solved.demand_price - slack)

    def _is_best(self, ways: CheapestWays, solved: MasterSolved) -> bool:
        gap = solved.objective - self._bound(ways, solved) / self.master.unit
        return gap <= _GAP * abs(solved.objective)

    def _bound(self, ways: CheapestWays, solved: MasterSolved) -> float:
        left = self.stranded_cost + solved.stranded_price[self.master.level_of_demand]
        if self.forced:
            left = np.full(len(left), np.inf)
        return self.pricing.bound(ways, solved, left, self.most * self.master.unit)

    def _proven(self, solved: MasterSolved) -> float:
        """Return the bound in money alone, without the weights that break ties."""
        return self._bound(self._priced(self.costs.money, solved), solved)


def _refuse_floors(problem: FlowProblem) -> None:
    floors = [limit.limit_id for limit in problem.limits if limit.low > 0]
    if floors:
        raise BadInputError(
            f"Column generation cannot hold flows to the floors {', '.join(floors)}. "
            "Use the program over arcs, least_cost."
        )
