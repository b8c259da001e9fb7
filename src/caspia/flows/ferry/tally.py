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
Mask = NDArray[np.bool_]
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
    standing = _standing(draws, calls, fleet, port, begun, between)
    whole = between[1] - between[0]
    at_berth = _within(calls.berthed, calls.sailed, begun, between)
    shut = _within(draws.closed_from[:, port], draws.closed_to[:, port], np.True_, between)
    berthed = begun & (between[0] <= calls.berthed) & (calls.berthed < between[1])
    return _moved(draws, calls, fleet, port, begun) | {
        "waiting": standing[:, -1],
        "units_sailed": sailed,
        "sailings": sailings,
        "mean_wait_h": _mean_wait(waits, len(sailed)),
        "load_factor": _ratio(sailed, sailings * fleet.load),
        "berth_use": at_berth / (whole * fleet.berths[port]),
        "vessel_wait_h": _ratio(
            ((calls.berthed - calls.came) * berthed).sum(axis=1), berthed.sum(axis=1) * 3600
        ),
        "closed_share": shut / whole,
        "queue_units": standing[:, 1:].mean(axis=1),
        "queue_p90_units": np.quantile(standing[:, 1:], 0.9, axis=1),
    }


def _moved(
    draws: FerryDraws, calls: Calls, fleet: Fleet, port: int, begun: Mask
) -> dict[str, Whole]:
    """Return what came and what went through doors up to the horizon, each counted for itself."""
    arrived = (draws.block_at[:, port] < draws.horizon_s).sum(axis=1) * fleet.block
    through = begun & (calls.doors < draws.horizon_s)
    return {"arrived": arrived, "carried": (calls.units * through).sum(axis=1)}


def _standing(
    draws: FerryDraws, calls: Calls, fleet: Fleet, port: int, begun: Mask, between: tuple[int, int]
) -> Whole:
    """Return the units on the quay at the end of each day, shape (replications, 1 + days).

    The first column is what the days began with.
    """
    come = _day_by_day(draws.block_at[:, port], between) * fleet.block
    left = _day_by_day(calls.doors, between, np.where(begun, calls.units, 0))
    return np.asarray(come - left)


def _day_by_day(seconds: Whole, between: tuple[int, int], weight: Whole | None = None) -> Whole:
    """Return how much has happened by the end of each day, shape (rows, 1 + days)."""
    days = -(-(between[1] - between[0]) // _DAY_S)
    day = np.clip((seconds - between[0]) // _DAY_S + 1, 0, days)
    day[seconds >= between[1]] = days + 1
    day += np.arange(len(seconds))[:, None] * (days + 2)
    parts = None if weight is None else weight.ravel()
    counts = np.bincount(day.ravel(), parts, len(seconds) * (days + 2))
    running = np.cumsum(counts.reshape(len(seconds), -1)[:, :-1], axis=1)
    return running.astype(np.int64)


def _vessel_use(draws: FerryDraws, calls: Calls, fleet: Fleet, between: tuple[int, int]) -> Numbers:
    begun = calls.came < draws.horizon_s
    spans = [
        (calls.berthed, calls.ready),
        (calls.doors, calls.loaded),
        (calls.sailed, calls.home),
    ]
    busy = sum(_within(start, end, begun, between) for start, end in spans)
    return np.asarray(busy / ((between[1] - between[0]) * fleet.vessels))


def _within(start: Whole, end: Whole, which: Mask | np.bool_, between: tuple[int, int]) -> Whole:
    """Return the seconds of spans that lie between two seconds, summed over each row."""
    length = np.minimum(end, between[1]) - np.maximum(start, between[0])
    total: Whole = (np.maximum(length, 0) * which).sum(axis=1)
    return total


def _mean_wait(waits: Waits, replications: int) -> Numbers:
    cuts = waits.replication.searchsorted(np.arange(replications + 1))
    loads = ((waits.wait_s * waits.units).sum(axis=1), waits.units.sum(axis=1))
    seconds, units = (np.diff(np.append(0, np.cumsum(values))[cuts]) for values in loads)
    return _ratio(seconds, units * 3600)


def _ratio(above: NDArray[np.generic], below: NDArray[np.generic]) -> Numbers:
    """Return a ratio; nan where there is nothing below."""
    found = np.full(len(above), np.nan)
    np.divide(above, below, out=found, where=np.asarray(below) > 0)
    return found
