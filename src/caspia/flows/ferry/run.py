"""A line simulated at one load: waits, what is carried, and how much berths and vessels do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError
from caspia.flows.ferry.calls import Fleet, call_by_call
from caspia.flows.ferry.draws import ferry_draws
from caspia.flows.ferry.spread import HOUR
from caspia.flows.ferry.tally import Tally, joined, tally
from caspia.flows.ferry.waits import quantiles_h, units_by_minute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.flows.ferry.line import FerryLine

MONTH_H = 730.0
WARM_UP_DAYS = 30
_DAY_H = 24.0
_AT_ONCE = 400
_PERCENT = np.arange(1, 100) / 100

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FerryRun:
    """What came of a line at one load.

    Where an array has two places, they are the ends of the line: what loads at a, and at b.

    Attributes
    ----------
    line : FerryLine
        What was simulated.
    load_t_per_month : tuple of float
        Tonnes a month that come to each end.
    seed, replications, days : int
        How it was simulated; the first `WARM_UP_DAYS` before these days are not counted.
    tally : Tally
        Counts by replication.
    percentiles_h : float64, shape (2, 99)
        Hours that 1, 2, ... 99 percent of units waited at most, to the minute; nan where nothing
        sailed.
    """

    line: FerryLine
    load_t_per_month: tuple[float, float]
    seed: int
    replications: int
    days: int
    tally: Tally
    percentiles_h: Numbers

    @property
    def median_h(self) -> Numbers:
        """Median wait in hours, shape (2,): from ready on the quay to sailing, less loading."""
        return self.percentiles_h[:, 49]

    @property
    def p90_h(self) -> Numbers:
        """Hours that nine units in ten wait at most, shape (2,)."""
        return self.percentiles_h[:, 89]

    @property
    def throughput_t_per_month(self) -> Numbers:
        """Tonnes a month carried, shape (2,)."""
        units = self.tally.units_sailed.mean(axis=0) * self.line.tonnes_per_unit.median
        rate: Numbers = units * MONTH_H / (self.days * _DAY_H)
        return rate

    @property
    def sailings_per_month(self) -> Numbers:
        """Sailings a month, shape (2,)."""
        rate: Numbers = self.tally.sailings.mean(axis=0) * MONTH_H / (self.days * _DAY_H)
        return rate

    @property
    def assumed_share(self) -> float:
        """Share of the facts of the line that is assumed, 0 to 1."""
        return self.line.assumed_share

    def summary(self) -> dict[str, tuple[float, float]]:
        """Return the means over replications by name, for each end."""
        own = ("throughput_t_per_month", "sailings_per_month", "median_h", "p90_h")
        found = {name: _pair(getattr(self, name)) for name in own}
        shares = ("load_factor", "berth_use", "closed_share", "queue_units", "queue_p90_units")
        found |= {name: _pair(getattr(self.tally, name).mean(axis=0)) for name in shares}
        used = float(self.tally.vessel_use.mean())
        return found | {"vessel_use": (used, used)}


def simulate(
    line: FerryLine,
    load_t_per_month: float | Sequence[float],
    seed: int = 1,
    replications: int = 200,
    days: int = 180,
) -> FerryRun:
    """Return what comes of a line at a load, in weather that stays as in its month.

    Replication n is the same whatever the number of others; the same seed gives the same bytes.

    Parameters
    ----------
    line : FerryLine
        What sails; its facts are taken at their medians, durations spread over their intervals.
    load_t_per_month : float or sequence of two floats
        Tonnes a month that come to each end, or to a and to b.
    seed : int
        Another seed, other draws.
    replications : int
        How many, at least 1.
    days : int
        How many days are counted, at least 1.

    Raises
    ------
    BadInputError
        A load is no number of at least zero, or nothing would be simulated.
    """
    loads = _loads(load_t_per_month)
    if replications < 1 or days < 1:
        raise BadInputError(
            f"{replications} replications of {days} days are none. Ask for at least 1 of each."
        )
    fleet = fleet_of(line, loads)
    batches = [
        _simulated(line, fleet, loads, seed, numbers, days)
        for numbers in (
            range(first, min(first + _AT_ONCE, replications))
            for first in range(0, replications, _AT_ONCE)
        )
    ]
    counts = joined([found for found, _ in batches])
    by_minute = np.sum([units for _, units in batches], axis=0)
    percentiles = np.array([quantiles_h(units, _PERCENT) for units in by_minute])
    return FerryRun(line, loads, seed, replications, days, counts, percentiles)


def fleet_of(line: FerryLine, loads: tuple[float, float]) -> Fleet:
    """Return the fleet as whole numbers; where no cargo comes a vessel does not wait for it."""
    longest = round(line.longest_wait_h.median * HOUR)
    first, second = (longest if load else 0 for load in loads)
    return Fleet(
        vessels=round(line.vessels.median),
        load=round(line.load.median),
        block=round(line.block.median),
        berths=(round(line.ports[0].berths.median), round(line.ports[1].berths.median)),
        longest_wait_s=(first, second),
    )


def _simulated(
    line: FerryLine,
    fleet: Fleet,
    loads: tuple[float, float],
    seed: int,
    replications: range,
    days: int,
) -> tuple[Tally, Numbers]:
    block_t = line.tonnes_per_unit.median * fleet.block
    rates = [load / block_t / MONTH_H for load in loads]
    hours = (WARM_UP_DAYS + days) * _DAY_H
    draws = ferry_draws(line, rates, seed, replications, hours)
    between = (round(WARM_UP_DAYS * _DAY_H * HOUR), draws.horizon_s)
    counts, waits = tally(draws, call_by_call(draws, fleet), fleet, between)
    return counts, units_by_minute(waits, draws.horizon_s // 60 + 1)


def _loads(given: float | Sequence[float]) -> tuple[float, float]:
    pair = (given, given) if isinstance(given, int | float) else tuple(map(float, given))
    if len(pair) != 2 or not all(0 <= load < np.inf for load in pair):
        raise BadInputError(
            f"{given} is no load of a line. Give tonnes a month as one number, or as two."
        )
    return float(pair[0]), float(pair[1])


def _pair(values: Numbers) -> tuple[float, float]:
    return float(values[0]), float(values[1])
