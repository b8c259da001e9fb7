"""What an optimum of the master program says: tonnes, and prices of what is scarce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


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
