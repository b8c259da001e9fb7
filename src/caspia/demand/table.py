"""The table of demand, as arrays and as a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand.tables import assumption

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl
    from numpy.typing import NDArray

    from caspia.demand.cells import Cell
    from caspia.demand.standing import Standing
    from caspia.demand.statements import LeftAside
    from caspia.demand.tables import Assumption
    from caspia.ledger import Period


@dataclass(frozen=True, slots=True)
class EasedBound:
    """A bound that contradicted others: its rows, and the share of its end it gave way by."""

    row_ids: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class DemandTable:
    """What wants to move by any way: c cells, m months, y calendar years that the period touches.

    Attributes
    ----------
    period : Period
        Whole months.
    months : tuple of date, length m
        First day of each month.
    years : tuple of int, length y
        Calendar years.
    cells : tuple of Cell, length c
        Good, origin, destination and their nodes.
    tonnes : float64, shape (c, m)
        Tonnes a month.
    low, high : float64, shape (c, m)
        The interval of each: by rows, and where no row bounds it by what is assumed.
    teu, empty_teu : float64, shape (c, m)
        Loaded containers in twenty-foot units, and those that go back empty; zero for other goods.
    standing : tuple of tuple of str, c by y
        ``observed``, ``bounded``, ``derived`` or ``assumed``, as in `Known`.
    rows : tuple of tuple of tuple of str, c by y
        Rows that each cell rests on.
    in_bounded_sum : bool, shape (c, y)
        Rows bound the cell, or a sum of a whole year that it is part of, from both sides.
    eased : tuple of EasedBound
        Bounds that contradicted others.
    left_aside : tuple of LeftAside
        Rows that could be used and are not.
    violation : float
        Largest relative violation of a bound, those eased as eased.
    """

    period: Period
    months: tuple[date, ...]
    years: tuple[int, ...]
    cells: tuple[Cell, ...]
    tonnes: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    teu: NDArray[np.float64]
    empty_teu: NDArray[np.float64]
    standing: tuple[tuple[Standing, ...], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    in_bounded_sum: NDArray[np.bool_]
    eased: tuple[EasedBound, ...]
    left_aside: tuple[LeftAside, ...]
    violation: float

    def __repr__(self) -> str:
        total = self.tonnes.sum() / 1e6
        return f"<DemandTable {self.period}: {len(self.cells)} cells, {total:.1f} Mt>"

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Every row that the table rests on, each once."""
        return tuple(dict.fromkeys(row for cell in self.rows for year in cell for row in year))

    def of_good(self, good: str) -> DemandTable:
        """Return the cells of one good alone."""
        return self.of_cells([n for n, cell in enumerate(self.cells) if cell.good == good])

    def of_cells(self, kept: Sequence[int]) -> DemandTable:
        """Return some cells alone, by their places."""
        return replace(
            self,
            cells=tuple(self.cells[place] for place in kept),
            tonnes=self.tonnes[list(kept)],
            low=self.low[list(kept)],
            high=self.high[list(kept)],
            teu=self.teu[list(kept)],
            empty_teu=self.empty_teu[list(kept)],
            standing=tuple(self.standing[place] for place in kept),
            rows=tuple(self.rows[place] for place in kept),
            in_bounded_sum=self.in_bounded_sum[list(kept)],
        )

    def of_year(self, values: NDArray[np.float64], year: int) -> NDArray[np.float64]:
        """Return the sums over the months of a year; float64 of shape (c,)."""
        chosen = [place for place, month in enumerate(self.months) if month.year == year]
        total: NDArray[np.float64] = values[:, chosen].sum(axis=1)
        return total

    def frame(self) -> pl.DataFrame:
        """Return a line per cell and month, units in the names of columns."""
        import polars as pl

        return pl.DataFrame(self._columns())

    def _columns(self) -> dict[str, list[object]]:
        lines = [
            (cell, place, number, month)
            for place, cell in enumerate(self.cells)
            for number, month in enumerate(self.months)
        ]
        found: dict[str, list[object]] = {
            "origin": [cell.origin for cell, *_ in lines],
            "destination": [cell.destination for cell, *_ in lines],
            "origin_node": [cell.origin_node for cell, *_ in lines],
            "destination_node": [cell.destination_node for cell, *_ in lines],
            "good": [cell.good for cell, *_ in lines],
            "month": [month for *_, month in lines],
        }
        arrays = {
            "tonnes": self.tonnes,
            "low_tonnes": self.low,
            "high_tonnes": self.high,
            "teu": self.teu,
            "empty_teu": self.empty_teu,
        }
        found |= {name: list(map(float, array.ravel())) for name, array in arrays.items()}
        years = {year: number for number, year in enumerate(self.years)}
        found["standing"] = [self.standing[c][years[month.year]] for _, c, _, month in lines]
        found["rows"] = [list(self.rows[c][years[month.year]]) for _, c, _, month in lines]
        return found


def loaded_teu(cell: Cell, tonnes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the loaded containers of a cell; float64 of the shape of `tonnes`."""
    if cell.good != "containers":
        return np.zeros_like(tonnes)
    return tonnes / tonnes_per_teu(cell).value


def tonnes_per_teu(cell: Cell) -> Assumption:
    """Return how heavy the loaded containers of a cell are: a middle and its ends, in t per TEU."""
    ends = (cell.origin, cell.destination)
    ways = {("FAR_EAST", "EUR"): "westbound", ("EUR", "FAR_EAST"): "eastbound"}
    return assumption(f"tonnes_per_teu.{ways.get(ends, 'other')}")


def empties(cells: tuple[Cell, ...], teu: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the containers that go empty: where more come loaded than go, the rest goes back.

    Parameters
    ----------
    cells : tuple of Cell, length c
        The cells.
    teu : float64, shape (c, m)
        Loaded containers.
    """
    ends = {
        (cell.origin, cell.destination): place
        for place, cell in enumerate(cells)
        if cell.good == "containers"
    }
    found = np.zeros_like(teu)
    balance = assumption("empties.balance").value
    for (origin, destination), place in ends.items():
        other = ends.get((destination, origin))
        if other is not None:
            found[place] = balance * np.maximum(teu[other] - teu[place], 0.0)
    return found
