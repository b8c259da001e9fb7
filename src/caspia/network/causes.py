"""What makes each arc of a graph slow or fast: arcs of one cause move together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from caspia.network.crossings import border
from caspia.network.draws import Spans
from caspia.network.model import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caspia.network.crossings import Ground
    from caspia.network.model import Graph


def spans_of(graph: Graph, ground: Ground, arcs: Sequence[int]) -> Spans:
    """Return the durations that a path is made of: time under way and dwell of each arc.

    Under way, everything over one sea has one cause (wind), and so have all railways of a state,
    and all its roads. A dwell has its border, its port or other place, or, at sea, the sea.
    """
    chosen = np.asarray(arcs, dtype=np.int32)
    of = graph.arcs
    low = np.concatenate([of.time_low_h[chosen], of.dwell_low_h[chosen]])
    median = np.concatenate([of.time_h[chosen], of.dwell_h[chosen]])
    high = np.concatenate([of.time_high_h[chosen], of.dwell_high_h[chosen]])
    causes = [
        *(moving_cause(graph, ground, arc) for arc in arcs),
        *(waiting_cause(graph, ground, arc) for arc in arcs),
    ]
    there = high > 0
    kept = tuple(cause for cause, is_there in zip(causes, there, strict=True) if is_there)
    return Spans(low[there], median[there], high[there], kept)


def moving_cause(graph: Graph, ground: Ground, arc: int) -> str:
    """Return what an arc's time under way moves with: ``sea:caspian``, ``rail:KAZ``."""
    link = int(graph.arcs.link[arc])
    if link == NONE:
        return _place(graph, arc)
    if ground.sea[link]:
        return f"sea:{ground.sea[link]}"
    return f"{ground.mode[link]}:{ground.node_country[graph.vertex_node[graph.arcs.tail[arc]]]}"


def waiting_cause(graph: Graph, ground: Ground, arc: int) -> str:
    """Return what an arc's dwell moves with: ``border:CHN-KAZ``, ``port:aktau``."""
    link = int(graph.arcs.link[arc])
    if link == NONE:
        return _place(graph, arc)
    one, other = ground.countries[link]
    if one != other and not ground.sea[link]:
        return f"border:{border(one, other)}"
    return moving_cause(graph, ground, arc)


def _place(graph: Graph, arc: int) -> str:
    return f"port:{graph.handlings[int(graph.arcs.handling[arc])].node_id}"
