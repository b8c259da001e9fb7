"""Durations drawn from a median and an interval, in whole seconds."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.network.measures import Value

HOUR = 3600
RANKS = 1 << 12
# One case in ten lies beyond either end of a value; no case further out than `_REACH` deviations.
_TENTH = NormalDist().inv_cdf(0.9)
_REACH = 2.5


def seconds_by_rank(hours: Value) -> NDArray[np.int32]:
    """Return durations whose median and ends are those of a value, one for each rank.

    The logarithm has one normal half below the median and another above it. Taking ranks at random
    draws from this spread.

    Parameters
    ----------
    hours : Value
        Median, and what one case in ten stays under and goes over; all positive, or all zero.

    Returns
    -------
    int32, shape (RANKS,)
        Seconds, ascending.
    """
    if hours.high == 0:
        return np.zeros(RANKS, dtype=np.int32)
    below = math.log(hours.median / hours.low) / _TENTH
    above = math.log(hours.high / hours.median) / _TENTH
    swing = _normal_ranks()
    found = hours.median * HOUR * np.exp(swing * np.where(swing < 0, below, above))
    return np.rint(found).astype(np.int32)


def mean_hours(hours: Value) -> float:
    """Return the mean of the durations drawn from a value."""
    return float(seconds_by_rank(hours).mean()) / HOUR


@cache
def _normal_ranks() -> NDArray[np.float64]:
    normal = NormalDist()
    ranks = np.array([normal.inv_cdf((rank + 0.5) / RANKS) for rank in range(RANKS)])
    cut: NDArray[np.float64] = np.clip(ranks, -_REACH, _REACH)
    return cut
