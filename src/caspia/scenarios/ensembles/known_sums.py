"""Sums of demand that rows tell: each draw of the cells is brought to them.

A sum that rows bound from both sides is drawn within its interval, as one fact; one bounded from
one side is kept within it. Cells then move only as far as the sums let them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from caspia.demand import bounds_within
from caspia.scenarios.ensembles.demand_spans import words_of
from caspia.scenarios.ensembles.factor import Factor
from caspia.scenarios.ensembles.spans import LooseSpans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from caspia.demand import Bound
    from caspia.flows import Region
    from caspia.scenarios.ensembles.factor import FactorBook

    Numbers = NDArray[np.float64]

_TURNS = 60
# Sums that overlap are met to a thousandth; their rows tell them no closer.
_CLOSE = 1e-3


@dataclass(frozen=True, slots=True)
class KnownSums:
    """Sums over cells and months, b of them.

    Attributes
    ----------
    weights : csr_array, shape (b, cells * months)
        What each tonne counts.
    members : csr_array, shape (cells * months, b)
        One where a cell is in a sum.
    low, high : float64, shape (b,)
        Ends of those that are not drawn.
    drawn : bool, shape (b,)
        Whether a sum is drawn.
    """

    weights: csr_array
    members: csr_array
    low: Numbers
    high: Numbers
    drawn: NDArray[np.bool_]

    def kept(self, tonnes: Numbers, sums: Numbers) -> Numbers:
        """Return tonnes that come to the sums, as near to those given as scaling leaves them.

        Parameters
        ----------
        tonnes : float64, shape (cells, months)
            As cells were drawn.
        sums : float64, shape (b,)
            As sums were drawn.
        """
        low = np.where(self.drawn, sums, self.low)
        high = np.where(self.drawn, sums, self.high)
        found = tonnes.ravel().copy()
        for _ in range(_TURNS):
            have = self.weights @ found
            wanted = np.clip(have, low, high)
            factor = np.divide(
                wanted, have, out=np.ones_like(have), where=(have > 0) & (wanted > 0)
            )
            pull = np.log(factor)
            off = np.abs(pull) > _CLOSE
            if not off.any():
                break
            pull[~off] = 0.0
            count = np.maximum(self.members @ off.astype(np.float64), 1.0)
            found *= np.exp((self.members @ pull) / count)
        return np.asarray(found.reshape(tonnes.shape))


def known_sums(region: Region, book: FactorBook) -> tuple[KnownSums, LooseSpans]:
    """Return the sums that rows tell of a region's demand, and their intervals, shape (b,).

    An interval that does not hold what is taken for the demand is widened to it.
    """
    told = list(_told(region))
    entries = region.demand.tonnes.size
    rows = [np.full(len(places), number) for number, (_, places, _) in enumerate(told)]
    where = (
        np.concatenate([*rows, np.zeros(0, dtype=np.int64)]).astype(np.int64),
        np.concatenate([*(places for _, places, _ in told), np.zeros(0, dtype=np.int64)]),
    )
    worth = np.concatenate([*(counts for *_, counts in told), np.zeros(0)])
    weights = csr_array((worth, where), shape=(len(told), entries))
    have = weights @ region.demand.tonnes.ravel()
    low = np.minimum(np.array([bound.low for bound, *_ in told]), have)
    high = np.maximum(np.array([bound.high for bound, *_ in told]), have)
    drawn = (low > 0) & np.isfinite(high)
    members = csr_array((np.ones(len(worth)), where[::-1]), shape=(entries, len(told)))
    owner = np.full(len(told), "", dtype=object)
    for number in np.flatnonzero(drawn).tolist():
        owner[number] = book.add(_factor(told[number][0], region, told[number][1]))
    ends = (np.where(drawn, low, have), np.where(drawn, high, have))
    return KnownSums(weights, members, low, high, drawn), LooseSpans(have, *ends, owner)


def without_held(demand: LooseSpans, sums: KnownSums, figures: LooseSpans) -> LooseSpans:
    """Return demand without the facts of cells that sums bring back to where they were.

    A cell that alone makes up a sum moves with the figure of the sum, not by itself.
    """
    owner = demand.owner.copy()
    kept = sums.kept(demand.middle, figures.middle)
    for cell in range(len(owner)):
        ends = (demand.low[cell], demand.high[cell])
        if all(_held(sums, demand.middle, cell, end, (figures.middle, kept)) for end in ends):
            owner[cell] = ""
    return replace(demand, owner=owner)


def _held(
    sums: KnownSums, middle: Numbers, cell: int, end: Numbers, as_it_is: tuple[Numbers, Numbers]
) -> bool:
    """Tell whether all stays as it is where a cell is at an end of its interval."""
    figures, kept = as_it_is
    tonnes = middle.copy()
    tonnes[cell] = end
    apart = np.abs(sums.kept(tonnes, figures) - kept)
    return bool((apart <= 2 * _CLOSE * kept).all())


def _told(region: Region) -> Iterator[tuple[Bound, NDArray[np.int64], Numbers]]:
    """Yield bounds on cells of the region, the places of their entries, and what these count."""
    from caspia.demand.cells import cells

    table = region.demand
    months = len(table.months)
    number = {cell.name: place for place, cell in enumerate(table.cells)}
    every = cells()
    for bound in bounds_within(region.ledger, region.period):
        names = [every[place].name for place in bound.cells]
        if all(name in number for name in names):
            inside = np.flatnonzero(bound.shares)
            own = np.array([number[name] for name in names])
            yield bound, (own[:, None] * months + inside).ravel(), bound.weights()


def _factor(bound: Bound, region: Region, places: NDArray[np.int64]) -> Factor:
    months = len(region.months)
    cells = [region.demand.cells[place] for place in dict.fromkeys((places // months).tolist())]
    return Factor("figure", "+".join(bound.row_ids), f"Figure: {words_of(cells)}", bound.row_ids)
