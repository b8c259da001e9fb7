"""The master program of column generation: legs share demands, stores, limits and capacities.

Rows: demands; stock of every commodity, store and period; room in stores; limits; how much of each
priority may be stranded; and those capacities that were met so far, added as they are.
Columns: what is stranded of every demand; stocks; legs, added as they are found. A `Start`
freezes the program and basis of one master; others of the same frame begin with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.engines.arc_program import unit_of
from caspia.flows.engines.compressed import compressed
from caspia.flows.engines.linear import quiet_highs, run
from caspia.flows.engines.master_layout import layout
from caspia.flows.engines.master_solved import MasterSolved

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.compressed import Compressed
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.master_start import Start
    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_OVER = 1e-9


class Master:
    """The master in HiGHS; it grows by legs and by rows of capacity."""

    def __init__(
        self, problem: FlowProblem, commodities: Commodities, start: Start | None = None
    ) -> None:
        self.problem = problem
        self.unit = unit_of(problem)
        # Priorities descend, so that what comes first is moved first.
        self.levels = np.array(sorted(set(problem.demands.priority.tolist()), reverse=True))
        self.level_of_demand = (-self.levels).searchsorted(-problem.demands.priority)
        self.highs: Any = quiet_highs()
        # Devex weights: a fifth less time here than steepest edge.
        self.highs.setOptionValue("simplex_dual_edge_weight_strategy", 1)
        if start is None:
            self._begin(commodities)
        else:
            self._resume(start)

    def _begin(self, commodities: Commodities) -> None:
        self.layout = layout(self.problem, commodities, len(self.levels))
        self.capacity_keys: Places = np.zeros(0, dtype=np.int64)
        self.row_of_key = np.full(self.problem.capacity.size, -1, dtype=np.int64)
        self.entry_leg: Ids = np.zeros(0, dtype=np.int32)
        self.entry_key: Places = np.zeros(0, dtype=np.int64)
        self.entry_amount: Numbers = np.zeros(0)
        self.legs = 0
        matrix = self.layout.fixed(self.level_of_demand)
        most = self._most(0)
        self.cost = np.zeros(len(most))
        self._pass((matrix.start, matrix.index, matrix.value), most)

    def _resume(self, start: Start) -> None:
        self.layout = start.layout
        self.capacity_keys, self.row_of_key = start.capacity_keys, start.row_of_key
        self.entry_leg, self.entry_key = start.entry_leg, start.entry_key
        self.entry_amount, self.legs = start.entry_amount, start.legs
        self.cost = start.cost
        most = self._most(self.legs)
        most[self.layout.first_leg + start.closed(self.problem)] = 0.0
        self._pass(start.matrix(self.level_of_demand), most)
        self.highs.setBasis(start.basis())

    def _pass(self, matrix: tuple[Ids, Ids, Numbers], most: Numbers) -> None:
        """Give the program to HiGHS, columns from 0 to `most`."""
        import highspy

        start, index, value = matrix
        low, high = self._row_bounds()
        columns = len(most)
        self.highs.passModel(
            columns,
            len(low),
            len(value),
            int(highspy.MatrixFormat.kColwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            self.cost,
            np.zeros(columns),
            most,
            low,
            high,
            start,
            index,
            value,
            np.zeros(columns, dtype=np.int32),
        )

    def _most(self, legs: int) -> Numbers:
        """Return the highest value of every column: the room of stocks that have it alone."""
        places = self.layout
        most = np.full(places.first_leg + legs, np.inf)
        alone = places.alone
        room = self.problem.stores.capacity[places.stock_store[alone]]
        most[places.stock_row : places.first_leg][alone] = room / self.unit
        return most

    def _row_bounds(self) -> tuple[Numbers, Numbers]:
        problem, places = self.problem, self.layout
        wanted = problem.demands.amount / self.unit
        kept = np.zeros(places.store_row - places.stock_row)
        limits = np.array([limit.high for limit in problem.limits], dtype=np.float64)
        shared = problem.stores.capacity[places.shared]
        room = np.repeat(shared, places.periods - 1)
        capacity = problem.capacity.ravel()[self.capacity_keys]
        free = np.full(len(room) + len(limits) + len(self.levels) + len(capacity), -np.inf)
        level = np.full(len(self.levels), np.inf)
        high = [wanted, kept, room / self.unit, limits / self.unit, level, capacity / self.unit]
        return np.concatenate([wanted, kept, free]), np.concatenate(high)

    def add_legs(self, legs: Legs, cost: Numbers) -> None:
        """Take up legs as columns, at a cost per tonne that ends each."""
        rows = self.layout.capacity_row + len(self.capacity_keys)
        matrix = self.layout.of_legs(legs, self.row_of_key, rows)
        self.highs.addCols(
            len(legs),
            cost,
            np.zeros(len(legs)),
            np.full(len(legs), np.inf),
            len(matrix.value),
            matrix.start[:-1],
            matrix.index,
            matrix.value,
        )
        self.entry_leg = np.concatenate([self.entry_leg, legs.leg + np.int32(self.legs)])
        self.entry_key = np.concatenate([self.entry_key, self.layout.keys(legs)])
        self.entry_amount = np.concatenate([self.entry_amount, legs.amount])
        self.cost = np.concatenate([self.cost, cost])
        self.legs += len(legs)

    def used(self, leg: Numbers) -> Numbers:
        """Return what enters every arc and period, shape (arcs * periods,)."""
        amount = self.entry_amount * leg[self.entry_leg]
        used = np.bincount(self.entry_key, amount, minlength=self.problem.capacity.size)
        return used.astype(np.float64)

    def exceeded(self, leg: Numbers) -> Places:
        """Return keys of capacities that are exceeded and have no row yet."""
        room = self.problem.capacity.ravel() / self.unit
        over = self.used(leg) > room * (1 + _OVER) + _OVER
        return np.flatnonzero(over & (self.row_of_key < 0))

    def add_capacities(self, keys: Places) -> None:
        """Take up capacities, keys ``arc * periods + period``, as rows."""
        first = self.layout.capacity_row + len(self.capacity_keys)
        self.row_of_key = self.row_of_key.copy()
        self.row_of_key[keys] = first + np.arange(len(keys))
        self.capacity_keys = np.concatenate([self.capacity_keys, keys])
        matrix = self._capacity_rows(first, len(keys))
        self.highs.addRows(
            len(keys),
            np.full(len(keys), -np.inf),
            self.problem.capacity.ravel()[keys] / self.unit,
            len(matrix.value),
            matrix.start[:-1],
            matrix.index,
            matrix.value,
        )

    def _capacity_rows(self, first: int, count: int) -> Compressed:
        """Return what legs put on the rows from `first` on."""
        row = self.row_of_key[self.entry_key] - first
        new = row >= 0
        column = self.entry_leg[new] + self.layout.first_leg
        shape = (count, self.layout.first_leg + self.legs)
        return compressed([row[new]], [column], [self.entry_amount[new]], shape)

    def set_costs(self, stranded: Numbers, stock: Numbers, leg: Numbers) -> None:
        """Set the objective: per tonne stranded, kept, and ending each leg."""
        cost = np.concatenate([stranded, stock, leg])
        if not np.array_equal(cost, self.cost):
            self.highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
            self.cost = cost

    def allow_stranded(self, level: int, most: float) -> None:
        """Bound what is stranded of one priority."""
        self.highs.changeRowBounds(self.layout.level_row + level, -np.inf, most)

    def strand_nothing(self) -> None:
        """Let every demand arrive whole."""
        count = self.layout.stock_row
        zero = np.zeros(count)
        self.highs.changeColsBounds(count, np.arange(count, dtype=np.int32), zero, zero)

    def unpriced(self) -> MasterSolved:
        """Return where all begins: nothing moves and room costs nothing."""
        shape, places = self.problem.capacity.shape, self.layout
        nothing = np.zeros(places.stock_row)
        return MasterSolved(
            0.0,
            nothing,
            np.zeros(len(places.stock_store)),
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
        shape, places = self.problem.capacity.shape, self.layout
        capacity = np.zeros(self.problem.capacity.size)
        capacity[self.capacity_keys] = np.maximum(-price[places.capacity_row :], 0.0)
        return MasterSolved(
            float(self.highs.getObjectiveValue()),
            np.maximum(value[: places.stock_row], 0.0),
            np.maximum(value[places.stock_row : places.first_leg], 0.0),
            np.maximum(value[places.first_leg :], 0.0),
            price[: places.stock_row],
            capacity.reshape(shape),
            self._store_price(price, np.array(found.col_dual)),
            np.maximum(-price[places.limit_row : places.level_row], 0.0),
            np.maximum(-price[places.level_row : places.capacity_row], 0.0),
        )

    def _store_price(self, price: Numbers, reduced_cost: Numbers) -> Numbers:
        """Return prices of room in stores from rows and, where a stock has it alone, columns."""
        problem, places = self.problem, self.layout
        store = np.zeros((len(problem.stores.ids), places.periods))
        rows = price[places.store_row : places.limit_row]
        shape = (int(places.shared.sum()), places.periods - 1)
        store[places.shared, :-1] = np.maximum(-rows, 0.0).reshape(shape)
        alone = places.alone
        of_column = reduced_cost[places.stock_row : places.first_leg][alone]
        where = (places.stock_store[alone], places.stock_period[alone])
        store[where] = np.maximum(-of_column, 0.0)
        return store
