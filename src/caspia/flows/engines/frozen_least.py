"""Least cost again over all ways of a few demands, such as those of gas: a small program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.engines.choice import limit_rows
from caspia.flows.engines.compressed import compressed
from caspia.flows.engines.linear import quiet_highs, run
from caspia.flows.engines.simple_ways import simple_ways

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.column_generation import Base
    from caspia.flows.engines.compressed import Compressed
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Numbers = NDArray[np.float64]

_MOST_WAYS = 2000
# A solver counts in units in which the largest demand is about a thousand.
_LARGEST = 1000.0
_NOTHING = 1e-8


@dataclass(frozen=True, slots=True)
class FrozenLeast:
    """All ways of a problem, w of them, with d demands and l limits.

    Attributes
    ----------
    ways : Legs
        Every way that passes no place twice.
    good : int32, shape (entries,)
        The good of each entry of the ways.
    weight : float64, shape (w,)
        What chooses among equally cheap plans, per US dollar of the largest cost.
    rows : Compressed
        What a tonne by each way, then one left behind, puts on demands and limits.
    demands, limits : int
        How many.
    """

    ways: Legs
    good: NDArray[np.int32]
    weight: Numbers
    rows: Compressed
    demands: int
    limits: int

    def again(self, cost: Numbers, amount: Numbers, most: Numbers) -> Numbers:
        """Return tonnes that arrive by each way under other numbers, shape (w,).

        The most that can is moved, and at the lowest cost.

        Parameters
        ----------
        cost : float64, shape (arcs, goods)
            US dollars per tonne that enters an arc.
        amount : float64, shape (d,)
            Tonnes of each demand.
        most : float64, shape (l,)
            Of each limit.

        Raises
        ------
        SolverError
            HiGHS ended without an optimum.
        """
        of_way = self.ways.summed(cost[self.ways.arc, self.good])
        of_way += self.weight * max(1.0, float(cost.max(initial=0.0)))
        # A tonne that takes the place of another may send each demand another way.
        behind = 2.0 * (self.demands + 1) * max(float(of_way.max(initial=1.0)), 1.0)
        unit = max(float(amount.max(initial=0.0)) / _LARGEST, 1e-12)
        found = self._solved(np.append(of_way, np.full(self.demands, behind)), amount, most, unit)
        tonnes = found[: len(self.ways)]
        return np.where(tonnes > _NOTHING, tonnes, 0.0) * unit

    def _solved(self, cost: Numbers, amount: Numbers, most: Numbers, unit: float) -> Numbers:
        import highspy

        highs: Any = quiet_highs()
        # It is so small that looking for what can be left out takes longer than solving it.
        highs.setOptionValue("presolve", "off")
        columns = len(cost)
        low = np.concatenate([amount / unit, np.full(self.limits, -np.inf)])
        highs.passModel(
            columns,
            len(low),
            len(self.rows.value),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            cost,
            np.zeros(columns),
            np.full(columns, np.inf),
            low,
            np.concatenate([amount / unit, most / unit]),
            self.rows.start,
            self.rows.index,
            self.rows.value,
            np.zeros(columns, dtype=np.int32),
        )
        run(highs)
        return np.array(highs.getSolution().col_value)


def frozen_least(problem: FlowProblem, base: Base) -> FrozenLeast | None:
    """Return all ways of a problem; None where they are too many, or some demands go first.

    Parameters
    ----------
    problem : FlowProblem
        Of one period, without stores and floors; its arcs have no capacity of their own.
    base : Base
        A solved problem of its frame, whose choice among equally cheap plans is kept.
    """
    if problem.has_floors or len(set(problem.demands.priority.tolist())) > 1:
        return None
    ways = simple_ways(problem, _MOST_WAYS)
    if ways is None:
        return None
    commodities = base.costs.frame.commodities
    rate = base.problem.cost[ways.arc, commodities.good[ways.commodity[ways.leg]]]
    weight = (base.costs.of_legs(ways) - ways.summed(rate)) / max(1.0, float(rate.max(initial=0.0)))
    return FrozenLeast(
        ways,
        commodities.good[ways.commodity[ways.leg]],
        weight,
        _rows(problem, ways),
        len(problem.demands.ids),
        len(problem.limits),
    )


def _rows(problem: FlowProblem, ways: Legs) -> Compressed:
    demands = len(problem.demands.ids)
    limits = limit_rows(problem, ways, problem.commodities().good).tocoo()
    count, behind = len(ways), np.arange(demands)
    lines = [np.arange(count), limits.coords[1], count + behind]
    across = [ways.demand, demands + limits.coords[0], behind]
    values = [np.ones(count), limits.data, np.ones(demands)]
    return compressed(lines, across, values, (count + demands, demands + len(problem.limits)))
