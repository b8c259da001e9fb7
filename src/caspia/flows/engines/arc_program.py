"""The flow problem as one linear program over arcs: columns, rows and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

from caspia.flows.engines.linear import Bounds
from caspia.flows.engines.tie_break import marks, tie_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    from caspia.flows.engines.problem import Commodities, FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moves:
    """Columns of flow on arcs and of stock; arrays of one length each.

    Attributes
    ----------
    commodity, arc, period : int32, shape (moves,)
        What enters which arc and when.
    stock_commodity, stock_store, stock_period : int32, shape (stocks,)
        What is kept where at the end of which period.
    """

    commodity: Ids
    arc: Ids
    period: Ids
    stock_commodity: Ids
    stock_store: Ids
    stock_period: Ids


@dataclass(frozen=True, slots=True)
class ArcProgram:
    """The program over arcs. Columns: moves, stocks, sent, delivered, shortfalls of floors.

    Rows: a balance for every commodity, vertex and period; then shared capacities, stores and
    limits.

    Attributes
    ----------
    unit : float
        Tonnes that 1 stands for, so that tolerances of the solver fit the size of the demand.
    matrix : csc_array, shape (rows, columns)
        Coefficients.
    columns, rows : Bounds
        Their bounds; shortfalls may be anything.
    moves : Moves
        What the first columns stand for.
    cost, tie : float64, shape (columns,)
        US dollars per tonne, and the weights that choose among equally cheap answers.
    sent, delivered, short : int
        Where the columns of what leaves origins (commodities x periods), of the demands and of
        the floors begin.
    capacity_arc, capacity_period : int32, shape (capacities,)
        What the rows of capacity stand for.
    capacity, store, limit : int
        Where the rows of capacities, stores and limits begin.
    """

    unit: float
    matrix: csc_array
    columns: Bounds
    rows: Bounds
    moves: Moves
    cost: Numbers
    tie: Numbers
    sent: int
    delivered: int
    short: int
    capacity_arc: Ids
    capacity_period: Ids
    capacity: int
    store: int
    limit: int


class _Entries:
    """Coefficients gathered piece by piece."""

    def __init__(self) -> None:
        self._row: list[Places] = []
        self._column: list[Places] = []
        self._value: list[Numbers] = []

    def add(self, row: Places, column: Places, value: float | Numbers) -> None:
        row, column, numbers = np.broadcast_arrays(row, column, np.asarray(value, dtype=float))
        self._row.append(row.ravel())
        self._column.append(column.ravel())
        self._value.append(numbers.ravel())

    def matrix(self, rows: int, columns: int) -> csc_array:
        place = (np.concatenate(self._row), np.concatenate(self._column))
        built = coo_array((np.concatenate(self._value), place), shape=(rows, columns)).tocsc()
        built.sum_duplicates()
        return built


def arc_program(problem: FlowProblem) -> ArcProgram:
    """Return the program over arcs of a flow problem."""
    commodities = problem.commodities()
    moves = _moves(problem, commodities)
    periods, demands = len(problem.period_ids), len(problem.demands.ids)
    floors = [place for place, limit in enumerate(problem.limits) if limit.low > 0]
    stocks = len(moves.arc)
    sent = stocks + len(moves.stock_store)
    delivered = sent + len(commodities) * periods
    short = delivered + demands
    capacity = len(commodities) * len(problem.vertex_ids) * periods
    limited = np.isfinite(problem.capacity) & problem.open
    capacity_arc, capacity_period = (part.astype(np.int32) for part in np.nonzero(limited))
    store = capacity + len(capacity_arc)
    limit = store + len(problem.stores.ids) * periods
    entries = _Entries()
    _balances(entries, problem, commodities, moves, (stocks, sent, delivered))
    row_of = np.full(problem.capacity.shape, -1, dtype=np.int64)
    row_of[limited] = np.arange(capacity, store)
    row = row_of[moves.arc, moves.period]
    entries.add(row[row >= 0], np.flatnonzero(row >= 0), 1.0)
    held = np.arange(stocks, sent)
    entries.add(store + moves.stock_store * np.int64(periods) + moves.stock_period, held, 1.0)
    for place, each in enumerate(problem.limits):
        inside = within(each.arcs, len(problem.arc_ids))[moves.arc]
        inside &= within(each.goods, len(problem.good_ids))[commodities.good[moves.commodity]]
        inside &= within(each.periods, periods)[moves.period]
        entries.add(np.array([limit + place]), np.flatnonzero(inside), 1.0)
    for column, place in enumerate(floors, start=short):
        entries.add(np.array([limit + place]), np.array([column]), 1.0)
    columns = short + len(floors)
    high = np.full(columns, np.inf)
    unit = unit_of(problem)
    high[delivered:short] = problem.demands.amount / unit
    cost, tie = _costs(problem, commodities, moves, columns)
    rows = _row_bounds(problem, capacity, problem.capacity[limited], unit)
    return ArcProgram(
        unit,
        entries.matrix(limit + len(problem.limits), columns),
        Bounds(np.zeros(columns), high),
        rows,
        moves,
        cost,
        tie,
        sent,
        delivered,
        short,
        capacity_arc,
        capacity_period,
        capacity,
        store,
        limit,
    )


def unit_of(problem: FlowProblem) -> float:
    """Return the tonnes in which a solver counts: the largest demand is then about a thousand."""
    largest = float(problem.demands.amount.max(initial=0.0))
    return float(2.0 ** (np.ceil(np.log2(largest)) - 10)) if largest > 0 else 1.0


def within(members: tuple[int, ...], count: int) -> NDArray[np.bool_]:
    """Return which of `count` places are members, shape (count,)."""
    inside = np.zeros(count, dtype=np.bool_)
    inside[list(members)] = True
    return inside


def _moves(problem: FlowProblem, commodities: Commodities) -> Moves:
    carried = problem.carried.T[commodities.good]
    allowed = carried[:, :, None] & problem.open[None]
    commodity, arc, period = (part.astype(np.int32) for part in np.nonzero(allowed))
    keeps = problem.stores.good[None, :] == commodities.good[:, None]
    kept = np.broadcast_to(keeps[:, :, None], (*keeps.shape, len(problem.period_ids) - 1))
    return Moves(commodity, arc, period, *(part.astype(np.int32) for part in np.nonzero(kept)))


def _balances(
    entries: _Entries,
    problem: FlowProblem,
    commodities: Commodities,
    moves: Moves,
    begin: tuple[int, int, int],
) -> None:
    """Add what enters a vertex with +, what leaves it with -."""
    vertices, periods = len(problem.vertex_ids), len(problem.period_ids)

    def row(commodity: Ids, vertex: Ids, period: Ids) -> Places:
        place = (commodity.astype(np.int64) * vertices + vertex) * periods + period
        return np.asarray(place, dtype=np.int64)

    stocks, sent, delivered = begin
    column = np.arange(stocks)
    entries.add(row(moves.commodity, problem.tail[moves.arc], moves.period), column, -1.0)
    into = row(moves.commodity, problem.head[moves.arc], moves.period)
    entries.add(into, column, problem.gain[moves.arc])
    column = np.arange(stocks, sent)
    kept = row(moves.stock_commodity, problem.stores.vertex[moves.stock_store], moves.stock_period)
    entries.add(kept, column, -1.0)
    entries.add(kept + 1, column, 1.0)
    commodity, period = np.divmod(np.arange(len(commodities) * periods), periods)
    entries.add(
        row(commodity, commodities.origin[commodity], period), sent + np.arange(len(commodity)), 1.0
    )
    demands = problem.demands
    out = row(commodities.of_demand, demands.destination, demands.period)
    entries.add(out, delivered + np.arange(len(out)), -1.0)


def _costs(
    problem: FlowProblem, commodities: Commodities, moves: Moves, columns: int
) -> tuple[Numbers, Numbers]:
    cost, tie = np.zeros(columns), np.zeros(columns)
    count = len(moves.arc)
    cost[:count] = problem.cost[moves.arc, commodities.good[moves.commodity]]
    mark = marks((*problem.arc_ids, *problem.stores.ids))
    tie[:count] = tie_weights(moves.commodity, mark[moves.arc], moves.period)
    stocks = slice(count, count + len(moves.stock_store))
    cost[stocks] = problem.stores.carry_cost[moves.stock_store]
    of_store = mark[len(problem.arc_ids) + moves.stock_store]
    tie[stocks] = tie_weights(moves.stock_commodity, of_store, moves.stock_period)
    return cost, tie


def _row_bounds(problem: FlowProblem, balances: int, capacity: Numbers, unit: float) -> Bounds:
    """Return bounds of balances, capacities, stores and limits; a shortfall lifts a floor."""
    periods = len(problem.period_ids)
    store = np.repeat(problem.stores.capacity, periods)
    low = [limit.low if limit.low > 0 else -np.inf for limit in problem.limits]
    high = [limit.high for limit in problem.limits]
    free = np.full(len(capacity) + len(store), -np.inf)
    return Bounds(
        np.concatenate([np.zeros(balances), free, np.array(low, dtype=float) / unit]),
        np.concatenate([np.zeros(balances), capacity, store, np.array(high, dtype=float)]) / unit,
    )
