"""The cheapest way of every demand through given arcs: a route by each corridor is a choice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from caspia.flows.engines.time_graph import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from caspia.flows.engines.problem import FlowProblem

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# A way this much dearer than the cheapest one is no choice, if it is dearer by this many dollars.
_STRETCH = 3.0
_AT_LEAST = 100.0


def ways_through(
    problem: FlowProblem, groups: Sequence[Flags]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield demands with the arcs of the cheapest way through each group, in the order of travel.

    Ways that come back to a vertex, and those far dearer than the cheapest way, are left out.
    Losses on the way are not weighed.

    Parameters
    ----------
    problem : FlowProblem
        Of one period, without stores.
    groups : sequence of bool arrays, shape (arcs,)
        Arcs of which a way must use one.
    """
    if len(problem.period_ids) != 1 or not groups:
        return
    for good in range(len(problem.good_ids)):
        demands = np.flatnonzero(problem.demands.good == good)
        if len(demands):
            yield from _of_good(problem, groups, good, demands)


def _of_good(
    problem: FlowProblem, groups: Sequence[Flags], good: int, demands: NDArray[np.int64]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    usable = np.flatnonzero(problem.open[:, 0] & problem.carried[:, good])
    arc = _cheapest_of_parallel(problem, usable, good)
    tail, head, cost = problem.tail[arc], problem.head[arc], problem.cost[arc, good]
    origins, at_origin = np.unique(problem.demands.origin[demands], return_inverse=True)
    ends, at_end = np.unique(problem.demands.destination[demands], return_inverse=True)
    out, before = _trees(len(problem.vertex_ids), tail, head, cost, origins)
    back, after = _trees(len(problem.vertex_ids), head, tail, cost, ends)
    of_pair = {pair: int(one) for pair, one in zip(_pairs(tail, head), arc, strict=True)}
    inside = [np.flatnonzero(group[arc]) for group in groups]
    for place, demand in enumerate(demands.tolist()):
        o, d = int(at_origin[place]), int(at_end[place])
        direct = out[o, problem.demands.destination[demand]]
        for group in inside:
            total = out[o, tail[group]] + cost[group] + back[d, head[group]]
            best = int(np.argmin(total)) if len(total) else NONE
            most = max(_STRETCH * direct, direct + _AT_LEAST)
            if best == NONE or not np.isfinite(total[best]) or total[best] > most:
                continue
            first = _walk(before[o], int(tail[group[best]]))[::-1]
            stops = [*first, *_walk(after[d], int(head[group[best]]))]
            if len(set(stops)) == len(stops):
                yield (
                    demand,
                    tuple(of_pair[pair] for pair in pairwise(stops)),
                )


def _cheapest_of_parallel(
    problem: FlowProblem, usable: NDArray[np.int64], good: int
) -> NDArray[np.int64]:
    """Return one arc for each pair of ends, the cheapest."""
    tail, head, cost = problem.tail[usable], problem.head[usable], problem.cost[usable, good]
    order = np.lexsort((cost, head, tail))
    key = tail[order].astype(np.int64) * len(problem.vertex_ids) + head[order]
    return np.asarray(usable[order[np.unique(key, return_index=True)[1]]])


def _trees(
    vertices: int, tail: Ids, head: Ids, cost: Numbers, roots: Ids
) -> tuple[Numbers, NDArray[np.int32]]:
    matrix = csr_array((cost, (tail, head)), shape=(vertices, vertices))
    distance, before = dijkstra(matrix, indices=roots, return_predecessors=True)
    return distance, before


def _pairs(tail: Ids, head: Ids) -> list[tuple[int, int]]:
    return list(zip(tail.tolist(), head.tolist(), strict=True))


def _walk(before: NDArray[np.int32], vertex: int) -> list[int]:
    """Return the vertices from one to the root of a tree."""
    stops = [vertex]
    while before[stops[-1]] >= 0:
        stops.append(int(before[stops[-1]]))
    return stops
