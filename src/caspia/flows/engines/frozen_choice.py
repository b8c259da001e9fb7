"""Choice again among frozen routes: other costs, amounts and limits in a few milliseconds.

What does not change is worked out once; the spread begins at given prices of room, those of the
frozen answer unless others are near. Where the routes cannot take all that moves within the limits,
nothing is answered: the problem then has to be solved whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from caspia.flows.engines.choice import limit_rows
from caspia.flows.engines.few_prices import FewLimits, first_places, settled

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from caspia.flows.engines.choice import Choice
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# By which share a limit may be over before it joins those that have a price.
_OVER = 1e-9
_ROUNDS = 20


class Spread(NamedTuple):
    """Tonnes that arrive by each route, shape (r,), and the price of each limit, shape (l,)."""

    tonnes: Numbers
    price: Numbers


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
        total = self.routes.summed(cost[self.routes.arc, self.good])
        found = self.spread(total, self._path_size(cost), amount, most, dispersion)
        return None if found is None else found.tonnes

    def spread(
        self,
        cost: Numbers,
        size: Numbers,
        amount: Numbers,
        most: Numbers,
        dispersion: float,
        near: Numbers | None = None,
    ) -> Spread | None:
        """Return tonnes and prices under costs by route; see `again`.

        Parameters
        ----------
        cost, size : float64, shape (r,)
            Generalised cost, infinite where a route is closed, and path size.
        amount, most, dispersion
            As of `again`.
        near : float64, shape (l,), optional
            Prices to begin at; left out, the frozen ones.
        """
        usable = np.isfinite(cost) & ~self._over_nothing(most)
        worth = np.where(usable, np.log(size) - cost / dispersion, -np.inf)
        asked = Asked(self.routes.demand, worth, amount, dispersion)
        if asked.lost(self.reached):
            return None
        return within(asked, self.use, most, self.price if near is None else near)

    def sizes(self, problem: FlowProblem) -> Numbers:
        """Return the path size of each route at the costs of a problem, shape (r,)."""
        return self._path_size(np.where(problem.carried, problem.cost, np.inf))

    def _over_nothing(self, most: Numbers) -> Flags:
        none = most == 0
        if not none.any():
            return np.zeros(len(self.routes), dtype=np.bool_)
        return np.asarray(none.astype(np.float64) @ self.use > 0)

    def _path_size(self, cost: Numbers) -> Numbers:
        """Return how far each route is a choice of its own, as `path_sizes` does."""
        finite = np.isfinite(cost)
        count = np.maximum(finite.sum(axis=1), 1)
        length = np.maximum(np.where(finite, cost, 0.0).sum(axis=1) / count, 1e-6)
        part, leg = length[self.routes.arc], self.routes.leg
        whole = np.bincount(leg, part, minlength=len(self.routes))
        own = np.bincount(leg, part / self.shared, minlength=len(self.routes))
        return np.asarray(own / whole)


class Asked:
    """What moves, and how much each route is worth to it; r routes, d demands.

    Parameters
    ----------
    demand : int32, shape (r,)
        Whose route; ascending.
    worth : float64, shape (r,)
        Logarithm of the path size less cost over dispersion; minus infinity where it is closed.
    amount : float64, shape (d,)
        Tonnes of each demand.
    dispersion : float
        US dollars per tonne.
    """

    def __init__(
        self, demand: NDArray[np.int32], worth: Numbers, amount: Numbers, dispersion: float
    ) -> None:
        self.demand, self.worth, self.dispersion = demand, worth, dispersion
        self.first = first_places(demand.astype(np.int64))
        count = np.diff(np.append(self.first, len(demand)))
        self.group = np.repeat(np.arange(len(self.first)), count)
        self.best = np.maximum.reduceat(worth, self.first) if len(worth) else worth
        self.amount = np.where(np.isfinite(self.best), amount[demand[self.first]], 0.0)
        self.wanted = amount > 0

    def lost(self, reached: Flags) -> bool:
        """Tell whether a demand that had routes has none that is usable."""
        moved = self.demand[self.first][self.amount > 0]
        return len(moved) < int(np.count_nonzero(self.wanted & reached))

    def at(self, added: Numbers) -> Numbers:
        """Return tonnes by route where room costs something on each, shape (r,)."""
        value = self.worth - added / self.dispersion
        top = np.maximum.reduceat(value, self.first)
        share = np.exp(value - np.where(np.isfinite(top), top, 0.0)[self.group])
        whole = np.add.reduceat(share, self.first)
        share *= np.divide(self.amount, whole, out=np.zeros_like(whole), where=whole > 0)[
            self.group
        ]
        return share

    def over(self, use: csr_array, rows: Places, room: Numbers) -> tuple[FewLimits, Places]:
        """Return the routes of all demands that can use some limits, and their places."""
        spans = [slice(use.indptr[row], use.indptr[row + 1]) for row in rows]
        touching = np.zeros(len(self.first), dtype=np.bool_)
        for span in spans:
            touching[self.group[use.indices[span]]] = True
        touching &= self.amount > 0
        places = np.flatnonzero(touching[self.group] & np.isfinite(self.worth))
        demand = (np.cumsum(touching) - 1)[self.group[places]]
        # Slices of a sparse table would take longer than all else here.
        full = np.zeros((len(rows), len(self.worth)))
        for line, span in zip(full, spans, strict=True):
            line[use.indices[span]] = use.data[span]
        few = FewLimits(
            demand.astype(np.int64),
            self.amount[touching],
            self.worth[places],
            full.take(places, axis=1),
            room,
            self.dispersion,
        )
        return few, places


def within(asked: Asked, use: csr_array, most: Numbers, near: Numbers) -> Spread | None:
    """Return the spread within the limits, those that bind found on the way.

    None where the limits leave no room for all.

    Parameters
    ----------
    asked : Asked
        What moves; r routes.
    use : csr_array, shape (l, r)
        What a tonne that arrives takes of each limit.
    most : float64, shape (l,)
        Of each limit.
    near : float64, shape (l,)
        Prices to begin at.
    """
    price = np.where(np.isfinite(most) & (most > 0), near, 0.0)
    tonnes = asked.at(price @ use)
    rows = np.zeros(0, dtype=np.int64)
    for _ in range(_ROUNDS):
        over = np.flatnonzero(use @ tonnes > most * (1 + _OVER))
        wanted = np.union1d(np.union1d(rows, over), np.flatnonzero(price > 0))
        if len(wanted) == len(rows):
            return Spread(tonnes, price)
        rows = wanted
        few, places = asked.over(use, rows, most[rows])
        found = settled(few, price[rows])
        if found is None:
            return None
        price[rows], tonnes[places] = found
    return None


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
