"""Cargo that goes in circles: what a floor may force where too little wants to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from caspia.flows.engines.answer import LinkFlows
    from caspia.flows.engines.problem import FlowProblem

_NAMED = 6


def circles(problem: FlowProblem, flows: LinkFlows) -> str:
    """Return in words where flows of one commodity come back to where they were; "" for nowhere.

    Stores only lead onwards in time, so every circle lies within one period.
    """
    vertices, periods = len(problem.vertex_ids), len(problem.period_ids)
    layer = flows.commodity.astype(np.int64) * periods + flows.period
    tail, head = (layer * vertices + ends[flows.arc] for ends in (problem.tail, problem.head))
    unique, place = np.unique(np.concatenate([tail, head]), return_inverse=True)
    tail, head = np.split(place, 2)
    graph = coo_array((np.ones(len(tail)), (tail, head)), shape=(len(unique), len(unique)))
    _, part = connected_components(graph.tocsr(), connection="strong")
    inside = np.flatnonzero(part[tail] == part[head])
    if not len(inside):
        return ""
    commodities = problem.commodities()
    lines = [
        f"  {problem.good_ids[commodities.good[flows.commodity[flow]]]} over "
        f"{problem.arc_ids[flows.arc[flow]]} in {problem.period_ids[flows.period[flow]]}"
        for flow in inside[:_NAMED]
    ]
    floors = ", ".join(limit.limit_id for limit in problem.limits if limit.low > 0)
    return (
        f"The floors ({floors}) would be met at the least cost by cargo that goes in circles:\n"
        + "\n".join(lines)
        + "\nLower the floors to what is wanted beyond these links, or close the way back."
    )
