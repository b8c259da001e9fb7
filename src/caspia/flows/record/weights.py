"""Quantities of the record as sums over routes: what does not change when tonnes do, once.

A quantity in containers is a sum for each weight that a container may have, so that weights can be
drawn as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from caspia.flows.record.counting import counted
from caspia.flows.record.units import load_of_cell, load_of_unit, scale_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from caspia.flows.record.counting import Routed
    from caspia.flows.record.measures import Count

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sought:
    """A quantity to be found among flows: what is counted, when, in which unit."""

    count: Count
    period: tuple[date, date]
    unit: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over routes that make up quantities; s of them for q quantities.

    Attributes
    ----------
    sought : tuple of Sought, length q
        The quantities.
    of : int32, shape (s,)
        The quantity that each sum is part of.
    load : tuple of str, length s
        By which weight it is divided; empty for tonnes.
    scale : float64, shape (s,)
        By what it is multiplied.
    """

    sought: tuple[Sought, ...]
    of: Ids
    load: tuple[str, ...]
    scale: Numbers

    def weights(
        self, moved: Routed, months: Sequence[date], empty_per_loaded: Numbers
    ) -> csr_array:
        """Return what each tonne of a route adds to each sum, shape (s, routes).

        Parameters
        ----------
        moved : Routed
            The routes; their tonnes do not matter.
        months : sequence of date
            First days.
        empty_per_loaded : float64, shape (cells, months)
            Empty containers that go with each loaded one.
        """
        lines: list[csr_array] = []
        for number, one in enumerate(self.sought):
            weight = _inside(moved, one.period, months) * counted(moved, one.count)
            parts = np.flatnonzero(self.of == number).tolist()
            shares = (_share(self, part, moved, empty_per_loaded) for part in parts)
            lines += [csr_array((weight * share)[None]) for share in shares]
        if not lines:
            return csr_array((0, len(moved.routes)))
        return _stacked(lines, len(moved.routes))

    def values(self, sums: Numbers, loads: Mapping[str, float]) -> Numbers:
        """Return the quantities in their units from sums over routes; shape (q,).

        Parameters
        ----------
        sums : float64, shape (s,)
            Weights times tonnes.
        loads : mapping of str to float
            As of `middle_loads`.
        """
        by = np.array([loads[one] if one else 1.0 for one in self.load])
        found = np.bincount(self.of, self.scale * sums / by, minlength=len(self.sought))
        return found.astype(np.float64)


def sums_of(sought: Sequence[Sought], moved: Routed) -> Sums:
    """Return the sums that quantities are made of, for routes of these cells."""
    of, load, scale = [], [], []
    for number, one in enumerate(sought):
        for name in _loads(one, moved):
            of.append(number)
            load.append(name)
            scale.append(scale_of(one.unit, one.period))
    return Sums(tuple(sought), np.array(of, dtype=np.int32), tuple(load), np.array(scale))


def _loads(one: Sought, moved: Routed) -> list[str]:
    plain = load_of_unit(one.unit)
    if plain is not None:
        return [plain]
    return sorted({load_of_cell(cell) for cell in moved.cells})


def _inside(moved: Routed, period: tuple[date, date], months: Sequence[date]) -> Numbers:
    start, end = period
    flags = np.array([float(start <= month < end) for month in months])
    return np.asarray(flags[moved.routes.period])


def _share(sums: Sums, place: int, moved: Routed, empty_per_loaded: Numbers) -> Numbers:
    """Return which routes count in a sum: of containers those of one weight, with their empties."""
    one, routes = sums.sought[sums.of[place]], moved.routes
    if load_of_unit(one.unit) is not None:
        return np.ones(len(routes))
    of_weight = np.array([load_of_cell(cell) == sums.load[place] for cell in moved.cells])
    found = of_weight[routes.cell].astype(np.float64)
    if one.count.empties:
        found *= 1.0 + empty_per_loaded[routes.cell, routes.period]
    return found


def _stacked(lines: Sequence[csr_array], routes: int) -> csr_array:
    data = np.concatenate([line.data for line in lines])
    columns = np.concatenate([line.indices for line in lines])
    start = np.cumsum([0, *(line.nnz for line in lines)])
    return csr_array((data, columns, start), shape=(len(lines), routes))
