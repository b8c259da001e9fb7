"""What the network is made of: the state of a link, a change between two days, the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from caspia.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

Status = Literal["open", "restricted", "closed", "planned"]
ChangeKind = Literal["opened", "closed", "status", "values"]
PASSING: frozenset[Status] = frozenset({"open", "restricted"})
ACCESS = "access"
NONE = -1


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a link stood on a day.

    Attributes
    ----------
    link_id : str
        The link.
    status : str
        ``open``; ``restricted``: passes, for some goods or travellers or at a price; ``closed``;
        ``planned``: not there yet.
    because : tuple of str
        Ids of the rows that say so: the link, its status, agreements, effects, events.
    """

    link_id: str
    status: Status
    because: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether the link is part of the network (C2: closed means absent)."""
        return self.status in PASSING


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one link between two days.

    Attributes
    ----------
    link_id : str
        The link.
    kind : str
        ``opened``, ``closed``, ``status`` (another status, as passable as before) or ``values``
        (a number that an effect or an upgrade changed).
    before, after : str
        The statuses; equal where only values changed.
    because : tuple of str
        Ids of the rows by which they differ: agreements and events first.
    what : str
        The values that changed, in words; empty for a change of status.
    """

    link_id: str
    kind: ChangeKind
    before: Status
    after: Status
    because: tuple[str, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """Work done at a node on the way from one layer to another.

    Attributes
    ----------
    node_id : str
        Where.
    kind : str
        ``loading``, ``unloading``, ``port_handling``, ``gauge_break`` or ``transshipment``.
    from_layer, to_layer : str
        Layers of the graph; ``access`` is where cargo enters and leaves.
    because : tuple of str
        Ids of the rows that its numbers rest on.
    """

    node_id: str
    kind: str
    from_layer: str
    to_layer: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArcArrays:
    """Numbers of every arc; each array has shape (arcs,).

    Attributes
    ----------
    tail, head : int32
        Vertices.
    link : int32
        Place in ``Graph.link_ids``; -1 for handling.
    handling : int32
        Place in ``Graph.handlings``; -1 for movement.
    length_km : float64
        Length; 0 for handling.
    time_h, time_low_h, time_high_h : float64
        Time under way: median, and what one shipment in ten stays under and goes over; 0 for
        handling.
    dwell_h, dwell_low_h, dwell_high_h : float64
        Waiting, border and handling time.
    cost_usd_per_t, cost_low_usd_per_t, cost_high_usd_per_t : float64
        Cost in US dollars of the day per tonne.
    co2_kg_per_t : float64
        Emissions from tank to wheel.
    assumed : bool
        Whether its time, dwell or cost rests on an assumption (C8).
    time_cause, dwell_cause : int32
        Place in ``Graph.causes`` of what moves its time, its dwell together with that of others;
        -1 for none.
    """

    tail: Ids
    head: Ids
    link: Ids
    handling: Ids
    length_km: Numbers
    time_h: Numbers
    time_low_h: Numbers
    time_high_h: Numbers
    dwell_h: Numbers
    dwell_low_h: Numbers
    dwell_high_h: Numbers
    cost_usd_per_t: Numbers
    cost_low_usd_per_t: Numbers
    cost_high_usd_per_t: Numbers
    co2_kg_per_t: Numbers
    assumed: Flags
    time_cause: Ids
    dwell_cause: Ids


@dataclass(frozen=True, slots=True)
class Incidence:
    """Arcs by vertex in compressed rows: the arcs of `v` are ``arc[start[v]:start[v + 1]]``.

    Attributes
    ----------
    start : int32, shape (vertices + 1,)
        Where the arcs of a vertex begin.
    arc : int32, shape (arcs,)
        Places in ``Graph.arcs``.
    """

    start: Ids
    arc: Ids


@dataclass(frozen=True, slots=True)
class Graph:
    """The network of one good on one day as arrays: nodes split into layers of transport.

    A vertex is a node in a layer: a mode, for rail with its gauge (``rail_1520``), or ``access``,
    where cargo enters and leaves. An arc is a link in one direction, or handling at a node.

    Attributes
    ----------
    date : date
        The day.
    good : str
        What is carried.
    node_ids, layers, link_ids : tuple of str
        What the numbers in the arrays stand for.
    handlings : tuple of Handling
        What is done on the arcs that are no movement.
    causes : tuple of str
        What moves times together: ``rail:KAZ``, ``border:CHN-KAZ``, ``port:aktau``.
    vertex_node, vertex_layer : int32, shape (vertices,)
        Places in `node_ids` and `layers`.
    arcs : ArcArrays
        Numbers of the arcs.
    outgoing, incoming : Incidence
        Arcs that leave and that enter a vertex.
    because : mapping of str to tuple of str
        By link, the rows its state and numbers rest on.
    """

    date: date
    good: str
    node_ids: tuple[str, ...]
    layers: tuple[str, ...]
    link_ids: tuple[str, ...]
    handlings: tuple[Handling, ...]
    causes: tuple[str, ...]
    vertex_node: Ids
    vertex_layer: Ids
    arcs: ArcArrays
    outgoing: Incidence
    incoming: Incidence
    because: Mapping[str, tuple[str, ...]] = field(repr=False)
    access_of: Mapping[str, int] = field(repr=False)

    def __repr__(self) -> str:
        return (
            f"<Graph {self.good} on {self.date}: {len(self.access_of)} places, "
            f"{len(self.vertex_node)} vertices, {len(self.arcs.tail)} arcs>"
        )

    def access(self, node_id: str) -> int:
        """Return the vertex where cargo enters and leaves at a node.

        Raises
        ------
        UnknownNameError
            No open link that carries the good touches the node.
        """
        found = self.access_of.get(node_id)
        if found is None:
            cure = f"No open link that carries {self.good} touches it on {self.date}."
            raise UnknownNameError("place in this network", node_id, (), cure)
        return found

    def vertex_name(self, vertex: int) -> str:
        """Return ``node:layer`` of a vertex."""
        node = self.node_ids[self.vertex_node[vertex]]
        return f"{node}:{self.layers[self.vertex_layer[vertex]]}"

    def arc_name(self, arc: int) -> str:
        """Return the id of the link that an arc runs on, or what is done at its node."""
        link, handling = int(self.arcs.link[arc]), int(self.arcs.handling[arc])
        if link != NONE:
            return self.link_ids[link]
        done = self.handlings[handling]
        return f"{done.node_id}:{done.kind}:{done.from_layer}-{done.to_layer}"
