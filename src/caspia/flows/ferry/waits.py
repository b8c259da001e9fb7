"""How long units waited: blocks of arrival laid over the loads that took them away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.ferry.calls import Calls
    from caspia.flows.ferry.draws import FerryDraws, Whole

_STRIDE = 1 << 40


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of units that sailed within some time, by runs of units with the same wait.

    Attributes
    ----------
    replication : int64, shape (runs,)
        Which replication, ascending.
    wait_s : int64, shape (runs,)
        Seconds from ready on the quay to sailing, the loading itself left out.
    units : int64, shape (runs,)
        How many waited so long.
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
    takes = (calls.port == port) & (calls.units > 0) & (calls.came < draws.horizon_s)
    replication, step = np.nonzero(takes)
    aboard = _running(calls.units * takes)[takes] + replication * _STRIDE
    ends = _ends_of_runs(aboard, replication, block)
    owner, last = np.divmod(ends - 1, _STRIDE)
    voyage = np.searchsorted(aboard, ends)
    here = replication[voyage], step[voyage]
    sailed = calls.sailed[here]
    waited = sailed - (calls.loaded[here] - calls.doors[here])
    waited -= draws.block_at[owner, port, last // block]
    runs = np.diff(ends, prepend=0)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    runs[first] = ends[first] - owner[first] * _STRIDE
    counted = (between[0] <= sailed) & (sailed < between[1])
    return Waits(owner[counted], waited[counted], runs[counted])


def _running(units: Whole) -> Whole:
    total: Whole = np.cumsum(units, axis=1)
    return total


def _ends_of_runs(aboard: Whole, replication: Whole, block: int) -> Whole:
    """Return where a block ends or a load does, as a sorted array over all replications."""
    last = np.flatnonzero(np.diff(replication, append=-1))
    owners, totals = replication[last], aboard[last] - replication[last] * _STRIDE
    counts = totals // block
    offset = np.repeat(np.cumsum(counts) - counts, counts)
    whole = (np.arange(len(offset)) - offset + 1) * block + np.repeat(owners, counts) * _STRIDE
    # Two sorted halves: a stable sort merges them.
    ends = np.sort(np.concatenate([whole, aboard]), kind="stable")
    return ends[np.diff(ends, prepend=-1) > 0]


def quantiles(waits: list[Waits], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quantiles of the waits of units, in hours; nan where nothing sailed.

    The unit that a share of all units waited no longer than.
    """
    wait = np.concatenate([found.wait_s for found in waits])
    units = np.concatenate([found.units for found in waits])
    if not len(wait):
        return np.full(len(at), np.nan)
    bits = int(units.max()).bit_length()
    # Wait and weight in one number: sorting numbers is several times faster than sorting places.
    packed = np.sort((wait << bits) | units)
    passed = np.cumsum(packed & ((1 << bits) - 1))
    place = np.searchsorted(passed, np.ceil(at * passed[-1]))
    found: NDArray[np.float64] = (packed[place] >> bits) / 3600.0
    return found
