"""Which cargo went which way: the routes in use, with their tonnes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RouteFlows:
    """Routes in use; r routes, e entries.

    Attributes
    ----------
    part, cell : int32, shape (r,)
        Place in the parts and in the cells of demand.
    period : int32, shape (r,)
        Month.
    tonnes : float64, shape (r,)
        That arrive, above 0.
    route, arc : int32, shape (e,)
        Which route enters which arc; ascending by route, arcs in the order of travel.
    amount : float64, shape (e,)
        Tonnes that enter the arc per tonne that arrives; 1 where nothing is lost.
    """

    part: Ids
    cell: Ids
    period: Ids
    tonnes: Numbers
    route: Ids
    arc: Ids
    amount: Numbers

    def __len__(self) -> int:
        return len(self.tonnes)

    def entering(self) -> Numbers:
        """Return the tonnes behind each entry, float64 of shape (e,)."""
        return self.tonnes[self.route] * self.amount

    def on_arcs(self, arcs: int, months: int) -> Numbers:
        """Return the tonnes that enter each arc in each month, float64 of shape (arcs, months)."""
        total = np.zeros((arcs, months))
        np.add.at(total, (self.arc, self.period[self.route]), self.entering())
        return total

    def over(self, arcs: Flags) -> Flags:
        """Return which routes run over any of some arcs; bool of shape (r,).

        Parameters
        ----------
        arcs : bool, shape (a,)
            The arcs.
        """
        return np.bincount(self.route, arcs[self.arc], minlength=len(self)) > 0

    def summed(self, of_arc: Numbers) -> Numbers:
        """Return a number of the arcs, shape (a,), added up along each route; shape (r,).

        It counts per tonne that arrives: losses on the way are carried, and paid for, as well.
        """
        weights = self.amount * of_arc[self.arc]
        return np.bincount(self.route, weights, minlength=len(self)).astype(np.float64)

    def carrying(self, tonnes: Numbers) -> RouteFlows:
        """Return those of the routes that carry something, with other tonnes; shape (r,)."""
        used = tonnes > 0
        if used.all():
            return replace(self, tonnes=tonnes)
        entries = used[self.route]
        number = np.cumsum(used, dtype=np.int32) - np.int32(1)
        return RouteFlows(
            self.part[used],
            self.cell[used],
            self.period[used],
            tonnes[used],
            number[self.route[entries]],
            self.arc[entries],
            self.amount[entries],
        )

    def ways(self) -> list[tuple[int, ...]]:
        """Return the arcs of each route, in the order of travel."""
        begin = np.searchsorted(self.route, np.arange(len(self) + 1))
        arcs = self.arc.tolist()
        return [
            tuple(arcs[start:end])
            for start, end in zip(begin[:-1].tolist(), begin[1:].tolist(), strict=True)
        ]


def of_legs(
    legs: Legs, tonnes: Numbers, part_of_demand: Ids, cell_of_part: Ids, month: int
) -> RouteFlows:
    """Return the routes that carry something in a month.

    Parameters
    ----------
    legs : Legs
        Routes from origin to destination, without stores.
    tonnes : float64, shape (legs,)
        Tonnes that arrive by each.
    part_of_demand : int32, shape (demands,)
        The part of demand that each demand of the problem is.
    cell_of_part : int32, shape (parts,)
        The cell of each part.
    month : int
        Place of the month.
    """
    used = legs.taken_from(tonnes > 0)
    part = part_of_demand[used.demand]
    backwards = _turned(used.leg, len(used))
    return RouteFlows(
        part,
        cell_of_part[part],
        np.full(len(used), month, dtype=np.int32),
        tonnes[tonnes > 0],
        used.leg,
        used.arc[backwards],
        used.amount[backwards],
    )


def _turned(leg: Ids, legs: int) -> NDArray[np.int64]:
    """Return the places of entries with those of each leg turned round."""
    begin = np.searchsorted(leg, np.arange(legs + 1))
    return (begin[leg] + begin[leg + 1] - 1 - np.arange(len(leg))).astype(np.int64)


def joined(parts: Sequence[RouteFlows]) -> RouteFlows:
    """Return the routes of several months or goods one after the other."""
    before = np.cumsum([0, *(len(part) for part in parts)])
    return RouteFlows(
        np.concatenate([part.part for part in parts]),
        np.concatenate([part.cell for part in parts]),
        np.concatenate([part.period for part in parts]),
        np.concatenate([part.tonnes for part in parts]),
        np.concatenate(
            [part.route + np.int32(start) for part, start in zip(parts, before[:-1], strict=True)]
        ),
        np.concatenate([part.arc for part in parts]),
        np.concatenate([part.amount for part in parts]),
    )
