"""The legs of a path: movement in one mode, or work at one place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from caspia.network.journey import Leg
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.network.model import Graph


def legs_of(graph: Graph, arcs: Sequence[int]) -> tuple[Leg, ...]:
    """Return the legs of a path: neighbouring links of one mode are one leg."""
    stretches = groupby(arcs, key=lambda arc: _kind(graph, arc))
    return tuple(_leg(graph, kind[-1], tuple(run)) for kind, run in stretches)


def _kind(graph: Graph, arc: int) -> tuple[str, ...]:
    """Return what arcs of one leg have in common; each piece of work is a leg of its own."""
    handling = int(graph.arcs.handling[arc])
    if handling != NONE:
        return "work", str(handling), graph.handlings[handling].kind
    return "move", graph.layers[graph.vertex_layer[graph.arcs.tail[arc]]]


def _leg(graph: Graph, mode: str, arcs: tuple[int, ...]) -> Leg:
    of, chosen = graph.arcs, np.asarray(arcs, dtype=np.int32)
    links = tuple(graph.link_ids[int(n)] for n in of.link[chosen] if n != NONE)
    hours = of.time_h[chosen] + of.dwell_h[chosen]
    return Leg(
        graph.node_ids[graph.vertex_node[of.tail[arcs[0]]]],
        graph.node_ids[graph.vertex_node[of.head[arcs[-1]]]],
        mode,
        links,
        float(of.length_km[chosen].sum()),
        float(of.time_h[chosen].sum()),
        float(of.dwell_h[chosen].sum()),
        float(of.cost_usd_per_t[chosen].sum()),
        float(of.co2_kg_per_t[chosen].sum()),
        float(hours[of.assumed[chosen]].sum()),
        _rows(graph, arcs),
    )


def _rows(graph: Graph, arcs: Sequence[int]) -> tuple[str, ...]:
    rows: dict[str, None] = {}
    for arc in arcs:
        link, handling = int(graph.arcs.link[arc]), int(graph.arcs.handling[arc])
        told = (
            graph.handlings[handling].because
            if link == NONE
            else graph.because[graph.link_ids[link]]
        )
        rows.update(dict.fromkeys(told))
    return tuple(rows)
