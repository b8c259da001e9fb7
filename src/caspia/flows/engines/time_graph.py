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


@dataclass(frozen=True, slots=True)
class Labels:
    """Cheapest ways of one commodity.

    Attributes
    ----------
    cost : float64, shape (places,)
        Least cost per tonne at each vertex and period; infinite where none arrives.
    before : int32, shape (places,)
        The place before it on the way there; negative at the origin and where there is none.
    """

    cost: Numbers
    before: Ids


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


def cheapest_ways(graph: TimeGraph, weight: Numbers, origin: int) -> Labels:
    """Return the cheapest ways of a commodity from its origin, in any period, to everywhere.

    Parameters
    ----------
    graph : TimeGraph
        The network over periods.
    weight : float64, shape (steps,)
        Cost per tonne that begins a step, at least 0; infinite where it may not.
    origin : int
        Vertex.
    """
    sources = origin + graph.vertices * np.arange(graph.periods)
    usable = np.isfinite(weight)
    if (graph.gain[usable] == 1.0).all():
        return _lossless(graph, weight, sources)
    return _with_losses(graph, weight, sources)


def _lossless(graph: TimeGraph, weight: Numbers, sources: Places) -> Labels:
    least = np.minimum.reduceat(weight, graph.pair_start[:-1])
    head = (graph.pair_key % graph.places).astype(np.int32)
    matrix = csr_array((least, head, graph.row_start), shape=(graph.places, graph.places))
    cost, before, _ = dijkstra(matrix, indices=sources, min_only=True, return_predecessors=True)
    return Labels(cost, before)


def _with_losses(graph: TimeGraph, weight: Numbers, sources: Places) -> Labels:
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
    return Labels(cost, before)
