"""What chance decides on a line: when cargo comes, how long work takes, when ports are closed.

Every replication has streams of its own, so it is the same however many run beside it. Work, cargo
and wind have a stream each: with another load or another fleet a line meets the same winds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError
from caspia.flows.ferry.calls import NEVER
from caspia.flows.ferry.spread import HOUR, drawn_seconds, mean_hours, shortest_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.line import FerryLine, Port
    from caspia.network.measures import Value

Whole = NDArray[np.int64]
_AFTER = NEVER + 1


@dataclass(frozen=True, slots=True)
class FerryDraws:
    """What chance decided; seconds from the start, never before it.

    Attributes
    ----------
    horizon_s : int
        Where the draws end.
    block_at : int64, shape (replications, 2, blocks)
        When each block comes to each end, ascending; the last is after all time.
    work : int64, shape (replications, vessels, calls, 3)
        Unloading, loading and sailing of each call of each vessel; a vessel's calls are at its
        two ends by turns.
    closed_from, closed_to : int64, shape (replications, 2, closures)
        When each port is closed, ascending and apart; after all time where there is none.
    """

    horizon_s: int
    block_at: Whole
    work: Whole
    closed_from: Whole
    closed_to: Whole


def ferry_draws(
    line: FerryLine, blocks_per_h: Sequence[float], seed: int, replications: range, hours: float
) -> FerryDraws:
    """Return the draws of some replications.

    Parameters
    ----------
    line : FerryLine
        With the spread of its durations and closures.
    blocks_per_h : sequence of float
        Blocks of cargo an hour at each end; they come independently of each other.
    seed : int
        Another seed, other draws.
    replications : range
        Which replications; each is known by its number.
    hours : float
        How long.

    Raises
    ------
    BadInputError
        Sailing and work take no time at all.
    """
    calls = _most_calls(line, hours)
    vessels = round(line.vessels.median)
    normals = np.empty((len(replications), vessels, calls, 3))
    arrivals, shut, opened = [], [], []
    for place, number in enumerate(replications):
        work, *streams = _streams(seed, number)
        work.standard_normal(out=normals[place])
        for end, port in enumerate(line.ports):
            arrivals.append(_block_times(streams[end], blocks_per_h[end], hours))
            turns = _closures(streams[2 + end], port, hours)
            shut.append(turns[::2])
            opened.append(turns[1::2])
    return FerryDraws(
        round(hours * HOUR),
        _padded(arrivals),
        _work(line, normals),
        _padded(shut),
        _padded(opened),
    )


def _streams(seed: int, replication: int) -> list[np.random.Generator]:
    """Return the streams of a replication: work, cargo at either end, wind at either end."""
    keys = [(replication, kind) for kind in range(5)]
    return [np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key)) for key in keys]


def _most_calls(line: FerryLine, hours: float) -> int:
    """Return how many calls a vessel can begin at most: each takes its shortest time."""
    work = [value for port in line.ports for value in (port.unloading_h, port.loading_h)]
    round_trip = sum(map(shortest_seconds, work)) + 2 * shortest_seconds(line.sailing_h)
    if not round_trip:
        raise BadInputError(
            f"Vessels of {line.link_id} sail and are worked in no time. Give it a sailing time."
        )
    return 2 * (int(hours * HOUR) // round_trip + 1)


def _block_times(chance: np.random.Generator, blocks_per_h: float, hours: float) -> Whole:
    """Return when blocks come up to the horizon, independently of each other.

    Gaps are drawn in units of their mean: a larger load is the same cargo, closer together.
    """
    expected = blocks_per_h * hours
    if expected == 0:
        return np.empty(0, dtype=np.int64)
    count = int(expected + 4 * expected**0.5) + 10
    times = np.cumsum(chance.standard_exponential(count))
    while times[-1] < expected:
        times = np.append(times, times[-1] + np.cumsum(chance.standard_exponential(count)))
    seconds = times[: times.searchsorted(expected)] * (HOUR / blocks_per_h)
    return seconds.astype(np.int64)


def _work(line: FerryLine, normals: NDArray[np.float64]) -> Whole:
    """Return the times of each call: a vessel begins at the end of its own parity."""
    seconds = np.empty(normals.shape, dtype=np.int64)
    for parity, port in enumerate(line.ports):
        for first in (0, 1):
            part = np.s_[:, first::2, (first + parity) % 2 :: 2]
            seconds[part][..., 0] = drawn_seconds(normals[part][..., 0], port.unloading_h)
            seconds[part][..., 1] = drawn_seconds(normals[part][..., 1], port.loading_h)
    seconds[..., 2] = drawn_seconds(normals[..., 2], line.sailing_h)
    return seconds


def _closures(chance: np.random.Generator, port: Port, hours: float) -> Whole:
    """Return when a port closes, opens, closes, opens ..., beyond the horizon."""
    share = port.closed_share.median
    if share == 0:
        return np.empty(0, dtype=np.int64)
    closed_h = mean_hours(port.closed_h)
    open_s = closed_h * (1 - share) / share * HOUR
    count = int(1.2 * share * hours / closed_h) + 10
    turns = _turns(chance, port.closed_h, open_s, count)
    while turns[-1] < hours * HOUR:
        turns = np.append(turns, turns[-1] + _turns(chance, port.closed_h, open_s, count))
    return turns


def _turns(chance: np.random.Generator, closed_h: Value, open_s: float, count: int) -> Whole:
    """Return the turns of a port that is open at the second 0."""
    spans = np.empty((count, 2), dtype=np.int64)
    spans[:, 0] = chance.standard_exponential(count) * open_s + 1
    spans[:, 1] = drawn_seconds(chance.standard_normal(count), closed_h)
    turns: Whole = np.cumsum(spans)
    return turns


def _padded(rows: Sequence[Whole]) -> Whole:
    """Return rows of different length as one array of shape (rows / 2, 2, longest + 1)."""
    padded = np.full((len(rows), max(map(len, rows)) + 1), _AFTER, dtype=np.int64)
    for row, found in zip(padded, rows, strict=True):
        row[: len(found)] = found
    return padded.reshape(-1, 2, padded.shape[1])
