"""What moves in a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import Commodities

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Moved:
    """What moves in a month.

    Attributes
    ----------
    tonnes : float
        That arrive.
    usd : float
        What their carriage costs in US dollars.
    delivered : float64, shape (demands,)
        Tonnes of each demand that arrive.
    """

    tonnes: float
    usd: float
    delivered: Numbers


def moved_by(
    legs: Legs, tonnes: Numbers, delivered: Numbers, usd: Numbers, commodities: Commodities
) -> Moved:
    """Return what some tonnes on routes, shape (routes,), come to."""
    good = commodities.good[legs.commodity]
    rate = legs.summed(usd[legs.arc, good[legs.leg]])
    return Moved(float(tonnes.sum()), float(rate @ tonnes), delivered)
