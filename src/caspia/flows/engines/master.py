"""The master program of column generation: legs share demands, stores, limits and capacities.

Rows: demands; stock of every commodity, store and period; room in stores; limits; how much of each
priority may be stranded; and those capacities that were met so far, added as they are.
Columns: what is stranded of every demand; stocks; legs, added as they are found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_array

from caspia.flows.engines.arc_program import unit_of, within
from caspia.flows.engines.linear import quiet_highs, run

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_OVER = 1e-9


@dataclass(frozen=True, slots=True)
class MasterSolved:
    """An optimum of the master, in its own unit of tonnes.

    Attributes
    ----------
    objective : float
        What was reached.
    stranded : float64, shape (demands,)
        What does not arrive.
    stock : float64, shape (stocks,)
        What is kept.
    leg : float64, shape (legs,)
        What ends each leg.
    demand_price : float64, shape (demands,)
        What one tonne more of a demand adds to the objective.
    capacity_price : float64, shape (arcs, periods)
        What one tonne less of room adds to the objective; at least 0.
    store_price : float64, shape (stores, periods)
        The same of room in stores.
    limit_price : float64, shape (limits,)
        The same of caps.
    stranded_price : float64, shape (priorities,)
        What one tonne less that may be stranded adds to it.
    """

    objective: float
    stranded: Numbers
    stock: Numbers
    leg: Numbers
    demand_price: Numbers
    capacity_price: Numbers
    store_price: Numbers
    limit_price: Numbers
    stranded_price: Numbers


@dataclass(frozen=True, slots=True)
class Basis:
    """Where an optimum lies: the standing of every column and row, as HiGHS says it."""

    columns: tuple[Any, ...]
    rows: tuple[Any, ...]


class Master:
    """The master in HiGHS; it grows by legs and by rows of capacity."""

    def __init__(self, problem: FlowProblem, commodities: Commodities) -> None:
        self.problem = problem
        self.unit = unit_of(problem)
        self.levels = np.unique(problem.demands.priority)[::-1]
        self.level_of_demand = np.searchsorted(-self.levels, -problem.demands.priority)
        self._good = commodities.good
        periods, stores = len(problem.period_ids), len(problem.stores.ids)
        keeps = problem.stores.good[None, :] == commodities.good[:, None]
        self._pair = np.full(keeps.shape, -1, dtype=np.int64)
        self._pair[keeps] = np.arange(int(keeps.sum()))
        pair_commodity, pair_store = np.nonzero(keeps)
        self.stock_commodity = np.repeat(pair_commodity, periods - 1).astype(np.int32)
        self.stock_store = np.repeat(pair_store, periods - 1).astype(np.int32)
        self.stock_period = np.tile(np.arange(periods - 1), len(pair_store)).astype(np.int32)
        self._stock_row = len(problem.demands.ids)
        self._store_row = self._stock_row + len(pair_store) * periods
        self._limit_row = self._store_row + stores * periods
        self._level_row = self._limit_row + len(problem.limits)
        self._capacity_row = self._level_row + len(self.levels)
        self.capacity_keys = np.zeros(0, dtype=np.int64)
        self._row_of_key = np.full(problem.capacity.size, -1, dtype=np.int64)
        self._entry_leg: Ids = np.zeros(0, dtype=np.int32)
        self._entry_key: Places = np.zeros(0, dtype=np.int64)
        self._entry_amount: Numbers = np.zeros(0)
        self.legs = 0
        self.highs: Any = quiet_highs()
        self._add_fixed()

    @property
    def first_leg(self) -> int:
        """Column of the first leg."""
        return self._stock_row + len(self.stock_store)

    def _add_fixed(self) -> None:
        problem = self.problem
        limits = [limit.high for limit in problem.limits]
        room = np.repeat(problem.stores.capacity, len(problem.period_ids))
        wanted = problem.demands.amount / self.unit
        kept = np.zeros(self._store_row - self._stock_row)
        free = np.full(self._capacity_row - self._store_row, -np.inf)
        high = np.concatenate([room, np.array(limits, dtype=float)]) / self.unit
        self._add_rows(
            np.concatenate([wanted, kept, free]),
            np.concatenate([wanted, kept, high, np.full(len(self.levels), np.inf)]),
        )
        demand = np.arange(len(wanted))
        stock = len(wanted) + np.arange(len(self.stock_store))
        row = self._stock_rows(self.stock_commodity, self.stock_store, self.stock_period)
        held = self._store_row + self.stock_store * len(problem.period_ids) + self.stock_period
        self._add_columns(
            np.concatenate([demand, self._level_row + self.level_of_demand, row, row + 1, held]),
            np.concatenate([demand, demand, stock, stock, stock]),
            np.concatenate(
                [np.ones(2 * len(demand)), -np.ones(len(stock)), np.ones(2 * len(stock))]
            ),
            len(demand) + len(stock),
        )

    def _stock_rows(self, commodity: Ids, store: Ids, period: Ids) -> Places:
        pair = self._pair[commodity, store]
        return np.asarray(self._stock_row + pair * len(self.problem.period_ids) + period)

    def _add_rows(self, low: Numbers, high: Numbers) -> None:
        nothing = np.zeros(0, dtype=np.int32)
        start = np.zeros(len(low), dtype=np.int32)
        self.highs.addRows(len(low), low, high, 0, start, nothing, np.zeros(0))

    def _add_columns(self, row: Places, column: Places, value: Numbers, count: int) -> None:
        rows = self._capacity_row + len(self.capacity_keys)
        matrix = coo_array((value, (row, column)), shape=(rows, count)).tocsc()
        matrix.sum_duplicates()
        self.highs.addCols(
            count,
            np.zeros(count),
            np.zeros(count),
            np.full(count, np.inf),
            matrix.nnz,
            matrix.indptr[:-1].astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )

    def add_legs(self, legs: Legs) -> None:
        """Take up legs as columns."""
        place = np.arange(len(legs))
        key = legs.arc * np.int64(len(self.problem.period_ids)) + legs.period[legs.leg]
        ends, kept, taken = legs.demand >= 0, legs.store >= 0, legs.source >= 0
        row = self._row_of_key[key]
        met = row >= 0
        rows = [
            legs.demand[ends].astype(np.int64),
            self._stock_rows(legs.commodity[kept], legs.store[kept], legs.period[kept]),
            self._stock_rows(legs.commodity[taken], legs.source[taken], legs.period[taken]),
            row[met],
        ]
        columns = [place[ends], place[kept], place[taken], legs.leg[met]]
        values = [np.ones(ends.sum()), np.ones(kept.sum()), -legs.taken[taken], legs.amount[met]]
        for number, inside in enumerate(self._limited(legs)):
            rows.append(np.full(inside.sum(), self._limit_row + number))
            columns.append(legs.leg[inside])
            values.append(legs.amount[inside])
        self._add_columns(
            np.concatenate(rows), np.concatenate(columns), np.concatenate(values), len(legs)
        )
        self._entry_leg = np.concatenate([self._entry_leg, legs.leg + np.int32(self.legs)])
        self._entry_key = np.concatenate([self._entry_key, key])
        self._entry_amount = np.concatenate([self._entry_amount, legs.amount])
        self.legs += len(legs)

    def _limited(self, legs: Legs) -> list[NDArray[np.bool_]]:
        problem = self.problem
        return [
            within(limit.arcs, len(problem.arc_ids))[legs.arc]
            & within(limit.goods, len(problem.good_ids))[self._good[legs.commodity[legs.leg]]]
            & within(limit.periods, len(problem.period_ids))[legs.period[legs.leg]]
            for limit in problem.limits
        ]

    def used(self, leg: Numbers) -> Numbers:
        """Return what enters every arc and period, shape (arcs * periods,)."""
        amount = self._entry_amount * leg[self._entry_leg]
        used = np.bincount(self._entry_key, amount, minlength=self.problem.capacity.size)
        return used.astype(np.float64)

    def exceeded(self, leg: Numbers) -> Places:
        """Return keys of capacities that are exceeded and have no row yet."""
        room = self.problem.capacity.ravel() / self.unit
        over = self.used(leg) > room * (1 + _OVER) + _OVER
        return np.flatnonzero(over & (self._row_of_key < 0))

    def add_capacities(self, keys: Places) -> None:
        """Take up capacities, keys ``arc * periods + period``, as rows."""
        first = self._capacity_row + len(self.capacity_keys)
        self._row_of_key[keys] = first + np.arange(len(keys))
        self.capacity_keys = np.concatenate([self.capacity_keys, keys])
        row = self._row_of_key[self._entry_key] - first
        new = row >= 0
        matrix = coo_array(
            (self._entry_amount[new], (row[new], self._entry_leg[new] + self.first_leg)),
            shape=(len(keys), self.first_leg + self.legs),
        ).tocsr()
        matrix.sum_duplicates()
        self.highs.addRows(
            len(keys),
            np.full(len(keys), -np.inf),
            self.problem.capacity.ravel()[keys] / self.unit,
            matrix.nnz,
            matrix.indptr[:-1].astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )

    def set_costs(self, stranded: Numbers, stock: Numbers, leg: Numbers) -> None:
        """Set the objective: per tonne stranded, kept, and ending each leg."""
        cost = np.concatenate([stranded, stock, leg])
        self.highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def allow_stranded(self, level: int, most: float) -> None:
        """Bound what is stranded of one priority."""
        self.highs.changeRowBounds(self._level_row + level, -np.inf, most)

    def strand_nothing(self) -> None:
        """Let every demand arrive whole."""
        count = self._stock_row
        zero = np.zeros(count)
        self.highs.changeColsBounds(count, np.arange(count, dtype=np.int32), zero, zero)

    def keep_out(self, legs: Places) -> None:
        """Let nothing go over some legs."""
        columns = (self.first_leg + legs).astype(np.int32)
        zero = np.zeros(len(legs))
        self.highs.changeColsBounds(len(legs), columns, zero, zero)

    def basis(self) -> Basis:
        """Return which columns and rows are basic, to be given to a master like this one."""
        held = self.highs.getBasis()
        return Basis(tuple(held.col_status), tuple(held.row_status))

    def begin_at(self, basis: Basis) -> None:
        """Start the next solution from a basis."""
        import highspy

        held = highspy.HighsBasis()
        held.col_status, held.row_status = list(basis.columns), list(basis.rows)
        held.valid = True
        self.highs.setBasis(held)

    def unpriced(self) -> MasterSolved:
        """Return where all begins: nothing moves and room costs nothing."""
        shape = self.problem.capacity.shape
        nothing = np.zeros(self._stock_row)
        return MasterSolved(
            0.0,
            nothing,
            np.zeros(len(self.stock_store)),
            np.zeros(self.legs),
            nothing,
            np.zeros(shape),
            np.zeros((len(self.problem.stores.ids), shape[1])),
            np.zeros(len(self.problem.limits)),
            np.zeros(len(self.levels)),
        )

    def solve(self) -> MasterSolved:
        """Return the optimum over the legs and capacities taken up so far."""
        run(self.highs)
        found = self.highs.getSolution()
        value, price = np.array(found.col_value), np.array(found.row_dual)
        shape = self.problem.capacity.shape
        capacity = np.zeros(self.problem.capacity.size)
        capacity[self.capacity_keys] = np.maximum(-price[self._capacity_row :], 0.0)
        store = np.maximum(-price[self._store_row : self._limit_row], 0.0)
        return MasterSolved(
            float(self.highs.getInfo().objective_function_value),
            np.maximum(value[: self._stock_row], 0.0),
            np.maximum(value[self._stock_row : self.first_leg], 0.0),
            np.maximum(value[self.first_leg :], 0.0),
            price[: self._stock_row],
            capacity.reshape(shape),
            store.reshape(-1, shape[1]),
            np.maximum(-price[self._limit_row : self._level_row], 0.0),
            np.maximum(-price[self._level_row : self._capacity_row], 0.0),
        )
