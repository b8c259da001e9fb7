"""Ranks of facts in every draw: a Sobol sequence, scrambled by a seed."""

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


def ranks(draws: int, facts: int, seed: int) -> Numbers:
    """Return ranks from 0 to 1, shape (draws, facts).

    Draws of one seed are the same however many are taken, up to the next power of two.

    Raises
    ------
    BadInputError
        There is no draw, or more facts than a Sobol sequence has dimensions.
    """
    from scipy.stats import qmc

    if draws < 1:
        raise BadInputError(f"An ensemble cannot have {draws} draws. Give 1 or more.")
    if facts > qmc.Sobol.MAXDIM:
        raise BadInputError(f"{facts} facts are too many for a Sobol sequence. Ask for less.")
    if not facts:
        return np.zeros((draws, 0))
    sequence = qmc.Sobol(facts, scramble=True, rng=np.random.default_rng(seed))
    found = sequence.random_base2(ceil(log2(draws)))[:draws]
    return np.asarray(np.clip(found, _INSIDE, 1 - _INSIDE))


def deviates(ranked: Numbers, most: float) -> Numbers:
    """Return standard normal deviates of ranks, cut at so many to either side."""
    from scipy.special import ndtri

    return np.asarray(np.clip(ndtri(ranked), -most, most))
