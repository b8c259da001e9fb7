"""A plan on arcs as routes: what leaves an origin is followed to where it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.flows.engines.legs import Pool, all_of
from caspia.flows.engines.time_graph import NONE, time_graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.answer import FlowAnswer
    from caspia.flows.engines.legs import Legs
    from caspia.flows.engines.problem import FlowProblem

    Numbers = NDArray[np.float64]

_NOTHING = 1e-9


def decomposed(problem: FlowProblem, answer: FlowAnswer) -> tuple[Legs, Numbers]:
    """Return routes that carry a plan, and the tonnes that arrive by each.

    Parameters
    ----------
    problem : FlowProblem
        Of one period, without stores.
    answer : FlowAnswer
        A plan without circles.
    """
    graph = time_graph(problem)
    step_of = np.full(len(problem.arc_ids), NONE, dtype=np.int64)
    step_of[graph.arc] = np.arange(len(graph.arc))
    left = _left_on_arcs(problem, answer)
    commodities = problem.commodities()
    parts, tonnes = [], []
    least = _NOTHING * max(1.0, float(problem.demands.amount.max(initial=0.0)))
    for demand in np.flatnonzero(answer.delivered > least).tolist():
        commodity = int(commodities.of_demand[demand])
        wanted = float(answer.delivered[demand])
        while wanted > least:
            way, most = _way_back(problem, left[commodity], demand)
            if not way:
                break
            amount = min(wanted, most)
            _take(problem, left[commodity], way, amount)
            steps = step_of[np.array(way)][np.newaxis]
            whose = np.array([commodity], dtype=np.int32), np.array([demand], dtype=np.int32)
            parts.append(Pool().add(graph, *whose, steps))
            tonnes.append(amount)
            wanted -= amount
    return all_of(parts), np.array(tonnes)


def _left_on_arcs(problem: FlowProblem, answer: FlowAnswer) -> Numbers:
    """Return tonnes that enter each arc, by commodity; float64 of shape (commodities, arcs)."""
    found = np.zeros((len(problem.commodities()), len(problem.arc_ids)))
    np.add.at(found, (answer.flows.commodity, answer.flows.arc), answer.flows.sent)
    return found


def _way_back(problem: FlowProblem, left: Numbers, demand: int) -> tuple[list[int], float]:
    """Return the fullest way to a destination, from there back, and what can arrive by it."""
    origin = int(problem.demands.origin[demand])
    at = int(problem.demands.destination[demand])
    way: list[int] = []
    most, share = np.inf, 1.0
    while at != origin:
        into = np.flatnonzero((problem.head == at) & (left > 0))
        if not len(into) or len(way) > len(left):
            return [], 0.0
        arc = int(into[np.argmax(left[into])])
        share /= problem.gain[arc]
        most = min(most, left[arc] / share)
        way.append(arc)
        at = int(problem.tail[arc])
    return way, float(most)


def _take(problem: FlowProblem, left: Numbers, way: list[int], amount: float) -> None:
    """Take an amount that arrives off the arcs of its way; what is left of an emptied arc is 0."""
    entering = amount
    for arc in way:
        entering /= problem.gain[arc]
        rest = left[arc] - entering
        left[arc] = rest if rest > _NOTHING * entering else 0.0
