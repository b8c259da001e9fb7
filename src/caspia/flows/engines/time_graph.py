"""The network laid out over periods, and the cheapest way of every demand through it.

A vertex is there once in each period; stores lead from one period to the next. A commodity may
leave its origin in any period. The label of a vertex is the least cost per tonne *at that vertex*,
so an arc that loses tonnes makes dearer what is left: cost per delivered tonne.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from caspia.flows.engines.problem import FlowProblem

    Ids = NDArray[np.int32]
    Places = NDArray[np.int64]
    Numbers = NDArray[np.float64]

NONE = -1
#: How many commodities are searched for at once: enough to spread what a search costs by itself.
TOGETHER = 24


@dataclass(frozen=True, slots=True)
class TimeGraph:
    """Steps over arcs and through stores; vertex `v` in period `t` is ``t * vertices + v``.

    Steps are sorted by their two ends; those with both ends in common stand together.

    Attributes
    ----------
    vertices, periods : int
        Size of the network and number of periods.
    tail, head : int64, shape (steps,)
        Where a step begins and ends.
    gain : float64, shape (steps,)
        Tonnes that come out per tonne that goes in.
    arc, store : int32, shape (steps,)
        What the step goes over or through; -1 for none.
    period : int32, shape (steps,)
        When it begins.
    pair_start : int64, shape (pairs + 1,)
        Where the steps with the same two ends begin.
    pair_key : int64, shape (pairs,)
        ``tail * vertices * periods + head`` of each pair, ascending.
    row_start : int32, shape (vertices * periods + 1,)
        Where the pairs that begin at a vertex begin.
    tail_start : int64, shape (vertices * periods + 1,)
        Where the steps that begin at a vertex begin.
    lossless : bool
        Whether no step loses anything.
    """

    vertices: int
    periods: int
    tail: Places
    head: Places
    gain: Numbers
    arc: Ids
    store: Ids
    period: Ids
    pair_start: Places
    pair_key: Places
    row_start: Ids
    tail_start: Places
    lossless: bool

    @property
    def places(self) -> int:
        """How many vertices there are over all periods."""
        return self.vertices * self.periods


def time_graph(problem: FlowProblem) -> TimeGraph:
    """Return the network of a problem laid out over its periods."""
    vertices, periods = len(problem.vertex_ids), len(problem.period_ids)
    arcs, stores = len(problem.arc_ids), len(problem.stores.ids)
    arc, period = (part.ravel() for part in np.indices((arcs, periods)))
    store, before = (part.ravel() for part in np.indices((stores, periods - 1)))
    at = before * vertices + problem.stores.vertex[store]
    tail = np.concatenate([period * vertices + problem.tail[arc], at])
    head = np.concatenate([period * vertices + problem.head[arc], at + vertices])
    key = tail * (vertices * periods) + head
    order = np.argsort(key, kind="stable")
    pair_key, pair_start = np.unique(key[order], return_index=True)
    over = np.concatenate([arc, np.full(len(store), NONE)])
    through = np.concatenate([np.full(len(arc), NONE), store])
    gain = np.concatenate([problem.gain[arc], np.ones(len(store))])
    return TimeGraph(
        vertices,
        periods,
        tail[order],
        head[order],
        gain[order],
        over[order].astype(np.int32),
        through[order].astype(np.int32),
        np.concatenate([period, before])[order].astype(np.int32),
        np.append(pair_start, len(key)),
        pair_key,
        np.searchsorted(pair_key // (vertices * periods), np.arange(vertices * periods + 1)).astype(
            np.int32
        ),
        np.searchsorted(tail[order], np.arange(vertices * periods + 1)),
        bool((gain == 1.0).all()),
    )


def cheapest_ways(graph: TimeGraph, weight: Numbers, origin: Places) -> tuple[Numbers, Ids]:
    """Return the cheapest ways of commodities from their origins, in any period, to everywhere.

    Parameters
    ----------
    graph : TimeGraph
        The network over periods.
    weight : float64, shape (commodities, steps)
        Cost per tonne that begins a step, at least 0; infinite where it may not.
    origin : int64, shape (commodities,)
        Vertices.

    Returns
    -------
    cost : float64, shape (commodities, places)
        Least cost per tonne at each vertex and period; infinite where none arrives.
    before : int32, shape (commodities, places)
        The place before it on the way there; negative at the origin and where there is none.
    """
    sources = origin[:, np.newaxis] + graph.vertices * np.arange(graph.periods)
    if graph.lossless or (graph.gain[np.isfinite(weight).any(axis=0)] == 1.0).all():
        return _lossless(graph, weight, sources)
    found = [_of_one(graph, *one) for one in zip(weight, sources, strict=True)]
    return np.stack([cost for cost, _ in found]), np.stack([before for _, before in found])


def _of_one(graph: TimeGraph, weight: Numbers, sources: Places) -> tuple[Numbers, Ids]:
    if (graph.gain[np.isfinite(weight)] == 1.0).all():
        cost, before = _lossless(graph, weight[np.newaxis], sources[np.newaxis])
        return cost[0], before[0]
    return _with_losses(graph, weight, sources)


def _lossless(graph: TimeGraph, weight: Numbers, sources: Places) -> tuple[Numbers, Ids]:
    """Find the ways of several commodities at once, each in a copy of the network of its own."""
    copies, places = len(weight), graph.places
    least = np.minimum.reduceat(weight, graph.pair_start[:-1], axis=1)
    first = places * np.arange(copies, dtype=np.int32)[:, np.newaxis]
    head = (graph.pair_key % places).astype(np.int32) + first
    pairs = len(graph.pair_key) * np.arange(copies, dtype=np.int32)[:, np.newaxis]
    start = np.append(graph.row_start[:-1] + pairs, len(graph.pair_key) * copies).astype(np.int32)
    size = places * copies
    matrix = csr_array((least.ravel(), head.ravel(), start), shape=(size, size))
    cost, before, _ = dijkstra(
        matrix, indices=(sources + first).ravel(), min_only=True, return_predecessors=True
    )
    before = before.reshape(copies, places)
    return cost.reshape(copies, places), np.where(before >= 0, before - first, before)


def _with_losses(graph: TimeGraph, weight: Numbers, sources: Places) -> tuple[Numbers, Ids]:
    """Correct labels over all steps at once until none gets cheaper.

    SciPy's paths know no losses. A label never falls along a step, so this ends.
    """
    cost = np.full(graph.places, np.inf)
    cost[sources] = 0.0
    before = np.full(graph.places, NONE, dtype=np.int32)
    order = np.flatnonzero(np.isfinite(weight))
    order = order[np.argsort(graph.head[order], kind="stable")]
    heads, start = np.unique(graph.head[order], return_index=True)
    tail, added, gain = graph.tail[order], weight[order], graph.gain[order]
    group = np.repeat(np.arange(len(heads)), np.diff(np.append(start, len(order))))
    while len(order):
        offer = (cost[tail] + added) / gain
        least = np.minimum.reduceat(offer, start)
        better = least < cost[heads]
        if not better.any():
            break
        first = np.flatnonzero(offer == least[group])
        winner = first[np.unique(group[first], return_index=True)[1]]
        cost[heads[better]] = least[better]
        before[heads[better]] = tail[winner[better]]
    return cost, before
