"""Bounds that contradict one another are eased as little as possible, and named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import SolverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.demand.most_even import Interval

# Beyond what the program asks for, so that some table lies inside and not only on the edge.
_MARGIN = 1e-3
_LEAST = 1e-7
_ENTRY = 1e3


@dataclass(frozen=True, slots=True)
class Eased:
    """An interval that had to give way: its number, and by what share of its end."""

    number: int
    share: float


def ease(
    intervals: Sequence[Interval],
    costs: Sequence[float],
    allowed: Sequence[bool],
    room: Sequence[float] | None = None,
) -> tuple[tuple[Interval, ...], tuple[Eased, ...]]:
    """Return intervals that some table keeps, and those that were widened for it.

    The sum of the relative widenings, each times its cost, is the least possible.

    Parameters
    ----------
    intervals : sequence of Interval
        m intervals.
    costs : sequence of float, length m
        What it costs to widen each by the whole of its end; the less it is trusted the less.
    allowed : sequence of bool, length n
        Entries of the table that may be other than zero.
    room : sequence of float, length m, optional
        Share of its end by which some table should keep clear of each end: where intervals meet
        only just, scaling takes very long to find where.

    Raises
    ------
    SolverError
        The linear program has no answer.
    """
    if not any(one.low > 0 or np.isfinite(one.high) for one in intervals):
        return tuple(intervals), ()
    narrow = [
        replace(one, low=one.low * (1 + share), high=one.high * (1 - share))
        for one, share in zip(intervals, room or [0.0] * len(intervals), strict=True)
    ]
    slack = _least_slack(narrow, np.asarray(costs, float), np.asarray(allowed, bool))
    eased = tuple(
        Eased(number, float(share)) for number, share in enumerate(slack) if share > _LEAST
    )
    widened = list(intervals)
    for one in eased:
        widened[one.number] = _widen(widened[one.number], one.share + _MARGIN)
    return tuple(widened), eased


def _widen(one: Interval, share: float) -> Interval:
    by = share * _scale(one)
    return replace(one, low=max(one.low - by, 0.0), high=one.high + by)


def _scale(one: Interval) -> float:
    return max(one.high if np.isfinite(one.high) else one.low, one.low)


def _least_slack(
    intervals: Sequence[Interval], costs: NDArray[np.float64], allowed: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return by what share of its end each interval must give way; float64 of shape (m,)."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    used = np.unique(np.concatenate([one.places for one in intervals]))
    lines = [line for number, one in enumerate(intervals) for line in _lines(number, one)]
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    entries: list[NDArray[np.float64]] = []
    for count, line in enumerate(lines):
        rows.append(np.full(len(line.places) + 1, count))
        slack = np.array([len(used) + line.number])
        columns.append(np.concatenate([np.searchsorted(used, line.places), slack]))
        entries.append(np.append(line.weights, -1.0))
    shape = (len(lines), len(used) + len(intervals))
    where = (np.concatenate(rows), np.concatenate(columns))
    tops = np.concatenate([np.where(allowed[used], np.inf, 0.0), np.full(len(intervals), np.inf)])
    answer = linprog(
        np.concatenate([np.zeros(len(used)), costs]),
        A_ub=coo_array((np.concatenate(entries), where), shape=shape).tocsr(),
        b_ub=np.array([line.end for line in lines]),
        bounds=np.column_stack([np.zeros(len(tops)), tops]),
        method="highs",
    )
    if answer.x is None:
        raise SolverError(f"Bounds could not be eased: {answer.message} Report it.")
    found: NDArray[np.float64] = answer.x[len(used) :]
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One side of an interval in shares of its end: weights times entries less slack <= end."""

    number: int
    places: NDArray[np.int64]
    weights: NDArray[np.float64]
    end: float


def _lines(number: int, one: Interval) -> Iterator[_Line]:
    scale = _scale(one) or 1.0
    # Entries count in thousands of tonnes, so that the coefficients are of one size.
    weights = one.weights / scale * _ENTRY
    if one.low > 0:
        yield _Line(number, one.places, -weights, -one.low / scale)
    if np.isfinite(one.high):
        yield _Line(number, one.places, weights, one.high / scale)
