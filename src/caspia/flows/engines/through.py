"""The cheapest way of every demand through given arcs: a route by each corridor is a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

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


@dataclass(frozen=True, slots=True)
class WayThrough:
    """The cheapest way of a demand through a group of arcs.

    Attributes
    ----------
    demand, group : int
        Places in the demands and groups.
    arcs : tuple of int
        In the order of travel; empty for a way that is too dear.
    is_choice : bool
        False where it comes back to a vertex, or is too dear.
    cost : float
        US dollars per tonne.
    """

    demand: int
    group: int
    arcs: tuple[int, ...]
    is_choice: bool
    cost: float

    @property
    def dear_until(self) -> float:
        """How dear the cheapest way of all must be for this one to be no longer too dear."""
        return min(self.cost / _STRETCH, self.cost - _AT_LEAST)


def ways_through(
    problem: FlowProblem, groups: Sequence[Flags], wanted: Flags
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
    wanted : bool, shape (demands,)
        Whose ways are asked for.
    """
    every = np.repeat(wanted[:, np.newaxis], len(groups), axis=1)
    for way in looked_at(problem, groups, every):
        if way.is_choice:
            yield way.demand, way.arcs


def looked_at(problem: FlowProblem, groups: Sequence[Flags], wanted: Flags) -> Iterator[WayThrough]:
    """Yield every way on which the answer of `ways_through` rests.

    While all its arcs are open, closing others changes nothing of a way; one that is too dear
    stays so until the cheapest way of all is as dear as it says.

    Parameters
    ----------
    problem, groups
        As of `ways_through`.
    wanted : bool, shape (demands, groups)
        Whose ways through what are asked for.
    """
    if len(problem.period_ids) != 1 or not groups:
        return
    some = wanted.any(axis=1)
    for good in np.unique(problem.demands.good[some]).tolist():
        demands = np.flatnonzero((problem.demands.good == good) & some)
        if len(demands):
            yield from _of_good(problem, groups, good, demands, wanted[demands])


def _of_good(
    problem: FlowProblem,
    groups: Sequence[Flags],
    good: int,
    demands: NDArray[np.int64],
    wanted: Flags,
) -> Iterator[WayThrough]:
    usable = np.flatnonzero(problem.open[:, 0] & problem.carried[:, good])
    arc = _cheapest_of_parallel(problem, usable, good)
    tail, head, cost = problem.tail[arc], problem.head[arc], problem.cost[arc, good]
    vertices = len(problem.vertex_ids)
    key = tail.astype(np.int64) * vertices + head
    origins, o = np.unique(problem.demands.origin[demands], return_inverse=True)
    destination = problem.demands.destination[demands]
    ends, d = np.unique(destination, return_inverse=True)
    out, before = _trees(vertices, tail, head, cost, origins)
    back, after = _trees(vertices, head, tail, cost, ends)
    least_of_all = out[o, destination]
    most = np.maximum(_STRETCH * least_of_all, least_of_all + _AT_LEAST)

    def along(stops: list[int]) -> tuple[int, ...]:
        passed = np.array(stops, dtype=np.int64)
        at = np.searchsorted(key, passed[:-1] * vertices + passed[1:])
        return tuple(arc[at].tolist())

    for number, group in enumerate(groups):
        inside = np.flatnonzero(group[arc])
        asked = np.flatnonzero(wanted[:, number])
        if not len(inside) or not len(asked):
            continue
        by_end = back[np.ix_(d[asked], head[inside])]
        total = out[np.ix_(o[asked], tail[inside])] + cost[inside] + by_end
        at_best = total.argmin(axis=1)
        cheapest = total[np.arange(len(asked)), at_best]
        for row in np.flatnonzero(np.isfinite(cheapest)).tolist():
            place, least = int(asked[row]), float(cheapest[row])
            if least > most[place]:
                yield WayThrough(int(demands[place]), number, (), is_choice=False, cost=least)
                continue
            gate = inside[at_best[row]]
            first = _walk(before[o[place]], int(tail[gate]))[::-1]
            stops = [*first, *_walk(after[d[place]], int(head[gate]))]
            is_choice = len(set(stops)) == len(stops)
            yield WayThrough(int(demands[place]), number, along(stops), is_choice, least)


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


def _walk(before: NDArray[np.int32], vertex: int) -> list[int]:
    """Return the vertices from one to the root of a tree."""
    stops = [vertex]
    while (vertex := int(before[vertex])) >= 0:
        stops.append(vertex)
    return stops
