"""The maximum-entropy table: as near to a prior as bounds on sums allow.

Of all tables whose sums keep their bounds it is the one of least relative entropy to the prior.
It is found by scaling: each bound in turn multiplies its entries until it holds, and gives back
what it no longer needs, which is ascent in the dual, one coordinate at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import SolverError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NEWTON_STEPS = 60
_LONGEST_STEP = 30.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A weighted sum of entries that must lie between two ends.

    Attributes
    ----------
    places : int64, shape (k,)
        Entries of the table.
    weights : float64, shape (k,)
        Positive.
    low, high : float
        Ends of the sum, not negative; `high` may be infinite.
    """

    places: NDArray[np.int64]
    weights: Floats
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MostEven:
    """A table and how it was found.

    Attributes
    ----------
    values : float64, shape (n,)
        The entries.
    multipliers : float64, shape (m,)
        Logarithm of the factor by which each interval scales its entries per unit of weight.
    violation : float
        The largest by which a sum misses its interval, relative to the end that it misses.
    rounds : int
        Rounds over all intervals.
    """

    values: Floats
    multipliers: Floats
    violation: float
    rounds: int


def most_even(
    prior: Floats, intervals: Sequence[Interval], tolerance: float = 1e-6, rounds: int = 5000
) -> MostEven:
    """Return the table nearest to a prior whose sums lie in their intervals.

    Parameters
    ----------
    prior : float64, shape (n,)
        Not negative; an entry of zero stays zero. Without intervals it is the answer.
    intervals : sequence of Interval
        What must hold; they must not contradict one another.
    tolerance : float
        Largest relative violation, and largest change of an entry in the last round.
    rounds : int
        When to give up.

    Raises
    ------
    SolverError
        The intervals contradict one another, or the rounds ran out.
    """
    values = np.array(prior, dtype=np.float64)
    for one in intervals:
        if one.high <= 0:
            values[one.places] = 0.0
    multipliers = np.zeros(len(intervals))
    worst, most = 0.0, 0
    for numbers in _parts(intervals, len(values)):
        own = [intervals[number] for number in numbers]
        found, violation, count = _solve(values, own, tolerance, rounds)
        multipliers[numbers] = found
        worst, most = max(worst, violation), max(most, count)
    return MostEven(values, multipliers, worst, most)


def _parts(intervals: Sequence[Interval], entries: int) -> list[list[int]]:
    """Return the numbers of intervals that share entries, part by part: each is a problem alone."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    active = [number for number, one in enumerate(intervals) if one.high > 0]
    if not active:
        return []
    size = entries + len(active)
    columns = np.concatenate([intervals[number].places for number in active])
    lengths = [len(intervals[number].places) for number in active]
    rows = np.repeat(entries + np.arange(len(active)), lengths)
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    parts: dict[int, list[int]] = {}
    for number, label in zip(active, labels[entries:], strict=True):
        parts.setdefault(int(label), []).append(number)
    return list(parts.values())


def _solve(
    values: Floats, intervals: Sequence[Interval], tolerance: float, rounds: int
) -> tuple[Floats, float, int]:
    """Scale the entries of intervals in place; return multipliers, violation and rounds."""
    found = np.zeros(len(intervals))
    for count in range(1, rounds + 1):
        moved = 0.0
        for number, one in enumerate(intervals):
            step = _step(values[one.places], one, found[number])
            if step:
                values[one.places] *= np.exp(step * one.weights)
                found[number] += step
                moved = max(moved, abs(step) * float(one.weights.max()))
        if moved < tolerance and (violation := _violation(values, intervals)) < tolerance:
            return found, violation, count
    raise SolverError(
        f"No table keeps {len(intervals)} bounds that share entries after {rounds} rounds (off by "
        f"{_violation(values, intervals):.2g}). Ease those that contradict one another first."
    )


def _step(now: Floats, one: Interval, multiplier: float) -> float:
    """Return the change of a multiplier: to zero where the bound holds without it, else to it."""
    weighted = one.weights * now
    free = float(weighted @ np.exp(-multiplier * one.weights))
    if one.low <= free <= one.high:
        return -multiplier
    return _to(weighted, one.weights, one.low if free < one.low else one.high)


def _to(weighted: Floats, weights: Floats, target: float) -> float:
    """Return the step that brings the sum to a target, by Newton on its logarithm."""
    total = float(weighted.sum())
    if total <= 0:
        raise SolverError(
            f"Entries that are all zero must add up to {target:.6g}. Give one of them a prior."
        )
    scale = float(weights.max())
    if float(weights.min()) == scale:
        return float(np.log(target / total)) / scale
    step = 0.0
    for _ in range(_NEWTON_STEPS):
        grown = weighted * np.exp(np.clip(step * weights, -700.0, 700.0))
        miss = float(np.log(target / grown.sum()))
        slope = float(weights @ grown) / float(grown.sum())
        step += float(np.clip(miss / slope, -_LONGEST_STEP / scale, _LONGEST_STEP / scale))
        if abs(miss) < 1e-14:
            break
    return step


def _violation(values: Floats, intervals: Sequence[Interval]) -> float:
    worst = 0.0
    for one in intervals:
        total = float(one.weights @ values[one.places])
        below = (one.low - total) / one.low if one.low > 0 else 0.0
        above = (total - one.high) / one.high if np.isfinite(one.high) else 0.0
        worst = max(worst, below, above)
    return worst
