"""What chance decides on a line: when cargo comes, how long work takes, when ports are closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError
from caspia.flows.ferry.calls import NEVER
from caspia.flows.ferry.chance import Chance, running_beyond
from caspia.flows.ferry.spread import HOUR, RANKS, seconds_by_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.line import FerryLine, Port

Whole = NDArray[np.int64]
Seconds = NDArray[np.int32]
_AFTER = NEVER + 1
_MOST_H = NEVER // HOUR
# Streams of chance, two of each for the two ends; those of vessels follow.
_CARGO, _OPEN, _CLOSED, _VESSELS = 0, 2, 4, 6


@dataclass(frozen=True, slots=True)
class FerryDraws:
    """What chance decided; seconds from the start, never before it.

    Attributes
    ----------
    horizon_s : int
        Where the draws end.
    block_at : int32, shape (replications, 2, blocks)
        When each block comes to each end, ascending; the last is after all time.
    work : uint16, shape (vessels, calls, replications, 3)
        Ranks of unloading, loading and sailing of each call of each vessel; a vessel's calls are at
        its two ends by turns.
    work_s : int32, shape (2, 3, ranks)
        Seconds of unloading, loading and sailing by rank, for calls at each end.
    closed_from, closed_to : int32, shape (replications, 2, closures)
        When each port is closed, ascending and apart; after all time where there is none.
    """

    horizon_s: int
    block_at: Seconds
    work: NDArray[np.uint16]
    work_s: Seconds
    closed_from: Seconds
    closed_to: Seconds


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
        Sailing and work take no time at all, or the end lies decades away.
    """
    chance = Chance(seed, replications)
    horizon = round(hours * HOUR)
    if horizon >= NEVER:
        raise BadInputError(f"{hours:.0f} hours are too many. Ask for less than {_MOST_H} hours.")
    work_s = np.array([_seconds_at(line, port) for port in line.ports])
    cargo = [_block_times(chance, end, blocks_per_h[end], horizon) for end in (0, 1)]
    turns = [_turns(chance, end, line.ports[end], horizon) for end in (0, 1)]
    return FerryDraws(
        horizon,
        _both_ends(cargo),
        _work(chance, line, work_s, horizon),
        work_s,
        _both_ends([found[:, ::2] for found in turns]),
        _both_ends([found[:, 1::2] for found in turns]),
    )


def _block_times(chance: Chance, end: int, blocks_per_h: float, horizon: int) -> Seconds:
    """Return when blocks come up to the horizon, shape (replications, most blocks).

    Gaps are drawn in units of their mean: a larger load is the same cargo, closer together.
    """
    expected = blocks_per_h * horizon / HOUR
    if expected == 0:
        return np.empty((len(chance.replications), 0), dtype=np.int32)
    count = int(expected + 4 * expected**0.5) + 10
    totals = running_beyond(lambda n: chance.exponentials(_CARGO + end, n), count, expected)
    seconds = totals * (HOUR / blocks_per_h)
    seconds[seconds >= horizon] = _AFTER
    return seconds.T.astype(np.int32)


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


def _seconds_at(line: FerryLine, port: Port) -> list[Seconds]:
    """Return the seconds of unloading, loading and sailing by rank, for calls at a port."""
    return [seconds_by_rank(h) for h in (port.unloading_h, port.loading_h, line.sailing_h)]


def _work(chance: Chance, line: FerryLine, work_s: Seconds, horizon: int) -> NDArray[np.uint16]:
    """Return the ranks of each call, enough to last past the horizon at the shortest of all."""
    there_and_back = int(work_s[:, :, 0].sum())
    if there_and_back == 0:
        raise BadInputError(
            f"Vessels of {line.link_id} sail and are worked in no time. Give it a sailing time."
        )
    calls = 2 * (horizon // there_and_back + 1)
    vessels = range(round(line.vessels.median))
    return np.array([chance.ranks(_VESSELS + v, calls, 3, RANKS) for v in vessels])


def _both_ends(ends: Sequence[NDArray[np.signedinteger]]) -> Seconds:
    """Return both ends as one array of shape (replications, 2, longest + 1)."""
    longest = max(found.shape[1] for found in ends)
    both = np.full((len(ends[0]), 2, longest + 1), _AFTER, dtype=np.int32)
    for end, found in enumerate(ends):
        both[:, end, : found.shape[1]] = np.minimum(found, _AFTER)
    return both
