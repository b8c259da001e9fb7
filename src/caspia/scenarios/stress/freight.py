"""Freight of one month without some arcs: what they do not reach is taken from the solved month.

Of cargo whose search for routes came over the arcs, that part of the search is done anew; all other
routes stay. All cargo that has a way moves wherever the limits leave room, and then no plan of
least cost has to say how much: only where they do not, or where room grows dear, is the month
solved whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import hstack

from caspia.flows.engines import choice
from caspia.flows.engines.choice import limit_rows
from caspia.flows.engines.frozen_choice import Asked, within
from caspia.flows.engines.generation import Generation
from caspia.flows.engines.route_sets import path_sizes
from caspia.scenarios.stress.moved import Moved, moved_by

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    from caspia.flows import SolvedMonth
    from caspia.flows.engines import Base, Choice
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.remembered_search import RememberedSearch, Renewed

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_NOTHING = 1e-9
# By how many times the dispersion room may grow dearer before the plan of least cost is asked
# which ways round it cargo would take; below, the ways that were found will do.
_DEARER = 0.5


class _Told(NamedTuple):
    """Numbers of some routes; r of them, l limits."""

    cost: Numbers
    usd: Numbers
    use: csc_array
    passable: Flags


class FreightMonth:
    """The choice among routes in a month, ready to be made without some arcs.

    Parameters
    ----------
    solved : SolvedMonth
        By choice.
    found : Choice
        Its choice.
    usd : float64, shape (arcs, goods)
        US dollars per tonne that enters an arc.
    dispersion : float
        US dollars per tonne.
    """

    def __init__(self, solved: SolvedMonth, found: Choice, usd: Numbers, dispersion: float) -> None:
        self._problem, self._found = solved.problem, found
        self._start, self._usd, self._dispersion = solved.start, usd, dispersion
        self._commodities = solved.problem.commodities()
        self._most = np.array([limit.high for limit in solved.problem.limits])
        carried = solved.problem.carried
        none = ~carried.any(axis=1, keepdims=True)
        cost = solved.problem.cost.mean(axis=1, where=carried | none)
        self._length: Numbers = np.maximum(cost, 1e-6)
        self.pool = found.pool
        self._all = self._told(found.pool)
        self._worth = np.full(len(found.pool), -np.inf)
        self._worth[self._all.passable] = self._worth_of(
            found.pool.taken_from(self._all.passable), self._all.cost[self._all.passable]
        )
        self._amount: Numbers = solved.answer.delivered
        self._plan: Base | None = None
        self._is_full = self._moves_all()
        self.moved = moved_by(found.routes, found.tonnes, self._amount, usd, self._commodities)

    def __getstate__(self) -> dict[str, object]:
        """Leave out the plan, which is solved again where it is asked for."""
        return {**self.__dict__, "_plan": None}

    def without(self, lost: Flags, renewed: Renewed, search: RememberedSearch) -> Moved:
        """Return what moves without some arcs.

        Parameters
        ----------
        lost : bool, shape (arcs,)
            What is taken out.
        renewed : Renewed
            The routes without them.
        search : RememberedSearch
            What found them.

        Raises
        ------
        SolverError
            No answer was found.
        """
        if self._is_full or self._plan_stays(lost):
            quick = self._spread(renewed, self._amount)
            if quick is not None and not self._is_dearer(quick[1]):
                return quick[0]
        return self._whole(lost, renewed, search)

    def _spread(self, renewed: Renewed, amount: Numbers) -> tuple[Moved, Numbers] | None:
        """Return what moves of some tonnes, shape (demands,), where it has a way, and prices.

        None where the limits leave no room for all.
        """
        new = renewed.new
        told = self._told(new)
        demands = len(self._amount)
        changed = np.zeros(demands, dtype=np.bool_)
        changed[self.pool.demand[~renewed.kept]] = True
        changed[new.demand] = True
        old = renewed.kept & self._all.passable
        same = np.flatnonzero(old & ~changed[self.pool.demand])
        again = np.flatnonzero(old & changed[self.pool.demand])
        fresh = np.flatnonzero(told.passable)
        legs = self.pool.taken_from(again).joined(new.taken_from(fresh))
        cost = np.concatenate([self._all.cost[again], told.cost[fresh]])
        worth = np.concatenate([self._worth[same], self._worth_of(legs, cost)])
        demand = np.concatenate([self.pool.demand[same], legs.demand])
        has = np.bincount(demand, minlength=demands) > 0
        if self._is_shut_in(renewed, has, amount):
            return None
        amount = np.where(has, amount, 0.0)
        order = np.argsort(demand, kind="stable")
        both = np.concatenate([same, again])
        use = hstack([self._all.use[:, both], told.use[:, fresh]], format="csc")[:, order].tocsr()
        asked = Asked(demand[order], worth[order], amount, self._dispersion)
        found = within(asked, use, self._most, self._found.limit_price)
        if found is None:
            return None
        usd = np.concatenate([self._all.usd[both], told.usd[fresh]])[order]
        return Moved(float(amount.sum()), float(usd @ found.tonnes), amount), found.price

    def _is_dearer(self, price: Numbers) -> bool:
        """Tell whether room costs so much more somewhere that cargo would look for ways round."""
        rise = price - self._found.limit_price
        return bool(rise.max(initial=0.0) > _DEARER * self._dispersion)

    def _is_shut_in(self, renewed: Renewed, has: Flags, amount: Numbers) -> bool:
        """Tell whether cargo has routes left, all of them under limits that let nothing through."""
        any_way = np.zeros(len(has), dtype=np.bool_)
        any_way[self.pool.demand[renewed.kept]] = True
        any_way[renewed.new.demand] = True
        return bool((any_way & ~has & (amount > 0)).any())

    def _moves_all(self) -> bool:
        """Tell whether all cargo that has a way moves whole."""
        wanted = self._problem.demands.amount
        short = self._amount < wanted - _NOTHING * max(1.0, float(wanted.max(initial=0.0)))
        return not short[self.pool.demand].any()

    def _plan_stays(self, lost: Flags) -> bool:
        """Tell whether the plan of least cost does without some arcs: then it stays the best."""
        plan = self._planned()
        used = plan.leg_tonnes > 0
        return not lost[plan.legs.arc[used[plan.legs.leg]]].any()

    def _planned(self) -> Base:
        if self._plan is None:
            same = self._start.problem is self._problem
            self._plan = self._start if same else self._start.extended(self._problem)
        return self._plan

    def _whole(self, lost: Flags, renewed: Renewed, search: RememberedSearch) -> Moved:
        """Return what moves by the plan of least cost and the choice after it."""
        problem, plan = self._problem.without(lost), self._planned()
        generation = Generation(problem, plan)
        answer, _ = generation.optimum()
        new = generation.pool.legs.taken_from(slice(len(plan.legs), None))
        moves = answer.delivered > _NOTHING * answer.delivered.max()
        amount = np.where(moves, answer.delivered, 0.0)
        quick = self._spread(search.with_also(renewed, new), amount)
        if quick is not None:
            return quick[0]
        solved = plan.extended(problem)
        routes = self.pool.taken_from(renewed.kept).joined(renewed.new)
        found = choice(problem, self._dispersion, base=solved, routes=routes)
        delivered = found.answer.delivered
        return moved_by(found.routes, found.tonnes, delivered, self._usd, self._commodities)

    def _told(self, legs: Legs) -> _Told:
        good = self._commodities.good
        use = limit_rows(self._problem, legs, good).tocsc()
        none = np.flatnonzero(self._most == 0)
        passable = np.asarray((use[none] > 0).sum(axis=0)).ravel() == 0
        usd = legs.summed(self._usd[legs.arc, good[legs.commodity[legs.leg]]])
        return _Told(legs.costs(self._problem, self._commodities), usd, use, passable)

    def _worth_of(self, legs: Legs, cost: Numbers) -> Numbers:
        if not len(legs):
            return np.zeros(0)
        return np.log(path_sizes(legs, self._length)) - cost / self._dispersion
