"""Shortest paths on arrays: from one vertex to all, to one from all, and the arcs of a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from caspia.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A directed graph with one weight per arc, in compressed rows.

    Of arcs between the same two vertices the lightest is kept, the first among equals.

    Attributes
    ----------
    forward, backward : csr_array, shape (vertices, vertices)
        Weights from row to column, and the same graph with every arc turned round.
    key : int64, shape (kept,)
        ``tail * vertices + head`` of each kept arc, ascending.
    arc : int32, shape (kept,)
        Place of each kept arc among those given.
    """

    forward: csr_array
    backward: csr_array
    key: NDArray[np.int64]
    arc: Ids

    @property
    def vertices(self) -> int:
        """How many vertices there are."""
        return int(self.forward.shape[0])


@dataclass(frozen=True, slots=True)
class Tree:
    """Shortest paths between one vertex and all others.

    Attributes
    ----------
    distance : float64, shape (vertices,)
        Weight of the shortest path; infinite where there is none.
    next_vertex : int32, shape (vertices,)
        The vertex beside each on its path, towards the root; negative at the root and where there
        is no path.
    root : int
        The one vertex.
    outward : bool
        Whether paths lead from the root; else to it.
    """

    distance: Numbers
    next_vertex: Ids
    root: int
    outward: bool


def weigh(vertices: int, tail: Ids, head: Ids, weight: Numbers) -> Weighted:
    """Return a graph ready for searching.

    Parameters
    ----------
    vertices : int
        How many vertices there are.
    tail, head : int32, shape (arcs,)
        Where each arc begins and ends.
    weight : float64, shape (arcs,)
        Weight of each arc, zero or more; an arc of infinite weight is absent.

    Raises
    ------
    BadInputError
        A weight is negative or not a number.
    """
    _require_weights(weight)
    there = np.flatnonzero(np.isfinite(weight))
    key = tail[there].astype(np.int64) * vertices + head[there]
    order = np.lexsort((there, weight[there], key))
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.diff(key[order]) != 0
    kept = there[order[first]]
    return Weighted(
        _rows(vertices, tail[kept], head[kept], weight[kept]),
        _rows(vertices, head[kept], tail[kept], weight[kept]),
        key[order[first]],
        kept.astype(np.int32),
    )


def tree_from(graph: Weighted, root: int) -> Tree:
    """Return the shortest paths from a vertex to all others."""
    return _tree(graph.forward, root, outward=True)


def tree_to(graph: Weighted, root: int) -> Tree:
    """Return the shortest paths to a vertex from all others."""
    return _tree(graph.backward, root, outward=False)


def distance_between(graph: Weighted, start: int, end: int, limit: float = np.inf) -> float:
    """Return the weight of the shortest path between two vertices; infinite above a limit."""
    from scipy.sparse.csgraph import dijkstra

    return float(dijkstra(graph.forward, indices=start, limit=limit)[end])


def arcs_of_path(graph: Weighted, tree: Tree, vertex: int) -> tuple[int, ...]:
    """Return the arcs between the root of a tree and a vertex, in the order of travel.

    Empty where the vertex is the root.

    Raises
    ------
    BadInputError
        There is no path.
    """
    if not np.isfinite(tree.distance[vertex]):
        raise BadInputError(f"No path joins vertices {tree.root} and {vertex}. Check distance.")
    stops = [vertex]
    while stops[-1] != tree.root:
        stops.append(int(tree.next_vertex[stops[-1]]))
    return arcs_between(graph, stops[::-1] if tree.outward else stops)


def arcs_between(graph: Weighted, stops: Sequence[int]) -> tuple[int, ...]:
    """Return the lightest arcs from each of some vertices to the next."""
    path = np.asarray(stops, dtype=np.int64)
    places = np.searchsorted(graph.key, path[:-1] * graph.vertices + path[1:])
    return tuple(graph.arc[places].tolist())


def _tree(matrix: csr_array, root: int, *, outward: bool) -> Tree:
    from scipy.sparse.csgraph import dijkstra

    distance, before = dijkstra(matrix, indices=root, return_predecessors=True)
    return Tree(distance, before, root, outward)


def _rows(vertices: int, tail: Ids, head: Ids, weight: Numbers) -> csr_array:
    """Return compressed rows; zeros stay in, for a free arc is an arc."""
    from scipy.sparse import csr_array

    order = np.lexsort((head, tail))
    start = np.zeros(vertices + 1, dtype=np.int32)
    np.cumsum(np.bincount(tail, minlength=vertices), out=start[1:])
    parts = (weight[order], head[order].astype(np.int32), start)
    return csr_array(parts, shape=(vertices, vertices))


def _require_weights(weight: Numbers) -> None:
    bad = np.flatnonzero(~(weight >= 0))
    if len(bad):
        raise BadInputError(
            f"Arcs {', '.join(str(arc) for arc in bad[:5])} have weights that are negative or not "
            "numbers. Give zero or more."
        )
