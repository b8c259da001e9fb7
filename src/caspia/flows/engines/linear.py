"""A linear program given to HiGHS as arrays, solved for one objective after another.

After an objective is met, `hold` keeps the program on the answers that are best for it: columns
and rows with a price other than zero stay where they are. The next objective then chooses among
those, so no penalty is needed and none can leak into a price (C3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.errors import SolverError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    Numbers = NDArray[np.float64]

TOLERANCE = 1e-9
_PRICED = 1e-8


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest values; each array has shape (columns or rows,)."""

    low: Numbers
    high: Numbers


@dataclass(frozen=True, slots=True)
class Solved:
    """One optimum.

    Attributes
    ----------
    value, reduced_cost : float64, shape (columns,)
        Of each column.
    activity, price : float64, shape (rows,)
        Of each row; a price is how fast the objective rises with the bound that holds the row.
    objective, bound : float
        What was reached, and what the prices prove that nothing can go below.
    """

    value: Numbers
    reduced_cost: Numbers
    activity: Numbers
    price: Numbers
    objective: float
    bound: float


class LinearProgram:
    """A program in HiGHS that keeps its basis from one objective to the next."""

    def __init__(self, matrix: csc_array, columns: Bounds, rows: Bounds) -> None:
        self._columns = Bounds(columns.low.copy(), columns.high.copy())
        self._rows = Bounds(rows.low.copy(), rows.high.copy())
        self._highs = quiet_highs()
        self._every_column = np.arange(matrix.shape[1], dtype=np.int32)
        self._every_row = np.arange(matrix.shape[0], dtype=np.int32)
        _pass(self._highs, matrix, columns, rows)

    def minimise(self, cost: Numbers) -> Solved:
        """Return the optimum for an objective, shape (columns,).

        Raises
        ------
        SolverError
            HiGHS ended without an optimum.
        """
        self._highs.changeColsCost(len(cost), self._every_column, cost)
        run(self._highs)
        found = self._highs.getSolution()
        reduced_cost, price = np.array(found.col_dual), np.array(found.row_dual)
        objective = float(self._highs.getInfo().objective_function_value)
        return Solved(
            np.array(found.col_value),
            reduced_cost,
            np.array(found.row_value),
            price,
            objective,
            _worth(self._columns, reduced_cost) + _worth(self._rows, price),
        )

    def hold(self, solved: Solved, scale: float = 1.0) -> None:
        """Keep to the answers that are as good as this one.

        Parameters
        ----------
        solved : Solved
            The optimum.
        scale : float
            Size of the objective's coefficients, against which a price counts as zero.
        """
        _fix(self._columns, solved.value, np.abs(solved.reduced_cost) > _PRICED * scale)
        _fix(self._rows, solved.activity, np.abs(solved.price) > _PRICED * scale)
        self._send_bounds()

    def cap_columns(self, places: NDArray[np.int64], high: Numbers) -> None:
        """Set the highest value of some columns."""
        self._columns.high[places] = high
        self._send_bounds()

    def _send_bounds(self) -> None:
        columns, rows = self._columns, self._rows
        count = len(self._every_column)
        self._highs.changeColsBounds(count, self._every_column, columns.low, columns.high)
        count = len(self._every_row)
        self._highs.changeRowsBounds(count, self._every_row, rows.low, rows.high)


def quiet_highs() -> Any:
    """Return an empty HiGHS that prints nothing, runs on one thread and holds tight tolerances."""
    import highspy

    # The class built over this one prints a line as it is made, before it can be told not to.
    highs: Any = highspy._Highs()  # type: ignore[attr-defined]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("primal_feasibility_tolerance", TOLERANCE),
        ("dual_feasibility_tolerance", TOLERANCE),
    ):
        highs.setOptionValue(option, value)
    return highs


def run(highs: Any) -> None:
    """Solve, once more from nothing where the warm start fails.

    Raises
    ------
    SolverError
        HiGHS ended without an optimum.
    """
    import highspy

    optimal = highspy.HighsModelStatus.kOptimal
    empty = highspy.HighsModelStatus.kModelEmpty
    highs.run()
    if highs.getModelStatus() not in {optimal, empty}:
        highs.clearSolver()
        highs.run()
    status = highs.getModelStatus()
    if status not in {optimal, empty}:
        raise SolverError(
            f"HiGHS ended with {highs.modelStatusToString(status)!r} on a program of flows. "
            "Report it with the inputs."
        )


def _pass(highs: Any, matrix: csc_array, columns: Bounds, rows: Bounds) -> None:
    import highspy

    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_ = np.zeros(matrix.shape[1])
    program.col_lower_, program.col_upper_ = columns.low, columns.high
    program.row_lower_, program.row_upper_ = rows.low, rows.high
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.num_row_, program.a_matrix_.num_col_ = matrix.shape
    program.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    program.a_matrix_.index_ = matrix.indices.astype(np.int32)
    program.a_matrix_.value_ = matrix.data
    highs.passModel(program)


def _fix(bounds: Bounds, value: Numbers, priced: NDArray[np.bool_]) -> None:
    nearer_low = np.abs(value - bounds.low) <= np.abs(value - bounds.high)
    held = np.where(nearer_low, bounds.low, bounds.high)[priced]
    bounds.low[priced] = held
    bounds.high[priced] = held


def _worth(bounds: Bounds, price: Numbers) -> float:
    """Return what the prices make of the bounds: the objective of the dual."""
    end = np.where(price > 0, bounds.low, bounds.high)
    # A price of rounding against a bound that is not there stands for nothing.
    counted = (price != 0) & np.isfinite(end)
    return float(end[counted] @ price[counted])
