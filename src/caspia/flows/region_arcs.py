"""The arcs of a region: one numbering over all its months and goods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from caspia.network.model import ACCESS
from caspia.network.permission import HANDED_OVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from caspia.flows.shippers import Shippers
    from caspia.ledger import Row
    from caspia.network import Graph

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


class ArcKey(NamedTuple):
    """What an arc is: its ends, and the link it runs on; no link for handling at a node."""

    tail_node: str
    tail_layer: str
    head_node: str
    head_layer: str
    link: str


@dataclass(frozen=True, eq=False)
class RegionArcs:
    """What may be open in some month to some good; a arcs, v vertices.

    Attributes
    ----------
    keys : tuple of ArcKey, length a
        In ascending order.
    mode : tuple of str, length a
        Mode of the link; empty for handling.
    forward : bool, shape (a,)
        Whether it runs from the link's a to its b.
    length_km : float64, shape (a,)
        Length; 0 for handling.
    country : tuple of (str, str), length a
        States in which it begins and ends.
    vertex_ids : tuple of str, length v
        ``node:layer``.
    tail, head : int32, shape (a,)
        Vertices.
    """

    keys: tuple[ArcKey, ...]
    mode: tuple[str, ...]
    forward: Flags
    length_km: Numbers
    country: tuple[tuple[str, str], ...]
    vertex_ids: tuple[str, ...]
    tail: Ids
    head: Ids

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def tail_node(self) -> tuple[str, ...]:
        """Nodes in which the arcs begin."""
        return tuple(key.tail_node for key in self.keys)

    @cached_property
    def head_node(self) -> tuple[str, ...]:
        """Nodes in which the arcs end."""
        return tuple(key.head_node for key in self.keys)

    @cached_property
    def tail_layer(self) -> tuple[str, ...]:
        """Layers in which the arcs begin."""
        return tuple(key.tail_layer for key in self.keys)

    @cached_property
    def head_layer(self) -> tuple[str, ...]:
        """Layers in which the arcs end."""
        return tuple(key.head_layer for key in self.keys)

    @cached_property
    def link(self) -> tuple[str, ...]:
        """Ids of the links; empty for handling."""
        return tuple(key.link for key in self.keys)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Names for messages: the link and its direction, or what is handled where."""
        return tuple(_name(key) for key in self.keys)

    @cached_property
    def of_link(self) -> Mapping[str, tuple[int, ...]]:
        """Places of the arcs of each link."""
        found: dict[str, list[int]] = {}
        for place, link in enumerate(self.link):
            if link:
                found.setdefault(link, []).append(place)
        return {link: tuple(places) for link, places in found.items()}

    @cached_property
    def vertex_of(self) -> Mapping[str, int]:
        """Vertices by ``node:layer``."""
        return {name: place for place, name in enumerate(self.vertex_ids)}

    def access(self, node: str) -> int:
        """Return where cargo enters and leaves at a node.

        Raises
        ------
        KeyError
            The node is none of the region.
        """
        return self.vertex_of[f"{node}:{ACCESS}"]

    @cached_property
    def _passages(self) -> dict[tuple[frozenset[str], str], tuple[Flags, Flags]]:
        return {}

    def passages(self, states: frozenset[str], mode: str) -> tuple[Flags, Flags]:
        """Return the links that enter some states, and all that touch them; bool of shape (a,).

        Where a mode of lines is asked for, those that only come up to a border touch nothing: what
        they carry is handed over there.

        Parameters
        ----------
        states : frozenset of str
            States.
        mode : str
            Only this mode; empty for all.
        """
        key = (states, mode)
        if key not in self._passages:
            tail = np.array([one in states for one, _ in self.country], dtype=np.bool_)
            head = np.array([one in states for _, one in self.country], dtype=np.bool_)
            meant = np.array([bool(one) and mode in ("", one) for one in self.mode], dtype=np.bool_)
            touching = tail if mode in HANDED_OVER else tail | head
            self._passages[key] = (meant & ~tail & head, meant & touching)
        return self._passages[key]

    def refused_by(self, shippers: Shippers) -> Flags:
        """Return the links on which some shippers send nothing; bool of shape (a,)."""
        refused = np.zeros(len(self), dtype=np.bool_)
        for crossing in filter(shippers.refuses, shippers.met):
            refused |= self.passages(crossing.states, crossing.permission.mode)[1]
        return refused

    def flags(self, places: Iterable[int]) -> Flags:
        """Return true at some arcs; bool of shape (a,)."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[list(places)] = True
        return found


def _name(key: ArcKey) -> str:
    if key.link:
        return f"{key.link}:{key.tail_node}-{key.head_node}"
    return f"{key.tail_node}:{key.tail_layer}-{key.head_layer}"


def arc_keys(graph: Graph) -> list[ArcKey]:
    """Return what each arc of a graph is, in the order of the graph."""
    arcs, nodes, layers = graph.arcs, graph.node_ids, graph.layers
    names = [
        (nodes[node], layers[layer])
        for node, layer in zip(graph.vertex_node.tolist(), graph.vertex_layer.tolist(), strict=True)
    ]
    links = ("", *graph.link_ids)
    ends = zip(arcs.tail.tolist(), arcs.head.tolist(), (arcs.link + 1).tolist(), strict=True)
    return [ArcKey._make((*names[tail], *names[head], links[link])) for tail, head, link in ends]


def union_of(
    graphs: Iterable[list[ArcKey]],
    links: Mapping[str, Row],
    countries: Mapping[str, str],
    ends: Iterable[str] = (),
) -> RegionArcs:
    """Return the arcs that are in any of some graphs.

    Parameters
    ----------
    graphs : iterable of list of ArcKey
        Arcs of each graph.
    links : mapping of str to Row
        Physical links.
    countries : mapping of str to str
        The state of each node; empty at sea.
    ends : iterable of str
        Nodes that are there even where no link is open.
    """
    keys = tuple(sorted({key for graph in graphs for key in graph}))
    vertices = tuple(
        sorted(
            {f"{key.tail_node}:{key.tail_layer}" for key in keys}
            | {f"{key.head_node}:{key.head_layer}" for key in keys}
            | {f"{node}:{ACCESS}" for node in ends}
        )
    )
    place = {name: number for number, name in enumerate(vertices)}
    return RegionArcs(
        keys,
        tuple(links[key.link]["mode"] if key.link else "" for key in keys),
        np.array([bool(key.link) and links[key.link]["a"] == key.tail_node for key in keys]),
        np.array([links[key.link]["length_km"] or 0.0 if key.link else 0.0 for key in keys]),
        tuple((countries[key.tail_node], countries[key.head_node]) for key in keys),
        vertices,
        np.array([place[f"{key.tail_node}:{key.tail_layer}"] for key in keys], dtype=np.int32),
        np.array([place[f"{key.head_node}:{key.head_layer}"] for key in keys], dtype=np.int32),
    )
