"""What is expected of a cell before bounds: its own rows of other years, else what is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand.cells import cells
from caspia.demand.months import END, MONTHS, YEARS, covered, days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.demand.bounds import Bound

# A season is no year: rows that cover less than this many months are not carried elsewhere.
_LEAST_MONTHS = 6.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is expected before bounds.

    Attributes
    ----------
    tonnes : float64, shape (cells, months)
        By the days of each month, since nothing says more.
    rows : tuple of tuple of str, one for each cell
        Rows of whatever year that it was carried from; empty where it is assumed.
    """

    tonnes: NDArray[np.float64]
    rows: tuple[tuple[str, ...], ...]


def prior_from(bounds: Sequence[Bound]) -> Prior:
    """Return the expectation of each cell and month.

    Years without a row lie between those with one, on a straight line, and beyond the last
    they stay as they were.
    """
    length, could = days(), open_shares()
    tonnes = np.empty((len(cells()), len(MONTHS)))
    rows = []
    for place, cell in enumerate(cells()):
        own = [bound for bound in bounds if _tells_a_rate(bound, place)]
        yearly = _by_year(own, length) or {YEARS[0]: cell.t_per_year / 365.25}
        years = np.array(sorted(yearly), float)
        rates = np.interp(YEARS, years, [yearly[int(year)] for year in years])
        tonnes[place] = np.repeat(rates, 12) * length * could[place]
        rows.append(tuple(dict.fromkeys(row for bound in own for row in bound.row_ids)))
    return Prior(tonnes, tuple(rows))


def open_shares() -> NDArray[np.float64]:
    """Return the share of each month in which a cell could go; float64 of shape (cells, months)."""
    whole = np.ones(len(MONTHS))
    found = [whole if cell.since is None else covered(cell.since, END) for cell in cells()]
    return np.array(found)


def _tells_a_rate(bound: Bound, place: int) -> bool:
    return (
        bound.cells == (place,)
        and not bound.money
        and bound.value > 0
        and bound.low > 0
        and bool(np.isfinite(bound.high))
        and float(bound.shares.sum()) >= _LEAST_MONTHS
    )


def _by_year(own: Sequence[Bound], length: NDArray[np.float64]) -> dict[int, float]:
    """Return tonnes a day by year: of the row that covers most of the year."""
    found: dict[int, tuple[float, float]] = {}
    for bound in own:
        rate = bound.value / float(bound.shares @ length)
        by_year = bound.shares.reshape(len(YEARS), 12).sum(axis=1)
        for year, months in zip(YEARS, by_year, strict=True):
            if months > 0 and months > found.get(year, (0.0, 0.0))[0]:
                found[year] = (float(months), rate)
    return {year: rate for year, (_, rate) in found.items()}
