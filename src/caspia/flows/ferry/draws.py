"""What chance decides on a line: when cargo comes, how long work takes, when ports are closed.

Every replication has a stream of its own, so it is the same however many run beside it.
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
    arrivals, closures = [], []
    for place, number in enumerate(replications):
        chance = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
        chance.standard_normal(out=normals[place])
        arrivals += [_gaps(chance, rate * hours) for rate in blocks_per_h]
        closures += [_closures(chance, port, hours) for port in line.ports]
    opened, shut = zip(*closures, strict=True)
    return FerryDraws(
        round(hours * HOUR),
        _block_times(arrivals, hours),
        _work(line, normals),
        _padded(opened, 0),
        _padded(shut, 0),
    )


def _most_calls(line: FerryLine, hours: float) -> int:
    """Return how many calls a vessel can begin at most: each takes its shortest time."""
    work = [value for port in line.ports for value in (port.unloading_h, port.loading_h)]
    round_trip = sum(map(shortest_seconds, work)) + 2 * shortest_seconds(line.sailing_h)
    if not round_trip:
        raise BadInputError(
            f"Vessels of {line.link_id} sail and are worked in no time. Give it a sailing time."
        )
    return 2 * (int(hours * HOUR) // round_trip + 1)


def _gaps(chance: np.random.Generator, expected: float) -> NDArray[np.float64]:
    """Return the gaps between blocks, as many as come and the one after the last."""
    return chance.standard_exponential(int(chance.poisson(expected)) + 1)


def _block_times(gaps: Sequence[NDArray[np.float64]], hours: float) -> Whole:
    """Return when blocks come: gaps, scaled to the horizon, part it as chance does."""
    padded = np.zeros((len(gaps), max(map(len, gaps))))
    for row, found in zip(padded, gaps, strict=True):
        row[: len(found)] = found
    counts = np.array([len(found) for found in gaps]) - 1
    np.cumsum(padded, axis=1, out=padded)
    padded *= hours * HOUR / padded[:, -1:]
    times = padded.astype(np.int64)
    times[np.arange(times.shape[1]) >= counts[:, None]] = _AFTER
    return times.reshape(-1, 2, times.shape[1])


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


def _closures(chance: np.random.Generator, port: Port, hours: float) -> tuple[Whole, Whole]:
    """Return when a port closes and opens again, up to the horizon."""
    share = port.closed_share.median
    if share == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    closed_h = mean_hours(port.closed_h)
    open_s = closed_h * (1 - share) / share * HOUR
    count = int(1.2 * share * hours / closed_h) + 10
    turns = _turns(chance, port.closed_h, open_s, count)
    while turns[-1] < hours * HOUR:
        turns = np.append(turns, turns[-1] + _turns(chance, port.closed_h, open_s, count))
    return turns[::2], turns[1::2]


def _turns(chance: np.random.Generator, closed_h: Value, open_s: float, count: int) -> Whole:
    """Return when a port closes, opens, closes, opens ..., from the second 0."""
    spans = np.empty((count, 2), dtype=np.int64)
    spans[:, 0] = chance.standard_exponential(count) * open_s + 1
    spans[:, 1] = drawn_seconds(chance.standard_normal(count), closed_h)
    turns: Whole = np.cumsum(spans)
    return turns


def _padded(rows: Sequence[Whole], least: int) -> Whole:
    """Return rows of different length as one array of shape (rows / 2, 2, longest)."""
    padded = np.full((len(rows), max(least, *map(len, rows))), _AFTER, dtype=np.int64)
    for row, found in zip(padded, rows, strict=True):
        row[: len(found)] = found
    return padded.reshape(-1, 2, padded.shape[1])
