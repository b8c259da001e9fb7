"""What a bottleneck costs: the plan made again with a little more and a little less room (C5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.problem import FlowProblem

STEP = 0.01


@dataclass(frozen=True, slots=True)
class Price:
    """Two prices of one arc in one period, each from the left and from the right.

    Where no demand is stranded by the change, the price in money is what the room is worth. Where
    some is, fewer tonnes are carried and the cost falls with them: then the price in tonnes comes
    first, and the money says what carrying them would cost (its sign is then the other way).

    Attributes
    ----------
    arc, period : int
        Places in the problem.
    capacity : float
        Tonnes.
    stranded_left, stranded_right : float
        Tonnes stranded more per tonne of capacity taken away, and fewer per tonne added.
    cost_left, cost_right : float
        US dollars that carrying costs more per tonne of capacity taken away, and less per tonne
        added.
    """

    arc: int
    period: int
    capacity: float
    stranded_left: float
    stranded_right: float
    cost_left: float
    cost_right: float


def prices(
    problem: FlowProblem,
    places: Sequence[tuple[int, int]],
    solve: Callable[[FlowProblem], FlowAnswer],
) -> tuple[Price, ...]:
    """Return prices of capacities from plans made at 1 % less and 1 % more.

    Parameters
    ----------
    problem : FlowProblem
        What is to move.
    places : sequence of (int, int)
        Arc and period of each capacity to be priced.
    solve : callable
        An engine.

    Raises
    ------
    BadInputError
        A place has no capacity, or one of nothing, or is closed then.
    """
    unpriced = [place for place in places if not _has_capacity(problem, place)]
    if unpriced:
        named = ", ".join(
            f"{problem.arc_ids[arc]} in {problem.period_ids[period]}" for arc, period in unpriced
        )
        raise BadInputError(
            f"There is no capacity to price on {named}. Ask for open arcs with a finite capacity."
        )
    base = solve(problem)
    return tuple(_price(problem, place, base, solve) for place in places)


def _has_capacity(problem: FlowProblem, place: tuple[int, int]) -> bool:
    return bool(problem.open[place]) and 0 < problem.capacity[place] < float("inf")


def _price(
    problem: FlowProblem,
    place: tuple[int, int],
    base: FlowAnswer,
    solve: Callable[[FlowProblem], FlowAnswer],
) -> Price:
    most = float(problem.capacity[place])
    step = most * STEP

    def changed(by: float) -> FlowAnswer:
        capacity = problem.capacity.copy()
        capacity[place] = most + by
        return solve(problem.with_capacity(capacity))

    less, more = changed(-step), changed(step)
    delivered = float(base.delivered.sum())
    return Price(
        *place,
        most,
        (delivered - float(less.delivered.sum())) / step,
        (float(more.delivered.sum()) - delivered) / step,
        (less.cost - base.cost) / step,
        (base.cost - more.cost) / step,
    )
