"""Rounds of a search for routes: in each, what was used before is dearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.legs import Pool
from caspia.flows.engines.time_graph import NONE, TOGETHER, cheapest_ways

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.step_costs import Frame

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Counts = NDArray[np.int8]
    Numbers = NDArray[np.float64]


class Rounds:
    """How the rounds went; c commodities, s steps.

    Parameters
    ----------
    frame : Frame
        Commodities and graph.
    cost : float64, shape (c, s)
        Of steps; infinite where they may not be taken.
    rounds : int
        How many.
    dearer : float
        By which share of its cost a step is dearer for each round in which it was used.
    """

    def __init__(self, frame: Frame, cost: Numbers, rounds: int, dearer: float) -> None:
        self._frame, self._cost = frame, cost
        self._rounds, self._dearer = rounds, dearer
        self._used = [np.zeros(cost.shape, dtype=np.int8)]
        self._first = np.full(cost.shape, rounds, dtype=np.int8)
        commodity = frame.commodities.of_demand
        self._order = np.argsort(commodity, kind="stable").astype(np.int32)
        self._begin = np.searchsorted(commodity[self._order], np.arange(len(cost) + 1))

    def first_over(self, steps: Places) -> Ids:
        """Return the first round in which each commodity used any of some steps, shape (c,)."""
        first = self._first[:, steps].min(axis=1, initial=self._rounds)
        return np.asarray(first, dtype=np.int32)

    def over(self) -> NDArray[np.bool_]:
        """Return which arcs any way runs over, shape (arcs,)."""
        steps = np.asarray((self._first < self._rounds).any(axis=0))
        return steps[self._frame.over]

    def from_nothing(self) -> list[Legs]:
        """Go through all rounds and remember them; return the ways of each."""
        every = np.arange(len(self._cost))
        used = self._used[0]
        ways = []
        for number in range(self._rounds):
            pool = Pool()
            now = self._round(every, used, np.zeros(0, dtype=np.int64), pool)
            ways.append(pool.legs)
            self._first[(now > 0) & (self._first == self._rounds)] = number
            used = used + now
            self._used.append(used)
        return ways

    def anew(self, lost: Places, begin: Ids, pool: Pool) -> Numbers:
        """Add the ways of the rounds that change when steps are lost.

        Returns what the cheapest way of each demand costs, float64 of shape (demands,): 0 where
        that stays as it is, infinite where there is none any more.

        Parameters
        ----------
        lost : int64
            Steps.
        begin : int32, shape (c,)
            From which round on each commodity is searched for again.
        pool : Pool
            What ways are added to.
        """
        direct = np.zeros(len(self._order))
        counts = np.zeros((0, self._cost.shape[1]), dtype=np.int8)
        going = np.zeros(0, dtype=np.int64)
        for number in range(self._rounds):
            joining = np.flatnonzero(begin == number)
            going = np.concatenate([going, joining])
            if not len(going):
                continue
            counts = np.concatenate([counts, self._used[number][joining]])
            told = direct if number == 0 else None
            counts = counts + self._round(going, counts, lost, pool, told)
        return direct

    def _round(
        self,
        which: Places,
        used: Counts,
        lost: Places,
        pool: Pool,
        direct: Numbers | None = None,
    ) -> Counts:
        """Return which steps some commodities use in a round, shape (which, s); add their ways.

        What the ways cost is written to `direct`, where that is given.
        """
        now = np.zeros(used.shape, dtype=np.int8)
        for first in range(0, len(which), TOGETHER):
            rows = slice(first, first + TOGETHER)
            weight = self._cost[which[rows]]
            weight *= 1.0 + self._dearer * used[rows]
            weight[:, lost] = np.inf
            demand, cost = self._ways(which[rows], weight, now[rows], pool)
            if direct is not None:
                direct[demand] = cost
        return now

    def _ways(self, which: Places, weight: Numbers, now: Counts, pool: Pool) -> tuple[Ids, Numbers]:
        """Add the cheapest ways to a pool; return whose they are and what they cost."""
        frame, commodities = self._frame, self._frame.commodities
        origin = commodities.origin[which].astype(np.int64)
        label, before = cheapest_ways(frame.graph, weight, origin)
        count = self._begin[which + 1] - self._begin[which]
        row = np.repeat(np.arange(len(which)), count)
        demand = np.concatenate([self._order[a:b] for a, b in self._spans(which)])
        place = frame.place[demand]
        every, cost = demand, label[row, place]
        reached = np.isfinite(cost)
        row, demand, place = row[reached], demand[reached], place[reached]
        steps = self._traced(before, weight, row, place)
        now[np.broadcast_to(row[:, None], steps.shape)[steps != NONE], steps[steps != NONE]] = 1
        pool.add(frame.graph, which[row].astype(np.int32), demand, steps)
        return every, cost

    def _spans(self, which: Places) -> list[tuple[int, int]]:
        return list(zip(self._begin[which].tolist(), self._begin[which + 1].tolist(), strict=True))

    def _traced(self, before: Ids, weight: Numbers, row: Places, place: Places) -> Places:
        """Return the steps of ways from their ends back, then -1, shape (ways, longest)."""
        at = place.copy()
        columns = []
        while True:
            tail = before[row, at]
            going = np.flatnonzero(tail >= 0)
            if not len(going):
                break
            step = np.full(len(row), NONE, dtype=np.int64)
            step[going] = self._between(weight, row[going], tail[going], at[going])
            columns.append(step)
            at[going] = tail[going]
        return np.stack(columns, axis=1) if columns else np.zeros((len(row), 0), dtype=np.int64)

    def _between(self, weight: Numbers, row: Places, tail: Ids, head: Places) -> Places:
        """Return the cheapest of the steps between two places."""
        graph = self._frame.graph
        pair = np.searchsorted(graph.pair_key, tail.astype(np.int64) * graph.places + head)
        first, end = graph.pair_start[pair], graph.pair_start[pair + 1]
        chosen, least = first.copy(), weight[row, first]
        for beside in range(1, int((end - first).max(initial=1))):
            step = np.minimum(first + beside, end - 1)
            cost = weight[row, step]
            chosen, least = np.where(cost < least, step, chosen), np.minimum(cost, least)
        return chosen


def searched(frame: Frame, cost: Numbers, rounds: int, dearer: float) -> tuple[Rounds, list[Legs]]:
    """Return the rounds of a search, remembered, and the ways of each."""
    made = Rounds(frame, cost, rounds, dearer)
    return made, made.from_nothing()
