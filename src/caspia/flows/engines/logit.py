"""Tonnes spread over routes by a logit that keeps within hard capacities.

The spread is the optimum of a convex program: the cost of all tonnes plus `dispersion` times how
far they are from spread by weight alone. Its dual is smooth in the prices of room and has as many
unknowns as there are rows in use; projected Newton steps solve it, from coarse to fine dispersion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, eye_array
from scipy.sparse.linalg import splu

from caspia.errors import SolverError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_STEPS = 400
_COOLING = 0.4
_CLOSE = 1e-8
_ROUGH = 1e-4
_ENOUGH = 1e-4


@dataclass(frozen=True, slots=True)
class Spread:
    """Routes, what each demand sends, and rows of room.

    Attributes
    ----------
    demand : int64, shape (routes,)
        Whose route; ascending, and every demand has one.
    amount : float64, shape (demands,)
        Tonnes of each demand, above 0.
    cost : float64, shape (routes,)
        Generalised cost per tonne.
    weight : float64, shape (routes,)
        Logarithm of the path size.
    use : csr_array, shape (rows, routes)
        Room that a tonne takes.
    room : float64, shape (rows,)
        Room there is.
    """

    demand: Places
    amount: Numbers
    cost: Numbers
    weight: Numbers
    use: csr_array
    room: Numbers


def spread(given: Spread, dispersion: float) -> tuple[Numbers, Numbers]:
    """Return tonnes by route and prices of room, shapes (routes,) and (rows,).

    Parameters
    ----------
    given : Spread
        With room enough for all tonnes in some way.
    dispersion : float
        US dollars per tonne by which cost differences are measured; above 0.

    Raises
    ------
    SolverError
        The prices did not settle.
    """
    price = np.zeros(len(given.room))
    coarse = max(float(np.ptp(given.cost)) if len(given.cost) else 0.0, dispersion)
    while coarse > dispersion:
        price, _ = _settled(given, coarse, price, _ROUGH)
        coarse = max(coarse * _COOLING, dispersion)
    price, done = _settled(given, dispersion, price, _CLOSE)
    if not done:
        raise SolverError(
            "The prices of room did not settle for the choice of routes. Raise the dispersion."
        )
    return _tonnes(given, dispersion, price)[0], price


def _tonnes(given: Spread, dispersion: float, price: Numbers) -> tuple[Numbers, float]:
    """Return tonnes by route at prices of room, and the value of the dual to be minimised."""
    value = given.weight - (given.cost + given.use.T @ price) / dispersion
    start = np.searchsorted(given.demand, np.arange(len(given.amount)))
    top = np.maximum.reduceat(value, start)
    share = np.exp(value - top[given.demand])
    whole = np.add.reduceat(share, start)
    tonnes = given.amount[given.demand] * share / whole[given.demand]
    dual = price @ given.room + dispersion * (given.amount @ (top + np.log(whole)))
    return tonnes, float(dual)


def _settled(
    given: Spread, dispersion: float, price: Numbers, close: float
) -> tuple[Numbers, bool]:
    tonnes, dual = _tonnes(given, dispersion, price)
    for _ in range(_STEPS):
        left = given.room - given.use @ tonnes
        # A row that is paid for is full; one with room costs nothing.
        miss = np.where(price > 0, np.abs(left), np.maximum(-left, 0.0))
        if (miss <= close * given.room).all():
            return price, True
        moving = (price > 0) | (left < 0)
        step = np.zeros(len(price))
        step[moving] = -_newton(given, dispersion, tonnes, moving, left[moving])
        moved = _searched(given, dispersion, price, dual, left, step)
        if moved is None:
            return price, bool((-left <= 1e-7 * given.room).all())
        price, tonnes, dual = moved
    return price, False


def _newton(
    given: Spread, dispersion: float, tonnes: Numbers, moving: NDArray[np.bool_], left: Numbers
) -> Numbers:
    """Return the curvature's answer to what is left of room."""
    rows = given.use[np.flatnonzero(moving)]
    flat = np.arange(len(tonnes))
    by_demand = csr_array((tonnes, (flat, given.demand)), shape=(len(tonnes), len(given.amount)))
    together = rows @ by_demand
    scaled = together.multiply(1.0 / given.amount[None, :]).tocsr()
    curve = (rows.multiply(tonnes[None, :]).tocsr() @ rows.T - scaled @ together.T) / dispersion
    size = float(curve.trace()) / len(left) or 1.0
    # Periods share no room but under a cap over several, so the curvature falls into small blocks.
    factors = splu((curve + 1e-9 * size * eye_array(len(left))).tocsc())
    return np.asarray(factors.solve(left), dtype=np.float64)


def _searched(
    given: Spread,
    dispersion: float,
    price: Numbers,
    dual: float,
    left: Numbers,
    step: Numbers,
) -> tuple[Numbers, Numbers, float] | None:
    """Return prices, tonnes and dual after the longest step that pays; none where none does."""
    length = 1.0
    while length > 1e-12:
        tried = np.maximum(price + length * step, 0.0)
        tonnes, value = _tonnes(given, dispersion, tried)
        wanted = _ENOUGH * float(left @ (price - tried))
        if value <= dual - wanted + 1e-14 * abs(dual) and (tried != price).any():
            return tried, tonnes, value
        length *= 0.5
    return None
