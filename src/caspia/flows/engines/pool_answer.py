"""From tonnes on legs to the answer: flows on links, stocks, what leaves and what arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from caspia.flows.engines.answer import FlowAnswer, LinkFlows, Stocks, carrying_cost
from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.master import Master
    from caspia.flows.engines.master_solved import MasterSolved
    from caspia.flows.engines.problem import Commodities, FlowProblem

    Numbers = NDArray[np.float64]

# Less is what the slack of what may be stranded lets through; the largest demand is about 1000.
_NOTHING = 1e-8


def leg_tonnes(master: Master, solved: MasterSolved) -> Numbers:
    """Return tonnes that end each leg at an optimum of the master, shape (legs,)."""
    return np.where(solved.leg > _NOTHING, solved.leg, 0.0) * master.unit


def pool_answer(
    master: Master,
    commodities: Commodities,
    legs: Legs,
    solved: MasterSolved,
    tonnes: Numbers,
    bound: float,
) -> FlowAnswer:
    """Return the answer that an optimum of the master stands for.

    Parameters
    ----------
    master : Master
        What was solved.
    commodities : Commodities
        Of its problem.
    legs : Legs
        Its legs.
    solved : MasterSolved
        The optimum.
    tonnes : float64, shape (legs,)
        Tonnes that end each leg there.
    bound : float
        What was proved, in US dollars.
    """
    problem, unit = master.problem, master.unit
    flows = link_flows(problem, legs, tonnes)
    kept = np.flatnonzero(solved.stock > _NOTHING)
    stocks = Stocks(
        master.layout.stock_commodity[kept],
        master.layout.stock_store[kept],
        master.layout.stock_period[kept],
        solved.stock[kept] * unit,
    )
    return FlowAnswer(
        flows,
        stocks,
        _sent(problem, commodities, legs, tonnes),
        np.minimum(_delivered(problem, legs, tonnes), problem.demands.amount),
        carrying_cost(problem, flows, stocks, commodities),
        bound,
        np.zeros(problem.capacity.shape),
        solved.capacity_price,
    )


def link_flows(problem: FlowProblem, legs: Legs, amount: Numbers) -> LinkFlows:
    """Return what enters arcs where so many tonnes end each leg, shape (legs,)."""
    arcs, periods = problem.capacity.shape
    used = (amount[legs.leg] > 0).nonzero()[0]
    leg = legs.leg[used]
    key = (legs.commodity[leg] * np.int64(arcs) + legs.arc[used]) * periods + legs.period[leg]
    order = key.argsort(kind="stable")
    key = key[order]
    first = np.ones(len(key), dtype=np.bool_)
    np.not_equal(key[1:], key[:-1], out=first[1:])
    begin = first.nonzero()[0]
    entered = (legs.amount[used] * amount[leg])[order]
    sent = np.add.reduceat(entered, begin) if len(begin) else entered
    unique = key[begin]
    commodity, rest = np.divmod(unique, arcs * periods)
    arc, period = np.divmod(rest, periods)
    return LinkFlows(
        commodity.astype(np.int32), arc.astype(np.int32), period.astype(np.int32), sent
    )


def _sent(problem: FlowProblem, commodities: Commodities, legs: Legs, amount: Numbers) -> Numbers:
    shape = (len(commodities), len(problem.period_ids))
    first = legs.source == NONE
    key = legs.commodity[first] * np.int64(shape[1]) + legs.period[first]
    sent = _summed(key, (amount * legs.taken)[first], shape[0] * shape[1])
    return sent.reshape(shape)


def _delivered(problem: FlowProblem, legs: Legs, amount: Numbers) -> Numbers:
    ends = legs.demand != NONE
    count = len(problem.demands.ids)
    return _summed(legs.demand[ends], amount[ends], count)


def _summed(place: NDArray[Any], amount: Numbers, count: int) -> Numbers:
    return np.bincount(place, amount, count).astype(np.float64)
