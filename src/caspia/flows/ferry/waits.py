"""How long units waited: the blocks in which they came laid over the loads that took them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.ferry.calls import Calls
    from caspia.flows.ferry.draws import FerryDraws, Whole


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of the units of loads, by the blocks in which they came.

    Attributes
    ----------
    replication : int64, shape (loads,)
        Which replication, ascending.
    wait_s : int64, shape (loads, blocks)
        Seconds from ready on the quay to sailing, the loading itself left out.
    units : int64, shape (loads, blocks)
        How many waited so long; none where the load has no such block.
    """

    replication: Whole
    wait_s: Whole
    units: Whole


def waits_at(
    draws: FerryDraws, calls: Calls, block: int, port: int, between: tuple[int, int]
) -> Waits:
    """Return the waits at one end of a line, for what sailed between two seconds.

    Parameters
    ----------
    draws, calls : FerryDraws, Calls
        When blocks came, and what each call took.
    block : int
        Units to a block.
    port : int
        0 or 1.
    between : tuple of int
        From the first second on, and before the second.
    """
    here = calls.port == port
    gone = here & (between[0] <= calls.sailed) & (calls.sailed < between[1])
    gone &= calls.came < draws.horizon_s
    replication = np.nonzero(gone)[0]
    left = calls.sailed[gone] - (calls.loaded[gone] - calls.doors[gone])
    last = np.cumsum(calls.units * here, axis=1)[gone]
    place, units = _blocks_touched(last - calls.units[gone], last, block)
    line = (replication * 2 + port) * draws.block_at.shape[2]
    place += line[:, None]
    return Waits(replication, left[:, None] - draws.block_at.ravel().take(place), units)


def _blocks_touched(first: Whole, last: Whole, block: int) -> tuple[Whole, Whole]:
    """Return the blocks that loads of units from first to before last touch, and how much of each.

    Both of shape (loads, as many as the largest touches); where there is no such block the last of
    them, and nothing of it.
    """
    begin, end = first // block, (last - 1) // block
    most = int((end - begin).max(initial=0)) + 1
    place = np.minimum(begin[:, None] + np.arange(most), np.maximum(end, 0)[:, None])
    high = np.minimum((place + 1) * block, last[:, None])
    ends = np.concatenate([first[:, None], high], axis=1)
    return place, np.maximum(np.diff(ends, axis=1), 0)


def quantiles(waits: list[Waits], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles of the waits of units, in hours; nan where nothing sailed.

    The wait that a share of all units did not exceed.
    """
    wait = np.concatenate([found.wait_s.ravel() for found in waits])
    units = np.concatenate([found.units.ravel() for found in waits])
    if not units.any():
        return np.full(len(at), np.nan)
    bits = int(units.max()).bit_length()
    # Wait and weight in one number: sorting numbers is several times faster than sorting places.
    packed = np.sort((wait << bits) | units)
    passed = np.cumsum(packed & ((1 << bits) - 1))
    place = np.searchsorted(passed, np.ceil(at * passed[-1]))
    found: NDArray[np.float64] = (packed[place] >> bits) / 3600.0
    return found
