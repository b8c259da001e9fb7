"""The same region again under other numbers: from frozen routes, in a fraction of the time.

Every replay begins from the same frozen result, so that what it answers does not depend on what ran
before. A month whose frozen routes cannot take all is solved whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.flows.frozen_month import frozen_months
from caspia.flows.region_numbers import region_numbers
from caspia.flows.route_flows import joined, of_legs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.flows.frozen_month import FrozenMonth, MovedMonth
    from caspia.flows.region import Region
    from caspia.flows.region_numbers import RegionNumbers
    from caspia.flows.result import FlowResult
    from caspia.flows.route_flows import RouteFlows

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What moves under other numbers.

    Attributes
    ----------
    region : Region
        With the numbers.
    routes : RouteFlows
        Routes in use.
    delivered : float64, shape (parts, months)
        Tonnes that arrive.
    whole : int
        Months that had to be solved whole.
    """

    region: Region
    routes: RouteFlows
    delivered: Numbers
    whole: int


class Replay:
    """A result whose routes are frozen.

    Parameters
    ----------
    result : FlowResult
        Where every replay begins.

    Raises
    ------
    BadInputError
        A month has floors, which no frozen routes can be held to.
    """

    def __init__(self, result: FlowResult) -> None:
        _refuse_floors(result)
        self.result = result
        self.months = frozen_months(result.region, result.solved)
        self._all = [_routes(one, result.region) for one in self.months]

    def under(self, region: Region) -> Replayed:
        """Return what moves under the numbers of a region of the same frame.

        Parameters
        ----------
        region : Region
            Other parameters, times, costs, demand or limits; the same arcs, cells and goods.

        Raises
        ------
        BadInputError
            Other arcs are open, or shippers refuse others.
        SolverError
            A month found no answer.
        """
        _require_frame(self.result.region, region)
        delivered = np.zeros(region.parts.share.shape)
        parts, whole = [], 0
        for number, moved in enumerate(moved_months(self.months, region_numbers(region))):
            month, frozen = self.months[number], self._all[number]
            if moved.whole or frozen is None:
                cells = region.parts.cell
                routes = of_legs(moved.routes, moved.tonnes, month.part, cells, month.month)
            else:
                routes = frozen.carrying(moved.tonnes)
            whole += moved.whole
            np.add.at(delivered, (routes.part, routes.period), routes.tonnes)
            parts.append(routes)
        return Replayed(region, joined(parts), delivered, whole)


def moved_months(months: Sequence[FrozenMonth], numbers: RegionNumbers) -> Iterator[MovedMonth]:
    """Yield what moves in each month; a choice begins at the prices of the month before."""
    near: dict[tuple[int, ...], Numbers] = {}
    for month in months:
        # Months whose limits are the same have much the same prices.
        key = tuple(month.room.tolist())
        moved = month.moved(numbers, near.get(key))
        if moved.price is not None:
            near[key] = moved.price
        yield moved


def _routes(month: FrozenMonth, region: Region) -> RouteFlows | None:
    """Return all frozen routes of a month as if they all carried something."""
    routes = month.routes
    if routes is None:
        return None
    return of_legs(routes, np.ones(len(routes)), month.part, region.parts.cell, month.month)


def _refuse_floors(result: FlowResult) -> None:
    floored = [one for one in result.solved if one.problem.has_floors]
    if floored:
        named = {limit.limit_id for one in floored for limit in one.problem.limits if limit.low > 0}
        raise BadInputError(
            f"Frozen routes cannot be held to the floors {', '.join(sorted(named))}. "
            "Solve the region on its own with `solve_region`."
        )


def _require_frame(ours: Region, theirs: Region) -> None:
    same = (
        np.array_equal(ours.values.open, theirs.values.open)
        and ours.parts.shippers == theirs.parts.shippers
        and [room.room_id for room in ours.rooms] == [room.room_id for room in theirs.rooms]
        and np.array_equal(ours.gain, theirs.gain)
    )
    if not same:
        raise BadInputError(
            "The region differs from the frozen one in what is open, refused, limited or lost on "
            "the way. Solve it on its own with `solve_region`."
        )
