"""Choice: tonnes spread over routes by a path-size logit, within the same hard capacities.

How much of each demand moves is what the least-cost engine says (C3); how it is spread over routes
is the choice of many shippers, each with reasons of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, vstack

from caspia.errors import BadInputError
from caspia.flows.engines.answer import FlowAnswer, Stocks, carrying_cost
from caspia.flows.engines.arc_program import within
from caspia.flows.engines.column_generation import frozen_base
from caspia.flows.engines.logit import Spread, spread
from caspia.flows.engines.pool_answer import link_flows
from caspia.flows.engines.route_sets import path_sizes, route_set, with_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.column_generation import Base
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Numbers = NDArray[np.float64]

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """Who goes which way.

    Attributes
    ----------
    answer : FlowAnswer
        Flows, what is delivered, cost in money; its bound is the least cost of carrying as much,
        its `cost_dual` the price of room in generalised cost.
    routes : Legs
        The routes that were to choose from.
    tonnes : float64, shape (routes,)
        Tonnes that arrive by each.
    path_size : float64, shape (routes,)
        How far each is a choice of its own, above 0 and at most 1.
    limit_price : float64, shape (limits,)
        Price of each limit in US dollars of generalised cost per tonne; a dual, where to look.
    pool : Legs
        All open routes that were found, those of demands that do not move included.
    """

    answer: FlowAnswer
    routes: Legs
    tonnes: Numbers
    path_size: Numbers
    limit_price: Numbers
    pool: Legs


def choice(
    problem: FlowProblem,
    dispersion: float,
    generalised: Numbers | None = None,
    base: Base | None = None,
    routes: Legs | None = None,
    through: Sequence[NDArray[np.bool_]] = (),
) -> Choice:
    """Return how tonnes spread over routes.

    Of two routes of one demand that differ by `dispersion` in cost, path sizes and prices of room
    alike, the cheaper takes e times as much. The path size counts in units of the dispersion, so
    that it fades with it, and the cost comes down to the least.

    Parameters
    ----------
    problem : FlowProblem
        What is to move, without stores and floors.
    dispersion : float
        US dollars per tonne, above 0.
    generalised : float64, shape (arcs, goods), optional
        What shippers weigh, in US dollars per tonne: rate, time, risk. Left out, the cost.
    base : Base, optional
        A solved problem of the same frame in generalised cost, from which to start.
    routes : Legs, optional
        Routes to choose among, beside those of the least-cost plan. Left out, others are searched
        for; that takes most of the time, and what was found serves wherever the same arcs are open.
    through : sequence of bool arrays, shape (arcs,)
        Groups of arcs through each of which a route is searched for as well.

    Raises
    ------
    BadInputError
        The dispersion is no positive number, or there are stores or floors.
    SolverError
        No answer was found.
    """
    _refuse(problem, dispersion)
    weighed = problem if generalised is None else replace(problem, cost=generalised)
    solved = _solved(weighed, base)
    found = (
        route_set(weighed, solved, through)
        if routes is None
        else with_pool(weighed, routes, solved)
    )
    chosen = _passable(weighed, _wanted(found, solved.answer))
    if not len(chosen):
        none = np.zeros(0)
        return Choice(solved.answer, chosen, none, none, np.zeros(len(problem.limits)), found)
    length = np.maximum(weighed.cost.mean(axis=1, where=weighed.carried | _no(weighed)), 1e-6)
    size = path_sizes(chosen, length)
    given, keys = _given(weighed, solved.answer, chosen, size)
    tonnes, price = spread(given, dispersion)
    told = _told(problem, solved.answer, chosen, tonnes, price, keys)
    return Choice(told, chosen, tonnes, size, _by_limit(problem, price, keys), found)


def _solved(problem: FlowProblem, base: Base | None) -> Base:
    if base is None:
        return frozen_base(problem)
    return base if base.problem is problem else base.extended(problem)


def _by_limit(problem: FlowProblem, price: Numbers, keys: NDArray[np.int64]) -> Numbers:
    """Return the prices of the limits; a row past the capacities is a limit."""
    found = np.zeros(len(problem.limits))
    limits = keys >= problem.capacity.size
    found[keys[limits] - problem.capacity.size] = price[limits]
    return found


def _no(problem: FlowProblem) -> NDArray[np.bool_]:
    """Return true on arcs that take no good at all, so that their mean is of something."""
    return np.asarray(~problem.carried.any(axis=1, keepdims=True))


def _refuse(problem: FlowProblem, dispersion: float) -> None:
    if not (np.isfinite(dispersion) and dispersion > 0):
        raise BadInputError(f"The dispersion is {dispersion}. Give US dollars per tonne above 0.")
    named = [*problem.stores.ids, *(limit.limit_id for limit in problem.limits if limit.low > 0)]
    if named:
        raise BadInputError(
            f"Choice knows no stores and no floors: {', '.join(named[:5])}. "
            "Use least cost for the goods they are about."
        )


def _wanted(routes: Legs, answer: FlowAnswer) -> Legs:
    """Return the routes of demands that move, in the order of the demands."""
    kept = np.flatnonzero(answer.delivered[routes.demand] > _NOTHING * answer.delivered.max())
    return routes.taken_from(kept[np.argsort(routes.demand[kept], kind="stable")])


def _passable(problem: FlowProblem, routes: Legs) -> Legs:
    """Return the routes without those over an arc or under a cap that lets nothing through."""
    use, room = _uses(problem, routes)
    none = np.flatnonzero(room == 0)
    if not len(none):
        return routes
    shut = np.asarray((use[none] > 0).sum(axis=0)).ravel() > 0
    return routes.taken_from(~shut)


def _uses(problem: FlowProblem, routes: Legs) -> tuple[csr_array, Numbers]:
    """Return the room that a tonne on each route takes, arcs by period then limits, and the room.

    The shapes are (arcs * periods + limits, routes) and (arcs * periods + limits,).
    """
    good = problem.commodities().good
    key = routes.arc * np.int64(len(problem.period_ids)) + routes.period[routes.leg]
    capacity = csr_array(
        (routes.amount, (key, routes.leg)), shape=(problem.capacity.size, len(routes))
    )
    limits = limit_rows(problem, routes, good)
    high = np.array([limit.high for limit in problem.limits], dtype=np.float64)
    use = vstack([capacity, limits], format="csr")
    return use, np.concatenate([problem.capacity.ravel(), high])


def _given(
    problem: FlowProblem, answer: FlowAnswer, routes: Legs, size: Numbers
) -> tuple[Spread, NDArray[np.int64]]:
    commodities = problem.commodities()
    moved, demand = np.unique(routes.demand, return_inverse=True)
    amount = answer.delivered[moved]
    use, room = _uses(problem, routes)
    # A row that all tonnes together cannot fill needs no price.
    most = use @ amount[demand]
    rows = np.flatnonzero(np.isfinite(room) & (most > room))
    given = Spread(
        demand.astype(np.int64),
        amount,
        routes.costs(problem, commodities),
        np.log(size),
        use[rows],
        room[rows],
    )
    return given, rows


def limit_rows(problem: FlowProblem, routes: Legs, good: NDArray[np.int32]) -> csr_array:
    """Return what a tonne that arrives by each route takes of each limit; (limits, routes)."""
    by_arc = np.argsort(routes.arc, kind="stable")
    sorted_arc = routes.arc[by_arc]
    rows, columns, amounts = [], [], []
    for place, limit in enumerate(problem.limits):
        arcs = np.array(limit.arcs)
        begin = np.searchsorted(sorted_arc, arcs)
        end = np.searchsorted(sorted_arc, arcs, side="right")
        entries = np.concatenate([by_arc[a:b] for a, b in zip(begin, end, strict=True)])
        leg = routes.leg[entries]
        counted = within(limit.goods, len(problem.good_ids))[good[routes.commodity[leg]]]
        counted &= within(limit.periods, len(problem.period_ids))[routes.period[leg]]
        rows.append(np.full(int(counted.sum()), place))
        columns.append(leg[counted])
        amounts.append(routes.amount[entries[counted]])
    shape = (len(problem.limits), len(routes))
    if not rows:
        return csr_array(shape)
    where = (np.concatenate(rows), np.concatenate(columns))
    return csr_array((np.concatenate(amounts), where), shape=shape)


def answer_of(problem: FlowProblem, routes: Legs, tonnes: Numbers) -> FlowAnswer:
    """Return the answer that tonnes on routes stand for, without prices; its bound is nothing.

    Parameters
    ----------
    problem : FlowProblem
        Without stores.
    routes : Legs
        From origins to destinations.
    tonnes : float64, shape (routes,)
        That arrive by each.
    """
    none, nothing = np.zeros(0, dtype=np.int32), np.zeros(0)
    stocks = Stocks(none, none, none, nothing)
    flows = link_flows(problem, routes, tonnes)
    sent = np.zeros((len(problem.commodities()), len(problem.period_ids)))
    np.add.at(sent, (routes.commodity, routes.period), tonnes * routes.taken)
    delivered = np.zeros(len(problem.demands.ids))
    np.add.at(delivered, routes.demand, tonnes)
    unpriced = np.zeros(problem.capacity.shape)
    return FlowAnswer(
        flows,
        stocks,
        sent,
        np.minimum(delivered, problem.demands.amount),
        carrying_cost(problem, flows, stocks),
        0.0,
        unpriced,
        unpriced,
    )


def _told(
    problem: FlowProblem,
    least: FlowAnswer,
    routes: Legs,
    tonnes: Numbers,
    price: Numbers,
    rows: NDArray[np.int64],
) -> FlowAnswer:
    dual = np.zeros(problem.capacity.size)
    on_arcs = rows < problem.capacity.size
    dual[rows[on_arcs]] = price[on_arcs]
    return replace(
        answer_of(problem, routes, tonnes),
        bound=least.bound,
        stranded_dual=least.stranded_dual,
        cost_dual=dual.reshape(problem.capacity.shape),
    )
