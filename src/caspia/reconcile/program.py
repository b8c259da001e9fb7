"""The quadratic program for quantities that identities tie together, solved by Clarabel.

Unknowns are the figures of one teller, each in units of its own size. Every report, and every
change told, is a row with a dead zone: within its bounds it costs nothing, beyond them the square
of the miss in spreads, and past the bend in proportion to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.errors import SolverError
from caspia.reconcile.groups import TIE

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from caspia.reconcile.arrays import Flags, Floats, Integers
    from caspia.reconcile.assumptions import Assumptions

_TOLERANCE = 1e-10
# The pull to printed values is so weak that it takes this much to settle what nothing else does.
_GAP = 1e-14
# Where it can come no closer, this still holds identities far below one in a million.
_NEAR_ENOUGH = 1e-7
_SOLVED = ("Solved", "AlmostSolved")
_UNBOUNDED = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with dead zones over n unknowns; m rows.

    Attributes
    ----------
    at_low, at_value, at_high : sparse float64, shape (m, n)
        Coefficients of each row where it is held against its low end, its value, its high end.
        They differ for a change, whose bounds multiply the earlier level.
    low, value, high : float64, shape (m,)
        Ends and value; infinite where a side is not bounded.
    spread : float64, shape (m,)
        Usual miss, in the unit of the row.
    tie : float64, shape (m,)
        Strength of the pull to `value`; zero for none.
    """

    at_low: csr_array
    at_value: csr_array
    at_high: csr_array
    low: Floats
    value: Floats
    high: Floats
    spread: Floats
    tie: Floats

    def take(self, which: Integers | Flags) -> Rows:
        """Return some of the rows."""
        return Rows(*(getattr(self, name)[which] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Sums:
    """Identities over n unknowns, sparse: `equal` @ x = 0, (e, n); `at_most` @ x <= 0, (l, n).

    Each row has a largest coefficient of 1.
    """

    equal: csr_array
    at_most: csr_array


@dataclass(frozen=True, slots=True)
class Solved:
    """The least cost.

    Attributes
    ----------
    x : float64, shape (n,)
        The unknowns.
    price : float64, shape (e + l,)
        What each identity costs: how steeply the cost falls where it may be broken; zero where it
        does not bind.
    """

    x: Floats
    price: Floats


def least_cost(
    rows: Rows,
    sums: Sums,
    rules: Assumptions,
    box: tuple[Floats, Floats] | None = None,
    near: Floats | None = None,
) -> Solved:
    """Return the unknowns of least cost.

    Parameters
    ----------
    rows : Rows
        m rows over n unknowns.
    sums : Sums
        Identities that hold exactly.
    rules : Assumptions
        Where the cost bends.
    box : pair of float64 arrays, shape (n,), optional
        Bounds of the unknowns.
    near : float64, shape (n,), optional
        Where an unknown stays that no report speaks of.

    Raises
    ------
    SolverError
        The solver gave up.
    """
    import clarabel
    from scipy import sparse

    count, width = rows.at_value.shape
    quadratic, linear = _cost(rows, rules, near)
    matrix, right, equalities = _constraints(rows, sums, box)
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    settings.tol_gap_abs = settings.tol_gap_rel = _GAP
    settings.tol_feas = _TOLERANCE
    settings.reduced_tol_gap_abs = settings.reduced_tol_gap_rel = 10 * _NEAR_ENOUGH
    settings.reduced_tol_feas = _NEAR_ENOUGH
    cones = [clarabel.ZeroConeT(equalities), clarabel.NonnegativeConeT(len(right) - equalities)]
    solver = clarabel.DefaultSolver(
        sparse.csc_matrix(sparse.triu(quadratic)),
        linear,
        sparse.csc_matrix(matrix),
        right,
        cones if equalities else cones[1:],
        settings,
    )
    answer = solver.solve()
    _require_solved(str(answer.status), width, count)
    price = np.abs(np.asarray(answer.z)[: equalities + sums.at_most.shape[0]])
    return Solved(np.asarray(answer.x)[:width], price)


def ranges(
    rows: Rows, sums: Sums, concession: Floats, wanted: Integers | None = None
) -> tuple[Floats, Floats]:
    """Return the least and the most that each unknown can be where rows concede so much.

    Parameters
    ----------
    rows : Rows
        Their firm ends.
    sums : Sums
        Identities.
    concession : float64, shape (m,)
        By how much each row may be missed beyond its ends.
    wanted : int64, optional
        Only these unknowns.

    Returns
    -------
    pair of float64 arrays, shape (n,) or that of `wanted`
        Infinite where nothing bounds.

    Raises
    ------
    SolverError
        The solver gave up.
    """
    from scipy import sparse

    below, above = np.isfinite(rows.low), np.isfinite(rows.high)
    matrix = sparse.vstack([-rows.at_low[below], rows.at_high[above], sums.at_most], format="csr")
    ends = [(concession - rows.low)[below], (concession + rows.high)[above]]
    right = np.concatenate([*ends, np.zeros(sums.at_most.shape[0])])
    width = rows.at_value.shape[1]
    chosen = np.arange(width) if wanted is None else wanted
    low = [_least(_unit(width, k, 1.0), matrix, right, sums) for k in chosen]
    high = [-_least(_unit(width, k, -1.0), matrix, right, sums) for k in chosen]
    return np.array(low), np.array(high)


def _unit(width: int, place: int, sign: float) -> Floats:
    direction = np.zeros(width)
    direction[place] = sign
    return direction


def _least(direction: Floats, matrix: csr_array, right: Floats, sums: Sums) -> float:
    from scipy.optimize import linprog

    equal: dict[str, Any] = {}
    if sums.equal.shape[0]:
        equal = {"A_eq": sums.equal, "b_eq": np.zeros(sums.equal.shape[0])}
    found = linprog(direction, A_ub=matrix, b_ub=right, bounds=(None, None), **equal)
    if found.status == _UNBOUNDED:
        return -np.inf
    if found.status != 0:
        raise SolverError(
            f"The range of a quantity among {len(direction)} was not found: {found.message} "
            "Report the series and the period that you asked for."
        )
    return float(found.fun)


def _cost(rows: Rows, rules: Assumptions, near: Floats | None) -> tuple[csr_array, Floats]:
    """Return the quadratic and linear cost of (x, squared part, even part of each miss)."""
    from scipy import sparse

    count = len(rows.value)
    pulls = rows.at_value.T @ sparse.diags_array(TIE * rows.tie)
    ties = pulls @ rows.at_value
    toward = -(pulls @ np.where(rows.tie > 0, rows.value, 0.0))
    if near is not None:
        held = rows.at_value[np.flatnonzero(rows.tie > 0)]
        silent = np.where(abs(held).sum(axis=0) > 0, 0.0, TIE)
        ties = ties + sparse.diags_array(silent)
        toward = toward - silent * near
    squares = sparse.diags_array(np.concatenate([np.ones(count), np.zeros(count)]))
    linear = np.concatenate([toward, np.zeros(count), np.full(count, rules.bend)])
    return sparse.block_diag([ties, squares], format="csr"), linear


def _constraints(
    rows: Rows, sums: Sums, box: tuple[Floats, Floats] | None
) -> tuple[csr_array, Floats, int]:
    """Return A, b and the number of equalities of ``A z <= b``, equalities first."""
    from scipy import sparse

    count, width = rows.at_value.shape
    below, above = np.isfinite(rows.low), np.isfinite(rows.high)
    by_spread = sparse.diags_array(1 / rows.spread)
    parts = -sparse.eye_array(count, format="csr")
    missed = sparse.hstack([parts, parts], format="csr")
    blocks = [
        _wide(sums.equal, count),
        _wide(sums.at_most, count),
        sparse.hstack([-(by_spread @ rows.at_low), missed], format="csr")[below],
        sparse.hstack([by_spread @ rows.at_high, missed], format="csr")[above],
        sparse.hstack([sparse.csr_array((2 * count, width)), -sparse.eye_array(2 * count)]),
    ]
    right = [
        np.zeros(sums.equal.shape[0] + sums.at_most.shape[0]),
        -(rows.low / rows.spread)[below],
        (rows.high / rows.spread)[above],
        np.zeros(2 * count),
    ]
    if box is not None:
        for sign, ends in ((-1.0, box[0]), (1.0, box[1])):
            held = np.isfinite(ends)
            blocks.append(_wide(sign * sparse.eye_array(width, format="csr")[held], count))
            right.append(sign * ends[held])
    return sparse.vstack(blocks, format="csr"), np.concatenate(right), sums.equal.shape[0]


def _wide(matrix: csr_array, count: int) -> csr_array:
    from scipy import sparse

    return sparse.hstack([matrix, sparse.csr_array((matrix.shape[0], 2 * count))], format="csr")


def _require_solved(status: str, width: int, count: int) -> None:
    if status not in _SOLVED:
        raise SolverError(
            f"Clarabel stopped with {status} on {width} quantities and {count} reports. "
            "Report the series and the period that you asked for."
        )
