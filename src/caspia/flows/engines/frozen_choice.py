"""Choice again among frozen routes: other costs, amounts and limits in a few milliseconds.

What does not change is worked out once; the spread begins at the frozen prices of room, so that an
answer does not depend on what ran before. Where the routes cannot take all that moves within the
limits, nothing is answered: the problem then has to be solved whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.choice import limit_rows
from caspia.flows.engines.logit import Spread, spread_near

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from caspia.flows.engines.choice import Choice
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FrozenChoice:
    """Routes of one problem with all that other numbers leave as it is; r routes, l limits.

    Attributes
    ----------
    routes : Legs
        In the order of the demands.
    good : int32, shape (entries,)
        The good of each entry of the routes.
    shared : float64, shape (entries,)
        Among how many routes of its demand each entry's arc is shared.
    use : csr_array, shape (l, r)
        What a tonne that arrives takes of each limit.
    price : float64, shape (l,)
        Prices of the limits in the frozen answer, in US dollars per tonne.
    reached : bool, shape (demands,)
        Demands that have a route at all; the others have none whatever the numbers are, as long as
        the same arcs are open.
    """

    routes: Legs
    good: NDArray[np.int32]
    shared: Numbers
    use: csr_array
    price: Numbers
    reached: Flags

    def again(
        self, cost: Numbers, amount: Numbers, most: Numbers, dispersion: float
    ) -> Numbers | None:
        """Return tonnes that arrive by each route under other numbers, shape (r,).

        None where a demand has lost its routes here, or the limits leave no room for all.

        Parameters
        ----------
        cost : float64, shape (arcs, goods)
            Generalised cost; infinite where an arc is closed to a good.
        amount : float64, shape (demands,)
            Tonnes of each demand.
        most : float64, shape (l,)
            Of each limit.
        dispersion : float
            US dollars per tonne.
        """
        of_entry = cost[self.routes.arc, self.good]
        total = self.routes.summed(of_entry)
        usable = np.isfinite(total) & (amount[self.routes.demand] > 0)
        usable &= ~self._over_nothing(most)
        moved = np.unique(self.routes.demand[usable])
        if len(moved) < np.count_nonzero((amount > 0) & self.reached):
            return None
        kept = np.flatnonzero(usable)
        size = self._path_size(cost)[kept]
        use = self.use[:, kept]
        demand = np.searchsorted(moved, self.routes.demand[kept]).astype(np.int64)
        wanted = amount[moved]
        rows = np.flatnonzero(np.isfinite(most) & (use @ wanted[demand] > most))
        given = Spread(demand, wanted, total[kept], np.log(size), use[rows], most[rows])
        found = spread_near(given, dispersion, self.price[rows])
        if found is None:
            return None
        tonnes = np.zeros(len(self.routes))
        tonnes[kept] = found
        return tonnes

    def sizes(self, problem: FlowProblem) -> Numbers:
        """Return the path size of each route at the costs of a problem, shape (r,)."""
        return self._path_size(np.where(problem.carried, problem.cost, np.inf))

    def _over_nothing(self, most: Numbers) -> Flags:
        none = np.flatnonzero(most == 0)
        return np.asarray((self.use[none] > 0).sum(axis=0)).ravel() > 0

    def _path_size(self, cost: Numbers) -> Numbers:
        """Return how far each route is a choice of its own, as `path_sizes` does."""
        finite = np.isfinite(cost)
        count = np.maximum(finite.sum(axis=1), 1)
        length = np.maximum(np.where(finite, cost, 0.0).sum(axis=1) / count, 1e-6)
        part, leg = length[self.routes.arc], self.routes.leg
        whole = np.bincount(leg, part, minlength=len(self.routes))
        own = np.bincount(leg, part / self.shared, minlength=len(self.routes))
        return np.asarray(own / whole)


def frozen_choice(problem: FlowProblem, found: Choice) -> FrozenChoice:
    """Return what stays of a choice, for other numbers of the same frame.

    Parameters
    ----------
    problem : FlowProblem
        In generalised cost; its arcs have no capacity of their own, only limits.
    found : Choice
        Its answer.
    """
    routes = found.pool.taken_from(np.argsort(found.pool.demand, kind="stable"))
    good = problem.commodities().good
    key = routes.demand[routes.leg] * np.int64(len(problem.arc_ids)) + routes.arc
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    return FrozenChoice(
        routes,
        good[routes.commodity[routes.leg]],
        count[place].astype(np.float64),
        limit_rows(problem, routes, good),
        found.limit_price,
        np.bincount(routes.demand, minlength=len(problem.demands.ids)) > 0,
    )
