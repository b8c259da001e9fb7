"""A search for routes that is remembered, so that arcs can be taken out of it.

Closing an arc makes no way cheaper. So a search of which no way ran over it would find the same
again; only from the first round on in which one did is it done anew. What comes out is what
`route_set` finds on the problem without the arcs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.legs import Pool
from caspia.flows.engines.route_sets import DEARER, ROUNDS, add_through
from caspia.flows.engines.search_rounds import searched
from caspia.flows.engines.step_costs import Costs
from caspia.flows.engines.through import looked_at
from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.column_generation import Base
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.float64]

# The search for the cheapest ways breaks ties by weights of this order.
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Renewed:
    """Routes without some arcs.

    Attributes
    ----------
    kept : bool, shape (pool,)
        Which routes of the pool are still there.
    new : Legs
        Others, none of which is among those kept.
    """

    kept: Flags
    new: Legs


@dataclass(frozen=True, slots=True)
class _Found:
    """Routes of the pool that one kind of search found.

    Attributes
    ----------
    whose : int64, shape (n,)
        The demand; of ways through gates, demand and gate as ``demand * gates + gate``.
    place : int64, shape (n,)
        The place in the pool.
    """

    whose: Places
    place: Places


@dataclass(frozen=True, slots=True)
class _Gates:
    """On what the ways through gates rest; d demands, g gates.

    Attributes
    ----------
    whose : int64, shape (n,)
        Demand and gate as ``demand * gates + gate``.
    arc : int64, shape (n,)
        An arc of its way.
    dear_until : float64, shape (d, g)
        How dear the cheapest way of all must be for a way to be a choice; infinite where it is.
    """

    whose: Places
    arc: Places
    dear_until: Numbers

    def resting_on(self, lost: Flags, direct: Numbers) -> Flags:
        """Return whose ways are to be looked for anew, bool of shape (d, g).

        Parameters
        ----------
        lost : bool, shape (arcs,)
            What is taken out.
        direct : float64, shape (d,)
            What the cheapest way costs then, where that changes; else 0.
        """
        found = direct[:, np.newaxis] >= self.dear_until * (1 - _CLOSE)
        found.ravel()[self.whose[lost[self.arc]]] = True
        return found


class RememberedSearch:
    """The search for the routes of one problem.

    Parameters
    ----------
    problem : FlowProblem
        Of one period, without stores.
    base : Base
        A solved problem of its frame.
    through : sequence of bool arrays, shape (arcs,)
        As of `route_set`.
    pool : Legs
        The routes that there are; those that this search does not find are kept while open.
    """

    def __init__(
        self, problem: FlowProblem, base: Base, through: Sequence[Flags], pool: Legs
    ) -> None:
        self.problem, self.pool = problem, pool
        self._through = through
        self._frame = frame = base.costs.frame
        self._of_demand = frame.commodities.of_demand
        shut = np.where(problem.open.ravel(), 0.0, np.inf)[frame.graph.arc]
        self._cost = Costs(problem, frame, base.costs).tied + shut
        self._marks = {mark: place for place, mark in enumerate(_marks(pool))}
        self._rounds, ways = searched(frame, self._cost, ROUNDS, DEARER)
        self._by_round = [self._known(legs) for legs in ways]
        self._gates, self._by_gate = self._looked_at()
        self._over = self._rounds.over()
        self._over[self._gates.arc] = True
        self._over[pool.arc] = True
        self._others = np.ones(len(pool), dtype=np.bool_)
        for found in (*self._by_round, self._by_gate):
            self._others[found.place] = False
        # The plan of least cost is always among the choices.
        self._others[self._known(base.legs).place] = True

    def came_over(self, lost: Flags) -> bool:
        """Tell whether any route or way looked at runs over some arcs, bool of shape (arcs,)."""
        return bool((self._over & lost).any())

    def without(self, lost: Flags) -> Renewed:
        """Return the routes without some arcs, bool of shape (arcs,)."""
        steps = self._frame.over[np.flatnonzero(lost)]
        begin = self._rounds.first_over(steps)
        pool = Pool()
        direct = self._rounds.anew(steps, begin, pool)
        anew = self._gates.resting_on(lost, direct)
        kept = self._still(begin, anew)
        kept &= np.bincount(self.pool.leg, lost[self.pool.arc], minlength=len(self.pool)) == 0
        if anew.any():
            closed = self.problem.without(lost)
            ways = looked_at(closed, self._through, anew)
            found = [(way.demand, way.arcs) for way in ways if way.is_choice]
            add_through(closed, pool, self._frame.graph, found)
        return Renewed(kept, self._but_those_kept(pool.legs, kept))

    def with_also(self, renewed: Renewed, legs: Legs) -> Renewed:
        """Return renewed routes with others, open ones, that may be among them."""
        kept = renewed.kept.copy()
        more = self._but_those_kept(legs, kept)
        known = set(_marks(renewed.new))
        other = [place for place, mark in enumerate(_marks(more)) if mark not in known]
        return Renewed(kept, renewed.new.joined(more.taken_from(np.array(other, dtype=np.int64))))

    def _still(self, begin: Ids, anew: Flags) -> Flags:
        """Return which routes some search finds that is not done anew."""
        kept = self._others.copy()
        for number, found in enumerate(self._by_round):
            kept[found.place[begin[self._of_demand[found.whose]] > number]] = True
        kept[self._by_gate.place[~anew.ravel()[self._by_gate.whose]]] = True
        return kept

    def _but_those_kept(self, legs: Legs, kept: Flags) -> Legs:
        """Return legs that the pool does not hold; one that it does is kept after all."""
        places = [self._marks.get(mark, NONE) for mark in _marks(legs)]
        known = np.array(places, dtype=np.int64)
        kept[known[known != NONE]] = True
        return legs.taken_from(known == NONE)

    def _looked_at(self) -> tuple[_Gates, _Found]:
        """Return on which arcs the ways of each demand through gates rest, and these ways."""
        shape = (len(self.problem.demands.ids), len(self._through))
        dear_until = np.full(shape, np.inf)
        whose: list[int] = []
        arcs: list[int] = []
        chosen: dict[tuple[int, bytes], list[int]] = {}
        for way in looked_at(self.problem, self._through, np.ones(shape, dtype=np.bool_)):
            key = way.demand * shape[1] + way.group
            if not way.arcs:
                dear_until[way.demand, way.group] = way.dear_until
            whose += [key] * len(way.arcs)
            arcs += way.arcs
            if way.is_choice:
                mark = way.demand, np.array(way.arcs[::-1], dtype=np.int32).tobytes()
                chosen.setdefault(mark, []).append(key)
        held = [
            (key, self._marks[m]) for m, keys in chosen.items() if m in self._marks for key in keys
        ]
        found = np.array(held, dtype=np.int64).reshape(-1, 2)
        gates = _Gates(np.array(whose, dtype=np.int64), np.array(arcs, dtype=np.int64), dear_until)
        return gates, _Found(found[:, 0], found[:, 1])

    def _known(self, legs: Legs) -> _Found:
        """Return those of some routes that the pool holds."""
        places = np.array([self._marks.get(mark, NONE) for mark in _marks(legs)], dtype=np.int64)
        held = places != NONE
        return _Found(legs.demand[held].astype(np.int64), places[held])


def _marks(legs: Legs) -> list[tuple[int, bytes]]:
    """Return what tells routes apart: the demand and the arcs."""
    begin = np.searchsorted(legs.leg, np.arange(len(legs) + 1)) * legs.arc.itemsize
    content = legs.arc.tobytes()
    return [
        (demand, content[start:end])
        for demand, start, end in zip(
            legs.demand.tolist(), begin[:-1].tolist(), begin[1:].tolist(), strict=True
        )
    ]
