"""Weights that choose one answer among equally cheap ones, so that runs compare.

The weights are all different in a way that no exchange of flow between routes, goods or periods
leaves their sum unchanged, save by accident. They depend on places in the arrays alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

# Square roots of primes: their multiples fill the unit interval evenly and share no ratio.
_ARC, _COMMODITY, _PERIOD = np.sqrt(2.0), np.sqrt(3.0), np.sqrt(5.0)


def tie_weights(commodity: Ids, arc: Ids, period: Ids) -> Numbers:
    """Return weights from 1 to 2, one for each place of the three arrays, which broadcast."""
    by_arc = np.modf((arc + 1) * _ARC)[0]
    by_commodity = np.modf((commodity + 1) * _COMMODITY)[0]
    by_period = np.modf((period + 1) * _PERIOD)[0]
    mixed = by_arc * (0.5 + 0.5 * by_commodity) * (0.5 + 0.5 * by_period)
    return np.asarray(1.0 + mixed, dtype=np.float64)
