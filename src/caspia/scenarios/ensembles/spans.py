"""Numbers with their intervals, and which fact moves each: drawn all at once.

The ends of an interval are where one draw in ten goes beyond; in between and beyond, each side is
half a normal distribution, cut at 2.5 deviations. Nothing that is at least zero falls below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

# Of a standard normal distribution, one in ten lies beyond.
TENTH = 1.2815515655446004
MOST = 2.5
NONE = -1


@dataclass(frozen=True, slots=True)
class Spans:
    """Distinct intervals, n of them, and which stands where.

    Attributes
    ----------
    middle, low, high : float64, shape (n,)
        The median and where one draw in ten goes beyond.
    factor : int32, shape (n,)
        Place of the fact that moves it; -1 for none.
    place : int32, any shape
        Which interval stands there.
    """

    middle: Numbers
    low: Numbers
    high: Numbers
    factor: Ids
    place: Ids

    def at(self, deviates: Numbers) -> Numbers:
        """Return the numbers where facts deviate so much; float64 of the shape of `place`.

        Parameters
        ----------
        deviates : float64, shape (factors,)
            Standard normal deviates of the facts.
        """
        moved = np.append(deviates, 0.0)[self.factor] / TENTH
        end = np.where(moved > 0, self.high - self.middle, self.middle - self.low)
        found = self.middle + end * moved
        found = np.where(self.low >= 0, np.maximum(found, 0.0), found)
        return np.asarray(found[self.place])


@dataclass(slots=True)
class LooseSpans:
    """Intervals while facts are gathered; all arrays of one shape.

    Attributes
    ----------
    middle, low, high : float64
        As in `Spans`.
    owner : object array of str
        Ids of factors; empty for none.
    """

    middle: Numbers
    low: Numbers
    high: Numbers
    owner: NDArray[np.object_]

    def used(self) -> set[str]:
        """Return the ids of the factors that move anything."""
        moved = (self.low < self.middle) | (self.high > self.middle)
        return {str(one) for one in set(self.owner[moved].ravel().tolist()) if one}

    def packed(self, number: Mapping[str, int]) -> Spans:
        """Return each distinct interval once, by the numbers of the factors."""
        moved = (self.low < self.middle) | (self.high > self.middle)
        factor = np.full(self.middle.shape, NONE)
        factor[moved] = [number.get(str(one), NONE) for one in self.owner[moved].tolist()]
        parts = (self.middle, self.low, self.high, factor.astype(np.float64))
        rows = np.stack([part.ravel() for part in parts], axis=1)
        # Most of the network is closed to most cargo: rows of nothing are not sorted.
        some = np.flatnonzero(rows[:, :3].any(axis=1))
        distinct, place = np.unique(
            np.vstack([[0.0, 0.0, 0.0, NONE], rows[some]]), axis=0, return_inverse=True
        )
        every = np.full(len(rows), place[0])
        every[some] = place[1:]
        middle, low, high, of = np.ascontiguousarray(distinct.T)
        return Spans(
            middle,
            low,
            high,
            of.astype(np.int32),
            every.reshape(self.middle.shape).astype(np.int32),
        )
