"""Whether a plan adds up, rebuilt from the flows on links alone (C2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.problem import FlowProblem

    Numbers = NDArray[np.float64]

MOST_IMBALANCE = 1e-9
MOST_BREACH = 1e-6
_TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, slots=True)
class Balance:
    """How far a plan is from adding up; each is the largest relative violation.

    Attributes
    ----------
    nodes : float
        What enters a vertex against what leaves it, per commodity and period.
    demand : float
        ``delivered + stranded`` against demand.
    losses : float
        ``sent`` against ``delivered + losses``, per commodity over all periods.
    capacities, stores, limits : float
        What goes over capacities, the room in stores, and agreed caps and under floors.
    lost : float64, shape (commodities,)
        Tonnes lost to fuel, leaks and fees of swaps.
    """

    nodes: float
    demand: float
    losses: float
    capacities: float
    stores: float
    limits: float
    lost: Numbers

    @property
    def largest_imbalance(self) -> float:
        """The largest relative violation of conservation; C2 asks for less than 1e-9."""
        return max(self.nodes, self.demand, self.losses)

    @property
    def largest_breach(self) -> float:
        """The largest relative violation of a capacity, store, cap or floor; less than 1e-6."""
        return max(self.capacities, self.stores, self.limits)

    @property
    def holds(self) -> bool:
        """Whether the plan is within both bounds of C2."""
        return self.largest_imbalance < MOST_IMBALANCE and self.largest_breach < MOST_BREACH


def balance(problem: FlowProblem, answer: FlowAnswer) -> Balance:
    """Return how far an answer is from adding up."""
    flows = answer.flows
    after = flows.sent * problem.gain[flows.arc]
    lost = np.zeros(len(answer.sent))
    np.add.at(lost, flows.commodity, flows.sent - after)
    return Balance(
        _nodes(problem, answer, after),
        _demand(problem, answer),
        _losses(problem, answer, lost),
        _over(flows.on_arcs(problem), np.where(problem.open, problem.capacity, 0.0)),
        _over(_kept(problem, answer), problem.stores.capacity[:, None]),
        _limits(problem, answer),
        lost,
    )


def _nodes(problem: FlowProblem, answer: FlowAnswer, after: Numbers) -> float:
    commodities, flows, stocks = problem.commodities(), answer.flows, answer.stocks
    demands = problem.demands
    shape = (len(commodities), len(problem.vertex_ids), len(problem.period_ids))
    entering, leaving = np.zeros(shape), np.zeros(shape)
    np.add.at(entering, (flows.commodity, problem.head[flows.arc], flows.period), after)
    np.add.at(leaving, (flows.commodity, problem.tail[flows.arc], flows.period), flows.sent)
    vertex = problem.stores.vertex[stocks.store]
    np.add.at(entering, (stocks.commodity, vertex, stocks.period + 1), stocks.amount)
    np.add.at(leaving, (stocks.commodity, vertex, stocks.period), stocks.amount)
    entering[np.arange(shape[0]), commodities.origin] += answer.sent
    to = (commodities.of_demand, demands.destination, demands.period)
    np.add.at(leaving, to, answer.delivered)
    # Against the whole of what a commodity moves: a trickle beside it is within its rounding.
    size = np.maximum(answer.sent.sum(axis=1), np.maximum(entering, leaving).max(axis=(1, 2)))
    return float((np.abs(entering - leaving).max(axis=(1, 2)) / np.maximum(size, _TINY)).max())


def _demand(problem: FlowProblem, answer: FlowAnswer) -> float:
    wanted = problem.demands.amount
    apart = np.abs(answer.delivered + answer.stranded(problem) - wanted)
    return float((apart / np.maximum(wanted, _TINY)).max(initial=0.0))


def _losses(problem: FlowProblem, answer: FlowAnswer, lost: Numbers) -> float:
    of_demand = problem.commodities().of_demand
    delivered = np.zeros(len(lost))
    np.add.at(delivered, of_demand, answer.delivered)
    sent = answer.sent.sum(axis=1)
    apart = np.abs(sent - delivered - lost)
    return float((apart / np.maximum(sent, _TINY)).max(initial=0.0))


def _kept(problem: FlowProblem, answer: FlowAnswer) -> Numbers:
    kept = np.zeros((len(problem.stores.ids), len(problem.period_ids)))
    np.add.at(kept, (answer.stocks.store, answer.stocks.period), answer.stocks.amount)
    return kept


def _over(used: Numbers, most: Numbers) -> float:
    """Return the largest relative excess; against nothing, in tonnes."""
    excess = np.maximum(used - most, 0.0)
    size = np.where(most > 0, most, 1.0)
    return float((excess / size).max(initial=0.0))


def _limits(problem: FlowProblem, answer: FlowAnswer) -> float:
    flows, good = answer.flows, problem.commodities().good
    worst = 0.0
    for limit in problem.limits:
        inside = np.isin(flows.arc, limit.arcs) & np.isin(flows.period, limit.periods)
        inside &= np.isin(good[flows.commodity], limit.goods)
        used = float(flows.sent[inside].sum())
        under = (limit.low - used) / max(limit.low, 1.0)
        over = (used - limit.high) / max(limit.high, 1.0)
        worst = max(worst, under, over)
    return worst
