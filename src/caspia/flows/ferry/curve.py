"""Waiting by load: a curve from what a line is given to how long its cargo waits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from caspia.errors import BadInputError
from caspia.flows.ferry.run import MONTH_H, simulate
from caspia.network.measures import Value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from caspia.flows.ferry.line import FerryLine
    from caspia.flows.ferry.run import FerryRun

Numbers = NDArray[np.float64]
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
_MORE_THAN_IT_CARRIES = 1.5
_FIRMNESS = ("observed", "measured", "assumed")


@dataclass(frozen=True, slots=True)
class WaitingCurve:
    """How long cargo waits for a line, by what comes to each of its ends.

    Arrays of two columns are for the ends of the line: cargo from a to b, and from b to a.

    Attributes
    ----------
    line : FerryLine
        What was simulated.
    capacity_t_per_month : float
        Tonnes a month each way that it carries when more than enough waits at both ends.
    load_t_per_month : float64, shape (points,)
        Tonnes a month that come to each end, ascending.
    p10_h, median_h, p90_h : float64, shape (points, 2)
        Hours from ready on the quay to sailing, less loading.
    mean_h, mean_error_h : float64, shape (points, 2)
        Mean over replications, and its standard error; nan where nothing sailed.
    """

    line: FerryLine
    capacity_t_per_month: float
    load_t_per_month: Numbers
    p10_h: Numbers
    median_h: Numbers
    p90_h: Numbers
    mean_h: Numbers
    mean_error_h: Numbers

    @property
    def utilisation(self) -> Numbers:
        """Load over capacity at each point, shape (points,)."""
        return self.load_t_per_month / self.capacity_t_per_month

    def wait_h(self, load_t_per_month: float, *, back: bool = False) -> Value:
        """Return the wait at a load, as a dwell of the network: median, one in ten, nine in ten.

        Between points the curve is straight; under the first it is flat.

        Parameters
        ----------
        load_t_per_month : float
            Tonnes a month to each end, at most the capacity.
        back : bool
            From b to a instead of from a to b.

        Raises
        ------
        BadInputError
            The load is no number, below zero, or more than the line carries.
        """
        if not 0 <= load_t_per_month <= self.capacity_t_per_month:
            raise BadInputError(
                f"{self.line.link_id} carries 0 to {self.capacity_t_per_month:.0f} t a month each "
                f"way, and {load_t_per_month} is no such load: the queue would grow without end. "
                "Give it less, or give the line more vessels."
            )
        median, low, high = (
            float(np.interp(load_t_per_month, self.load_t_per_month, column[:, int(back)]))
            for column in (self.median_h, self.p10_h, self.p90_h)
        )
        facts = self.line.facts().values()
        return Value(
            median,
            low,
            high,
            max((fact.basis for fact in facts), key=_FIRMNESS.index),
            tuple(dict.fromkeys(row for fact in facts for row in fact.rows)),
            tuple(dict.fromkeys(name for fact in facts for name in fact.assumptions)),
        )


def waiting_by_load(
    line: FerryLine,
    *,
    seed: int = 1,
    replications: int = 100,
    days: int = 180,
    shares: Sequence[float] = SHARES,
    executor: Executor | None = None,
) -> WaitingCurve:
    """Return the wait at shares of what a line can carry, the same load each way.

    At the whole of it the queue grows slowly without end: that point is what has built up after
    `days`.

    Parameters
    ----------
    line : FerryLine
        What sails.
    seed, replications, days
        As in `simulate`; every point meets the same winds and the same cargo, closer together.
    shares : sequence of float
        Ascending, above 0 to 1.
    executor : Executor, optional
        Where the points are worked out; in this process without one. The bytes are the same.

    Raises
    ------
    BadInputError
        The shares are not ascending within 0 and 1.
    """
    if not shares or list(shares) != sorted({s for s in shares if 0 < s <= 1}):
        raise BadInputError(f"Shares {list(shares)} do not ascend above 0 to 1. Mend them.")
    capacity = carried_at_most(line, seed, replications, days)
    loads = np.array(shares) * capacity
    spread = executor.map if executor else map
    numbers = (repeat(line), loads.tolist(), repeat(seed), repeat(replications), repeat(days))
    runs = list(spread(simulate, *numbers))
    return _curve(line, capacity, loads, runs)


def carried_at_most(line: FerryLine, seed: int, replications: int, days: int) -> float:
    """Return the tonnes a month each way when more than enough waits at both ends."""
    work = sum(port.unloading_h.median + port.loading_h.median for port in line.ports)
    trips = MONTH_H / (work + 2 * line.sailing_h.median) * line.vessels.median
    enough = _MORE_THAN_IT_CARRIES * trips * line.load.median * line.tonnes_per_unit.median
    return float(simulate(line, enough, seed, replications, days).throughput_t_per_month.min())


def _curve(
    line: FerryLine, capacity: float, loads: Numbers, runs: Sequence[FerryRun]
) -> WaitingCurve:
    percentiles = np.array([run.percentiles_h for run in runs])
    means = np.array([run.tally.mean_wait_h for run in runs])
    mean, error = _mean_and_error(means)
    return WaitingCurve(
        line=line,
        capacity_t_per_month=capacity,
        load_t_per_month=loads,
        p10_h=percentiles[:, :, 9],
        median_h=percentiles[:, :, 49],
        p90_h=percentiles[:, :, 89],
        mean_h=mean,
        mean_error_h=error,
    )


def _mean_and_error(means: Numbers) -> tuple[Numbers, Numbers]:
    """Return mean and standard error over replications, the second axis; nan where none sailed."""
    told = (~np.isnan(means)).sum(axis=1)
    count = np.where(told > 0, told, np.nan)
    mean = np.nansum(means, axis=1) / count
    variance = np.nansum((means - mean[:, None]) ** 2, axis=1) / np.maximum(count - 1, 1)
    return mean, np.sqrt(variance / count)
