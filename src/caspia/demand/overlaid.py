"""Demand that is laid over that of the record: what a what-if multiplies or adds.

Rows of the series ``demand_factor``, and of those that begin with ``demand_added`` and end with
their unit, say so; the reference has none. Their
``scope`` names zones of demand as ``KAZ>EUR``, several with commas between, ``*`` for any.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.demand.cells import Cell
from caspia.demand.table import empties, loaded_teu
from caspia.demand.tables import node_of
from caspia.errors import BadInputError
from caspia.ledger import holds_on
from caspia.network.capacities import tonnes_a_month
from caspia.network.measures import Value
from caspia.network.told import middle
from caspia.network.value_rows import value_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.demand.standing import Standing
    from caspia.demand.table import DemandTable
    from caspia.ledger import Ledger, Row

    Numbers = NDArray[np.float64]

FACTOR, ADDED = "demand_factor", "demand_added_"
ANY_ZONE = "*"
_MIDDLE = 15
_NEW = 1.5  # by what factor a wish that no row tells of may be off


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whose cargo a row is about; no zones or good means any."""

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    good: str

    def takes_in(self, cell: Cell) -> bool:
        return (
            (not self.origins or cell.origin in self.origins)
            and (not self.destinations or cell.destination in self.destinations)
            and self.good in ("", cell.good)
        )


def overlaid(table: DemandTable, ledger: Ledger) -> DemandTable:
    """Return a table with what the ledger's rows multiply and add.

    Parameters
    ----------
    table : DemandTable
        Demand by the record.
    ledger : Ledger
        Where the rows stand.

    Raises
    ------
    BadInputError
        An added amount is in a unit that says nothing of tonnes.
    """
    rows = ledger.rows("observations")
    factors = [row for row in rows if row["series"] == FACTOR]
    added = [row for row in rows if row["series"].startswith(ADDED)]
    for row in factors:
        table = _scaled(table, row)
    for row in added:
        table = _with_added(_with_cell(table, row), row, ledger)
    if not factors and not added:
        return table
    teu = np.array([loaded_teu(c, r) for c, r in zip(table.cells, table.tonnes, strict=True)])
    return replace(table, teu=teu, empty_teu=empties(table.cells, teu))


def _meant(row: Row) -> _Meant:
    origins, _, destinations = row["scope"].partition(">")
    return _Meant(_zones(origins), _zones(destinations), row["good"] or "")


def _zones(text: str) -> tuple[str, ...]:
    return () if text == ANY_ZONE else tuple(text.split(","))


def _scaled(table: DemandTable, row: Row) -> DemandTable:
    cells = _places(table, row)
    by = np.where(_held(table.months, row), middle(row), 1.0)
    low, high = _times(table.low, cells, by), _times(table.high, cells, by)
    resting = _resting_on(table, cells, row)
    return replace(resting, tonnes=_times(table.tonnes, cells, by), low=low, high=high)


def _times(values: Numbers, cells: Sequence[int], by: Numbers) -> Numbers:
    found = values.copy()
    found[cells] *= by
    return found


def _with_added(table: DemandTable, row: Row, ledger: Ledger) -> DemandTable:
    cells = _places(table, row)[:1]
    monthly = np.array([_monthly(row, middle(row), month, ledger) for month in table.months])
    more = monthly * _held(table.months, row)
    low, high = _plus(table.low, cells, more), _plus(table.high, cells, more)
    resting = _resting_on(table, cells, row)
    return replace(resting, tonnes=_plus(table.tonnes, cells, more), low=low, high=high)


def _plus(values: Numbers, cells: Sequence[int], more: Numbers) -> Numbers:
    found = values.copy()
    found[cells] += more
    return found


def _monthly(row: Row, number: float, month: date, ledger: Ledger) -> float:
    told = Value(number, number, number, "assumed", (row.id,))
    good = row["good"] or "general"
    tonnes = tonnes_a_month(told, row["unit"], value_rows(ledger, month, good))
    if tonnes is None:
        raise BadInputError(
            f"{row.id} adds demand in {row['unit']}, which says nothing of tonnes. "
            "Give it in Mt_per_year, bcm_per_year or TEU_per_year."
        )
    return tonnes.median


def _with_cell(table: DemandTable, row: Row) -> DemandTable:
    """Return a table that has the cell which a row adds to."""
    if _places(table, row):
        return table
    meant = _meant(row)
    origin, destination = meant.origins[0], meant.destinations[0]
    nodes = (node_of(origin, meant.good, "origin"), node_of(destination, meant.good, "destination"))
    cell = Cell(origin, destination, meant.good, *nodes, 0.0, _NEW, None, f"only in {row.id}")
    none, years = np.zeros((1, len(table.months))), len(table.years)
    assumed: Standing = "assumed"
    return replace(
        table,
        cells=(*table.cells, cell),
        tonnes=np.vstack([table.tonnes, none]),
        low=np.vstack([table.low, none]),
        high=np.vstack([table.high, none]),
        teu=np.vstack([table.teu, none]),
        empty_teu=np.vstack([table.empty_teu, none]),
        standing=(*table.standing, (assumed,) * years),
        rows=(*table.rows, ((),) * years),
        in_bounded_sum=np.vstack([table.in_bounded_sum, np.zeros((1, years), dtype=np.bool_)]),
    )


def _resting_on(table: DemandTable, cells: Sequence[int], row: Row) -> DemandTable:
    """Return a table in which some cells rest on a row, and are assumed in the years of it."""
    held = _held(table.months, row)
    years = {month.year for month, holds in zip(table.months, held, strict=True) if holds}
    touched = [year in years for year in table.years]
    standing, rows = list(table.standing), list(table.rows)
    for cell in cells:
        standing[cell] = tuple(map(_standing, touched, standing[cell]))
        rows[cell] = tuple(
            (*was, row.id) if yes else was for yes, was in zip(touched, rows[cell], strict=True)
        )
    return replace(table, standing=tuple(standing), rows=tuple(rows))


def _standing(touched: bool, was: Standing) -> Standing:
    return "assumed" if touched else was


def _places(table: DemandTable, row: Row) -> list[int]:
    meant = _meant(row)
    return [place for place, cell in enumerate(table.cells) if meant.takes_in(cell)]


def _held(months: Sequence[date], row: Row) -> NDArray[np.bool_]:
    return np.array([holds_on(row, month.replace(day=_MIDDLE)) for month in months])
