"""How long a journey takes: draws in which everything of one cause moves together."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 2000
SEED = 20230701


@dataclass(frozen=True, slots=True)
class Spans:
    """Durations known as a median and an interval; each array has shape (parts,).

    Attributes
    ----------
    low, median, high : float64
        Hours. Half of the cases lie on either side of the median and none outside the interval.
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
    place = {name: number for number, name in enumerate(names)}
    rows = np.array([place[name] for name in spans.cause], dtype=np.intp)
    # Parts of one cause take the same rank, so their quantiles add before anything is drawn.
    below, above = np.zeros(len(names)), np.zeros(len(names))
    np.add.at(below, rows, spans.median - spans.low)
    np.add.at(above, rows, spans.high - spans.median)
    swing = _swings(names, draws, seed)
    moved = np.where(swing < 0, swing * below[:, None], swing * above[:, None])
    return np.asarray(float(spans.median.sum()) + moved.sum(axis=0))


def quantiles(totals: Numbers, at: Sequence[float] = (0.5, 0.9)) -> tuple[float, ...]:
    """Return quantiles of draws, by linear interpolation."""
    return tuple(float(value) for value in np.quantile(totals, at))


def _swings(names: Sequence[str], draws: int, seed: int) -> Numbers:
    """Return a swing from -1 (the low end) to 1 (the high end) per cause and draw.

    The ranks of a cause are spread evenly and shuffled: a single cause has its exact quantiles.
    """
    even = (np.arange(draws) + 0.5) / draws * 2 - 1
    swing = np.empty((len(names), draws))
    for row, name in enumerate(names):
        swing[row] = np.random.default_rng([seed, zlib.crc32(name.encode())]).permutation(even)
    return swing
