"""What frozen routes cost under other numbers: each distinct cost of an arc is worked out once.

Cargo that meets the same permissions on an arc, of the same good, weighs the same there. So there
are far fewer costs than arcs times kinds of shippers, and routes and path sizes are sums of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from caspia.demand import goods as demand_goods
from caspia.flows.gates import gates
from caspia.flows.region_numbers import permissions_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines import FlowProblem
    from caspia.flows.engines.legs import Legs
    from caspia.flows.region import Region
    from caspia.flows.region_numbers import RegionNumbers
    from caspia.flows.region_problem import Frame

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_LEAST_LENGTH = 1e-6


@dataclass(frozen=True, slots=True)
class CostBasis:
    """The distinct costs of the arcs of one frame while the same is carried; d of them.

    Attributes
    ----------
    good : tuple of str
        Goods of demand.
    good_of : int64, shape (d,)
        Which of them each cost is of.
    arc, flat : int64, shape (d,)
        Its arc, and arc and kind of cargo as ``arc * kinds + kind``.
    corridors : tuple of str
        Corridors that have a constant.
    through : csr_array, shape (d, corridors)
        Whether the constant of a corridor is in it, for every gate once.
    meets : csr_array, shape (d, permissions)
        Whether cargo enters there what a permission is about.
    price : float64, shape (d,)
        Value of the good in US dollars per tonne.
    place : int32, shape (arcs, cargoes)
        Which cost each cargo has on each arc; -1 where it is not carried.
    cargoes : float64, shape (d,)
        For how many cargoes each stands, as a share of those that its arc carries.
    """

    good: tuple[str, ...]
    good_of: Places
    arc: Places
    flat: Places
    corridors: tuple[str, ...]
    through: csr_array
    meets: csr_array
    price: Numbers
    place: Ids
    cargoes: Numbers

    def costs(self, numbers: RegionNumbers, month: int) -> Numbers:
        """Return generalised costs under some numbers, as `Weigher.weighed` does; shape (d,)."""
        parameters = numbers.parameters
        of_time = np.array([parameters.value("value_of_time", good) for good in self.good])
        constants = [parameters.value("corridor_constant", name) for name in self.corridors]
        cost = numbers.usd[month].ravel()[self.flat]
        cost += of_time[self.good_of] * numbers.hours[month].ravel()[self.flat]
        cost += self.through @ np.array(constants)
        cost += self.meets @ numbers.added_usd
        lost = parameters.value("risk_share") * self.price
        cost += lost * (self.meets @ numbers.added_risk)
        return np.asarray(np.maximum(cost, 0.0))

    def by_cargo(self, cost: Numbers) -> Numbers:
        """Return costs by arc and cargo, shape (arcs, cargoes); zero where nothing is carried."""
        return np.where(self.place >= 0, cost[self.place], 0.0)


@dataclass(frozen=True, slots=True)
class RouteCosts:
    """Routes as sums of distinct costs; r routes, d costs, u arcs that any route uses.

    Attributes
    ----------
    cost : csr_array, shape (r, d)
        What enters for each tonne that arrives.
    length : csr_array, shape (u, d)
        Means over the cargoes that an arc carries.
    whole, own : csr_array, shape (r, u)
        Arcs of each route, and the same shared with the other routes of its demand.
    """

    cost: csr_array
    length: csr_array
    whole: csr_array
    own: csr_array

    def of(self, cost: Numbers) -> tuple[Numbers, Numbers]:
        """Return cost and path size of each route, shapes (r,), from distinct costs."""
        length = np.maximum(self.length @ cost, _LEAST_LENGTH)
        return self.cost @ cost, (self.own @ length) / (self.whole @ length)


def cost_basis(region: Region, frame: Frame, problem: FlowProblem) -> CostBasis:
    """Return the distinct costs of a problem of a frame."""
    goods = tuple(dict.fromkeys(one.good for one in frame.cargo))
    met = _met(region, frame)
    arc, cargo = np.nonzero(problem.carried)
    good = np.array([goods.index(one.good) for one in frame.cargo])
    key = (arc * np.int64(len(goods)) + good[cargo]) * met.groups + met.group[arc, cargo]
    keys, first, place, count = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    of_arc, of_good = arc[first], good[cargo[first]]
    kinds = np.array([region.values.kind_of[one] for one in goods])
    places = np.full(problem.carried.shape, -1, dtype=np.int32)
    places[arc, cargo] = place
    corridors, through = _through(region, goods, of_arc, of_good)
    return CostBasis(
        goods,
        of_good.astype(np.int64),
        of_arc.astype(np.int64),
        of_arc * np.int64(len(region.values.kinds)) + kinds[of_good],
        corridors,
        through,
        csr_array(met.members[keys % met.groups]),
        np.array([demand_goods()[one].price_usd_per_t for one in goods])[of_good],
        places,
        count / problem.carried.sum(axis=1)[of_arc],
    )


@dataclass(frozen=True, slots=True)
class _Met:
    """Sets of permissions that are entered together.

    Attributes
    ----------
    group : int64, shape (arcs, cargoes)
        Which set each cargo enters on each arc.
    members : float64, shape (groups, permissions)
        One where a set holds a permission.
    """

    group: Places
    members: Numbers

    @property
    def groups(self) -> int:
        return len(self.members)


def _met(region: Region, frame: Frame) -> _Met:
    names = [one.permission_id for one in permissions_of(region.parts.shippers)]
    bits = np.zeros((len(region.arcs), len(frame.cargo)), dtype=np.int64)
    for cargo, one in enumerate(frame.cargo):
        for crossing in one.shippers.met:
            permission = crossing.permission
            entering, _ = region.arcs.passages(crossing.states, permission.mode)
            bits[entering, cargo] |= 1 << names.index(permission.permission_id)
    sets, group = np.unique(bits, return_inverse=True)
    members = (sets[:, None] >> np.arange(len(names))) & 1
    return _Met(group.reshape(bits.shape), members.astype(np.float64))


def _through(
    region: Region, goods: tuple[str, ...], arc: Places, good: Places
) -> tuple[tuple[str, ...], csr_array]:
    corridors = tuple(dict.fromkeys(gate.corridor for gate in gates()))
    found = np.zeros((len(arc), len(corridors)))
    for gate in gates():
        weighed = np.array([gate.weighs(one) for one in goods])
        found[:, corridors.index(gate.corridor)] += gate.arcs(region.arcs)[arc] & weighed[good]
    return corridors, csr_array(found)


def route_costs(
    basis: CostBasis, routes: Legs, cargo: NDArray[np.int32], shared: Numbers
) -> RouteCosts:
    """Return routes as sums of distinct costs.

    Parameters
    ----------
    basis : CostBasis
        The costs.
    routes : Legs
        Open ones.
    cargo : int32, shape (entries,)
        The cargo of each entry of the routes.
    shared : float64, shape (entries,)
        Among how many routes of its demand each entry's arc is shared.
    """
    used, column = np.unique(routes.arc, return_inverse=True)
    row_of = np.full(len(basis.place), -1)
    row_of[used] = np.arange(len(used))
    # The mean of an arc is over all that it carries, on a route or not.
    row = row_of[basis.arc]
    on = np.flatnonzero(row >= 0)
    shape, distinct = (len(routes), len(used)), len(basis.flat)
    return RouteCosts(
        csr_array(
            (routes.amount, (routes.leg, basis.place[routes.arc, cargo])),
            shape=(len(routes), distinct),
        ),
        csr_array((basis.cargoes[on], (row[on], on)), shape=(len(used), distinct)),
        csr_array((np.ones(len(column)), (routes.leg, column)), shape=shape),
        csr_array((1.0 / shared, (routes.leg, column)), shape=shape),
    )
