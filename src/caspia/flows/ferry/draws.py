"""What chance decides on a line: when cargo comes, how long work takes, when ports are closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError
from caspia.flows.ferry.calls import NEVER
from caspia.flows.ferry.chance import Chance, running_beyond
from caspia.flows.ferry.spread import HOUR, RANKS, mean_hours, seconds_by_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.line import FerryLine, Port

Whole = NDArray[np.int64]
Seconds = NDArray[np.int32]
_AFTER = NEVER + 1
# Streams of chance, two of each for the two ends; those of vessels follow.
_CARGO, _OPEN, _CLOSED, _VESSELS = 0, 2, 4, 6


@dataclass(frozen=True, slots=True)
class FerryDraws:
    """What chance decided; seconds from the start, never before it.

    Attributes
    ----------
    horizon_s : int
        Where the draws end.
    block_at : int64, shape (replications, 2, blocks)
        When each block comes to each end, ascending; the last is after all time.
    work : int32, shape (vessels, calls, replications, 3)
        Unloading, loading and sailing of each call of each vessel; a vessel's calls are at its
        two ends by turns.
    closed_from, closed_to : int64, shape (replications, 2, closures)
        When each port is closed, ascending and apart; after all time where there is none.
    """

    horizon_s: int
    block_at: Whole
    work: Seconds
    closed_from: Whole
    closed_to: Whole


def ferry_draws(
    line: FerryLine, blocks_per_h: Sequence[float], seed: int, replications: range, hours: float
) -> FerryDraws:
    """Return the draws of some replications.

    A replication is the same whatever others are drawn beside it. Cargo, wind and each vessel have
    streams of their own: with another load or another fleet a line meets the same winds.

    Parameters
    ----------
    line : FerryLine
        With the spread of its durations and closures.
    blocks_per_h : sequence of float
        Blocks of cargo an hour at each end; they come independently of each other.
    seed : int
        Another seed, other draws.
    replications : range
        Which replications, each known by its number; at least one.
    hours : float
        How long.

    Raises
    ------
    BadInputError
        Sailing and work take no time at all.
    """
    chance = Chance(seed, replications)
    horizon = round(hours * HOUR)
    cargo = [_block_times(chance, end, blocks_per_h[end], horizon) for end in (0, 1)]
    turns = [_turns(chance, end, line.ports[end], horizon) for end in (0, 1)]
    return FerryDraws(
        horizon,
        _both_ends(cargo),
        _work(chance, line, horizon),
        _both_ends([found[:, ::2] for found in turns]),
        _both_ends([found[:, 1::2] for found in turns]),
    )


def _block_times(chance: Chance, end: int, blocks_per_h: float, horizon: int) -> Whole:
    """Return when blocks come up to the horizon, shape (replications, most blocks).

    Gaps are drawn in units of their mean: a larger load is the same cargo, closer together.
    """
    expected = blocks_per_h * horizon / HOUR
    if expected == 0:
        return np.empty((len(chance.replications), 0), dtype=np.int64)
    count = int(expected + 4 * expected**0.5) + 10
    totals = running_beyond(lambda n: chance.exponentials(_CARGO + end, n), count, expected)
    seconds = (totals.T * (HOUR / blocks_per_h)).astype(np.int64)
    return np.where(seconds < horizon, seconds, _AFTER)


def _turns(chance: Chance, end: int, port: Port, horizon: int) -> Whole:
    """Return when a port closes, opens, closes, opens ..., from open at 0 to past the horizon."""
    share = port.closed_share.median
    if share == 0:
        return np.empty((len(chance.replications), 0), dtype=np.int64)
    closed_s = seconds_by_rank(port.closed_h)
    open_s = closed_s.mean() * (1 - share) / share

    def spans(count: int) -> Whole:
        both = np.empty((count, len(chance.replications), 2), dtype=np.int64)
        both[..., 0] = chance.exponentials(_OPEN + end, count) * open_s + 1
        both[..., 1] = closed_s.take(chance.ranks(_CLOSED + end, count, 1, RANKS)[..., 0])
        return both.swapaxes(1, 2).reshape(2 * count, -1)

    return cast(
        "Whole", running_beyond(spans, int(1.3 * horizon * share / closed_s.mean()) + 5, horizon).T
    )


def _work(chance: Chance, line: FerryLine, horizon: int) -> Seconds:
    """Return the times of each call, enough to last past the horizon without any waiting."""
    count = _likely_calls(line, horizon)
    vessels = range(round(line.vessels.median))
    while True:
        work = np.array([_work_of(chance, line, vessel, count) for vessel in vessels])
        if (work.sum(axis=(1, 3)) >= horizon).all():
            return work
        count *= 2


def _likely_calls(line: FerryLine, horizon: int) -> int:
    values = [v for port in line.ports for v in (port.unloading_h, port.loading_h)]
    trip_h = sum(map(mean_hours, values)) / 2 + mean_hours(line.sailing_h)
    if trip_h == 0:
        raise BadInputError(
            f"Vessels of {line.link_id} sail and are worked in no time. Give it a sailing time."
        )
    return 2 * int(0.55 * horizon / HOUR / trip_h + 4)


def _work_of(chance: Chance, line: FerryLine, vessel: int, count: int) -> Seconds:
    """Return unloading, loading and sailing of the calls of a vessel at its ends by turns."""
    ranks = chance.ranks(_VESSELS + vessel, count, 3, RANKS)
    seconds = np.empty(ranks.shape, dtype=np.int32)
    for first in (0, 1):
        port = line.ports[(vessel + first) % 2]
        for place, hours in enumerate((port.unloading_h, port.loading_h, line.sailing_h)):
            seconds[first::2, :, place] = seconds_by_rank(hours).take(ranks[first::2, :, place])
    return seconds


def _both_ends(ends: Sequence[Whole]) -> Whole:
    """Return both ends as one array of shape (replications, 2, longest + 1)."""
    longest = max(found.shape[1] for found in ends)
    both = np.full((len(ends[0]), 2, longest + 1), _AFTER, dtype=np.int64)
    for end, found in enumerate(ends):
        both[:, end, : found.shape[1]] = found
    return both
