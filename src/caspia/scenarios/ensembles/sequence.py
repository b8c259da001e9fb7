"""Ranks of facts in every draw: Sobol sequences, scrambled by a seed.

In hundreds of dimensions a single Sobol sequence of some hundred points ties facts to one another
that have nothing in common. So facts are taken a few at a time, each few by a sequence of their own
whose order is shuffled (Latin supercube sampling, Owen 1998).
"""

from __future__ import annotations

from math import ceil, log2
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# The deviate of a rank of 0 or 1 would be infinite.
_INSIDE = 1e-9
_TOGETHER = 8


def ranks(draws: int, facts: int, seed: int) -> Numbers:
    """Return ranks from 0 to 1, shape (draws, facts).

    Raises
    ------
    BadInputError
        There is no draw.
    """
    if draws < 1:
        raise BadInputError(f"An ensemble cannot have {draws} draws. Give 1 or more.")
    streams = np.random.SeedSequence(seed).spawn(ceil(facts / _TOGETHER))
    few = [
        _few(draws, min(_TOGETHER, facts - place * _TOGETHER), np.random.default_rng(stream))
        for place, stream in enumerate(streams)
    ]
    found = np.concatenate([np.zeros((draws, 0)), *few], axis=1)
    return np.asarray(np.clip(found, _INSIDE, 1 - _INSIDE))


def _few(draws: int, facts: int, rng: np.random.Generator) -> Numbers:
    """Return the beginning of a scrambled sequence in an order of its own."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(facts, scramble=True, rng=rng)
    return np.asarray(rng.permutation(sequence.random_base2(ceil(log2(draws)))[:draws]))


def deviates(ranked: Numbers, most: float) -> Numbers:
    """Return standard normal deviates of ranks, cut at so many to either side."""
    from scipy.special import ndtri

    return np.asarray(np.clip(ndtri(ranked), -most, most))
