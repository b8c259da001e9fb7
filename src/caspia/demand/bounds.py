"""Statements as bounds: those about one sum become one interval, by the reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand.cells import cells
from caspia.demand.statements import OPEN, prices
from caspia.reconcile import reports_from, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.demand.statements import Statement


@dataclass(frozen=True, slots=True)
class Bound:
    """A sum of cells over months lies between two ends.

    Attributes
    ----------
    row_ids : tuple of str
        The rows that say so.
    cells : tuple of int
        Places of the cells.
    shares : float64, shape (months,)
        Share of each month that counts.
    low, value, high : float
        In tonnes, or USD where `money`; `high` is infinite where nothing bounds it.
    money : bool
        The cells count at their prices.
    one_price : bool
        The row names a good that has one price, so that its value bounds its tonnes.
    """

    row_ids: tuple[str, ...]
    cells: tuple[int, ...]
    shares: NDArray[np.float64]
    low: float
    value: float
    high: float
    money: bool
    one_price: bool

    def places(self) -> NDArray[np.int64]:
        """Return the places in the flat table, cell by cell; int64."""
        months = np.flatnonzero(self.shares)
        return (np.array(self.cells)[:, None] * len(self.shares) + months).ravel()

    def weights(self) -> NDArray[np.float64]:
        """Return what a tonne at each of the places counts; float64, in the order of `places`."""
        months = self.shares[self.shares > 0]
        names = tuple(cell.good for cell in cells())
        worth = prices(self.cells, names) if self.money else np.ones(len(self.cells))
        return (worth[:, None] * months).ravel()


def bounds_from(statements: Sequence[Statement]) -> tuple[Bound, ...]:
    """Return one bound for each sum that statements speak of, in a fixed order."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = (one.cells, one.shares, one.floor, one.top, one.money, one.one_price)
        groups.setdefault(key, []).append(one)
    return tuple(_bound(group) for group in groups.values())


def _bound(group: Sequence[Statement]) -> Bound:
    first = group[0]
    low, value, high = _agreed(group)
    return Bound(
        tuple(sorted(one.row_id for one in group)),
        first.cells,
        np.array(first.shares),
        low if first.floor else 0.0,
        value,
        high if first.top else OPEN,
        first.money,
        first.one_price,
    )


def _agreed(group: Sequence[Statement]) -> tuple[float, float, float]:
    """Return the interval that reports of one sum come to."""
    if len(group) == 1:
        size = group[0].size
        return size.low, size.value, size.high
    tellers = sorted({one.teller for one in group})
    reports = reports_from(
        [0] * len(group),
        [one.size.value for one in group],
        [one.size.low for one in group],
        [one.size.high for one in group],
        teller=[tellers.index(one.teller) for one in group],
    )
    found = weigh(reports, pulls_of=False)
    low = 0.0 if found.soft_low[0] else max(float(found.low[0]), 0.0)
    return low, float(found.best[0]), OPEN if found.soft_high[0] else float(found.high[0])
