"""Counts of a simulated line: what came, what sailed, what waits, and who was busy how long."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from caspia.flows.ferry.waits import Waits, waits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.calls import Calls, Fleet
    from caspia.flows.ferry.draws import FerryDraws, Seconds, Whole

Numbers = NDArray[np.float64]
Counts = dict[str, NDArray[Any]]
_DAY_S = 86400
_HOUR_S = 3600


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
    draws: FerryDraws, calls: Calls, fleet: Fleet, between: tuple[int, int]
) -> tuple[Tally, Waits]:
    """Return the counts, and the waits of what sailed.

    Parameters
    ----------
    draws, calls : FerryDraws, Calls
        What chance decided, and what came of it.
    fleet : Fleet
        What sailed.
    between : tuple of int
        The seconds between which waits, sailings and shares are counted; the second is the horizon.
    """
    gone = np.flatnonzero((calls.sailed >= between[0]) & (calls.sailed < between[1]))
    waits = waits_of(draws, calls, fleet.block, gone)
    found = {
        **_moved(draws, calls, fleet),
        **_sailed(calls, fleet, gone, waits, 2 * len(draws.block_at)),
        **_used(draws, calls, fleet, between),
        **_stood(draws, calls, fleet, between),
    }
    return Tally(**found), waits


def joined(tallies: Sequence[Tally]) -> Tally:
    """Return the counts of several batches of replications as one."""
    names = [field.name for field in fields(Tally)]
    return Tally(**{n: np.concatenate([getattr(t, n) for t in tallies]) for n in names})


def _moved(draws: FerryDraws, calls: Calls, fleet: Fleet) -> Counts:
    """Return what came and what went through doors up to the horizon, each counted for itself."""
    lines = 2 * len(draws.block_at)
    through = calls.units * (calls.doors < draws.horizon_s)
    return {
        "arrived": (draws.block_at < draws.horizon_s).sum(axis=2) * fleet.block,
        "carried": _by_line(calls.line, lines, through).astype(np.int64),
    }


def _sailed(calls: Calls, fleet: Fleet, gone: Whole, waits: Waits, lines: int) -> Counts:
    """Return counts of the calls that sailed within the counted days, and of what they took."""
    sailings = _by_line(waits.line, lines)
    units = _by_line(waits.line, lines, calls.units.take(gone))
    waited = _by_line(waits.line, lines, (waits.wait_s.astype(np.int64) * waits.units).sum(axis=1))
    roads = _by_line(waits.line, lines, calls.berthed.take(gone) - calls.came.take(gone))
    return {
        "units_sailed": units.astype(np.int64),
        "sailings": sailings.astype(np.int64),
        "mean_wait_h": _ratio(waited / _HOUR_S, units),
        "load_factor": _ratio(units, sailings * fleet.load),
        "vessel_wait_h": _ratio(roads / _HOUR_S, sailings),
    }


def _used(draws: FerryDraws, calls: Calls, fleet: Fleet, between: tuple[int, int]) -> Counts:
    """Return the shares of time in which berths, vessels and the wind were at work."""
    whole = between[1] - between[0]
    spans = ((calls.berthed, calls.ready), (calls.doors, calls.loaded), (calls.sailed, calls.home))
    lines = 2 * len(draws.block_at)
    busy, at_berth = (
        _by_line(calls.line, lines, np.sum([_within(*span, between) for span in group], axis=0))
        for group in (spans, [(calls.berthed, calls.sailed)])
    )
    shut = _within(draws.closed_from, draws.closed_to, between).sum(axis=2)
    return {
        "berth_use": at_berth / (whole * np.array(fleet.berths)),
        "vessel_use": busy.sum(axis=1) / (whole * fleet.vessels),
        "closed_share": shut / whole,
    }


def _within(start: Seconds, end: Seconds, between: tuple[int, int]) -> Seconds:
    """Return the seconds of spans that lie between two seconds."""
    found: Seconds = np.clip(end, *between)
    found -= np.clip(start, *between)
    return found


def _stood(draws: FerryDraws, calls: Calls, fleet: Fleet, between: tuple[int, int]) -> Counts:
    """Return what stood on the quays at the end of each day, and of all."""
    lines = 2 * len(draws.block_at)
    blocks = draws.block_at.reshape(lines, -1)
    come = (
        _day_by_day(blocks, np.arange(lines, dtype=np.int32)[:, None], lines, between) * fleet.block
    )
    left = _day_by_day(calls.doors, calls.line, lines, between, calls.units)
    standing = (come - left).reshape(-1, 2, come.shape[1])
    return {
        "waiting": standing[..., -1].astype(np.int64),
        "queue_units": standing[..., 1:].mean(axis=2),
        "queue_p90_units": np.quantile(standing[..., 1:], 0.9, axis=2),
    }


def _day_by_day(
    seconds: Seconds,
    line: Seconds,
    lines: int,
    between: tuple[int, int],
    weight: Seconds | None = None,
) -> Numbers:
    """Return how much has happened on each line by the end of each day, shape (lines, 1 + days).

    The first column is what had happened when the days began.
    """
    begin, end = between
    days = -(-(end - begin) // _DAY_S)
    day = np.where(seconds < end, seconds, begin + days * _DAY_S)
    day -= begin - _DAY_S
    day //= _DAY_S
    np.maximum(day, 0, out=day)
    day += line * (days + 2)
    parts = None if weight is None else weight.ravel()
    counts = np.bincount(day.ravel(), parts, lines * (days + 2))
    return np.cumsum(counts.reshape(lines, -1)[:, :-1], axis=1, dtype=np.float64)


def _by_line(line: Seconds, lines: int, weight: Seconds | Whole | Numbers | None = None) -> Numbers:
    """Return sums by line, shape (replications, 2)."""
    return np.bincount(line, weight, lines).astype(np.float64).reshape(-1, 2)


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    """Return a ratio; nan where there is nothing below."""
    found = np.full(above.shape, np.nan)
    np.divide(above, below, out=found, where=below > 0)
    return found
