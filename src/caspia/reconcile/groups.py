"""Many quantities at once, none tied to another: the least cost of each in one sweep over arrays.

The cost is that of the quadratic program in ``program.py``; here it has one unknown per group, so
the place where its slope changes sign is found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.reconcile.arrays import Estimates, Flags, Floats, Integers

if TYPE_CHECKING:
    from collections.abc import Callable

    from caspia.reconcile.assumptions import Assumptions

# A pull towards the printed values, far below any other cost: it decides where nothing else does.
TIE = 1e-4
# Beyond so many spreads a wide report counts as no wider: it keeps the program well scaled.
LOOSEST = 100.0
# Two points closer than this share of a spread are one.
_SAME = 1e-9
_HALVINGS = 48


@dataclass(frozen=True, slots=True)
class Grouped:
    """Reports sorted by group; n reports, g groups, none empty.

    Attributes
    ----------
    starts : int64, shape (g,)
        Where each group begins.
    value, low, high : float64, shape (n,)
        As in `Reports`.
    soft_low, soft_high : bool, shape (n,)
        As in `Reports`.
    aim : float64, shape (n,)
        Where the report would have the best value; the value itself unless it is itself a result.
    spread : float64, shape (n,)
        Usual distance of such a report from the truth, in the unit of the quantity; above zero.
    """

    starts: Integers
    value: Floats
    low: Floats
    high: Floats
    soft_low: Flags
    soft_high: Flags
    aim: Floats
    spread: Floats

    def group(self) -> Integers:
        """Return the group of each report, shape (n,)."""
        return np.repeat(np.arange(len(self.starts)), self.sizes())

    def sizes(self) -> Integers:
        """Return how many reports each group has, shape (g,)."""
        return np.diff(np.append(self.starts, len(self.value)))

    def part(self, groups: Flags) -> Grouped:
        """Return some groups, g flags."""
        rows = groups[self.group()]
        sizes = self.sizes()[groups]
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        arrays = [getattr(self, name)[rows] for name in self.__slots__[1:]]
        return Grouped(starts, *arrays)


def settle(reports: Grouped, rules: Assumptions) -> Estimates:
    """Return what each group of reports comes to.

    Parameters
    ----------
    reports : Grouped
        n reports in g groups.
    rules : Assumptions
        What is taken for granted.
    """
    firsts = reports.value[reports.starts]
    compromise, best = firsts.copy(), reports.aim[reports.starts]
    open_ = _differ(reports)
    if open_.any():
        some = reports.part(open_)
        compromise[open_] = _zero_of(_slope_of_values(some, rules), some)
        best[open_] = _zero_of(_slope_within_bounds(some, rules), some)
    low, high, soft_low, soft_high = common_room(reports, compromise, rules)
    best = np.clip(best, low, high)
    weight = _weights(reports, best, rules)
    return Estimates(compromise, best, low, high, soft_low, soft_high, weight)


def common_room(
    reports: Grouped, compromise: Floats, rules: Assumptions
) -> tuple[Floats, Floats, Flags, Flags]:
    """Return what all reports of a group leave in common, each widened by what it must concede.

    A report concedes `room` times what it misses the compromise of the bare values by. That does
    not depend on bounds, so wider bounds never give a narrower interval. What lies outside every
    report is cut off. Soft ends count only on a side that nothing bounds firmly.

    Returns
    -------
    tuple of arrays, shape (g,)
        low, high, soft_low, soft_high.
    """
    concession = rules.room * np.abs(misses(reports, compromise))
    firm_low = np.where(reports.soft_low, -np.inf, reports.low) - concession
    firm_high = np.where(reports.soft_high, np.inf, reports.high) + concession
    starts = reports.starts
    low = np.maximum.reduceat(firm_low, starts)
    high = np.minimum.reduceat(firm_high, starts)
    soft_low, soft_high = np.isinf(low), np.isinf(high)
    least, most = _hull(reports, compromise)
    low = np.where(soft_low, np.minimum.reduceat(reports.low, starts), np.maximum(low, least))
    high = np.where(soft_high, np.maximum.reduceat(reports.high, starts), np.minimum(high, most))
    return low, high, soft_low, soft_high


def _hull(reports: Grouped, compromise: Floats) -> tuple[Floats, Floats]:
    """Return the least and the most that anything firm, or the compromise, says."""
    low = np.where(reports.soft_low, reports.value, reports.low)
    high = np.where(reports.soft_high, reports.value, reports.high)
    least = np.minimum(np.minimum.reduceat(low, reports.starts), compromise)
    return least, np.maximum(np.maximum.reduceat(high, reports.starts), compromise)


def misses(reports: Grouped, at: Floats) -> Floats:
    """Return by how much a point misses the bare value of each report, shape (n,).

    Positive where the point lies below. A bound ("more than 500") is missed on one side only.
    """
    gap = reports.value - np.repeat(at, reports.sizes())
    gap = np.where(reports.soft_high & ~reports.soft_low, np.maximum(gap, 0.0), gap)
    return np.where(reports.soft_low & ~reports.soft_high, np.minimum(gap, 0.0), gap)


def tied(reports: Grouped) -> Flags:
    """Tell which reports pull to their value: figures, and bounds where there is no figure."""
    figure = reports.soft_low == reports.soft_high
    some = np.logical_or.reduceat(figure, reports.starts)
    return np.asarray(figure | ~np.repeat(some, reports.sizes()))


def reach(reports: Grouped) -> Floats:
    """Return how loosely a report pulls to its value: half its width and a tenth of its spread."""
    half = np.maximum(reports.value - reports.low, reports.high - reports.value)
    return np.asarray(np.minimum(half, LOOSEST * reports.spread) + 0.1 * reports.spread)


def _differ(reports: Grouped) -> Flags:
    least = np.minimum.reduceat(np.minimum(reports.value, reports.aim), reports.starts)
    most = np.maximum.reduceat(np.maximum(reports.value, reports.aim), reports.starts)
    return np.asarray(least < most)


def _slope_of_values(reports: Grouped, rules: Assumptions) -> Callable[[Floats], Floats]:
    pulls_to_value = np.where(tied(reports), TIE, 0.0)
    spread, starts, sizes = reports.spread, reports.starts, reports.sizes()

    def slope(at: Floats) -> Floats:
        scaled = -misses(reports, at) / spread
        cost = np.clip(scaled, -rules.bend, rules.bend) / spread
        tie = pulls_to_value * (np.repeat(at, sizes) - reports.value) / spread**2
        return np.asarray(np.add.reduceat(cost + tie, starts))

    return slope


def _slope_within_bounds(reports: Grouped, rules: Assumptions) -> Callable[[Floats], Floats]:
    pulls = np.where(tied(reports), TIE, 0.0) / reach(reports) ** 2
    low_spread, high_spread = _end_spreads(reports, rules)
    starts, sizes = reports.starts, reports.sizes()

    def slope(at: Floats) -> Floats:
        point = np.repeat(at, sizes)
        below = np.clip((reports.low - point) / low_spread, 0.0, rules.bend) / low_spread
        above = np.clip((point - reports.high) / high_spread, 0.0, rules.bend) / high_spread
        return np.asarray(np.add.reduceat(above - below + pulls * (point - reports.aim), starts))

    return slope


def _zero_of(slope: Callable[[Floats], Floats], reports: Grouped) -> Floats:
    """Return where a rising slope changes sign: between the least and the greatest value."""
    low = np.minimum.reduceat(np.minimum(reports.value, reports.aim), reports.starts)
    high = np.maximum.reduceat(np.maximum(reports.value, reports.aim), reports.starts)
    for _ in range(_HALVINGS):
        middle = low + (high - low) / 2
        rising = slope(middle) > 0
        high = np.where(rising, middle, high)
        low = np.where(rising, low, middle)
    return low + (high - low) / 2


def _weights(reports: Grouped, best: Floats, rules: Assumptions) -> Floats:
    """Return shares with which the best value is the mean of the values: force over distance.

    That holds but for rounding, and where the best value is an end of the interval.
    """
    point = np.repeat(best, reports.sizes())
    low_spread, high_spread = _end_spreads(reports, rules)
    below = np.clip((reports.low - point) / low_spread, 0.0, rules.bend) / low_spread
    above = np.clip((point - reports.high) / high_spread, 0.0, rules.bend) / high_spread
    distance = np.abs(point - reports.aim)
    apart = distance > _SAME * reports.spread
    force = np.divide(below + above, distance, out=np.zeros_like(distance), where=apart)
    at_it = np.where(~apart & (reports.low == reports.high), 1 / reports.spread**2, 0.0)
    strength = force + at_it + np.where(tied(reports), TIE, 0.0) / reach(reports) ** 2
    total = np.add.reduceat(strength, reports.starts)
    return np.asarray(strength / np.repeat(total, reports.sizes()))


def _end_spreads(reports: Grouped, rules: Assumptions) -> tuple[Floats, Floats]:
    """Return the spread beyond each end: beyond a soft one a miss costs little."""
    low = np.where(reports.soft_low, rules.soft_spread, 1.0) * reports.spread
    return low, np.where(reports.soft_high, rules.soft_spread, 1.0) * reports.spread
