"""A flow problem as plain arrays: arcs, goods and periods; demands, stores, and agreed limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError
from caspia.flows.engines.checking import faults

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Demands:
    """What wants to be delivered; each array has shape (demands,).

    Attributes
    ----------
    ids : tuple of str
        Names for messages.
    origin, destination : int32
        Vertices.
    good, period : int32
        What, and the period in which it is to arrive. It leaves in the same period, or in an
        earlier one where a store on the way keeps it.
    amount : float64
        Tonnes wanted at the destination, after losses.
    priority : int32
        Moved in descending order; equal ones together (C3).
    """

    ids: tuple[str, ...]
    origin: Ids
    destination: Ids
    good: Ids
    period: Ids
    amount: Numbers
    priority: Ids


@dataclass(frozen=True, slots=True)
class Stores:
    """Places that keep a good from one period to the next; each array has shape (stores,).

    Attributes
    ----------
    ids : tuple of str
        Names for messages.
    vertex, good : int32
        Where, and what.
    capacity : float64
        Most that is kept at the end of a period in tonnes; infinite where nothing limits it.
    carry_cost : float64
        US dollars per tonne and period.
    """

    ids: tuple[str, ...]
    vertex: Ids
    good: Ids
    capacity: Numbers
    carry_cost: Numbers


@dataclass(frozen=True, slots=True)
class Limit:
    """An agreed floor, cap or both on what enters a set of arcs.

    Attributes
    ----------
    limit_id : str
        The contract or agreement.
    arcs, goods, periods : tuple of int
        What is added up.
    low, high : float
        Tonnes; 0 and infinity where there is no floor and no cap.
    """

    limit_id: str
    arcs: tuple[int, ...]
    goods: tuple[int, ...]
    periods: tuple[int, ...]
    low: float = 0.0
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Commodities:
    """Goods told apart by where they come from: what the engines carry side by side.

    With losses only a single origin lets one flow serve many destinations exactly.

    Attributes
    ----------
    origin, good : int32, shape (commodities,)
        Vertex and good, in ascending order.
    of_demand : int32, shape (demands,)
        The commodity of each demand.
    """

    origin: Ids
    good: Ids
    of_demand: Ids

    def __len__(self) -> int:
        return len(self.origin)


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """What is to move, over what, at what cost; checked whole when it is made.

    Attributes
    ----------
    vertex_ids, arc_ids, good_ids, period_ids : tuple of str
        Names for messages.
    tail, head : int32, shape (arcs,)
        Vertices.
    cost : float64, shape (arcs, goods)
        US dollars per tonne that enters the arc; at least 0.
    carried : bool, shape (arcs, goods)
        Whether the arc takes the good.
    open : bool, shape (arcs, periods)
        Whether the arc is there at all (C2: closed means absent).
    capacity : float64, shape (arcs, periods)
        Most tonnes that enter the arc in a period, all goods together; infinite where none.
    gain : float64, shape (arcs,)
        Tonnes that leave the arc per tonne that enters it, above 0 and at most 1: what fuel,
        leaks and the fee of a swap leave over. A swap is an arc from where the good is handed in
        to where it is handed out.
    demands : Demands
        What wants to move.
    stores : Stores
        Where it can wait.
    limits : tuple of Limit
        Floors and caps.

    Raises
    ------
    BadInputError
        Arrays disagree or hold what makes no sense; every fault is listed.
    """

    vertex_ids: tuple[str, ...]
    arc_ids: tuple[str, ...]
    good_ids: tuple[str, ...]
    period_ids: tuple[str, ...]
    tail: Ids
    head: Ids
    cost: Numbers
    carried: Flags
    open: Flags
    capacity: Numbers
    gain: Numbers
    demands: Demands
    stores: Stores
    limits: tuple[Limit, ...] = ()

    def __post_init__(self) -> None:
        found = faults(self)
        if found:
            lines = "\n".join(f"  {fault}" for fault in found)
            raise BadInputError(
                f"The flow problem has {len(found)} faults:\n{lines}\nMend them and try again."
            )

    def __repr__(self) -> str:
        return (
            f"<FlowProblem: {len(self.vertex_ids)} vertices, {len(self.arc_ids)} arcs, "
            f"{len(self.good_ids)} goods, {len(self.period_ids)} periods, "
            f"{len(self.demands.ids)} demands of {self.demands.amount.sum():.6g} t>"
        )

    @property
    def has_floors(self) -> bool:
        """Whether any limit asks for a least flow."""
        return any(limit.low > 0 for limit in self.limits)

    def commodities(self) -> Commodities:
        """Return the goods told apart by origin, as far as any demand asks for them."""
        goods = len(self.good_ids)
        key = self.demands.origin.astype(np.int64) * goods + self.demands.good
        unique, place = np.unique(key, return_inverse=True)
        return Commodities(
            (unique // goods).astype(np.int32),
            (unique % goods).astype(np.int32),
            place.astype(np.int32),
        )

    def with_capacity(self, capacity: Numbers) -> FlowProblem:
        """Return the same problem with other capacities, shape (arcs, periods)."""
        return replace(self, capacity=capacity)

    def without(self, lost: Flags) -> FlowProblem:
        """Return the problem without some arcs, bool of shape (arcs,)."""
        kept = ~lost[:, np.newaxis]
        return replace(self, carried=self.carried & kept, open=self.open & kept)

    def with_open(self, is_open: Flags) -> FlowProblem:
        """Return the same problem with other arcs open, shape (arcs, periods)."""
        return replace(self, open=is_open)
