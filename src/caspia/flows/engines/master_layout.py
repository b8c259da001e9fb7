"""Where rows and columns of the master program stand; the same for all problems of one frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.engines.arc_program import within
from caspia.flows.engines.compressed import compressed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.compressed import Compressed
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows: demands, stocks, stores, limits, priorities, capacities.

    Columns: what is stranded, stocks, legs.

    Attributes
    ----------
    problem : FlowProblem
        Whose arcs, goods, stores, limits and periods count, not its numbers.
    good : int32, shape (commodities,)
        Of each commodity.
    pair : int64, shape (commodities, stores)
        Number of each commodity in a store that keeps its good; -1 elsewhere.
    stock_commodity, stock_store, stock_period : int32, shape (stocks,)
        What each column of a stock is of.
    room_row : int64, shape (stores, periods - 1)
        Row of the room in a store at the end of a period; -1 where one commodity alone keeps
        there, so that the room is the bound of its column.
    shared : bool, shape (stores,)
        Which stores have such rows.
    alone : bool, shape (stocks,)
        Which stocks have the room of their store to themselves.
    stock_row, store_row, limit_row, level_row, capacity_row : int
        Where each kind of row begins.
    """

    problem: FlowProblem
    good: Ids
    pair: Places
    stock_commodity: Ids
    stock_store: Ids
    stock_period: Ids
    room_row: Places
    shared: Flags
    alone: Flags
    stock_row: int
    store_row: int
    limit_row: int
    level_row: int
    capacity_row: int

    @property
    def periods(self) -> int:
        """Number of periods."""
        return len(self.problem.period_ids)

    @property
    def first_leg(self) -> int:
        """Column of the first leg."""
        return self.stock_row + len(self.stock_store)

    def stock_rows(self, commodity: Ids, store: Ids, period: Ids) -> Places:
        """Return rows of the balance of stocks."""
        pair = self.pair[commodity, store]
        return np.asarray(self.stock_row + pair * self.periods + period)

    def fixed(self, level_of_demand: Places) -> Compressed:
        """Return the columns of what is stranded and of stocks."""
        demand = np.arange(self.stock_row)
        stock = self.stock_row + np.arange(len(self.stock_store))
        row = self.stock_rows(self.stock_commodity, self.stock_store, self.stock_period)
        held = self.room_row[self.stock_store, self.stock_period]
        shared = held >= 0
        rows = [demand, self.level_row + level_of_demand, row, row + 1, held[shared]]
        columns = [demand, demand, stock, stock, stock[shared]]
        ones = np.ones(2 * len(demand)), np.ones(len(stock) + int(shared.sum()))
        values = [ones[0], -np.ones(len(stock)), ones[1]]
        return compressed(columns, rows, values, (self.first_leg, self.capacity_row))

    def of_legs(self, legs: Legs, row_of_key: Places, rows: int) -> Compressed:
        """Return the columns of legs.

        Parameters
        ----------
        legs : Legs
            Whose columns.
        row_of_key : int64, shape (arcs * periods,)
            Row of each capacity; -1 where it has none.
        rows : int
            How many rows there are.
        """
        place = np.arange(len(legs))
        ends, kept, taken = legs.demand >= 0, legs.store >= 0, legs.source >= 0
        row = row_of_key[self.keys(legs)]
        met = row >= 0
        lines: list[Places] = [
            legs.demand[ends].astype(np.int64),
            self.stock_rows(legs.commodity[kept], legs.store[kept], legs.period[kept]),
            self.stock_rows(legs.commodity[taken], legs.source[taken], legs.period[taken]),
            row[met],
        ]
        columns: list[NDArray[Any]] = [place[ends], place[kept], place[taken], legs.leg[met]]
        values = [np.ones(ends.sum()), np.ones(kept.sum()), -legs.taken[taken], legs.amount[met]]
        for number, inside in enumerate(self._limited(legs)):
            lines.append(np.full(inside.sum(), self.limit_row + number, dtype=np.int64))
            columns.append(legs.leg[inside])
            values.append(legs.amount[inside])
        return compressed(columns, lines, values, (len(legs), rows))

    def keys(self, legs: Legs) -> Places:
        """Return ``arc * periods + period`` of every entry of legs."""
        return np.asarray(legs.arc * np.int64(self.periods) + legs.period[legs.leg])

    def _limited(self, legs: Legs) -> list[Flags]:
        problem = self.problem
        return [
            within(limit.arcs, len(problem.arc_ids))[legs.arc]
            & within(limit.goods, len(problem.good_ids))[self.good[legs.commodity[legs.leg]]]
            & within(limit.periods, len(problem.period_ids))[legs.period[legs.leg]]
            for limit in problem.limits
        ]


def layout(problem: FlowProblem, commodities: Commodities, levels: int) -> Layout:
    """Return where rows and columns stand for so many priorities."""
    periods = len(problem.period_ids)
    keeps = problem.stores.good[None, :] == commodities.good[:, None]
    pair = np.full(keeps.shape, -1, dtype=np.int64)
    pair[keeps] = np.arange(int(keeps.sum()))
    pair_commodity, pair_store = np.nonzero(keeps)
    demands = len(problem.demands.ids)
    store_row = demands + (len(pair_store) * periods if periods > 1 else 0)
    shared = keeps.sum(axis=0) > 1
    room_row = np.full((len(shared), periods - 1), -1, dtype=np.int64)
    rows = (int(shared.sum()), periods - 1)
    room_row[shared] = store_row + np.arange(rows[0] * rows[1]).reshape(rows)
    limit_row = store_row + rows[0] * rows[1]
    level_row = limit_row + len(problem.limits)
    stock_store = np.repeat(pair_store, periods - 1).astype(np.int32)
    return Layout(
        problem,
        commodities.good,
        pair,
        np.repeat(pair_commodity, periods - 1).astype(np.int32),
        stock_store,
        np.tile(np.arange(periods - 1), len(pair_store)).astype(np.int32),
        room_row,
        shared,
        ~shared[stock_store],
        demands,
        store_row,
        limit_row,
        level_row,
        level_row + levels,
    )
