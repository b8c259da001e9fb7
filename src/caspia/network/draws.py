"""How long a journey takes: draws in which everything of one cause moves together."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 2000
SEED = 20230701
_REACH = 0.4  # from the median to the rank of either end


@dataclass(frozen=True, slots=True)
class Spans:
    """Durations known as a median and an interval; each array has shape (parts,).

    Attributes
    ----------
    low, median, high : float64
        Hours that one case in ten, in two, and nine in ten stay under; between and beyond these
        the rank runs on evenly, never below zero.
    cause : tuple of str
        What makes each part slow or fast: parts of one cause take the same rank in every draw.
    """

    low: Numbers
    median: Numbers
    high: Numbers
    cause: tuple[str, ...]


def draw_totals(spans: Spans, draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Return the sum of all parts in each draw.

    A cause is drawn by its own name and the seed alone, so that two routes over one sea meet the
    same wind, and no route changes because another was asked for.

    Parameters
    ----------
    spans : Spans
        The parts, shape (parts,).
    draws : int
        How many.
    seed : int
        Another seed, another set of draws.

    Returns
    -------
    float64, shape (draws,)
        Hours.
    """
    names = sorted(set(spans.cause))
    swing = _swings(names, draws, seed)
    place = {name: number for number, name in enumerate(names)}
    moved = swing[[place[cause] for cause in spans.cause]]
    low, median, high = spans.low[:, None], spans.median[:, None], spans.high[:, None]
    reach = np.where(moved < 0, median - low, high - median)
    totals: Numbers = np.maximum(median + reach * moved, 0).sum(axis=0)
    return totals


def quantiles(totals: Numbers, at: Sequence[float] = (0.5, 0.9)) -> tuple[float, ...]:
    """Return quantiles of draws, by linear interpolation."""
    return tuple(float(value) for value in np.quantile(totals, at))


def _swings(names: Sequence[str], draws: int, seed: int) -> Numbers:
    """Return a swing per cause and draw: -1 at the low end, 0 at the median, 1 at the high end.

    The ranks of a cause are spread evenly and shuffled: a single cause has its exact quantiles.
    """
    swing = np.empty((len(names), draws))
    for row, name in enumerate(names):
        swing[row] = _swing(name, draws, seed)
    return swing


@lru_cache(maxsize=1024)
def _swing(name: str, draws: int, seed: int) -> Numbers:
    even = ((np.arange(draws) + 0.5) / draws - 0.5) / _REACH
    drawn: Numbers = np.random.default_rng([seed, zlib.crc32(name.encode())]).permutation(even)
    # Every route over the cause reads the same numbers.
    drawn.setflags(write=False)
    return drawn
