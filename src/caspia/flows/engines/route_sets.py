"""The routes that choice is among: found by the least-cost engine, and more by spreading out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.legs import Pool
from caspia.flows.engines.master import Master
from caspia.flows.engines.pricing import Pricing
from caspia.flows.engines.step_costs import Costs
from caspia.flows.engines.through import ways_through
from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.column_generation import Base
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem
    from caspia.flows.engines.time_graph import TimeGraph

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.float64]

ROUNDS = 4
# A step that is on the way of others of its commodity is made this much dearer in each round.
DEARER = 0.3


def route_set(
    problem: FlowProblem,
    base: Base,
    through: Sequence[Flags] = (),
    some: Flags | None = None,
) -> Legs:
    """Return the open routes of every demand: those of the optimum and others beside them.

    Others are found by making dearer what was used, and as the cheapest ways through given arcs.

    Parameters
    ----------
    problem : FlowProblem
        Without stores.
    base : Base
        The optimum of the problem; its pool makes sure that its plan is among the choices.
    through : sequence of bool arrays, shape (arcs,)
        Groups of arcs, such as the gates of corridors, through each of which a route is wanted.
    some : bool, shape (commodities,), optional
        Whose routes are searched for; left out, all. Those of the optimum are there anyway.
    """
    commodities = problem.commodities()
    searched = np.ones(len(commodities), dtype=np.bool_) if some is None else some
    costs = Costs(problem, base.costs.frame, base.costs)
    pricing = Pricing(problem, costs.frame)
    unpriced = Master(problem, commodities).unpriced()
    pool = Pool(base.legs, base.known)
    cost = costs.tied
    dearer = cost.copy()
    for _ in range(ROUNDS):
        ways = pricing.ways(dearer, unpriced, some=np.flatnonzero(searched))
        reached = np.flatnonzero(np.isfinite(ways.cost))
        if not len(reached):
            break
        steps = pricing.trace(ways, reached)
        commodity = commodities.of_demand[reached]
        pool.add(pricing.graph, commodity, reached.astype(np.int32), steps)
        going = steps != NONE
        used = np.zeros(dearer.shape, dtype=np.bool_)
        used[np.broadcast_to(commodity[:, None], steps.shape)[going], steps[going]] = True
        dearer = np.where(used, dearer + DEARER * cost, dearer)
    wanted = searched[commodities.of_demand]
    add_through(problem, pool, pricing.graph, list(ways_through(problem, through, wanted)))
    return pool.legs.taken_from(~pool.legs.closed(problem, commodities))


def add_through(
    problem: FlowProblem,
    pool: Pool,
    graph: TimeGraph,
    found: Sequence[tuple[int, tuple[int, ...]]],
) -> None:
    """Add ways to a pool.

    Parameters
    ----------
    problem : FlowProblem
        Of one period.
    pool : Pool
        What they are added to.
    graph : TimeGraph
        Of the problem.
    found : sequence of (int, tuple of int)
        Demands, each with the arcs of a way in the order of travel.
    """
    if not found:
        return
    step_of_arc = np.full(len(problem.arc_ids), NONE, dtype=np.int64)
    step_of_arc[graph.arc] = np.arange(len(graph.arc))
    steps = np.full((len(found), max(len(way) for _, way in found)), NONE, dtype=np.int64)
    for place, (_, way) in enumerate(found):
        steps[place, : len(way)] = step_of_arc[list(way)[::-1]]
    demand = np.array([one for one, _ in found], dtype=np.int32)
    pool.add(graph, problem.commodities().of_demand[demand], demand, steps)


def with_pool(problem: FlowProblem, routes: Legs, base: Base) -> Legs:
    """Return the open ones of some routes and of those of an optimum, each once."""
    both = base.legs.joined(routes)
    begin = np.searchsorted(both.leg, np.arange(len(both) + 1))
    marks = [
        (demand, both.arc[start:end].tobytes())
        for demand, start, end in zip(
            both.demand.tolist(), begin[:-1].tolist(), begin[1:].tolist(), strict=True
        )
    ]
    first = sorted({mark: place for place, mark in reversed(list(enumerate(marks)))}.values())
    once = both.taken_from(np.array(first, dtype=np.int64))
    return once.taken_from(~once.closed(problem, problem.commodities()))


def path_sizes(legs: Legs, length: Numbers) -> Numbers:
    """Return how far each route is a choice of its own: 1 alone, 1/n where n are the same.

    Parameters
    ----------
    legs : Legs
        Routes; those of one demand are compared.
    length : float64, shape (arcs,)
        By what an arc counts, above 0.
    """
    arcs = len(length)
    key = legs.demand[legs.leg] * np.int64(arcs) + legs.arc
    _, place, count = np.unique(key, return_inverse=True, return_counts=True)
    part = length[legs.arc]
    whole = np.bincount(legs.leg, part, minlength=len(legs))
    own = np.bincount(legs.leg, part / count[place], minlength=len(legs))
    return np.asarray(own / whole, dtype=np.float64)
