"""A graph being put together, and its arrays once it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.layers import layers_of
from caspia.network.measures import NOTHING
from caspia.network.model import ACCESS, NONE, ArcArrays, Graph, Handling, Incidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from caspia.ledger import Row
    from caspia.network.measures import LinkValues, TransferValues, Value
    from caspia.network.model import Ids


@dataclass(slots=True)
class Draft:
    """A graph being put together: vertices, links and causes are numbered as they are met."""

    vertices: dict[tuple[str, str], int] = field(default_factory=dict)
    causes: dict[str, int] = field(default_factory=dict)
    because: dict[str, tuple[str, ...]] = field(default_factory=dict)
    handlings: list[Handling] = field(default_factory=list)
    whole: list[tuple[int, ...]] = field(default_factory=list)
    numbers: list[tuple[float, ...]] = field(default_factory=list)

    def add_link(self, link: Row, values: LinkValues, because: tuple[str, ...]) -> None:
        """Add an arc for each direction of a link."""
        at_a, at_b = layers_of(link)
        a, b = self._vertex(link["a"], at_a), self._vertex(link["b"], at_b)
        place = len(self.because)
        time, cost = values.time_h, values.cost_usd_per_t
        self.because[link.id] = tuple(dict.fromkeys((*because, *time.rows, *cost.rows)))
        moves, waits = self._cause(values.causes[0]), self._cause(*values.causes[1:])
        arcs = [(a, b, values.dwell_h), (b, a, values.dwell_back_h)]
        for tail, head, dwell in arcs[:1] if link["direction"] == "forward" else arcs:
            self.whole.append((tail, head, place, NONE, values.assumed, moves, waits))
            length, co2 = link["length_km"] or 0.0, values.co2_kg_per_t.median
            self.numbers.append((length, *_ends(time), *_ends(dwell), *_ends(cost), co2))

    def add_handling(self, work: TransferValues) -> None:
        """Add the arc of handling at a node."""
        tail = self._vertex(work.node_id, work.from_layer)
        head = self._vertex(work.node_id, work.to_layer)
        dwell, cost = work.dwell_h, work.cost_usd_per_t
        waits = self._cause(work.cause)
        self.whole.append((tail, head, NONE, len(self.handlings), work.assumed, NONE, waits))
        self.numbers.append((0.0, *_ends(NOTHING), *_ends(dwell), *_ends(cost), 0.0))
        because = tuple(dict.fromkeys((*dwell.rows, *cost.rows)))
        self.handlings.append(
            Handling(work.node_id, work.kind, work.from_layer, work.to_layer, because)
        )

    def layers_by_node(self) -> dict[str, list[str]]:
        """Return the layers in which links touch each node."""
        found: dict[str, list[str]] = {}
        for node, layer in self.vertices:
            found.setdefault(node, []).append(layer)
        return {node: sorted(layers) for node, layers in sorted(found.items())}

    def finished(self, on: date, good: str) -> Graph:
        """Return the graph."""
        nodes = tuple(sorted({node for node, _ in self.vertices}))
        layers = tuple(sorted({layer for _, layer in self.vertices}))
        places = {node: n for n, node in enumerate(nodes)}
        levels = {layer: n for n, layer in enumerate(layers)}
        arcs = self._arrays()
        return Graph(
            date=on,
            good=good,
            node_ids=nodes,
            layers=layers,
            link_ids=tuple(self.because),
            handlings=tuple(self.handlings),
            causes=tuple(self.causes),
            vertex_node=_ids(places[node] for node, _ in self.vertices),
            vertex_layer=_ids(levels[layer] for _, layer in self.vertices),
            arcs=arcs,
            outgoing=incidence(arcs.tail, len(self.vertices)),
            incoming=incidence(arcs.head, len(self.vertices)),
            because=self.because,
            access_of={node: n for (node, layer), n in self.vertices.items() if layer == ACCESS},
        )

    def _vertex(self, node: str, layer: str) -> int:
        return self.vertices.setdefault((node, layer), len(self.vertices))

    def _cause(self, *names: str) -> int:
        """Return the number of the first of the names given; none has none."""
        return self.causes.setdefault(names[0], len(self.causes)) if names else NONE

    def _arrays(self) -> ArcArrays:
        whole = np.array(self.whole, dtype=np.int32).reshape(-1, 7).T.copy()
        numbers = np.array(self.numbers, dtype=np.float64).reshape(-1, 11).T.copy()
        tail, head, link, handling, assumed, time_cause, dwell_cause = whole
        length, time, time_low, time_high, dwell, dwell_low, dwell_high, *costs, co2 = numbers
        return ArcArrays(
            tail=tail,
            head=head,
            link=link,
            handling=handling,
            length_km=length,
            time_h=time,
            time_low_h=time_low,
            time_high_h=time_high,
            dwell_h=dwell,
            dwell_low_h=dwell_low,
            dwell_high_h=dwell_high,
            cost_usd_per_t=costs[0],
            cost_low_usd_per_t=costs[1],
            cost_high_usd_per_t=costs[2],
            co2_kg_per_t=co2,
            assumed=assumed.astype(np.bool_),
            time_cause=time_cause,
            dwell_cause=dwell_cause,
        )


def incidence(ends: Ids, vertices: int) -> Incidence:
    """Return the arcs of every vertex in compressed rows.

    Parameters
    ----------
    ends : int32, shape (arcs,)
        The vertex of each arc, its tail or its head.
    vertices : int
        How many vertices there are.
    """
    order = np.argsort(ends, kind="stable").astype(np.int32)
    start = np.zeros(vertices + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=vertices), out=start[1:])
    return Incidence(start, order)


def _ends(value: Value) -> tuple[float, float, float]:
    return value.median, value.low, value.high


def _ids(values: Iterable[int]) -> Ids:
    return np.fromiter(values, dtype=np.int32)
