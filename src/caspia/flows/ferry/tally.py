"""Counts of a simulated line: what came, what sailed, what waits, and who was busy how long."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.calls import Calls, Fleet
    from caspia.flows.ferry.draws import FerryDraws, Whole
    from caspia.flows.ferry.waits import Waits

Numbers = NDArray[np.float64]
_DAY_S = 86400


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by replication, and by end where there are two columns.

    Attributes
    ----------
    arrived, carried, waiting : int64, shape (replications, 2)
        Units from the very start to the end of the last day: come to the quay, gone through the
        doors of a vessel, standing on the quay.
    units_sailed, sailings : int64, shape (replications, 2)
        Within the counted days.
    mean_wait_h : float64, shape (replications, 2)
        Mean wait of the units that sailed; nan where none did.
    load_factor : float64, shape (replications, 2)
        Units aboard over room, mean of sailings; nan where none sailed.
    berth_use : float64, shape (replications, 2)
        Share of berth hours taken by a vessel.
    vessel_use : float64, shape (replications,)
        Share of vessel hours under way or in work; the rest is waiting.
    vessel_wait_h : float64, shape (replications, 2)
        Mean hours from the roads to the berth.
    closed_share : float64, shape (replications, 2)
        Share of the counted days in which the port was closed.
    queue_units, queue_p90_units : float64, shape (replications, 2)
        Units on the quay, seen once a day: the mean, and what nine days in ten stay under.
    """

    arrived: Whole
    carried: Whole
    waiting: Whole
    units_sailed: Whole
    sailings: Whole
    mean_wait_h: Numbers
    load_factor: Numbers
    berth_use: Numbers
    vessel_use: Numbers
    vessel_wait_h: Numbers
    closed_share: Numbers
    queue_units: Numbers
    queue_p90_units: Numbers


def tally(
    draws: FerryDraws,
    calls: Calls,
    fleet: Fleet,
    waits: tuple[Waits, Waits],
    between: tuple[int, int],
) -> Tally:
    """Return the counts; waits and uses are those between two seconds."""
    ends = [_at_end(draws, calls, fleet, waits[port], between, port) for port in (0, 1)]
    columns = {name: np.stack([end[name] for end in ends], axis=1) for name in ends[0]}
    return Tally(**columns, vessel_use=_vessel_use(draws, calls, fleet, between))


def joined(tallies: Sequence[Tally]) -> Tally:
    """Return the counts of several batches of replications as one."""
    names = [field.name for field in fields(Tally)]
    return Tally(**{n: np.concatenate([getattr(t, n) for t in tallies]) for n in names})


def _at_end(
    draws: FerryDraws,
    calls: Calls,
    fleet: Fleet,
    waits: Waits,
    between: tuple[int, int],
    port: int,
) -> dict[str, NDArray[np.generic]]:
    begun = (calls.port == port) & (calls.came < draws.horizon_s)
    gone = begun & (between[0] <= calls.sailed) & (calls.sailed < between[1])
    sailings, sailed = gone.sum(axis=1), (calls.units * gone).sum(axis=1)
    standing = _standing(draws, calls, fleet, port, between)
    whole = between[1] - between[0]
    at_berth = _within(calls.berthed, calls.sailed, begun, between)
    shut = _within(draws.closed_from[:, port], draws.closed_to[:, port], np.True_, between)
    berthed = begun & (between[0] <= calls.berthed) & (calls.berthed < between[1])
    return _moved(draws, calls, fleet, port, begun) | {
        "units_sailed": sailed,
        "sailings": sailings,
        "mean_wait_h": _mean_wait(waits, len(sailed)),
        "load_factor": _ratio(sailed, sailings * fleet.load),
        "berth_use": at_berth / (whole * fleet.berths[port]),
        "vessel_wait_h": _ratio(
            ((calls.berthed - calls.came) * berthed).sum(axis=1), berthed.sum(axis=1) * 3600
        ),
        "closed_share": shut / whole,
        "queue_units": standing.mean(axis=1),
        "queue_p90_units": np.quantile(standing, 0.9, axis=1),
    }


def _moved(
    draws: FerryDraws, calls: Calls, fleet: Fleet, port: int, begun: NDArray[np.bool_]
) -> dict[str, Whole]:
    """Return what came and what went through doors up to the horizon, each counted for itself."""
    arrived = (draws.block_at[:, port] < draws.horizon_s).sum(axis=1) * fleet.block
    through = begun & (calls.doors < draws.horizon_s)
    carried = (calls.units * through).sum(axis=1)
    end = np.array([draws.horizon_s - 1])
    waiting = _standing_at(draws, calls, fleet, port, end)[:, 0]
    return {"arrived": arrived, "carried": carried, "waiting": waiting}


def _standing(
    draws: FerryDraws, calls: Calls, fleet: Fleet, port: int, between: tuple[int, int]
) -> Whole:
    days = np.arange(between[0], between[1], _DAY_S)
    return _standing_at(draws, calls, fleet, port, days)


def _standing_at(draws: FerryDraws, calls: Calls, fleet: Fleet, port: int, seconds: Whole) -> Whole:
    """Return the units on the quay at some seconds, shape (replications, seconds)."""
    here = np.where(calls.port == port, calls.units, 0)
    standing = np.empty((len(here), len(seconds)), dtype=np.int64)
    for row, blocks, doors, units, ours in zip(
        standing, draws.block_at[:, port], calls.doors, here, calls.port == port, strict=True
    ):
        gone = np.concatenate([[0], np.cumsum(units[ours])])
        come = blocks.searchsorted(seconds, side="right") * fleet.block
        row[:] = come - gone[doors[ours].searchsorted(seconds, side="right")]
    return standing


def _vessel_use(draws: FerryDraws, calls: Calls, fleet: Fleet, between: tuple[int, int]) -> Numbers:
    begun = calls.came < draws.horizon_s
    spans = [
        (calls.berthed, calls.ready),
        (calls.doors, calls.loaded),
        (calls.sailed, calls.home),
    ]
    busy = sum(_within(start, end, begun, between) for start, end in spans)
    return np.asarray(busy / ((between[1] - between[0]) * fleet.vessels))


def _within(
    start: Whole, end: Whole, which: NDArray[np.bool_] | np.bool_, between: tuple[int, int]
) -> Whole:
    """Return the seconds of spans that lie between two seconds, summed over each row."""
    length = np.minimum(end, between[1]) - np.maximum(start, between[0])
    total: Whole = (np.maximum(length, 0) * which).sum(axis=1)
    return total


def _mean_wait(waits: Waits, replications: int) -> Numbers:
    seconds = np.bincount(waits.replication, waits.wait_s * waits.units, replications)
    units = np.bincount(waits.replication, waits.units, replications)
    return _ratio(seconds, units * 3600)


def _ratio(above: NDArray[np.generic], below: NDArray[np.generic]) -> Numbers:
    """Return a ratio; nan where there is nothing below."""
    found = np.full(len(above), np.nan)
    np.divide(above, below, out=found, where=np.asarray(below) > 0)
    return found
