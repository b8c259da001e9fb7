"""Whether a good gets from one node to another at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.network.layers import family_of
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Collection

    from caspia.network.model import Flags, Graph


def reaches(
    graph: Graph, origin: str, destination: str, modes: Collection[str] | None = None
) -> bool:
    """Tell whether cargo gets from one node to another.

    Parameters
    ----------
    graph : Graph
        The network of the good.
    origin, destination : str
        Ids of nodes; one that no open link touches is reached by nothing.
    modes : collection of str, optional
        Layers or modes of the links that may be used; all where left out.
    """
    if origin not in graph.access_of or destination not in graph.access_of:
        return False
    usable = _usable(graph, modes)
    seen = np.zeros(len(graph.vertex_node), dtype=np.bool_)
    waiting = [graph.access_of[origin]]
    seen[waiting] = True
    start, arcs = graph.outgoing.start, graph.outgoing.arc
    while waiting:
        vertex = waiting.pop()
        out = arcs[start[vertex] : start[vertex + 1]]
        heads = graph.arcs.head[out[usable[out]]]
        fresh = np.unique(heads[~seen[heads]])
        seen[fresh] = True
        waiting.extend(fresh.tolist())
    return bool(seen[graph.access_of[destination]])


def _usable(graph: Graph, modes: Collection[str] | None) -> Flags:
    if modes is None:
        return np.ones(len(graph.arcs.tail), dtype=np.bool_)
    wanted = np.array([_is_of(layer, modes) for layer in graph.layers], dtype=np.bool_)
    level = graph.vertex_layer
    usable: Flags = wanted[level[graph.arcs.tail]] & wanted[level[graph.arcs.head]]
    usable |= graph.arcs.link == NONE
    return usable


def _is_of(layer: str, modes: Collection[str]) -> bool:
    return layer in modes or family_of(layer) in modes
