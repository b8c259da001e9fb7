"""How long units waited: the blocks in which they came laid over the loads that took them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.ferry.calls import Calls
    from caspia.flows.ferry.draws import FerryDraws, Seconds, Whole

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of the units of loads, by the blocks in which they came.

    Attributes
    ----------
    line : int32, shape (loads,)
        As in `Calls`: twice the place of the replication, and one more at the second end.
    wait_s : int32, shape (loads, blocks)
        Seconds from ready on the quay to sailing, the loading itself left out; zero where the load
        has no such block.
    units : int32, shape (loads, blocks)
        How many waited so long.
    """

    line: Seconds
    wait_s: Seconds
    units: Seconds


def waits_of(draws: FerryDraws, calls: Calls, block: int, gone: Whole) -> Waits:
    """Return the waits of what some calls took.

    Parameters
    ----------
    draws, calls : FerryDraws, Calls
        When blocks came, and what each call took.
    block : int
        Units to a block.
    gone : int64, shape (loads,)
        Places of the calls.
    """
    line, total, units = (found.take(gone) for found in (calls.line, calls.total, calls.units))
    left = calls.sailed.take(gone) - (calls.loaded.take(gone) - calls.doors.take(gone))
    place, parts = _blocks_touched(total - units, total, block)
    place += (line * draws.block_at.shape[2])[:, None]
    wait = left[:, None] - draws.block_at.ravel().take(place)
    wait *= parts > 0
    return Waits(line, wait, parts)


def _blocks_touched(first: Seconds, last: Seconds, block: int) -> tuple[Seconds, Seconds]:
    """Return the blocks that loads of units from first to before last touch, and how much of each.

    Both of shape (loads, as many as the largest touches); where there is no such block the last of
    them, and nothing of it.
    """
    begin, end = first // block, (last - 1) // block
    most = int((end - begin).max(initial=0)) + 1
    place = np.minimum(
        begin[:, None] + np.arange(most, dtype=np.int32), np.maximum(end, 0)[:, None]
    )
    high = np.minimum((place + 1) * block, last[:, None])
    ends = np.concatenate([first[:, None], high], axis=1)
    return place, np.maximum(np.diff(ends, axis=1), 0)


def units_by_minute(waits: Waits, minutes: int) -> NDArray[np.float64]:
    """Return how many units waited each whole number of minutes, shape (2, minutes), by end."""
    minute = waits.wait_s // _MINUTE
    minute += ((waits.line & 1) * minutes)[:, None]
    counts = np.bincount(minute.ravel(), waits.units.ravel(), 2 * minutes)
    return counts.reshape(2, minutes).astype(np.float64)


def quantiles_h(units: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles of waits in hours, to the minute; nan where nothing sailed.

    Parameters
    ----------
    units : float64, shape (minutes,)
        How many waited each whole number of minutes.
    at : float64, shape (quantiles,)
        Shares of the units.
    """
    passed = np.cumsum(units)
    if passed[-1] == 0:
        return np.full(len(at), np.nan)
    found: NDArray[np.float64] = passed.searchsorted(np.ceil(at * passed[-1])) / _MINUTE
    return found
