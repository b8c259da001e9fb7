"""The prices of a few limits under which a logit keeps within them, found from prices near by.

The same convex program as in `logit`, for the few limits that bind: its matrices are then small
and full, and a step takes a fraction of a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_STEPS = 60
_CLOSE = 1e-8
_ALMOST = 1e-7
_ENOUGH = 1e-4
_SHORTEST = 1e-12
_FIRM = 1e-9


@dataclass(frozen=True, slots=True)
class FewLimits:
    """Routes over a few limits; r routes, d demands, l limits.

    Attributes
    ----------
    demand : int64, shape (r,)
        Whose route: 0 to d - 1, ascending, each there.
    amount : float64, shape (d,)
        Tonnes of each demand, above 0.
    worth : float64, shape (r,)
        Logarithm of the path size less cost over dispersion.
    use : float64, shape (l, r)
        Room that a tonne takes.
    room : float64, shape (l,)
        Room there is, above 0.
    dispersion : float
        US dollars per tonne.
    """

    demand: Places
    amount: Numbers
    worth: Numbers
    use: Numbers
    room: Numbers
    dispersion: float


def first_places(demand: Places) -> Places:
    """Return where the routes of each demand begin, of routes sorted by demand."""
    begins = np.ones(len(demand), dtype=np.bool_)
    np.not_equal(demand[1:], demand[:-1], out=begins[1:])
    return begins.nonzero()[0].astype(np.int64)


def settled(given: FewLimits, price: Numbers) -> tuple[Numbers, Numbers] | None:
    """Return prices of the limits and tonnes by route, begun at some prices; shapes (l,) and (r,).

    A limit that is paid for is full and one with room costs nothing, to 1e-8 of its room. None
    where the prices do not settle: there may be no room for all.
    """
    spread = _Spread(given)
    tonnes, dual = spread.at(price)
    for _ in range(_STEPS):
        left = given.room - given.use @ tonnes
        miss = np.where(price > 0, np.abs(left), np.maximum(-left, 0.0))
        if (miss <= _CLOSE * given.room).all():
            return price, tonnes
        moved = spread.searched(price, dual, left, spread.step(tonnes, price, left))
        if moved is None:
            # Rounding lets no step pay any more.
            return (price, tonnes) if (miss <= _ALMOST * given.room).all() else None
        price, tonnes, dual = moved
    return None


class _Spread:
    """Tonnes and dual at prices, and the steps between."""

    def __init__(self, given: FewLimits) -> None:
        self.given = given
        self.first = first_places(given.demand)
        self.amount = given.amount[given.demand]

    def at(self, price: Numbers) -> tuple[Numbers, float]:
        """Return tonnes by route at prices, and the value of the dual to be minimised."""
        given = self.given
        value = given.worth - (price @ given.use) / given.dispersion
        top = np.maximum.reduceat(value, self.first)
        share = np.exp(value - top[given.demand])
        whole = np.add.reduceat(share, self.first)
        dual = given.amount @ (top + np.log(whole))
        share *= (given.amount / whole)[given.demand]
        return share, float(price @ given.room + given.dispersion * dual)

    def step(self, tonnes: Numbers, price: Numbers, left: Numbers) -> Numbers:
        """Return Newton's step of those prices that may move."""
        given = self.given
        moving = (price > 0) | (left < 0)
        loaded = given.use[moving] * tonnes
        together = np.add.reduceat(loaded, self.first, axis=1)
        curve = loaded @ given.use[moving].T - (together / given.amount) @ together.T
        curve /= given.dispersion
        curve[np.diag_indices(len(curve))] += _FIRM * (np.trace(curve) / len(curve) or 1.0)
        found = np.zeros(len(price))
        found[moving] = -np.linalg.solve(curve, left[moving])
        return found

    def searched(
        self, price: Numbers, dual: float, left: Numbers, step: Numbers
    ) -> tuple[Numbers, Numbers, float] | None:
        """Return prices, tonnes and dual after the longest step that pays; None where none does."""
        length = 1.0
        while length > _SHORTEST:
            tried = np.maximum(price + length * step, 0.0)
            tonnes, value = self.at(tried)
            wanted = _ENOUGH * float(left @ (price - tried))
            if value <= dual - wanted + 1e-14 * abs(dual) and (tried != price).any():
                return tried, tonnes, value
            length *= 0.5
        return None
