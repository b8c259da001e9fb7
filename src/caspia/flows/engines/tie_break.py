"""Weights that choose one answer among equally cheap ones, so that runs compare.

The weights are all different in a way that no exchange of flow between routes, goods or periods
leaves their sum unchanged, save by accident. Those of arcs depend on their ids and not on their
places, so that an arc more in the network turns no flow from one of two like lines to the other.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]

# Square roots of primes: their multiples fill the unit interval evenly and share no ratio.
_ARC, _COMMODITY, _PERIOD = np.sqrt(2.0), np.sqrt(3.0), np.sqrt(5.0)


@lru_cache(maxsize=16)
def marks(ids: tuple[str, ...]) -> NDArray[np.int64]:
    """Return a number for each id, the same wherever it stands; int64 of the length of `ids`."""
    digests = b"".join(blake2b(name.encode(), digest_size=3).digest() + b"\0" for name in ids)
    return np.frombuffer(digests, dtype="<u4").astype(np.int64)


def tie_weights(commodity: Ids, arc: NDArray[np.int64], period: Ids) -> Numbers:
    """Return weights from 1 to 2, one for each place of the three arrays, which broadcast.

    Parameters
    ----------
    commodity, period : int32
        Numbers.
    arc : int64
        The mark of the arc or store, see `marks`.
    """
    by_arc = np.modf((arc + 1) * _ARC)[0]
    by_commodity = np.modf((commodity + 1) * _COMMODITY)[0]
    by_period = np.modf((period + 1) * _PERIOD)[0]
    mixed = by_arc * (0.5 + 0.5 * by_commodity) * (0.5 + 0.5 * by_period)
    return np.asarray(1.0 + mixed, dtype=np.float64)
