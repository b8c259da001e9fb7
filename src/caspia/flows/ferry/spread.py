"""Durations drawn from a median and an interval, in whole seconds."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.network.measures import Value

HOUR = 3600
# One case in ten lies beyond either end; no draw lies further out than `_REACH` deviations.
_TENTH = NormalDist().inv_cdf(0.9)
_REACH = 2.5


def drawn_seconds(normals: NDArray[np.float64], hours: Value) -> NDArray[np.int64]:
    """Return durations whose median and ends are those of a value.

    The logarithm has one normal half below the median and another above it.

    Parameters
    ----------
    normals : float64, any shape
        Standard normal draws.
    hours : Value
        Median, and what one case in ten stays under and goes over; all positive, or all zero.

    Returns
    -------
    int64, same shape
        Seconds.
    """
    if hours.high == 0:
        return np.zeros(normals.shape, dtype=np.int64)
    below, above = _deviations(hours)
    swing = np.clip(normals, -_REACH, _REACH)
    swing *= np.where(swing < 0, below, above)
    np.exp(swing, out=swing)
    swing *= hours.median * HOUR
    return np.rint(swing, out=swing).astype(np.int64)


def shortest_seconds(hours: Value) -> int:
    """Return the shortest duration that can be drawn."""
    return int(drawn_seconds(np.array([-_REACH]), hours)[0])


def mean_hours(hours: Value) -> float:
    """Return the mean of the durations drawn from a value."""
    if hours.high == 0:
        return 0.0
    below, above = _deviations(hours)
    return hours.median * (_half_mean(-below) + _half_mean(above))


def _half_mean(deviation: float) -> float:
    """Return the mean of exp(deviation x) over the positive half of a cut normal, times a half."""
    normal = NormalDist()
    inside = normal.cdf(_REACH - deviation) - normal.cdf(-deviation)
    beyond = math.exp(deviation * _REACH) * normal.cdf(-_REACH)
    return math.exp(deviation**2 / 2) * inside + beyond


def _deviations(hours: Value) -> tuple[float, float]:
    below = math.log(hours.median / hours.low) / _TENTH
    return below, math.log(hours.high / hours.median) / _TENTH
