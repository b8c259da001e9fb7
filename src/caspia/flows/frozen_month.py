"""A month whose routes are frozen: what moves under other numbers, in a few milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines import choice
from caspia.flows.engines.frozen_choice import FrozenChoice, frozen_choice
from caspia.flows.engines.frozen_least import FrozenLeast, frozen_least
from caspia.flows.frozen_costs import CostBasis, RouteCosts, cost_basis, route_costs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines import Base, FlowProblem
    from caspia.flows.engines.legs import Legs
    from caspia.flows.region import Region
    from caspia.flows.region_numbers import RegionNumbers
    from caspia.flows.result import SolvedMonth

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MovedMonth:
    """What moves in a month under other numbers.

    Attributes
    ----------
    routes : Legs
        Routes, frozen ones unless it was solved whole.
    tonnes : float64, shape (routes,)
        Tonnes that arrive by each.
    price : float64, shape (limits,) or None
        Prices of room in the choice among frozen routes, near those of the next month.
    whole : bool
        Whether the month was solved whole.
    """

    routes: Legs
    tonnes: Numbers
    price: Numbers | None
    whole: bool


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """Some goods in one month, with what stays when numbers change.

    Attributes
    ----------
    month : int
        Place of the month.
    part : int32, shape (demands,)
        Place of each demand in the parts.
    room : int32, shape (limits,)
        Place of each limit in the rooms.
    problem : FlowProblem
        Without costs.
    start : Base
        The least-cost optimum from which it is solved whole.
    basis : CostBasis
        Distinct costs of its arcs.
    costs : RouteCosts or None
        Those of the frozen routes.
    chosen : FrozenChoice or None
        Freight's choice of routes; None where all goes by the cheapest plan.
    least : FrozenLeast or None
        All ways of goods that go by the cheapest plan; None where there are too many.
    """

    month: int
    part: Ids
    room: Ids
    problem: FlowProblem
    start: Base
    basis: CostBasis
    costs: RouteCosts | None
    chosen: FrozenChoice | None
    least: FrozenLeast | None

    @property
    def routes(self) -> Legs | None:
        """The frozen routes; None where there are none."""
        if self.chosen is not None:
            return self.chosen.routes
        return None if self.least is None else self.least.ways

    def moved(self, numbers: RegionNumbers, near: Numbers | None = None) -> MovedMonth:
        """Return what moves under other numbers.

        Parameters
        ----------
        numbers : RegionNumbers
            Of the region.
        near : float64, shape (limits,), optional
            Prices of room to begin at; the answer is the same within 1e-8.

        Raises
        ------
        SolverError
            No answer was found.
        """
        cost = self.basis.costs(numbers, self.month)
        amount = numbers.wanted[self.part, self.month]
        most = numbers.most[self.room, self.month]
        if self.least is not None:
            tonnes = self.least.again(self.basis.by_cargo(cost), amount, most)
            return MovedMonth(self.least.ways, tonnes, None, whole=False)
        if self.chosen is not None and self.costs is not None:
            dispersion = numbers.parameters.value("dispersion")
            routes = self.costs.of(cost)
            found = self.chosen.spread(*routes, amount, most, dispersion, near)
            if found is not None:
                return MovedMonth(self.chosen.routes, *found, whole=False)
        return self._whole(numbers, cost, amount, most)

    def _whole(
        self, numbers: RegionNumbers, cost: Numbers, amount: Numbers, most: Numbers
    ) -> MovedMonth:
        problem = self._problem(cost, amount, most)
        if self.chosen is None:
            solved = self.start.extended(problem)
            return MovedMonth(solved.legs, solved.leg_tonnes, None, whole=True)
        dispersion = numbers.parameters.value("dispersion")
        found = choice(problem, dispersion, base=self.start, routes=self.chosen.routes)
        return MovedMonth(found.routes, found.tonnes, None, whole=True)

    def _problem(self, cost: Numbers, amount: Numbers, most: Numbers) -> FlowProblem:
        limits = zip(self.problem.limits, most.tolist(), strict=True)
        return replace(
            self.problem,
            cost=self.basis.by_cargo(cost),
            demands=replace(self.problem.demands, amount=amount),
            limits=tuple(replace(limit, high=high) for limit, high in limits),
        )


def frozen_months(region: Region, solved: tuple[SolvedMonth, ...]) -> tuple[FrozenMonth, ...]:
    """Return the solved months of a region, frozen; those of one state share what is the same."""
    room = {one.room_id: place for place, one in enumerate(region.rooms)}
    shared: dict[tuple[object, ...], _Shared] = {}
    found: list[FrozenMonth] = []
    for one in solved:
        key = _state(one)
        if key not in shared:
            shared[key] = _shared(region, one)
        found.append(_frozen(one, room, shared[key]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What months of one state of the calendar have in common."""

    no_cost: Numbers
    basis: CostBasis
    costs: RouteCosts | None
    chosen: FrozenChoice | None
    least: FrozenLeast | None


def _state(solved: SolvedMonth) -> tuple[object, ...]:
    problem = solved.problem
    pool = None if solved.found is None else id(solved.found.pool)
    limits = tuple(limit.limit_id for limit in problem.limits)
    carried = np.packbits(problem.carried).tobytes()
    return id(solved.frame), pool, carried, problem.gain.tobytes(), limits


def _frozen(solved: SolvedMonth, room: dict[str, int], shared: _Shared) -> FrozenMonth:
    chosen = shared.chosen
    if chosen is not None and solved.found is not None:
        chosen = replace(chosen, price=solved.found.limit_price)
    return FrozenMonth(
        solved.month,
        solved.frame.part,
        np.array([room[limit.limit_id] for limit in solved.problem.limits], dtype=np.int32),
        replace(solved.problem, cost=shared.no_cost),
        solved.start,
        shared.basis,
        shared.costs,
        chosen,
        shared.least,
    )


def _shared(region: Region, solved: SolvedMonth) -> _Shared:
    problem = solved.problem
    basis = cost_basis(region, solved.frame, problem)
    no_cost = np.zeros(problem.cost.shape)
    if solved.found is None:
        return _Shared(no_cost, basis, None, None, frozen_least(problem, solved.start))
    chosen = frozen_choice(problem, solved.found)
    costs = route_costs(basis, chosen.routes, chosen.good, chosen.shared)
    return _Shared(no_cost, basis, costs, chosen, None)
